/// FEEL `=`. Source: DMN 1.5, 10.3.2.13, the table of the semantics of equality.
extension Value {
  /// `true`, `false`, `null` where the two cannot be compared, `unknown` where an unanswered part
  /// decides.
  public func isEqual(to other: Value) -> Value {
    switch (self, other) {
    case (.unknown(let left), .unknown(let right)): return .unknown(left.merged(with: right))
    case (.unknown, _): return self
    case (_, .unknown): return other
    case (.null, .null): return .boolean(true)
    case (.null, _), (_, .null): return .boolean(false)
    case (.number(let left), .number(let right)): return .boolean(left == right)
    case (.string(let left), .string(let right)): return .boolean(left.isSameText(as: right))
    case (.boolean(let left), .boolean(let right)): return .boolean(left == right)
    case (.date(let left), .date(let right)): return .boolean(left == right)
    case (.time(let left), .time(let right)): return .boolean(left == right)
    case (.dateAndTime(let left), .dateAndTime(let right)): return .boolean(left == right)
    case (.dayTimeDuration(let left), .dayTimeDuration(let right)):
      return .boolean(left == right)
    case (.yearMonthDuration(let left), .yearMonthDuration(let right)):
      return .boolean(left == right)
    case (.list(let left), .list(let right)): return Value.areEqual(left, right)
    case (.context(let left), .context(let right)): return Value.areEqual(left, right)
    case (.range(let left), .range(let right)): return Value.areEqual(left, right)
    case (.boolean, _), (.number, _), (.string, _), (.date, _), (.time, _), (.dateAndTime, _),
      (.dayTimeDuration, _), (.yearMonthDuration, _), (.list, _), (.context, _), (.range, _),
      (.function, _):
      return .null
    }
  }

  private static func areEqual(_ left: [Value], _ right: [Value]) -> Value {
    guard left.count == right.count else { return .boolean(false) }
    var result = Value.boolean(true)
    for (one, other) in zip(left, right) {
      result = result.and(one.isEqual(to: other))
      if result.isFalse { return result }
    }
    return result
  }

  private static func areEqual(_ left: Context, _ right: Context) -> Value {
    guard left.values.count == right.values.count else { return .boolean(false) }
    var result = Value.boolean(true)
    for (name, value) in left.entries {
      guard let other = right[name] else { return .boolean(false) }
      result = result.and(value.isEqual(to: other))
      if result.isFalse { return result }
    }
    return result
  }

  private static func areEqual(_ left: Interval, _ right: Interval) -> Value {
    // An absent end is not an end that is `null`: `(< 10)` differs from `(null..10)`.
    guard left.form == right.form, left.includesLow == right.includesLow,
      left.includesHigh == right.includesHigh, (left.low == nil) == (right.low == nil),
      (left.high == nil) == (right.high == nil)
    else { return .boolean(false) }
    let low = (left.low ?? .null).isEqual(to: right.low ?? .null)
    let high = (left.high ?? .null).isEqual(to: right.high ?? .null)
    return low.and(high)
  }
}
