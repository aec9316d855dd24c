import Testing

@testable import Rules

@Suite("Functions that convert")
struct ConversionFunctionTests {
  @Test("number reads text with separators")
  func numbers() throws {
    try expectAnswers([
      FunctionCase("number", "1.000.000,01", ".", ",", gives: "1000000.01"),
      FunctionCase("number", "1 000.5", " ", ".", gives: "1000.5"),
      FunctionCase("number", "1,000,000", ",", .null, gives: "1000000"),
      FunctionCase("number", "1000.01", .null, ".", gives: "1000.01"),
      FunctionCase("number", "-1,5", .null, ",", gives: "-1.5"),
      FunctionCase("number", "1.5", .null, ",", gives: "null"),
      FunctionCase("number", "1,000,000.00", ",", ",", gives: "null"),
      FunctionCase("number", "1,000.00", ":", ".", gives: "null"),
      FunctionCase("number", "1e3", .null, .null, gives: "1000"),
      FunctionCase("number", .string(String(repeating: "1", count: 300)), ",", ".", gives: "null"),
      FunctionCase("number", "", ",", ".", gives: "null"),
    ])
  }

  @Test("string writes values as FEEL does, but a string as it is")
  func strings() throws {
    let nested = try context(("a", "foo"), ("b", try context(("bar", [1, "x"]))))
    try expectAnswers([
      FunctionCase("string", "a\"b", gives: #""a\"b""#),
      FunctionCase("string", 12, gives: "\"12\""),
      FunctionCase("string", try number("1.10"), gives: "\"1.10\""),
      FunctionCase("string", true, gives: "\"true\""),
      FunctionCase("string", .null, gives: "null"),
      FunctionCase("string", try at("2018-12-10"), gives: "\"2018-12-10\""),
      FunctionCase("string", try at("PT49H"), gives: "\"P2DT1H\""),
      FunctionCase("string", [1, "a", .null, [true]], gives: #""[1, \"a\", null, [true]]""#),
      FunctionCase("string", nested, gives: #""{a: \"foo\", b: {bar: [1, \"x\"]}}""#),
      FunctionCase("string", try context(("a:b", 1)), gives: #""{\"a:b\": 1}""#),
      FunctionCase("string", range(1, 3, includesHigh: false), gives: "\"[1..3)\""),
      FunctionCase("string", range(1, nil), gives: "\">= 1\""),
      FunctionCase("string", [try at("2018-12-10")], gives: #""[@\"2018-12-10\"]""#),
      FunctionCase("string", SwiftFunction.less, gives: "\"function(a, b)\""),
    ])
  }

  @Test("dates, times and durations are made of text, of parts and of each other")
  func temporals() throws {
    try expectAnswers([
      FunctionCase("date", "2017-12-31", gives: "@\"2017-12-31\""),
      FunctionCase("date", "2017-02-29", gives: "null"),
      FunctionCase("date", 2017, 13, 1, gives: "null"),
      FunctionCase("date", try number("2017.5"), 1, 1, gives: "null"),
      FunctionCase("date", try at("2017-08-14T14:25:00"), gives: "@\"2017-08-14\""),
      FunctionCase("time", "11:22:33.444", gives: "@\"11:22:33.444\""),
      FunctionCase("time", 11, 59, 45, .null, gives: "@\"11:59:45\""),
      FunctionCase("time", 11, 59, try number("45.5"), gives: "@\"11:59:45.5\""),
      FunctionCase("time", 11, 59, 0, try at("-PT2H"), gives: "@\"11:59:00-02:00\""),
      FunctionCase("time", 11, 60, 0, gives: "null"),
      FunctionCase("time", 11, 59, 0, try at("PT30H"), gives: "null"),
      FunctionCase("date and time", "2012-12-24", gives: "@\"2012-12-24T00:00:00\""),
      FunctionCase(
        "date and time", try at("2017-09-05T10:20:00-01:00"), try at("09:15:30+02:00"),
        gives: "@\"2017-09-05T09:15:30+02:00\""),
      FunctionCase("duration", "P26M", gives: "@\"P2Y2M\""),
      FunctionCase("duration", "PT1000M", gives: "@\"PT16H40M\""),
      FunctionCase("duration", "P1H", gives: "null"),
      FunctionCase(
        "years and months duration", try at("2011-12-22"), try at("2013-08-24"), gives: "@\"P1Y8M\""
      ),
      FunctionCase(
        "years and months duration", try at("2017-02-28T23:59:59"), try at("2019-07-23"),
        gives: "@\"P2Y4M\""),
    ])
  }

  @Test("range reads literals between brackets, of one type and in order")
  func ranges() throws {
    let cases: [(String, String)] = [
      ("[1..3]", "[1..3]"), ("(1..3]", "(1..3]"), ("]1..3[", "(1..3)"), (" [ 1 .. 3 ] ", "[1..3]"),
      ("[-1.5..0.5]", "[-1.5..0.5]"), ("[.5..1]", "[0.5..1]"), ("[\"a\"..\"c\"]", "[\"a\"..\"c\"]"),
      ("[\"\\u0061\\\"\"..\"c\"]", "[\"a\\\"\"..\"c\"]"),
      ("[@\"2020-01-01\"..date(\"2020-01-02\")]", "[@\"2020-01-01\"..@\"2020-01-02\"]"),
      ("[duration(\"P1D\")..@\"P2D\"]", "[@\"P1D\"..@\"P2D\"]"),
      (
        "[date and time(\"2020-01-01T00:00:00\")..@\"2020-01-02T00:00:00\"]",
        "[@\"2020-01-01T00:00:00\"..@\"2020-01-02T00:00:00\"]"
      ),
      ("[3..1]", "null"), ("[1..]", "null"), ("[..1]", "null"), ("[1..\"a\"]", "null"),
      ("[1.3]", "null"), ("[1..3", "null"), ("1..3", "null"), ("[1..3]x", "null"), ("", "null"),
      ("[null..null]", "null"), ("[1+1..3]", "null"), ("[\"a..b]", "null"),
      ("[\"\\x\"..\"y\"]", "[\"\\\\x\"..\"y\"]"),
      ("[\"\\u12\"..\"y\"]", "null"), ("[date(d)..@\"2020-01-02\"]", "null"), (">=10", "null"),
    ]
    for (text, expected) in cases {
      #expect(try answer("range", .string(text)).literal == expected, "\(text)")
    }
  }
}
