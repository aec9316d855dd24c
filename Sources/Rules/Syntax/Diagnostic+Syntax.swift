/// What the grammar asks for at some place, in an author's words.
enum Expected {
  static let value = LocalizedText(nl: "een waarde of een naam", en: "a value or a name")
  static let test = LocalizedText(
    nl: "een voorwaarde (een waarde, een bereik of '< 5')",
    en: "a test (a value, a range or '< 5')")
  static let name = LocalizedText(nl: "een naam", en: "a name")
  static let key = LocalizedText(
    nl: "een naam met een dubbele punt erachter", en: "a name with a colon after it")
  static let type = LocalizedText(nl: "een type", en: "a type")
  static let string = LocalizedText(
    nl: "een tekst tussen dubbele aanhalingstekens", en: "a text in double quotes")
  static let operation = LocalizedText(
    nl: "een bewerking (zoals '+', '=' of 'and') of het einde",
    en: "an operator (such as '+', '=' or 'and') or the end")
  static let end = LocalizedText(nl: "het einde", en: "the end")

  static func word(_ text: String) -> LocalizedText {
    LocalizedText(nl: "'\(text)'", en: "'\(text)'")
  }

  static func comma(or closer: Symbol) -> LocalizedText {
    LocalizedText(nl: "',' of '\(closer.rawValue)'", en: "',' or '\(closer.rawValue)'")
  }
}

// What the lexer reports.
extension Fault {
  static func unclosedString(at range: SourceRange) -> Fault {
    Fault(
      .expressionSyntax, nl: "deze tekst wordt niet afgesloten", en: "this text is never closed",
      mendNL: "zet er een \" achter; een nieuwe regel in een tekst is \\n",
      mendEN: "put a \" after it; a line break in a text is \\n",
      edit: Edit(SourceRange(range.end, range.end), "\""), at: range)
  }

  static func unclosedComment(at range: SourceRange) -> Fault {
    Fault(
      .expressionSyntax, nl: "deze opmerking wordt niet afgesloten",
      en: "this comment is never closed",
      mend: LocalizedText(nl: "sluit af met */", en: "close it with */"), at: range)
  }

  static func unknownEscape(_ written: String, at range: SourceRange) -> Fault {
    Fault(
      .expressionSyntax, nl: "'\(written)' is geen teken", en: "'\(written)' is not a character",
      mendNL: "schrijf \\u00e9 (4 cijfers) of \\U01F40E (6 cijfers), of \\\\ voor een backslash",
      mendEN: "write \\u00e9 (4 digits) or \\U01F40E (6 digits), or \\\\ for a backslash",
      at: range)
  }

  static func longNumber(limit: Int, at range: SourceRange) -> Fault {
    Fault(
      .tooLarge, nl: "dit getal heeft meer dan \(limit) tekens",
      en: "this number has more than \(limit) characters", at: range)
  }

  static func foreignSymbol(_ written: String, meant: String, at range: SourceRange) -> Fault {
    Fault(
      .expressionSyntax, nl: "'\(written)' is geen bewerking in FEEL",
      en: "'\(written)' is not an operator in FEEL",
      mend: LocalizedText(nl: "schrijf '\(meant)'", en: "write '\(meant)'"),
      edit: Edit(range, meant), at: range)
  }

  static func unknownCharacter(_ written: String, at range: SourceRange) -> Fault {
    Fault(
      .expressionSyntax, nl: "'\(written)' heeft in FEEL geen betekenis",
      en: "'\(written)' has no meaning in FEEL",
      mend: habits[written].map { LocalizedText(nl: "schrijf \($0)", en: "write \($0)") },
      // Of a field in percents `5%` is 5.
      edit: ["!", "%"].contains(written)
        ? nil : habits[written].map { Edit(range, String($0.dropFirst().dropLast())) },
      at: range)
  }

  /// What to write for what people know from elsewhere.
  private static let habits = [
    "&&": "'and'", "&": "'and'", "||": "'or'", "|": "'or'", "!": "'not(…)'", ";": "','",
    "%": "'/ 100'", "^": "'**'", "“": "'\"'", "”": "'\"'", "„": "'\"'", "‘": "'\"'", "`": "'\"'",
    "–": "'-'", "×": "'*'", "÷": "'/'", "…": "'..'",
  ]
}

/// What people write from habit where FEEL has a word or a sign of its own.
struct Habit {
  let mend: LocalizedText
  /// What to write in its place, where only one thing can be meant.
  let instead: String?

  private static let words = [
    "en": "and", "of": "or", "waar": "true", "onwaar": "false", "ja": "true", "nee": "false",
    "yes": "true", "no": "false",
  ]

  /// These have a place of their own.
  private static let forms = [
    "niet": "not(…)", "is": "=", "als": "if … then … else …", "dan": "then", "anders": "else",
    "elke": "every", "groter": ">", "kleiner": "<", "minstens": ">=", "hoogstens": "<=",
  ]

  /// - Returns: `nil` for a word that is none of these.
  init?(word: String) {
    let word = word.lowercased()
    instead = Self.words[word]
    guard let form = instead ?? Self.forms[word] else { return nil }
    mend = LocalizedText(nl: "schrijf '\(form)'", en: "write '\(form)'")
  }

  /// A comma before the decimals of a number.
  init(decimals: String, of whole: String) {
    // `20,000` may be twenty as well as twenty thousand.
    guard decimals.utf8.count != 3 || whole.hasPrefix("0") else {
      instead = nil
      mend = LocalizedText(
        nl:
          "bedoelt u duizendtallen, schrijf dan '\(whole)\(decimals)'; decimalen staan achter een punt",
        en: "if you mean thousands, write '\(whole)\(decimals)'; decimals stand behind a point")
      return
    }
    instead = "."
    mend = LocalizedText(
      nl: "schrijf '\(whole).\(decimals)', met een punt voor de decimalen",
      en: "write '\(whole).\(decimals)', with a point before the decimals")
  }
}

// What the parser reports.
extension Fault {
  static func expected(
    _ wanted: LocalizedText, butFound token: Token, mend: LocalizedText? = nil,
    edit: Edit? = nil, at range: SourceRange
  ) -> Fault {
    if token.kind == .end {
      return Fault(
        .expressionSyntax, nl: "hier ontbreekt \(wanted.nl)", en: "\(wanted.en) is missing here",
        mend: mend, at: range
      )
    }
    let found = quoted(token)
    return Fault(
      .expressionSyntax, nl: "hier staat \(found), maar verwacht wordt \(wanted.nl)",
      en: "found \(found), but expected \(wanted.en)", mend: mend, edit: edit, at: range)
  }

  private static func quoted(_ token: Token) -> String {
    let shown = token.text.count > 30 ? "\(token.text.prefix(29))…" : token.text
    let mark = token.kind == .string || shown == "'" ? "\"" : "'"
    return mark + shown + mark
  }

  static func unclosed(_ opener: Token, missing closer: Symbol) -> Fault {
    Fault(
      .expressionSyntax, nl: "'\(opener.text)' wordt niet afgesloten",
      en: "'\(opener.text)' is never closed",
      mend: LocalizedText(
        nl: "zet '\(closer.rawValue)' waar het ophoort",
        en: "add '\(closer.rawValue)' where it ends"),
      at: opener.range)
  }

  static func unopened(_ closer: Token) -> Fault {
    Fault(
      .expressionSyntax, nl: "bij deze '\(closer.text)' hoort geen begin",
      en: "nothing opens this '\(closer.text)'",
      mend: LocalizedText(nl: "haal hem weg", en: "remove it"), at: closer.range)
  }

  static func mixedArguments(at range: SourceRange) -> Fault {
    Fault(
      .expressionSyntax, nl: "argumenten met en zonder naam staan door elkaar",
      en: "arguments with and without a name are mixed",
      mendNL: "geef ze allemaal een naam, of geen", mendEN: "name all of them, or none",
      at: range)
  }

  static func emptyText(_ wanted: LocalizedText) -> Fault {
    Fault(
      .expressionSyntax, nl: "hier staat niets; verwacht wordt \(wanted.nl)",
      en: "there is nothing here; expected \(wanted.en)", at: SourceRange(0, 0))
  }

  static func longText(limit: Int) -> Fault {
    Fault(
      .tooLarge, nl: "deze tekst heeft meer dan \(limit) tekens",
      en: "this text has more than \(limit) characters", mend: split, at: SourceRange(0, 0))
  }

  static func deep(limit: Int, at range: SourceRange) -> Fault {
    Fault(
      .tooLarge, nl: "dit is meer dan \(limit) niveaus diep",
      en: "this is more than \(limit) levels deep",
      mend: split, at: range)
  }

  static func longChain(limit: Int, at range: SourceRange) -> Fault {
    Fault(
      .tooLarge, nl: "hier staan meer dan \(limit) delen achter elkaar",
      en: "there are more than \(limit) parts in a row here", mend: split, at: range)
  }

  private static let split = LocalizedText(
    nl: "verdeel het over meer definities", en: "spread it over several definitions")
}
