/// A plan that was made to show something: what the rules in question read, and no more.
struct MadePlan: Sendable {
  /// By the name of the field of the plan.
  let answers: [String: Value]
  /// Of those that nobody has set.
  let parameters: [String: Value]
}

/// Makes plans for a case: each answer that a rule reads has a value in its cells, and lists have the items that are asked
/// for. What no rule reads stays open.
struct PlanMaker {
  struct MadeField {
    let field: Field
    let type: ValueType
  }

  private let cells: RuleCells
  private let fields: [MadeField]
  private let numbers: [Value]
  private let dates: [Value]
  private let texts: [Value]

  /// - Parameters:
  ///   - fields: those that are filled in.
  ///   - constants: values near these are tried where a case leaves the choice.
  init(_ cells: RuleCells, _ fields: [MadeField], _ constants: [Value]) {
    self.cells = cells
    self.fields = fields
    let named = cells.terms.terms.flatMap(\.cuts) + constants
    numbers =
      [-1, 0, 1, 2, 3, 5, 10, 50, 100, 1_000, 100_000].map { .number(Number($0)) }
      + named.flatMap(\.numbersAround)
    dates = ([.date(Self.someDay)] + named).flatMap(\.datesAround) + Self.distant(cells)
    texts = ["x", "y"].map { .string($0) } + named.filter(\.isText)
  }

  /// - Parameter dice: decide what the case leaves free.
  func plan(for state: CaseSearch.Case, _ dice: inout Dice) -> MadePlan {
    var answers: [String: Value] = [:]
    for made in fields {
      let field = made.field
      answers[field.name] = value(
        field.kind, made.type, Spot(list: nil, item: nil, path: [field.name]),
        mayBeAbsent: !field.isRequired, state, &dice)
    }
    var parameters: [String: Value] = [:]
    for (index, term) in cells.terms.terms.enumerated() {
      guard case .parameter(let name) = term.place else { continue }
      parameters[name] = value(
        of: index, items: [], mayBeAbsent: false, state, &dice)
    }
    return MadePlan(answers: answers, parameters: parameters)
  }

  /// Where a value goes.
  private struct Spot {
    let list: Int?
    let item: Int?
    let path: [String]

    var items: [Int] { item.map { [$0] } ?? [] }

    func member(_ name: String) -> Spot { Spot(list: list, item: item, path: path + [name]) }
  }

  private func value(
    _ kind: Field.Kind, _ type: ValueType, _ spot: Spot, mayBeAbsent: Bool,
    _ state: CaseSearch.Case, _ dice: inout Dice
  ) -> Value {
    switch kind {
    case .group(let members):
      guard case .context(let context) = type else { return .null }
      let values = zip(members, context.members).map { member, part in
        value(
          member.kind, part.type, spot.member(member.name), mayBeAbsent: !member.isRequired,
          state, &dice)
      }
      // A group without any answer is one that is not given.
      if mayBeAbsent, !spot.path.isEmpty, values.allSatisfy(\.isNull) { return .null }
      return .context(Context(shape: context.shape, values: values))
    case .list(let item): return list(item, type, spot, mayBeAbsent: mayBeAbsent, state, &dice)
    default: break
    }
    if let term = cells.terms.term(
      RuleTerms.key(ofAnswer: cells.terms.key(list: spot.list, path: spot.path)))
    {
      return value(of: term, items: spot.items, mayBeAbsent: mayBeAbsent, state, &dice)
    }
    if mayBeAbsent, dice.below(2) == 0 { return .null }
    return plain(kind, &dice)
  }

  private func value(
    of term: Int, items: [Int], mayBeAbsent: Bool, _ state: CaseSearch.Case, _ dice: inout Dice
  ) -> Value {
    let axis = cells.axes[term]
    let subject = CaseSearch.Subject(term: term, items: items)
    let free = state.cells[subject] == nil
    let members = (state.cells[subject] ?? CellSet(allOf: axis.cells.count)).members
    guard !members.isEmpty else { return .null }
    // What may be left out seldom is, unless that is asked for.
    let given = free ? members.filter { !axis.samples[$0].isNull } : members
    let chosen = given.isEmpty || free && mayBeAbsent && dice.below(4) == 0 ? members : given
    return inside(axis, chosen[dice.below(chosen.count)], &dice)
  }

  /// One of the values of a cell.
  private func inside(_ axis: CellAxis, _ cell: Int, _ dice: inout Dice) -> Value {
    guard case .between(let low, let high) = axis.cells[cell] else { return axis.samples[cell] }
    let pool: [Value] =
      switch axis.kind {
      case .numbers: numbers
      case .dates: dates
      case .truths, .texts: []
      }
    let inside = pool.filter { value in
      (low.map { $0.isLess(than: value).isTrue } ?? true)
        && (high.map { value.isLess(than: $0).isTrue } ?? true)
    }
    guard !inside.isEmpty, dice.below(2) == 0 else { return axis.samples[cell] }
    return inside[dice.below(inside.count)]
  }

  private func list(
    _ item: Field.Kind, _ type: ValueType, _ spot: Spot, mayBeAbsent: Bool,
    _ state: CaseSearch.Case, _ dice: inout Dice
  ) -> Value {
    guard case .list(let itemType) = type else { return .null }
    let list = cells.terms.list(cells.terms.key(list: spot.list, path: spot.path))
    var items: [Int] = []
    var count = dice.below(3)
    if let list {
      let place = CaseSearch.Place(list: list, owners: spot.items)
      items = state.items[place] ?? []
      count = dice.below(2) == 0 ? items.count : items.count + dice.below(3)
      if let term = cells.terms.term(RuleTerms.key(ofCount: cells.terms.lists[list].key)) {
        let subject = CaseSearch.Subject(term: term, items: spot.items)
        let axis = cells.axes[term]
        let members = state.cells[subject]?.members ?? []
        if !members.isEmpty, !members.contains(where: { axis.holds(count, in: $0) }) {
          let fitting = (items.count...items.count + Self.itemsMore).first { count in
            members.contains { axis.holds(count, in: $0) }
          }
          if let fitting {
            count = fitting
          } else if case .number(let number) = axis.samples[members[0]], let few = number.int,
            few <= Self.itemsMost
          {
            // Items that were thought of apart may be one.
            count = few
            items = Array(items.prefix(few))
          } else {
            return .null
          }
        }
      }
    }
    if items.isEmpty, count == 0, mayBeAbsent, dice.below(2) == 0 { return .null }
    let values = (0..<count).map { index -> Value in
      let like =
        items.isEmpty ? nil : index < items.count ? items[index] : items[dice.below(items.count)]
      return value(
        item, itemType, Spot(list: list, item: like, path: []), mayBeAbsent: false, state, &dice)
    }
    return .list(values)
  }

  /// Days that lie as far after what a plan is likely to say as rules ask, or a day more or less.
  private static func distant(_ cells: RuleCells) -> [Value] {
    cells.terms.terms.flatMap { term -> [Value] in
      guard case .distance(let calendar) = term.place else { return [] }
      let counts = term.cuts.compactMap {
        if case .number(let count) = $0 { count.int } else { nil }
      }
      return [CalendarDate.epoch, someDay].flatMap { start in
        counts.compactMap { calendar.day($0, after: start) }
          .flatMap { day in [-1, 0, 1].compactMap { day.adding(days: $0) } }
      }
      .map { .date($0) }
    }
  }

  /// In the time in which plans are written, where no rule names a day.
  private static let someDay = CalendarDate(year: 2024, month: 6, day: 1) ?? .epoch

  /// No list is made longer: what takes more items stays open.
  private static let itemsMost = 1_000

  /// A list that has to be longer than what is asked of its items is at most so much longer.
  private static let itemsMore = 60

  private func plain(_ kind: Field.Kind, _ dice: inout Dice) -> Value {
    switch kind {
    case .number: numbers[dice.below(numbers.count)]
    case .string(let allowed) where allowed.isEmpty: texts[dice.below(texts.count)]
    case .string(let allowed): .string(allowed[dice.below(allowed.count)].value)
    case .boolean: .boolean(dice.below(2) == 0)
    case .date: dates[dice.below(dates.count)]
    case .dayTimeDuration: .dayTimeDuration(.zero)
    case .yearMonthDuration: .yearMonthDuration(.zero)
    case .time, .dateAndTime, .list, .group: .null
    }
  }
}

extension CellAxis {
  /// Whether a number of items lies in a cell.
  fileprivate func holds(_ count: Int, in cell: Int) -> Bool {
    let value = Value.number(Number(count))
    switch cells[cell] {
    case .value(let only): return only.isEqual(to: value).isTrue
    case .between(let low, let high):
      return (low.map { $0.isLess(than: value).isTrue } ?? true)
        && (high.map { value.isLess(than: $0).isTrue } ?? true)
    case .absent, .otherText: return false
    }
  }
}

extension Value {
  fileprivate var numbersAround: [Value] {
    guard case .number(let number) = self else { return [] }
    return [number, number.adding(.one), number.subtracting(.one)].compactMap(\.self)
      .map { .number($0) }
  }

  /// Days near it, and years from it.
  fileprivate var datesAround: [Value] {
    guard case .date(let date) = self else { return [] }
    return [0, 1, -1, 100, -100, 366, -366, 800, -800, 2_200, -2_200]
      .compactMap { date.adding(days: $0) }.map { .date($0) }
  }

  fileprivate var isText: Bool { if case .string = self { true } else { false } }
}
