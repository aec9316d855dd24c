/// What one version of one ruleset says of one plan, and why.
public struct Assessment: Sendable {
  public let ruleset: RulesetIdentity
  /// The moment the assessment is about; `now()` and `today()` in rules.
  public let moment: DateAndTime
  public let outcome: OutcomeFinding
  public let score: ScoreInterval
  /// In the order of the ruleset.
  public let criteria: [CriterionFinding]
  /// The answers that still matter, in the order of the questionnaire.
  public let openQuestions: [OpenQuestion]
  /// The parameters that a decided or open check rests on, in the order of the ruleset.
  public let assumptions: [AssumptionFinding]
  public let timeline: Timeline?
  /// What is wrong with the rules themselves, as far as this plan met it. Empty for a sound ruleset.
  public let faults: [RulesetFault]

  package init(
    ruleset: RulesetIdentity, moment: DateAndTime, outcome: OutcomeFinding, score: ScoreInterval,
    criteria: [CriterionFinding], openQuestions: [OpenQuestion], assumptions: [AssumptionFinding],
    timeline: Timeline?, faults: [RulesetFault] = []
  ) {
    self.faults = faults
    self.ruleset = ruleset
    self.moment = moment
    self.outcome = outcome
    self.score = score
    self.criteria = criteria
    self.openQuestions = openQuestions
    self.assumptions = assumptions
    self.timeline = timeline
  }

  public var checks: [CheckFinding] { criteria.flatMap(\.checks) }
}

/// The outcome of a plan as a whole.
public enum OutcomeFinding: Sendable {
  case decided(Outcome.Result)
  case answersMissing(Outcome.Undecided)
  case judgementNeeded(Outcome.Undecided)
  /// The rules have no answer, though nothing is missing: whoever keeps them must act.
  case rulesetFault(Outcome.Undecided)

  public var title: LocalizedText {
    switch self {
    case .decided(let result): result.title
    case .answersMissing(let undecided), .judgementNeeded(let undecided),
      .rulesetFault(let undecided):
      undecided.title
    }
  }

  public var text: LocalizedText {
    switch self {
    case .decided(let result): result.text
    case .answersMissing(let undecided), .judgementNeeded(let undecided),
      .rulesetFault(let undecided):
      undecided.text
    }
  }
}

/// What is said of one criterion.
public struct CriterionFinding: Sendable {
  public let criterion: Criterion
  public let verdict: Verdict
  /// Why it does not apply, when it does not.
  public let notApplicable: LocalizedText?
  public let score: ScoreInterval
  public let checks: [CheckFinding]

  package init(
    criterion: Criterion, verdict: Verdict, notApplicable: LocalizedText?, score: ScoreInterval,
    checks: [CheckFinding]
  ) {
    self.criterion = criterion
    self.verdict = verdict
    self.notApplicable = notApplicable
    self.score = score
    self.checks = checks
  }
}

/// What is said of one check.
public struct CheckFinding: Sendable {
  public struct Figure: Hashable, Sendable {
    public let label: LocalizedText
    /// Formatted for reading.
    public let value: LocalizedText
  }

  public let check: Check
  public let verdict: Verdict
  /// Sentences for an applicant, values filled in: one, or one for each item that breaks the rule.
  public let reasons: [LocalizedText]
  /// The answers that are missing, where the check is undetermined; unset parameters that leave it
  /// to a person are in `unsetParameters`.
  public let missing: [InputPath]
  public let unsetParameters: [Name]
  /// Parameters with a value that the check rests on.
  public let assumptions: [Name]
  public let figures: [Figure]
  /// The answer of a person, if one was given.
  public let judgement: JudgementAnswer?
  /// Why the rule gave no answer at all, where that happened: for the author of the rule.
  public let remarks: [LocalizedText]
  /// What it can still add to the score of the plan, in points of 100; 0 where it is decided.
  public let openPoints: Double
  /// That its rules have no answer, though nothing is missing; `nil` where they are sound.
  public let fault: RulesetFault?

  package init(
    check: Check, verdict: Verdict, reasons: [LocalizedText], missing: [InputPath],
    unsetParameters: [Name], assumptions: [Name], figures: [Figure], judgement: JudgementAnswer?,
    remarks: [LocalizedText], openPoints: Double = 0, fault: RulesetFault? = nil
  ) {
    self.fault = fault
    self.check = check
    self.verdict = verdict
    self.reasons = reasons
    self.missing = missing
    self.unsetParameters = unsetParameters
    self.assumptions = assumptions
    self.figures = figures
    self.judgement = judgement
    self.remarks = remarks
    self.openPoints = openPoints
  }
}

/// What a person says of a check that asks for judgement.
public struct JudgementAnswer: Hashable, Sendable {
  public enum Author: String, Hashable, Sendable, CaseIterable {
    /// The applicant's own view: shown, decides nothing.
    case applicant
    case reviewer
  }

  public let holds: Bool
  public let explanation: String
  public let author: Author

  public init(holds: Bool, explanation: String, author: Author) {
    self.holds = holds
    self.explanation = explanation
    self.author = author
  }
}

/// An answer that is missing and still matters.
public struct OpenQuestion: Sendable {
  public let path: InputPath
  public let field: Field
  /// The ids of the checks that wait for it.
  public let checks: [String]

  package init(path: InputPath, field: Field, checks: [String]) {
    self.path = path
    self.field = field
    self.checks = checks
  }
}

/// Something the sources leave open that verdicts rest on.
public struct AssumptionFinding: Sendable {
  public enum Origin: Sendable {
    /// The choice that ships with the ruleset.
    case reading([Reading])
    /// Set by an organisation.
    case setting(reason: String, date: CalendarDate)
    /// Nobody has set it.
    case unset
  }

  public let parameter: Parameter
  /// Formatted for reading; `nil` where it is unset.
  public let value: LocalizedText?
  public let origin: Origin
  /// The ids of the checks that rest on it.
  public let checks: [String]

  package init(
    parameter: Parameter, value: LocalizedText?, origin: Origin, checks: [String]
  ) {
    self.parameter = parameter
    self.value = value
    self.origin = origin
    self.checks = checks
  }
}

/// Parameters as an organisation sets them.
public struct ParameterSettings: Sendable {
  public struct Setting: Sendable {
    /// FEEL.
    public let value: SourceFragment
    public let reason: String
    public let date: CalendarDate

    public init(value: SourceFragment, reason: String, date: CalendarDate) {
      self.value = value
      self.reason = reason
      self.date = date
    }
  }

  public let settings: [Name: Setting]

  public init(_ settings: [Name: Setting] = [:]) { self.settings = settings }
}
