import Foundation
import Rules
import Testing

@testable import Assess
@testable import Website

/// A site where people may sign in with a provider too.
struct OpenIDWorld: Sendable {
  let world: SiteWorld
  let provider: FakeProvider
  let site: Site
  /// What the site knows of the provider.
  let openID: OpenIDProvider

  init(
    _ signer: TokenSigner? = nil,
    _ change: @Sendable (inout FakeProvider.State) throws -> Void = { _ in }
  )
    async throws
  {
    world = try await SiteWorld()
    provider = try FakeProvider(signer, at: world.now)
    try provider.change(change)
    openID = OpenIDProvider(try #require(provider.settings), provider.transport)
    site = try OpenIDWorld.site(world, openID)
  }

  private static func site(
    _ world: SiteWorld, _ openID: OpenIDProvider, later seconds: Int = 0
  ) throws -> Site {
    var effects = world.site.effects
    let now = effects.now
    effects.now = {
      let moment = now()
      return DateAndTime(instant: (moment.instant ?? 0) + seconds, zone: .utc) ?? moment
    }
    return try Site(
      world.store, world.site.editions, effects: effects, passwords: world.site.passwords,
      openID: openID)
  }

  /// The same site, some seconds later.
  func later(_ seconds: Int) throws -> Site {
    try OpenIDWorld.site(world, openID, later: seconds)
  }

  var store: Store { world.store }

  /// Leaves for the provider; where it leads.
  func leave(_ browser: Browser, to path: String? = nil) async throws -> String {
    let page = await browser.get(
      "/inloggen-extern" + (path.map { "?terug=\(Form.encoded($0))" } ?? ""))
    #expect(page.status == 303, "\(page.text)")
    return try #require(page.response.headers.first { $0.name == "Location" }?.value)
  }

  /// Leaves, signs in there, and comes back.
  func signIn(_ browser: Browser, to path: String? = nil) async throws -> Browser.Page {
    await browser.get(provider.allow(try await leave(browser, to: path)))
  }

  func isSignedIn(_ browser: Browser) async -> Bool {
    await browser.get("/wachtwoord").path == "/wachtwoord"
  }

  /// The actions of the log, from the last.
  func actions(_ count: Int) throws -> [LogEntry] {
    var entries: [LogEntry] = []
    try store.exportLog { entries.append($0) }
    return entries.suffix(count)
  }
}

/// One thing that goes wrong, and what the page about it says.
struct Trouble: Sendable, CustomTestStringConvertible {
  let name: String
  let status: Int
  let says: String
  let change: @Sendable (inout FakeProvider.State) throws -> Void

  init(
    _ name: String, _ status: Int, _ says: String,
    _ change: @escaping @Sendable (inout FakeProvider.State) throws -> Void
  ) {
    self.name = name
    self.status = status
    self.says = says
    self.change = change
  }

  var testDescription: String { name }
}
