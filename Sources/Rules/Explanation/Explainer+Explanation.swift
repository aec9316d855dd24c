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
      claims: claims(program, base, sets, trial),
      margins: trial.margins(program, base, sets.first ?? [], compared).nearestFirst,
      parameters: trial.parameterMargins(program, base))
  }

  /// What the grounds say, as far as it has to do with their answers.
  private func claims(
    _ program: CheckProgram, _ base: RulesetRun.DecidedCheck, _ grounds: [[InputPath]],
    _ trial: Trial
  ) -> [Claim] {
    var walk = Walk(trial, program, trial.values)
    let named = grounds.isEmpty ? nil : PathTree(grounds.flatMap { $0 })
    let circumstance = Walk.Purpose(wanted: nil, named: named)
    var claims: [Claim] = []
    for part in [program.criterionApplies, program.applies].compactMap({ $0 }) {
      guard walk.matters(part, circumstance) else { continue }
      if base.verdict == .notApplicable, !walk.value(part).isFalse { continue }
      if let claim = walk.claim(part, circumstance) { claims.append(claim) }
    }
    guard base.verdict != .notApplicable, let rule = program.rule else { return claims }
    if let claim = walk.claim(rule, Walk.Purpose(wanted: true, named: named)) {
      claims.append(claim)
    }
    return claims
  }
}

extension [Margin] {
  /// The closest first: by the share of the limit, then by the distance.
  fileprivate var nearestFirst: [Margin] {
    sorted { one, other in
      let (first, second) = (
        one.percentage?.double ?? .infinity, other.percentage?.double ?? .infinity
      )
      return first == second ? one.distance < other.distance : first < second
    }
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
