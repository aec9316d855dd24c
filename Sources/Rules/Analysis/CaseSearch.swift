/// Looks for the cases of a proposition: for each term the cells in which its value may lie, and the items of lists that
/// have to be there.
///
/// Each step leaves a plan of which the proposition holds in at least one case: a choice goes on with every part of it,
/// an item that has to be there may be another one than those that are, and a cell goes only where no value of it is
/// wanted. So without a case, and without `isCutShort`, there is no plan. The other way round there may be cases of no
/// plan: ``PlanSearch`` tries.
struct CaseSearch {
  /// A term, of the items that it belongs to.
  struct Subject: Hashable {
    let term: Int
    let items: [Int]
  }

  /// A list of the plan, or of an item.
  struct Place: Hashable {
    let list: Int
    let owners: [Int]
  }

  /// One case.
  struct Case {
    fileprivate(set) var cells: [Subject: CellSet] = [:]
    fileprivate(set) var items: [Place: [Int]] = [:]
    fileprivate var rules: [Place: [Pending]] = [:]
    fileprivate var count = 0
  }

  /// Something that has to hold, with the items that its variables stand for.
  fileprivate struct Pending {
    let proposition: Proposition
    let items: [Int: Int]
    /// The variable of an item that it speaks of, where it is a rule for each.
    var variable: Int?
  }

  private let cells: RuleCells
  private let counts: [Int: Int]
  private var stepsLeft: Int
  private var depth = 0
  private let isEnough: (Case) -> Bool
  /// Whether there may be more cases than were looked at.
  private(set) var isCutShort = false
  /// Whether there was any.
  private(set) var hasCases = false
  /// The terms of which no value was left, by how often.
  private(set) var conflicts: [Int: Int] = [:]

  /// A rule of each item that asks for another item has no end, nor have choices within choices.
  private static let itemsMost = 16
  private static let depthMost = 200

  /// - Parameter isEnough: asked of each case that is found; ends the search.
  init(_ cells: RuleCells, budget: Int, isEnough: @escaping (Case) -> Bool) {
    self.cells = cells
    stepsLeft = budget
    self.isEnough = isEnough
    var counts: [Int: Int] = [:]
    for (index, term) in cells.terms.terms.enumerated() {
      if case .count(let list) = term.place { counts[list] = index }
    }
    self.counts = counts
  }

  /// - Returns: whether a case was enough.
  mutating func run(_ proposition: Proposition) -> Bool {
    solve([Pending(proposition: proposition, items: [:])], [], Case())
  }

  private mutating func solve(
    _ pending: [Pending], _ choices: [Pending], _ state: Case
  ) -> Bool {
    var (pending, choices, state) = (pending, choices, state)
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthMost else {
      isCutShort = true
      return false
    }
    while let next = pending.popLast() {
      stepsLeft -= 1
      guard stepsLeft > 0 else {
        isCutShort = true
        return false
      }
      switch next.proposition {
      case .always: continue
      case .never: return false
      case .all(let parts):
        pending += parts.reversed().map { Pending(proposition: $0, items: next.items) }
      case .any: choices.append(next)
      case .probe(let use, let truths):
        let probe = cells.terms.probes[use.probe]
        let subject = Subject(
          term: probe.term, items: use.items.map { next.items[$0] ?? -1 })
        guard narrow(subject, to: cells.cells(use.probe, truths), &state) else { return false }
      case .each(let use, let variable, let body):
        let place = place(use, next.items)
        let rule = Pending(proposition: body, items: next.items, variable: variable)
        state.rules[place, default: []].append(rule)
        pending += (state.items[place] ?? []).map { rule.applied(to: $0) }
      case .some(let use, let variable, let body):
        let place = place(use, next.items)
        guard let (item, rules) = add(place, &state) else { return false }
        pending += rules
        var items = next.items
        items[variable] = item
        pending.append(Pending(proposition: body, items: items))
      }
    }
    if let index = choices.indices.min(by: { choices[$0].choices < choices[$1].choices }) {
      let choice = choices.remove(at: index)
      guard case .any(let parts) = choice.proposition else { return false }
      for part in parts {
        if solve([Pending(proposition: part, items: choice.items)], choices, state) { return true }
        if stepsLeft <= 0 { return false }
      }
      return false
    }
    return finish(state)
  }

  /// Lists that can't be empty get an item, and what is asked of each is asked of that.
  private mutating func finish(_ state: Case) -> Bool {
    // In one order, so that the same rules always give the same plan.
    let subjects = state.cells.sorted {
      ($0.key.term, $0.key.items.first ?? 0) < ($1.key.term, $1.key.items.first ?? 0)
    }
    for (subject, cells) in subjects {
      guard case .count(let list) = self.cells.terms.terms[subject.term].place else { continue }
      let place = Place(list: list, owners: subject.items)
      guard state.items[place] == nil, !cells.isEmpty else { continue }
      let samples = self.cells.axes[subject.term].samples
      let mayBeEmpty = cells.members.contains { cell in
        samples[cell].isNull || samples[cell].isEqual(to: .number(.zero)).isTrue
      }
      if mayBeEmpty { continue }
      var filled = state
      guard let (_, rules) = add(place, &filled) else { return false }
      return solve(rules, [], filled)
    }
    hasCases = true
    if isEnough(state) { return true }
    // What is asked of each item is easily met by a list without any: with one too.
    let empty = state.rules.keys.filter { state.items[$0] == nil }
      .sorted { ($0.list, $0.owners.first ?? 0) < ($1.list, $1.owners.first ?? 0) }
    guard !empty.isEmpty else { return false }
    var filled = state
    var pending: [Pending] = []
    for place in empty {
      guard let (_, rules) = add(place, &filled) else { return false }
      pending += rules
    }
    return solve(pending, [], filled)
  }

  private func place(_ use: ListUse, _ items: [Int: Int]) -> Place {
    Place(list: use.list, owners: use.items.map { items[$0] ?? -1 })
  }

  /// - Returns: the item and what is asked of it; `nil` where the list has to be empty, or there are too many.
  private mutating func add(_ place: Place, _ state: inout Case) -> (Int, [Pending])? {
    guard state.count < Self.itemsMost else {
      isCutShort = true
      return nil
    }
    let item = state.count
    state.count += 1
    state.items[place, default: []].append(item)
    if let term = counts[place.list] {
      let samples = cells.axes[term].samples
      var filled = CellSet(noneOf: samples.count)
      for (cell, sample) in samples.enumerated() {
        if case .number(let number) = sample, number >= .one { filled.insert(cell) }
      }
      let subject = Subject(term: term, items: place.owners)
      guard narrow(subject, to: filled, &state) else { return nil }
    }
    return (item, (state.rules[place] ?? []).map { $0.applied(to: item) })
  }

  private mutating func narrow(
    _ subject: Subject, to wanted: CellSet, _ state: inout Case
  ) -> Bool {
    let before = state.cells[subject] ?? CellSet(allOf: cells.axes[subject.term].cells.count)
    let left = before.intersection(wanted)
    state.cells[subject] = left
    if left.isEmpty { conflicts[subject.term, default: 0] += 1 }
    return !left.isEmpty
  }
}

extension CaseSearch.Pending {
  fileprivate func applied(to item: Int) -> CaseSearch.Pending {
    var items = items
    if let variable { items[variable] = item }
    return CaseSearch.Pending(proposition: proposition, items: items)
  }

  /// How many ways there are to meet it.
  fileprivate var choices: Int {
    if case .any(let parts) = proposition { parts.count } else { 1 }
  }
}
