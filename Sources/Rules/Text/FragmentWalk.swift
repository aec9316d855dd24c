/// Walks an inner text and the token that writes it down side by side.
///
/// Each step matches one character, or one run of folded white space. A step answers `false` when
/// the two texts do not match; nothing is read outside either of them.
struct FragmentWalk {
  private let inner: [UInt8]
  private let outer: [UInt8]
  private let end: Int
  /// What of the inner text is matched.
  private(set) var innerOffset = 0
  /// What of the outer text is matched.
  private(set) var outerOffset: Int
  private var isInCDATA = false
  /// Where the words of the last step begin in the outer text.
  private(set) var stepStart: Int

  init(inner: [UInt8], outer: [UInt8], offset: Int, end: Int) {
    self.inner = inner
    self.outer = outer
    self.end = end
    outerOffset = offset
    stepStart = offset
  }

  mutating func stepPlain() -> Bool {
    stepStart = outerOffset
    return stepFolded() || stepSame()
  }

  mutating func stepSingleQuoted() -> Bool {
    stepStart = outerOffset
    if stepFolded() { return true }
    guard outerByte(0) == UInt8(ascii: "'") else { return stepSame() }
    guard outerByte(1) == UInt8(ascii: "'"), innerByte == UInt8(ascii: "'") else { return false }
    advance(inner: 1, outer: 2)
    return true
  }

  mutating func stepDoubleQuoted() -> Bool {
    skipEscapedBreaks()
    stepStart = outerOffset
    if stepFolded() { return true }
    guard outerByte(0) == UInt8(ascii: "\\") else { return stepSame() }
    advance(inner: innerScalarLength, outer: escapeLength)
    return outerOffset <= end
  }

  /// One character of XML: as it is, a reference such as `&lt;`, or a line break, which an
  /// attribute has as a space.
  mutating func stepXML() -> Bool {
    skipMarkup()
    stepStart = outerOffset
    switch outerByte(0) {
    case UInt8(ascii: "&") where !isInCDATA:
      var length = 1
      while let byte = outerByte(length), byte != UInt8(ascii: ";") { length += 1 }
      advance(inner: innerScalarLength, outer: length + 1)
      return outerOffset <= end
    case UInt8(ascii: "\r"):
      guard innerByte == UInt8(ascii: "\n") || innerByte == UInt8(ascii: " ") else { return false }
      advance(inner: 1, outer: outerByte(1) == UInt8(ascii: "\n") ? 2 : 1)
      return true
    case UInt8(ascii: "\n"), UInt8(ascii: "\t"):
      guard outerByte(0) == innerByte || innerByte == UInt8(ascii: " ") else { return false }
      advance(inner: 1, outer: 1)
      return true
    default: return stepSame()
    }
  }

  /// Passes the signs around CDATA, comments and instructions.
  mutating func skipMarkup() {
    while true {
      if isInCDATA {
        guard isOuter("]]>") else { return }
        isInCDATA = false
        advance(inner: 0, outer: 3)
      } else if isOuter("<![CDATA[") {
        isInCDATA = true
        advance(inner: 0, outer: 9)
      } else if isOuter("<!--") {
        skip(4, past: "-->")
      } else if isOuter("<?") {
        skip(2, past: "?>")
      } else {
        return
      }
    }
  }

  /// - Parameter opening: the length of the sign at hand; what closes it does not overlap it.
  private mutating func skip(_ opening: Int, past sign: StaticString) {
    advance(inner: 0, outer: opening)
    while outerOffset < end, !isOuter(sign) { advance(inner: 0, outer: 1) }
    advance(inner: 0, outer: sign.utf8CodeUnitCount)
  }

  private func isOuter(_ sign: StaticString) -> Bool {
    for index in 0..<sign.utf8CodeUnitCount where outerByte(index) != sign.utf8Start[index] {
      return false
    }
    return true
  }

  mutating func stepBlock(indentation: Int) -> Bool {
    stepStart = outerOffset
    guard isOuterBreak(0) else { return stepSame() }
    // A run of line breaks, blank lines between them, and the indentation of the next words.
    var past = 0
    var lineSpaces = 0
    while let byte = outerByte(past) {
      if isOuterBreak(past) {
        lineSpaces = 0
      } else if byte == UInt8(ascii: " "), lineSpaces < indentation {
        lineSpaces += 1
      } else {
        break
      }
      past += 1
    }
    return takeInnerBreaks(outer: past)
  }

  /// White space with a line break in it is one space, or a line break for each empty line.
  private mutating func stepFolded() -> Bool {
    var past = 0
    var hasBreak = false
    while let byte = outerByte(past), isSpace(byte) || isOuterBreak(past) {
      if isOuterBreak(past) { hasBreak = true }
      past += 1
    }
    return hasBreak && takeInnerBreaks(outer: past)
  }

  private mutating func takeInnerBreaks(outer past: Int) -> Bool {
    var taken = 0
    if innerByte == UInt8(ascii: " ") {
      taken = 1
    } else {
      while innerOffset + taken < inner.count, inner[innerOffset + taken] == UInt8(ascii: "\n") {
        taken += 1
      }
    }
    guard taken > 0 else { return false }
    advance(inner: taken, outer: past)
    return true
  }

  private mutating func stepSame() -> Bool {
    guard let byte = outerByte(0), byte == innerByte else { return false }
    advance(inner: 1, outer: 1)
    return true
  }

  /// A backslash at the end of a line: the line break and the next line's indentation vanish.
  private mutating func skipEscapedBreaks() {
    while outerByte(0) == UInt8(ascii: "\\"), isOuterBreak(1) {
      var past = 1
      while let byte = outerByte(past), isSpace(byte) || isOuterBreak(past) { past += 1 }
      advance(inner: 0, outer: past)
    }
  }

  private var escapeLength: Int {
    switch outerByte(1) {
    case UInt8(ascii: "x"): 4
    case UInt8(ascii: "u"): isSurrogatePair ? 12 : 6
    case UInt8(ascii: "U"): 10
    default: 2
    }
  }

  /// JSON writes a scalar above U+FFFF, four bytes of UTF-8, as two escapes.
  private var isSurrogatePair: Bool { innerScalarLength == 4 }

  private var innerScalarLength: Int {
    switch innerByte {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  private var innerByte: UInt8 { innerOffset < inner.count ? inner[innerOffset] : 0 }

  private func outerByte(_ ahead: Int) -> UInt8? {
    outerOffset + ahead < end ? outer[outerOffset + ahead] : nil
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private func isOuterBreak(_ ahead: Int) -> Bool {
    let byte = outerByte(ahead)
    return byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private mutating func advance(inner innerCount: Int, outer outerCount: Int) {
    innerOffset = Swift.min(innerOffset + innerCount, inner.count)
    outerOffset += outerCount
  }
}
