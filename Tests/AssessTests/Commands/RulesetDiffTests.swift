import TestSupport
import Testing

@testable import Assess

@Suite("toets ruleset diff")
struct RulesetDiffTests {
  private static let shipped = World.package + "rulesets"

  /// Two versions that ship, and the checks that are told of: what the sources say that changed, and nothing else.
  static let versions: [(old: String, new: String, told: [String])] = [
    ("kader-2023-02", "kader-2023-10", ["C2.3", "C2.7"]),
    ("kader-2023-10", "kader-2024-09", ["M2"]),
    ("kader-2024-09", "kader-2024-09", []),
  ]

  @Test("shipped versions differ in what their sources changed", arguments: versions)
  func shippedVersions(_ row: (old: String, new: String, told: [String])) {
    let world = World()
    let status = world.run(
      "ruleset", "diff", "iza/plan@\(row.old)", "iza/plan@\(row.new)", "--rulesets", Self.shipped)
    #expect(status == (row.told.isEmpty ? 0 : 1))
    let told = world.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }.dropFirst()
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(told == (row.told.isEmpty ? ["Elk"] : row.told), "\(world.output)")
    #expect(!world.output.contains("niet is vast te stellen"), "\(world.output)")
  }

  @Test("plans that come to something else are named, with the checks that do")
  func plans() {
    let world = World()
    let status = world.run(
      "ruleset", "diff", "gemeente/buurtfonds@regeling-2023", "gemeente/buurtfonds@regeling-2024",
      "--plans", World.plan)
    #expect(status == 1)
    #expect(world.output.contains("    bedrag: "))
    #expect(world.output.contains("Soepeler"))
    #expect(world.output.contains("Plannen: 0 van de 1 worden anders beoordeeld"))
    let dear = World([
      "duur.yaml": """
      ruleset: gemeente/buurtfonds
      naam: Duur
      ingediend op: 2023-05-01
      bedrag: 15000
      eigen deel: 10
      buren: [{ naam: Ada, tekent: ja }]
      """
    ])
    let json = dear.run(
      "ruleset", "diff", "gemeente/buurtfonds@regeling-2023", "gemeente/buurtfonds@regeling-2024",
      "--plans", "duur.yaml", "--format", "json")
    #expect(json == 1)
    #expect(dear.output.contains("\"relation\": \"looser\""))
    #expect(
      dear.output.contains("\"id\": \"B1.1\", \"before\"")
        || dear.output.contains("\"before\": \"fail\""))
  }

  @Test("a version is named, and a plan that can't be read does not keep the others from it")
  func refusals() {
    let unnamed = World()
    #expect(
      unnamed.run("ruleset", "diff", "gemeente/buurtfonds", "gemeente/buurtfonds@regeling-2024")
        == 3)
    #expect(unnamed.error.contains("welke versie?"))
    let broken = World(["kapot.yaml": "naam: ["])
    let status = broken.run(
      "ruleset", "diff", "gemeente/buurtfonds@regeling-2023", "gemeente/buurtfonds@regeling-2024",
      "--plans", "kapot.yaml", World.plan)
    #expect(status == 3)
    #expect(broken.output.contains("van de 1 worden"))
  }
}
