/// Whether bytes are text at all, before anything is read from them.
enum UTF8Check {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Where the text begins: 0, or past a byte order mark.
  ///
  /// - Throws: that the text is too large, empty, or in an encoding other than UTF-8.
  static func start(
    of source: SourceText, limits: ReadingLimits
  ) throws(Diagnostics) -> Int {
    let bytes = source.bytes
    // Places are kept in 32 bits, whatever limit the caller sets.
    let limit = min(limits.bytes, Int(UInt32.max))
    guard bytes.count <= limit else {
      throw Diagnostics([.tooLarge(count: bytes.count, limit: limit, in: source)])
    }
    let head = bytes.prefix(4)
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
      || head.starts(with: [0, 0, 0xFE, 0xFF])
    {
      throw Diagnostics([Diagnostic(.wideEncoding, at: SourceRange(0, 0), in: source)])
    }
    let start = head.starts(with: byteOrderMark) ? 3 : 0
    guard !bytes[start...].allSatisfy(JSONReader.isSpace) else {
      throw Diagnostics([.emptyText(in: source)])
    }
    return start
  }

  /// The offset of the first NUL or of the first byte that is no UTF-8; `nil` for good text.
  static func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var offset = 0
    while true {
      offset = endOfPlainASCII(from: offset, in: bytes)
      guard offset < bytes.count else { return nil }
      guard bytes[offset] != 0, let length = scalarLength(at: offset, in: bytes) else {
        return offset
      }
      offset += length
    }
  }

  /// The offset of the first NUL or byte beyond ASCII from an offset on; the end if there is none.
  static func endOfPlainASCII(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return bytes.count }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var offset = start
    while offset &+ 8 <= bytes.count {
      let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      // The high bit of a byte: set where it is 0 or beyond ASCII.
      guard ((word &- ones) | word) & highs == 0 else { break }
      offset &+= 8
    }
    while offset < bytes.count, bytes[offset] &- 1 < 0x7F { offset &+= 1 }
    return offset
  }

  /// The length of the well-formed scalar at an offset (Unicode 15.0, table 3-7); `nil` where
  /// there is none.
  static func scalarLength(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    func byte(_ ahead: Int) -> UInt8 {
      offset + ahead < bytes.count ? bytes[offset + ahead] : 0
    }
    func isTail(_ ahead: Int) -> Bool { byte(ahead) & 0xC0 == 0x80 }
    switch byte(0) {
    case 0...0x7F:
      return 1
    case 0xC2...0xDF:
      return isTail(1) ? 2 : nil
    case 0xE0...0xEF:
      let second: ClosedRange<UInt8> =
        switch byte(0) {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        default: 0x80...0xBF
        }
      return second.contains(byte(1)) && isTail(2) ? 3 : nil
    case 0xF0...0xF4:
      let second: ClosedRange<UInt8> =
        switch byte(0) {
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
      return second.contains(byte(1)) && isTail(2) && isTail(3) ? 4 : nil
    default:
      return nil
    }
  }
}
