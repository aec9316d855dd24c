import Testing

@testable import Rules

/// What a later assessment of the same plan, with more answers, may not say after an earlier one.
private func contradiction(_ early: Verdicts, _ late: Verdicts) -> String? {
  func decided(_ verdict: Verdict) -> Bool {
    switch verdict {
    case .passes, .fails, .notApplicable: true
    case .undetermined, .needsJudgement: false
    }
  }
  for (one, other) in zip(early.checks, late.checks) where decided(one) && one != other {
    return "a check that \(one) then \(other)"
  }
  for (one, other) in zip(early.criteria, late.criteria) where decided(one) && one != other {
    return "a criterion that \(one) then \(other)"
  }
  if case .decided = early.outcome, early.outcome != late.outcome {
    return "the outcome \(early.outcome) becomes \(late.outcome)"
  }
  let (was, found) = (early.tally, late.tally)
  if found.met < was.met || found.failed < was.failed || found.most > was.most
    || found.asked.clamped(to: was.asked) != found.asked
  {
    return "the tally \(was) widens to \(found)"
  }
  if found.failed > 0, found.most >= found.asked.upperBound {
    return "with a criterion that fails, all that are asked can be met: \(found)"
  }
  return nil
}

/// The verdict of a criterion as the guide for authors puts it: one requirement that fails makes it
/// fail; then missing answers make it undetermined, then open judgements make it need judgement;
/// without any that applies it is not applicable.
private func combined(_ requirements: [Verdict]) -> Verdict {
  let applicable = requirements.filter { $0 != .notApplicable }
  if applicable.isEmpty { return .notApplicable }
  for verdict in [Verdict.fails, .undetermined, .needsJudgement] where applicable.contains(verdict)
  {
    return verdict
  }
  return .passes
}

@Test("a verdict that was reached stands and the score narrows, whatever is answered later")
func rulesetLaw() throws {
  var compiled = 0
  var decidedEarly = 0
  for number in 0..<cases(120) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let made = RandomRuleset(&expression)
    let ruleset: Ruleset
    do {
      ruleset = try made.ruleset()
    } catch {
      continue  // A rule that cannot be right is refused; most are accepted, see below.
    }
    compiled += 1
    let checks = ruleset.model.criteria.flatMap(\.checks)
    for _ in 0..<4 {
      var random = expression.random
      defer { expression.random = random }
      let facts = RandomFacts.values(&random)
      let judgements = ruleset.randomJudgements(&random)
      func verdicts(_ facts: [Value]) throws -> Verdicts {
        let values = Array(facts.prefix(RandomRuleset.inputs.count))
        return try PlanDecider(ruleset).verdicts(
          for: Facts(values: values), judgements: judgements, at: RandomRule.moment)
      }
      for percent in [5, 25, 70] {
        let partial = RandomFacts.hiding(percent, of: facts, &random)
        let early = try verdicts(partial)
        if early.checks.contains(.passes) || early.checks.contains(.fails) { decidedEarly += 1 }
        for (criterion, verdict) in zip(ruleset.model.criteria, early.criteria) {
          let own = zip(checks, early.checks).filter { check, _ in
            check.force == .condition && criterion.checks.contains { $0.id == check.id }
          }
          #expect(verdict == combined(own.map(\.1)), "case \(number)")
        }
        for turn in 0..<3 {
          let completed = turn == 0 ? facts : RandomFacts.completing(partial, &random)
          if let why = contradiction(early, try verdicts(completed)) {
            Issue.record(
              """
              case \(number): \(why)\n\(made.text)\n\(made.criterionTexts)
              \(spelled(partial))\n\(spelled(completed))\n\(judgements)
              """)
          }
        }
      }
    }
  }
  #expect(compiled > cases(60), "most of what is made is a ruleset")
  #expect(decidedEarly > cases(60), "much is decided before all is answered")
}
