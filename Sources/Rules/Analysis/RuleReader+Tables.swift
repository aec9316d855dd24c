/// What decision tables come to.
extension RuleReader {
  /// When a table comes to what: its rows, and what it gives where none applies or too many do. `nil` where that is not a
  /// single value of one output.
  mutating func rows(
    _ table: CheckedTable, _ frame: Frame
  ) -> [(when: Proposition, conclusion: CheckedExpression)]? {
    guard table.outputs.count == 1, table.rules.count <= Self.most,
      [.unique, .any, .first].contains(table.hitPolicy)
    else { return nil }
    let output = table.outputs[0]
    let isHeld = output.allowedTests != nil || !output.type.constraints.isEmpty
    let nothing = CheckedExpression(.constant(.null), .null, at: .nowhere)
    var found: [(when: Proposition, conclusion: CheckedExpression)] = []
    // What an input does not allow, or an output, is `null`.
    for input in table.inputs {
      guard let allowed = input.allowed else { continue }
      let isAllowed = membership(input.expression, allowed, table.input, frame)
      found.append((isAllowed.isNotTrue, nothing))
    }
    var before: [RuleTruth] = []
    for rule in table.rules {
      let holds = RuleTruth.conjunction(
        zip(table.inputs, rule.conditions).map { input, tests in
          membership(input.expression, tests, table.input, frame)
        })
      let earlier = before
      before.append(holds)
      if isHeld { found.append((holds.isTrue, nothing)) }
      if table.hitPolicy == .first {
        found.append((.both([holds.isTrue] + earlier.map(\.isNotTrue)), rule.conclusions[0]))
      } else {
        found.append((holds.isTrue, rule.conclusions[0]))
        found.append((.both([holds.isTrue, .either(earlier.map(\.isTrue))]), nothing))
      }
    }
    found.append((.both(before.map(\.isNotTrue)), output.defaultValue ?? nothing))
    return found
  }
}
