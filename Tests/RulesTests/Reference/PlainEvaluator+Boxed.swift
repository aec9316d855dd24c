@testable import Rules

/// What boxed expressions have and texts have not. Source: DMN 1.5, 10.2.2.
extension PlainEvaluator {
  /// The value after the conversions of the standard, or `null` where it or a part of it is not
  /// allowed. `null` and what is unknown are of every type.
  ///
  /// Source: DMN 1.5, 10.3.2.9.4 and 7.3.3.
  func admitted(_ value: Value, by type: CheckedType, _ execution: inout Execution) -> Value {
    guard let converted = value.converted(to: type.type) else { return .null }
    for (path, tests, _) in type.constraints {
      for part in Self.parts(of: converted, path[...]) where !part.isNull && !part.isUnknown {
        let truth = PlainEvaluator(locals: [0: part]).meets(tests, 0, &execution)
        if !truth.isTrue, !truth.isUnknown { return .null }
      }
    }
    return converted
  }

  private static func parts(of value: Value, _ path: ArraySlice<TypeConstraint.Step>) -> [Value] {
    guard let step = path.first else { return [value] }
    switch (step, value) {
    case (.member(let name), .context(let context)):
      return context[name].map { parts(of: $0, path.dropFirst()) } ?? []
    case (.items, .list(let items)): return items.flatMap { parts(of: $0, path.dropFirst()) }
    default: return []
    }
  }

  /// A condition that is neither true nor false makes the whole `null`.
  func boxedConditional(
    _ test: CheckedExpression, _ then: CheckedExpression, _ otherwise: CheckedExpression,
    _ execution: inout Execution
  ) -> Value {
    switch value(of: test, &execution) {
    case .boolean(let holds): value(of: holds ? then : otherwise, &execution)
    case .unknown(let unknown): .unknown(unknown)
    default: .null
    }
  }

  func boxedFilter(
    _ base: CheckedExpression, _ condition: CheckedExpression, _ item: Int,
    _ execution: inout Execution
  ) -> Value {
    let list = value(of: base, &execution)
    if list.isUnknown { return list }
    var kept: [Value] = []
    var open: [Unknown] = []
    for candidate in Self.items(list) {
      switch with(candidate, at: item).value(of: condition, &execution) {
      case .boolean(let holds): if holds { kept.append(candidate) }
      case .unknown(let unknown): open.append(unknown)
      default: return .null
      }
    }
    return Self.all(open).map(Value.unknown) ?? .list(kept)
  }

  /// An item whose condition is open may make the whole `null`, so no witness decides before it.
  func boxedQuantified(
    _ quantifier: Quantifier, _ iterator: CheckedIterator, _ condition: CheckedExpression,
    _ execution: inout Execution
  ) -> Value {
    let turns = turns([iterator], &execution)
    if turns.hasNone { return .null }
    var truths: [Bool] = []
    var open = turns.open
    for turn in turns.all {
      switch turn.value(of: condition, &execution) {
      case .boolean(let holds): truths.append(holds)
      case .unknown(let unknown): open.append(unknown)
      default: return .null
      }
    }
    if let unknown = Self.all(open) { return .unknown(unknown) }
    switch quantifier {
    case .some: return .boolean(truths.contains(true))
    case .every: return .boolean(!truths.contains(false))
    }
  }
}
