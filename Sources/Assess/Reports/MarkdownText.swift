/// Text in which Markdown finds nothing to act on.
///
/// Source: CommonMark 0.31, and GitHub's additions for tables, links and mathematics.
struct MarkdownText: CustomStringConvertible {
  let description: String

  init(_ text: String) { self.init(VisibleText(text)) }

  init(_ text: VisibleText) {
    var result = ""
    var previous: [Unicode.Scalar] = []
    for scalar in text.text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$", "{", "}", "!", "^":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "/" where previous.last == ":", "." where previous.suffix(3) == ["w", "w", "w"]:
        // Keeps an address from becoming a link that the plan chose.
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
      previous.append(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
      if previous.count > 3 { previous.removeFirst() }
    }
    description = result
  }

  /// For the start of a line, where alone a list mark, a rule or an underline is one.
  var startingLine: String {
    guard let first = description.unicodeScalars.first else { return description }
    if ["-", "+", "="].contains(first) { return "\\" + description }
    let digits = description.unicodeScalars.prefix { ("0"..."9").contains($0) }
    let rest = description.unicodeScalars.dropFirst(digits.count)
    guard !digits.isEmpty, let mark = rest.first, [".", ")"].contains(mark) else {
      return description
    }
    return String(digits) + "\\" + String(rest)
  }
}
