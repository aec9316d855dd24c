import Testing

@testable import Rules

@Suite("Functions on dates and times")
struct TemporalFunctionTests {
  @Test("a date tells its place in week, month and year")
  func places() throws {
    try expectAnswers([
      FunctionCase("day of year", try at("2020-12-31"), gives: "366"),
      FunctionCase("day of year", try at("2019-09-17T10:10:10"), gives: "260"),
      FunctionCase("day of week", try at("2021-01-11"), gives: "\"Monday\""),
      FunctionCase("day of week", try at("2021-01-17"), gives: "\"Sunday\""),
      FunctionCase("month of year", try at("2019-09-17"), gives: "\"September\""),
      FunctionCase("week of year", try at("2003-12-29"), gives: "1"),
      FunctionCase("week of year", try at("2010-01-01"), gives: "53"),
      FunctionCase("day of year", "2020-12-31", gives: "null"),
    ])
  }

  @Test("now and today are the moment that the caller gave")
  func clock() throws {
    try expectAnswers([
      FunctionCase("now", gives: "@\"2025-03-04T05:06:07Z\""),
      FunctionCase("today", gives: "@\"2025-03-04\""),
    ])
  }

  @Test("is tells the same value, which of times also has the same zone")
  func identity() throws {
    try expectAnswers([
      FunctionCase("is", 1, 1, gives: "true"),
      FunctionCase("is", 1, "1", gives: "false"),
      FunctionCase("is", .null, .null, gives: "true"),
      FunctionCase("is", try at("2012-12-25"), try at("2012-12-25T00:00:00Z"), gives: "false"),
      FunctionCase("is", try at("23:00:50Z"), try at("23:00:50+00:00"), gives: "true"),
      FunctionCase("is", try at("20:00:50+00:00"), try at("21:00:50+01:00"), gives: "false"),
      FunctionCase("is", try at("P1D"), try at("PT24H"), gives: "true"),
      FunctionCase("is", try at("P0Y"), try at("P0D"), gives: "false"),
      FunctionCase(
        "is", [try at("20:00:50+00:00")], [try at("21:00:50+01:00")], gives: "false"),
      FunctionCase("is", try context(("a", 1)), try context(("a", 1)), gives: "true"),
    ])
  }
}
