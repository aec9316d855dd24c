import Testing

@testable import Rules

@Suite("Limits of functions")
struct FunctionLimitTests {
  @Test("functions on the longest lists stay within the steps of one decision")
  func longLists() throws {
    let items = Value.list((0..<100_000).map { .number(Number($0 % 70_000)) })
    let contexts = Value.list(
      try (0..<50_000).map { try context(("k", .number(Number($0 % 30_000)))) })
    let cases: [(Name, [Value])] = [
      ("distinct values", [items]), ("distinct values", [contexts]), ("union", [items]),
      ("index of", [items, 5]), ("list contains", [items, "a"]), ("mode", [items]),
      ("median", [items]), ("stddev", [items]), ("sum", [items]), ("max", [items]),
      ("flatten", [items]), ("reverse", [items]), ("string", [items]), ("all", [items]),
    ]
    for (name, arguments) in cases {
      var execution = try Execution.fixture()
      _ = try execution.call(name, arguments)
      #expect(execution.failure == nil, "\(name)")
      #expect(execution.stepsLeft < execution.limits.steps - 3_000, "\(name) counts its work")
    }
  }

  @Test("sorting asks the function as often as a merge sort does")
  func sorting() throws {
    var execution = try Execution.fixture()
    let items = Value.list((0..<10_000).map { .number(Number($0 * 7_919 % 10_007)) })
    let sorted = try execution.call("sort", [items, SwiftFunction.less])
    guard case .list(let numbers) = sorted else {
      Issue.record("\(sorted)")
      return
    }
    #expect(numbers.count == 10_000)
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0.isLess(than: $1).isTrue })
    let steps = execution.limits.steps - execution.stepsLeft
    #expect(steps > 100_000 && steps < 150_000)
  }

  @Test("results past a limit fail the evaluation; results at the limit do not")
  func tooLong() throws {
    let limits = EvaluationLimits(listItems: 4, stringLength: 6)
    let passing: [(Name, [Value])] = [
      ("append", [[1, 2, 3], 4]), ("concatenate", [[1, 2], [3, 4]]),
      ("flatten", [[[1, 2], [3, 4]]]),
      ("string join", [["ab", "cd"], "--"]), ("split", ["a,b,c,d", ","]), ("string", [[1, 2]]),
      ("string join", [["🐎🐎🐎", "🐎🐎🐎"]]), ("insert before", [[1, 2, 3], 1, 0]),
    ]
    let failing: [(Name, [Value])] = [
      ("append", [[1, 2, 3, 4], 5]), ("concatenate", [[1, 2], [3, 4, 5]]),
      ("flatten", [[[1, 2], [3, 4, 5]]]), ("string join", [["ab", "cde"], "--"]),
      ("split", ["a,b,c,d,e", ","]), ("string", [[1, 23]]), ("upper case", ["ßßßß"]),
      ("insert before", [[1, 2, 3, 4], 1, 0]), ("replace", ["aaa", "a", "bbb"]),
    ]
    for (name, arguments) in passing {
      var execution = try Execution.fixture(limits: limits)
      #expect(try !execution.call(name, arguments).isNull, "\(name)")
      #expect(execution.failure == nil, "\(name)")
    }
    for (name, arguments) in failing {
      var execution = try Execution.fixture(limits: limits)
      #expect(try execution.call(name, arguments).isNull, "\(name)")
      // A pattern tells its own limit.
      #expect(execution.failure != nil || !execution.remarks.isEmpty, "\(name)")
    }
  }

  @Test("values that share their parts do not hide how large they are")
  func sharedParts() throws {
    var doubled: Value = [1]
    for _ in 0..<60 { doubled = [doubled, doubled] }
    for name: Name in ["flatten", "distinct values", "string", "sum", "mode"] {
      var execution = try Execution.fixture(
        limits: EvaluationLimits(steps: 50_000, stringLength: 50_000))
      #expect(try execution.call(name, [doubled]).isNull, "\(name)")
      #expect(execution.failure != nil, "\(name)")
    }
  }

  @Test("deep nesting is refused")
  func nesting() throws {
    var deep: Value = [1]
    for _ in 0..<5_000 { deep = [deep] }
    for name: Name in ["flatten", "distinct values", "string", "sum"] {
      var execution = try Execution.fixture()
      #expect(try execution.call(name, [deep]).isNull, "\(name)")
      #expect(execution.failure != nil, "\(name)")
    }
  }

  @Test("searching is linear whatever the texts repeat")
  func searching() throws {
    let text = String(repeating: "a", count: 400_000)
    let match = String(repeating: "a", count: 200_000) + "b"
    #expect(try answer("contains", .string(text), .string(match)).literal == "false")
    #expect(try answer("contains", .string(text + "b"), .string(match)).literal == "true")
  }

  @Test("of many missing items the first are told")
  func manyMissing() throws {
    let items = (0..<20_000).map { index in
      Value.unknown(Unknown(.answer(InputPath([.member("r"), .item(index % 10_000)]))))
    }
    guard case .unknown(let unknown) = try answer("sum", .list(items)) else {
      Issue.record("known")
      return
    }
    #expect(
      unknown.causes
        == items.prefix(Unknown.answersKept).compactMap { $0.unknownWithin?.causes.first })
  }

  @Test("a spent budget answers null")
  func spent() throws {
    var execution = try Execution.fixture(limits: EvaluationLimits(steps: 10))
    let items = Value.list(Array(repeating: 1, count: 1_000))
    #expect(try execution.call("sum", [items]).isNull)
    #expect(execution.failure == .tooManySteps(10))
  }
}
