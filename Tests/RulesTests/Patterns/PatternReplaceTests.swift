import Rules
import Testing

/// Text, pattern, flags, replacement, result.
private let cases: [(String, String, String, String, String)] = [
  ("abcd", "(ab)|(a)", "", "[1=$1][2=$2]", "[1=ab][2=]cd"), ("a", "[b-z]", "", "#", "a"),
  ("foobar", "^fo*b*", "", "#", "#ar"), ("abc", ".^[d-z]", "", "#", "abc"),
  ("abracadabra", "bra", "", "*", "a*cada*"), ("abracadabra", "a.*a", "", "*", "*"),
  ("abracadabra", "a.*?a", "", "*", "*c*bra"), ("abracadabra", "a", "", "", "brcdbr"),
  ("abracadabra", "a(.)", "", "a$1$1", "abbraccaddabbra"), ("AAAA", "A+", "", "b", "b"),
  ("AAAA", "A+?", "", "b", "bbbb"), ("darted", "^(.*?)d(.*)$", "", "$1c$2", "carted"),
  ("reluctant", "r.*?t", "", "X", "Xant"),
  ("0123456789", "(\\d{3})(\\d{3})(\\d{4})", "", "($1) $2-$3", "(012) 345-6789"),
  ("facetiously", "[iouy]", "", "[$0]", "facet[i][o][u]sl[y]"), ("abc", "[A-Z]", "i", "#", "###"),
  ("a b c d ", "[a-z]", "x", "#", "# # # # "), ("abc", ".^[d-z]*", "smix", "x", "abc"),
  ("", "a", "", "b", ""), ("e\u{301}", "e", "", "a", "a\u{301}"), ("🐎x🐎", "x", "", "$0$0", "🐎xx🐎"),
  // Numbers of groups: as many digits as make one, and one digit always counts.
  ("ab", "(a)(b)", "", "$2$1", "ba"), ("ab", "(a)(b)", "", "<$3>", "<>"),
  ("ab", "(a)(b)", "", "$23", "b3"), ("ab", "(a)(b)", "", "$93", "3"),
  ("ab", "(a)(b)", "", "$01", "a"), ("ab", "(a)(b)", "", "$00", "ab"),
  ("ab", "(a)(b)", "", "$012", "a2"), ("ab", "(a)b", "", "$10", "a0"),
  ("abcdefghijk", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)", "", "$11$10$111$12", "kjk1a2"),
  ("a", "a", "", "\\$0\\\\", "$0\\"), ("a", "(a)", "", "$1\u{663}", "a\u{663}"),
  ("a$b", "$", "q", "\\$0", "a\\$0b"), ("a.b", ".", "q", "$", "a$b"),
]

@Test("each match is replaced, with what its groups matched")
func replace() throws {
  for (input, text, flags, replacement, expected) in cases {
    let actual = try Pattern(text, flags: flags).replacing(in: input, with: replacement)
    #expect(
      Array(actual.unicodeScalars) == Array(expected.unicodeScalars),
      "\(input) \(text) \(replacement)")
  }
}

@Test(
  "a loose dollar or backslash in a replacement is refused at its place",
  arguments: [
    ("$", 0), ("a$", 1), ("$x", 0), ("$$1", 0), ("\\", 0), ("é\\n", 1), ("$1\\", 2), ("\\$$", 2),
  ] as [(String, Int)])
func faultyReplacement(replacement: String, offset: Int) throws {
  let error = #expect(throws: PatternError.self) {
    try Pattern("(a)").replacing(in: "b", with: replacement)
  }
  #expect(error?.code == .replacement)
  #expect(error?.offset == offset)
}

@Test(
  "a pattern that matches the empty text cannot replace or split",
  arguments: ["", "a*", "(a|)", "^", "$", "a{0}", "(?:a?b?)+"])
func emptyMatch(text: String) throws {
  let pattern = try Pattern(text)
  let replaced = #expect(throws: PatternError.self) { try pattern.replacing(in: "b", with: "") }
  let split = #expect(throws: PatternError.self) { try pattern.split("b") }
  #expect(replaced?.code == .emptyMatch)
  #expect(split?.code == .emptyMatch)
}

@Test("a text is split at each match, and empty parts are kept")
func split() throws {
  let cases: [(String, String, [String])] = [
    ("John Doe", "\\s", ["John", "Doe"]), ("a;b;c;;", ";", ["a", "b", "c", "", ""]),
    ("foo,bar", ",", ["foo", "bar"]), (";a", ";", ["", "a"]), ("", ";", [""]),
    (";", ";", ["", ""]),
    ("a, b,c", ",\\s*", ["a", "b", "c"]), ("abc", ";", ["abc"]),
    ("aXbXXc", "(X)+", ["a", "b", "c"]),
    ("🐎 é", " ", ["🐎", "é"]), ("a.b", "\\.", ["a", "b"]),
    ("2025-01-31", "-", ["2025", "01", "31"]),
  ]
  for (input, text, expected) in cases {
    #expect(try Pattern(text).split(input) == expected, "\(input) at \(text)")
  }
}
