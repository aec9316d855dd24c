extension XMLReader {
  /// An attribute as it stands in a tag, its name not yet resolved.
  struct WrittenAttribute {
    let name: SourceRange
    let value: String
    let range: SourceRange
    let valueRange: SourceRange
    /// Whether it is `xmlns` or begins with `xmlns:`.
    let isDeclaration: Bool
  }

  /// The start tag at hand, and whether it is the end tag too.
  mutating func readTag(
    in outer: XMLElement.Scope
  ) throws(Diagnostic) -> (tag: Tag, isEmpty: Bool) {
    let start = offset
    offset += 1
    guard let name = takeName() else { throw noName(at: offset) }
    written.removeAll(keepingCapacity: true)
    var isEmpty = false
    while true {
      let hasSpace = skipSpace()
      if byte == UInt8(ascii: ">") {
        offset += 1
        break
      }
      if isAt("/>") {
        offset += 2
        isEmpty = true
        break
      }
      guard offset < bytes.count, byte != UInt8(ascii: "<") else {
        throw fault(.xmlUnclosed(">"), at: start, to: name.end)
      }
      guard written.count < limits.attributes else {
        throw fault(.xmlTooManyAttributes(limits.attributes), at: offset)
      }
      try readAttribute(isAfterSpace: hasSpace)
    }
    let declared = try declareNamespaces()
    let scope = declared.isEmpty ? outer : .inner(declared, outer)
    let qualified = try qualified(name) ?? QualifiedName(local: name)
    let uri = try namespace(of: qualified) ?? ""
    let tag = Tag(
      start: start, written: name, name: XMLElement.Name(string(qualified.local), in: uri),
      prefix: string(qualified.prefix), namespaces: declared,
      attributes: written.count > declared.count ? try resolvedAttributes() : [], scope: scope)
    return (tag, isEmpty)
  }

  private mutating func readAttribute(isAfterSpace: Bool) throws(Diagnostic) {
    let start = offset
    let isDeclaration = isAt("xmlns")
    guard let name = takeName() else { throw fault(.xmlNoAttribute, at: offset) }
    guard isAfterSpace else { throw fault(.xmlNoSpace, name) }
    try count(at: start)
    let after = name.start + 5
    let quoted = try readQuoted(isPlain: false)
    written.append(
      WrittenAttribute(
        name: name, value: quoted.value, range: SourceRange(start, offset),
        valueRange: quoted.range,
        isDeclaration: isDeclaration
          && (name.end == after || bytes[after] == UInt8(ascii: ":"))))
  }

  /// `="…"`, and the range between the quotation marks.
  ///
  /// - Parameter isPlain: whether `&` is a character as any other, as in `<?xml …?>`.
  mutating func readQuoted(
    isPlain: Bool
  ) throws(Diagnostic) -> (value: String, range: SourceRange) {
    skipSpace()
    guard byte == UInt8(ascii: "=") else { throw fault(.xmlNoValue, at: offset) }
    offset += 1
    skipSpace()
    let quote = byte
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw fault(.xmlNoQuote, at: offset)
    }
    let start = offset + 1
    offset = start
    // Holds the value up to `taken`; empty while the value is the bytes of the file.
    var value: [UInt8] = []
    var taken = start
    while true {
      guard offset < bytes.count else {
        throw fault(.xmlUnclosed(quote == UInt8(ascii: "'") ? "'" : "\""), at: start - 1)
      }
      let byte = bytes[offset]
      switch byte {
      case quote:
        let range = SourceRange(start, offset)
        let rest = bytes[taken..<offset]
        offset += 1
        guard taken > start else { return (String(decoding: rest, as: UTF8.self), range) }
        value.append(contentsOf: rest)
        return (String(decoding: value, as: UTF8.self), range)
      case UInt8(ascii: "<"):
        throw fault(.xmlLessInValue, at: offset)
      case UInt8(ascii: "&") where !isPlain:
        value.append(contentsOf: bytes[taken..<offset])
        value.append(try readReference())
        taken = offset
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        value.append(contentsOf: bytes[taken..<offset])
        value.append(UInt8(ascii: " "))
        offset += isAt("\r\n") ? 2 : 1
        taken = offset
      default:
        offset &+= 1
      }
    }
  }
}
