extension Number {
  /// The longest text that is read as a number.
  static let longestText = 100

  /// Whether a number is written as people write thousands: `1.250`, which reads as 1.25.
  static func mayBeGrouped(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    var digits = bytes[...]
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
      digits = digits.dropFirst()
    }
    let (whole, decimals) = (digits.dropLast(4), digits.suffix(4))
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    return (1...3).contains(whole.count) && whole.first != UInt8(ascii: "0")
      && whole.allSatisfy(isDigit) && decimals.count == 4
      && decimals.first == UInt8(ascii: ".") && decimals.dropFirst().allSatisfy(isDigit)
  }

  /// The number that a whole text writes: `[+-] digits [. digits] [e [+-] digits]`.
  ///
  /// `.5` is a number; `5.`, spaces and separators are not. Digits past the 34th are rounded half
  /// to even. `nil` for any other text, for one of more than 100 bytes, and for a number too
  /// large.
  ///
  /// Source: DMN 1.5, 10.3.1.2, numeric literal.
  public init?(_ text: some StringProtocol) {
    self.init(utf8: text.utf8)
  }

  /// The same for the bytes of a text.
  public init?(utf8 bytes: some Collection<UInt8>) {
    guard bytes.count <= Self.longestText else { return nil }
    var reader = NumberReader()
    for byte in bytes {
      guard reader.take(byte) else { return nil }
    }
    guard let number = reader.number else { return nil }
    self = number
  }
}

extension Number: CustomStringConvertible {
  /// The FEEL text: plain notation with the number's own scale, `1250000`, `0.05`, `-3.10`.
  ///
  /// Where the leading digit is more than 40 places from the point, scientific: `1E+6144`.
  /// At most 76 bytes, and reading it gives an equal number.
  public var description: String {
    let exponent = exponent
    if isZero { return exponent < 0 && exponent >= -40 ? text(scale: -exponent) : "0" }
    guard exponent == 0 || abs(adjustedExponent) <= 40 else { return scientificDescription }
    return exponent <= 0
      ? text(scale: -exponent)
      : text(scale: 0) + String(repeating: "0", count: exponent)
  }

  /// One digit before the point, and an exponent.
  var scientificDescription: String {
    let adjusted = adjustedExponent
    return text(scale: Swift.max(PowerOfTen.digits(of: coefficient), 1) - 1)
      + (adjusted < 0 ? "E-" : "E+") + String(adjusted.magnitude)
  }

  /// The digits with a point before the last `scale` of them, and a sign.
  private func text(scale: Int) -> String {
    let coefficient = coefficient
    let count = Swift.max(PowerOfTen.digits(of: coefficient), scale + 1)
    let isNegative = isNegative
    let length = (isNegative ? 1 : 0) + count + (scale > 0 ? 1 : 0)
    // 128-bit division is slow, so that each half is written by 64-bit division.
    let (upper, lower) = coefficient.quotientAndRemainder(dividingBy: UInt128(PowerOfTen.chunk))
    return String(unsafeUninitializedCapacity: length) { text in
      var rest = UInt64(truncatingIfNeeded: lower)
      var position = length
      for written in 0..<count {
        if written == 19 { rest = UInt64(truncatingIfNeeded: upper) }
        if written == scale, scale > 0 {
          position -= 1
          text[position] = UInt8(ascii: ".")
        }
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        rest = quotient
        position -= 1
        text[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      }
      if isNegative { text[0] = UInt8(ascii: "-") }
      return length
    }
  }
}
