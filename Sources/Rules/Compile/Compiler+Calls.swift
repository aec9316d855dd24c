/// Calls and functions. Source: DMN 1.5, 10.3.2.8 and 10.3.2.11.
extension Compiler {
  func call(_ builtIn: BuiltIn, _ arguments: [CheckedExpression], _ range: SourceRange) -> Code {
    let place = place(range)
    if arguments.count == 1 {
      if let count = count(builtIn, of: arguments[0]) { return count }
      if let shortcut = BuiltInShortcuts.function(builtIn.name) {
        let code = summands(builtIn, arguments[0]) ?? compile(arguments[0])
        return Code { execution in
          let value = code(&execution)
          if let result = shortcut(value, &execution) { return result }
          let remarks = execution.remarks.count
          let result = builtIn.call([value], in: &execution)
          if result.isNull { execution.place(remarksFrom: remarks, at: place) }
          return result
        }
      }
    }
    if let contains = contains(builtIn, arguments, range) { return contains }
    let codes = arguments.map { compile($0) }
    let signature = builtIn.firstSignature(taking: codes.count)
    return Code { execution in
      var values: [Value] = []
      values.reserveCapacity(codes.count)
      for code in codes { values.append(code(&execution)) }
      let remarks = execution.remarks.count
      let result = builtIn.call(values, trying: signature, in: &execution)
      if result.isNull { execution.place(remarksFrom: remarks, at: place) }
      return result
    }
  }

  func callNamed(
    _ builtIn: BuiltIn, _ arguments: [(name: Name, value: CheckedExpression)],
    _ range: SourceRange
  ) -> Code {
    let codes = arguments.map { (name: $0.name, code: compile($0.value)) }
    let place = place(range)
    return Code { execution in
      let values = codes.map { (name: $0.name, value: $0.code(&execution)) }
      let remarks = execution.remarks.count
      let result = builtIn.call(named: values, in: &execution)
      if result.isNull { execution.place(remarksFrom: remarks, at: place) }
      return result
    }
  }

  func call(_ function: CheckedExpression, _ arguments: [CheckedExpression], _ range: SourceRange)
    -> Code
  {
    let codes = arguments.map { compileKept($0) }
    let types = arguments.map(\.typeAsRead)
    let place = place(range)
    if case .slot(let slot) = function.form, case .function(let known)? = constants[slot],
      let lambda = known.body as? Lambda, lambda.parameters.count == 1, codes.count == 1
    {
      let code = codes[0]
      return Code { execution in
        let argument = code(&execution)
        let remarks = execution.remarks.count
        let result = lambda.call(argument, in: &execution)
        if result.isNull { execution.place(remarksFrom: remarks, at: place) }
        guard argument.isUnknown else { return result }
        return Compiler.unless(known.mayRefuse([argument], types), result, &execution)
      }
    }
    let functionCode = compile(function)
    return Code { execution in
      let function = functionCode(&execution)
      if function.isUnknown { return function }
      guard case .function(let function) = function else {
        return execution.null(Reasons.noFunction(function), at: place)
      }
      let values = codes.map { $0(&execution) }
      let remarks = execution.remarks.count
      let result = function.body.call(values, in: &execution)
      if result.isNull { execution.place(remarksFrom: remarks, at: place) }
      return Compiler.unless(function.mayRefuse(values, types), result, &execution)
    }
  }

  /// The answer, if it is the `null` that a refused argument gives; otherwise unknown, where an
  /// argument may yet be refused.
  private static func unless(
    _ refused: Unknown?, _ result: Value, _ execution: inout Execution
  ) -> Value {
    guard let refused, execution.spend(walking: result, .null) else { return result }
    return Value.common(result, .null, else: refused)
  }

  func callNamed(
    _ function: CheckedExpression, _ arguments: [(name: Name, value: CheckedExpression)],
    _ range: SourceRange
  ) -> Code {
    let functionCode = compile(function)
    let codes = arguments.map { (name: $0.name, code: compileKept($0.value)) }
    let typesByName = Dictionary(
      arguments.map { ($0.name, $0.value.typeAsRead) }, uniquingKeysWith: { first, _ in first })
    let place = place(range)
    return Code { execution in
      let function = functionCode(&execution)
      if function.isUnknown { return function }
      guard case .function(let function) = function else {
        return execution.null(Reasons.noFunction(function), at: place)
      }
      let given = codes.map { (name: $0.name, value: $0.code(&execution)) }
      let remarks = execution.remarks.count
      defer { execution.place(remarksFrom: remarks, at: place) }
      if let builtIn = function.body as? BuiltIn {
        return builtIn.call(named: given, in: &execution)
      }
      var values: [Value] = []
      for parameter in function.parameters {
        guard let argument = given.first(where: { $0.name == parameter.name }) else {
          return execution.null(Reasons.noParameter(parameter.name))
        }
        values.append(argument.value)
      }
      if let stranger = given.first(where: { argument in
        !function.parameters.contains { $0.name == argument.name }
      }) {
        return execution.null(Reasons.noParameter(stranger.name))
      }
      guard given.count == function.parameters.count else {
        return execution.null(
          Reasons.wrongCount("", expected: function.parameters.count, given: given.count))
      }
      let types = function.parameters.map { typesByName[$0.name] ?? .any }
      let result = function.body.call(values, in: &execution)
      return Compiler.unless(function.mayRefuse(values, types), result, &execution)
    }
  }

  func function(
    _ parameters: [FunctionValue.Parameter], _ body: CheckedExpression, _ captured: Int,
    _ type: ValueType
  ) -> Code {
    let bodyCode = compileKept(body)
    let result = body.type
    let levels = body.levels
    return Code { execution in
      let locals = execution.locals[execution.base..<execution.base + captured]
      var nesting = 0
      let slots = execution.services > 0 ? execution.slots : nil
      for value in locals { nesting = max(nesting, 1 + (execution.nesting(of: value) ?? 0)) }
      for value in slots ?? [] { nesting = max(nesting, 1 + (execution.nesting(of: value) ?? 0)) }
      return .function(
        FunctionValue(
          parameters: parameters, result: result,
          body: Lambda(
            parameters: parameters, captured: Array(locals), slots: slots, body: bodyCode,
            levels: levels, nesting: nesting)))
    }
  }
}

/// A function that an expression made, with the local values that were in sight there.
struct Lambda: Callable {
  let parameters: [FunctionValue.Parameter]
  let captured: [Value]
  /// The slots that it reads, where it was made inside a service, which puts them back when it is done.
  let slots: [Value]?
  let body: Code
  /// How deep the expressions of the body lie inside each other.
  let levels: Int
  let nesting: Int

  func call(_ arguments: [Value], in execution: inout Execution) -> Value {
    guard arguments.count == parameters.count else {
      return execution.null(
        Reasons.wrongCount("", expected: parameters.count, given: arguments.count))
    }
    var converted: [Value] = []
    converted.reserveCapacity(arguments.count)
    for (parameter, argument) in zip(parameters, arguments) {
      guard execution.spend(converting: argument, to: parameter.type) else { return .null }
      guard let value = argument.converted(to: parameter.type) else {
        return execution.null(Reasons.wrongArgument(parameter, argument))
      }
      converted.append(value)
    }
    return run(converted, in: &execution)
  }

  /// The answer for one value, where there is one parameter.
  func call(_ argument: Value, in execution: inout Execution) -> Value {
    guard execution.spend(converting: argument, to: parameters[0].type) else { return .null }
    guard let value = argument.converted(to: parameters[0].type) else {
      return execution.null(Reasons.wrongArgument(parameters[0], argument))
    }
    return run(CollectionOfOne(value), in: &execution)
  }

  private func run(_ arguments: some Collection<Value>, in execution: inout Execution) -> Value {
    guard let slots else { return runInPlace(arguments, in: &execution) }
    let outside = execution.slots
    execution.slots = slots
    defer { execution.slots = outside }
    return runInPlace(arguments, in: &execution)
  }

  private func runInPlace(
    _ arguments: some Collection<Value>, in execution: inout Execution
  ) -> Value {
    guard execution.spend(), execution.enter(levels: levels) else { return .null }
    defer { execution.leave(levels: levels) }
    let base = execution.base
    execution.base = execution.locals.count
    if !captured.isEmpty { execution.locals.append(contentsOf: captured) }
    for argument in arguments { execution.locals.append(argument) }
    let result = body(&execution)
    execution.locals.removeLast(execution.locals.count - execution.base)
    execution.base = base
    return result
  }
}

extension FunctionValue {
  /// What is unknown of arguments that may turn out not to be of their parameter's type, though
  /// they were let through; `nil` where there are none.
  ///
  /// - Parameter types: What is known for certain of each argument.
  fileprivate func mayRefuse(_ values: [Value], _ types: [ValueType]) -> Unknown? {
    guard body is Lambda else { return nil }
    var found: Unknown?
    for (index, parameter) in parameters.enumerated() where parameter.type != .any {
      guard index < values.count,
        types[index] == .any || !types[index].mayConform(to: parameter.type),
        // An unanswered part may turn out to be of another type as well as a whole value may.
        let value = values[index].converted(to: parameter.type),
        case .unknown(let unknown) = value.isInstance(of: parameter.type)
      else { continue }
      found = found?.merged(with: unknown) ?? unknown
    }
    return found
  }
}

extension CheckedExpression {
  /// The type of what a name, or a member of what a name stands for, was declared with. What is
  /// computed may turn out otherwise: an index that is null gives a list.
  fileprivate var typeAsRead: ValueType {
    switch form {
    case .slot, .local, .constant: type
    case .path(let base, _): base.typeAsRead == .any ? .any : type
    case .placed(let inner, _): inner.typeAsRead
    default: .any
    }
  }
}
