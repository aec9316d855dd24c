import Testing

@testable import Rules

@Suite("Spelling of values")
struct ValueSpellingTests {
  @Test("a nested value is written so that FEEL reads it back")
  func literals() throws {
    let cases: [(Value, String, String)] = [
      (.null, "null", "null"), (true, "true", "true"), (12, "12", "12"),
      ("a\n\"", "a\n\"", #""a\n\"""#),
      ("\u{1B}[31m\u{202E}é", "\u{1B}[31m\u{202E}é", #""\u001B[31m\u202Eé""#),
      ([1, [], "a"], "[1, [], \"a\"]", "[1, [], \"a\"]"),
      (
        try context(("a", 1), ("foo bar", 2), ("1a", 3), ("", 4), ("🐎", 5)),
        "{a: 1, foo bar: 2, \"1a\": 3, \"\": 4, 🐎: 5}",
        "{a: 1, foo bar: 2, \"1a\": 3, \"\": 4, 🐎: 5}"
      ),
      (range(nil, 3, includesHigh: false), "< 3", "< 3"), (range(3, nil), ">= 3", ">= 3"),
      (range("a", "b", includesLow: false), "(\"a\"..\"b\"]", "(\"a\"..\"b\"]"),
      (try at("2025-01-31"), "2025-01-31", "@\"2025-01-31\""), (unanswered, "?", "?"),
      (try at("P1Y2M"), "P1Y2M", "@\"P1Y2M\""),
    ]
    for (value, text, literal) in cases {
      #expect(value.text == text)
      #expect(value.literal == literal)
    }
  }

  @Test("a text longer than asked for is not given")
  func limit() {
    #expect(Value.list([1, 2]).spelling(isNested: false, atMost: 6) == "[1, 2]")
    #expect(Value.list([1, 2]).spelling(isNested: false, atMost: 5) == nil)
    #expect(Value.string("abc").spelling(isNested: true, atMost: 4) == nil)
  }
}
