/// One pass over one plan.
///
/// Answers are numbers of records in the arena; a node is made of one where there is something to say
/// of it.
struct FactsReading {
  let vocabulary: Vocabulary
  private let arena: DataArena
  let ignored: Set<String>
  let recordsCauses: Bool
  private(set) var constrained: [ConstrainedAnswer] = []
  private(set) var problems: [Diagnostic] = []
  private var omitted = 0
  /// The groups and lists that the reading is in, while causes are recorded.
  private var path: [InputPath.Step] = []

  static let problemsKept = 100

  init(vocabulary: Vocabulary, arena: DataArena, ignored: Set<String>, recordsCauses: Bool) {
    self.vocabulary = vocabulary
    self.arena = arena
    self.ignored = ignored
    self.recordsCauses = recordsCauses
  }

  mutating func plan(_ node: DataDocument.Node, _ level: FactsLevel) -> [Value] {
    guard node.kind == .mapping else {
      report { .planExpected(at: node) }
      return absent(level)
    }
    return values(node.index, level, isRoot: true)
  }

  func finish(in source: SourceText) -> [Diagnostic] {
    guard omitted > 0, let last = problems.last else { return problems }
    return problems + [.moreProblems(omitted, at: last.range, in: source)]
  }

  private mutating func report(_ problem: () -> Diagnostic) {
    if problems.count < Self.problemsKept {
      problems.append(problem())
    } else {
      omitted += 1
    }
  }

  private func node(_ index: Int) -> DataDocument.Node { DataDocument.Node(arena, index) }

  private func isAbsent(_ index: Int) -> Bool {
    let record = arena.records[index]
    return record.kind == .null || record.isPlain && node(index).isAbsent
  }

  private mutating func values(
    _ mapping: Int, _ level: FactsLevel, isRoot: Bool = false
  ) -> [Value] {
    var values = level.absent
    var isAnswered = recordsCauses ? [Bool](repeating: false, count: values.count) : []
    var likely = 0
    var key = mapping + 1
    for _ in 0..<arena.records[mapping].count {
      let answer = key + 1
      let following = arena.indexAfter(answer)
      defer { key = following }
      let number = arena.withTextBytes(of: key) { level.keys.number(of: $0, likely: likely) }
      guard let number else {
        reportUnknown(node(key), level, isRoot: isRoot)
        continue
      }
      likely = number &+ 1
      if isAbsent(answer) { continue }
      let field = level.fields[number]
      if recordsCauses { path.append(.member(field.name)) }
      if let value = value(answer, field.kind, of: field) {
        if let constraint = field.constraint {
          constrained.append(
            ConstrainedAnswer(constraint: constraint, value: value, range: node(answer).range))
        }
        values[number] = value
        if recordsCauses { isAnswered[number] = true }
      }
      if recordsCauses { path.removeLast() }
    }
    if recordsCauses {
      for index in isAnswered.indices where !isAnswered[index] {
        values[index] = absent(level.fields[index])
      }
    }
    return values
  }

  /// - Returns: `nil` after a report.
  private mutating func value(
    _ index: Int, _ kind: FactsField.Kind, of field: FactsField
  ) -> Value? {
    switch (kind, arena.records[index].kind) {
    case (.list(let items), .sequence):
      return .list(list(index, items, of: field))
    case (.list, _):
      let node = node(index)
      report { .answerListExpected(field, at: node) }
      return nil
    case (.group(let level), .mapping):
      return .context(Context(shape: level.shape, values: values(index, level)))
    case (.group(let level), _):
      let node = node(index)
      report { .answerGroupExpected(field, level, at: node) }
      return nil
    case (_, .mapping), (_, .sequence):
      let node = node(index)
      report { .oneAnswerExpected(field.name, at: node) }
      return nil
    case (_, .text), (_, .number), (_, .boolean), (_, .null):
      if let value = kind.value(at: index, in: arena) {
        if case .number = kind, arena.records[index].isPlain {
          let node = node(index)
          if AnswerFault.looksGrouped(node) {
            report { .numberMayBeGrouped(field, value, at: node) }
          }
        }
        return value
      }
      let node = node(index)
      report {
        AnswerFault(kind, node).diagnostic(of: field.name, at: node.range, in: node.source)
      }
      return nil
    }
  }

  private mutating func list(
    _ sequence: Int, _ kind: FactsField.Kind, of field: FactsField
  ) -> [Value] {
    let count = Int(arena.records[sequence].count)
    var values: [Value] = []
    values.reserveCapacity(count)
    var item = sequence + 1
    for number in 0..<count {
      if recordsCauses { path.append(.item(number + 1)) }
      let read = isAbsent(item) ? nil : value(item, kind, of: field)
      values.append(read ?? absent(kind))
      if recordsCauses { path.removeLast() }
      item = arena.indexAfter(item)
    }
    return values
  }

  private mutating func reportUnknown(
    _ key: DataDocument.Node, _ level: FactsLevel, isRoot: Bool
  ) {
    let name = key.text
    if isRoot, ignored.contains(name) { return }
    // A former name that is still here stands beside the name of now, and was told of.
    if level.former.number(of: key) != nil { return }
    let homes = problems.count < Self.problemsKept ? vocabulary.paths(to: name) : []
    let known = level.shape.names
    report { .unknownField(name, known: known, homes: homes, at: key) }
  }
}

// What is not answered.
extension FactsReading {
  /// Facts with more problems than are told are not going to be assessed, and a document full of
  /// them would fill the memory with what is missing.
  private var recordsMissing: Bool { recordsCauses && omitted == 0 }

  private mutating func absent(_ level: FactsLevel) -> [Value] {
    guard recordsMissing else { return level.absent }
    var values: [Value] = []
    for field in level.fields { values.append(absent(field)) }
    return values
  }

  private mutating func absent(_ field: FactsField) -> Value {
    guard field.isRequired else { return .null }
    guard recordsMissing else { return field.absent }
    path.append(.member(field.name))
    defer { path.removeLast() }
    return absent(field.kind)
  }

  /// At the place where the reading is.
  private mutating func absent(_ kind: FactsField.Kind) -> Value {
    switch kind {
    case .group(let level):
      return .context(Context(shape: level.shape, values: absent(level)))
    case .string, .oneOf, .number, .boolean, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration, .list:
      let unknown: Unknown =
        recordsMissing ? Unknown(.answer(InputPath(path))) : .unspecified(.answer)
      return .unknown(unknown)
    }
  }
}

extension Vocabulary {
  /// The groups that have a field with a name, as people write them; the first few.
  func paths(to name: String) -> [String] {
    var found: [String] = []
    func look(in fields: [Field], below path: [String]) {
      for field in fields where found.count < 3 {
        if field.name == name { found.append((path + [name]).joined(separator: ".")) }
        look(in: field.kind.members, below: path + [field.name])
      }
    }
    look(in: fields, below: [])
    return found
  }
}
