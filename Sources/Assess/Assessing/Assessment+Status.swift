package import Rules

extension Assessment {
  /// How a command ends that made this assessment.
  package var status: ExitStatus {
    switch outcome {
    case .decided(let result):
      switch result.effect {
      case .positive: .success
      case .negative: .negative
      }
    case .answersMissing, .judgementNeeded: .undecided
    case .rulesetFault: .badRuleset
    }
  }
}
