/// What boxed expressions have and texts have not. Source: DMN 1.5, 10.2.
extension Compiler {
  func conversion(
    _ value: CheckedExpression, _ type: CheckedType, _ name: Name, _ range: SourceRange
  ) -> Code {
    let code = compile(value)
    let place = place(range)
    guard !type.constraints.isEmpty else {
      let type = type.type
      return Code { execution in
        let value = code(&execution)
        return value.converted(to: type)
          ?? execution.null(Reasons.misfit(name, value.misfit(with: type)), at: place)
      }
    }
    let compiled = compile(type)
    return Code { execution in
      compiled.value(code(&execution), named: name, place, &execution)
    }
  }

  func guarded(
    _ guards: [(place: Int, type: CheckedType, name: Name)], _ body: CheckedExpression,
    _ range: SourceRange
  ) -> Code {
    let guards = guards.map { (place: $0.place, type: compile($0.type), name: $0.name) }
    let code = compile(body)
    let place = place(range)
    return Code { execution in
      for check in guards {
        let value = execution.locals[execution.base &+ check.place]
        let admitted = check.type.value(value, named: check.name, place, &execution)
        if admitted.isNull, !value.isNull { return .null }
      }
      return code(&execution)
    }
  }

  func boxedConditional(
    _ test: CheckedExpression, _ then: CheckedExpression, _ otherwise: CheckedExpression,
    _ range: SourceRange
  ) -> Code {
    let testCode = compile(test)
    let thenCode = compile(then)
    let otherwiseCode = compile(otherwise)
    let place = place(range)
    return Code { execution in
      let value = testCode(&execution)
      switch value {
      case .boolean(true): return thenCode(&execution)
      case .boolean(false): return otherwiseCode(&execution)
      case .unknown: return value
      default: return execution.null(Reasons.conditionNotBoolean, at: place)
      }
    }
  }

  func boxedFilter(
    _ base: CheckedExpression, _ condition: CheckedExpression, _ item: Int, _ range: SourceRange
  ) -> Code {
    let baseCode = compile(base)
    let conditionCode = compile(condition)
    let place = place(range)
    return Code { execution in
      let value = baseCode(&execution)
      guard let items = value.filterItems else { return value }
      execution.locals.append(.null)
      defer { execution.locals.removeLast() }
      var kept: [Value] = []
      var unknown: Unknown?
      for candidate in items {
        guard execution.spend() else { return .null }
        execution.locals[execution.base + item] = candidate
        switch conditionCode(&execution) {
        case .boolean(let holds): if holds { kept.append(candidate) }
        case .unknown(let cause): unknown = unknown?.merged(with: cause) ?? cause
        default: return execution.null(Reasons.conditionNotBoolean, at: place)
        }
      }
      return unknown.map(Value.unknown) ?? .list(kept)
    }
  }

  /// All items are looked at: one condition that is neither true nor false makes the whole `null`.
  func boxedQuantified(
    _ quantifier: Quantifier, _ iterator: CheckedIterator, _ condition: CheckedExpression,
    _ range: SourceRange
  ) -> Code {
    let iterators = compile([iterator])
    let conditionCode = compile(condition)
    let place = place(range)
    let isSome = quantifier == .some
    return Code { execution in
      var result = Value.boolean(!isSome)
      var unknown: Unknown?
      let depth = execution.locals.count
      let stop = CompiledIterator.run(iterators, &execution) { execution in
        switch conditionCode(&execution) {
        case .boolean(let holds): if holds == isSome { result = .boolean(isSome) }
        case .unknown(let cause): unknown = unknown?.merged(with: cause) ?? cause
        default:
          result = execution.null(Reasons.conditionNotBoolean, at: place)
          return .stop
        }
        return .goOn
      }
      execution.locals.removeLast(execution.locals.count - depth)
      switch stop {
      // No witness decides before an open item: that one may yet make the whole `null`.
      case nil: return unknown.map(Value.unknown) ?? result
      case .stopped?: return result
      case .open(let unknown, let isNull)?:
        return isNull ? .null : unknown.map(Value.unknown) ?? .null
      }
    }
  }

  func externalFunction(
    _ kind: FunctionDefinition.Kind, _ parameters: [FunctionValue.Parameter],
    _ body: CheckedExpression, _ range: SourceRange
  ) -> Code {
    let code = compile(body)
    let place = place(range)
    let externals = externals
    return Code { execution in
      let reference = ExternalFunctions.Reference(kind, code(&execution))
      let call = ExternalCall(
        kind: kind, reference: reference, parameters: parameters,
        body: reference.flatMap { externals[$0] }, place: place)
      return .function(
        FunctionValue(name: reference?.member ?? "", parameters: parameters, body: call))
    }
  }
}
