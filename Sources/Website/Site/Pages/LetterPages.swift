import Assess
import Rules

/// The letter with a decision: what was decided, by whom, on what conditions and sources.
enum LetterPages {
  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let conclusion = dossier.proceeding.conclusion, let leaders = dossier.leaders else {
      return visit.notFound()
    }
    let (joint, given, version) = try await visit.site.services.jointAssessment(dossier)
    let view = joint.view
    let names = try await visit.site.store.organisations()
    func name(_ code: String?) -> String {
      names.first { $0.code == code }.map { visit.words(of: $0) } ?? code ?? ""
    }
    let report = Report(
      view.assessment, by: view.model, of: Report.Plan(title: dossier.title, file: dossier.id),
      explained: nil, in: visit.language)
    let words = ReportWords(visit.language)
    let head = try await visit.site.store.logHead(at: .confirm, of: dossier.id)
    let insurers = leaders.both.map { name($0) }
    let isApproved = dossier.stage == .approved
    let what = dossier.track.title[visit.language]
    var model: PageModel = [
      "from": insurers.map { HTMLText($0) },
      "to": HTMLText(dossier.owner.map { name($0) } ?? visit.say("De indiener", "The applicant")),
      "date": HTMLText(dossier.proceeding.decidedDay.map { visit.day($0) } ?? ""),
      "paragraphs": [
        HTMLText(
          isApproved
            ? visit.say(
              "Wij hebben uw \(what) '\(dossier.title)' goedgekeurd.",
              "We have approved your \(what) '\(dossier.title)'.")
            : visit.say(
              "Wij hebben uw \(what) '\(dossier.title)' afgekeurd (\(conclusion.conclusion.title.nl)).",
              "We have rejected your \(what) '\(dossier.title)' (\(conclusion.conclusion.title.en))."
            )),
        HTMLText(
          visit.say(
            "Wij nemen dit besluit samen, namens alle zorgverzekeraars.",
            "We take this decision together, on behalf of all insurers.")),
      ] + HTMLText.lines(conclusion.reason),
      "conditions": report.conditions.map { condition -> PageModel in
        let finding = view.assessment.criteria.first { $0.criterion.id == condition.id }
        return [
          "name": HTMLText("\(condition.number). \(condition.title)"),
          "verdict": HTMLText(
            words.verdict(finding.map { joint.verdict($0) } ?? condition.verdict)),
          "sources": condition.citations.map { HTMLText("\($0.document), \($0.section)") },
        ]
      },
      "signed": insurers.map { HTMLText($0) },
      "basis": HTMLText(
        visit.say(
          "Beoordeeld volgens \(report.ruleset.title), \(report.ruleset.versionTitle) (\(version.ruleset)). Versie \(version.number) van het plan, \(version.hash).",
          "Assessed by \(report.ruleset.title), \(report.ruleset.versionTitle) (\(version.ruleset)). Version \(version.number) of the plan, \(version.hash)."
        )),
      "log": head.map {
        visit.words(
          "Het logboek stond bij dit besluit hier: \($0.spelled). Bewaar deze regel: daarmee kan later worden nagegaan dat niets van daarvoor is veranderd.",
          "At this decision the log stood here: \($0.spelled). Keep this line: with it can be verified later that nothing before was changed."
        ) as Any
      } ?? false,
      "reasons": false, "closing": false,
      "w": visit.words.all([
        "to": ("Aan", "To"), "conditions": ("De voorwaarden", "The conditions"),
        "condition": ("Voorwaarde", "Condition"), "verdict": ("Oordeel", "Verdict"),
        "source": ("Bron", "Source"),
      ]),
    ]
    let reasons = view.assessment.criteria.flatMap { criterion in
      criterion.checks.flatMap { self.reasons(of: $0, joint, given, name, visit) }
        .map { "\(criterion.criterion.number). \($0)" }
    }
    if !reasons.isEmpty {
      model["reasons"] =
        [
          "heading": visit.words("Redenen", "Reasons"),
          "items": reasons.map { HTMLText($0) },
        ] as PageModel
    }
    if !isApproved {
      model["closing"] = visit.words(
        dossier.mayBeRevised
          ? "Dit is geen oordeel over het idee. U kunt een aangepaste versie indienen."
          : "Dit is geen oordeel over het idee.",
        dossier.mayBeRevised
          ? "This is no judgement on the idea. You can submit a changed version."
          : "This is no judgement on the idea.")
    }
    return visit.page(
      "letter", model,
      title: isApproved
        ? visit.say("Besluit: goedgekeurd", "Decision: approved")
        : visit.say("Besluit: afgekeurd", "Decision: rejected"),
      trail: ("/plan/\(dossier.id)", dossier.title))
  }

  /// Why a requirement is not met, in the words of who says so; and where the two say otherwise than the rule.
  private static func reasons(
    of finding: CheckFinding, _ joint: JointAssessment, _ given: [GivenJudgement],
    _ name: (String?) -> String, _ visit: Visit
  ) -> [String] {
    guard finding.check.role == .requirement else { return [] }
    let title = finding.check.title[visit.language]
    let verdict = joint.verdict(finding)
    let word = ReportWords(visit.language).verdict(verdict)
    let said = given.filter { $0.checkId == finding.check.id }.sorted { $0.insurer < $1.insurer }
      .map { "\(name($0.insurer)): \($0.reason)" }.joined(separator: " ")
    if joint.departs(finding) {
      let rule =
        finding.verdict == .undetermined
        ? visit.say("niet alle antwoorden zijn er", "not all answers are there")
        : visit.say(
          "volgens de regels \(ReportWords(.nl).verdict(finding.verdict))",
          "by the rules \(ReportWords(.en).verdict(finding.verdict))")
      return [
        visit.say(
          "\(title): \(rule), maar wij oordelen samen: \(word). \(said)",
          "\(title): \(rule), but we judge together: \(word). \(said)")
      ]
    }
    guard verdict == .fails else { return [] }
    if finding.judgement != nil || finding.reasons.isEmpty {
      return ["\(title): \(word). \(said)"]
    }
    var seen: Set<String> = []
    return finding.reasons.map { $0[visit.language] }.filter { seen.insert($0).inserted }
  }
}
