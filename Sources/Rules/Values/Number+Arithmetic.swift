extension Number {
  /// The sum, rounded to 34 digits, with the finer scale of the two; `nil` when too large.
  public func adding(_ other: Number) -> Number? {
    sum(other, otherIsNegative: other.isNegative)
  }

  /// The difference, rounded to 34 digits, with the finer scale of the two; `nil` when too large.
  public func subtracting(_ other: Number) -> Number? {
    sum(other, otherIsNegative: !other.isNegative)
  }

  private func sum(_ other: Number, otherIsNegative: Bool) -> Number? {
    let shift = biasedExponent &- other.biasedExponent
    let exponent = Swift.min(biasedExponent, other.biasedExponent) &+ Self.leastExponent
    // 64 bits times 10^14, twice, stays below 10^34.
    guard isSmall, other.isSmall, shift <= 14, shift >= -14, exponent <= Self.greatestFullExponent
    else { return wideSum(other, otherIsNegative: otherIsNegative) }
    let left =
      shift > 0 ? PowerOfTen.product(low, PowerOfTen.small[shift]) : UInt128(low)
    let right =
      shift < 0 ? PowerOfTen.product(other.low, PowerOfTen.small[-shift]) : UInt128(other.low)
    if isNegative == otherIsNegative {
      return Number(packing: left &+ right, exponent: exponent, isNegative: isNegative)
    }
    return left >= right
      ? Number(packing: left &- right, exponent: exponent, isNegative: isNegative)
      : Number(packing: right &- left, exponent: exponent, isNegative: otherIsNegative)
  }

  private func wideSum(_ other: Number, otherIsNegative: Bool) -> Number? {
    let selfIsCoarser = exponent >= other.exponent
    let coarse = selfIsCoarser ? self : other
    let fine = selfIsCoarser ? other : self
    let coarseIsNegative = selfIsCoarser ? isNegative : otherIsNegative
    let fineIsNegative = selfIsCoarser ? otherIsNegative : isNegative
    if coarse.isZero {
      // Nothing to align: the finer scale is already the result's.
      return Number(
        packing: fine.coefficient, exponent: fine.exponent, isNegative: fineIsNegative)
    }

    // Past 38 places the finer number only matters for rounding: cut it off there, and remember
    // whether anything was lost.
    let gap = coarse.exponent - fine.exponent
    let places = Swift.min(gap, PowerOfTen.greatestExponent)
    var small = fine.coefficient
    var hasMore = false
    if gap > places {
      let cut = gap - places
      if cut > Self.digits {
        hasMore = small != 0
        small = 0
      } else {
        let (quotient, remainder) = small.quotientAndRemainder(dividingBy: PowerOfTen.wide(cut))
        hasMore = remainder != 0
        small = quotient
      }
    }
    let exponent = coarse.exponent - places
    var (high, low) = coarse.coefficient.multipliedFullWidth(by: PowerOfTen.wide(places))
    if coarseIsNegative == fineIsNegative {
      let (sum, carries) = low.addingReportingOverflow(small)
      return Number.rounding(
        high: carries ? high &+ 1 : high, low: sum, exponent: exponent,
        isNegative: coarseIsNegative, hasMore: hasMore)
    }
    if high == 0, low < small {
      return Number.rounding(
        small &- low, exponent: exponent, isNegative: fineIsNegative, hasMore: false)
    }
    // What was cut off makes the difference less than one unit smaller.
    if hasMore { small &+= 1 }
    let (difference, borrows) = low.subtractingReportingOverflow(small)
    low = difference
    if borrows { high &-= 1 }
    return Number.rounding(
      high: high, low: low, exponent: exponent, isNegative: coarseIsNegative, hasMore: hasMore)
  }

  /// The product, rounded to 34 digits, with the two scales added; `nil` when too large.
  public func multiplied(by other: Number) -> Number? {
    let exponent = biasedExponent &+ other.biasedExponent &+ 2 &* Self.leastExponent
    let isNegative = (high ^ other.high) & Self.signMask != 0
    if isSmall, other.isSmall {
      let product = PowerOfTen.product(low, other.low)
      if product <= Self.greatestCoefficient, exponent >= Self.leastExponent,
        exponent <= Self.greatestFullExponent
      {
        return Number(packing: product, exponent: exponent, isNegative: isNegative)
      }
      return Number.rounding(
        product, exponent: exponent, isNegative: isNegative, hasMore: false)
    }
    let (productHigh, productLow) = coefficient.multipliedFullWidth(by: other.coefficient)
    return Number.rounding(
      high: productHigh, low: productLow, exponent: exponent, isNegative: isNegative,
      hasMore: false)
  }

  /// The quotient, rounded to 34 digits; an exact one has the difference of the scales if it can.
  ///
  /// `nil` on division by zero, and when too large.
  public func divided(by other: Number) -> Number? {
    guard !other.isZero else { return nil }
    let idealExponent = exponent - other.exponent
    let isNegative = (high ^ other.high) & Self.signMask != 0
    if isSmall, other.isSmall {
      let (quotient, remainder) = low.quotientAndRemainder(dividingBy: other.low)
      if remainder == 0 {
        return Number.rounding(
          UInt128(quotient), exponent: idealExponent, isNegative: isNegative, hasMore: false)
      }
    }
    guard !isZero else { return Number.zero(exponent: idealExponent) }

    // Widened to 34 digits and then by one more than the divisor has, the dividend gives a
    // quotient of 35 or 36 digits.
    let padding = Self.digits - PowerOfTen.digits(of: coefficient)
    let widening = PowerOfTen.digits(of: other.coefficient) + 1
    let dividend = (coefficient &* PowerOfTen.wide(padding)).multipliedFullWidth(
      by: PowerOfTen.wide(widening))
    var (quotient, remainder) = other.coefficient.dividingFullWidth(dividend)
    var exponent = idealExponent - padding - widening
    if remainder == 0 {
      let (stripped, count) = PowerOfTen.strippingZeros(
        of: quotient, atMost: idealExponent - exponent)
      quotient = stripped
      exponent += count
    }
    return Number.rounding(
      quotient, exponent: exponent, isNegative: isNegative, hasMore: remainder != 0)
  }

  /// What is left of `self` after taking away whole times `divisor`; it has the divisor's sign.
  ///
  /// The whole number of times may be of any size; only the result is rounded, and only where
  /// the signs differ. `nil` when the divisor is zero.
  ///
  /// Source: DMN 1.5, 10.3.4.5, `dividend − divisor × floor(dividend / divisor)`.
  public func modulo(_ divisor: Number) -> Number? {
    guard !divisor.isZero else { return nil }
    let rest = remainderOfMagnitudes(divisor)
    if rest.isZero || isNegative == divisor.isNegative {
      return divisor.isNegative ? rest.negated : rest
    }
    return divisor.isNegative
      ? divisor.adding(rest) : divisor.subtracting(rest)
  }

  private func remainderOfMagnitudes(_ divisor: Number) -> Number {
    let shift = exponent - divisor.exponent
    if shift < 0 {
      guard !isZero, magnitude >= divisor.magnitude else { return magnitude }
      // The divisor is not greater, so with the finer scale it too has at most 34 digits.
      let rest = coefficient % (divisor.coefficient &* PowerOfTen.wide(-shift))
      return Number(packing: rest, exponent: exponent, isNegative: false)
    }
    let modulus = divisor.coefficient
    let rest = Self.product(
      coefficient % modulus, Self.powerOfTen(shift, modulo: modulus), modulo: modulus)
    return Number(packing: rest, exponent: divisor.exponent, isNegative: false)
  }

  private static func powerOfTen(_ exponent: Int, modulo modulus: UInt128) -> UInt128 {
    var result = 1 % modulus
    var square = 10 % modulus
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square, modulo: modulus) }
      square = product(square, square, modulo: modulus)
      rest >>= 1
    }
    return result
  }

  private static func product(
    _ left: UInt128, _ right: UInt128, modulo modulus: UInt128
  ) -> UInt128 {
    modulus.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
  }
}
