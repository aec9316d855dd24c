import Testing

@testable import Rules

@Suite("Functions on numbers")
struct NumberFunctionTests {
  @Test("rounding takes a whole scale between the limits of the standard")
  func rounding() throws {
    let third = try number("0.3333")
    try expectAnswers([
      FunctionCase("decimal", third, 2, gives: "0.33"),
      FunctionCase("decimal", third, try number("2.5"), gives: "0.33"),
      FunctionCase("decimal", try number("2.5"), 0, gives: "2"),
      FunctionCase("decimal", 1234, -2, gives: "1200"),
      FunctionCase("floor", try number("-1.5"), gives: "-2"),
      FunctionCase("floor", try number("-1.56"), 1, gives: "-1.6"),
      FunctionCase("floor", 1, .null, gives: "null"),
      FunctionCase("ceiling", try number("-1.5"), gives: "-1"),
      FunctionCase("ceiling", try number("1.56"), 1, gives: "1.6"),
      FunctionCase("round up", try number("-1.121"), 2, gives: "-1.13"),
      FunctionCase("round down", try number("-1.126"), 2, gives: "-1.12"),
      FunctionCase("round half up", try number("-5.5"), 0, gives: "-6"),
      FunctionCase("round half down", try number("5.5"), 0, gives: "5"),
      FunctionCase("round half down", 5, 6177, gives: "null"),
      FunctionCase("round half down", 5, -6112, gives: "null"),
      FunctionCase("round up", 5, try number("1e30"), gives: "null"),
    ])
  }

  @Test("the other functions answer null where there is no answer")
  func others() throws {
    try expectAnswers([
      FunctionCase("abs", -1, gives: "1"),
      FunctionCase("abs", try at("-P1D"), gives: "@\"P1D\""),
      FunctionCase("abs", try at("-P1Y"), gives: "@\"P1Y\""),
      FunctionCase("modulo", -12, 5, gives: "3"),
      FunctionCase("modulo", try number("10.1"), try number("-4.5"), gives: "-3.4"),
      FunctionCase("modulo", 10, 0, gives: "null"),
      FunctionCase("sqrt", 16, gives: "4"), FunctionCase("sqrt", -1, gives: "null"),
      FunctionCase("log", 1, gives: "0"), FunctionCase("log", 0, gives: "null"),
      FunctionCase("exp", 0, gives: "1"), FunctionCase("exp", 100_000, gives: "null"),
      FunctionCase("odd", -1, gives: "true"), FunctionCase("odd", 2, gives: "false"),
      FunctionCase("even", 0, gives: "true"),
      FunctionCase("even", try number("1.5"), gives: "false"),
      FunctionCase("odd", try number("1.5"), gives: "false"),
    ])
  }
}
