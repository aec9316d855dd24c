import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("A report is the same for the same assessment")
struct GoldenReportTests {
  @Test("in every format and language", arguments: Language.allCases)
  func formats(language: Language) throws {
    let report = SampleAssessment.report(in: language)
    try expectGolden(TextReport(report).text, "brief.\(language.rawValue).txt")
    try expectGolden(TextReport(report, depth: .full).text, "report.\(language.rawValue).txt")
    try expectGolden(
      TextReport(report, depth: .summary).text, "summary.\(language.rawValue).txt")
    try expectGolden(MarkdownReport(report).text, "report.\(language.rawValue).md")
    try expectGolden(JSONReport(report).text, "report.\(language.rawValue).json")
    try expectGolden(HTMLReport(report).text, "report.\(language.rawValue).html")
  }

  @Test("with explanations, in every format and language", arguments: Language.allCases)
  func explained(language: Language) throws {
    let report = SampleAssessment.explainedReport(in: language)
    let name = "explained.\(language.rawValue)"
    try expectGolden(TextReport(report).text, "\(name).brief.txt")
    try expectGolden(TextReport(report, depth: .full).text, "\(name).full.txt")
    try expectGolden(TextReport(report, depth: .rule).text, "\(name).rule.txt")
    try expectGolden(MarkdownReport(report).text, "\(name).md")
    try expectGolden(JSONReport(report).text, "\(name).json")
    try expectGolden(HTMLReport(report).text, "\(name).html")
  }

  @Test("of real plans, with what would change them", arguments: Language.allCases)
  func realPlans(language: Language) throws {
    let root = World.package
    for (ruleset, plan) in [
      ("iza/plan", "mooi-maasvallei"), ("iza/snelle-toets", "valpreventie-dalzicht"),
    ] {
      let world = World()
      let status = world.run(
        "assess", "\(root)rulesets/\(ruleset)/examples/\(plan).yaml", "--rulesets",
        "\(root)rulesets", "--suggest", "--explain", "full", "--on", "2025-03-01", "--lang",
        language.rawValue)
      #expect(status < 3, "\(world.error)")
      try expectGolden(
        world.output.replacing(root, with: ""), "\(plan).\(language.rawValue).txt")
    }
  }
}
