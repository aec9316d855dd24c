import Assess
import Foundation
import Rules

extension Services {
  /// The text that was submitted last, judged by the very rules that it was submitted under, with the
  /// judgements of one insurer's reviewers or of both.
  func submittedView(
    _ dossier: Dossier, judgements: [String: JudgementAnswer] = [:]
  ) async throws -> (view: PlanView, version: SubmittedVersion) {
    guard let version = try await store.version(dossier.version, of: dossier.id),
      let kept = try await store.keptRuleset(version.rulesetHash),
      let moment = DateAndTime(version.moment)
    else { throw Store.Conflict.gone }
    let edition = try editions.edition(of: kept, on: dossier.submissionDay)
    let said = judgements.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value.holds) \($0.value.explanation)" }
    let key = "\(dossier.id) version \(version.number) \(said)"
    let subject = "\(dossier.id) version \(judgements.isEmpty)"
    let view = try await views.value(key, of: subject) {
      try await lightWork.run {
        let file = try PlanFile.draft(Array(version.text), name: dossier.title)
        return try PlanView(
          key, file, by: edition, judgements: judgements, at: moment, questionsBy: nil)
      }
    }
    return (view, version)
  }

  /// What both insurers say of the text that was submitted last.
  func jointAssessment(_ dossier: Dossier) async throws -> (
    joint: JointAssessment, given: [GivenJudgement], version: SubmittedVersion
  ) {
    let given = try await store.judgements(of: dossier.id, version: dossier.version)
    let (view, version) = try await submittedView(
      dossier, judgements: JointAssessment.agreed(given))
    return (JointAssessment(view, given), given, version)
  }
}

extension Casework {
  /// The text of a draft as it is now, as if it were handed in today, with the questions that still matter.
  func draftView(_ dossier: Dossier) async throws -> PlanView {
    let edition = try await edition(of: dossier)
    let day = dossier.submissionDay ?? today
    let key = "\(dossier.id) \(dossier.number) \(today)"
    return try await services.views.value(key, of: "\(dossier.id) draft") {
      try await services.lightWork.run {
        let file = try PlanFile.draft(Array(dossier.text), name: dossier.title)
        return try PlanView(
          key, file, by: edition, asIfHandedInOn: day, at: moment,
          questionsBy: editions.explainer(edition))
      }
    }
  }

  /// Whether this visitor looks at the text as it is now, and not at what was submitted.
  func looksAtDraft(_ dossier: Dossier) -> Bool {
    caller.relation(to: dossier) == .owner && (dossier.stage.isWritten || dossier.version == 0)
  }

  /// What this visitor looks at: the applicant at the text as it is, the others at what was submitted.
  func shownView(_ dossier: Dossier) async throws -> PlanView {
    if looksAtDraft(dossier) { return try await draftView(dossier) }
    let judged = try await jointJudgements(dossier)
    return try await services.submittedView(dossier, judgements: judged).view
  }

  /// What both insurers said alike of a check, once both are in: on what people judge, and where they
  /// depart from a rule.
  func jointJudgements(_ dossier: Dossier) async throws -> [String: JudgementAnswer] {
    guard dossier.proceeding.areOpinionsIn,
      caller.relation(to: dossier) != .owner || dossier.stage.isFinal
    else { return [:] }
    return JointAssessment.agreed(
      try await store.judgements(of: dossier.id, version: dossier.version))
  }

  /// That the rules of a plan's day are not there, why, and which ones indicate what they say; `nil` where they are.
  static func note(on edition: Edition) -> LocalizedText? {
    guard let reason = edition.indication else { return nil }
    let title = edition.ruleset.model.identity.versionTitle
    return LocalizedText(
      nl:
        "De regels van die dag staan hier niet in. \(reason.nl) Daarom toetsen wij hier met: \(title.nl). Wat daaruit komt, is indicatief.",
      en:
        "The rules of that day are not in here. \(reason.en) So the test here is by: \(title.en). What comes of it is indicative."
    )
  }
}

extension Casework {
  /// The text that this visitor looks at: the applicant's as it is, or what was submitted.
  func shownText(_ dossier: Dossier) async throws -> [UInt8] {
    if looksAtDraft(dossier) { return Array(dossier.text) }
    guard let version = try await store.version(dossier.version, of: dossier.id) else {
      throw Store.Conflict.gone
    }
    return Array(version.text)
  }

  func shownJSON(_ dossier: Dossier) async throws -> [UInt8] {
    let view = try await shownView(dossier)
    return Array(view.draft.json(view.vocabulary.fields).utf8)
  }
}
