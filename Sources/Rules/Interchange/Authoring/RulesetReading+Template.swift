extension RulesetReading {
  /// A text in two languages with expressions in braces.
  mutating func template(_ node: DataDocument.Node?) -> TextTemplate? {
    guard let node else { return nil }
    guard !node.isScalar else {
      report(.languagesExpected(at: node))
      return nil
    }
    guard let texts = MappingReader<LanguageKey>(node, &self) else { return nil }
    let nl = pieces(texts[.nl])
    let en = pieces(texts[.en])
    guard let nl, let en else { return nil }
    return TextTemplate(nl: nl, en: en)
  }

  private mutating func pieces(_ node: DataDocument.Node?) -> [TextTemplate.Piece]? {
    guard let node, word(node) != nil else { return nil }
    let fragment = node.fragment()
    let bytes = Array(fragment.text.utf8)
    var pieces: [TextTemplate.Piece] = []
    var words: [UInt8] = []
    var expressions = 0
    var offset = 0
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "{") else {
        words.append(bytes[offset])
        offset += 1
        continue
      }
      if offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "{") {
        words.append(UInt8(ascii: "{"))
        offset += 2
        continue
      }
      let brace = fragment.range(of: SourceRange(offset, offset + 1))
      guard let end = Self.closingBrace(in: bytes, from: offset + 1) else {
        report(.openBrace(at: brace, in: node.source))
        return nil
      }
      expressions += 1
      guard expressions <= limits.textExpressions else {
        report(.tooManyExpressions(limit: limits.textExpressions, at: node))
        return nil
      }
      guard let piece = Self.expression(in: fragment, bytes: bytes, offset + 1, end) else {
        report(.emptyBraces(at: brace, in: node.source))
        return nil
      }
      if !words.isEmpty { pieces.append(.words(String(decoding: words, as: UTF8.self))) }
      words = []
      pieces.append(.expression(piece))
      offset = end + 1
    }
    if !words.isEmpty { pieces.append(.words(String(decoding: words, as: UTF8.self))) }
    return pieces
  }

  /// The brace that ends an expression: braces of contexts come in pairs, and those in strings do
  /// not count.
  private static func closingBrace(in bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var isInString = false
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\\") where isInString: offset += 1
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "{") where !isInString: depth += 1
      case UInt8(ascii: "}") where !isInString:
        if depth == 0 { return offset }
        depth -= 1
      default: break
      }
      offset += 1
    }
    return nil
  }

  /// The words between two offsets without the white space around them; `nil` when none are left.
  private static func expression(
    in fragment: SourceFragment, bytes: [UInt8], _ start: Int, _ end: Int
  ) -> SourceFragment? {
    var start = start
    var end = end
    while start < end, bytes[start] <= UInt8(ascii: " ") { start += 1 }
    while end > start, bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
    guard start < end else { return nil }
    return SourceFragment(
      String(decoding: bytes[start..<end], as: UTF8.self), in: fragment.source,
      at: fragment.range(of: SourceRange(start, end)))
  }
}
