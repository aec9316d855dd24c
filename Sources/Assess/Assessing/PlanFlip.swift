package import Rules

/// A plan that two versions assess otherwise, and what it comes to by each.
package struct PlanFlip: Sendable {
  package let plan: String
  package let before: OutcomeFinding
  package let after: OutcomeFinding
  /// The checks that both have and decide otherwise.
  package let checks: [(id: String, before: Verdict, after: Verdict)]
  /// Why the first of these is decided as it is now.
  package let reason: LocalizedText?

  /// Whether it comes to something else as a whole.
  package var hasOtherOutcome: Bool { before.title != after.title }
}

/// Assesses plans by two versions.
package struct PlanComparison: Sendable {
  private let old: Edition
  private let new: Edition
  /// The places of the checks that both have, in the order of the new version.
  private let shared: [(id: String, old: Int, new: Int)]
  /// Never the clock: two versions are compared on one day, whatever the plan's own.
  private let moment: DateAndTime

  package init(from old: Ruleset, to new: Ruleset) {
    (self.old, self.new) = (Edition(old), Edition(new))
    let day = new.model.identity.validFrom ?? old.model.identity.validFrom ?? .epoch
    moment = day.midnightUTC
    let places = Dictionary(
      old.model.criteria.flatMap(\.checks).enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first })
    shared = new.model.criteria.flatMap(\.checks).enumerated().compactMap { place, check in
      places[check.id].map { (check.id, $0, place) }
    }
  }

  /// - Returns: `nil` where both say the same of it: of all checks that both have, and as a whole.
  package func flip(of file: PlanFile) throws(Failure) -> PlanFlip? {
    let (was, now) = (try Read(file, old), try Read(file, new))
    // Most plans are decided alike, and the verdicts alone are had far sooner than their reasons.
    let (before, after) = (try was.verdicts(at: moment), try now.verdicts(at: moment))
    let differing = shared.filter { before.checks[$0.old] != after.checks[$0.new] }
    if differing.isEmpty, let title = was.title(of: before.outcome),
      title == now.title(of: after.outcome)
    {
      return nil
    }
    let (first, second) = (try was.assessment(at: moment), try now.assessment(at: moment))
    if differing.isEmpty, first.outcome.title == second.outcome.title { return nil }
    return PlanFlip(
      plan: file.title(by: new.ruleset.model) ?? file.name, before: first.outcome,
      after: second.outcome,
      checks: differing.map { ($0.id, before.checks[$0.old], after.checks[$0.new]) },
      reason: differing.first.flatMap { second.checks[$0.new].reasons.first })
  }

  /// A plan as one version reads it.
  private struct Read {
    let plan: ReadPlan
    let ruleset: Ruleset
    let name: String

    init(_ file: PlanFile, _ edition: Edition) throws(Failure) {
      plan = ReadPlan(file, by: edition, recordingCauses: false)
      ruleset = edition.ruleset
      name = file.name
      if plan.hasErrors { throw Failure(.badInput, plan.problems) }
    }

    func verdicts(at moment: DateAndTime) throws(Failure) -> Verdicts {
      do {
        return try PlanDecider(ruleset).verdicts(
          for: plan.facts, judgements: plan.judgements, at: moment)
      } catch {
        throw Failure(error, about: name)
      }
    }

    func assessment(at moment: DateAndTime) throws(Failure) -> Assessment {
      do {
        return try ruleset.assess(plan.facts, judgements: plan.judgements, at: moment)
      } catch {
        throw Failure(error, about: name)
      }
    }

    /// `nil` of a fault, whose words need an assessment.
    func title(of outcome: Verdicts.OutcomeCode) -> LocalizedText? {
      let written = ruleset.model.outcome
      return switch outcome {
      case .decided(let result): written.results[result].title
      case .answersMissing: written.answersMissing.title
      case .judgementNeeded: written.judgementNeeded.title
      case .faulty: nil
      }
    }
  }
}
