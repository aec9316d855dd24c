import Foundation
import Rules

/// One topic of the questionnaire a page; an item of a list has a page of its own.
enum TopicPages {
  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let view = try await visit.draftView(dossier)
    guard let place = Place(visit, view.model) else { return visit.notFound() }
    let entries = try await visit.site.store.entries(dossier.id)
    return try page(visit, dossier, view, place, entries: entries)
  }

  /// A topic, or something inside one.
  struct Place {
    let topic: Questionnaire.Topic
    /// What the page is about; `nil` for the topic as a whole.
    let path: InputPath?
    let fields: [Field]

    init?(_ visit: Visit, _ model: RulesetModel) {
      let questionnaire = Questionnaire(model)
      guard let number = Int(visit.request.parameters["onderwerp"] ?? ""),
        let topic = questionnaire[number]
      else { return nil }
      self.topic = topic
      guard let text = visit.request.query["bij"] else {
        path = nil
        fields = topic.fields
        return
      }
      guard let path = InputPath(text, in: model.vocabulary),
        case .group(let members)? = model.vocabulary.kind(at: path),
        topic.fields.contains(where: { $0.name == path.field.first })
      else { return nil }
      self.path = path
      fields = members
    }

    func path(of field: Field) -> InputPath {
      InputPath((path?.steps ?? []) + [.member(field.name)])
    }

    /// The page it is reached from: the item that it is in, or the topic.
    var parent: InputPath? {
      guard let steps = path?.steps else { return nil }
      for count in stride(from: steps.count - 2, to: 0, by: -1) {
        if case .item = steps[count - 1] { return InputPath(Array(steps.prefix(count))) }
      }
      return nil
    }
  }

  private static func address(
    _ dossier: Dossier, _ topic: Questionnaire.Topic, _ path: InputPath?, showsAll: Bool = false
  ) -> String {
    var query: [String] = []
    if let path { query.append("bij=\(Form.encoded(path.description))") }
    if showsAll { query.append("alle=1") }
    return "/plan/\(dossier.id)/vragen/\(topic.number)"
      + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  // MARK: Showing

  private static func page(
    _ visit: Visit, _ dossier: Dossier, _ view: PlanView, _ place: Place,
    entries: [String: String], stale: [String: String] = [:], typed: AnswerSheet? = nil,
    notice: String? = nil, status: Int = 200
  ) throws -> WebResponse {
    let showsAll = visit.request.query["alle"] == "1"
    var maker = try ControlMaker(visit, dossier, view, place.topic, entries, stale, typed, showsAll)
    let controls = place.fields.compactMap { maker.control($0, place.path(of: $0)) }
    var model: PageModel = [
      "controls": controls, "basis": HTMLText("\(dossier.number)"),
      "action": HTMLText(address(dossier, place.topic, place.path, showsAll: showsAll)),
      "assessment": HTMLText("/plan/\(dossier.id)/beoordeling"),
      "standing": visit.standing(view),
      "w": visit.words.all([
        "save": ("Bewaren", "Save"), "saveNext": ("Bewaren en verder", "Save and go on"),
        "standing": ("Tussenstand", "Result so far"),
        "assessment": (
          "De beoordeling tot nu toe, met redenen", "The assessment so far, with reasons"
        ),
      ]),
    ]
    let title: String
    if let path = place.path {
      title = maker.label(path)
      model["place"] = visit.words(place.topic.title)
    } else {
      title = place.topic.title[visit.language]
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
          "href": HTMLText(address(dossier, place.topic, place.path, showsAll: true)),
          "label": visit.words("Toch tonen", "Show them anyway"),
        ] as PageModel
    }
    let trail: (String, String) =
      place.path == nil
      ? ("/plan/\(dossier.id)", dossier.title)
      : (
        address(dossier, place.topic, place.parent),
        place.parent.map { maker.label($0) } ?? place.topic.title[visit.language]
      )
    var faults = maker.faults
    if !stale.isEmpty {
      faults.insert(
        (
          nil,
          visit.say(
            "Een ander veranderde hetzelfde. Er is niets overschreven. Kies welke tekst goed is en bewaar opnieuw.",
            "Somebody else changed the same. Nothing was overwritten. Choose which text is right and save again."
          )
        ), at: 0)
    }
    return visit.page(
      "topic", model, title: title, trail: trail, notice: notice, faults: faults, status: status)
  }

  // MARK: Saving

  @Sendable static func save(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let before = try await visit.draftView(dossier)
    guard let place = Place(visit, before.model) else { return visit.notFound() }
    let form = visit.request.form
    let sheet = AnswerSheet(form, before.vocabulary, try visit.reader(dossier))
    let basis = Int(form["basis"] ?? "") ?? 0
    let site = visit.site
    let edition = before.edition
    let read = { @Sendable (file: PlanFile) throws(Failure) -> ReadPlan in
      return ReadPlan(file, by: edition, recordingCauses: false)
    }
    let title = { @Sendable (file: PlanFile) -> String? in file.title(by: before.model) }
    let asksJSON = visit.request.headers["accept"] == "application/json"
    var saved: Dossier
    do {
      saved = try await site.store.save(
        dossier.id, by: visit.actor, at: visit.now,
        { now, since in try sheet.saving(now, since: since, read: read, title: title) },
        since: basis)
    } catch let stale as AnswerSheet.Stale {
      let view = try await visit.draftView(stale.dossier)
      let entries = try await site.store.entries(dossier.id)
      return try page(
        visit, stale.dossier, view, place, entries: entries, stale: stale.now, typed: sheet,
        status: 409)
    }
    if asksJSON { return try await json(visit, saved) }
    if let change = try ListChange(form, before.vocabulary) {
      let (after, item) = try await self.change(visit, saved, change, title)
      saved = after
      let path = item ?? place.path
      return .redirect(address(saved, place.topic, path))
    }
    let entries = try await site.store.entries(dossier.id)
    let hasFaults = sheet.places.contains { entries[$0.path.description] != nil }
    if hasFaults {
      let view = try await visit.draftView(saved)
      return try page(visit, saved, view, place, entries: entries, typed: sheet, status: 422)
    }
    return .redirect(next(visit, saved, place, form["verder"] == "1", before.model))
  }

  /// Where one goes after a page that is saved.
  private static func next(
    _ visit: Visit, _ dossier: Dossier, _ place: Place, _ goesOn: Bool, _ model: RulesetModel
  ) -> String {
    guard goesOn else { return address(dossier, place.topic, place.path) }
    if place.path != nil { return address(dossier, place.topic, place.parent) }
    if let topic = Questionnaire(model)[place.topic.number + 1] {
      return address(dossier, topic, nil)
    }
    return "/plan/\(dossier.id)/antwoorden"
  }

  private static func json(_ visit: Visit, _ dossier: Dossier) async throws -> WebResponse {
    let standing = visit.standing(try await visit.draftView(dossier))
    var writer = JSONWriter(.pretty)
    writer.object { writer in
      writer.string("basis", "\(dossier.number)")
      writer.string("tone", "\(standing["tone"] ?? "")")
      writer.string("standing", visit.site.templates.render("standing", standing))
    }
    return WebResponse(
      status: 200, type: "application/json; charset=utf-8", body: Array(writer.text.utf8))
  }

  // MARK: Lists

  /// A button at a list: another item, one item less, or "there are none".
  enum ListChange: Sendable {
    case add(InputPath)
    case remove(InputPath, Int)
    case none(InputPath)

    init?(_ form: Form, _ vocabulary: Vocabulary) throws {
      if let path = form["erbij"].flatMap({ InputPath($0, in: vocabulary) }) {
        self = .add(path)
      } else if let path = form["geen"].flatMap({ InputPath($0, in: vocabulary) }) {
        self = .none(path)
      } else if let path = form["weg"].flatMap({ InputPath($0, in: vocabulary) }),
        case .item(let number)? = path.steps.last
      {
        self = .remove(InputPath(Array(path.steps.dropLast())), number)
      } else {
        return nil
      }
      guard vocabulary.kind(at: path)?.isList ?? false else { return nil }
    }

    var path: InputPath {
      switch self {
      case .add(let path), .remove(let path, _), .none(let path): path
      }
    }
  }

  /// - Returns: the dossier, and the item that was added.
  private static func change(
    _ visit: Visit, _ dossier: Dossier, _ change: ListChange,
    _ title: @Sendable @escaping (PlanFile) -> String?
  ) async throws -> (Dossier, InputPath?) {
    let path = change.path
    let after = try await visit.site.store.save(
      dossier.id, by: visit.actor, at: visit.now,
      { now, since in
        let file = try PlanView.file(Array(now.text), name: "plan")
        var draft = PlanDraft(file.document)
        let before = draft[path]?.written
        // Item numbers shift: what is based on other items is refused.
        guard !since.contains(where: { AnswerSheet.overlaps($0.path, path.description) }) else {
          throw Store.Conflict.stale(now)
        }
        switch change {
        case .add:
          let count = draft[path]?.items.count ?? 0
          draft.set(path.appending(.item(count + 1)), to: .mapping([]))
        case .remove(_, let number): draft.removeItem(number, of: path)
        case .none: if draft[path]?.items.isEmpty ?? true { draft.set(path, to: .sequence([])) }
        }
        let text = Array(draft.yaml.utf8)
        return Store.Saving(
          text: text, title: title(file) ?? now.title,
          changes: [(path.description, before, draft[path]?.written)], entries: [:])
      }, since: dossier.number)
    guard case .add = change else { return (after, nil) }
    let file = try PlanView.file(Array(after.text), name: "plan")
    return (after, path.appending(.item(PlanDraft(file.document)[path]?.items.count ?? 1)))
  }
}
