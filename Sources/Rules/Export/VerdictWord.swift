/// The words that exported decisions give, which are those of a ruleset's tests.
enum VerdictWord: String, CaseIterable {
  case passes
  case fails
  case undetermined
  case needsJudgement = "needs judgement"
  case notApplicable = "not applicable"

  static let answersMissing = "answers missing"
  static let judgementNeeded = "judgement needed"

  var tree: ExpressionSyntax { .string(rawValue) }
}
