@testable import Rules

/// Evaluates checked expressions as plainly as can be: what the compiler's code is compared with.
///
/// Each form is read once more from the standard's text, part after part, with nothing prepared,
/// skipped or remembered. Operations on values and the standard's functions are the product's own;
/// those have tests of their own.
///
/// The rule of unknown, beside the standard: a part that is unanswered makes the answer unknown,
/// unless every answer that it may get comes to the same.
struct PlainEvaluator {
  /// Values of the local names in sight, by place.
  var locals: [Int: Value] = [:]

  func value(of expression: CheckedExpression, _ execution: inout Execution) -> Value {
    switch expression.form {
    case .constant(let value): return value
    case .noValue: return .null
    case .slot(let slot): return execution.slots[slot]
    case .local(let place): return local(place)
    case .itemMember(let name, let item, let otherwise):
      return member(name, ofItemAt: item, otherwise, &execution)
    case .path(let base, let name): return member(name, of: value(of: base, &execution))
    case .filter(let base, let condition, let item):
      return filter(base, condition, item, &execution)
    case .call(let function, let arguments): return call(function, arguments, &execution)
    case .callNamed(let function, let arguments):
      return call(function, named: arguments, &execution)
    case .callBuiltIn(let builtIn, let arguments):
      return builtIn.call(values(of: arguments, &execution), in: &execution)
    case .callBuiltInNamed(let builtIn, let arguments):
      let values = values(of: arguments.map(\.value), &execution)
      return builtIn.call(
        named: zip(arguments, values).map { (name: $0.name, value: $1) }, in: &execution)
    case .negation(let operand): return value(of: operand, &execution).negated ?? .null
    case .arithmetic(let first, let rest):
      var result = value(of: first, &execution)
      for (operation, operand) in rest {
        result = Self.result(result, operation, value(of: operand, &execution))
      }
      return result
    case .comparison(let left, let operation, let right):
      return comparison(left, operation, right, &execution)
    case .between(let value, let low, let high):
      let value = self.value(of: value, &execution)
      let above = self.value(of: low, &execution).isLessOrEqual(to: value)
      return above.and(value.isLessOrEqual(to: self.value(of: high, &execution)))
    case .membership(let value, let tests, let input):
      return with(self.value(of: value, &execution), at: input).meets(tests, input, &execution)
    case .conjunction(let parts):
      return values(of: parts, &execution).reduce(.boolean(true)) { $0.and($1) }
    case .disjunction(let parts):
      return values(of: parts, &execution).reduce(.boolean(false)) { $0.or($1) }
    case .conditional(let test, let then, let otherwise):
      return conditional(test, then, otherwise, &execution)
    case .iteration(let iterators, let result, let partial):
      return iteration(iterators, result, partial, &execution)
    case .quantified(let quantifier, let iterators, let condition):
      return quantified(quantifier, iterators, condition, &execution)
    case .instance(let value, let type):
      return self.value(of: value, &execution).isInstance(of: type)
    case .function(let parameters, let body, let captured):
      return function(parameters, body, captured)
    case .list(let items): return .list(values(of: items, &execution))
    case .context(let entries, let first): return context(entries, first, &execution)
    case .range(let low, let includesLow, let high, let includesHigh):
      return range(
        low.map { value(of: $0, &execution) }, includesLow, high.map { value(of: $0, &execution) },
        includesHigh)
    case .pointRange(let value, let isExcluded):
      let value = self.value(of: value, &execution)
      if let unknown = value.unknownWithin { return .unknown(unknown) }
      return .range(isExcluded ? Interval(allBut: value) : Interval(only: value))
    case .table(let table): return value(of: table, &execution)
    case .placed(let inner, _): return value(of: inner, &execution)
    case .conversion(let value, let type, _):
      return admitted(self.value(of: value, &execution), by: type, &execution)
    case .guarded(let guards, let body):
      for (place, type, _) in guards {
        let value = local(place)
        if !value.isNull, admitted(value, by: type, &execution).isNull { return .null }
      }
      return value(of: body, &execution)
    case .boxedConditional(let test, let then, let otherwise):
      return boxedConditional(test, then, otherwise, &execution)
    case .boxedFilter(let base, let condition, let item):
      return boxedFilter(base, condition, item, &execution)
    case .boxedQuantified(let quantifier, let iterator, let condition):
      return boxedQuantified(quantifier, iterator, condition, &execution)
    case .externalFunction(_, let parameters, _):
      return .function(FunctionValue(parameters: parameters, body: NobodysFunction()))
    }
  }

  /// In the order of the text.
  func values(of expressions: [CheckedExpression], _ execution: inout Execution) -> [Value] {
    var values: [Value] = []
    for expression in expressions { values.append(value(of: expression, &execution)) }
    return values
  }

  func local(_ place: Int) -> Value {
    guard let value = locals[place] else { preconditionFailure("no local value at \(place)") }
    return value
  }

  /// The same, with one more local value in sight.
  func with(_ value: Value, at place: Int) -> PlainEvaluator {
    var inner = self
    inner.locals[place] = value
    return inner
  }

  /// What all possibilities come to: the value that they share, and otherwise something unknown.
  static func agreement(_ possibilities: [Value], because unknown: Unknown) -> Value {
    let open = possibilities.compactMap(\.unknownWithin)
    if open.isEmpty, let first = possibilities.first,
      possibilities.allSatisfy({ $0.isSame(as: first) && !$0.holdsFunction })
    {
      return first
    }
    return .unknown(open.reduce(unknown) { $0.merged(with: $1) })
  }

  static func all(_ unknowns: [Unknown]) -> Unknown? {
    unknowns.first.map { first in unknowns.dropFirst().reduce(first) { $0.merged(with: $1) } }
  }
}

/// A function outside FEEL that nobody offered.
struct NobodysFunction: Callable {
  func call(_ arguments: [Value], in execution: inout Execution) -> Value { .null }
}
