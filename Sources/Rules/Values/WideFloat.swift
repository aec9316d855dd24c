/// A binary number with 256 significant bits (77 digits), for the steps between two decimals.
///
/// The operations are good to a few units of the last bit, which leaves some forty digits more
/// than a `Number` shows. Nothing overflows: the exponent is an `Int`, and those that occur stay
/// within some hundred thousand.
struct WideFloat: Sendable {
  let isNegative: Bool
  /// The value is 0.`high``low` × 2^`exponent`.
  let exponent: Int
  /// The top bit is set, except in zero.
  let high: UInt128
  let low: UInt128

  static let zero = WideFloat(UInt128(0))
  static let one = WideFloat(UInt128(1))
  static let two = WideFloat(UInt128(2))

  /// The natural logarithm of 2.
  static let logarithmOf2 = WideFloat(
    isNegative: false, exponent: 0, high: 0xB17217F7_D1CF79AB_C9E3B398_03F2F6AF,
    low: 0x40F34326_7298B62D_8A0D175B_8BAAFA2C)
  /// The natural logarithm of 10.
  static let logarithmOf10 = WideFloat(
    isNegative: false, exponent: 2, high: 0x935D8DDD_AAA8AC16_EA56D62B_82D30A28,
    low: 0xE28FECF9_DA5DF90E_83C61E82_01F02D73)

  private init(isNegative: Bool, exponent: Int, high: UInt128, low: UInt128) {
    self.isNegative = isNegative
    self.exponent = exponent
    self.high = high
    self.low = low
  }

  /// Shifts the leading bit to the top.
  private init(normalizing high: UInt128, _ low: UInt128, exponent: Int, isNegative: Bool) {
    if high == 0 {
      guard low != 0 else {
        self.init(isNegative: false, exponent: 0, high: 0, low: 0)
        return
      }
      let shift = low.leadingZeroBitCount
      self.init(
        isNegative: isNegative, exponent: exponent - 128 - shift, high: low << shift, low: 0)
      return
    }
    let shift = high.leadingZeroBitCount
    self.init(
      isNegative: isNegative, exponent: exponent - shift,
      high: shift == 0 ? high : high << shift | low >> (128 - shift), low: low << shift)
  }

  /// Exactly this integer.
  init(_ integer: UInt128, isNegative: Bool = false) {
    self.init(normalizing: 0, integer, exponent: 256, isNegative: isNegative)
  }

  init(_ integer: Int) {
    self.init(UInt128(integer.magnitude), isNegative: integer < 0)
  }

  init(_ number: Number) {
    let integer = WideFloat(number.coefficient, isNegative: number.isNegative)
    self = integer.multiplied(by: .powerOfTen(number.exponent))
  }

  var isZero: Bool { high == 0 }

  var negated: WideFloat {
    WideFloat(isNegative: !isNegative, exponent: exponent, high: high, low: low)
  }

  func multiplied(by other: WideFloat) -> WideFloat {
    if isZero || other.isZero { return .zero }
    let top = high.multipliedFullWidth(by: other.high)
    let middle = high.multipliedFullWidth(by: other.low).high
    let otherMiddle = low.multipliedFullWidth(by: other.high).high
    let (first, firstCarries) = top.low.addingReportingOverflow(middle)
    let (second, secondCarries) = first.addingReportingOverflow(otherMiddle)
    let carry: UInt128 = (firstCarries ? 1 : 0) + (secondCarries ? 1 : 0)
    return WideFloat(
      normalizing: top.high &+ carry, second, exponent: exponent + other.exponent,
      isNegative: isNegative != other.isNegative)
  }

  /// Shifts the binary point; exact.
  func scaled(byPowerOfTwo power: Int) -> WideFloat {
    isZero
      ? self
      : WideFloat(isNegative: isNegative, exponent: exponent + power, high: high, low: low)
  }

  func adding(_ other: WideFloat) -> WideFloat {
    if isZero { return other }
    if other.isZero { return self }
    let selfIsLarger =
      (exponent, high, low) >= (other.exponent, other.high, other.low)
    let larger = selfIsLarger ? self : other
    let smaller = selfIsLarger ? other : self
    let shift = larger.exponent - smaller.exponent
    guard shift < 256 else { return larger }
    let (addedHigh, addedLow) =
      shift == 0
      ? (smaller.high, smaller.low)
      : shift >= 128
        ? (0, smaller.high >> (shift - 128))
        : (smaller.high >> shift, smaller.low >> shift | smaller.high << (128 - shift))
    if larger.isNegative != smaller.isNegative {
      let (low, borrows) = larger.low.subtractingReportingOverflow(addedLow)
      let high = larger.high &- addedHigh &- (borrows ? 1 : 0)
      return WideFloat(
        normalizing: high, low, exponent: larger.exponent, isNegative: larger.isNegative)
    }
    let (low, carries) = larger.low.addingReportingOverflow(addedLow)
    let (sum, overflows) = larger.high.addingReportingOverflow(addedHigh)
    let (high, overflowsToo) = sum.addingReportingOverflow(carries ? 1 : 0)
    guard overflows || overflowsToo else {
      return WideFloat(
        isNegative: larger.isNegative, exponent: larger.exponent, high: high, low: low)
    }
    return WideFloat(
      isNegative: larger.isNegative, exponent: larger.exponent + 1,
      high: 1 << 127 | high >> 1, low: high << 127 | low >> 1)
  }

  func subtracting(_ other: WideFloat) -> WideFloat { adding(other.negated) }

  /// - Requires: a divisor that is not zero.
  func divided(by divisor: UInt64) -> WideFloat {
    let wide = UInt128(divisor)
    let (quotient, remainder) = high.quotientAndRemainder(dividingBy: wide)
    let next = wide.dividingFullWidth((remainder, low))
    let last = wide.dividingFullWidth((next.remainder, 0))
    // A divisor of 64 bits takes at most 64 off the top; they come back from below.
    let shift = quotient.leadingZeroBitCount
    guard shift > 0, shift < 128 else {
      return WideFloat(
        normalizing: quotient, next.quotient, exponent: exponent, isNegative: isNegative)
    }
    return WideFloat(
      isNegative: isNegative, exponent: exponent - shift,
      high: quotient << shift | next.quotient >> (128 - shift),
      low: next.quotient << shift | last.quotient >> (128 - shift))
  }

  /// One divided by this number, which is not zero.
  var reciprocal: WideFloat {
    // 2^255 / high has 128 bits, or is 2^128 for a power of two.
    let guess: WideFloat
    if high == 1 << 127 {
      guess = WideFloat(isNegative: isNegative, exponent: 2 - exponent, high: 1 << 127, low: 0)
    } else {
      let quotient = high.dividingFullWidth((1 << 127, 0)).quotient
      guess = WideFloat(
        normalizing: quotient, 0, exponent: 1 - exponent, isNegative: isNegative)
    }
    // Each step doubles the bits that are right.
    var result = guess
    for _ in 0..<2 {
      result = result.multiplied(by: WideFloat.two.subtracting(multiplied(by: result)))
    }
    return result
  }

  /// The number to a power by squaring.
  ///
  /// - Requires: `0 <= exponent`; the error grows with the exponent, one bit for each doubling.
  func power(_ exponent: Int) -> WideFloat {
    var result = WideFloat.one
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result.multiplied(by: square) }
      rest >>= 1
      if rest > 0 { square = square.multiplied(by: square) }
    }
    return result
  }

  static func powerOfTen(_ exponent: Int) -> WideFloat {
    let power = WideFloat(UInt128(10)).power(abs(exponent))
    return exponent < 0 ? power.reciprocal : power
  }

  /// The whole part of a number below 2^128, and whether there was more; the sign is dropped.
  var wholePart: (integer: UInt128, hasMore: Bool) {
    guard exponent > 0 else { return (0, !isZero) }
    guard exponent < 128 else { return (exponent == 128 ? high : .max, low != 0) }
    return (high >> (128 - exponent), high << exponent != 0 || low != 0)
  }
}
