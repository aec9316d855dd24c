/// A question whose answer can still make a difference.
public struct NextQuestion: Sendable {
  public let path: InputPath
  public let field: Field
  /// The ids of the open checks whose verdict the answer can change.
  public let checks: [String]
  /// How many of them an answer can settle at once, whatever the other answers will be.
  public let settles: Int
  /// Whether two answers were found that lead to different verdicts; otherwise the search ended
  /// before it could be shown that the answer no longer matters.
  public let isShown: Bool
}
