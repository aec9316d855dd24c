import Testing

@testable import Rules

@Suite("Functions on strings")
struct StringFunctionTests {
  @Test("parts are counted in Unicode characters, from 1 or back from -1")
  func parts() throws {
    try expectAnswers([
      FunctionCase("substring", "foobar", 3, gives: "\"obar\""),
      FunctionCase("substring", "foobar", 3, 3, gives: "\"oba\""),
      FunctionCase("substring", "foobar", -2, 1, gives: "\"a\""),
      FunctionCase("substring", "foobar", 3, try number("3.8"), gives: "\"oba\""),
      FunctionCase("substring", "foobar", 3, 99, gives: "\"obar\""),
      FunctionCase("substring", "foobar", 3, try number("1e300"), gives: "\"obar\""),
      FunctionCase("substring", "foobar", 3, 0, gives: "\"\""),
      FunctionCase("substring", "foobar", 3, -1, gives: "null"),
      FunctionCase("substring", "foobar", 0, gives: "null"),
      FunctionCase("substring", "foobar", 7, gives: "null"),
      FunctionCase("substring", "\u{1F40E}foo", 2, gives: "\"foo\""),
      FunctionCase("substring", "e\u{301}x", 2, 1, gives: "\"\u{301}\""),
      FunctionCase("string length", "\u{1F40E}\u{1F600}", gives: "2"),
      FunctionCase("string length", "e\u{301}", gives: "2"),
      FunctionCase("string length", "\r\n", gives: "2"),
      FunctionCase("string length", "", gives: "0"),
      FunctionCase("upper case", "straße", gives: "\"STRASSE\""),
      FunctionCase("lower case", "AbDcF", gives: "\"abdcf\""),
    ])
  }

  @Test("searching compares characters one by one")
  func searching() throws {
    try expectAnswers([
      FunctionCase("substring before", "foobar", "bar", gives: "\"foo\""),
      FunctionCase("substring before", "foobar", "x", gives: "\"\""),
      FunctionCase("substring before", "abc", "", gives: "\"\""),
      FunctionCase("substring after", "foobar", "o", gives: "\"obar\""),
      FunctionCase("substring after", "abc", "", gives: "\"abc\""),
      FunctionCase("substring after", "foobar", "x", gives: "\"\""),
      FunctionCase("substring after", "aabaabaaa", "aabaaa", gives: "\"\""),
      FunctionCase("substring before", "aabaabaaa", "aabaaa", gives: "\"aab\""),
      FunctionCase("contains", "foobar", "oba", gives: "true"),
      FunctionCase("contains", "", "ab", gives: "false"),
      FunctionCase("contains", "abc", "", gives: "true"),
      FunctionCase("contains", "\u{E9}", "e\u{301}", gives: "false"),
      FunctionCase("starts with", "foobar", "foo", gives: "true"),
      FunctionCase("starts with", "foo", "foobar", gives: "false"),
      FunctionCase("ends with", "foobar", "bar", gives: "true"),
      FunctionCase("ends with", "foobar", "foo", gives: "false"),
      FunctionCase("ends with", "foobar", "", gives: "true"),
      FunctionCase("contains", .null, "a", gives: "null"),
    ])
  }

  @Test("patterns replace, match and split; a faulty one is explained")
  func patterns() throws {
    try expectAnswers([
      FunctionCase("replace", "abracadabra", "a.*?a", "*", gives: "\"*c*bra\""),
      FunctionCase(
        "replace", "0123456789", "(\\d{3})(\\d{3})(\\d{4})", "($1) $2-$3",
        gives: "\"(012) 345-6789\""),
      FunctionCase("replace", "abc", "[A-Z]", "#", "i", gives: "\"###\""),
      FunctionCase("replace", "abc", "[A-Z]", "#", .null, gives: "\"abc\""),
      FunctionCase("matches", "foobar", "^fo*b", gives: "true"),
      FunctionCase("matches", "abracadabra", "bra", .null, gives: "true"),
      FunctionCase("matches", "abracadabra", "bra", "p", gives: "null"),
      FunctionCase("matches", "a", "(", gives: "null"),
      FunctionCase("split", "John Doe", "\\s", gives: "[\"John\", \"Doe\"]"),
      FunctionCase("split", "a;b;c;;", ";", gives: "[\"a\", \"b\", \"c\", \"\", \"\"]"),
      FunctionCase("split", "a", "", gives: "null"),
    ])
  }

  @Test("a pattern that is used again is that pattern and not one that looks like it")
  func patternsAgain() throws {
    var execution = try Execution.fixture()
    let cases: [([Value], String)] = [
      (["\u{E9}", "\u{E9}"], "true"), (["\u{E9}", "e\u{301}"], "false"),
      (["\u{E9}", "\u{E9}"], "true"), (["AB\nC", "ab\nc", "i"], "true"),
      (["c", "c", "i\nab"], "null"), (["AB\nC", "ab\nc"], "false"),
      (["AB\nC", "ab\nc", "i"], "true"),
    ]
    for (arguments, expected) in cases {
      let answer = try execution.call("matches", arguments)
      #expect(answer.literal == expected, "\(Value.list(arguments).literal)")
    }
    for index in 0..<100 {
      #expect(try execution.call("matches", ["7", .string("7|\(index)")]).isTrue)
    }
  }

  @Test("string join passes over null and refuses what is no string")
  func joining() throws {
    try expectAnswers([
      FunctionCase("string join", ["a", "b", "c"], " and ", gives: "\"a and b and c\""),
      FunctionCase("string join", ["a", .null, "c"], "X", gives: "\"aXc\""),
      FunctionCase("string join", [.null, "c"], "X", gives: "\"c\""),
      FunctionCase("string join", ["a", "c"], .null, gives: "\"ac\""),
      FunctionCase("string join", "a", "X", gives: "\"a\""),
      FunctionCase("string join", [], "X", gives: "\"\""),
      FunctionCase("string join", [1, 2], "X", gives: "null"),
    ])
  }
}
