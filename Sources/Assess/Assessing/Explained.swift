import Dispatch
package import Rules
import Synchronization

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
  ///   - processors: how many may work for it at once; with one all is done in the task that asks, and ends
  ///     when that is cancelled.
  /// - Throws: when a rule asks for more than the limits allow.
  package init(
    by explainer: Explainer, _ read: ReadPlan, _ assessment: Assessment, suggests: Bool,
    only chosen: Set<String>? = nil, processors: Int
  ) throws(EvaluationError) {
    self.explainer = explainer
    facts = read.facts
    var parts = assessment.checks.map(\.check.id).filter { chosen?.contains($0) ?? true }
      .map(Part.reasons)
    if suggests {
      parts += assessment.checks.filter { $0.verdict == .fails }.map { .suggestions($0.check.id) }
      if case .decided(let result) = assessment.outcome, result.effect == .negative {
        parts.append(.plan)
      }
    }
    let found = Self.found(parts, processors: processors) { [parts] place throws(EvaluationError) in
      try Found(parts[place], by: explainer, read, at: assessment.moment)
    }
    var checks: [String: CheckExplanation] = [:]
    var suggestions: [String: PlanSuggestions] = [:]
    var plan: PlanSuggestions?
    for (part, found) in zip(parts, found) {
      switch (part, try found.get()) {
      case (.reasons(let id), .reasons(let reasons)): checks[id] = reasons
      case (.suggestions(let id), .suggestions(let found)): suggestions[id] = found
      case (.plan, .suggestions(let found)): plan = found
      case (.reasons, .suggestions), (.suggestions, .reasons), (.plan, .reasons): break
      }
    }
    self.checks = checks
    self.suggestions = suggests ? suggestions : nil
    self.plan = plan
  }

  /// The checks that a report can't do without: those that fail, and those whose reasons no author wrote.
  package static func needed(for assessment: Assessment) -> Set<String> {
    Set(
      assessment.checks.lazy
        .filter { $0.verdict == .fails || $0.verdict == .passes && $0.reasons.isEmpty }
        .map(\.check.id))
  }

  /// What is looked for by itself.
  private enum Part {
    case reasons(String)
    case suggestions(String)
    case plan
  }

  private enum Found {
    case reasons(CheckExplanation?)
    case suggestions(PlanSuggestions)

    init(
      _ part: Part, by explainer: Explainer, _ read: ReadPlan, at moment: DateAndTime
    ) throws(EvaluationError) {
      let (facts, judgements) = (read.facts, read.judgements)
      switch part {
      case .reasons(let id):
        self = .reasons(
          try explainer.explanation(of: id, facts, judgements: judgements, at: moment))
      case .suggestions(let id):
        self = .suggestions(
          try explainer.suggestions(
            for: .check(id), facts, judgements: judgements, at: moment, within: .check))
      case .plan:
        self = .suggestions(
          try explainer.suggestions(
            for: .plan, facts, judgements: judgements, at: moment, within: .plan))
      }
    }
  }

  /// What is found of each part, in their order.
  private static func found(
    _ parts: [Part], processors: Int,
    _ find: @Sendable (Int) throws(EvaluationError) -> Found
  ) -> [Result<Found, EvaluationError>] {
    let places = Mutex(parts.indices)
    let found = Mutex<[Int: Result<Found, EvaluationError>]>([:])
    DispatchQueue.concurrentPerform(iterations: max(1, min(processors, parts.count))) { _ in
      // From the last to the first: the plan takes longest, and one that begins last would make all wait for it.
      while let place = places.withLock({ $0.popLast() }) {
        let result = Result { () throws(EvaluationError) in try find(place) }
        found.withLock { $0[place] = result }
      }
    }
    return found.withLock { found in parts.indices.compactMap { found[$0] } }
  }
}

extension ExplanationBudget {
  /// For what would change one check of many: a report is waited for.
  package static let check = ExplanationBudget(evaluations: 1_500)
  /// For what would change the outcome.
  package static let plan = ExplanationBudget(evaluations: 3_000)
}
