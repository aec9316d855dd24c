import Rules

/// The letter with a decision: what was decided, by whom, on what conditions and sources.
enum LetterPages {
  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let conclusion = dossier.proceeding.conclusion, let leaders = dossier.leaders else {
      return visit.notFound()
    }
    let joint = try await visit.jointJudgements(dossier)
    let (view, version) = try await visit.submittedView(dossier, judgements: joint)
    let names = try await visit.site.store.organisations()
    func name(_ code: String?) -> String { names.first { $0.code == code }?.name ?? code ?? "" }
    let report = Report(
      view.assessment, by: view.model, of: Report.Plan(title: dossier.title, file: dossier.id),
      explained: nil, in: visit.language)
    let words = ReportWords(visit.language)
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
        [
          "name": HTMLText("\(condition.number). \(condition.title)"),
          "verdict": HTMLText(words.verdict(condition.verdict)),
          "sources": condition.citations.map { HTMLText("\($0.document), \($0.section)") },
        ]
      },
      "signed": insurers.map { HTMLText($0) },
      "basis": HTMLText(
        visit.say(
          "Beoordeeld volgens \(report.ruleset.title), \(report.ruleset.versionTitle) (\(version.ruleset)). Versie \(version.number) van het plan, \(version.hash).",
          "Assessed by \(report.ruleset.title), \(report.ruleset.versionTitle) (\(version.ruleset)). Version \(version.number) of the plan, \(version.hash)."
        )),
      "reasons": false, "closing": false,
      "w": visit.words.all([
        "to": ("Aan", "To"), "conditions": ("De voorwaarden", "The conditions"),
        "condition": ("Voorwaarde", "Condition"), "verdict": ("Oordeel", "Verdict"),
        "source": ("Bron", "Source"),
      ]),
    ]
    let failed = view.assessment.checks.filter { $0.verdict == .fails }
      .flatMap { finding in
        finding.reasons.isEmpty
          ? ["\(finding.check.title[visit.language])"] : finding.reasons.map { $0[visit.language] }
      }
    let departures = view.assessment.checks.compactMap { finding -> String? in
      guard let given = joint[finding.check.id],
        finding.verdict == .passes && !given.holds || finding.verdict == .fails && given.holds,
        finding.judgement == nil
      else { return nil }
      let title = finding.check.title[visit.language]
      return visit.say(
        "\(title): wij wijken af van de regel. \(given.explanation)",
        "\(title): we depart from the rule. \(given.explanation)")
    }
    if !failed.isEmpty || !departures.isEmpty {
      model["reasons"] =
        [
          "heading": visit.words("Redenen", "Reasons"),
          "items": (failed + departures).map { HTMLText($0) },
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
}
