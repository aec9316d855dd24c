import Assess
import Rules

/// One check of a plan, with the reviewer's own judgement.
enum JudgingPages {
  @Sendable static func check(_ visit: Visit) async throws -> WebResponse {
    try await page(visit, faults: [:], stale: nil)
  }

  static func page(
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
    let list = try await visit.checkList(view, dossier)
    let now = try await visit.casework.rulesOfToday(dossier, view)
    var model: PageModel = [
      "tone": shown.sign.tone, "symbol": shown.sign.symbol,
      "verdict": HTMLText(visit.verdict(finding)),
      "reasons": shown.reasons, "asked": rows(shown.asked), "figures": rows(shown.figures),
      "facts": rows(shown.facts),
      "why": shown.why.map { ["lines": $0.lines] as PageModel as Any } ?? false,
      "data": data(visit, dossier, view, id), "attachments": try await attachments(visit, dossier),
      "list": list.model(visit, current: id, now), "moves": moves(visit, list, id),
      "deadline": dossier.proceeding.deadline(on: visit.today, visit.site.clock)
        .map { HTMLText(visit.text(of: $0)) as Any } ?? false,
      "ofToday": false, "others": false, "overrideNow": false, "form": false, "fixed": false,
      "w": visit.words.all([
        "engine": ("Wat de regels zeggen", "What the rules say"),
        "data": ("Wat het plan zegt", "What the plan says"),
        "more": ("Alles lezen", "Read all"),
        "why": ("Hierop rust het oordeel", "What the verdict rests on"),
        "sources": ("Bron, kracht en regel", "Source, force and rule"),
        "attachments": ("Bijlagen", "Attachments"), "list": ("De controles", "The checks"),
        "moves": ("Vorige en volgende", "Previous and next"),
        "overrideHeading": ("Afwijking van de regel", "Departure from the rule"),
      ]),
    ]
    if let now, let said = now.findings[id] {
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
        model["form"] = form(visit, dossier, list, finding, seen, faults, stale)
        model["keys"] = keys(visit)
      } else if let reason = whyFixed(dossier.proceeding) {
        model["fixed"] = visit.words(reason)
      }
    }
    var links = links(faults)
    if stale != nil {
      links.append(
        (
          "#reden",
          visit.say(
            "Een collega bewaarde intussen een oordeel. Uw oordeel is nog niet bewaard.",
            "A colleague saved a judgement meanwhile. Yours is not saved yet.")
        ))
    }
    let status = stale != nil ? 409 : faults.isEmpty ? 200 : 422
    return visit.page(
      "check", model, title: "\(id) \(finding.check.title[visit.language])",
      trail: ("\(list.address())#controle-\(ControlMaker.anchor(id))", dossier.title),
      notice: visit.savedWords(list), faults: links, width: .work, status: status)
  }

  /// What is wrong with a judgement, each with its field.
  static func links(_ faults: [String: String]) -> [(href: String?, text: String)] {
    let places = [
      ("controle", "#controles"), ("oordeel", "#oordeel-keuze"), ("reden", "#reden"),
    ]
    return places.compactMap { field, place in faults[field].map { (place, $0) } }
  }

  private static func rows(_ facts: [HTMLPage.Fact]) -> [PageModel] {
    facts.map {
      ["label": $0.label, "value": $0.value, "href": $0.href.map { $0 as Any } ?? false]
    }
  }

  /// Lines of an answer that are shown unfolded, and those that are shown at all: the page of all answers has the rest.
  private static let linesShown = 8
  private static let linesFolded = 200

  /// What the plan answers to the questions that the check speaks of; `false` where it speaks of none.
  private static func data(
    _ visit: Visit, _ dossier: Dossier, _ view: PlanView, _ id: String
  ) -> Any {
    let ruleset = view.edition.ruleset
    let explainer = visit.site.editions.explainer(view.edition)
    let items = ruleset.checked.fields(of: id).map { place -> PageModel in
      let field = view.vocabulary.fields[place]
      let path = InputPath([.member(field.name)])
      let lines =
        view.draft[path].map { AnswerPages.lines($0, field.kind, path, explainer, visit) }
        ?? [visit.say("niet beantwoord", "not answered")]
      let rest = lines.dropFirst(linesShown)
      return [
        "label": HTMLText((field.question ?? field.label)[visit.language]),
        "lines": lines.prefix(linesShown).map { HTMLText($0) },
        "rest": rest.isEmpty
          ? false
          : [
            "lines": rest.prefix(linesFolded).map { HTMLText($0) },
            "all": rest.count > linesFolded
              ? [
                "href": HTMLText("/plan/\(dossier.id)/antwoorden"),
                "label": visit.words(
                  "Nog \(rest.count - linesFolded) regels: alle antwoorden",
                  "\(rest.count - linesFolded) more lines: all answers"),
              ] as PageModel as Any : false,
          ] as PageModel as Any,
      ]
    }
    return items.isEmpty ? false : ["items": items] as PageModel
  }

  private static func attachments(_ visit: Visit, _ dossier: Dossier) async throws -> Any {
    let found = try await visit.casework.visibleAttachments(dossier)
    return found.isEmpty ? false : ["items": found.map { visit.line(of: $0) }] as PageModel
  }

  private static func moves(_ visit: Visit, _ list: CheckList, _ id: String) -> PageModel {
    func move(_ id: String?, _ label: LocalizedText) -> Any {
      id.map { ["href": HTMLText(list.address(of: $0)), "label": visit.words(label)] as PageModel }
        ?? false
    }
    return [
      "previous": move(list.previous(before: id), LocalizedText(nl: "Vorige", en: "Previous")),
      "next": move(list.next(after: id), LocalizedText(nl: "Volgende", en: "Next")),
    ]
  }

  /// What keys do, for whoever asks with `?`.
  private static func keys(_ visit: Visit) -> PageModel {
    let keys: [(key: String, nl: String, en: String)] = [
      ("j", "volgende controle", "next check"), ("k", "vorige controle", "previous check"),
      ("1", "voldoet", "meets it"), ("2", "voldoet niet", "does not meet it"),
      ("r", "naar de reden", "to the reason"),
      ("Ctrl Enter", "bewaren en verder", "save and go on"),
      ("o", "overzicht van het plan", "overview of the plan"), ("?", "deze lijst", "this list"),
    ]
    return [
      "heading": visit.words("Toetsen", "Keys"),
      "items": keys.map {
        ["key": HTMLText($0.key), "what": visit.words($0.nl, $0.en)] as PageModel
      },
      "use": visit.words("Toetsen gebruiken", "Use keys"),
      "close": visit.words("Sluiten", "Close"),
    ]
  }

  /// What a form asks of whoever judges, for the `judgement` template, with what was sent before what was said.
  static func fields(
    _ visit: Visit, _ dossier: Dossier, _ mine: GivenJudgement?, _ faults: [String: String]
  ) -> PageModel {
    let sent = visit.request.form
    let chosen = sent["oordeel"] ?? mine.map { $0.holds ? "ja" : "nee" }
    let options = [("ja", visit.word(true)), ("nee", visit.word(false))]
    return [
      "csrf": HTMLText(visit.proof), "version": HTMLText("\(dossier.version)"),
      "options": options.map { value, label -> PageModel in
        [
          "id": HTMLText("oordeel-\(value)"), "value": HTMLText(value), "label": HTMLText(label),
          "isChosen": value == chosen,
        ]
      },
      "reason": HTMLText(exact: sent["reden"] ?? mine?.reason ?? ""),
      "verdictFault": faults["oordeel"].map { HTMLText($0) as Any } ?? false,
      "reasonFault": faults["reden"].map { HTMLText($0) as Any } ?? false, "theirs": false,
      "w": visit.words.all([
        "verdict": ("Uw oordeel", "Your judgement"),
        "reason": ("Waarom vindt u dat?", "Why do you think so?"),
        "reasonHelp": (
          "Nodig bij 'voldoet niet' en als u afwijkt van de regel.",
          "Needed for 'does not meet it', and where you depart from the rule."
        ),
      ]),
    ]
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
    _ visit: Visit, _ dossier: Dossier, _ list: CheckList, _ finding: CheckFinding,
    _ seen: Casework.SeenJudgements, _ faults: [String: String], _ stale: GivenJudgement?
  ) -> PageModel {
    let id = finding.check.id
    let mine = seen.mine[id]
    let isAsked = finding.verdict.isForPeople
    let own: PageModel = [
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
      "action": HTMLText(list.address(of: id)),
      "basis": HTMLText("\((stale ?? mine)?.number ?? 0)"),
      "theirs": stale.map { stale -> Any in
        [
          "label": visit.words(
            "Een collega bewaarde intussen dit. Er is niets overschreven:",
            "A colleague saved this meanwhile. Nothing was overwritten:"),
          "text": HTMLText(exact: "\(visit.word(stale.holds)): \(stale.reason)"),
        ] as PageModel
      } ?? false,
      "button": visit.words("Bewaren", "Save"),
      "further": visit.words("Bewaren en verder", "Save and go on"),
    ]
    return fields(visit, dossier, mine, faults).merging(own) { $1 }
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
