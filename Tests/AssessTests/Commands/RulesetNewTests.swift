import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("toets ruleset new")
struct RulesetNewTests {
  @Test("what it writes checks without a warning, and its tests pass", arguments: ["nl", "en"])
  func sound(_ language: String) {
    let world = World()
    #expect(
      world.run("ruleset", "new", "gemeente/fietsles", "--in", "/new", "--lang", language) == 0)
    #expect(
      world.file("/new/gemeente/fietsles/ruleset.yaml")?.contains("ruleset: gemeente/fietsles")
        == true)
    #expect(
      world.run("ruleset", "check", "--strict", "--rulesets", "/new", "--lang", language) == 0,
      "\(world.output)\(world.error)")
    #expect(world.run("ruleset", "test", "--rulesets", "/new") == 0, "\(world.output)")
    #expect(world.output.contains("4 tests: 4 goed, 0 fout"))
    #expect(!world.output.contains("geen test laat zien"))
    let plan = "/new/gemeente/fietsles/examples/fietsles.yaml"
    #expect(world.run(plan, "--rulesets", "/new") == 0)
    #expect(world.error == "", "\(world.error)")
  }

  @Test("no file is longer than a screen")
  func short() {
    for (path, text) in RulesetStart(name: "a/b", day: .epoch).files {
      #expect(text.split(separator: "\n").count <= 22, "\(path)")
    }
  }

  @Test("what is there already stays as it is")
  func kept() {
    let world = World(["/new/a/notes.txt": "mine"])
    #expect(world.run("ruleset", "new", "a", "--in", "/new") == 64)
    #expect(world.error.contains("/new/a: fout: hier staat al iets; er is niets veranderd"))
    #expect(world.file("/new/a/ruleset.yaml") == nil)
  }

  @Test("a name that can't be one is refused", arguments: ["../x", "a b", "a@b", "/a", "a//b", ""])
  func name(_ name: String) {
    let world = World()
    #expect(world.run("ruleset", "new", name, "--in", "/new") == 64)
    #expect(world.error.contains("geen naam van een ruleset"), "\(world.error)")
  }
}
