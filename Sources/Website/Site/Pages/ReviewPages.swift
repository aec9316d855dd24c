import Assess
import Rules

/// What a reviewer sees: a plan with its checks, and one check with the reviewer's own judgement.
enum ReviewPages {
  // MARK: The plan

  @Sendable static func overview(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let (view, _) = try await visit.site.services.submittedView(dossier)
    let seen = try await visit.casework.seenJudgements(dossier)
    let now = try await visit.casework.rulesOfToday(dossier, view)
    let words = visit.words
    let names = try await visit.site.store.organisations()
    func name(_ code: String) -> String { names.first { $0.code == code }?.name ?? code }
    var model: PageModel = [
      "facts": try await visit.facts(of: dossier),
      "stageAbout": words(dossier.stage.about(dossier.track)),
      "actions": actions(visit, dossier), "criteria": criteria(visit, dossier, view, seen, now),
      "opinions": false, "proposal": false, "inquiries": false, "said": false,
      "attachments": false,
      "note": Casework.note(on: view.edition).map { words($0) as Any } ?? false,
      "w": words.all([
        "opinions": ("Oordelen van de zorgverzekeraars", "Opinions of the insurers"),
        "proposal": ("Voorgestelde conclusie", "Proposed conclusion"),
        "inquiries": ("Vragen van andere zorgverzekeraars", "Questions of other insurers"),
        "said": ("Wat er is gevraagd en voorgesteld", "What was asked and proposed"),
        "actions": ("Wat kunt u doen", "What you can do"),
        "checks": ("De controles", "The checks"),
        "attachments": ("Bijlagen", "Attachments"),
      ]),
    ]
    if visit.relation == .leader, let code = visit.account?.organisation {
      let visible = dossier.proceeding.visibleOpinions(to: code)
      let isWaiting = visible.count < dossier.proceeding.opinions.count
      if !dossier.proceeding.opinions.isEmpty {
        model["opinions"] =
          [
            "about": isWaiting
              ? words(
                "De andere marktleider heeft al ingeleverd. U ziet dat oordeel als u zelf hebt ingeleverd.",
                "The other market leader has handed in already. You see that opinion when you have handed in yours."
              )
                as Any : false,
            "items": visible.sorted { $0.key < $1.key }.map { code, opinion -> PageModel in
              [
                "who": HTMLText(name(code)),
                "what": opinion.agrees
                  ? words("akkoord", "agreed") : words("niet akkoord", "not agreed"),
                "paragraphs": HTMLText.lines(opinion.reason),
              ]
            },
          ] as PageModel
      }
      if let said = dossier.proceeding.said, !said.isEmpty {
        model["said"] =
          [
            "items": said.map { words -> PageModel in
              let what =
                words.isAboutRules ?? false
                ? visit.say("waarom deze regels worden toegepast", "why these rules are applied")
                : words.kind.title[visit.language]
              return [
                "who": HTMLText("\(name(words.by)): \(what)"),
                "when": HTMLText(visit.day(words.day)), "paragraphs": HTMLText.lines(words.words),
              ]
            }
          ] as PageModel
      }
      if let proposal = dossier.proceeding.proposal {
        model["proposal"] =
          [
            "what": HTMLText("\(name(proposal.by)): \(proposal.conclusion.title[visit.language])"),
            "paragraphs": HTMLText.lines(proposal.reason),
          ] as PageModel
      }
    }
    let inquiries = visit.casework.visibleInquiries(dossier)
    if !inquiries.isEmpty {
      model["inquiries"] =
        [
          "items": inquiries.map { inquiry -> PageModel in
            [
              "who": HTMLText(name(inquiry.by)), "when": HTMLText(visit.day(inquiry.day)),
              "paragraphs": HTMLText.lines(inquiry.question),
            ]
          }
        ] as PageModel
    }
    let handedIn = try await visit.site.store.handedIn(dossier.id)
    let attachments = try await visit.site.store.attachments(of: dossier.id)
      .filter { visit.casework.maySee($0, of: dossier, handedIn: handedIn) }
    if !attachments.isEmpty {
      model["attachments"] = ["items": attachments.map { visit.line(of: $0) }] as PageModel
    }
    return visit.page(
      "review", model, title: dossier.title, trail: ("/werk", visit.say("Mijn werk", "My work")))
  }

  private static func actions(_ visit: Visit, _ dossier: Dossier) -> [PageModel] {
    let base = "/plan/\(dossier.id)"
    var found: [(href: String, label: String, isMain: Bool)] = []
    if let party = visit.party {
      let proceeding = dossier.proceeding
      for kind in proceeding.steps(of: party, on: visit.today) {
        let isMain = [.start, .handIn, .confirm, .inquire].contains(kind)
        found.append(
          ("\(base)/stap/\(kind.rawValue)", StepPages.label(kind, dossier, visit), isMain))
      }
    }
    if visit.relation == .leader, dossier.stage == .submitted {
      found.append(
        (
          "\(base)/dag",
          visit.say("Dag van een ouder plan zetten", "Set the day of an older plan"), false
        ))
    }
    found += [
      ("\(base)/beoordeling", visit.say("Het hele rapport", "The whole report"), false),
      ("\(base)/antwoorden", visit.say("Alle antwoorden", "All answers"), false),
      ("\(base)/logboek", visit.say("Logboek", "Log"), false),
    ]
    if visit.relation == .leader, Set<Stage>.decided.contains(dossier.stage) {
      found.append(("\(base)/brief", visit.say("De brief", "The letter"), false))
    }
    return found.map {
      ["href": HTMLText($0.href), "label": HTMLText($0.label), "isMain": $0.isMain]
    }
  }

  private static func criteria(
    _ visit: Visit, _ dossier: Dossier, _ view: PlanView, _ seen: Casework.SeenJudgements,
    _ now: RulesOfToday?
  ) -> [PageModel] {
    view.assessment.criteria.map { finding -> PageModel in
      [
        "name": HTMLText(finding.criterion.heading(visit.language)),
        "checks": finding.checks.map { check -> PageModel in
          let id = check.check.id
          let mine = seen.mine[id]
          let theirs = seen.theirs[id]
          var difference: Any = false
          let departs = [mine, theirs].map { $0.map { check.isDeparted(by: $0.holds) } ?? false }
          if let mine, let theirs, mine.holds != theirs.holds {
            difference = visit.words("verschil", "difference")
          } else if departs[0] || departs[1] {
            difference =
              departs[0] && departs[1]
              ? visit.words("afwijking van de regel", "departure from the rule")
              : visit.words("afwijking voorgesteld", "departure proposed")
          }
          var today: Any = false
          if let now, let finding = now.findings[id] {
            let word = verdict(finding, visit)
            today =
              now.isIndicative
              ? visit.words(
                "laatste regels die wij kennen: \(word)", "last rules that we know: \(word)")
              : visit.words("regels van vandaag: \(word)", "rules of today: \(word)")
          }
          return [
            "href": HTMLText("/plan/\(dossier.id)/beoordelen/\(Form.encoded(id))"),
            "anchor": HTMLText("controle-\(ControlMaker.anchor(id))"),
            "name": HTMLText("\(id) \(check.check.title[visit.language])"),
            "tone": HTMLText(check.verdict.look(check.check.force).rawValue),
            "symbol": HTMLText(check.verdict.symbol(check.check.force)),
            "verdict": HTMLText(verdict(check, visit)),
            "mine": mine.map { HTMLText(visit.say("u: ", "you: ") + word($0.holds, visit)) as Any }
              ?? false,
            "theirs": theirs.map {
              HTMLText(visit.say("ander: ", "other: ") + word($0.holds, visit)) as Any
            } ?? false,
            "difference": difference, "today": today,
          ]
        },
      ]
    }
  }

  /// What the rules say, and whether that counts.
  private static func verdict(_ finding: CheckFinding, _ visit: Visit) -> String {
    ReportWords(visit.language).verdict(finding.verdict, finding.check.force)
  }

  private static func word(_ holds: Bool, _ visit: Visit) -> String {
    holds ? visit.say("voldoet", "meets it") : visit.say("voldoet niet", "does not meet it")
  }

  // MARK: One check

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
    let report = try checkReport(visit, dossier, view, id)
    guard let shown = report else { return visit.notFound() }
    let seen = try await visit.casework.seenJudgements(dossier)
    var model: PageModel = [
      "tone": shown.sign.tone, "symbol": shown.sign.symbol,
      "verdict": HTMLText(verdict(finding, visit)),
      "reasons": shown.reasons,
      "facts": (shown.asked + shown.facts).map {
        ["label": $0.label, "value": $0.value] as PageModel
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
      let names = try await visit.site.store.organisations()
      model["others"] =
        [
          "who": HTMLText(names.first { $0.code == other }?.name ?? other),
          "what": HTMLText(word(theirs.holds, visit)), "paragraphs": HTMLText.lines(theirs.reason),
        ] as PageModel
    }
    if let mine = seen.mine[id], finding.isDeparted(by: mine.holds) {
      let isJoint = seen.theirs[id].map { $0.holds == mine.holds } ?? false
      model["overrideNow"] =
        [
          "what": HTMLText(
            (isJoint
              ? visit.say("Beide zorgverzekeraars: ", "Both insurers: ")
              : visit.say("Voorgesteld door u: ", "Proposed by you: ")) + word(mine.holds, visit)),
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
            visit.say("Beide zorgverzekeraars: ", "Both insurers: ") + word(joint.holds, visit)),
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
    paragraphs.append(HTMLText("\(now.title[visit.language]): \(verdict(said, visit))."))
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
    let options = [("ja", word(true, visit)), ("nee", word(false, visit))]
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
          "text": HTMLText(exact: "\(word(stale.holds, visit)): \(stale.reason)"),
        ] as PageModel
      } ?? false,
      "button": visit.words("Bewaren", "Save"),
    ]
  }

  /// A check as the report shows it, with what it rests on.
  private static func checkReport(
    _ visit: Visit, _ dossier: Dossier, _ view: PlanView, _ id: String
  ) throws -> HTMLPage.Check? {
    let explained: Explained
    do {
      explained = try Explained(
        view.edition.ruleset, view.read, view.assessment, suggests: false, only: [id])
    } catch {
      throw Failure(error, about: dossier.title)
    }
    let report = Report(
      view.assessment, by: view.edition, of: Report.Plan(title: dossier.title, file: dossier.id),
      explained: explained, in: visit.language)
    let check = report.conditions.flatMap(\.checks).first { $0.id == id }
    return check.map {
      HTMLPage.Check(
        $0, anchor: HTMLPage.Check.anchor(condition: 1, check: 1), ReportWords(visit.language))
    }
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
}
