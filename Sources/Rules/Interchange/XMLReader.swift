/// Reads XML 1.0 with namespaces, strictly, and nothing that models do not need: UTF-8 only, no document
/// type, no entities but the five that are always there.
///
/// Source: XML 1.0 (Fifth Edition) and Namespaces in XML 1.0 (Third Edition).
struct XMLReader {
  private let source: SourceText
  private let limits: XMLLimits
  private let bytes: [UInt8]
  private var offset = 0
  private var nodes = 0
  /// Faults that do not keep the rest from being read.
  private var problems: [Diagnostic] = []

  /// An element whose end tag was not read yet.
  private struct Open {
    let tag: Tag
    let scope: [XMLElement.Namespace]
    var children: [XMLElement.Node] = []
    /// Characters that were read since the last child, and where they begin.
    var text = ""
    var textStart: Int?
    var textEnd = 0
  }

  private struct Tag {
    let start: Int
    let written: String
    let nameRange: SourceRange
    let name: XMLElement.Name
    let prefix: String
    let namespaces: [XMLElement.Namespace]
    let attributes: [XMLElement.Attribute]
  }

  private static let xml = XMLElement.Namespace(
    prefix: "xml", uri: "http://www.w3.org/XML/1998/namespace")
  private static let xmlns = "http://www.w3.org/2000/xmlns/"

  init(_ source: SourceText, _ limits: XMLLimits) {
    self.source = source
    self.limits = limits
    bytes = source.bytes
  }

  mutating func tree() throws(Diagnostics) -> XMLTree {
    offset = try UTF8Check.start(of: source, limits: ReadingLimits(bytes: limits.bytes))
    let prolog: [XMLElement.Node]
    let root: XMLElement
    let epilog: [XMLElement.Node]
    do throws(XMLFault) {
      try checkBytes()
      try declaration()
      prolog = try miscellany()
      guard byte != nil else { throw fault(.noRoot, at: offset) }
      root = try element()
      epilog = try miscellany()
      if byte != nil { throw fault(.afterRoot, at: offset) }
    } catch {
      throw Diagnostics(problems + [error.diagnostic(in: source)])
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
    return XMLTree(root, prolog: prolog, epilog: epilog)
  }

  // MARK: Bytes

  private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func isAt(_ text: StaticString) -> Bool {
    guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<text.utf8CodeUnitCount
    where bytes[offset + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  private mutating func take(_ text: StaticString) -> Bool {
    guard isAt(text) else { return false }
    offset += text.utf8CodeUnitCount
    return true
  }

  /// - Returns: whether there was any.
  @discardableResult
  private mutating func takeSpace() -> Bool {
    let start = offset
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
    return offset > start
  }

  private func fault(_ kind: XMLFault.Kind, at start: Int, to end: Int? = nil) -> XMLFault {
    let start = min(start, bytes.count)
    return XMLFault(kind, SourceRange(start, max(start, min(end ?? start + 1, bytes.count))))
  }

  /// Everything that holds of the text whatever it says: it is UTF-8, of characters that XML has.
  private mutating func checkBytes() throws(XMLFault) {
    if let place = bytes.withUnsafeBufferPointer({ UTF8Check.firstFault(in: $0) }) {
      throw fault(bytes[place] == 0 ? .badCharacter : .notUTF8, at: place)
    }
    let place = bytes.withUnsafeBufferPointer { bytes in
      bytes.indices.first { index in
        let byte = bytes[index]
        if byte < 0x20 { return byte != 0x09 && byte != 0x0A && byte != 0x0D }
        // U+FFFE and U+FFFF.
        return byte == 0xEF && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
      }
    }
    if let place { throw fault(.badCharacter, at: place) }
  }

  private mutating func count(at start: Int) throws(XMLFault) {
    nodes += 1
    if nodes > limits.nodes { throw fault(.tooMany(limits.nodes), at: start) }
  }

  // MARK: Around the root

  /// `<?xml version="1.0" encoding="UTF-8"?>`, where it is there.
  private mutating func declaration() throws(XMLFault) {
    guard isAt("<?xml"), offset + 5 < bytes.count, Self.isSpace(bytes[offset + 5]) else { return }
    let start = offset
    offset += 5
    var expected = ["version", "encoding", "standalone"][...]
    while true {
      let hadSpace = takeSpace()
      if take("?>") { break }
      let nameStart = offset
      guard hadSpace, let name = takeName() else { throw fault(.badDeclaration, at: offset) }
      guard let place = expected.firstIndex(of: name) else {
        throw fault(.badDeclaration, at: nameStart, to: offset)
      }
      if name != "version", expected.first == "version" {
        throw fault(.badDeclaration, at: nameStart, to: offset)
      }
      expected = expected[(place + 1)...]
      let valueStart = offset
      let value = try quotedValue(normalizing: false)
      switch name {
      case "version" where value != "1.0": throw fault(.badVersion, at: valueStart, to: offset)
      case "encoding" where !["utf-8", "us-ascii", "ascii"].contains(value.lowercased()):
        throw fault(.badEncoding(value), at: valueStart, to: offset)
      case "standalone" where value != "yes" && value != "no":
        throw fault(.badDeclaration, at: valueStart, to: offset)
      default: break
      }
    }
    if expected.contains("version") { throw fault(.badDeclaration, at: start, to: offset) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private mutating func miscellany() throws(XMLFault) -> [XMLElement.Node] {
    var found: [XMLElement.Node] = []
    while true {
      takeSpace()
      if isAt("<!--") {
        found.append(try comment())
      } else if isAt("<?") {
        found.append(try instruction())
      } else if isAt("<!DOCTYPE") {
        throw fault(.documentType, at: offset, to: offset + 9)
      } else if let byte, byte != UInt8(ascii: "<") {
        throw fault(.textOutside, at: offset)
      } else {
        return found
      }
    }
  }

  private mutating func comment() throws(XMLFault) -> XMLElement.Node {
    let start = offset
    try count(at: start)
    offset += 4
    let content = offset
    while offset < bytes.count {
      if isAt("--") {
        let text = self.text(content, offset)
        offset += 2
        guard byte == UInt8(ascii: ">") else { throw fault(.dashes, at: offset - 2, to: offset) }
        offset += 1
        return .comment(text)
      }
      offset += 1
    }
    throw fault(.unclosed("-->"), at: start, to: start + 4)
  }

  private mutating func instruction() throws(XMLFault) -> XMLElement.Node {
    let start = offset
    try count(at: start)
    offset += 2
    guard let target = takeName() else { throw fault(.badName, at: offset) }
    if target.lowercased() == "xml" { throw fault(.badDeclaration, at: start, to: offset) }
    if target.contains(":") { throw fault(.colon(target), at: start + 2, to: offset) }
    guard takeSpace() || isAt("?>") else { throw fault(.badName, at: offset) }
    let content = offset
    while offset < bytes.count {
      if isAt("?>") {
        let data = text(content, offset)
        offset += 2
        return .instruction(target: target, data: data)
      }
      offset += 1
    }
    throw fault(.unclosed("?>"), at: start, to: start + 2)
  }

  /// Characters as written, with every line break a line feed.
  private func text(_ start: Int, _ end: Int) -> String {
    let slice = bytes[start..<end]
    guard slice.contains(0x0D) else { return String(decoding: slice, as: UTF8.self) }
    var normal: [UInt8] = []
    for index in slice.indices {
      if slice[index] == 0x0D {
        if index + 1 < end, bytes[index + 1] == 0x0A { continue }
        normal.append(0x0A)
      } else {
        normal.append(slice[index])
      }
    }
    return String(decoding: normal, as: UTF8.self)
  }

  // MARK: Elements

  /// The root and all that is in it; a stack of our own, so that depth costs no stack of the thread.
  private mutating func element() throws(XMLFault) -> XMLElement {
    var open: [Open] = []
    while true {
      if byte == UInt8(ascii: "<") {
        if isAt("</") {
          guard let current = open.popLast() else { throw fault(.noElement, at: offset) }
          let finished = try close(current)
          guard !open.isEmpty else { return finished }
          open[open.count - 1].children.append(.element(finished))
        } else if isAt("<!--") {
          try flush(&open)
          let comment = try comment()
          open[open.count - 1].children.append(comment)
        } else if isAt("<![CDATA[") {
          try characterData(&open)
        } else if isAt("<!DOCTYPE") {
          throw fault(.documentType, at: offset, to: offset + 9)
        } else if isAt("<?") {
          try flush(&open)
          let instruction = try instruction()
          open[open.count - 1].children.append(instruction)
        } else {
          try flush(&open)
          if open.count >= limits.depth { throw fault(.tooDeep(limits.depth), at: offset) }
          let scope = open.last?.scope ?? [Self.xml]
          let (tag, inner, isEmpty) = try startTag(scope)
          if isEmpty {
            let finished = made(tag, inner, [], end: offset)
            if open.isEmpty { return finished }
            open[open.count - 1].children.append(.element(finished))
          } else {
            open.append(Open(tag: tag, scope: inner))
          }
        }
      } else if byte == nil {
        guard let unclosed = open.last else { throw fault(.noRoot, at: offset) }
        throw fault(
          .unclosedElement(unclosed.tag.written), at: unclosed.tag.nameRange.start,
          to: unclosed.tag.nameRange.end)
      } else {
        try characters(&open)
      }
    }
  }

  private func made(
    _ tag: Tag, _ scope: [XMLElement.Namespace], _ children: [XMLElement.Node], end: Int
  ) -> XMLElement {
    XMLElement(
      name: tag.name, prefix: tag.prefix, namespaces: tag.namespaces,
      attributes: tag.attributes, children: children, range: SourceRange(tag.start, end),
      nameRange: tag.nameRange, source: source, scope: scope)
  }

  /// Makes a child of the characters that were read.
  private mutating func flush(_ open: inout [Open]) throws(XMLFault) {
    guard let last = open.indices.last, let start = open[last].textStart else { return }
    try count(at: start)
    open[last].children.append(.text(open[last].text, SourceRange(start, open[last].textEnd)))
    open[last].text = ""
    open[last].textStart = nil
  }

  private mutating func close(_ current: Open) throws(XMLFault) -> XMLElement {
    var path = [current]
    try flush(&path)
    let start = offset
    offset += 2
    let nameStart = offset
    guard let name = takeName() else { throw fault(.badName, at: offset) }
    guard name == current.tag.written else {
      let position = source.position(at: current.tag.nameRange.start)
      throw fault(
        .wrongEnd(name, expected: current.tag.written, line: position.line), at: nameStart,
        to: offset)
    }
    takeSpace()
    guard take(">") else { throw fault(.unclosed(">"), at: start, to: offset) }
    return made(current.tag, current.scope, path[0].children, end: offset)
  }

  private mutating func append(_ text: String, from start: Int, to open: inout [Open]) {
    let last = open.count - 1
    if open[last].textStart == nil { open[last].textStart = start }
    open[last].text += text
    open[last].textEnd = offset
  }

  /// Characters up to the next tag.
  private mutating func characters(_ open: inout [Open]) throws(XMLFault) {
    guard !open.isEmpty else { throw fault(.textOutside, at: offset) }
    while let byte, byte != UInt8(ascii: "<") {
      let start = offset
      if byte == UInt8(ascii: "&") {
        let character = try reference()
        append(character, from: start, to: &open)
        continue
      }
      while let byte = self.byte, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") {
        if byte == UInt8(ascii: "]"), isAt("]]>") {
          throw fault(.dataEnd, at: offset, to: offset + 3)
        }
        offset += 1
      }
      append(text(start, offset), from: start, to: &open)
    }
  }

  private mutating func characterData(_ open: inout [Open]) throws(XMLFault) {
    guard !open.isEmpty else { throw fault(.textOutside, at: offset) }
    let start = offset
    offset += 9
    let content = offset
    while offset < bytes.count {
      if byte == UInt8(ascii: "]"), isAt("]]>") {
        let text = text(content, offset)
        offset += 3
        append(text, from: start, to: &open)
        return
      }
      offset += 1
    }
    throw fault(.unclosed("]]>"), at: start, to: start + 9)
  }

  /// `&lt;`, `&#60;`, `&#x3C;`
  private mutating func reference() throws(XMLFault) -> String {
    let start = offset
    offset += 1
    if take("#") {
      let isHex = take("x")
      var value: UInt32 = 0
      let digits = offset
      while let byte, let digit = Self.digit(byte, isHex: isHex) {
        value = min(value &* (isHex ? 16 : 10) &+ digit, 0x11_0000)
        offset += 1
      }
      guard offset > digits, take(";") else {
        throw fault(.badReference, at: start, to: max(offset, start + 1))
      }
      guard let scalar = Unicode.Scalar(value), XMLCharacter.isAllowed(scalar) else {
        throw fault(.badCharacterReference, at: start, to: offset)
      }
      return String(Character(scalar))
    }
    guard let name = takeName(), take(";") else {
      throw fault(.badReference, at: start, to: max(offset, start + 1))
    }
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default: throw fault(.unknownEntity(name), at: start, to: offset)
    }
  }

  private static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f") where isHex: UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F") where isHex: UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  // MARK: Tags

  private struct WrittenAttribute {
    let name: String
    let value: String
    let nameRange: SourceRange
    let range: SourceRange
  }

  private mutating func startTag(
    _ outer: [XMLElement.Namespace]
  ) throws(XMLFault) -> (tag: Tag, scope: [XMLElement.Namespace], isEmpty: Bool) {
    let start = offset
    try count(at: start)
    offset += 1
    let nameStart = offset
    guard let written = takeName() else { throw fault(.badName, at: offset) }
    let nameRange = SourceRange(nameStart, offset)
    var attributes: [WrittenAttribute] = []
    var names: Set<String> = []
    let isEmpty: Bool
    while true {
      let hadSpace = takeSpace()
      if take("/>") {
        isEmpty = true
        break
      }
      if take(">") {
        isEmpty = false
        break
      }
      guard byte != nil else { throw fault(.unclosed(">"), at: start, to: nameRange.end) }
      let attributeStart = offset
      guard let name = takeName() else { throw fault(.badAttribute, at: offset) }
      let attributeName = SourceRange(attributeStart, offset)
      if !hadSpace { throw fault(.noSpace, at: attributeStart, to: offset) }
      try count(at: attributeStart)
      let value = try quotedValue(normalizing: true)
      guard names.insert(name).inserted else {
        throw fault(.repeatedAttribute(name), at: attributeStart, to: attributeName.end)
      }
      attributes.append(
        WrittenAttribute(
          name: name, value: value, nameRange: attributeName,
          range: SourceRange(attributeStart, offset)))
    }
    let declared = namespaces(attributes)
    // Shared with the element around it where nothing is declared, as is the rule.
    let scope = declared.isEmpty ? outer : outer + declared
    let (prefix, local) = split(written, at: nameRange)
    let tag = Tag(
      start: start, written: written, nameRange: nameRange,
      name: XMLElement.Name(local, in: namespace(of: prefix, in: scope, at: nameRange) ?? ""),
      prefix: prefix, namespaces: declared, attributes: resolved(attributes, in: scope))
    return (tag, scope, isEmpty)
  }

  /// `="…"`, with references resolved and, in an attribute, white space made spaces.
  private mutating func quotedValue(normalizing: Bool) throws(XMLFault) -> String {
    takeSpace()
    guard take("=") else { throw fault(.noValue, at: offset) }
    takeSpace()
    guard let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw fault(.noQuote, at: offset)
    }
    let start = offset
    offset += 1
    var value: [UInt8] = []
    while let byte, byte != quote {
      switch byte {
      case UInt8(ascii: "<"): throw fault(.lessInValue, at: offset)
      case UInt8(ascii: "&") where normalizing: value += try reference().utf8
      case 0x0D where offset + 1 < bytes.count && bytes[offset + 1] == 0x0A:
        offset += 1  // one line break
      case 0x09, 0x0A, 0x0D:
        value.append(0x20)
        offset += 1
      default:
        value.append(byte)
        offset += 1
      }
    }
    guard byte != nil else { throw fault(.unclosed("\""), at: start) }
    offset += 1
    return String(decoding: value, as: UTF8.self)
  }

  private mutating func takeName() -> String? {
    let start = offset
    var isFirst = true
    while let (scalar, length) = scalar(at: offset) {
      guard isFirst ? XMLCharacter.startsName(scalar) : XMLCharacter.isInName(scalar) else { break }
      isFirst = false
      offset += length
    }
    return offset > start ? String(decoding: bytes[start..<offset], as: UTF8.self) : nil
  }

  /// The bytes were checked to be UTF-8.
  private func scalar(at offset: Int) -> (Unicode.Scalar, length: Int)? {
    guard offset < bytes.count else { return nil }
    let first = UInt32(bytes[offset])
    func next(_ ahead: Int) -> UInt32 {
      offset + ahead < bytes.count ? UInt32(bytes[offset + ahead] & 0x3F) : 0
    }
    let value: UInt32
    let length: Int
    switch first {
    case ..<0x80: (value, length) = (first, 1)
    case ..<0xE0: (value, length) = ((first & 0x1F) << 6 | next(1), 2)
    case ..<0xF0: (value, length) = ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3)
    default:
      (value, length) = (
        (first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4
      )
    }
    return Unicode.Scalar(value).map { ($0, length) }
  }

  // MARK: Namespaces

  private mutating func report(_ kind: XMLFault.Kind, at range: SourceRange) {
    problems.append(XMLFault(kind, range).diagnostic(in: source))
  }

  private mutating func split(_ name: String, at range: SourceRange) -> (String, local: String) {
    guard let colon = name.firstIndex(of: ":") else { return ("", name) }
    let prefix = String(name[..<colon])
    let local = String(name[name.index(after: colon)...])
    let starts = local.unicodeScalars.first.map { XMLCharacter.startsName($0) } ?? false
    if prefix.isEmpty || local.contains(":") || !starts {
      report(.colon(name), at: range)
      return ("", name)
    }
    return (prefix, local)
  }

  private mutating func namespace(
    of prefix: String, in scope: [XMLElement.Namespace], at range: SourceRange
  ) -> String? {
    if let found = scope.last(where: { $0.prefix == prefix }) { return found.uri }
    if !prefix.isEmpty { report(.unknownPrefix(prefix), at: range) }
    return nil
  }

  private mutating func namespaces(_ attributes: [WrittenAttribute]) -> [XMLElement.Namespace] {
    var found: [XMLElement.Namespace] = []
    for attribute in attributes {
      let prefix: String
      if attribute.name == "xmlns" {
        prefix = ""
      } else if attribute.name.hasPrefix("xmlns:") {
        prefix = String(attribute.name.dropFirst(6))
        if prefix.isEmpty || prefix.contains(":") {
          report(.colon(attribute.name), at: attribute.nameRange)
          continue
        }
      } else {
        continue
      }
      let isXML = prefix == Self.xml.prefix
      if prefix == "xmlns" || attribute.value == Self.xmlns
        || isXML != (attribute.value == Self.xml.uri)
      {
        report(.reservedPrefix(prefix), at: attribute.range)
      } else if !prefix.isEmpty, attribute.value.isEmpty {
        report(.emptyNamespace(prefix), at: attribute.range)
      } else {
        found.append(.init(prefix: prefix, uri: attribute.value))
      }
    }
    return found
  }

  private mutating func resolved(
    _ attributes: [WrittenAttribute], in scope: [XMLElement.Namespace]
  ) -> [XMLElement.Attribute] {
    var found: [XMLElement.Attribute] = []
    var names: Set<XMLElement.Name> = []
    for attribute in attributes
    where attribute.name != "xmlns" && !attribute.name.hasPrefix("xmlns:") {
      let (prefix, local) = split(attribute.name, at: attribute.nameRange)
      let uri =
        prefix.isEmpty ? "" : namespace(of: prefix, in: scope, at: attribute.nameRange) ?? ""
      let name = XMLElement.Name(local, in: uri)
      if !uri.isEmpty, !names.insert(name).inserted {
        report(.repeatedAttribute(attribute.name), at: attribute.nameRange)
      }
      found.append(.init(name, prefix: prefix, attribute.value, range: attribute.range))
    }
    return found
  }
}

/// Which characters XML 1.0 has, and which of them names have.
enum XMLCharacter {
  static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
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
}
