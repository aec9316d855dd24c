/// A decimal number with 34 significant digits, as the DMN standard asks.
///
/// It is a finite value of IEEE 754-2019 decimal128 and rounds as that does, half to even. Not a
/// number and infinity do not exist: an operation without a finite result gives `nil`. The scale
/// that a number was written with is kept (`1.10`), but plays no part in equality and order.
/// Zero has no sign.
///
/// Source: DMN 1.5, 10.3.2.3.1 number.
public struct Number: Sendable {
  // From the top: 1 bit sign, 14 bits biased exponent, 49 bits of the coefficient.
  let high: UInt64
  let low: UInt64

  static let digits = 34
  /// The greatest power of ten of a leading digit.
  static let greatestAdjustedExponent = 6144
  /// The least power of ten of a last digit; it limits the subnormal numbers.
  static let leastExponent = -6176
  /// The greatest power of ten that a 34-digit coefficient may have.
  static let greatestFullExponent = greatestAdjustedExponent - digits + 1
  static let greatestCoefficient: UInt128 = 9_999_999_999_999_999_999_999_999_999_999_999

  static let signMask: UInt64 = 1 << 63
  static let coefficientMask: UInt64 = 1 << 49 - 1

  /// 0, with scale 0.
  public static let zero = Number(packing: 0, exponent: 0, isNegative: false)
  /// 1, with scale 0.
  public static let one = Number(packing: 1, exponent: 0, isNegative: false)

  /// The greatest there is, 34 nines with scale -6111.
  public static let greatest = Number(
    packing: greatestCoefficient, exponent: greatestFullExponent, isNegative: false)

  /// A number from parts that are known to be in range.
  ///
  /// - Requires: at most 34 digits; the exponent is at least −6176 and puts the leading digit at
  ///   6144 at most.
  init(packing coefficient: UInt128, exponent: Int, isNegative: Bool) {
    let biased = UInt64(truncatingIfNeeded: exponent &- Self.leastExponent)
    let sign: UInt64 = isNegative && coefficient != 0 ? Self.signMask : 0
    high = sign | biased &<< 49 | UInt64(truncatingIfNeeded: coefficient &>> 64)
    low = UInt64(truncatingIfNeeded: coefficient)
  }

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A whole number, exactly, with scale 0.
  public init(_ value: Int) {
    self.init(packing: UInt128(value.magnitude), exponent: 0, isNegative: value < 0)
  }

  /// `coefficient` × 10^`exponent`, rounded half to even to 34 digits.
  ///
  /// What is too small becomes zero; what is too large, `nil`.
  public init?(coefficient: UInt128, exponent: Int, isNegative: Bool) {
    guard
      let number = Number.rounding(
        coefficient, exponent: exponent, isNegative: isNegative, hasMore: false)
    else { return nil }
    self = number
  }

  /// Rounds a coefficient to what a number can hold, half to even.
  ///
  /// - Parameter hasMore: that the exact value is greater than the coefficient by less than one
  ///   unit; the coefficient must then have at least 35 digits.
  static func rounding(
    _ coefficient: UInt128, exponent: Int, isNegative: Bool, hasMore: Bool
  ) -> Number? {
    if !hasMore, coefficient <= greatestCoefficient,
      exponent >= leastExponent, exponent <= greatestFullExponent
    {
      return Number(packing: coefficient, exponent: exponent, isNegative: isNegative)
    }
    guard coefficient != 0 else { return zero(exponent: exponent) }
    guard exponent <= greatestAdjustedExponent else { return nil }
    // 39 digits that far down do not reach half of the least unit.
    guard exponent >= leastExponent - 40 else { return zero(exponent: leastExponent) }

    var rounded = coefficient
    var exponent = exponent
    let count = PowerOfTen.digits(of: coefficient)
    let excess = Swift.max(count - digits, leastExponent - exponent)
    if excess > PowerOfTen.greatestExponent { return zero(exponent: leastExponent) }
    if excess > 0 {
      let unit = PowerOfTen.wide(excess)
      let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: unit)
      let half = unit &>> 1
      let goesUp =
        remainder > half || (remainder == half && (hasMore || quotient & 1 == 1))
      rounded = goesUp ? quotient &+ 1 : quotient
      exponent += excess
      if rounded > greatestCoefficient {
        rounded = PowerOfTen.wide(digits - 1)
        exponent += 1
      }
    }
    guard exponent + PowerOfTen.digits(of: rounded) - 1 <= greatestAdjustedExponent else {
      return nil
    }
    return Number(packing: rounded, exponent: exponent, isNegative: isNegative)
  }

  /// The same for a coefficient of 256 bits, below 10^73.
  static func rounding(
    high: UInt128, low: UInt128, exponent: Int, isNegative: Bool, hasMore: Bool
  ) -> Number? {
    guard high != 0 else {
      return rounding(low, exponent: exponent, isNegative: isNegative, hasMore: hasMore)
    }
    let bits = 256 - high.leadingZeroBitCount
    let excess = (bits * 1233) >> 12 - 36
    let (quotient, remainder) = PowerOfTen.wide(excess).dividingFullWidth((high, low))
    return rounding(
      quotient, exponent: exponent + excess, isNegative: isNegative,
      hasMore: hasMore || remainder != 0)
  }

  /// Zero with a scale, brought into range.
  static func zero(exponent: Int) -> Number {
    Number(
      packing: 0, exponent: Swift.min(Swift.max(exponent, leastExponent), greatestAdjustedExponent),
      isNegative: false)
  }

  // MARK: - Parts

  /// The digits as an integer.
  var coefficient: UInt128 { UInt128(high & Self.coefficientMask) &<< 64 | UInt128(low) }

  /// The power of ten of the last digit; minus the scale.
  var exponent: Int { biasedExponent &+ Self.leastExponent }

  var biasedExponent: Int {
    Int(truncatingIfNeeded: (high & ~Self.signMask) &>> 49)
  }

  /// Whether the coefficient fits 64 bits: the common case, which has fast paths.
  var isSmall: Bool { high & Self.coefficientMask == 0 }

  /// The power of ten of the leading digit; that of the last digit for zero.
  var adjustedExponent: Int {
    exponent + Swift.max(PowerOfTen.digits(of: coefficient), 1) - 1
  }

  /// Whether it is 0, whatever its scale.
  public var isZero: Bool { low == 0 && isSmall }

  /// Less than zero.
  public var isNegative: Bool { high & Self.signMask != 0 }

  /// The number with the other sign and the same scale; zero stays as it is.
  public var negated: Number { isZero ? self : Number(high: high ^ Self.signMask, low: low) }

  /// The number without its sign, with the same scale.
  public var magnitude: Number { Number(high: high & ~Self.signMask, low: low) }

  /// The same value with the least number of digits: `1.10` gives `1.1`, `100` gives `1E+2`.
  public var canonical: Number {
    guard !isZero else { return .zero }
    let (stripped, count) = PowerOfTen.strippingZeros(of: coefficient, atMost: Self.digits)
    guard count != 0 else { return self }
    return Number(packing: stripped, exponent: exponent + count, isNegative: isNegative)
  }
}

extension Number: ExpressibleByIntegerLiteral {
  /// A whole number that Swift code writes down.
  public init(integerLiteral value: Int) { self.init(value) }
}
