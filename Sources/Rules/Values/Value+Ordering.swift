/// FEEL `<` and its kin. Source: DMN 1.5, 10.3.2.13, the tables of comparison.
extension Value {
  /// `null` when the two have no order.
  public func isLess(than other: Value) -> Value {
    switch (self, other) {
    case (.unknown(let left), .unknown(let right)): return .unknown(left.merged(with: right))
    case (.unknown, _): return self
    case (_, .unknown): return other
    case (.number(let left), .number(let right)): return .boolean(left < right)
    case (.string(let left), .string(let right)): return .boolean(left.precedes(right))
    case (.date(let left), .date(let right)): return .boolean(left < right)
    case (.time(let left), .time(let right)): return Value(left.isLess(than: right))
    case (.dateAndTime(let left), .dateAndTime(let right)):
      return Value(left.isLess(than: right))
    case (.dayTimeDuration(let left), .dayTimeDuration(let right)):
      return .boolean(left < right)
    case (.yearMonthDuration(let left), .yearMonthDuration(let right)):
      return .boolean(left < right)
    case (.null, _), (.boolean, _), (.number, _), (.string, _), (.date, _), (.time, _),
      (.dateAndTime, _), (.dayTimeDuration, _), (.yearMonthDuration, _), (.list, _),
      (.context, _), (.range, _), (.function, _):
      return .null
    }
  }

  /// `null` when the two have no order.
  public func isLessOrEqual(to other: Value) -> Value {
    switch (self, other) {
    case (.number(let left), .number(let right)): .boolean(left <= right)
    case (.date(let left), .date(let right)): .boolean(left <= right)
    default:
      // `a <= b` is `a < b or a = b`; where there is no order there is no equality to save it.
      switch isLess(than: other) {
      case .boolean(true): .boolean(true)
      case .boolean(false): isEqual(to: other)
      case let undecided: undecided
      }
    }
  }

  private init(_ truth: Bool?) {
    self = truth.map(Value.boolean) ?? .null
  }
}

extension String {
  /// Whether the text comes before another by Unicode scalars, which is the order of UTF-8 bytes.
  func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
