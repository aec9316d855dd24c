import Rules
import TestSupport
import Testing

@testable import Assess

/// The fixture after `som` became `bedrag`, and `handtekening` of a neighbour `tekent`.
private func world(_ plan: String, input: String = "") throws -> World {
  let disk = Effects.process
  let path = "\(World.ruleset)/vocabulary.yaml"
  let vocabulary = String(decoding: try disk.readFile(path, 1 << 20), as: UTF8.self)
    .replacing("bedrag: { type: number,", with: "bedrag: { type: number, formerly: som,")
    .replacing("tekent: { type: boolean,", with: "tekent: { type: boolean, formerly: handtekening,")
  return World([path: vocabulary, "plan.yaml": plan], input: input)
}

private func old() throws -> String {
  String(decoding: try Effects.process.readFile(World.plan, 1 << 20), as: UTF8.self)
    .replacing("bedrag:", with: "som:").replacing("tekent:", with: "handtekening:")
}

@Suite("A plan with the names of before")
struct FormerNameTests {
  @Test("is assessed as it was, with a warning for each name")
  func assessed() throws {
    let world = try world(old())
    #expect(world.run("plan.yaml", "--format", "json") == 0, "\(world.error)")
    #expect(
      world.error.contains("plan.yaml:4:1: waarschuwing: 'som' heet nu 'bedrag'"), "\(world.error)")
    #expect(world.error.ranges(of: "'handtekening' heet nu 'tekent'").count == 1)
    #expect(world.output.contains("€ 9.000"))
  }

  @Test("is refused where a name of before stands beside the name of now")
  func twice() throws {
    let world = try world(old() + "bedrag: 5\n")
    #expect(world.run("plan.yaml") == 3)
    #expect(world.error.contains("twee namen van dezelfde vraag"), "\(world.error)")
  }

  @Test("gives the same line in a batch, and the same record")
  func batch() throws {
    let line =
      #"{"naam": "P", "ingediend op": "2023-05-01", "som": 9000, "eigen deel": 5, "buren": []}"#
    let (before, after) = (
      try world("", input: line), World(input: line.replacing("som", with: "bedrag"))
    )
    #expect(before.run("batch") == after.run("batch"))
    // The same line, and the warning at its end.
    #expect(before.output.hasPrefix(after.output.dropLast(2)), "\(before.output)")
    #expect(before.output.contains("'som' heet nu 'bedrag'"))
    let kept = try world(old())
    #expect(kept.run("plan.yaml", "--record", "record.json") == 0, "\(kept.error)")
    #expect(kept.run("verify", "record.json", "plan.yaml") == 0, "\(kept.error)")
  }

  @Test(
    "takes a new answer under the name that it has, never under both",
    arguments: [
      ("som: 5 # was\n", "bedrag", "som: 10 # was\n"),
      ("naam: A\n", "bedrag", "naam: A\nbedrag: 10\n"),
      (#"{"som": 5}"#, "bedrag", #"{"som": 10}"#),
      (
        "buren:\n  - handtekening: 5\n", "buren[1].tekent", "buren:\n  - handtekening: 10\n"
      ),
      (
        "buren:\n  - naam: A\n", "buren[1].tekent", "buren:\n  - naam: A\n    tekent: 10\n"
      ),
    ])
  func edited(_ text: String, _ path: String, _ after: String) throws {
    let effects = try world("").effects(["TOETS_RULESETS": World.rulesets])
    let catalog = RulesetCatalog(root: World.rulesets, effects: effects)
    let folder = try catalog.ruleset(named: "gemeente/buurtfonds")
    let version = try #require(folder.version(named: "regeling-2023"))
    let vocabulary = try catalog.model(folder, version).vocabulary
    let path = try #require(InputPath(path))
    let source = SourceText(name: "plan.yaml", text: text)
    let edited = try PlanEditor(source, by: vocabulary)
      .setting(path, to: .scalar(.plain("10", isBare: true)))
    #expect(String(decoding: edited.bytes, as: UTF8.self) == after)
  }

  @Test("is changed by tests under the name of now")
  func tested() throws {
    let path = "\(World.ruleset)/examples/speeltuin.yaml"
    let vocabulary = try world("").file("\(World.ruleset)/vocabulary.yaml") ?? ""
    let world = World(["\(World.ruleset)/vocabulary.yaml": vocabulary, path: try old()])
    #expect(world.run("ruleset", "test") == 0, "\(world.output)\(world.error)")
  }
}
