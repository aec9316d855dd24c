import Rules

/// A name in lines that fit a shape.
struct DiagramLabel: Hashable, Sendable {
  let lines: [String]
  /// Of the widest line, estimated: an SVG is made without knowing the font.
  let width: Double

  static let lineHeight = 17.0
  /// Of an average letter of 13 pixels, on the wide side.
  private static let letter = 7.3
  private static let mostLines = 4

  /// - Parameter columns: how many letters a line may hold, at most.
  init(_ name: String, columns limit: Int) {
    var lines: [String] = []
    var line = ""
    for word in VisibleText(name.shortened(to: 400)).text.split(separator: " ") {
      for part in String(word).parts(ofColumns: limit) {
        if !line.isEmpty, line.columns + 1 + part.columns > limit {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? part : " " + part
      }
    }
    lines.append(line)
    if lines.count > Self.mostLines {
      lines = Array(lines.prefix(Self.mostLines))
      lines[Self.mostLines - 1] += "…"
    }
    self.lines = lines
    width = Double(lines.map(\.columns).max() ?? 0) * Self.letter
  }
}

extension String {
  /// A long word in parts, broken after a sign where there is one near the end.
  fileprivate func parts(ofColumns limit: Int) -> [String] {
    guard columns > limit else { return [self] }
    var parts: [String] = []
    var part = ""
    for character in self {
      if part.columns + String(character).columns > limit {
        let half = part.index(part.startIndex, offsetBy: part.count / 2)
        if let sign = part[half...].lastIndex(where: { !$0.isLetter && !$0.isNumber }) {
          let end = part.index(after: sign)
          parts.append(String(part[..<end]))
          part = String(part[end...])
        } else {
          parts.append(part)
          part = ""
        }
      }
      part.append(character)
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }
}
