/// Unary tests. Source: DMN 1.5, 10.3.2.9.5 and grammar rules 7 to 17.
extension Compiler {
  func membership(
    _ value: CheckedExpression, _ tests: CheckedTests, _ input: Int, _ range: SourceRange
  ) -> Code {
    let valueCode = compile(value)
    let testsCode = compile(tests, input: input)
    let place = place(range)
    return Code { execution in
      let value = valueCode(&execution)
      execution.locals.append(value)
      let result = testsCode(&execution)
      execution.locals.removeLast()
      return result.isNull ? execution.null(Reasons.noMembership(value), at: place) : result
    }
  }

  /// Whether the value in the local place `input` meets the tests.
  package func compile(_ tests: CheckedTests, input: Int) -> Code {
    if let origin = tests.origin {
      return within(origin).compile(
        CheckedTests(form: tests.form, range: tests.range, origin: nil), input: input)
    }
    switch tests.form {
    case .any: return Code { _ in .boolean(true) }
    case .some(let tests):
      let codes = tests.map { compile($0, input: input) }
      if codes.count == 1 { return codes[0] }
      return Code { execution in
        var result = Value.boolean(false)
        for code in codes {
          result = result.or(code(&execution))
          if result.isTrue { break }
        }
        return result
      }
    case .none(let tests):
      let codes = tests.map { compile($0, input: input) }
      return Code { execution in
        var result = Value.boolean(false)
        for code in codes {
          result = result.or(code(&execution))
          if result.isTrue { break }
        }
        return result.not
      }
    }
  }

  private func compile(_ test: CheckedTests.Test, input: Int) -> Code {
    switch test {
    case .comparison(let operation, let operand):
      let code = compile(operand)
      let place = place(operand.range)
      if case .number(let limit)? = constant(operand) {
        return Code { execution in
          let value = execution.locals[execution.base &+ input]
          if case .number(let number) = value { return .boolean(operation.holds(number, limit)) }
          return operation.apply(value, .number(limit))
        }
      }
      return Code { execution in
        let value = execution.locals[execution.base &+ input]
        let operand = code(&execution)
        guard execution.spend(walking: value, operand) else { return .null }
        let result = operation.apply(value, operand)
        if result.isNull {
          return execution.null(Reasons.noComparison(value, operation, operand), at: place)
        }
        return result
      }
    case .value(let operand):
      let code = compile(operand)
      return Code { execution in
        Compiler.meets(execution.locals[execution.base &+ input], code(&execution), &execution)
      }
    case .condition(let condition):
      // Source: DMN 1.5, 7.3.2 UnaryTests, alternative d: true when the input stands for `?`.
      let code = compile(condition)
      return Code { execution in
        let value = code(&execution)
        switch value {
        case .boolean, .null, .unknown: return value
        default:
          // `? + 1` and its kin speak of the input but give a value: the input is compared with it.
          return Compiler.meets(execution.locals[execution.base &+ input], value, &execution)
        }
      }
    }
  }

  /// Whether the input equals the test, or is in it. A truth that does not speak of `?` is a value as
  /// any other: `null`, and a text, meet no `true`.
  ///
  /// Source: DMN 1.5, 7.3.2 UnaryTests, alternatives a to c; d is that of `.condition`.
  private static func meets(_ input: Value, _ test: Value, _ execution: inout Execution) -> Value {
    // A list is compared as a whole, and item by item.
    guard execution.spend(walking: input, test), execution.spend(walking: input, test) else {
      return .null
    }
    return meets(input, test)
  }

  private static func meets(_ input: Value, _ test: Value) -> Value {
    if case .unknown(let one) = input {
      if case .unknown(let other) = test { return .unknown(one.merged(with: other)) }
      return input
    }
    switch test {
    case .unknown: return test
    case .range(let range):
      if case .range = input { return input.isEqual(to: test) }
      return range.contains(input)
    case .list(let items):
      let whole = input.isEqual(to: test)
      if whole.isTrue { return whole }
      // `null` from items of another kind says nothing about the others.
      return items.reduce(whole.isNull ? .boolean(false) : whole) { result, item in
        if result.isTrue { return result }
        let meets: Value
        if case .range = item {
          meets = Compiler.meets(input, item)
        } else {
          meets = input.isEqual(to: item)
        }
        return meets.isNull ? result : result.or(meets)
      }
    default:
      return input.isEqual(to: test)
    }
  }
}
