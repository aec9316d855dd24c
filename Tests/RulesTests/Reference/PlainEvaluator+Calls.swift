@testable import Rules

/// Functions and calls. Source: DMN 1.5, 10.3.2.13.
extension PlainEvaluator {
  func function(
    _ parameters: [FunctionValue.Parameter], _ body: CheckedExpression, _ captured: Int
  ) -> Value {
    .function(
      FunctionValue(
        parameters: parameters, result: body.type,
        body: PlainFunction(
          parameters: parameters, body: body, firstPlace: captured,
          surroundings: PlainEvaluator(locals: locals.filter { $0.key < captured }))))
  }

  func call(
    _ function: CheckedExpression, _ arguments: [CheckedExpression], _ execution: inout Execution
  ) -> Value {
    let callee = value(of: function, &execution)
    let values = values(of: arguments, &execution)
    if callee.isUnknown { return callee }
    guard case .function(let function) = callee else { return .null }
    return answer(of: function, to: values, arguments, &execution)
  }

  /// Each parameter gets one value, and no value is left over.
  func call(
    _ function: CheckedExpression, named arguments: [(name: Name, value: CheckedExpression)],
    _ execution: inout Execution
  ) -> Value {
    let callee = value(of: function, &execution)
    let values = values(of: arguments.map(\.value), &execution)
    if callee.isUnknown { return callee }
    guard case .function(let function) = callee else { return .null }
    if let builtIn = function.body as? BuiltIn {
      return builtIn.call(
        named: zip(arguments, values).map { (name: $0.name, value: $1) }, in: &execution)
    }
    guard function.parameters.count == arguments.count else { return .null }
    var ordered: [Value] = []
    var expressions: [CheckedExpression] = []
    for parameter in function.parameters {
      let places = arguments.indices.filter { arguments[$0].name == parameter.name }
      guard places.count == 1 else { return .null }
      ordered.append(values[places[0]])
      expressions.append(arguments[places[0]].value)
    }
    return answer(of: function, to: ordered, expressions, &execution)
  }

  /// An argument of which it is open whether the parameter takes it may come to `null`.
  private func answer(
    of function: FunctionValue, to values: [Value], _ arguments: [CheckedExpression],
    _ execution: inout Execution
  ) -> Value {
    let answer = function.body.call(values, in: &execution)
    guard function.body is PlainFunction else { return answer }
    var doubts: [Unknown] = []
    for (index, parameter) in function.parameters.enumerated()
    where index < values.count && parameter.type != .any {
      let declared = arguments[index].declaredType ?? .any
      // An answer is of the type that its input was declared with.
      if declared != .any, declared.mayConform(to: parameter.type) { continue }
      if let value = values[index].converted(to: parameter.type),
        case .unknown(let unknown) = value.isInstance(of: parameter.type)
      {
        doubts.append(unknown)
      }
    }
    guard let unknown = Self.all(doubts) else { return answer }
    return Self.agreement([answer, .null], because: unknown)
  }
}

extension CheckedExpression {
  /// The type of what a name, or a member of what a name stands for, was declared with; `nil` of
  /// what is computed.
  fileprivate var declaredType: ValueType? {
    switch form {
    case .slot, .local, .constant: type
    case .path(let base, _): base.declaredType == .any ? nil : base.declaredType.map { _ in type }
    case .placed(let inner, _): inner.declaredType
    default: nil
    }
  }
}

/// A function of FEEL, with the local values that were in sight where it was made.
struct PlainFunction: Callable {
  let parameters: [FunctionValue.Parameter]
  let body: CheckedExpression
  /// The local place of the first parameter.
  let firstPlace: Int
  let surroundings: PlainEvaluator

  func call(_ arguments: [Value], in execution: inout Execution) -> Value {
    guard arguments.count == parameters.count else { return .null }
    var inside = surroundings
    for (index, argument) in arguments.enumerated() {
      guard let value = argument.converted(to: parameters[index].type) else { return .null }
      inside.locals[firstPlace + index] = value
    }
    guard execution.spend(), execution.enter(levels: body.levels) else { return .null }
    defer { execution.leave(levels: body.levels) }
    return inside.value(of: body, &execution)
  }
}
