import Assess
import Foundation
import Rules

/// A plan as a whole: its answers, its assessment, its files.
enum AnswerPages {
  /// Check your answers: every question that was answered or still matters.
  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let view = try await visit.casework.shownView(dossier)
    let isWritten = visit.relation == .owner && dossier.stage.isWritten
    let explainer = visit.site.editions.explainer(view.edition)
    let topics = Questionnaire(view.model).topics.map { topic -> PageModel in
      var rows: [PageModel] = []
      for field in topic.fields {
        let path = InputPath([.member(field.name)])
        let node = view.draft[path]
        guard node != nil || (isWritten && matters(path, view)) else { continue }
        var row: PageModel = [
          "label": HTMLText((field.question ?? field.label)[visit.language]),
          "lines": false, "value": false,
        ]
        if let node {
          row["lines"] = lines(node, field.kind, path, explainer, visit).map { HTMLText($0) }
        } else {
          row["value"] = visit.words("nog niet beantwoord", "not answered yet")
        }
        row["change"] = false
        if isWritten {
          row["change"] =
            [
              "href": HTMLText(
                "/plan/\(dossier.id)/vragen/\(topic.number)#v-\(ControlMaker.anchor(field.name))"),
              "text": visit.words("wijzigen", "change"),
              "label": HTMLText(
                visit.say("Wijzigen: ", "Change: ")
                  + explainer.label(path, of: view.read.facts)[visit.language]),
            ] as PageModel
        }
        rows.append(row)
      }
      return [
        "number": HTMLText("\(topic.number)"), "label": visit.words(topic.title), "answers": rows,
      ]
    }
    var model: PageModel = [
      "topics": topics.filter { !(($0["answers"] as? [PageModel])?.isEmpty ?? true) },
      "isWritten": isWritten,
      "w": visit.words.all([
        "about": (
          "Controleer of alles klopt.", "Check whether everything is right."
        )
      ]),
    ]
    if isWritten {
      let kind: Action.Kind = dossier.stage == .draft ? .submit : .supply
      model["next"] =
        [
          "href": HTMLText("/plan/\(dossier.id)/stap/\(kind.rawValue)"),
          "label": HTMLText(StepPages.label(kind, dossier, visit)),
        ] as PageModel
    }
    return visit.page(
      "answers", model, title: visit.say("Alle antwoorden", "All answers"),
      trail: ("/plan/\(dossier.id)", dossier.title))
  }

  private static func matters(_ path: InputPath, _ view: PlanView) -> Bool {
    view.questions.matters(path)
  }

  /// An answer as people read it, a line for each part.
  static func lines(
    _ node: PlanTree, _ kind: Field.Kind, _ path: InputPath, _ explainer: Explainer, _ visit: Visit
  ) -> [String] {
    switch (kind, node) {
    case (.list(let item), .sequence(let items)):
      if items.isEmpty { return [visit.say("geen", "none")] }
      return items.enumerated().flatMap { index, node -> [String] in
        let found = lines(node, item, path.appending(.item(index + 1)), explainer, visit)
        guard case .group = item else { return found }
        return ["\(index + 1)."] + found
      }
    case (.group(let members), .mapping):
      return members.flatMap { member -> [String] in
        guard let part = node.at([.member(member.name)]) else { return [] }
        let found = lines(
          part, member.kind, path.appending(.member(member.name)), explainer, visit)
        let label = member.label[visit.language]
        return found.count == 1 ? ["\(label): \(found[0])"] : ["\(label):"] + found
      }
    default:
      if node.isAbsent { return [visit.say("niets", "nothing")] }
      let form = AnswerForm(language: visit.language)
      let text =
        form.value(node, kind).map { explainer.text(of: $0, at: path)[visit.language] }
        ?? form.shown(node, kind).text
      return text.split(whereSeparator: \.isNewline).map(String.init)
    }
  }

  /// The same report as `toets assess` gives; what checks rest on is told on a page of each, but of those that fail.
  @Sendable static func assessment(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let view = try await visit.casework.shownView(dossier)
    let suggests = visit.relation == .owner
    let answers = answerAddress(visit, dossier, view)
    let body = try await visit.site.reports.value(
      "\(view.key) \(dossier.title) \(suggests) \(answers != nil) \(visit.language)",
      of: "\(dossier.id) \(suggests) \(visit.language)"
    ) {
      try await visit.site.services.heavyWork.run {
        var report = try visit.report(
          view, dossier, suggests: suggests, only: Explained.needed(for: view.assessment))
        report.explanationAddress = { Self.address(of: $0, dossier) }
        report.answerAddress = answers
        let page = HTMLPage(report)
        return visit.site.templates.render("report-head", page)
          + visit.site.templates.render("report", page)
      }
    }
    return visit.wrapped(
      body, title: visit.say("Beoordeling", "Assessment"),
      trail: ("/plan/\(dossier.id)", dossier.title),
      notice: try await decision(visit, dossier)?[visit.language], width: .wide)
  }

  private static func address(of check: String, _ dossier: Dossier) -> String {
    "/plan/\(dossier.id)/beoordeling/\(Form.encoded(check))"
  }

  /// Where this visitor changes answers of the plan; `nil` where that can't be.
  private static func answerAddress(
    _ visit: Visit, _ dossier: Dossier, _ view: PlanView
  ) -> (@Sendable (InputPath, String?) -> String?)? {
    guard visit.relation == .owner, dossier.stage.isWritten else { return nil }
    var items = dossier.items
    items.fit(to: view.draft)
    let questionnaire = Questionnaire(view.model)
    // The day is written by whoever takes the plan in.
    let day = InputPath([.member(view.model.identity.submissionField)])
    return { [items] path, check in
      path == day
        ? nil
        : questionnaire.address(
          of: path, in: dossier, items, more: check.map { [(TopicPages.checkQuery, $0)] } ?? [])
    }
  }

  /// What one check rests on.
  @Sendable static func check(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let view = try await visit.casework.shownView(dossier)
    let answers = answerAddress(visit, dossier, view)
    guard let id = visit.checkID,
      var check = try await visit.explainedCheck(id, view, dossier, answers: answers)
    else { return visit.notFound() }
    check.why?.isOpen = true
    let model: PageModel = ["name": check.name, "sign": check.sign, "check": check]
    return visit.page(
      "explanation", model, title: id,
      trail: ("/plan/\(dossier.id)/beoordeling", visit.say("Beoordeling", "Assessment")))
  }

  /// What was decided, before what the rules say: the two are not always one.
  private static func decision(_ visit: Visit, _ dossier: Dossier) async throws -> LocalizedText? {
    let isKnown = dossier.stage.isFinal || dossier.stage == .intended && visit.relation != .owner
    guard isKnown, dossier.version > 0 else { return nil }
    let stage = dossier.stage.title(dossier.track)
    var text = LocalizedText(
      nl: "De status is: \(stage.nl). Hieronder staat wat de regels zeggen van de tekst.",
      en: "The status is: \(stage.en). Below is what the rules say of the text.")
    guard dossier.proceeding.conclusion != nil else { return text }
    let departures = try await visit.site.services.jointAssessment(dossier).joint.departures.map(
      \.check.id)
    if !departures.isEmpty {
      let list = departures.joined(separator: ", ")
      text = LocalizedText(
        nl: "\(text.nl) De zorgverzekeraars oordelen samen anders over: \(list).",
        en: "\(text.en) The insurers judge differently together on: \(list).")
    }
    return text
  }

  // MARK: Files

  @Sendable static func yaml(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let bytes = try await visit.casework.shownText(dossier)
    return .file(bytes, type: "application/yaml", name: fileName(dossier) + ".yaml")
  }

  @Sendable static func json(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    return .file(
      try await visit.casework.shownJSON(dossier), type: "application/json",
      name: fileName(dossier) + ".json")
  }

  private static func fileName(_ dossier: Dossier) -> String {
    let name = dossier.title.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return String(String(name).prefix(60))
  }

  static let largestAttachment = 5 << 20

  @Sendable static func upload(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard visit.site.limits.allows(.upload, visit.request.address, at: visit.now) else {
      return visit.tooOften()
    }
    guard let part = visit.request.upload?["bestand"], !part.bytes.isEmpty else {
      return fileMissing(visit, dossier)
    }
    let name = VisibleText(part.fileName ?? "plan").text
    guard part.bytes.count <= ReadingLimits.plan.bytes else {
      return refused(
        visit, dossier, [visit.say("Het bestand is te groot.", "The file is too large.")])
    }
    let source = SourceText(name: name, bytes: part.bytes)
    let reading = try await visit.casework.reading(source, of: dossier)
    let (taken, warnings): (FileTakenOver, [String])
    switch reading {
    case .refused(let texts): return refused(visit, dossier, texts)
    case .taken(let over, let told): (taken, warnings) = (over, told)
    }
    let basis = Int(
      visit.request.upload?["basis"].map { String(decoding: $0.bytes, as: UTF8.self) } ?? "")
    let moment = visit.now
    // What it replaces, and the file as it was with its comments, both stay.
    let kept = [
      attachment(
        Array(dossier.text),
        visit.say(
          "antwoorden tot revisie \(dossier.number).yaml",
          "answers up to revision \(dossier.number).yaml"),
        "text/plain", dossier, moment, isFormer: true),
      attachment(part.bytes, name, "text/plain", dossier, moment, isFormer: true),
    ]
    do {
      _ = try await visit.casework.answering.replace(
        dossier.id, basis: basis ?? 0, by: taken.text, keeping: kept, by: visit.casework.writer)
    } catch is Store.AttachmentsFull {
      return full(visit, dossier)
    }
    guard !warnings.isEmpty else {
      let query = [
        taken.day.map { "\(Visit.toldDayQuery)=\($0)" },
        taken.judged > 0 ? "\(Visit.toldJudgementsQuery)=\(taken.judged)" : nil,
      ].compactMap { $0 }
      return .redirect(
        "/plan/\(dossier.id)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&")))
    }
    return visit.message(
      visit.say("Het bestand is overgenomen. Let op", "The file was taken over. Please note"),
      [
        visit.say(
          "De antwoorden uit het bestand staan in uw plan. Kijk nog naar het volgende.",
          "The answers of the file are in your plan. Look at the following.")
      ] + [visit.toldDay(taken.day), visit.toldJudgements(taken.judged)].compactMap { $0 }
        + warnings,
      links: [
        ("/plan/\(dossier.id)", dossier.title),
        ("/plan/\(dossier.id)/antwoorden", visit.say("Alle antwoorden", "All answers")),
      ])
  }

  private static func fileMissing(_ visit: Visit, _ dossier: Dossier) -> WebResponse {
    refused(visit, dossier, [visit.say("Kies eerst een bestand.", "Choose a file first.")])
  }

  private static func refused(
    _ visit: Visit, _ dossier: Dossier, _ texts: [String]
  ) -> WebResponse {
    visit.message(
      visit.say("Dit bestand kan niet worden gebruikt", "This file can't be used"),
      [visit.say("Er is niets veranderd.", "Nothing was changed.")]
        + texts.map { String($0.prefix(1_000)) },
      links: [("/plan/\(dossier.id)", dossier.title)], status: 422)
  }

  private static func full(_ visit: Visit, _ dossier: Dossier) -> WebResponse {
    refused(
      visit, dossier,
      [
        visit.say(
          "Er is geen plaats meer: bij een plan passen hoogstens \(Store.attachmentsKept) bijlagen en eerdere teksten, samen hoogstens \(Store.attachmentRoom >> 20) MB. Verwijder er eerst een. Schrijft u zonder account? Maak dan een account.",
          "There is no room: a plan has at most \(Store.attachmentsKept) attachments and former texts, together at most \(Store.attachmentRoom >> 20) MB. Remove one first. Do you write without an account? Then make one."
        )
      ])
  }

  private static func attachment(
    _ bytes: [UInt8], _ name: String, _ kind: String, _ dossier: Dossier, _ moment: Moment,
    isFormer: Bool = false
  ) -> Attachment {
    Attachment(
      id: Secret.identifier(), dossier: dossier.id, name: String(name.prefix(200)), kind: kind,
      bytes: Data(bytes), hash: ContentHash.plain(bytes), made: moment,
      isFormer: isFormer)
  }

  @Sendable static func attach(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard visit.site.limits.allows(.upload, visit.request.address, at: visit.now) else {
      return visit.tooOften()
    }
    guard let part = visit.request.upload?["bestand"], !part.bytes.isEmpty else {
      return fileMissing(visit, dossier)
    }
    guard part.bytes.count <= largestAttachment, let kind = FileKind(part.bytes) else {
      return refused(
        visit, dossier,
        [
          visit.say(
            "Een bijlage is een PDF, een afbeelding, een tekst of een Office-bestand van hoogstens 5 MB. Dit bestand is iets anders.",
            "An attachment is a PDF, an image, a text or an Office file of at most 5 MB. This file is something else."
          )
        ])
    }
    let name = VisibleText(part.fileName ?? "").text
    let made = attachment(
      part.bytes, name.isEmpty ? visit.say("bijlage", "attachment") : name, kind.type, dossier,
      visit.now)
    do {
      try await visit.site.store.add(made, by: visit.actor)
    } catch is Store.AttachmentsFull {
      return full(visit, dossier)
    }
    return .redirect("/plan/\(dossier.id)")
  }

  @Sendable static func removeAttachment(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let id = visit.request.parameters["bijlage"] else { return visit.notFound() }
    try await visit.site.store.removeAttachment(
      id, of: dossier.id, by: visit.actor, at: visit.now)
    return .redirect("/plan/\(dossier.id)")
  }

  @Sendable static func attachment(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let id = visit.request.parameters["bijlage"],
      let found = try await visit.site.store.attachment(id, of: dossier.id),
      visit.casework.maySee(
        found, of: dossier, handedIn: try await visit.site.store.handedIn(dossier.id))
    else { return visit.notFound() }
    // Handed out to keep, never to be shown as a page of this site.
    return .file(Array(found.bytes), type: "application/octet-stream", name: found.name)
  }
}

/// What a file is by its content, whatever it is called.
enum FileKind: String, CaseIterable, Sendable {
  case pdf, png, jpeg, office, text

  var type: String {
    switch self {
    case .pdf: "application/pdf"
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .office: "application/zip"
    case .text: "text/plain"
    }
  }

  init?(_ bytes: [UInt8]) {
    // A beginning alone is soon written: each kind has an end too.
    func isFile(from start: [UInt8], to end: String, within last: Int) -> Bool {
      bytes.starts(with: start) && bytes.suffix(last).firstRange(of: Array(end.utf8)) != nil
    }
    if isFile(from: Array("%PDF-".utf8), to: "%%EOF", within: 1_024) {
      self = .pdf
    } else if isFile(
      from: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], to: "IEND", within: 16)
    {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]),
      bytes.suffix(1_024).firstRange(of: [0xFF, 0xD9]) != nil
    {
      self = .jpeg
    } else if isFile(
      from: [0x50, 0x4B, 0x03, 0x04], to: "PK\u{5}\u{6}", within: 22 + Int(UInt16.max)),
      bytes.firstRange(of: Array("[Content_Types].xml".utf8)) != nil
        || bytes.firstRange(of: Array("mimetypeapplication/vnd.oasis.opendocument".utf8)) != nil
    {
      self = .office
    } else if String(validating: bytes, as: UTF8.self) != nil,
      bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D })
    {
      self = .text
    } else {
      return nil
    }
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}
