import Assess
import Rules

/// The checks of what was submitted, and what an insurer says of them.
enum ReviewAPI {
  @Sendable static func list(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let (view, _) = try await visit.site.services.submittedView(dossier)
    let seen = try await visit.casework.seenJudgements(dossier)
    let mayJudge =
      visit.relation == .leader
      && visit.account.map { dossier.proceeding.mayJudge($0.organisation) } ?? false
    let checks = view.assessment.criteria.flatMap { finding in
      finding.checks.map { check -> JSONTree in
        let id = check.check.id
        return .object([
          ("check", .string(id)), ("title", JSONTree(check.check.title)),
          (
            "criterion",
            .object([
              ("number", JSONTree(finding.criterion.number)),
              ("title", JSONTree(finding.criterion.title)),
            ])
          ),
          ("verdict", .string(check.verdict.rawValue)),
          ("asksPeople", .boolean(check.verdict.isForPeople)),
          ("mine", tree(seen.mine[id])), ("theirs", tree(seen.theirs[id])),
        ])
      }
    }
    return visit.json(
      .object([
        ("version", .number(Double(dossier.version))), ("mayJudge", .boolean(mayJudge)),
        ("checks", .list(checks)),
      ]))
  }

  private static func tree(_ judgement: GivenJudgement?) -> JSONTree {
    guard let judgement else { return .null }
    return .object([
      ("holds", .boolean(judgement.holds)), ("reason", .string(judgement.reason)),
      ("revision", .number(Double(judgement.number))),
    ])
  }

  @Sendable static func put(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let check = visit.request.parameters["check"],
      try await visit.casework.mayBeJudged(check, dossier)
    else { throw Store.Conflict.gone }
    var body = try BodyReader(visit.request)
    let holds = body.truth("holds")
    let asksReason = try await visit.casework.asksReason(check, holds ?? false, dossier)
    let reason = asksReason || body.has("reason") ? body.text("reason") : ""
    let version = body.has("version") ? body.whole("version") : dossier.version
    try body.finish()
    guard let holds, let reason else { throw Problem(.invalid) }
    // What was read before the applicant added to it is not judged unseen.
    guard version == dossier.version else { throw visit.stale(dossier) }
    let tag = visit.request.headers["if-match"]
    let basis = tag.flatMap { Int($0.filter { $0 != "\"" }) }
    do {
      // A first judgement rests on none before it.
      let given = try await visit.casework.judge(
        check, holds, reason, basis: basis ?? 0, dossier)
      return visit.json(tree(given), headers: [("ETag", "\"\(given.number)\"")])
    } catch let stale as Store.StaleJudgement {
      guard tag != nil else { throw Problem(.basisMissing) }
      var problem = Problem(.stale)
      problem.headers = [("ETag", "\"\(stale.now.number)\"")]
      problem.more = [
        ("current", tree(stale.now)),
        (
          "given",
          .object([
            ("basis", JSONTree(tag)), ("holds", .boolean(holds)), ("reason", .string(reason)),
          ])
        ),
      ]
      throw problem
    }
  }
}
