import TestSupport
import Testing

@testable import Assess

@Suite("toets ruleset")
struct RulesetCommandTests {
  @Test("every ruleset is listed with its versions and their periods")
  func list() {
    let world = World()
    #expect(world.run("ruleset", "list") == 0)
    #expect(world.output.contains("gemeente/buurtfonds: Subsidie uit het buurtfonds"))
    #expect(world.output.contains("@regeling-2023  2023-01-01 – 2023-12-31  Regeling 2023"))
    #expect(world.output.contains("Regeling 2022 (niet uitgewerkt)"))
    let json = World()
    #expect(json.run("ruleset", "list", "--format", "json") == 0)
    #expect(json.output.contains("\"validUntil\": \"2024-12-31\""))
  }

  @Test("a ruleset is shown with its fields, parameters, criteria and sources")
  func show() {
    for format in ["text", "json"] {
      let world = World()
      #expect(world.run("ruleset", "show", "--format", format) == 0)
      for word in ["regeling-2024", "eigen deel", "minste eigen deel", "B2.2", "regeling#art-4"] {
        #expect(world.output.contains(word), "\(format) \(word)")
      }
    }
  }

  @Test("the schema of a plan and that of a report are written")
  func schema() {
    let world = World()
    #expect(world.run("ruleset", "schema", "gemeente/buurtfonds@regeling-2023") == 0)
    #expect(world.output.contains("\"eigen deel\""))
    let report = World()
    #expect(report.run("ruleset", "schema", "--report") == 0)
    #expect(report.output.contains("$schema"))
  }

  @Test("a good ruleset checks")
  func check() {
    let world = World()
    #expect(world.run("ruleset", "check") == 0)
    #expect(world.output.contains("gemeente/buurtfonds@regeling-2024: in orde"))
    #expect(world.error == "")
  }

  static let broken: [(file: String, text: String, says: [String])] = [
    ("limit-2023.yaml", "definitions:\n  hoogste bedrag: 1 +\n", ["limit-2023.yaml:2:"]),
    ("limit-2023.yaml", "definitions:\n  hoogste bedrog: 1\n", ["money.yaml:13:21", "bedrag"]),
    ("limit-2023.yaml", "definitons:\n  a: 1\n", ["limit-2023.yaml:1:1", "definitions"]),
    ("limit-2023.yaml", "definitions:\n  hoogste bedrag: \"'x'\"\n", ["fout"]),
    ("limit-2023.yaml", "definitions:\n  a: 1\n  a: 2\n", ["limit-2023.yaml:3:3"]),
    ("limit-2023.yaml", "", ["limit-2023.yaml:1:1", "leeg"]),
    (
      "limit-2023.yaml",
      "definitions:\n" + (1...400).map { "  d\($0): geen\($0)\n" }.joined(),
      ["limit-2023.yaml:2:", "andere; herstel eerst deze"]
    ),
    ("ruleset.yaml", "ruleset: a/b\n", ["ruleset.yaml:1:"]),
    ("ruleset.yaml", "\0", ["ruleset.yaml:1:1"]),
  ]

  @Test("a broken ruleset is told of with its place, and assesses nothing")
  func broken() {
    for row in Self.broken {
      let path = "\(World.ruleset)/\(row.file)"
      for arguments in [["ruleset", "check"], [World.plan]] {
        let world = World([path: row.text])
        #expect(world.run(arguments) == 4, "\(row.file) \(row.text) \(arguments)")
        for word in row.says {
          #expect(world.error.contains(word), "\(row.file) \(row.text): \(world.error)")
        }
      }
    }
  }

  @Test("the tests of a ruleset pass, one line for each and for each variant")
  func tests() {
    let world = World()
    #expect(world.run("ruleset", "test") == 0)
    #expect(world.output.contains("› zonder bedrag\n"))
    #expect(world.output.hasSuffix("10 tests: 10 goed, 0 fout\n"))
    #expect(world.error == "")
    let other = World()
    #expect(other.run("ruleset", "test", "gemeente/buurtfonds@regeling-2024") == 0)
    #expect(other.output.hasSuffix("2 tests: 2 goed, 0 fout\n"))
  }

  /// A test that fails, wherever it stands and whatever its name ends in.
  static let places = [
    "tests/a.yml", "tests/B.YAML", "tests/C.YML", "tests/sub/r.yaml", "tests/sub/sub/r.yml",
  ]

  @Test(
    "every test of a ruleset is run, in folders inside the folder of tests too", arguments: places)
  func everyTest(_ place: String) {
    let up = String(repeating: "../", count: place.count { $0 == "/" })
    let text = "plan: \(up)examples/speeltuin.yaml\noutcome: geen subsidie\n"
    let world = World(["\(World.ruleset)/\(place)": text])
    #expect(world.run("ruleset", "test") == 1, "\(world.output)\(world.error)")
    #expect(world.output.contains("✗ \(World.ruleset)/\(place)"))
    #expect(world.output.hasSuffix("11 tests: 10 goed, 1 fout\n"))
  }

  /// What a test file may say without testing anything, and what is told of it.
  static let empty: [(text: String, says: String)] = [
    ("", "deze test verwacht niets"),
    ("checks: {}\n", "niets dat te toetsen is"),
    ("checks: [B1.1]\n", "niets dat te toetsen is"),
    ("criteria: B1\n", "niets dat te toetsen is"),
    ("variants: []\n", "niets dat te toetsen is"),
    ("reasons: { B1.1: '' }\n", "niets dat te toetsen is"),
    ("variants: [{ name: leeg, differs: {} }]\n", "deze variant verandert niets"),
    ("variants: [{ name: leeg, remove: bedrag }]\n", "niets dat te toetsen is"),
    ("criteria: { B9: passes }\n", "B9: deze controle is er niet"),
    ("reasons: { B9: euro }\n", "B9: deze controle is er niet"),
    ("outcome: subsidies\n", "verwacht subsidies"),
    (
      "variants: [{ name: a, remove: [bedrag], differs: { B1.1: undetermined }, asks: [bedrg] }]\n",
      "bedrg"
    ),
  ]

  @Test("a test that tests nothing fails", arguments: empty)
  func emptyTest(_ row: (text: String, says: String)) {
    let text = "plan: ../examples/speeltuin.yaml\n" + row.text
    let world = World(["\(World.ruleset)/tests/leeg.yaml": text])
    #expect(world.run("ruleset", "test") != 0, "\(row.text)")
    #expect((world.output + world.error).contains(row.says), "\(world.output)\(world.error)")
  }

  @Test("a version without a test fails")
  func untested() {
    let world = World([
      "\(World.ruleset)/tests/een-jaar-later.yaml":
        "plan: ../examples/speeltuin.yaml\noutcome: subsidie\n"
    ])
    #expect(world.run("ruleset", "test") == 1)
    #expect(
      world.output.contains("✗ gemeente/buurtfonds@regeling-2024: hier is geen enkele test van"))
    #expect(world.output.hasSuffix("10 tests: 9 goed, 1 fout\n"))
  }

  @Test("a file of rules that no version lists is told of")
  func unlisted() {
    for name in ["vergeten.yaml", "criteria/vergeten.yml", "oud/VERGETEN.YAML"] {
      let world = World(["\(World.ruleset)/\(name)": "definitions:\n  a: 1\n"])
      #expect(world.run("ruleset", "check") == 0)
      #expect(
        world.error.contains(
          "\(World.ruleset)/\(name): let op W067: geen enkele versie noemt dit bestand"),
        "\(world.error)")
    }
  }

  @Test("a text of changes names every check that differs from the version before")
  func changes() throws {
    let path = "\(World.ruleset)/ruleset.yaml"
    let good = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
    for (dutch, english, isGood) in [
      ("(B1.1) is", "(B1.1) is", true), ("van B1 is", "of B1 is", true), ("is", "(B1.1) is", false),
      ("(B1.1) is", "is", false), ("(B1.10) is", "(B1.10) is", false),
      ("bij B1.1.", "at B1.1.", true),
    ] {
      let text = good.replacing("bedrag (B1.1) is", with: "bedrag \(dutch)")
        .replacing("amount (B1.1) is", with: "amount \(english)")
      let world = World([path: text])
      #expect(world.run("ruleset", "check") == (isGood ? 0 : 4), "\(dutch) \(english)")
      #expect(world.error.contains("'regeling-2023': B1.1") != isGood, "\(world.error)")
    }
  }

  @Test("a rule without an answer for some plan is a fault when a ruleset is checked")
  func unguarded() throws {
    let path = "\(World.ruleset)/vocabulary.yaml"
    let good = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
    let text = good.replacing(
      "bedrag: { type: number,", with: "bedrag: { type: number, required: false,")
    let world = World([path: text])
    #expect(world.run("ruleset", "check") == 4)
    #expect(world.error.contains("criteria/money.yaml:"))
    #expect(world.error.contains("'bedrag' hoeft niet te zijn ingevuld"))
    let plan = try goodPlan().split(separator: "\n").filter { !$0.hasPrefix("bedrag:") }
      .joined(separator: "\n")
    let assessed = World([path: text, "plan.yaml": plan])
    #expect(assessed.run("plan.yaml") == 4)
    #expect(assessed.output.contains("Er zit een fout in de regels"))
    #expect(assessed.output.contains("de regel van controle B1.1 heeft hier geen antwoord"))
  }

  static let tests: [(old: String, new: String, status: Int32, says: String)] = [
    (
      "outcome: subsidie", "outcome: geen subsidie", 1,
      "outcome: verwacht geen subsidie, gevonden subsidie"
    ),
    ("B1: passes", "B1: fails", 1, "B1: verwacht fails, gevonden passes"),
    ("  B2.1: passes\n", "", 1, "B2.1: ontbreekt in de test; gevonden passes"),
    ("€ 9.000", "€ 9.001", 1, "B1.1: de reden bevat niet '€ 9.001'"),
    (
      "bedrag: 10001 }\n    differs: { B1.1: fails }", "bedrag: 10001 }", 1,
      "B1.1: verwacht passes, gevonden fails"
    ),
    ("asks: [bedrag]", "asks: [buren]", 1, "'buren' wordt niet gevraagd; wel: bedrag"),
    (
      "differs: { B1.2: fails }", "differs: { B1.2: fails, B9: fails }", 1,
      "B9: deze controle is er niet"
    ),
    ("remove: [bedrag]", "remove: [bedrug]", 4, "'bedrug' staat niet in het plan"),
    ("outcome: subsidie", "uitkomst: subsidie", 4, "een test heeft geen 'uitkomst'"),
    ("B1.1: passes", "B1.1: pas", 4, "'pas' is geen oordeel"),
    ("bedrag: 10001 }", "\"[1]\": 10001 }", 4, "is geen pad naar een antwoord"),
    ("examples/speeltuin", "examples/speeltuinen", 4, "dit bestand is er niet"),
    ("../examples/", "../../../", 4, "dit plan staat buiten de map van de ruleset"),
    ("../examples/", "/", 4, "dit plan staat buiten de map van de ruleset"),
    ("bedrag: 10001 }", "bedrag: x }", 4, "speeltuin.yaml › te duur:1:"),
  ]

  @Test("a test that fails tells what was expected and what was found")
  func failures() throws {
    let path = "\(World.ruleset)/tests/speeltuin.yaml"
    let good = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
    for row in Self.tests {
      #expect(good.contains(row.old), "\(row.old)")
      let world = World([path: good.replacing(row.old, with: row.new, maxReplacements: 1)])
      #expect(world.run("ruleset", "test") == row.status, "\(row.new): \(world.error)")
      #expect(
        (world.output + world.error).contains(row.says), "\(row.new): \(world.output)\(world.error)"
      )
    }
  }
}
