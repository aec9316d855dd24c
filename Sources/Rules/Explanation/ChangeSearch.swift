/// An answer that may be changed, and the check for whose sake.
struct Opening {
  let path: InputPath
  let program: CheckProgram
}

/// A search for the fewest changes of a plan that lead to something else.
///
/// Every way out must change an answer of a ground, as a ground settles the verdict whatever the other
/// answers are. So the search changes the answers of one ground, and where the verdict stands, goes
/// on with the ground that it then has: by one change, then by two, and so on.
struct ChangeSearch {
  /// Whether the plan with some changes is what is looked for; one evaluation or more.
  let isGoal: (inout Trial, _ changes: [PlanChange]) -> Bool
  /// The answers that every way on goes through.
  let openings: (inout Trial) -> [Opening]
  let mayChange: (InputPath) -> Bool
  /// Changes at most.
  let most: Int
  /// How many ways are enough.
  let enough: Int

  private(set) var found: [[PlanChange]] = []
  /// Whether the budget or the number of ways ended it.
  private(set) var isCutShort = false

  init(
    most: Int, enough: Int, mayChange: @escaping (InputPath) -> Bool = { _ in true },
    isGoal: @escaping (inout Trial, [PlanChange]) -> Bool,
    openings: @escaping (inout Trial) -> [Opening]
  ) {
    self.most = most
    self.enough = enough
    self.mayChange = mayChange
    self.isGoal = isGoal
    self.openings = openings
  }

  /// A search in which one check decides.
  init(
    _ program: CheckProgram, most: Int, enough: Int,
    mayChange: @escaping (InputPath) -> Bool = { _ in true },
    goal: @escaping (RulesetRun.DecidedCheck) -> Bool
  ) {
    self.init(
      most: most, enough: enough, mayChange: mayChange,
      isGoal: { trial, changes in goal(trial.decide(program, changing: changes)) },
      openings: { trial in
        let base = trial.decide(program)
        return trial.openings(program, base).map { Opening(path: $0, program: program) }
      })
  }

  mutating func run(_ trial: inout Trial) {
    var frontier: [[PlanChange]] = [[]]
    for _ in 0..<most {
      var next: [[PlanChange]] = []
      for changes in frontier {
        extend(changes, &trial, &next)
        if found.count >= enough || trial.isSpent {
          isCutShort = true
          return
        }
      }
      if !found.isEmpty { return }
      frontier = next
    }
  }

  private mutating func extend(
    _ changes: [PlanChange], _ trial: inout Trial, _ next: inout [[PlanChange]]
  ) {
    let original = trial.values
    let changed = Facts.changing(original, by: changes, of: trial.vocabulary)
    trial.with(changed) { trial in
      var compared: [ObjectIdentifier: [ComparedValues]] = [:]
      for opening in openings(&trial) {
        if trial.isSpent { return }
        let place = opening.path.before(changes)
        guard mayChange(place), !changes.contains(where: { place.conflicts(with: $0) }),
          // An item that was added is made as it should be at once.
          Trial.value(at: place, of: original, trial.vocabulary) != nil
        else { continue }
        let id = ObjectIdentifier(opening.program)
        let pairs = compared[id] ?? trial.compared(opening.program)
        compared[id] = pairs
        for move in trial.moves(opening.path, opening.program, pairs) {
          let target = move.path.before(changes)
          guard !changes.contains(where: { target.conflicts(with: $0) }), mayChange(target) else {
            continue
          }
          guard trial.spend() else { return }
          let all = changes + [PlanChange(target, move.kind)]
          if trial.with(original, { isGoal(&$0, all) }) {
            if !found.contains(where: { $0.isSame(as: all) }) { found.append(all) }
            if found.count >= enough { return }
          } else if all.count < most {
            next.append(all)
          }
        }
      }
    }
  }
}

extension Trial {
  /// The answers that a way out of a decision goes through: those of a ground, or where it is open
  /// those that are missing.
  mutating func openings(_ program: CheckProgram, _ base: RulesetRun.DecidedCheck) -> [InputPath] {
    if let ground = ground(program, base) {
      return withLists(ground)
    }
    if base.unknown == nil || base.flaw != nil {
      // The rule has no answer at all: whatever it reads may give it one.
      var seen: Set<InputPath> = []
      return withLists(
        alternatives(program, base).flatMap { $0 }.filter { seen.insert($0).inserted })
    }
    return open(program)
  }

  /// A list that an item is named of is named too: how many items it has.
  func withLists(_ paths: [InputPath]) -> [InputPath] {
    var seen = Set(paths)
    return paths + paths.flatMap(\.lists).filter { seen.insert($0).inserted }
  }
}

extension InputPath {
  /// The path of the same answer before items were left out.
  func before(_ changes: [PlanChange]) -> InputPath {
    var before = InputPath([])
    for step in steps {
      switch step {
      case .member: before = before.appending(step)
      case .item(let number):
        var number = number
        let dropped = changes.compactMap { change -> Int? in
          guard case .drop = change.kind, case .item(let index)? = change.path.steps.last,
            change.path.steps.dropLast().elementsEqual(before.steps)
          else { return nil }
          return index
        }
        for index in dropped.sorted() where index <= number { number += 1 }
        before = before.appending(.item(number))
      }
    }
    return before
  }

  /// Whether a change at this path and another change can't both be made.
  func conflicts(with change: PlanChange) -> Bool {
    switch change.kind {
    case .set: self == change.path || change.path.isInside(self) && isItem
    case .drop: isInside(change.path)
    case .add: false
    }
  }

  var isItem: Bool {
    if case .item? = steps.last { true } else { false }
  }
}

extension InputPath {
  /// The list, the number of the addition and the rest of the path, where it leads into an item that
  /// the plan did not have.
  func addedItem(_ original: [Value], _ vocabulary: Vocabulary) -> (
    list: InputPath, number: Int, rest: ArraySlice<InputPath.Step>
  )? {
    for (index, step) in steps.enumerated() {
      guard case .item(let number) = step else { continue }
      let list = InputPath(Array(steps[..<index]))
      let count: Int
      switch Trial.value(at: list, of: original, vocabulary) {
      case .list(let items)?: count = items.count
      case .null?, .unknown?: count = 0
      default: return nil
      }
      if number > count { return (list, number - count, steps[(index + 1)...]) }
    }
    return nil
  }
}

extension PlanChange {
  func isSame(as other: PlanChange) -> Bool {
    guard path == other.path else { return false }
    switch (kind, other.kind) {
    case (.set(let one), .set(let other)), (.add(let one), .add(let other)):
      return one.isIdentical(to: other)
    case (.drop, .drop): return true
    default: return false
    }
  }
}

extension [PlanChange] {
  /// These changes and others that were found after them, as changes of the plan as it was. What
  /// changes an item that these add becomes part of the addition.
  func followed(by others: [PlanChange], from original: [Value], _ vocabulary: Vocabulary)
    -> [PlanChange]
  {
    var all = self
    for other in others {
      let place = other.path.before(self)
      if let (list, number, rest) = place.addedItem(original, vocabulary) {
        let additions = all.indices.filter { index in
          if case .add = all[index].kind { all[index].path == list } else { false }
        }
        guard additions.indices.contains(number - 1),
          case .add(let item) = all[additions[number - 1]].kind
        else { continue }
        if rest.isEmpty, case .drop = other.kind {
          all.remove(at: additions[number - 1])
        } else {
          all[additions[number - 1]] = PlanChange(list, .add(item.changed(at: rest, other.kind)))
        }
      } else {
        all.append(PlanChange(place, other.kind))
      }
    }
    return all
  }

  /// The same changes, in any order.
  func isSame(as other: [PlanChange]) -> Bool {
    count == other.count
      && allSatisfy { change in other.contains { change.isSame(as: $0) } }
  }
}
