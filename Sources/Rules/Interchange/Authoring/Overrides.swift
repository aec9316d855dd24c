/// What the files of a version write over what it inherits.
///
/// No text is moved: a mapping that is written over is read with the entries of whoever wrote over it among
/// its own, and each text keeps its place in its own file.
struct Overrides {
  struct Mapping {
    var entries: [DataDocument.Entry]
    /// Where an entry was left out, by its key.
    var removed: [String: DataDocument.Node] = [:]
  }

  struct List {
    var items: [DataDocument.Node]
    /// Where the last item was left out.
    var removal: DataDocument.Node?
  }

  fileprivate(set) var mappings: [DataDocument.Node.Identity: Mapping] = [:]
  fileprivate(set) var lists: [DataDocument.Node.Identity: List] = [:]
  /// The files whose criterion is left out.
  fileprivate(set) var criteria: Set<DataDocument.Node.Identity> = []

  /// The keys whose entries an author names: what is there is told apart from what is misspelt. Elsewhere the format
  /// knows every key.
  private static let named: Set<String> = [
    FieldKey.fields.rawValue, FieldKey.allowed.rawValue, SourceKey.sections.rawValue,
    OutcomeKey.definitions.rawValue, OutcomeKey.results.rawValue,
  ]

  static func isNamed(_ key: String) -> Bool { named.contains(key) }
}

/// What is said among names that are written over, beside the names themselves.
enum OverrideWord: String {
  /// New names.
  case with
  /// Names and keys that are left out.
  case without
}

extension RulesetReading {
  /// The entries of a mapping, with what was written over them.
  func entries(in node: DataDocument.Node) -> [DataDocument.Entry] {
    overrides.mappings[node.identity]?.entries ?? Array(node.entries)
  }

  /// Where a key was left out; `nil` where nobody did.
  func removal(of key: String, from node: DataDocument.Node) -> DataDocument.Node? {
    overrides.mappings[node.identity]?.removed[key]
  }

  /// Whether a file has a criterion, and nobody left it out.
  func hasCriterion(_ root: DataDocument.Node) -> Bool {
    root[CriterionKey.criterion.rawValue] != nil && !overrides.criteria.contains(root.identity)
  }

  /// Takes down what each file writes over those before it.
  mutating func takeOverrides(of files: [DataDocument.Node], inherits: Bool) {
    for (index, root) in files.enumerated() {
      let roots = Array(files[..<index])
      guard let node = root[PartKey.overrides.rawValue] else { continue }
      guard inherits else {
        report(.nothingInherited(at: node))
        continue
      }
      guard let keys = MappingReader<OverrideKey>(node, &self) else { continue }
      for (key, node) in keys.all {
        guard node.kind == .mapping, node.count > 0 else {
          report(.namesExpected(key.content, at: node))
          continue
        }
        switch key {
        case .checks: overrideChecks(node, roots)
        case .criteria: overrideCriteria(node, roots)
        case .outcome:
          if let outcome = roots.compactMap({ $0[key.rawValue] }).first(where: {
            $0.kind == .mapping
          }) {
            overlay(Array(node.entries), on: [outcome], isNamed: false)
          } else {
            report(.nothingToOverride(key.rawValue, known: [], at: node))
          }
        case .sources, .readings, .types, .vocabulary, .parameters, .definitions, .numbering:
          let bases = roots.compactMap { $0[key.rawValue] }.filter { $0.kind == .mapping }
          overlay(Array(node.entries), on: bases, isNamed: true)
        }
      }
    }
  }

  /// - Parameters:
  ///   - bases: mappings that hold names together, or one alone.
  ///   - isNamed: whether their keys are the author's own names.
  private mutating func overlay(
    _ over: [DataDocument.Entry], on bases: [DataDocument.Node], isNamed: Bool
  ) {
    var mappings = bases.map {
      overrides.mappings[$0.identity] ?? .init(entries: Array($0.entries))
    }
    var places: [Name: (base: Int, index: Int)] = [:]
    for (base, mapping) in mappings.enumerated() {
      for (index, entry) in mapping.entries.enumerated() {
        places[Name(entry.key.text)] = (base, index)
      }
    }
    var gone: Set<Name> = []
    for entry in over {
      let key = entry.key.text
      switch OverrideWord(rawValue: key) {
      case .without:
        for item in oneOrMore(entry.value) {
          guard let word = word(item) else { continue }
          if let place = places[Name(word)], gone.insert(Name(word)).inserted {
            let known = mappings[place.base].entries[place.index].key.text
            mappings[place.base].removed[known] = item
          } else {
            report(.nothingToOverride(word, known: offered(places.keys.map(\.text)), at: item))
          }
        }
      case .with where isNamed && !bases.isEmpty:
        for new in entries(entry.value, of: .names) {
          if let place = places[Name(new.key.text)] {
            let first = mappings[place.base].entries[place.index].key
            report(
              .declaredTwice(
                new.key.text, at: new.key.range, in: new.key.source, first: first.range,
                firstIn: first.source))
          } else {
            mappings[mappings.count - 1].entries.append(new)
          }
        }
      case .with, nil:
        if let place = places[Name(key)] {
          let old = mappings[place.base].entries[place.index].value
          if old.kind == .mapping, entry.value.kind == .mapping {
            overlay(
              Array(entry.value.entries), on: [old],
              isNamed: isNamed ? false : Overrides.isNamed(key))
          } else {
            mappings[place.base].entries[place.index] = entry
          }
        } else if isNamed {
          report(.nothingToOverride(key, known: offered(places.keys.map(\.text)), at: entry.key))
        } else if let base = mappings.indices.last {
          mappings[base].entries.append(entry)
        }
      }
    }
    for (base, node) in bases.enumerated() {
      mappings[base].entries.removeAll { gone.contains(Name($0.key.text)) }
      overrides.mappings[node.identity] = mappings[base]
    }
  }

  /// Criteria by their code. Their own `checks` are added: those that are there are written over by their own code.
  private mutating func overrideCriteria(_ over: DataDocument.Node, _ roots: [DataDocument.Node]) {
    var places: [String: DataDocument.Node] = [:]
    for root in roots where hasCriterion(root) {
      if let code = code(CriterionKey.criterion.rawValue, of: root) { places[code] = root }
    }
    for (code, entry) in byCode(over, as: CriterionKey.self, known: places) {
      guard let root = places[code] else { continue }
      guard let entry else {
        overrides.criteria.insert(root.identity)
        continue
      }
      var kept: [DataDocument.Entry] = []
      for entry in entry.value.entries {
        switch CriterionKey(rawValue: entry.key.text) {
        case .checks?:
          guard let list = root[CriterionKey.checks.rawValue] else { continue }
          let known = overrides.lists[list.identity]?.items ?? Array(list.items)
          overrides.lists[list.identity] = .init(items: known + items(entry.value))
        case _?: kept.append(entry)
        case nil where OverrideWord(rawValue: entry.key.text) == .without: kept.append(entry)
        // The other keys of the file are no part of the criterion.
        case nil:
          report(
            .unknownKey(
              entry.key.text, in: CriterionKey.section, known: CriterionKey.names, at: entry.key))
        }
      }
      overlay(kept, on: [root], isNamed: false)
    }
  }

  /// Checks by their code, whatever criterion they are of.
  private mutating func overrideChecks(_ over: DataDocument.Node, _ roots: [DataDocument.Node]) {
    var places: [String: DataDocument.Node] = [:]
    var lists: [String: DataDocument.Node] = [:]
    for root in roots where hasCriterion(root) {
      guard let list = root[CriterionKey.checks.rawValue] else { continue }
      for check in overrides.lists[list.identity]?.items ?? Array(list.items) {
        guard let code = code(CheckKey.check.rawValue, of: check) else { continue }
        places[code] = check
        lists[code] = list
      }
    }
    for (code, entry) in byCode(over, as: CheckKey.self, known: places) {
      guard let check = places[code], let list = lists[code] else { continue }
      if let entry {
        overlay(Array(entry.value.entries), on: [check], isNamed: false)
        continue
      }
      var items = overrides.lists[list.identity]?.items ?? Array(list.items)
      items.removeAll { $0.identity == check.identity }
      overrides.lists[list.identity] = .init(
        items: items, removal: over[OverrideWord.without.rawValue])
    }
  }

  private func code(_ key: String, of node: DataDocument.Node) -> String? {
    guard node.kind == .mapping else { return nil }
    return entries(in: node).first { $0.key.text == key }.map { Name($0.value.text).text }
  }

  /// What is said of each code that is there: `nil` where it is left out.
  private mutating func byCode<Key: FormatKey>(
    _ over: DataDocument.Node, as keys: Key.Type, known: [String: DataDocument.Node]
  ) -> [(code: String, entry: DataDocument.Entry?)] {
    var found: [(code: String, entry: DataDocument.Entry?)] = []
    for entry in over.entries {
      let isRemoval = OverrideWord(rawValue: entry.key.text) == .without
      for place in isRemoval ? oneOrMore(entry.value) : [entry.key] {
        let code = Name(place.text).text
        if known[code] == nil {
          report(.nothingToOverride(code, known: offered(Array(known.keys)), at: place))
        } else if !isRemoval, entry.value.kind != .mapping {
          report(.mappingExpected(Key.section, keys: Key.names, at: entry.value))
        } else {
          found.append((code, isRemoval ? nil : entry))
        }
      }
    }
    return found
  }
}

extension LocalizedText {
  fileprivate static let names = LocalizedText(nl: "nieuwe namen", en: "new names")
}

extension OverrideKey {
  /// What its names lead to.
  fileprivate var content: LocalizedText {
    switch self {
    case .sources: SourceKey.section
    case .readings: ReadingKey.section
    case .types: TypeKey.section
    case .vocabulary: FieldKey.section
    case .parameters: ParameterKey.section
    case .definitions: DefinitionKey.section
    case .outcome: OutcomeKey.section
    case .numbering: NumberingKey.section
    case .criteria: CriterionKey.section
    case .checks: CheckKey.section
    }
  }
}

extension Diagnostic {
  fileprivate static func nothingInherited(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .inheritance, at: node, nl: "een versie die dit bestand heeft, neemt niets over",
      en: "a version that has this file inherits nothing",
      mendNL: "schrijf `inherits:` bij de versie, of schrijf het zelf zonder `overrides`",
      mendEN: "write `inherits:` with the version, or write it without `overrides`")
  }

  fileprivate static func nothingToOverride(
    _ name: String, known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .inheritance, at: node, nl: "'\(name)' is er niet om te vervangen of weg te laten",
      en: "there is no '\(name)' to write over or leave out",
      mend: meant(name, among: known.sorted())
        ?? LocalizedText(
          nl: "schrijf wat nieuw is buiten `overrides`, of in een groep onder `with`",
          en: "write what is new outside `overrides`, or in a group under `with`"))
  }
}
