/// Why one check has its verdict: only what mattered.
public struct CheckExplanation: Sendable {
  /// What the authors wrote of the check that is explained.
  public let check: Check
  /// The verdict that is explained: the one that an assessment gives.
  public let verdict: Verdict
  /// Sets of answers that each settle the verdict by themselves, whatever all other answers are. The
  /// first is the one that the tree tells. More than one where several parts of the rule fail, each
  /// enough by itself; empty where the verdict is open.
  public let grounds: [Ground]
  /// How many more parts of the rule fail by themselves than there are grounds.
  public let furtherGrounds: Int
  /// What it rests on, each claim with those it rests on itself: why the check applies or does not,
  /// then what its rule says.
  public let claims: [Claim]
  /// How close the comparisons were that decided the verdict, the closest first.
  public let margins: [Margin]
  /// The parameters that the verdict rests on, and where each would turn it.
  public let parameters: [ParameterMargin]
}

/// Answers that settle a verdict together.
public struct Ground: Sendable {
  /// While these answers stay, the verdict is the same whatever all others are.
  public let inputs: [NamedInput]
  /// Whether every answer in it was shown to be needed.
  public var isMinimal: Bool { inputs.allSatisfy(\.isNeeded) }
}

/// One answer that a verdict rests on.
public struct NamedInput: Sendable {
  /// Where in the plan the answer stands.
  public let path: InputPath
  /// The answer as it is in the plan.
  public let value: Value
  /// Changes of this answer, and of answers outside its ground, that give another verdict; `nil`
  /// where none was found within the budget: then it is not certain that the answer is needed.
  public let counterexample: [PlanChange]?

  /// Whether an example was found, and tried, in which the verdict does not stand without this
  /// answer.
  public var isNeeded: Bool { counterexample != nil }
}

/// How far a value is from the limit it was compared with, and where a move of one answer turns the
/// verdict.
public struct Margin: Sendable {
  /// The answer that is moved.
  public let path: InputPath
  /// What was compared, in words.
  public let subject: LocalizedText
  /// What the rule compares now: the answer itself, or what is computed with it.
  public let value: Value
  /// What the value is compared with now.
  public let limit: Value
  /// As the value stands to the limit in the rule.
  public let comparison: ComparisonOperator
  /// Whether the comparison holds for the plan as it is.
  public let holds: Bool
  /// From the value to the limit, never negative: in the unit of the value, or whole days, months or
  /// seconds.
  public let distance: Number
  /// The distance as a percentage of the limit; `nil` where that says nothing, as for dates.
  public let percentage: Number?
  /// Where the verdict turns, in values of the answer that is moved.
  public let turn: Turn
}

/// The two neighbouring values between which a verdict turns, both tried.
public struct Turn: Sendable {
  /// The farthest value in that direction with the verdict as it is.
  public let lastSame: Value
  /// One step further: another verdict. The step is the last decimal of the value, or a day.
  public let firstOther: Value
  /// The verdict with the other value.
  public let becomes: Verdict
}

/// A parameter that a verdict rests on.
public struct ParameterMargin: Sendable {
  /// What the sources leave open, with the values that it may have.
  public let parameter: Parameter
  /// What it is set to, by the ruleset or by an organisation.
  public let value: Value
  /// Where the verdict would turn: below and above for a number or a date, otherwise at other values
  /// that the rules speak of. Empty where no value was found that turns it.
  public let turns: [Turn]
}

/// How much may be spent on an explanation: so many times a check is evaluated.
///
/// In a task that was cancelled nothing more is spent: the answer is what is known by then, as where it is used up.
public struct ExplanationBudget: Hashable, Sendable {
  /// How many; a long evaluation counts as several.
  public let evaluations: Int

  /// A budget of an embedder's own; 0 leaves nothing to try.
  public init(evaluations: Int) { self.evaluations = evaluations }

  /// For the reasons of one check.
  public static let reasons = ExplanationBudget(evaluations: 2_000)
  /// For the suggestions for one plan.
  public static let suggestions = ExplanationBudget(evaluations: 20_000)
  /// For what to ask next.
  public static let questions = ExplanationBudget(evaluations: 100_000)
}
