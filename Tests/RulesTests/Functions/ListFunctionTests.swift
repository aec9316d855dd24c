import Testing

@testable import Rules

@Suite("Functions on lists")
struct ListFunctionTests {
  @Test("items are looked up with FEEL's equality")
  func lookingUp() throws {
    try expectAnswers([
      FunctionCase("list contains", [1, .null], .null, gives: "true"),
      FunctionCase("list contains", [1, "a"], "a", gives: "true"),
      FunctionCase("list contains", [1, 2], "a", gives: "false"),
      FunctionCase("list contains", [try number("1.0")], 1, gives: "true"),
      FunctionCase("list contains", .null, 1, gives: "null"),
      FunctionCase("index of", [1, 2, .null, 1], 1, gives: "[1, 4]"),
      FunctionCase("index of", [1, .null], .null, gives: "[2]"),
      FunctionCase("index of", [], 1, gives: "[]"),
      FunctionCase(
        "distinct values", [1, try number("1.0"), "1", .null, .null, [1], [1]],
        gives: "[1, \"1\", null, [1]]"),
      FunctionCase(
        "distinct values", [try at("12:00:00Z"), try at("14:00:00+02:00")],
        gives: "[@\"12:00:00Z\"]"),
      FunctionCase(
        "distinct values",
        [try context(("a", 1), ("b", 2)), try context(("b", 2), ("a", 1)), try context(("a", 1))],
        gives: "[{a: 1, b: 2}, {a: 1}]"),
      FunctionCase("distinct values", ["\u{E9}", "e\u{301}"], gives: "[\"\u{E9}\", \"e\u{301}\"]"),
      FunctionCase("distinct values", [range(1, 2), range(1, 2)], gives: "[[1..2]]"),
      FunctionCase("union", [1, 2], [2, 3], 3, gives: "[1, 2, 3]"),
    ])
  }

  @Test("lists are taken apart and put together")
  func rearranging() throws {
    try expectAnswers([
      FunctionCase("sublist", [1, 2, 3], 2, gives: "[2, 3]"),
      FunctionCase("sublist", [1, 2, 3], -1, 1, gives: "[3]"),
      FunctionCase("sublist", [1, 2, 3], 1, 9, gives: "[1, 2, 3]"),
      FunctionCase("sublist", [1, 2, 3], 0, gives: "null"),
      FunctionCase("sublist", [1, 2, 3], 4, gives: "null"),
      FunctionCase("append", [1], 2, [3], gives: "[1, 2, [3]]"),
      FunctionCase("append", [1], .null, gives: "[1, null]"),
      FunctionCase("concatenate", [1], [2, [3]], gives: "[1, 2, [3]]"),
      FunctionCase("concatenate", [1], .null, gives: "null"),
      FunctionCase("insert before", [1, 3], 1, 2, gives: "[2, 1, 3]"),
      FunctionCase("insert before", [1, 3], -1, 2, gives: "[1, 2, 3]"),
      FunctionCase("insert before", [1, 3], 3, 2, gives: "null"),
      FunctionCase("remove", [1, 2, 3], 2, gives: "[1, 3]"),
      FunctionCase("remove", [1, 2, 3], -1, gives: "[1, 2]"),
      FunctionCase("remove", [1, 2, 3], 4, gives: "null"),
      FunctionCase("reverse", [1, 2, 3], gives: "[3, 2, 1]"),
      FunctionCase("flatten", [[1, [[2]]], 3, []], gives: "[1, 2, 3]"),
      FunctionCase("list replace", [1, 2, 3], -1, 4, gives: "[1, 2, 4]"),
      FunctionCase("list replace", [1, 2, 3], try number("2.5"), 4, gives: "[1, 4, 3]"),
      FunctionCase("list replace", [1, 2, 3], 4, 4, gives: "null"),
      FunctionCase("list replace", [2, 4, 7, 8], SwiftFunction.less, 5, gives: "[5, 5, 7, 8]"),
      FunctionCase("list replace", [2], SwiftFunction.value("a") { $0[0] }, 5, gives: "null"),
      FunctionCase("list replace", [2], SwiftFunction.value("a", "b") { $0[0] }, 5, gives: "null"),
    ])
  }

  @Test("all and any answer as soon as one item decides")
  func truths() throws {
    try expectAnswers([
      FunctionCase("all", [true, false, 5], gives: "false"),
      FunctionCase("all", [true, true], gives: "true"),
      FunctionCase("all", [true, .null], gives: "null"),
      FunctionCase("all", [], gives: "true"),
      FunctionCase("all", true, .null, false, gives: "false"),
      FunctionCase("any", [5, true], gives: "true"),
      FunctionCase("any", [123, false], gives: "null"),
      FunctionCase("any", [], gives: "false"),
      FunctionCase("any", false, false, gives: "false"),
    ])
  }

  @Test("a list or its items become one number")
  func numbers() throws {
    try expectAnswers([
      FunctionCase("min", [3, -3, 11], gives: "-3"),
      FunctionCase("max", "a", "c", "b", gives: "\"c\""),
      FunctionCase("max", [try at("2020-01-01"), try at("2021-01-01")], gives: "@\"2021-01-01\""),
      FunctionCase("min", [1, "a"], gives: "null"),
      FunctionCase("min", [], gives: "null"),
      FunctionCase("min", [[1]], gives: "null"),
      FunctionCase("min", 5, gives: "5"),
      FunctionCase("sum", [try number("0.1"), try number("0.2")], gives: "0.3"),
      FunctionCase("sum", 1, 2, 3, gives: "6"),
      FunctionCase("sum", [], gives: "null"),
      FunctionCase("sum", [1, .null], gives: "null"),
      FunctionCase("sum", [try number("9e6144"), try number("9e6144")], gives: "null"),
      FunctionCase("mean", [1, 2], gives: "1.5"),
      FunctionCase("product", 2, 3, 4, gives: "24"),
      FunctionCase("product", [], gives: "null"),
      FunctionCase("median", [8, 2, 5, 3, 4], gives: "4"),
      FunctionCase("median", [6, 1, 2, 3], gives: "2.5"),
      FunctionCase("median", [], gives: "null"),
      FunctionCase("stddev", [1, 3, 5], gives: "2"),
      FunctionCase("stddev", 47, gives: "null"),
      FunctionCase("mode", [3, 6, 1, 9, 6, 1, 3], gives: "[1, 3, 6]"),
      FunctionCase("mode", [], gives: "[]"),
      FunctionCase("mode", [1, "foo"], gives: "null"),
    ])
  }

  @Test("sort keeps the order of equals and asks for a truth value")
  func sorting() throws {
    let byLength = SwiftFunction.value("a", "b") { arguments in
      guard case .string(let left) = arguments[0], case .string(let right) = arguments[1] else {
        return .null
      }
      return .boolean(left.count < right.count)
    }
    try expectAnswers([
      FunctionCase("sort", [3, 1, 5, 4], SwiftFunction.less, gives: "[1, 3, 4, 5]"),
      FunctionCase("sort", [], SwiftFunction.less, gives: "[]"),
      FunctionCase(
        "sort", ["bb", "a", "cc", "d"], byLength, gives: "[\"a\", \"d\", \"bb\", \"cc\"]"),
      FunctionCase("sort", [1, "a"], SwiftFunction.less, gives: "null"),
      FunctionCase("sort", [1, 2], SwiftFunction.value("a") { _ in true }, gives: "null"),
      FunctionCase("sort", [1, 2], 3, gives: "null"),
    ])
  }
}
