import Assess
import Rules

/// What a reviewer sees of a plan: its checks, and where it stands.
enum ReviewPages {
  @Sendable static func overview(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let (view, _) = try await visit.site.services.submittedView(dossier)
    let seen = try await visit.casework.seenJudgements(dossier)
    let now = try await visit.casework.rulesOfToday(dossier, view)
    let words = visit.words
    let name = try await visit.organisationNames()
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
            let word = visit.verdict(finding)
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
            "verdict": HTMLText(visit.verdict(check)),
            "mine": mine.map { HTMLText(visit.say("u: ", "you: ") + visit.word($0.holds)) as Any }
              ?? false,
            "theirs": theirs.map {
              HTMLText(visit.say("ander: ", "other: ") + visit.word($0.holds)) as Any
            } ?? false,
            "difference": difference, "today": today,
          ]
        },
      ]
    }
  }
}
