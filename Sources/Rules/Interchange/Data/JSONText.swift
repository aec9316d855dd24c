/// What texts of JSON are made of, for every reader of it. Source: RFC 8259, section 7.
enum JSONText {
  /// The offset of the next quotation mark, backslash, control character or byte beyond ASCII; the end if there is none.
  @inline(__always)
  static func endOfPlain(
    from start: Int, in bytes: UnsafePointer<UInt8>, end: Int
  ) -> Int {
    let raw = UnsafeRawPointer(bytes)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var offset = start
    while offset &+ 8 <= end {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let backslashes = word ^ (ones &* 0x5C)
      let found =
        (((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
          | ((word &- (ones &* 0x20)) & ~word) | word) & highs
      if found != 0 { return offset &+ found.trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte &- 0x20 >= 0x60 { break }
      offset &+= 1
    }
    return offset
  }

  /// What a letter after a backslash stands for; `nil` of `u`, and of what may not stand there.
  static func character(escapedAs letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    default: nil
    }
  }

  /// The number of `\uXXXX` at an offset, or of two that make up one scalar above U+FFFF, and how many bytes that takes;
  /// one half of such a pair is given as it is. `nil` where the digits are none.
  static func unicodeEscape(
    at start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (code: UInt32, length: Int)? {
    guard let unit = unit(at: start, in: bytes) else { return nil }
    if unit & 0xFC00 == 0xD800, let low = self.unit(at: start + 6, in: bytes),
      low & 0xFC00 == 0xDC00
    {
      return (0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF, 12)
    }
    return (unit, 6)
  }

  private static func unit(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"),
      bytes[start + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[start + 2..<start + 6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
