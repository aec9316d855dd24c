import Foundation
import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("Every door for files accepts, warns of and refuses alike", .fewAtOnce)
struct FileDoorTests {
  /// What a door made of a file, with everything that it said.
  struct Reply {
    let door: String
    let isAccepted: Bool
    let text: String
  }

  /// - Parameters:
  ///   - yaml: what stands in a plan.
  ///   - json: the same for those who take JSON only, where it can be said there.
  ///   - said: what every door says; nothing where there is nothing to say.
  struct Row: Sendable {
    let yaml: String
    let json: String?
    let isAccepted: Bool
    let said: [String]

    init(_ yaml: String, json: String? = nil, isAccepted: Bool, _ said: String...) {
      self.yaml = yaml
      self.json = json
      self.isAccepted = isAccepted
      self.said = said
    }
  }

  static let rows = [
    Row("bedrag: 9000", json: #""bedrag": 9000"#, isAccepted: true),
    Row("bedrag: 12.500", isAccepted: true, "staat '12.500'", "duizendtallen", "12500"),
    Row("bedrag: 0.125", json: #""bedrag": 0.125"#, isAccepted: true),
    Row("bedrag: 1250,00", isAccepted: false, "staat '1250,00'", "is geen getal", "1250.00"),
    Row("bedrag: 1,250", isAccepted: false, "staat '1,250'", "1250", "1.25"),
    Row("bedrag: 2,5 mln", isAccepted: false, "staat '2,5 mln'", "2500000"),
    Row(
      "bedrag: \"9000\"", json: #""bedrag": "9000""#, isAccepted: false, "hier tekst",
      "aanhalingstekens weg"),
    Row(
      "bedrag: 12345678901234567890123456789012345",
      json: #""bedrag": 12345678901234567890123456789012345"#, isAccepted: false,
      "te veel cijfers"),
    // A constraint of the vocabulary.
    Row("bedrag: -5", json: #""bedrag": -5"#, isAccepted: false, "'Bedrag'", "heeft een min"),
    Row("buren: [{naam: A, tekent: ja}]", isAccepted: true),
    Row("buren: [{naam: A, tekent: no}]", isAccepted: true),
    Row(
      "buren: [{naam: A, tekent: \"ja\"}]", json: #""buren": [{"naam": "A", "tekent": "ja"}]"#,
      isAccepted: false, "hier tekst", "true"),
    Row(
      "buren: [{naam: A, tekent: misschien}]",
      json: #""buren": [{"naam": "A", "tekent": "misschien"}]"#, isAccepted: false,
      "staat 'misschien'", "is geen ja of nee"),
    Row(
      "buren: geen", json: #""buren": "geen""#, isAccepted: false, "hoort een lijst", "streepje"),
    Row(
      "bedrage: 5", json: #""bedrage": 5"#, isAccepted: false, "'bedrage' wordt hier niet gevraagd"),
    Row("[", json: "[", isAccepted: false, "1"),
    Row(
      "oordelen: {B1.1: {oordeel: voldoet, toelichting: Ja}}",
      json: #""oordelen": {"B1.1": {"oordeel": "voldoet", "toelichting": "Ja"}}"#, isAccepted: true,
      "dit oordeel telt niet mee", "haal dit oordeel weg"),
    Row(
      "oordelen: {B9: {oordeel: voldoet, toelichting: Ja}}",
      json: #""oordelen": {"B9": {"oordeel": "voldoet", "toelichting": "Ja"}}"#, isAccepted: false,
      "er is geen controle 'B9'"),
  ]

  @Test("one table, all doors", arguments: rows.indices)
  func table(row: Int) async throws {
    let row = Self.rows[row]
    let head = "ruleset: gemeente/buurtfonds\nnaam: N\ningediend op: 2024-05-01\n"
    let site = try await Doors()
    var replies = try await site.replies(to: Array((head + row.yaml + "\n").utf8), isJSON: false)
    if let json = row.json {
      let text =
        #"{"ruleset": "gemeente/buurtfonds", "naam": "N", "ingediend op": "2024-05-01", "#
        + json + "}"
      replies += try await site.replies(to: Array(text.utf8), isJSON: true)
    }
    for reply in replies {
      #expect(reply.isAccepted == row.isAccepted, "\(reply.door): \(reply.text.prefix(300))")
      for said in row.said {
        let isSaid = reply.text.lowercased().contains(said.lowercased())
        #expect(isSaid, "\(reply.door) does not say \(said): \(reply.text.prefix(600))")
      }
      if row.said.isEmpty {
        for word in ["duizendtallen", "fout:", "waarschuwing:"] {
          #expect(!reply.text.contains(word), "\(reply.door)")
        }
      }
    }
    #expect(replies.count == (row.json == nil ? 6 : 13))
  }

  static let foreign: [(name: String, bytes: [UInt8], said: String)] = [
    ("plan.docx", zip("word/document.xml"), "Word-document"),
    ("plan.xlsx", zip("xl/workbook.xml"), "Excel-bestand"),
    ("plan.pptx", zip("ppt/presentation.xml"), "presentatie"),
    ("plan.odt", zip("mimetypeapplication/vnd.oasis.opendocument.text"), ".odt"),
    ("plan.ods", zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), ".ods"),
    ("plan.zip", zip("plan.yaml"), ".zip"),
    ("plan.pdf", Array("%PDF-1.7\n1 0 obj".utf8), "een PDF"),
    ("plan.doc", compound("WordDocument"), "Word-document"),
    ("plan.xls", compound("Workbook"), "Excel-bestand"),
    ("plan.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "afbeelding"),
    ("plan.html", Array("\u{FEFF}<!DOCTYPE html><html><p>a: b</p></html>".utf8), "webpagina"),
    ("plan.rtf", Array("{\\rtf1\\ansi titel: x}".utf8), ".rtf"),
    ("plan.csv", Array("vraag;antwoord\r\nnaam;Speeltuin\r\nbedrag;9000\r\n".utf8), ".csv"),
    ("plan.yaml", [0xFF, 0xFE] + "naam: x\n".utf16.flatMap { [UInt8($0), 0] }, "UTF-16"),
    ("plan.txt", "naam: Speeltuin\n".utf16.flatMap { [0, UInt8($0)] }, "UTF-16"),
  ]

  private static func zip(_ name: String) -> [UInt8] {
    [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 6, 0] + Array(name.utf8) + [0, 1, 2, 255]
  }

  private static func compound(_ name: String) -> [UInt8] {
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 512)
      + name.utf16.flatMap { [UInt8($0), 0] }
  }

  @Test("a file of another program gets one sentence that says what it is and what to give instead")
  func foreignFiles() async throws {
    let site = try await Doors()
    for (name, bytes, said) in Self.foreign {
      for reply in try await site.replies(to: bytes, isJSON: false, name: name) {
        #expect(!reply.isAccepted, "\(reply.door) takes \(name)")
        #expect(reply.text.contains(said), "\(reply.door) of \(name): \(reply.text.prefix(400))")
        #expect(reply.text.contains("geen plan"), "\(reply.door) of \(name)")
      }
    }
    #expect(ForeignFile(Array("naam: x\n".utf8)) == nil && ForeignFile([UInt8]()) == nil)
    #expect(!ForeignFile.isTable(Array("naam: a, b\nbedrag: 5\n".utf8)))
  }

  @Test("a fault of an upload is a sentence with the question, what stands there and what to do")
  func people() async throws {
    let site = try await Doors()
    let text = "ingediend op: 2024-05-01\nburen:\n  - naam: Ada\n    tekent: misschien\n"
    let reply = try await site.upload(Array(text.utf8), name: "plan.yaml")
    #expect(
      reply.text.contains(
        "Regel 4: Bij 'Tekent ('Ada')' staat 'misschien', en dat is geen ja of nee. Schrijf 'ja' of 'nee'"
      ), "\(reply.text)")
    for sign in ["^~", "plan.yaml:", "fout:", "`"] { #expect(!reply.text.contains(sign)) }
    let warned = try await site.upload(
      Array("ingediend op: 2024-05-01\nbedrag: 12.500\n".utf8), name: "plan.yaml")
    #expect(warned.isAccepted)
    #expect(
      warned.text.contains(
        "Bij 'Bedrag' staat '12.500': de punt staat voor decimalen, niet voor duizendtallen. "
          + "Bedoelt u duizendtallen, schrijf dan '12500'."))
  }
}

/// A site and a command line by the rules of the fixture, and every way to bring them a plan.
private struct Doors {
  let world: SiteWorld
  let site: Site
  let dossier: String

  init() async throws {
    world = try await SiteWorld()
    var effects = Effects.process
    effects.now = { [world] in world.now }
    site = try Site(
      world.store,
      SiteEditions(RulesetCatalog(root: World.rulesets, effects: effects), settings: .init()),
      effects: effects,
      passwords: PasswordKeeper(cost: .init(rounds: 16, blockSize: 8, parallelism: 1)))
    var made = Dossier(
      id: Secret.identifier(), track: .plan, ruleset: "gemeente/buurtfonds", title: "Een plan",
      text: Array("naam: N\n".utf8), at: Moment(world.now))
    made.owner = "zorg"
    try await world.store.add(made, by: "test")
    dossier = made.id
  }

  func replies(
    to bytes: [UInt8], isJSON: Bool, name: String = "plan.yaml"
  ) async throws -> [FileDoorTests.Reply] {
    var found: [FileDoorTests.Reply] = []
    for door in ["assess", "ask", "explain"] {
      let files = World(bytes: bytes, at: name)
      let status = files.run(door, name, "--ruleset", "gemeente/buurtfonds")
      found.append(
        .init(
          door: "\(door) of \(name)", isAccepted: status != ExitStatus.badInput.rawValue,
          text: files.error))
    }
    if isJSON {
      let files = World(bytes: bytes, at: name)
      let status = files.run("batch", "--ruleset", "gemeente/buurtfonds")
      found.append(.init(door: "batch", isAccepted: status == 0, text: files.output))
    }
    found.append(try await upload(bytes, name: name))
    let type = ["content-type": isJSON ? "application/json" : "application/yaml"]
    let key = try await world.program("indiener").key
    let program = Program(site: site, key: key)
    let tag = try await program.get("/plans/\(dossier)").tag
    let put = try await program.send(
      .put, "/plans/\(dossier)/answers", bytes: bytes, type.merging(["if-match": tag]) { $1 })
    found.append(.init(door: "API put", isAccepted: put.status == 200, text: put.text))
    let post = try await program.send(
      .post, "/assessments?ruleset=gemeente/buurtfonds", bytes: bytes, type)
    found.append(.init(door: "API assess", isAccepted: post.status == 200, text: post.text))
    return found
  }

  func upload(_ bytes: [UInt8], name: String) async throws -> FileDoorTests.Reply {
    let browser = try await world.browser("indiener", of: site)
    browser.comes(from: "10.0.0.\(Int.random(in: 1...250))")
    let seen = await browser.get("/plan/\(dossier)")
    let page = await browser.upload(
      "/plan/\(dossier)/bestand", name: name, bytes: bytes,
      [("bewijs", seen.field("bewijs") ?? ""), ("basis", seen.field("basis") ?? "")])
    let text = page.text.replacing("&#39;", with: "'").replacing("&quot;", with: "\"")
    return .init(door: "upload of \(name)", isAccepted: page.status == 200, text: text)
  }
}
