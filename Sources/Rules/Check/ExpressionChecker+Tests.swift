/// Unary tests and decision tables.
extension ExpressionChecker {
  mutating func membership(
    _ value: ExpressionSyntax, _ tests: [UnaryTestSyntax], at range: SourceRange
  ) -> CheckedExpression {
    let value = check(value)
    return withLocal(Name("?"), value.type) { checker, place in
      let input = CheckedExpression(.local(place), value.type, at: value.range)
      let checked = CheckedTests(
        form: .some(tests.map { checker.test($0, of: input) }), range: range, origin: nil)
      return CheckedExpression(
        .membership(value, checked, input: place), .boolean, at: range)
    }
  }

  /// Tests of the value in the local place of `?`.
  mutating func check(_ syntax: UnaryTestsSyntax, of input: CheckedExpression) -> CheckedTests {
    switch syntax.form {
    case .any: CheckedTests(form: .any, range: syntax.range, origin: nil)
    case .some(let tests):
      CheckedTests(form: .some(tests.map { test($0, of: input) }), range: syntax.range, origin: nil)
    case .none(let tests):
      CheckedTests(form: .none(tests.map { test($0, of: input) }), range: syntax.range, origin: nil)
    }
  }

  private mutating func test(_ syntax: UnaryTestSyntax, of input: CheckedExpression)
    -> CheckedTests.Test
  {
    switch syntax.form {
    case .comparison(let operation, let operand):
      let operand = check(operand)
      switch operation {
      case .equal, .notEqual: expectComparable(input, operand)
      case .less, .lessOrEqual, .greater, .greaterOrEqual: expectOrdered(input, operand)
      }
      return .comparison(operation, operand)
    case .expression(let expression):
      if case .name = expression.form, input.type.mayConform(to: .string) {
        bareWords.insert(expression.range)
      }
      let checked = check(expression)
      if expression.readsInputValue { return .condition(checked) }
      expectTestable(input, checked)
      return .value(checked)
    }
  }

  /// A value that the input may equal, or be in.
  private mutating func expectTestable(_ input: CheckedExpression, _ test: CheckedExpression) {
    switch test.type {
    case .any, .null: return
    case .boolean where !input.type.mayConform(to: .boolean):
      reportType(
        LocalizedText(
          nl: "dit is waar of onwaar, en wordt vergeleken met \(input.type.designation.nl)",
          en: "this is true or false, and is compared with \(input.type.designation.en)"),
        mend: LocalizedText(
          nl: "een voorwaarde noemt de waarde die wordt getoetst, als '?': \"? > 5\"",
          en: "a condition names the value under test, as '?': \"? > 5\""), at: test.range)
    case .range(let end):
      if case .range = input.type { return }
      if !isListOfTestable(input, end, at: test.range) {
        expectOrdered(input, CheckedExpression(.constant(.null), end, at: test.range))
      }
    case .list(let item):
      // Each item is a test of its own, a range among them too, unless the whole list is meant.
      if !input.type.mayConform(to: test.type) {
        expectTestable(input, CheckedExpression(.constant(.null), item, at: test.range))
      }
    default:
      if !isListOfTestable(input, test.type, at: test.range) { expectComparable(input, test) }
    }
  }

  /// Reports a test of a list that was meant for its items.
  private mutating func isListOfTestable(
    _ input: CheckedExpression, _ type: ValueType, at range: SourceRange
  ) -> Bool {
    guard case .list(let item) = input.type, item != .any, item.mayConform(to: type.widened) else {
      return false
    }
    reportType(
      LocalizedText(
        nl: "een lijst is nooit gelijk aan \(type.designation.nl)",
        en: "a list is never equal to \(type.designation.en)"),
      mend: LocalizedText(
        nl: "toets de onderdelen: 'list contains(?, …)' of 'some x in ? satisfies …'",
        en: "test its items: 'list contains(?, …)' or 'some x in ? satisfies …'"), at: range)
    return true
  }
}

extension ExpressionSyntax {
  /// Whether `?` occurs in it, outside the tests of an inner `in`.
  var readsInputValue: Bool {
    switch form {
    case .inputValue: true
    case .number, .string, .boolean, .null, .atLiteral, .name, .fault: false
    case .path(let base, _, _): base.readsInputValue
    case .filter(let base, let condition): base.readsInputValue || condition.readsInputValue
    case .call(let function, .positional(let arguments)):
      function.readsInputValue || arguments.contains(where: \.readsInputValue)
    case .call(let function, .named(let arguments)):
      function.readsInputValue || arguments.contains(where: \.value.readsInputValue)
    case .negation(let operand): operand.readsInputValue
    case .arithmetic(let first, let rest):
      first.readsInputValue || rest.contains(where: \.operand.readsInputValue)
    case .comparison(let left, _, let right): left.readsInputValue || right.readsInputValue
    case .between(let value, let low, let high):
      value.readsInputValue || low.readsInputValue || high.readsInputValue
    case .membership(let value, _): value.readsInputValue
    case .conjunction(let parts), .disjunction(let parts), .list(let parts):
      parts.contains(where: \.readsInputValue)
    case .conditional(let test, let then, let otherwise):
      test.readsInputValue || then.readsInputValue || otherwise.readsInputValue
    case .iteration(let iterators, let result):
      result.readsInputValue || iterators.contains(where: \.readsInputValue)
    case .quantified(_, let iterators, let condition):
      condition.readsInputValue || iterators.contains(where: \.readsInputValue)
    case .instance(let value, _): value.readsInputValue
    case .function(_, let body), .externalFunction(_, let body): body.readsInputValue
    case .context(let entries): entries.contains(where: \.value.readsInputValue)
    case .range(let range):
      range.low?.readsInputValue ?? false || range.high?.readsInputValue ?? false
    }
  }
}

extension IteratorSyntax {
  var readsInputValue: Bool {
    switch domain {
    case .list(let list): list.readsInputValue
    case .range(let from, let to): from.readsInputValue || to.readsInputValue
    }
  }
}
