package import Rules

/// A plan that two versions assess, and what it comes to by each.
package struct PlanFlip: Sendable {
  package let plan: String
  package let before: OutcomeFinding
  package let after: OutcomeFinding
  /// The checks that both have and decide otherwise.
  package let checks: [(id: String, before: Verdict, after: Verdict)]

  /// Whether both say the same of it.
  package var isSame: Bool { checks.isEmpty && before.title == after.title }

  /// Assesses a plan by both versions, whatever its day of submission.
  package init(_ file: PlanFile, from old: Ruleset, to new: Ruleset) throws(Failure) {
    // Never the clock: two versions are compared on one day.
    let day = new.model.identity.validFrom ?? old.model.identity.validFrom ?? .epoch
    let was = try Self.assess(file, by: old, on: day)
    let now = try Self.assess(file, by: new, on: day)
    let earlier = Dictionary(
      was.checks.map { ($0.check.id, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    checks = now.checks.compactMap { finding in
      guard let before = earlier[finding.check.id], before != finding.verdict else { return nil }
      return (finding.check.id, before, finding.verdict)
    }
    plan = file.name
    (before, after) = (was.outcome, now.outcome)
  }

  private static func assess(
    _ file: PlanFile, by ruleset: Ruleset, on day: CalendarDate
  ) throws(Failure) -> Assessment {
    let read = ReadPlan(file, by: Edition(ruleset), recordingCauses: false)
    if read.hasErrors { throw Failure(.badInput, read.problems) }
    do {
      return try ruleset.assess(
        read.facts, judgements: read.judgements, at: day.midnightUTC)
    } catch {
      throw Failure(error, about: file.name)
    }
  }
}
