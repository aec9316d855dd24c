import Rules
import Testing

/// Text, flags, what is at fault and where.
private let refused: [(String, String, PatternError.Code, Int)] = [
  ("a", "p", .flags, 0), ("a", " ", .flags, 0), ("a", "X", .flags, 0), ("(", "iI", .flags, 0),
  ("(a", "", .pattern, 0), ("a)", "", .pattern, 1), ("(a(b)", "", .pattern, 0),
  ("*", "", .pattern, 0), ("a|*", "", .pattern, 2), ("(+)", "", .pattern, 1),
  ("a**", "", .pattern, 2), ("a{2}{3}", "", .pattern, 4), ("a+??", "", .pattern, 3),
  ("a{", "", .pattern, 1), ("a{,3}", "", .pattern, 1), ("a{x}", "", .pattern, 1),
  ("a{3", "", .pattern, 1), ("a{3,2}", "", .pattern, 1), ("a{1, 2}", "", .pattern, 1),
  ("a]", "", .pattern, 1), ("a}", "", .pattern, 1), ("(?=a)", "", .pattern, 0),
  ("x(?<n>a)", "", .pattern, 1), ("(?i)a", "", .pattern, 0), ("a\\", "", .pattern, 1),
  ("a\\b", "", .pattern, 1), ("\\u0041", "", .pattern, 0), ("\\0", "", .pattern, 0),
  ("[", "", .pattern, 0), ("[]", "", .pattern, 0), ("[^]", "", .pattern, 0),
  ("a[b", "", .pattern, 1), ("[a-", "", .pattern, 0), ("[z-a]", "", .pattern, 1),
  ("[a-\\d]", "", .pattern, 1), ("[\\d-a]", "", .pattern, 3), ("[a-d-z]", "", .pattern, 4),
  ("[--a]", "", .pattern, 2), ("[+--]", "", .pattern, 1), ("[a[b]]", "", .pattern, 2),
  ("[a-[b]c]", "", .pattern, 6),
  ("[a-[b]", "", .pattern, 0), ("[a-[b", "", .pattern, 3), ("[-[a]]", "", .pattern, 0),
  ("\\p", "", .pattern, 0), ("\\p{", "", .pattern, 0), ("\\p{}", "", .pattern, 0),
  ("a\\p{Xx}", "", .pattern, 1), ("\\p{IsKlingon}", "", .pattern, 0),
  ("\\p{Cs}", "", .pattern, 0), ("\\p{LuLl}", "", .pattern, 0),
  ("\\p{ IsBasicLatin}+", "", .pattern, 0), ("(.)\\3", "", .pattern, 3),
  ("(.)\\2", "", .pattern, 3), ("\\3", "", .pattern, 0), ("(asd)[\\1]", "", .pattern, 6),
  ("(asd)[asd\\0]", "", .pattern, 9), ("1[asd\\0]", "", .pattern, 5),
  // References back to text that varies, or that was perhaps not passed.
  ("(.)\\1", "", .pattern, 3), ("(a|b)\\1", "", .pattern, 5), ("(a)?\\1", "", .pattern, 4),
  ("(?:(a)|b)\\1", "", .pattern, 9), ("(a)|\\1", "", .pattern, 4), ("(a\\1)", "", .pattern, 2),
  ("(a+)\\1", "", .pattern, 4), ("((a)*b)\\2", "", .pattern, 7),
  // The offset counts the white space that the flag takes out.
  ("a  b  )", "x", .pattern, 6), ("  a * *", "x", .pattern, 6), ("🐎é)", "", .pattern, 2),
]

@Test("a faulty pattern is refused with its code and place")
func refuse() {
  for (text, flags, code, offset) in refused {
    let error = #expect(throws: PatternError.self, "\(text)") {
      try Pattern(text, flags: flags)
    }
    #expect(error?.code == code, "\(text)")
    #expect(error?.offset == offset, "\(text)")
    #expect(error?.message.nl.isEmpty == false && error?.message.en.isEmpty == false)
  }
}

@Test("an unusual but correct pattern is read")
func accept() throws {
  let texts = [
    "", "|", "()", "(|)", "a||b", "(?:)", "a{0}", "a{0,0}", "a{00001}", "^*", "$?", "(^|b)+",
    "[a-]", "[-a]", "[-]", "[^-]", "[a\\-z]", "[a-z-[aeiou]]", "[a-c-[a-[a]]]", "[a--[b]]",
    "[.*+?(){}|$]", "[a^]", "[\\^a]", "\\-\\^\\$", "[\\p{Lu}\\d]", "[^\\P{IsGreek}]",
    "\\p{IsLatin-1Supplement}", "\\p{IsPrivateUse}", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10\\1",
    ",", ":", "-", "&", "~", "#",
  ]
  for text in texts {
    #expect(throws: Never.self, "\(text)") { try Pattern(text) }
  }
}

@Test("groups count from one in the order of their opening")
func groups() throws {
  let pattern = try Pattern("((a)(?:b)(c)?)|(d)")
  #expect(pattern.groupCount == 4)
  let match = try #require(try pattern.firstMatch(in: "xab"))
  #expect(match.range == 1..<3)
  #expect(match.groups == [1..<3, 1..<2, nil, nil])
  #expect(match[group: 0] == 1..<3)
  #expect(match[group: 5] == nil)
}
