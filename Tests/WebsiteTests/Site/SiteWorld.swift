import Foundation
import GRDB
import Rules
import Synchronization
import Testing

@testable import Assess
@testable import Website

/// A site on a temporary folder, with somebody for every role.
final class SiteWorld: Sendable {
  let site: Site
  let store: Store
  /// What the site takes for now.
  private let clock: TestClock
  let folder: String

  static let password = "een heel lang wachtwoord"
  static let rulesets = URL(filePath: #filePath).appending(path: "../../../../rulesets")
    .standardized.path

  /// - Parameters:
  ///   - moment: what the clock says at first.
  ///   - mail: how messages leave the site.
  ///   - isEmpty: whether nobody has an account.
  ///   - key: with which the log is signed.
  init(
    at moment: String = "2024-11-25T10:00:00Z", zone: ZoneDesignator = Site.netherlands,
    mail: MailDelivery = .none, isEmpty: Bool = false, signingWith key: LogKey? = nil
  ) async throws {
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "toets-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let clock = TestClock(DateAndTime(moment) ?? CalendarDate.epoch.midnightUTC)
    self.clock = clock
    store = try Store(folder: folder, signingWith: key)
    var effects = Effects.process
    effects.now = { clock.now }
    site = try Site(
      store, SiteEditions(RulesetCatalog(root: Self.rulesets, effects: effects), settings: .init()),
      effects: effects,
      passwords: PasswordKeeper(cost: .init(rounds: 16, blockSize: 8, parallelism: 1)),
      zone: zone, mail: mail)
    if !isEmpty { try await people() }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Changes the database as no program of ours does.
  func behindItsBack(_ change: (Database) throws -> Void) throws {
    try WebsiteTests.behindItsBack(of: folder, change)
  }

  func pass(days: Int) { clock.pass(days: days) }
  func pass(minutes: Int) { clock.pass(minutes: minutes) }

  /// As the site's clock shows it.
  var now: DateAndTime { site.now }

  var today: CalendarDate { now.date }

  private func people() async throws {
    let moment = Moment(clock.now)
    for (code, kind) in [
      ("een", Organisation.Kind.insurer), ("twee", .insurer), ("drie", .insurer),
      ("zorg", .applicant), ("ander", .applicant), ("kantoor", .office),
    ] {
      try await store.put(
        Organisation(code: code, name: "Organisatie \(code)", kind: kind), by: "test", at: moment)
    }
    try await store.put(
      Region(code: "r1", name: "Regio 1", first: "een", second: "twee"), by: "test", at: moment)
    let spelled = try await site.passwords.spelled(Self.password)
    for (name, role, organisation) in Self.accounts {
      let found = try await store.organisations().first { $0.code == organisation }
      _ = try await store.add(
        Account(
          email: "\(name)@voorbeeld.nl", name: name, role: role, organisation: organisation,
          password: spelled, confirmation: .administrator), of: try #require(found), by: "test",
        at: moment)
    }
  }

  static let accounts: [(String, Role, String)] = [
    ("indiener", .applicant, "zorg"), ("buitenstaander", .applicant, "ander"),
    ("eerste", .reviewer, "een"), ("tweede", .reviewer, "twee"), ("derde", .reviewer, "drie"),
    ("regelmaker", .author, "kantoor"), ("monitor", .monitor, "kantoor"),
    ("beheerder", .administrator, "kantoor"),
  ]

  /// A browser of somebody who is signed in already; `nil` for a visitor.
  ///
  /// - Parameter other: another site on the same store.
  func browser(_ name: String?, of other: Site? = nil) async throws -> Browser {
    let browser = Browser(other ?? site)
    guard let name else { return browser }
    let account = try await store.account(withEmail: "\(name)@voorbeeld.nl")
    let token = Secret.random()
    try await store.signIn(try #require(account), token: token, at: Moment(clock.now))
    browser.set(Visit.sessionCookie, token.text)
    return browser
  }

  // MARK: Dossiers

  /// The text of an example plan that ships with a ruleset.
  static func example(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(rulesets)/iza/\(name).yaml")))
  }

  /// Makes a dossier of the organisation `zorg` in region `r1`, and brings it to a stage. Everything
  /// happens today, but that the two weeks for questions are over before a decision.
  func dossier(
    _ track: Track = .plan, at stage: Stage,
    of example: String = "plan/examples/positief-gezond-almere",
    concluding rejection: Conclusion = .rejectForNow
  ) async throws -> String {
    let ruleset = track == .plan ? "iza/plan" : "iza/snelle-toets"
    var draft = PlanDraft(try PlanFile.draft(try Self.example(example), name: example).document)
    draft.set(InputPath([.member("ingediend op")]), to: nil)
    _ = draft.takeOverReviewers()
    var made = Dossier(
      id: Secret.identifier(), track: track, ruleset: ruleset, title: "Een plan",
      text: Array(draft.yaml.utf8), at: Moment(clock.now))
    made.owner = "zorg"
    try await store.add(made, by: "test")
    for (action, party) in try Self.way(to: stage, track, rejection) {
      if action.kind == .confirm, try await store.dossier(made.id)?.stage == .intended {
        pass(days: 15)
      }
      if case .propose = action, try await store.dossier(made.id)?.stage == .intended {
        pass(days: 15)
      }
      try await take(action, party, of: made.id)
    }
    return made.id
  }

  private static func way(
    to stage: Stage, _ track: Track, _ rejection: Conclusion
  ) throws -> [(Action, Party)] {
    let leaders = try #require(Leaders(first: "een", second: "twee"))
    let (one, two) = (Party.insurer("een"), Party.insurer("twee"))
    let submitted: [(Action, Party)] = [(.submit(leaders), .applicant)]
    let started = submitted + [(.start, one)]
    let agreed =
      started + [
        (.handIn(agrees: true, reason: "Goed plan."), one),
        (.handIn(agrees: true, reason: "Ook goed."), two),
      ]
    func concluded(_ conclusion: Conclusion) -> [(Action, Party)] {
      // What it rests on is found when it is proposed.
      [
        (.propose(conclusion, reason: "Samen besloten.", on: ConclusionGrounds()), one),
        (.confirm(), two),
      ]
    }
    return switch stage {
    case .draft: []
    case .submitted: submitted
    case .assessing: started
    case .moreInformation: started + [(.askMore(points: "Vul de nulwaarde aan."), two)]
    case .intended: agreed + concluded(.approve)
    case .approved:
      agreed + concluded(.approve) + (track == .plan ? concluded(.approve) : [])
    case .rejected: agreed + concluded(rejection)
    case .lapsed: submitted + [(.withdraw(reason: "Het gaat niet door."), .applicant)]
    case .discontinued: started + concluded(.discontinue)
    }
  }

  private func take(_ action: Action, _ party: Party, of id: String) async throws {
    guard let now = try await store.dossier(id) else { return }
    var given: HandedInText?
    if case .submit = action {
      let edition = try site.editions.edition(of: now.ruleset, on: today)
      given = HandedInText(
        text: try HandedInText.text(now.text, on: today, by: edition.ruleset.model),
        rules: try site.editions.files(of: edition), moment: self.now, region: "r1")
    }
    var (action, judged) = (action, [GivenJudgement]())
    if case .propose(let conclusion, let reason, _, let rules) = action {
      if now.stage == .assessing { try await settle(now, for: conclusion) }
      let (joint, given, _) = try await site.services.jointAssessment(now)
      (action, judged) = (
        .propose(conclusion, reason: reason, on: joint.grounds, rules: rules), given
      )
    }
    try await store.take(
      action, of: id, by: party, actor: "test", on: today, at: Moment(clock.now),
      clock: site.clock, basis: now.number, handingIn: given, judged: judged)
  }

  /// Lets both leaders judge alike what a conclusion needs: of all that keeps it from being met that it is, or
  /// of one check that it is not.
  func settle(_ dossier: Dossier, for conclusion: Conclusion) async throws {
    guard conclusion != .discontinue else { return }
    let checks = try await site.services.submittedView(dossier).view.assessment.checks
      .filter { $0.check.force == .condition }
    let isApproval = conclusion == .approve
    let unmet = checks.filter { [.needsJudgement, .fails, .undetermined].contains($0.verdict) }
    let account = try #require(try await store.accounts().first?.id)
    for (index, finding) in unmet.enumerated()
    where isApproval || index == 0 || finding.verdict == .needsJudgement {
      for insurer in ["een", "twee"] {
        try await store.judge(
          GivenJudgement(
            dossier: dossier.id, version: dossier.version, insurer: insurer,
            checkId: finding.check.id, holds: isApproval || index > 0, reason: "Zo zien wij het.",
            account: account, number: 1),
          basis: 0, by: "test", at: Moment(clock.now))
      }
    }
  }
}

/// A clock that goes on when a test says so.
private final class TestClock: Sendable {
  private let moment: Mutex<DateAndTime>

  init(_ moment: DateAndTime) { self.moment = Mutex(moment) }

  var now: DateAndTime { moment.withLock { $0 } }

  func pass(days: Int) {
    moment.withLock { moment in
      guard let day = moment.date.adding(days: days) else { return }
      moment = DateAndTime(date: day, time: moment.time)
    }
  }

  func pass(minutes: Int) {
    moment.withLock { moment in
      moment = Moment(moment).adding(seconds: minutes * 60).shown(in: .utc)
    }
  }
}

/// What a browser does as far as the site can tell: cookies, forms, redirects.
final class Browser: Sendable {
  private let site: Site
  private let cookies = Mutex<[String: String]>([:])
  private let origin = Mutex("127.0.0.1")

  init(_ site: Site) { self.site = site }

  struct Page: Sendable {
    let status: Int
    let path: String
    let text: String
    let response: WebResponse

    /// The marks of what the page shows of some questions, as its form carries them.
    func marks(of names: [String]) -> [(String, String)] {
      let form = sheet
      return form.fields.filter { field in
        field.name == AnswerSheet.shownField
          && names.contains { field.value.hasSuffix(" \($0)") } || field.name == "#nieuw"
      }
    }

    /// The form of the questions on the page, as a browser that changes nothing sends it.
    var sheet: Form { SentForm(text).sheet }

    /// The value of the first field of that name.
    func field(_ name: String) -> String? {
      let pattern = "name=\"\(name)\" value=\""
      guard let start = text.range(of: pattern)?.upperBound,
        let end = text[start...].firstIndex(of: "\"")
      else { return nil }
      return String(text[start..<end])
    }
  }

  /// Takes another address on the network.
  func comes(from place: String) { origin.withLock { $0 = place } }

  func set(_ name: String, _ value: String) { cookies.withLock { $0[name] = value } }

  func get(_ address: String, headers: [String: String] = [:]) async -> Page {
    await send(.get, address, nil, headers)
  }

  /// Sends a form with the proof of the page that was seen last.
  func post(
    _ address: String, _ fields: [(String, String)], headers: [String: String] = [:]
  ) async -> Page {
    await send(.post, address, Form(fields), headers)
  }

  /// Opens a page, and sends its form with the hidden fields that it has. Of its questions only those
  /// that are named are sent, as a script does.
  func submit(
    _ page: String, to address: String? = nil, _ fields: [(String, String)]
  ) async -> Page {
    let seen = await get(page)
    var all = fields + seen.marks(of: fields.map(\.0))
    for name in ["bewijs", "basis", "versie"] {
      if let value = seen.field(name) { all.append((name, value)) }
    }
    return await post(address ?? page, all)
  }

  /// Sends a form with a file.
  func upload(
    _ address: String, name: String, bytes: [UInt8], _ fields: [(String, String)]
  ) async -> Page {
    let mark = "grens-\(UUID().uuidString)"
    var body: [UInt8] = []
    for (name, value) in fields {
      body += Array(
        "--\(mark)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array(
      "--\(mark)\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"\(name)\"\r\n\r\n"
        .utf8)
    body += bytes + Array("\r\n--\(mark)--\r\n".utf8)
    return await send(
      .post, address, nil, [:],
      upload: Multipart(body, type: "multipart/form-data; boundary=\(mark)"))
  }

  private func send(
    _ method: WebRequest.Method, _ address: String, _ form: Form?, _ headers: [String: String],
    upload: Multipart? = nil, hops: Int = 0
  ) async -> Page {
    let parts = address.split(separator: "#")[0].split(separator: "?", maxSplits: 1)
    var request = WebRequest(
      method: method, path: Form.decoded(parts[0].utf8, plusIsSpace: false) ?? "/")
    request.query = parts.count > 1 ? Form(urlEncoded: parts[1].utf8) ?? Form() : Form()
    request.form = form ?? Form()
    request.upload = upload
    request.cookies = cookies.withLock { $0 }
    request.headers = headers
    request.headers["host"] = headers["host"] ?? "localhost:8080"
    request.address = origin.withLock { $0 }
    let response = await site.respond(to: request)
    cookies.withLock { cookies in
      for cookie in response.cookies {
        cookies[cookie.name] = cookie.value.isEmpty ? nil : cookie.value
      }
    }
    // A page of another site is for the test to answer.
    if response.status == 303, hops < 5,
      let next = response.headers.first(where: { $0.name == "Location" })?.value,
      next.hasPrefix("/")
    {
      return await send(.get, next, nil, [:], hops: hops + 1)
    }
    return Page(
      status: response.status, path: address, text: String(decoding: response.body, as: UTF8.self),
      response: response)
  }
}
