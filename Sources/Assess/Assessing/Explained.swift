package import Rules

/// What a report tells besides the verdicts: what they rest on, and what would change them.
package struct Explained: Sendable {
  package let explainer: Explainer
  package let facts: Facts
  package let checks: [String: CheckExplanation]
  /// For the checks that fail; `nil` where nobody asked.
  let suggestions: [String: PlanSuggestions]?
  /// For a plan that is turned down; `nil` where nobody asked.
  package let plan: PlanSuggestions?

  /// - Parameters:
  ///   - suggests: whether to look for what would change the verdicts.
  ///   - only: the checks to tell about; all where `nil`.
  /// - Throws: when a rule asks for more than the limits allow.
  package init(
    _ ruleset: Ruleset, _ read: ReadPlan, _ assessment: Assessment, suggests: Bool,
    only chosen: Set<String>? = nil
  ) throws(EvaluationError) {
    explainer = Explainer(ruleset)
    facts = read.facts
    let (judgements, moment) = (read.judgements, assessment.moment)
    var checks: [String: CheckExplanation] = [:]
    for finding in assessment.checks {
      let id = finding.check.id
      if let chosen, !chosen.contains(id) { continue }
      checks[id] = try explainer.explanation(of: id, facts, judgements: judgements, at: moment)
    }
    self.checks = checks
    suggestions =
      suggests
      ? try explainer.suggestionsForChecks(
        facts, judgements: judgements, at: moment, within: .check) : nil
    var isNegative = false
    if case .decided(let result) = assessment.outcome { isNegative = result.effect == .negative }
    plan =
      suggests && isNegative
      ? try explainer.suggestions(
        for: .plan, facts, judgements: judgements, at: moment, within: .plan) : nil
  }
}

extension ExplanationBudget {
  /// For what would change one check of many: a report is waited for.
  package static let check = ExplanationBudget(evaluations: 1_500)
  /// For what would change the outcome.
  package static let plan = ExplanationBudget(evaluations: 3_000)
}
