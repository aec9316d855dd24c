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
  /// Never the clock: two versions are compared on one day, whatever the plan's own.
  private let moment: DateAndTime

  package init(from old: Ruleset, to new: Ruleset) {
    (self.old, self.new) = (Edition(old), Edition(new))
    let day = new.model.identity.validFrom ?? old.model.identity.validFrom ?? .epoch
    moment = day.midnightUTC
  }

  /// - Returns: `nil` where both say the same of it: of all checks that both have, and as a whole.
  package func flip(of file: PlanFile) throws(Failure) -> PlanFlip? {
    let (first, second) = (try Read(file, old), try Read(file, new))
    // Most plans are decided alike, and the verdicts alone are had far sooner than their reasons.
    if try first.summary(at: moment) == second.summary(at: moment) { return nil }
    let (was, now) = (try first.assessment(at: moment), try second.assessment(at: moment))
    let earlier = Dictionary(
      was.checks.map { ($0.check.id, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    let differing = now.checks.filter { finding in
      earlier[finding.check.id].map { $0 != finding.verdict } ?? false
    }
    if differing.isEmpty, was.outcome.title == now.outcome.title { return nil }
    return PlanFlip(
      plan: file.title(by: new.ruleset.model) ?? file.name, before: was.outcome,
      after: now.outcome,
      checks: differing.compactMap { finding in
        earlier[finding.check.id].map { (finding.check.id, $0, finding.verdict) }
      }, reason: differing.first?.reasons.first)
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

    /// The title of the outcome, and the verdicts by the ids of checks.
    func summary(at moment: DateAndTime) throws(Failure) -> [String: String] {
      do {
        let verdicts = try ruleset.verdicts(
          for: plan.facts, judgements: plan.judgements, at: moment)
        let ids = ruleset.model.criteria.flatMap(\.checks).map(\.id)
        var found = Dictionary(
          zip(ids, verdicts.checks.map(\.rawValue)), uniquingKeysWith: { first, _ in first })
        found[""] = "\(verdicts.outcome)"
        if case .decided(let result) = verdicts.outcome {
          found[""] = ruleset.model.outcome.results[result].value
        }
        return found
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
  }
}
