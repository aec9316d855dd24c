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
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0 { return offset }
      if byte < 0x80 {
        offset += 1
      } else if let length = scalarLength(at: offset, in: bytes) {
        offset += length
      } else {
        return offset
      }
    }
    return nil
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
