/// Other answers that give another verdict: the proof that an answer is needed.
extension Trial {
  /// Changes of one answer of a ground, and of answers outside the ground, that give another verdict.
  mutating func counterexample(
    _ program: CheckProgram, _ base: RulesetRun.DecidedCheck, _ path: InputPath,
    _ ground: [InputPath], _ compared: [ComparedValues], _ usual: inout UsualAnswers
  ) -> [PlanChange]? {
    if isSpent { return nil }
    let others = ground.filter { $0 != path }
    // By itself first: the plainest example, and the cheapest.
    let moves = moves(path, program, compared).filter { move in
      !others.contains { $0.conflicts(with: move) }
        // The other answers tell how many items their lists have.
        && (move.list.map { list in !others.contains { $0.isInside(list) } } ?? true)
    }
    for move in moves {
      guard spend() else { return nil }
      if isOther([move], program, base) { return [move] }
    }
    if isSpent { return nil }
    var free: [Free] = []
    for slot in program.readFields {
      let field = vocabulary.fields[slot]
      let place = InputPath([.member(field.name)])
      addFree(
        values[slot], field.kind, place, field.isRequired, others, program, compared, &usual, &free)
    }
    guard !free.isEmpty else { return nil }
    return shaken(program, base, free, first: moves)
      ?? directed(program, base, path, others, moves)
  }

  private func isOther(
    _ decided: RulesetRun.DecidedCheck, than base: RulesetRun.DecidedCheck
  ) -> Bool { decided.isSettled && !decided.isSame(as: base) }

  private mutating func isOther(
    _ changes: [PlanChange], _ program: CheckProgram, _ base: RulesetRun.DecidedCheck
  ) -> Bool {
    isOther(decide(program, changing: changes), than: base)
  }

  // MARK: Many answers at once

  /// An answer that no other claim names, and what else it may be.
  private struct Free {
    let path: InputPath
    let values: [Value]
  }

  private func addFree(
    _ value: Value, _ kind: Field.Kind, _ path: InputPath, _ isRequired: Bool,
    _ named: [InputPath], _ program: CheckProgram, _ compared: [ComparedValues],
    _ usual: inout UsualAnswers, _ found: inout [Free]
  ) {
    guard found.count < Trial.freeTried else { return }
    switch (value, kind) {
    case (.context(let context), .group(let fields)):
      for (field, value) in zip(fields, context.values) {
        addFree(
          value, field.kind, path.appending(.member(field.name)), field.isRequired, named, program,
          compared, &usual, &found)
      }
    case (.list(let items), .list(let item)) where named.contains(where: { $0.isInside(path) }):
      for (index, value) in items.enumerated() {
        addFree(
          value, item, path.appending(.item(index + 1)), true, named, program, compared, &usual,
          &found)
      }
    case (_, .list):
      guard !named.contains(path) else { return }
      let lists = usual.values(at: path) { usualLists(path, program, compared) }
      found.append(Free(path: path, values: lists))
    default:
      guard !named.contains(path) else { return }
      let others = usual.values(at: path) {
        usualValues(for: kind, isRequired: isRequired, program, compared, most: 24)
          .filter { isAllowed($0, at: path) }
      }
      if !others.isEmpty { found.append(Free(path: path, values: others)) }
    }
  }

  private func usualLists(
    _ path: InputPath, _ program: CheckProgram, _ compared: [ComparedValues]
  ) -> [Value] {
    let items = newItems(path, program, compared).filter { $0.unknownWithin == nil }
    var lists: [Value] = [.list([])]
    for (index, item) in items.prefix(24).enumerated() {
      lists.append(.list([item]))
      lists.append(.list([item, items[items.count - 1 - index % items.count]]))
      lists.append(.list([item, item, items[(index * 7 + 3) % items.count]]))
      // As likely as any other length.
      lists.append(.list([]))
    }
    return lists
  }

  private static let freeTried = 80
  private static let shakes = 60

  /// Other answers at random, the same ones on every run, and of those that give another verdict only
  /// the changes that it takes.
  private mutating func shaken(
    _ program: CheckProgram, _ base: RulesetRun.DecidedCheck, _ free: [Free],
    first moves: [PlanChange]
  ) -> [PlanChange]? {
    var dice = Dice()
    for turn in 0..<Trial.shakes {
      var changes: [PlanChange] = []
      // Now and then the answer itself as it is worth trying, and the others around it.
      if !moves.isEmpty, turn % 3 != 0 { changes.append(moves[dice.below(moves.count)]) }
      // What is free stands apart from all else that is: only the answer itself can be in its way.
      let first = changes.first
      for answer in free where dice.below(3) > 0 {
        if let first, answer.path.conflicts(with: first) || first.path.isInside(answer.path) {
          continue
        }
        changes.append(
          PlanChange(answer.path, .set(answer.values[dice.below(answer.values.count)])))
      }
      guard spend() else { return nil }
      guard isOther(changes, program, base) else { continue }
      var index = 0
      while index < changes.count, changes.count > 1 {
        var fewer = changes
        fewer.remove(at: index)
        if spend(), isOther(fewer, program, base) { changes = fewer } else { index += 1 }
      }
      return changes
    }
    return nil
  }

  // MARK: One after the other

  /// The answer changed, and then those on which the verdict rests instead.
  private mutating func directed(
    _ program: CheckProgram, _ base: RulesetRun.DecidedCheck, _ path: InputPath,
    _ others: [InputPath], _ moves: [PlanChange]
  ) -> [PlanChange]? {
    for move in moves.prefix(Trial.movesTried) {
      if isSpent { return nil }
      let changed = self.changed(by: [move])
      let found = within(Trial.directedBudget) { trial -> [PlanChange]? in
        trial.with(changed) { trial in
          var search = ChangeSearch(
            program, most: 2, enough: 1,
            mayChange: { place in
              // Not what the ground names, nor how many items its lists have.
              place != path && !others.contains { $0.isInside(place) || $0 == place }
            }, goal: { $0.isSettled && !$0.isSame(as: base) })
          search.run(&trial)
          return search.found.first
        }
      }
      if let found {
        let all = [move].followed(by: found, from: values, vocabulary)
        if isOther(all, program, base) { return all }
      }
    }
    return nil
  }

  private static let movesTried = 12
  private static let directedBudget = 150
}

/// What else answers may be, for one check of one plan: for all answers of its grounds the same.
struct UsualAnswers {
  private var known: [InputPath: [Value]] = [:]

  mutating func values(at path: InputPath, _ find: () -> [Value]) -> [Value] {
    if let values = known[path] { return values }
    let values = find()
    known[path] = values
    return values
  }
}

extension PlanChange {
  /// The list whose number of items it changes; `nil` for a change of an answer.
  var list: InputPath? {
    switch kind {
    case .set: nil
    case .drop: InputPath(path.steps.dropLast())
    case .add: path
    }
  }
}
