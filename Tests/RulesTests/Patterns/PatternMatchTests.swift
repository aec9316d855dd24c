import Rules
import Testing

/// Pattern, flags, text, whether it matches.
private let cases: [(String, String, String, Bool)] = [
  ("bra", "", "abracadabra", true), ("^a.*a$", "", "abracadabra", true),
  ("^bra", "", "abracadabra", false), ("", "", "", true), ("", "", "x", true),
  ("a|b", "", "cb", true), ("^(?:a|)$", "", "", true), ("^a{2,3}$", "", "aaaa", false),
  ("^a{2,3}$", "", "aaa", true), ("^a{2,}$", "", "a", false), ("^a{0}$", "", "", true),
  ("a^b", "", "ab", false), ("a$b", "", "ab", false), ("^^a$$", "", "a", true),
  // Lines.
  ("Mary.Jones", "", "Mary\rJones", false), ("Mary.Jones", "", "Mary\nJones", false),
  ("Mary.Jones", "s", "Mary\r\nJones", false), ("Mary..Jones", "s", "Mary\r\nJones", true),
  ("Mary.Jones", "", "Mary\u{2028}Jones", true),
  ("^$", "m", "\nabcd\ndefg\n", true), ("^$", "m", "abcd\n\ndefg\n ", true),
  ("^$", "m", "abcd\ndefg\n", false), ("^$", "m", "", true), ("^b$", "", "a\nb", false),
  ("^b$", "m", "a\nb", true), ("^b$", "m", "a\nb\nc", true), ("^b$", "m", "a\rb\rc", false),
  ("b$", "", "b\n", false), ("b$", "m", "b\n", true), ("\n$", "m", "b\n", false),
  ("\n$", "", "b\n", true), ("\n^", "m", "b\n", false), ("\n^", "m", "b\nc", true),
  // Case.
  ("ABC", "i", "abc", true), ("[A-Z]*", "i", "abZ", true), ("^[a-z]*$", "i", "abZ", true),
  ("k", "i", "\u{212A}", true), ("\u{212A}", "", "K", false), ("[A-Z]", "i", "\u{212A}", true),
  ("[A-Z-[OI]]", "i", "x", true), ("[A-Z-[OI]]", "i", "X", true),
  ("[A-Z-[OI]]", "i", "O", false), ("[A-Z-[OI]]", "i", "i", false), ("[^Q]", "i", "Q", false),
  ("[^Q]", "i", "q", false), ("\\p{Lu}", "i", "a", false), ("ß", "i", "SS", false),
  ("σ", "i", "ς", true), ("É", "i", "é", true), ("É", "", "é", false), ("ſ", "i", "S", true),
  ("(a)\\1", "i", "aA", true), ("(a)\\1", "", "aA", false),
  // White space left out.
  ("hello\\ sworld", "x", "hello world", true), (" hello[ ]world", "x", "hello world", true),
  ("he ll o[ ]worl d", "x", "hello world", true), ("a b", "x", "a b", false),
  ("\\p{ I s B a s i c L a t i n }+", "x", "hello world", true), ("a\t\n\r b", "x", "ab", true),
  ("a\u{A0}b", "x", "ab", false), ("[\\] ]", "x", " ", true), ("\\[ a", "x", "[a", true),
  // Every character for itself.
  ("a.b", "q", "a.b", true), ("a.b", "q", "axb", false), ("(A", "qi", "(a", true),
  ("a b", "qx", "ab", false), ("^a$", "qm", "a", false), ("\\", "q", "a\\b", true),
  ("a", "ii", "A", true),
  // Characters are code points.
  ("^.$", "", "🐎", true), ("^..$", "", "e\u{301}", true), ("^é$", "", "e\u{301}", false),
  ("^[🐎-🐐]$", "", "🐏", true), ("^.$", "", "\r\n", false), ("[^b]", "", "🐎", true),
  ("a[^b]", "", "a", false), ("a[^b]", "", "a ", true),
  // Classes.
  ("^\\d$", "", "٣", true), ("^\\D$", "", "٣", false), ("^\\w+$", "", "Größe2", true),
  ("^\\w$", "", "_", false), ("^\\w$", "", "-", false), ("^\\w$", "", "€", true),
  ("^\\W+$", "", "_- .\u{7}", true), ("^\\s+$", "", " \t\n\r", true),
  ("\\s", "", "\u{A0}", false), ("^\\S$", "", "\u{A0}", true), ("^\\i\\c*$", "", "a-b.c:d1", true),
  ("^\\i", "", "1a", false), ("^[\\i-[:]][\\c-[:]]*$", "", "a:b", false), ("\\I", "", "-", true),
  ("\\C", "", "a-", false), ("^\\p{L}\\p{Lu}\\p{Nd}$", "", "aB1", true),
  ("\\p{Sc}", "", "€", true), ("^\\P{L}$", "", "a", false), ("^\\p{Co}$", "", "\u{E000}", true),
  ("^\\p{Cn}$", "", "\u{10FFFF}", true), ("^\\p{C}$", "", "\u{0}", true),
  ("^\\p{IsBasicLatin}$", "", "\u{7F}", true), ("^\\p{IsBasicLatin}$", "", "\u{80}", false),
  ("^\\P{IsBasicLatin}$", "", "\u{80}", true), ("^\\p{IsGreek}$", "", "Ω", true),
  ("^[a-z-[aeiou]]$", "", "e", false), ("^[a-z-[aeiou]]$", "", "f", true),
  ("^[a-z-[a-f-[c]]]$", "", "c", true), ("^[a-z-[a-f-[c]]]$", "", "d", false),
  ("^[^a-c-[x]]$", "", "x", false), ("^[^a-c-[x]]$", "", "y", true),
  ("^[a-]$", "", "-", true), ("^[a--[b]]$", "", "-", true), ("^[\\n\\t]$", "", "\n", true),
  ("^[\\[\\]\\\\^-]+$", "", "[]\\^-", true),
  // References back to fixed text.
  ("^(ab)\\1$", "", "abab", true), ("^(ab)+\\1$", "", "ababab", true),
  ("^((a)\\2b)\\1$", "", "aabaab", true), ("^(a)\\10$", "", "aa0", true),
  ("^()\\1a$", "", "a", true), ("^(?:(a)b)\\1$", "", "aba", true), ("^(a)(\\1|b)$", "", "aa", true),
]

@Test("a pattern matches where the standard says so")
func match() throws {
  for (text, flags, input, expected) in cases {
    #expect(
      try Pattern(text, flags: flags).matches(input) == expected, "\(text) \(flags) in \(input)")
  }
}

/// Pattern, text, where the matches are.
private let places: [(String, String, [Range<Int>])] = [
  ("a", "banana", [1..<2, 3..<4, 5..<6]), ("ana", "banana", [1..<4]), ("x", "banana", []),
  ("a*", "baac", [0..<0, 1..<3, 3..<3, 4..<4]), ("", "ab", [0..<0, 1..<1, 2..<2]),
  ("^", "ab", [0..<0]), ("$", "ab", [2..<2]), ("a|ab", "abab", [0..<1, 2..<3]),
  ("ab|a", "aba", [0..<2, 2..<3]), ("a+?", "aaa", [0..<1, 1..<2, 2..<3]),
  ("a{2,3}?", "aaaa", [0..<2, 2..<4]), ("a{2,3}", "aaaaa", [0..<3, 3..<5]),
  ("a.*b|a", "aaa", [0..<1, 1..<2, 2..<3]), ("(a*)*", "aa", [0..<2, 2..<2]),
  ("(a*)+", "b", [0..<0, 1..<1]), ("(|a)*", "a", [0..<0, 1..<1]), ("🐎+", "a🐎🐎b", [1..<3]),
]

@Test("matches do not overlap and the preferred one counts")
func place() throws {
  for (text, input, expected) in places {
    let pattern = try Pattern(text)
    #expect(try pattern.allMatches(in: input).map(\.range) == expected, "\(text) in \(input)")
    #expect(try pattern.firstMatch(in: input)?.range == expected.first, "\(text) in \(input)")
  }
}

@Test("a group holds what it matched last")
func groupHolds() throws {
  let cases: [(String, String, [Range<Int>?])] = [
    ("(a|b)*", "abab", [3..<4]), ("(a*?)(a*)", "aa", [0..<0, 0..<2]),
    ("(a*)(a*?)", "aa", [0..<2, 2..<2]), ("(?:(a)|b)*", "ab", [0..<1]),
    ("(a)|(b)", "b", [nil, 0..<1]), ("((a)b?){2}", "aba", [2..<3, 2..<3]),
    ("(.*?)d(.*)$", "darted", [0..<0, 1..<6]), ("(a(b)?)+", "aba", [2..<3, 1..<2]),
  ]
  for (text, input, expected) in cases {
    #expect(try Pattern(text).firstMatch(in: input)?.groups == expected, "\(text) in \(input)")
  }
}

@Test("a long text is matched across all blocks that the matcher keeps")
func longText() throws {
  for length in [254, 255, 256, 257, 511, 512, 513, 1_000] {
    let text = String(repeating: "a", count: length) + "b"
    #expect(try Pattern("(a+)b").firstMatch(in: text)?.groups == [0..<length])
    #expect(try Pattern("a").allMatches(in: text).count == length)
    #expect(try Pattern("a+$").firstMatch(in: text) == nil)
    #expect(try Pattern("b$").firstMatch(in: text)?.range == length..<(length + 1))
  }
}
