/// The row of `list replace`. Source: DMN 1.5, 10.3.4.4.
enum ListReplaceFunction {
  static let all = [
    BuiltIn(
      "list replace", clause: ListFunctions.clause,
      [
        .init(
          [ListFunctions.list, .init("position", .number), .init("newItem", .any)], unknowns: .body,
          result: ListFunctions.listWithThird, body: atPosition),
        .init(
          [ListFunctions.list, .init("match", match), .init("newItem", .any)], unknowns: .body,
          result: ListFunctions.listWithThird, body: whereMatching),
      ])
  ]

  private static let match = ValueType.function([.any, .any], result: .boolean)

  @Sendable private static func atPosition(
    _ arguments: [Value], in execution: inout Execution
  ) -> Value {
    if let unknown = Value.unknown(among: Array(arguments[..<2])) { return .unknown(unknown) }
    guard var items = execution.items(of: arguments[0]), case .number(let place) = arguments[1]
    else { return .null }
    guard let index = place.position(among: items.count) else {
      return execution.null(.noSuchPosition(place, count: items.count))
    }
    items[index] = arguments[2]
    return execution.list(items)
  }

  /// Replaces each item for which the function, given the item and the new one, answers `true`.
  @Sendable private static func whereMatching(
    _ arguments: [Value], in execution: inout Execution
  ) -> Value {
    if let unknown = Value.unknown(among: Array(arguments[..<2])) { return .unknown(unknown) }
    guard var items = execution.items(of: arguments[0]), case .function(let match) = arguments[1]
    else { return .null }
    var unknowns: [Unknown] = []
    for index in items.indices {
      guard let answer = execution.answer(of: match, to: [items[index], arguments[2]]) else {
        return .null
      }
      switch answer {
      case .boolean(true): items[index] = arguments[2]
      case .boolean(false): continue
      case .unknown(let unknown): unknowns.append(unknown)
      case let other: return execution.null(.wrongAnswer(other))
      }
    }
    if let unknown = Unknown.merged(unknowns) { return .unknown(unknown) }
    return execution.list(items)
  }
}
