package import Rules

/// What every format shows of one assessment, in order and in one language.
///
/// Texts are as the plan and the ruleset give them: each format makes them safe for itself.
package struct Report: Sendable {
  package let words: ReportWords
  package let plan: Plan
  package let ruleset: Edition
  /// The moment the assessment is about.
  package let moment: DateAndTime
  package let outcome: Outcome
  package let tally: Tally
  package var conditions: [Condition]
  var questions: [Question]
  /// The checks that wait for a person, in the order of the ruleset.
  let judgements: [JudgementToGive]
  let assumptions: [Assumption]
  /// The documents that the conditions, the checks or the outcome cite.
  package let sources: [Source]
  let timeline: Timeline?
  /// What would make the outcome positive; `nil` where nobody asked or it is not negative.
  var suggestions: Suggestions?

  /// What whoever wrote the plan may want to know, though it was assessed.
  package var warnings: [PlanWarning] = []

  /// Where the rules are told of, for formats with links; `nil` where nobody says.
  package var pages: RulesetPages?

  /// Where what a check rests on is told, by its id; `nil` where this report tells all of it.
  package var explanationAddress: (@Sendable (_ check: String) -> String)?

  /// Where an answer is given, by the check that somebody comes from; `nil` where the reader gives none.
  package var answerAddress: (@Sendable (_ path: InputPath, _ check: String?) -> String?)?

  package var language: Language { words.language }

  /// What a page of it leads to.
  var links: Links {
    Links(rules: places, explanation: explanationAddress, answer: answerAddress)
  }

  /// What a page of a report leads to; what has no address is told without a link.
  package struct Links: Sendable {
    let rules: Places?
    let explanation: (@Sendable (_ check: String) -> String)?
    let answer: (@Sendable (_ path: InputPath, _ check: String?) -> String?)?

    package init(
      rules: Places?, explanation: (@Sendable (String) -> String)? = nil,
      answer: (@Sendable (InputPath, String?) -> String?)? = nil
    ) {
      self.rules = rules
      self.explanation = explanation
      self.answer = answer
    }
  }

  /// What a place on the page of these rules is linked by; `nil` where there is no such page.
  package var places: Places? {
    pages.map { Places(pages: $0, ruleset: ruleset.id, version: ruleset.version) }
  }

  /// The page of a version, for links.
  package struct Places: Sendable {
    let pages: RulesetPages
    let ruleset: String
    let version: String

    func address(_ anchor: RulesetAnchor) -> HTMLText {
      HTMLText(pages.address(of: ruleset, version, at: anchor))
    }
  }

  /// The plan as people know it.
  package struct Plan: Sendable {
    /// `nil` where the plan gives none.
    package let title: String?
    /// A path as its owner gave it, or `<standard input>`.
    package let file: String

    /// - Parameter title: a blank one is none; of one as long as a page the beginning is enough.
    package init(title: String?, file: String) {
      self.title = title.flatMap { title in
        let title = title.shortened(to: 200)
        return VisibleText(title).text.isEmpty ? nil : title
      }
      self.file = file
    }
  }

  /// Which version of which ruleset.
  package struct Edition: Sendable {
    package let id: String
    package let version: String
    package let title: String
    package let versionTitle: String
    package let authority: String
    package let validFrom: CalendarDate?
    package let validUntil: CalendarDate?
    /// The field with the day of submission: nobody can give another.
    let submissionField: String
  }

  package struct Outcome: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      case positive
      case negative
      case answersMissing
      case judgementNeeded
      case rulesetFault
    }

    package let kind: Kind
    /// The result as the ruleset's logic names it; `nil` while nothing is decided.
    package let result: String?
    package let title: String
    package let text: String
    /// Why it is only an indication; `nil` where the rules are those of the plan's day.
    package let indication: String?
  }

  struct Timeline: Sendable {
    struct Item: Sendable {
      let label: String
      let date: CalendarDate
      /// `false` where there is no limit.
      let isLate: Bool
    }

    let title: String
    let limit: CalendarDate?
    /// In order of date.
    let items: [Item]
  }
}
