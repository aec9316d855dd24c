package import Rules

/// The parts of a report about what verdicts rest on.
extension Report {
  struct Explanation: Sendable {
    let claims: [Claim]
    let grounds: [Ground]
    /// How many more parts of the rule fail by themselves.
    let furtherGrounds: Int
    let margins: [Margin]
    /// What becomes of the verdict when an assumption moves.
    let parameters: [String]
  }

  package struct Claim: Sendable {
    package let holds: Bool?
    let isAsWanted: Bool?
    package let sentence: String
    /// The expression as its author wrote it.
    package let rule: String?
    /// The expression with values filled in.
    package let filled: String?
    package let parts: [Claim]
    package let more: Int
  }

  /// Answers that settle the verdict together.
  struct Ground: Sendable {
    let inputs: [Input]
    /// How many more answers there are.
    let more: Int
    let isMinimal: Bool

    /// A ground that could not be made small names every answer that a check reads.
    static let inputsTold = 500
  }

  struct Input: Sendable {
    let path: InputPath
    let label: String
    let value: String
    /// Whether it was shown that the verdict would not stand without it.
    let isNeeded: Bool
  }

  struct Margin: Sendable {
    let path: String
    let sentence: String
    let value: String
    let limit: String
    let distance: Double
    /// Of the limit.
    let percentage: Double?
    let lastSame: String
    let firstOther: String
    let becomes: Verdict
    let holds: Bool
    /// Where the value lies, from 0 to 1, when the limit is in the middle; for a drawing.
    let position: Double
  }

  struct Suggestions: Sendable {
    let found: [Suggestion]
    let isCutShort: Bool
    let evaluations: Int
    /// Checks that stand in the way and for which no way was found.
    let unsolved: [String]
  }

  struct Suggestion: Sendable {
    let changes: [Change]
    let newlyFailing: [String]
    let newlyMet: [String]
    let stillJudged: [String]
  }

  package struct Change: Sendable {
    package let path: String
    package let sentence: String
  }
}

extension Explained {
  func explanation(of id: String, in language: Language) -> Report.Explanation? {
    guard let found = checks[id] else { return nil }
    return Report.Explanation(
      claims: found.claims.map { Report.Claim($0, in: language) },
      grounds: found.grounds.map { ground in
        Report.Ground(
          inputs: ground.inputs.prefix(Report.Ground.inputsTold).map { input in
            Report.Input(
              path: input.path,
              label: explainer.label(input.path, of: facts)[language],
              value: explainer.text(of: input.value, at: input.path)[language],
              isNeeded: input.isNeeded)
          },
          more: max(0, ground.inputs.count - Report.Ground.inputsTold), isMinimal: ground.isMinimal)
      },
      furtherGrounds: found.furtherGrounds,
      margins: found.margins.map { margin($0, in: language) },
      parameters: found.parameters.flatMap { explainer.sentences(for: $0) }.map { $0[language] })
  }

  private func margin(_ margin: Margin, in language: Language) -> Report.Margin {
    func text(_ value: Value) -> String { explainer.text(of: value, at: margin.path)[language] }
    return Report.Margin(
      path: margin.path.description,
      sentence: explainer.sentence(for: margin, of: facts)[language],
      value: text(margin.value), limit: text(margin.limit), distance: margin.distance.double,
      percentage: margin.percentage?.double, lastSame: text(margin.turn.lastSame),
      firstOther: text(margin.turn.firstOther), becomes: margin.turn.becomes, holds: margin.holds,
      position: margin.position)
  }

  func suggestions(for id: String, in language: Language) -> Report.Suggestions? {
    suggestions?[id].map { report($0, in: language) }
  }

  func planSuggestions(in language: Language) -> Report.Suggestions? {
    plan.map { report($0, in: language) }
  }

  private func report(_ found: PlanSuggestions, in language: Language) -> Report.Suggestions {
    Report.Suggestions(
      found: found.found.map { suggestion in
        Report.Suggestion(
          changes: suggestion.changes.map { change in
            Report.Change(
              path: change.path.description,
              sentence: explainer.sentence(for: change, of: facts)[language])
          },
          newlyFailing: suggestion.newlyFailing, newlyMet: suggestion.newlyMet,
          stillJudged: suggestion.stillJudged)
      },
      isCutShort: found.isCutShort, evaluations: found.evaluations, unsolved: found.unsolved)
  }
}

extension Report.Claim {
  package init(_ claim: Claim, in language: Language) {
    holds = claim.holds
    isAsWanted = claim.isAsWanted
    sentence = claim.sentence[language]
    rule = claim.rule
    filled = claim.filled?[language]
    parts = claim.parts.map { Report.Claim($0, in: language) }
    more = claim.more
  }

  /// The sentences of the claims without parts: what a reason says where no author wrote one.
  var leaves: [String] { parts.isEmpty ? [sentence] : parts.flatMap(\.leaves) }
}

extension Margin {
  /// Where the value lies, from 0 to 1, with the limit in the middle: near for a small share of the
  /// limit, or few days.
  fileprivate var position: Double {
    let share: Double
    if let percentage {
      share = min(percentage.double / 100, 1)
    } else if case .date = value {
      share = min(distance.double / 730, 1)
    } else {
      share = distance.isZero ? 0 : 1
    }
    let isBelow =
      switch (value, limit) {
      case (.number(let value), .number(let limit)): value < limit
      case (.date(let value), .date(let limit)): value < limit
      default: false
      }
    return isBelow ? 0.5 - share / 2 : 0.5 + share / 2
  }
}
