/// Reads XML 1.0 with namespaces, strictly, and nothing that models do not need: UTF-8 only, no
/// document type, no entities but the five that are always there.
///
/// Works without recursion, in a time that grows with the length of the text.
///
/// Source: XML 1.0 (Fifth Edition) and Namespaces in XML 1.0 (Third Edition).
struct XMLReader {
  let source: SourceText
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: XMLLimits
  /// Where the reader is.
  var offset: Int
  /// Elements whose end tag was not read yet, the outermost first.
  private var open: [Open] = []
  /// Characters that were read since the last child of the innermost element.
  var pending = PendingText()
  /// What is in sight, the innermost last.
  var bindings: [Binding] = []
  /// The attributes of the tag at hand.
  var written: [WrittenAttribute] = []
  /// What is wrong that does not keep the rest from being read.
  var faults: [Diagnostic] = []
  var unknownPrefixes: Set<String> = []
  private var nodes = 0

  private struct Open {
    let tag: Tag
    var children: [XMLElement.Node] = []
  }

  /// A start tag, with its names resolved.
  struct Tag {
    let start: Int
    let written: SourceRange
    let name: XMLElement.Name
    let prefix: String
    let namespaces: [XMLElement.Namespace]
    let attributes: [XMLElement.Attribute]
    let scope: XMLElement.Scope
  }

  static func read(_ source: SourceText, limits: XMLLimits) throws(Diagnostics) -> XMLTree {
    let start = try UTF8Check.start(of: source, limits: ReadingLimits(bytes: limits.bytes))
    let (tree, faults) = source.bytes.withUnsafeBufferPointer { bytes in
      var reader = XMLReader(source: source, bytes: bytes, limits: limits, offset: start)
      return reader.read()
    }
    guard let tree, faults.isEmpty else { throw Diagnostics(faults) }
    return tree
  }

  private init(
    source: SourceText, bytes: UnsafeBufferPointer<UInt8>, limits: XMLLimits, offset: Int
  ) {
    self.source = source
    self.bytes = bytes
    self.limits = limits
    self.offset = offset
  }

  private mutating func read() -> (XMLTree?, [Diagnostic]) {
    var tree: XMLTree?
    do throws(Diagnostic) {
      // What the file says of its encoding says more than the first byte that does not fit.
      try readDeclaration()
      try checkCharacters()
      let prolog = try readMiscellany()
      let root = try readRoot()
      let epilog = try readMiscellany()
      if offset < bytes.count { throw afterRoot() }
      tree = XMLTree(root, prolog: prolog, epilog: epilog)
    } catch {
      faults.append(error)
    }
    return (tree, faults.sorted { $0.range.start < $1.range.start })
  }

  private mutating func readRoot() throws(Diagnostic) -> XMLElement {
    guard offset < bytes.count else { throw fault(.xmlNoElement, at: offset) }
    guard byte(ahead: 1) != UInt8(ascii: "/") else { throw fault(.xmlNotOpen, at: offset) }
    guard byte(ahead: 1) != UInt8(ascii: "!") else { throw badMarkup() }
    var finished = try readStartTag()
    while true {
      if let element = finished {
        guard !open.isEmpty else { return element }
        open[open.count - 1].children.append(.element(element))
        finished = nil
      }
      guard offset < bytes.count else { throw endsEarly() }
      guard byte == UInt8(ascii: "<") else {
        try readCharacters()
        continue
      }
      switch byte(ahead: 1) {
      case UInt8(ascii: "/"):
        try addText()
        finished = try readEndTag()
      case UInt8(ascii: "!") where isAt("<![CDATA["):
        try readCDATA()
      case UInt8(ascii: "!"):
        try addText()
        guard isAt("<!--") else { throw badMarkup() }
        try add(readComment())
      case UInt8(ascii: "?"):
        try addText()
        try add(readInstruction())
      default:
        try addText()
        finished = try readStartTag()
      }
    }
  }

  /// - Returns: the element where the tag is all of it.
  private mutating func readStartTag() throws(Diagnostic) -> XMLElement? {
    guard open.count < limits.depth else {
      throw fault(.xmlTooDeep(limits.depth), at: offset)
    }
    try count(at: offset)
    let outer = bindings.count
    let (tag, isEmpty) = try readTag(in: open.last?.tag.scope ?? .outermost)
    guard isEmpty else {
      open.append(Open(tag: tag))
      return nil
    }
    bindings.removeLast(bindings.count - outer)
    return element(tag, [])
  }

  private mutating func readEndTag() throws(Diagnostic) -> XMLElement? {
    let start = offset
    offset += 2
    guard let last = open.last else { throw fault(.xmlNotOpen, at: start) }
    guard let name = takeName() else { throw noName(at: offset) }
    guard hasSameBytes(name, last.tag.written) else { throw wrongEnd(name, of: last.tag) }
    skipSpace()
    guard byte == UInt8(ascii: ">") else {
      throw fault(.xmlUnclosed(">"), at: start, to: name.end)
    }
    offset += 1
    open.removeLast()
    bindings.removeLast(last.tag.namespaces.count)
    return element(last.tag, last.children)
  }

  private func element(_ tag: Tag, _ children: [XMLElement.Node]) -> XMLElement {
    XMLElement(
      name: tag.name, prefix: tag.prefix, namespaces: tag.namespaces, attributes: tag.attributes,
      children: children, range: SourceRange(tag.start, offset), nameRange: tag.written,
      source: source, scope: tag.scope)
  }

  private mutating func add(_ node: XMLElement.Node) { open[open.count - 1].children.append(node) }

  /// Makes a child of the characters that were read.
  private mutating func addText() throws(Diagnostic) {
    guard let start = pending.start else { return }
    if !pending.bytes.isEmpty {
      try count(at: start)
      add(.text(String(decoding: pending.bytes, as: UTF8.self), SourceRange(start, pending.end)))
    }
    pending.clear()
  }

  mutating func count(at start: Int) throws(Diagnostic) {
    nodes += 1
    if nodes > limits.nodes { throw fault(.xmlTooMany, at: start) }
  }
}

// Where the reader is.
extension XMLReader {
  /// The byte at hand; NUL, which XML has no use for, at the end of the text.
  @inline(__always)
  var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  @inline(__always)
  func byte(ahead: Int) -> UInt8 { offset + ahead < bytes.count ? bytes[offset + ahead] : 0 }

  func isAt(_ sign: StaticString) -> Bool {
    guard bytes.count - offset >= sign.utf8CodeUnitCount else { return false }
    for index in 0..<sign.utf8CodeUnitCount
    where bytes[offset + index] != sign.utf8Start[index] {
      return false
    }
    return true
  }

  /// - Returns: whether there was any.
  @discardableResult
  mutating func skipSpace() -> Bool {
    let start = offset
    while offset < bytes.count, XMLCharacter.isSpace(bytes[offset]) { offset &+= 1 }
    return offset > start
  }

  func hasSameBytes(_ left: SourceRange, _ right: SourceRange) -> Bool {
    TextBytes.areEqual(slice(left), slice(right))
  }

  func string(_ range: SourceRange) -> String { String(decoding: slice(range), as: UTF8.self) }

  private func slice(_ range: SourceRange) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[range.start..<range.end])
  }
}

// What is wrong, once it is known that something is.
extension XMLReader {
  /// A fault at a range, or at the one character that begins there.
  func fault(_ fault: InterchangeFault, at start: Int, to end: Int? = nil) -> Diagnostic {
    let start = min(start, bytes.count)
    let length = UTF8Check.scalarLength(at: start, in: bytes) ?? 1
    let range = SourceRange(start, max(start, min(end ?? start + length, bytes.count)))
    return Diagnostic(fault, at: range, in: source)
  }

  func fault(_ fault: InterchangeFault, _ range: SourceRange) -> Diagnostic {
    Diagnostic(fault, at: range, in: source)
  }

  private func checkCharacters() throws(Diagnostic) {
    guard let place = XMLCharacter.firstFault(in: bytes) else { return }
    // UTF-16 without its mark: a NUL stands beside the first sign.
    if bytes.prefix(2).contains(0) { throw fault(.wideEncoding, SourceRange(0, 0)) }
    let isText = UTF8Check.scalarLength(at: place, in: bytes) != nil
    throw fault(isText ? .xmlCharacter : .notText, at: place)
  }

  private func endsEarly() -> Diagnostic {
    guard let last = open.last else { return fault(.xmlNoElement, at: offset) }
    return fault(.xmlUnclosedElement(string(last.tag.written)), last.tag.written)
  }

  private func wrongEnd(_ name: SourceRange, of tag: Tag) -> Diagnostic {
    fault(
      .xmlWrongEnd(
        string(name), expected: string(tag.written),
        openedAt: source.position(at: tag.written.start)), name)
  }

  /// After `<!`, where neither a comment nor CDATA begins.
  func badMarkup() -> Diagnostic {
    if isAt("<![CDATA[") { return fault(.xmlTextOutside, at: offset, to: offset + 9) }
    let word = bytes[offset...].dropFirst(2).prefix(7)
    if String(decoding: word, as: UTF8.self).uppercased() == "DOCTYPE" {
      return fault(.xmlDocumentType, at: offset, to: offset + 9)
    }
    return fault(.xmlMarkup, at: offset, to: offset + 2)
  }

  private func afterRoot() -> Diagnostic {
    byte(ahead: 1) == UInt8(ascii: "!") ? badMarkup() : fault(.xmlAfterRoot, at: offset)
  }

  func noName(at place: Int) -> Diagnostic {
    let isSign = place > 0 && place <= bytes.count && bytes[place - 1] == UInt8(ascii: "<")
    return fault(isSign ? .xmlNoElementName : .xmlNoName, at: place)
  }
}
