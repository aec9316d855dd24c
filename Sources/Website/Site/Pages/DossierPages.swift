import Assess
import Foundation
import Rules

/// Beginning a dossier, its own page, and what follows from it.
enum DossierPages {
  @Sendable static func begin(_ visit: Visit) async throws -> WebResponse {
    guard visit.site.limits.allows(.newPlan, visit.request.address, at: visit.now) else {
      return visit.tooOften()
    }
    let asked = visit.request.form["regels"] ?? ""
    guard let folder = try visit.site.editions.folders()[asked], let step = folder.procedure?.step
    else { return visit.notFound() }
    return try await opened(visit.casework.open(folder, step.track), visit)
  }

  /// To the dossier that was made, with its private link where it has one.
  private static func opened(
    _ made: (dossier: Dossier, link: Secret?), _ visit: Visit
  ) -> WebResponse {
    guard let link = made.link else { return .redirect("/plan/\(made.dossier.id)") }
    var response = WebResponse.redirect("/concept/\(link.text)")
    response.cookies = [visit.cookie(adding: link)]
    return response
  }

  @Sendable static func byLink(_ visit: Visit) async throws -> WebResponse {
    guard let link = visit.request.parameters["link"].flatMap({ Secret($0) }),
      let dossier = try await visit.site.store.dossier(withLink: link)
    else { return visit.notFound() }
    guard visit.links.contains(link) || visit.hasRoomForLinks else { throw Casework.LinksFull() }
    var response = WebResponse.redirect("/plan/\(dossier.id)")
    response.cookies = [visit.cookie(adding: link)]
    return response
  }

  // MARK: Its page

  @Sendable static func overview(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    if visit.relation == .leader || visit.relation == .otherInsurer {
      return .redirect("/plan/\(dossier.id)/beoordelen")
    }
    let words = visit.words
    let isWritten = dossier.stage.isWritten
    let view = try await visit.casework.shownView(dossier)
    var model: PageModel = [
      "facts": try await visit.facts(of: dossier),
      "stageAbout": words(dossier.stage.about(dossier.track)),
      "actions": actions(visit, dossier), "csrf": HTMLText(visit.proof),
      "w": words.all([
        "linkHeading": ("Bewaar uw eigen link", "Keep your own link"),
        "linkAbout": (
          "Met deze link gaat u later verder. Wie de link heeft, ziet het plan. Deel hem alleen met wie mag meeschrijven.",
          "With this link you go on later. Whoever has the link sees the plan. Share it only with those who may write along."
        ),
        "pointsHeading": ("Dit moet u aanvullen", "You have to add this"),
        "conclusionHeading": ("De reden", "The reason"),
        "openerHeading": ("Eerst de snelle toets", "The quick test first"),
        "standing": ("Tussenstand", "Result so far"), "topics": ("Onderwerpen", "Topics"),
        "actions": ("Wat kunt u doen", "What you can do"),
        "uploadHeading": ("Een bestand gebruiken", "Use a file"),
        "uploadAbout": (
          "Hebt u het plan als YAML of JSON? Dan vervangt dat bestand alle antwoorden. De oude antwoorden blijven bewaard als bijlage.",
          "Do you have the plan as YAML or JSON? That file then replaces all answers. The old answers are kept as an attachment."
        ),
        "uploadLabel": ("Bestand met het plan", "File with the plan"),
        "uploadButton": ("Bestand inlezen", "Read the file"),
        "attachments": ("Bijlagen", "Attachments"),
        "attachLabel": ("Bijlage toevoegen", "Add an attachment"),
        "attachHelp": (
          "PDF, afbeelding, tekst of Office-bestand, hoogstens 5 MB.",
          "PDF, image, text or Office file, at most 5 MB."
        ),
        "attachButton": ("Toevoegen", "Add"),
      ]),
    ]
    if let link = visit.links.first(where: { $0.hash == dossier.link }) {
      model["link"] = HTMLText("\(visit.site.address)/concept/\(link.text)")
    }
    if dossier.stage == .moreInformation, let points = dossier.proceeding.points {
      model["points"] = ["paragraphs": HTMLText.lines(points)] as PageModel
    }
    if dossier.stage == .rejected || dossier.stage == .discontinued,
      let conclusion = dossier.proceeding.conclusion
    {
      model["conclusion"] = ["paragraphs": HTMLText.lines(conclusion.reason)] as PageModel
    }
    if dossier.stage == .draft, try await visit.casework.lacksOpener(dossier) {
      model["opener"] = words(HandingIn.Obstacle.openerMissing.message { _ in dossier.track.title })
    }
    if isWritten {
      model["standing"] = visit.standing(view)
      model["topics"] =
        ["items": topics(visit, dossier, view, try await visit.casework.answers(of: dossier))]
        as PageModel
      model["upload"] =
        [
          "action": HTMLText("/plan/\(dossier.id)/bestand"), "basis": HTMLText("\(dossier.number)"),
        ] as PageModel
      model["attach"] = ["action": HTMLText("/plan/\(dossier.id)/bijlagen")] as PageModel
    }
    if dossier.stage == .draft {
      let term = visit.site.draftTerm
      let last = visit.day(term.end(of: dossier.updated).shown(in: visit.site.zone).date.dayNumber)
      let soon = term.endsSoon(dossier.updated, at: visit.now) || dossier.warned != nil
      model["ends"] =
        [
          "text": words(
            "Verandert niemand dit concept? Dan wordt het na \(last) verwijderd.",
            "Does nobody change this draft? Then it is removed after \(last)."),
          "keep": soon ? HTMLText("/plan/\(dossier.id)/langer") as Any : false,
          "button": words("Langer bewaren", "Keep longer"),
        ] as PageModel
    }
    let attachments = try await visit.site.store.attachments(of: dossier.id)
    let handedIn = try await visit.site.store.handedIn(dossier.id)
    if attachments.isEmpty {
      model["noAttachments"] = words("Er zijn geen bijlagen.", "There are no attachments.")
    } else {
      model["attachments"] =
        [
          "items": attachments.map { attachment in
            let wentAlong = handedIn.map { attachment.made <= $0 } ?? false
            return visit.line(of: attachment, isRemovable: isWritten && !wentAlong)
          }
        ] as PageModel
    }
    return visit.page(
      "dossier", model, title: dossier.title,
      trail: visit.account == nil ? nil : ("/plannen", visit.say("Mijn plannen", "My plans")),
      notice: visit.toldOfFile)
  }

  private static func topics(
    _ visit: Visit, _ dossier: Dossier, _ view: PlanView, _ answers: DraftAnswers
  ) -> [PageModel] {
    let waiting =
      (answers.waiting(.unread) + answers.waiting(.beside)).map(\.field)
      + answers.stranded.compactMap { AnswerPlace($0.place)?.field }
    let questionnaire = Questionnaire(view.model)
    var isFirst = true
    return questionnaire.topics.map { topic in
      let names = Set(topic.fields.map(\.name))
      let texts = waiting.count { names.contains($0.first ?? "") }
      let state: (HTMLText, String) =
        switch (texts, view.isDone(topic)) {
        case (1..., _):
          (
            texts == 1
              ? visit.words("1 antwoord klopt nog niet", "1 answer is not right yet")
              : visit.words(
                "\(texts) antwoorden kloppen nog niet", "\(texts) answers are not right yet"),
            "todo"
          )
        case (_, true): (visit.words("klaar", "done"), "done")
        case (_, false): (visit.words("nog niet klaar", "not done yet"), "todo")
        }
      let isNext = isFirst && state.1 != "done"
      if isNext { isFirst = false }
      return [
        "href": HTMLText("/plan/\(dossier.id)/vragen/\(topic.number)"),
        "label": visit.words(topic.title), "state": state.0, "tone": HTMLText(state.1),
        "next": isNext
          ? (topic.number == 1
            ? visit.words("begin hier", "begin here") : visit.words("ga hier verder", "go on here"))
            as Any : false,
      ]
    }
  }

  private static func actions(_ visit: Visit, _ dossier: Dossier) -> [PageModel] {
    let base = "/plan/\(dossier.id)"
    var found: [(href: String, label: String, isMain: Bool)] = [
      ("\(base)/antwoorden", visit.say("Alle antwoorden bekijken", "See all answers"), false),
      (
        "\(base)/beoordeling",
        visit.say("De beoordeling met redenen", "The assessment with reasons"), false
      ),
    ]
    for kind in [Action.Kind.submit, .supply, .withdraw]
    where dossier.proceeding.allows(kind, by: .applicant) {
      found.append(
        ("\(base)/stap/\(kind.rawValue)", StepPages.label(kind, dossier, visit), kind != .withdraw))
    }
    if dossier.version > 0 {
      found.append(
        ("\(base)/ontvangst", visit.say("De ontvangstbevestiging", "The receipt"), false))
    }
    if Set<Stage>.decided.contains(dossier.stage) {
      found.append(("\(base)/brief", visit.say("De brief met het besluit", "The letter"), true))
    }
    if dossier.stage == .approved, dossier.track == .quickTest {
      found.append(
        (
          "\(base)/stap/uitwerken",
          visit.say("Het plan uitwerken", "Prepare the plan"), true
        ))
    }
    if dossier.mayBeRevised {
      found.append(
        (
          "\(base)/stap/aanpassen",
          visit.say("Aanpassen en opnieuw indienen", "Change and submit again"), true
        ))
    }
    if dossier.owner == nil, visit.account?.role == .applicant {
      found.append(
        (
          "\(base)/stap/overnemen",
          visit.say("Bij mijn account bewaren", "Keep with my account"), false
        ))
    }
    found += [
      ("\(base)/plan.yaml", visit.say("Downloaden als YAML", "Download as YAML"), false),
      ("\(base)/plan.json", visit.say("Downloaden als JSON", "Download as JSON"), false),
      ("\(base)/logboek", visit.say("Logboek", "Log"), false),
    ]
    if dossier.stage == .draft {
      found.append(
        ("\(base)/weg", visit.say("Dit concept verwijderen", "Remove this draft"), false))
    }
    return found.map {
      ["href": HTMLText($0.href), "label": HTMLText($0.label), "isMain": $0.isMain]
    }
  }

  // MARK: Its end

  @Sendable static func eraseForm(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    return visit.page(
      "confirm",
      [
        "action": HTMLText("/plan/\(dossier.id)/weg"),
        "paragraphs": [
          visit.words(
            "U verwijdert dit concept, met alle antwoorden, bijlagen en eerdere teksten. Dat kan niet ongedaan worden gemaakt.",
            "You remove this draft, with all answers, attachments and former texts. That can't be undone."
          ),
          visit.words(
            "In het logboek blijft staan dat er een concept was en wanneer het is verwijderd, zonder wat erin stond.",
            "The log keeps that there was a draft and when it was removed, without what was in it."),
        ], "button": visit.words("Verwijderen", "Remove"),
      ], title: visit.say("Dit concept verwijderen?", "Remove this draft?"),
      trail: ("/plan/\(dossier.id)", dossier.title))
  }

  @Sendable static func erase(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    try await visit.site.store.erase(draft: dossier.id, by: visit.actor, at: visit.now)
    return visit.message(
      visit.say("Het concept is verwijderd", "The draft is removed"),
      ["'\(dossier.title)'"],
      links: [(AccountPages.home(visit.account?.role), visit.say("Verder", "Go on"))])
  }

  @Sendable static func keep(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    try await visit.site.store.keep(draft: dossier.id, by: visit.actor, at: visit.now)
    return .redirect("/plan/\(dossier.id)")
  }

  // MARK: What follows

  @Sendable static func claim(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let account = visit.account, account.role == .applicant, dossier.owner == nil else {
      return visit.notFound()
    }
    try await visit.site.store.claim(
      dossier.id, for: account.organisation, by: visit.actor, at: visit.now)
    return .redirect("/plan/\(dossier.id)")
  }

  /// A changed version of what was rejected.
  @Sendable static func revise(_ visit: Visit) async throws -> WebResponse {
    opened(try await visit.casework.revised(try visit.theDossier()), visit)
  }

  /// The plan that an approved quick test opens.
  @Sendable static func elaborate(_ visit: Visit) async throws -> WebResponse {
    opened(try await visit.casework.elaborated(try visit.theDossier()), visit)
  }

  @Sendable static func log(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let entries = try await visit.site.store.log(of: dossier.id)
    let people = try await visit.people(entries.map(\.actor))
    let model: PageModel = [
      "entries": entries.map { entry -> PageModel in
        [
          "when": HTMLText(visit.time(entry.moment)), "who": HTMLText(people.name(of: entry.actor)),
          "what": visit.words(entry.title),
          "detail": visit.casework.detail(of: entry, dossier) == nil
            ? false : visit.words(entry.shownDetail) as Any,
          "version": visit.words(entry.shownVersion),
        ]
      },
      "w": visit.words.all([
        "about": (
          "Elke handeling staat hier, de laatste bovenaan. Elke regel hangt aan de vorige, en aan de teksten, bijlagen en oordelen die erbij horen: wie daarvan later iets verandert, valt op als de beheerder het logboek nagaat. Wie alles mag schrijven, kan ook alles opnieuw maken. Dat valt alleen op bij wie bewaarde waar het logboek stond. Onderaan een brief met een besluit staat dat.",
          "Every action is here, the last one first. Each line hangs on the one before, and on the texts, attachments and judgements that go with it: whoever changes any of those later shows when the administrator verifies the log. Whoever may write everything can also make everything anew. That shows only to those who kept where the log stood. A letter with a decision says so at its end."
        ),
        "when": ("Wanneer", "When"), "who": ("Wie", "Who"), "what": ("Wat", "What"),
        "version": ("Welke tekst", "Which text"),
      ]),
    ]
    return visit.page(
      "log", model, title: visit.say("Logboek", "Log"),
      trail: ("/plan/\(dossier.id)", dossier.title), width: .wide)
  }
}

extension LogEntry {
  /// Which text it was, with as much of the hash as tells it from others.
  fileprivate var shownVersion: LocalizedText {
    let parts = (version ?? "").split(separator: " ").map { part in
      part.hasPrefix("sha256:") ? String(part.dropFirst(7).prefix(12)) : String(part)
    }
    let text = parts.joined(separator: " ")
    return LocalizedText(
      nl: text.replacing("revision", with: "revisie").replacing("version", with: "versie"),
      en: text)
  }
}

extension LogEntry {
  /// What it says besides, in words as far as it has any.
  fileprivate var shownDetail: LocalizedText {
    let words: LocalizedText? =
      switch action {
      case "propose": Conclusion(rawValue: detail)?.title
      case "setFlag", "clearFlag": StageFlag(rawValue: detail)?.title
      case "handIn":
        detail == "agrees"
          ? LocalizedText(nl: "akkoord", en: "agreed")
          : LocalizedText(nl: "niet akkoord", en: "not agreed")
      case "judge":
        LocalizedText(
          nl: detail.replacing(": holds", with: ": voldoet")
            .replacing(": fails", with: ": voldoet niet"),
          en: detail.replacing(": holds", with: ": meets it")
            .replacing(": fails", with: ": does not meet it"))
      default: nil
      }
    return words ?? LocalizedText(nl: detail, en: detail)
  }
}

extension Visit {
  static let toldDayQuery = "dag"
  static let toldJudgementsQuery = "oordelen"

  /// What a file said and does not say here, for whoever just read one in.
  var toldOfFile: String? {
    let told = [
      toldDay(request.query[Visit.toldDayQuery].flatMap { CalendarDate($0) }),
      toldJudgements(request.query[Visit.toldJudgementsQuery].flatMap { Int($0) } ?? 0),
    ].compactMap { $0 }
    return told.isEmpty ? nil : told.joined(separator: " ")
  }

  /// - Parameter count: how many judgements of a reviewer a file held.
  func toldJudgements(_ count: Int) -> String? {
    guard count > 0 else { return nil }
    return say(
      "In het bestand stonden oordelen van een beoordelaar (\(count)). Die tellen hier als uw eigen mening.",
      "The file held judgements of a reviewer (\(count)). Here they count as your own opinion.")
  }

  /// - Parameter day: what the file says.
  func toldDay(_ day: CalendarDate?) -> String? {
    guard let day else { return nil }
    let shown = self.day(day.dayNumber)
    return say(
      "In het bestand stond \(shown) als dag van indienen. Die dag is niet overgenomen: wat telt, is de dag waarop u hier indient.",
      "The file gave \(shown) as the day of submission. That day was not taken over: what counts is the day on which you submit here."
    )
  }

  /// A moment as people read it here.
  func time(_ moment: Moment) -> String {
    let shown = moment.shown(in: site.zone)
    let clock = "\(shown.time)".prefix(5)
    return "\(ReportWords(language).date(shown.date)), \(clock)"
  }

  func day(_ number: Int) -> String {
    CalendarDate(dayNumber: number).map { ReportWords(language).date($0) } ?? ""
  }

  /// Where a dossier stands, as rows.
  func facts(of dossier: Dossier) async throws -> [PageModel] {
    var rows: [(String, String)] = [
      (say("Soort", "Kind"), dossier.track.title[language]),
      (say("Status", "Status"), dossier.stage.title(dossier.track)[language]),
    ]
    if let submitted = dossier.proceeding.submittedDay {
      rows.append((say("Ingediend op", "Submitted on"), day(submitted)))
    }
    rows += try await earlierDay(of: dossier)
    if let receipt = try await site.store.receipt(of: dossier.id) {
      rows.append((say("Kenmerk", "Reference"), receipt.reference))
    }
    if let deadline = dossier.proceeding.deadline(on: today, site.clock) {
      rows.append((say("Termijn", "Time limit"), text(of: deadline)))
    }
    let marks = dossier.proceeding.flags.sorted().map { $0.title[language] }
    if !marks.isEmpty { rows.append((say("Kenmerken", "Marks"), marks.joined(separator: ", "))) }
    let names = try await site.store.organisations()
    func name(_ code: String?) -> String? { names.first { $0.code == code }.map { words(of: $0) } }
    if let leaders = dossier.leaders {
      let both = leaders.both.map { name($0) ?? $0 }.joined(separator: ", ")
      rows.append((say("Marktleiders", "Market leaders"), both))
    }
    if let owner = name(dossier.owner) { rows.append((say("Indiener", "Applicant"), owner)) }
    if dossier.version > 0 {
      rows.append((say("Ingediende versie", "Submitted version"), "\(dossier.version)"))
    }
    return rows.map { ["label": HTMLText($0.0), "value": HTMLText($0.1)] }
  }

  func text(of deadline: Deadline) -> String {
    let title = deadline.title[language]
    guard let due = deadline.due else {
      return say(
        "\(title): de tijd staat stil, er zijn \(deadline.net) dagen gebruikt",
        "\(title): the time stands still, \(deadline.net) days are used")
    }
    let date = ReportWords(language).date(due)
    let left = deadline.left
    let rest =
      left < 0
      ? say("\(-left) dagen te laat", "\(-left) days late")
      : left == 1 ? say("nog 1 dag", "1 day left") : say("nog \(left) dagen", "\(left) days left")
    return say("\(title) tot en met \(date) (\(rest))", "\(title) until \(date) (\(rest))")
  }

  func line(of attachment: Attachment, isRemovable: Bool = false) -> PageModel {
    let href = "/plan/\(attachment.dossier)/bijlagen/\(attachment.id)"
    let kind =
      attachment.isFormer
      ? say("eerdere tekst, alleen voor u", "former text, for you alone") : attachment.kind
    let remove: PageModel = [
      "action": HTMLText("\(href)/weg"), "button": words("Verwijderen", "Remove"),
      "about": words("Verwijderen: \(attachment.name)", "Remove: \(attachment.name)"),
    ]
    return [
      "href": HTMLText(href), "label": HTMLText(attachment.name), "size": HTMLText(kind),
      "remove": isRemovable ? remove as Any : false,
    ]
  }
}
