import Foundation
import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("toets assess --record and toets verify")
struct RecordTests {
  /// The record of the good plan.
  private func goodRecord() throws -> String {
    let world = World(["plan.yaml": try goodPlan()])
    #expect(world.run("plan.yaml", "--record", "record.json") == 0, "\(world.error)")
    return try #require(world.file("record.json"))
  }

  @Test("a record is the same bytes each time")
  func golden() throws {
    let record = try goodRecord()
    #expect(try goodRecord() == record)
    try expectGolden(record, "record.json")
  }

  @Test("a record has the members of its schema, and each is of the type it gives")
  func schema() throws {
    func object(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    let world = World()
    #expect(world.run("ruleset", "schema", "--record") == 0)
    let schema = try object(world.output)
    let record = try object(try goodRecord())
    let members = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(members.keys) == Set(record.keys))
    #expect(Set(schema["required"] as? [String] ?? []) == Set(record.keys))
    for (name, member) in members where member["type"] as? String == "object" {
      #expect(record[name] is [String: String], "\(name)")
    }
  }

  static let differences:
    [(name: String, plan: (String, String), record: (String, String), says: String)] = [
      (
        "comments", ("naam: Speeltuin", "# aside\nnaam: Speeltuin"), ("", ""),
        "its answers are the same"
      ),
      ("an answer", ("bedrag: 9000", "bedrag: 10001"), ("", ""), "other answer"),
      ("its verdict", ("bedrag: 9000", "bedrag: 10001"), ("", ""), "was passes, is now fails"),
      (
        "a judgement", ("De straat heeft niets.", "Zo is het."), ("", ""), "other judgement of B2.2"
      ),
      ("the engine", ("", ""), (#""version": "0.1.0""#, #""version": "0.0.9""#), "engine version"),
      (
        "the rules", ("", ""), (#""content": "sha256:"#, #""content": "sha256:0"#),
        "same name and version, but other content"
      ),
      ("the settings", ("", ""), (#""file": """#, #""file": "x""#), "another settings file"),
      (
        "a verdict by hand", ("", ""), (#""B1.1": "pass""#, #""B1.1": "fail""#),
        "check B1.1: was fails, is now passes"
      ),
    ]

  @Test("what is the same is confirmed, and what differs is named")
  func verify() throws {
    let record = try goodRecord()
    let same = World(["plan.yaml": try goodPlan(), "record.json": record])
    #expect(same.run("verify", "record.json", "plan.yaml") == 0, "\(same.output)\(same.error)")
    #expect(same.output.hasPrefix("Bevestigd"))
    for row in Self.differences {
      let world = World([
        "plan.yaml": try goodPlan(row.plan.0, row.plan.1),
        "record.json": row.record.0.isEmpty
          ? record : record.replacing(row.record.0, with: row.record.1),
      ])
      #expect(
        world.run("verify", "record.json", "plan.yaml", "--lang", "en") == 1,
        "\(row.name): \(world.error)")
      #expect(world.output.contains(row.says), "\(row.name): \(world.output)")
    }
  }

  @Test("what is no record is refused with its place")
  func malformed() throws {
    let record = try goodRecord()
    let texts: [(text: String, place: String)] = [
      ("", "record.json:1:1"), ("[]", "record.json:1:1"), ("{}", "record.json:1:1"),
      (String(repeating: "[", count: 100_000), "record.json:1:"),
      (record.replacing(#""version": 2,"#, with: #""version": 1,"#), "record.json:3:14"),
      (record.replacing(#""moment": "2"#, with: #""moment": "x2"#), "record.json:5:"),
      (record.replacing(#""made": "#, with: #""maker": "#), "record.json:4:"),
      (record.replacing(#""B1.1": "pass""#, with: #""B1.1": 1"#), "record.json:"),
      (record.replacing(#""id": "gemeente/buurtfonds""#, with: #""id": "../x""#), "../x"),
      (String(record.dropLast(10)), "record.json:"),
      (String(repeating: " ", count: 3 << 20), "record.json"),
    ]
    for (text, place) in texts {
      let world = World(["plan.yaml": try goodPlan(), "record.json": text])
      let status = world.run("verify", "record.json", "plan.yaml")
      #expect(status == 3 || status == 4, "\(text.prefix(60)): \(status)")
      #expect(world.error.contains(place), "\(text.prefix(60)): \(world.error)")
    }
  }

  @Test("a record is never written over the plan")
  func recordIsPlan() throws {
    let world = World(["plan.yaml": try goodPlan()])
    #expect(world.run("plan.yaml", "--record", "plan.yaml") == 64)
    #expect(world.file("plan.yaml") == (try goodPlan()))
  }

  @Test(
    "the content of a ruleset is the same wherever it stands, and another with each byte changed")
  func content() throws {
    let names = [
      "ruleset.yaml", "sources.yaml", "vocabulary.yaml", "limit-2023.yaml", "limit-2024.yaml",
      "criteria/money.yaml", "criteria/support.yaml", "outcome.yaml",
    ]
    let kept = try names.map { name in
      let bytes = try Effects.process.readFile("\(World.ruleset)/\(name)", 1 << 20)
      return (name: name, text: String(decoding: bytes, as: UTF8.self))
    }
    func content(in root: String, adding end: String, to changed: String) throws -> Substring? {
      var files = ["plan.yaml": try goodPlan()]
      for (name, text) in kept {
        files["\(root)/gemeente/buurtfonds/\(name)"] = text + (name == changed ? end : "")
      }
      let world = World(files)
      #expect(
        world.run("plan.yaml", "--rulesets", root, "--record", "r.json") == 0, "\(world.error)")
      return world.file("r.json")?.split(separator: "\n").first { $0.contains("\"content\"") }
    }
    let here = try content(in: "here", adding: "", to: "")
    #expect(here != nil)
    #expect(try content(in: "far/away", adding: "", to: "") == here)
    for name in ["sources.yaml", "criteria/support.yaml", "outcome.yaml"] {
      for end in ["\n", "\r\n", "# a"] {
        #expect(try content(in: "here", adding: end, to: name) != here, "\(name)")
      }
    }
    #expect(try content(in: "here", adding: "# a", to: "limit-2024.yaml") == here)
  }

  @Test("the hash of parts tells every byte and every border")
  func hash() {
    func hash(_ parts: String...) -> String {
      var hash = ContentHash()
      for part in parts { hash.add(part) }
      return hash.text
    }
    let all = [hash("ab", "c"), hash("a", "bc"), hash("abc"), hash("abd"), hash("abc", ""), hash()]
    #expect(Set(all).count == all.count)
    // Source: FIPS 180-2, B.1.
    #expect(
      ContentHash.plain(Array("abc".utf8))
        == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
