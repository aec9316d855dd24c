/// A range of values, each end open or closed, or absent. Source: DMN 1.5, 10.3.2.7.
public struct Interval: Sendable {
  /// `nil` where the range has no lower end: `(< 5)`.
  public let low: Value?
  public let high: Value?
  public let includesLow: Bool
  public let includesHigh: Bool

  public init(low: Value?, includesLow: Bool, high: Value?, includesHigh: Bool) {
    self.low = low
    self.high = high
    self.includesLow = includesLow && low != nil
    self.includesHigh = includesHigh && high != nil
  }

  /// Whether the value lies in the range; `null` when it has no order with an end.
  public func contains(_ value: Value) -> Value {
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
