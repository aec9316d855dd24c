/// Why one check has its verdict: only what mattered.
public struct CheckExplanation: Sendable {
  public let check: Check
  public let verdict: Verdict
  /// Sets of answers that each settle the verdict by themselves, whatever all other answers are. The
  /// first is the one that the tree tells. More than one where several parts of the rule fail, each
  /// enough by itself; empty where the verdict is open.
  public let grounds: [Ground]
  /// How many more parts of the rule fail by themselves than there are grounds.
  public let furtherGrounds: Int
  /// The claims about the rule, as a tree; `nil` where there is no rule to tell of.
  public let claim: Claim?
  /// How close the comparisons were that decided the verdict, the closest first.
  public let margins: [Margin]
  /// The parameters that the verdict rests on, and where each would turn it.
  public let parameters: [ParameterMargin]
}

/// Answers that settle a verdict together.
public struct Ground: Sendable {
  public let inputs: [NamedInput]
  /// Whether every answer in it was shown to be needed.
  public var isMinimal: Bool { inputs.allSatisfy(\.isNeeded) }
}

/// One answer that a verdict rests on.
public struct NamedInput: Sendable {
  public let path: InputPath
  public let value: Value
  /// Changes of this answer, and of answers outside its ground, that give another verdict; `nil`
  /// where none was found within the budget: then it is not certain that the answer is needed.
  public let counterexample: [PlanChange]?

  public var isNeeded: Bool { counterexample != nil }
}

/// How far a value is from the limit it was compared with.
public struct Margin: Sendable {
  /// The answer that moves the value; `nil` where several do or the answer can't be moved alone.
  public let path: InputPath?
  /// What was compared, in words.
  public let subject: LocalizedText
  public let value: Value
  public let limit: Value
  public let comparison: ComparisonOperator
  public let holds: Bool
  /// From the value to the limit, never negative: a number in its unit, or whole days.
  public let distance: Number
  /// The distance as a share of the limit; `nil` for dates and where the limit is 0.
  public let percentage: Number?
  /// Where a move of the one answer turns the verdict.
  public let turn: Turn?
}

/// The two neighbouring answers between which a verdict turns, both tried.
public struct Turn: Sendable {
  /// The farthest answer in that direction with the verdict as it is.
  public let lastSame: Value
  /// One step further: another verdict.
  public let firstOther: Value
  public let becomes: Verdict
}

/// A parameter that a verdict rests on.
public struct ParameterMargin: Sendable {
  public let parameter: Parameter
  public let value: Value
  /// Where the verdict would turn, lower and higher; empty where no value within reach turns it.
  public let turns: [Turn]
}

/// How much may be spent on an explanation: so many times a check is evaluated.
public struct ExplanationBudget: Hashable, Sendable {
  public let evaluations: Int

  public init(evaluations: Int) { self.evaluations = evaluations }

  /// For the reasons of one check.
  public static let reasons = ExplanationBudget(evaluations: 2_000)
  /// For the suggestions for one plan.
  public static let suggestions = ExplanationBudget(evaluations: 20_000)
  /// For what to ask next.
  public static let questions = ExplanationBudget(evaluations: 20_000)
}
