@testable import Rules

/// Decision tables. Source: DMN 1.5, 8.2.10.
extension PlainEvaluator {
  func value(of table: CheckedTable, _ execution: inout Execution) -> Value {
    var inputs: [Value] = []
    var doubts: [Unknown] = []
    for column in table.inputs {
      let value = self.value(of: column.expression, &execution)
      inputs.append(value)
      guard let allowed = column.allowed else { continue }
      switch with(value, at: table.input).meets(allowed, table.input, &execution) {
      case .boolean(true): continue
      case .unknown(let unknown): doubts.append(unknown)
      default: return .null
      }
    }
    let result = result(of: table, for: inputs, &execution)
    guard let unknown = Self.all(doubts) else { return result }
    return Self.agreement([result, .null], because: unknown)
  }

  private func result(
    of table: CheckedTable, for inputs: [Value], _ execution: inout Execution
  ) -> Value {
    var certain: [Int] = []
    var possible: [(rule: Int, cause: Unknown)] = []
    for (rule, row) in table.rules.enumerated() {
      var applies = Value.boolean(true)
      for (value, tests) in zip(inputs, row.conditions) {
        let truth = with(value, at: table.input).meets(tests, table.input, &execution)
        // A test without an answer is a test that is not met.
        applies = applies.and(truth.isNull ? .boolean(false) : truth)
      }
      switch applies {
      case .boolean(true): certain.append(rule)
      case .unknown(let unknown): possible.append((rule, unknown))
      default: continue
      }
    }
    if table.hitPolicy == .first, let first = certain.first {
      possible.removeAll { $0.rule > first }
    }
    guard let unknown = Self.all(possible.map(\.cause)) else {
      return result(of: table, certain, &execution)
    }
    switch table.hitPolicy {
    case .unique, .any, .priority, .first:
      // Each choice of the rules that may apply is one way it may turn out.
      let ways = Self.choices(possible.map(\.rule)).map { choice in
        result(of: table, (certain + choice).sorted(), &execution)
      }
      return Self.agreement(ways, because: unknown)
    case .ruleOrder, .outputOrder, .collect, .collectSum, .collectMinimum, .collectMaximum,
      .collectCount:
      // Which rules apply is part of the answer.
      return .unknown(unknown)
    }
  }

  private static func choices(_ rules: [Int]) -> [[Int]] {
    rules.reduce([[]]) { choices, rule in choices + choices.map { $0 + [rule] } }
  }

  /// What rules that apply for certain give together.
  private func result(
    of table: CheckedTable, _ rules: [Int], _ execution: inout Execution
  ) -> Value {
    if rules.isEmpty { return defaultValue(of: table, &execution) }
    var rows: [(ranks: [Int], open: [Unknown], value: Value)] = []
    for rule in rules { rows.append(row(table.rules[rule], of: table, &execution)) }
    switch table.hitPolicy {
    case .unique: return rows.count == 1 ? rows[0].value : .null
    case .any: return Self.shared(rows.map(\.value))
    case .first: return rows[0].value
    case .priority, .outputOrder:
      if rows.count > 1, let unknown = Self.all(rows.flatMap(\.open)) { return .unknown(unknown) }
      var ordered: [(ranks: [Int], open: [Unknown], value: Value)] = []
      for row in rows {
        let place = ordered.firstIndex { row.ranks.lexicographicallyPrecedes($0.ranks) }
        ordered.insert(row, at: place ?? ordered.count)
      }
      return table.hitPolicy == .priority ? ordered[0].value : .list(ordered.map(\.value))
    case .ruleOrder, .collect: return .list(rows.map(\.value))
    case .collectCount: return .number(Number(rows.count))
    case .collectSum: return Self.aggregate("sum", rows.map(\.value), &execution)
    case .collectMinimum: return Self.aggregate("min", rows.map(\.value), &execution)
    case .collectMaximum: return Self.aggregate("max", rows.map(\.value), &execution)
    }
  }

  private static func aggregate(
    _ name: Name, _ values: [Value], _ execution: inout Execution
  ) -> Value {
    BuiltInTable.function(named: name)?.call([.list(values)], in: &execution) ?? .null
  }

  /// The one output that all rules give; `null` where two of them differ.
  private static func shared(_ values: [Value]) -> Value {
    var open: [Unknown] = []
    for (index, one) in values.enumerated() {
      for other in values[(index + 1)...] {
        let equal = one.isEqual(to: other)
        if one.isSame(as: other), one.unknownWithin == nil, !one.holdsFunction { continue }
        if case .unknown = equal { open += [one, other].compactMap(\.unknownWithin) }
        if equal.isFalse || equal.isNull { return .null }
      }
    }
    return all(open).map(Value.unknown) ?? values[0]
  }

  /// What one rule gives, and where its outputs stand in the order of their columns.
  private func row(
    _ rule: CheckedTable.Rule, of table: CheckedTable, _ execution: inout Execution
  ) -> (ranks: [Int], open: [Unknown], value: Value) {
    var values: [Value] = []
    for (conclusion, output) in zip(rule.conclusions, table.outputs) {
      values.append(admitted(value(of: conclusion, &execution), by: output.type, &execution))
    }
    var ranks: [Int] = []
    var open: [Unknown] = []
    for (value, output) in zip(values, table.outputs) {
      let order = order(of: output, table.input, &execution)
      ranks.append(order.firstIndex { $0.isEqual(to: value).isTrue } ?? order.count)
      if !order.isEmpty, let unknown = value.unknownWithin { open.append(unknown) }
    }
    return (ranks, open, combined(values, of: table, &execution))
  }

  private func combined(
    _ values: [Value], of table: CheckedTable, _ execution: inout Execution
  ) -> Value {
    var doubts: [Unknown] = []
    for (value, output) in zip(values, table.outputs) {
      guard let allowed = output.allowedTests else { continue }
      switch with(value, at: table.input).meets(allowed, table.input, &execution) {
      case .boolean(true): continue
      case .unknown(let unknown): doubts.append(unknown)
      default: return .null
      }
    }
    if let unknown = Self.all(doubts) { return .unknown(unknown) }
    return whole(values, of: table)
  }

  /// One output is the value itself, more are a context.
  private func whole(_ values: [Value], of table: CheckedTable) -> Value {
    guard values.count > 1 else { return values.first ?? .null }
    let names = table.outputs.map { $0.name ?? "" }
    return .context(Context(shape: ContextShape(names), values: values))
  }

  /// The values of a column from the first to the last in priority: those listed that read no
  /// input and no local name, else those of its type.
  private func order(
    of output: CheckedTable.Output, _ input: Int, _ execution: inout Execution
  ) -> [Value] {
    if output.allowed.isEmpty, case .string(let allowed?) = output.type.type {
      return allowed.map(Value.string)
    }
    var order: [Value] = []
    for listed in output.allowed {
      if case .constant(let value) = listed.form {
        order.append(value)
      } else if listed.slots.isEmpty, !(0...input).contains(where: { listed.readsLocal($0) }) {
        let value = with(.null, at: input).value(of: listed, &execution)
        // What cannot be computed has no place.
        if !value.isNull { order.append(value) }
      }
    }
    return order
  }

  /// Where no rule applies.
  private func defaultValue(of table: CheckedTable, _ execution: inout Execution) -> Value {
    let values = table.outputs.map { output in
      output.defaultValue.map { value(of: $0, &execution) } ?? .null
    }
    let hasDefault = table.outputs.contains { $0.defaultValue != nil }
    switch table.hitPolicy {
    case .collectCount where !hasDefault: return .number(.zero)
    case .ruleOrder, .outputOrder, .collect:
      guard hasDefault else { return .null }
      let value = whole(values, of: table)
      if case .list = value { return value }
      return .list([value])
    case .unique, .any, .priority, .first, .collectSum, .collectMinimum, .collectMaximum,
      .collectCount:
      return hasDefault ? whole(values, of: table) : .null
    }
  }
}
