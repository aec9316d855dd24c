import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("toets ruleset test --mutate")
struct MutationTests {
  private static let test = "\(MistakeTests.folder)/tests/dorpsstraat.yaml"

  private func mutated(_ world: World, _ options: String...) -> (status: Int32, lines: [String]) {
    let status = world.run(
      ["ruleset", "test", "--mutate", "--rulesets", MistakeTests.root] + options)
    return (status, world.output.split(separator: "\n").map(String.init))
  }

  /// All, noticed, told by check, alike, survivors, survivors with a variant, percentage.
  private func numbers(_ lines: [String]) throws -> [Int] {
    let total = try #require(lines.first { $0.contains("kleine veranderingen") })
    return total.split { !$0.isNumber }.compactMap { Int($0) }
  }

  @Test(
    "every small change is noticed, proven to change nothing, or named with a variant that shows it"
  )
  func survivors() throws {
    let (status, lines) = mutated(World())
    #expect(status == 1)
    // The ceiling that no test comes near.
    let ceiling = try #require(
      lines.firstIndex { $0.contains("plafond-2024.yaml:2:12: '40000' → '40001'") })
    #expect(
      lines[ceiling + 1].hasSuffix("tests/dorpsstraat.yaml: gevraagd bedrag: € 40.001"),
      "\(lines[ceiling + 1])")
    // What a test states.
    for noticed in ["e1-woning.yaml:14:20: '<' → '>'", "outcome.yaml:7:21: 'false' → 'true'"] {
      #expect(!lines.contains { $0.contains(noticed) }, "\(noticed)")
    }
    let numbers = try numbers(lines)
    #expect(numbers.count == 7 && numbers[0] == numbers[1...4].reduce(0, +), "\(numbers)")
    #expect(lines.count { $0.hasPrefix("~ ") } == numbers[4])
    #expect(numbers[5] * 10 > numbers[4] * 8, "\(numbers)")
  }

  @Test("accepted variants notice what they are for, and every line that was there stays")
  func accepted() throws {
    let world = World()
    let before = try numbers(mutated(world, "--accept").lines)
    var written: [String: String] = [:]
    for path in [Self.test, "\(MistakeTests.folder)/tests/een-jaar-later.yaml"] {
      let old = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
      let new = try #require(world.file(path))
      #expect(new.hasPrefix(old) && new.count > old.count)
      written[path] = new
    }
    let next = World(written)
    let after = try numbers(mutated(next).lines)
    #expect(after[0] == before[0])
    #expect(after[4] <= before[4] - before[5], "\(before) \(after)")
    #expect(after[1] >= before[1] + before[5], "\(before) \(after)")
    #expect(next.output.contains(" 0 fout"))
  }

  @Test("of one check only what reaches it is changed")
  func only() throws {
    let all = try numbers(mutated(World()).lines)
    let some = mutated(World(), "--only", "E3.1")
    #expect(try numbers(some.lines)[0] < all[0] / 3)
    #expect(!some.lines.contains { $0.hasPrefix("~") && $0.contains("e1-woning") })
    let unknown = World()
    #expect(unknown.run("ruleset", "test", "--only", "E99", "--rulesets", MistakeTests.root) == 64)
    #expect(unknown.error.contains("'E99'"))
  }

  @Test("a test that fails goes first: what it says of changes is worth nothing")
  func failing() throws {
    let good = String(decoding: try Effects.process.readFile(Self.test, 1 << 20), as: UTF8.self)
    let world = World([Self.test: good.replacing("outcome: ja", with: "outcome: later")])
    #expect(mutated(world).status == 1)
    #expect(!world.output.contains("kleine veranderingen"))
    #expect(world.output.contains("dorpsstraat.yaml:2:10: outcome: verwacht later, gevonden ja"))
  }

  @Test("an outcome that leaves a criterion out fails tests of the rulesets that ship")
  func leftOut() throws {
    let path = World.package + "rulesets/iza/snelle-toets/outcome.yaml"
    let good = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
    let world = World([path: good.replacing("ST6, ", with: "")])
    let root = World.package + "rulesets"
    #expect(world.run("ruleset", "test", "iza/snelle-toets", "--rulesets", root) == 1)
    #expect(world.output.contains(": outcome: verwacht "))
  }
}

@Suite("toets ruleset test --accept")
struct AcceptanceTests {
  private static let path = "\(World.ruleset)/tests/speeltuin.yaml"

  /// What somebody expects wrongly, or not at all.
  static let mistakes: [(old: String, new: String)] = [
    ("outcome: subsidie\n", "outcome: geen subsidie\n"),
    ("criteria: { B1: passes, B2: passes }", "criteria: { B1: fails, B2: not applicable }"),
    ("  B1.1: passes\n", "  B1.1: fails\n"), ("  B2.1: passes\n", ""),
    ("  B1.1: passes\n  B1.2", "  B1.2"), ("  B2.2: passes\nreasons", "reasons"),
    ("  B2.2: passes\nreasons", "  B2.2: passes\n  B9.9: fails\nreasons"),
    (
      "bedrag: 10001 }\n    differs: { B1.1: fails }",
      "bedrag: 10001 }\n    differs: { B2.1: fails, B9.1: passes }"
    ),
    ("tekent: nee } }\n    differs: { B2.1: fails }", "tekent: nee } }\n    differs: {}"),
    (
      "differs: { B1.2: fails }\n    outcome: geen subsidie\n",
      "differs: { B1.2: fails }\n    outcome: subsidie\n"
    ),
    ("asks: [bedrag]\n    outcome: answers missing\n", "asks: [bedrag]\n"),
    (
      "ingediend op: 2024-05-01 }\n",
      "ingediend op: 2024-05-01 }\n    outcome: geen subsidie\n"
    ),
  ]

  @Test("puts a file right to the byte, and shows the lines", arguments: mistakes)
  func accepted(_ row: (old: String, new: String)) throws {
    let good = String(decoding: try Effects.process.readFile(Self.path, 1 << 20), as: UTF8.self)
    #expect(good.contains(row.old), "\(row.old)")
    let wrong = good.replacing(row.old, with: row.new, maxReplacements: 1)
    let world = World([Self.path: wrong])
    #expect(world.run("ruleset", "test", "--accept") == 0, "\(world.output)\(world.error)")
    #expect(world.file(Self.path) == good, "\(world.file(Self.path) ?? "")")
    #expect(world.output.contains("--- \(Self.path)") && world.output.contains("\n@@ "))
    #expect(world.output.hasSuffix("10 tests: 10 goed, 0 fout\n"))
  }

  @Test("a test in braces gets what is missing, and loses what is not there")
  func braces() throws {
    let path = "\(World.ruleset)/tests/kort.yaml"
    let world = World([
      path: """
      # Kort.
      plan: ../examples/speeltuin.yaml
      checks: { B1.1: fails, B7.1: passes }  # alles
      variants: [{ name: te duur, change: { bedrag: 10001 } }]

      """
    ])
    #expect(world.run("ruleset", "test", "--accept") == 0, "\(world.output)\(world.error)")
    #expect(
      world.file(path) == """
        # Kort.
        plan: ../examples/speeltuin.yaml
        checks: { B1.1: passes, B1.2: passes, B2.1: passes, B2.2: passes }  # alles
        variants: [{ name: te duur, change: { bedrag: 10001 }, differs: { B1.1: fails }, outcome: geen subsidie }]

        """)
  }

  @Test("what only people can put right still fails, and nothing is written that need not be")
  func refused() throws {
    let good = String(decoding: try Effects.process.readFile(Self.path, 1 << 20), as: UTF8.self)
    let world = World([Self.path: good.replacing("€ 9.000", with: "€ 9.001")])
    #expect(world.run("ruleset", "test", "--accept") == 1)
    #expect(world.output.contains("speeltuin.yaml:10:9: B1.1: de reden bevat niet"))
    let right = World()
    #expect(right.run("ruleset", "test", "--accept") == 0)
    #expect(right.file(Self.path) == nil && !right.output.contains("@@"))
  }
}

@Suite("toets ruleset test, what it tells besides")
struct TestReportTests {
  @Test(
    "--coverage names conditions, rows, criteria and texts that no test shows, with their place")
  func coverage() throws {
    let world = World()
    #expect(world.run("ruleset", "test", "--coverage", "--rulesets", MistakeTests.root) == 0)
    let gaps = world.output.split(separator: "\n").filter { $0.hasPrefix("○ ") }
    for (place, says) in [
      ("e3-kosten.yaml:25:11:", "nooit onwaar: gevraagd <= plafond"),
      ("e3-kosten.yaml:9:", "rij 1 van de tabel past nooit"),
      ("e1-woning.yaml:", "E1.2: fails: deze tekst laat geen test zien"),
    ] {
      #expect(gaps.contains { $0.contains(place) && $0.contains(says) }, "\(place): \(gaps)")
    }
    // What a variant shows both ways.
    #expect(!gaps.contains { $0.contains("bouwjaar < oud tot") }, "\(gaps)")
    #expect(world.output.contains("criteria die de uitkomst bepalen"))
    let some = World()
    #expect(
      some.run(
        "ruleset", "test", "--coverage", "--only", "E3", "--lang", "en", "--rulesets",
        MistakeTests.root) == 0)
    #expect(some.output.contains("never false: gevraagd <= plafond"))
    #expect(!some.output.contains("e4-planning"))
  }

  @Test("as JSON: each test, what is not shown, coverage and small changes")
  func json() throws {
    let world = World()
    #expect(
      world.run(
        "ruleset", "test", "--coverage", "--mutate", "--format", "json", "--rulesets",
        MistakeTests.root) == 1)
    let root = try DataDocument(
      json: SourceText(name: "uit", bytes: Array(world.output.utf8))
    ).root
    let report = try #require(root["rulesets"]?.items.first { _ in true })
    #expect(report["passed"]?.text == "3" && report["failed"]?.text == "0")
    #expect(report["tests"]?.count == 3)
    #expect(report["coverage"]?["gaps"]?.items.allSatisfy { $0["line"]?.kind == .number } == true)
    #expect(
      report["mutations"]?["survivors"]?.items.contains { $0["variant"]?.kind == .text } == true)
  }

  @Test("as JUnit: a suite for each file, and what was expected where a case fails")
  func junit() throws {
    let path = "\(World.ruleset)/tests/speeltuin.yaml"
    let good = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
    let world = World([
      path: good.replacing(
        "bedrag: 10001 }\n    differs: { B1.1", with: "bedrag: 10001 }\n    differs: { B1.2")
    ])
    #expect(world.run("ruleset", "test", "--junit", "/uit.xml") == 1)
    let text = try #require(world.file("/uit.xml"))
    let root = try XMLTree(reading: SourceText(name: "uit.xml", bytes: Array(text.utf8))).root
    #expect(root.name.local == "testsuites")
    for part in [
      "tests=\"10\" failures=\"1\" errors=\"0\"", "name=\"zonder bedrag\"",
      "speeltuin.yaml:14:22 › te duur: B1.2: verwacht fails, gevonden passes",
    ] {
      #expect(text.contains(part), "\(part): \(text)")
    }
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
