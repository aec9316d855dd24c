/// Paths, filters, iterations, lists and contexts.
extension Compiler {
  func path(_ base: CheckedExpression, _ member: String, _ range: SourceRange) -> Code {
    let place = place(range)
    guard case .context(let type) = base.type, let position = type.shape.position(of: member)
    else {
      let code = compile(base)
      return Code { execution in
        let value = code(&execution)
        return Compiler.member(member, of: value, &execution, place)
      }
    }
    // A member of a known shape is found by its place; of a name, without taking the whole first.
    let shape = type.shape
    switch base.form {
    case .slot(let slot) where constants[slot] == nil:
      return Code { execution in
        if case .context(let context) = execution.slots[slot],
          let value = context.value(at: position, of: shape)
        {
          return value
        }
        return Compiler.member(member, of: execution.slots[slot], &execution, place)
      }
    case .local(let local):
      return Code { execution in
        if case .context(let context) = execution.locals[execution.base &+ local],
          let value = context.value(at: position, of: shape)
        {
          return value
        }
        let value = execution.locals[execution.base &+ local]
        return Compiler.member(member, of: value, &execution, place)
      }
    default:
      let code = compile(base)
      return Code { execution in
        let value = code(&execution)
        if case .context(let context) = value,
          let member = context.value(at: position, of: shape)
        {
          return member
        }
        return Compiler.member(member, of: value, &execution, place)
      }
    }
  }

  /// Source: DMN 1.5, 10.3.2.5: of a list, the member of each item.
  static func member(
    _ name: String, of value: Value, _ execution: inout Execution, _ place: Remark.Place
  ) -> Value {
    switch value {
    case .unknown: return value
    case .context(let context):
      return context[name] ?? execution.null(Reasons.noMember(name, value), at: place)
    case .list(let items):
      guard execution.spend(items.count) else { return .null }
      return .list(members(name, of: items, &execution, place))
    default:
      return Properties.value(of: name, in: value)
        ?? execution.null(Reasons.noMember(name, value), at: place)
    }
  }

  private static func members(
    _ name: String, of items: [Value], _ execution: inout Execution, _ place: Remark.Place
  ) -> [Value] {
    var members: [Value] = []
    members.reserveCapacity(items.count)
    // Items of one list have one shape as a rule: the name is looked up once.
    var shape: ContextShape?
    var position = 0
    for item in items {
      if case .context(let context) = item {
        if let shape, let value = context.value(at: position, of: shape) {
          members.append(value)
          continue
        }
        if let found = context.shape.position(of: name) {
          shape = context.shape
          position = found
        }
      }
      members.append(member(name, of: item, &execution, place))
    }
    return members
  }

  func itemMember(
    _ name: String, _ item: Int, _ otherwise: CheckedExpression?, _ range: SourceRange
  ) -> Code {
    let outer = otherwise.map { compile($0) }
    let place = place(range)
    return Code { execution in
      let value = execution.locals[execution.base + item]
      if value.isUnknown { return value }
      if case .context(let context) = value, let member = context[name] { return member }
      return outer.map { $0(&execution) }
        ?? execution.null(Reasons.noMember(name, value), at: place)
    }
  }

  // MARK: Filters. Source: DMN 1.5, 10.3.2.5.

  func filter(
    _ base: CheckedExpression, _ condition: CheckedExpression, _ item: Int, _ range: SourceRange
  ) -> Code {
    let baseCode = compile(base)
    let conditionCode = compile(condition)
    let place = place(range)
    let mayBeIndex: Bool
    switch condition.type {
    case .number, .any, .null: mayBeIndex = true
    default: mayBeIndex = false
    }
    return Code { execution in
      let value = baseCode(&execution)
      let items: [Value]
      switch value {
      case .unknown: return value
      case .null: items = []
      case .list(let list): items = list
      default: items = [value]
      }
      execution.locals.append(.null)
      defer { execution.locals.removeLast() }
      let slot = execution.base + item
      if mayBeIndex {
        execution.locals[slot] = items.first ?? .null
        let remarks = execution.remarks.count
        let index = conditionCode(&execution)
        if case .number(let index) = index {
          return Compiler.item(index, of: items, &execution, place)
        }
        execution.forget(remarksFrom: remarks)
        // It may turn out to be an index, which an empty list has no item for.
        if items.isEmpty, index.isUnknown { return index }
      }
      var kept: [Value] = []
      var unknown: Unknown?
      for candidate in items {
        guard execution.spend() else { return .null }
        execution.locals[slot] = candidate
        switch conditionCode(&execution) {
        case .boolean(true): kept.append(candidate)
        case .unknown(let cause): unknown = unknown?.merged(with: cause) ?? cause
        default: continue
        }
      }
      // Which items stay is part of the answer, so one undecided item leaves it open.
      return unknown.map(Value.unknown) ?? .list(kept)
    }
  }

  /// From 1, or from -1 at the end.
  static func item(
    _ number: Number, of items: [Value], _ execution: inout Execution, _ place: Remark.Place
  ) -> Value {
    guard let index = number.int, index != 0, index != Int.min else {
      return execution.null(
        number.int == nil && number.isInteger
          ? Reasons.noItem(number, count: items.count) : Reasons.indexNotWhole, at: place)
    }
    let position = index > 0 ? index - 1 : items.count + index
    guard items.indices.contains(position) else {
      return execution.null(Reasons.noItem(number, count: items.count), at: place)
    }
    return items[position]
  }

  // MARK: Iterations. Source: DMN 1.5, 10.3.2.12.

  func compile(_ iterators: [CheckedIterator]) -> [CompiledIterator] {
    iterators.map { iterator in
      switch iterator.domain {
      case .list(let list):
        CompiledIterator(
          place: iterator.place, first: compile(list), last: nil, at: place(list.range))
      case .range(let from, let to):
        CompiledIterator(
          place: iterator.place, first: compile(from), last: compile(to),
          at: place(from.range.joined(with: to.range)))
      }
    }
  }

  func iteration(
    _ iterators: [CheckedIterator], _ result: CheckedExpression, _ partial: Int,
    _ range: SourceRange
  ) -> Code {
    let iterators = compile(iterators)
    let resultCode = compile(result)
    let readsPartial = result.readsLocal(partial)
    return Code { execution in
      var results: [Value] = []
      let depth = execution.locals.count
      let stop = CompiledIterator.run(iterators, &execution) { execution in
        guard results.count < execution.limits.listItems else {
          execution.fail(
            .tooLong(
              what: LocalizedText(nl: "een lijst", en: "a list"), limit: execution.limits.listItems)
          )
          return .stop
        }
        if readsPartial {
          guard execution.spend(results.count) else { return .stop }
          execution.locals.append(.list(results))
        } else {
          execution.locals.append(.null)
        }
        results.append(resultCode(&execution))
        execution.locals.removeLast()
        return .goOn
      }
      execution.locals.removeLast(execution.locals.count - depth)
      switch stop {
      case nil: return .list(results)
      case .open(let unknown, let isNull)?:
        // Without the items of one list there is no result, whatever the others turn out to be.
        return isNull ? .null : unknown.map(Value.unknown) ?? .null
      case .stopped?: return .null
      }
    }
  }

  func quantified(
    _ quantifier: Quantifier, _ iterators: [CheckedIterator], _ condition: CheckedExpression,
    _ range: SourceRange
  ) -> Code {
    let iterators = compile(iterators)
    let conditionCode = compile(condition)
    let place = place(condition.range)
    let isSome = quantifier == .some
    return Code { execution in
      var result = Value.boolean(!isSome)
      let depth = execution.locals.count
      let stop = CompiledIterator.run(iterators, &execution) { execution in
        let value = conditionCode(&execution)
        switch value {
        case .boolean(let holds):
          if holds == isSome {
            result = value
            return .stop
          }
        case .null:
          result = isSome ? result.or(.null) : result.and(.null)
        case .unknown:
          result = isSome ? result.or(value) : result.and(value)
        default:
          let none = execution.null(Reasons.conditionNotBoolean, at: place)
          result = isSome ? result.or(none) : result.and(none)
        }
        return .goOn
      }
      execution.locals.removeLast(execution.locals.count - depth)
      switch stop {
      case nil, .stopped?: return result
      case .open(let unknown, let isNull)?:
        // The items that could be looked at decide, if they can.
        let rest = [isNull ? .null : nil, unknown.map(Value.unknown)].compactMap { $0 }
        return rest.reduce(result) { isSome ? $0.or($1) : $0.and($1) }
      }
    }
  }

  // MARK: Lists and contexts

  func list(_ items: [CheckedExpression], _ range: SourceRange) -> Code {
    let constants = items.compactMap { item -> Value? in
      if case .constant(let value) = item.form { value } else { nil }
    }
    if constants.count == items.count {
      let list = Value.list(constants)
      return Code { _ in list }
    }
    let codes = items.map { compile($0) }
    return Code { execution in
      var values: [Value] = []
      values.reserveCapacity(codes.count)
      for code in codes { values.append(code(&execution)) }
      return .list(values)
    }
  }

  func context(_ entries: [(key: String, value: CheckedExpression)]) -> Code {
    let shape = ContextShape(entries.map(\.key))
    let codes = entries.map { compile($0.value) }
    return Code { execution in
      var values: [Value] = []
      values.reserveCapacity(codes.count)
      for code in codes {
        let value = code(&execution)
        values.append(value)
        execution.locals.append(value)
      }
      execution.locals.removeLast(codes.count)
      return .context(Context(shape: shape, values: values))
    }
  }
}

/// One iterator of a `for`, `some` or `every`, ready to run.
package struct CompiledIterator: Sendable {
  let place: Int
  let first: Code
  /// Set for `first..last`.
  let last: Code?
  let at: Remark.Place

  enum Turn {
    case goOn
    case stop
  }

  /// Why a run ended early.
  enum End {
    /// The body asked for it.
    case stopped
    /// Some domains are not known, or cannot be gone through, which counts as `null`. The turns of
    /// all others were made.
    case open(Unknown?, isNull: Bool)
  }

  /// Calls the body for every combination, the last iterator fastest. Locals are left for the caller
  /// to drop.
  static func run(
    _ iterators: [CompiledIterator], _ execution: inout Execution,
    _ body: (inout Execution) -> Turn
  ) -> End? {
    run(iterators, at: 0, &execution, body)
  }

  private static func run(
    _ iterators: [CompiledIterator], at index: Int, _ execution: inout Execution,
    _ body: (inout Execution) -> Turn
  ) -> End? {
    guard index < iterators.count else {
      guard execution.spend() else { return .stopped }
      return body(&execution) == .stop ? .stopped : nil
    }
    var unknown: Unknown?
    var isNull = false
    let items: Items
    switch iterators[index].items(&execution) {
    case .none: return .open(nil, isNull: true)
    case .undecided(let unknown): return .open(unknown, isNull: false)
    case let found: items = found
    }
    let depth = execution.locals.count
    execution.locals.append(.null)
    let slot = execution.base + iterators[index].place
    let isInnermost = index + 1 == iterators.count
    func turn(_ value: Value) -> End? {
      execution.locals[slot] = value
      if isInnermost {
        guard execution.spend() else { return .stopped }
        return body(&execution) == .stop ? .stopped : nil
      }
      switch run(iterators, at: index + 1, &execution, body) {
      case .open(let other, let otherIsNull)?:
        if let other { unknown = unknown?.merged(with: other) ?? other }
        isNull = isNull || otherIsNull
        return nil
      case let end: return end
      }
    }
    switch items {
    case .list(let values):
      if isInnermost {
        for value in values {
          execution.locals[slot] = value
          guard execution.spend() else { return .stopped }
          if body(&execution) == .stop { return .stopped }
        }
      } else {
        for value in values {
          if let end = turn(value) { return end }
        }
      }
    case .integers(let from, let to):
      var current = from
      while true {
        if let end = turn(.number(Number(current))) { return end }
        if current == to { break }
        current += from <= to ? 1 : -1
      }
    case .dates(let from, let to):
      var current = from
      while true {
        if let end = turn(.date(current)) { return end }
        guard current != to, let next = current.adding(days: from <= to ? 1 : -1) else { break }
        current = next
      }
    case .none, .undecided: break
    }
    execution.locals.removeLast(execution.locals.count - depth)
    return unknown != nil || isNull ? .open(unknown, isNull: isNull) : nil
  }

  private enum Items {
    case list([Value])
    /// Made one by one, so that a long range costs no memory.
    case integers(Int, Int)
    case dates(CalendarDate, CalendarDate)
    /// There are none: not even an empty list.
    case none
    case undecided(Unknown)
  }

  private func items(_ execution: inout Execution) -> Items {
    let value = first(&execution)
    guard let last else {
      switch value {
      case .unknown(let unknown): return .undecided(unknown)
      case .list(let items): return .list(items)
      case .null: return none(value, &execution)
      case .range(let range): return items(of: range, value, &execution)
      default: return .list([value])
      }
    }
    let end = last(&execution)
    if let unknown = execution.unknown(within: [value, end]) { return .undecided(unknown) }
    return items(from: value, to: end) ?? none(value, &execution)
  }

  private func none(_ value: Value, _ execution: inout Execution) -> Items {
    _ = execution.null(Reasons.noIteration(value), at: at)
    return .none
  }

  private func items(from low: Value, to high: Value) -> Items? {
    switch (low, high) {
    case (.number(let from), .number(let to)):
      guard let from = from.int, let to = to.int else { return nil }
      return .integers(from, to)
    case (.date(let from), .date(let to)): return .dates(from, to)
    default: return nil
    }
  }

  private func items(of range: Interval, _ value: Value, _ execution: inout Execution) -> Items {
    guard range.form == .span, let low = range.low, let high = range.high,
      let items = items(from: low, to: high), !high.isLess(than: low).isTrue
    else {
      // Nor is there an order to go through a range from high to low, which holds nothing.
      return none(value, &execution)
    }
    switch items {
    case .integers(let from, let to):
      let first = range.includesLow ? from : from &+ 1
      let last = range.includesHigh ? to : to &- 1
      return first <= last ? .integers(first, last) : .list([])
    case .dates(let from, let to):
      let first = range.includesLow ? from : from.adding(days: 1)
      let last = range.includesHigh ? to : to.adding(days: -1)
      guard let first, let last, first <= last else { return .list([]) }
      return .dates(first, last)
    case .list, .none, .undecided: return items
    }
  }
}
