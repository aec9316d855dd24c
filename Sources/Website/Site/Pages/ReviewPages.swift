import Assess
import Rules

/// What a reviewer sees of a plan: its checks, and where it stands.
enum ReviewPages {
  @Sendable static func overview(_ visit: Visit) async throws -> WebResponse {
    try await page(visit, faults: [:])
  }

  /// - Parameter faults: what is wrong with the judgement of several, by the field of the form.
  static func page(_ visit: Visit, faults: [String: String]) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let (view, _) = try await visit.site.services.submittedView(dossier)
    let list = try await visit.checkList(view, dossier)
    let now = try await visit.casework.rulesOfToday(dossier, view)
    let words = visit.words
    let name = try await visit.organisationNames()
    var model: PageModel = [
      "facts": try await visit.facts(of: dossier),
      "stageAbout": words(dossier.stage.about(dossier.track)),
      "actions": actions(visit, dossier, list), "list": list.model(visit, now),
      "begin": begin(visit, list),
      "several": JudgingPages.several(visit, dossier, list, faults),
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
    let attachments = try await visit.casework.visibleAttachments(dossier)
    if !attachments.isEmpty {
      model["attachments"] = ["items": attachments.map { visit.line(of: $0) }] as PageModel
    }
    return visit.page(
      "review", model, title: dossier.title, trail: ("/werk", visit.say("Mijn werk", "My work")),
      notice: visit.savedWords(list), faults: JudgingPages.links(faults), width: .wide,
      status: faults.isEmpty ? 200 : 422)
  }

  /// Where to begin, or to go on; `false` where nothing waits.
  private static func begin(_ visit: Visit, _ list: CheckList) -> Any {
    guard let first = list.all.first(where: \.isWaiting) else { return false }
    let isBegun = list.progress.judged > 0
    let after = LocalizedText(
      nl: "Als u alle voorwaarden hebt beoordeeld, kunt u het oordeel inleveren.",
      en: "When you have judged all conditions, you can hand in the opinion.")
    return [
      "href": HTMLText(list.address(of: first.id)),
      "about": list.isComplete ? false : visit.words(after) as Any,
      "label": isBegun
        ? visit.words("Verder met \(first.id)", "Go on with \(first.id)")
        : visit.words("Begin met \(first.id)", "Begin with \(first.id)"),
    ] as PageModel
  }

  private static func actions(
    _ visit: Visit, _ dossier: Dossier, _ list: CheckList
  ) -> [PageModel] {
    let base = "/plan/\(dossier.id)"
    var found: [(href: String, label: String, isMain: Bool)] = []
    if let party = visit.party {
      let proceeding = dossier.proceeding
      for kind in proceeding.steps(of: party, on: visit.today) {
        // It would be refused.
        if kind == .handIn, !list.isComplete { continue }
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
}
