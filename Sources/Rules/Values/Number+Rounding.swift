/// Which way a number goes that lies between two results.
public enum RoundingRule: Sendable, Hashable, CaseIterable {
  /// To the nearer; from the middle to the even one.
  case halfEven
  /// Away from zero.
  case up
  /// Towards zero.
  case down
  /// To the nearer; from the middle away from zero.
  case halfUp
  /// To the nearer; from the middle towards zero.
  case halfDown
  /// To the lesser.
  case floor
  /// To the greater.
  case ceiling

  /// Whether the magnitude goes up.
  ///
  /// - Parameters:
  ///   - order: how the part that is dropped compares to the middle; negative is nearer to zero.
  ///   - isOdd: whether the last digit that stays is odd.
  fileprivate func goesUp(order: Int, isOdd: Bool, isNegative: Bool) -> Bool {
    switch self {
    case .halfEven: order > 0 || (order == 0 && isOdd)
    case .up: true
    case .down: false
    case .halfUp: order >= 0
    case .halfDown: order > 0
    case .floor: isNegative
    case .ceiling: !isNegative
    }
  }
}

extension Number {
  /// The number with `scale` digits after the point; a negative scale rounds to tens, hundreds, …
  ///
  /// Zeros are added up to that scale as far as 34 digits allow, which leaves the value as it is.
  /// `nil` when the result is too large.
  ///
  /// Source: DMN 1.5, 10.3.4.5, `decimal`, `floor`, `ceiling` and the `round` functions.
  public func rounded(toScale scale: Int, _ rule: RoundingRule) -> Number? {
    // Beyond these the result is that of the limit.
    let target = -Swift.min(Swift.max(scale, -20_000), 20_000)
    let coefficient = coefficient
    let dropped = target - exponent
    if dropped <= 0 {
      if isZero { return Number.zero(exponent: target) }
      let room = Swift.min(
        Self.digits - PowerOfTen.digits(of: coefficient), exponent - Self.leastExponent)
      let padding = Swift.min(-dropped, room)
      return Number(
        packing: coefficient &* PowerOfTen.wide(padding), exponent: exponent - padding,
        isNegative: isNegative)
    }
    if isZero { return Number.zero(exponent: target) }
    var quotient: UInt128 = 0
    var remainder = coefficient
    var order = -1
    if dropped <= Self.digits {
      let unit = PowerOfTen.wide(dropped)
      (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: unit)
      let half = unit >> 1
      order = remainder < half ? -1 : (remainder == half ? 0 : 1)
    }
    if remainder != 0,
      rule.goesUp(order: order, isOdd: quotient & 1 == 1, isNegative: isNegative)
    {
      quotient += 1
    }
    return Number(coefficient: quotient, exponent: target, isNegative: isNegative)
  }

  /// Whether the number is whole, however it is written: `1.0` is.
  public var isInteger: Bool {
    let scale = -exponent
    if scale <= 0 || isZero { return true }
    guard scale < Self.digits else { return false }
    return coefficient % PowerOfTen.wide(scale) == 0
  }

  /// The number as an integer; `nil` when it is not whole or does not fit.
  public var int: Int? {
    var integer = coefficient
    let exponent = exponent
    if integer == 0 { return 0 }
    if exponent > 0 {
      guard exponent < 20 else { return nil }
      let (product, overflows) = integer.multipliedReportingOverflow(by: PowerOfTen.wide(exponent))
      guard !overflows else { return nil }
      integer = product
    } else if exponent < 0 {
      guard isInteger else { return nil }
      integer /= PowerOfTen.wide(-exponent)
    }
    if isNegative {
      guard integer <= UInt128(Int.min.magnitude) else { return nil }
      return Int(-Int128(integer))
    }
    return Int(exactly: integer)
  }

  /// The nearest binary number; infinite when none is near.
  public var double: Double {
    let exponent = exponent
    // Both operands are exact in this range, so that one rounding is left.
    if isSmall, low <= 1 << 53, exponent >= -15, exponent <= 15 {
      let power = Double(PowerOfTen.small[abs(exponent)])
      let magnitude = exponent < 0 ? Double(low) / power : Double(low) * power
      return isNegative ? -magnitude : magnitude
    }
    return Double(scientificDescription) ?? .nan
  }
}
