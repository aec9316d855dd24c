import FuzzTargets
import Testing

@testable import Rules

@Suite("A fault tells the author what was expected, and reading goes on")
struct FaultTests {
  @Test("each fault has its words and its place")
  func faults() {
    let table: [(String, [String])] = [
      ("", ["0‹› there is nothing here; expected a value or a name"]),
      ("1 +", ["3‹› a value or a name is missing here"]),
      ("1 + * 2", ["4‹*› found '*', but expected a value or a name"]),
      ("(1", ["0‹(› '(' is never closed"]),
      ("f(1, [2", ["5‹[› '[' is never closed"]),
      ("1)", ["1‹)› nothing opens this ')'"]),
      ("[1, 2)", ["5‹)› found ')', but expected ',' or ']'"]),
      ("f([1, 2)", ["7‹)› found ')', but expected ',' or ']'"]),
      ("f(1 2)", ["4‹2› found '2', but expected ',' or ')'"]),
      ("[1,, 2]", ["3‹,› found ',', but expected a value or a name"]),
      (
        "[1 +, 2, * 3, 4]",
        [
          "4‹,› found ',', but expected a value or a name",
          "9‹*› found '*', but expected a value or a name",
        ]
      ),
      (
        "{a: , b 2, c: 3 4}",
        [
          "4‹,› found ',', but expected a value or a name",
          "9‹,› found ',', but expected ':'",
          "16‹4› found '4', but expected ',' or '}'",
        ]
      ),
      ("if a 1 else 2", ["5‹1› found '1', but expected 'then'"]),
      ("if a then 1", ["11‹› 'else' is missing here"]),
      ("for x 1 return 2", ["8‹return› found 'return', but expected 'in'"]),
      ("some x in a", ["11‹› 'satisfies' is missing here"]),
      ("a between 1 or 2", ["12‹or› found 'or', but expected 'and'"]),
      ("a.", ["2‹› a name is missing here"]),
      ("a instance of 5", ["14‹5› found '5', but expected a type"]),
      ("a instance of list<number", ["25‹› '>' is missing here"]),
      ("f(a: 1, 2)", ["8‹2› arguments with and without a name are mixed"]),
      ("\"abc", ["0‹\"abc› this text is never closed"]),
      ("\"a\nb\"", ["0‹\"a› this text is never closed"]),
      ("1 /* x", ["2‹/*› this comment is never closed"]),
      (#""\u12""#, [#"1‹\u12› '\u12' is not a character"#]),
      (#""\uD83D""#, [#"1‹\uD83D› '\uD83D' is not a character"#]),
      ("a == b", ["2‹==› '==' is not an operator in FEEL"]),
      ("a ≤ b", ["2‹≤› '≤' is not an operator in FEEL"]),
      ("a && b", ["2‹&&› '&&' has no meaning in FEEL"]),
      ("a <> b", ["3‹>› found '>', but expected a value or a name"]),
      ("'a'", ["0‹'› found \"'\", but expected a value or a name"]),
      ("“a”", ["0‹“› '“' has no meaning in FEEL", "4‹”› '”' has no meaning in FEEL"]),
      ("@5", ["1‹5› found '5', but expected a text in double quotes"]),
      ("function 1", ["0‹function› found 'function', but expected a value or a name"]),
      (
        "1 \"x\"",
        ["2‹\"x\"› found \"x\", but expected an operator (such as '+', '=' or 'and') or the end"]
      ),
      ("]1, 2]", ["2‹,› found ',', but expected '..'"]),
    ]
    for (text, expected) in table {
      let (_, faults) = ExpressionSyntax.parse(text, names: sampleNames)
      #expect(faults.map { outline($0, in: text) } == expected, "\(text)")
    }
  }

  @Test("habits from elsewhere get the FEEL way to write it")
  func habits() {
    let table = [
      ("a == b", "write '='"), ("a && b", "write 'and'"), ("a || b", "write 'or'"),
      ("!a", "write 'not(…)'"), ("a <> b", "write '!=' for not equal"), ("a ≥ b", "write '>='"),
      ("'x'", "put a text in double quotes: \"…\""), ("a % 5", "write '/ 100'"),
      ("some p in a satisfis p", "is 'satisfis' meant as 'satisfies'?"),
      ("if a then b els c", "is 'els' meant as 'else'?"),
    ]
    for (text, mend) in table {
      let (_, faults) = ExpressionSyntax.parse(text, names: sampleNames)
      #expect(faults.first?.mend?.en == mend, "\(text)")
    }
  }

  @Test("what could be read around a fault is in the tree")
  func recovery() {
    let table = [
      ("f(1 +, b)", "(call ‹f› (1 + fault) ‹b›)"), ("[*, 2]", "[(fault * fault) 2]"),
      ("{a: , b: 2}", "{a:fault b:2}"), ("if then 1 else 2", "(if fault 1 2)"),
      ("f([1, 2), 3)", "(call ‹f› [1 2])"),
    ]
    for (text, expected) in table {
      #expect(outline(ExpressionSyntax.parse(text, names: sampleNames).0) == expected, "\(text)")
    }
  }

  @Test("past a limit there is one fault, and no harm done")
  func limits() {
    let wide = SyntaxLimits(characters: 1_000_000)
    let deep =
      [String(repeating: "(", count: 1_000_000)]
      + [
        "[", "- ", "f(", "{a:", "if ", "x in (", "]1..", "not(", "for x in ", "function(a) ",
        "x[", "(1..", "[1, ",
      ].map { String(repeating: $0, count: 10_000) }
      + [
        "a" + String(repeating: ".b", count: 10_000), "a" + String(repeating: "[1]", count: 10_000),
        "a" + String(repeating: "=a", count: 10_001),
        "x instance of " + String(repeating: "list<", count: 10_000),
      ]
    for text in deep {
      let (_, faults) = ExpressionSyntax.parse(text, names: sampleNames, limits: wide)
      #expect(
        faults.map(\.message.en) == ["this is more than 200 levels deep"], "\(text.prefix(9))")
    }
    for length in [20_001, 2_000_000] {
      let text = String(repeating: "(", count: length)
      let (_, faults) = ExpressionSyntax.parse(text, names: sampleNames)
      #expect(faults.map(\.message.en) == ["this text has more than 20000 characters"])
    }
    for (text, fits) in [
      (String(repeating: "(", count: 199) + "1" + String(repeating: ")", count: 199), true),
      (String(repeating: "(", count: 200) + "1" + String(repeating: ")", count: 200), false),
      ("1" + String(repeating: "+1", count: 9_999), true),
      ("1" + String(repeating: "+1", count: 9_999) + "+1", false),
      ("a" + String(repeating: " or a", count: 3_000), true),
      (String(repeating: "1", count: 100), true), (String(repeating: "1", count: 101), false),
      ("a" + String(repeating: ".b", count: 150), true),
    ] {
      let limits = SyntaxLimits(characters: 30_000)
      let (_, faults) = ExpressionSyntax.parse(text, names: sampleNames, limits: limits)
      #expect(faults.isEmpty == fits, "\(text.prefix(9)) \(text.count)")
    }
  }
}
