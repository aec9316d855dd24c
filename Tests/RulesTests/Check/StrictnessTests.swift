import Rules
import Testing

/// Expressions that a ruleset may not hold, each with its only fault.
private let faults: [(expression: String, fault: String)] = [
  ("1 = \"1\"", "a number and a string cannot be compared"),
  ("nosuch + 1", "unknown name 'nosuch'"),
  ("nosuch(1)", "unknown name 'nosuch'"),
  ("[{x: 1}][y > 1]", "unknown name 'y'"),
  ("{a: 1}.b", "a context has no member 'b'"),
  ("\"a\" + 1", "'+' does not work on a string and a number"),
  ("substring(\"abc\")", "'substring' does not take a string"),
  (
    "substring(string: \"abc\", start position: \"2\")",
    "'substring' does not take a string and a string"
  ),
  ("(function(a: number) a)(\"x\")", "expected a number here, but this is a string"),
  ("(function(a, b) a)(1)", "this function takes 2 values, but is given 1"),
  ("true and \"a\"", "expected something true or false here, but this is a string"),
  ("1 instance of nosuch", "unknown type 'nosuch'"),
  ("@\"2020-02-30\"", "'2020-02-30' is not a date, time or duration that exists"),
  ("? + 1", "'?' has no meaning here"),
  ("[\"a\"] in \"a\"", "a list is never equal to a string"),
  ("[1] in [1..3]", "a list is never equal to a number"),
  ("{a: 1, a: 2}", "'a' stands in this context twice"),
  ("for x in 5 return x", "'x' goes through a list, but this is a number"),
  ("1 / 0", "a division by zero has no result"),
  ("date(\"2026-02-30\")", "the string \"2026-02-30\" cannot be read as a date"),
  ("date(2026, 2, 30)", "these numbers do not make a date"),
  ("duration(from: \"1Y\")", "the string \"1Y\" cannot be read as a days and time duration"),
  ("matches(\"a\", \"[b\")", "this '[' is not closed"),
  ("replace(input: \"a\", pattern: \"[b\", replacement: \"\")", "this '[' is not closed"),
  ("5 in (1 < 2)", "this is true or false, and is compared with a number"),
  (
    "(function(a: list<string>) a)([1])", "the part '[*]' must be a string, but is a number"
  ),
]

@Test("what can't be right is a fault in a ruleset and null in the standard's models")
func strictness() {
  for (expression, fault) in faults {
    #expect(Answer(expression, .strict).faults == [fault], "\(expression)")
    #expect(Answer(expression).faults == [], "\(expression)")
  }
}

@Test("what the standard converts is no fault")
func conversions() {
  let expressions = [
    "(function(a: number) a)([1])", "(function(a: list<number>) a)(1)",
    "(function(a: date and time) a)(@\"2020-01-01\")", "5 in [(!= 10)]", "5 in [(< 3), (> 4)]",
    "sum(1) + 1", "abs(n: @\"-P1D\") > @\"PT1H\"", "abs(@\"-P1D\") > @\"PT1H\"",
    "(= true) = (= true)",
  ]
  for expression in expressions {
    #expect(Answer(expression, .strict).faults == [], "\(expression)")
  }
}
