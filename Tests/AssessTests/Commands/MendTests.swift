import Foundation
import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("What has one certain mend is mended by --fix, and nothing else")
struct MendTests {
  /// Mistakes of which one thing can be meant.
  static let slips: [(name: String, file: String, old: String, new: String)] = [
    (
      "a Dutch 'and'", "e2-aanvrager.yaml", "toestemming = true",
      "toestemming = true en bouwjaar > 1900"
    ),
    (
      "a Dutch 'or'", "e2-aanvrager.yaml", "toestemming = true",
      "(toestemming = true of bouwjaar > 1900)"
    ),
    ("a decimal comma", "e1-woning.yaml", "rule: bouwjaar < oud tot", "rule: bouwjaar < 1950,5"),
    (
      "&& for and", "e2-aanvrager.yaml", "toestemming = true",
      "toestemming = true && bouwjaar > 1900"
    ),
    (
      "=< for <=", "e2-aanvrager.yaml", "toestemming = true",
      "toestemming = true and 1900 =< bouwjaar"
    ),
    (
      "a day as it is written in Dutch", "e4-planning.yaml", "m.uitvoerder != null",
      "m.uitvoerder != null and start > date(\"31-12-2024\")"
    ),
    ("<> for !=", "e4-planning.yaml", "m.uitvoerder != null", "m.uitvoerder <> null"),
    (
      "a quote left out", "e2-aanvrager.yaml", "applies: bewoning = \"huurder\"",
      "applies: bewoning = \"huurder"
    ),
    (
      "typographic quotes", "e2-aanvrager.yaml", "applies: bewoning = \"huurder\"",
      "applies: bewoning = “huurder”"
    ),
    ("a misspelt type", "vocabulary.yaml", "start: { type: date", "start: { type: dat"),
    ("a day without zeros", "ruleset.yaml", "valid from: 2025-01-01", "valid from: 2025-1-1"),
  ]

  /// Mistakes of which several things may be meant, though a program could guess.
  static let doubtful: [(name: String, file: String, old: String, new: String)] = [
    ("thousands with a comma", "e3-kosten.yaml", ">= 20000\"", ">= 20,000\""),
    (
      "a function near a field", "e2-aanvrager.yaml", "toestemming = true",
      "toestemming = summ"
    ),
    (
      "the next place of a source", "e1-woning.yaml", "source: regeling#art-2\nchecks",
      "source: regeling#art-22\nchecks"
    ),
  ]

  /// A ruleset with one mistake, and what it looks like without it.
  private static func world(
    _ file: String, _ old: String?, _ new: String
  ) throws -> (world: World, path: String, text: String) {
    let path = "\(MistakeTests.folder)/\(file)"
    var text = new
    if let old {
      let good = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
      try #require(good.ranges(of: old).count == 1, "\(old)")
      text = good.replacing(old, with: new)
    }
    return (World([path: text]), path, text)
  }

  private static func check(_ world: World, _ options: String...) -> Int32 {
    world.run(["ruleset", "check", "--rulesets", MistakeTests.root] + options)
  }

  private struct Report: Decodable {
    struct Entry: Decodable {
      struct Edit: Decodable {
        let file: String
        let startLine: Int
        let text: String
      }

      let file: String?
      let code: String?
      let message: String
      let edit: Edit?
    }

    let diagnostics: [Entry]
    let mended: [Entry]?
  }

  private static func report(_ world: World, _ options: String...) throws -> Report {
    let before = world.output.utf8.count
    _ = world.run(
      ["ruleset", "check", "--format", "json", "--rulesets", MistakeTests.root] + options)
    let text = world.output.utf8.dropFirst(before)
    return try JSONDecoder().decode(Report.self, from: Data(text))
  }

  /// The lines that differ; more than one where something was added or taken away.
  private static func changedLines(_ one: String, _ other: String) -> Int {
    let (before, after) = (
      one.split(separator: "\n", omittingEmptySubsequences: false),
      other.split(separator: "\n", omittingEmptySubsequences: false)
    )
    return before.count == after.count ? zip(before, after).count { $0 != $1 } : .max
  }

  @Test("a slip is mended: the file is as it was before it", arguments: slips)
  func slip(_ row: (name: String, file: String, old: String, new: String)) throws {
    let (world, path, text) = try Self.world(row.file, row.old, row.new)
    #expect(Self.check(world) == 4, "\(row.name)")
    #expect(Self.check(world, "--fix") == 0, "\(row.name): \(world.error)")
    let mended = try #require(world.file(path))
    #expect(Self.changedLines(text, mended) == 1)
    #expect(world.output.contains("hersteld E"), "\(world.output)")
  }

  @Test("what may be meant in two ways stays, and is told of", arguments: doubtful)
  func doubt(_ row: (name: String, file: String, old: String, new: String)) throws {
    let (world, path, text) = try Self.world(row.file, row.old, row.new)
    #expect(Self.check(world, "--fix") == 4, "\(row.name): \(world.output)")
    #expect(world.file(path) == text)
  }

  @Test(
    """
    all that check tells of has a code; of the mends that are offered, 70 % and more apply, what was told is gone, and no \
    other line changes
    """)
  func share() throws {
    var (offered, applied) = (0, 0)
    var left: [String] = []
    for row in MistakeTests.mistakes {
      let (world, path, text) = try Self.world(row.file, row.old, row.new)
      let before = try Self.report(world, "--strict")
      #expect(!before.diagnostics.isEmpty, "\(row.name)")
      for entry in before.diagnostics {
        let code = entry.code.flatMap { DiagnosticCode(rawValue: $0) }
        #expect(code != nil, "\(row.name): \(entry.message)")
      }
      let edits = before.diagnostics.filter { $0.edit != nil }
      if edits.isEmpty { continue }
      offered += edits.count
      let after = try Self.report(world, "--strict", "--fix")
      let mended = after.mended?.count ?? 0
      applied += mended
      if mended < edits.count { left.append(row.name) }
      for mend in after.mended ?? [] {
        #expect(!after.diagnostics.contains { $0.message == mend.message && $0.file == mend.file })
      }
      let now = try #require(world.file(path))
      #expect(Self.changedLines(text, now) == mended, "\(row.name)")
      _ = try Self.report(world, "--strict", "--fix")
      #expect(world.file(path) == now, "\(row.name): a second time changes nothing")
    }
    #expect(offered >= 12, "mends are offered: \(offered)")
    #expect(applied * 10 >= offered * 7, "\(applied) of \(offered); not \(left)")
    print("mends on the mistakes: \(applied) of \(offered) applied; not \(left)")
  }

  @Test("a file that somebody changed meanwhile stays as it is")
  func changedMeanwhile() throws {
    let (world, path, _) = try Self.world("e1-woning.yaml", "rule: bouwjaar <", "rule: bouwjar <")
    let other = "# van iemand anders\n"
    let effects = world.effects(["TOETS_RULESETS": MistakeTests.root])
    let catalog = RulesetCatalog(root: MistakeTests.root, effects: effects)
    var mending = RulesetMending(RulesetReference("proef/woning"), in: catalog, isStrict: false)
    mending.run()
    #expect(mending.mends.count == 1)
    try effects.writeFile(path, Array(other.utf8))
    let failures = mending.write()
    #expect(failures.map(\.status) == [.badRuleset] && mending.mends.isEmpty)
    #expect(world.file(path) == other)
  }

  @Test("every code is explained in both languages")
  func codes() {
    #expect(DiagnosticCode.allCases.count >= 45)
    for code in DiagnosticCode.allCases {
      let (nl, en) = (code.explanation.nl, code.explanation.en)
      #expect(nl.count > 20 && en.count > 20 && nl != en, "\(code)")
    }
    #expect(
      Set(DiagnosticCode.allCases.map(\.explanation.nl)).count == DiagnosticCode.allCases.count)
  }

  @Test("SARIF has the mend as a fix, with the words that it puts in")
  func sarif() throws {
    let (world, _, _) = try Self.world("e1-woning.yaml", "rule: bouwjaar <", "rule: bouwjar <")
    _ = Self.check(world, "--format", "sarif")
    #expect(world.output.contains("\"fixes\""))
    #expect(world.output.contains("\"insertedContent\""))
    #expect(world.output.contains("bouwjaar"))
  }
}
