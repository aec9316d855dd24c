import Rules
import Testing

/// One expression of FEEL through the door that embedders have.
@Suite("an expression of FEEL by itself")
struct FEELExpressionTests {
  private static let moment = DateAndTime(date: .epoch, time: .midnightUTC)

  private static func context(_ entries: (name: String, value: Value)...) throws -> Context {
    try #require(Context(entries))
  }

  @Test("it is compiled once and answered in any number of contexts; what a context lacks is null")
  func contexts() throws {
    let sample = try Self.context(("aantal bedden", 0), ("extra", 0))
    let expression = try FEELExpression("aantal bedden * 2", with: sample)
    for (beds, expected) in [(3, "6"), (10, "20")] {
      let given = try Self.context(
        ("iets anders", .null), ("aantal bedden", .number(Number(beds))))
      #expect(try expression.answer(with: given, at: Self.moment).value.literal == expected)
    }
    let without = try expression.answer(at: Self.moment)
    #expect(without.value.isNull)
    #expect(!without.remarks.isEmpty)
  }

  @Test("names of members may hold spaces")
  func members() throws {
    let item = try Self.context(("eind datum", "2029-06-01"))
    let context = try Self.context(("doel", .context(item)))
    let expression = try FEELExpression("string length(doel.eind datum)", with: context)
    #expect(try expression.answer(with: context, at: Self.moment).value.literal == "10")
  }

  @Test(
    "tests are tests of what is handed in",
    arguments: [("> 5", 7, true), ("> 5", 5, false), ("[1..3], 9", 9, true), ("not(9)", 9, false)])
  func tests(text: String, input: Int, expected: Bool) throws {
    let tests = try FEELExpression(text, as: .unaryTests)
    let answer = try tests.answer(testing: .number(Number(input)), at: Self.moment)
    #expect(answer.value.literal == "\(expected)")
  }

  @Test("a name that nothing gives is a fault, or null where that is asked for")
  func unknownNames() throws {
    #expect(throws: Diagnostics.self) { try FEELExpression("x + 1") }
    let expression = try FEELExpression("x", unknownNames: .areNull)
    #expect(try expression.answer(at: Self.moment).value.isNull)
  }

  @Test("what it may take is limited, and that is an error and no answer")
  func limits() throws {
    let expression = try FEELExpression("count(for i in 1..1000000 return i)")
    #expect(throws: EvaluationError.self) {
      try expression.answer(at: Self.moment, limits: EvaluationLimits(steps: 1_000))
    }
  }

  @Test(
    "a string inside range(…) is read as it is anywhere, or is refused as it is anywhere",
    arguments: [
      #"\u0041"#, #"\u+041"#, #"\d"#, #"\uD83D\uDC0E"#, #"\uD83D"#, #"\U01F40E"#, #"\U0G0000"#,
      #"\n\t\'"#, #"a"#,
    ])
  func escapes(written: String) throws {
    let literal = try? FEELExpression("\"\(written)\"").answer(at: Self.moment).value
    let inText = "[\"\(written)\"..\"\u{10FFFF}\"]"
      .replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let start = try FEELExpression("range(\"\(inText)\").start").answer(at: Self.moment).value
    #expect(start.literal == (literal ?? .null).literal)
  }
}
