import Testing

@testable import Rules

@Suite("A rule in words")
struct RulesInWordsTests {
  private static func telling(
    _ rule: String, definitions: String = ""
  ) throws -> RulesInWords.Telling {
    let words = RulesInWords(try ReviewedRuleset.make(rule, definitions: definitions))
    return try #require(words.criteria[0].checks[0].rule)
  }

  /// A sentence with its parts between brackets.
  private static func flat(_ sentence: RuleSentence, _ language: Language) -> String {
    let parts = sentence.parts.map { flat($0, language) }.joined(separator: " ")
    return parts.isEmpty ? sentence.text[language] : "\(sentence.text[language]) [\(parts)]"
  }

  static let told: [(rule: String, nl: String, en: String)] = [
    ("bedrag > 5", "'bedrag' is meer dan 5.", "'bedrag' is more than 5."),
    ("5 >= bedrag", "'bedrag' is hoogstens 5.", "'bedrag' is at most 5."),
    ("not(bedrag > 5)", "'bedrag' is hoogstens 5.", "'bedrag' is at most 5."),
    ("bedrag = 5", "'bedrag' is 5.", "'bedrag' is 5."),
    (
      "bedrag = subsidie", "'bedrag' is gelijk aan 'subsidie'.",
      "'bedrag' is the same as 'subsidie'."
    ),
    (
      "ingediend op < date(\"2024-01-01\")", "'ingediend op' is voor 1 januari 2024.",
      "'ingediend op' is before 1 January 2024."
    ),
    ("notitie != \"\"", "'notitie' is ingevuld.", "'notitie' is filled in."),
    (
      "bedrag > 5 and notitie != \"\"", "'bedrag' is meer dan 5 en 'notitie' is ingevuld.",
      "'bedrag' is more than 5 and 'notitie' is filled in."
    ),
    (
      "bedrag > 5 or (titel = \"a\" or titel = \"b\")",
      "Minstens één hiervan klopt: ['bedrag' is meer dan 5. 'titel' is 'a'. 'titel' is 'b'.]",
      "At least one of these is so: ['bedrag' is more than 5. 'titel' is 'a'. 'titel' is 'b'.]"
    ),
    (
      "subsidie = null or subsidie > bedrag",
      "Als 'subsidie' ingevuld is, dan is 'subsidie' meer dan 'bedrag'.",
      "If 'subsidie' is filled in, then 'subsidie' is more than 'bedrag'."
    ),
    (
      "every p in posten satisfies p.bedrag > 0",
      "Voor elk onderdeel van 'posten' geldt: 'bedrag' is meer dan 0.",
      "For each item of 'posten' this holds: 'bedrag' is more than 0."
    ),
    (
      "not(some p in posten satisfies p.bedrag > 3)",
      "Voor elk onderdeel van 'posten' geldt: 'bedrag' is hoogstens 3.",
      "For each item of 'posten' this holds: 'bedrag' is at most 3."
    ),
    (
      "every p in posten satisfies (some q in posten satisfies q.bedrag = p.bedrag)",
      "Voor elk onderdeel van 'posten' geldt: voor minstens één onderdeel van 'posten' geldt: "
        + "'bedrag' is gelijk aan 'bedrag' van dat onderdeel van 'posten'.",
      "For each item of 'posten' this holds: for at least one item of 'posten' this holds: "
        + "'bedrag' is the same as 'bedrag' of that item of 'posten'."
    ),
    (
      "every t in [\"a\", \"b\"] satisfies titel != t",
      "Voor elk van 'a' en 'b' geldt: 'titel' is niet gelijk aan dit onderdeel.",
      "For each of 'a' and 'b' this holds: 'titel' is not the same as this item."
    ),
    (
      "count(posten) >= 1", "Bij 'posten' staat minstens één onderdeel.",
      "'posten' has at least one item."
    ),
    (
      "count(posten) >= 2", "Het aantal bij 'posten' is minstens 2.",
      "The number of 'posten' is at least 2."
    ),
    (
      "abs(bedrag - totaal) <= 1",
      "Het verschil tussen 'bedrag' en het totaal van 'posten: bedrag' is hoogstens 1.",
      "The difference between 'bedrag' and the total of 'posten: bedrag' is at most 1."
    ),
    (
      "list contains([\"a\", \"b\"], titel)", "'titel' is een van deze: 'a' of 'b'.",
      "'titel' is one of these: 'a' or 'b'."
    ),
    (
      "if bedrag > 3 then notitie != \"\" else true",
      "Wat geldt, hangt ergens van af: [Als 'bedrag' meer dan 3 is, dan is 'notitie' ingevuld. "
        + "Anders geldt: dit is in deze versie altijd zo.]",
      "What holds depends: [If 'bedrag' is more than 3, then 'notitie' is filled in. "
        + "Otherwise this holds: this is always so in this version.]"
    ),
    ("true", "Dit is in deze versie altijd zo.", "This is always so in this version."),
    ("bedrag > 3 and true", "'bedrag' is meer dan 3.", "'bedrag' is more than 3."),
  ]

  @Test("is the sentence that people would say", arguments: told)
  func sentences(_ row: (rule: String, nl: String, en: String)) throws {
    let telling = try Self.telling(row.rule)
    let sentence = try #require(telling.sentence, "\(row.rule)")
    #expect(Self.flat(sentence, .nl) == row.nl)
    #expect(Self.flat(sentence, .en) == row.en)
    #expect(telling.isWhole)
    #expect(telling.calculations == [])
  }

  @Test("says so where there are no words, and names the calculations that it does not tell")
  func limits() throws {
    let none = try Self.telling("matches(titel, \"a.*\")")
    #expect(none.sentence == nil)
    #expect(!none.isWhole)
    let some = try Self.telling("bedrag > 5 or matches(titel, \"a.*\")")
    #expect(!some.isWhole)
    #expect(try #require(some.sentence).parts.count == 2)
    let named = try Self.telling("veilig > 3")
    #expect(try #require(named.sentence).text.nl == "'veilig' is meer dan 3.")
    #expect(named.calculations == ["veilig"])
    #expect(!named.isWhole)
  }

  @Test("stays short whatever its definitions are made of")
  func doubling() throws {
    let definitions = (1...30).map { number in
      let before = number == 1 ? "bedrag > 3" : "b\(number - 1) or not(b\(number - 1))"
      return "  b\(number): \(before)"
    }.joined(separator: "\n")
    let telling = try Self.telling("b30", definitions: definitions)
    #expect(!telling.isWhole)
    let length = telling.sentence.map { Self.flat($0, .nl).count } ?? 0
    #expect(length < 200_000)
  }

  @Test("the words of an author name what is filled in")
  func texts() throws {
    let words = RulesInWords(try Ruleset(compiling: RulesetFixture.read()))
    let texts = words.criteria.flatMap(\.checks).flatMap { [$0.passes, $0.fails] }
      .compactMap(\.self)
    #expect(texts.contains { $0.nl.contains("['") && $0.en.contains("['") }, "\(texts)")
  }
}
