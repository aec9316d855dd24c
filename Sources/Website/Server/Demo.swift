import Assess
import Foundation
import Rules

/// Fills an empty data folder with what a demonstration file describes.
///
/// Everything goes through the doors that people use, so that the log tells of it too.
struct Demo {
  let site: Site
  let day: CalendarDate
  private let root: DataDocument.Node
  private let password: String

  static let fileName = "demo.yaml"

  /// - Throws: what is wrong with the file.
  init(_ source: SourceText, _ site: Site, on day: CalendarDate) throws(Failure) {
    do {
      root = try DataDocument(yaml: source).root
    } catch {
      throw Failure(.badInput, error)
    }
    self.site = site
    self.day = day
    password = root["password"]?.text ?? ""
  }

  private func nodes(_ key: String) -> [DataDocument.Node] {
    root[key].map { Array($0.items) } ?? []
  }

  /// Whom a visitor may sign in as.
  var accounts: [Site.DemoAccount] {
    nodes("accounts").compactMap { node in
      guard let email = node["email"]?.text, let name = node["name"]?.text,
        let role = Role(rawValue: node["role"]?.text ?? "")
      else { return nil }
      return Site.DemoAccount(
        email: email, password: password,
        label: LocalizedText(
          nl: "\(name), \(role.title.nl)", en: "\(name), \(role.title.en)"))
    }
  }

  private func moment(daysAgo days: Int) -> Moment {
    Moment((day.adding(days: -days) ?? day).midnightUTC).adding(seconds: 9 * 3600)
  }

  private static let actor = LogActor.demo.spelled

  func fill() async throws {
    let store = site.store
    for node in nodes("organisations") {
      guard let code = node["code"]?.text, let name = node["name"]?.text,
        let kind = Organisation.Kind(rawValue: node["kind"]?.text ?? "")
      else { continue }
      try await store.put(
        Organisation(code: code, name: name, kind: kind), by: Demo.actor,
        at: moment(daysAgo: 400))
    }
    for node in nodes("regions") {
      guard let code = node["code"]?.text, let name = node["name"]?.text,
        let first = node["first"]?.text, let second = node["second"]?.text
      else { continue }
      try await store.put(
        Region(code: code, name: name, first: first, second: second), by: Demo.actor,
        at: moment(daysAgo: 400))
    }
    let organisations = try await store.organisations()
    let spelled = try await site.newPasswords.spelled(password)
    for node in nodes("accounts") {
      guard let email = node["email"]?.text, let name = node["name"]?.text,
        let role = Role(rawValue: node["role"]?.text ?? ""),
        let organisation = organisations.first(where: { $0.code == node["organisation"]?.text })
      else { continue }
      _ = try await store.add(
        Account(
          email: email, name: name, role: role, organisation: organisation.code, password: spelled,
          confirmation: .administrator),
        of: organisation, by: Demo.actor, at: moment(daysAgo: 400))
    }
    var named: [String: String] = [:]
    for node in nodes("dossiers") {
      let id = try await dossier(node, named)
      if let name = node["name"]?.text { named[name] = id }
    }
  }

  // MARK: Dossiers

  private func dossier(_ node: DataDocument.Node, _ named: [String: String]) async throws -> String
  {
    let path = "\(site.library.catalog.root)/\(node["file"]?.text ?? "")"
    let bytes: [UInt8]
    do {
      bytes = try site.effects.readFile(path, ReadingLimits.plan.bytes)
    } catch {
      throw Failure(.badInput, error, about: path)
    }
    let file = try PlanFile.draft(bytes, name: path)
    let ruleset = try file.reference()?.ruleset ?? ""
    guard let folder = try site.library.folders()[ruleset] else {
      throw Failure(
        .badInput,
        Notice(
          about: path,
          LocalizedText(
            nl: "er is geen ruleset '\(ruleset.shortened)'",
            en: "there is no ruleset '\(ruleset.shortened)'")))
    }
    let steps = (node["steps"].map { Array($0.items) } ?? []).compactMap { step -> (String, Int)? in
      let parts = step.text.split(separator: "@")
      guard parts.count == 2, let days = Int(parts[1]) else { return nil }
      return (String(parts[0]), days)
    }
    var draft = PlanDraft(file.document)
    let reviewed = draft.takeOverReviewers()
    draft.set(InputPath([.member(folder.submissionField)]), to: nil)
    // The examples are older plans, each of a day of its own; its drafts are of today.
    let said = steps.isEmpty ? nil : try VersionChoice.submissionDay(of: file.root, by: folder)
    let edition = try site.library.edition(of: ruleset, on: said ?? day)
    let begun = moment(daysAgo: (steps.first?.1 ?? 1) + 5)
    var made = Dossier(
      id: Secret.identifier(), track: folder.procedure?.step.track ?? .plan, ruleset: ruleset,
      title: file.title(by: edition.ruleset.model) ?? path, text: Array(draft.yaml.utf8), at: begun)
    made.owner = node["owner"]?.text
    made.opener = node["opener"].flatMap { named[$0.text] }
    made.region = node["region"]?.text
    made.earlier = said.map {
      EarlierDay(
        day: $0.dayNumber, reason: "het voorbeeld noemt deze dag", by: Demo.actor)
    }
    try await site.store.add(made, by: Demo.actor)
    let isRejected = steps.contains { $0.0 == "reject" }
    for (name, days) in steps {
      try await take(name, daysAgo: days, made.id, edition, reviewed, agrees: !isRejected)
    }
    return made.id
  }

  private func take(
    _ name: String, daysAgo days: Int, _ id: String, _ edition: RulesetShelf.Edition,
    _ reviewed: [String: (holds: Bool, reason: String)], agrees: Bool
  ) async throws {
    guard let now = try await site.store.dossier(id) else { return }
    let regions = try await site.store.regions()
    let region = regions.first { $0.code == now.region }
    guard let leaders = now.leaders ?? region?.leaders else { return }
    let (first, second) = (Party.insurer(leaders.first), Party.insurer(leaders.second))
    switch name {
    case "submit":
      let received = day.adding(days: -days) ?? day
      let given = HandedInText(
        text: try HandedInText.text(
          now.text, on: now.submissionDay ?? received, by: edition.ruleset.model),
        rules: try site.library.files(of: edition),
        moment: moment(daysAgo: days).shown(in: .utc).shown(in: site.zone))
      try await act(.submit(leaders), .applicant, id, days, handingIn: given)
    case "start": try await act(.start, first, id, days)
    case "ask":
      try await act(
        .askMore(
          points: "Bij een aantal doelen ontbreekt de nulwaarde. Vul die aan, met de bron.\n"
            + "Leg ook uit hoe u aan het saldo van de businesscase komt."), first, id, days)
    case "judge":
      try await judge(id, now, leaders, edition, reviewed, days, agrees: agrees)
      let words =
        agrees
        ? "Het plan voldoet naar ons oordeel aan de voorwaarden."
        : "Het plan voldoet nog niet. De urgentie wordt niet gedeeld."
      for party in [first, second] {
        try await act(.handIn(agrees: agrees, reason: words), party, id, days)
      }
    case "approve", "reject":
      let conclusion: Conclusion = name == "approve" ? .approve : .rejectForNow
      let words =
        name == "approve"
        ? "Beide zorgverzekeraars zijn akkoord." : "Beide zorgverzekeraars zijn niet akkoord."
      let (joint, given, _) = try await site.services.jointAssessment(now)
      try await act(
        .propose(conclusion, reason: words, on: joint.grounds), first, id, days, judged: given)
      try await act(.confirm, second, id, days)
    default: break
    }
  }

  private func act(
    _ action: Action, _ party: Party, _ id: String, _ days: Int,
    handingIn given: HandedInText? = nil, judged: [GivenJudgement] = []
  ) async throws {
    guard let now = try await site.store.dossier(id) else { return }
    try await site.store.take(
      action, of: id, by: party, actor: Demo.actor, on: day.adding(days: -days) ?? day,
      at: moment(daysAgo: days), clock: site.clock, basis: now.number, handingIn: given,
      judged: judged)
  }

  private func judge(
    _ id: String, _ dossier: Dossier, _ leaders: Leaders, _ edition: RulesetShelf.Edition,
    _ reviewed: [String: (holds: Bool, reason: String)], _ days: Int, agrees: Bool
  ) async throws {
    let file = try PlanFile.draft(Array(dossier.text), name: dossier.title)
    let view = try PlanView(
      id, file, by: edition, asIfHandedInOn: dossier.submissionDay,
      at: moment(daysAgo: days).shown(in: .utc), questionsBy: nil)
    let accounts = try await site.store.accounts()
    for finding in view.assessment.checks {
      let check = finding.check.id
      let isUnmet = finding.verdict == .fails && finding.check.role == .requirement
      guard finding.verdict.isForPeople || agrees && isUnmet else { continue }
      var said = reviewed[check] ?? (!isUnmet, "Dat blijkt genoeg uit het plan.")
      // Who approves says that all is met.
      if agrees, !said.holds {
        said = (true, "De partijen hebben uitgelegd hoe zij dit regelen. Dat vinden wij genoeg.")
      }
      for code in leaders.both {
        let account = accounts.first { $0.organisation == code }?.id ?? accounts.first?.id ?? 1
        try await site.store.judge(
          GivenJudgement(
            dossier: id, version: dossier.version, insurer: code, checkId: check,
            holds: said.holds, reason: said.reason, account: account, number: 1),
          basis: 0, by: Demo.actor, at: moment(daysAgo: days))
      }
    }
  }
}
