import Rules
import Testing

/// Expressions in the standard's own mode and what they are equal to.
private let cases: [(about: String, rows: [(expression: String, result: String)])] = [
  (
    "equality and order",
    [
      ("null = null", "true"), ("1 = null", "false"), ("1 = \"1\"", "null"), ("1 < \"1\"", "null"),
      ("null < 1", "null"), ("1.00 = 1", "true"), ("[1, 2] = [1, 2]", "true"),
      ("[1, \"a\"] = [1, 2]", "null"), ("[1] = 1", "null"), ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
      ("@\"P1D\" = @\"PT24H\"", "true"), ("@\"P1Y\" < @\"P365D\"", "null"),
      ("1 between 0 and 2", "true"), ("1 between 2 and 0", "false"),
      ("1 between null and 2", "null"), ("\"b\" between \"a\" and \"c\"", "true"),
    ]
  ),
  (
    "ranges",
    [
      ("[1..10] = [1..10]", "true"), ("(1..10] = ]1..10]", "true"), ("[1..10) = [1..10[", "true"),
      ("(< 10) = (< 10)", "true"), ("(< 10) = (null..10)", "false"),
      ("(>= 10) = [10..null)", "false"), ("(= 10) = (= 10)", "true"),
      ("(= 10) = [10..10]", "false"), ("(!= 10) = (!= 10)", "true"),
      ("5 in {r: (!= 10)}.r", "true"), ("10 in {r: (!= 10)}.r", "false"),
      ("10 in {r: (= 10)}.r", "true"), ("5 in [(!= 10)]", "true"),
      ("before((!= 10), 11)", "null"), ("[\"a\"..1]", "null"),
      ("[1..3] instance of range<number>", "true"),
      ("[1..3] instance of range<string>", "false"), ("(< 10).start", "null"),
      ("(< 10).end", "10"), ("(< 10).end included", "false"),
    ]
  ),
  (
    "membership",
    [
      ("1 in [1, 2, 3]", "true"), ("1 in (1, 2, 3)", "true"), ("1 in (< 5, > 10)", "true"),
      ("null in [null]", "true"), ("1 in null", "false"), ("1 in [[1]]", "false"),
      ("[1] in [[1]]", "true"), ("[1, 2, 3] in ([1, 2, 3])", "true"),
      ("null in [1..3]", "null"), ("[1, 2] in 1", "null"), ("[1, 2] in [1..3]", "null"),
      ("[1..5] in ([1..5], [2..3])", "true"),
    ]
  ),
  (
    "filters",
    [
      ("[1, 2, 3][2]", "2"), ("[1, 2, 3][-1]", "3"), ("[1, 2, 3][0]", "null"),
      ("[1, 2, 3][4]", "null"), ("[1, 2, 3][item > 1]", "[2, 3]"), ("[1, 2, 3][null]", "[]"),
      ("1[1]", "1"), ("1[item = 1]", "[1]"), ("null[1]", "null"), ("null[true]", "[]"),
      ("[{a: 1}, {b: 2}][a = 1]", "[{a: 1}]"), ("[{x: 1}][y > 1]", "[]"),
      ("[{item: 1}, {item: 2}, {item: 3}][item >= 2]", "[{item: 2}, {item: 3}]"),
      ("[{a: 1}, {a: 2}][item.a = 2]", "[{a: 2}]"),
      ("[[1, 2], [3]][count(item) > 1]", "[[1, 2]]"),
      ("(function(i) [5, 6][[1, 2][i]])(2)", "6"), ("(function(i) [][[1, 2][i]])(1)", "null"),
      ("{a: 2, r: [{b: 1}, {b: 2}][b = a]}.r", "[{b: 2}]"),
      ("[{a: 1, b: [1, 2]}, {a: 2, b: [3]}][b[item > 2] = [3]].a", "[2]"),
    ]
  ),
  (
    "paths",
    [
      ("[{a: 1}, {b: 2}].a", "[1, null]"), ("{a: 1}.b", "null"), ("null.a", "null"),
      ("[1, 2].a", "[null, null]"), ("@\"P1Y2M\".days", "null"),
      ("@\"2020-01-31T10:00:00+02:00\".time offset", "@\"PT2H\""),
    ]
  ),
  (
    "iterations and quantifiers",
    [
      ("for i in 3..1 return i", "[3, 2, 1]"), ("for i in [1..3] return i", "[1, 2, 3]"),
      ("for i in (1..3) return i", "[2]"), ("for i in [2..1] return i", "null"),
      ("for i in (< 3) return i", "null"), ("for i in (= 3) return i", "null"),
      ("for i in 5 return i", "[5]"), ("for i in null return i", "null"),
      ("for i in 1..2.5 return i", "null"),
      ("for i in 1..3 return count(partial)", "[0, 1, 2]"),
      ("for i in @\"2020-02-28\"..@\"2020-03-01\" return i.day", "[28, 29, 1]"),
      ("for i in 1..2, j in i..2 return [i, j]", "[[1, 1], [1, 2], [2, 2]]"),
      ("some x in [null, 1] satisfies x > 0", "true"),
      ("every x in [null, 1] satisfies x > 0", "null"),
      ("every x in [] satisfies x", "true"), ("some x in [] satisfies x", "false"),
    ]
  ),
  (
    "instance of",
    [
      ("null instance of Null", "true"), ("[1, \"a\"] instance of list<number>", "false"),
      ("{a: 1, b: 2} instance of context<a: number>", "true"),
      ("{} instance of context<a: number>", "false"),
      ("(function(a: number) a + 1) instance of function<number> -> number", "true"),
      ("@\"P1Y\" instance of days and time duration", "false"),
      ("1 instance of nothing known", "null"),
    ]
  ),
  (
    "functions and calls",
    [
      ("(function(a: number) a)(\"x\")", "null"), ("(function(a: number) a)([1])", "1"),
      ("(function(a: number) a)([[1]])", "null"), ("(function(a: list<number>) a)(1)", "[1]"),
      ("(function(a: list<date and time>) a)([@\"2020-01-01\"])", "null"),
      (
        "(function(a: date and time) a)(@\"2020-01-01\")",
        "date and time(\"2020-01-01T00:00:00Z\")"
      ),
      ("(function(a, b) a - b)(b: 1, a: 5)", "4"), ("(function(a, b) a - b)(1)", "null"),
      ("(function(a, b) a - b)(a: 1, c: 2)", "null"), ("(function(a) a)(a: 1, a: 2)", "null"),
      ("{y: 1, f: function(x) x + y}.f(1)", "2"),
      ("{add: function(n) function(m) n + m, r: add(2)(3)}.r", "5"),
      ("for f in [abs, floor] return f(-1.5)", "[1.5, -2]"),
      ("abs(n: @\"-P1D\")", "@\"P1D\""), ("{d: duration(\"-P1D\"), r: abs(d)}.r", "@\"P1D\""),
      ("substring(\"abc\", \"2\")", "null"), ("substring(\"abc\")", "null"),
      ("nothing known(1)", "null"), ("nothing known + 1", "null"),
    ]
  ),
  (
    "arithmetic",
    [
      ("-2 ** 2", "4"), ("2 ** 3 ** 2", "64"), ("2 ** -1", "0.5"), ("1 - -1", "2"),
      ("10 - 3 - 2", "5"), ("1 / 0", "null"), ("1 + null", "null"), ("\"a\" + \"b\"", "\"ab\""),
      ("\"a\" + 1", "null"), ("@\"2020-01-31\" + @\"P1M\"", "@\"2020-02-29\""),
      ("@\"2020-01-31\" - @\"2020-01-30T00:00:00Z\"", "@\"P1D\""),
      ("@\"10:00:00\" + @\"PT15H\"", "@\"01:00:00\""), ("@\"P1Y\" / 2", "@\"P6M\""),
      ("@\"P1D\" / @\"PT12H\"", "2"), ("@\"P1D\" + @\"P1M\"", "null"),
    ]
  ),
  (
    "logic",
    [
      ("true and \"a\"", "null"), ("false and \"a\"", "false"), ("null or true", "true"),
      ("null and false", "false"), ("not(\"a\")", "null"), ("if null then 1 else 2", "2"),
    ]
  ),
  (
    "literals",
    [
      ("@\"2020-02-30\"", "null"), ("\"\\U01F40E\" = \"\\uD83D\\uDC0E\"", "true"),
      ("1 /* one */ + 2 // and two", "3"), ("{a: 1, a: 2}", "null"),
      ("{a: 1, b: 2, a+b: 10, c: a+b}.c", "10"), ("{\"a b\": 1, c: a b + 1}.c", "2"),
      ("1e9999", "null"), ("? + 1", "null"),
    ]
  ),
]

@Test("every operator gives what the standard's tables say, and null where they have no row")
func operators() {
  for (about, rows) in cases {
    for (expression, result) in rows {
      let answer = Answer(expression)
      #expect(
        answer.isValue(of: result),
        "\(about): \(expression) gave \(answer.value.literal) \(answer.faults)")
    }
  }
}

@Test("what is null for a reason says why")
func reasons() {
  let rows: [(expression: String, reason: String)] = [
    ("nothing known + 1", "unknown name 'nothing known'"),
    ("nothing known(1)", "unknown name 'nothing known'"),
    ("1 < \"a\"", "the number 1 and the string \"a\" cannot be compared with '<'"),
    ("1 / 0", "a division by zero has no result"),
    ("[1, 2][5]", "the list has 2 items and no number 5"),
    ("{a: 1}.b", "a context has no member 'b'"),
    ("1(2)", "the number 1 is not a function and cannot be called"),
    ("(function(a) a)()", "the function takes 1 values, but is given 0"),
    ("@\"2020-02-30\"", "'2020-02-30' is not a date, time or duration that exists"),
    ("? + 1", "'?' has no meaning here"), ("1 instance of nothing", "unknown type"),
  ]
  for (expression, reason) in rows {
    let answer = Answer(expression)
    #expect(answer.value.isNull, "\(expression) gave \(answer.value.literal)")
    #expect(answer.remarks.first == reason, "\(expression)")
  }
}
