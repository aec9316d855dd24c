import Rules

/// A plan as it was handed in: read, not yet compared with a vocabulary.
struct PlanFile: Sendable {
  let document: DataDocument

  /// A path as its owner gave it, or `<standard input>`.
  var name: String { document.source.name }
  var root: DataDocument.Node { document.root }

  /// - Parameter path: YAML or JSON, told apart by content; `-` is the standard input.
  static func read(_ path: String, effects: Effects) throws(Failure) -> PlanFile {
    let source: SourceText
    do {
      source = try effects.source(path, limit: ReadingLimits.plan.bytes)
    } catch {
      throw Failure(.badInput, error, about: path == "-" ? "<standard input>" : path)
    }
    do {
      return PlanFile(document: try DataDocument(reading: source))
    } catch {
      throw Failure(.badInput, error)
    }
  }

  /// The ruleset that the plan says it is written for.
  func reference() throws(Failure) -> RulesetReference? {
    guard root.kind == .mapping else { throw Failure(.badInput, [.planExpected(at: root)]) }
    guard let node = root[PlanKey.ruleset] else { return nil }
    let reference = RulesetReference(node.text)
    guard node.kind == .text, reference.isPath else {
      throw Failure(.badInput, [.rulesetNameExpected(at: node)])
    }
    return reference
  }
}

/// The keys of a plan that are no answers.
enum PlanKey {
  static let ruleset = "ruleset"
  static let judgements = "oordelen"
}

extension Diagnostic {
  fileprivate static func rulesetNameExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .error,
      LocalizedText(
        nl: "'ruleset' hoort de naam van een ruleset te zijn",
        en: "'ruleset' should be the name of a ruleset"),
      mend: LocalizedText(
        nl: "schrijf bijvoorbeeld `ruleset: map/naam`; `toets ruleset list` noemt ze",
        en: "write for instance `ruleset: folder/name`; `toets ruleset list` names them"),
      at: node.range, in: node.source)
  }
}
