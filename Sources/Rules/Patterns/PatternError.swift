/// Why a pattern, its flags, a replacement or a text was refused.
package struct PatternError: Error, Hashable, Sendable {
  /// Which of the texts is at fault; the first four are the error codes of the standard.
  ///
  /// Source: XPath and XQuery Functions and Operators 3.1, 5.6 and appendix C.
  package enum Code: String, Hashable, Sendable {
    /// The flags have a letter that means nothing.
    case flags = "FORX0001"
    /// The pattern is not a regular expression.
    case pattern = "FORX0002"
    /// The pattern matches the empty text, so it cannot replace or split.
    case emptyMatch = "FORX0003"
    /// The replacement has a loose `$` or `\`.
    case replacement = "FORX0004"
    /// One of `PatternLimits` is passed.
    case limit
  }

  /// Which text is at fault, and how.
  package let code: Code
  /// Where in the pattern, or in the replacement for `Code.replacement`: characters (Unicode
  /// scalars) from 0. It is 0 where the fault has no one place.
  package let offset: Int
  /// What is wrong: lower case, no full stop, the words at fault in quotes.
  package let message: LocalizedText

  private init(_ code: Code, at offset: Int = 0, nl: String, en: String) {
    self.code = code
    self.offset = offset
    message = LocalizedText(nl: nl, en: en)
  }
}

extension PatternError {
  static func unknownFlag(_ letter: Unicode.Scalar) -> PatternError {
    PatternError(
      .flags, nl: "onbekende vlag '\(letter)'; de vlaggen zijn s, m, i, x en q",
      en: "unknown flag '\(letter)'; the flags are s, m, i, x and q")
  }

  static func matchesEmptyText() -> PatternError {
    PatternError(
      .emptyMatch, nl: "het patroon past op lege tekst en kan dus niet vervangen of splitsen",
      en: "the pattern matches the empty text, so it cannot replace or split")
  }

  static func looseDollar(at offset: Int) -> PatternError {
    PatternError(
      .replacement, at: offset,
      nl: "na '$' hoort een cijfer; schrijf '\\$' voor een dollarteken",
      en: "'$' must be followed by a digit; write '\\$' for a dollar sign")
  }

  static func looseBackslash(at offset: Int) -> PatternError {
    PatternError(
      .replacement, at: offset, nl: "na '\\' hoort '\\' of '$' in een vervangende tekst",
      en: "'\\' must be followed by '\\' or '$' in a replacement")
  }
}

/// The faults of a pattern's text.
extension PatternError {
  static func unescaped(_ character: Unicode.Scalar, at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset,
      nl: "'\(character)' hoort hier niet; schrijf '\\\(character)' voor het teken zelf",
      en: "'\(character)' does not belong here; write '\\\(character)' for the character itself")
  }

  static func nothingToRepeat(_ quantifier: Unicode.Scalar, at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "voor '\(quantifier)' staat niets om te herhalen",
      en: "there is nothing to repeat before '\(quantifier)'")
  }

  static func repeatedTwice(_ quantifier: Unicode.Scalar, at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset,
      nl: "'\(quantifier)' volgt op een ander aantal; zet wat je herhaalt in '(?:' en ')'",
      en: "'\(quantifier)' follows another quantifier; put what you repeat in '(?:' and ')'")
  }

  static func malformedQuantity(at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "een aantal is '{3}', '{3,}' of '{3,5}'",
      en: "a quantity is '{3}', '{3,}' or '{3,5}'")
  }

  static func quantityReversed(at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "het grootste aantal is kleiner dan het kleinste",
      en: "the greatest quantity is less than the least")
  }

  static func unclosed(_ bracket: Unicode.Scalar, at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "deze '\(bracket)' wordt niet gesloten",
      en: "this '\(bracket)' is not closed")
  }

  static func unknownGroupKind(at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset,
      nl: "na '(?' kan alleen ':' staan; vooruit- en terugkijken bestaat niet",
      en: "only ':' can follow '(?'; there is no looking ahead or behind")
  }

  static func danglingBackslash(at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "na '\\' hoort nog een teken",
      en: "'\\' must be followed by a character")
  }

  static func unknownEscape(_ character: Unicode.Scalar, at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "'\\\(character)' heeft geen betekenis in een patroon",
      en: "'\\\(character)' has no meaning in a pattern")
  }

  static func unknownGroup(_ number: Int, at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "voor '\\\(number)' is geen groep \(number) gesloten",
      en: "no group \(number) is closed before '\\\(number)'")
  }

  static func variableBackReference(_ number: Int, at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset,
      nl:
        "'\\\(number)' kan alleen naar een groep met vaste tekst verwijzen die zeker is gepasseerd;"
        + " anders is de zoektijd niet begrensd",
      en: "'\\\(number)' can only refer to a group of fixed text that was certainly passed;"
        + " otherwise the time to search has no bound")
  }

  static func backReferenceInClass(at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "een verwijzing naar een groep kan niet tussen '[' en ']' staan",
      en: "a reference to a group cannot stand between '[' and ']'")
  }

  static func malformedProperty(at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "schrijf '\\p{Lu}' of '\\p{IsBasicLatin}'",
      en: "write '\\p{Lu}' or '\\p{IsBasicLatin}'")
  }

  static func unknownProperty(_ name: String, at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "onbekende categorie of onbekend blok '\(name)'",
      en: "unknown category or block '\(name)'")
  }

  static func emptyClass(at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "tussen '[' en ']' staat geen teken",
      en: "there is no character between '[' and ']'")
  }

  static func rangeReversed(at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "het einde van dit bereik ligt voor het begin",
      en: "this range ends before it starts")
  }

  static func rangeNeedsCharacters(at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset,
      nl: "een bereik loopt van teken tot teken; schrijf '\\-' voor een streepje",
      en: "a range goes from character to character; write '\\-' for a hyphen")
  }

  static func subtractionNotLast(at offset: Int) -> PatternError {
    PatternError(
      .pattern, at: offset, nl: "na wat met '-[…]' is uitgezonderd hoort ']'",
      en: "']' must follow what '-[…]' takes out")
  }
}

/// The limits.
extension PatternError {
  static func patternTooLong(_ limit: Int) -> PatternError {
    PatternError(
      .limit, at: limit, nl: "het patroon is langer dan \(limit) tekens",
      en: "the pattern is longer than \(limit) characters")
  }

  static func nestedTooDeep(_ limit: Int, at offset: Int) -> PatternError {
    PatternError(
      .limit, at: offset, nl: "er staan meer dan \(limit) groepen in elkaar",
      en: "more than \(limit) groups are inside each other")
  }

  static func tooManyStates(_ limit: Int, at offset: Int) -> PatternError {
    PatternError(
      .limit, at: offset,
      nl: "het patroon heeft tot hier meer dan \(limit) toestanden; herhaal minder",
      en: "up to here the pattern has more than \(limit) states; repeat less")
  }

  static func inputTooLong(_ limit: Int) -> PatternError {
    PatternError(
      .limit, nl: "de doorzochte tekst is langer dan \(limit) tekens",
      en: "the text to search is longer than \(limit) characters")
  }

  static func outputTooLong(_ limit: Int) -> PatternError {
    PatternError(
      .limit, nl: "de tekst na vervanging is langer dan \(limit) tekens",
      en: "the text after replacement is longer than \(limit) characters")
  }

  static func tooManyRanges(_ limit: Int) -> PatternError {
    PatternError(
      .limit, nl: "de vindplaatsen en hun groepen zijn samen meer dan \(limit)",
      en: "the matches and their groups are more than \(limit) together")
  }

  static func tooManyVisits() -> PatternError {
    PatternError(
      .limit, nl: "dit patroon is te ingewikkeld voor een tekst van deze lengte",
      en: "this pattern is too complex for a text of this length")
  }
}
