import FuzzTargets
import Testing

@testable import Rules

@Test("a table cell is nothing asked, tests, or a negation of tests")
func cells() {
  let table = [
    ("-", "any"), ("  ", "any"), ("", "any"), (" - // any", "any"), ("-5", "(neg 5)"),
    ("< 5", "<5"), ("= a", "=‹a›"), ("!= a + 1", "!=(‹a› + 1)"), ("1, 2", "1 | 2"),
    ("[1..5], ]7..9[", "range[1..5] | range(7..9)"), ("\"a\", > b", "\"a\" | >‹b›"),
    ("not(1, < 2)", "none of 1 | <2"), ("not(a)", "none of ‹a›"),
    ("not(a) and b", "(and (call ‹not› ‹a›) ‹b›)"), ("not(a), b", "(call ‹not› ‹a›) | ‹b›"),
    ("not(negand: a)", "(call ‹not› negand:‹a›)"), ("(not(a))", "(call ‹not› ‹a›)"),
    ("? > 5 and ? < 9", "(and (? > 5) (? < 9))"), ("f(?)", "(call ‹f› ?)"),
    ("a in (1, 2)", "(in ‹a› 1 2)"), ("(< 5)", "(< 5)"), ("null", "null"),
    ("some i in ? satisfies i > 1", "(some i∈? (‹i› > 1))"),
  ]
  for (text, expected) in table {
    let (tests, faults) = UnaryTestsSyntax.parse(text, names: sampleNames)
    #expect(outline(tests) == expected, "\(text)")
    #expect(faults.isEmpty, "\(text)")
  }
}

@Test("a cell with a fault says what is wrong")
func cellFaults() {
  let table = [
    (
      "> 5 and < 9",
      "4‹and› found 'and', but expected an operator (such as '+', '=' or 'and') or the end"
    ),
    ("1,", "2‹› a test (a value, a range or '< 5') is missing here"),
    ("not(< 5) or a", "9‹or› found 'or', but expected the end"),
    ("not(1", "3‹(› '(' is never closed"),
    ("1)", "1‹)› nothing opens this ')'"),
  ]
  for (text, expected) in table {
    let (_, faults) = UnaryTestsSyntax.parse(text, names: sampleNames)
    #expect(faults.map { outline($0, in: text) } == [expected], "\(text)")
  }
}
