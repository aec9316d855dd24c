import Testing

@testable import Rules

/// What a text gives within limits, which limit it passed, and how many steps it took.
private func evaluate(
  _ text: String, _ limits: EvaluationLimits = .standard
) -> (value: Value, failure: EvaluationError?, steps: Int) {
  guard let code = RandomRule.code(text) else {
    Issue.record("not a rule: \(text.prefix(80))")
    return (.null, nil, 0)
  }
  let facts = RandomFacts.inputs.map { input -> Value in
    switch input.sort {
    case .boolean: input.name == "b2" ? .unknown(Unknown(.parameter("b2"))) : true
    case .list: .list([1])
    default: 1
    }
  }
  var execution = Execution(moment: RandomRule.moment, limits: limits, slots: facts)
  let value = code(&execution)
  return (value, execution.failure, limits.steps - execution.stepsLeft)
}

private func nested(_ open: String, _ inner: String, _ close: String, _ count: Int) -> String {
  String(repeating: open, count: count) + inner + String(repeating: close, count: count)
}

/// A function that calls itself for ever, its body `count` levels of something deep.
private func endless(_ open: String, _ close: String, _ count: Int) -> String {
  "(function(f) f(f))(function(f) \(nested(open, "f(f)", close, count)))"
}

private let wrappings: [(open: String, close: String)] = [
  ("(1 + ", ")"), ("[", "][1]"), ("(if b1 then ", " else 2)"), ("(if b2 then ", " else 2)"),
  ("[1, 2][", "]"), ("(for x in [1] return ", ")"), ("(some x in [1] satisfies ", ")"),
  ("abs(", ")"), ("abs(n: ", ")"), ("{a: ", "}.a"), ("(1 in (", "))"), ("-(", ")"),
  ("(b1 and 1 = 1 + 1 * 2 ** -", ")"), ("sort([1, 2], function(x, y) ", ")"),
  ("(function(x) x)(", ")"), ("[1..", "]"), ("(1 between 0 and ", ")"), ("append([], ", ")"),
]

@Test("however expressions and calls are nested, a limit answers and not the stack")
func nesting() {
  for (open, close) in wrappings {
    for count in [1, 9, 30, 95] {
      let text = endless(open, close, count)
      guard RandomRule.code(text) != nil else { continue }  // too deep to be read
      let failure = evaluate(text).failure
      #expect(
        failure == .callsTooDeep(100) || failure == .expressionsTooDeep(1_000),
        "\(count) of \(open): \(String(describing: failure))")
    }
    let deepest = [199, 198, 99, 66, 30].map { nested(open, "n1", close, $0) }
      .first { RandomRule.code($0) != nil }
    #expect(evaluate(deepest ?? "null").failure == nil, "\(open)")
  }
}

@Test("calls go as deep as the limit, and no deeper")
func callDepth() {
  func countdown(_ count: Int) -> String {
    "(function(f) f(f, \(count)))(function(f, n) if n <= 2 then 0 else f(f, n - 1))"
  }
  for limit in [10, 50, 100] {
    let limits = EvaluationLimits(callDepth: limit)
    #expect(evaluate(countdown(limit), limits).failure == nil)
    #expect(evaluate(countdown(limit + 1), limits).failure == .callsTooDeep(limit))
    #expect(evaluate(countdown(limit * 1_000), limits).failure == .callsTooDeep(limit))
  }
}

@Test("iterators lie inside each other, in one text and over all calls")
func iteratorNesting() {
  func text(_ count: Int, _ body: String) -> String {
    "for \((0..<count).map { "i\($0) in [1]" }.joined(separator: ", ")) return \(body)"
  }
  #expect(evaluate(text(198, "1")).failure == nil)
  #expect(RandomRule.code(text(199, "1")) == nil, "too deep to be read")
  #expect(
    evaluate("(function(f) f(f))(function(f) \(text(190, "f(f)")))").failure
      == .expressionsTooDeep(1_000))
}

@Test("values lie inside each other to the limit, whatever names they get on the way")
func valueNesting() {
  /// A context of which each entry wraps the one before it.
  func wrapping(_ first: String, _ count: Int, _ wrap: (String) -> String = { "[\($0)]" }) -> String
  {
    let entries = (1...count).map { "a\($0): \(wrap("a\($0 - 1)"))" }
    return "{a0: \(first), \(entries.joined(separator: ", "))}.a\(count)"
  }
  let tooDeep = EvaluationError.tooLong(
    what: LocalizedText(nl: "de nesting van een waarde", en: "the nesting of a value"), limit: 500)
  let calls = nested("f(", "1", ")", 100)
  #expect(evaluate("count(\(wrapping("1", 500)))").failure == nil)
  let texts = [
    wrapping("1", 501), wrapping("1", 501) { "{x: \($0)}" },
    wrapping("1", 501) { "append([], \($0))" }, wrapping("n1", 501) { "(function() \($0))" },
    wrapping("n1", 501) { "[function() \($0)]" },
    wrapping("1", 501) { "if b1 then [\($0)] else 1" },
    "{f: function(v) \(wrapping("v", 100)), r: count(\(calls))}.r",
    "{f: function(v) [[[[[[v]]]]]], r: count(\(calls))}.r",
    "for i in 1..200 return \(wrapping("partial[-1]", 100))",
    "{f: append, r: \(wrapping("1", 501) { "f([], \($0))" })}.r",
    "for \((1...190).map { "i\($0) in [[[[[i\($0 - 1)]]]]]" }.joined(separator: ", ")) return 1"
      .replacing("i0]", with: "1]"),
  ]
  for text in texts { #expect(evaluate(text).failure == tooDeep, "\(text.prefix(80))") }
}

@Test("lists and strings grow to the limit, and no further")
func sizes() {
  let limits = EvaluationLimits(listItems: 1_000, stringLength: 1_000)
  let growing: [(what: String, text: (Int) -> String)] = [
    ("a list of", { "for i in 1..\($0) return i" }),
    ("two iterators of", { "for i in 1..10, j in 1..\($0 / 10) return i" }),
    (
      "a concatenation of",
      { "concatenate(for i in 1..500 return i, for i in 1..\($0 - 500) return i)" }
    ),
    ("an append to", { "append(for i in 1..\($0 - 1) return i, 1)" }),
    (
      "a flattening of", { "flatten([for i in 1..500 return i, for i in 1..\($0 - 500) return i])" }
    ),
  ]
  for (what, text) in growing {
    #expect(evaluate(text(1_000), limits).failure == nil, "\(what) 1000")
    // One less room, not one item more: two iterators grow by ten at a time.
    let less = EvaluationLimits(listItems: 999)
    guard case .tooLong(_, limit: 999) = evaluate(text(1_000), less).failure else {
      Issue.record("\(what) 1000 with room for one less")
      continue
    }
    for count in [1_010, 1_000_000] {
      guard case .tooLong(_, limit: 1_000) = evaluate(text(count), limits).failure else {
        Issue.record("\(what) \(count)")
        continue
      }
    }
  }
  func doubled(_ times: Int) -> String {
    let entries = (1...times).map { "a\($0): a\($0 - 1) + a\($0 - 1)" }
    return "{a0: \"\(String(repeating: "x", count: 10))\", \(entries.joined(separator: ", "))}"
  }
  #expect(evaluate(doubled(6), limits).failure == nil)
  for times in [7, 20, 60] {
    guard case .tooLong(_, limit: 1_000) = evaluate(doubled(times), limits).failure else {
      Issue.record("a string doubled \(times) times")
      continue
    }
  }
}

@Test("loops end when the steps are spent")
func steps() {
  let limits = EvaluationLimits(steps: 1_000)
  let loops: [(Int) -> String] = [
    { "every i in 1..\($0) satisfies true" },
    { "some i in 1..\($0), j in [1] satisfies false" },
    { "count((for i in [1] return i)[every j in 1..\($0) satisfies true])" },
  ]
  for text in loops {
    #expect(evaluate(text(900), limits).failure == nil, "\(text(900))")
    #expect(evaluate(text(1_001), limits).failure == .tooManySteps(1_000), "\(text(1_001))")
    #expect(evaluate(text(1_000_000_000), limits).failure == .tooManySteps(1_000))
    let needed = evaluate(text(900)).steps
    #expect(evaluate(text(900), EvaluationLimits(steps: needed)).failure == nil, "\(needed)")
    let oneLess = EvaluationLimits(steps: needed - 1)
    #expect(evaluate(text(900), oneLess).failure == .tooManySteps(needed - 1))
  }
}

@Test("a value that shares its parts thousandfold is refused, not walked for ever")
func sharedParts() {
  let count = 60
  let entries = (1...count).map { "a\($0): [a\($0 - 1), a\($0 - 1)]" }.joined(separator: ", ")
  let big = "a\(count)"
  let uses = [
    "\(big) = \(big)", "if b2 then \(big) else \(big)", "\(big) in (\(big))",
    "\(big) in ([\(big)])", "\(big) instance of list<number>", "is(\(big), \(big))",
    "list contains([\(big)], \(big))", "index of([\(big)], \(big))", "[\(big)..\(big)]",
    "(= \(big))", "(!= \(big))",
    "distinct values([\(big), \(big)])", "(function(x: list<number>) 1)(\(big))",
    "sum(\(big))", "flatten(\(big))", "string(\(big))", "\(big) < \(big)", "\(big) != \(big)",
    "list replace([\(big)], function(x, y) x = y, \(big))", "\(big)[item = \(big)]",
    "some x in [1..\(big)] satisfies true", "for x in \(big)..\(big) return x",
    "\(big) between \(big) and \(big)", "before(\(big), \(big))", "get value({x: \(big)}, \(big))",
    "sort([\(big), \(big)], function(x, y) x = y)", "mode(\(big))", "min(\(big), \(big))",
    "union([\(big)], [\(big)])", "remove([\(big)], \(big))", "\(big) + \(big)", "-\(big)",
    "context merge([{x: \(big)}, {x: \(big)}])", "context put({x: 1}, \"x\", \(big))",
    "string join([string(\(big))])", "count(\(big))", "\(big).x",
  ]
  // To give it a name costs little, and it is small as long as nobody looks at all of it.
  #expect(evaluate("count({a0: [1, 1], \(entries)}.\(big))", .init(steps: 1_000)).failure == nil)
  for use in uses {
    // That it ends is what is asked; most uses pass a limit on the way.
    _ = evaluate("{a0: [1, 1], \(entries), r: \(use)}.r", EvaluationLimits(steps: 5_000))
  }
}
