/// Rows on lists that look, count or rearrange. Source: DMN 1.5, 10.3.4.4.
///
/// Unanswered items are carried along where the answer does not depend on them.
enum ListFunctions {
  static let all =
    [
      contains, count, sublist, append, concatenate, insertBefore, remove, reverse, indexOf, union,
      distinctValues, flatten,
    ] + ListReplaceFunction.all + TruthListFunctions.all + NumberListFunctions.all

  static let clause = "10.3.4.4"
  static let list = BuiltIn.Parameter("list", .list(.any))

  /// An item that cannot be compared with the element is not the element.
  private static let contains = BuiltIn(
    "list contains", clause: clause,
    [
      .init([list, .init("element", .any)], unknowns: .body, gives: .boolean) {
        arguments, execution in
        if case .unknown = arguments[0] { return arguments[0] }
        guard let items = execution.items(of: arguments[0]) else { return .null }
        var unknowns: [Unknown] = []
        for item in items {
          guard execution.spend(walking: item, arguments[1]) else { return .null }
          switch item.isEqual(to: arguments[1]) {
          case .boolean(true): return true
          case .unknown(let unknown): unknowns.append(unknown)
          default: continue  // different, or not comparable, which is different too
          }
        }
        return Unknown.merged(unknowns).map(Value.unknown) ?? false
      }
    ])

  private static let count = BuiltIn(
    "count", clause: clause,
    [
      .init([list], unknowns: .argument, gives: ResultType.count) { arguments, _ in
        guard case .list(let items) = arguments[0] else { return .null }
        return .number(Number(items.count))
      }
    ])

  /// A part that would go past the end stops there.
  private static let sublist = BuiltIn(
    "sublist", clause: clause,
    [
      .init(
        [list, .init("start position", .number), .init("length", .number, optional: true)],
        unknowns: .argument, result: ResultType.listOfFirst
      ) { arguments, execution in
        guard let items = execution.items(of: arguments[0]), case .number(let start) = arguments[1]
        else { return .null }
        guard let first = start.position(among: items.count) else {
          return execution.null(.noSuchPosition(start, count: items.count))
        }
        guard case .number(let length) = arguments[2] else { return .list(Array(items[first...])) }
        guard let end = length.end(from: first, among: items.count) else {
          return execution.null(.negativeLength(length))
        }
        return .list(Array(items[first..<end]))
      }
    ])

  private static let append = BuiltIn(
    "append", clause: clause,
    [
      .init(
        [list, .init("item", .any)], variadic: true, unknowns: .body,
        result: { types in
          .list(ResultType.common([ResultType.itemOfFirst(types)] + types.dropFirst()))
        }
      ) { arguments, execution in
        if case .unknown = arguments[0] { return arguments[0] }
        guard let items = execution.items(of: arguments[0]) else { return .null }
        return execution.list(items + arguments.dropFirst())
      }
    ])

  private static let concatenate = BuiltIn(
    "concatenate", clause: clause,
    [
      .init([list], variadic: true, unknowns: .argument, result: ResultType.listOfLists) {
        arguments, execution in joined(arguments, in: &execution).map(Value.list) ?? .null
      }
    ])

  private static let insertBefore = BuiltIn(
    "insert before", clause: clause,
    [
      .init(
        [list, .init("position", .number), .init("newItem", .any)], unknowns: .body,
        result: ListFunctions.listWithThird
      ) { arguments, execution in
        if let unknown = Value.unknown(among: Array(arguments[..<2])) { return .unknown(unknown) }
        guard var items = execution.items(of: arguments[0]), case .number(let place) = arguments[1]
        else { return .null }
        guard let index = place.position(among: items.count) else {
          return execution.null(.noSuchPosition(place, count: items.count))
        }
        items.insert(arguments[2], at: index)
        return execution.list(items)
      }
    ])

  private static let remove = BuiltIn(
    "remove", clause: clause,
    [
      .init(
        [list, .init("position", .number)], unknowns: .argument, result: ResultType.listOfFirst
      ) { arguments, execution in
        guard var items = execution.items(of: arguments[0]), case .number(let place) = arguments[1]
        else { return .null }
        guard let index = place.position(among: items.count) else {
          return execution.null(.noSuchPosition(place, count: items.count))
        }
        items.remove(at: index)
        return .list(items)
      }
    ])

  private static let reverse = BuiltIn(
    "reverse", clause: clause,
    [
      .init([list], unknowns: .argument, result: ResultType.listOfFirst) { arguments, execution in
        guard let items = execution.items(of: arguments[0]) else { return .null }
        return .list(items.reversed())
      }
    ])

  private static let indexOf = BuiltIn(
    "index of", clause: clause,
    [
      .init([list, .init("match", .any)], unknowns: .body, gives: .list(ResultType.count)) {
        arguments, execution in
        if case .unknown = arguments[0] { return arguments[0] }
        guard let items = execution.items(of: arguments[0]) else { return .null }
        var unknowns: [Unknown] = []
        var positions: [Value] = []
        for (index, item) in items.enumerated() {
          guard execution.spend(walking: item, arguments[1]) else { return .null }
          switch item.isEqual(to: arguments[1]) {
          case .boolean(true): positions.append(.number(Number(index + 1)))
          case .unknown(let unknown): unknowns.append(unknown)
          default: continue  // different, or not comparable, which is different too
          }
        }
        if let unknown = Unknown.merged(unknowns) { return .unknown(unknown) }
        return execution.list(positions)
      }
    ])

  private static let union = BuiltIn(
    "union", clause: clause,
    [
      .init([list], variadic: true, result: ResultType.listOfLists) { arguments, execution in
        guard let items = joined(arguments, in: &execution) else { return .null }
        return distinct(items, in: &execution)
      }
    ])

  private static let distinctValues = BuiltIn(
    "distinct values", clause: clause,
    [
      .init([list], result: ResultType.listOfFirst) { arguments, execution in
        guard let items = execution.items(of: arguments[0]) else { return .null }
        return distinct(items, in: &execution)
      }
    ])

  /// What an unanswered item holds is not known, so neither is the flat list.
  private static let flatten = BuiltIn(
    "flatten", clause: clause,
    [
      .init(
        [list], unknowns: .body, result: { .list(innermost(ResultType.itemOfFirst($0))) }
      ) { arguments, execution in
        if case .unknown = arguments[0] { return arguments[0] }
        guard let items = execution.items(of: arguments[0]) else { return .null }
        var flattening = Flattening()
        guard flattening.add(items, depth: 0, in: &execution) else { return .null }
        if let unknown = Unknown.merged(flattening.unknowns) { return .unknown(unknown) }
        return .list(flattening.items)
      }
    ])

  private static func innermost(_ type: ValueType) -> ValueType {
    var type = type
    while case .list(let item) = type { type = item }
    return type
  }

  /// A list that also holds the third argument.
  @Sendable static func listWithThird(_ types: [ValueType]) -> ValueType {
    .list(ResultType.common([ResultType.itemOfFirst(types)] + types.dropFirst(2)))
  }

  /// The items of all the lists; `nil` when a limit was passed.
  private static func joined(_ lists: [Value], in execution: inout Execution) -> [Value]? {
    var all: [Value] = []
    for list in lists {
      guard let items = execution.items(of: list),
        execution.allows(listOf: all.count + items.count)
      else { return nil }
      all += items
    }
    return all
  }

  /// The first of each set of equal items, in order.
  private static func distinct(_ items: [Value], in execution: inout Execution) -> Value {
    var seen: Set<EqualityKey> = []
    var kept: [Value] = []
    for item in items {
      if let key = EqualityKey(item, in: &execution) {
        guard seen.insert(key).inserted else { continue }
      } else if execution.failure != nil {
        return .null
      }
      kept.append(item)
    }
    return execution.list(kept)
  }
}

private struct Flattening {
  var items: [Value] = []
  var unknowns: [Unknown] = []

  /// - Returns: `false` when a limit was passed.
  mutating func add(_ values: [Value], depth: Int, in execution: inout Execution) -> Bool {
    guard depth < Value.nestingLimit else {
      execution.nestedTooDeep()
      return false
    }
    for value in values {
      switch value {
      case .unknown(let unknown): unknowns.append(unknown)
      case .list(let inner):
        guard execution.spend(items: inner.count), add(inner, depth: depth + 1, in: &execution)
        else { return false }
      case .null, .boolean, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
        .yearMonthDuration, .context, .range, .function:
        items.append(value)
      }
    }
    return execution.allows(listOf: items.count)
  }
}

extension Execution {
  /// The items of a list, with the work on each of them counted; `nil` for what is no list, or when
  /// the budget is spent.
  mutating func items(of value: Value) -> [Value]? {
    guard case .list(let items) = value, spend(items: items.count) else { return nil }
    return items
  }
}
