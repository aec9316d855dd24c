/// Reads the text of a temporal value from the left, a piece at a time.
///
/// No text is split or copied twice, and none makes it trap: a piece that is not there is nil.
struct LexicalCursor {
  /// Longer texts are refused; the longest with a meaning (a year of ten characters, a fraction of
  /// nine digits and a zone identifier) has about 80 bytes.
  static let longest = 256

  private let bytes: [UInt8]
  private var position = 0

  init?(_ text: some StringProtocol) {
    bytes = Array(text.utf8.prefix(Self.longest + 1))
    guard bytes.count <= Self.longest else { return nil }
  }

  var isAtEnd: Bool { position == bytes.count }

  /// How many bytes are read.
  var consumed: Int { position }

  var startsWithZero: Bool { digit == 0 }

  /// Passes `character` if it comes next.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  /// The number that the whole run of digits here stands for, if the run's length is in `lengths`.
  ///
  /// - Requires: `lengths` ends at 18 or less, which every `Int` can hold.
  mutating func number(digits lengths: ClosedRange<Int>) -> Int? {
    let start = position
    var value = 0
    while let digit = digit {
      guard position - start < lengths.upperBound else { return nil }
      value = value &* 10 &+ digit
      position += 1
    }
    return position - start >= lengths.lowerBound ? value : nil
  }

  /// The digits after a decimal point as nanoseconds; what lies below a nanosecond is dropped.
  /// Nil when there is no digit.
  mutating func fraction() -> Int? {
    guard digit != nil else { return nil }
    var value = 0
    var unit = 100_000_000
    while let digit = digit {
      value += digit * unit
      unit /= 10
      position += 1
    }
    return value
  }

  /// Everything that is left.
  mutating func rest() -> String {
    defer { position = bytes.count }
    return String(decoding: bytes[position...], as: UTF8.self)
  }

  private var digit: Int? {
    guard position < bytes.count, (0x30...0x39).contains(bytes[position]) else { return nil }
    return Int(bytes[position] &- 0x30)
  }
}
