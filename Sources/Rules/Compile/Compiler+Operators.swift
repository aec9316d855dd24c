/// Logic, comparison, ranges and arithmetic.
extension Compiler {
  // MARK: Logic. Source: DMN 1.5, 10.3.2.4.

  /// Up to so many parts are tied to each other two by two, so that no list is gone through; more
  /// would use up the stack.
  private static let partsTied = 8

  func conjunction(_ parts: [Code]) -> Code {
    if let last = parts.last, parts.count <= Self.partsTied {
      return parts.dropLast().reversed().reduce(last) { rest, part in both(part, rest) }
    }
    return Code { execution in
      var result = Value.boolean(true)
      for part in parts {
        let value = part(&execution)
        switch value {
        case .boolean(true): continue
        case .boolean(false): return value
        default: result = result.and(value)
        }
      }
      return result
    }
  }

  private func both(_ left: Code, _ right: Code) -> Code {
    Code { execution in
      let first = left(&execution)
      if case .boolean(let value) = first {
        if !value { return first }
        let second = right(&execution)
        if case .boolean = second { return second }
        return first.and(second)
      }
      return first.and(right(&execution))
    }
  }

  func disjunction(_ parts: [Code]) -> Code {
    if let last = parts.last, parts.count <= Self.partsTied {
      return parts.dropLast().reversed().reduce(last) { rest, part in either(part, rest) }
    }
    return Code { execution in
      var result = Value.boolean(false)
      for part in parts {
        let value = part(&execution)
        switch value {
        case .boolean(false): continue
        case .boolean(true): return value
        default: result = result.or(value)
        }
      }
      return result
    }
  }

  private func either(_ left: Code, _ right: Code) -> Code {
    Code { execution in
      let first = left(&execution)
      if case .boolean(let value) = first {
        if value { return first }
        let second = right(&execution)
        if case .boolean = second { return second }
        return first.or(second)
      }
      return first.or(right(&execution))
    }
  }

  /// An unknown condition does not matter where both ways give the same.
  func conditional(_ test: Code, _ then: Code, _ otherwise: Code)
    -> Code
  {
    Code { execution in
      let decided = test(&execution)
      switch decided {
      case .boolean(true): return then(&execution)
      case .unknown(let unknown):
        let one = then(&execution)
        let other = otherwise(&execution)
        guard execution.spend(walking: one, other) else { return .null }
        return Value.common(one, other, else: unknown)
      default: return otherwise(&execution)
      }
    }
  }

  // MARK: Comparison. Source: DMN 1.5, 10.3.2.13.

  func comparison(
    _ left: CheckedExpression, _ operation: ComparisonOperator, _ right: CheckedExpression,
    _ range: SourceRange
  ) -> Code {
    if let counted = countComparison(left, operation, right, range) { return counted }
    let leftCode = compile(left)
    let place = place(range)
    if let limit = constant(right) { return comparison(leftCode, operation, with: limit, place) }
    let rightCode = compile(right)
    return Code { execution in
      let left = leftCode(&execution)
      let right = rightCode(&execution)
      if case .number(let one) = left, case .number(let other) = right {
        return .boolean(operation.holds(one, other))
      }
      if case .date(let one) = left, case .date(let other) = right {
        return .boolean(operation.holds(one, other))
      }
      return Compiler.compare(left, operation, right, &execution, place)
    }
  }

  func comparison(
    _ code: Code, _ operation: ComparisonOperator, with limit: Value, _ place: Remark.Place
  ) -> Code {
    switch (limit, operation) {
    case (.number(let limit), _):
      return Code { execution in
        let value = code(&execution)
        if case .number(let number) = value { return .boolean(operation.holds(number, limit)) }
        return Compiler.compare(value, operation, .number(limit), &execution, place)
      }
    case (.string(let limit), .equal), (.string(let limit), .notEqual):
      let isEqual = operation == .equal
      return Code { execution in
        let value = code(&execution)
        if case .string(let text) = value {
          return .boolean(text.isSameText(as: limit) == isEqual)
        }
        return Compiler.compare(value, operation, .string(limit), &execution, place)
      }
    case (.null, .equal), (.null, .notEqual):
      let isEqual = operation == .equal
      return Code { execution in
        switch code(&execution) {
        case .unknown(let unknown): .unknown(unknown)
        case .null: .boolean(isEqual)
        default: .boolean(!isEqual)
        }
      }
    default:
      return Code { execution in
        let value = code(&execution)
        return Compiler.compare(value, operation, limit, &execution, place)
      }
    }
  }

  static func compare(
    _ left: Value, _ operation: ComparisonOperator, _ right: Value,
    _ execution: inout Execution, _ place: Remark.Place
  ) -> Value {
    guard execution.spend(walking: left, right) else { return .null }
    let result = operation.apply(left, right)
    if result.isNull {
      return execution.null(Reasons.noComparison(left, operation, right), at: place)
    }
    return result
  }

  func between(
    _ value: CheckedExpression, _ low: CheckedExpression, _ high: CheckedExpression,
    _ range: SourceRange
  ) -> Code {
    let valueCode = compile(value)
    let lowCode = compile(low)
    let highCode = compile(high)
    let place = place(range)
    return Code { execution in
      let value = valueCode(&execution)
      let low = lowCode(&execution)
      let high = highCode(&execution)
      if case .number(let number) = value, case .number(let low) = low,
        case .number(let high) = high
      {
        return .boolean(low <= number && number <= high)
      }
      let above = low.isLessOrEqual(to: value)
      let below = value.isLessOrEqual(to: high)
      let result = above.and(below)
      if result.isNull {
        let (one, other) = above.isNull ? (low, value) : (value, high)
        return execution.null(Reasons.noComparison(one, .lessOrEqual, other), at: place)
      }
      return result
    }
  }

  func range(
    _ low: CheckedExpression?, _ includesLow: Bool, _ high: CheckedExpression?,
    _ includesHigh: Bool, _ range: SourceRange
  ) -> Code {
    let lowCode = low.map { compile($0) }
    let highCode = high.map { compile($0) }
    let place = place(range)
    let build = Code { execution in
      let low = lowCode.map { $0(&execution) }
      let high = highCode.map { $0(&execution) }
      guard execution.spend(walking: low ?? .null, high ?? .null) else { return .null }
      if let unknown = Value.unknownWithin([low, high].compactMap { $0 }) {
        return .unknown(unknown)
      }
      if let low, let high, !low.isNull, !high.isNull {
        // Ends without an order make no range.
        if low.isLess(than: high).isNull {
          return execution.null(Reasons.noComparison(low, .less, high), at: place)
        }
      }
      return .range(
        Interval(low: low, includesLow: includesLow, high: high, includesHigh: includesHigh))
    }
    return folded(build, [low, high].compactMap { $0 })
  }

  /// `(= value)` or `(!= value)`.
  func pointRange(_ value: CheckedExpression, _ isExcluded: Bool) -> Code {
    let code = compile(value)
    let build = Code { execution in
      let value = code(&execution)
      guard execution.spend(walking: value, .null) else { return .null }
      if let unknown = value.unknownWithin { return .unknown(unknown) }
      return .range(isExcluded ? Interval(allBut: value) : Interval(only: value))
    }
    return folded(build, [value])
  }

  // MARK: Arithmetic. Source: DMN 1.5, 10.3.2.14.

  func negation(_ operand: CheckedExpression, _ range: SourceRange) -> Code {
    let code = compile(operand)
    let place = place(range)
    return Code { execution in
      let value = code(&execution)
      return value.negated ?? execution.null(Reasons.noNegation(value), at: place)
    }
  }

  func arithmetic(
    _ first: CheckedExpression,
    _ rest: [(operation: ArithmeticOperator, operand: CheckedExpression)]
  ) -> Code {
    let firstCode = compile(first)
    var end = first.range
    let steps = rest.map { item in
      end = end.joined(with: item.operand.range)
      return (operation: item.operation, code: compile(item.operand), place: place(end))
    }
    if steps.count == 1 {
      let step = steps[0]
      let operation = step.operation
      let code = step.code
      let place = step.place
      return Code { execution in
        let left = firstCode(&execution)
        let right = code(&execution)
        if case .number(let one) = left, case .number(let other) = right,
          let result = operation.apply(one, other)
        {
          return .number(result)
        }
        if case .string(let text) = right, !execution.allows(left, joinedWith: text) {
          return .null
        }
        return operation.apply(left, right)
          ?? execution.null(Reasons.noResult(left, operation, right), at: place)
      }
    }
    return Code { execution in
      var result = firstCode(&execution)
      for step in steps {
        let right = step.code(&execution)
        if case .string(let text) = right, !execution.allows(result, joinedWith: text) {
          return .null
        }
        result =
          step.operation.apply(result, right)
          ?? execution.null(Reasons.noResult(result, step.operation, right), at: step.place)
      }
      return result
    }
  }
}
