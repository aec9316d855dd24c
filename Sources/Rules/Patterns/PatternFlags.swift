/// The letters that change how a pattern reads.
///
/// Source: XPath and XQuery Functions and Operators 3.1, 5.6.2 Flags.
struct PatternFlags: Hashable, Sendable {
  /// `s`: `.` matches line breaks too.
  var isDotAll = false
  /// `m`: `^` and `$` match at every line.
  var isMultiline = false
  /// `i`: a letter matches its case-variants.
  var ignoresCase = false
  /// `x`: white space in the pattern is left out, except between `[` and `]`.
  var isSpaced = false
  /// `q`: every character of the pattern and of the replacement stands for itself.
  var isQuoted = false

  /// The letters in any order; a letter may be repeated.
  init(_ letters: String) throws(PatternError) {
    for letter in letters.unicodeScalars {
      switch letter {
      case "s": isDotAll = true
      case "m": isMultiline = true
      case "i": ignoresCase = true
      case "x": isSpaced = true
      case "q": isQuoted = true
      default: throw .unknownFlag(letter)
      }
    }
  }
}
