import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("toets ruleset test --mutate")
struct MutationTests {
  @Test(
    "every small change is noticed, proven to change nothing, or named with a plan that shows it")
  func survivors() throws {
    let world = World()
    #expect(world.run("ruleset", "test", "--mutate", "--rulesets", MistakeTests.root) == 1)
    let lines = world.output.split(separator: "\n").map(String.init)
    // The ceiling that no test comes near.
    let ceiling = try #require(
      lines.firstIndex { $0.contains("plafond-2024.yaml:2:12: '40000' → '40001'") })
    #expect(
      lines[ceiling + 1].contains(
        "E3.1 zou 'voldoet' zijn en niet 'voldoet niet' bij: gevraagd: 40000"))
    // What a test states, and what `check` tells of.
    for noticed in ["e1-woning.yaml:14:20: '<' → '>'", "e3-kosten.yaml:12:21: '>=' → '>'"] {
      #expect(!lines.contains { $0.contains(noticed) }, "\(noticed)")
    }
    let total = try #require(lines.first { $0.contains("kleine veranderingen") })
    let numbers = total.split { !$0.isNumber }.compactMap { Int($0) }
    #expect(numbers.count == 6 && numbers[0] == numbers[1...4].reduce(0, +), "\(total)")
    #expect(lines.count { $0.hasPrefix("~ ") } == numbers[4])
  }

  @Test("a test that fails goes first: what it says of changes is worth nothing")
  func failing() throws {
    let path = "\(MistakeTests.folder)/tests/dorpsstraat.yaml"
    let good = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
    let world = World([path: good.replacing("outcome: ja", with: "outcome: nee")])
    #expect(world.run("ruleset", "test", "--mutate", "--rulesets", MistakeTests.root) == 1)
    #expect(!world.output.contains("kleine veranderingen"))
  }
}

@Suite("what is wrong with a ruleset, for a program to read")
struct DiagnosticsReportTests {
  /// A mistake, and what is written of it in either form.
  private func run(_ form: String) throws -> String {
    let path = "\(MistakeTests.folder)/e1-woning.yaml"
    let good = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
    let world = World([path: good.replacing("rule: bouwjaar < oud tot", with: "rule: 'true'")])
    #expect(
      world.run(
        "ruleset", "check", "--strict", "--format", form, "--rulesets", MistakeTests.root) == 4)
    #expect(world.error == "")
    return world.output
  }

  @Test("as JSON: file, place, code, words and how to mend it")
  func json() throws {
    let text = try run("json")
    for part in [
      "\"code\": \"W134\"", "\"severity\": \"warning\"", "\"startLine\": 14", "e1-woning.yaml\"",
      "\"mend\": \"verander de regel",
    ] {
      #expect(text.contains(part), "\(part): \(text)")
    }
  }

  @Test("as SARIF: each rule that is used, and each result with its region")
  func sarif() throws {
    let text = try run("sarif")
    for part in [
      "\"version\": \"2.1.0\"", "\"id\": \"W134\"", "\"ruleId\": \"W134\"",
      "\"level\": \"warning\"", "\"startColumn\": 12",
    ] {
      #expect(text.contains(part), "\(part): \(text)")
    }
  }

  @Test("a code is explained, in either language, and one that is not there is refused")
  func explained() {
    let world = World()
    #expect(world.run("ruleset", "explain", "w134") == 0)
    #expect(world.output.hasPrefix("W134: "))
    let all = World()
    #expect(all.run("ruleset", "explain", "--lang", "en") == 0)
    #expect(all.output.split(separator: "\n").count == DiagnosticCode.allCases.count)
    let none = World()
    #expect(none.run("ruleset", "explain", "W999") == 3)
  }
}
