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
    let people = try await store.accounts()
    var named: [String: String] = [:]
    for node in nodes("dossiers") {
      let id = try await dossier(node, named, people)
      if let name = node["name"]?.text { named[name] = id }
    }
  }

  // MARK: Dossiers

  /// What somebody of an organisation can do on a day.
  private func casework(
    _ role: Role, of organisation: String?, _ people: [Account], daysAgo days: Int
  ) throws(Failure) -> Casework {
    guard
      let account = people.first(where: {
        $0.role == role && (organisation == nil || $0.organisation == organisation)
      })
    else {
      let who = "\(role.rawValue) \(organisation ?? "")"
      throw Failure(
        .badInput,
        Notice(
          about: Demo.fileName,
          LocalizedText(nl: "er is geen account voor \(who)", en: "no account for \(who)"),
          mend: LocalizedText(nl: "zet het bij accounts", en: "put it among the accounts")))
    }
    // Of what happened before, nobody gets a message.
    var services = site.services
    services.mail = .none
    return Casework(
      services: services,
      caller: Caller(
        account: account, language: .nl,
        moment: moment(daysAgo: days).shown(in: .utc).shown(in: site.zone)))
  }

  private func dossier(
    _ node: DataDocument.Node, _ named: [String: String], _ people: [Account]
  ) async throws -> String {
    let path = "\(site.editions.catalog.root)/\(node["file"]?.text ?? "")"
    let bytes: [UInt8]
    do {
      bytes = try site.effects.readFile(path, ReadingLimits.plan.bytes)
    } catch {
      throw Failure(.badInput, error, about: path)
    }
    let file = try PlanFile.draft(bytes, name: path)
    let ruleset = try file.reference()?.ruleset ?? ""
    guard let folder = try site.editions.folders()[ruleset] else {
      throw Failure(
        .badInput,
        Notice(
          about: path, nl: "er is geen ruleset '\(ruleset.shortened)'",
          en: "there is no ruleset '\(ruleset.shortened)'"))
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
    let edition = try site.editions.edition(of: ruleset, on: said ?? day)
    let begun = (steps.first?.1 ?? 1) + 5
    let owner = try casework(.applicant, of: node["owner"]?.text, people, daysAgo: begun)
    let made = try await owner.open(
      folder, folder.procedure?.step.track ?? .plan, text: Array(draft.yaml.utf8)
    ) { made in
      made.title = file.title(by: edition.ruleset.model) ?? path
      made.opener = node["opener"].flatMap { named[$0.text] }
      made.region = node["region"]?.text
    }.dossier
    // A demonstration of an earlier day than that of the example is handed in on the day that it is made for.
    let office = try casework(.administrator, of: nil, people, daysAgo: begun)
    if let said, said <= office.today {
      try await office.setDay(
        said, reason: "het voorbeeld noemt deze dag", of: made, basis: made.number)
    }
    let isRejected = steps.contains { $0.0 == "reject" }
    for (name, days) in steps {
      try await take(name, daysAgo: days, made, people, reviewed, agrees: !isRejected)
    }
    return made.id
  }

  /// Lets whoever it is up to take a step.
  private func take(
    _ name: String, daysAgo days: Int, _ made: Dossier, _ people: [Account],
    _ reviewed: [String: (holds: Bool, reason: String)], agrees: Bool
  ) async throws {
    let regions = try await site.store.regions()
    guard let leaders = made.leaders ?? regions.first(where: { $0.code == made.region })?.leaders
    else { return }
    func act(_ asked: AskedStep, by insurer: InsurerCode?) async throws {
      guard let now = try await site.store.dossier(made.id) else { return }
      let (person, party) =
        if let insurer {
          (try casework(.reviewer, of: insurer, people, daysAgo: days), Party.insurer(insurer))
        } else {
          (try casework(.applicant, of: made.owner, people, daysAgo: days), Party.applicant)
        }
      try await person.take(asked, of: now, by: party, basis: now.number)
    }
    switch name {
    case "submit":
      try await act(
        AskedStep(kind: .submit, choice: made.region ?? "", isConfirmed: true), by: nil)
    case "start": try await act(AskedStep(kind: .start), by: leaders.first)
    case "ask":
      let points =
        "Bij een aantal doelen ontbreekt de nulwaarde. Vul die aan, met de bron.\n"
        + "Leg ook uit hoe u aan het saldo van de businesscase komt."
      try await act(AskedStep(kind: .askMore, reason: points), by: leaders.first)
    case "judge":
      let words =
        agrees
        ? "Het plan voldoet naar ons oordeel aan de voorwaarden."
        : "Het plan voldoet nog niet. De urgentie wordt niet gedeeld."
      for insurer in leaders.both {
        try await judge(
          made.id, casework(.reviewer, of: insurer, people, daysAgo: days), reviewed,
          agrees: agrees)
      }
      for insurer in leaders.both {
        let choice = agrees ? AskedStep.yes : AskedStep.no
        try await act(AskedStep(kind: .handIn, reason: words, choice: choice), by: insurer)
      }
    case "approve", "reject":
      let conclusion: Conclusion = name == "approve" ? .approve : .rejectForNow
      let words =
        name == "approve"
        ? "Beide zorgverzekeraars zijn akkoord." : "Beide zorgverzekeraars zijn niet akkoord."
      try await act(
        AskedStep(kind: .propose, reason: words, choice: conclusion.rawValue), by: leaders.first)
      try await act(AskedStep(kind: .confirm), by: leaders.second)
    default: break
    }
  }

  private func judge(
    _ id: String, _ reviewer: Casework,
    _ reviewed: [String: (holds: Bool, reason: String)], agrees: Bool
  ) async throws {
    guard let dossier = try await site.store.dossier(id) else { return }
    let (view, _) = try await site.services.submittedView(dossier)
    for finding in view.assessment.checks {
      let check = finding.check.id
      let isUnmet = finding.verdict == .fails && finding.check.force == .condition
      guard finding.verdict.isForPeople || agrees && isUnmet else { continue }
      var said = reviewed[check] ?? (!isUnmet, "Dat blijkt genoeg uit het plan.")
      // Who approves says that all is met.
      if agrees, !said.holds {
        said = (true, "De partijen hebben uitgelegd hoe zij dit regelen. Dat vinden wij genoeg.")
      }
      try await reviewer.judge(check, said.holds, said.reason, basis: 0, dossier)
    }
  }
}
