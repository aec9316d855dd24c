@testable import Rules

/// The kinds of values that random rules are about.
indirect enum Sort: Hashable, Sendable {
  case boolean, number, string, date, span
  case list(Sort)
  /// A context with the members of ``RandomFacts/members``.
  case record

  static let simple: [Sort] = [.boolean, .number, .string, .date, .span]

  var type: ValueType {
    switch self {
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .span: .dayTimeDuration
    case .list(let item): .list(item.type)
    case .record: .context(RandomFacts.recordType)
    }
  }
}

/// Values for the inputs of random rules, with and without answers left out.
struct RandomFacts {
  static let members: [(name: String, sort: Sort)] = [
    ("a", .number), ("b", .boolean), ("s", .string), ("d", .date), ("l", .list(.number)),
  ]
  static let recordType = ContextType(members.map { .init(name: $0.name, type: $0.sort.type) })

  static let inputs: [(name: String, sort: Sort)] = [
    ("n1", .number), ("n2", .number), ("n3", .number), ("b1", .boolean), ("b2", .boolean),
    ("s1", .string), ("s2", .string), ("d1", .date), ("d2", .date), ("t1", .span),
    ("ln", .list(.number)), ("lb", .list(.boolean)), ("ls", .list(.string)), ("ld", .list(.date)),
    ("c1", .record), ("lc", .list(.record)), ("ll", .list(.list(.number))),
  ]

  static let strings = ["a", "b", "ab", "", "x y"]
  static let days = (1...28).map { CalendarDate(year: 2027, month: 1 + $0 % 3, day: $0) }

  static func value(_ sort: Sort, _ random: inout SeededRandom, nulls: Int = 5) -> Value {
    if random.happens(nulls) { return .null }
    switch sort {
    case .boolean: return .boolean(random.happens(50))
    case .number: return .number(Number(random.below(7) - 2))
    case .string: return .string(random.pick(strings))
    case .date: return random.pick(days).map(Value.date) ?? .null
    case .span: return .dayTimeDuration(DayTimeDuration(days: random.below(5)))
    case .list(let item):
      return .list((0..<random.below(4)).map { _ in value(item, &random, nulls: nulls) })
    case .record:
      let values = members.map { value($0.sort, &random, nulls: nulls) }
      return .context(Context(shape: recordType.shape, values: values))
    }
  }

  static func values(_ random: inout SeededRandom) -> [Value] {
    inputs.map { value($0.sort, &random) }
  }

  /// The values with some of the answers in them left out.
  static func hiding(
    _ percent: Int, of values: [Value], _ random: inout SeededRandom
  ) -> [Value] {
    zip(inputs, values).map { input, value in
      hide(percent, value, InputPath([.member(input.name)]), &random)
    }
  }

  private static func hide(
    _ percent: Int, _ value: Value, _ path: InputPath, _ random: inout SeededRandom
  ) -> Value {
    if random.happens(percent) { return .unknown(Unknown(.answer(path))) }
    switch value {
    case .list(let items):
      return .list(
        items.enumerated().map { hide(percent, $1, path.appending(.item($0 + 1)), &random) })
    case .context(let context):
      let values = context.entries.map { name, value in
        hide(percent, value, path.appending(.member(name)), &random)
      }
      return .context(Context(shape: context.shape, values: values))
    default: return value
    }
  }

  /// The values with every answer that was left out given at random.
  static func completing(_ values: [Value], _ random: inout SeededRandom) -> [Value] {
    zip(inputs, values).map { complete($1, $0.sort, &random) }
  }

  private static func complete(
    _ value: Value, _ sort: Sort, _ random: inout SeededRandom
  ) -> Value {
    switch (value, sort) {
    case (.unknown, _): return self.value(sort, &random, nulls: 15)
    case (.list(let items), .list(let item)):
      return .list(items.map { complete($0, item, &random) })
    case (.context(let context), .record):
      let values = zip(context.values, members).map { complete($0, $1.sort, &random) }
      return .context(Context(shape: context.shape, values: values))
    default: return value
    }
  }
}

extension Value {
  /// Whether this is what the other turned into once everything was answered: the same, but for the
  /// parts that were unknown.
  func completes(_ earlier: Value) -> Bool {
    switch (earlier, self) {
    case (.unknown, _): true
    case (.list(let before), .list(let after)):
      before.count == after.count && zip(before, after).allSatisfy { $1.completes($0) }
    case (.context(let before), .context(let after)):
      before.shape == after.shape
        && zip(before.values, after.values).allSatisfy { $1.completes($0) }
    case (.function, .function): true
    default: isIdentical(to: earlier)
    }
  }

  /// The causes of everything unknown within.
  var causesWithin: Set<Unknown.Cause> { Set(unknownWithin?.causes ?? []) }
}
