extension Int {
  /// Division that rounds toward negative infinity, so that times before an epoch fall on the
  /// right day; the remainder is never negative.
  ///
  /// - Requires: `divisor > 0`.
  func floored(dividingBy divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
