/// One iterator of a `for`, `some` or `every`, ready to run.
package struct CompiledIterator: Sendable {
  let place: Int
  let first: Code
  /// Set for `first..last`.
  let last: Code?
  let at: Remark.Place
  /// Which items need not be gone through, as the body is about a condition that they do not change.
  var search: ItemSearch?

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
        let candidates =
          iterators[index].search?.candidates(among: values, in: &execution)
          ?? ItemSearch.Candidates(items: values)
        unknown = candidates.open
        for value in candidates.items {
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
