/// What keeps a text from being XML, and where.
struct XMLFault: Error {
  enum Kind {
    case notUTF8
    case badCharacter
    case badVersion
    case badEncoding(String)
    case badDeclaration
    case documentType
    case noRoot
    case afterRoot
    case textOutside
    case noElement
    case unclosed(String)
    case unclosedElement(String)
    case wrongEnd(String, expected: String, line: Int)
    case badName
    case badAttribute
    case noSpace
    case noValue
    case noQuote
    case lessInValue
    case repeatedAttribute(String)
    case dataEnd
    case dashes
    case badReference
    case badCharacterReference
    case unknownEntity(String)
    case colon(String)
    case unknownPrefix(String)
    case reservedPrefix(String)
    case emptyNamespace(String)
    case tooDeep(Int)
    case tooMany(Int)
  }

  let kind: Kind
  let range: SourceRange

  init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  func diagnostic(in source: SourceText) -> Diagnostic {
    let (message, mend) = words
    return Diagnostic(.error, message, mend: mend, at: range, in: source)
  }

  private typealias Words = (LocalizedText, LocalizedText?)

  private static func words(_ nl: String, _ en: String, mend: (String, String)? = nil) -> Words {
    (LocalizedText(nl: nl, en: en), mend.map { LocalizedText(nl: $0.0, en: $0.1) })
  }

  private var words: Words {
    switch kind {
    case .notUTF8, .badCharacter, .badVersion, .badEncoding, .badDeclaration, .documentType:
      wordsOnText
    case .noRoot, .afterRoot, .textOutside, .noElement, .unclosed, .unclosedElement, .wrongEnd,
      .tooDeep, .tooMany:
      wordsOnStructure
    case .badName, .badAttribute, .noSpace, .noValue, .noQuote, .lessInValue, .repeatedAttribute,
      .dataEnd, .dashes, .badReference, .badCharacterReference, .unknownEntity, .colon,
      .unknownPrefix, .reservedPrefix, .emptyNamespace:
      wordsOnMarkup
    }
  }

  private var wordsOnText: Words {
    switch kind {
    case .notUTF8:
      Self.words(
        "deze bytes zijn geen tekst in UTF-8", "these bytes are no text in UTF-8",
        mend: ("sla het bestand op als UTF-8", "save the file as UTF-8"))
    case .badCharacter:
      Self.words(
        "dit teken mag niet in XML staan", "this character must not stand in XML",
        mend: ("haal het weg", "remove it"))
    case .badVersion:
      Self.words(
        "dit is geen XML 1.0", "this is no XML 1.0",
        mend: ("schrijf version=\"1.0\"", "write version=\"1.0\""))
    case .badEncoding(let encoding):
      Self.words(
        "de codering '\(encoding.shortened)' wordt hier niet gelezen",
        "the encoding '\(encoding.shortened)' is not read here",
        mend: (
          "sla het bestand op als UTF-8, en schrijf encoding=\"UTF-8\"",
          "save the file as UTF-8, and write encoding=\"UTF-8\""
        ))
    case .badDeclaration:
      Self.words(
        "zo begint een XML-bestand niet", "an XML file does not begin like this",
        mend: (
          "begin met <?xml version=\"1.0\" encoding=\"UTF-8\"?>, op de eerste plaats van het bestand",
          "begin with <?xml version=\"1.0\" encoding=\"UTF-8\"?>, in the first place of the file"
        ))
    default:
      Self.words(
        "een DOCTYPE wordt hier niet gelezen", "a DOCTYPE is not read here",
        mend: ("haal de DOCTYPE weg", "remove the DOCTYPE"))
    }
  }

  private var wordsOnStructure: Words {
    switch kind {
    case .noRoot:
      Self.words("hier hoort een element te staan", "an element is expected here")
    case .afterRoot:
      Self.words(
        "na het einde van het eerste element mag niets meer staan",
        "nothing may follow the end of the first element")
    case .textOutside:
      Self.words(
        "hier staat tekst buiten elk element", "text stands outside any element here",
        mend: ("haal de tekst weg", "remove the text"))
    case .noElement:
      Self.words(
        "hier wordt een element afgesloten dat niet open is",
        "an element is closed here that is not open")
    case .unclosed(let what):
      Self.words(
        "wat hier begint, wordt niet afgesloten met '\(what)'",
        "what begins here is not closed with '\(what)'")
    case .unclosedElement(let name):
      Self.words(
        "'\(name.shortened)' wordt niet afgesloten", "'\(name.shortened)' is not closed",
        mend: ("zet er </\(name.shortened)> achter", "put </\(name.shortened)> behind it"))
    case .wrongEnd(let name, let expected, let line):
      Self.words(
        "'\(name.shortened)' sluit hier af, maar '\(expected.shortened)' van regel \(line) is nog open",
        "'\(name.shortened)' closes here, but '\(expected.shortened)' of line \(line) is still open"
      )
    case .tooDeep(let limit):
      Self.words(
        "hier zitten meer dan \(limit) elementen in elkaar",
        "more than \(limit) elements stand inside one another here",
        mend: ("maak de opbouw eenvoudiger", "make the structure simpler"))
    default:
      Self.words(
        "dit bestand bevat te veel onderdelen", "this file holds too many parts",
        mend: ("haal weg wat er niet in hoort", "remove what does not belong in it"))
    }
  }

  private var wordsOnMarkup: Words {
    switch kind {
    case .badName: Self.words("hier hoort een naam", "a name is expected here")
    case .badAttribute:
      Self.words("hier hoort een attribuut of '>'", "an attribute or '>' is expected here")
    case .noSpace:
      Self.words("hier hoort een spatie voor", "a space is expected before this")
    case .noValue: Self.words("hier hoort '='", "'=' is expected here")
    case .noQuote: Self.words("hier hoort een aanhalingsteken", "a quotation mark is expected here")
    case .lessInValue:
      Self.words(
        "'<' mag niet in een attribuut staan", "'<' must not stand in an attribute",
        mend: ("schrijf &lt;", "write &lt;"))
    case .repeatedAttribute(let name):
      Self.words(
        "het attribuut '\(name.shortened)' staat er twee keer",
        "the attribute '\(name.shortened)' stands here twice")
    case .dataEnd:
      Self.words(
        "']]>' mag niet in tekst staan", "']]>' must not stand in text",
        mend: ("schrijf ]]&gt;", "write ]]&gt;"))
    case .dashes:
      Self.words(
        "'--' mag niet in een opmerking staan", "'--' must not stand in a comment")
    case .badReference:
      Self.words(
        "na '&' hoort een naam of een nummer, en dan ';'",
        "a name or a number is expected after '&', and then ';'",
        mend: ("schrijf &amp; voor het teken zelf", "write &amp; for the character itself"))
    case .badCharacterReference:
      Self.words(
        "dit nummer is van geen teken dat in XML mag staan",
        "this number is of no character that may stand in XML")
    case .unknownEntity(let name):
      Self.words(
        "'&\(name.shortened);' is hier niet bekend", "'&\(name.shortened);' is not known here",
        mend: (
          "schrijf het teken zelf, of zijn nummer: &#…;",
          "write the character itself, or its number: &#…;"
        ))
    case .colon(let name):
      Self.words(
        "'\(name.shortened)' heeft een dubbele punt op een verkeerde plaats",
        "'\(name.shortened)' has a colon in a wrong place")
    case .unknownPrefix(let prefix):
      Self.words(
        "het voorvoegsel '\(prefix.shortened)' heeft geen namespace",
        "the prefix '\(prefix.shortened)' has no namespace",
        mend: (
          "voeg xmlns:\(prefix.shortened)=\"…\" toe", "add xmlns:\(prefix.shortened)=\"…\""
        ))
    case .reservedPrefix(let prefix):
      Self.words(
        "'\(prefix.shortened)' of zijn namespace heeft al een vaste betekenis",
        "'\(prefix.shortened)' or its namespace has a fixed meaning already")
    default:
      Self.words(
        "een voorvoegsel kan geen lege namespace krijgen",
        "a prefix cannot be given an empty namespace")
    }
  }
}
