/// What one version of one ruleset says of one plan, and why.
public struct Assessment: Sendable {
  /// Which ruleset it was assessed by, and which version of it.
  public let ruleset: RulesetIdentity
  /// The moment the assessment is about; `now()` and `today()` in rules.
  public let moment: DateAndTime
  /// What the verdicts of the criteria together say of the plan.
  public let outcome: OutcomeFinding
  /// How many of the criteria are met.
  public let tally: Tally
  /// In the order of the ruleset.
  public let criteria: [CriterionFinding]
  /// The answers that still matter, in the order of the questionnaire.
  public let openQuestions: [OpenQuestion]
  /// The parameters that a decided or open check rests on, in the order of the ruleset.
  public let assumptions: [AssumptionFinding]
  /// Dates of the plan beside their limit; `nil` where the ruleset draws none.
  public let timeline: Timeline?
  /// What is wrong with the rules themselves, as far as this plan met it. Empty for a sound ruleset.
  public let faults: [RulesetFault]

  /// The checks of all criteria, in the order of the ruleset.
  public var checks: [CheckFinding] { criteria.flatMap(\.checks) }
}

/// The outcome of a plan as a whole.
public enum OutcomeFinding: Sendable {
  /// The logic of the outcome gave one of the results that the ruleset lists.
  case decided(Outcome.Result)
  /// Answers are missing that can still change it, whatever else it waits for.
  case answersMissing(Outcome.Undecided)
  /// No answer is missing that matters: it waits for people who judge, or for parameters that
  /// nobody set.
  case judgementNeeded(Outcome.Undecided)
  /// The rules have no answer, though nothing is missing: whoever keeps them must act.
  case rulesetFault(Outcome.Undecided)

  /// The outcome in a few words, as the ruleset puts it; of a fault, in words of the engine.
  public var title: LocalizedText {
    switch self {
    case .decided(let result): result.title
    case .answersMissing(let undecided), .judgementNeeded(let undecided),
      .rulesetFault(let undecided):
      undecided.title
    }
  }

  /// What the outcome means, in a sentence or more.
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
  /// What the authors wrote of it.
  public let criterion: Criterion
  /// What its checks that are conditions come to together; others do not count.
  public let verdict: Verdict
  /// Why it does not apply, when it does not.
  public let notApplicable: LocalizedText?
  /// How many of its checks that are conditions are met.
  public let tally: Tally
  /// All its checks in the order of the ruleset.
  public let checks: [CheckFinding]

}

/// What is said of one check.
public struct CheckFinding: Sendable {
  /// A value that helps the person who judges.
  public struct Figure: Hashable, Sendable {
    /// What the value is called, as the rules have it.
    public let label: LocalizedText
    /// Formatted for reading.
    public let value: LocalizedText
  }

  /// What the authors wrote of it.
  public let check: Check
  /// What its rule says; where a person is asked, what a reviewer says, and until then
  /// ``Verdict/needsJudgement``.
  public let verdict: Verdict
  /// Sentences for an applicant, values filled in: one, or one for each item that breaks the rule.
  public let reasons: [LocalizedText]
  /// The answers that are missing, where the check is undetermined; unset parameters that leave it
  /// to a person are in `unsetParameters`.
  public let missing: [InputPath]
  /// The parameters that nobody set and without which its rules have no answer.
  public let unsetParameters: [Name]
  /// Parameters with a value that the check rests on.
  public let assumptions: [Name]
  /// Shown to the person who judges, of a check that asks for judgement or needs it. Values that
  /// are empty or not known are left out.
  public let figures: [Figure]
  /// What a person said, if anybody did; `nil` too where nobody is asked and the rule decides alone.
  public let judgement: JudgementAnswer?
  /// Why the rule gave no answer at all, where that happened: for the author of the rule.
  public let remarks: [LocalizedText]
  /// That its rules have no answer, though nothing is missing; `nil` where they are sound.
  public let fault: RulesetFault?
}

/// What a person says of a check that asks for judgement.
public struct JudgementAnswer: Hashable, Sendable {
  /// In what part somebody judges.
  public enum Author: String, Hashable, Sendable, CaseIterable {
    /// The applicant's own view: shown, decides nothing.
    case applicant
    /// Somebody who decides on the plan: wherever a person is asked, this answer gives the verdict.
    case reviewer
  }

  /// Whether the check is met, as this person sees it.
  public let holds: Bool
  /// Why, in the person's own words.
  public let explanation: String
  /// Who says it, and so whether it decides.
  public let author: Author

  /// What somebody said of one check, to assess with under the id of that check.
  public init(holds: Bool, explanation: String, author: Author) {
    self.holds = holds
    self.explanation = explanation
    self.author = author
  }
}

/// An answer that is missing and still matters.
public struct OpenQuestion: Sendable {
  /// Where in the plan the answer belongs.
  public let path: InputPath
  /// The field of the vocabulary that asks for it.
  public let field: Field
  /// The ids of the checks that wait for it; none where only the logic of the outcome does.
  public let checks: [String]
}

/// Something the sources leave open that verdicts rest on.
public struct AssumptionFinding: Sendable {
  /// Who chose the value of a parameter.
  public enum Origin: Sendable {
    /// The choice that ships with the ruleset.
    case reading([Reading])
    /// Set by an organisation.
    case setting(reason: String, date: CalendarDate)
    /// Nobody has set it.
    case unset
  }

  /// What is left open, and the values that it may have.
  public let parameter: Parameter
  /// Formatted for reading; `nil` where it is unset.
  public let value: LocalizedText?
  /// Where the value comes from.
  public let origin: Origin
  /// The ids of the checks that rest on it; none where only the logic of the outcome does.
  public let checks: [String]

}
