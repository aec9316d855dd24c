/// What would have to become better.
public enum SuggestionTarget: Hashable, Sendable {
  /// A check, by its id: that it passes, or that only a person is still asked.
  case check(String)
  /// A criterion, by its id: that none of its requirements fails.
  case criterion(String)
  /// The plan: an outcome that is not negative.
  case plan
}

/// Changes of a plan that reach a target, tried out by evaluating the changed plan.
public struct PlanSuggestion: Sendable {
  /// One for each answer; never more than needed: without any one of them the target is not reached.
  public let changes: [PlanChange]
  /// The ids of checks that fail after the changes and did not before.
  public let newlyFailing: [String]
  /// The ids of checks that no longer fail.
  public let newlyMet: [String]
  /// The ids of checks that a reviewer would still have to look at.
  public let stillJudged: [String]
}

/// The changes that were found, the best first.
public struct PlanSuggestions: Sendable {
  /// What the changes were looked for to reach.
  public let target: SuggestionTarget
  /// Empty where the target is reached already, or no way was found.
  public let found: [PlanSuggestion]
  /// Whether the budget ended the search: then there may be others.
  public let isCutShort: Bool
  /// How much of the budget was used.
  public let evaluations: Int
  /// The ids of checks that stand in the way of the plan or criterion and for which no way was found.
  public let unsolved: [String]
}
