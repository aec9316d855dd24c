/// Functions of one argument that rules call most, for the arguments they are called with most. What
/// a shortcut does not do, the function itself does.
enum BuiltInShortcuts {
  /// `nil`: not one of those arguments.
  typealias Shortcut = @Sendable (Value, inout Execution) -> Value?

  static func function(_ name: Name) -> Shortcut? { all[name] }

  private static let all: [Name: Shortcut] = [
    "not": { value, _ in
      switch value {
      case .boolean(let truth): .boolean(!truth)
      case .unknown: value
      default: nil
      }
    },
    "count": { value, _ in
      guard case .list(let items) = value else { return nil }
      return .number(Number(items.count))
    },
    "abs": { value, _ in
      guard case .number(let number) = value else { return nil }
      return .number(number.magnitude)
    },
    "sum": { value, execution in
      guard case .list(let items) = value, !items.isEmpty, execution.spend(items: items.count)
      else { return nil }
      var sum = Number.zero
      for item in items {
        guard case .number(let number) = item, let next = sum.adding(number) else { return nil }
        sum = next
      }
      return .number(sum)
    },
    "min": { value, execution in extreme(value, &execution) { $0 < $1 } },
    "max": { value, execution in extreme(value, &execution) { $0 > $1 } },
  ]

  private static func extreme(
    _ value: Value, _ execution: inout Execution, _ goesBefore: (Number, Number) -> Bool
  ) -> Value? {
    guard case .list(let items) = value, case .number(var best)? = items.first,
      execution.spend(items: items.count)
    else { return nil }
    for item in items.dropFirst() {
      guard case .number(let number) = item else { return nil }
      if goesBefore(number, best) { best = number }
    }
    return .number(best)
  }
}
