/// Turns checked expressions into code, so that names, types and shapes are looked up once and not at
/// every evaluation.
package struct Compiler: Sendable {
  /// Where the expression stands, for the places of remarks; `nil` where nobody asks for them.
  let origin: Remark.Origin?
  /// What is known of slots before any plan is: parameters that are set, and named constants.
  ///
  /// Added to in place as a model is compiled: a copy for each decision would cost their square.
  var constants: [Int: Value]
  let externals: ExternalFunctions
  /// What types with tests were compiled to already.
  var types: [ObjectIdentifier: CompiledType] = [:]

  package init(
    origin: Remark.Origin? = nil, constants: [Int: Value] = [:],
    externals: ExternalFunctions = ExternalFunctions()
  ) {
    self.init(origin: origin, constants: constants, externals: externals, types: [:])
  }

  private init(
    origin: Remark.Origin?, constants: [Int: Value], externals: ExternalFunctions,
    types: [ObjectIdentifier: CompiledType]
  ) {
    self.origin = origin
    self.constants = constants
    self.externals = externals
    self.types = types
  }

  /// The same, for an expression with a text of its own.
  func within(_ origin: Remark.Origin?) -> Compiler {
    Compiler(origin: origin, constants: constants, externals: externals, types: types)
  }

  func place(_ range: SourceRange) -> Remark.Place { Remark.Place(origin, range) }

  package func compile(_ expression: CheckedExpression) -> Code {
    let range = expression.range
    switch expression.form {
    case .constant(let value): return Code { _ in value }
    case .slot(let slot):
      if let value = constants[slot] { return Code { _ in value } }
      return Code { $0.slots[slot] }
    case .local(let place): return Code { $0.locals[$0.base &+ place] }
    case .itemMember(let name, let item, let otherwise):
      return itemMember(name, item, otherwise, range)
    case .path(let base, let member): return path(base, member, range)
    case .filter(let base, let condition, let item):
      return filter(base, condition, item, range)
    case .call(let function, let arguments): return call(function, arguments, range)
    case .callNamed(let function, let arguments): return callNamed(function, arguments, range)
    case .callBuiltIn(let builtIn, let arguments):
      return alike(expression, folded(call(builtIn, arguments, range), arguments))
    case .callBuiltInNamed(let builtIn, let arguments):
      return folded(callNamed(builtIn, arguments, range), arguments.map(\.value))
    case .negation(let operand): return negation(operand, range)
    case .arithmetic(let first, let rest):
      return folded(arithmetic(first, rest), [first] + rest.map(\.operand))
    case .comparison(let left, let operation, let right):
      return alike(expression, comparison(left, operation, right, range))
    case .between(let value, let low, let high): return between(value, low, high, range)
    case .membership(let value, let tests, let input):
      return membership(value, tests, input, range)
    case .conjunction(let parts): return conjunction(parts.map { compile($0) })
    case .disjunction(let parts): return disjunction(parts.map { compile($0) })
    case .conditional(let test, let then, let otherwise):
      return conditional(compile(test), compile(then), compile(otherwise))
    case .iteration(let iterators, let result, let partial):
      return iteration(iterators, result, partial, range)
    case .quantified(let quantifier, let iterators, let condition):
      return alike(expression, quantified(quantifier, iterators, condition, range))
    case .instance(let value, let type):
      let code = compile(value)
      return Code { execution in
        let value = code(&execution)
        guard execution.spend(walking: value, .null) else { return .null }
        return value.isInstance(of: type)
      }
    case .function(let parameters, let body, let captured):
      return function(parameters, body, captured, expression.type)
    case .list(let items): return list(items, range)
    case .context(let entries, _): return context(entries)
    case .range(let low, let includesLow, let high, let includesHigh):
      return self.range(low, includesLow, high, includesHigh, range)
    case .pointRange(let value, let isExcluded): return pointRange(value, isExcluded, range)
    case .table(let table): return compile(table, range)
    case .placed(let inner, let origin): return within(origin).compile(inner)
    case .conversion(let value, let type, let name): return conversion(value, type, name, range)
    case .guarded(let guards, let body): return guarded(guards, body, range)
    case .boxedConditional(let test, let then, let otherwise):
      return boxedConditional(test, then, otherwise, range)
    case .boxedFilter(let base, let condition, let item):
      return boxedFilter(base, condition, item, range)
    case .boxedQuantified(let quantifier, let iterator, let condition):
      return boxedQuantified(quantifier, iterator, condition, range)
    case .externalFunction(let kind, let parameters, let body):
      return externalFunction(kind, parameters, body, range)
    case .noValue(let reason):
      let place = place(range)
      return Code { $0.null(reason, at: place) }
    }
  }

  /// What an expression always gives, where that is plain to see: a literal, the name of a constant,
  /// or an operation on those.
  package func constant(_ expression: CheckedExpression) -> Value? {
    switch expression.form {
    case .callBuiltIn(_, let operands) where isSettled(operands): break
    case .arithmetic(let first, let rest) where isSettled([first] + rest.map(\.operand)): break
    default: return settled(expression)
    }
    let value = computed(compileKept(expression))
    return value.flatMap { $0.isFunction ? nil : $0 }
  }

  /// What a decision always gives: a constant, or a function that keeps nothing of where it is made.
  func lasting(_ expression: CheckedExpression) -> Value? {
    switch expression.form {
    case .placed(let inner, let origin): return within(origin).lasting(inner)
    case .conversion(let inner, let type, _):
      guard let value = lasting(inner) else { return nil }
      return type.constraints.isEmpty
        ? value.converted(to: type.type) : computed(compile(expression))
    case .function(_, _, captured: 0): return computed(compile(expression))
    case .externalFunction(_, _, let body) where body.slots.isEmpty:
      return computed(compile(expression))
    default: return constant(expression)
    }
  }

  private func settled(_ expression: CheckedExpression) -> Value? {
    let value: Value? =
      switch expression.form {
      case .constant(let value): value
      case .slot(let slot): constants[slot]
      default: nil
      }
    return value.flatMap { $0.isFunction ? nil : $0 }
  }

  private func isSettled(_ operands: [CheckedExpression]) -> Bool {
    !operands.isEmpty && operands.allSatisfy { settled($0) != nil }
  }

  /// What depends on nothing is computed once.
  func folded(_ code: Code, _ operands: [CheckedExpression]) -> Code {
    guard isSettled(operands), let value = computed(code) else { return code }
    return Code { _ in value }
  }

  private func computed(_ code: Code) -> Value? {
    let moment = DateAndTime(date: .epoch, time: .midnightUTC)
    var execution = Execution(moment: moment, limits: EvaluationLimits(steps: 10_000))
    let value = code(&execution)
    // A `null` keeps its code, so that its reason is given whenever it is computed.
    guard execution.failure == nil, !value.isNull else { return nil }
    return value
  }
}
