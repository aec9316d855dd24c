internal import CYaml

// What YAML 1.2 forbids and the parser lets pass. Other programs refuse such a text or read it
// otherwise, so it is refused here.
extension YAMLReader {
  mutating func checkScalar(_ style: yaml_scalar_style_t, at range: SourceRange) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      checkComment(after: range.end)
      if open.last?.isFlow != true { checkIndentation(of: range, isFlow: false) }
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE:
      checkBlock(from: range.start)
    default:
      guard open.last?.isFlow == true else { return }
      checkComment(after: range.end)
      if source.text(in: range) == "-" {
        faults.append(Diagnostic(.yamlDash, at: range, in: source))
      }
      // `?x` is a word, and `? x` a key; the parser takes both for a key.
      if range.start > 0, byte(range.start - 1) == UInt8(ascii: "?") {
        let place = SourceRange(range.start - 1, range.start)
        faults.append(Diagnostic(.yamlBadStart, at: place, in: source))
      }
    }
  }

  mutating func checkFlowStart(at range: SourceRange) {
    if open.last?.isFlow == true, range.end > range.start, byte(range.end) == Self.hash {
      refuseComment(at: range.end)
    }
  }

  mutating func checkEnd(of frame: Frame, at range: SourceRange) {
    guard frame.isFlow, range.end > range.start else { return }
    checkComment(after: range.end)
    if open.last?.isFlow != true {
      checkIndentation(of: SourceRange(frame.start, range.end), isFlow: true)
    }
  }

  /// A comment stands apart: `"text"# so` and `[a,# so` are none.
  private mutating func checkComment(after end: Int) {
    if byte(end) == Self.hash { return refuseComment(at: end) }
    guard open.last?.isFlow == true else { return }
    var offset = end
    while byte(offset) == UInt8(ascii: " ") { offset += 1 }
    if byte(offset) == UInt8(ascii: ","), byte(offset + 1) == Self.hash {
      refuseComment(at: offset + 1)
    }
  }

  /// The further lines of a quoted text, a list or a group are indented more than the block that
  /// it stands in. A line that only closes brackets is let be: people write it so, and it cannot
  /// mean anything else.
  private mutating func checkIndentation(of range: SourceRange, isFlow: Bool) {
    guard let block = open.last(where: { !$0.isFlow }) else { return }
    var offset = range.start
    while offset < range.end {
      let isBreak = Self.isBreak(byte(offset))
      offset += 1
      guard isBreak else { continue }
      let lineStart = offset
      while offset < range.end, byte(offset) == UInt8(ascii: " ") { offset += 1 }
      let isShort = offset - lineStart <= block.column
      while offset < range.end, byte(offset) == UInt8(ascii: "\t") { offset += 1 }
      guard isShort, offset < range.end, !Self.isBreak(byte(offset)) else { continue }
      if isFlow, [Self.hash, UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte(offset)) {
        continue
      }
      let place = SourceRange(lineStart, min(offset + 1, range.end))
      faults.append(Diagnostic(.yamlShortLine, at: place, in: source))
      return
    }
  }

  /// A block's header ends at white space, and its blank lines at the top are not wider than its
  /// first line.
  private mutating func checkBlock(from start: Int) {
    var offset = start + 1
    var hasIndicator = false
    header: while true {
      switch byte(offset) {
      case UInt8(ascii: "+"), UInt8(ascii: "-"): break
      case UInt8(ascii: "1")...UInt8(ascii: "9"): hasIndicator = true
      case Self.hash: return refuseComment(at: offset)
      default: break header
      }
      offset += 1
    }
    guard !hasIndicator else { return }
    while offset < bytes.count, !Self.isBreak(byte(offset)) { offset += 1 }
    var spaces = 0
    var widest = 0
    while offset < bytes.count {
      switch byte(offset) {
      case UInt8(ascii: " "): spaces += 1
      case let byte where Self.isBreak(byte):
        widest = max(widest, spaces)
        spaces = 0
      default:
        let parent = open.last(where: { !$0.isFlow })?.column ?? -1
        guard spaces > parent, widest > spaces else { return }
        let place = SourceRange(offset - spaces, offset)
        faults.append(Diagnostic(.yamlIndentation, at: place, in: source))
        return
      }
      offset += 1
    }
  }

  private mutating func refuseComment(at offset: Int) {
    faults.append(
      Diagnostic(.yamlComment, at: SourceRange(offset, offset + 1), in: source))
  }

  private static let hash = UInt8(ascii: "#")

  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }
}

extension InterchangeFault {
  static let yamlComment = InterchangeFault(
    .yamlSyntax,
    nl: "voor het teken '#' van een opmerking hoort een spatie te staan",
    en: "a space is expected before the '#' of a comment",
    mendNL: "zet er een spatie voor, of zet de tekst tussen aanhalingstekens",
    mendEN: "put a space before it, or put the text between quotes")

  static let yamlShortLine = InterchangeFault(
    .yamlSyntax,
    nl: "deze regel hoort bij de tekst of lijst erboven, maar springt niet ver genoeg in",
    en: "this line belongs to the text or list above it, but is not indented enough",
    mendNL: "laat deze regel verder inspringen dan de naam van het veld",
    mendEN: "indent this line further than the name of the field")
}
