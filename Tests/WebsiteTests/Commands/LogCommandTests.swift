import Foundation
import GRDB
import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("The log on the command line", .fewAtOnce)
struct LogCommandTests {
  /// A folder with data, and a site that still works on it.
  private func filled() async throws -> (folder: TemporaryFolder, store: Store) {
    let folder = try TemporaryFolder()
    let store = try Store(folder: folder.path, signingWith: LogKey(pem: LogTests.pem))
    for code in ["a", "b", "c"] {
      try await store.put(
        Organisation(code: code, name: "Organisatie \(code)", kind: .insurer), by: "test",
        at: Moment(seconds: 1_800_000_000))
    }
    return (folder, store)
  }

  private var keys: [String: String] {
    ["log.pub": LogTests.publicPEM, "other.pub": LogTests.otherPEM, "log.pem": LogTests.pem]
  }

  @Test("a whole log says how much it holds, by whom it is signed, and where it stands")
  func whole() async throws {
    let (folder, store) = try await filled()
    let head = try #require(try store.logHead())
    let world = World(keys)
    #expect(world.run("log", "verify", folder.path, "--key", "log.pub", by: WebsiteTool.run) == 0)
    #expect(world.output.contains("✓ Alles klopt: 4 regels, 3 gegevens."))
    #expect(world.output.contains("Ondertekend met uw sleutel vanaf regel 1."))
    #expect(world.output.contains("Het logboek staat nu hier: \(head.spelled)"))
    let other = World(keys)
    #expect(other.run("log", "head", folder.path, by: WebsiteTool.run) == 0)
    #expect(other.output == "\(head.spelled)\n")
    let english = World(keys)
    #expect(
      english.run(
        "log", "verify", folder.path, "--expect", head.spelled, "--lang", "en", by: WebsiteTool.run)
        == 0)
    #expect(english.output.contains("Signed from entry 1 on; --key tells by whom."))
    withExtendedLifetime(store) {}
  }

  @Test("what differs is named, each, and ends with 1")
  func differs() async throws {
    let (folder, store) = try await filled()
    let head = try #require(try store.logHead())
    try behindItsBack(of: folder.path) {
      try $0.execute(sql: "UPDATE organisation SET name = 'x' WHERE code = 'b'")
      try $0.execute(sql: "DELETE FROM organisation WHERE code = 'c'")
      try $0.execute(
        sql: "INSERT INTO organisation (code, name, kind) VALUES ('d', 'D', 'insurer')")
    }
    let world = World(keys)
    #expect(world.run("log", "verify", folder.path, by: WebsiteTool.run) == 1)
    for line in [
      "✗ Niet zoals het logboek zegt: organisatie [\"b\"].",
      "✗ Weg, zonder dat het logboek het zegt: organisatie [\"c\"].",
      "✗ Het logboek kent dit niet: organisatie [\"d\"].",
    ] { #expect(world.output.contains(line), "\(world.output)") }
    let wrongKey = World(keys)
    #expect(
      wrongKey.run("log", "verify", folder.path, "--key", "other.pub", by: WebsiteTool.run) == 1)
    #expect(wrongKey.output.contains("Bij regel 1 klopt de handtekening niet."))
    let wrongHead = World(keys)
    let later = "9\(head.number) \(head.hash)"
    #expect(
      wrongHead.run("log", "verify", folder.path, "--expect", later, by: WebsiteTool.run) == 1)
    #expect(wrongHead.output.contains("is er niet zoals u haar hebt bewaard"))
    withExtendedLifetime(store) {}
  }

  @Test("an exported log is verified by itself; a changed line shows")
  func exported() async throws {
    let (folder, store) = try await filled()
    let world = World()
    #expect(world.run("log", "export", folder.path, by: WebsiteTool.run) == 0)
    let text = world.output
    #expect(World(["log.jsonl": text]).run("log", "verify", "log.jsonl", by: WebsiteTool.run) == 0)
    let changed = World(["log.jsonl": text.replacing("setOrganisation", with: "addOrganisation")])
    #expect(changed.run("log", "verify", "log.jsonl", by: WebsiteTool.run) == 1)
    // A name that stands twice, of which others read the last.
    let twice = text.replacing("\"actor\":\"test\"", with: "\"actor\":\"test\",\"actor\":\"ander\"")
    #expect(World(["log.jsonl": twice]).run("log", "verify", "log.jsonl", by: WebsiteTool.run) == 3)
    #expect(
      World(["log.jsonl": "geen logboek\n"]).run("log", "verify", "log.jsonl", by: WebsiteTool.run)
        == 3)
    #expect(
      World(keys.merging(["log.jsonl": text]) { $1 })
        .run("log", "verify", "log.jsonl", "--key", "log.pub", by: WebsiteTool.run) == 64)
    withExtendedLifetime(store) {}
  }

  private static let refusals: [([String], Int32)] = [
    (["log", "verify", "/nowhere"], 3), (["log", "head", "/nowhere"], 3),
    (["log", "verify", "x", "--expect", "gisteren"], 64),
    (["log", "verify", "x", "--key", "log.pem"], 3),
    (["log", "verify", "x", "--key", "weg.pub"], 3),
  ]

  @Test("what can't be read is told, with what to do", arguments: refusals)
  func refused(arguments: [String], status: Int32) {
    let world = World(keys)
    #expect(world.run(arguments, by: WebsiteTool.run) == status)
    #expect(!world.error.isEmpty && world.output.isEmpty)
  }
}
