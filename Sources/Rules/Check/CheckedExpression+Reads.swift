extension CheckedExpression {
  /// Whether a local place is read anywhere in it.
  func readsLocal(_ place: Int) -> Bool {
    switch form {
    case .local(let read): return read == place
    case .itemMember(_, let item, let otherwise):
      return item == place || otherwise?.readsLocal(place) ?? false
    default: return children.contains { $0.readsLocal(place) }
    }
  }

  /// The slots of the model that it reads, each once.
  package var slots: Set<Int> {
    var slots: Set<Int> = []
    add(to: &slots)
    return slots
  }

  private func add(to slots: inout Set<Int>) {
    if case .slot(let slot) = form { slots.insert(slot) }
    for child in children { child.add(to: &slots) }
  }

  /// Whether what it gives depends on the moment of evaluation: it calls `now()` or `today()`.
  var readsClock: Bool {
    switch form {
    case .callBuiltIn(let function, _), .callBuiltInNamed(let function, _):
      if ["now", "today"].contains(function.name.text) { return true }
    default: break
    }
    return children.contains(where: \.readsClock)
  }

  /// How many expressions lie inside each other, itself included; what lies in the body of a
  /// function counts when it is called.
  package var levels: Int {
    switch form {
    case .function, .externalFunction: return 1
    case .iteration(let iterators, let body, _), .quantified(_, let iterators, let body):
      return levels(of: iterators, around: body)
    default: return 1 + (children.lazy.map(\.levels).max() ?? 0)
    }
  }

  /// Each iterator lies inside the one before it.
  private func levels(of iterators: [CheckedIterator], around body: CheckedExpression) -> Int {
    iterators.reversed().reduce(body.levels) { inner, iterator in
      1 + Swift.max(inner, iterator.expressions.map(\.levels).max() ?? 0)
    }
  }

  /// The expressions it is made of.
  package var children: [CheckedExpression] {
    switch form {
    case .constant, .slot, .local, .noValue: return []
    case .itemMember(_, _, let otherwise): return [otherwise].compactMap { $0 }
    case .path(let base, _): return [base]
    case .filter(let base, let condition, _): return [base, condition]
    case .call(let function, let arguments): return [function] + arguments
    case .callNamed(let function, let arguments): return [function] + arguments.map(\.value)
    case .callBuiltIn(_, let arguments): return arguments
    case .callBuiltInNamed(_, let arguments): return arguments.map(\.value)
    case .negation(let operand): return [operand]
    case .arithmetic(let first, let rest): return [first] + rest.map(\.operand)
    case .comparison(let left, _, let right): return [left, right]
    case .between(let value, let low, let high): return [value, low, high]
    case .membership(let value, let tests, _): return [value] + tests.expressions
    case .conjunction(let parts), .disjunction(let parts), .list(let parts): return parts
    case .conditional(let test, let then, let otherwise): return [test, then, otherwise]
    case .iteration(let iterators, let result, _):
      return iterators.flatMap(\.expressions) + [result]
    case .quantified(_, let iterators, let condition):
      return iterators.flatMap(\.expressions) + [condition]
    case .instance(let value, _): return [value]
    case .function(_, let body, _): return [body]
    case .context(let entries, _): return entries.map(\.value)
    case .range(let low, _, let high, _): return [low, high].compactMap { $0 }
    case .pointRange(let value, _): return [value]
    case .table(let table): return table.expressions
    case .placed(let inner, _), .conversion(let inner, _, _), .guarded(_, let inner),
      .externalFunction(_, _, body: let inner):
      return [inner]
    case .boxedConditional(let test, let then, let otherwise): return [test, then, otherwise]
    case .boxedFilter(let base, let condition, _): return [base, condition]
    case .boxedQuantified(_, let iterator, let condition):
      return iterator.expressions + [condition]
    }
  }
}

extension CheckedTests {
  /// Whether they speak of nothing but the value under test, so that they mean the same everywhere and always.
  package var areOfValueAlone: Bool {
    expressions.allSatisfy { $0.slots.isEmpty && !$0.readsClock }
  }

  package var expressions: [CheckedExpression] {
    switch form {
    case .any: return []
    case .some(let tests), .none(let tests):
      return tests.map { test in
        switch test {
        case .comparison(_, let expression), .value(let expression), .condition(let expression):
          expression
        }
      }
    }
  }
}

extension CheckedIterator {
  var expressions: [CheckedExpression] {
    switch domain {
    case .list(let list): [list]
    case .range(let from, let to): [from, to]
    }
  }
}

extension CheckedTable {
  var expressions: [CheckedExpression] {
    var found: [CheckedExpression] = []
    for input in inputs {
      found.append(input.expression)
      found += input.allowed?.expressions ?? []
    }
    for output in outputs {
      found += output.allowed
      found += output.allowedTests?.expressions ?? []
      if let value = output.defaultValue { found.append(value) }
    }
    for rule in rules {
      for condition in rule.conditions { found += condition.expressions }
      found += rule.conclusions
    }
    return found
  }
}
