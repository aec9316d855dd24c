internal import CYaml

/// Why the YAML parser stopped, and where; it says so in English, in some fifty fixed sentences.
struct YAMLProblem {
  enum Place {
    /// The number of a Unicode scalar, from 0.
    case scalar(Int)
    /// The number of a byte, from 0.
    case byte(Int)
  }

  let place: Place
  private let problem: String
  private let context: String

  init(_ parser: yaml_parser_t) {
    problem = parser.problem.map { String(cString: $0) } ?? ""
    context = parser.context.map { String(cString: $0) } ?? ""
    if parser.error == YAML_READER_ERROR {
      place = .byte(Int(clamping: parser.problem_offset))
    } else if Self.toldAtStart.contains(problem) || Self.wordContexts.contains(context) {
      place = .scalar(Int(clamping: parser.context_mark.index))
    } else {
      place = .scalar(Int(clamping: parser.problem_mark.index))
    }
  }

  /// Problems that are noticed far behind the word or the quote that caused them.
  private static let toldAtStart: Set<String> = [
    "could not find expected ':'", "found unexpected end of stream",
    "found unexpected document indicator", "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
  ]

  /// Words that begin with `*`, `&` or `!`: the word is the fault, not where it went wrong.
  private static let wordContexts: Set<String> = [
    "while scanning an alias", "while scanning an anchor", "while scanning a tag",
    "while parsing a tag",
  ]

  /// The parser has a limit of its own, which a long line of opening brackets reaches first.
  var isTooDeep: Bool { problem.hasPrefix("Maximum nesting level") }

  /// What to tell the author.
  ///
  /// - Parameter byte: The byte at the place, if there is one.
  func fault(at byte: UInt8?) -> InterchangeFault {
    if problem.hasPrefix("found a tab") || byte == UInt8(ascii: "\t") { return .yamlTab }
    switch byte {
    case UInt8(ascii: "*") where Self.wordContexts.contains(context): return .yamlAlias
    case UInt8(ascii: "&") where Self.wordContexts.contains(context): return .yamlAnchor
    case _ where Self.wordContexts.contains(context): return .yamlTag
    default: break
    }
    if context.contains("directive") { return .yamlBadStart }
    if context.contains("block scalar") { return .yamlBlockHeader }
    return Self.faults[problem] ?? .yamlOther
  }

  private static let faults: [String: InterchangeFault] = [
    "mapping values are not allowed in this context": .yamlColon,
    "found unexpected ':'": .yamlColon,
    "found undefined tag handle": .yamlTag,
    "block sequence entries are not allowed in this context": .yamlDash,
    "mapping keys are not allowed in this context": .yamlBadStart,
    "found character that cannot start any token": .yamlBadStart,
    "could not find expected ':'": .yamlNoColon,
    "did not find expected key": .yamlIndentation,
    "did not find expected '-' indicator": .yamlNoDash,
    "did not find expected ',' or ']'": .yamlUnclosedList,
    "did not find expected ',' or '}'": .yamlUnclosedGroup,
    "found unexpected end of stream": .yamlUnclosedText,
    "found unexpected document indicator": .yamlUnclosedText,
    "found unknown escape character": .yamlEscape,
    "did not find expected hexdecimal number": .yamlEscape,
    "found invalid Unicode character escape code": .yamlEscape,
    "did not find expected <document start>": .yamlAfterEnd,
    "did not find expected node content": .yamlNoValue,
    "control characters are not allowed": .controlCharacter,
  ]
}

// Faults against the grammar of YAML.
extension InterchangeFault {
  static let yamlOther = InterchangeFault(
    .yamlSyntax, nl: "hier klopt de opbouw van de YAML-tekst niet",
    en: "the structure of the YAML text is wrong here",
    mendNL: "kijk of deze regel goed inspringt en zet tekst met leestekens tussen aanhalingstekens",
    mendEN: "see whether this line is indented well, and put text with punctuation between quotes")

  static let yamlTab = InterchangeFault(
    .yamlSyntax, nl: "hier staat een tab, en in YAML mag een regel niet met een tab inspringen",
    en: "there is a tab here, and in YAML a line may not be indented with a tab",
    mendNL: "vervang de tab door spaties",
    mendEN: "replace the tab by spaces")

  static let yamlColon = InterchangeFault(
    .yamlSyntax, nl: "deze dubbele punt staat op een plek waar dat niet kan",
    en: "this colon is in a place where it cannot be",
    mendNL: "hoort hij bij een tekst, zet dan de hele tekst tussen aanhalingstekens; "
      + "kijk anders of de regel goed inspringt",
    mendEN: "if it belongs to a text, put the whole text between quotes; otherwise see whether "
      + "the line is indented well")

  static let yamlDash = InterchangeFault(
    .yamlSyntax, nl: "dit streepje staat op een plek waar geen lijst kan beginnen",
    en: "this dash is in a place where no list can begin",
    mendNL: "zet het streepje op een nieuwe regel, onder de naam van het veld; "
      + "is het gewone tekst, zet die dan tussen aanhalingstekens",
    mendEN: "put the dash on a new line, under the name of the field; if it is ordinary text, put "
      + "it between quotes")

  static let yamlBadStart = InterchangeFault(
    .yamlSyntax, nl: "een tekst kan in YAML niet met dit teken beginnen",
    en: "a text cannot begin with this character in YAML",
    mendNL: "zet de hele tekst tussen aanhalingstekens",
    mendEN: "put the whole text between quotes")

  static let yamlNoColon = InterchangeFault(
    .yamlSyntax,
    nl: "in deze regel ontbreekt een dubbele punt met een spatie na de naam van het veld",
    en: "a colon and a space after the name of the field are missing in this line",
    mendNL: "schrijf het zo: naam: waarde",
    mendEN: "write it as: name: value")

  static let yamlIndentation = InterchangeFault(
    .yamlSyntax, nl: "deze regel past niet bij de regels ervoor",
    en: "this line does not fit the lines before it",
    mendNL: "laat velden van dezelfde groep even ver inspringen, en zet niets achter een tekst "
      + "tussen aanhalingstekens",
    mendEN: "indent the fields of one group equally, and put nothing after a text between quotes")

  static let yamlNoDash = InterchangeFault(
    .yamlSyntax, nl: "hier hoort een streepje te staan, zoals bij de rest van de lijst",
    en: "a dash is expected here, as in the rest of the list",
    mendNL: "zet '- ' voor elk onderdeel van de lijst en laat de streepjes even ver inspringen",
    mendEN: "put '- ' before each item of the list and indent the dashes equally")

  static let yamlUnclosedList = InterchangeFault(
    .yamlSyntax, nl: "de lijst die hier met '[' begint, wordt niet goed gesloten",
    en: "the list that begins here with '[' is not closed well",
    mendNL: "zet komma's tussen de onderdelen en ']' aan het eind; "
      + "is het gewone tekst, zet die dan tussen aanhalingstekens",
    mendEN: "put commas between the items and ']' at the end; if it is ordinary text, put it "
      + "between quotes")

  static let yamlUnclosedGroup = InterchangeFault(
    .yamlSyntax, nl: "de groep die hier met '{' begint, wordt niet goed gesloten",
    en: "the group that begins here with '{' is not closed well",
    mendNL: "zet komma's tussen de velden en '}' aan het eind; "
      + "is het gewone tekst, zet die dan tussen aanhalingstekens",
    mendEN: "put commas between the fields and '}' at the end; if it is ordinary text, put it "
      + "between quotes")

  static let yamlUnclosedText = InterchangeFault(
    .yamlSyntax, nl: "de tekst die hier begint, heeft geen aanhalingsteken aan het eind",
    en: "the text that begins here has no quote at its end",
    mendNL: "zet aan het eind hetzelfde aanhalingsteken als aan het begin",
    mendEN: "put the same quote at the end as at the beginning")

  static let yamlEscape = InterchangeFault(
    .yamlSyntax, nl: "na een backslash (\\) staat hier een verkeerd teken",
    en: "a wrong character follows a backslash (\\) here",
    mendNL: "schrijf een gewone backslash dubbel (\\\\), of zet de tekst tussen enkele "
      + "aanhalingstekens (')",
    mendEN: "write an ordinary backslash twice (\\\\), or put the text between single quotes (')")

  static let yamlBlockHeader = InterchangeFault(
    .yamlSyntax, nl: "na '|' of '>' hoort de tekst op een nieuwe regel te beginnen",
    en: "after '|' or '>' the text is expected to begin on a new line",
    mendNL: "zet de tekst op de volgende regels, verder ingesprongen",
    mendEN: "put the text on the next lines, indented further")

  static let yamlAfterEnd = InterchangeFault(
    .yamlSyntax, nl: "na het einde van de gegevens staat nog meer tekst",
    en: "more text follows the end of the data",
    mendNL: "haal deze tekst weg, of laat hem inspringen zoals de regels ervoor",
    mendEN: "remove this text, or indent it as the lines before it")

  static let yamlNoValue = InterchangeFault(
    .yamlSyntax, nl: "hier ontbreekt een waarde",
    en: "a value is missing here",
    mendNL: "vul een waarde in, of haal een leesteken weg dat er te veel staat",
    mendEN: "give a value, or remove a punctuation mark too many")
}
