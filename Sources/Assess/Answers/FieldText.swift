/// What the controls of a form hold for one question, exactly as shown and as sent back.
package struct FieldText: Hashable, Sendable, Codable {
  /// One text for a field of text; the values of the chosen options for radio buttons and boxes; empty
  /// where nothing is chosen.
  package var values: [String]
  /// Whether "there are none" is ticked (lists only).
  package var isNone: Bool

  package init(_ values: [String] = [], isNone: Bool = false) {
    self.values = values
    self.isNone = isNone
  }

  package init(_ text: String) { self.init([text]) }

  /// The same as a browser may send it: line breaks of one kind, boxes in any order, a field without
  /// text as if it were not there. No page holds U+0000.
  package var normalized: FieldText {
    var found = values.map { $0.withPlainLineBreaks.replacing("\0", with: "\u{FFFD}") }
      .filter { !$0.isEmpty }
    if found.count > 1 {
      found = Array(Set(found)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    return FieldText(found, isNone: isNone)
  }

  /// All of it as one text, a line for each choice.
  package var text: String { values.joined(separator: "\n") }
}

extension String {
  /// With a line feed for every line break that a browser may send.
  var withPlainLineBreaks: String {
    guard utf8.contains(0x0D) else { return self }
    var lines = ""
    var isAfterReturn = false
    for scalar in unicodeScalars {
      switch scalar {
      case "\r": lines.unicodeScalars.append("\n")
      case "\n" where isAfterReturn: break
      default: lines.unicodeScalars.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return lines
  }

  /// Without white space at both ends, of any kind and of none that is seen.
  var trimmedEnds: String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar.value == 0xFEFF || scalar.value == 0x200B
    }
    var text = unicodeScalars[...]
    while let first = text.first, isSpace(first) { text.removeFirst() }
    while let last = text.last, isSpace(last) { text.removeLast() }
    return String(text)
  }

  /// Whether there is nothing to see in it.
  package var isBlank: Bool { trimmedEnds.isEmpty }

  /// How many pairs of quotation marks stand around nothing but white space; `nil` around anything else.
  private var quotesAroundBlank: Int? {
    var text = unicodeScalars[...]
    var pairs = 0
    while text.count > 1, text.first == "\"", text.last == "\"" {
      text = text.dropFirst().dropLast()
      pairs += 1
    }
    return String(text).isBlank ? pairs : nil
  }

  /// A text without a word in it, so that it can be told from nothing: between quotation marks.
  var quotedWhereBlank: String { quotesAroundBlank == nil ? self : "\"\(self)\"" }

  /// Reads what ``quotedWhereBlank`` writes.
  var unquotedWhereBlank: String {
    guard let pairs = quotesAroundBlank, pairs > 0 else { return self }
    return String(unicodeScalars.dropFirst().dropLast())
  }

  var capitalizedStart: String { prefix(1).uppercased() + dropFirst() }
}
