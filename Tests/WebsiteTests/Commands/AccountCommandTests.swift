import Foundation
import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("Accounts on the command line", .fewAtOnce)
struct AccountCommandTests {
  @Test(
    "an administrator who was locked out, even of a closed account, gets in by a link that works once"
  )
  func link() async throws {
    let folder = try TemporaryFolder()
    let office = Organisation(code: "kantoor", name: "Beheer", kind: .office)
    let moment = Moment(seconds: 1_800_000_000)
    do {
      let store = try Store(folder: folder.path)
      for name in ["eerste", "tweede"] {
        let account = Account(
          email: "\(name)@voorbeeld.nl", name: name, role: .administrator,
          organisation: office.code, confirmation: .administrator)
        _ = try await store.add(account, of: office, by: "test", at: moment)
      }
      let first = try #require(try await store.account(withEmail: "eerste@voorbeeld.nl")?.id)
      try await store.setActive(false, account: first, by: "test", at: moment)
      try store.close()
    }
    let named = World()
    #expect(named.run("account", "link", folder.path, by: WebsiteTool.run) == 0)
    #expect(named.output == "eerste@voorbeeld.nl (gesloten)\ntweede@voorbeeld.nl\n")

    let unknown = World()
    let nobody = ["account", "link", folder.path, "derde@voorbeeld.nl"]
    #expect(unknown.run(nobody, by: WebsiteTool.run) == 3)
    #expect(unknown.error.contains("er is geen beheerder met dit adres"))

    let world = World()
    let arguments = ["account", "link", folder.path, "eerste@voorbeeld.nl"]
    #expect(world.run(arguments, by: WebsiteTool.run) == 0, "\(world.error)")
    let path = try #require(world.output.split(separator: "\n").first.map(String.init))
    let token = try #require(Secret(String(path.dropFirst("/inloggen/".count))))
    let store = try Store(folder: folder.path)
    let now = Moment(world.effects([:]).now())
    #expect(try await store.useSignInLink(token, at: now)?.email == "eerste@voorbeeld.nl")
    #expect(try await store.useSignInLink(token, at: now) == nil)
    #expect(try store.verifyLog().breaks == [])
  }

  @Test("a link is made of data that no site works with, and of nothing else")
  func refused() async throws {
    let folder = try TemporaryFolder()
    let world = World()
    #expect(world.run("account", "link", folder.path, by: WebsiteTool.run) == 3)
    #expect(world.error.contains("in deze map staan geen gegevens"))
  }
}

@Suite("Serving the site", .fewAtOnce)
struct ServeCommandTests {
  @Test("examples and real data do not come into one folder", arguments: [true, false])
  func demonstration(isDemo: Bool) async throws {
    let folder = try TemporaryFolder()
    let office = Organisation(code: "kantoor", name: "Beheer", kind: .office)
    let actor = isDemo ? LogActor.demo : .site
    do {
      let store = try Store(folder: folder.path)
      let account = Account(
        email: "a@voorbeeld.nl", name: "A", role: .administrator, organisation: office.code,
        confirmation: .administrator)
      _ = try await store.add(
        account, of: office, by: actor.spelled, at: Moment(seconds: 1_800_000_000))
      try store.close()
    }
    let world = World()
    let arguments = ["serve", "--port", "0", "--data", folder.path] + (isDemo ? [] : ["--demo"])
    // The command waits for the site: on a thread of its own, so that the site has one.
    let status = await withCheckedContinuation { done in
      Thread.detachNewThread { done.resume(returning: world.run(arguments, by: WebsiteTool.run)) }
    }
    #expect(status == 64)
    let reason = isDemo ? "wachtwoorden die iedereen kent" : "niet door --demo gevuld"
    #expect(world.error.contains(reason), "\(world.error)")
  }

  @Test("the first administrator has an address of its own, or the start is refused")
  func administrator() {
    let world = World()
    #expect(world.run("serve", "--admin", "geen adres", by: WebsiteTool.run) == 64)
    #expect(world.error.contains("geen e-mailadres"))
  }
}
