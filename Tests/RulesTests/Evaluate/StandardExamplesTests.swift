import Rules
import Testing

/// Examples that the standard prints, by the clause that they stand in.
private let examples: [(clause: String, expression: String, result: String)] = [
  // Unary tests, ranges and membership.
  ("10.3.2.9.5", "5 in ( <= 5 )", "true"),
  ("10.3.2.9.5", "5 in ( (5..10] )", "false"),
  ("10.3.2.9.5", "5 in ( [5..10] )", "true"),
  ("10.3.2.9.5", "5 in (4, 5, 6)", "true"),
  ("10.3.2.9.5", "5 in ( < 5, > 5 )", "false"),
  (
    "10.3.2.9.5",
    "date(\"2012-12-31\") in ( (date(\"2012-12-25\")..date(\"2013-02-14\")) )", "true"
  ),
  // Filters and paths.
  ("10.3.2.5", "[1, 2, 3, 4][item > 2]", "[3, 4]"),
  ("10.3.2.5", "[1, 2, 3, 4][-1]", "4"),
  ("10.3.2.5", "[1, 2, 3, 4][1]", "1"),
  ("10.3.2.5", "[ {x:1, y:2}, {x:2, y:3} ][x=1]", "[{x:1, y:2}]"),
  ("10.3.2.5", "[ {x:1, y:2}, {x:null, y:3} ][x < 2]", "[{x:1, y:2}]"),
  ("10.3.2.5", "[ {x:1, y:2}, {y:3} ][x < 2]", "[{x:1, y:2}]"),
  ("10.3.2.5", "[ {x:1, y:2}, {x:2, y:3} ].y", "[2, 3]"),
  ("10.3.2.5", "{x:1, y:2}.y", "2"),
  // Iterations.
  ("10.3.2.14", "for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
  ("10.3.2.14", "for i in [1, 2, 3, 4] return i * 2", "[2, 4, 6, 8]"),
  ("10.3.2.14", "for i in 3..1 return i", "[3, 2, 1]"),
  ("10.3.2.14", "for x in [1, 2], y in [x, x + 1] return [x, y]", "[[1,1], [1,2], [2,2], [2,3]]"),
  ("10.3.2.14", "some x in [1, 2] satisfies x > 1", "true"),
  ("10.3.2.14", "every x in [1, 2] satisfies x > 1", "false"),
  // Functions.
  ("10.3.2.13", "(function(x, y) x + y)(1, 2)", "3"),
  (
    "10.3.2.13", "{fahrenheit: function(celsius) celsius * 9 / 5 + 32, r: fahrenheit(100)}.r", "212"
  ),
  // Conversions.
  ("10.3.4.1", "date(\"2012-12-25\") - date(\"2012-12-24\")", "duration(\"P1D\")"),
  ("10.3.4.1", "date(date and time(\"2012-12-25T11:00:00Z\"))", "date(\"2012-12-25\")"),
  ("10.3.4.1", "date(2012, 12, 25)", "date(\"2012-12-25\")"),
  (
    "10.3.4.1", "date and time(\"2012-12-24T23:59:00\")",
    "date and time(date(\"2012-12-24\"), time(\"23:59:00\"))"
  ),
  (
    "10.3.4.1", "date and time(\"2012-12-24T23:59:00\") + duration(\"PT1M\")",
    "date and time(\"2012-12-25T00:00:00\")"
  ),
  ("10.3.4.1", "time(\"23:59:00z\") + duration(\"PT2M\")", "time(\"00:01:00@Etc/UTC\")"),
  ("10.3.4.1", "time(date and time(\"2012-12-25T11:00:00Z\"))", "time(\"11:00:00Z\")"),
  ("10.3.4.1", "time(\"23:59:00z\")", "time(23, 59, 0, duration(\"PT0H\"))"),
  ("10.3.4.1", "number(\"1 000,0\", \" \", \",\")", "number(\"1,000.0\", \",\", \".\")"),
  ("10.3.4.1", "string(1.1)", "\"1.1\""),
  ("10.3.4.1", "string(null)", "null"),
  (
    "10.3.4.1",
    "date and time(\"2012-12-24T23:59:00\") - date and time(\"2012-12-22T03:45:00\")",
    "duration(\"P2DT20H14M\")"
  ),
  ("10.3.4.1", "duration(\"P2Y2M\")", "duration(\"P26M\")"),
  (
    "10.3.4.1", "years and months duration(date(\"2011-12-22\"), date(\"2013-08-24\"))",
    "duration(\"P1Y8M\")"
  ),
  ("10.3.4.1", "range(\"[18..21)\")", "[18..21)"),
  // Truth values.
  ("10.3.4.2", "not(true)", "false"),
  ("10.3.4.2", "not(null)", "null"),
  // Strings.
  ("10.3.4.3", "substring(\"foobar\", 3)", "\"obar\""),
  ("10.3.4.3", "substring(\"foobar\", 3, 3)", "\"oba\""),
  ("10.3.4.3", "substring(\"foobar\", -2, 1)", "\"a\""),
  ("10.3.4.3", "substring(\"\\U01F40Eab\", 2)", "\"ab\""),
  ("10.3.4.3", "string length(\"foo\")", "3"),
  ("10.3.4.3", "string length(\"\\U01F40Eab\")", "3"),
  ("10.3.4.3", "upper case(\"aBc4\")", "\"ABC4\""),
  ("10.3.4.3", "lower case(\"aBc4\")", "\"abc4\""),
  ("10.3.4.3", "substring before(\"foobar\", \"bar\")", "\"foo\""),
  ("10.3.4.3", "substring before(\"foobar\", \"xyz\")", "\"\""),
  ("10.3.4.3", "substring before(\"foobar\", \"o\")", "\"f\""),
  ("10.3.4.3", "substring after(\"foobar\", \"ob\")", "\"ar\""),
  ("10.3.4.3", "substring after(\"\", \"a\")", "\"\""),
  ("10.3.4.3", "replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\""),
  ("10.3.4.3", "contains(\"foobar\", \"of\")", "false"),
  ("10.3.4.3", "starts with(\"foobar\", \"fo\")", "true"),
  ("10.3.4.3", "ends with(\"foobar\", \"r\")", "true"),
  ("10.3.4.3", "matches(\"foobar\", \"^fo*b\")", "true"),
  ("10.3.4.3", "split(\"John Doe\", \"\\\\s\")", "[\"John\", \"Doe\"]"),
  ("10.3.4.3", "split(\"a;b;c;;\", \";\")", "[\"a\", \"b\", \"c\", \"\", \"\"]"),
  ("10.3.4.3", "string join([\"a\", \"b\", \"c\"], \"_and_\")", "\"a_and_b_and_c\""),
  ("10.3.4.3", "string join([\"a\", \"b\", \"c\"], \"\")", "\"abc\""),
  ("10.3.4.3", "string join([\"a\", \"b\", \"c\"], null)", "\"abc\""),
  ("10.3.4.3", "string join([\"a\"], \"X\")", "\"a\""),
  ("10.3.4.3", "string join([\"a\", null, \"c\"], \"X\")", "\"aXc\""),
  ("10.3.4.3", "string join([], \"X\")", "\"\""),
  // Lists.
  ("10.3.4.4", "list contains([1, 2, 3], 2)", "true"),
  ("10.3.4.4", "list replace([2, 4, 7, 8], 3, 6)", "[2, 4, 6, 8]"),
  (
    "10.3.4.4", "list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)",
    "[5, 5, 7, 8]"
  ),
  ("10.3.4.4", "count([1, 2, 3])", "3"),
  ("10.3.4.4", "count([])", "0"),
  ("10.3.4.4", "count([1, [2, 3]])", "2"),
  ("10.3.4.4", "min([1, 2, 3])", "1"),
  ("10.3.4.4", "min(1)", "1"),
  ("10.3.4.4", "min([1])", "1"),
  ("10.3.4.4", "max(1, 2, 3)", "3"),
  ("10.3.4.4", "max([])", "null"),
  ("10.3.4.4", "sum([1, 2, 3])", "6"),
  ("10.3.4.4", "sum(1, 2, 3)", "6"),
  ("10.3.4.4", "sum(1)", "1"),
  ("10.3.4.4", "sum([])", "null"),
  ("10.3.4.4", "mean([1, 2, 3])", "2"),
  ("10.3.4.4", "mean(1)", "1"),
  ("10.3.4.4", "mean([])", "null"),
  ("10.3.4.4", "all([false, null, true])", "false"),
  ("10.3.4.4", "all(true)", "true"),
  ("10.3.4.4", "all([])", "true"),
  ("10.3.4.4", "all(0)", "null"),
  ("10.3.4.4", "any([false, null, true])", "true"),
  ("10.3.4.4", "any(false)", "false"),
  ("10.3.4.4", "any([])", "false"),
  ("10.3.4.4", "any(0)", "null"),
  ("10.3.4.4", "sublist([4, 5, 6], 1, 2)", "[4, 5]"),
  ("10.3.4.4", "append([1], 2, 3)", "[1, 2, 3]"),
  ("10.3.4.4", "concatenate([1, 2], [3])", "[1, 2, 3]"),
  ("10.3.4.4", "insert before([1, 3], 1, 2)", "[2, 1, 3]"),
  ("10.3.4.4", "remove([1, 2, 3], 2)", "[1, 3]"),
  ("10.3.4.4", "reverse([1, 2, 3])", "[3, 2, 1]"),
  ("10.3.4.4", "index of([1, 2, 3, 2], 2)", "[2, 4]"),
  ("10.3.4.4", "union([1, 2], [2, 3])", "[1, 2, 3]"),
  ("10.3.4.4", "distinct values([1, 2, 3, 2, 1])", "[1, 2, 3]"),
  ("10.3.4.4", "flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"),
  ("10.3.4.4", "product([2, 3, 4])", "24"),
  ("10.3.4.4", "product(2, 3, 4)", "24"),
  ("10.3.4.4", "median(8, 2, 5, 3, 4)", "4"),
  ("10.3.4.4", "median([6, 1, 2, 3])", "2.5"),
  ("10.3.4.4", "median([])", "null"),
  ("10.3.4.4", "decimal(stddev(2, 4, 7, 5), 14)", "2.08166599946613"),
  ("10.3.4.4", "stddev([47])", "null"),
  ("10.3.4.4", "stddev(47)", "null"),
  ("10.3.4.4", "stddev([])", "null"),
  ("10.3.4.4", "mode(6, 3, 9, 6, 6)", "[6]"),
  ("10.3.4.4", "mode([6, 1, 9, 6, 1])", "[1, 6]"),
  ("10.3.4.4", "mode([])", "[]"),
  // Numbers.
  ("10.3.4.5", "decimal(1/3, 2)", ".33"),
  ("10.3.4.5", "decimal(1.5, 0)", "2"),
  ("10.3.4.5", "decimal(2.5, 0)", "2"),
  ("10.3.4.5", "floor(1.5)", "1"),
  ("10.3.4.5", "floor(-1.56, 1)", "-1.6"),
  ("10.3.4.5", "ceiling(1.5)", "2"),
  ("10.3.4.5", "ceiling(-1.56, 1)", "-1.5"),
  ("10.3.4.5", "round up(5.5, 0)", "6"),
  ("10.3.4.5", "round up(-5.5, 0)", "-6"),
  ("10.3.4.5", "round up(1.121, 2)", "1.13"),
  ("10.3.4.5", "round up(-1.126, 2)", "-1.13"),
  ("10.3.4.5", "round down(5.5, 0)", "5"),
  ("10.3.4.5", "round down(-5.5, 0)", "-5"),
  ("10.3.4.5", "round down(1.121, 2)", "1.12"),
  ("10.3.4.5", "round down(-1.126, 2)", "-1.12"),
  ("10.3.4.5", "round half up(5.5, 0)", "6"),
  ("10.3.4.5", "round half up(-5.5, 0)", "-6"),
  ("10.3.4.5", "round half up(1.121, 2)", "1.12"),
  ("10.3.4.5", "round half up(-1.126, 2)", "-1.13"),
  ("10.3.4.5", "round half down(5.5, 0)", "5"),
  ("10.3.4.5", "round half down(-5.5, 0)", "-5"),
  ("10.3.4.5", "round half down(1.121, 2)", "1.12"),
  ("10.3.4.5", "round half down(-1.126, 2)", "-1.13"),
  ("10.3.4.5", "abs(10)", "10"),
  ("10.3.4.5", "abs(-10)", "10"),
  ("10.3.4.5", "abs(@\"PT5H\")", "@\"PT5H\""),
  ("10.3.4.5", "abs(@\"-PT5H\")", "@\"PT5H\""),
  ("10.3.4.5", "modulo(12, 5)", "2"),
  ("10.3.4.5", "modulo(-12, 5)", "3"),
  ("10.3.4.5", "modulo(12, -5)", "-3"),
  ("10.3.4.5", "modulo(-12, -5)", "-2"),
  ("10.3.4.5", "modulo(10.1, 4.5)", "1.1"),
  ("10.3.4.5", "modulo(-10.1, 4.5)", "3.4"),
  ("10.3.4.5", "modulo(10.1, -4.5)", "-3.4"),
  ("10.3.4.5", "modulo(-10.1, -4.5)", "-1.1"),
  ("10.3.4.5", "sqrt(16)", "4"),
  ("10.3.4.5", "decimal(log(10), 11)", "2.30258509299"),
  ("10.3.4.5", "decimal(exp(5), 12)", "148.413159102577"),
  ("10.3.4.5", "odd(5)", "true"),
  ("10.3.4.5", "odd(2)", "false"),
  ("10.3.4.5", "even(5)", "false"),
  ("10.3.4.5", "even(2)", "true"),
  // Dates and times.
  ("10.3.4.6", "is(date(\"2012-12-25\"), time(\"23:00:50\"))", "false"),
  ("10.3.4.6", "is(date(\"2012-12-25\"), date(\"2012-12-25\"))", "true"),
  ("10.3.4.6", "is(time(\"23:00:50z\"), time(\"23:00:50\"))", "false"),
  ("10.3.4.6", "is(time(\"23:00:50z\"), time(\"23:00:50+00:00\"))", "true"),
  ("10.3.4.8", "day of year(date(2019, 9, 17))", "260"),
  ("10.3.4.8", "day of week(date(2019, 9, 17))", "\"Tuesday\""),
  ("10.3.4.8", "month of year(date(2019, 9, 17))", "\"September\""),
  ("10.3.4.8", "week of year(date(2019, 9, 17))", "38"),
  ("10.3.4.8", "week of year(date(2003, 12, 29))", "1"),
  ("10.3.4.8", "week of year(date(2004, 1, 4))", "1"),
  ("10.3.4.8", "week of year(date(2005, 1, 1))", "53"),
  ("10.3.4.8", "week of year(date(2005, 1, 3))", "1"),
  ("10.3.4.8", "week of year(date(2005, 1, 9))", "1"),
  // Sorting.
  (
    "10.3.4.9", "sort(list: [3, 1, 4, 5, 2], precedes: function(x, y) x < y)",
    "[1, 2, 3, 4, 5]"
  ),
  // Contexts.
  ("10.3.4.10", "get value({key1: \"value1\"}, \"key1\")", "\"value1\""),
  ("10.3.4.10", "get value({key1: \"value1\"}, \"unexistent-key\")", "null"),
  (
    "10.3.4.10", "get entries({key1: \"value1\", key2: \"value2\"})",
    "[{key: \"key1\", value: \"value1\"}, {key: \"key2\", value: \"value2\"}]"
  ),
  ("10.3.4.10", "context([{key: \"a\", value: 1}, {key: \"b\", value: 2}])", "{a: 1, b: 2}"),
  (
    "10.3.4.10",
    "context([{\"key\": \"a\", \"value\": 1}, {\"key\": \"b\", \"value\": 2, \"something\": \"else\"}])",
    "{a: 1, b: 2}"
  ),
  ("10.3.4.10", "context([{\"key\": \"a\", \"value\": 1}, {\"key\": \"b\"}])", "null"),
  ("10.3.4.10", "context put({x: 1}, \"y\", 2)", "{x: 1, y: 2}"),
  ("10.3.4.10", "context put({x: 1, y: 0}, \"y\", 2)", "{x: 1, y: 2}"),
  ("10.3.4.10", "context put({x: 1, y: {a: 0}}, [\"y\", \"a\"], 2)", "{x: 1, y: {a: 2}}"),
  ("10.3.4.10", "context put({x: 1, y: {a: 0}}, [], 2)", "null"),
  ("10.3.4.10", "context merge([{x: 1}, {y: 2}])", "{x: 1, y: 2}"),
  ("10.3.4.10", "context merge([{x: 1, y: 0}, {y: 2}])", "{x: 1, y: 2}"),
]

@Test("what the standard prints as examples comes out as it prints")
func standardExamples() {
  for (clause, expression, result) in examples {
    let answer = Answer(expression)
    #expect(
      answer.isValue(of: result),
      "\(clause): \(expression) gave \(answer.value.literal) \(answer.faults)")
  }
}

/// The context of the standard's own examples. Source: DMN 1.5, 10.6.1.
private let loan = """
  {
    applicant: {
      age: 51,
      maritalStatus: "M",
      existingCustomer: false,
      monthly: { income: 10000, repayments: 2500, expenses: 3000 }
    },
    requested product: {
      product type: "STANDARD LOAN", rate: 0.25, term: 36, amount: 100000.00
    },
    monthly income: applicant.monthly.income,
    monthly outgoings: [applicant.monthly.repayments, applicant.monthly.expenses],
    credit history: [
      { record date: date("2008-03-12"), event: "home mortgage", weight: 100 },
      { record date: date("2011-04-01"), event: "foreclosure warning", weight: 150 }
    ],
    PMT: function(rate, term, amount) (amount * rate/12) / (1 - (1 + rate/12)**-term),
    result: RESULT
  }.result
  """

private let loanExamples: [(clause: String, expression: String, result: String)] = [
  ("10.6.2", "monthly income * 12", "120000"),
  (
    "10.6.3",
    "if applicant.maritalStatus in (\"M\", \"S\") then \"valid\" else \"not valid\"", "\"valid\""
  ),
  ("10.6.4", "sum(monthly outgoings)", "5500"),
  (
    "10.6.5",
    "decimal(PMT(requested product . rate, requested product . term, requested product . amount), 30)",
    "3975.982590125552338278440100112431"
  ),
  ("10.6.6", "sum(credit history[record date > date(\"2011-01-01\")].weight)", "150"),
  ("10.6.7", "some ch in credit history satisfies ch.event = \"bankruptcy\"", "false"),
]

@Test("the loan of the standard's examples comes out as it prints")
func standardLoanExamples() {
  for (clause, expression, result) in loanExamples {
    let parts = loan.split(separator: "RESULT", maxSplits: 1)
    let answer = Answer(parts[0] + expression + parts[1])
    #expect(
      answer.isValue(of: result),
      "\(clause): \(expression) gave \(answer.value.literal) \(answer.faults)")
  }
}
