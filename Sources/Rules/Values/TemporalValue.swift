/// What FEEL asks of every date, time and duration, so that operators treat the five types alike.
///
/// `==` is FEEL `=`. It is coarser than `isSame(as:)` where a value has more than one spelling:
/// `12:00:00Z` equals `14:00:00+02:00`, but is another value.
///
/// Source: DMN 1.5, 10.3.2.2 (identity) and 10.3.2.13 (equality and order).
public protocol TemporalValue: Hashable, Sendable, CustomStringConvertible {
  /// FEEL `<`; nil when the two have no order.
  func isLess(than other: Self) -> Bool?

  /// FEEL `is`: the same components, so also the same zone.
  func isSame(as other: Self) -> Bool
}

extension TemporalValue where Self: Comparable {
  /// Never nil: any two values of this type have an order.
  public func isLess(than other: Self) -> Bool? { self < other }

  /// The same as `==`: a value of this type has one spelling.
  public func isSame(as other: Self) -> Bool { self == other }
}
