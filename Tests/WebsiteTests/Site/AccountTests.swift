import Foundation
import Rules
import Testing

@testable import Assess
@testable import Website

@Suite("Accounts", .fewAtOnce)
struct AccountTests {
  @Test(
    "names that people could take for one another are told apart from those that are only both names",
    arguments: [
      ("Coöperatie VGZ", "cooperatie vgz U.A.", true), ("VGZ", "V.G.Z.", true),
      ("Coöperatie VGZ", "Coöperatie VGΖ", true), ("CZ", "СZ groep", true), ("CZ", "DSW", false),
      ("Zilveren Kruis", "Zi1veren Kruis", true), ("Zilveren Kruis", "Zilverenkruis", true),
      ("Zilveren Kruis", "Zilveren Kruls", true), ("Menzis", "Menzls", true),
      ("Menzis", "Menzies", true), ("Thuiszorg Noord", "Thuiszorg Zuidwest", false),
      ("Amsterdam UMC", "Radboudumc", false), ("Zorggroep Almere", "Zorggroep Arnhem", false),
      ("Zorg", "Zorg!", true), ("", "", false), ("Stichting", "Stichting", true),
      ("Menzis", "ᴍᴇɴᴢɪs", true), ("Menzis", "Men⟨U+200B⟩zis", true),
      ("Nieuwe zorg", "Organisatie zorg", false), ("DSW", "ONVZ", false),
    ])
  func likeness(one: String, other: String, isLike: Bool) {
    #expect(NameLikeness(one).isLike(NameLikeness(other)) == isLike)
    #expect(NameLikeness(other).isLike(NameLikeness(one)) == isLike)
  }

  @Test("a name like that of another is told to both, and marked until the office has looked at it")
  func alike() async throws {
    let world = try await SiteWorld()
    let browser = Browser(world.site)
    _ = await browser.submit(
      "/account",
      [
        ("naam", "Nep"), ("organisatie", "0rganisatie een"), ("email", "nep@voorbeeld.nl"),
        ("wachtwoord", SiteWorld.password),
      ])
    let made = try #require(
      try await world.store.organisations().first { $0.name == "0rganisatie een" })
    #expect(made.alike == "een")
    #expect(await browser.get("/plannen").text.contains("lijkt op"))
    let insurer = try await world.browser("eerste")
    #expect(await insurer.get("/werk").text.contains("0rganisatie een"))
    #expect(await !(try await world.browser("tweede")).get("/werk").text.contains("0rganisatie"))
    #expect(await browser.get("/account/mijn").text.contains("0rganisatie een (niet nagegaan)"))
    let office = try await world.browser("beheerder")
    #expect(await office.get("/beheer").text.contains("Nagegaan"))
    _ = await office.submit("/beheer", to: "/beheer/organisaties/\(made.code)/nagegaan", [])
    #expect(await !browser.get("/account/mijn").text.contains("niet nagegaan"))
    #expect(await !insurer.get("/werk").text.contains("0rganisatie een"))
    #expect(try world.store.verifyLog().breaks == [])
  }

  @Test(
    "passwords that many people use are refused, whatever stands around them",
    arguments: [
      ("1234567890", true), ("Qwertyuiop", true), ("Welkom2026!", true), ("wachtwoord123", true),
      ("basketball", true), ("***Toetssteen***", true), ("een heel lang wachtwoord", false),
      ("paard batterij nietje", false), ("Welkom in mijn tuin", false),
    ])
  func common(password: String, isCommon: Bool) {
    #expect(CommonPasswords.contains(password) == isCommon)
  }

  @Test("a new password ends what the old one opened; keys end with it where their owner says so")
  func newPassword() async throws {
    let world = try await SiteWorld()
    let (browser, other) = (
      try await world.browser("indiener"), try await world.browser("indiener")
    )
    _ = try await world.program("indiener")
    #expect(await browser.get("/wachtwoord").text.contains("Beëindig ook mijn 1 sleutels"))
    _ = await browser.submit("/wachtwoord", [("wachtwoord", "een heel nieuw geheim")])
    #expect(await other.get("/plannen").path.hasPrefix("/inloggen"))
    let account = try #require(try await world.store.account(withEmail: "indiener@voorbeeld.nl"))
    #expect(try await world.store.keys(of: account).count == 1)
    _ = await browser.submit(
      "/wachtwoord", [("wachtwoord", "nog een heel nieuw geheim"), ("sleutels", "1")])
    #expect(try await world.store.keys(of: account).isEmpty)
    #expect(try world.store.verifyLog().breaks == [])
  }

  @Test("whoever left a screen open somewhere signs out everywhere; keys stay")
  func everywhere() async throws {
    let world = try await SiteWorld()
    let (browser, other) = (
      try await world.browser("indiener"), try await world.browser("indiener")
    )
    let program = try await world.program("indiener")
    let page = await browser.submit("/account/mijn", to: "/uitloggen/overal", [])
    #expect(page.status == 200 && page.text.contains("U bent overal uitgelogd"))
    for each in [browser, other] { #expect(await each.get("/plannen").path.hasPrefix("/inloggen")) }
    #expect(try await program.get("/plans").status == 200)
  }

  @Test("a key that may only read changes nothing, and every key ends")
  func keys() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let page = await browser.submit(
      "/account/sleutels", [("naam", "lezer"), ("mag", "lezen"), ("dagen", "90")])
    #expect(page.text.contains("alleen lezen") && page.text.contains("toets_"))
    let account = try #require(try await world.store.account(withEmail: "indiener@voorbeeld.nl"))
    let reader = Secret.random()
    #expect(
      try await world.store.addKey(
        reader, named: "x", for: account, mayWrite: false, days: 30, at: Moment(world.now)))
    let program = Program(site: world.site, key: AccessKey.spelled(reader))
    #expect(try await program.get("/plans").status == 200)
    let refused = try await program.post("/plans", #"{"ruleset": "iza/plan"}"#)
    #expect(refused.status == 403 && refused.text.contains("read-only-key"))
    #expect(try await world.store.lines(ofOwner: "zorg", page: 1).isEmpty)
    world.pass(days: 31)
    #expect(try await program.get("/plans").status == 401)
  }
}
