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

  /// The answers that settle the verdict of a check by themselves: the first ground of its explanation, and
  /// nothing else of it.
  ///
  /// - Returns: empty where no answers settle it, or the ruleset has no check with that id.
  /// - Throws: when a rule asks for more than the limits allow.
  public func ground(
    of id: String, _ facts: Facts, judgements: [String: JudgementAnswer] = [:],
    at moment: DateAndTime, within budget: ExplanationBudget = .reasons
  ) throws(EvaluationError) -> [InputPath] {
    guard let program = program(id) else { return [] }
    var trial = Trial(self, facts, judgements, moment, budget)
    let base = trial.decide(program)
    let ground = trial.ground(program, base)
    if let failure = trial.failure { throw failure }
    return ground ?? []
  }

  private func explanation(_ program: CheckProgram, _ trial: inout Trial) -> CheckExplanation {
    let base = trial.decide(program)
    let (sets, more) = trial.grounds(program, base)
    let compared = trial.compared(program)
    var usual = UsualAnswers()
    let grounds = sets.map { paths in
      Ground(
        inputs: paths.map { path in
          NamedInput(
            path: path, value: trial.value(at: path) ?? .null,
            counterexample: trial.counterexample(
              program, base, path, paths, compared, &usual))
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
    var walk = trial.walk(program, over: trial.values)
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
