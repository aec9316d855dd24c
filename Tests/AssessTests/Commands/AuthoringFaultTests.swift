import Foundation
import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("What an author is told")
struct AuthoringFaultTests {
  private static func text(_ file: String) throws -> String {
    String(
      decoding: try Effects.process.readFile("\(World.ruleset)/\(file)", 1 << 20), as: UTF8.self)
  }

  @Test("faults in form, in definitions and in checks are told at once")
  func atOnce() throws {
    let money = try Self.text("criteria/money.yaml")
      .replacing("basis: derived", with: "bassis: derived")
      .replacing("rule: bedrag <= hoogste bedrag", with: "rule: bedrg <= hoogste bedrag")
    let limit = "definitions:\n  hoogste bedrag: 20000\n  extra: onbekend + 1\n"
    let world = World([
      "\(World.ruleset)/criteria/money.yaml": money, "\(World.ruleset)/limit-2024.yaml": limit,
    ])
    #expect(world.run("ruleset", "check", "gemeente/buurtfonds@regeling-2024") == 4)
    for words in ["'bassis'", "'basis' ontbreekt", "'bedrg'", "'onbekend'"] {
      #expect(world.error.contains(words), "\(words): \(world.error)")
    }
  }

  @Test("what rests on a name whose own text has a fault is not told of")
  func consequences() throws {
    let limit = "definitions:\n  hoogste bedrag: { vale: 20000 }\n"
    let world = World(["\(World.ruleset)/limit-2024.yaml": limit])
    #expect(world.run("ruleset", "check", "gemeente/buurtfonds@regeling-2024") == 4)
    #expect(world.error.contains("'vale'"))
    #expect(!world.error.contains("money.yaml"), "\(world.error)")
  }

  static let mends: [(expression: String, mend: String)] = [
    ("3,5", "schrijf '3.5', met een punt"), ("(1 + 3,5)", "schrijf '3.5', met een punt"),
    ("true en false", "schrijf 'and'"), ("true of false", "schrijf 'or'"),
    ("waar", "schrijf 'true'"), ("nee", "schrijf 'false'"), ("niet true", "schrijf 'not(…)'"),
    ("1 is 1", "schrijf '='"),
  ]

  @Test("what people write from habit has a mend", arguments: mends)
  func habits(_ row: (expression: String, mend: String)) {
    let world = World()
    #expect(world.run("feel", row.expression) != 0)
    #expect(world.error.contains(row.mend), "\(row.expression): \(world.error)")
  }

  @Test("numbers beside each other in a list or a call stay what they are")
  func noHabit() {
    let world = World()
    #expect(world.run("feel", "max(3,5)") == 0)
    #expect(world.output == "5\n")
  }

  @Test("a ruleset that is to come before and is not there is told of where it is named")
  func opener() throws {
    let ruleset = try Self.text("ruleset.yaml").replacing(
      "plan title: naam\n",
      with: "plan title: naam\nprocedure: plan\nopened by: gemeente/buurtfond\n")
    let world = World(["\(World.ruleset)/ruleset.yaml": ruleset])
    #expect(world.run("ruleset", "check") == 4)
    #expect(
      world.error.contains("ruleset.yaml:8:12: fout E070: er is geen ruleset 'gemeente/buurtfond'"),
      "\(world.error)")
  }

  @Test(
    "a test that fails is told with the place of what was expected, and with the engine's remark")
  func failing() throws {
    let test = """
      plan: ../examples/speeltuin.yaml
      outcome: geen subsidie
      checks: { B1.1: fails, B1.2: voldoet, B2.1: pass, B2.2: passes }
      variants:
        - name: niets
          change: { bedrag: 10 }
          differs: { B2.1: fails }

      """
    let world = World(["\(World.ruleset)/tests/fout.yaml": test])
    #expect(world.run("ruleset", "test") == 1)
    let file = "\(World.ruleset)/tests/fout.yaml"
    for line in [
      "\(file):2:10: outcome: verwacht geen subsidie, gevonden subsidie",
      "\(file):3:17: B1.1: verwacht fails, gevonden passes",
      "\(file):7:22 › niets: B2.1: verwacht fails, gevonden passes",
    ] {
      #expect(world.output.contains(line), "\(line)\n\(world.output)")
    }
    // The words of reports, for people and for programs, are read too.
    #expect(!world.output.contains("B1.2") && !world.output.contains("B2.1: verwacht pass"))

    // A rule without an answer says where and why.
    let support = try Self.text("limit-2023.yaml").replacing(
      "10000", with: "10000 / (bedrag - bedrag)")
    let faulty = World(["\(World.ruleset)/limit-2023.yaml": support])
    #expect(faulty.run("ruleset", "test") != 0)
    #expect(faulty.output.contains("geen antwoord"), "\(faulty.output)\(faulty.error)")
  }

  @Test("the smallest ruleset of the manual checks as it stands there")
  func smallest() throws {
    let manual = try String(
      contentsOfFile: World.package + "rulesets/FORMAT.md", encoding: .utf8)
    var files: [String: String] = [:]
    for block in manual.components(separatedBy: "```yaml\n# rulesets/klein/").dropFirst() {
      let text = try #require(block.components(separatedBy: "```").first)
      let name = try #require(text.split(separator: "\n").first)
      files["/r/klein/\(name)"] = "# " + text
    }
    #expect(files.count == 2)
    let world = World(files)
    #expect(world.run("ruleset", "check", "--rulesets", "/r") == 0, "\(world.error)")
    #expect(world.error == "")
  }
}
