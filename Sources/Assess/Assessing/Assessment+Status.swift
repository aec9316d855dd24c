package import Rules

extension Edition {
  /// How a command ends that made an assessment with it: an indication decides nothing.
  package func status(of assessment: Assessment) -> ExitStatus {
    switch assessment.outcome {
    case .decided(let result):
      if indication != nil { return .undecided }
      return switch result.effect {
      case .positive: .success
      case .negative: .negative
      }
    case .answersMissing, .judgementNeeded: return .undecided
    case .rulesetFault: return .badRuleset
    }
  }
}
