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
    ("limit-2023.yaml", "definitions:\n  hoogste bedrog: 1\n", ["money.yaml:11:21", "bedrag"]),
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
    #expect(world.output.hasSuffix("8 tests: 8 goed, 0 fout\n"))
    #expect(world.error == "")
    let other = World()
    #expect(other.run("ruleset", "test", "gemeente/buurtfonds@regeling-2024") == 0)
    #expect(other.output == "0 tests: 0 goed, 0 fout\n")
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
      "B9: deze check is er niet"
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
