/// One thing a plan must satisfy, and who asks for it.
public struct Criterion: Sendable {
  /// Stable over versions: `C7`. A FEEL name.
  public let id: String
  /// The number that the version's own source gives it.
  public let number: String
  public let title: LocalizedText
  /// As the source puts it.
  public let requirement: LocalizedText
  public let citations: [Citation]
  /// Positive; counts for the score only.
  public let weight: Number
  public let applicability: Applicability?
  public let checks: [Check]
  public let source: SourceText
  public let range: SourceRange

  public init(
    id: String, number: String, title: LocalizedText, requirement: LocalizedText,
    citations: [Citation], weight: Number, applicability: Applicability?, checks: [Check],
    source: SourceText, range: SourceRange
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.requirement = requirement
    self.citations = citations
    self.weight = weight
    self.applicability = applicability
    self.checks = checks
    self.source = source
    self.range = range
  }
}

/// When a criterion or a check applies, and what to say when it does not.
public struct Applicability: Sendable {
  public let condition: SourceFragment
  public let otherwise: TextTemplate

  public init(condition: SourceFragment, otherwise: TextTemplate) {
    self.condition = condition
    self.otherwise = otherwise
  }
}

/// One part of a criterion that is decided by a rule, by a person, or by both.
public struct Check: Sendable {
  /// Whether the source says it, it follows from the source, or it is the project's own choice.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    case source
    case derived
    case assumption
  }

  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Counts in the verdict and in the score.
    case requirement
    /// Is shown, and decides nothing.
    case attention
  }

  public struct Figure: Sendable {
    public let label: LocalizedText
    public let value: SourceFragment

    public init(label: LocalizedText, value: SourceFragment) {
      self.label = label
      self.value = value
    }
  }

  public let id: String
  public let title: LocalizedText
  public let citations: [Citation]
  public let basis: Basis
  /// Keys of the readings it rests on.
  public let readings: [String]
  public let role: Role
  /// Positive; counts for the score only.
  public let weight: Number
  public let applicability: Applicability?
  /// FEEL that gives true or false.
  public let rule: SourceFragment?
  public let judgement: Judgement?
  public let passes: TextTemplate?
  public let fails: TextTemplate?
  /// Shown to the person who judges.
  public let figures: [Figure]
  public let source: SourceText
  public let range: SourceRange

  public init(
    id: String, title: LocalizedText, citations: [Citation], basis: Basis, readings: [String],
    role: Role, weight: Number, applicability: Applicability?, rule: SourceFragment?,
    judgement: Judgement?, passes: TextTemplate?, fails: TextTemplate?, figures: [Figure],
    source: SourceText, range: SourceRange
  ) {
    self.id = id
    self.title = title
    self.citations = citations
    self.basis = basis
    self.readings = readings
    self.role = role
    self.weight = weight
    self.applicability = applicability
    self.rule = rule
    self.judgement = judgement
    self.passes = passes
    self.fails = fails
    self.figures = figures
    self.source = source
    self.range = range
  }
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

  public let question: LocalizedText
  public let guidance: LocalizedText
  public let moment: Moment

  public init(question: LocalizedText, guidance: LocalizedText, moment: Moment) {
    self.question = question
    self.guidance = guidance
    self.moment = moment
  }
}

/// Words with values filled in.
public struct TextTemplate: Sendable {
  public enum Piece: Sendable {
    case words(String)
    case expression(SourceFragment)
  }

  public let nl: [Piece]
  public let en: [Piece]

  public init(nl: [Piece], en: [Piece]) {
    self.nl = nl
    self.en = en
  }

  public subscript(language: Language) -> [Piece] {
    switch language {
    case .nl: nl
    case .en: en
    }
  }
}
