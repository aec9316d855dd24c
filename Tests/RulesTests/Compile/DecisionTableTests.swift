@testable import Rules
import Testing

/// A table of the standard's own kind, written short: `input | input -> output | output`.
private struct Table {
  let policy: HitPolicy
  let inputs: [String]
  let outputs: [DecisionTable.Output]
  let rules: [String]

  init(
    _ policy: HitPolicy, _ inputs: [String] = ["1"], outputs: [DecisionTable.Output],
    _ rules: [String]
  ) {
    self.policy = policy
    self.inputs = inputs
    self.outputs = outputs
    self.rules = rules
  }

  /// What the table gives, and why where that is `null`.
  func result() throws -> (literal: String, remarks: [String]) {
    let source = SourceText(name: "table", text: "")
    let table = DecisionTable(
      hitPolicy: policy, inputs: inputs.map { .init(expression: fragment($0)) }, outputs: outputs,
      rules: rules.map { rule in
        let sides = rule.split(separator: "->")
        return DecisionTable.Rule(
          conditions: sides[0].split(separator: "|").map { fragment(String($0)) },
          conclusions: sides[1].split(separator: "|").map { fragment(String($0)) },
          range: SourceRange(0, 0))
      })
    let decision = Decision(
      name: "d",
      logic: BoxedExpression(.table(table), source: source, range: SourceRange(0, 0)),
      source: source, range: SourceRange(0, 0))
    let checked = try CheckedModel(DecisionModel(decisions: [decision]), mode: .standard)
    let model = CompiledModel(checked)
    let moment = try #require(DateAndTime("2026-03-05T14:30:00Z"))
    var execution = Execution(moment: moment, slots: [.null])
    model.run(model.decisions, in: &execution)
    return (execution.slots[0].literal, execution.remarks.map(\.reason.en))
  }
}

private func fragment(_ text: String) -> SourceFragment {
  SourceFragment(whole: SourceText(name: "cell", text: text))
}

private func column(
  _ name: String? = nil, _ type: ValueType = .any, allowed: String? = nil,
  otherwise: String? = nil
) -> DecisionTable.Output {
  DecisionTable.Output(
    name: name, type: ConstrainedType(type), allowed: allowed.map { fragment($0) },
    defaultValue: otherwise.map { fragment($0) })
}

private let plain = [column()]
private let ranked = [column(nil, .string, allowed: "\"high\", \"middle\", \"low\"")]
private let paired = [column("a", .any, allowed: "2, 1"), column("b")]

private let tables: [(about: String, table: Table, result: String)] = [
  ("one rule applies", Table(.unique, outputs: plain, ["1 -> 10", "2 -> 20"]), "10"),
  ("two rules apply", Table(.unique, outputs: plain, ["1 -> 10", "- -> 20"]), "null"),
  ("no rule applies", Table(.unique, outputs: plain, ["2 -> 20"]), "null"),
  ("a default", Table(.unique, outputs: [column(otherwise: "5")], ["2 -> 20"]), "5"),
  ("equal outputs", Table(.any, outputs: plain, ["1 -> 10", "- -> 10.0"]), "10"),
  ("other outputs", Table(.any, outputs: plain, ["1 -> 10", "- -> 11"]), "null"),
  ("the first", Table(.first, outputs: plain, ["2 -> 20", "> 0 -> 10", "1 -> 5"]), "10"),
  (
    "by priority", Table(.priority, outputs: ranked, ["- -> \"low\"", "1 -> \"high\""]), "\"high\""
  ),
  (
    "in order of priority",
    Table(.outputOrder, outputs: ranked, ["- -> \"low\"", "1 -> \"high\"", "1 -> \"middle\""]),
    "[\"high\", \"middle\", \"low\"]"
  ),
  (
    "in the order of a type's values",
    Table(
      .outputOrder, outputs: [column(nil, .string(allowed: ["x", "y"]))],
      ["- -> \"y\"", "1 -> \"x\""]), "[\"x\", \"y\"]"
  ),
  (
    "in the order of computed values",
    Table(
      .priority, outputs: [column(nil, .date, allowed: "date(2027, 1, 1), date(2026, 1, 1)")],
      ["- -> date(2026, 1, 1)", "1 -> date(2027, 1, 1)"]), "@\"2027-01-01\""
  ),
  (
    "in the order of values after conversion",
    Table(.priority, outputs: ranked, ["- -> \"low\"", "1 -> [\"high\"]"]), "\"high\""
  ),
  (
    "in the order of what functions give",
    Table(
      .priority, outputs: [column(nil, .number, allowed: "(function(a) a + 1)(1), 1")],
      ["- -> 1", "1 -> 2"]), "2"
  ),
  (
    "the first column goes first",
    Table(.priority, outputs: paired, ["- -> 1 | 1", "1 -> 2 | 2"]), "{a: 2, b: 2}"
  ),
  (
    "in the order of rules", Table(.ruleOrder, outputs: plain, ["- -> 3", "1 -> 1", "2 -> 2"]),
    "[3, 1]"
  ),
  ("collected", Table(.collect, outputs: plain, ["- -> 3", "1 -> 1"]), "[3, 1]"),
  (
    "collected contexts", Table(.collect, outputs: paired, ["- -> 1 | 2"]), "[{a: 1, b: 2}]"
  ),
  ("a sum", Table(.collectSum, outputs: plain, ["- -> 3", "1 -> 1"]), "4"),
  ("a minimum", Table(.collectMinimum, outputs: plain, ["- -> 3", "1 -> 1"]), "1"),
  ("a maximum", Table(.collectMaximum, outputs: plain, ["- -> 3", "1 -> 1"]), "3"),
  ("a count", Table(.collectCount, outputs: plain, ["- -> 3", "1 -> 1"]), "2"),
  ("a count of nothing", Table(.collectCount, outputs: plain, ["2 -> 3"]), "0"),
  (
    "several inputs",
    Table(.unique, ["1", "\"a\""], outputs: plain, ["1 | \"b\" -> 1", "1 | \"a\" -> 2"]),
    "2"
  ),
  ("one of several values", Table(.unique, outputs: plain, ["1, 2 -> 1", "not(1, 2) -> 2"]), "1"),
  ("a list of values", Table(.unique, outputs: plain, ["[1, 2] -> 1", "[3] -> 2"]), "1"),
  ("the value under test", Table(.unique, outputs: plain, ["? * 2 = 2 -> 1", "? = 2 -> 2"]), "1"),
  ("null as a value", Table(.unique, ["null"], outputs: plain, ["null -> 1", "1 -> 2"]), "1"),
  ("null is not true", Table(.first, ["null"], outputs: plain, ["true -> 1", "- -> 2"]), "2"),
  ("null is not false", Table(.first, ["null"], outputs: plain, ["false -> 1", "- -> 2"]), "2"),
  (
    "a condition that is null meets no true",
    Table(.first, ["null > 5"], outputs: plain, ["true -> 1", "false -> 2", "- -> 3"]), "3"
  ),
  ("a text is not true", Table(.first, ["\"abc\""], outputs: plain, ["true -> 1", "- -> 2"]), "2"),
  ("true is true", Table(.first, ["1 = 1"], outputs: plain, ["true -> 1", "- -> 2"]), "1"),
  (
    "what does not speak of the value under test is compared with it",
    Table(.first, ["5"], outputs: plain, ["3 > 2 -> 1", "- -> 2"]), "2"
  ),
  (
    "also among several", Table(.first, ["5"], outputs: plain, ["true, 6 -> 1", "- -> 2"]), "2"
  ),
  (
    "null is something else than true",
    Table(.unique, ["null"], outputs: plain, ["not(true) -> 1"]), "1"
  ),
  (
    "what speaks of it holds where it is true",
    Table(.first, ["null"], outputs: plain, ["? = true -> 1", "? = null -> 2"]), "2"
  ),
  (
    "and not where it is null",
    Table(.first, ["null"], outputs: plain, ["? > 5 -> 1", "not(? > 5) -> 2", "- -> 3"]), "3"
  ),
  (
    "of a truth too", Table(.first, ["1 = 2"], outputs: plain, ["? -> 1", "not(?) -> 2"]), "2"
  ),
  ("null is not negated", Table(.unique, ["null"], outputs: plain, ["not(> 1) -> 1"]), "null"),
  (
    "a wrong output type", Table(.unique, outputs: [column(nil, .number)], ["- -> \"a\""]), "null"
  ),
  (
    "an output that is converted", Table(.unique, outputs: [column(nil, .number)], ["- -> [1]"]),
    "1"
  ),
  ("an output not allowed", Table(.unique, outputs: ranked, ["- -> \"none\""]), "null"),
]

@Test("a decision table gives what its hit policy says")
func hitPolicies() throws {
  for (about, table, result) in tables {
    let found = try table.result()
    #expect(found.literal == result, "\(about): \(found.remarks)")
    if result == "null" { #expect(!found.remarks.isEmpty, "\(about)") }
  }
}

@Test("where more rules apply than may, the explanation names them")
func rulesInConflict() throws {
  let rows: [(policy: HitPolicy, rules: [String], remark: String)] = [
    (
      .unique, ["2 -> 1", "1 -> 10", "- -> 20"],
      "rules 2 and 3 of the decision table both apply"
    ),
    (
      .unique, ["- -> 1", "1 -> 10", "- -> 20"],
      "rules 1, 2 and 3 of the decision table all apply"
    ),
    (
      .any, ["1 -> 10", "2 -> 20", "- -> 20"],
      "rules 1 and 3 of the decision table both apply, and do not give the same"
    ),
  ]
  for (policy, rules, remark) in rows {
    let found = try Table(policy, outputs: plain, rules).result()
    #expect(found.literal == "null")
    #expect(found.remarks == [remark])
  }
}
