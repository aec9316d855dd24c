import Foundation
import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("Handing in", .fewAtOnce)
struct HandingInTests {
  private static let example = "snelle-toets/examples/hart-voor-elkaar"
  private let submission = [("keuze", "r1"), ("akkoord", "ja")]

  /// A draft with the answers of an example, as somebody uploads it.
  private func draft(
    _ browser: Browser, _ example: String = HandingInTests.example,
    rules: String = "iza/snelle-toets"
  ) async throws -> (plan: String, page: Browser.Page) {
    let begun = await browser.submit("/", to: "/nieuw", [("regels", rules)])
    let plan = "/plan/\(try #require(begun.path.split(separator: "/").last))"
    let seen = await browser.get(plan)
    let page = await browser.upload(
      "\(plan)/bestand", name: "plan.yaml", bytes: try SiteWorld.example(example),
      [("bewijs", seen.field("bewijs") ?? ""), ("basis", seen.field("basis") ?? "")])
    return (plan, page)
  }

  private func dossier(_ plan: String, _ world: SiteWorld) async throws -> Dossier {
    try #require(try await world.store.dossier(String(plan.split(separator: "/")[1])))
  }

  private func handedIn(_ plan: String, _ world: SiteWorld) async throws -> SubmittedVersion {
    let dossier = try await dossier(plan, world)
    return try #require(try await world.store.version(dossier.version, of: dossier.id))
  }

  private func text(_ version: SubmittedVersion) -> String {
    String(decoding: version.text, as: UTF8.self)
  }

  // MARK: The day

  @Test(
    "the day of submission is that of the site's zone, wherever the server stands",
    arguments: [
      ("2024-06-30T21:59:00Z", "Europe/Amsterdam", "2024-06-30"),
      ("2024-06-30T22:00:00Z", "Europe/Amsterdam", "2024-07-01"),
      ("2024-06-30T23:30:00Z", "Europe/Amsterdam", "2024-07-01"),
      ("2024-11-25T22:59:00Z", "Europe/Amsterdam", "2024-11-25"),
      ("2024-11-25T23:00:00Z", "Europe/Amsterdam", "2024-11-26"),
      ("2024-06-30T23:30:00Z", "UTC", "2024-06-30"),
      ("2024-12-31T23:30:00Z", "Europe/Amsterdam", "2025-01-01"),
    ])
  func zone(moment: String, zone: String, day: String) async throws {
    let world = try await SiteWorld(
      at: moment, zone: try #require(ZoneDesignator(identifier: zone)))
    let browser = try await world.browser("indiener")
    let (plan, _) = try await draft(browser)
    let page = await browser.submit("\(plan)/stap/submit", submission)
    #expect(page.status == 200)
    let dossier = try await dossier(plan, world)
    #expect(dossier.submissionDay?.description == day)
    #expect(text(try await handedIn(plan, world)).contains("ingediend op: \(day)\n"))
    #expect(page.text.contains("ST-\(day.prefix(4))-00001"))
  }

  @Test(
    "the day on which the site receives it picks the rules, and not the one that a file gives",
    arguments: [
      ("2024-10-01T10:00:00Z", "kader-2023-02", nil),
      ("2025-07-01T10:00:00Z", "kader-2025-07", nil),
      ("2026-11-29T10:00:00Z", "kader-2025-07", "De regels van die dag staan hier niet in"),
    ] as [(String, String, String?)])
  func rules(moment: String, version: String, note: String?) async throws {
    let world = try await SiteWorld(at: moment)
    let browser = try await world.browser("indiener")
    let (plan, uploaded) = try await draft(browser)
    // The file says so, and the site says that it does not count.
    #expect(uploaded.text.contains("24 juli 2023") && uploaded.text.contains("niet overgenomen"))
    let kept = try await dossier(plan, world)
    #expect(!String(decoding: kept.text, as: UTF8.self).contains("ingediend op"))
    // Beside the questions it is told in a word.
    let beside = await browser.get("\(plan)/vragen/1").text
    #expect(beside.contains("is indicatief") == (note != nil))
    var pages = [await browser.get("/")]
    for address in ["\(plan)/stap/submit", "\(plan)/beoordeling"] {
      pages.append(await browser.get(address))
    }
    let receipt = await browser.submit("\(plan)/stap/submit", submission)
    pages += [receipt, await browser.get("\(plan)/beoordeling")]
    for page in pages {
      #expect(page.status == 200)
      let shows = page.text.contains("staan hier niet in")
      #expect(shows == (note != nil), "\(page.path)")
      if let note {
        // In the words of an outcome it comes after a colon.
        #expect(page.text.lowercased().contains(note.lowercased()), "\(page.path)")
      }
    }
    let frozen = try await handedIn(plan, world)
    #expect(frozen.ruleset == "iza/snelle-toets@\(version)")
    #expect(text(frozen).contains("ingediend op: \(moment.prefix(10))\n"))
    #expect(!text(frozen).contains("2023-07-24"))
  }

  @Test("the start page says what handing in today means, as the rules say it")
  func desk() async throws {
    for (moment, words, others) in [
      ("2024-10-01T10:00:00Z", ["✓</span> Het loket is open"], ["Voldoet niet"]),
      (
        "2026-11-29T10:00:00Z",
        ["Voldoet niet: Het loket is open", "dicht sinds 1 juli 2025", "is niet bekend"],
        ["✓</span> Het loket is open"]
      ),
      // Then it hangs on an answer.
      ("2025-07-10T10:00:00Z", ["met het loket dicht"], ["Voldoet niet: Het loket", "✓</span>"]),
      ("2022-01-01T10:00:00Z", ["Er zijn nog geen regels"], ["Voldoet niet"]),
    ] {
      let world = try await SiteWorld(at: moment)
      let page = await Browser(world.site).get("/")
      #expect(page.status == 200)
      for word in words { #expect(page.text.contains(word), "\(moment): \(word)") }
      for word in others { #expect(!page.text.contains(word), "\(moment): \(word)") }
    }
  }

  // MARK: What stands in the way

  @Test("an empty one gets to nobody: it says what is missing, with the way to each question")
  func empty() async throws {
    let world = try await SiteWorld()
    let visitor = Browser(world.site)
    let begun = await visitor.submit("/", to: "/nieuw", [("regels", "iza/snelle-toets")])
    let plan =
      "/plan/\(try #require(begun.text.range(of: "/plan/").map { begun.text[$0.upperBound...].prefix(12) }))"
    for page in [
      await visitor.get("\(plan)/stap/submit"),
      await visitor.post(
        "\(plan)/stap/submit",
        submission + [("bewijs", begun.field("bewijs") ?? ""), ("basis", "1")]),
    ] {
      #expect(page.text.contains("Indienen kan alleen met een account"))
      for name in ["titel", "initiatiefnemer", "contactpersoon", "regios"] {
        #expect(page.text.contains("#v-\(name)\""), "\(name)")
      }
      #expect(!page.text.contains("name=\"akkoord\""))
    }
    #expect(try await dossier(plan, world).stage == .draft)
    #expect(await !(try await world.browser("eerste")).get("/werk").text.contains(plan))
  }

  @Test("who hands in has an account with a confirmed address, and the plan is kept with it")
  func account() async throws {
    let world = try await SiteWorld()
    let browser = Browser(world.site)
    let begun = await browser.submit("/", to: "/nieuw", [("regels", "iza/snelle-toets")])
    let plan =
      "/plan/\(try #require(begun.text.range(of: "/plan/").map { begun.text[$0.upperBound...].prefix(12) }))"
    _ = await browser.upload(
      "\(plan)/bestand", name: "plan.yaml", bytes: try SiteWorld.example(Self.example),
      [("bewijs", begun.field("bewijs") ?? ""), ("basis", begun.field("basis") ?? "")])
    let made = await browser.submit(
      "/account",
      [
        ("naam", "Nieuw"), ("organisatie", "Nieuwe zorg"), ("email", "nieuw@voorbeeld.nl"),
        ("wachtwoord", SiteWorld.password),
      ])
    #expect(made.text.contains("nog niet bevestigd"))
    let first = await browser.submit("\(plan)/stap/submit", submission)
    #expect(first.status == 409 && first.text.contains("Bewaar het plan eerst bij uw account"))
    _ = await browser.submit(plan, to: "\(plan)/overnemen", [])
    let second = await browser.submit("\(plan)/stap/submit", submission)
    #expect(second.status == 409 && second.text.contains("nog niet bevestigd"))
    #expect(try await dossier(plan, world).stage == .draft)
    // No mail is set up: the administrator says so.
    let account = try #require(try await world.store.account(withEmail: "nieuw@voorbeeld.nl"))
    let office = try await world.browser("beheerder")
    _ = await office.submit("/beheer", to: "/beheer/accounts/\(account.id ?? 0)/bevestigen", [])
    #expect(await browser.get("/account/adres").text.contains("door de beheerder"))
    let third = await browser.submit("\(plan)/stap/submit", submission)
    #expect(third.status == 200 && third.text.contains("ST-2024-00001"))
    #expect(try await dossier(plan, world).stage == .submitted)
  }

  @Test("what can't be read stands in the way, and nothing of it is lost")
  func unreadable() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let (plan, _) = try await draft(browser)
    _ = await browser.submit(
      "\(plan)/vragen/1",
      [("vraag", "contact verzekeraar.datum"), ("contact verzekeraar.datum", "ergens in mei")])
    let page = await browser.submit("\(plan)/stap/submit", submission)
    #expect(page.status == 409 && page.text.contains("kan niet worden gelezen"))
    #expect(page.text.contains("#v-contact-verzekeraar-datum"))
    #expect(await browser.get("\(plan)/vragen/1").text.contains("ergens in mei"))
  }

  @Test("what is open and what fails is named, and handed in once somebody says so")
  func confirmed() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let (plan, _) = try await draft(browser, "snelle-toets/examples/nachtzorg-op-afstand")
    _ = await browser.submit(
      "\(plan)/vragen/1", [("vraag", "schaal"), ("schaal", "regionaal")])
    let page = await browser.get("\(plan)/stap/submit")
    for words in [
      "Hieraan voldoet het nu niet", "Dit is nog niet beantwoord", "#v-lange-termijn-beschrijving",
      "#v-schaal", "name=\"akkoord\"",
    ] { #expect(page.text.contains(words), "\(words)") }
    let unticked = await browser.submit("\(plan)/stap/submit", [("keuze", "r1")])
    #expect(unticked.status == 422 && unticked.text.contains("href=\"#akkoord\""))
    #expect(try await dossier(plan, world).stage == .draft)
    #expect(await browser.submit("\(plan)/stap/submit", submission).status == 200)
    #expect(try await dossier(plan, world).stage == .submitted)
  }

  @Test("a program is held to the same, and told everything at once")
  func program() async throws {
    let world = try await SiteWorld()
    let program = try await world.program("indiener")
    let begun = try await program.post("/plans", #"{"ruleset": "iza/snelle-toets"}"#)
    let empty = try await program.take(
      #"{"step": "submit", "region": "r1", "confirmed": true}"#, of: begun.id)
    #expect(empty.status == 409)
    #expect(empty.json["errors"]?[0]?["detail"]?.text?.contains("Contactpersoon") == true)
    let saved = try await program.put(
      "/plans/\(begun.id)/answers",
      String(decoding: try SiteWorld.example(Self.example), as: UTF8.self),
      ["content-type": "application/yaml", "if-match": begun.tag])
    #expect(saved.json["notices"]?[0]?["nl"]?.text?.contains("2023-07-24") == true)
    #expect(saved.json["submitted"] == .null)
    let unsure = try await program.take(
      #"{"step": "submit", "region": "r1", "confirmed": false}"#, of: begun.id)
    #expect(unsure.status == 422 && unsure.pointers == ["/confirmed"])
    let done = try await program.take(
      #"{"step": "submit", "region": "r1", "confirmed": true}"#, of: begun.id)
    #expect(done.json["reference"] == .text("ST-2024-00001"))
    #expect(done.json["submitted"] == .text("2024-11-25"))
  }

  // MARK: Afterwards

  @Test("a receipt says what happens next and when, and nothing of the plan but its title")
  func receipt() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let (plan, _) = try await draft(browser)
    let page = await browser.submit("\(plan)/stap/submit", submission)
    let file = await browser.get("\(plan)/ontvangst.txt")
    #expect(file.response.type.hasPrefix("text/plain"))
    for text in [page.text, file.text] {
      for words in [
        "ST-2024-00001", "Hart voor Elkaar", "25 november 2024", "23 december 2024", "Regio 1",
        "Organisatie een", "intrekken", try await handedIn(plan, world).hash,
      ] { #expect(text.contains(words), "\(words)") }
      #expect(!text.contains("Cardiologische zorg") && !text.contains("Programmamanager"))
    }
    // A second one has a number of its own, and an addition keeps that of the first.
    let (other, _) = try await draft(browser)
    let second = await browser.submit("\(other)/stap/submit", submission)
    #expect(second.text.contains("ST-2024-00002"))
    let (one, two) = (try await world.browser("eerste"), try await world.browser("tweede"))
    _ = await one.submit("\(plan)/stap/start", [])
    _ = await two.submit("\(plan)/stap/askMore", [("reden", "Wie doen mee?")])
    world.pass(days: 3)
    let later = try await world.browser("indiener")
    let added = await later.submit("\(plan)/stap/supply", [("akkoord", "ja")])
    #expect(added.text.contains("ST-2024-00001") && added.text.contains("28 november 2024"))
    // What is added is judged as of the day and by the rules of the first.
    #expect(text(try await handedIn(plan, world)).contains("ingediend op: 2024-11-25\n"))
    #expect(try await handedIn(plan, world).number == 2)
  }

  @Test("withdrawing is possible until the assessment starts, and every page says so")
  func withdrawing() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    for stage in Stage.allCases {
      let plan = "/plan/\(try await world.dossier(at: stage))"
      let isPossible = stage == .draft || stage == .submitted
      let page = try await world.browser("indiener").get(plan)
      #expect(page.text.contains("\(plan)/stap/withdraw") == isPossible, "\(stage)")
    }
    let plan = "/plan/\(try await world.dossier(at: .submitted))"
    _ = await browser.submit("\(plan)/stap/withdraw", [("reden", "Het gaat niet door.")])
    // The days that passed above ended the session.
    let again = try await world.browser("indiener")
    _ = await again.submit("\(plan)/stap/withdraw", [("reden", "Het gaat niet door.")])
    #expect(try await dossier(plan, world).stage == .lapsed)
  }

  @Test("what is counted as in preparation are approved quick tests without a plan handed in")
  func counts() async throws {
    let world = try await SiteWorld()
    let visitor = Browser(world.site)
    _ = await visitor.submit("/", to: "/nieuw", [("regels", "iza/snelle-toets")])
    _ = await visitor.submit("/", to: "/nieuw", [("regels", "iza/plan")])
    #expect(try await world.store.counts()[.quickTest]?[.draft] ?? 0 == 0)
    #expect(try await world.store.counts()[.plan]?[.draft] ?? 0 == 0)
    _ = try await world.dossier(.quickTest, at: .draft, of: Self.example)
    _ = try await world.dossier(.quickTest, at: .approved, of: Self.example)
    #expect(try await world.store.counts()[.quickTest]?[.draft] == 1)
    #expect(try await world.store.counts()[.plan]?[.draft] == 1)
  }

  // MARK: An older plan

  @Test("an insurer or an administrator sets the day of an older plan, for everybody to see")
  func earlier() async throws {
    let world = try await SiteWorld(at: "2026-11-29T10:00:00Z")
    let browser = try await world.browser("indiener")
    let (plan, _) = try await draft(browser)
    _ = await browser.submit("\(plan)/stap/submit", submission)
    #expect(try await handedIn(plan, world).ruleset.hasSuffix("kader-2025-07"))
    let leader = try await world.browser("eerste")
    for (day, reason, field) in [
      ("ooit", "Brief", "dag"), ("1-1-2027", "Brief", "dag"), ("1-1-2020", "Brief", "dag"),
      ("1-10-2024", " ", "reden"),
    ] {
      let page = await leader.submit("\(plan)/dag", [("dag", day), ("reden", reason)])
      #expect(page.status == 422 && page.text.contains("href=\"#\(field)\""), "\(day)")
      #expect(page.text.contains("value=\"\(day)\""))
    }
    #expect(try await dossier(plan, world).version == 1)
    let set = await leader.submit(
      "\(plan)/dag", [("dag", "1-10-2024"), ("reden", "Per brief ontvangen")])
    #expect(set.status == 200)
    let frozen = try await handedIn(plan, world)
    #expect(frozen.number == 2 && frozen.ruleset.hasSuffix("kader-2023-02"))
    #expect(text(frozen).contains("ingediend op: 2024-10-01\n"))
    // The reason, by an organisation and not by a person; the log has the day.
    for (who, address, said) in [
      ("indiener", plan, "Per brief ontvangen (gezet door Organisatie een, beoordelaar)"),
      ("indiener", "\(plan)/logboek", "2024-10-01"),
      ("eerste", "\(plan)/beoordelen", "Per brief ontvangen (gezet door eerste (Organisatie een))"),
      ("tweede", "\(plan)/beoordelen", "Per brief ontvangen"),
      ("tweede", "\(plan)/logboek", "2024-10-01"),
    ] {
      let page = await (try await world.browser(who)).get(address)
      #expect(page.text.contains(said), "\(who) \(address)")
    }
    #expect(
      await !browser.get("\(plan)/beoordeling").text.contains("staan hier niet in"))
    // The term runs from its receipt here.
    #expect(await browser.get(plan).text.contains("27 december 2026"))
    #expect(try world.store.verifyLog().breaks == [])
    _ = await leader.submit("\(plan)/stap/start", [])
    let late = await leader.submit(
      "\(plan)/beoordelen", to: "\(plan)/dag", [("dag", "2-10-2024"), ("reden", "Toch anders")])
    #expect(late.status == 404)
    #expect(try await dossier(plan, world).version == 2)
  }

  @Test("an administrator finds a plan by its reference or its address, a draft too")
  func earlierDraft() async throws {
    let world = try await SiteWorld(at: "2026-11-29T10:00:00Z")
    let browser = try await world.browser("indiener")
    let (plan, _) = try await draft(browser)
    let office = try await world.browser("beheerder")
    let found = await office.submit(
      "/beheer", to: "/beheer/dag", [("plan", "http://localhost:8080\(plan)/vragen/1")])
    #expect(found.status == 200 && found.path == "\(plan)/dag")
    let set = await office.submit(
      "\(plan)/dag", [("dag", "2024-10-01"), ("reden", "Toen ingediend op papier")])
    #expect(set.status == 200)
    #expect(await browser.get(plan).text.contains("Toen ingediend op papier"))
    let done = await browser.submit("\(plan)/stap/submit", submission)
    #expect(done.text.contains("1 oktober 2024") && done.text.contains("ST-2026-00001"))
    #expect(try await handedIn(plan, world).ruleset.hasSuffix("kader-2023-02"))
    let byReference = await office.submit(
      "/beheer", to: "/beheer/dag", [("plan", " st-2026-00001 ")])
    #expect(byReference.path == "\(plan)/dag")
    #expect(await office.submit("/beheer", to: "/beheer/dag", [("plan", "x")]).status == 404)
    // The applicant sees the day, and can't set it.
    #expect(await browser.get("\(plan)/dag").status == 404)
  }
}
