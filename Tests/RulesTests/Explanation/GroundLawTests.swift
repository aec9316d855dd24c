import Testing

@testable import Rules

/// What is said of small rulesets and plans, and how often.
private struct Tally {
  var cases = 0
  var claims = 0
  var notShown = 0
  var missed = 0
}

@Test(
  "nothing that a ground does not name can change the verdict, and all it names as needed can",
  arguments: 0..<8)
func groundLaw(part: Int) throws {
  var tally = Tally()
  for number in 0..<cases(20) {
    var random = SeededRandom(seed: 1_000_000 * part + number)
    let made = SmallRuleset(&random, lists: random.happens(50))
    guard let ruleset = try? made.ruleset() else { continue }
    let explainer = Explainer(ruleset)
    let plans = SmallPlans(ruleset)
    let ids = ruleset.model.criteria.flatMap(\.checks).map(\.id)
    for _ in 0..<8 {
      let facts = plans.plan(&random)
      let verdicts = try plans.verdicts(facts)
      tally.cases += 1
      for (index, id) in ids.enumerated() {
        guard
          let told = try explainer.explanation(
            of: id, facts, at: SmallRuleset.moment, within: ExplanationBudget(evaluations: 50_000))
        else {
          Issue.record("no explanation of \(id)")
          continue
        }
        func complain(_ what: String) {
          Issue.record(
            "\(part)/\(number) \(id): \(what)\n\(made.text)\n\(made.criterionTexts)\n\(SmallPlans.spelled(facts))"
          )
        }
        #expect(told.verdict == verdicts[index])
        guard verdicts[index] != .undetermined else { continue }
        if told.grounds.isEmpty { complain("no ground") }
        for ground in told.grounds {
          let paths = ground.inputs.map(\.path)
          for _ in 0..<25 {
            let other = plans.replacing(allBut: paths, in: facts, hides: 0, &random)
            if try plans.verdicts(other)[index] != verdicts[index] {
              complain("\(paths) is not enough: \(SmallPlans.spelled(other))")
              break
            }
          }
          for input in ground.inputs {
            tally.claims += 1
            guard let changes = input.counterexample else {
              tally.notShown += 1
              if try isNeeded(input.path, paths, index, facts, plans, verdicts, &random) {
                tally.missed += 1
              }
              continue
            }
            let changed = facts.changed(by: changes, of: ruleset.model.vocabulary)
            let verdict = try plans.verdicts(changed)[index]
            if verdict == verdicts[index] || verdict == .undetermined {
              complain("\(input.path): \(changes) gives \(verdict)")
            }
            for change in changes where change.path != input.path {
              let isNamed = paths.contains { $0 != input.path && $0 == change.path }
              if isNamed { complain("\(input.path): \(changes) changes another named answer") }
            }
          }
        }
      }
    }
  }
  #expect(tally.cases > cases(60))
  #expect(tally.claims > tally.cases)
  // Random rules hold much that can't be otherwise, such as `b - b`: that is said, not guessed.
  #expect(tally.notShown * 3 <= tally.claims, "not shown: \(tally.notShown) of \(tally.claims)")
  #expect(
    tally.missed * 50 <= tally.claims,
    "needed but not shown: \(tally.missed) of \(tally.claims), \(tally.notShown) not shown")
}

/// Whether other values of an answer, and of those outside the ground, give another verdict: by trying.
private func isNeeded(
  _ path: InputPath, _ ground: [InputPath], _ index: Int, _ facts: Facts, _ plans: SmallPlans,
  _ verdicts: [Verdict], _ random: inout SeededRandom
) throws -> Bool {
  let others = ground.filter { $0 != path }
  for _ in 0..<150 {
    let other = plans.replacing(allBut: others, in: facts, hides: 0, &random)
    let verdict = try plans.verdicts(other)[index]
    if verdict != verdicts[index], verdict != .undetermined { return true }
  }
  return false
}

@Test("at a margin the verdict holds, and one step further it is what was said", arguments: 0..<4)
func marginLaw(part: Int) throws {
  var margins = 0
  var turns = 0
  for number in 0..<cases(25) {
    var random = SeededRandom(seed: 3_000_000 + 100_000 * part + number)
    let made = SmallRuleset(&random, lists: random.happens(30))
    guard let ruleset = try? made.ruleset() else { continue }
    let explainer = Explainer(ruleset)
    let plans = SmallPlans(ruleset)
    let ids = ruleset.model.criteria.flatMap(\.checks).map(\.id)
    for _ in 0..<4 {
      let facts = plans.plan(&random)
      let verdicts = try plans.verdicts(facts)
      for (index, id) in ids.enumerated() {
        guard let told = try explainer.explanation(of: id, facts, at: SmallRuleset.moment) else {
          continue
        }
        for margin in told.margins {
          margins += 1
          func verdict(_ value: Value) throws -> Verdict {
            let change = PlanChange(margin.path, .set(value))
            return try plans.verdicts(
              facts.changed(by: [change], of: ruleset.model.vocabulary))[index]
          }
          #expect(try verdict(margin.turn.lastSame) == verdicts[index], "\(made.criterionTexts)")
          #expect(try verdict(margin.turn.firstOther) == margin.turn.becomes)
          #expect(margin.turn.becomes != verdicts[index])
          let step = margin.turn.lastSame.measure.flatMap {
            margin.turn.firstOther.measure?.subtracting($0)?.magnitude
          }
          #expect(step == Number.one)
          let gap = margin.value.measure.flatMap {
            margin.limit.measure?.subtracting($0)?.magnitude
          }
          #expect(gap == margin.distance)
        }
        for parameter in told.parameters {
          for turn in parameter.turns {
            turns += 1
            func verdict(_ value: Value) throws -> Verdict {
              guard case .number(let number) = value else { return .undetermined }
              let text = SourceText(name: "settings", text: number.description)
              let other = try made.ruleset(
                settings: ParameterSettings([
                  "k": .init(value: SourceFragment(whole: text), reason: "r", date: .epoch)
                ]))
              return try SmallPlans(other).verdicts(facts)[index]
            }
            #expect(try verdict(turn.lastSame) == verdicts[index])
            #expect(try verdict(turn.firstOther) == turn.becomes)
          }
        }
      }
    }
  }
  #expect(margins > cases(40))
  #expect(turns > cases(2))
}
