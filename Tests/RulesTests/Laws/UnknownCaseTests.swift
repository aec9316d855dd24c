import Testing

@testable import Rules

/// The facts with only the numbers `n1` and `n2`, the list `ln` and the truth `b1` unanswered.
private let openFacts = RandomFacts.inputs.map { input -> Value in
  switch input.name {
  case "n1", "n2", "ln", "b1": .unknown(Unknown(.answer(InputPath([.member(input.name)]))))
  default: .null
  }
}

/// Rules whose answer still depends on what is unanswered, though at first sight it does not.
private let undecided: [(rule: String, why: String)] = [
  ("[][n1]", "an index that an empty list has no item for gives null"),
  ("null[n1]", "the same of no list"),
  ("some x in [ln, null], y in x satisfies y = 1", "ln may hold a witness"),
  ("some x in [[1], null], y in x satisfies b1", "b1 may make the first item a witness"),
  ("every x in [ln, null], y in x satisfies y = 1", "ln may hold a counterexample"),
  ("count([1, n1, 3][item > 2]) >= 2", "n1 may be the second"),
  ("[n1] instance of list<number>", "what n1 is shows when it is answered"),
  ("(function(v: context<a: boolean>) true)({a: \"x\" + n1})", "the member may be of another type"),
  ("{a: n1} instance of context<a: number>", "the same of a member"),
]

@Test("what an answer may still change is not decided")
func undecidedRules() throws {
  for (rule, why) in undecided {
    let code = try #require(RandomRule.code(rule))
    #expect(RandomRule.value(code, openFacts)?.isUnknown ?? false, "\(rule): \(why)")
  }
}

/// Rules that are decided whatever is answered.
private let decided: [(rule: String, value: Value)] = [
  ("some x in [ln, [1]], y in x satisfies y = 1", true),
  ("some x in [null, [1]], y in x satisfies y = 1", true),
  ("every x in [ln, [1]], y in x satisfies y = 2", false),
  ("for x in [ln, null], y in x return y", .null),
  ("count([n1, n2])", 2),
  ("count([1, n1, 3][item > 0]) >= 2", true),
  ("count([1, n1, 3][item > 5]) >= 2", false),
  ("count([1, n1, 3][item > 2]) = null", false),
  ("[n1] instance of list<Any>", true),
  ("if b1 then 1 else 1", 1),
]

@Test("what no answer can change is decided")
func decidedRules() throws {
  for (rule, value) in decided {
    let code = try #require(RandomRule.code(rule))
    let found = RandomRule.value(code, openFacts)
    #expect(found?.isIdentical(to: value) ?? false, "\(rule): \(String(describing: found))")
  }
}

/// Tables of one column over `n1`, with rows of a cell and an output.
private let tables:
  [(policy: HitPolicy, allowed: String?, rows: [(String, String)], outputs: String?, why: String)] =
    [
      (.unique, nil, [("> 1", "1"), ("> 2", "1")], nil, "two rows may apply, which gives null"),
      (.any, nil, [("-", "n2"), ("-", "n2")], nil, "the outputs show when n2 is answered"),
      (.priority, nil, [("-", "n2"), ("-", "1")], "2, 1", "n2 may come before 1"),
      (.outputOrder, nil, [("-", "n2"), ("-", "1")], "2, 1", "n2 may come before 1"),
      (.first, "1, 2", [("-", "1")], nil, "n1 may be a value that is not allowed"),
      (.first, nil, [("> 1", "1"), ("-", "2")], nil, "either row may be the first"),
      (.collect, nil, [("> 1", "1"), ("-", "2")], nil, "the list shows when n1 is answered"),
    ]

/// Tables of one column over `n1` that are decided whatever is answered.
private let decidedTables:
  [(policy: HitPolicy, rows: [(String, String)], outputs: String?, value: Value, why: String)] = [
    (.unique, [("-", "1"), ("-", "2"), ("> 1", "3")], nil, .null, "two rows apply already"),
    (.any, [("-", "1"), ("-", "2"), ("> 1", "1")], nil, .null, "two rows differ already"),
    (.any, [("-", "[1, n2]"), ("-", "[2, n2]")], nil, .null, "what is known of them differs"),
    (.any, [("-", "1"), ("> 1", "1.0")], nil, 1, "equal to what applies already"),
    (.priority, [("> 1", "1"), ("-", "2")], "2, 1", 2, "nothing goes before 2"),
    (.first, [("-", "2"), ("> 1", "1")], nil, 2, "no other row is the first"),
  ]

/// What a table of one column over `n1` gives for ``openFacts``; nothing else applies: 1.
private func value(
  _ policy: HitPolicy, allowed: String? = nil, _ rows: [(String, String)], _ outputs: String?
) throws -> Value? {
  let table = DecisionTable(
    hitPolicy: policy,
    inputs: [
      .init(
        expression: RandomRule.fragment("n1"), allowed: allowed.map { RandomRule.fragment($0) })
    ],
    outputs: [
      .init(
        name: nil, type: .any, allowed: outputs.map { RandomRule.fragment($0) },
        defaultValue: RandomRule.fragment("1"))
    ],
    rules: rows.map { cell, output in
      .init(
        conditions: [RandomRule.fragment(cell)], conclusions: [RandomRule.fragment(output)],
        range: SourceRange(0, 0))
    })
  return RandomRule.value(try #require(RandomTable.code(table)), openFacts)
}

@Test("a table that an answer may still change is not decided")
func undecidedTableCases() throws {
  for (policy, allowed, rows, outputs, why) in tables {
    let found = try value(policy, allowed: allowed, rows, outputs)
    #expect(found?.isUnknown ?? false, "\(policy): \(why), not \(String(describing: found))")
  }
}

@Test("a table that no answer can change is decided")
func decidedTableCases() throws {
  for (policy, rows, outputs, expected, why) in decidedTables {
    let found = try value(policy, rows, outputs)
    #expect(
      found?.isSame(as: expected) ?? false,
      "\(policy): \(why), not \(String(describing: found))")
  }
}

/// The value of boxed logic for ``openFacts``.
private func value(_ form: BoxedExpression.Form) throws -> Value? {
  var checker = ExpressionChecker(scope: RandomRule.scope, mode: .standard)
  let checked = checker.check(boxed(form), as: nil, named: "d")
  try #require(checker.diagnostics.isEmpty)
  return RandomRule.value(Compiler().compile(checked), openFacts)
}

private func boxed(_ form: BoxedExpression.Form) -> BoxedExpression {
  BoxedExpression(form, source: SourceText(name: "boxed", text: ""), range: SourceRange(0, 0))
}

private func boxed(_ text: String) -> BoxedExpression {
  BoxedExpression(RandomRule.fragment(text))
}

@Test("a witness of boxed logic decides nothing while an open item may still make it null")
func boxedQuantifiers() throws {
  let some = BoxedExpression.Form.some(
    variable: "x", in: boxed("[true, b1]"), condition: boxed("x"))
  #expect(try value(some)?.isUnknown ?? false)
  let every = BoxedExpression.Form.every(
    variable: "x", in: boxed("[b1, false]"), condition: boxed("x"))
  #expect(try value(every)?.isUnknown ?? false)
  let null = BoxedExpression.Form.some(
    variable: "x", in: boxed("[b1, null]"), condition: boxed("x"))
  #expect(try value(null)?.isNull ?? false)
}

@Test("an input that a parameter takes by its type leaves a call decided")
func boxedInvocation() throws {
  let function = FunctionDefinition(
    parameters: [.init(name: "v", type: ConstrainedType(.list(.number)))], body: boxed("1"))
  let call = BoxedExpression.Form.invocation(
    boxed(.function(function)), [.init(parameter: "v", value: boxed("[ln][1]"))])
  #expect(try value(call)?.isUnknown ?? false, "what is computed may be of another type")
  let direct = BoxedExpression.Form.invocation(
    boxed(.function(function)), [.init(parameter: "v", value: boxed("ln"))])
  #expect(try value(direct)?.isSame(as: 1) ?? false)
}
