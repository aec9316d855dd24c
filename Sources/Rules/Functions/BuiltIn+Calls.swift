/// How a built-in function is called: which signature fits, which conversions apply, what an unknown
/// argument means. Source: DMN 1.5, 10.3.2.9.4 Type conversions and 10.3.2.13.5 Function invocation.
extension BuiltIn: Callable {
  /// The answer for arguments by place; `null`, with the reason, where no signature fits.
  package func call(_ arguments: [Value], in execution: inout Execution) -> Value {
    call(arguments, trying: nil, in: &execution)
  }

  /// - Parameter first: the first signature that takes so many arguments, where that is known.
  package func call(
    _ arguments: [Value], trying first: Signature?, in execution: inout Execution
  ) -> Value {
    guard execution.spend() else { return .null }
    if let first, first.accepts(arguments) { return run(first, arguments, in: &execution) }
    // What fits as it is goes before what fits after conversion: `date(d)` of a date is not read
    // as a date and time.
    for index in signatures.indices
    where signatures[index].takes(arguments.count) && signatures[index].accepts(arguments) {
      return run(signatures[index], arguments, in: &execution)
    }
    var refused: [(Signature, [Value])] = []
    for signature in signatures where signature.takes(arguments.count) {
      if let prepared = signature.prepare(arguments) {
        return run(signature, prepared, in: &execution)
      }
      refused.append((signature, arguments))
    }
    if refused.isEmpty { return execution.null(.noSuchCount(self, count: arguments.count)) }
    return refuse(refused, in: &execution)
  }

  package func firstSignature(taking count: Int) -> Signature? {
    signatures.first { $0.takes(count) }
  }

  /// The answer for arguments by name, in any order.
  package func call(
    named arguments: [(name: Name, value: Value)], in execution: inout Execution
  ) -> Value {
    guard execution.spend() else { return .null }
    var values: [Name: Value] = [:]
    for (name, value) in arguments {
      guard values.updateValue(value, forKey: name) == nil else {
        return execution.null(.parameterTwice(self, name))
      }
    }
    // All signatures that have these names take the values in their own order.
    let ordered = signatures.compactMap { signature in
      signature.order(values).map { (signature, $0) }
    }
    for (signature, arguments) in ordered where signature.accepts(arguments) {
      return run(signature, arguments, in: &execution)
    }
    for (signature, arguments) in ordered {
      if let prepared = signature.prepare(arguments) {
        return run(signature, prepared, in: &execution)
      }
    }
    if !ordered.isEmpty { return refuse(ordered, in: &execution) }
    let known = Set(signatures.flatMap { $0.parameters.map(\.name) })
    if let stray = arguments.first(where: { !known.contains($0.name) }) {
      return execution.null(.noSuchParameter(self, stray.name))
    }
    return execution.null(.namesDoNotFit(self))
  }

  /// The function as a value. A caller of the value finds `BuiltIn` as its body and passes any
  /// number of arguments: the signature is chosen here, call by call.
  package var value: FunctionValue {
    let signature = signatures.first
    let parameters = (signature?.parameters ?? []).map {
      FunctionValue.Parameter(name: $0.name, type: $0.type)
    }
    return FunctionValue(
      name: name.text, parameters: parameters, isVariadic: signature?.isVariadic ?? false,
      result: signature?.result(parameters.map(\.type)) ?? .any, body: self)
  }

  private func run(
    _ signature: Signature, _ arguments: [Value], in execution: inout Execution
  ) -> Value {
    let missing = signature.parameters.count - arguments.count
    let arguments = missing > 0 ? arguments + Array(repeating: .null, count: missing) : arguments
    switch signature.unknowns {
    case .anywhere:
      if let unknown = execution.unknown(within: arguments) { return .unknown(unknown) }
    case .argument:
      if let unknown = Value.unknown(among: arguments) { return .unknown(unknown) }
    case .body: break
    }
    guard execution.failure == nil else { return .null }
    return signature.body(arguments, &execution)
  }

  /// Says which argument does not fit, and which types would at that place: of the signatures that
  /// come furthest before something is wrong.
  private func refuse(
    _ refused: [(Signature, [Value])], in execution: inout Execution
  ) -> Value {
    var furthest = -1
    var expected: [ValueType] = []
    var fault: (parameter: Parameter, value: Value)?
    for (signature, arguments) in refused {
      guard
        let index = arguments.indices.first(where: {
          signature.prepare(arguments[$0], at: $0) == nil
        }), index >= furthest
      else { continue }
      let parameter = signature.parameter(at: index)
      if index > furthest {
        furthest = index
        expected = []
        fault = (parameter, arguments[index])
      }
      if !expected.contains(parameter.type) { expected.append(parameter.type) }
    }
    guard let fault else { return execution.null(.namesDoNotFit(self)) }
    return execution.null(
      .wrongArgument(
        self, fault.parameter.name, number: furthest + 1, mustBe: expected, fault.value))
  }
}

extension BuiltIn.Signature {
  fileprivate func takes(_ count: Int) -> Bool {
    count >= requiredCount && (isVariadic || count <= parameters.count)
  }

  /// - Requires: the signature takes an argument at that place.
  fileprivate func parameter(at index: Int) -> BuiltIn.Parameter {
    parameters[min(index, parameters.count - 1)]
  }

  fileprivate func accepts(_ arguments: [Value]) -> Bool {
    if arguments.count <= parameters.count, !isVariadic {
      for index in arguments.indices where !parameters[index].accepts(arguments[index]) {
        return false
      }
      return true
    }
    for index in arguments.indices where !accepts(arguments[index], at: index) { return false }
    return true
  }

  private func accepts(_ value: Value, at index: Int) -> Bool {
    let parameter = parameter(at: index)
    if isVariadic, index >= parameters.count - 1 {
      // Items of a list in disguise: the body judges them as it does items.
      if case .list = parameter.type { return parameter.accepts(value) }
      return true
    }
    return parameter.accepts(value)
  }

  /// The arguments after conversion; `nil` when one does not fit.
  fileprivate func prepare(_ arguments: [Value]) -> [Value]? {
    var prepared: [Value] = []
    prepared.reserveCapacity(arguments.count)
    for index in arguments.indices {
      guard let value = prepare(arguments[index], at: index) else { return nil }
      prepared.append(value)
    }
    return prepared
  }

  fileprivate func prepare(_ value: Value, at index: Int) -> Value? {
    accepts(value, at: index) ? value : parameter(at: index).convert(value)
  }

  /// The values in the order of the parameters, `null` for one left out; `nil` when the names are
  /// not those of this signature.
  fileprivate func order(_ values: [Name: Value]) -> [Value]? {
    var ordered: [Value] = []
    var used = 0
    for parameter in parameters {
      if let value = values[parameter.name] {
        used += 1
        ordered.append(value)
      } else if parameter.isOptional {
        ordered.append(.null)
      } else {
        return nil
      }
    }
    return used == values.count ? ordered : nil
  }
}

extension BuiltIn.Parameter {
  /// Whether the value may be passed as it is; of lists only that they are lists, the items are the
  /// function's affair.
  fileprivate func accepts(_ value: Value) -> Bool {
    if case .null = value { return takesNull }
    if case .unknown = value { return true }
    switch type {
    case .any: return true
    case .null: return false
    case .boolean: if case .boolean = value { return true }
    case .number: if case .number = value { return true }
    case .string: if case .string = value { return true }
    case .date: if case .date = value { return true }
    case .time: if case .time = value { return true }
    case .dateAndTime: if case .dateAndTime = value { return true }
    case .dayTimeDuration: if case .dayTimeDuration = value { return true }
    case .yearMonthDuration: if case .yearMonthDuration = value { return true }
    case .list: if case .list = value { return true }
    case .range: if case .range = value { return true }
    case .context: if case .context = value { return true }
    case .function: if case .function = value { return true }
    }
    return false
  }

  /// To a list of one, from a list of one, or from a date to midnight UTC; `nil` when none helps.
  fileprivate func convert(_ value: Value) -> Value? {
    switch (type, value) {
    case (_, .null): return nil
    case (.list, _): return .list([value])
    case (.dateAndTime, .date(let date)): return .dateAndTime(date.midnightUTC)
    case (_, .list(let items)) where items.count == 1:
      return accepts(items[0]) && !items[0].isNull ? items[0] : nil
    default: return nil  // the standard has no other implicit conversion
    }
  }
}

extension Value {
  /// What is unknown of values that are themselves unknown; `nil` when none is.
  static func unknown(among values: [Value]) -> Unknown? {
    var found: Unknown?
    for case .unknown(let unknown) in values {
      found = found?.merged(with: unknown) ?? unknown
    }
    return found
  }
}

extension Execution {
  /// Calls a function that was passed as an argument; `nil`, with the reason, when it does not take
  /// as many arguments.
  mutating func answer(of function: FunctionValue, to arguments: [Value]) -> Value? {
    guard failure == nil else { return nil }
    if function.body is BuiltIn {
      // A function written in a rule enters by itself; a built-in one as an argument of another
      // may come back here.
      guard enter() else { return nil }
      defer { leave() }
      let answer = function.body.call(arguments, in: &self)
      return failure == nil ? answer : nil
    }
    guard function.parameters.count == arguments.count, !function.isVariadic else {
      _ = null(
        LocalizedText(
          nl: "de functie moet \(arguments.count) parameters hebben,"
            + " maar heeft er \(function.parameters.count)",
          en: "the function must have \(arguments.count) parameters,"
            + " but has \(function.parameters.count)"))
      return nil
    }
    let answer = function.body.call(arguments, in: &self)
    return failure == nil ? answer : nil
  }
}
