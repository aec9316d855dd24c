import FuzzTargets
import Testing

@testable import Rules

@Test("the longest name in scope is found, white space as it was declared")
func longestMatch() {
  let trie = NameTrie([
    "a", "a b", "a b c d", "a-b", "a - b", "step 2", "v1.5", "date and time", "\"quoted\"", "",
    "+plus", "2nd",
  ])
  let table = [
    ("a", 1), ("a b", 2), ("a b c", 2), ("a b c d e", 4), ("a-b", 3), ("a - b", 3), ("a -b", 1),
    ("a  /* x */ b", 2), ("ab", 0), ("step 2", 2), ("step 3", 0), ("v1.5", 2), ("v1.50", 0),
    ("date and time(1)", 3), ("date", 0), ("\"quoted\"", 0), ("+plus", 0), ("2nd", 0), ("", 0),
  ]
  for (text, length) in table {
    #expect(trie.longestMatch(in: Lexer(text).tokens, at: 0) == length, "\(text)")
  }
}

@Test("a name has single spaces, and every scalar that is no space")
func singleSpaces() {
  let table = [
    ("a  b", "a b"), (" a\u{A0}\tb ", "a b"), ("a \u{301}b", "a \u{301}b"), ("é ", "é"), (" ", ""),
    ("a \u{611}90", "a \u{611}90"),
  ]
  for (written, text) in table {
    #expect(Array(Name(written).text.unicodeScalars) == Array(text.unicodeScalars), "\(written)")
  }
}

@Test("a scope can be extended for one text")
func extendedScope() {
  let (tree, _) = ExpressionSyntax.parse("p/q + a", names: sampleNames.adding(names: ["p/q"]))
  #expect(outline(tree) == "(‹p/q› + ‹a›)")
  #expect(outline(ExpressionSyntax.parse("p/q", names: sampleNames).0) == "(‹p› / ‹q›)")
}

@Test("tokens cover the text: what lies between them is white space or a comment")
func tokens() {
  let table: [(String, [String])] = [
    ("a+1", ["a", "+", "1"]), ("1..5", ["1", "..", "5"]), ("1...5", ["1", "..", ".5"]),
    ("1.5.a", ["1.5", ".", "a"]), ("2e3", ["2e3"]), ("2e", ["2", "e"]),
    ("2e+x", ["2", "e", "+", "x"]),
    ("5km", ["5", "km"]), ("**", ["**"]), ("* *", ["*", "*"]), ("->", ["->"]), ("<>", ["<", ">"]),
    ("?", ["?"]), ("?x", ["?x"]), ("ok?", ["ok?"]), ("é·1", ["é·1"]), ("a\u{A0}b", ["a", "b"]),
    ("@\"x\"", ["@", "x"]), ("a // b\nc", ["a", "c"]), ("a/*b*/c", ["a", "c"]), ("", []),
  ]
  for (text, expected) in table {
    let tokens = Lexer(text).tokens
    #expect(tokens.dropLast().map(\.text) == expected, "\(text)")
    #expect(tokens.last?.kind == .end, "\(text)")
  }
}

@Test("a fault's place counts bytes, so that it can be shown in its file")
func bytePlaces() {
  let text = "\"é🐎\" + /* ✓ */ *"
  let (_, faults) = ExpressionSyntax.parse(text, names: sampleNames)
  #expect(
    faults.map { outline($0, in: text) } == ["21‹*› found '*', but expected a value or a name"])
}

@Test("every fault speaks Dutch too")
func dutch() {
  let (_, faults) = ExpressionSyntax.parse("f(1 2", names: sampleNames)
  #expect(faults.first?.message.nl == "hier staat '2', maar verwacht wordt ',' of ')'")
  let (_, missing) = ExpressionSyntax.parse("1 +", names: sampleNames)
  #expect(missing.first?.message.nl == "hier ontbreekt een waarde of een naam")
}
