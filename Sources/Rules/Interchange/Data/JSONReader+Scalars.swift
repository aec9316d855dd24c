extension JSONReader {
  /// A number as RFC 8259 section 6 writes it: no leading zero, no plus sign, digits on both sides
  /// of the point.
  mutating func readNumber() throws(Diagnostic) {
    let start = offset
    if byte == UInt8(ascii: "-") { offset &+= 1 }
    if byte == UInt8(ascii: "0") {
      offset &+= 1
    } else if !takesDigits() {
      throw badNumber(from: start)
    }
    if byte == UInt8(ascii: ".") {
      offset &+= 1
      if !takesDigits() { throw badNumber(from: start) }
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      offset &+= 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { offset &+= 1 }
      if !takesDigits() { throw badNumber(from: start) }
    }
    if Self.isWordByte(byte) || byte == UInt8(ascii: ".") { throw badNumber(from: start) }
  }

  private mutating func takesDigits() -> Bool {
    let start = offset
    while byte &- UInt8(ascii: "0") < 10 { offset &+= 1 }
    return offset > start
  }

  /// Points at the whole of what was meant as a number, so that the author sees it at once.
  private func badNumber(from start: Int) -> Diagnostic {
    var end = start
    scan: while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): break
      case 0x80...: break scan
      case let byte where Self.isWordByte(byte): break
      default: break scan
      }
      end += 1
    }
    if offset >= end, offset < bytes.count, byte >= 0x80 || byte == 0 { return fault(.jsonNumber) }
    return fault(.jsonNumber, SourceRange(start, end))
  }

  /// The text at the quote at hand, as a record; escapes are decoded into the arena.
  mutating func readText() throws(Diagnostic) -> DataRecord {
    let start = offset
    offset &+= 1
    try skipOrdinary(from: start)
    var record = DataRecord(.text, start: start, end: start)
    if byte == UInt8(ascii: "\"") {
      record.content = .quoted
    } else {
      let decodedStart = arena.decoded.count
      arena.decode(bytes[start + 1..<offset])
      while byte == UInt8(ascii: "\\") {
        try readEscape(openedAt: start)
        let runStart = offset
        try skipOrdinary(from: start)
        arena.decode(bytes[runStart..<offset])
      }
      record.content = .decoded
      record.link = UInt32(truncatingIfNeeded: decodedStart)
      record.count = UInt32(truncatingIfNeeded: arena.decoded.count - decodedStart)
    }
    offset &+= 1
    record.end = UInt32(truncatingIfNeeded: offset)
    return record
  }

  /// Goes on to the next quote or backslash, and checks what is passed: no control characters,
  /// only well-formed UTF-8.
  @inline(__always)
  private mutating func skipOrdinary(from start: Int) throws(Diagnostic) {
    while true {
      skipOrdinaryASCII()
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        return
      case 0x80...:
        guard let length = UTF8Check.scalarLength(at: offset, in: bytes) else {
          throw fault(.jsonUnclosedText)
        }
        offset &+= length
      default:
        throw badCharacter(openedAt: start)
      }
    }
  }

  @inline(__always)
  private mutating func skipOrdinaryASCII() {
    guard let base = bytes.baseAddress else { return }
    offset = JSONText.endOfPlain(from: offset, in: base, end: bytes.count)
  }

  private func badCharacter(openedAt start: Int) -> Diagnostic {
    if offset < bytes.count, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
      return fault(.jsonLineBreak, SourceRange(start, offset))
    }
    guard offset < bytes.count else {
      return fault(.jsonUnclosedText, SourceRange(start, start + 1))
    }
    return fault(.controlCharacter)
  }

  private mutating func readEscape(openedAt start: Int) throws(Diagnostic) {
    let escape = offset
    offset &+= 2
    let letter = escape + 1 < bytes.count ? bytes[escape + 1] : 0
    if let character = JSONText.character(escapedAs: letter) { return arena.decode(character) }
    if letter == UInt8(ascii: "u") { return try readUnicodeEscape(at: escape) }
    offset = escape + 1
    guard offset < bytes.count else {
      throw fault(.jsonUnclosedText, SourceRange(start, start + 1))
    }
    let here = fault(.jsonEscape)
    throw Self.isEscapable(byte) ? fault(.jsonEscape, SourceRange(escape, here.range.end)) : here
  }

  /// Whether a byte that should not follow a backslash is at least a character.
  private static func isEscapable(_ byte: UInt8) -> Bool { (0x20..<0x80).contains(byte) }

  /// `\uXXXX`, or two of them that make up one scalar above U+FFFF.
  private mutating func readUnicodeEscape(at escape: Int) throws(Diagnostic) {
    guard let (code, length) = JSONText.unicodeEscape(at: escape, in: bytes) else {
      throw fault(.jsonEscape, SourceRange(escape, min(escape + 2, bytes.count)))
    }
    offset = escape + length
    guard let scalar = Unicode.Scalar(code) else {
      throw fault(.jsonSurrogate, SourceRange(escape, offset))
    }
    arena.decode(UTF8.encode(scalar).map(Array.init) ?? [])
  }
}
