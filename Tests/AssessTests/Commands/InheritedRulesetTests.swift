import Rules
import TestSupport
import Testing

@testable import Assess

/// The fixture with a version more that inherits the last one and writes over one number.
private func world(
  _ overrides: String = "overrides: { definitions: { hoogste bedrag: 30000 } }\n",
  _ more: [String: String] = [:]
) throws -> World {
  let file = "\(World.ruleset)/ruleset.yaml"
  let ruleset =
    String(decoding: try Effects.process.readFile(file, 1 << 20), as: UTF8.self) + """
        - version: regeling-2025
          valid from: 2025-01-01
          inherits: regeling-2024
          title: { nl: Regeling 2025, en: Scheme of 2025 }
          changes: { nl: Het hoogste bedrag (B1.1) is hoger., en: The highest amount (B1.1) is higher. }
          files: [limit-2025.yaml]

      """
  let test = """
    plan: ../examples/speeltuin.yaml
    version: regeling-2025
    outcome: subsidie
    variants:
      - { name: genoeg, change: { bedrag: 30000 }, differs: {} }
      - { name: te veel, change: { bedrag: 30001 }, differs: { B1.1: fails }, outcome: geen subsidie }

    """
  return World(
    [
      file: ruleset, "\(World.ruleset)/limit-2025.yaml": overrides,
      "\(World.ruleset)/tests/2025.yaml": test,
    ].merging(more) { $1 })
}

@Suite("A version that inherits")
struct InheritedRulesetTests {
  private static let name = "gemeente/buurtfonds@regeling-2025"

  @Test("is checked, tested, shown, compared and exported as the version that it comes to")
  func everywhere() throws {
    let world = try world()
    #expect(world.run("ruleset", "check", Self.name) == 0, "\(world.error)")
    #expect(world.run("ruleset", "test", Self.name) == 0, "\(world.output)")
    #expect(world.output.contains("3 tests: 3 goed, 0 fout"))
    #expect(world.run("ruleset", "show", Self.name) == 0)
    #expect(world.output.contains("B2.2"))
    #expect(world.run("ruleset", "export", Self.name, "--dmn") == 0)
    #expect(world.output.contains("30000"))
    let compared = try self.compared()
    #expect(compared.contains("B1.1") && !compared.contains("B1.2"), "\(compared)")
  }

  private func compared() throws -> String {
    let world = try world()
    #expect(world.run("ruleset", "diff", "gemeente/buurtfonds@regeling-2024", Self.name) == 1)
    return world.output
  }

  @Test("has a hash over what it inherits and what it writes over")
  func hash() throws {
    func hash(_ world: World) throws -> String {
      #expect(
        world.run(World.plan, "--ruleset", Self.name, "--record", "record.json") == 0,
        "\(world.error)")
      let record = try #require(world.file("record.json"))
      return try #require(
        record.split(separator: "\n").first { $0.contains("sha256:") }.map(String.init))
    }
    let before = try hash(world())
    #expect(try hash(world()) == before)
    let inherited = "\(World.ruleset)/criteria/money.yaml"
    let text = String(decoding: try Effects.process.readFile(inherited, 1 << 20), as: UTF8.self)
    #expect(try hash(world("overrides: { definitions: { hoogste bedrag: 30001 } }\n")) != before)
    let more = try world(
      "overrides: { definitions: { hoogste bedrag: 30000 } }\n", [inherited: text + "\n# later\n"])
    #expect(try hash(more) != before)
  }

  @Test("tells of a fault in the file that has the words")
  func places() throws {
    let over = try world("overrides: { checks: { B1.1: { rule: bedrg > 1 } } }\n")
    #expect(over.run("ruleset", "check", Self.name) == 4)
    #expect(over.error.contains("limit-2025.yaml:1:38: fout"), "\(over.error)")
    let gone = try world("overrides: { definitions: { without: [hoogste bedrag] } }\n")
    #expect(gone.run("ruleset", "check", Self.name) == 4)
    #expect(gone.error.contains("criteria/money.yaml:13:21: fout"), "\(gone.error)")
  }

  @Test("tells of two rows that contradict each other in the file that wrote them over the table")
  func rows() throws {
    func table(_ first: String, _ second: String) -> String {
      """
          rules:
            - { when: ["\(first)"], then: ["30000"] }
            - { when: ["\(second)"], then: ["20000"] }

      """
    }
    let inherited = """
      definitions:
        hoogste bedrag:
          type: number
          unit: EUR
          table:
            hit policy: UNIQUE
            inputs: [{ expression: bedrag }]
            outputs: [{ name: bedrag, type: number }]

      """ + table("<= 10", "> 10").replacing("    ", with: "      ")
    let overrides =
      "overrides:\n  definitions:\n    hoogste bedrag:\n      table:\n"
      + table("<= 10", "> 9").replacing("    ", with: "        ")
    let world = try world(overrides, ["\(World.ruleset)/limit-2024.yaml": inherited])
    #expect(world.run("ruleset", "check", Self.name) == 4)
    #expect(world.error.contains("limit-2025.yaml:7:13: fout E122"), "\(world.error)")
  }

  @Test("has to name in its changes what it writes over")
  func changes() throws {
    let world = try world("overrides: { checks: { B1.2: { rule: eigen deel >= 0 } } }\n")
    #expect(world.run("ruleset", "check", Self.name) == 4)
    #expect(world.error.contains("B1.2"), "\(world.error)")
  }
}
