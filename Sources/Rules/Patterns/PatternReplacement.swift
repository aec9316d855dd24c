/// What comes in the place of each match.
///
/// Source: XPath and XQuery Functions and Operators 3.1, 5.6.4 fn:replace.
struct PatternReplacement: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    case text([Unicode.Scalar])
    /// What a group matched; 0 is the whole match.
    case group(Int)
  }

  let parts: [Part]

  /// - Throws: `PatternError.Code.replacement` for a loose `$` or `\`.
  init(_ text: String, groupCount: Int, isQuoted: Bool) throws(PatternError) {
    let characters = Array(text.unicodeScalars)
    guard !isQuoted else {
      parts = characters.isEmpty ? [] : [.text(characters)]
      return
    }
    var parts: [Part] = []
    var literal: [Unicode.Scalar] = []
    var place = 0
    while place < characters.count {
      let start = place
      place += 1
      switch characters[start] {
      case "\\":
        guard place < characters.count, characters[place] == "\\" || characters[place] == "$"
        else { throw .looseBackslash(at: start) }
        literal.append(characters[place])
        place += 1
      case "$":
        guard place < characters.count, characters[place].isDigit else {
          throw .looseDollar(at: start)
        }
        // As many digits as make the number of a group, but any one digit counts as one.
        var number = 0
        while place < characters.count, characters[place].isDigit {
          let longer = number * 10 + Int(characters[place].value - 0x30)
          guard longer <= max(groupCount, 9) else { break }
          number = longer
          place += 1
        }
        if !literal.isEmpty { parts.append(.text(literal)) }
        literal = []
        parts.append(.group(number))
      default: literal.append(characters[start])
      }
    }
    if !literal.isEmpty { parts.append(.text(literal)) }
    self.parts = parts
  }
}
