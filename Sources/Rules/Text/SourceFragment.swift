/// A text that stands inside another text, such as an expression in a YAML scalar.
///
/// The two need not be the same bytes: the outer text may quote, escape, fold or indent the inner
/// one. A place in the inner text is turned into a place in the file when somebody asks for it.
public struct SourceFragment: Sendable {
  /// The inner text, with quotes, escapes and folding taken away.
  public let text: String
  /// The file that it stands in.
  public let source: SourceText
  /// The offset in the file of the first byte that belongs to the inner text.
  public let start: Int
  /// The whole token in the file, with its quotes or block header.
  let token: SourceRange
  private let style: Style

  private enum Style {
    case verbatim
    case plain
    case singleQuoted
    case doubleQuoted
    /// Characters of XML, with references, CDATA, and comments between them.
    case xml
    /// A literal or folded block, with the spaces that indent it.
    case block(indentation: Int)
  }

  /// - Parameter range: the token in `source`, quotes or block header included.
  public init(_ text: String, in source: SourceText, at range: SourceRange) {
    let end = Swift.min(range.end, source.bytes.count)
    let range = SourceRange(Swift.min(range.start, end), end)
    self.text = text
    self.source = source
    token = range
    switch range.start < end ? source.bytes[range.start] : 0 {
    case _ where source.bytes[range.start..<end].elementsEqual(text.utf8):
      style = .verbatim
      start = range.start
    case UInt8(ascii: "'"):
      style = .singleQuoted
      start = range.start + 1
    case UInt8(ascii: "\""):
      style = .doubleQuoted
      start = range.start + 1
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      let block = Self.block(text, in: source.bytes, token: range)
      style = .block(indentation: block.indentation)
      start = block.start
    default:
      style = .plain
      start = range.start
    }
  }

  /// The characters of an XML element, or the value of an attribute.
  ///
  /// - Parameter range: from the first character to the last, with what is written between them.
  public init(_ text: String, inXML source: SourceText, at range: SourceRange) {
    let end = Swift.min(range.end, source.bytes.count)
    let range = SourceRange(Swift.min(range.start, end), end)
    self.text = text
    self.source = source
    token = range
    if source.bytes[range.start..<end].elementsEqual(text.utf8) {
      style = .verbatim
      start = range.start
    } else {
      style = .xml
      var walk = FragmentWalk(inner: [], outer: source.bytes, offset: range.start, end: end)
      walk.skipMarkup()
      start = Swift.min(walk.outerOffset, end)
    }
  }

  /// The whole of a text, as it is.
  public init(whole source: SourceText) {
    self.init(
      String(decoding: source.bytes, as: UTF8.self), in: source,
      at: SourceRange(0, source.bytes.count))
  }

  /// The range in the file of a range of `text.utf8`.
  ///
  /// A character that the file writes as an escape gives the whole escape; white space that the
  /// file writes as a line break with indentation gives the break and the indentation. Where the
  /// two texts cannot be matched, the answer is the whole token.
  public func range(of local: SourceRange) -> SourceRange {
    if case .verbatim = style {
      let count = token.end - token.start
      return SourceRange(
        token.start + Swift.min(local.start, count), token.start + Swift.min(local.end, count))
    }
    return walked(to: local) ?? token
  }

  /// A part of the inner text as the file spells it; `nil` where it can't be spelt on one line.
  package func spelling(of text: String) -> String? {
    guard !text.utf8.contains(UInt8(ascii: "\n")) else { return nil }
    switch style {
    case .verbatim, .plain, .block: return text
    case .singleQuoted: return text.replacing("'", with: "''")
    case .doubleQuoted:
      return text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    case .xml:
      return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
  }

  /// All of it, in its file.
  package var wholeRange: SourceRange { range(of: SourceRange(0, text.utf8.count)) }

  /// The same with other words at a range of `text.utf8`, in a file with that change.
  package func replacing(_ local: SourceRange, by words: String) -> SourceFragment {
    let place = range(of: local)
    let (bytes, inner) = (source.bytes, Array(text.utf8))
    let changed = SourceText(
      name: source.name,
      bytes: Array(bytes[..<place.start]) + Array(words.utf8) + Array(bytes[place.end...]))
    let text = Array(inner[..<local.start]) + Array(words.utf8) + Array(inner[local.end...])
    let end = token.end + words.utf8.count - (place.end - place.start)
    return SourceFragment(
      String(decoding: text, as: UTF8.self), in: changed, at: SourceRange(token.start, end))
  }

  /// A walk through XML must see the sign of CDATA that may stand before the first character.
  private var walkStart: Int {
    if case .xml = style { token.start } else { start }
  }

  private func walked(to local: SourceRange) -> SourceRange? {
    let inner = Array(text.utf8)
    var walk = FragmentWalk(
      inner: inner, outer: source.bytes, offset: walkStart, end: token.end)
    var first: Int?
    while walk.innerOffset < inner.count {
      let before = walk
      let moved =
        switch style {
        case .verbatim, .plain: walk.stepPlain()
        case .singleQuoted: walk.stepSingleQuoted()
        case .doubleQuoted: walk.stepDoubleQuoted()
        case .block(let indentation): walk.stepBlock(indentation: indentation)
        case .xml: walk.stepXML()
        }
      guard moved else { return nil }
      if first == nil, local.start < walk.innerOffset {
        first = walk.stepStart
        if local.end <= local.start { return SourceRange(walk.stepStart, walk.stepStart) }
      }
      if let first, local.end <= walk.innerOffset {
        return SourceRange(Swift.min(first, walk.outerOffset), walk.outerOffset)
      }
      guard walk.innerOffset > before.innerOffset else { return nil }
    }
    let last = walk.outerOffset
    return SourceRange(Swift.min(first ?? last, last), last)
  }

  /// Where the content of a block scalar begins, and how far it is indented: the spaces before its
  /// first line with words, less those that belong to the inner text.
  private static func block(
    _ text: String, in bytes: [UInt8], token: SourceRange
  ) -> (start: Int, indentation: Int) {
    var offset = token.start
    while offset < token.end, bytes[offset] != UInt8(ascii: "\n"),
      bytes[offset] != UInt8(ascii: "\r")
    {
      offset += 1
    }
    if offset + 1 < token.end, bytes[offset] == UInt8(ascii: "\r"),
      bytes[offset + 1] == UInt8(ascii: "\n")
    {
      offset += 1
    }
    offset = Swift.min(offset + 1, token.end)
    let contentStart = offset
    var spaces = 0
    scan: while offset < token.end {
      switch bytes[offset] {
      case UInt8(ascii: " "): spaces += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): spaces = 0
      default: break scan
      }
      offset += 1
    }
    var innerSpaces = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: " ") {
        innerSpaces += 1
      } else if byte == UInt8(ascii: "\n") {
        innerSpaces = 0
      } else {
        break
      }
    }
    let indentation = Swift.max(0, spaces - innerSpaces)
    let startsAtWords = text.utf8.first != UInt8(ascii: "\n")
    return (startsAtWords ? offset - innerSpaces : contentStart, indentation)
  }
}
