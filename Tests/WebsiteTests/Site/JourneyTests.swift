import Foundation
import Rules
import Testing

@testable import Assess
@testable import Website

@Suite("A journey through the site", .fewAtOnce)
struct JourneyTests {
  /// The address of the dossier that a page is of.
  private func plan(_ page: Browser.Page) throws -> String {
    let parts = page.path.split(separator: "/")
    try #require(parts.count >= 2 && parts[0] == "plan")
    return "/plan/\(parts[1])"
  }

  private func id(_ address: String) -> String { String(address.split(separator: "/")[1]) }

  private func begin(_ browser: Browser, _ rules: String = "iza/snelle-toets") async throws
    -> String
  {
    let page = await browser.submit("/", to: "/nieuw", [("regels", rules)])
    #expect(page.status == 200)
    return try plan(page)
  }

  /// The fields of a page's form, each question with what is given for it and otherwise with nothing.
  private func answers(_ fields: [(String, String)]) -> [(String, String)] {
    fields
  }

  private func upload(
    _ browser: Browser, _ page: String, to address: String, _ name: String, _ bytes: [UInt8]
  ) async -> Browser.Page {
    let seen = await browser.get(page)
    return await browser.upload(
      address, name: name, bytes: bytes,
      [("bewijs", seen.field("bewijs") ?? ""), ("basis", seen.field("basis") ?? "")])
  }

  // MARK: The applicant

  @Test("whoever starts without an account comes back by the private link, and nobody else does")
  func link() async throws {
    let world = try await SiteWorld()
    let browser = Browser(world.site)
    let plan = try await begin(browser)
    let page = await browser.get(plan)
    let start = try #require(page.text.range(of: "/concept/"))
    let link =
      "/concept/"
      + page.text[start.upperBound...].prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }
    _ = await browser.submit(
      "\(plan)/vragen/1", answers([("titel", "Een goed idee")]))
    let other = Browser(world.site)
    #expect(await other.get(plan).status == 404)
    #expect(await other.get(String(link.dropLast())).status == 404)
    let back = await other.get(link)
    #expect(back.status == 200 && back.text.contains("Een goed idee"))
    #expect(await other.get("\(plan)/vragen/1").text.contains("value=\"Een goed idee\""))
  }

  @Test("what can't be an answer stays as it was typed, with what is wrong, until it is mended")
  func faults() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let plan = try await begin(browser)
    let typed = "31 februari, of zo"
    let page = await browser.submit(
      "\(plan)/vragen/1",
      answers([("titel", "Titel blijft"), ("contact verzekeraar.datum", typed)]))
    #expect(page.status == 422)
    for text in [typed, "Titel blijft", "aria-invalid"] { #expect(page.text.contains(text)) }
    // Also for whoever comes back later, and in the list of what is left to do.
    let later = await browser.get("\(plan)/vragen/1")
    #expect(later.text.contains(typed) && later.text.contains("Titel blijft"))
    let dossier = try #require(try await world.store.dossier(id(plan)))
    let text = String(decoding: dossier.text, as: UTF8.self)
    #expect(text.contains("Titel blijft") && !text.contains("februari"))
    let mended = await browser.submit(
      "\(plan)/vragen/1", answers([("contact verzekeraar.datum", "21-8-2023")]))
    #expect(mended.status == 200 && !mended.text.contains(typed))
    #expect(
      try await world.store.dossier(id(plan))
        .map { String(decoding: $0.text, as: UTF8.self).contains("2023-08-21") } == true)
  }

  @Test("two who change different answers both keep theirs; of the same answer none is overwritten")
  func stale() async throws {
    let world = try await SiteWorld()
    let (one, two) = (try await world.browser("indiener"), try await world.browser("indiener"))
    let plan = try await begin(one)
    let page = "\(plan)/vragen/1"
    _ = await one.submit(page, answers([("titel", "Begin"), ("beschrijving", "Oud")]))
    let seen = await two.get(page)
    let common = [("bewijs", seen.field("bewijs") ?? "")]
    let marks = seen.marks(of: ["titel", "beschrijving"])
    _ = await one.submit(page, answers([("titel", "Van de een"), ("beschrijving", "Oud")]))
    // The other left the title as it was on the page.
    let mixed = await two.post(
      page, common + marks + answers([("titel", "Begin"), ("beschrijving", "Van de ander")]))
    #expect(mixed.status == 200)
    let dossier = try #require(try await world.store.dossier(id(plan)))
    let text = String(decoding: dossier.text, as: UTF8.self)
    #expect(text.contains("Van de een") && text.contains("Van de ander"))
    // Now both change the title.
    let refused = await two.post(
      page, common + marks + answers([("titel", "Ook een titel"), ("beschrijving", "Oud")]))
    #expect(refused.status == 409)
    #expect(refused.text.contains("Van de een") && refused.text.contains("Ook een titel"))
    #expect(try await world.store.dossier(id(plan))?.text == dossier.text)
    // Who wrote first sees both as well.
    #expect(await one.get(page).text.contains("Ook een titel"))
    // Sent again, the choice is made with both texts in sight.
    let again = await two.post(
      page,
      [("bewijs", refused.field("bewijs") ?? "")] + refused.marks(of: ["titel"])
        + answers([("titel", "Samen gekozen")]))
    #expect(again.status == 200)
    #expect(
      try await world.store.dossier(id(plan))
        .map { String(decoding: $0.text, as: UTF8.self).contains("Samen gekozen") } == true)
  }

  @Test("lists grow and shrink, and an item that is added is there at once")
  func lists() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let plan = try await begin(browser, "iza/plan")
    var topic = ""
    for number in 1...20 {
      let page = await browser.get("\(plan)/vragen/\(number)")
      if page.text.contains("name=\"#erbij\" value=\"resultaten\"") {
        topic = "\(plan)/vragen/\(number)"
      }
    }
    try #require(!topic.isEmpty)
    let item = await browser.submit(topic, [("#erbij", "resultaten")])
    #expect(item.status == 200 && item.path.contains("bij=resultaten%23"))
    _ = await browser.submit(topic, [("#erbij", "resultaten")])
    let two = await browser.get(topic)
    let removals = SentForm(two.text).buttons.filter { $0.name == "#weg" }
    #expect(removals.count == 2)
    let first = try #require(removals.first)
    let one = await browser.submit(topic, [(first.name, first.value)])
    #expect(SentForm(one.text).buttons.filter { $0.name == "#weg" } == Array(removals.dropFirst()))
    // The same button again, of a page that is old: the other item stays.
    _ = await browser.submit(topic, [(first.name, first.value)])
    let undo = try #require(SentForm(one.text).buttons.first { $0.name == "#terugzetten" })
    let back = await browser.submit(topic, [(undo.name, undo.value)])
    #expect(SentForm(back.text).buttons.filter { $0.name == "#weg" } == removals)
  }

  @Test("what is uploaded can be downloaded again, as YAML and as JSON, and means the same")
  func files() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let plan = try await begin(browser)
    let bytes = try SiteWorld.example("snelle-toets/examples/hart-voor-elkaar")
    let page = await upload(browser, plan, to: "\(plan)/bestand", "hart.yaml", bytes)
    #expect(page.status == 200 && page.text.contains("Hart voor Elkaar"))
    let editions = Editions(
      world.site.editions.catalog, Editions.Request(day: world.today))
    func facts(_ bytes: [UInt8]) throws -> [String?] {
      let file = try PlanFile.draft(bytes, name: "plan")
      let read = ReadPlan(file, by: try editions.edition(for: file), recordingCauses: false)
      #expect(!read.hasErrors)
      // All but the day of submission, which no file says.
      return zip(try editions.edition(for: file).ruleset.model.vocabulary.fields, read.facts.values)
        .filter { $0.0.name != "ingediend op" }.map { $0.1.json() }
    }
    let expected = try facts(bytes)
    for name in ["plan.yaml", "plan.json"] {
      let down = await browser.get("\(plan)/\(name)")
      #expect(try facts(down.response.body) == expected, "\(name)")
      // And the way back in.
      let again = await upload(browser, plan, to: "\(plan)/bestand", name, down.response.body)
      #expect(again.status == 200)
    }
  }

  @Test(
    "a file that is not what it says changes nothing, and the answer says why",
    arguments: [
      ("plaatje.yaml", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]),
      ("plan.yaml", Array("PK\u{3}\u{4}".utf8) + [0xFF, 0xFE]),
      ("plan.json", Array("{\"titel\": \"x\",}".utf8)),
      ("plan.yaml", Array("titel: [".utf8)),
      ("plan.yaml", Array("a: &x 1\nb: *x\n".utf8)),
      ("plan.yaml", Array(String(repeating: "[", count: 5_000).utf8)),
      ("plan.yaml", Array("titel: x\ndeze vraag: bestaat niet\n".utf8)),
      ("leeg.yaml", []),
    ] as [(String, [UInt8])])
  func badFiles(name: String, bytes: [UInt8]) async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let plan = try await begin(browser)
    let before = try await world.store.dossier(id(plan))
    let page = await upload(browser, plan, to: "\(plan)/bestand", name, bytes)
    #expect(page.status == 422, "\(page.status)")
    #expect(page.text.contains("Er is niets veranderd."))
    #expect(try await world.store.dossier(id(plan)) == before)
  }

  @Test("an attachment is kept byte for byte, and is never shown as a page")
  func attachments() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let plan = try await begin(browser)
    let pdf = Array("%PDF-1.7\n<script>alert(1)</script>\n%%EOF\n".utf8)
    _ = await upload(browser, plan, to: "\(plan)/bijlagen", "<b>naam</b>.pdf", pdf)
    let kept = try await world.store.attachments(of: id(plan))
    #expect(kept.count == 1)
    let down = await browser.get("\(plan)/bijlagen/\(kept[0].id)")
    #expect(down.response.body == pdf)
    let disposition = down.response.headers.first { $0.name == "Content-Disposition" }?.value
    #expect(disposition?.hasPrefix("attachment;") == true)
    let page = await browser.get(plan)
    #expect(!page.text.contains("<b>naam</b>"))
    let html = await upload(
      browser, plan, to: "\(plan)/bijlagen", "pagina.html",
      Array("<!DOCTYPE html><script>alert(1)</script>".utf8))
    #expect(html.status == 200)
    let kinds = try await world.store.attachments(of: id(plan)).map(\.kind)
    #expect(kinds.sorted() == ["application/pdf", "text/plain"])
  }

  @Test(
    "a file is what it is from its beginning to its end",
    arguments: [
      ("%PDF-1.7\n1 0 obj\n%%EOF\n", FileKind.pdf), ("%PDF-1.7\n<script>", .text),
      ("PK\u{3}\u{4}[Content_Types].xml PK\u{5}\u{6}", .office),
      ("PK\u{3}\u{4} evil.exe PK\u{5}\u{6}", nil),
      ("zomaar een tekst", .text), ("\u{0}\u{1}", nil),
    ] as [(String, FileKind?)])
  func fileKinds(text: String, kind: FileKind?) {
    #expect(FileKind(Array(text.utf8)) == kind)
  }

  @Test(
    "what was handed in takes no attachment, whoever sent it a moment before; nor does a full one")
  func frozen() async throws {
    let world = try await SiteWorld()
    func attachment(_ dossier: String) -> Website.Attachment {
      Website.Attachment(
        id: Secret.identifier(), dossier: dossier, name: "b.txt", kind: "text/plain",
        bytes: Data("x".utf8), hash: "", made: Moment(seconds: 1))
    }
    for stage in Stage.allCases {
      let id = try await world.dossier(at: stage)
      if stage.isWritten {
        try await world.store.add(attachment(id), by: "test")
      } else {
        await #expect {
          try await world.store.add(attachment(id), by: "test")
        } throws: {
          if case Store.Conflict.closed = $0 { true } else { false }
        }
      }
      #expect(try await world.store.attachments(of: id).count == (stage.isWritten ? 1 : 0))
    }
    let draft = try await world.dossier(at: .draft)
    let added = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<Store.attachmentsKept + 20 {
        group.addTask { (try? await world.store.add(attachment(draft), by: "test")) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(added == Store.attachmentsKept)
  }

  @Test(
    "however often somebody asks at once, a rejected plan has one revision and a quick test one plan"
  )
  func oneSuccessor() async throws {
    let world = try await SiteWorld()
    let applicant = try await world.browser("indiener")
    let rejected = try await world.dossier(at: .rejected)
    let test = try await world.dossier(
      .quickTest, at: .approved, of: "snelle-toets/examples/hart-voor-elkaar")
    for (id, step) in [(rejected, "aanpassen"), (test, "uitwerken")] {
      let proof = await applicant.get("/plan/\(id)").field("bewijs") ?? ""
      let pages = await withTaskGroup(of: Browser.Page.self) { group in
        for _ in 0..<30 {
          group.addTask { await applicant.post("/plan/\(id)/\(step)", [("bewijs", proof)]) }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(pages.allSatisfy { $0.status == 200 })
      #expect(Set(try pages.map { try plan($0) }).count == 1)
    }
    let lines = try await world.store.lines(ofOwner: "zorg", page: 1)
    #expect(lines.count == 4)
  }

  @Test(
    "a draft without an account is not pushed out by newer ones: past as many as there is room for, it says so"
  )
  func linksFull() async throws {
    let world = try await SiteWorld()
    let visitor = Browser(world.site)
    var plans: [String] = []
    var refused: Browser.Page?
    for number in 0..<45 where refused == nil {
      visitor.comes(from: "192.0.2.\(number / 20)")
      let page = await visitor.submit("/", to: "/nieuw", [("regels", "iza/snelle-toets")])
      if page.status == 409 { refused = page } else { plans.append(try plan(page)) }
    }
    #expect(plans.count == 40)
    #expect(refused?.text.contains("Er is geen plaats voor nog een concept") == true)
    for plan in plans { #expect(await visitor.get(plan).status == 200) }
  }

  @Test(
    "the private link leads to the address of the site, whatever a browser says that it is called")
  func linkAddress() async throws {
    let world = try await SiteWorld()
    let visitor = Browser(world.site)
    let plan = try await begin(visitor)
    let page = await visitor.get(plan, headers: ["host": "kwaad.example"])
    #expect(page.text.contains("\(world.site.address)/concept/"))
    #expect(!page.text.contains("kwaad.example"))
  }

  @Test("no class of a report means something else on the site")
  func classes() throws {
    let site = String(decoding: PackageResources.site_css, as: UTF8.self)
      .replacing(try Regex("\\{[^}]*\\}"), with: "{}")
    let styled = Set(
      site.matches(of: try Regex("\\.([a-z][\\w-]*)")).compactMap { $0[1].substring })
    let used = HTMLReport.templates.values.flatMap { template in
      template.matches(of: #/class="([^"{]*)/#).flatMap { $0.1.split(separator: " ") }
    }
    // Of these the site styles what stands in something of its own.
    #expect(styled.intersection(used).subtracting(["plain", "claims", "faint", "late"]) == [])
  }

  @Test("from every fault and open question of the assessment one goes to the answer, and back")
  func toTheAnswer() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let draft = try await world.dossier(at: .draft, of: "plan/examples/alles-anders-in-brugdam")
    let plan = "/plan/\(draft)"
    let shown = await browser.get("\(plan)/beoordeling").text
    let links = shown.matches(of: try Regex("href=\"(\(plan)/vragen/[^\"#]*)#(v-[^\"]*)\""))
      .map { match in
        (
          address: String(match[1].substring ?? "").replacingOccurrences(of: "&amp;", with: "&"),
          anchor: String(match[2].substring ?? "")
        )
      }
    #expect(links.count > 5)
    for link in links {
      let page = await browser.get(link.address)
      #expect(page.status == 200 && page.text.contains(link.anchor), "\(link)")
    }
    let fromCheck = try #require(links.first { $0.address.contains("controle=") })
    let check = String(fromCheck.address.split(separator: "=").last ?? "")
    let back = "\(plan)/beoordeling/\(check)"
    #expect(await browser.get(fromCheck.address).text.contains("href=\"\(back)\""))
    let said = await browser.get(back)
    #expect(said.status == 200 && said.text.contains("controle=\(check)"))
    // Whoever can't change an answer is led to none.
    let id = try await world.dossier(at: .assessing)
    let reader = try await world.browser("eerste")
    #expect(await !reader.get("/plan/\(id)/beoordeling").text.contains("/vragen/"))
  }

  @Test("the pages of an assessment say what the command says of the same plan")
  func sameAssessment() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let plan = try await begin(browser)
    let bytes = try SiteWorld.example("snelle-toets/examples/hart-voor-elkaar")
    _ = await upload(browser, plan, to: "\(plan)/bestand", "hart.yaml", bytes)
    let shown = await browser.get("\(plan)/beoordeling")
    #expect(shown.status == 200)
    // The plan as it is downloaded: an applicant's file does not speak for reviewers, and has no day of
    // submission before it is submitted.
    let down = String(
      decoding: await browser.get("\(plan)/plan.yaml").response.body, as: UTF8.self)
    let file = try PlanFile.draft(
      Array((down + "ingediend op: \(world.today)\n").utf8), name: "plan")
    var effects = Effects.process
    let now = world.now
    effects.now = { now }
    let editions = Editions(
      RulesetCatalog(root: SiteWorld.rulesets, effects: effects),
      Editions.Request(day: world.today))
    let edition = try editions.edition(for: file)
    let read = ReadPlan(file, by: edition, recordingCauses: true)
    let assessment = try edition.ruleset.assess(
      read.facts, judgements: read.judgements, at: now)
    func report(_ only: Set<String>?) throws -> Report {
      let explained = try Explained(
        by: Explainer(edition.ruleset), read, assessment, suggests: true, only: only, processors: 1)
      var report = Report(
        assessment, by: edition,
        of: Report.Plan(title: "Hart voor Elkaar", file: id(plan)), explained: explained, in: .nl)
      report.pages = world.site.editions.pages(of: edition)
      return report
    }
    // What a check rests on stands on a page of its own, but where the check fails.
    let all = HTMLPage(try report(nil)).conditions.flatMap(\.checks)
    var told = 0
    for (finding, check) in zip(try report(nil).conditions.flatMap(\.checksByUrgency), all) {
      guard let why = check.why else { continue }
      let address = "\(plan)/beoordeling/\(finding.id)"
      let isElsewhere = shown.text.contains("href=\"\(address)\"")
      #expect(isElsewhere == (finding.verdict != .fails), "\(finding.id)")
      let page = isElsewhere ? await browser.get(address) : shown
      for line in why.lines.map(\.sentence.description) {
        #expect(page.text.contains(line), "\(finding.id)")
      }
      told += isElsewhere ? 1 : 0
    }
    #expect(told > 5)
    #expect(await browser.get("\(plan)/beoordeling/C9.99").status == 404)
    var brief = try report(Explained.needed(for: assessment))
    brief.explanationAddress = { "\(plan)/beoordeling/\($0)" }
    let dossier = try #require(try await world.store.dossier(id(plan)))
    var items = dossier.items
    items.fit(to: PlanDraft(edition.ruleset.model.vocabulary.named(file.document)))
    brief.answerAddress = { [items] path, check in
      Questionnaire(edition.ruleset.model).address(
        of: path, in: dossier, items, more: check.map { [("controle", $0)] } ?? [])
    }
    let own = try HTMLReport(brief).text
    let start = try #require(own.range(of: "<main>\n")?.upperBound)
    let end = try #require(own.range(of: "</main>")?.lowerBound)
    #expect(shown.text.contains(own[start..<end]))
  }

  // MARK: The review

  /// The judgements that a page of a reviewer asks for.
  private func judgeAll(_ browser: Browser, _ plan: String, _ world: SiteWorld) async throws {
    let dossier = try #require(try await world.store.dossier(id(plan)))
    let file = try PlanFile.draft(Array(dossier.text), name: "plan")
    let edition = try world.site.editions.edition(of: dossier.ruleset, on: world.today)
    let view = try PlanView(
      "test", file, by: edition, asIfHandedInOn: dossier.submissionDay, at: world.now,
      questionsBy: nil)
    for finding in view.assessment.checks where finding.verdict.isForPeople {
      let page = "\(plan)/beoordelen/\(finding.check.id)"
      let bare = await browser.submit(page, [("oordeel", "nee")])
      #expect(bare.status == 422, "a denial without a reason")
      let neither = await browser.submit(page, [("reden", "Alleen een reden")])
      #expect(neither.status == 422 && neither.text.contains("Alleen een reden"))
      let good = await browser.submit(page, [("oordeel", "ja"), ("reden", "Het staat er.")])
      #expect(good.status == 200)
    }
  }

  @Test("a quick test goes from submission to a decision of two, and opens the plan")
  func quickTest() async throws {
    let world = try await SiteWorld()
    let applicant = try await world.browser("indiener")
    let (one, two) = (try await world.browser("eerste"), try await world.browser("tweede"))
    let plan = try await begin(applicant)
    _ = await upload(
      applicant, plan, to: "\(plan)/bestand", "toets.yaml",
      try SiteWorld.example("snelle-toets/examples/hart-voor-elkaar"))
    let submitted = await applicant.submit(
      "\(plan)/stap/submit", [("keuze", "r1"), ("akkoord", "ja")])
    #expect(submitted.status == 200 && submitted.text.contains("ST-2024-00001"))
    #expect(await applicant.get("\(plan)/vragen/1").status == 404)
    #expect(await one.get("/werk").text.contains(plan))
    _ = await one.submit("\(plan)/stap/start", [])

    // More is asked, answered, and the answers of the next version count.
    _ = await two.submit("\(plan)/stap/askMore", [("reden", "Welke partijen doen mee?")])
    #expect(await applicant.get(plan).text.contains("Welke partijen doen mee?"))
    _ = await applicant.submit("\(plan)/vragen/1", answers([("beschrijving", "Aangevuld.")]))
    _ = await applicant.submit("\(plan)/stap/supply", [("akkoord", "ja")])
    #expect(try await world.store.dossier(id(plan))?.version == 2)

    // Each hands in, and what the first wrote is hidden from the second until then.
    try await judgeAll(one, plan, world)
    let secret = "dit mag de ander nog niet weten"
    _ = await one.submit("\(plan)/stap/handIn", [("keuze", "ja"), ("reden", secret)])
    for address in ["\(plan)/beoordelen", "\(plan)/logboek", "\(plan)/beoordeling", "/werk"] {
      #expect(await !two.get(address).text.contains(secret), "\(address)")
      #expect(await !applicant.get(address).text.contains(secret), "\(address)")
    }
    let early = await two.submit(
      "\(plan)/stap/propose", [("keuze", "approve"), ("reden", "Te vroeg")])
    #expect(early.status == 409 && early.text.contains("Te vroeg"))
    try await judgeAll(two, plan, world)
    _ = await two.submit("\(plan)/stap/handIn", [("keuze", "ja"), ("reden", "Akkoord.")])
    #expect(await two.get("\(plan)/beoordelen").text.contains(secret))

    // Nobody decides alone.
    _ = await one.submit("\(plan)/stap/propose", [("keuze", "approve"), ("reden", "Samen")])
    let alone = await one.submit("\(plan)/stap/confirm", [])
    #expect(alone.status == 409)
    _ = await two.submit("\(plan)/stap/confirm", [])
    #expect(try await world.store.dossier(id(plan))?.stage == .approved)
    #expect(await applicant.get("\(plan)/brief").text.contains("goedgekeurd"))

    // And now the plan, which no quick test but this one opens.
    let opened = await applicant.submit(plan, to: "\(plan)/uitwerken", [])
    let next = try self.plan(opened)
    #expect(next != plan)
    let made = try #require(try await world.store.dossier(id(next)))
    #expect(made.opener == id(plan))
    // It begins with what both ask, and asks when it is submitted itself.
    let begun = PlanDraft(try PlanFile.draft(Array(made.text), name: "plan").document)
    #expect(begun[InputPath([.member("initiatiefnemer")])]?.text == "WZA")
    #expect(begun[InputPath([.member("partijen"), .item(1), .member("naam")])] != nil)
    #expect(begun[InputPath([.member("ingediend op")])] == nil)
    #expect(await applicant.get("\(next)/vragen/1").status == 200)
    #expect(try world.store.verifyLog().breaks == [])
  }

  @Test("two who differed can still come to agree; what they propose to each other is between them")
  func comeToAgree() async throws {
    let world = try await SiteWorld()
    let plan =
      "/plan/\(try await world.dossier(.quickTest, at: .assessing, of: "snelle-toets/examples/hart-voor-elkaar"))"
    let (one, two) = (try await world.browser("eerste"), try await world.browser("tweede"))
    let applicant = try await world.browser("indiener")
    try await judgeAll(one, plan, world)
    try await judgeAll(two, plan, world)
    _ = await one.submit("\(plan)/stap/handIn", [("keuze", "ja"), ("reden", "Goed.")])
    _ = await two.submit("\(plan)/stap/handIn", [("keuze", "nee"), ("reden", "Niet goed.")])
    let differs = await one.submit(
      "\(plan)/stap/propose", [("keuze", "approve"), ("reden", "Toch")])
    #expect(differs.status == 409)
    _ = await one.submit("\(plan)/stap/propose", [("keuze", "reject"), ("reden", "Dan niet")])
    for address in [plan, "\(plan)/logboek"] {
      let page = await applicant.get(address)
      #expect(
        page.status == 200 && !page.text.contains("reject") && !page.text.contains("Dan niet"))
    }
    _ = await two.submit("\(plan)/stap/decline", [("reden", "Nog eens kijken")])
    #expect(await !applicant.get("\(plan)/logboek").text.contains("Nog eens kijken"))
    #expect(await two.get("\(plan)/beoordelen").text.contains("Het oordeel herzien"))
    _ = await two.submit("\(plan)/stap/handIn", [("keuze", "ja"), ("reden", "Bij nader inzien.")])
    _ = await one.submit("\(plan)/stap/propose", [("keuze", "approve"), ("reden", "Samen")])
    _ = await two.submit("\(plan)/stap/confirm", [])
    #expect(try await world.store.dossier(id(plan))?.stage == .approved)
  }

  @Test("what is typed in an item that somebody removed is told, shown, and comes back with it")
  func removedItem() async throws {
    let world = try await SiteWorld()
    let (one, two) = (try await world.browser("indiener"), try await world.browser("indiener"))
    let plan = try await begin(one)
    _ = await upload(
      one, plan, to: "\(plan)/bestand", "toets.yaml",
      try SiteWorld.example("snelle-toets/examples/hart-voor-elkaar"))
    let topic = try #require(
      await firstTopic(of: plan, one) { $0.contains("name=\"#weg\"") && $0.contains("?bij=") })
    let list = await one.get(topic)
    let item = try #require(list.text.firstMatch(of: #/href="([^"]*\?bij=[^"]*)"/#)?.1)
    let address = String(item).replacing("&amp;", with: "&").replacing("&#38;", with: "&")
    let page = await one.get(address)
    var fields = page.sheet.fields
    let index = try #require(
      fields.firstIndex { !$0.name.hasPrefix("#") && $0.name.contains("#") && !$0.value.isEmpty })
    fields[index].value = "Getypt toen het er al niet meer was"
    let remove = try #require(list.text.firstMatch(of: #/name="#weg" value="([^"]*)"/#)?.1)
    let removed = await two.submit(topic, [("#weg", String(remove))])
    #expect(removed.status == 200 && removed.text.contains("Terugzetten"))
    let gone = await one.post(
      address, fields.map { ($0.name, $0.value) } + [("bewijs", page.field("bewijs") ?? "")])
    #expect(gone.status == 410 && gone.text.contains("Terugzetten"))
    #expect(!gone.text.contains("Dit is niet bewaard"))
    let waiting = await two.get(topic)
    #expect(waiting.text.contains("Getypt toen het er al niet meer was"))
    let number = try #require(
      waiting.text.firstMatch(of: #/name="#terugzetten" value="([0-9]+)"/#)?.1)
    _ = await two.submit(topic, [("#terugzetten", String(number))])
    #expect(await two.get(address).text.contains("Getypt toen het er al niet meer was"))
  }

  /// The address of the first topic whose page is so.
  private func firstTopic(
    of plan: String, _ browser: Browser, _ isSo: (String) -> Bool
  ) async -> String? {
    for number in 1...20 {
      let address = "\(plan)/vragen/\(number)"
      let page = await browser.get(address)
      if page.status == 200, isSo(page.text) { return address }
    }
    return nil
  }

  private func judge(
    _ browser: Browser, _ plan: String, _ check: String, holds: Bool, _ reason: String
  ) async -> Browser.Page {
    await browser.submit(
      "\(plan)/beoordelen/\(check)", [("oordeel", holds ? "ja" : "nee"), ("reden", reason)])
  }

  @Test(
    "a decision follows from what both say: what differs is settled first, and the letter says the same"
  )
  func decisionFollows() async throws {
    let world = try await SiteWorld()
    let (one, two) = (try await world.browser("eerste"), try await world.browser("tweede"))
    func begin() async throws -> (plan: String, check: String) {
      let id = try await world.dossier(
        .quickTest, at: .assessing, of: "snelle-toets/examples/hart-voor-elkaar")
      let dossier = try #require(try await world.store.dossier(id))
      try await world.settle(dossier, for: .approve)
      let judged = try await world.store.judgements(of: id, version: dossier.version)
      for browser in [one, two] {
        _ = await browser.submit(
          "/plan/\(id)/stap/handIn", [("keuze", "ja"), ("reden", "Akkoord.")])
      }
      return ("/plan/\(id)", try #require(judged.map(\.checkId).min()))
    }
    func propose(_ plan: String, _ conclusion: Conclusion) async -> Browser.Page {
      await one.submit(
        "\(plan)/stap/propose", [("keuze", conclusion.rawValue), ("reden", "Zo besluiten wij")])
    }

    // One thinks otherwise: nothing can be concluded but to stop, and the page says about what they differ.
    let (plan, check) = try await begin()
    #expect(await judge(two, plan, check, holds: false, "Nee, zegt twee").status == 200)
    let form = await one.get("\(plan)/stap/propose")
    #expect(form.text.contains("oordelen nog verschillend over \(check)"))
    #expect(form.text.contains("\(plan)/beoordelen/\(check)"))
    #expect(form.text.contains("Nee, zegt twee"), "what each says stands side by side")
    #expect(form.text.contains("value=\"discontinue\""))
    for conclusion in [Conclusion.approve, .rejectForNow, .reject] {
      #expect(!form.text.contains("value=\"\(conclusion.rawValue)\""), "\(conclusion)")
      let refused = await propose(plan, conclusion)
      #expect(refused.status == 409 && refused.text.contains("verschillend"), "\(conclusion)")
      #expect(refused.text.contains("Zo besluiten wij"), "what was typed comes back")
    }

    // Both think that it is not met: it can't be approved, and the letter gives the reasons of both.
    #expect(await judge(one, plan, check, holds: false, "Nee, zegt een").status == 200)
    let unmet = await propose(plan, .approve)
    #expect(unmet.status == 409 && unmet.text.contains("voldoet \(check) niet"))
    // Of another only one thinks so: that decides nothing, and page and letter say so, each with both views.
    let others = try await world.store.judgements(of: id(plan), version: 1).map(\.checkId)
    let other = try #require(others.filter { $0 != check }.min())
    #expect(await judge(one, plan, other, holds: false, "Twijfel bij een").status == 200)
    let weighed = await one.get("\(plan)/stap/propose").text
    #expect(weighed.contains("Hierover oordeelt u nog verschillend"))
    #expect(weighed.contains("\(plan)/beoordelen/\(other)"))
    _ = await propose(plan, .rejectForNow)
    let toConfirm = await two.get("\(plan)/stap/confirm").text
    #expect(toConfirm.contains("\(plan)/beoordelen/\(check)"), "what is not met is shown")
    #expect(toConfirm.contains("Hierover oordeelt u nog verschillend"))
    _ = await two.submit("\(plan)/stap/confirm", [])
    #expect(try await world.store.dossier(id(plan))?.stage == .rejected)
    let rejection = await one.get("\(plan)/brief").text
    for said in ["Nee, zegt een", "Nee, zegt twee", "voldoet niet", "Waaraan het niet voldoet"] {
      #expect(rejection.contains(said), "\(said)")
    }
    #expect(!rejection.contains("beoordelaar nodig"))
    let (unsettled, unmetPart) = ("Waarover wij verschillend oordelen", "Waaraan het niet voldoet")
    let parts = rejection.components(separatedBy: "<h2>")
    #expect(parts.contains { $0.hasPrefix(unsettled) && $0.contains("Twijfel bij een") })
    #expect(!parts.contains { $0.hasPrefix(unmetPart) && $0.contains("Twijfel bij een") })
    // Whoever sends a form twice is told what came of it.
    let again = await two.submit("\(plan)/stap/confirm", [])
    #expect(again.status == 409 && again.text.contains("de status is"))

    // Both think that all is met: it can't be rejected, and the letter names no condition that fails.
    let (good, _) = try await begin()
    let met = await propose(good, .reject)
    #expect(met.status == 409 && met.text.contains("niets dat niet voldoet"))
    _ = await propose(good, .approve)
    _ = await two.submit("\(good)/stap/confirm", [])
    #expect(try await world.store.dossier(id(good))?.stage == .approved)
    let approval = await one.get("\(good)/brief").text
    #expect(!approval.contains("voldoet niet") && !approval.contains("beoordelaar nodig"))
  }

  @Test("rules that are not those of the day decide only where both say why they are applied")
  func indicative() async throws {
    let world = try await SiteWorld(at: "2026-11-29T10:00:00Z")
    let id = try await world.dossier(
      .quickTest, at: .assessing, of: "snelle-toets/examples/hart-voor-elkaar")
    try await world.settle(try #require(try await world.store.dossier(id)), for: .approve)
    let (one, two) = (try await world.browser("eerste"), try await world.browser("tweede"))
    let plan = "/plan/\(id)"
    for browser in [one, two] {
      _ = await browser.submit("\(plan)/stap/handIn", [("keuze", "ja"), ("reden", "Akkoord.")])
    }
    let form = await one.get("\(plan)/stap/propose")
    #expect(form.text.contains("Waarom past u deze regels toe?"))
    #expect(form.text.contains("staan hier niet in"))
    let bare = [("keuze", "approve"), ("reden", "Zo besluiten wij")]
    let refused = await one.submit("\(plan)/stap/propose", bare)
    #expect(refused.status == 422 && refused.text.contains("waarom u deze regels toepast"))
    #expect(refused.text.contains("Zo besluiten wij"), "what was typed comes back")
    #expect(
      await one.submit("\(plan)/stap/propose", bare + [("toepassing", "Er zijn geen andere.")])
        .status
        == 200)
    #expect(await two.get("\(plan)/stap/confirm").text.contains("Er zijn geen andere."))
    let unsaid = await two.submit("\(plan)/stap/confirm", [])
    #expect(unsaid.status == 422 && unsaid.text.contains("waarom u deze regels toepast"))
    #expect(try await world.store.dossier(id)?.stage == .assessing)
    _ = await two.submit("\(plan)/stap/confirm", [("toepassing", "Zo spraken wij het af.")])
    #expect(try await world.store.dossier(id)?.stage == .approved)
    let letter = await one.get("\(plan)/brief").text
    for said in ["indicatief", "Er zijn geen andere.", "Zo spraken wij het af."] {
      #expect(letter.contains(said), "\(said)")
    }
  }

  @Test("where the rules on money changed since, the reviewer sees what those of today say")
  func moneyOfToday() async throws {
    let world = try await SiteWorld(at: "2024-08-20T10:00:00Z")
    let id = try await world.dossier(at: .assessing, of: "plan/examples/mooi-maasvallei")
    let address = "/plan/\(id)/beoordelen"
    let before = await (try world.browser("eerste")).get("\(address)/M2").text
    #expect(
      before.contains("alleen voor eenmalige kosten") && !before.contains("regels van vandaag"))
    world.pass(days: 45)
    let one = try await world.browser("eerste")
    let page = await one.get("\(address)/M2").text
    #expect(page.contains("Volgens de regels van vandaag"))
    #expect(page.contains("sociaal domein waar dat mag"))
    #expect(await one.get("\(address)?toon=alle").text.contains("regels van vandaag: voldoet"))
    // What follows the day of submission does not change.
    #expect(!(await one.get("\(address)/C7.1").text.contains("regels van vandaag")))
  }

  @Test("a judgement that came in between stops a proposal that rests on another")
  func judgedMeanwhile() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(
      .quickTest, at: .assessing, of: "snelle-toets/examples/hart-voor-elkaar")
    var dossier = try #require(try await world.store.dossier(id))
    try await world.settle(dossier, for: .approve)
    let (one, two) = (try await world.browser("eerste"), try await world.browser("tweede"))
    for browser in [one, two] {
      _ = await browser.submit("/plan/\(id)/stap/handIn", [("keuze", "ja"), ("reden", "Ja.")])
    }
    dossier = try #require(try await world.store.dossier(id))
    let (joint, seen, _) = try await world.site.services.jointAssessment(dossier)
    let check = try #require(seen.first?.checkId)
    #expect(await judge(two, "/plan/\(id)", check, holds: false, "Toch niet").status == 200)
    await #expect(throws: Store.Conflict.self) {
      try await world.store.take(
        .propose(.approve, reason: "Samen", on: joint.grounds), of: id, by: .insurer("een"),
        actor: "test", on: world.today, at: Moment(world.now), clock: world.site.clock,
        basis: dossier.number, judged: seen)
    }
  }

  @Test(
    "the page of a check asks for a judgement exactly where one is taken, and says why elsewhere")
  func judgementsFixed() async throws {
    let world = try await SiteWorld()
    let (one, two) = (try await world.browser("eerste"), try await world.browser("tweede"))
    let id = try await world.dossier(at: .submitted)
    let plan = "/plan/\(id)"
    let dossier = try #require(try await world.store.dossier(id))
    let view = try await world.site.services.submittedView(dossier).view
    let check = try #require(view.assessment.checks.first { $0.verdict.isForPeople }?.check.id)
    func expect(_ mayJudge: Bool, _ says: String, _ when: String) async {
      let page = await one.get("\(plan)/beoordelen/\(check)")
      #expect(page.text.contains("name=\"oordeel\"") == mayJudge, "\(when)")
      #expect(page.text.contains(says), "\(when)")
      let given = await one.post(
        "\(plan)/beoordelen/\(check)",
        [
          ("oordeel", "ja"), ("reden", when), ("versie", "1"),
          ("basis", page.field("basis") ?? "0"), ("bewijs", page.field("bewijs") ?? ""),
        ])
      #expect((given.status == 200) == mayJudge, "\(when): \(given.status)")
    }
    await expect(false, "nog niet gestart", "submitted")
    _ = await one.submit("\(plan)/stap/start", [])
    await expect(true, "tot uw organisatie inlevert", "assessing")
    try await judgeAll(one, plan, world)
    try await judgeAll(two, plan, world)
    _ = await one.submit("\(plan)/stap/handIn", [("keuze", "ja"), ("reden", "Ja.")])
    await expect(false, "als ook de andere zorgverzekeraar heeft ingeleverd", "one is in")
    _ = await two.submit("\(plan)/stap/handIn", [("keuze", "ja"), ("reden", "Ja.")])
    await expect(true, "weer als u allebei hebt ingeleverd", "both are in")
    _ = await two.submit("\(plan)/stap/propose", [("keuze", "discontinue"), ("reden", "Stop")])
    await expect(false, "Er ligt een voorgestelde conclusie", "a conclusion is proposed")
  }

  @Test("what was rejected for good is not changed and submitted again; its reason is told")
  func rejectedForGood() async throws {
    let world = try await SiteWorld()
    let applicant = try await world.browser("indiener")
    for (conclusion, mayBeRevised) in [(Conclusion.rejectForNow, true), (.reject, false)] {
      let id = try await world.dossier(at: .rejected, concluding: conclusion)
      let page = await applicant.get("/plan/\(id)")
      #expect(page.text.contains("Samen besloten."))
      #expect(page.text.contains("stap/aanpassen") == mayBeRevised)
      let revised = await applicant.submit("/plan/\(id)", to: "/plan/\(id)/aanpassen", [])
      #expect(revised.status == (mayBeRevised ? 200 : 404))
      #expect(
        await applicant.get("/plan/\(id)/brief").text.contains("aangepaste versie") == mayBeRevised)
    }
  }

  @Test(
    "a password that is short or has few different characters is no password",
    arguments: [
      ("kort", false), ("aaaaaaaaaa", false), ("abababababab", false), ("een zin is goed", true),
    ])
  func password(text: String, isTaken: Bool) async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let page = await browser.submit("/wachtwoord", [("wachtwoord", text)])
    #expect((page.status == 200) == isTaken)
    #expect(page.text.contains("Kies een wachtwoord") != isTaken)
  }

  @Test("a new password ends the other sessions of its account, and not the one it was set in")
  func newPassword() async throws {
    let world = try await SiteWorld()
    let (here, elsewhere) = (
      try await world.browser("indiener"), try await world.browser("indiener")
    )
    let other = try await world.browser("derde")
    let page = await here.submit("/wachtwoord", [("wachtwoord", "een heel ander wachtwoord")])
    #expect(page.status == 200)
    #expect(await here.get("/plannen").path == "/plannen")
    #expect(await elsewhere.get("/plannen").path.hasPrefix("/inloggen"))
    #expect(await other.get("/werk").path == "/werk")
  }

  @Test("who sits at a screen that was left open has to know the password to set another")
  func leftOpen() async throws {
    let world = try await SiteWorld()
    let owner = Browser(world.site)
    _ = await owner.submit(
      "/inloggen", [("email", "beheerder@voorbeeld.nl"), ("wachtwoord", SiteWorld.password)])
    world.pass(minutes: 16)
    #expect(await owner.get("/wachtwoord").text.contains("Uw wachtwoord nu"))
    for guess in [nil, "geraden", ""] {
      let fields =
        [("wachtwoord", "een heel ander wachtwoord")] + (guess.map { [("huidig", $0)] } ?? [])
      let page = await owner.submit("/wachtwoord", fields)
      #expect(page.status == 422 && page.text.contains("Dit is niet uw wachtwoord."))
    }
    let page = await owner.submit(
      "/wachtwoord",
      [("huidig", SiteWorld.password), ("wachtwoord", "een heel ander wachtwoord")])
    #expect(page.status == 200 && page.path == "/beheer")
    #expect(await owner.get("/beheer").path == "/beheer")
  }

  @Test("links to sign in end with a newer one, a new password and the account")
  func linksEnd() async throws {
    let world = try await SiteWorld()
    let account = try #require(try await world.store.account(withEmail: "indiener@voorbeeld.nl"))
    let id = try #require(account.id)
    let moment = Moment(world.now)
    func link() async throws -> Secret {
      let link = Secret.random()
      try await world.store.addSignInLink(link, for: id, at: moment)
      return link
    }
    let first = try await link()
    let second = try await link()
    #expect(try await world.store.useSignInLink(first, at: moment) == nil)
    #expect(try await world.store.useSignInLink(second, at: moment) != nil)
    let third = try await link()
    try await world.store.setPassword(
      "scrypt", of: account, next: .random(), endingKeys: false, at: moment)
    #expect(try await world.store.useSignInLink(third, at: moment) == nil)
    let fourth = try await link()
    try await world.store.setActive(false, account: id, by: "test", at: moment)
    try await world.store.setActive(true, account: id, by: "test", at: moment)
    #expect(try await world.store.useSignInLink(fourth, at: moment) == nil)
  }

  @Test("choosing passwords has a limit, and signing in does not wait for it")
  func manyPasswords() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    var statuses: [Int] = []
    for number in 0..<12 {
      let page = await browser.submit(
        "/wachtwoord", [("wachtwoord", "wachtwoord nummer \(number)")])
      statuses.append(page.status)
    }
    #expect(statuses == [Int](repeating: 200, count: 10) + [429, 429])
    let owner = Browser(world.site)
    let page = await owner.submit(
      "/inloggen", [("email", "beheerder@voorbeeld.nl"), ("wachtwoord", SiteWorld.password)])
    #expect(page.path == "/beheer")
  }

  @Test("whoever tries passwords from one place does not keep the owner out from another")
  func lockedOut() async throws {
    let world = try await SiteWorld()
    let (stranger, owner) = (Browser(world.site), Browser(world.site))
    stranger.comes(from: "192.0.2.7")
    var refused = 0
    for _ in 0..<15 {
      let page = await stranger.submit(
        "/inloggen", [("email", "beheerder@voorbeeld.nl"), ("wachtwoord", "geraden")])
      if page.status == 429 { refused += 1 }
    }
    #expect(refused == 5)
    let page = await owner.submit(
      "/inloggen", [("email", "beheerder@voorbeeld.nl"), ("wachtwoord", SiteWorld.password)])
    #expect(page.path == "/beheer")
  }

  @Test("an account that is not there can't be opened or closed, and the log says nothing of it")
  func absentAccount() async throws {
    let world = try await SiteWorld()
    let office = try await world.browser("beheerder")
    let count = try world.store.verifyLog().count
    for number in ["9223372036854775807", "-1", "0", "x"] {
      let page = await office.submit(
        "/beheer", to: "/beheer/accounts/\(number)/stand", [("actief", "0")])
      #expect(page.status == 404)
    }
    #expect(try world.store.verifyLog().count == count)
  }

  @Test("a plan without an approved quick test can't be submitted")
  func unopened() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let plan = try await begin(browser, "iza/plan")
    let page = await browser.submit("\(plan)/stap/submit", [("keuze", "r1")])
    #expect(page.status == 409 && page.text.contains("snelle toets"))
    #expect(await browser.get(plan).text.contains("Eerst de snelle toets"))
    #expect(try await world.store.dossier(id(plan))?.stage == .draft)
  }

  @Test("the others may ask for two weeks, and nothing is decided before they are over")
  func inquiry() async throws {
    let world = try await SiteWorld()
    let plan = "/plan/\(try await world.dossier(at: .intended))"
    var (one, two) = (try await world.browser("eerste"), try await world.browser("tweede"))
    var third = try await world.browser("derde")
    _ = await third.submit("\(plan)/stap/inquire", [("reden", "Hoe zit het met de kosten?")])
    #expect(await one.get("\(plan)/beoordelen").text.contains("Hoe zit het met de kosten?"))
    let early = await one.submit(
      "\(plan)/stap/propose", [("keuze", "approve"), ("reden", "Nu al")])
    #expect(early.status == 409)
    world.pass(days: 15)
    // Nobody stays signed in that long.
    (one, two) = (try await world.browser("eerste"), try await world.browser("tweede"))
    third = try await world.browser("derde")
    let late = await third.submit("\(plan)/stap/inquire", [("reden", "Nog een vraag")])
    #expect(late.status == 409 && late.text.contains("Nog een vraag"))
    _ = await one.submit("\(plan)/stap/propose", [("keuze", "approve"), ("reden", "Nu wel")])
    _ = await two.submit("\(plan)/stap/confirm", [])
    #expect(try await world.store.dossier(id(plan))?.stage == .approved)
    #expect(await Browser(world.site).get("/register").text.contains("/register/\(id(plan))"))
  }

  @Test("a reviewer goes from check to check of those that wait, within 30 pages")
  func fromCheckToCheck() async throws {
    let world = try await SiteWorld(at: "2024-08-20T10:00:00Z")
    let id = try await world.dossier(at: .assessing, of: "plan/examples/mooi-maasvallei")
    let one = try await world.browser("eerste")
    let inbox = await one.get("/werk")
    #expect(inbox.text.contains("/plan/\(id)"))
    var page = await one.get("/plan/\(id)/beoordelen")
    var loads = 2
    #expect(!page.text.contains("/stap/handIn"), "it would be refused")
    let first = try #require(
      page.text.range(of: #"class="button" href="[^"]*"#, options: .regularExpression))
    let address = String(page.text[first].split(separator: "\"").last ?? "")
      .replacingOccurrences(of: "&amp;", with: "&")
    page = await one.get(address)
    loads += 1
    var judged: [String] = []
    while page.text.contains("name=\"oordeel\""), loads < 60 {
      let path = page.path.split(separator: "?")[0]
      judged.append(String(path.split(separator: "/").last ?? ""))
      let fields = ["bewijs", "basis", "versie"].compactMap { name in
        page.field(name).map { (name, $0) }
      }
      page = await one.post(
        "\(path)?toon=mij",
        fields + [("oordeel", "ja"), ("reden", ""), ("verder", "ja")])
      loads += 1
      #expect(page.status == 200)
      #expect(page.text.contains("Bewaard: \(judged.last ?? "") voldoet."))
    }
    #expect(Set(judged).count == judged.count && judged.count > 20, "\(judged)")
    #expect(page.text.contains("\(judged.count) van \(judged.count) beoordeeld"))
    #expect(page.text.contains("/stap/handIn"))
    let done = await one.submit(
      "/plan/\(id)/stap/handIn", [("keuze", "ja"), ("reden", "Akkoord.")])
    #expect(done.status == 200 && loads + 2 <= 30, "\(loads + 2) pages")
    let said = try await world.store.judgements(of: id, version: 1)
    #expect(said.map(\.checkId).sorted() == judged.sorted() && said.allSatisfy(\.reason.isEmpty))
  }

  @Test("several checks are judged at once, with one reason; what a colleague said meanwhile stays")
  func several() async throws {
    let world = try await SiteWorld(at: "2024-08-20T10:00:00Z")
    let id = try await world.dossier(at: .assessing, of: "plan/examples/mooi-maasvallei")
    let plan = "/plan/\(id)/beoordelen"
    let (one, same) = (try await world.browser("eerste"), try await world.browser("eerste"))
    let page = await one.get(plan)
    let proof = [("bewijs", page.field("bewijs") ?? ""), ("versie", "1")]
    let chosen = ["C1.4", "C2.8", "C3.5"]
    let boxes = chosen.map { ("controle", $0) } + chosen.map { ("basis", "\($0) 0") }
    for (fields, says) in [
      (boxes + [("oordeel", "nee")], "Schrijf op waarom."), (boxes, "Kies een oordeel."),
      ([("oordeel", "ja"), ("controle", "C7.1")], "Vink aan waarover u oordeelt."),
    ] {
      let refused = await one.post(plan, fields + proof)
      #expect(refused.status == 422 && refused.text.contains(says), "\(says)")
    }
    #expect(try await world.store.judgements(of: id, version: 1).isEmpty)
    _ = await same.submit("\(plan)/C2.8", [("oordeel", "ja"), ("reden", "Gebeld.")])
    let late = await one.post(
      plan, boxes + proof + [("oordeel", "nee"), ("reden", "Te mager.")])
    #expect(late.status == 422 && late.text.contains("intussen een oordeel over C2.8"))
    let said = try await world.store.judgements(of: id, version: 1)
    let found = Dictionary(uniqueKeysWithValues: said.map { ($0.checkId, $0.reason) })
    #expect(found == ["C1.4": "Te mager.", "C2.8": "Gebeld.", "C3.5": "Te mager."])
    let judged = await one.get("\(plan)?toon=gegeven")
    for check in chosen { #expect(judged.text.contains("/beoordelen/\(check)?toon=gegeven")) }
    #expect(!judged.text.contains("/beoordelen/C4.1?"))
    let narrowed = await one.get("\(plan)?toon=mij&voorwaarde=C4").text
    #expect(narrowed.contains("/beoordelen/C4.1?") && !narrowed.contains("/beoordelen/C5.3?"))
  }

  @Test("of a colleague's judgement in between, both are shown and none is overwritten")
  func staleJudgement() async throws {
    let world = try await SiteWorld()
    let plan = "/plan/\(try await world.dossier(at: .assessing))"
    let (one, same) = (try await world.browser("eerste"), try await world.browser("eerste"))
    let list = await one.get("\(plan)/beoordelen")
    let start = try #require(list.text.range(of: "\(plan)/beoordelen/")?.upperBound)
    let check = list.text[start...].prefix { $0 != "\"" }
    let page = "\(plan)/beoordelen/\(check)"
    let seen = await same.get(page)
    _ = await one.submit(page, [("oordeel", "ja"), ("reden", "Van de een")])
    let stale = await same.post(
      page,
      [
        ("bewijs", seen.field("bewijs") ?? ""), ("basis", seen.field("basis") ?? ""),
        ("versie", "1"), ("oordeel", "nee"), ("reden", "Van de ander"),
      ])
    #expect(stale.status == 409)
    #expect(stale.text.contains("Van de een") && stale.text.contains("Van de ander"))
    let kept = try await world.store.judgements(of: id(plan), version: 1)
    #expect(kept.map(\.reason) == ["Van de een"])
    // A page that was opened before the applicant added something says nothing of the new text.
    let old = await one.get(page)
    _ = await one.submit("\(plan)/stap/askMore", [("reden", "Vul aan.")])
    let applicant = try await world.browser("indiener")
    _ = await applicant.submit("\(plan)/stap/supply", [("akkoord", "ja")])
    let late = await one.post(
      page,
      [
        ("bewijs", old.field("bewijs") ?? ""), ("basis", "0"), ("versie", "1"), ("oordeel", "ja"),
        ("reden", "Over de oude tekst"),
      ])
    #expect(late.status == 409 && late.text.contains("Over de oude tekst"))
    #expect(try await world.store.judgements(of: id(plan), version: 2).isEmpty)
  }

  @Test(
    "a plan is judged by the rules that it was submitted under, whatever the catalog says later")
  func keptRules() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(
      .quickTest, at: .approved, of: "snelle-toets/examples/hart-voor-elkaar")
    let applicant = try await world.browser("indiener")
    let before = await applicant.get("/plan/\(id)/beoordeling")
    #expect(before.status == 200)
    // Years later, with a catalog that has nothing left of those rules.
    world.pass(days: 2_000)
    let empty = try TemporaryFolder()
    var effects = Effects.process
    let now = world.now
    effects.now = { now }
    let later = try Site(
      world.store,
      SiteEditions(RulesetCatalog(root: empty.path, effects: effects), settings: .init()),
      effects: effects)
    let browser = try await world.browser("indiener", of: later)
    let after = await browser.get("/plan/\(id)/beoordeling")
    #expect(after.status == 200)
    func report(_ page: Browser.Page) -> String? {
      guard let start = page.text.range(of: "<main")?.lowerBound,
        let end = page.text.range(of: "</main>")?.lowerBound
      else { return nil }
      // What tells of rules that are gone is gone too.
      return String(page.text[start..<end])
        .replacing(
          /<div><dt>Regel<\/dt><dd><a href="\/regels\/[^"]*">.*?<\/a><\/dd><\/div>\n/, with: ""
        )
        .replacing(/<a href="\/regels\/[^"]*">(.*?)<\/a>/, with: \.output.1)
    }
    #expect(report(after) == report(before))
  }

  @Test("the register tells nothing that the ruleset does not publish")
  func register() async throws {
    let world = try await SiteWorld()
    let approved = try await world.dossier(at: .approved)
    let intended = try await world.dossier(at: .intended)
    let visitor = Browser(world.site)
    let list = await visitor.get("/register")
    #expect(list.text.contains(approved) && !list.text.contains(intended))
    #expect(await visitor.get("/register/\(intended)").status == 404)
    let page = await visitor.get("/register/\(approved)")
    #expect(page.status == 200)
    let folder = try #require(try world.site.editions.folders()["iza/plan"])
    let published = Set((folder.procedure?.published ?? []).compactMap(\.first))
    #expect(!published.isEmpty)
    // Every text in the plan below what is not published.
    let bytes = try SiteWorld.example("plan/examples/positief-gezond-almere")
    let file = try PlanFile.draft(bytes, name: "plan")
    func texts(_ node: DataDocument.Node) -> [String] {
      switch node.kind {
      case .mapping: node.entries.flatMap { texts($0.value) }
      case .sequence: node.items.flatMap { texts($0) }
      case .text where node.text.count > 24: [node.text]
      default: []
      }
    }
    let open = file.root.entries.filter { published.contains($0.key.text) }
      .flatMap { texts($0.value) }.joined(separator: "\n")
    var tried = 0
    for entry in file.root.entries where !published.contains(entry.key.text) {
      for text in texts(entry.value) where !open.contains(text) {
        #expect(!page.text.contains(text), "\(entry.key.text)")
        tried += 1
      }
    }
    #expect(tried > 20)
  }
}
