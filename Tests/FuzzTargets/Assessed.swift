import Rules

/// What holds for every assessment, whatever the facts.
enum Assessed {
  static func check(_ ruleset: Ruleset, _ facts: Facts) throws(Finding) {
    let moment = DateAndTime(date: .epoch, time: .midnightUTC)
    let assessment: Assessment
    let again: Assessment
    let verdicts: Verdicts
    do throws(EvaluationError) {
      assessment = try ruleset.assess(facts, at: moment)
      again = try ruleset.assess(facts, at: moment)
      verdicts = try PlanDecider(ruleset).verdicts(for: facts, at: moment)
    } catch {
      return try demand(!error.message.en.isEmpty, "a limit without words")
    }
    let summary = summary(of: assessment)
    try demand(summary, is: Self.summary(of: again), "two assessments of one plan")
    try demand(
      assessment.criteria.map(\.verdict) == verdicts.criteria, "verdicts of criteria")
    try demand(assessment.checks.map(\.verdict) == verdicts.checks, "verdicts of checks")
    let tally = assessment.tally
    try demand(
      tally.most <= tally.asked.upperBound - tally.failed
        && tally.asked.upperBound <= assessment.criteria.count, "a tally of \(tally)")
  }

  private static func summary(of assessment: Assessment) -> String {
    var lines = [assessment.outcome.title.en]
    for check in assessment.checks {
      lines.append("\(check.check.id) \(check.verdict)")
      lines += check.reasons.map(\.nl) + check.reasons.map(\.en)
      lines += check.figures.map(\.value.nl) + check.remarks.map(\.en)
      lines += check.missing.map { "\($0)" }
    }
    lines += assessment.openQuestions.map { "\($0.path)" }
    lines += (assessment.timeline?.items ?? []).map { "\($0.label) \($0.date)" }
    return lines.joined(separator: "\n")
  }
}
