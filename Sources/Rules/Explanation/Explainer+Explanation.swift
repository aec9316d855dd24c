extension Explainer {
  /// Why a check has its verdict.
  ///
  /// - Returns: `nil` where the ruleset has no check with that id.
  /// - Throws: when a rule asks for more than the limits allow.
  public func explanation(
    of id: String, _ facts: Facts, judgements: [String: JudgementAnswer] = [:],
    at moment: DateAndTime, within budget: ExplanationBudget = .reasons
  ) throws(EvaluationError) -> CheckExplanation? {
    guard let program = program(id) else { return nil }
    var trial = Trial(self, facts, judgements, moment, budget)
    let explanation = explanation(program, &trial)
    if let failure = trial.failure { throw failure }
    return explanation
  }

  private func explanation(_ program: CheckProgram, _ trial: inout Trial) -> CheckExplanation {
    let base = trial.decide(program, trial.values)
    let (sets, more) = trial.grounds(program, base)
    let compared = trial.compared(program)
    let grounds = sets.map { paths in
      Ground(
        inputs: paths.map { path in
          NamedInput(
            path: path, value: trial.value(at: path) ?? .null,
            counterexample: trial.counterexample(program, base, path, paths, compared))
        })
    }
    return CheckExplanation(
      check: program.compiled.check, verdict: base.verdict, grounds: grounds, furtherGrounds: more,
      claim: nil, margins: [], parameters: [])
  }
}

extension Trial {
  /// Changes of one answer of a ground, and of answers outside the ground, that give another verdict.
  mutating func counterexample(
    _ program: CheckProgram, _ base: RulesetRun.DecidedCheck, _ path: InputPath,
    _ ground: [InputPath], _ compared: [ComparedValues]
  ) -> [PlanChange]? {
    let others = ground.filter { $0 != path }
    // By itself first: the plainest example, and the cheapest.
    let moves = moves(path, program, compared).filter { move in
      !others.contains { $0.conflicts(with: move) }
        // The other answers tell how many items their lists have.
        && (move.list.map { list in !others.contains { $0.isInside(list) } } ?? true)
    }
    for move in moves {
      guard spend() else { return nil }
      let changed = Facts.changing(values, by: [move], of: vocabulary)
      let decided = decide(program, changed)
      if decided.isSettled, !decided.isSame(as: base) { return [move] }
    }
    let lists = ground.compactMap(\.item).map { InputPath($0.steps.dropLast()) }
    for move in moves {
      if isSpent { return nil }
      let changed = Facts.changing(values, by: [move], of: vocabulary)
      let found = within(Trial.counterexampleBudget) { trial -> [PlanChange]? in
        trial.with(changed) { trial in
          var search = ChangeSearch(
            program, most: 2, enough: 1,
            mayChange: { place in
              // Not what the ground names, nor how many items its lists have.
              place != path && !others.contains(place)
                && !others.contains { $0.isInside(place) } && !lists.contains(place)
                && !place.isItemOf(lists)
            }, goal: { $0.isSettled && !$0.isSame(as: base) })
          search.run(&trial)
          return search.found.first
        }
      }
      if let found {
        return [move] + found.map { PlanChange($0.path.before([move]), $0.kind) }
      }
    }
    return nil
  }

  private static let counterexampleBudget = 150
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

extension InputPath {
  /// Whether it is an item of one of the lists, as a whole.
  func isItemOf(_ lists: [InputPath]) -> Bool {
    guard case .item? = steps.last else { return false }
    return lists.contains { $0.steps.elementsEqual(steps.dropLast()) }
  }
}
