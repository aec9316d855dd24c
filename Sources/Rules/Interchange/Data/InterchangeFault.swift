/// One kind of fault in a JSON, YAML or XML text: what is wrong and how to mend it.
struct InterchangeFault: Sendable {
  let code: DiagnosticCode
  let message: LocalizedText
  let mend: LocalizedText

  init(_ code: DiagnosticCode, nl: String, en: String, mendNL: String, mendEN: String) {
    self.code = code
    message = LocalizedText(nl: nl, en: en)
    mend = LocalizedText(nl: mendNL, en: mendEN)
  }
}

// Faults of any text.
extension InterchangeFault {
  static let emptyText = InterchangeFault(
    .notText, nl: "het bestand is leeg",
    en: "the file is empty",
    mendNL: "vul het in en sla het op, of kies een ander bestand",
    mendEN: "fill it in and save it, or choose another file")

  static let wideEncoding = InterchangeFault(
    .notText, nl: "het bestand is opgeslagen als UTF-16 of UTF-32, niet als UTF-8",
    en: "the file is saved as UTF-16 or UTF-32, not as UTF-8",
    mendNL: "sla het opnieuw op en kies bij 'codering' voor UTF-8",
    mendEN: "save it again and choose UTF-8 as its encoding")

  static let notText = InterchangeFault(
    .notText, nl: "hier staat iets dat geen leesbare tekst in UTF-8 is",
    en: "there is something here that is not readable UTF-8 text",
    mendNL: "kies een tekstbestand (geen Word of PDF) en sla het op met codering UTF-8",
    mendEN: "choose a text file (not Word or PDF) and save it with the encoding UTF-8")
}

// Faults of a JSON text.
extension InterchangeFault {
  static let jsonNoValue = InterchangeFault(
    .jsonSyntax, nl: "hier hoort een waarde te staan",
    en: "a value is expected here",
    mendNL:
      "vul een waarde in: een tekst tussen dubbele aanhalingstekens, een getal, true, false of null",
    mendEN: "give a value: a text between double quotes, a number, true, false or null")

  static let jsonAfterEnd = InterchangeFault(
    .jsonSyntax, nl: "na het einde van de gegevens staat nog meer tekst",
    en: "more text follows the end of the data",
    mendNL: "haal deze tekst weg, of haal een haakje weg dat te vroeg sluit",
    mendEN: "remove this text, or a bracket that closes too early")

  static let jsonTrailingComma = InterchangeFault(
    .jsonSyntax, nl: "na deze komma komt niets meer",
    en: "nothing follows this comma",
    mendNL: "haal de komma weg",
    mendEN: "remove the comma")

  static let jsonNoComma = InterchangeFault(
    .jsonSyntax, nl: "hier hoort een komma of een sluithaakje te staan",
    en: "a comma or a closing bracket is expected here",
    mendNL: "zet een komma tussen twee onderdelen",
    mendEN: "put a comma between two parts")

  static let jsonNoColon = InterchangeFault(
    .jsonSyntax, nl: "na de naam van een veld hoort een dubbele punt te staan",
    en: "a colon is expected after the name of a field",
    mendNL: "schrijf het zo: \"naam\": waarde",
    mendEN: "write it as: \"name\": value")

  static let jsonNoKey = InterchangeFault(
    .jsonSyntax, nl: "hier hoort de naam van een veld te staan",
    en: "the name of a field is expected here",
    mendNL: "schrijf de naam tussen dubbele aanhalingstekens",
    mendEN: "write the name between double quotes")

  static let jsonBareKey = InterchangeFault(
    .jsonSyntax, nl: "de naam van dit veld staat niet tussen aanhalingstekens",
    en: "the name of this field has no quotes",
    mendNL: "zet de naam tussen dubbele aanhalingstekens",
    mendEN: "put the name between double quotes")

  static let jsonSingleQuote = InterchangeFault(
    .jsonSyntax, nl: "JSON kent geen enkele aanhalingstekens",
    en: "JSON has no single quotes",
    mendNL: "gebruik dubbele aanhalingstekens (\")",
    mendEN: "use double quotes (\")")

  static let jsonComment = InterchangeFault(
    .jsonSyntax, nl: "JSON kent geen opmerkingen",
    en: "JSON has no comments",
    mendNL: "haal de opmerking weg",
    mendEN: "remove the comment")

  static let jsonNumber = InterchangeFault(
    .jsonSyntax, nl: "dit getal is niet goed geschreven",
    en: "this number is not written well",
    mendNL:
      "schrijf alleen cijfers, met een punt voor de decimalen en zonder nul vooraan: 1250000 of 0.5",
    mendEN: "write digits only, with a point before decimals and no zero in front: 1250000 or 0.5")

  static let jsonUnclosedText = InterchangeFault(
    .jsonSyntax, nl: "de tekst die hier begint, heeft geen aanhalingsteken aan het eind",
    en: "the text that begins here has no quote at its end",
    mendNL: "zet een aanhalingsteken (\") aan het eind van de tekst",
    mendEN: "put a quote (\") at the end of the text")

  static let jsonLineBreak = InterchangeFault(
    .jsonSyntax, nl: "deze tekst heeft geen aanhalingsteken aan het eind van de regel",
    en: "this text has no quote at the end of its line",
    mendNL: "zet er een aanhalingsteken (\") achter; schrijf een nieuwe regel in een tekst als \\n",
    mendEN: "put a quote (\") after it; write a line break inside a text as \\n")

  static let controlCharacter = InterchangeFault(
    .jsonSyntax, nl: "in deze tekst staat een onzichtbaar teken, zoals een tab",
    en: "this text holds an invisible character, such as a tab",
    mendNL: "haal het teken weg of maak er een spatie van",
    mendEN: "remove the character or make it a space")

  static let jsonEscape = InterchangeFault(
    .jsonSyntax, nl: "na een backslash (\\) staat hier een verkeerd teken",
    en: "a wrong character follows this backslash (\\)",
    mendNL: "schrijf een gewone backslash dubbel: \\\\",
    mendEN: "write an ordinary backslash twice: \\\\")

  static let jsonSurrogate = InterchangeFault(
    .jsonSyntax, nl: "deze code is maar de helft van een teken",
    en: "this code is only half of a character",
    mendNL: "schrijf het teken zelf, of beide helften achter elkaar",
    mendEN: "write the character itself, or both halves in a row")
}

// What YAML allows and this reader refuses.
extension InterchangeFault {
  static let yamlAnchor = InterchangeFault(
    .yamlFeature, nl: "een woord met '&' ervoor is in YAML een anker, en ankers mogen hier niet",
    en: "a word after '&' is an anchor in YAML, and anchors are not allowed here",
    mendNL:
      "schrijf de waarde op elke plek uit; is het gewone tekst, zet die dan tussen aanhalingstekens",
    mendEN: "write the value out in each place; if it is ordinary text, put it between quotes")

  static let yamlAlias = InterchangeFault(
    .yamlFeature,
    nl: "een woord met '*' ervoor is in YAML een verwijzing, en verwijzingen mogen hier niet",
    en: "a word after '*' is an alias in YAML, and aliases are not allowed here",
    mendNL: "schrijf de waarde hier uit; is het gewone tekst, zet die dan tussen aanhalingstekens",
    mendEN: "write the value out here; if it is ordinary text, put it between quotes")

  static let yamlTag = InterchangeFault(
    .yamlFeature, nl: "een woord met '!' ervoor is in YAML een tag, en tags mogen hier niet",
    en: "a word after '!' is a tag in YAML, and tags are not allowed here",
    mendNL: "haal het woord weg; is het gewone tekst, zet die dan tussen aanhalingstekens",
    mendEN: "remove the word; if it is ordinary text, put it between quotes")

  static let yamlMerge = InterchangeFault(
    .yamlFeature, nl: "'<<' voegt in YAML velden van elders in, en dat mag hier niet",
    en: "'<<' merges fields from elsewhere in YAML, which is not allowed here",
    mendNL: "schrijf de velden hier uit",
    mendEN: "write the fields out here")

  static let yamlSecondDocument = InterchangeFault(
    .yamlFeature, nl: "hier begint een tweede document; een bestand mag er maar één hebben",
    en: "a second document begins here; a file may hold only one",
    mendNL: "zet het tweede deel in een eigen bestand, of haal de regel met '---' of '...' weg",
    mendEN: "put the second part in a file of its own, or remove the line with '---' or '...'")

  static let yamlKeyNotText = InterchangeFault(
    .yamlSyntax, nl: "de naam van een veld moet een tekst zijn, geen lijst of groep",
    en: "the name of a field must be a text, not a list or a group",
    mendNL:
      "schrijf een naam vóór de dubbele punt; zet tekst met { of [ vooraan tussen aanhalingstekens",
    mendEN: "write a name before the colon; put text that begins with { or [ between quotes")

  static let yamlNoKey = InterchangeFault(
    .yamlSyntax, nl: "vóór deze dubbele punt staat geen naam van een veld",
    en: "there is no name of a field before this colon",
    mendNL: "zet er een naam voor, of zet de tekst tussen aanhalingstekens",
    mendEN: "put a name before it, or put the text between quotes")
}
