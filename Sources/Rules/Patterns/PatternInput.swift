/// A text as one pattern sees it.
struct PatternInput: Sendable {
  let characters: [Unicode.Scalar]
  /// By character: its letter in the pattern's alphabet.
  let letters: [UInt16]
  let isMultiline: Bool

  init(
    _ text: String, alphabet: PatternAlphabet, isMultiline: Bool, limit: Int
  ) throws(PatternError) {
    var characters: [Unicode.Scalar] = []
    var letters: [UInt16] = []
    let expected = min(text.utf8.count, limit)
    characters.reserveCapacity(expected)
    letters.reserveCapacity(expected)
    for character in text.unicodeScalars {
      guard characters.count < limit else { throw .inputTooLong(limit) }
      characters.append(character)
      letters.append(alphabet.letter(of: character.value))
    }
    self.characters = characters
    self.letters = letters
    self.isMultiline = isMultiline
  }

  /// What holds before the character at `place`, or at the end of the text.
  ///
  /// There is no empty line after a line break that ends the text.
  ///
  /// Source: XPath and XQuery Functions and Operators 3.1, 5.6.1, on `^` and `$`.
  func condition(at place: Int) -> PatternGraph.Condition {
    var result: PatternGraph.Condition = []
    let isLast = place == characters.count
    let isAfterBreak = place > 0 && characters[place - 1] == "\n"
    if place == 0 || isMultiline && isAfterBreak && !isLast { result.insert(.start) }
    if isLast {
      if !isMultiline || !isAfterBreak { result.insert(.end) }
    } else if isMultiline, characters[place] == "\n" {
      result.insert(.end)
    }
    return result
  }
}
