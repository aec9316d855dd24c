/// Lines for a terminal, wrapped at a width in columns.
struct TextLayout {
  let width: Int
  private(set) var text = ""

  init(width: Int) { self.width = width }

  mutating func blank() { text += "\n" }

  /// A line as it is, however long: for what people copy, such as an address.
  mutating func verbatim(_ line: String, indent: Int = 0) {
    text += String(repeating: " ", count: indent) + line + "\n"
  }

  /// Words, wrapped, with room for 20 columns at least; lines after the first hang under the words and not under the lead.
  ///
  /// - Parameters:
  ///   - lead: stands before the words on the first line: a bullet, a number, a label.
  ///   - hang: columns that later lines stand further in; `nil`: the width of the lead.
  ///   - style: applied to every line of words.
  ///   - leadStyle: applied to the lead.
  mutating func words(
    _ words: VisibleText, indent: Int = 0, lead: String = "", hang: Int? = nil,
    style: (String) -> String = { $0 }, leadStyle: (String) -> String = { $0 }
  ) {
    let leadColumns = lead.columns
    let later = indent + (hang ?? leadColumns)
    var line = ""
    var column = 0
    var isFirst = true
    var lines: [String] = []
    func room() -> Int { max(width - (isFirst ? indent + leadColumns : later), 20) }
    func finish() {
      lines.append(line)
      line = ""
      column = 0
      isFirst = false
    }
    for word in words.text.unicodeScalars.split(separator: " ") {
      for part in String(word).pieces(ofColumns: room()) {
        let columns = part.columns
        if !line.isEmpty, column + 1 + columns > room() { finish() }
        if !line.isEmpty {
          line += " "
          column += 1
        }
        line += part
        column += columns
      }
    }
    finish()
    for (number, line) in lines.enumerated() {
      let margin = String(repeating: " ", count: number == 0 ? indent : later)
      text += margin + (number == 0 ? leadStyle(lead) : "") + style(line) + "\n"
    }
  }

  /// A heading with a line under it.
  mutating func heading(_ heading: String, style: (String) -> String) {
    blank()
    text += style(heading) + "\n"
    text += style(String(repeating: "─", count: min(heading.columns, width))) + "\n"
  }
}

extension String {
  /// How many columns of a terminal it takes.
  package var columns: Int {
    let isPlain = utf8.allSatisfy { (0x20...0x7E).contains($0) }
    return isPlain ? utf8.count : reduce(0) { $0 + $1.columns }
  }

  /// The text in parts of at most so many columns; whole where it fits.
  fileprivate func pieces(ofColumns limit: Int) -> [String] {
    guard utf8.count > limit, columns > limit else { return [self] }
    var parts: [String] = []
    var part = ""
    var used = 0
    for character in self {
      let columns = character.columns
      if used + columns > limit, !part.isEmpty {
        parts.append(part)
        part = ""
        used = 0
      }
      part.append(character)
      used += columns
    }
    parts.append(part)
    return parts
  }
}

extension Character {
  /// 2 for wide East Asian characters and emoji, 0 for a mark that stands alone, else 1.
  ///
  /// Source: Unicode Standard Annex 11, the blocks whose characters are all wide.
  fileprivate var columns: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    if scalar.isASCII { return 1 }
    if unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1_F300...0x1_F64F, 0x1_F900...0x1_F9FF,
      0x2_0000...0x3_FFFD:
      return 2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }
}
