extension ExpressionSyntax {
  /// Every name that is read, local ones included, in text order.
  var names: [(name: Name, range: SourceRange)] {
    var found: [(name: Name, range: SourceRange)] = []
    collectNames(into: &found)
    return found
  }

  private func collectNames(into found: inout [(name: Name, range: SourceRange)]) {
    switch form {
    case .name(let name): found.append((name, range))
    case .number, .string, .boolean, .null, .atLiteral, .inputValue, .fault: break
    case .path(let base, _, _): base.collectNames(into: &found)
    case .filter(let base, let condition):
      base.collectNames(into: &found)
      condition.collectNames(into: &found)
    case .call(let function, let arguments):
      function.collectNames(into: &found)
      switch arguments {
      case .positional(let values): for value in values { value.collectNames(into: &found) }
      case .named(let values): for value in values { value.value.collectNames(into: &found) }
      }
    case .negation(let operand): operand.collectNames(into: &found)
    case .arithmetic(let first, let rest):
      first.collectNames(into: &found)
      for item in rest { item.operand.collectNames(into: &found) }
    case .comparison(let left, _, let right):
      left.collectNames(into: &found)
      right.collectNames(into: &found)
    case .between(let value, let low, let high):
      for part in [value, low, high] { part.collectNames(into: &found) }
    case .membership(let value, let tests):
      value.collectNames(into: &found)
      for test in tests { test.expression.collectNames(into: &found) }
    case .conjunction(let parts), .disjunction(let parts), .list(let parts):
      for part in parts { part.collectNames(into: &found) }
    case .conditional(let test, let then, let otherwise):
      for part in [test, then, otherwise] { part.collectNames(into: &found) }
    case .iteration(let iterators, let body), .quantified(_, let iterators, let body):
      for iterator in iterators {
        switch iterator.domain {
        case .list(let list): list.collectNames(into: &found)
        case .range(let from, let to):
          from.collectNames(into: &found)
          to.collectNames(into: &found)
        }
      }
      body.collectNames(into: &found)
    case .instance(let value, _): value.collectNames(into: &found)
    case .function(_, let body), .externalFunction(_, let body): body.collectNames(into: &found)
    case .context(let entries): for entry in entries { entry.value.collectNames(into: &found) }
    case .range(let range):
      range.low?.collectNames(into: &found)
      range.high?.collectNames(into: &found)
    }
  }
}

extension UnaryTestSyntax {
  var expression: ExpressionSyntax {
    switch form {
    case .comparison(_, let operand): operand
    case .expression(let expression): expression
    }
  }
}

extension UnaryTestsSyntax {
  var names: [(name: Name, range: SourceRange)] {
    switch form {
    case .any: []
    case .some(let tests), .none(let tests): tests.flatMap(\.expression.names)
    }
  }
}
