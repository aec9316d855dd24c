extension ExecutableModel {
  /// What can't be meant so in the decision tables of a model: values without a rule, rules that contradict each other, rules
  /// that never have their turn. See ``DiagnosticCode``.
  ///
  /// An input may always be `null` by the standard; what a table gives then is not told of.
  public func review() -> [Diagnostic] {
    let checked = compiled.model
    let logic = Dictionary(
      checked.decisions.map { ($0.decision.id, $0.logic) }, uniquingKeysWith: { first, _ in first })
    let functions = Dictionary(
      checked.knowledge.map { ($0.knowledge.id, $0.function) },
      uniquingKeysWith: { first, _ in first })
    var found: [Diagnostic] = []
    for decision in model.decisions {
      found += review(decision.logic?.tables ?? [], logic[decision.id])
    }
    for knowledge in model.knowledge {
      found += review(knowledge.function?.tables ?? [], functions[knowledge.id])
    }
    return found
  }

  private func review(
    _ places: [TablePlace], _ logic: CheckedExpression?
  ) -> [Diagnostic] {
    let tables = logic?.tables([:]) ?? []
    // What was left out in checking has its own advice.
    guard tables.count == places.count else { return [] }
    return zip(places, tables).flatMap { place, table in
      place.problems(
        TableAnalysis(
          table.table, table.table.inputs.map { domain(of: $0.expression, table.parameters) },
          compiled.compiler),
        tellsGaps: [.unique, .any, .priority, .first].contains(table.table.hitPolicy))
    }
  }

  private func domain(
    of expression: CheckedExpression, _ parameters: [Int: CheckedType]
  ) -> ColumnDomain {
    ColumnDomain(
      kind: CellAxis.Kind(expression.narrowestType), mayBeAbsent: false,
      limits: limits(of: expression, [], parameters).map { ValueLimit(tests: $0, input: 0) })
  }

  /// The tests that the types of inputs, decisions and parameters have for what an expression reads.
  private func limits(
    of expression: CheckedExpression, _ path: [TypeConstraint.Step],
    _ parameters: [Int: CheckedType]
  ) -> [CheckedTests] {
    func tests(_ type: CheckedType) -> [CheckedTests] {
      type.constraints.filter { $0.path == path }.map(\.tests)
    }
    switch expression.form {
    case .placed(let inner, _): return limits(of: inner, path, parameters)
    case .conversion(let inner, let type, _):
      return tests(type) + limits(of: inner, path, parameters)
    case .path(let base, let member):
      return limits(of: base, [.member(member)] + path, parameters)
    case .local(let place): return parameters[place].map(tests) ?? []
    case .slot(let slot) where slot < compiled.model.inputs.count:
      return tests(compiled.model.inputs[slot].type)
    case .slot(let slot):
      // Of a decision its type says what it may give.
      var logic = compiled.model.decision(at: slot)?.logic
      while case .placed(let inner, _)? = logic?.form { logic = inner }
      guard case .conversion(_, let type, _)? = logic?.form else { return [] }
      return tests(type)
    default: return []
    }
  }
}

extension CheckedExpression {
  /// Its type; of what is read as any text, where only some may be, those.
  fileprivate var narrowestType: ValueType {
    switch form {
    case .placed(let inner, _), .conversion(let inner, _, _):
      let own = inner.narrowestType
      if case .string(allowed: nil) = type, case .string = own { return own }
      return type
    default: return type
    }
  }

  /// The tables in it, in the order of the text, each with the types of the parameters around it by their places.
  fileprivate func tables(
    _ parameters: [Int: CheckedType]
  ) -> [(table: CheckedTable, parameters: [Int: CheckedType])] {
    switch form {
    case .table(let table): return [(table, parameters)]
    case .guarded(let guards, let inner):
      return inner.tables(
        guards.reduce(into: parameters) { $0[$1.place] = $1.type })
    case .function(_, let body, _): return body.tables([:])
    default: return children.flatMap { $0.tables(parameters) }
    }
  }
}

extension BoxedExpression {
  /// The tables in it, in the order of the text.
  fileprivate var tables: [TablePlace] {
    switch form {
    case .literal, .absent: []
    case .table(let table): [TablePlace(table: table, source: source, range: range)]
    case .context(let entries, let result):
      entries.flatMap(\.value.tables) + (result?.tables ?? [])
    case .list(let items): items.flatMap(\.tables)
    case .relation(_, let rows): rows.joined().flatMap(\.tables)
    case .invocation(let function, let bindings):
      function.tables + bindings.flatMap(\.value.tables)
    case .function(let function): function.body.tables
    case .conditional(let test, let then, let otherwise):
      test.tables + then.tables + otherwise.tables
    case .filter(let base, let condition): base.tables + condition.tables
    case .iteration(_, let list, let result): list.tables + result.tables
    case .some(_, let list, let condition), .every(_, let list, let condition):
      list.tables + condition.tables
    }
  }
}
