import Testing

@testable import Rules

@Suite("Unanswered arguments")
struct UnknownArgumentTests {
  @Test("an answer is given where the missing part cannot matter")
  func decided() throws {
    try expectAnswers([
      FunctionCase("count", [unanswered, 1], gives: "2"),
      FunctionCase("count", unanswered, gives: "?"),
      FunctionCase("all", [unanswered, false], gives: "false"),
      FunctionCase("all", [unanswered, true], gives: "?"),
      FunctionCase("any", unanswered, true, gives: "true"),
      FunctionCase("any", unanswered, gives: "?"),
      FunctionCase("list contains", [unanswered, 1], 1, gives: "true"),
      FunctionCase("list contains", [unanswered, 1], 2, gives: "?"),
      FunctionCase("list contains", [], unanswered, gives: "false"),
      FunctionCase("append", [1], unanswered, gives: "[1, ?]"),
      FunctionCase("concatenate", [unanswered], [1], gives: "[?, 1]"),
      FunctionCase("concatenate", unanswered, [1], gives: "?"),
      FunctionCase("insert before", [1], 1, unanswered, gives: "[?, 1]"),
      FunctionCase("insert before", [1], unanswered, 2, gives: "?"),
      FunctionCase("reverse", [unanswered, 1], gives: "[1, ?]"),
      FunctionCase("sublist", [unanswered, 1], 2, gives: "[1]"),
      FunctionCase("remove", [unanswered, 1], 1, gives: "[1]"),
      FunctionCase("flatten", [[1], unanswered], gives: "?"),
      FunctionCase("flatten", [try context(("a", unanswered))], gives: "[{a: ?}]"),
      FunctionCase("sum", [1, unanswered], gives: "?"),
      FunctionCase("distinct values", [1, unanswered], gives: "?"),
      FunctionCase("string", [1, unanswered], gives: "?"),
      FunctionCase("includes", range(1, unanswered), 0, gives: "false"),
      FunctionCase("includes", range(1, unanswered), 2, gives: "?"),
      FunctionCase("get value", try context(("a", unanswered), ("b", 1)), "b", gives: "1"),
      FunctionCase(
        "get entries", try context(("a", unanswered)), gives: "[{key: \"a\", value: ?}]"),
      FunctionCase("context put", try context(("a", 1)), "a", unanswered, gives: "{a: ?}"),
      FunctionCase(
        "context merge", [try context(("a", unanswered)), try context(("a", 1))], gives: "{a: 1}"),
      FunctionCase("is", [unanswered, 1], [1, 2], gives: "false"),
      FunctionCase("sort", [2, 1, unanswered], SwiftFunction.less, gives: "?"),
      FunctionCase("sqrt", unanswered, gives: "?"),
      FunctionCase("floor", unanswered, "a", gives: "null"),
    ])
  }

  @Test("the answer tells everything that is missing")
  func causes() throws {
    let other = Value.unknown(Unknown(.parameter("grens")))
    guard case .unknown(let unknown) = try answer("sum", [unanswered, other, unanswered]) else {
      Issue.record("known")
      return
    }
    #expect(
      unknown.causes == [.answer(InputPath([.member("bedrag")])), .parameter("grens")])
  }

  /// What a missing part may turn out to be.
  static let answers: [Value] = [
    .null, true, false, 1, 2, 0, -1, "a", "b", "", [], [1], [true], ["a"], [1, 2], [[1]],
    .context(.empty), range(1, 5), range("a", "b"), SwiftFunction.less,
  ]

  static func calls() throws -> [(Name, [Value])] {
    let entry = try context(("key", "a"), ("value", 1))
    let pair = try context(("a", 1), ("b", [2, 3]))
    return [
      ("list contains", [[1, "a", [2], .null], 2]), ("list contains", [[], 1]),
      ("count", [[1, [2]]]),
      ("min", [[1, 2]]), ("max", [1, 2]), ("sum", [[1, 2]]), ("mean", [1, 2]),
      ("all", [[true, false]]), ("all", [true, true]), ("any", [[true, false]]),
      ("any", [false, true]),
      ("sublist", [[1, 2, [3]], 2, 1]), ("append", [[1], 2, [3]]), ("concatenate", [[1, 2], [3]]),
      ("insert before", [[1, 2], 1, 3]), ("remove", [[1, 2], 1]), ("reverse", [[1, [2]]]),
      ("index of", [[1, 2, [1]], 1]), ("union", [[1, 2], [2]]), ("distinct values", [[1, [1], 1]]),
      ("flatten", [[1, [2, [3]]]]), ("list replace", [[1, 2], 1, 3]),
      ("list replace", [[1, 2], SwiftFunction.less, 3]),
      ("sort", [[2, 1, 3], SwiftFunction.less]),
      ("mode", [[1, 1, 2]]), ("median", [1, 2]), ("get value", [pair, "a"]),
      ("get entries", [pair]),
      ("context", [[entry]]), ("context", [entry]), ("context put", [pair, "a", 2]),
      ("context put", [pair, ["b"], 2]),
      ("context put", [try context(("p", pair)), ["p", "a"], 2]),
      ("context merge", [[pair, entry]]), ("not", [true]), ("is", [[1, 2], [1, 2]]),
      ("is", [pair, pair]), ("string", [[1, "a"]]), ("string join", [["a", "b"], ","]),
      ("substring", ["abc", 1, 2]), ("replace", ["abc", "a", "b", "i"]), ("split", ["a,b", ","]),
      ("floor", [1, 2]), ("abs", [-1]), ("date", [2020, 1, 2]), ("time", [1, 2, 1]),
      ("range", ["[1..2]"]), ("number", ["1", ",", "."]), ("before", [range(1, 5), range(6, 8)]),
      ("before", [1, 2]), ("meets", [range(1, 5), range(5, 8)]),
      ("overlaps", [range(1, 5), range(2, 8)]),
      ("overlaps before", [range(1, 5), range(2, 8)]), ("finishes", [range(2, 5), range(1, 5)]),
      ("includes", [range(1, 5), 2]), ("starts", [1, range(1, 5)]),
      ("coincides", [range(1, 5), range(1, 5)]),
    ]
  }

  @Test("an answer given without an input stands whatever the input turns out to be")
  func soundness() throws {
    for (name, arguments) in try Self.calls() {
      let whole = Value.list(arguments)
      for place in 0..<whole.placeCount where place > 0 {
        let asked = whole.replacing(place: place, with: unanswered)
        guard case .list(let unknownArguments) = asked else { continue }
        var execution = try Execution.fixture()
        let early = try execution.call(name, unknownArguments)
        for later in Self.answers {
          guard case .list(let known) = whole.replacing(place: place, with: later) else { continue }
          var execution = try Execution.fixture()
          let final = try execution.call(name, known)
          #expect(
            early.allows(final),
            "\(name)\(asked.literal) gave \(early.literal), with \(later.literal) \(final.literal)")
        }
      }
    }
  }
}

extension Value {
  /// How many places a value has where something may be missing: itself, and those inside.
  fileprivate var placeCount: Int {
    switch self {
    case .list(let items): items.reduce(1) { $0 + $1.placeCount }
    case .context(let context): context.values.reduce(1) { $0 + $1.placeCount }
    case .range: 3
    default: 1
    }
  }

  /// The value with another in one of its places.
  fileprivate func replacing(place: Int, with other: Value) -> Value {
    var next = 0
    return replacing(place: place, with: other, next: &next)
  }

  private func replacing(place: Int, with other: Value, next: inout Int) -> Value {
    let own = next
    next += 1
    if own == place { return other }
    switch self {
    case .list(let items):
      return .list(items.map { $0.replacing(place: place, with: other, next: &next) })
    case .context(let context):
      return .context(
        Context(
          shape: context.shape,
          values: context.values.map { $0.replacing(place: place, with: other, next: &next) }))
    case .range(let range):
      return .range(
        Interval(
          low: range.low?.replacing(place: place, with: other, next: &next),
          includesLow: range.includesLow,
          high: range.high?.replacing(place: place, with: other, next: &next),
          includesHigh: range.includesHigh))
    default: return self
    }
  }

  /// Whether a value is what this one, with its missing parts filled in, may be.
  fileprivate func allows(_ final: Value) -> Bool {
    switch (self, final) {
    case (.unknown, _): true
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.allows($1) }
    case (.context(let left), .context(let right)):
      left.shape == right.shape && zip(left.values, right.values).allSatisfy { $0.allows($1) }
    default: literal == final.literal
    }
  }
}
