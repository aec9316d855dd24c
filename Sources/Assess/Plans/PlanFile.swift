package import Rules

/// A plan as it was handed in: read, not yet compared with a vocabulary.
package struct PlanFile: Sendable {
  package let document: DataDocument

  /// A path as its owner gave it, or `<standard input>`.
  package var name: String { document.source.name }
  package var root: DataDocument.Node { document.root }

  /// - Parameter path: YAML or JSON, told apart by content; `-` is the standard input.
  package static func read(_ path: String, effects: Effects) throws(Failure) -> PlanFile {
    let source: SourceText
    do {
      source = try effects.source(path, limit: ReadingLimits.plan.bytes)
    } catch {
      throw Failure(.badInput, error, about: path == "-" ? "<standard input>" : path)
    }
    return try PlanFile(reading: source)
  }

  package enum Syntax: Sendable {
    case json, yaml
    /// Told apart by content.
    case either
  }

  /// The one way in for a plan's text, whoever brings it.
  ///
  /// - Throws: what keeps it from being read; of a file of another program that it is one.
  package init(reading source: SourceText, as syntax: Syntax = .either) throws(Failure) {
    if let foreign = ForeignFile(source.bytes) {
      throw Failure(.badInput, foreign.notice(about: source.name))
    }
    do {
      document =
        switch syntax {
        case .json: try DataDocument(json: source)
        case .yaml: try DataDocument(yaml: source)
        case .either: try DataDocument(reading: source)
        }
    } catch {
      if ForeignFile.isTable(source.bytes) {
        throw Failure(.badInput, ForeignFile.table.notice(about: source.name))
      }
      throw Failure(.badInput, error)
    }
    if document.root.kind != .mapping, ForeignFile.isTable(source.bytes) {
      throw Failure(.badInput, ForeignFile.table.notice(about: source.name))
    }
  }

  package init(document: DataDocument) { self.document = document }

  /// The plan with the names that fields have now, for those who look for answers by name.
  package func named(by vocabulary: Vocabulary) -> PlanFile {
    PlanFile(document: vocabulary.named(document))
  }

  /// The ruleset that the plan says it is written for.
  package func reference() throws(Failure) -> RulesetReference? {
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
package enum PlanKey {
  package static let ruleset = "ruleset"
  package static let judgements = "oordelen"
}

extension Diagnostic {
  fileprivate static func rulesetNameExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      nil, at: node, nl: "'ruleset' hoort de naam van een ruleset te zijn",
      en: "'ruleset' should be the name of a ruleset",
      mendNL: "schrijf bijvoorbeeld `ruleset: map/naam`; `toets ruleset list` noemt ze",
      mendEN: "write for instance `ruleset: folder/name`; `toets ruleset list` names them")
  }
}
