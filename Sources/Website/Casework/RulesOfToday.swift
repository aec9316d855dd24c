import Assess
import Rules

/// What the rules of today say of criteria for which those of the day of the decision count, where other rules were in
/// force when the plan was submitted.
struct RulesOfToday: Sendable {
  let title: LocalizedText
  /// That the rules of today are not known either: these only indicate what they say.
  let isIndicative: Bool
  /// By check, of those that both rules have, where they do not say the same.
  let findings: [String: CheckFinding]
}

extension Casework {
  /// - Returns: `nil` where no decision is near, and where today's rules are those of the submission.
  func rulesOfToday(_ dossier: Dossier, _ view: PlanView) async throws -> RulesOfToday? {
    guard dossier.stage == .assessing || dossier.stage == .intended,
      view.model.criteria.contains(where: { $0.rulesDay == .decision })
    else { return nil }
    let edition = try editions.edition(of: dossier.ruleset, on: today)
    let identity = edition.ruleset.model.identity
    guard identity.version != view.model.identity.version else { return nil }
    let key = "\(view.key) by \(identity.version)"
    let now = try await services.views.value(key, of: "\(dossier.id) today") {
      try await services.lightWork.run {
        try PlanView(key, view.plan, by: edition, at: view.moment, questionsBy: nil)
      }
    }
    let then = Dictionary(view.assessment.checks.map { ($0.check.id, $0.verdict) }) { $1 }
    var findings: [String: CheckFinding] = [:]
    for criterion in now.assessment.criteria where criterion.criterion.rulesDay == .decision {
      for finding in criterion.checks
      where finding.verdict != .undetermined
        && then[finding.check.id].map({ $0 != finding.verdict }) == true
      {
        findings[finding.check.id] = finding
      }
    }
    guard !findings.isEmpty else { return nil }
    return RulesOfToday(
      title: identity.versionTitle, isIndicative: edition.indication != nil, findings: findings)
  }
}
