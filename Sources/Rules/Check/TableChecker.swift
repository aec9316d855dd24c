/// Checks the cells of a decision table, each at its own place in the file.
package struct TableChecker {
  let scope: ModelScope
  let mode: CheckingMode
  package private(set) var diagnostics: [Diagnostic] = []

  package init(scope: ModelScope, mode: CheckingMode) {
    self.scope = scope
    self.mode = mode
  }

  package mutating func check(_ table: DecisionTable) -> CheckedTable {
    // The value under test of a column; cells see it as `?`.
    let input = 0
    let inputs = table.inputs.map { column in
      let expression = check(column.expression)
      let allowed = column.allowed.map { tests($0, of: expression.type) }
      return CheckedTable.Input(expression: expression, allowed: allowed)
    }
    let outputs = table.outputs.map { column in
      var values: [CheckedExpression] = []
      var allowedTests: CheckedTests?
      if let fragment = column.allowed {
        let checked = tests(fragment, of: column.type)
        allowedTests = checked
        if case .some(let tests) = checked.form {
          values = tests.compactMap { test in
            if case .value(let expression) = test { expression } else { nil }
          }
        }
      }
      let defaultValue = column.defaultValue.map { conclusion($0, of: column.type) }
      return CheckedTable.Output(
        name: column.name, type: column.type, allowed: values, allowedTests: allowedTests,
        defaultValue: defaultValue)
    }
    let rules = table.rules.map { rule in
      CheckedTable.Rule(
        conditions: zip(rule.conditions, inputs).map { tests($0, of: $1.expression.type) },
        conclusions: zip(rule.conclusions, table.outputs).map { conclusion($0, of: $1.type) })
    }
    return CheckedTable(
      hitPolicy: table.hitPolicy, inputs: inputs, outputs: outputs, rules: rules, input: input)
  }

  private mutating func conclusion(_ fragment: SourceFragment, of type: ValueType)
    -> CheckedExpression
  {
    let checked = check(fragment)
    if mode == .strict, !checked.type.mayConform(to: type), !checked.type.mayBeGiven(as: type) {
      let fault = Fault(
        LocalizedText(
          nl: "deze kolom geeft \(type.designation.nl), maar dit is \(checked.type.designation.nl)",
          en: "this column gives \(type.designation.en), but this is \(checked.type.designation.en)"
        ),
        at: checked.range)
      diagnostics.append(fault.diagnostic(in: fragment))
    }
    return checked
  }

  private mutating func check(_ fragment: SourceFragment) -> CheckedExpression {
    var checker = ExpressionChecker(scope: scope, mode: mode)
    let checked = checker.check(fragment, type: nil)
    diagnostics += checked.diagnostics
    return checked.expression
  }

  private mutating func tests(_ fragment: SourceFragment, of type: ValueType) -> CheckedTests {
    var checker = ExpressionChecker(scope: scope, mode: mode)
    let checked = checker.checkTests(fragment, of: type)
    diagnostics += checked.diagnostics
    return checked.tests
  }
}

extension ExpressionChecker {
  /// Parses and checks a text; `type` is what it must give, where that is known.
  package mutating func check(_ fragment: SourceFragment, type: ValueType?)
    -> (expression: CheckedExpression, diagnostics: [Diagnostic])
  {
    let (syntax, syntaxFaults) = ExpressionSyntax.parse(
      fragment.text, names: scope.namesInScope.adding(names: locals.map(\.name)))
    let before = faults.count
    let checked = check(syntax)
    if let type, !checked.type.mayConform(to: type), !checked.type.mayBeGiven(as: type) {
      reportType(
        LocalizedText(
          nl: "hier hoort \(type.designation.nl), maar dit is \(checked.type.designation.nl)",
          en: "expected \(type.designation.en) here, but this is \(checked.type.designation.en)"),
        at: syntax.range)
    }
    // Faults of meaning in a text that is not well formed would only confuse.
    let found = syntaxFaults.isEmpty ? Array(faults[before...]) : syntaxFaults
    return (checked, found.map { $0.diagnostic(in: fragment) })
  }

  /// Parses and checks tests of a value of a type, in the local place 0.
  package mutating func checkTests(_ fragment: SourceFragment, of type: ValueType)
    -> (tests: CheckedTests, diagnostics: [Diagnostic])
  {
    let (syntax, syntaxFaults) = UnaryTestsSyntax.parse(fragment.text, names: scope.namesInScope)
    let before = faults.count
    let checked = withLocal(Name("?"), type) { checker, place in
      checker.check(syntax, of: CheckedExpression(.local(place), type, at: syntax.range))
    }
    let found = syntaxFaults.isEmpty ? Array(faults[before...]) : syntaxFaults
    return (checked, found.map { $0.diagnostic(in: fragment) })
  }
}
