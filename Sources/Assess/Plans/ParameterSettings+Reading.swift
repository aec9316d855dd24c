package import Rules

extension ParameterSettings {
  /// Reads an organisation's settings file.
  package static func read(_ path: String, effects: Effects) throws(Failure) -> ParameterSettings {
    try readWithBytes(path, effects: effects).settings
  }

  /// Reads a settings file, and gives its bytes too, of which a record keeps the hash.
  package static func readWithBytes(
    _ path: String, effects: Effects
  ) throws(Failure) -> (settings: ParameterSettings, bytes: [UInt8]) {
    let source: SourceText
    do {
      source = try effects.source(path, limit: ReadingLimits.rulesetFile.bytes)
    } catch {
      throw Failure(.badInput, error, about: path)
    }
    do {
      let settings = try ParameterSettings(
        reading: DataDocument(reading: source, limits: .rulesetFile).root)
      return (settings, source.bytes)
    } catch {
      throw Failure(.badInput, error)
    }
  }

  private enum Key: String, CaseIterable {
    case value, reason, date
  }

  /// - Throws: everything that is wrong, except what only the ruleset can tell: whether it has such
  ///   a parameter, and whether the value is of its type.
  package init(reading root: DataDocument.Node) throws(Diagnostics) {
    var problems: [Diagnostic] = []
    var settings: [Name: Setting] = [:]
    let outer = "parameters"
    if root.kind != .mapping || root[outer] == nil {
      problems.append(.settingsExpected(at: root))
    }
    for entry in root.entries where entry.key.text != outer {
      problems.append(.unknownSettingsKey([outer], at: entry.key))
    }
    for entry in root[outer]?.entries ?? root.entries where root[outer] != nil {
      var setting: [Key: DataDocument.Node] = [:]
      for part in entry.value.entries {
        if let key = Key(rawValue: part.key.text) {
          setting[key] = part.value
        } else {
          problems.append(.unknownSettingsKey(Key.allCases.map(\.rawValue), at: part.key))
        }
      }
      let date = setting[.date].flatMap { CalendarDate($0.text) }
      let reason = setting[.reason]?.text ?? ""
      guard let value = setting[.value], !value.text.isEmpty,
        reason.hasWords, let date
      else {
        problems.append(.settingExpected(entry.key.text, at: entry.key))
        continue
      }
      settings[Name(entry.key.text)] = Setting(value: value.fragment(), reason: reason, date: date)
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
    self.init(settings)
  }
}

extension Diagnostic {
  private static let example = LocalizedText(
    nl: "schrijf onder `parameters:` bijvoorbeeld "
      + "`drempel: { value: \"5\", reason: Besluit regiotafel, date: 2024-03-01 }`",
    en: "write under `parameters:` for instance "
      + "`drempel: { value: \"5\", reason: Decision of the region, date: 2024-03-01 }`")

  fileprivate static func settingsExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .error,
      LocalizedText(
        nl: "dit is geen bestand met instellingen: 'parameters' ontbreekt",
        en: "this is no settings file: 'parameters' is missing"),
      mend: example, at: SourceRange(node.range.start, node.range.start), in: node.source)
  }

  fileprivate static func settingExpected(
    _ name: String, at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .error,
      LocalizedText(
        nl: "'\(name)' heeft een waarde, een reden en een datum nodig",
        en: "'\(name)' needs a value, a reason and a date"),
      mend: example, at: node.range, in: node.source)
  }

  fileprivate static func unknownSettingsKey(
    _ known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .error,
      LocalizedText(
        nl: "'\(node.text)' hoort hier niet", en: "'\(node.text)' does not belong here"),
      mend: Suggestion.mend(for: Name(node.text), among: known.map { Name($0) }) ?? example,
      at: node.range, in: node.source)
  }
}
