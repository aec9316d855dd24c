import Assess
import Foundation
import Rules

extension Site {
  /// The text that was submitted last, judged by the very rules that it was submitted under, with the
  /// judgements of one insurer's reviewers or of both.
  func submittedView(
    _ dossier: Dossier, judgements: [String: JudgementAnswer] = [:]
  ) async throws -> (view: PlanView, version: SubmittedVersion) {
    guard let version = try await store.version(dossier.version, of: dossier.id),
      let kept = try await store.keptRuleset(version.rulesetHash),
      let moment = DateAndTime(version.moment)
    else { throw Store.Conflict.gone }
    let edition = try library.edition(of: kept)
    let said = judgements.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value.holds) \($0.value.explanation)" }
    let key = "\(dossier.id) version \(version.number) \(said)"
    let subject = "\(dossier.id) version \(judgements.isEmpty)"
    let view = try await views.value(key, of: subject) {
      try await lightWork.run {
        let file = try PlanView.file(Array(version.text), name: dossier.title)
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

extension Visit {
  /// The text of a draft as it is now, as if it were handed in today, with the questions that still matter.
  func draftView(_ dossier: Dossier) async throws -> PlanView {
    let edition = try await edition(of: dossier)
    let day = dossier.submissionDay ?? today
    let key = "\(dossier.id) \(dossier.number) \(today)"
    return try await site.views.value(key, of: "\(dossier.id) draft") {
      try await site.lightWork.run {
        let file = try PlanView.file(Array(dossier.text), name: dossier.title)
        return try PlanView(
          key, file, by: edition, asIfHandedInOn: day, at: moment,
          questionsBy: site.library.explainer(edition))
      }
    }
  }

  /// Whether this visitor looks at the text as it is now, and not at what was submitted.
  func looksAtDraft(_ dossier: Dossier) -> Bool {
    relation == .owner && (dossier.stage.isWritten || dossier.version == 0)
  }

  /// What this visitor looks at: the applicant at the text as it is, the others at what was submitted.
  func shownView(_ dossier: Dossier) async throws -> PlanView {
    if looksAtDraft(dossier) { return try await draftView(dossier) }
    let judged = try await jointJudgements(dossier)
    return try await site.submittedView(dossier, judgements: judged).view
  }

  /// What both insurers said alike of a check, once both are in: on what people judge, and where they
  /// depart from a rule.
  func jointJudgements(_ dossier: Dossier) async throws -> [String: JudgementAnswer] {
    guard dossier.proceeding.areOpinionsIn,
      relation != .owner || dossier.stage.isFinal
    else { return [:] }
    return JointAssessment.agreed(
      try await site.store.judgements(of: dossier.id, version: dossier.version))
  }

  /// That the rules of the day of submission are not there, and which ones count instead; `nil` where they are.
  func rulesNote(_ model: RulesetModel, on day: CalendarDate) -> LocalizedText? {
    let identity = model.identity
    guard let end = identity.validUntil, end < day else { return nil }
    let (nl, en) = (ReportWords(.nl), ReportWords(.en))
    return LocalizedText(
      nl:
        "De regels van \(nl.date(day)) zijn hier niet ingevoerd. Daarom gelden hier de laatste die er wel zijn: \(identity.versionTitle.nl) (tot en met \(nl.date(end))).",
      en:
        "The rules of \(en.date(day)) have not been entered here. So the last ones that have been count here: \(identity.versionTitle.en) (until \(en.date(end)))."
    )
  }

  /// The same of what somebody looks at in a dossier.
  func rulesNote(_ view: PlanView, _ dossier: Dossier) -> LocalizedText? {
    rulesNote(view.model, on: dossier.submissionDay ?? today)
  }

  /// The verdict so far, for the `standing` template.
  func standing(_ view: PlanView) -> PageModel {
    let model = view.model
    let report = Report(
      view.assessment, by: model, of: Report.Plan(title: nil, file: ""), explained: nil,
      in: language)
    let bar = HTMLPage.Bar(report.score)
    let verdict = report.outcome.kind.verdict
    let open = view.questions.count
    let left =
      open == 0
      ? say("Er zijn geen vragen meer die nog uitmaken.", "No question is left that still matters.")
      : open == 1
        ? say("Er is nog één vraag die uitmaakt.", "One question is left that matters.")
        : view.questions.isCutShort
          ? say(
            "Er zijn nog hoogstens \(open) vragen die uitmaken.",
            "At most \(open) questions are left that matter.")
          : say(
            "Er zijn nog \(open) vragen die uitmaken.", "\(open) questions are left that matter.")
    return [
      "tone": HTMLText(verdict.rawValue), "symbol": HTMLText(verdict.symbol),
      "outcome": HTMLText(report.outcome.title),
      "score": HTMLText(
        "\(report.words.score): \(report.words.scoreOutOfHundred(report.score))"),
      "sure": bar.sure, "open": bar.open, "left": HTMLText(left),
      "rules": HTMLText(
        say(
          "Volgens: \(report.ruleset.title), \(report.ruleset.versionTitle)",
          "By: \(report.ruleset.title), \(report.ruleset.versionTitle)")),
      "older": rulesNote(view.model, on: dossier?.submissionDay ?? today).map { words($0) as Any }
        ?? false,
    ]
  }
}
