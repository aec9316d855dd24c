/// What a review tells of that can happen, and where a plan would show it.
struct WitnessGoal {
  enum Target {
    /// The check, by its place and that of its criterion, has no answer.
    case check(criterion: Int, check: Int)
    /// The table that a definition is, is given what these conditions hold of, and gives nothing.
    case table(Name, conditions: [String])
    /// The criteria come to these verdicts, and the outcome has no answer.
    case outcome([Value])
  }

  let diagnostic: Diagnostic
  let target: Target
}

/// A plan that shows that what was told of rules can happen: assessing it ends with a fault of the ruleset.
public struct RulesetWitness: Sendable {
  /// What was told.
  public let diagnostic: Diagnostic
  /// The answers of the plan in YAML, one on each line; `nil` where no such plan was found.
  public let answers: String?
}

extension Ruleset {
  /// Of everything that ``review()`` tells of what a plan may come to, such a plan.
  public func witnesses() -> [RulesetWitness] {
    var review = RulesetReview(self)
    _ = review.run()
    let search = WitnessSearch(self)
    return review.goals.map {
      RulesetWitness(diagnostic: $0.diagnostic, answers: search.plan(for: $0))
    }
  }
}
