import TestSupport
import Testing

@testable import Assess

@Suite("bad plans")
struct BadInputTests {
  static let texts: [(name: String, text: String, says: String)] = [
    ("empty", "", "het bestand is leeg"),
    ("blank", " \n\t\n", "leeg"),
    ("a list", "- a\n- b\n", "plan.yaml:1:1: fout"),
    ("a word", "hallo", "plan.yaml:1:1: fout"),
    ("unknown field", "ruleset: gemeente/buurtfonds\nbedrog: 5\n", "bedoelt u 'bedrag'?"),
    ("wrong type", "bedrag: veel\n", "plan.yaml:1:9: fout"),
    ("a minus", "bedrag: -1\n", "schrijf `1`, zonder min"),
    ("impossible date", "ingediend op: 2023-02-30\n", "plan.yaml:1:15: fout"),
    ("a day in no form", "ingediend op: 1 mei 2023\n", "plan.yaml:1:15: fout"),
    ("a list of days", "ingediend op: [2023-05-01]\n", "plan.yaml:1:15: fout"),
    ("duplicate key", "naam: a\nnaam: b\n", "staat er twee keer"),
    ("duplicate key in JSON", "{\"naam\": \"a\", \"naam\": \"b\"}", "staat er twee keer"),
    ("an anchor", "naam: &a b\n", "ankers mogen hier niet"),
    ("two documents", "naam: a\n---\nnaam: b\n", "een tweede document"),
    ("a tab", "naam:\n\t- a\n", "plan.yaml:2:1: fout"),
    ("ruleset is a list", "ruleset: [a]\n", "'ruleset' hoort de naam van een ruleset te zijn"),
    (
      "ruleset leads out", "ruleset: ../../etc\n", "'ruleset' hoort de naam van een ruleset te zijn"
    ),
    (
      "ruleset is a page", "ruleset: " + String(repeating: "a/", count: 10_000) + "a\n",
      "'ruleset' hoort de naam van een ruleset te zijn"
    ),
    ("long number", "bedrag: " + String(repeating: "9", count: 1_000_000), "plan.yaml:1:9: fout"),
    ("deep JSON", String(repeating: "[", count: 100_000), "in elkaar"),
    ("deep YAML", "a: " + String(repeating: "[", count: 1_000), "in elkaar"),
    ("many problems", "a: 1\nb: 2\nbedrag: x\n", "plan.yaml:3:9: fout"),
    ("judgements are text", "oordelen: ja\n", "'oordelen' is geen lijst"),
    (
      "unknown check", "oordelen: { B2.3: { oordeel: voldoet, toelichting: t } }\n",
      "bedoelt u 'B2.1'"
    ),
    (
      "unknown verdict", "oordelen: { B2.2: { oordeel: goed, toelichting: t } }\n",
      "'oordeel' hoort 'voldoet' of 'voldoet niet' te zijn"
    ),
    (
      "unknown author", "oordelen: { B2.2: { oordeel: voldoet, toelichting: t, door: mij } }\n",
      "'door' hoort 'aanvrager' of 'beoordelaar' te zijn"
    ),
    ("no explanation", "oordelen: { B2.2: { oordeel: voldoet } }\n", "ontbreekt de toelichting"),
    (
      "blank explanation", "oordelen: { B2.2: { oordeel: voldoet, toelichting: ' ' } }\n",
      "ontbreekt de toelichting"
    ),
    (
      "unknown part", "oordelen: { B2.2: { ordeel: voldoet, toelichting: t } }\n",
      "bedoelt u 'oordeel'?"
    ),
    ("a judgement is text", "oordelen: { B2.2: voldoet }\n", "een oordeel bestaat uit"),
  ]

  @Test("a bad plan gets a message with place and mend, and status 3")
  func bad() {
    for row in Self.texts {
      let world = World(["plan.yaml": row.text])
      #expect(world.run("plan.yaml", "--output", "report.txt") == 3, "\(row.name)")
      #expect(world.error.contains(row.says), "\(row.name): \(world.error.prefix(400))")
      #expect(world.output == "" && world.file("report.txt") == nil, "\(row.name)")
    }
  }

  @Test("a document that is no plan is told so, also where several rulesets could be meant")
  func noPlan() {
    let world = World(["list.yaml": "- a\n", "a.yaml": "naam: a\n", "b.yaml": "naam: b\n"])
    let shipped = World.package + "rulesets"
    #expect(world.run("--rulesets", shipped, "list.yaml", "a.yaml", "b.yaml") == 3)
    for says in [
      "list.yaml:1:1: fout: dit is geen plan", "a.yaml: fout: welke", "b.yaml: fout: welke",
    ] {
      #expect(world.error.contains(says), "\(says): \(world.error)")
    }
  }

  @Test("of a thousand wrong judgements some are told, and how many were not looked at")
  func manyJudgements() {
    let lines = (1...1000).map { "  X\($0): { oordeel: voldoet, toelichting: t }\n" }
    let world = World(["plan.yaml": "oordelen:\n" + lines.joined()])
    #expect(world.run("plan.yaml") == 3)
    #expect(world.error.contains("er is geen controle 'X100'"))
    #expect(!world.error.contains("er is geen controle 'X101'"))
    #expect(world.error.contains("de 900 oordelen hierna zijn niet bekeken"))
  }

  @Test("a long name is repeated in part")
  func longName() {
    let id = String(repeating: "X", count: 100_000)
    let judgement = #"{"oordeel": "voldoet", "toelichting": "t", "\#(id.lowercased())": 1}"#
    let world = World(["plan.json": #"{"oordelen": {"\#(id)": {}, "B2.2": \#(judgement)}}"#])
    #expect(world.run("plan.json") == 3)
    #expect(world.error.contains("XXX…'") && world.error.contains("xxx…'"))
    #expect(world.error.utf8.count < 4_000, "\(world.error.utf8.count)")
  }

  @Test("JSON is told from YAML by content, or by the name of the file")
  func json() {
    for path in ["plan", "plan.json"] {
      let world = World([path: "{\"naam\": \"a\",}"])
      #expect(world.run(path) == 3)
      #expect(world.error.contains("haal de komma weg"), "\(world.error)")
    }
  }

  @Test("all problems are told at once, in the language that was asked for")
  func atOnce() {
    let text = "bedrag: x\neigen deel: y\noordelen: { B9: { oordeel: voldoet, toelichting: t } }\n"
    let world = World(["plan.yaml": text])
    #expect(world.run("plan.yaml", "--lang", "en") == 3)
    for place in ["plan.yaml:1:9: error", "plan.yaml:2:13: error", "plan.yaml:3:13: error"] {
      #expect(world.error.contains(place), "\(world.error)")
    }
  }

  static let bytes: [(name: String, bytes: [UInt8], says: String)] = [
    ("binary", [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 3], "fout"),
    ("UTF-16", [0xFF, 0xFE, 0x61, 0], "UTF-16"),
    ("Latin-1", Array("naam: caf".utf8) + [0xE9], "UTF-8"),
    ("too large", [UInt8](repeating: 0x61, count: (2 << 20) + 1), "te groot"),
    ("at the limit", Array("naam: ".utf8) + [UInt8](repeating: 0x61, count: (2 << 20) - 6), ""),
  ]

  @Test("bytes that are no text get a message, from a file and from the standard input")
  func noText() {
    for row in Self.bytes {
      for path in ["plan", "-"] {
        let world = World(bytes: row.bytes, at: "plan")
        let status = world.run(path, "--quiet")
        #expect(
          status == (row.says.isEmpty ? 2 : 3), "\(row.name) \(path): \(world.error.prefix(300))")
        #expect(world.error.contains(row.says), "\(row.name) \(path): \(world.error.prefix(300))")
      }
    }
  }

  @Test("a folder, a file that is not there and a file without end are refused")
  func noFile() {
    let rows = [
      (World.package, "dit is een map"), ("/nowhere/plan.yaml", "dit bestand is er niet"),
      ("/dev/zero", "te groot"), (World.plan + "/x", "dit bestand is er niet"),
    ]
    for (path, says) in rows {
      let world = World()
      #expect(world.run(path) == 3, "\(path)")
      #expect(world.error.contains(says), "\(path): \(world.error)")
    }
  }

  @Test("a judgement where a rule decides is told of, and the plan is assessed")
  func unasked() throws {
    let text = try goodPlan("  B1.2:", "  B2.1: { oordeel: voldoet, toelichting: t }\n  B1.2:")
    let world = World(["plan.yaml": text])
    #expect(world.run("plan.yaml", "--quiet") == 0)
    #expect(world.error.contains("waarschuwing: dit oordeel telt niet mee: bij controle 'B2.1'"))
  }

  @Test("without a plan, or with an unknown option, the usage is told")
  func usage() {
    for arguments in [[], ["--unknown"], ["assess"], ["ruleset", "unknown"], ["-", "-"]] {
      let world = World()
      #expect(world.run(arguments) == 64, "\(arguments)")
      #expect(world.error != "", "\(arguments)")
    }
    let world = World()
    #expect(world.run("--help") == 0)
    #expect(world.output.contains("assess"))
  }
}
