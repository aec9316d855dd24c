import Rules
import Testing

/// A YAML text with one scalar, words of the scalar's text, and the words of the file they are.
private let fragmentTable: [(yaml: String, words: String, inFile: String)] = [
  ("a: b + cé", "cé", "cé"),
  ("a: b +\n  c", "c", "c"),
  ("a: b +\n\n  c", "c", "c"),
  ("a: b +\n  c", "+ c", "+\n  c"),
  ("a: 'x = \"y\"'", "\"y\"", "\"y\""),
  ("a: 'it''s b'", "'s", "''s"),
  ("a: 'it''s b'", "b", "b"),
  ("a: '''b'", "b", "b"),
  ("a: 'b\n  c d'", "d", "d"),
  ("a: \"b \\\"c\\\" d\"", "\"c\"", "\\\"c\\\""),
  ("a: \"b \\\"c\\\" d\"", "d", "d"),
  ("a: \"\\u00e9\\x41 é\\U0001F600 d\"", "d", "d"),
  ("a: \"b\\\n  c d\"", "d", "d"),
  ("a: \"b\n  c\\td\"", "d", "d"),
  ("a: |\n  b\n  c d\n", "d", "d"),
  ("a: |\n  b\n    c\n\n  d\n", "d", "d"),
  ("a: |\n  b\n    c\n", "  c", "  c"),
  ("a: |2\n    b\n  c\n", "c", "c"),
  ("a: |-\r\n  b\r\n  c d\r\n", "d", "d"),
  ("a: >\n  b\n  c\n\n  d\n", "d", "d"),
  ("a: >-\n  b\n  c\n", "b c", "b\n  c"),
  ("a: >\n  b\n    c\n  d\n", "d", "d"),
  ("a: >-\n\n  b c\n", "c", "c"),
]

@Test("a place in an expression is the same words in its file")
func fragments() throws {
  for (yaml, words, inFile) in fragmentTable {
    let root = try DataDocument(yaml: SourceText(name: "t", text: yaml)).root
    let fragment = try #require(root["a"]).fragment()
    let found = try #require(fragment.text.firstRange(of: words), "\(yaml)")
    let utf8 = fragment.text.utf8
    let local = SourceRange(
      utf8.distance(from: utf8.startIndex, to: found.lowerBound),
      utf8.distance(from: utf8.startIndex, to: found.upperBound))
    #expect(fragment.source.text(in: fragment.range(of: local)) == inFile, "\(yaml)")
  }
}

@Test("an empty range keeps its place, also at the end")
func emptyFragmentRange() throws {
  let root = try DataDocument(yaml: SourceText(name: "t", text: "a: 'b''c'")).root
  let fragment = try #require(root["a"]).fragment()
  #expect(fragment.start == 4)
  #expect(fragment.range(of: SourceRange(0, 0)) == SourceRange(4, 4))
  #expect(fragment.range(of: SourceRange(2, 2)) == SourceRange(7, 7))
  #expect(fragment.range(of: SourceRange(3, 3)) == SourceRange(8, 8))
}

@Test("a JSON text is a fragment too, surrogate pairs and all")
func jsonFragment() throws {
  let json = #"["a\n\ud83d\ude00 b"]"#
  let root = try DataDocument(json: SourceText(name: "t", text: json)).root
  let fragment = try #require(root.items.first { _ in true }).fragment()
  #expect(fragment.text == "a\n😀 b")
  #expect(fragment.source.text(in: fragment.range(of: SourceRange(7, 8))) == "b")
  #expect(fragment.source.text(in: fragment.range(of: SourceRange(2, 6))) == #"\ud83d\ude00"#)
}

@Test("where text and file cannot be matched, the whole token is the place")
func lostFragment() {
  let source = SourceText(name: "t", text: "x 'abc' y")
  let fragment = SourceFragment("xyz", in: source, at: SourceRange(2, 7))
  #expect(fragment.range(of: SourceRange(1, 2)) == SourceRange(2, 7))
}

@Test("a whole text is its own fragment")
func wholeFragment() {
  let fragment = SourceFragment(whole: SourceText(name: "t", text: "a + b"))
  #expect(fragment.range(of: SourceRange(4, 5)) == SourceRange(4, 5))
  #expect(fragment.range(of: SourceRange(5, 9)) == SourceRange(5, 5))
}
