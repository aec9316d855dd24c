/// Reads a number from its bytes, one at a time, left to right.
struct NumberReader {
  /// What the bytes so far end in.
  private enum Phase {
    case start, sign, integer, point, fraction, exponentMark, exponentSign, exponent
  }

  private var phase = Phase.start
  private var isNegative = false
  /// The first 19 significant digits, the next 19, and how many there are in both.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var significant = 0
  /// Digits past those, which only matter for rounding.
  private var dropped = 0
  private var hasMore = false
  private var fractionDigits = 0
  private var exponentIsNegative = false
  private var exponent = 0

  init() {}

  /// Whether the byte can follow what came before.
  mutating func take(_ byte: UInt8) -> Bool {
    let digit = byte &- UInt8(ascii: "0")
    if digit <= 9 {
      take(digit: UInt64(digit))
      return true
    }
    switch (phase, byte) {
    case (.start, UInt8(ascii: "+")):
      phase = .sign
    case (.start, UInt8(ascii: "-")):
      phase = .sign
      isNegative = true
    case (.start, UInt8(ascii: ".")), (.sign, UInt8(ascii: ".")), (.integer, UInt8(ascii: ".")):
      phase = .point
    case (.integer, UInt8(ascii: "e")), (.integer, UInt8(ascii: "E")),
      (.fraction, UInt8(ascii: "e")), (.fraction, UInt8(ascii: "E")):
      phase = .exponentMark
    case (.exponentMark, UInt8(ascii: "+")):
      phase = .exponentSign
    case (.exponentMark, UInt8(ascii: "-")):
      phase = .exponentSign
      exponentIsNegative = true
    default:
      return false
    }
    return true
  }

  private mutating func take(digit: UInt64) {
    switch phase {
    case .start, .sign, .integer:
      phase = .integer
    case .point, .fraction:
      phase = .fraction
      fractionDigits &+= 1
    case .exponentMark, .exponentSign, .exponent:
      phase = .exponent
      // No text has digits enough to bring a greater exponent back into range.
      exponent = Swift.min(exponent * 10 + Int(digit), 1_000_000)
      return
    }
    if significant < 19 {
      first = first &* 10 &+ digit
      if first != 0 { significant &+= 1 }
    } else if significant < 38 {
      second = second &* 10 &+ digit
      significant &+= 1
    } else {
      dropped &+= 1
      if digit != 0 { hasMore = true }
    }
  }

  /// The number that the bytes so far write; `nil` when they are none, or too large.
  var number: Number? {
    switch phase {
    case .integer, .fraction, .exponent: break
    case .start, .sign, .point, .exponentMark, .exponentSign: return nil
    }
    let written = exponentIsNegative ? -exponent : exponent
    let coefficient =
      significant <= 19
      ? UInt128(first)
      : PowerOfTen.product(first, PowerOfTen.small[significant - 19]) + UInt128(second)
    return Number.rounding(
      coefficient, exponent: written - fractionDigits + dropped, isNegative: isNegative,
      hasMore: hasMore)
  }
}
