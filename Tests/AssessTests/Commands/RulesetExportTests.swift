import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("toets ruleset export")
struct RulesetExportTests {
  private let reference = "gemeente/buurtfonds@regeling-2023"

  @Test("a small ruleset is written as it was before")
  func golden() throws {
    let world = World()
    #expect(world.run("ruleset", "export", reference, "--dmn") == 0)
    #expect(world.error == "")
    try expectGolden(world.output, "buurtfonds.dmn")
  }

  @Test("the model goes to a file where one is named")
  func output() throws {
    let world = World()
    #expect(world.run("ruleset", "export", reference, "--dmn", "--output", "model.dmn") == 0)
    #expect(world.output == "")
    let text = try #require(world.file("model.dmn"))
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<definitions "))
    let full = World()
    #expect(full.run("ruleset", "export", reference, "--dmn", "--output", "/nowhere/m.dmn") == 74)
  }

  @Test("a day picks the version")
  func day() {
    for (day, limit) in [("2023-05-01", "10000"), ("2024-05-01", "20000")] {
      let world = World()
      #expect(
        world.run("ruleset", "export", "gemeente/buurtfonds", "--dmn", "--on", day) == 0)
      #expect(world.output.contains("<text>\(limit)</text>"))
    }
  }

  @Test("a parameter is an input until a settings file gives it a value")
  func settings() {
    let bare = World()
    #expect(bare.run("ruleset", "export", reference, "--dmn") == 0)
    #expect(bare.output.contains("<inputData id=\"parameter_minste_eigen_deel\""))
    let settings = """
      parameters:
        minste eigen deel: { value: "12.5", reason: Besluit raad, date: 2023-03-01 }
      """
    let world = World(["settings.yaml": settings])
    #expect(world.run("ruleset", "export", reference, "--dmn", "--settings", "settings.yaml") == 0)
    #expect(world.output.contains("<decision id=\"parameter_minste_eigen_deel\""))
    #expect(world.output.contains("<text>12.5</text>"))
    #expect(world.output.contains("2023-03-01: Besluit raad"))
    let wrong = World(["settings.yaml": settings.replacing("eigen deel", with: "ander deel")])
    #expect(wrong.run("ruleset", "export", reference, "--dmn", "--settings", "settings.yaml") == 4)
    #expect(wrong.error.contains("minste ander deel"))
  }

  @Test("the form must be named")
  func form() {
    let world = World()
    #expect(world.run("ruleset", "export", reference) == 64)
    #expect(world.error.contains("--dmn"))
  }

  @Test("what is exported runs as any model does")
  func runs() {
    let world = World()
    #expect(world.run("ruleset", "export", reference, "--dmn", "--output", "model.dmn") == 0)
    let facts = """
      {"naam": "Speeltuin", "ingediend op": "2023-05-01", "bedrag": 9000, "eigen deel": 10,
       "buren": [{"naam": "Ada", "tekent": true}], "oordeel B1_2": true, "oordeel B2_2": true}
      """
    guard let model = world.file("model.dmn") else { return }
    let cases = [
      (old: "9000", new: "9000", outcome: "subsidie"),
      ("9000", "null", "answers missing"),
      ("\"oordeel B2_2\": true", "\"oordeel B2_2\": null", "judgement needed"),
      ("\"tekent\": true", "\"tekent\": false", "geen subsidie"),
    ]
    for (old, new, outcome) in cases {
      let facts = facts.replacing(old, with: new)
      let run = World(["model.dmn": model, "facts.json": facts])
      #expect(
        run.run(
          "dmn", "run", "model.dmn", "--input", "facts.json", "--decision", "uitkomst", "--format",
          "json") == 0)
      #expect(run.output.contains("\"\(outcome)\""), "\(run.output)")
    }
  }
}
