extension FactsReader {
  /// The document with the names that fields have now where it has names from before; every place stays the same.
  ///
  /// - Returns: also where it does so, each name once, and where it answers one field twice.
  func named(_ document: DataDocument.Node) -> (node: DataDocument.Node, problems: [Diagnostic]) {
    guard root.hasFormer else { return (document, []) }
    var renaming = Renaming(arena: document.arena)
    renaming.group(document.index, root)
    guard !renaming.names.isEmpty else { return (document, renaming.problems) }
    return (DataDocument.Node(renaming.renamed, document.index), renaming.problems)
  }
}

extension Vocabulary {
  /// The document with the names that fields have now where it has names from before; every place stays the same, and what
  /// is read of it is the same.
  public func named(_ document: DataDocument) -> DataDocument {
    let hasFormer = fields.contains { $0.hadAnotherName }
    return hasFormer ? DataDocument(FactsReader(self).named(document.root).node.arena) : document
  }
}

extension Field {
  fileprivate var hadAnotherName: Bool {
    !formerNames.isEmpty || kind.members.contains { $0.hadAnotherName }
  }
}

extension FactsField.Kind {
  /// What a group holds, or the groups in a list.
  var group: FactsLevel? {
    switch self {
    case .group(let level): level
    case .list(let items): items.group
    case .string, .oneOf, .number, .boolean, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration:
      nil
    }
  }
}

/// One walk through a document for keys from before.
private struct Renaming {
  let arena: DataArena
  /// What keys are called now, by their number in the arena.
  private(set) var names: [Int: String] = [:]
  private(set) var problems: [Diagnostic] = []
  /// A list may have a name from before in each of its items.
  private var told: Set<Told> = []

  private struct Told: Hashable {
    let level: ObjectIdentifier
    let former: Int
  }

  init(arena: DataArena) { self.arena = arena }

  /// The same records, but for the text of these keys.
  var renamed: DataArena {
    var records = arena.records
    var decoded = arena.decoded
    for (key, name) in names {
      records[key].content = .decoded
      records[key].link = UInt32(truncatingIfNeeded: decoded.count)
      records[key].count = UInt32(truncatingIfNeeded: name.utf8.count)
      decoded += Array(name.utf8)
    }
    return DataArena(source: arena.source, records: records, decoded: decoded)
  }

  // The vocabulary's own limit bounds the depth.
  mutating func group(_ mapping: Int, _ level: FactsLevel) {
    guard level.hasFormer, arena.records[mapping].kind == .mapping else { return }
    var answered: [Int: Int] = [:]
    var former: [(key: Int, former: Int)] = []
    var key = mapping + 1
    for _ in 0..<arena.records[mapping].count {
      let answer = key + 1
      if let number = arena.withTextBytes(of: key, { level.keys.number(of: $0, likely: 0) }) {
        answered[number] = key
        value(answer, level.fields[number].kind)
      } else if let number = arena.withTextBytes(
        of: key, { level.former.number(of: $0, likely: 0) })
      {
        former.append((key, number))
        value(answer, level.fields[level.formerFields[number]].kind)
      }
      key = arena.indexAfter(answer)
    }
    for (key, former) in former {
      let number = level.formerFields[former]
      if let other = answered[number] {
        report(.answeredTwice(node(other), node(key)))
        continue
      }
      answered[number] = key
      names[key] = level.fields[number].name
      if told.insert(Told(level: ObjectIdentifier(level), former: former)).inserted {
        report(.formerName(now: level.fields[number].name, at: node(key)))
      }
    }
  }

  private mutating func value(_ index: Int, _ kind: FactsField.Kind) {
    guard let level = kind.group, level.hasFormer else { return }
    guard case .list(let items) = kind else { return group(index, level) }
    guard arena.records[index].kind == .sequence else { return }
    var item = index + 1
    for _ in 0..<arena.records[index].count {
      value(item, items)
      item = arena.indexAfter(item)
    }
  }

  private func node(_ index: Int) -> DataDocument.Node { DataDocument.Node(arena, index) }

  private mutating func report(_ problem: Diagnostic) {
    if problems.count < FactsReading.problemsKept { problems.append(problem) }
  }
}

extension Diagnostic {
  fileprivate static func formerName(now name: String, at key: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .warning, nil, nl: "'\(key.text)' heet nu '\(name)'; zo is het ook gelezen",
      en: "'\(key.text)' is called '\(name)' now, and was read as that",
      mendNL: "schrijf in het plan `\(name):`", mendEN: "write `\(name):` in the plan",
      at: key.range, in: key.source)
  }

  fileprivate static func answeredTwice(
    _ first: DataDocument.Node, _ second: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      nil, at: second,
      nl: "'\(first.text)' en '\(second.text)' zijn twee namen van dezelfde vraag",
      en: "'\(first.text)' and '\(second.text)' are two names of the same question",
      mendNL: "laat er een staan: de nieuwe naam", mendEN: "leave one of them: the new name")
  }
}
