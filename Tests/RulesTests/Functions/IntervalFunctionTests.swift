import Testing

@testable import Rules

@Suite("Functions on points and ranges")
struct IntervalFunctionTests {
  static let closed = range(1, 10)
  static let openHigh = range(1, 10, includesHigh: false)
  static let openLow = range(1, 10, includesLow: false)

  @Test("relations follow the table of the standard, open and absent ends included")
  func relations() throws {
    let (closed, openHigh, openLow) = (Self.closed, Self.openHigh, Self.openLow)
    let from10 = range(10, 20)
    let after10 = range(10, 20, includesLow: false)
    try expectAnswers([
      FunctionCase("before", 1, 10, gives: "true"),
      FunctionCase("before", 1, openLow, gives: "true"),
      FunctionCase("before", 1, closed, gives: "false"),
      FunctionCase("before", openHigh, 10, gives: "true"),
      FunctionCase("before", closed, after10, gives: "true"),
      FunctionCase("before", closed, from10, gives: "false"),
      FunctionCase("before", range(nil, 3), 4, gives: "true"),
      FunctionCase("before", range(1, nil), 4, gives: "false"),
      FunctionCase("after", 10, openHigh, gives: "true"),
      FunctionCase("after", from10, closed, gives: "false"),
      FunctionCase("meets", closed, from10, gives: "true"),
      FunctionCase("meets", openHigh, from10, gives: "false"),
      FunctionCase("meets", openHigh, after10, gives: "false"),
      FunctionCase("met by", from10, closed, gives: "true"),
      FunctionCase("overlaps", closed, from10, gives: "true"),
      FunctionCase("overlaps", openHigh, from10, gives: "false"),
      FunctionCase("overlaps before", range(1, 5), range(1, 5, includesLow: false), gives: "true"),
      FunctionCase("overlaps before", range(1, 5), range(1, 5), gives: "false"),
      FunctionCase("overlaps after", range(3, 8), range(1, 5), gives: "true"),
      FunctionCase("finishes", 10, closed, gives: "true"),
      FunctionCase("finishes", 10, openHigh, gives: "false"),
      FunctionCase("finished by", closed, openLow, gives: "true"),
      FunctionCase("includes", closed, 10, gives: "true"),
      FunctionCase("includes", openHigh, 10, gives: "false"),
      FunctionCase("includes", closed, openLow, gives: "true"),
      FunctionCase("includes", range(1, nil), 4, gives: "true"),
      FunctionCase("during", openLow, closed, gives: "true"),
      FunctionCase("during", closed, openLow, gives: "false"),
      FunctionCase("starts", 1, closed, gives: "true"),
      FunctionCase("starts", openHigh, closed, gives: "true"),
      FunctionCase("started by", closed, openLow, gives: "false"),
      FunctionCase("coincides", closed, closed, gives: "true"),
      FunctionCase("coincides", closed, openLow, gives: "false"),
      FunctionCase("coincides", 5, 5, gives: "true"),
    ])
  }

  @Test("what has no order gives null")
  func incomparable() throws {
    try expectAnswers([
      FunctionCase("before", 1, "a", gives: "null"),
      FunctionCase("before", 1, .null, gives: "null"),
      FunctionCase("includes", Self.closed, "a", gives: "null"),
      FunctionCase("includes", 5, 5, gives: "null"), FunctionCase("meets", 5, 5, gives: "null"),
    ])
  }
}
