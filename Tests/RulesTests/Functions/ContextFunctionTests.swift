import Testing

@testable import Rules

@Suite("Functions on contexts")
struct ContextFunctionTests {
  @Test("entries are read, listed, put and merged")
  func entries() throws {
    let pair = try context(("key", "a"), ("value", 1))
    let nested = try context(("x", 1), ("y", try context(("a", 0))))
    try expectAnswers([
      FunctionCase("get value", try context(("a", "foo")), "a", gives: "\"foo\""),
      FunctionCase("get value", try context(("a", "foo")), "b", gives: "null"),
      FunctionCase("get value", "foo", "a", gives: "null"),
      FunctionCase("get entries", try context(("a", 1)), gives: "[{key: \"a\", value: 1}]"),
      FunctionCase("get entries", .context(.empty), gives: "[]"),
      FunctionCase("context", [pair], gives: "{a: 1}"),
      FunctionCase("context", pair, gives: "{a: 1}"),
      FunctionCase("context", [pair, pair], gives: "null"),
      FunctionCase("context", [], gives: "{}"),
      FunctionCase("context", [try context(("key", "a"))], gives: "null"),
      FunctionCase("context", [try context(("key", 1), ("value", 1))], gives: "null"),
      FunctionCase("context put", try context(("a", 1)), "a", 2, gives: "{a: 2}"),
      FunctionCase("context put", try context(("a", 1)), "b", .null, gives: "{a: 1, b: null}"),
      FunctionCase("context put", .context(.empty), .null, 1, gives: "null"),
      FunctionCase("context put", .context(.empty), 1, 1, gives: "null"),
      FunctionCase("context put", nested, ["y", "a"], 2, gives: "{x: 1, y: {a: 2}}"),
      FunctionCase("context put", nested, ["y", "b"], 2, gives: "{x: 1, y: {a: 0, b: 2}}"),
      FunctionCase("context put", nested, ["z", "b"], 2, gives: "null"),
      FunctionCase("context put", nested, ["y", "a", "b"], 2, gives: "null"),
      FunctionCase("context put", nested, [], 2, gives: "null"),
      FunctionCase("context put", nested, ["y", .null], 2, gives: "null"),
      FunctionCase(
        "context merge", [try context(("a", 1), ("b", 2)), try context(("a", 3))],
        gives: "{a: 3, b: 2}"),
      FunctionCase("context merge", [try context(("a", 1)), 2], gives: "null"),
      FunctionCase("context merge", [], gives: "{}"),
    ])
  }
}
