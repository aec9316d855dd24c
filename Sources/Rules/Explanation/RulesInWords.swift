/// What the rules of a version say in words, for whoever reads them without a plan.
public struct RulesInWords: Sendable {
  /// One expression that is true or false.
  public struct Telling: Sendable {
    /// `nil` where there are no words for it at all.
    public let sentence: RuleSentence?
    /// Whether the sentence says all of it.
    public let isWhole: Bool
    /// Calculations that it only names, in the order in which it does.
    public let calculations: [Name]
  }

  /// A title that rules go by, and what it is.
  public struct Term: Sendable {
    /// As its author called it.
    public let title: LocalizedText
    /// What is computed.
    public let meaning: LocalizedText
  }

  /// The parts of one check.
  public struct Check: Sendable {
    /// When it applies besides its criterion; `nil` where always.
    public let applies: Telling?
    /// `nil` where only a person decides.
    public let rule: Telling?
    /// What an applicant reads where it holds, with names in brackets for what is filled in.
    public let passes: LocalizedText?
    /// The same where it does not.
    public let fails: LocalizedText?
    /// The same where it does not apply.
    public let notApplicable: LocalizedText?
    /// What it rests on, each before those that it needs itself.
    public let definitions: [Definition]
    /// Those of them that have a title, as far as there are words for what they come to.
    public let terms: [Term]
    /// The parameters that it rests on, in the order of the model.
    public let parameters: [Parameter]
  }

  /// One criterion with its checks, in the order of the model.
  public struct Criterion: Sendable {
    /// When it applies; `nil` where always.
    public let applies: Telling?
    /// What an applicant reads where it does not.
    public let notApplicable: LocalizedText?
    /// In the order of the model.
    public let checks: [Check]
  }

  /// In the order of the model.
  public let criteria: [Criterion]
  /// What each parameter is set to, with its unit, in the order of the model; `nil` where nobody set it.
  public let parameterTexts: [LocalizedText?]

  /// Puts all rules of a version into words: work to do once for a version.
  public init(_ ruleset: Ruleset) {
    let teller = RuleTeller(ruleset)
    parameterTexts = ruleset.parameterTexts
    criteria = ruleset.checked.criteria.map { criterion in
      Criterion(
        applies: criterion.applies.map { teller.telling($0.expression) },
        notApplicable: criterion.otherwise.map { teller.text($0) },
        checks: criterion.checks.map { check in
          let read = ruleset.definitions(readBy: [check.applies, check.rule])
          return Check(
            applies: check.applies.map { teller.telling($0.expression) },
            rule: check.rule.map { teller.telling($0.expression) },
            passes: check.passes.map { teller.text($0, of: check.parts) },
            fails: check.fails.map { teller.text($0, of: check.parts) },
            notApplicable: check.otherwise.map { teller.text($0) },
            definitions: read.map(\.definition),
            terms: read.compactMap { slot, definition in
              definition.title.flatMap { title in
                teller.meaning(of: slot).map { Term(title: title, meaning: $0) }
              }
            },
            parameters: check.parameters.map { ruleset.model.parameters[$0] })
        })
    }
  }
}

extension Ruleset {
  /// The definitions that expressions read, and those that these read.
  fileprivate func definitions(
    readBy parts: [CheckedFragment?]
  ) -> [(slot: Int, definition: Definition)] {
    let decisions = Dictionary(
      checked.decisionModel.decisions.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first }
    )
    let known = Dictionary(
      model.definitions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<Int> = []
    var found: [(slot: Int, definition: Definition)] = []
    var waiting = parts.compactMap(\.self).flatMap { $0.expression.slots.sorted() }[...]
    while let slot = waiting.popFirst() {
      guard seen.insert(slot).inserted, let decision = decisions[slot] else { continue }
      if let definition = known[decision.decision.name] { found.append((slot, definition)) }
      waiting += decision.logic.slots.sorted()
    }
    return found
  }
}
