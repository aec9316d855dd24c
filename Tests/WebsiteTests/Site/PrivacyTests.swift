import Foundation
import GRDB
import Rules
import Testing

@testable import Assess
@testable import Website

@Suite("What is kept of people", .fewAtOnce)
struct PrivacyTests {
  private static let document = URL(filePath: #filePath)
    .appending(path: "../../../../docs/gegevens.md").standardized

  @Test("every column of the database is in the table of what is kept, once, and nothing else is")
  func columns() async throws {
    let world = try await SiteWorld(isEmpty: true)
    let kept = try await world.store.read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT tables.name || '.' || columns.name FROM sqlite_master AS tables
          JOIN pragma_table_info(tables.name) AS columns
          WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'
          AND tables.name <> 'grdb_migrations'
          """)
    }
    let told = KeptData.all(keepingDrafts: 365).flatMap { row in
      row.columns.flatMap { table, columns in columns.map { "\(table).\($0)" } }
    }
    #expect(kept.sorted() == told.sorted())
  }

  @Test("the document says what the page says")
  func documented() async throws {
    let text = KeptData.document(keepingDrafts: 365)
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(text.utf8).write(to: Self.document)
    }
    #expect(try String(contentsOf: Self.document, encoding: .utf8) == text)
    let world = try await SiteWorld(isEmpty: true)
    let page = await Browser(world.site).get("/privacy")
    #expect(page.status == 200)
    for row in KeptData.all(keepingDrafts: 365) {
      for part in [row.what, row.why, row.howLong, row.who] {
        #expect(
          page.text.contains(
            HTMLText(part.nl.prefix(1).uppercased() + part.nl.dropFirst()).description),
          "\(part.nl)")
      }
    }
    #expect(await Browser(world.site).get("/").text.contains("href=\"/privacy\""))
  }

  @Test(
    "whoever removes their account leaves no name and no address anywhere, and the log stays whole")
  func erased() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: .assessing)
    let browser = try await world.browser("indiener")
    let draft = try await world.dossier(at: .draft)
    _ = await browser.submit("/plan/\(draft)/vragen/1", [("initiatiefnemer", "Iemand")])
    _ = await browser.submit("/account/sleutels", [("naam", "koppeling")])
    #expect(await browser.get("/account/mijn").text.contains("indiener@voorbeeld.nl"))

    world.pass(minutes: 20)
    #expect(await browser.submit("/account/weg", [("huidig", "anders")]).status == 422)
    let gone = await browser.submit("/account/weg", [("huidig", SiteWorld.password)])
    #expect(gone.status == 200)
    let outside = await browser.get("/plannen")
    #expect(outside.path.hasPrefix("/inloggen"), "\(outside.status) \(outside.path)")
    let found = try await world.store.account(withEmail: "indiener@voorbeeld.nl")
    #expect(found == nil)
    let everything = try await world.store.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      return try tables.map { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\($0)" }.joined()
      }.joined()
    }
    #expect(!everything.contains("indiener@voorbeeld.nl"))
    #expect(!everything.contains("\"indiener\""))
    // Nor in what is left of the files where it stood.
    for name in try FileManager.default.contentsOfDirectory(atPath: world.folder) {
      let bytes = try Data(contentsOf: URL(filePath: "\(world.folder)/\(name)"))
      #expect(bytes.range(of: Data("indiener@voorbeeld.nl".utf8)) == nil, "\(name)")
    }
    #expect(try world.store.verifyLog().breaks == [])
    // What was handed in stays; what nobody else can reach goes.
    #expect(try await world.store.dossier(id) != nil)
    #expect(try await world.store.dossier(draft) == nil)
    let log = await (try await world.browser("eerste")).get("/plan/\(id)/logboek")
    #expect(log.status == 200 && !log.text.contains("voorbeeld.nl"))
  }

  @Test("the only administrator stays")
  func lastAdministrator() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("beheerder")
    let page = await browser.submit("/account/weg", [])
    #expect(page.status == 409)
    #expect(try await world.store.account(withEmail: "beheerder@voorbeeld.nl") != nil)
  }

  @Test(
    "a draft goes when its owner says so, with all that was typed in it; what was handed in does not"
  )
  func removed() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: .draft)
    let browser = try await world.browser("indiener")
    _ = await browser.submit("/plan/\(id)/vragen/1", [("initiatiefnemer", "Heel persoonlijk")])
    #expect(await browser.get("/plan/\(id)/weg").status == 200)
    #expect(await browser.submit("/plan/\(id)/weg", []).status == 200)
    #expect(await browser.get("/plan/\(id)").status == 404)
    for table in ["history", "openText", "attachment", "dossier"] {
      let left = try await world.store.read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)")
      }
      #expect(left == 0, "\(table)")
    }
    #expect(try world.store.verifyLog().breaks == [])
    let submitted = try await world.dossier(at: .submitted)
    #expect(
      await browser.submit("/plan/\(submitted)", to: "/plan/\(submitted)/weg", []).status == 409)
    await #expect(throws: Store.Conflict.self) {
      try await world.store.erase(draft: submitted, by: "test", at: Moment(world.now))
    }
    #expect(try await world.store.dossier(submitted) != nil)
  }

  @Test(
    "a draft that nobody changes ends after its term, and not before its owner was told in time")
  func term() async throws {
    let mailbox = Mailbox()
    let world = try await SiteWorld(mail: .shown(mailbox))
    let id = try await world.dossier(at: .draft)
    let kept = try await world.dossier(at: .draft)
    let submitted = try await world.dossier(at: .submitted)
    let browser = try await world.browser("indiener")
    let term = world.site.draftTerm
    #expect(term.days == 365)
    func pass(_ days: Int) async throws {
      world.pass(days: days)
      try await term.keep(at: Moment(world.now))
      try await world.site.postman.deliver(at: world.now)
    }
    try await pass(330)
    #expect(mailbox.messages.isEmpty)
    #expect(await !browser.get("/plan/\(id)").text.contains("Langer bewaren"))
    // The site was down for long: nobody is surprised.
    try await pass(100)
    #expect(mailbox.messages.count == 2)
    #expect(mailbox.messages.allSatisfy { $0.subject.hasPrefix("Een concept verdwijnt op") })
    #expect(try await world.store.dossier(id) != nil)
    let again = try await world.browser("indiener")
    #expect(await again.get("/plan/\(kept)").text.contains("Langer bewaren"))
    #expect(await again.submit("/plan/\(kept)", to: "/plan/\(kept)/langer", []).status == 200)
    try await pass(31)
    #expect(try await world.store.dossier(id) == nil)
    #expect(try await world.store.dossier(kept) != nil)
    #expect(try await world.store.dossier(submitted) != nil)
    #expect(try world.store.verifyLog().breaks == [])
  }

  @Test(
    "former texts are of those who write; what goes with a plan can be taken away until it is handed in"
  )
  func attachments() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: .draft)
    let browser = try await world.browser("indiener")
    func proof() async -> [(String, String)] {
      let page = await browser.get("/plan/\(id)")
      return [("bewijs", page.field("bewijs") ?? ""), ("basis", page.field("basis") ?? "")]
    }
    _ = await browser.upload(
      "/plan/\(id)/bestand", name: "geheim plan.yaml",
      bytes: try SiteWorld.example("plan/examples/positief-gezond-almere"), await proof())
    for name in ["brief.txt", "vergissing.txt"] {
      _ = await browser.upload(
        "/plan/\(id)/bijlagen", name: name, bytes: Array("Beste \(name)".utf8), await proof())
    }
    let all = try await world.store.attachments(of: id)
    #expect(
      all.filter(\.isFormer).map(\.name).sorted() == [
        "antwoorden tot revisie 1.yaml", "geheim plan.yaml",
      ])
    let mistake = try #require(all.first { $0.name == "vergissing.txt" })
    let letter = try #require(all.first { $0.name == "brief.txt" })
    let removed = await browser.submit(
      "/plan/\(id)", to: "/plan/\(id)/bijlagen/\(mistake.id)/weg", [])
    #expect(removed.status == 200 && !removed.text.contains("vergissing.txt"))

    let leader = try await world.browser("eerste")
    try await hand(in: id, world)
    let review = await leader.get("/plan/\(id)/beoordelen")
    #expect(review.text.contains("brief.txt"))
    #expect(!review.text.contains("geheim") && !review.text.contains("antwoorden tot revisie"))
    for attachment in all where attachment.id != mistake.id {
      let page = await leader.get("/plan/\(id)/bijlagen/\(attachment.id)")
      #expect(page.status == (attachment.isFormer ? 404 : 200), "\(attachment.name)")
      #expect(await browser.get("/plan/\(id)/bijlagen/\(attachment.id)").status == 200)
    }
    let late = await browser.submit("/plan/\(id)", to: "/plan/\(id)/bijlagen/\(letter.id)/weg", [])
    #expect(late.status == 409)
    #expect(try await world.store.attachments(of: id).contains { $0.id == letter.id })
    #expect(try world.store.verifyLog().breaks == [])
  }

  @Test("what goes with a plan has its room, of one plan and of all that are nobody's")
  func room() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: .draft)
    func file(_ name: String, _ size: Int, of dossier: String) -> Website.Attachment {
      Website.Attachment(
        id: name, dossier: dossier, name: name, kind: "text/plain",
        bytes: Data(repeating: 0x20, count: size), hash: "", made: Moment(world.now))
    }
    for number in 0..<10 {
      try await world.store.add(file("f\(number)", 5 << 20, of: id), by: "test")
    }
    await #expect(throws: Store.AttachmentsFull.self) {
      try await world.store.add(file("more", 1, of: id), by: "test")
    }
    #expect(try world.store.verifyLog().breaks == [])
  }

  @Test("what is added while more is asked is seen once it is handed in")
  func supplement() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: .moreInformation)
    world.pass(minutes: 1)
    let browser = try await world.browser("indiener")
    let page = await browser.get("/plan/\(id)")
    _ = await browser.upload(
      "/plan/\(id)/bijlagen", name: "aanvulling.txt", bytes: Array("Nieuw".utf8),
      [("bewijs", page.field("bewijs") ?? "")])
    let added = try #require(try await world.store.attachments(of: id).first)
    let leader = try await world.browser("eerste")
    #expect(await leader.get("/plan/\(id)/bijlagen/\(added.id)").status == 404)
    #expect(await !leader.get("/plan/\(id)/beoordelen").text.contains("aanvulling"))
    #expect(await browser.get("/plan/\(id)/bijlagen/\(added.id)").status == 200)
  }

  private func hand(in id: String, _ world: SiteWorld) async throws {
    let now = try #require(try await world.store.dossier(id))
    let edition = try world.site.editions.edition(of: now.ruleset, on: world.today)
    let given = HandedInText(
      text: try HandedInText.text(now.text, on: world.today, by: edition.ruleset.model),
      rules: try world.site.editions.files(of: edition), moment: world.now, region: "r1")
    try await world.store.take(
      .submit(try #require(Leaders(first: "een", second: "twee"))), of: id, by: .applicant,
      actor: "test", on: world.today, at: Moment(world.now), clock: world.site.clock,
      basis: now.number, handingIn: given)
  }

  @Test("what everybody will read is said at its question, and at no other")
  func published() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: .draft)
    let browser = try await world.browser("indiener")
    var told = 0
    for topic in 1...12 {
      let page = await browser.get("/plan/\(id)/vragen/\(topic)?alle=1")
      told += page.text.split(separator: "Dit antwoord wordt openbaar").count - 1
    }
    let model = try world.site.editions.edition(of: "iza/plan", on: world.today).ruleset.model
    let published = try #require(model.identity.procedure?.published)
    // Those in items of lists stand on the pages of the items.
    #expect(told >= published.count { $0.count == 1 })
    let first = await browser.get("/plan/\(id)/vragen/1?alle=1")
    #expect(first.text.contains("Dit antwoord wordt openbaar als het plan is goedgekeurd."))
  }
}
