@testable import Rules

/// Paths, filters, iterations and contexts.
extension PlainEvaluator {
  /// Source: DMN 1.5, 10.3.2.5: of a list, the member of each item.
  func member(_ name: String, of value: Value) -> Value {
    switch value {
    case .unknown: value
    case .context(let context): context[name] ?? .null
    case .list(let items): .list(items.map { member(name, of: $0) })
    default: Properties.value(of: name, in: value) ?? .null
    }
  }

  /// A name inside a filter: the item's member if it has one, else what it means outside.
  func member(
    _ name: String, ofItemAt place: Int, _ otherwise: CheckedExpression?,
    _ execution: inout Execution
  ) -> Value {
    let item = local(place)
    if item.isUnknown { return item }
    if case .context(let context) = item, let member = context[name] { return member }
    return otherwise.map { value(of: $0, &execution) } ?? .null
  }

  func context(
    _ entries: [(key: String, value: CheckedExpression)], _ first: Int,
    _ execution: inout Execution
  ) -> Value {
    var inner = self
    var values: [Value] = []
    for (index, entry) in entries.enumerated() {
      let value = inner.value(of: entry.value, &execution)
      values.append(value)
      inner.locals[first + index] = value
    }
    return .context(Context(shape: ContextShape(entries.map(\.key)), values: values))
  }

  // MARK: Filters. Source: DMN 1.5, 10.3.2.5.

  /// What is no list is a list of one, and `null` an empty list.
  static func items(_ value: Value) -> [Value] {
    switch value {
    case .null: []
    case .list(let items): items
    default: [value]
    }
  }

  func filter(
    _ base: CheckedExpression, _ condition: CheckedExpression, _ item: Int,
    _ execution: inout Execution
  ) -> Value {
    let list = value(of: base, &execution)
    if list.isUnknown { return list }
    let items = Self.items(list)
    // A number is an index; whether it is one shows with the first item.
    let index = with(items.first ?? .null, at: item).value(of: condition, &execution)
    if case .number(let index) = index { return Self.item(index, of: items) }
    if items.isEmpty, index.isUnknown, condition.type != .boolean { return index }
    var kept: [Value] = []
    var open: [Unknown] = []
    for candidate in items {
      switch with(candidate, at: item).value(of: condition, &execution) {
      case .boolean(true): kept.append(candidate)
      case .unknown(let unknown): open.append(unknown)
      default: continue
      }
    }
    return Self.all(open).map(Value.unknown) ?? .list(kept)
  }

  /// From 1 at the start, from -1 at the end.
  private static func item(_ index: Number, of items: [Value]) -> Value {
    for position in items.indices {
      if index == Number(position + 1) || index == Number(position - items.count) {
        return items[position]
      }
    }
    return .null
  }

  // MARK: Iterations. Source: DMN 1.5, 10.3.2.14.

  /// One evaluator for each combination of items, the last iterator's fastest, and what there is of
  /// domains that cannot be gone through.
  struct Turns {
    var all: [PlainEvaluator] = []
    var open: [Unknown] = []
    /// Whether a domain is no list.
    var hasNone = false
  }

  func turns(_ iterators: ArraySlice<CheckedIterator>, _ execution: inout Execution)
    -> Turns
  {
    guard let iterator = iterators.first else { return Turns(all: [self]) }
    switch domain(iterator, &execution) {
    case .unknown(let unknown): return Turns(open: [unknown])
    case .list(let items):
      var turns = Turns()
      for item in items {
        let inner = with(item, at: iterator.place).turns(iterators.dropFirst(), &execution)
        turns.all += inner.all
        turns.open += inner.open
        turns.hasNone = turns.hasNone || inner.hasNone
      }
      return turns
    default: return Turns(hasNone: true)
    }
  }

  /// The list to go through; unknown, or else `null` where there is none.
  private func domain(_ iterator: CheckedIterator, _ execution: inout Execution) -> Value {
    switch iterator.domain {
    case .list(let list):
      switch value(of: list, &execution) {
      case .range(let range):
        guard range.form == .span, let low = range.low, let high = range.high,
          !high.isLess(than: low).isTrue,
          case .list(let items) = Self.sequence(low, high, &execution)
        else { return .null }
        return .list(items.filter { range.contains($0).isTrue })
      case let value where value.isNull || value.isUnknown: return value
      case let value: return .list(Self.items(value))
      }
    case .range(let from, let to):
      let ends = values(of: [from, to], &execution)
      if let unknown = Self.all(ends.compactMap(\.unknownWithin)) { return .unknown(unknown) }
      return Self.sequence(ends[0], ends[1], &execution)
    }
  }

  /// Whole numbers or days, up or down; `null` where the ends are something else.
  private static func sequence(
    _ from: Value, _ to: Value, _ execution: inout Execution
  ) -> Value {
    let isUp = from.isLessOrEqual(to: to).isTrue
    switch (from, to) {
    case (.number(let from), .number(let to)):
      guard from.int != nil, to.int != nil else { return .null }
    case (.date, .date): break
    default: return .null
    }
    var items = [from]
    while let last = items.last, !last.isEqual(to: to).isTrue {
      guard execution.spend() else { return .null }
      let next: Value?
      switch last {
      case .number(let number): next = number.int.map { .number(Number($0 + (isUp ? 1 : -1))) }
      case .date(let date): next = date.adding(days: isUp ? 1 : -1).map(Value.date)
      default: next = nil
      }
      guard let next else { return .null }
      items.append(next)
    }
    if case .number(let number) = from, let whole = number.int { items[0] = .number(Number(whole)) }
    return .list(items)
  }

  func iteration(
    _ iterators: [CheckedIterator], _ result: CheckedExpression, _ partial: Int,
    _ execution: inout Execution
  ) -> Value {
    let turns = turns(iterators[...], &execution)
    var results: [Value] = []
    for turn in turns.all {
      guard execution.spend() else { return .null }
      results.append(
        turn.with(.list(results), at: partial).value(of: result, &execution))
    }
    // Without the items of one list there is no result, whatever the others turn out to be.
    if turns.hasNone { return .null }
    return Self.all(turns.open).map(Value.unknown) ?? .list(results)
  }

  /// A domain that is no list counts as a turn whose condition is `null`.
  func quantified(
    _ quantifier: Quantifier, _ iterators: [CheckedIterator], _ condition: CheckedExpression,
    _ execution: inout Execution
  ) -> Value {
    let turns = turns(iterators[...], &execution)
    var truths: [Value] = []
    for turn in turns.all {
      guard execution.spend() else { return .null }
      truths.append(turn.value(of: condition, &execution))
    }
    if turns.hasNone { truths.append(.null) }
    truths += turns.open.map(Value.unknown)
    switch quantifier {
    case .some: return truths.reduce(.boolean(false)) { $0.or($1) }
    case .every: return truths.reduce(.boolean(true)) { $0.and($1) }
    }
  }
}
