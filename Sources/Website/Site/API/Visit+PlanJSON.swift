import Assess
import Rules

extension Visit {
  /// A plan as programs see it, with the tag of its revision.
  ///
  /// - Parameters:
  ///   - warnings: of answers that were taken over; `nil` where none were sent.
  ///   - notices: what became of what was sent.
  func answer(
    with dossier: Dossier, _ warnings: [PlanWarning]? = nil, notices: [LocalizedText] = []
  ) async throws -> WebResponse {
    var members = try await members(of: dossier, notices)
    if let warnings { members.append(("warnings", .list(warnings.map { $0.tree(in: language) }))) }
    return json(.object(members), headers: [("ETag", dossier.tag)])
  }

  /// One line of a list.
  func tree(of line: Store.Line) -> JSONTree {
    let deadline = line.proceeding.deadline(on: today, site.clock)
    return .object([
      ("id", .string(line.id)), ("title", .string(line.title)),
      ("track", JSONTree(code: line.track.rawValue, line.track.title)),
      ("stage", JSONTree(code: line.stage.rawValue, line.stage.title(line.track))),
      ("flags", flags(line.proceeding)), ("deadline", tree(of: deadline)),
      ("region", JSONTree(line.region)), ("updated", .string(line.updated.inUTC)),
      (
        "links",
        .object([
          ("self", .string("\(Endpoint.root)/plans/\(line.id)")),
          ("page", .string("/plan/\(line.id)")),
        ])
      ),
    ])
  }

  private func flags(_ proceeding: Proceeding) -> JSONTree {
    .list(proceeding.flags.sorted().map { JSONTree(code: $0.rawValue, $0.title) })
  }

  private func tree(of deadline: Deadline?) -> JSONTree {
    guard let deadline else { return .null }
    return .object([
      ("title", JSONTree(deadline.title)), ("due", JSONTree(deadline.due?.description)),
      ("isPaused", .boolean(deadline.isPaused)), ("daysLeft", .number(Double(deadline.left))),
      ("daysCounted", .number(Double(deadline.net))),
      ("daysPassed", .number(Double(deadline.gross))),
    ])
  }

  private func members(
    of dossier: Dossier, _ notices: [LocalizedText]
  ) async throws -> [(key: String, value: JSONTree)] {
    let reference = try await site.store.receipt(of: dossier.id)?.reference
    let names = try await site.store.organisations()
    let proceeding = dossier.proceeding
    let base = "\(Endpoint.root)/plans/\(dossier.id)"
    let steps = party.map { proceeding.steps(of: $0, on: today) } ?? []
    var links: [(key: String, value: JSONTree)] = ["answers", "assessment", "log", "steps"].map {
      ($0, .string("\(base)/\($0)"))
    }
    if relation == .leader || relation == .otherInsurer {
      links.append(("judgements", .string("\(base)/judgements")))
    }
    return [
      ("id", .string(dossier.id)), ("title", .string(dossier.title)),
      ("track", JSONTree(code: dossier.track.rawValue, dossier.track.title)),
      ("ruleset", .string(dossier.ruleset)),
      ("stage", JSONTree(code: dossier.stage.rawValue, dossier.stage.title(dossier.track))),
      ("flags", flags(proceeding)),
      ("deadline", tree(of: proceeding.deadline(on: today, site.clock))),
      ("region", JSONTree(dossier.region)),
      (
        "leaders",
        dossier.leaders.map { .list($0.both.map { JSONTree(organisation: $0, names) }) } ?? .null
      ),
      ("owner", JSONTree(organisation: dossier.owner, names)),
      ("revision", .number(Double(dossier.number))),
      ("version", .number(Double(dossier.version))),
      ("reference", JSONTree(reference)),
      ("submitted", JSONTree(dossier.submissionDay?.description)),
      ("notices", .list(notices.map { JSONTree($0) })),
      ("opener", JSONTree(dossier.opener)), ("revises", JSONTree(dossier.revises)),
      ("created", .string(dossier.created.inUTC)), ("updated", .string(dossier.updated.inUTC)),
      ("relation", .string(relation.rawValue)),
      ("points", relation == .otherInsurer ? .null : JSONTree(proceeding.points)),
      ("opinions", .list(opinions(proceeding, names))),
      ("proposal", proposal(proceeding, names)),
      ("inquiries", .list(inquiries(dossier, names))),
      ("nextSteps", .list(steps.map { JSONTree(code: $0.rawValue, $0.title) })),
      (
        "links",
        .object([("self", .string(base))] + links + [("page", .string("/plan/\(dossier.id)"))])
      ),
    ]
  }

  private func opinions(_ proceeding: Proceeding, _ names: [Organisation]) -> [JSONTree] {
    guard relation == .leader, let code = account?.organisation else { return [] }
    return proceeding.visibleOpinions(to: code).sorted { $0.key < $1.key }.map { code, opinion in
      .object([
        ("by", JSONTree(organisation: code, names)), ("agrees", .boolean(opinion.agrees)),
        ("reason", .string(opinion.reason)),
      ])
    }
  }

  private func proposal(_ proceeding: Proceeding, _ names: [Organisation]) -> JSONTree {
    guard relation == .leader, let proposal = proceeding.proposal else { return .null }
    return .object([
      ("by", JSONTree(organisation: proposal.by, names)),
      ("conclusion", JSONTree(code: proposal.conclusion.rawValue, proposal.conclusion.title)),
      ("reason", .string(proposal.reason)),
      ("rulesReason", JSONTree(proposal.rules?[proposal.by])),
    ])
  }

  private func inquiries(_ dossier: Dossier, _ names: [Organisation]) -> [JSONTree] {
    casework.visibleInquiries(dossier).map { inquiry in
      .object([
        ("by", JSONTree(organisation: inquiry.by, names)),
        ("day", JSONTree(CalendarDate(dayNumber: inquiry.day)?.description)),
        ("question", .string(inquiry.question)),
      ])
    }
  }
}
