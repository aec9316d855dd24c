/// Something that is true of a plan and that a verdict rests on, with what it rests on itself.
public struct Claim: Sendable {
  /// Whether it holds; `nil` where it is a value or is not known.
  public let holds: Bool?
  /// For an applicant: labels, values and units, no name of a rule.
  public let sentence: LocalizedText
  /// The expression as its author wrote it; `nil` where it has no text of its own.
  public let rule: String?
  /// The value of the expression, in words.
  public let value: LocalizedText
  /// The answers that it reads itself.
  public let inputs: [InputPath]
  public let parts: [Claim]
  /// How many more parts of the same kind there are.
  public let more: Int
}
