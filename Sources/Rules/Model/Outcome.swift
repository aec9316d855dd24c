/// How the verdicts of the criteria become the outcome of a plan.
public struct Outcome: Sendable {
  public enum Effect: String, Hashable, Sendable, CaseIterable {
    case positive
    case negative
  }

  public struct Result: Sendable {
    /// What the logic gives.
    public let value: String
    public let effect: Effect
    public let title: LocalizedText
    public let text: LocalizedText

    public init(value: String, effect: Effect, title: LocalizedText, text: LocalizedText) {
      self.value = value
      self.effect = effect
      self.title = title
      self.text = text
    }
  }

  /// What is said while nothing can be decided.
  public struct Undecided: Sendable {
    public let title: LocalizedText
    public let text: LocalizedText

    public init(title: LocalizedText, text: LocalizedText) {
      self.title = title
      self.text = text
    }
  }

  /// Dates that reports draw against a limit.
  public struct Timeline: Sendable {
    public let title: LocalizedText
    /// FEEL: a list of contexts with `label` and `date`.
    public let items: SourceFragment
    /// FEEL: the last day.
    public let limit: SourceFragment

    public init(title: LocalizedText, items: SourceFragment, limit: SourceFragment) {
      self.title = title
      self.items = items
      self.limit = limit
    }
  }

  public let citations: [Citation]
  public let logic: BoxedExpression
  public let results: [Result]
  public let answersMissing: Undecided
  public let judgementNeeded: Undecided
  /// What the score is and is not.
  public let scoreNote: LocalizedText
  public let timeline: Timeline?
  public let source: SourceText
  public let range: SourceRange

  public init(
    citations: [Citation], logic: BoxedExpression, results: [Result], answersMissing: Undecided,
    judgementNeeded: Undecided, scoreNote: LocalizedText, timeline: Timeline? = nil,
    source: SourceText, range: SourceRange
  ) {
    self.citations = citations
    self.logic = logic
    self.results = results
    self.answersMissing = answersMissing
    self.judgementNeeded = judgementNeeded
    self.scoreNote = scoreNote
    self.timeline = timeline
    self.source = source
    self.range = range
  }
}
