extension XMLReader {
  /// Characters of an element that were read and are no child yet.
  struct PendingText {
    var bytes: [UInt8] = []
    /// Where they begin; `nil` while there are none.
    private(set) var start: Int?
    var end = 0

    mutating func begin(at start: Int) { self.start = self.start ?? start }

    mutating func clear() {
      bytes.removeAll(keepingCapacity: true)
      start = nil
    }
  }

  /// Characters up to the next tag, with references resolved and each line break a line feed.
  mutating func readCharacters() throws(Diagnostic) {
    pending.begin(at: offset)
    var taken = offset
    scan: while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "<"):
        break scan
      case UInt8(ascii: "&"):
        pending.bytes.append(contentsOf: bytes[taken..<offset])
        let scalar = try readReference()
        pending.bytes.append(scalar)
        taken = offset
      case UInt8(ascii: "\r"):
        pending.bytes.append(contentsOf: bytes[taken..<offset])
        pending.bytes.append(UInt8(ascii: "\n"))
        skipBreak()
        taken = offset
      case UInt8(ascii: "]") where isAt("]]>"):
        throw fault(.xmlDataEnd, at: offset, to: offset + 3)
      default:
        offset &+= 1
      }
    }
    pending.bytes.append(contentsOf: bytes[taken..<offset])
    pending.end = offset
  }

  mutating func readCDATA() throws(Diagnostic) {
    pending.begin(at: offset)
    pending.bytes += try readPast("]]>", from: 9)
    pending.end = offset
  }

  mutating func readComment() throws(Diagnostic) -> XMLElement.Node {
    try count(at: offset)
    let content = try readPast("--", from: 4, closedWith: "-->")
    guard byte == UInt8(ascii: ">") else { throw fault(.xmlDashes, at: offset - 2, to: offset) }
    offset += 1
    return .comment(String(decoding: content, as: UTF8.self))
  }

  mutating func readInstruction() throws(Diagnostic) -> XMLElement.Node {
    let start = offset
    try count(at: start)
    offset += 2
    guard let target = takeName() else { throw fault(.xmlNoTarget, at: offset) }
    let words = string(target)
    if words.lowercased() == "xml" { throw fault(.xmlDeclaration, at: start, to: offset) }
    if words.utf8.contains(UInt8(ascii: ":")) { throw fault(.xmlColon(words), target) }
    guard skipSpace() || isAt("?>") || offset == bytes.count else {
      throw fault(.xmlNoTarget, at: offset)
    }
    let content = offset - start
    offset = start
    let data = try readPast("?>", from: content)
    return .instruction(target: words, data: String(decoding: data, as: UTF8.self))
  }

  /// What stands between the sign at hand and another, which is taken too; each line break is a
  /// line feed.
  ///
  /// - Parameter from: how far the content is from the sign at hand.
  private mutating func readPast(
    _ sign: StaticString, from content: Int, closedWith closer: StaticString? = nil
  ) throws(Diagnostic) -> [UInt8] {
    let start = offset
    offset += content
    var text: [UInt8] = []
    var taken = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == sign.utf8Start[0], isAt(sign) {
        text.append(contentsOf: bytes[taken..<offset])
        offset += sign.utf8CodeUnitCount
        return text
      }
      if byte == UInt8(ascii: "\r") {
        text.append(contentsOf: bytes[taken..<offset])
        text.append(UInt8(ascii: "\n"))
        skipBreak()
        taken = offset
      } else {
        offset &+= 1
      }
    }
    throw fault(.xmlUnclosed("\(closer ?? sign)"), at: start, to: start + content)
  }

  /// The carriage return at hand, and a line feed after it.
  private mutating func skipBreak() {
    offset += byte(ahead: 1) == UInt8(ascii: "\n") ? 2 : 1
  }

  /// `&lt;`, `&#60;`, `&#x3C;`
  mutating func readReference() throws(Diagnostic) -> Unicode.Scalar {
    let start = offset
    offset += 1
    if byte == UInt8(ascii: "#") { return try readNumber(from: start) }
    guard let name = takeName(), byte == UInt8(ascii: ";") else {
      throw fault(.xmlReference, at: start, to: max(offset, start + 1))
    }
    offset += 1
    switch string(name) {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    case let word: throw fault(.xmlUnknownEntity(word), at: start, to: offset)
    }
  }

  private mutating func readNumber(from start: Int) throws(Diagnostic) -> Unicode.Scalar {
    offset += 1
    let isHexadecimal = byte == UInt8(ascii: "x")
    if isHexadecimal { offset += 1 }
    let digits = offset
    var value: UInt32 = 0
    while let digit = Self.digit(byte, isHexadecimal: isHexadecimal) {
      // Past the last character there is, it doesn't matter how far.
      value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
      offset += 1
    }
    guard offset > digits, byte == UInt8(ascii: ";") else {
      throw fault(.xmlReference, at: start, to: offset)
    }
    offset += 1
    guard let scalar = Unicode.Scalar(value), XMLCharacter.isAllowed(scalar) else {
      throw fault(.xmlNumber, at: start, to: offset)
    }
    return scalar
  }

  private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal:
      UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal:
      UInt32(byte - UInt8(ascii: "A") + 10)
    default:
      nil
    }
  }
}

extension [UInt8] {
  mutating func append(_ scalar: Unicode.Scalar) {
    append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
