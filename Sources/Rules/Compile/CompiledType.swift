/// A type, with code for the tests that its values must meet besides.
package struct CompiledType: Sendable {
  package let type: ValueType
  let constraints: [(path: [TypeConstraint.Step], tests: Code, text: String)]

  /// The value as one of the type, after the conversions of the standard, or `null` and why.
  ///
  /// Source: DMN 1.5, 10.3.2.9.4, and 7.3.3 for allowed values.
  package func value(
    _ value: Value, named name: Name, _ place: Remark.Place?, _ execution: inout Execution
  ) -> Value {
    guard execution.spend(walking: value, .null) else { return .null }
    guard let converted = value.converted(to: type) else {
      return execution.null(Reasons.misfit(name, value.misfit(with: type)), at: place)
    }
    for constraint in constraints {
      if let stranger = stranger(to: constraint, in: converted, at: 0, &execution) {
        return execution.null(
          Reasons.notMet(name, constraint.text, stranger.designation), at: place)
      }
    }
    return converted
  }

  /// A part of the value, where the path leads to, that does not meet the tests.
  private func stranger(
    to constraint: (path: [TypeConstraint.Step], tests: Code, text: String), in value: Value,
    at depth: Int, _ execution: inout Execution
  ) -> Value? {
    if value.isNull || value.isUnknown { return nil }
    guard depth < constraint.path.count else {
      guard execution.spend() else { return value }
      let base = execution.base
      execution.base = execution.locals.count
      execution.locals.append(value)
      let result = constraint.tests(&execution)
      execution.locals.removeLast()
      execution.base = base
      return result.isTrue || result.isUnknown ? nil : value
    }
    switch (constraint.path[depth], value) {
    case (.member(let name), .context(let context)):
      return context[name].flatMap {
        stranger(to: constraint, in: $0, at: depth + 1, &execution)
      }
    case (.items, .list(let items)):
      for item in items {
        if let found = stranger(to: constraint, in: item, at: depth + 1, &execution) {
          return found
        }
      }
      return nil
    default: return nil  // a value of another form has no such part
    }
  }
}

extension Compiler {
  package func compile(_ type: CheckedType) -> CompiledType {
    if let known = types[ObjectIdentifier(type)] { return known }
    return CompiledType(
      type: type.type,
      constraints: type.constraints.map { ($0.path, compile($0.tests, input: 0), $0.text) })
  }
}
