// Faults of the text as a whole, and of what stands around its root.
extension InterchangeFault {
  static let xmlCharacter = InterchangeFault(
    .xmlSyntax, nl: "dit teken mag niet in XML staan",
    en: "this character must not stand in XML",
    mendNL: "haal het weg",
    mendEN: "remove it")

  static let xmlDeclaration = InterchangeFault(
    .xmlSyntax, nl: "zo begint een XML-bestand niet",
    en: "an XML file does not begin like this",
    mendNL:
      "begin met <?xml version=\"1.0\" encoding=\"UTF-8\"?>, op de eerste plaats van het bestand",
    mendEN: "begin with <?xml version=\"1.0\" encoding=\"UTF-8\"?>, in the first place of the file")

  static func xmlVersion(_ version: String) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "versie '\(version.shortened)' van XML wordt hier niet gelezen, alleen 1.0",
      en: "version '\(version.shortened)' of XML is not read here, only 1.0",
      mendNL: "schrijf version=\"1.0\"",
      mendEN: "write version=\"1.0\"")
  }

  static func xmlEncoding(_ encoding: String) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "de codering '\(encoding.shortened)' wordt hier niet gelezen",
      en: "the encoding '\(encoding.shortened)' is not read here",
      mendNL: "sla het bestand op als UTF-8, en schrijf encoding=\"UTF-8\"",
      mendEN: "save the file as UTF-8, and write encoding=\"UTF-8\"")
  }

  static let xmlDocumentType = InterchangeFault(
    .xmlSyntax, nl: "een DOCTYPE wordt hier niet gelezen",
    en: "a DOCTYPE is not read here",
    mendNL: "haal de DOCTYPE weg",
    mendEN: "remove the DOCTYPE")

  static let xmlMarkup = InterchangeFault(
    .xmlSyntax, nl: "na '<!' hoort een opmerking te staan: <!-- … -->",
    en: "a comment is expected after '<!': <!-- … -->",
    mendNL: "haal weg wat hier begint, of schrijf &lt; voor het teken zelf",
    mendEN: "remove what begins here, or write &lt; for the character itself")

  static let xmlNoElement = InterchangeFault(
    .xmlSyntax, nl: "hier hoort een element te staan",
    en: "an element is expected here",
    mendNL: "vul het bestand aan, of kies een ander bestand",
    mendEN: "complete the file, or choose another one")

  static let xmlTextOutside = InterchangeFault(
    .xmlSyntax, nl: "hier staat tekst buiten elk element",
    en: "text stands outside any element here",
    mendNL: "haal de tekst weg",
    mendEN: "remove the text")

  static let xmlAfterRoot = InterchangeFault(
    .xmlSyntax, nl: "na het einde van het eerste element mag niets meer staan",
    en: "nothing may follow the end of the first element",
    mendNL: "haal weg wat erna staat, of zet het eerste element eromheen",
    mendEN: "remove what follows, or put the first element around it")

  static let xmlTooMany = InterchangeFault(
    .xmlSyntax, nl: "dit bestand bevat te veel onderdelen",
    en: "this file holds too many parts",
    mendNL: "haal weg wat er niet in hoort",
    mendEN: "remove what does not belong in it")
}

// Faults of elements and attributes.
extension InterchangeFault {
  static let xmlNotOpen = InterchangeFault(
    .xmlSyntax, nl: "hier wordt een element afgesloten dat niet open is",
    en: "an element is closed here that is not open",
    mendNL: "haal dit weg, of zet het begin van het element ervoor",
    mendEN: "remove this, or put the start of the element before it")

  static func xmlUnclosedElement(_ name: String) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "'\(name.shortened)' wordt niet afgesloten",
      en: "'\(name.shortened)' is not closed",
      mendNL: "zet er </\(name.shortened)> achter",
      mendEN: "put </\(name.shortened)> behind it")
  }

  static func xmlWrongEnd(
    _ name: String, expected: String, openedAt place: SourceText.Position
  ) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax,
      nl: "'\(name.shortened)' sluit hier af, maar '\(expected.shortened)' van regel "
        + "\(place.line), teken \(place.column) is nog open",
      en: "'\(name.shortened)' closes here, but '\(expected.shortened)' of line "
        + "\(place.line), column \(place.column) is still open",
      mendNL: "maak er </\(expected.shortened)> van, of zet dat ervoor",
      mendEN: "make it </\(expected.shortened)>, or put that before it")
  }

  static func xmlUnclosed(_ sign: String) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "wat hier begint, wordt niet afgesloten met \(sign)",
      en: "what begins here is not closed with \(sign)",
      mendNL: "zet \(sign) aan het eind ervan",
      mendEN: "put \(sign) at its end")
  }

  static let xmlNoElementName = InterchangeFault(
    .xmlSyntax, nl: "na '<' hoort de naam van een element",
    en: "the name of an element is expected after '<'",
    mendNL: "schrijf &lt; voor het teken zelf",
    mendEN: "write &lt; for the character itself")

  static let xmlNoName = InterchangeFault(
    .xmlSyntax, nl: "hier hoort een naam",
    en: "a name is expected here",
    mendNL: "begin de naam met een letter of '_', zonder spatie ervoor",
    mendEN: "begin the name with a letter or '_', without a space before it")

  static let xmlNoTarget = InterchangeFault(
    .xmlSyntax, nl: "na '<?' hoort een naam, en dan een spatie of '?>'",
    en: "a name is expected after '<?', and then a space or '?>'",
    mendNL: "haal weg wat hier begint, of geef het een naam",
    mendEN: "remove what begins here, or give it a name")

  static let xmlNoAttribute = InterchangeFault(
    .xmlSyntax, nl: "hier hoort een attribuut of '>'",
    en: "an attribute or '>' is expected here",
    mendNL: "schrijf een attribuut zo: naam=\"waarde\"",
    mendEN: "write an attribute as: name=\"value\"")

  static let xmlNoSpace = InterchangeFault(
    .xmlSyntax, nl: "voor dit attribuut hoort een spatie",
    en: "a space is expected before this attribute",
    mendNL: "zet er een spatie voor",
    mendEN: "put a space before it")

  static let xmlNoValue = InterchangeFault(
    .xmlSyntax, nl: "na de naam van een attribuut hoort '='",
    en: "'=' is expected after the name of an attribute",
    mendNL: "schrijf een attribuut zo: naam=\"waarde\"",
    mendEN: "write an attribute as: name=\"value\"")

  static let xmlNoQuote = InterchangeFault(
    .xmlSyntax, nl: "de waarde van een attribuut hoort tussen aanhalingstekens",
    en: "the value of an attribute belongs between quotation marks",
    mendNL: "zet rechte aanhalingstekens (\") om de waarde",
    mendEN: "put straight quotation marks (\") around the value")

  static let xmlLessInValue = InterchangeFault(
    .xmlSyntax, nl: "'<' mag niet in een attribuut staan",
    en: "'<' must not stand in an attribute",
    mendNL: "schrijf &lt;, of sluit de waarde eerder af met een aanhalingsteken",
    mendEN: "write &lt;, or close the value before it with a quotation mark")

  static func xmlRepeated(_ name: String) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "het attribuut '\(name.shortened)' staat er twee keer",
      en: "the attribute '\(name.shortened)' stands here twice",
      mendNL: "haal een van de twee weg",
      mendEN: "remove one of the two")
  }

  static func xmlTooDeep(_ limit: Int) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "hier zitten meer dan \(limit) elementen in elkaar",
      en: "more than \(limit) elements stand inside one another here",
      mendNL: "maak de opbouw eenvoudiger",
      mendEN: "make the structure simpler")
  }

  static func xmlTooManyAttributes(_ limit: Int) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "dit element heeft meer dan \(limit) attributen",
      en: "this element has more than \(limit) attributes",
      mendNL: "haal weg wat er niet in hoort",
      mendEN: "remove what does not belong in it")
  }
}

// Faults of characters and comments.
extension InterchangeFault {
  static let xmlDataEnd = InterchangeFault(
    .xmlSyntax, nl: "']]>' mag niet in tekst staan",
    en: "']]>' must not stand in text",
    mendNL: "schrijf ]]&gt;",
    mendEN: "write ]]&gt;")

  static let xmlDashes = InterchangeFault(
    .xmlSyntax, nl: "'--' mag niet in een opmerking staan",
    en: "'--' must not stand in a comment",
    mendNL: "zet een spatie tussen de streepjes, of sluit de opmerking af met -->",
    mendEN: "put a space between the dashes, or close the comment with -->")

  static let xmlReference = InterchangeFault(
    .xmlSyntax, nl: "na '&' hoort een naam of een nummer, en dan ';'",
    en: "a name or a number is expected after '&', and then ';'",
    mendNL: "schrijf &amp; voor het teken zelf",
    mendEN: "write &amp; for the character itself")

  static let xmlNumber = InterchangeFault(
    .xmlSyntax, nl: "dit nummer is van geen teken dat in XML mag staan",
    en: "this number is of no character that may stand in XML",
    mendNL: "haal het weg, of schrijf het nummer van een ander teken",
    mendEN: "remove it, or write the number of another character")

  static func xmlUnknownEntity(_ name: String) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "'&\(name.shortened);' is hier niet bekend",
      en: "'&\(name.shortened);' is not known here",
      mendNL: "schrijf het teken zelf, of zijn nummer: &#…;",
      mendEN: "write the character itself, or its number: &#…;")
  }
}

// Faults of namespaces.
extension InterchangeFault {
  static func xmlColon(_ name: String) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "'\(name.shortened)' heeft een dubbele punt op een verkeerde plaats",
      en: "'\(name.shortened)' has a colon in a wrong place",
      mendNL: "schrijf voorvoegsel:naam, of een naam zonder dubbele punt",
      mendEN: "write prefix:name, or a name without a colon")
  }

  static func xmlUnknownPrefix(_ prefix: String) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "het voorvoegsel '\(prefix.shortened)' heeft geen namespace",
      en: "the prefix '\(prefix.shortened)' has no namespace",
      mendNL: "voeg xmlns:\(prefix.shortened)=\"…\" toe",
      mendEN: "add xmlns:\(prefix.shortened)=\"…\"")
  }

  /// - Parameter words: the prefix or the namespace that is not free.
  static func xmlReserved(_ words: String) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "'\(words.shortened)' heeft in XML al een vaste betekenis",
      en: "'\(words.shortened)' has a fixed meaning in XML already",
      mendNL: "kies een ander voorvoegsel en een andere namespace",
      mendEN: "choose another prefix and another namespace")
  }

  static func xmlNoNamespace(_ prefix: String) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "het voorvoegsel '\(prefix.shortened)' krijgt hier een lege namespace",
      en: "the prefix '\(prefix.shortened)' is given an empty namespace here",
      mendNL: "vul de namespace in, of haal het attribuut weg",
      mendEN: "fill the namespace in, or remove the attribute")
  }

  static func xmlTooManyNamespaces(_ limit: Int) -> InterchangeFault {
    InterchangeFault(
      .xmlSyntax, nl: "hier zijn meer dan \(limit) namespaces tegelijk in gebruik",
      en: "more than \(limit) namespaces are declared around this place",
      mendNL: "haal weg wat niet gebruikt wordt",
      mendEN: "remove what is not used")
  }
}
