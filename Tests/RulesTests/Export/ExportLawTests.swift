import Testing

@testable import Rules

private let setting: ParameterSettings = {
  let value = SourceFragment(whole: SourceText(name: "settings.yaml", text: "2"))
  return ParameterSettings(["p1": .init(value: value, reason: "P", date: .epoch)])
}()

@Test("an exported ruleset says what the ruleset says, and of a plan with gaps no more than that")
func exportLaw() throws {
  var compiled = 0
  var same = 0
  var all = 0
  for number in 0..<cases(200) {
    var expression = RandomExpression(SeededRandom(seed: 5_000 + number))
    let made = RandomRuleset(&expression)
    let isSet = number % 2 == 0
    let ruleset: Ruleset
    do {
      ruleset = try made.ruleset(settings: isSet ? setting : ParameterSettings())
    } catch {
      continue  // A rule that cannot be right is refused; most are accepted, see below.
    }
    compiled += 1
    let exported = try ExportedRuleset(ruleset)
    let outcomes = Set(ruleset.model.outcome.results.map(\.value))
    var random = expression.random
    for _ in 0..<4 {
      let facts = RandomFacts.inputs.map { RandomFacts.value($0.sort, &random, nulls: 0) }
      let judgements = ruleset.randomJudgements(&random)
      for percent in [0, 5, 25, 70] {
        let partial = Array(
          RandomFacts.hiding(percent, of: facts, &random).prefix(RandomRuleset.inputs.count))
        let expected = try exported.expected(partial, judgements, at: RandomRule.moment)
        let found = try exported.words(partial, judgements, at: RandomRule.moment)
        let wrong =
          percent == 0 && isSet
          ? (found.say(what: expected) ? [] : ["a complete plan: \(found) instead of \(expected)"])
          : found.contradictions(with: expected, outcomes: outcomes)
        if percent > 0 {
          for (own, other) in zip(found.checks, expected.checks) {
            all += 1
            if own == other { same += 1 }
          }
        }
        if !wrong.isEmpty {
          Issue.record(
            """
            case \(number), \(percent)%: \(wrong)
            \(made.text)\n\(made.criterionTexts.joined(separator: "\n"))
            \(partial.map(\.literal))\n\(judgements.mapValues { "\($0.holds) \($0.author)" })
            """)
        }
      }
    }
  }
  print("exported: \(same) of \(all) verdicts on plans with gaps are the same")
  #expect(compiled > cases(100), "most of what is made is a ruleset")
  #expect(same > all * 7 / 10, "most of what is decided in spite of gaps is so there too")
}
