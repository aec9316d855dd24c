/// One thing a plan must satisfy, and who asks for it.
public struct Criterion: Sendable {
  /// Of which day the rules count.
  public enum RulesDay: String, Hashable, Sendable, CaseIterable {
    /// That on which the plan was submitted.
    case submission
    /// That on which it is decided: until then the rules may change.
    case decision
  }

  /// Stable over versions: `C7`. A FEEL name.
  public let id: String
  /// The number that the version's own source gives it: `4`, or in words `step 3, condition 1`.
  public internal(set) var number: LocalizedText
  /// A few words for lists and headings.
  public let title: LocalizedText
  /// As the source of the version puts it.
  public internal(set) var requirement: LocalizedText
  /// Where the sources ask for it; never empty when it was read.
  public internal(set) var citations: [Citation]
  /// `nil`: it applies to every plan.
  public let applicability: Applicability?
  /// Of which day its rules count; an assessment uses those of the version that it is made by, whichever day that is.
  public let rulesDay: RulesDay
  /// Why the outcome does not hang on it; `nil` where it does.
  public internal(set) var decidesNothing: LocalizedText?
  /// In the order of the file; of a version that is made from some of the sources, those that cite one of them. Those that apply and are conditions decide the verdict together.
  public internal(set) var checks: [Check]
  /// The part file that it stands in.
  public let source: SourceText
  /// Its id in that file, the words to underline when it is told of as a whole.
  public let range: SourceRange

}

/// When a criterion or a check applies, and what to say when it does not.
public struct Applicability: Sendable {
  /// FEEL that gives true or false; `null` is a fault of the ruleset.
  public let condition: SourceFragment
  /// What people are told where the condition is false.
  public let otherwise: TextTemplate

  /// A condition with the words for where it is false; the format asks for both or neither.
  public init(condition: SourceFragment, otherwise: TextTemplate) {
    self.condition = condition
    self.otherwise = otherwise
  }
}

/// One part of a criterion that is decided by a rule, by a person, or by both.
public struct Check: Sendable {
  /// Whether the source says it, it follows from the source, or it is the project's own choice.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// A source says it in so many words.
    case source
    /// It follows from what sources say.
    case derived
    /// No source says it: the project chose it.
    case assumption
  }

  /// How strongly the sources ask for it, and so what it does to its criterion where it is not met.
  public enum Force: String, Hashable, Sendable, CaseIterable {
    /// It must: a plan fails without it. Only these decide.
    case condition
    /// It should: where it is not met that is said, and decides nothing.
    case expectation
    /// It may: information, never a fault.
    case option
  }

  /// A value that is shown beside a judgement.
  public struct Figure: Sendable {
    /// What people call the value.
    public let label: LocalizedText
    /// FEEL; where it gives no value, the figure is left out. Of a list, each item is shown.
    public let value: SourceFragment

  }

  /// Stable over versions: `C7.1`. Unique among the criteria and checks of its version.
  public let id: String
  /// A few words for lists and headings.
  public let title: LocalizedText
  /// Where the sources ask for it, or what it follows from; never empty when it was read.
  public internal(set) var citations: [Citation]
  /// Whether the sources ask for it themselves; reports say so.
  public let basis: Basis
  /// Keys of the readings it rests on.
  public let readings: [String]
  /// Whether the sources make it a condition, expect it, or allow it.
  public let force: Force
  /// What the sources say that gives it that force; always there for a condition that was read.
  public let words: LocalizedText?
  /// Besides that of its criterion; `nil`: it applies wherever the criterion does.
  public let applicability: Applicability?
  /// FEEL that gives true or false.
  public let rule: SourceFragment?
  /// What a person is asked; `nil` where the rule alone decides. A check has this, a rule or both.
  public let judgement: Judgement?
  /// The reason where the rule holds; `nil` without a rule.
  public let passes: TextTemplate?
  /// The reason where it does not, once for each item that breaks the rule if it names the item.
  /// `nil` without a rule; it may be so too where a person then decides.
  public let fails: TextTemplate?
  /// Shown to the person who judges.
  public let figures: [Figure]
  /// The part file that it stands in.
  public let source: SourceText
  /// Its id in that file, the words to underline when it is told of as a whole.
  public let range: SourceRange

}

/// A question that only a person can answer.
public struct Judgement: Sendable {
  /// When a check that has a rule too is put to a person.
  public enum Moment: String, Hashable, Sendable, CaseIterable {
    /// The rule screens: when it holds, a person decides.
    case passes
    /// When the rule does not hold, a person decides whether that is acceptable.
    case fails
  }

  /// What the person is asked, to be answered with yes or no: whether the check holds.
  public let question: LocalizedText
  /// What to look at before answering.
  public let guidance: LocalizedText
  /// Of a check without a rule it says nothing: that always needs judgement.
  public let moment: Moment

  /// A question as the author of the check puts it.
  public init(question: LocalizedText, guidance: LocalizedText, moment: Moment) {
    self.question = question
    self.guidance = guidance
    self.moment = moment
  }
}

/// Words with values filled in.
public struct TextTemplate: Sendable {
  /// Words, or an expression that stood in braces.
  public enum Piece: Sendable {
    /// Shown as they are; a brace that was written `{{` is one brace here.
    case words(String)
    /// FEEL whose value is put in words of the language, with its unit or the label of an answer.
    case expression(SourceFragment)
  }

  /// In Dutch, from start to end; the pieces of two languages need not match.
  public let nl: [Piece]
  /// In English, from start to end.
  public let en: [Piece]

  /// The pieces in the language that somebody reads.
  public subscript(language: Language) -> [Piece] {
    switch language {
    case .nl: nl
    case .en: en
    }
  }
}
