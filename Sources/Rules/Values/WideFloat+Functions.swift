extension WideFloat {
  /// The natural logarithm of a number greater than zero, with some 40 digits even close to one.
  static func logarithm(of number: Number) -> WideFloat {
    let coefficient = number.coefficient
    let exponent = number.exponent
    if exponent <= 0, exponent >= -Number.digits {
      // Close to one the difference from one must not be lost, so it is taken as an integer.
      let unit = PowerOfTen.wide(-exponent)
      if coefficient >= unit &- unit / 4, coefficient <= unit &+ unit / 4 {
        let isLess = coefficient < unit
        let difference = isLess ? unit &- coefficient : coefficient &- unit
        return logarithm(
          difference: WideFloat(difference, isNegative: isLess),
          sum: WideFloat(unit &+ coefficient))
      }
    }
    // coefficient = reduced × 2^bits with reduced from ½ to 1
    let bits = 128 - coefficient.leadingZeroBitCount
    let reduced = WideFloat(coefficient).scaled(byPowerOfTwo: -bits)
    return logarithm(
      difference: reduced.subtracting(.one), sum: reduced.adding(.one)
    )
    .adding(logarithmOf2.multiplied(by: WideFloat(bits)))
    .adding(logarithmOf10.multiplied(by: WideFloat(exponent)))
  }

  /// ln x = 2 artanh z with z = (x − 1) / (x + 1), of which |z| is at most ⅓.
  private static func logarithm(difference: WideFloat, sum: WideFloat) -> WideFloat {
    if difference.isZero { return .zero }
    let ratio = difference.multiplied(by: sum.reciprocal)
    let square = ratio.multiplied(by: ratio)
    var total = ratio
    var power = ratio
    var divisor: UInt64 = 3
    // A term is at most 1/9 of the one before, so 85 of them pass 256 bits.
    while divisor < 171 {
      power = power.multiplied(by: square)
      if power.exponent < total.exponent - 258 { break }
      total = total.adding(power.divided(by: divisor))
      divisor += 2
    }
    return total.scaled(byPowerOfTwo: 1)
  }

  /// e to this power, as a number; zero when too small, `nil` when too large.
  var exponential: Number? {
    // Past 2^14 the power is out of range on either side.
    guard exponent <= 14 else { return isNegative ? Number.zero : nil }
    // e^x = 10^tens × (e^part)^256 with |part| at most 0.0046
    let (whole, _) = multiplied(by: Self.logarithmOf10.reciprocal).scaled(byPowerOfTwo: 1)
      .wholePart
    let tens = (Int(truncatingIfNeeded: whole) + 1) / 2 * (isNegative ? -1 : 1)
    let rest = subtracting(Self.logarithmOf10.multiplied(by: WideFloat(tens)))
    let part = rest.scaled(byPowerOfTwo: -8)
    var total = WideFloat.one
    var term = WideFloat.one
    var index: UInt64 = 1
    // A term is at most 1/217 of the one before, so 33 of them pass 256 bits.
    while index < 34 {
      term = term.multiplied(by: part).divided(by: index)
      if term.isZero || term.exponent < -258 { break }
      total = total.adding(term)
      index += 1
    }
    for _ in 0..<8 { total = total.multiplied(by: total) }
    return total.number(timesPowerOfTen: tens)
  }

  /// This number × 10^`tens`, rounded to 34 digits; `nil` when too large.
  func number(timesPowerOfTen tens: Int) -> Number? {
    if isZero { return Number.zero }
    // Some 37 digits before the point: 0.30103 is log10(2).
    let places = 37 - Int((Double(exponent) * 0.30103).rounded(.down))
    let (integer, hasMore) = multiplied(by: .powerOfTen(places)).wholePart
    return Number.rounding(
      integer, exponent: tens - places, isNegative: isNegative, hasMore: hasMore)
  }
}
