/// Something that is true of a plan and that a verdict rests on, with what it rests on itself.
public struct Claim: Sendable {
  /// Whether it holds; `nil` where it is a value or is not known.
  public let holds: Bool?
  /// Whether it is as the check wants it; `nil` for a circumstance, which may be either way.
  public let isAsWanted: Bool?
  /// For an applicant: labels, values and units, no name of a rule.
  public let sentence: LocalizedText
  /// The expression as its author wrote it; `nil` where it has no text of its own.
  public let rule: String?
  /// The values that the expression compares, in words: `1 juni 2029 <= 31 mei 2028`.
  public let filled: LocalizedText?
  /// The answers that it reads itself; of a claim with parts those are in the parts.
  public let inputs: [InputPath]
  /// The claims that it rests on itself; of many of one kind the first, and ``more`` counts the
  /// others.
  public let parts: [Claim]
  /// How many more parts of the same kind there are.
  public let more: Int
}
