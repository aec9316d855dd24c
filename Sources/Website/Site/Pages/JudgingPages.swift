import Assess
import Rules

/// One check of a plan, with the reviewer's own judgement.
enum JudgingPages {
  @Sendable static func check(_ visit: Visit) async throws -> WebResponse {
    try await page(visit, faults: [:], stale: nil)
  }

  private static func page(
    _ visit: Visit, faults: [String: String], stale: GivenJudgement?
  ) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let (view, _) = try await visit.site.services.submittedView(dossier)
    guard let id = visit.checkID,
      let finding = view.assessment.checks.first(where: { $0.check.id == id })
    else { return visit.notFound() }
    guard let shown = try await visit.explainedCheck(id, view, dossier) else {
      return visit.notFound()
    }
    let seen = try await visit.casework.seenJudgements(dossier)
    var model: PageModel = [
      "tone": shown.sign.tone, "symbol": shown.sign.symbol,
      "verdict": HTMLText(visit.verdict(finding)),
      "reasons": shown.reasons,
      "facts": (shown.asked + shown.facts).map {
        ["label": $0.label, "value": $0.value, "href": $0.href.map { $0 as Any } ?? false]
          as PageModel
      },
      "why": shown.why.map { ["lines": $0.lines] as PageModel as Any } ?? false,
      "ofToday": false, "data": false, "others": false, "overrideNow": false, "form": false,
      "fixed": false,
      "w": visit.words.all([
        "engine": ("Wat de regels zeggen", "What the rules say"),
        "data": ("Gegevens in het plan", "Data in the plan"),
        "verdict": ("Uw oordeel", "Your judgement"),
        "reason": ("Waarom vindt u dat?", "Why do you think so?"),
        "overrideHeading": ("Afwijking van de regel", "Departure from the rule"),
      ]),
    ]
    if let now = try await visit.casework.rulesOfToday(dossier, view), let said = now.findings[id] {
      model["ofToday"] = ofToday(now, said, visit)
    }
    if let theirs = seen.theirs[id] {
      let other = dossier.leaders?.both.first { $0 != visit.account?.organisation } ?? ""
      let name = try await visit.organisationNames()
      model["others"] =
        [
          "who": HTMLText(name(other)),
          "what": HTMLText(visit.word(theirs.holds)), "paragraphs": HTMLText.lines(theirs.reason),
        ] as PageModel
    }
    if let mine = seen.mine[id], finding.isDeparted(by: mine.holds) {
      let isJoint = seen.theirs[id].map { $0.holds == mine.holds } ?? false
      model["overrideNow"] =
        [
          "what": HTMLText(
            (isJoint
              ? visit.say("Beide zorgverzekeraars: ", "Both insurers: ")
              : visit.say("Voorgesteld door u: ", "Proposed by you: ")) + visit.word(mine.holds)),
          "paragraphs": HTMLText.lines(mine.reason),
        ] as PageModel
    } else if seen.mine[id] == nil, seen.theirs[id] == nil,
      let joint = try await visit.casework.jointJudgements(dossier)[id],
      finding.isDeparted(by: joint.holds)
    {
      // Others see of what the two say only what they came to together.
      model["overrideNow"] =
        [
          "what": HTMLText(
            visit.say("Beide zorgverzekeraars: ", "Both insurers: ") + visit.word(joint.holds)),
          "paragraphs": HTMLText.lines(joint.explanation),
        ] as PageModel
    }
    if visit.relation == .leader, let code = visit.account?.organisation,
      finding.verdict != .notApplicable
    {
      if dossier.proceeding.mayJudge(code) {
        model["form"] = form(visit, dossier, finding, seen, faults, stale)
      } else if let reason = whyFixed(dossier.proceeding) {
        model["fixed"] = visit.words(reason)
      }
    }
    let links = [
      faults["oordeel"].map { ("#oordeel-keuze", $0) }, faults["reden"].map { ("#reden", $0) },
      stale.map { _ in
        (
          "#reden",
          visit.say(
            "Een collega bewaarde intussen een oordeel. Uw oordeel is nog niet bewaard.",
            "A colleague saved a judgement meanwhile. Yours is not saved yet.")
        )
      },
    ]
    let status = stale != nil ? 409 : faults.isEmpty ? 200 : 422
    return visit.page(
      "check", model, title: "\(id) \(finding.check.title[visit.language])",
      trail: ("/plan/\(dossier.id)/beoordelen#controle-\(ControlMaker.anchor(id))", dossier.title),
      faults: links.compactMap { $0 }, status: status)
  }

  private static func ofToday(
    _ now: RulesOfToday, _ said: CheckFinding, _ visit: Visit
  ) -> PageModel {
    var paragraphs: [HTMLText] = []
    if now.isIndicative {
      paragraphs.append(
        visit.words(
          "De regels van vandaag staan hier niet in. Dit is dus indicatief.",
          "The rules of today are not in here. So this is indicative."))
    }
    paragraphs.append(HTMLText("\(now.title[visit.language]): \(visit.verdict(said))."))
    paragraphs += said.reasons.prefix(3).map { HTMLText($0[visit.language]) }
    paragraphs.append(
      visit.words(
        "Voor deze voorwaarde tellen de regels van de dag van het besluit. Geldt volgens u dit oordeel? Geef het dan hieronder, en noem deze regels als reden. Het telt als beide zorgverzekeraars dat doen. De brief noemt het.",
        "For this condition the rules of the day of the decision count. Do you hold that this verdict applies? Then give it below, and name these rules as your reason. It counts when both insurers do so. The letter tells it."
      ))
    return [
      "heading": now.isIndicative
        ? visit.words("Volgens de laatste regels die wij kennen", "By the last rules that we know")
        : visit.words("Volgens de regels van vandaag", "By the rules of today"),
      "paragraphs": paragraphs,
    ]
  }

  /// Why a leader can't give or change a judgement now; `nil` where nothing more will be judged.
  private static func whyFixed(_ proceeding: Proceeding) -> LocalizedText? {
    switch proceeding.stage {
    case .submitted:
      LocalizedText(
        nl: "De beoordeling is nog niet gestart. Daarna kunt u hier uw oordeel geven.",
        en: "The assessment has not started yet. After that you can give your judgement here.")
    case .assessing, .intended:
      proceeding.proposal != nil
        ? LocalizedText(
          nl: "Er ligt een voorgestelde conclusie. Daarom kan dit oordeel nu niet veranderen.",
          en: "A conclusion is proposed. That is why this judgement can't change now.")
        : LocalizedText(
          nl:
            "Uw organisatie heeft haar oordeel ingeleverd. U kunt het weer veranderen als ook de andere zorgverzekeraar heeft ingeleverd.",
          en:
            "Your organisation has handed in its opinion. You can change it again once the other insurer has handed in too."
        )
    case .draft, .moreInformation, .approved, .rejected, .lapsed, .discontinued: nil
    }
  }

  private static func form(
    _ visit: Visit, _ dossier: Dossier, _ finding: CheckFinding, _ seen: Casework.SeenJudgements,
    _ faults: [String: String], _ stale: GivenJudgement?
  ) -> PageModel {
    let id = finding.check.id
    let mine = seen.mine[id]
    let isAsked = finding.verdict.isForPeople
    let typedVerdict = visit.request.form["oordeel"]
    let chosen =
      typedVerdict ?? mine.map { $0.holds ? "ja" : "nee" }
    let options = [("ja", visit.word(true)), ("nee", visit.word(false))]
    return [
      "heading": isAsked
        ? visit.words("Uw oordeel", "Your judgement")
        : visit.words("Afwijken van de regel", "Depart from the rule"),
      "about": isAsked
        ? visit.words(
          "Het oordeel geldt voor uw organisatie. U kunt het veranderen tot uw organisatie inlevert, en weer als u allebei hebt ingeleverd.",
          "The judgement is that of your organisation. You can change it until your organisation hands in, and again once both have."
        )
        : finding.verdict == .undetermined
          ? visit.words(
            "Er ontbreken antwoorden, dus de regel beslist hier niet. U kunt zelf oordelen, met een reden. Het telt als beide zorgverzekeraars hetzelfde vinden.",
            "Answers are missing, so the rule does not decide here. You can judge yourselves, with a reason. It counts when both insurers say the same."
          )
          : visit.words(
            "De regel heeft beslist. Afwijken kan alleen met een reden, en als beide zorgverzekeraars hetzelfde vinden.",
            "The rule has decided. Departing from it takes a reason, and both insurers."),
      "action": HTMLText("/plan/\(dossier.id)/beoordelen/\(Form.encoded(id))"),
      "csrf": HTMLText(visit.proof), "basis": HTMLText("\((stale ?? mine)?.number ?? 0)"),
      "version": HTMLText("\(dossier.version)"),
      "options": options.map { value, label -> PageModel in
        [
          "id": HTMLText("oordeel-\(value)"), "value": HTMLText(value), "label": HTMLText(label),
          "isChosen": value == chosen,
        ]
      },
      "reason": HTMLText(
        exact: visit.request.form["reden"] ?? mine?.reason ?? ""),
      "verdictFault": faults["oordeel"].map { HTMLText($0) as Any } ?? false,
      "reasonFault": faults["reden"].map { HTMLText($0) as Any } ?? false,
      "theirs": stale.map { stale -> Any in
        [
          "label": visit.words(
            "Een collega bewaarde intussen dit. Er is niets overschreven:",
            "A colleague saved this meanwhile. Nothing was overwritten:"),
          "text": HTMLText(exact: "\(visit.word(stale.holds)): \(stale.reason)"),
        ] as PageModel
      } ?? false,
      "button": visit.words("Bewaren", "Save"),
    ]
  }

  @Sendable static func judge(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let id = visit.checkID, try await visit.casework.mayBeJudged(id, dossier) else {
      return visit.notFound()
    }
    let form = visit.request.form
    // What was said of one text is not said of the next.
    guard form["versie"] == "\(dossier.version)" else { throw Store.Conflict.stale(dossier) }
    let reason = form["reden"] ?? ""
    var faults: [String: String] = [:]
    let verdict = ["ja": true, "nee": false][form["oordeel"] ?? ""]
    if verdict == nil {
      faults["oordeel"] = visit.say("Kies een oordeel.", "Choose a judgement.")
    }
    if !reason.hasWords {
      faults["reden"] = visit.say("Schrijf op waarom.", "Write why.")
    }
    guard faults.isEmpty, let holds = verdict else {
      return try await page(visit, faults: faults, stale: nil)
    }
    let basis = Int(form["basis"] ?? "") ?? 0
    do {
      try await visit.casework.judge(id, holds, reason, basis: basis, dossier)
    } catch let stale as Store.StaleJudgement
      where stale.now.holds != holds || stale.now.reason != reason
    {
      return try await page(visit, faults: [:], stale: stale.now)
    }
    return .redirect("/plan/\(dossier.id)/beoordelen#controle-\(ControlMaker.anchor(id))")
  }
}

extension Visit {
  /// The check that the address names.
  var checkID: String? { request.parameters["controle"] }

  /// What the rules say, and whether that counts.
  func verdict(_ finding: CheckFinding) -> String {
    ReportWords(language).verdict(finding.verdict, finding.check.force)
  }

  /// What somebody says of a check.
  func word(_ holds: Bool) -> String {
    holds ? say("voldoet", "meets it") : say("voldoet niet", "does not meet it")
  }
}
