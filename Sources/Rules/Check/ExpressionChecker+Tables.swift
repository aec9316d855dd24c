/// Decision tables: each cell is checked at its own place in the file.
extension ExpressionChecker {
  package mutating func check(_ table: DecisionTable) -> CheckedTable {
    // The value under test of a column; cells see it as `?`.
    let input = depth
    let inputs = table.inputs.map { column in
      var expression = literal(column.expression, type: column.type?.type)
      if let type = column.type, type.type != .any || !type.constraints.isEmpty {
        expression = CheckedExpression(
          .conversion(expression, types.type(type), Name(column.expression.text)), type.type,
          at: expression.range)
      }
      let allowed = column.allowed.map { tests($0, of: expression.type) }
      return CheckedTable.Input(expression: expression, allowed: allowed)
    }
    let outputs = table.outputs.map { column in
      var values: [CheckedExpression] = []
      var allowedTests: CheckedTests?
      if let fragment = column.allowed {
        let checked = tests(fragment, of: column.type.type)
        allowedTests = checked
        if case .some(let tests) = checked.form {
          values = tests.compactMap { test in
            if case .value(let expression) = test { expression } else { nil }
          }
        }
      }
      let defaultValue = column.defaultValue.map { conclusion($0, of: column.type.type) }
      return CheckedTable.Output(
        name: column.name, type: types.type(column.type), allowed: values,
        allowedTests: allowedTests, defaultValue: defaultValue)
    }
    let rules = table.rules.map { rule in
      CheckedTable.Rule(
        conditions: zip(rule.conditions, inputs).map { tests($0, of: $1.expression.type) },
        conclusions: zip(rule.conclusions, table.outputs).map { conclusion($0, of: $1.type.type) })
    }
    return CheckedTable(
      hitPolicy: table.hitPolicy, inputs: inputs, outputs: outputs, rules: rules, input: input)
  }

  private mutating func conclusion(_ fragment: SourceFragment, of type: ValueType)
    -> CheckedExpression
  {
    isOfTexts = type.mayConform(to: .string)
    let checked = literal(fragment, type: nil)
    isOfTexts = false
    if mode.tellsTypes, !checked.type.mayBeGiven(as: type) {
      let fault = Fault(.typeMismatch, .mismatch(checked.type, with: type), at: checked.range)
      diagnostics.append(diagnostic(fault, in: fragment))
    }
    return checked
  }
}

extension ExpressionChecker {
  /// Parses and checks a text; `type` is what it must give, where that is known.
  package mutating func check(_ fragment: SourceFragment, type: ValueType?)
    -> (expression: CheckedExpression, diagnostics: [Diagnostic])
  {
    let (syntax, syntaxFaults) = ExpressionSyntax.parse(fragment.text, names: namesInSight)
    if keepsSyntax { trees.keep(syntax, of: fragment) }
    let before = faults.count
    if isOfTexts, case .name = syntax.form { bareWords = [syntax.range] }
    let checked = check(syntax)
    bareWords = []
    if let type, !checked.type.mayBeGiven(as: type) {
      reportType(.mismatch(checked.type, with: type), at: syntax.range)
    }
    // Faults of meaning in a text that is not well formed would only confuse.
    let found = syntaxFaults.isEmpty ? Array(faults[before...]) : syntaxFaults
    let diagnostics = found.map { diagnostic($0, in: fragment) }
    guard let fault = syntaxFaults.first else { return (checked, diagnostics) }
    return (CheckedExpression(.noValue(fault.message), .any, at: fault.range), diagnostics)
  }

  /// Parses and checks tests of a value of a type, in the next local place.
  package mutating func checkTests(_ fragment: SourceFragment, of type: ValueType)
    -> (tests: CheckedTests, diagnostics: [Diagnostic])
  {
    let (syntax, syntaxFaults) = UnaryTestsSyntax.parse(fragment.text, names: namesInSight)
    if keepsSyntax { trees.keep(syntax, of: fragment) }
    let before = faults.count
    let checked = withLocal(Name("?"), type) { checker, place in
      checker.check(syntax, of: CheckedExpression(.local(place), type, at: syntax.range))
    }
    bareWords = []
    let found = syntaxFaults.isEmpty ? Array(faults[before...]) : syntaxFaults
    let diagnostics = found.map { diagnostic($0, in: fragment) }
    guard let fault = syntaxFaults.first else { return (checked, diagnostics) }
    let nothing = CheckedExpression(.noValue(fault.message), .any, at: fault.range)
    return (
      CheckedTests(form: .some([.condition(nothing)]), range: fault.range, origin: nil), diagnostics
    )
  }

  private var namesInSight: NamesInScope {
    guard !locals.isEmpty else { return scope.namesInScope }
    return scope.adding(locals: locals.map { ($0.name, $0.type) })
  }

  /// By the standard, what can't be right is `null`: the author is told, and the rest still works.
  private func diagnostic(_ fault: Fault, in fragment: SourceFragment) -> Diagnostic {
    let told = fault.diagnostic(in: fragment)
    switch mode {
    case .strict, .declared: return told
    case .standard, .advising: return told.told(as: .warning)
    }
  }
}
