/// How the verdicts of the criteria become the outcome of a plan.
public struct Outcome: Sendable {
  /// Whether a result is a yes or a no for the applicant.
  public enum Effect: String, Hashable, Sendable, CaseIterable {
    /// A yes: the plan has what is asked.
    case positive
    /// A no; suggestions look for a way out of it.
    case negative
  }

  /// One of the outcomes that a plan may have.
  public struct Result: Sendable {
    /// What the logic gives.
    public let value: String
    /// Whether it is a yes or a no.
    public let effect: Effect
    /// The outcome in a few words.
    public let title: LocalizedText
    /// What it means, in a sentence or more.
    public let text: LocalizedText

  }

  /// What is said while nothing can be decided.
  public struct Undecided: Sendable {
    /// The state of things in a few words.
    public let title: LocalizedText
    /// What has to be done before there is an outcome.
    public let text: LocalizedText

    /// Words for a plan that has no outcome yet.
    public init(title: LocalizedText, text: LocalizedText) {
      self.title = title
      self.text = text
    }
  }

  /// Dates that reports draw against a limit.
  public struct Timeline: Sendable {
    /// What is drawn, as a heading.
    public let title: LocalizedText
    /// FEEL: a list of contexts with `label` and `date`.
    public let items: SourceFragment
    /// FEEL: the last day.
    public let limit: SourceFragment

    /// What ``items`` are.
    static let itemType = ValueType.context(
      ContextType([.init(name: "label", type: .string), .init(name: "date", type: .date)]))
  }

  /// The sections that say how the criteria count together; never empty when it was read.
  public let citations: [Citation]
  /// Gives the text of one of the results. Criteria are names in it: `true`, `false`, unknown, or
  /// `null` where one does not apply.
  public let logic: BoxedExpression
  /// In the order of the file; no text twice.
  public let results: [Result]
  /// While missing answers keep it open; goes before ``judgementNeeded``.
  public let answersMissing: Undecided
  /// While only people, or parameters that nobody set, keep it open.
  public let judgementNeeded: Undecided
  /// `nil` where the ruleset draws none.
  public let timeline: Timeline?
  /// The part file that it stands in.
  public let source: SourceText
  /// The first line of its content there, to underline when it is told of as a whole.
  public let range: SourceRange

  /// An outcome as the author of the ruleset gives it.
  public init(
    citations: [Citation], logic: BoxedExpression, results: [Result], answersMissing: Undecided,
    judgementNeeded: Undecided, timeline: Timeline? = nil,
    source: SourceText, range: SourceRange
  ) {
    self.citations = citations
    self.logic = logic
    self.results = results
    self.answersMissing = answersMissing
    self.judgementNeeded = judgementNeeded
    self.timeline = timeline
    self.source = source
    self.range = range
  }
}
