import Assess
import Rules

/// The checks of a plan as a reviewer goes through them: which are shown, which wait, which is next.
struct CheckList {
  /// Which checks are shown.
  enum Show: String, CaseIterable {
    /// Those that the visitor's organisation has something left to say of.
    case waiting = "mij"
    /// Those of which the two insurers say different things, or something else than the rule.
    case differing = "verschil"
    /// Those that the visitor's organisation judged.
    case judged = "gegeven"
    case all = "alle"

    var title: LocalizedText {
      switch self {
      case .waiting: LocalizedText(nl: "Wacht op u", en: "Waits for you")
      case .differing: LocalizedText(nl: "Verschil of afwijking", en: "Difference or departure")
      case .judged: LocalizedText(nl: "Door u beoordeeld", en: "Judged by you")
      case .all: LocalizedText(nl: "Alle", en: "All")
      }
    }
  }

  /// One check with what was said of it, as far as the visitor may see that.
  struct Entry {
    let finding: CheckFinding
    let mine: GivenJudgement?
    let theirs: GivenJudgement?
    /// Whether the visitor's organisation may judge now.
    let mayJudge: Bool

    var id: String { finding.check.id }

    /// The two say different things.
    var differs: Bool {
      guard let mine, let theirs else { return false }
      return mine.holds != theirs.holds
    }

    /// Who says otherwise than the rule: nobody, one, or both.
    var departing: Int {
      [mine, theirs].count { $0.map { finding.isDeparted(by: $0.holds) } ?? false }
    }

    /// Whether something is left to say: no judgement yet of what people judge, or of a departure of the other's,
    /// or another than theirs.
    var isWaiting: Bool {
      guard mayJudge, finding.verdict != .notApplicable else { return false }
      if mine == nil { return finding.verdict.isForPeople || departing > 0 }
      return differs
    }

    func isShown(_ show: Show) -> Bool {
      switch show {
      case .waiting: isWaiting
      case .differing: differs || departing > 0
      case .judged: mine != nil
      case .all: true
      }
    }
  }

  let conditions: [(finding: CriterionFinding, entries: [Entry])]
  let show: Show
  /// The id of the only criterion that is shown; `nil` where all are.
  let condition: String?
  private let dossier: Dossier

  /// - Parameter mayJudge: whether the visitor's organisation may judge now.
  init(
    _ view: PlanView, _ dossier: Dossier, _ seen: Casework.SeenJudgements, mayJudge: Bool,
    asked query: Form
  ) {
    self.dossier = dossier
    conditions = view.assessment.criteria.map { criterion in
      (
        criterion,
        criterion.checks.map {
          Entry(
            finding: $0, mine: seen.mine[$0.check.id], theirs: seen.theirs[$0.check.id],
            mayJudge: mayJudge)
        }
      )
    }
    let anyWaits = conditions.contains { $0.entries.contains(where: \.isWaiting) }
    show = query["toon"].flatMap { Show(rawValue: $0) } ?? (anyWaits ? .waiting : .all)
    let wanted = query["voorwaarde"]
    condition = conditions.first { $0.finding.criterion.id == wanted }?.finding.criterion.id
  }

  var all: [Entry] { conditions.flatMap(\.entries) }

  /// What is shown, by condition; conditions of which nothing is are left out.
  var shown: [(finding: CriterionFinding, entries: [Entry])] {
    conditions.filter { condition == nil || $0.finding.criterion.id == condition }
      .map { ($0.finding, $0.entries.filter { $0.isShown(show) }) }
      .filter { !$0.entries.isEmpty }
  }

  /// How many of the checks that people judge the visitor's organisation has judged.
  var progress: (judged: Int, asked: Int) {
    let asked = all.filter(\.finding.verdict.isForPeople)
    return (asked.count { $0.mine != nil }, asked.count)
  }

  /// Whether the visitor's organisation can hand in its opinion.
  var isComplete: Bool { all.allSatisfy { !$0.finding.isDemanded || $0.mine != nil } }

  /// The check that comes after one among those that are shown, from the first again after the last; `nil` where there
  /// is no other.
  func next(after id: String) -> String? { neighbour(of: id, in: all) }

  /// The check that comes before one, from the last again before the first; `nil` where there is no other.
  func previous(before id: String) -> String? { neighbour(of: id, in: all.reversed()) }

  private func neighbour(of id: String, in all: [Entry]) -> String? {
    guard let place = all.firstIndex(where: { $0.id == id }) else { return nil }
    let ids = Set(shown.flatMap(\.entries).map(\.id))
    return (all[(place + 1)...] + all[..<place]).first { ids.contains($0.id) }?.id
  }

  // MARK: Addresses

  /// - Parameter saved: the check that was judged just now.
  func address(of check: String? = nil, saved: String? = nil) -> String {
    address(of: check, show: show, condition: condition, saved: saved)
  }

  private func address(
    of check: String? = nil, show: Show, condition: String?, saved: String? = nil
  ) -> String {
    var query = "toon=\(show.rawValue)"
    if let condition { query += "&voorwaarde=\(Form.encoded(condition))" }
    if let saved { query += "&bewaard=\(Form.encoded(saved))" }
    let path = check.map { "/\(Form.encoded($0))" } ?? ""
    return "/plan/\(dossier.id)/beoordelen\(path)?\(query)"
  }

  // MARK: On a page

  /// - Parameters:
  ///   - current: the check whose page it is on; `nil` on the page of all of them.
  ///   - now: the rules that money follows, where others do.
  func model(_ visit: Visit, current: String? = nil, _ now: RulesOfToday?) -> PageModel {
    let progress = progress
    return [
      "progress": progress.asked > 0
        ? HTMLText(
          visit.say(
            "\(progress.judged) van \(progress.asked) beoordeeld",
            "\(progress.judged) of \(progress.asked) judged")) as Any : false,
      "shows": Show.allCases.map { one -> PageModel in
        let count = all.count { $0.isShown(one) }
        return [
          "href": HTMLText(address(of: current, show: one, condition: condition)),
          "label": HTMLText("\(one.title[visit.language]) (\(count))"), "isHere": one == show,
        ]
      },
      "conditions": [
        [
          "href": HTMLText(address(of: current, show: show, condition: nil)),
          "label": visit.words("Alle voorwaarden", "All conditions"), "heading": false,
          "isHere": condition == nil,
        ] as PageModel
      ]
        + conditions.map { criterion, _ -> PageModel in
          let id = criterion.criterion.id
          return [
            "href": HTMLText(address(of: current, show: show, condition: id)),
            "label": HTMLText(id),
            "heading": HTMLText(criterion.criterion.heading(visit.language)),
            "isHere": condition == id,
          ]
        },
      "isEmpty": shown.isEmpty
        ? visit.words("Hier staat nu niets.", "Nothing stands here now.") as Any : false,
      "criteria": shown.map { criterion, entries -> PageModel in
        [
          "name": HTMLText(criterion.criterion.heading(visit.language)),
          "checks": entries.map { line($0, visit, current, now) },
        ]
      },
      "w": visit.words.all([
        "shows": ("Welke controles", "Which checks"),
        "conditions": ("Per voorwaarde", "By condition"),
      ]),
    ]
  }

  private func line(
    _ entry: Entry, _ visit: Visit, _ current: String?, _ now: RulesOfToday?
  ) -> PageModel {
    let check = entry.finding
    var difference: Any = false
    if entry.differs {
      difference = visit.words("verschil", "difference")
    } else if entry.departing > 0 {
      difference =
        entry.departing == 2
        ? visit.words("afwijking van de regel", "departure from the rule")
        : visit.words("afwijking voorgesteld", "departure proposed")
    }
    var today: Any = false
    if let now, let finding = now.findings[entry.id] {
      let word = visit.verdict(finding)
      today =
        now.isIndicative
        ? visit.words("laatste regels die wij kennen: \(word)", "last rules that we know: \(word)")
        : visit.words("regels van vandaag: \(word)", "rules of today: \(word)")
    }
    // Several that are alike are judged at once on the page of all.
    let isOffered = current == nil && entry.mayJudge && check.verdict.isForPeople
    return [
      "href": HTMLText(address(of: entry.id)),
      "anchor": HTMLText("controle-\(ControlMaker.anchor(entry.id))"),
      "isHere": entry.id == current,
      "name": HTMLText("\(entry.id) \(check.check.title[visit.language])"),
      "tone": HTMLText(check.verdict.look(check.check.force).rawValue),
      "symbol": HTMLText(check.verdict.symbol(check.check.force)),
      "verdict": HTMLText(visit.verdict(check)),
      "box": isOffered
        ? [
          "value": HTMLText(entry.id), "basis": HTMLText("\(entry.mine?.number ?? 0)"),
          "label": HTMLText(visit.say("Kies \(entry.id)", "Choose \(entry.id)")),
        ] as PageModel as Any : false,
      "mine": entry.mine.map { HTMLText(visit.say("u: ", "you: ") + visit.word($0.holds)) as Any }
        ?? false,
      "theirs": entry.theirs.map {
        HTMLText(visit.say("ander: ", "other: ") + visit.word($0.holds)) as Any
      } ?? false,
      "difference": difference, "today": today,
    ]
  }
}

extension Visit {
  func checkList(_ view: PlanView, _ dossier: Dossier) async throws -> CheckList {
    let seen = try await casework.seenJudgements(dossier)
    let code = relation == .leader ? account?.organisation : nil
    return CheckList(
      view, dossier, seen, mayJudge: code.map { dossier.proceeding.mayJudge($0) } ?? false,
      asked: request.query)
  }

  /// What the page before has just saved, in words; `nil` where it did not.
  func savedWords(_ list: CheckList) -> String? {
    guard let id = request.query["bewaard"] else { return nil }
    guard let entry = list.all.first(where: { $0.id == id }), let mine = entry.mine else {
      let count = Int(id).map { min(max($0, 0), list.all.count) } ?? 0
      return count > 0
        ? say("Bewaard voor \(count) controles.", "Saved for \(count) checks.") : nil
    }
    return say("Bewaard: \(id) \(word(mine.holds)).", "Saved: \(id) \(word(mine.holds)).")
  }
}
