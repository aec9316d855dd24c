import Testing

@testable import Rules

/// What an assessment leaves open without saying for whom.
///
/// Who reads "answers are missing" must find a question, who reads "a person must judge" a judgement or a
/// parameter that nobody set, and what nobody can answer must be told as a fault of the rules.
func deadEnds(of assessment: Assessment) -> [String] {
  var found: [String] = []
  for check in assessment.checks {
    switch check.verdict {
    case .undetermined:
      if check.missing.isEmpty, check.fault == nil { found.append("\(check.check.id) waits") }
      for path in check.missing
      where !assessment.openQuestions.contains(where: { $0.path == path }) {
        found.append("\(path) is not asked")
      }
    case .needsJudgement:
      if check.check.judgement == nil, check.unsetParameters.isEmpty {
        found.append("\(check.check.id) asks nobody")
      }
    case .passes, .fails, .notApplicable: break
    }
  }
  let judged = assessment.checks.contains { $0.verdict == .needsJudgement }
  let unset = assessment.assumptions.contains { finding in
    if case .unset = finding.origin { true } else { false }
  }
  switch assessment.outcome {
  case .decided: break
  case .answersMissing:
    if assessment.openQuestions.isEmpty { found.append("answers are missing, and none is asked") }
  case .judgementNeeded:
    if !judged, !unset { found.append("a judgement is needed, and none is open") }
  case .rulesetFault:
    if assessment.faults.isEmpty { found.append("the rules are at fault, and none is named") }
  }
  return found
}

@Test("an assessment that is undecided names a question, a judgement or a fault of its ruleset")
func undecidedLaw() throws {
  var compiled = 0
  var faulty = 0
  var open = 0
  for number in 0..<cases(120) {
    var expression = RandomExpression(SeededRandom(seed: 31_000 + number))
    let made = RandomRuleset(&expression)
    guard let ruleset = try? made.ruleset() else { continue }
    compiled += 1
    let checks = ruleset.model.criteria.flatMap(\.checks)
    var random = expression.random
    for percent in [0, 0, 5, 25, 70] {
      let facts = RandomFacts.values(&random)
      let partial = RandomFacts.hiding(percent, of: facts, &random)
      var judgements: [String: JudgementAnswer] = [:]
      for check in checks where random.happens(50) {
        judgements[check.id] = JudgementAnswer(
          holds: random.happens(50), explanation: "", author: .reviewer)
      }
      let assessment = try ruleset.assess(
        Facts(values: Array(partial.prefix(RandomRuleset.inputs.count))), judgements: judgements,
        at: RandomRule.moment)
      if !assessment.faults.isEmpty { faulty += 1 }
      if !assessment.openQuestions.isEmpty { open += 1 }
      let ends = deadEnds(of: assessment)
      if !ends.isEmpty {
        Issue.record("case \(number), \(percent)%: \(ends)\n\(made.text)\n\(made.criterionTexts)")
      }
    }
  }
  #expect(compiled > cases(60), "most of what is made is a ruleset")
  #expect(faulty > cases(20), "rules without an answer are among them")
  #expect(open > cases(60), "and answers that are missing")
}
