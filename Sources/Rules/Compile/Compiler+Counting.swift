/// `count(list[condition])`, without making the list, and how it compares with a number; sums of what meets
/// a condition.
extension Compiler {
  /// - Returns: `nil` where the expression is not such a count.
  func count(_ builtIn: BuiltIn, of argument: CheckedExpression) -> Code? {
    guard let count = filterCount(builtIn, [argument]) else { return nil }
    return Code { execution in
      switch count.count(&execution) {
      case .value(let value): value
      case .items(let certain, _, nil): .number(Number(certain))
      case .items(_, _, let unknown?): .unknown(unknown)
      }
    }
  }

  /// Decided where all counts that are still possible compare alike: two of three who said yes are
  /// at least two, whatever the third will say.
  ///
  /// - Returns: `nil` where the left side is not such a count.
  func countComparison(
    _ left: CheckedExpression, _ operation: ComparisonOperator, _ right: CheckedExpression,
    _ range: SourceRange
  ) -> Code? {
    guard case .callBuiltIn(let builtIn, let arguments) = left.form,
      let filterCount = filterCount(builtIn, arguments)
    else { return nil }
    let limit = compile(right)
    let place = place(range)
    return Code { execution in
      let counted = filterCount.count(&execution)
      let limit = limit(&execution)
      switch (counted, limit) {
      case (.items(let certain, _, nil), .number(let limit)):
        return .boolean(operation.holds(Number(certain), limit))
      case (.items(let certain, let most, let unknown?), .number(let limit)):
        return operation.holds(from: certain, upTo: most, limit).map(Value.boolean)
          ?? .unknown(unknown)
      case (.items(_, _, let unknown?), .unknown):
        return Compiler.compare(.unknown(unknown), operation, limit, &execution, place)
      case (.items(let certain, _, _), _):
        // With what is no number every count compares alike.
        return Compiler.compare(.number(Number(certain)), operation, limit, &execution, place)
      case (.value(let value), _):
        return Compiler.compare(value, operation, limit, &execution, place)
      }
    }
  }

  /// The list in `sum(for item in list return if condition then value else 0)`, without most of the
  /// zeros of the items that do not meet the condition.
  ///
  /// - Returns: `nil` where the expression is not such a sum.
  func summands(_ builtIn: BuiltIn, _ argument: CheckedExpression) -> Code? {
    guard builtIn.name == "sum",
      case .iteration(let iterators, let result, let partial) = argument.form, iterators.count == 1,
      case .conditional(let test, _, let otherwise) = result.form,
      case .constant(.number(let other)) = otherwise.form, other.isZero,
      !result.readsLocal(partial),
      var search = itemSearch(test, at: iterators[0].place, for: .some, stopsEarly: false)
    else { return nil }
    search.keepsOther = true
    let few = iteration(iterators, result, partial, argument.range, search: search)
    let all = compile(argument)
    return Code { execution in
      let remarks = execution.remarks.count
      let value = few(&execution)
      if case .list(let items) = value, items.allSatisfy(\.canBeAdded) { return value }
      // What is wrong with one of them is told by its place among all.
      execution.forget(remarksFrom: remarks)
      return all(&execution)
    }
  }

  private func filterCount(_ builtIn: BuiltIn, _ arguments: [CheckedExpression]) -> FilterCount? {
    guard builtIn.name == "count", arguments.count == 1,
      case .filter(let base, let condition, let item) = arguments[0].form,
      condition.type == .boolean
    else { return nil }
    return FilterCount(
      base: compile(base), condition: compile(condition), item: item,
      search: itemSearch(condition, at: item, for: .some, stopsEarly: false))
  }
}

extension Value {
  fileprivate var canBeAdded: Bool {
    switch self {
    case .number, .unknown: true
    default: false
    }
  }
}

/// Counts the items of a list that meet a condition.
private struct FilterCount: Sendable {
  let base: Code
  let condition: Code
  /// The local place of the item.
  let item: Int
  let search: ItemSearch?

  enum Result {
    /// So many meet it, and with those that are open so many at most.
    case items(Int, Int, Unknown?)
    /// The list itself is unknown, or a limit was passed.
    case value(Value)
  }

  func count(_ execution: inout Execution) -> Result {
    guard execution.spend() else { return .value(.null) }
    let value = base(&execution)
    guard let items = value.filterItems else { return .value(value) }
    let slot = execution.locals.count
    execution.locals.append(.null)
    defer { execution.locals.removeLast(execution.locals.count - slot) }
    let place = execution.base + item
    var certain = 0
    var open = 0
    var unknown: Unknown?
    for candidate in search?.candidates(among: items, in: &execution).items ?? items {
      guard execution.spend() else { return .value(.null) }
      execution.locals[place] = candidate
      switch condition(&execution) {
      case .boolean(let holds): if holds { certain &+= 1 }
      case .unknown(let cause):
        open &+= 1
        unknown = unknown?.merged(with: cause) ?? cause
      default: continue
      }
    }
    return .items(certain, certain &+ open, unknown)
  }
}

extension ComparisonOperator {
  /// Whether it holds for every number of a range, or for none; `nil` where that differs.
  func holds(from least: Int, upTo most: Int, _ limit: Number) -> Bool? {
    let atLeast = holds(Number(least), limit)
    let atMost = holds(Number(most), limit)
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return atLeast == atMost ? atLeast : nil
    case .equal, .notEqual:
      let isWithin = limit.isInteger && Number(least) <= limit && limit <= Number(most)
      return isWithin ? nil : self == .notEqual
    }
  }
}
