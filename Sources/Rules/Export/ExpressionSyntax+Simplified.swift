extension ExpressionSyntax {
  /// The same without questions that were answered before: once `x = null` is known to be false, it
  /// need not be asked again.
  func simplified() -> ExpressionSyntax { simplified([:]) }

  /// - Parameter facts: conditions that do not hold here, by their spelling, with the names in them.
  // What is made is little deeper than what was parsed, and that is bounded.
  private func simplified(_ facts: [String: Set<Name>]) -> ExpressionSyntax {
    func here(_ part: ExpressionSyntax) -> ExpressionSyntax { part.simplified(facts) }
    switch form {
    case .number, .string, .boolean, .null, .atLiteral, .name, .inputValue, .fault: return self
    case .comparison(let left, let comparison, let right):
      if isNullTest, facts[spelling] != nil { return ExpressionSyntax(.boolean(false)) }
      return here(left).compared(comparison, here(right))
    case .disjunction(let parts):
      var facts = facts
      var kept: [ExpressionSyntax] = []
      for part in parts {
        let simple = part.simplified(facts)
        if simple.form == .boolean(false) { continue }
        kept.append(simple)
        facts.add(simple)
      }
      return .anyOf(kept)
    case .conditional(let test, let then, let otherwise):
      let test = here(test)
      if test.form == .boolean(false) { return here(otherwise) }
      var known = facts
      known.add(test)
      return test.then(here(then), otherwise: otherwise.simplified(known))
    case .path(let base, let member, _): return here(base).member(member.text)
    case .filter(let base, let condition):
      // In there a name may be a member of an item.
      return ExpressionSyntax(.filter(here(base), condition.simplified([:])))
    case .call(let callee, .positional(let values)):
      return ExpressionSyntax(.call(callee, .positional(values.map(here))))
    case .negation(let operand): return ExpressionSyntax(.negation(here(operand)))
    case .arithmetic(let first, let rest):
      return ExpressionSyntax(
        .arithmetic(
          here(first), rest.map { ArithmeticOperand($0.operation, here($0.operand)) }))
    case .between(let value, let low, let high):
      return ExpressionSyntax(.between(here(value), low: here(low), high: here(high)))
    case .conjunction(let parts): return ExpressionSyntax(.conjunction(parts.map(here)))
    case .list(let items): return ExpressionSyntax(.list(items.map(here)))
    case .iteration(let iterators, let body):
      let (domains, known) = Self.simplified(iterators, facts)
      return ExpressionSyntax(.iteration(domains, result: body.simplified(known)))
    case .quantified(let quantifier, let iterators, let condition):
      let (domains, known) = Self.simplified(iterators, facts)
      return ExpressionSyntax(
        .quantified(quantifier, domains, condition: condition.simplified(known)))
    case .call, .membership, .instance, .function, .externalFunction, .context, .range:
      return self
    }
  }

  private static func simplified(
    _ iterators: [IteratorSyntax], _ facts: [String: Set<Name>]
  ) -> ([IteratorSyntax], [String: Set<Name>]) {
    var facts = facts
    var domains: [IteratorSyntax] = []
    for iterator in iterators {
      let domain: IteratorSyntax.Domain =
        switch iterator.domain {
        case .list(let list): .list(list.simplified(facts))
        case .range(let from, let to):
          .range(from: from.simplified(facts), to: to.simplified(facts))
        }
      domains.append(
        IteratorSyntax(name: iterator.name, nameRange: iterator.nameRange, domain: domain))
      facts = facts.filter { !$0.value.contains(iterator.name) }
      facts = facts.filter { !$0.value.contains("partial") }
    }
    return (domains, facts)
  }

  /// `x = null`, which is true or false and never `null` itself.
  fileprivate var isNullTest: Bool {
    guard case .comparison(_, .equal, let other) = form else { return false }
    return other.form == .null
  }
}

extension [String: Set<Name>] {
  /// The condition does not hold: none of its alternatives does.
  fileprivate mutating func add(_ condition: ExpressionSyntax) {
    switch condition.form {
    case .disjunction(let parts): for part in parts { add(part) }
    case .comparison where condition.isNullTest:
      self[condition.spelling] = Set(condition.names.map(\.name))
    default: break
    }
  }
}
