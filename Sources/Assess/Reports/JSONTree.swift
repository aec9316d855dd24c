/// JSON to be written: members stay in order.
package enum JSONTree: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case list([JSONTree])
  case object([(key: String, value: JSONTree)])

  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// `null` for `nil`.
  package init(_ text: String?) { self = text.map(JSONTree.string) ?? .null }
  package init(_ texts: [String]) { self = .list(texts.map(JSONTree.string)) }
}

extension JSONTree {
  /// Indented with two spaces; ends in a line break.
  package var text: String {
    var writer = JSONTreeWriter()
    writer.write(self, depth: 0)
    return writer.text + "\n"
  }
}

private struct JSONTreeWriter {
  var text = ""

  mutating func write(_ tree: JSONTree, depth: Int) {
    switch tree {
    case .null: text += "null"
    case .boolean(let truth): text += truth ? "true" : "false"
    case .number(let number): text += Self.spelling(of: number)
    case .string(let string): write(string)
    case .list(let items):
      writeParts(of: items, between: ("[", "]"), depth: depth) { writer, item in
        writer.write(item, depth: depth + 1)
      }
    case .object(let members):
      writeParts(of: members, between: ("{", "}"), depth: depth) { writer, member in
        writer.write(member.key)
        writer.text += ": "
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func writeParts<Part>(
    of parts: [Part], between brackets: (String, String), depth: Int,
    with write: (inout JSONTreeWriter, Part) -> Void
  ) {
    text += brackets.0
    for (number, part) in parts.enumerated() {
      text += (number == 0 ? "\n" : ",\n") + String(repeating: "  ", count: depth + 1)
      write(&self, part)
    }
    if !parts.isEmpty { text += "\n" + String(repeating: "  ", count: depth) }
    text += brackets.1
  }

  /// Whole numbers without a fraction; JSON has no word for what is not finite.
  private static func spelling(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    return Int(exactly: number).map(String.init) ?? number.description
  }

  /// Escapes what JSON must escape, and what would steer or deceive a terminal that shows it.
  private mutating func write(_ string: String) {
    text += "\""
    if string.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
      text += string + "\""
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.isDeceptive || [0x2028, 0x2029].contains(scalar.value):
        for unit in String(scalar).utf16 { text += Self.escape(unit) }
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
