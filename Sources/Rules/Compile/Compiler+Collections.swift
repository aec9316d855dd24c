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
    let search = itemSearch(condition, at: item, for: .some, stopsEarly: false)
    let place = place(range)
    // Types of what is computed may turn out otherwise, but a condition never becomes a number.
    let mayBeIndex = condition.type != .boolean
    return Code { execution in
      let value = baseCode(&execution)
      guard let items = value.filterItems else { return value }
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
      let candidates = search?.candidates(among: items, in: &execution).items ?? items
      for candidate in candidates {
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

  /// - Parameter search: which items of the last one need not be gone through.
  func compile(_ iterators: [CheckedIterator], _ search: ItemSearch? = nil) -> [CompiledIterator] {
    var compiled = iterators.map { iterator in
      switch iterator.domain {
      case .list(let list):
        CompiledIterator(
          place: iterator.place, first: compileKept(list), last: nil, at: place(list.range))
      case .range(let from, let to):
        CompiledIterator(
          place: iterator.place, first: compile(from), last: compile(to),
          at: place(from.range.joined(with: to.range)))
      }
    }
    if let last = compiled.indices.last { compiled[last].search = search }
    return compiled
  }

  func iteration(
    _ iterators: [CheckedIterator], _ result: CheckedExpression, _ partial: Int,
    _ range: SourceRange, search: ItemSearch? = nil
  ) -> Code {
    let iterators = compile(iterators, search)
    let readsPartial = result.readsLocal(partial)
    let resultCode = readsPartial ? compileKept(result) : compile(result)
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
    let search = iterators.last.flatMap {
      itemSearch(condition, at: $0.place, for: quantifier, stopsEarly: iterators.count == 1)
    }
    let iterators = compile(iterators, search)
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
    let codes = entries.map { compileKept($0.value) }
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

extension Value {
  /// What a filter goes through: of a value that is no list that one value, of `null` nothing; `nil` where it is
  /// unknown. Source: DMN 1.5, 10.3.2.5.
  var filterItems: [Value]? {
    switch self {
    case .unknown: nil
    case .null: []
    case .list(let items): items
    default: [self]
    }
  }
}
