extension Number {
  /// The square root, correctly rounded; an exact one has half the scale if it can. `nil` below
  /// zero.
  ///
  /// Source: DMN 1.5, 10.3.4.5, `sqrt`.
  public var squareRoot: Number? {
    guard !isNegative else { return nil }
    let idealExponent = exponent >> 1
    guard !isZero else { return Number.zero(exponent: idealExponent) }
    // Widened to 70 or 71 digits, with an even exponent, the root has 35 or 36.
    var padding = Self.digits - PowerOfTen.digits(of: coefficient)
    if (exponent - padding) & 1 != 0 { padding += 1 }
    let widening = 36
    let square = (coefficient &* PowerOfTen.wide(padding)).multipliedFullWidth(
      by: PowerOfTen.wide(widening))
    var (root, isExact) = Self.integerRoot(square)
    var exponent = (exponent - padding - widening) / 2
    if isExact {
      let (stripped, count) = PowerOfTen.strippingZeros(of: root, atMost: idealExponent - exponent)
      root = stripped
      exponent += count
    }
    return Number.rounding(root, exponent: exponent, isNegative: false, hasMore: !isExact)
  }

  /// The whole part of the square root of a number from 2^200 to 2^240.
  private static func integerRoot(
    _ square: (high: UInt128, low: UInt128)
  ) -> (root: UInt128, isExact: Bool) {
    let estimate = (Double(square.high) * 0x1p128).squareRoot()
    var root = UInt128(estimate)
    // The estimate has 50 right bits, and each step doubles them.
    for _ in 0..<3 {
      let quotient = root.dividingFullWidth(square).quotient
      root = root / 2 &+ quotient / 2 &+ (root & quotient & 1)
    }
    var product = root.multipliedFullWidth(by: root)
    for _ in 0..<2 where (product.high, product.low) > square {
      root &-= 1
      product = root.multipliedFullWidth(by: root)
    }
    let next = (root &+ 1).multipliedFullWidth(by: root &+ 1)
    if (next.high, next.low) <= square {
      root &+= 1
      product = next
    }
    return (root, (product.high, product.low) == square)
  }

  /// e to this power, within one unit of the last digit; zero when too small, `nil` when too
  /// large.
  ///
  /// Source: DMN 1.5, 10.3.4.5, `exp`.
  public var exponential: Number? {
    if isZero { return .one }
    guard adjustedExponent < 6 else { return isNegative ? .zero : nil }
    return WideFloat(self).exponential
  }

  /// The natural logarithm, within one unit of the last digit; `nil` unless greater than zero.
  ///
  /// Source: DMN 1.5, 10.3.4.5, `log`.
  public var naturalLogarithm: Number? {
    guard !isNegative, !isZero else { return nil }
    return WideFloat.logarithm(of: self).number(timesPowerOfTen: 0)
  }

  /// The number to a power, within one unit of the last digit.
  ///
  /// Exact where 34 digits can be: `1.1 ** 2` is `1.21`. Any number to the power zero is one.
  /// `nil` for zero to a negative power, for a negative number to a power that is not whole, and
  /// when too large.
  ///
  /// Source: DMN 1.5, 10.3.2, arithmetic exponentiation.
  public func power(_ other: Number) -> Number? {
    if other.isZero { return .one }
    let isWhole = other.isInteger
    if isZero { return other.isNegative ? nil : .zero }
    guard !isNegative || isWhole else { return nil }
    let resultIsNegative = isNegative && isWhole && other.isOddInteger
    if isWhole, let count = other.int, count.magnitude <= Self.greatestSquaredPower {
      return power(count, isNegative: resultIsNegative)
    }
    let base = magnitude.canonical
    if base.coefficient == 1 {
      // A power of ten: exact, or out of range.
      if base.exponent == 0 { return resultIsNegative ? Number.one.negated : .one }
      if isWhole {
        let isUpward = (base.exponent > 0) != other.isNegative
        guard let count = other.int, count.magnitude < 100_000 else {
          return isUpward ? nil : .zero
        }
        return Number(
          coefficient: 1, exponent: base.exponent * count, isNegative: resultIsNegative)
      }
    }
    // A root that comes out even is the one case where trailing zeros are no digits.
    let result = WideFloat.logarithm(of: base).multiplied(by: WideFloat(other))
      .exponential?.canonical
    return resultIsNegative ? result?.negated : result
  }

  /// Past this power no result with more than one digit is exact, and a logarithm is as good.
  private static let greatestSquaredPower: UInt = 128

  private func power(_ count: Int, isNegative: Bool) -> Number? {
    let distance = abs(count)
    // Trailing zeros are only given up where they stand in the way.
    for base in [self, canonical] {
      guard let exact = Self.exactPower(base.coefficient, distance) else { continue }
      let exponent = base.exponent * count
      if count > 0 {
        return Number(coefficient: exact, exponent: exponent, isNegative: isNegative)
      }
      // A divisor that had to be rounded first would cost several units.
      guard exact <= Self.greatestCoefficient else { continue }
      let divisor = Number(packing: exact, exponent: 0, isNegative: false)
      guard let quotient = Number.one.divided(by: divisor) else { return nil }
      return Number(
        coefficient: quotient.coefficient, exponent: quotient.exponent + exponent,
        isNegative: isNegative)
    }
    let base = canonical
    let wide = WideFloat(base.coefficient).power(distance)
    let result = (count < 0 ? wide.reciprocal : wide)
      .number(timesPowerOfTen: base.exponent * count)
    return isNegative ? result?.negated : result
  }

  /// A power that fits 128 bits; `nil` otherwise.
  private static func exactPower(_ base: UInt128, _ exponent: Int) -> UInt128? {
    var result: UInt128 = 1
    for _ in 0..<exponent {
      if base == 1 { break }
      let (product, overflows) = result.multipliedReportingOverflow(by: base)
      if overflows { return nil }
      result = product
    }
    return result
  }

  /// Whether a whole number is odd.
  private var isOddInteger: Bool {
    let base = canonical
    return base.exponent == 0 && base.low & 1 == 1
  }
}
