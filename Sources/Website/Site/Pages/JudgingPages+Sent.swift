import Assess
import Rules

/// Judgements as forms bring them: of one check, and of several at once.
extension JudgingPages {
  /// The form to judge several checks at once; `false` where there are none to judge.
  static func several(
    _ visit: Visit, _ dossier: Dossier, _ list: CheckList, _ faults: [String: String]
  ) -> Any {
    let isOffered = list.shown.flatMap(\.entries).contains {
      $0.mayJudge && $0.finding.verdict.isForPeople
    }
    guard isOffered else { return false }
    let own: PageModel = [
      "action": HTMLText(list.address()), "isOpen": !faults.isEmpty,
      "heading": visit.words("Meer controles tegelijk beoordelen", "Judge several checks at once"),
      "about": visit.words(
        "Vink de controles aan. Uw oordeel en uw reden gelden voor elk daarvan.",
        "Tick the checks. Your judgement and your reason hold for each of them."),
      "button": visit.words("Bewaren voor wat u aanvinkt", "Save for what you tick"),
    ]
    return fields(visit, dossier, nil, faults).merging(own) { $1 }
  }

  /// A judgement as a form brings it.
  private struct Sent {
    let holds: Bool?
    let reason: String
    var faults: [String: String] = [:]

    init(_ visit: Visit) {
      let form = visit.request.form
      holds = ["ja": true, "nee": false][form["oordeel"] ?? ""]
      reason = form["reden"] ?? ""
      if holds == nil {
        faults["oordeel"] = visit.say("Kies een oordeel.", "Choose a judgement.")
      }
    }

    /// Tells where a reason is missing.
    mutating func ask(forReasonOf checks: [String], _ visit: Visit, _ dossier: Dossier) async throws
    {
      guard let holds, !reason.hasWords else { return }
      for check in checks where try await visit.casework.asksReason(check, holds, dossier) {
        faults["reden"] = visit.say("Schrijf op waarom.", "Write why.")
      }
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
    var sent = Sent(visit)
    try await sent.ask(forReasonOf: [id], visit, dossier)
    guard sent.faults.isEmpty, let holds = sent.holds else {
      return try await page(visit, faults: sent.faults, stale: nil)
    }
    let basis = Int(form["basis"] ?? "") ?? 0
    do {
      try await visit.casework.judge(id, holds, sent.reason, basis: basis, dossier)
    } catch let stale as Store.StaleJudgement
      where stale.now.holds != holds || stale.now.reason != sent.reason
    {
      return try await page(visit, faults: [:], stale: stale.now)
    }
    let (view, _) = try await visit.site.services.submittedView(dossier)
    let list = try await visit.checkList(view, dossier)
    guard form["verder"] != nil else { return .redirect(list.address(of: id, saved: id)) }
    return .redirect(list.address(of: list.next(after: id), saved: id))
  }

  /// One judgement, with one reason, of several checks that people judge.
  @Sendable static func judgeSeveral(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let form = visit.request.form
    guard form["versie"] == "\(dossier.version)" else { throw Store.Conflict.stale(dossier) }
    let (view, _) = try await visit.site.services.submittedView(dossier)
    let chosen = Set(form.all("controle"))
    let checks = view.assessment.checks.filter {
      chosen.contains($0.check.id) && $0.verdict.isForPeople
    }
    .map(\.check.id)
    var sent = Sent(visit)
    try await sent.ask(forReasonOf: checks, visit, dossier)
    if checks.isEmpty {
      sent.faults["controle"] = visit.say(
        "Vink aan waarover u oordeelt.", "Tick what you judge.")
    }
    guard sent.faults.isEmpty, let holds = sent.holds else {
      return try await ReviewPages.page(visit, faults: sent.faults)
    }
    var bases: [String: Int] = [:]
    for pair in form.all("basis") {
      guard let space = pair.lastIndex(of: " ") else { continue }
      bases[String(pair[..<space])] = Int(pair[pair.index(after: space)...])
    }
    var stale: [String] = []
    for check in checks {
      do {
        try await visit.casework.judge(
          check, holds, sent.reason, basis: bases[check] ?? 0, dossier)
      } catch let other as Store.StaleJudgement {
        if other.now.holds != holds || other.now.reason != sent.reason { stale.append(check) }
      }
    }
    guard stale.isEmpty else {
      let names = stale.joined(separator: ", ")
      return try await ReviewPages.page(
        visit,
        faults: [
          "controle": visit.say(
            "Een collega bewaarde intussen een oordeel over \(names). Dat is niet overschreven. De rest is bewaard.",
            "A colleague saved a judgement of \(names) meanwhile. That was not overwritten. The rest is saved."
          )
        ])
    }
    let list = try await visit.checkList(view, dossier)
    return .redirect(list.address(saved: checks.count == 1 ? checks[0] : "\(checks.count)"))
  }
}
