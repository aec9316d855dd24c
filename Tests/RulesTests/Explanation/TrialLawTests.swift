import Testing

@testable import Rules

@Test(
  "a check decided with some answers changed is the check of the changed plan", arguments: 0..<4)
func trialLaw(part: Int) throws {
  var tally = (tries: 0, turned: 0)
  for number in 0..<cases(20) {
    var random = SeededRandom(seed: 7_000_000 * part + number)
    let made = SmallRuleset(&random, lists: random.happens(70))
    guard let ruleset = try? made.ruleset() else { continue }
    let explainer = Explainer(ruleset)
    let plans = SmallPlans(ruleset)
    func verdicts(_ facts: Facts) throws -> [Verdict] {
      try ruleset.verdictsInFull(for: facts, judgements: [:], at: SmallRuleset.moment).checks
    }
    for _ in 0..<4 {
      let facts = plans.plan(&random)
      let before = try verdicts(facts)
      var trial = Trial(
        explainer, facts, [:], SmallRuleset.moment, ExplanationBudget(evaluations: 1_000_000))
      for _ in 0..<20 {
        let changes = (0...random.below(3)).map { _ in change(plans, &random) }
        let changed = facts.changed(by: changes, of: ruleset.model.vocabulary)
        let expected = try verdicts(changed)
        for (program, verdict) in zip(explainer.programs, expected) {
          let tried = trial.decide(program, changing: changes).verdict
          if tried != verdict {
            Issue.record(
              """
              \(part)/\(number) \(program.compiled.check.id): \(tried), not \(verdict), for \(changes) \
              of \(SmallPlans.spelled(facts))\n\(made.text)\n\(made.criterionTexts)
              """)
          }
          tally.tries += 1
        }
        if expected != before { tally.turned += 1 }
        // Taken back, whatever was changed.
        let again = explainer.programs.map { trial.decide($0).verdict }
        #expect(again == before, "\(part)/\(number): after \(changes)")
      }
    }
  }
  #expect(tally.tries > cases(2_000))
  #expect(tally.turned > cases(100))
}

/// A change of one answer, of which some lead nowhere.
private func change(_ plans: SmallPlans, _ random: inout SeededRandom) -> PlanChange {
  let items = InputPath([.member("items")])
  let item = items.appending(.item(1 + random.below(4)))
  func answer(_ name: String) -> Value {
    switch random.below(10) {
    case 0: .unknown(.unspecified(.answer))
    case 1: .null
    default: plans.random(name, &random)
    }
  }
  switch random.below(6) {
  case 0: return PlanChange(item, .drop)
  case 1: return PlanChange(items, .add(plans.item(answer("n"), answer("f"))))
  case 2:
    let member = random.pick(["n", "f"])
    return PlanChange(item.appending(.member(member)), .set(answer(member)))
  default:
    let name = random.pick(SmallRuleset.fields)
    return PlanChange(InputPath([.member(name)]), .set(answer(name)))
  }
}
