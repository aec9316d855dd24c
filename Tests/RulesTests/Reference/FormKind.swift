@testable import Rules

/// The forms of checked expressions without what they hold, to see that all of them are tried.
enum FormKind: String, CaseIterable {
  case constant, slot, local, itemMember, path, filter, call, callNamed, callBuiltIn
  case callBuiltInNamed, negation, arithmetic, comparison, between, membership, conjunction
  case disjunction, conditional, iteration, quantified, instance, function, list, context, range
  case pointRange, table, noValue, placed, conversion, guarded, boxedConditional, boxedFilter
  case boxedQuantified, externalFunction

  init(_ form: CheckedExpression.Form) {
    self =
      switch form {
      case .constant: .constant
      case .slot: .slot
      case .local: .local
      case .itemMember: .itemMember
      case .path: .path
      case .filter: .filter
      case .call: .call
      case .callNamed: .callNamed
      case .callBuiltIn: .callBuiltIn
      case .callBuiltInNamed: .callBuiltInNamed
      case .negation: .negation
      case .arithmetic: .arithmetic
      case .comparison: .comparison
      case .between: .between
      case .membership: .membership
      case .conjunction: .conjunction
      case .disjunction: .disjunction
      case .conditional: .conditional
      case .iteration: .iteration
      case .quantified: .quantified
      case .instance: .instance
      case .function: .function
      case .list: .list
      case .context: .context
      case .range: .range
      case .pointRange: .pointRange
      case .table: .table
      case .noValue: .noValue
      case .placed: .placed
      case .conversion: .conversion
      case .guarded: .guarded
      case .boxedConditional: .boxedConditional
      case .boxedFilter: .boxedFilter
      case .boxedQuantified: .boxedQuantified
      case .externalFunction: .externalFunction
      }
  }

  /// Those that texts have; boxed expressions have the others.
  static let ofTexts = allCases.filter { kind in
    switch kind {
    case .table, .placed, .conversion, .guarded, .boxedConditional, .boxedFilter,
      .boxedQuantified, .externalFunction:
      false
    default: true
    }
  }

  /// Those that the machine has steps for.
  static let ofMachine: [FormKind] = [
    .constant, .slot, .local, .path, .filter, .callBuiltIn, .negation, .arithmetic, .comparison,
    .between,
    .membership, .conjunction, .disjunction, .conditional, .iteration, .quantified, .list, .context,
    .table,
    .placed,
    .conversion,
  ]
}

extension CheckedExpression {
  /// How often each form occurs in it, itself included.
  func count(into counts: inout [FormKind: Int]) {
    counts[FormKind(form), default: 0] += 1
    for child in children { child.count(into: &counts) }
  }
}
