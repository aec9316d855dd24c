/// A question whose answer can still make a difference.
public struct NextQuestion: Sendable {
  public let path: InputPath
  public let field: Field
  /// The ids of the open checks that the answer can settle or bring closer.
  public let checks: [String]
  /// Whether two answers were found that lead to different verdicts; otherwise the search ended
  /// before it could be shown that the answer no longer matters.
  public let isShown: Bool
}
