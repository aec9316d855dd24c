import Assess
import Foundation
import Rules

/// One topic of the questionnaire a page; an item of a list has a page of its own.
enum TopicPages {
  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let (answers, edition) = try await visit.casework.answering.read(
      dossier, try await visit.site.store.openTexts(of: dossier.id))
    let place: Place
    switch Place.search(visit, edition.ruleset.model, answers) {
    case .found(let found): place = found
    case .gone(let topic):
      return try await gone(visit, dossier, answers, topic, at: visit.request.query["bij"])
    case nil: return visit.notFound()
    }
    let view = try await visit.casework.draftView(dossier)
    return try await page(
      visit, dossier, view, answers, place, notice: try await notice(visit, dossier),
      stranded: try await stranded(visit, dossier, answers, place))
  }

  /// A topic, or something inside one.
  struct Place {
    let topic: Questionnaire.Topic
    /// What the page is about; nothing for the topic as a whole.
    let place: AnswerPlace
    let fields: [Field]

    enum Search {
      case found(Place)
      /// An item that was removed.
      case gone(Questionnaire.Topic)
    }

    init(_ topic: Questionnaire.Topic, _ place: AnswerPlace, _ fields: [Field]) {
      self.topic = topic
      self.place = place
      self.fields = fields
    }

    /// What the address of a visit leads to; `nil` where there can be no such place.
    static func search(
      _ visit: Visit, _ model: RulesetModel, _ answers: DraftAnswers
    ) -> Search? {
      guard let number = Int(visit.request.parameters["onderwerp"] ?? ""),
        let topic = Questionnaire(model)[number]
      else { return nil }
      guard let text = visit.request.query["bij"] else {
        return .found(Place(topic, AnswerPlace([]), topic.fields))
      }
      guard let place = AnswerPlace(text),
        case .group(let members)? = place.kind(in: model.vocabulary),
        topic.fields.contains(where: { $0.name == place.field.first })
      else { return nil }
      guard answers.items.path(of: place) != nil else { return .gone(topic) }
      return .found(Place(topic, place, members))
    }

    /// The page it is reached from: the item that it is in, or the topic.
    var parent: AnswerPlace { place.surrounding }
  }

  private static func address(
    _ dossier: Dossier, _ topic: Questionnaire.Topic, _ place: AnswerPlace,
    _ more: [(String, String)] = []
  ) -> String {
    var query = more
    if !place.steps.isEmpty { query.insert(("bij", place.description), at: 0) }
    let text = query.map { "\($0.0)=\(Form.encoded($0.1))" }.joined(separator: "&")
    return "/plan/\(dossier.id)/vragen/\(topic.number)" + (text.isEmpty ? "" : "?\(text)")
  }

  // MARK: Showing

  /// What the page says of what was done just before.
  struct Notice {
    let text: String
    /// The number of a removal that can be undone.
    var removal: Int64?
  }

  /// The check that somebody comes from, to whose page there is a way back.
  static let checkQuery = "controle"
  private static let savedQuery = "bewaard"
  private static let removedQuery = "weg"

  private static func notice(_ visit: Visit, _ dossier: Dossier) async throws -> Notice? {
    if let number = visit.request.query[removedQuery].flatMap({ Int64($0) }),
      let change = try await visit.site.store.change(number, of: dossier.id),
      change.kind == .remove
    {
      return Notice(
        text: visit.say("Verwijderd. Was dat niet de bedoeling?", "Removed. Did you not mean to?"),
        removal: number)
    }
    guard visit.request.query[savedQuery] != nil else { return nil }
    return Notice(text: visit.say("Bewaard.", "Saved."))
  }

  private static func page(
    _ visit: Visit, _ dossier: Dossier, _ view: PlanView, _ answers: DraftAnswers, _ place: Place,
    sent: [AnswerPlace: (text: FieldText, fate: DraftAnswers.Fate)] = [:],
    notice: Notice? = nil, stranded: [PageModel] = [], faults more: [String] = [],
    status: Int = 200
  ) async throws -> WebResponse {
    let showsAll = visit.request.query["alle"] == "1"
    var maker = ControlMaker(
      visit, dossier, view, answers, place.topic, sent: sent, showsAll: showsAll,
      people: try await visit.people(answers.open.map(\.author)))
    let controls = place.fields.compactMap {
      maker.control($0, place.place.appending(.member($0.name)))
    }
    let from = visit.request.query[checkQuery].flatMap { id in
      view.assessment.checks.contains { $0.check.id == id } ? id : nil
    }
    let all = (showsAll ? [("alle", "1")] : []) + (from.map { [(checkQuery, $0)] } ?? [])
    var model: PageModel = [
      "controls": controls, "pageLanguage": HTMLText(visit.language.rawValue),
      "offered": HTMLText(ItemID.offered().description), "longest": HTMLText("\(Form.longest)"),
      "action": HTMLText(address(dossier, place.topic, place.place, all)),
      "assessment": HTMLText("/plan/\(dossier.id)/beoordeling"),
      "standing": visit.standing(view, isBeside: true), "place": false, "stranded": false,
      "from": false,
      "w": visit.words.all([
        "save": ("Bewaren", "Save"), "saveNext": ("Bewaren en verder", "Save and go on"),
        "standing": ("Tussenstand", "Result so far"),
        "assessment": (
          "De beoordeling tot nu toe, met redenen", "The assessment so far, with reasons"
        ),
        "undo": ("Terugzetten", "Put it back"), "saving": ("Bezig met bewaren…", "Saving…"),
        "offline": (
          "Geen verbinding. Uw tekst staat nog op deze pagina en wordt bewaard zodra er weer verbinding is.",
          "No connection. Your text is still on this page and is saved as soon as there is one again."
        ),
        "toolong": (
          "Deze tekst is te lang. Maak hem korter, of voeg hem toe als bijlage.",
          "This text is too long. Make it shorter, or add it as an attachment."
        ),
        "refused": (
          "Nog niet bewaard. Kies 'Bewaren' om te zien waarom.",
          "Not saved yet. Choose 'Save' to see why."
        ),
      ]),
    ]
    let title: String
    if place.place.steps.isEmpty {
      title = place.topic.title[visit.language]
    } else {
      title = maker.label(place.place)
      model["place"] = visit.words(place.topic.title)
    }
    if maker.hidden > 0 {
      model["hidden"] =
        [
          "text": HTMLText(
            maker.hidden == 1
              ? visit.say("1 vraag telt niet meer mee.", "1 question no longer counts.")
              : visit.say(
                "\(maker.hidden) vragen tellen niet meer mee.",
                "\(maker.hidden) questions no longer count.")),
          "href": HTMLText(address(dossier, place.topic, place.place, [("alle", "1")])),
          "label": visit.words("Toch tonen", "Show them anyway"),
        ] as PageModel
    }
    if let from {
      model["from"] =
        [
          "href": HTMLText("/plan/\(dossier.id)/beoordeling/\(Form.encoded(from))"),
          "label": visit.words(
            "Terug naar \(from) in de beoordeling", "Back to \(from) in the assessment"),
        ] as PageModel
    }
    if !stranded.isEmpty {
      model["stranded"] =
        [
          "heading": visit.words("Tekst zonder plek", "Texts without a place"),
          "about": visit.words(
            "Iemand typte dit in een onderdeel dat er niet meer is. Het is bewaard. Zet het onderdeel terug, of haal de tekst weg.",
            "Somebody typed this in a part that is no longer there. It is kept. Put the part back, or take the text away."
          ),
          "items": stranded,
        ] as PageModel
    }
    if let removal = notice?.removal {
      model["undo"] =
        [
          "text": HTMLText(notice?.text ?? ""), "number": HTMLText("\(removal)"),
        ] as PageModel
    }
    let trail: (String, String) =
      place.place.steps.isEmpty
      ? ("/plan/\(dossier.id)", dossier.title)
      : (
        address(dossier, place.topic, place.parent),
        place.parent.steps.isEmpty
          ? place.topic.title[visit.language] : maker.label(place.parent)
      )
    let faults = more.map { (nil as String?, $0) } + maker.faults
    return visit.page(
      "topic", model, title: title, trail: trail,
      notice: notice?.removal == nil ? notice?.text : nil, faults: faults, width: .work,
      status: status)
  }

  /// The topic of an item that was removed since, with the way to put it back. What was sent to it waits.
  ///
  /// - Parameter item: its place, as addresses spell it.
  private static func gone(
    _ visit: Visit, _ dossier: Dossier, _ answers: DraftAnswers, _ topic: Questionnaire.Topic,
    at item: String?
  ) async throws -> WebResponse {
    var notice: Notice?
    if let place = item.flatMap({ AnswerPlace($0) }),
      let removal = try await removal(of: place, dossier, answers, visit)
    {
      notice = Notice(
        text: visit.say(
          "Iemand haalde dit onderdeel weg. Wat u daar net invulde, is bewaard en staat er weer als u het terugzet.",
          "Somebody removed this part. What you filled in there just now is kept, and is there again when you put it back."
        ), removal: removal)
    }
    let place = Place(topic, AnswerPlace([]), topic.fields)
    let view = try await visit.casework.draftView(dossier)
    return try await page(
      visit, dossier, view, answers, place, notice: notice,
      stranded: notice == nil ? try await stranded(visit, dossier, answers, place) : [],
      faults: [visit.say("Dit onderdeel is verwijderd.", "This part was removed.")], status: 410)
  }

  /// The number of the removal that took away an item, or one that it is in.
  private static func removal(
    of place: AnswerPlace, _ dossier: Dossier, _ answers: DraftAnswers, _ visit: Visit
  ) async throws -> Int64? {
    for count in 1...max(place.steps.count, 1) {
      let outer = AnswerPlace(Array(place.steps.prefix(count)))
      guard outer.asItem != nil, answers.items.path(of: outer) == nil else { continue }
      return try await visit.site.store.lastRemoval(of: outer, in: dossier.id)
    }
    return nil
  }

  /// Texts that wait for an item of the topic that is not there.
  private static func stranded(
    _ visit: Visit, _ dossier: Dossier, _ answers: DraftAnswers, _ place: Place
  ) async throws -> [PageModel] {
    guard place.place.steps.isEmpty else { return [] }
    let names = Set(place.topic.fields.map(\.name))
    var found: [PageModel] = []
    for text in answers.stranded.prefix(50) {
      guard let at = AnswerPlace(text.place), let first = at.field.first, names.contains(first),
        let number = text.number
      else { continue }
      let field = answers.vocabulary.field(at: at.field)
      let removal = try await removal(of: at, dossier, answers, visit)
      found.append([
        "label": HTMLText(field.map { ($0.question ?? $0.label)[visit.language] } ?? text.place),
        "text": HTMLText(exact: text.text.text), "number": HTMLText("\(number)"),
        "removal": removal.map { HTMLText("\($0)") as Any } ?? false,
        "dismiss": visit.words("Weghalen", "Take away"),
      ])
    }
    return found
  }

  // MARK: Saving

  @Sendable static func save(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let open = try await visit.site.store.openTexts(of: dossier.id)
    let (before, edition) = try await visit.casework.answering.read(dossier, open)
    let model = edition.ruleset.model
    let search = Place.search(visit, model, before)
    guard let search else { return visit.notFound() }
    let form = visit.request.form
    let sheet = AnswerSheet(
      form, model.vocabulary, unasked: [model.identity.submissionField], open: open)
    let outcome = try await visit.casework.answering.save(
      dossier.id, sheet.edit, by: visit.casework.writer)
    if visit.request.headers["accept"] == "application/json" {
      return try await json(visit, sheet, outcome)
    }
    let place: Place
    switch search {
    case .gone(let topic):
      return try await gone(
        visit, outcome.dossier, outcome.answers, topic, at: visit.request.query["bij"])
    case .found(let found):
      guard outcome.answers.items.path(of: found.place) != nil else {
        return try await gone(
          visit, outcome.dossier, outcome.answers, found.topic, at: found.place.description)
      }
      place = found
    }
    let sent = Dictionary(
      sheet.edit.answers.compactMap { answer in
        outcome.fates[answer.place].map { (answer.place, (text: answer.text, fate: $0)) }
      }, uniquingKeysWith: { $1 }
    ).filter { $0.value.fate != .untouched && $0.value.fate != .kept }
    // What was typed before and can't be read keeps its page too.
    let isUnread =
      outcome.step == nil
      && sheet.edit.answers.contains { outcome.answers.unread($0.place) != nil }
    if !sent.isEmpty || isUnread || outcome.step == .changedMeanwhile || outcome.step == .gone {
      let view = try await visit.casework.draftView(outcome.dossier)
      let isBeside = sent.values.contains { $0.fate == .beside }
      var faults: [String] = []
      if isBeside {
        faults.append(
          visit.say(
            "Iemand anders veranderde hetzelfde. Er is niets overschreven.",
            "Somebody else changed the same. Nothing was overwritten."))
      }
      if outcome.step == .changedMeanwhile {
        faults.append(
          visit.say(
            "Dit onderdeel is veranderd nadat u de pagina opende. Het is niet verwijderd. Bekijk het eerst.",
            "This part was changed after you opened the page. It was not removed. Look at it first."
          ))
      }
      if outcome.step == .gone {
        faults.append(
          visit.say(
            "Dat onderdeel is er niet meer, of is al teruggezet. Er is niets veranderd.",
            "That part is no longer there, or was put back already. Nothing was changed."))
      }
      return try await page(
        visit, outcome.dossier, view, outcome.answers, place, sent: sent,
        stranded: try await stranded(visit, outcome.dossier, outcome.answers, place),
        faults: faults,
        status: isBeside || outcome.step == .changedMeanwhile || outcome.step == .gone ? 409 : 422)
    }
    switch outcome.step {
    case .added(let item): return .redirect(address(outcome.dossier, place.topic, item))
    case .removed:
      let query = outcome.removal.map { [(removedQuery, "\($0)")] } ?? []
      return .redirect(address(outcome.dossier, place.topic, place.place, query))
    case .done, .gone, .changedMeanwhile, nil: break
    }
    return .redirect(
      next(visit, outcome.dossier, place, form[AnswerSheet.Button.goOn] == "1", model))
  }

  /// Where one goes after a page that is saved.
  private static func next(
    _ visit: Visit, _ dossier: Dossier, _ place: Place, _ goesOn: Bool, _ model: RulesetModel
  ) -> String {
    let from = visit.request.query[checkQuery].map { [(checkQuery, $0)] } ?? []
    let saved = [(savedQuery, "1")] + (goesOn ? [] : from)
    guard goesOn else { return address(dossier, place.topic, place.place, saved) }
    if !place.place.steps.isEmpty { return address(dossier, place.topic, place.parent, saved) }
    if let topic = Questionnaire(model)[place.topic.number + 1] {
      return address(dossier, topic, AnswerPlace([]), saved)
    }
    return "/plan/\(dossier.id)/antwoorden"
  }

  /// What a script is told: of each answer whether it is saved, and the mark of what is shown from then
  /// on.
  private static func json(
    _ visit: Visit, _ sheet: AnswerSheet, _ outcome: Answering.Outcome
  ) async throws -> WebResponse {
    let standing = visit.standing(
      try await visit.casework.draftView(outcome.dossier), isBeside: true)
    let (answers, language) = (outcome.answers, sheet.edit.language)
    var writer = JSONWriter(.pretty)
    writer.object { writer in
      writer.string("tone", "\(standing["tone"] ?? "")")
      writer.string("standing", visit.site.templates.render("standing", standing))
      writer.string(
        "saved", visit.say("Bewaard om \(visit.clock).", "Saved at \(visit.clock)."))
      writer.key("answers")
      writer.array { writer in
        for answer in sheet.edit.answers {
          guard let fate = outcome.fates[answer.place], fate != .untouched else { continue }
          writer.object { writer in
            writer.string("place", answer.place.description)
            // Whoever differs from others has to see both and choose: until then the page is as it was.
            let isOpen = fate == .beside || fate == .gone
            let mark = isOpen ? answer.base : answers.mark(answer.place, in: language)
            writer.string("mark", mark.description)
            writer.string("fault", fault(fate, answers.shown(answer.place, in: language), visit))
          }
        }
      }
    }
    return WebResponse(
      status: 200, type: "application/json; charset=utf-8", body: Array(writer.text.utf8))
  }

  /// What stands under a question; empty where its answer is saved.
  private static func fault(
    _ fate: DraftAnswers.Fate, _ now: FieldText, _ visit: Visit
  ) -> String {
    switch fate {
    case .untouched, .kept: ""
    case .unread(let fault?): fault[visit.language] + "."
    case .unread(nil): visit.say(.refusedAnswer)
    case .beside:
      visit.say(
        "Iemand anders veranderde dit ook. Er staat: '\(now.values.joined(separator: ", "))'. Uw tekst is bewaard naast die van de ander. Kies 'Bewaren' om te kiezen.",
        "Somebody else changed this too. It says: '\(now.values.joined(separator: ", "))'. Your text is kept beside theirs. Choose 'Save' to choose."
      )
    case .gone:
      visit.say(
        "Dit onderdeel is intussen verwijderd. Uw tekst is bewaard.",
        "This part was removed meanwhile. Your text is kept.")
    }
  }
}

extension Visit {
  /// The time of day, as on a clock here.
  var clock: String { String("\(moment.time)".prefix(5)) }
}
