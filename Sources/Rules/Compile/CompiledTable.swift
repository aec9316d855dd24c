/// A decision table made ready to run. Source: DMN 1.5, 8.2.
struct CompiledTable: Sendable {
  struct Rule: Sendable {
    /// Those that test something.
    let cells: [(input: Int, condition: Code)]
    let conclusions: [Code]
  }

  struct Output: Sendable {
    let name: String?
    let type: CompiledType
    let allowed: [Value]
    let allowedTests: Code?
    let defaultValue: Code?
  }

  let hitPolicy: HitPolicy
  let inputs: [(expression: Code, allowed: Code?)]
  let outputs: [Output]
  let rules: [Rule]
  let shape: ContextShape?
  let place: Remark.Place

  /// One rule that applies, or may apply.
  private struct Match {
    let rule: Int
    /// Unknown where an unanswered input decides whether it applies.
    let unless: Unknown?
  }

  func evaluate(_ execution: inout Execution) -> Value {
    var values: [Value] = []
    values.reserveCapacity(inputs.count)
    var unsure: [Unknown] = []
    for input in inputs {
      let value = input.expression(&execution)
      if let allowed = input.allowed {
        switch test(allowed, value, &execution) {
        case .boolean(true): break
        case .unknown(let unknown): unsure.append(unknown)
        default: return execution.null(Reasons.notAllowed(value.designation), at: place)
        }
      }
      values.append(value)
    }
    let result = result(for: values, &execution)
    // With a value that is not allowed, the table gives `null`.
    guard !unsure.isEmpty, execution.spend(walking: result, .null) else { return result }
    return Value.common(result, .null, else: CompiledTable.merged(unsure))
  }

  private func result(for values: [Value], _ execution: inout Execution) -> Value {
    var matches: [Match] = []
    for index in rules.indices {
      guard execution.spend() else { return .null }
      switch applies(index, values, &execution) {
      case .boolean(true):
        matches.append(Match(rule: index, unless: nil))
        if hitPolicy == .first { return first(matches, &execution) }
      case .unknown(let unknown): matches.append(Match(rule: index, unless: unknown))
      default: continue
      }
    }
    let certain = matches.allSatisfy { $0.unless == nil }
    return certain ? result(matches.map(\.rule), &execution) : possible(matches, &execution)
  }

  private func test(_ code: Code, _ value: Value, _ execution: inout Execution) -> Value {
    execution.locals.append(value)
    let result = code(&execution)
    execution.locals.removeLast()
    return result
  }

  private func applies(_ rule: Int, _ values: [Value], _ execution: inout Execution) -> Value {
    var result = Value.boolean(true)
    for cell in rules[rule].cells {
      switch test(cell.condition, values[cell.input], &execution) {
      case .boolean(true): continue
      case .unknown(let unknown): result = result.and(.unknown(unknown))
      default: return .boolean(false)
      }
    }
    return result
  }

  // MARK: What the rules that apply give together

  private func output(_ rule: Int, _ execution: inout Execution) -> Value {
    combined(columns(rule, &execution), &execution)
  }

  /// What a rule gives in each column, as values of its type.
  private func columns(_ rule: Int, _ execution: inout Execution) -> [Value] {
    zip(rules[rule].conclusions, outputs).map { conclusion, output in
      output.type.value(
        conclusion(&execution), named: Name(output.name ?? "output"), place, &execution)
    }
  }

  private func combined(_ values: [Value], _ execution: inout Execution) -> Value {
    var unsure: [Unknown] = []
    for (value, output) in zip(values, outputs) {
      guard let tests = output.allowedTests else { continue }
      switch test(tests, value, &execution) {
      case .boolean(true): continue
      case .unknown(let unknown): unsure.append(unknown)
      default: return execution.null(Reasons.notAllowed(value.designation), at: place)
      }
    }
    guard unsure.isEmpty else { return .unknown(CompiledTable.merged(unsure)) }
    guard let shape else { return values.first ?? .null }
    return .context(Context(shape: shape, values: values))
  }

  private func defaultOutput(_ execution: inout Execution) -> Value {
    guard outputs.contains(where: { $0.defaultValue != nil }) else {
      switch hitPolicy {
      case .unique, .any, .priority, .first, .ruleOrder, .outputOrder, .collect, .collectSum,
        .collectMinimum, .collectMaximum:
        return execution.null(Reasons.noRule, at: place)
      case .collectCount:
        return .number(.zero)
      }
    }
    let values = outputs.map { $0.defaultValue.map { $0(&execution) } ?? .null }
    let value = shape.map { Value.context(Context(shape: $0, values: values)) } ?? values[0]
    switch hitPolicy {
    case .ruleOrder, .outputOrder, .collect:
      if case .list = value { return value }
      return .list([value])
    case .unique, .any, .priority, .first, .collectSum, .collectMinimum, .collectMaximum,
      .collectCount:
      return value
    }
  }

  private func result(_ matches: [Int], _ execution: inout Execution) -> Value {
    guard let one = matches.first else { return defaultOutput(&execution) }
    switch hitPolicy {
    case .unique:
      guard matches.count == 1 else {
        return execution.null(Reasons.severalRules(matches.map { $0 + 1 }), at: place)
      }
      return output(one, &execution)
    case .any:
      // Those of which it is open whether they are the same, or one where all are.
      var distinct: [(rule: Int, value: Value)] = []
      for rule in matches {
        let value = output(rule, &execution)
        var isKnown = false
        for other in distinct where !isKnown {
          guard execution.spend(), execution.spend(walking: value, other.value) else {
            return .null
          }
          let equal = value.isEqual(to: other.value)
          isKnown = equal.isTrue || value.isIdentical(to: other.value)
          guard isKnown || equal.isUnknown else {
            return execution.null(Reasons.differentRules(other.rule + 1, rule + 1), at: place)
          }
        }
        if !isKnown { distinct.append((rule, value)) }
      }
      return distinct.count == 1
        ? distinct[0].value
        : .unknown(Value.unknownWithin(distinct.map(\.value)) ?? .unspecified([]))
    case .first: return output(one, &execution)
    case .priority:
      let ordered = byPriority(matches, &execution)
      if case .list(let values) = ordered { return values.first ?? .null }
      return ordered
    case .outputOrder: return byPriority(matches, &execution)
    case .ruleOrder, .collect: return .list(matches.map { output($0, &execution) })
    case .collectSum: return aggregate("sum", matches, &execution)
    case .collectMinimum: return aggregate("min", matches, &execution)
    case .collectMaximum: return aggregate("max", matches, &execution)
    case .collectCount: return .number(Number(matches.count))
    }
  }

  private func aggregate(_ name: Name, _ matches: [Int], _ execution: inout Execution) -> Value {
    let values = matches.map { output($0, &execution) }
    guard let function = BuiltInTable.function(named: name) else { return .null }
    return function.call([.list(values)], in: &execution)
  }

  /// Outputs in the order of the allowed values of their columns, the first column first; unknown
  /// where an unanswered part of one decides its place.
  private func byPriority(_ matches: [Int], _ execution: inout Execution) -> Value {
    var rows: [(ranks: [Int], value: Value)] = []
    var unknown: Unknown?
    for rule in matches {
      let values = columns(rule, &execution)
      let ranks = zip(values, outputs).map { value, output in
        output.allowed.firstIndex { $0.isEqual(to: value).isTrue } ?? output.allowed.count
      }
      for (value, output) in zip(values, outputs) where !output.allowed.isEmpty {
        guard let open = value.unknownWithin else { continue }
        unknown = unknown?.merged(with: open) ?? open
      }
      rows.append((ranks, combined(values, &execution)))
    }
    if let unknown, rows.count > 1 { return .unknown(unknown) }
    // Stable: rules of one priority keep their order.
    return .list(
      rows.enumerated().sorted { left, right in
        left.element.ranks == right.element.ranks
          ? left.offset < right.offset
          : left.element.ranks.lexicographicallyPrecedes(right.element.ranks)
      }.map(\.element.value))
  }

  // MARK: Where an unanswered input decides which rules apply

  /// The rules until the first that applies for certain: decided where all of them give the same.
  private func first(_ matches: [Match], _ execution: inout Execution) -> Value {
    guard matches.count > 1 else {
      return matches.first.map { output($0.rule, &execution) } ?? .null
    }
    return agreed(
      matches.compactMap(\.unless), matches.map { match in { output(match.rule, &$0) } },
      &execution)
  }

  /// Decided where it gives the same, whichever of the rules that may apply do.
  private func possible(_ matches: [Match], _ execution: inout Execution) -> Value {
    let causes = matches.compactMap(\.unless)
    let certain = matches.filter { $0.unless == nil }.map(\.rule)
    var outcomes: [(inout Execution) -> Value] = [{ result(certain, &$0) }]
    // One more at a time: if that changes nothing, neither do several.
    for match in matches where match.unless != nil {
      let rules = (certain + [match.rule]).sorted()
      outcomes.append { $0.spend(rules.count) ? result(rules, &$0) : .null }
    }
    switch hitPolicy {
    case .unique:
      // But two that both apply contradict each other, whatever they give.
      if causes.count > 1 { outcomes.append { _ in .null } }
    case .any, .first, .priority: break
    case .ruleOrder, .outputOrder, .collect, .collectSum, .collectMinimum, .collectMaximum,
      .collectCount:
      // Which rules apply is part of the answer.
      return .unknown(CompiledTable.merged(causes))
    }
    return agreed(causes, outcomes, &execution)
  }

  private func agreed(
    _ causes: [Unknown], _ outcomes: [(inout Execution) -> Value],
    _ execution: inout Execution
  ) -> Value {
    let unknown = CompiledTable.merged(causes)
    guard let head = outcomes.first else { return .unknown(unknown) }
    let remarks = execution.remarks.count
    var result = head(&execution)
    for outcome in outcomes.dropFirst() {
      let other = outcome(&execution)
      guard execution.spend(walking: result, other) else { return .null }
      result = Value.common(result, other, else: unknown)
      if result.isUnknown {
        execution.forget(remarksFrom: remarks)
        return result
      }
    }
    return result
  }

  private static func merged(_ causes: [Unknown]) -> Unknown {
    Unknown.merged(causes) ?? .unspecified([])
  }
}

extension Compiler {
  func compile(_ table: CheckedTable, _ range: SourceRange) -> Code {
    let outputs = table.outputs.map { output in
      CompiledTable.Output(
        name: output.name, type: compile(output.type),
        allowed: priorities(output, input: table.input),
        allowedTests: output.allowedTests.map { compile($0, input: table.input) },
        defaultValue: output.defaultValue.map { compile($0) })
    }
    let compiled = CompiledTable(
      hitPolicy: table.hitPolicy,
      inputs: table.inputs.map { input in
        (compile(input.expression), input.allowed.map { compile($0, input: table.input) })
      },
      outputs: outputs,
      rules: table.rules.map { rule in
        CompiledTable.Rule(
          cells: rule.conditions.enumerated().compactMap { input, tests in
            if case .any = tests.form { return nil }
            return (input, compile(tests, input: table.input))
          },
          conclusions: rule.conclusions.map { compile($0) })
      },
      shape: table.outputs.count > 1
        ? ContextShape(table.outputs.map { $0.name ?? "" }) : nil,
      place: place(range))
    return Code { compiled.evaluate(&$0) }
  }

  /// The values of a column from the first to the last in priority: as listed with it, else as its
  /// type lists them. Source: DMN 1.5, 8.2.10.
  func priorities(_ output: CheckedTable.Output, input: Int) -> [Value] {
    if output.allowed.isEmpty, case .string(let allowed?) = output.type.type {
      return allowed.map(Value.string)
    }
    return output.allowed.compactMap { expression in
      if case .constant(let value) = expression.form { return value }
      // Such as `date("2027-01-01")`: what reads no input and no local name has one value.
      guard expression.slots.isEmpty, !(0...input).contains(where: { expression.readsLocal($0) })
      else { return nil }
      let moment = DateAndTime(date: .epoch, time: .midnightUTC)
      var execution = Execution(moment: moment, limits: EvaluationLimits(steps: 10_000))
      // A function keeps the local values around it, though it reads none of them.
      execution.locals = [Value](repeating: .null, count: input + 1)
      let value = compile(expression)(&execution)
      return value.isNull ? nil : value
    }
  }
}

extension CheckedTable {
  /// What the table gives.
  package var type: ValueType {
    let output: ValueType
    if outputs.count == 1 {
      output =
        outputs[0].type.type == .any
        ? rules.reduce(.null) { $0.joined(with: $1.conclusions.first?.type ?? .any) }
        : outputs[0].type.type
    } else {
      output = .context(
        ContextType(outputs.map { .init(name: $0.name ?? "", type: $0.type.type) }))
    }
    switch hitPolicy {
    case .unique, .any, .priority, .first, .collectSum, .collectMinimum, .collectMaximum:
      return output
    case .ruleOrder, .outputOrder, .collect: return .list(output)
    case .collectCount: return .number(unit: .plain)
    }
  }
}
