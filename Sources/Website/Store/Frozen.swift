import GRDB

/// What the database itself refuses: to change what was handed in, and what is kept of it.
///
/// Every function of the store looks at the stage in its own transaction and says why something can't be done.
/// These rules stand behind them: whatever forgets to look changes nothing.
enum Frozen {
  static func watch(_ database: Database) throws {
    for rule in rules {
      try database.execute(
        sql: """
          CREATE TEMP TRIGGER frozen\(rule.event.split(separator: " ")[0])\(rule.table)
          BEFORE \(rule.event) ON \(rule.table)
          \(rule.condition.map { "WHEN \($0)" } ?? "")
          BEGIN SELECT RAISE(ABORT, 'frozen: \(rule.table)'); END
          """)
    }
  }

  private struct Rule {
    let table: String
    let event: String
    /// Under which it is refused; always where there is none.
    var condition: String?
  }

  private static var rules: [Rule] { ofDrafts + ofHandedIn + ofJudgements }

  /// The texts of a draft, what waits beside them and what was changed, while it is written.
  private static var ofDrafts: [Rule] {
    var rules = [
      Rule(
        table: "dossier", event: "UPDATE",
        condition: """
          OLD.stage NOT IN (\(list(\.isWritten))) AND (
            NEW.text IS NOT OLD.text OR NEW.title IS NOT OLD.title OR NEW.items IS NOT OLD.items
          ) OR NEW.version < OLD.version OR NEW.id IS NOT OLD.id OR NEW.track IS NOT OLD.track
          """),
      Rule(table: "dossier", event: "DELETE", condition: "OLD.version > 0"),
    ]
    for table in ["openText", "history", "attachment"] {
      rules.append(Rule(table: table, event: "INSERT", condition: isNotWritten("NEW")))
      rules.append(Rule(table: table, event: "UPDATE"))
      var removed = isNotWritten("OLD")
      if table == "attachment" { removed += " OR \(wentAlong)" }
      rules.append(Rule(table: table, event: "DELETE", condition: removed))
    }
    return rules
  }

  /// What was handed in, and by which rules, for ever.
  private static var ofHandedIn: [Rule] {
    var rules: [Rule] = []
    for table in ["version", "keptRuleset"] {
      rules.append(Rule(table: table, event: "UPDATE"))
      rules.append(Rule(table: table, event: "DELETE"))
    }
    rules.append(
      Rule(
        table: "version", event: "INSERT",
        condition: "(SELECT version FROM dossier WHERE id = NEW.dossier) IS NOT NEW.number - 1"))
    rules.append(Rule(table: "receipt", event: "DELETE"))
    rules.append(
      Rule(table: "receipt", event: "UPDATE", condition: "NEW.reference IS NOT OLD.reference"))
    return rules
  }

  /// Judgements of the text that was handed in last, while it is judged.
  private static var ofJudgements: [Rule] {
    let isNotJudged = """
      NOT EXISTS (SELECT 1 FROM dossier WHERE id = NEW.dossier AND version = NEW.version
        AND stage IN (\(list { Set<Stage>.judged.contains($0) })))
      """
    return [
      Rule(table: "judgement", event: "INSERT", condition: isNotJudged),
      Rule(table: "judgement", event: "UPDATE", condition: isNotJudged),
      Rule(table: "judgement", event: "DELETE"),
    ]
  }

  /// That an attachment was there when its plan was handed in.
  private static let wentAlong =
    "EXISTS (SELECT 1 FROM version WHERE dossier = OLD.dossier AND made >= OLD.made)"

  private static func list(_ isMeant: (Stage) -> Bool) -> String {
    Stage.allCases.filter(isMeant).map { "'\($0.rawValue)'" }.joined(separator: ", ")
  }

  private static func isNotWritten(_ row: String) -> String {
    """
    coalesce((SELECT stage FROM dossier WHERE id = \(row).dossier), '') NOT IN (\(list(\.isWritten)))
    """
  }
}
