import Foundation
import Rules
import Synchronization
import Testing

@testable import Assess

/// A site on a temporary folder, with somebody for every role.
final class SiteWorld: Sendable {
  let site: Site
  let store: Store
  private let folder: Mutex<String>
  private let clock: Mutex<DateAndTime>

  static let password = "een heel lang wachtwoord"
  static let rulesets = URL(filePath: #filePath).appending(path: "../../../../rulesets")
    .standardized.path

  init(demo: Bool = false) async throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "toets-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    folder = Mutex(path)
    let clock = Mutex(DateAndTime("2024-11-25T10:00:00Z") ?? CalendarDate.epoch.midnightUTC)
    store = try Store(folder: path)
    let box = ClockBox(clock)
    self.clock = Mutex(box.now)
    var effects = Effects.process
    effects.now = { box.now }
    self.box = box
    site = try Site(
      store, Library(RulesetCatalog(root: Self.rulesets, effects: effects), settings: .init()),
      effects: effects,
      passwords: PasswordKeeper(cost: .init(rounds: 16, blockSize: 8, parallelism: 1)))
    try await people()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder.withLock { $0 }) }

  /// What the site takes for now.
  private let box: ClockBox

  func pass(days: Int) { box.pass(days: days) }

  var today: CalendarDate { box.now.date }

  private func people() async throws {
    let moment = Moment(box.now)
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
          password: spelled), of: try #require(found), by: "test", at: moment)
    }
  }

  static let accounts: [(String, Role, String)] = [
    ("indiener", .applicant, "zorg"), ("buitenstaander", .applicant, "ander"),
    ("eerste", .reviewer, "een"), ("tweede", .reviewer, "twee"), ("derde", .reviewer, "drie"),
    ("regelmaker", .author, "kantoor"), ("monitor", .monitor, "kantoor"),
    ("beheerder", .administrator, "kantoor"),
  ]

  /// A browser of somebody who is signed in already; `nil` for a visitor.
  func browser(_ name: String?) async throws -> Browser {
    let browser = Browser(site)
    guard let name else { return browser }
    let account = try await store.account(withEmail: "\(name)@voorbeeld.nl")
    let token = Secret.random()
    try await store.signIn(try #require(account), token: token, at: Moment(box.now))
    browser.set(Visit.sessionCookie, token.text)
    return browser
  }
}

final class ClockBox: Sendable {
  private let moment: Mutex<DateAndTime>

  init(_ moment: borrowing Mutex<DateAndTime>) {
    let start = moment.withLock { $0 }
    self.moment = Mutex(start)
  }

  var now: DateAndTime { moment.withLock { $0 } }

  func pass(days: Int) {
    moment.withLock { moment in
      guard let day = moment.date.adding(days: days) else { return }
      moment = DateAndTime(date: day, time: moment.time)
    }
  }
}

/// What a browser does as far as the site can tell: cookies, forms, redirects.
final class Browser: Sendable {
  private let site: Site
  private let cookies = Mutex<[String: String]>([:])
  private let place = Mutex("/")

  init(_ site: Site) { self.site = site }

  struct Page: Sendable {
    let status: Int
    let path: String
    let text: String
    let response: WebResponse

    /// The value of the first field of that name.
    func field(_ name: String) -> String? {
      let pattern = "name=\"\(name)\" value=\""
      guard let start = text.range(of: pattern)?.upperBound,
        let end = text[start...].firstIndex(of: "\"")
      else { return nil }
      return String(text[start..<end])
    }
  }

  func set(_ name: String, _ value: String) { cookies.withLock { $0[name] = value } }

  func get(_ address: String) async -> Page { await send(.get, address, nil, [:]) }

  /// Sends a form with the proof of the page that was seen last.
  func post(
    _ address: String, _ fields: [(String, String)], headers: [String: String] = [:]
  ) async -> Page {
    await send(.post, address, Form(fields), headers)
  }

  /// Opens a page, and sends its form with the hidden fields that it has.
  func submit(
    _ page: String, to address: String? = nil, _ fields: [(String, String)]
  ) async -> Page {
    let seen = await get(page)
    var all = fields
    for name in ["bewijs", "basis"] {
      if let value = seen.field(name) { all.append((name, value)) }
    }
    return await post(address ?? page, all)
  }

  private func send(
    _ method: WebRequest.Method, _ address: String, _ form: Form?, _ headers: [String: String],
    hops: Int = 0
  ) async -> Page {
    let parts = address.split(separator: "#")[0].split(separator: "?", maxSplits: 1)
    var request = WebRequest(
      method: method, path: Form.decoded(parts[0].utf8, plusIsSpace: false) ?? "/")
    request.query = parts.count > 1 ? Form(urlEncoded: parts[1].utf8) ?? Form() : Form()
    request.form = form ?? Form()
    request.cookies = cookies.withLock { $0 }
    request.headers = headers
    request.headers["host"] = "localhost:8080"
    request.address = "127.0.0.1"
    let response = await site.respond(to: request)
    cookies.withLock { cookies in
      for cookie in response.cookies {
        cookies[cookie.name] = cookie.value.isEmpty ? nil : cookie.value
      }
    }
    if response.status == 303, hops < 5,
      let next = response.headers.first(where: { $0.name == "Location" })?.value
    {
      return await send(.get, next, nil, [:], hops: hops + 1)
    }
    return Page(
      status: response.status, path: address, text: String(decoding: response.body, as: UTF8.self),
      response: response)
  }
}
