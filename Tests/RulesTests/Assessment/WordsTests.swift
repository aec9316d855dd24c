import Testing

@testable import Rules

@Suite("Values in words")
struct WordsTests {
  static let allowed = [
    Field.AllowedValue(value: "ict", label: LocalizedText(nl: "ICT", en: "computing")),
    Field.AllowedValue(value: "reizen", label: LocalizedText(nl: "ritten", en: "travel")),
  ]
  static let words = Words(
    Vocabulary([
      Field(
        name: "gevolgen",
        kind: .list(
          .group([
            Field(name: "onderwerp", kind: .string(allowed: allowed)),
            Field(name: "bedrag", kind: .number(MeasureUnit("EUR"))),
          ])))
    ]))

  static func context(_ first: String, _ amount: Value, names: (String, String)) throws -> Value {
    .context(
      try #require(
        Context([(name: names.0, value: .string(first)), (name: names.1, value: amount)])))
  }

  static func type(_ names: (String, String), allowed: [String]) -> ValueType {
    .context(
      ContextType([
        .init(name: names.0, type: .string(allowed: allowed)),
        .init(name: names.1, type: .number(unit: MeasureUnit("EUR"))),
      ]))
  }

  @Test("a thing of the plan is called by its first text; what a rule puts together is whole")
  func contexts() throws {
    let declared = ("onderwerp", "bedrag")
    let composed = ("wat", "hoeveel")
    let amount = Value.number(Number(1_250_000))
    let all = ["ict", "reizen"]
    let words = Self.words
    #expect(
      words.text(
        of: try Self.context("ict", amount, names: declared),
        Self.type(declared, allowed: all), in: .nl) == "ict")
    #expect(
      words.text(
        of: try Self.context("ict", amount, names: composed),
        Self.type(composed, allowed: all), in: .nl) == "ICT: € 1.250.000")
    #expect(
      words.text(
        of: try Self.context("ict", .null, names: composed),
        Self.type(composed, allowed: all), in: .nl) == "ICT")
  }

  @Test("a rule that names some of the allowed values shows their labels")
  func labels() {
    let some = ValueType.string(allowed: ["reizen"])
    #expect(Self.words.text(of: .string("reizen"), some, in: .en) == "travel")
    #expect(Self.words.text(of: .string("reizen"), .string, in: .en) == "reizen")
  }

  @Test(
    "a list reads as a sentence, unless an item holds a comma or a colon",
    arguments: [
      (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c"),
      (["a, 2024", "b"], "a, 2024; b"), (["a: 1", "b: 2"], "a: 1; b: 2"), (["a, b"], "a, b"),
    ])
  func lists(items: [String], text: String) {
    #expect(Words.list(items, .nl) == text)
  }
}
