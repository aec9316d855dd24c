extension Number: Hashable, Comparable {
  /// Equal in value: `1.0` equals `1`.
  public static func == (left: Number, right: Number) -> Bool {
    if left.high == right.high { return left.low == right.low }
    return compare(left, right) == 0
  }

  /// By value: scales play no part.
  public static func < (left: Number, right: Number) -> Bool {
    compare(left, right) < 0
  }

  /// Equal values hash alike, whatever their scale.
  public func hash(into hasher: inout Hasher) {
    let canonical = canonical
    hasher.combine(canonical.high)
    hasher.combine(canonical.low)
  }

  /// Negative, zero or positive as `left` is less than, equal to or greater than `right`.
  private static func compare(_ left: Number, _ right: Number) -> Int {
    // Zero has no sign, so a sign alone decides.
    if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
    let order = compareMagnitudes(left, right)
    return left.isNegative ? -order : order
  }

  private static func compareMagnitudes(_ left: Number, _ right: Number) -> Int {
    let shift = left.biasedExponent &- right.biasedExponent
    if left.isSmall, right.isSmall, shift >= -19, shift <= 19 {
      return shift >= 0
        ? order(PowerOfTen.product(left.low, PowerOfTen.small[shift]), UInt128(right.low))
        : order(UInt128(left.low), PowerOfTen.product(right.low, PowerOfTen.small[-shift]))
    }
    if shift == 0 { return order(left.coefficient, right.coefficient) }
    if left.isZero || right.isZero { return order(left.coefficient, right.coefficient) }
    let leading = left.adjustedExponent - right.adjustedExponent
    if leading != 0 { return leading }
    // With the leading digits at the same place, the longer coefficient has at most 34 digits,
    // and the other is brought to that length.
    return shift > 0
      ? order(left.coefficient &* PowerOfTen.wide(shift), right.coefficient)
      : order(left.coefficient, right.coefficient &* PowerOfTen.wide(-shift))
  }

  private static func order(_ left: UInt128, _ right: UInt128) -> Int {
    left < right ? -1 : (left == right ? 0 : 1)
  }
}
