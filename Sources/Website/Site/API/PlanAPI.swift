import Assess
import Rules

/// Plans of one's own, and those of one's work: where they stand, what is in them, and the next step.
enum PlanAPI {
  // MARK: Lists

  /// Which of an insurer's work is listed.
  enum Work: String, CaseIterable {
    case open, waiting, decided
    /// Intended decisions of others, about which one may ask.
    case inquiry

    var stages: [Stage] {
      switch self {
      case .open: [.submitted, .assessing, .intended]
      case .waiting: [.moreInformation]
      case .decided: [.approved, .rejected, .lapsed, .discontinued]
      case .inquiry: [.intended]
      }
    }
  }

  @Sendable static func list(_ visit: Visit) async throws -> WebResponse {
    guard let account = visit.account else { throw Store.Conflict.gone }
    let (store, query) = (visit.site.store, visit.request.query)
    let page = Int(query["page"] ?? "") ?? 1
    let work = query["status"].flatMap { Work(rawValue: $0) }
    let lines: [Store.Line]
    if account.role == .reviewer {
      let work = work ?? .open
      lines =
        work == .inquiry
        ? try await store.lines(forOtherInsurer: account.organisation, page: page)
        : try await store.lines(
          ofLeader: account.organisation, stages: work.stages, page: page)
    } else {
      guard work == nil else {
        throw Problem(
          .malformed,
          faults: [
            Problem.Fault(
              parameter: "status",
              detail: LocalizedText(
                nl: "'status' is er alleen voor beoordelaars",
                en: "'status' is there for reviewers only"))
          ])
      }
      lines = try await store.lines(ofOwner: account.organisation, page: page)
    }
    var next: String?
    if lines.count > Store.page {
      let status = work.map { "&status=\($0.rawValue)" } ?? ""
      next = "\(Endpoint.root)/plans?page=\(page + 1)\(status)"
    }
    return visit.json(
      .object([
        ("plans", .list(lines.prefix(Store.page).map { visit.tree(of: $0) })),
        ("page", .number(Double(page))), ("next", JSONTree(next)),
      ]))
  }

  // MARK: One plan

  @Sendable static func begin(_ visit: Visit) async throws -> WebResponse {
    try visit.count(.newPlan)
    var body = try BodyReader(visit.request)
    let made: (dossier: Dossier, link: Secret?)?
    if body.has("revises") || body.has("elaborates") {
      let isRevision = body.has("revises")
      let name = isRevision ? "revises" : "elaborates"
      let id = body.text(name)
      try body.finish()
      let found = try await visit.site.store.dossier(id ?? "")
      guard let from = found, visit.caller.relation(to: from) == .owner,
        from.stage == (isRevision ? .rejected : .approved),
        isRevision || from.track == .quickTest
      else {
        body.refuse(
          name,
          isRevision
            ? LocalizedText(
              nl: "u hebt geen afgekeurd plan met deze naam",
              en: "you have no rejected plan with this id")
            : LocalizedText(
              nl: "u hebt geen goedgekeurde snelle toets met deze naam",
              en: "you have no approved quick test with this id"))
        throw Problem(.invalid, faults: body.faults)
      }
      made =
        isRevision
        ? try await visit.casework.revised(from)
        : try await visit.casework.elaborated(from)
    } else {
      let name = body.text("ruleset")
      let folders = try visit.site.editions.folders()
      let folder = name.flatMap { folders[$0] }
      if let name, folder?.procedure == nil {
        let list = folders.values.filter { $0.procedure != nil }.map(\.ruleset).sorted()
          .joined(separator: ", ")
        body.refuse(
          "ruleset",
          LocalizedText(
            nl: "'\(name.shortened)' is er niet; kies uit: \(list)",
            en: "there is no '\(name.shortened)'; choose from: \(list)"))
      }
      try body.finish()
      guard let folder, let step = folder.procedure?.step else { throw Store.Conflict.gone }
      made = try await visit.casework.open(folder, step.track)
    }
    guard let made, let dossier = try await visit.site.store.dossier(made.dossier.id) else {
      throw Store.Conflict.gone
    }
    var seen = visit
    seen.dossier = dossier
    seen.relation = .owner
    var response = try await seen.answer(with: dossier)
    response.status = 201
    response.headers.append(("Location", "\(Endpoint.root)/plans/\(dossier.id)"))
    return response
  }

  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    try await visit.answer(with: try visit.theDossier())
  }

  static let answerTypes: [MediaType] = [.json, .yaml]
  /// What is sent here is kept nowhere: whoever leaves needs no answer.
  static let assessing = "\(Endpoint.root)/assessments"

  @Sendable static func answers(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let type = visit.form(of: answerTypes)
    let bytes =
      type == .yaml
      ? try await visit.casework.shownText(dossier) : try await visit.casework.shownJSON(dossier)
    let suffix = type == .yaml ? "yaml" : "json"
    let isDraft = visit.relation == .owner && dossier.stage.isWritten
    // One tag for one run of bytes: the two forms differ, and so do a draft and what was submitted.
    let name = isDraft ? "\(dossier.number)-\(suffix)" : "v\(dossier.version)-\(suffix)"
    return WebResponse(
      status: 200, type: type.rawValue, body: bytes, headers: [("ETag", "\"\(name)\"")])
  }

  @Sendable static func putAnswers(_ visit: Visit) async throws -> WebResponse {
    try visit.count(.answers)
    let dossier = try visit.theDossier()
    guard dossier.stage.isWritten else { throw Store.Conflict.closed }
    try visit.basis(of: dossier)
    let edition = try await visit.casework.edition(of: dossier)
    let folder = try visit.site.editions.folders()[dossier.ruleset]
    let taken = try await visit.site.services.lightWork.run {
      let plan = try PlanFile.sent(visit.request)
      do {
        return try FileTakenOver(plan, of: dossier, by: edition, in: folder, at: visit.moment)
      } catch let failure as Failure {
        throw Problem(failure, in: plan.document)
      }
    }
    // What stood there stays as changes of answers, so no file is kept of it.
    let after = try await visit.casework.answering.replace(
      dossier.id, basis: dossier.number, by: taken.text, keeping: [], by: visit.casework.writer)
    return try await visit.answer(
      with: after, taken.warnings, notices: try await notices(of: taken, dossier, visit))
  }

  /// What a text said and does not say here, and what others typed that it did not take away.
  private static func notices(
    of taken: FileTakenOver, _ dossier: Dossier, _ visit: Visit
  ) async throws -> [LocalizedText] {
    var notices: [LocalizedText] = []
    if let day = taken.day {
      notices.append(
        LocalizedText(
          nl:
            "\(day) is niet overgenomen als dag van indienen: wat telt, is de dag waarop u hier indient",
          en:
            "\(day) was not taken over as the day of submission: what counts is the day on which you submit here"
        ))
    }
    let judged = taken.judged
    if judged > 0 {
      notices.append(
        LocalizedText(
          nl: "oordelen van een beoordelaar (\(judged)) tellen hier als de mening van de indiener",
          en: "judgements of a reviewer (\(judged)) count here as the opinion of the applicant"))
    }
    let waiting = try await visit.site.store.openTexts(of: dossier.id).count
    if waiting > 0 {
      notices.append(
        LocalizedText(
          nl:
            "op de pagina's van dit plan wacht nog tekst die iemand typte (\(waiting)); kies daar",
          en:
            "text that somebody typed still waits on the pages of this plan (\(waiting)); choose there"
        ))
    }
    return notices
  }

  @Sendable static func assessment(_ visit: Visit) async throws -> WebResponse {
    try visit.count(.assessment)
    let dossier = try visit.theDossier()
    let view = try await visit.casework.shownView(dossier)
    let suggests = visit.relation == .owner && visit.request.query["suggest"] == "true"
    let key = "json \(view.key) \(dossier.title) \(suggests) \(visit.language)"
    let text = try await visit.site.reports.value(
      key, of: "json \(dossier.id) \(suggests) \(visit.language)"
    ) {
      try await visit.site.services.heavyWork.run {
        JSONReport(try visit.report(view, dossier, suggests: suggests)).text
      }
    }
    return WebResponse(status: 200, type: MediaType.json.rawValue, body: Array(text.utf8))
  }

  @Sendable static func log(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let logged = try await visit.site.store.log(of: dossier.id)
    let people = try await visit.people(logged.map(\.actor))
    let entries = logged.map { entry -> JSONTree in
      // No hashes: with them, what is kept from the other insurer could be guessed and checked.
      .object([
        ("number", .number(Double(entry.number))), ("moment", .string(entry.moment.inUTC)),
        ("actor", .string(people.name(of: entry.actor))),
        ("action", JSONTree(code: entry.action, entry.title)),
        ("version", JSONTree(entry.version)), ("ruleset", JSONTree(entry.ruleset)),
        ("detail", JSONTree(visit.casework.detail(of: entry, dossier))),
      ])
    }
    return visit.json(.object([("entries", .list(entries))]))
  }

  // MARK: Steps

  @Sendable static func take(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let party = visit.party else { throw Store.Conflict.gone }
    try visit.basis(of: dossier)
    let asked = try await step(visit)
    guard dossier.proceeding.allows(asked.kind, by: party) else {
      // The procedure itself says why.
      let stage = dossier.stage
      let step = Procedure.step(asked.kind)
      let isNow =
        step.map { $0.from.contains(stage) && $0.tracks.contains(dossier.track) } ?? false
      throw isNow
        ? Proceeding.Refusal.notYou(asked.kind) : Proceeding.Refusal.notNow(asked.kind, stage)
    }
    let after = try await visit.casework.take(asked, of: dossier, by: party, basis: dossier.number)
    return try await visit.answer(with: after)
  }

  private static func step(_ visit: Visit) async throws -> AskedStep {
    var body = try BodyReader(visit.request)
    guard let kind = body.choice("step", of: Action.Kind.self) else {
      throw Problem(.invalid, faults: body.faults)
    }
    var asked = AskedStep(kind: kind)
    if kind.asksReason { asked.reason = body.text("reason") ?? "" }
    switch kind {
    case .submit:
      let code = body.text("region")
      let regions = try await visit.site.store.regions()
      if let code, !regions.contains(where: { $0.code == code }) {
        let list = regions.prefix(100).map(\.code).joined(separator: ", ")
        body.refuse(
          "region", LocalizedText(nl: "kies uit: \(list)", en: "choose from: \(list)"))
      }
      asked.choice = code ?? ""
    case .handIn:
      let agrees = body.truth("agrees") ?? false
      asked.choice = agrees ? AskedStep.yes : AskedStep.no
    case .propose: asked.choice = body.choice("conclusion", of: Conclusion.self)?.rawValue ?? ""
    case .setFlag, .clearFlag:
      asked.choice = body.choice("flag", of: StageFlag.self)?.rawValue ?? ""
    case .start, .askMore, .supply, .confirm, .decline, .inquire, .withdraw: break
    }
    if kind == .propose || kind == .confirm, body.has("rulesReason") {
      asked.rules = body.text("rulesReason") ?? ""
    }
    if kind.handsIn { asked.isConfirmed = body.truth("confirmed") ?? false }
    try body.finish()
    return asked
  }
}

extension Visit {
  /// Whether what somebody saw is what there is.
  ///
  /// - Throws: where nobody says what was seen, or something changed since.
  func basis(of dossier: Dossier) throws(Problem) {
    guard let tags = request.headers["if-match"], tags != "*" else { throw Problem(.basisMissing) }
    let number = "\(dossier.number)"
    let fitting = [number, "\(number)-json", "\(number)-yaml"].map { "\"\($0)\"" }
    let given = tags.split(separator: ",").map { $0.filter { $0 != " " } }
    guard given.contains(where: { fitting.contains($0) }) else { throw stale(dossier) }
  }

  /// That somebody else was first, with both texts where there are two.
  func stale(_ now: Dossier) -> Problem {
    var problem = Problem(.stale)
    problem.headers = [("ETag", now.tag)]
    let isOwn = relation == .owner
    problem.more = [
      (
        "current",
        .object([
          ("revision", .number(Double(now.number))),
          ("stage", JSONTree(code: now.stage.rawValue, now.stage.title(now.track))),
          ("text", isOwn ? .string(String(decoding: now.text, as: UTF8.self)) : .null),
        ])
      )
    ]
    if request.method == .put {
      problem.more.append(
        (
          "given",
          .object([
            ("basis", JSONTree(request.headers["if-match"])),
            ("text", .string(String(decoding: request.body, as: UTF8.self))),
          ])
        ))
    }
    return problem
  }
}

extension Dossier {
  /// What its revision is called in the headers of HTTP.
  var tag: String { "\"\(number)\"" }
}

extension Moment {
  /// `2024-11-25T10:00:00Z`.
  var inUTC: String { shown(in: .utc).description }
}
