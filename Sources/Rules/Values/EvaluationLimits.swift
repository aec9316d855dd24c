/// How much one evaluation may use.
public struct EvaluationLimits: Hashable, Sendable {
  /// Turns of loops and calls.
  public var steps: Int
  /// Calls of functions inside each other.
  public var callDepth: Int
  /// Levels of expressions inside each other, over all the calls that are going on. Each takes up
  /// to some 4 KiB of stack, a fraction of it in optimized code.
  public var levels: Int
  /// Items of a list that an expression makes.
  public var listItems: Int
  /// Characters of a string that an expression makes.
  public var stringLength: Int

  /// The limits of one decision, but for those that are given.
  public init(
    steps: Int = 1_000_000, callDepth: Int = 100, levels: Int = 1_000, listItems: Int = 100_000,
    stringLength: Int = 1_000_000
  ) {
    self.steps = steps
    self.callDepth = callDepth
    self.levels = levels
    self.listItems = listItems
    self.stringLength = stringLength
  }

  /// For one decision.
  public static let standard = EvaluationLimits()
  /// For all the decisions of one assessment.
  public static let assessment = EvaluationLimits(steps: 10_000_000)
}
