import Rules

/// The parts of a report about conditions and their checks.
extension Report {
  struct Condition: Sendable {
    let id: String
    let number: String
    let title: String
    let verdict: Verdict
    /// As the source puts it.
    let requirement: String
    let citations: [Citation]
    /// Why it does not apply, when it does not.
    let notApplicable: String?
    let score: Score
    var checks: [Check]
  }

  struct Check: Sendable {
    let id: String
    let title: String
    let verdict: Verdict
    let role: Rules.Check.Role
    let basis: Rules.Check.Basis
    let reasons: [String]
    let citations: [Citation]
    let readings: [Reading]
    /// What the check rests on that the sources leave open.
    let assumptions: [ParameterInUse]
    /// Parameters that nobody has set, which leaves the check to a person.
    let unset: [ParameterInUse]
    let missing: [MissingAnswer]
    let figures: [Figure]
    /// What a person is asked, where that is needed or was answered.
    let judgement: JudgementAsked?
    let answer: JudgementAnswer?
    /// Why the rule gave no answer at all: for its author.
    let remarks: [String]
    /// What it can still add to the score while it is open, in points of 100.
    let openPoints: Double
    /// What the verdict rests on; `nil` where nobody asked.
    var explanation: Explanation?
    /// What would change the verdict; `nil` where nobody asked or it does not fail.
    var suggestions: Suggestions?
  }

  struct Citation: Sendable {
    let key: String
    /// The key of its ``Source``.
    let source: String
    let document: String
    let section: String
  }

  struct Reading: Sendable {
    let key: String
    let point: String
    let choice: String
  }

  struct ParameterInUse: Sendable {
    let name: String
    let title: String
    /// Formatted for reading; `nil` where it is unset.
    let value: String?
  }

  struct MissingAnswer: Sendable {
    let path: String
    let label: String
  }

  struct Figure: Sendable {
    let label: String
    let value: String
  }

  struct JudgementAsked: Sendable {
    let question: String
    let guidance: String
  }

  /// An answer that is missing and still matters.
  struct Question: Sendable {
    /// Where the answer belongs in the plan's file.
    let path: String
    let label: String
    let question: String
    let help: String?
    let example: String?
    let checks: [String]
    /// What the checks that wait for it can still add to the score, in points of 100.
    let points: Double
  }

  /// What a reviewer still has to say.
  struct JudgementToGive: Sendable {
    let check: String
    let title: String
    /// `nil` where only an unset parameter leaves the check to a person.
    let question: String?
    let guidance: String?
    let unset: [ParameterInUse]
    let answer: JudgementAnswer?
    /// What it can still add to the score, in points of 100.
    let points: Double
  }

  struct Assumption: Sendable {
    enum Origin: Sendable {
      case reading([Reading])
      case setting(reason: String, date: CalendarDate)
      case unset
    }

    let name: String
    let title: String
    let value: String?
    let why: String
    let origin: Origin
    let checks: [String]
  }

  struct Source: Sendable {
    let key: String
    let title: String
    let publisher: String
    let date: CalendarDate
    let url: WebAddress?
    let note: String?
  }
}
