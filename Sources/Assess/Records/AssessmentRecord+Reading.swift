import Rules

extension AssessmentRecord {
  /// Reads a record that anyone may have changed; only its form is believed.
  ///
  /// - Throws: everything that is not as a record is, with its place.
  init(reading root: DataDocument.Node) throws(Diagnostics) {
    var problems: [Diagnostic] = []
    let scalars = ["format", "version", "made", "moment"]
    let sections = Section.allCases.map(\.rawValue)
    guard root.kind == .mapping, root["format"]?.text == Self.format else {
      throw Diagnostics([.recordExpected(at: root["format"] ?? root)])
    }
    guard let version = root["version"], version.kind == .number,
      version.text == String(Self.version)
    else { throw Diagnostics([.recordVersion(at: root["version"] ?? root)]) }
    for entry in root.entries where !(scalars + sections).contains(entry.key.text) {
      problems.append(.recordKey(entry.key.text, at: entry.key))
    }
    func text(_ key: String) -> String {
      guard let node = root[key], node.kind == .text else {
        problems.append(.recordPart(key, at: root[key] ?? root))
        return ""
      }
      return node.text
    }
    let made = text("made")
    let moment = text("moment")
    var read: [Section: [Entry]] = [:]
    for section in Section.allCases {
      guard let node = root[section.rawValue], node.kind == .mapping else {
        problems.append(.recordPart(section.rawValue, at: root[section.rawValue] ?? root))
        continue
      }
      read[section] = node.entries.compactMap { entry in
        guard entry.value.kind == .text else {
          problems.append(.recordPart(entry.key.text, at: entry.value))
          return nil
        }
        return Entry(name: entry.key.text, value: entry.value.text)
      }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
    self.init(made: made, moment: moment, sections: read)
  }

  static func read(_ path: String, effects: Effects) throws(Failure) -> (
    record: AssessmentRecord, root: DataDocument.Node
  ) {
    let source: SourceText
    do {
      source = try effects.source(path, limit: ReadingLimits.plan.bytes)
    } catch {
      throw Failure(.badInput, error, about: path)
    }
    do {
      let root = try DataDocument(json: source).root
      return (try AssessmentRecord(reading: root), root)
    } catch {
      throw Failure(.badInput, error)
    }
  }
}

extension Diagnostic {
  private static let makeRecord = LocalizedText(
    nl: "maak een nieuwe vastlegging met `toets assess PLAN --record BESTAND`",
    en: "make a new record with `toets assess PLAN --record FILE`")

  private static func ofRecord(
    _ node: DataDocument.Node, _ nl: String, _ en: String
  ) -> Diagnostic {
    let range =
      node.kind == .mapping ? SourceRange(node.range.start, node.range.start) : node.range
    return Diagnostic(
      .error, LocalizedText(nl: nl, en: en), mend: makeRecord, at: range, in: node.source)
  }

  fileprivate static func recordExpected(at node: DataDocument.Node) -> Diagnostic {
    ofRecord(
      node, "dit is geen vastlegging van een beoordeling", "this is no record of an assessment")
  }

  fileprivate static func recordVersion(at node: DataDocument.Node) -> Diagnostic {
    ofRecord(
      node, "deze versie van een vastlegging is niet bekend",
      "this version of a record is not known")
  }

  fileprivate static func recordKey(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    ofRecord(
      node, "een vastlegging heeft geen '\(name.shortened)'", "a record has no '\(name.shortened)'")
  }

  fileprivate static func recordPart(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    ofRecord(
      node, "'\(name.shortened)' ontbreekt of heeft de verkeerde vorm",
      "'\(name.shortened)' is missing or has the wrong form")
  }

  static func recordMoment(at node: DataDocument.Node) -> Diagnostic {
    ofRecord(node, "'moment' is geen dag met een tijd", "'moment' is no date and time")
  }
}
