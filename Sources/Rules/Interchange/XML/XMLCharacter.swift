/// Which characters XML 1.0 has, and which of them names have.
enum XMLCharacter {
  static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      || byte == UInt8(ascii: "\t")
  }

  /// Source: XML 1.0, production 4.
  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x3A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF,
      0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF,
      0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  /// Source: XML 1.0, production 4a.
  static func isInName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: startsName(scalar)
    }
  }

  /// The offset of the first byte that is no UTF-8, or of the first character that XML has not;
  /// `nil` for good text.
  static func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var offset = 0
    while true {
      offset = endOfPlainASCII(from: offset, in: bytes)
      guard offset < bytes.count else { return nil }
      let byte = bytes[offset]
      guard byte >= 0x20 || isSpace(byte),
        let length = UTF8Check.scalarLength(at: offset, in: bytes)
      else { return offset }
      // U+FFFE and U+FFFF; the two bytes after the first are there.
      if byte == 0xEF, bytes[offset + 1] == 0xBF, bytes[offset + 2] >= 0xBE { return offset }
      offset += length
    }
  }

  /// The offset of the first control character or byte beyond ASCII from an offset on, or the last
  /// few bytes of the text.
  private static func endOfPlainASCII(
    from start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return bytes.count }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var offset = start
    while offset &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let found = (((word &- ones &* 0x20) & ~word) | word) & highs
      guard found == 0 else { return offset &+ found.trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    return offset
  }
}
