extension Value {
  /// Whether a range may end in it: what holds other values has no order.
  ///
  /// Source: DMN 1.5, 10.3.2.7: ends are numbers, texts, dates, times or durations; `null` is an end
  /// that is not known.
  var canEndRange: Bool {
    switch self {
    case .null, .unknown, .boolean, .number, .string, .date, .time, .dateAndTime,
      .dayTimeDuration, .yearMonthDuration:
      true
    case .list, .context, .range, .function: false
    }
  }
}

/// A range of values, each end open or closed, or absent. Source: DMN 1.5, 10.3.2.7.
public struct Interval: Sendable {
  /// How the range is written, which makes a difference: `(= 10)` is not equal to `[10..10]`.
  public enum Form: Hashable, Sendable {
    /// From a low to a high end: `[1..5]`, `(< 5)`.
    case span
    /// `(= 5)`: one value, at both ends.
    case single
    /// `(!= 5)`: everything but one value, which stands at both ends.
    case allBut
  }

  /// Whether it runs from end to end, or is about one value.
  public let form: Form
  /// `nil` where the range has no lower end: `(< 5)`. An end that is there may be `null`.
  public let low: Value?
  /// `nil` where the range has no upper end: `(> 5)`. An end that is there may be `null`.
  public let high: Value?
  /// Whether the lower end lies in it, as of `[1..5]`; `false` where there is no such end.
  public let includesLow: Bool
  /// Whether the upper end lies in it, as of `[1..5]`; `false` where there is no such end.
  public let includesHigh: Bool

  /// A range between two ends, or from or to one of them. An end that is `nil` is open, whatever is
  /// said of it.
  public init(low: Value?, includesLow: Bool, high: Value?, includesHigh: Bool) {
    form = .span
    self.low = low
    self.high = high
    self.includesLow = includesLow && low != nil
    self.includesHigh = includesHigh && high != nil
  }

  /// `(= value)`
  public init(only value: Value) {
    form = .single
    low = value
    high = value
    includesLow = true
    includesHigh = true
  }

  /// `(!= value)`
  public init(allBut value: Value) {
    form = .allBut
    low = value
    high = value
    includesLow = false
    includesHigh = false
  }

  /// The values that it is made of, each once.
  var ends: [Value] {
    switch form {
    case .span: [low, high].compactMap { $0 }
    case .single, .allBut: [low].compactMap { $0 }
    }
  }

  /// Whether the value lies in the range; `null` when it has no order with an end.
  public func contains(_ value: Value) -> Value {
    switch form {
    case .span: break
    case .single: return value.isEqual(to: low ?? .null)
    case .allBut: return value.isEqual(to: low ?? .null).not
    }
    var result = Value.boolean(true)
    if let low {
      let above =
        includesLow ? low.isLessOrEqual(to: value) : low.isLess(than: value)
      result = result.and(above)
    }
    if let high {
      let below =
        includesHigh ? value.isLessOrEqual(to: high) : value.isLess(than: high)
      result = result.and(below)
    }
    return result
  }
}
