@testable import Rules

/// Conditions, comparison, ranges and tests.
extension PlainEvaluator {
  static func result(_ left: Value, _ operation: ArithmeticOperator, _ right: Value) -> Value {
    let result =
      switch operation {
      case .add: left.adding(right)
      case .subtract: left.subtracting(right)
      case .multiply: left.multiplied(by: right)
      case .divide: left.divided(by: right)
      case .power: left.raised(to: right)
      }
    return result ?? .null
  }

  static func compare(_ left: Value, _ operation: ComparisonOperator, _ right: Value) -> Value {
    switch operation {
    case .equal: left.isEqual(to: right)
    case .notEqual: left.isEqual(to: right).not
    case .less: left.isLess(than: right)
    case .lessOrEqual: left.isLessOrEqual(to: right)
    case .greater: right.isLess(than: left)
    case .greaterOrEqual: right.isLessOrEqual(to: left)
    }
  }

  func conditional(
    _ test: CheckedExpression, _ then: CheckedExpression, _ otherwise: CheckedExpression,
    _ execution: inout Execution
  ) -> Value {
    switch value(of: test, &execution) {
    case .boolean(true): return value(of: then, &execution)
    case .unknown(let unknown):
      let ways = values(of: [then, otherwise], &execution)
      return Self.agreement(ways, because: unknown)
    default: return value(of: otherwise, &execution)
    }
  }

  /// Of a count of the items that meet a condition, every count that may come about is compared.
  func comparison(
    _ left: CheckedExpression, _ operation: ComparisonOperator, _ right: CheckedExpression,
    _ execution: inout Execution
  ) -> Value {
    let right = value(of: right, &execution)
    if case .callBuiltIn(let builtIn, let arguments) = left.form, builtIn.name == "count",
      arguments.count == 1, case .filter(let base, let condition, let item) = arguments[0].form,
      condition.type == .boolean
    {
      let list = value(of: base, &execution)
      if list.isUnknown { return Self.compare(list, operation, right) }
      var certain = 0
      var open: [Unknown] = []
      for candidate in Self.items(list) {
        switch with(candidate, at: item).value(of: condition, &execution) {
        case .boolean(true): certain += 1
        case .unknown(let unknown): open.append(unknown)
        default: continue
        }
      }
      let comparisons = (certain...(certain + open.count)).map {
        Self.compare(.number(Number($0)), operation, right)
      }
      guard let unknown = Self.all(open) else { return comparisons[0] }
      return Self.agreement(comparisons, because: unknown)
    }
    return Self.compare(value(of: left, &execution), operation, right)
  }

  /// Ends without an order make no range; an end that is `null` is an end.
  func range(_ low: Value?, _ includesLow: Bool, _ high: Value?, _ includesHigh: Bool) -> Value {
    if let unknown = Self.all([low, high].compactMap { $0?.unknownWithin }) {
      return .unknown(unknown)
    }
    guard [low, high].allSatisfy({ $0?.canEndRange ?? true }) else { return .null }
    if let low, let high, !low.isNull, !high.isNull, low.isLess(than: high).isNull { return .null }
    return .range(
      Interval(low: low, includesLow: includesLow, high: high, includesHigh: includesHigh))
  }

  // MARK: Tests. Source: DMN 1.5, 7.3.2 UnaryTests.

  /// Whether the value in a local place meets the tests.
  func meets(_ tests: CheckedTests, _ input: Int, _ execution: inout Execution) -> Value {
    switch tests.form {
    case .any: return .boolean(true)
    case .some(let tests): return meetsOne(of: tests, input, &execution)
    case .none(let tests): return meetsOne(of: tests, input, &execution).not
    }
  }

  private func meetsOne(
    of tests: [CheckedTests.Test], _ input: Int, _ execution: inout Execution
  ) -> Value {
    var result = Value.boolean(false)
    for test in tests { result = result.or(meets(test, input, &execution)) }
    return result
  }

  private func meets(
    _ test: CheckedTests.Test, _ input: Int, _ execution: inout Execution
  ) -> Value {
    let tested = local(input)
    switch test {
    case .comparison(let operation, let operand):
      return Self.compare(tested, operation, value(of: operand, &execution))
    case .value(let operand): return Self.meets(tested, value(of: operand, &execution))
    case .condition(let condition):
      switch value(of: condition, &execution) {
      case let truth where truth.isNull || truth.isUnknown: return truth
      case .boolean(let truth): return .boolean(truth)
      // `? + 1` is no truth but a value, which the input may equal.
      case let other: return Self.meets(tested, other)
      }
    }
  }

  private static func meets(_ input: Value, _ test: Value) -> Value {
    let open = [input, test].filter(\.isUnknown)
    if !open.isEmpty { return open.reduce(.boolean(true)) { $0.and($1) } }
    switch (input, test) {
    case (.range, .range): return input.isEqual(to: test)
    case (_, .range(let range)): return range.contains(input)
    case (_, .list(let items)):
      // The list as a whole, or one of its items; an item that cannot be compared is none of them.
      let ways =
        [input.isEqual(to: test)]
        + items.map { item in
          if case .range = item { meets(input, item) } else { input.isEqual(to: item) }
        }
      return ways.filter { !$0.isNull }.reduce(.boolean(false)) { $0.or($1) }
    default: return input.isEqual(to: test)
    }
  }
}
