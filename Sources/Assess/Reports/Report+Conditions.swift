package import Rules

/// The parts of a report about conditions and their checks.
extension Report {
  package struct Condition: Sendable {
    package let id: String
    package let number: String
    package let title: String
    package let verdict: Verdict
    /// As the source puts it.
    package let requirement: String
    package let citations: [Citation]
    /// Why it does not apply, when it does not.
    package let notApplicable: String?
    let tally: Tally
    package var checks: [Check]

    /// The number that the source gives it, its title, and its own stable name.
    package var heading: String { Rules.Criterion.heading(number, title, id) }
  }

  package struct Check: Sendable {
    package let id: String
    package let title: String
    package let verdict: Verdict
    package let force: Rules.Check.Force
    /// What the sources say that gives it that force.
    let words: String?
    package let basis: Rules.Check.Basis
    package let reasons: [String]
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
    package let answer: JudgementAnswer?
    /// Why the rule gave no answer at all: for its author.
    let remarks: [String]
    /// What the verdict rests on; `nil` where nobody asked.
    var explanation: Explanation?
    /// Whether there is something that it can rest on: a rule, or a condition for it to apply.
    let hasRule: Bool
    /// What would change the verdict; `nil` where nobody asked or it does not fail.
    var suggestions: Suggestions?
  }

  package struct Citation: Sendable {
    let key: String
    /// The key of its ``Source``.
    let source: String
    package let document: String
    package let section: String

    /// Where the page of the rules tells of it.
    var anchor: RulesetAnchor {
      .section(String(key.dropFirst(source.count + 1)), of: source)
    }
  }

  package struct Reading: Sendable {
    package let key: String
    let point: String
    package let choice: String
  }

  struct ParameterInUse: Sendable {
    let name: String
    let title: String
    /// Formatted for reading; `nil` where it is unset.
    let value: String?
  }

  struct MissingAnswer: Sendable {
    let path: InputPath
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
    let path: InputPath
    let label: String
    let question: String
    let help: String?
    let example: String?
    let checks: [String]
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

  package struct Source: Sendable {
    package let key: String
    package let title: String
    let publisher: String
    package let date: CalendarDate
    let url: WebAddress?
    package let note: String?
  }
}

extension Criterion {
  /// `4. Goals`, or where the source numbers in words `Step 3, condition 1: Goals`; with its stable name.
  static func heading(_ number: String, _ title: String, _ id: String) -> String {
    let isPlain = number.allSatisfy(\.isNumber)
    let place = isPlain ? "\(number)." : "\(number.prefix(1).uppercased())\(number.dropFirst()):"
    return "\(place) \(title) (\(id))"
  }

  package func heading(_ language: Language) -> String {
    Self.heading(number[language], title[language], id)
  }
}
