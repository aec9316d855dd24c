import Testing

@testable import Assess
@testable import Rules

@Suite("A short report")
struct BriefReportTests {
  private let report = SampleAssessment.report()

  private func lines() -> [Substring] {
    TextReport(report, width: .max).text.split(separator: "\n")
  }

  @Test("has every check with its verdict, its source and what it rests on")
  func everyCheck() {
    let marks = ReportMarks(report)
    for check in report.conditions.flatMap(\.checks) {
      let start = "  \(check.verdict.symbol) \(check.id) "
      let entries = lines().filter { $0.hasPrefix(start) }
      #expect(entries.count == 1, "\(check.id)")
      for entry in entries {
        #expect(entry.hasSuffix(" \(marks.sections(check.citations))"), "\(entry)")
        for reading in check.readings { #expect(entry.contains(reading.key)) }
        let assumptions = marks.assumptions(check.assumptions + check.unset)
        #expect(assumptions.isEmpty || entry.contains("aanname \(assumptions)"), "\(entry)")
      }
      for reason in check.reasons { #expect(lines().contains { $0.contains(reason) }) }
    }
  }

  @Test("has what asks for attention before what is settled")
  func order() {
    for condition in report.conditions {
      let settled = condition.checksByUrgency.map(\.verdict.isSettled)
      #expect(settled == settled.sorted { !$0 && $1 })
    }
    let verdicts: [Verdict] = [.notApplicable, .passes, .needsJudgement, .undetermined, .fails]
    let mixed = Self.report(verdicts.map { ($0, "1") })
    #expect(mixed.conditions[0].checksByUrgency.map(\.verdict) == verdicts.reversed())
    let twice = Self.report([(.passes, "1"), (.fails, "1"), (.passes, "1"), (.fails, "1")])
    #expect(twice.conditions[0].checksByUrgency.map(\.id) == ["C1.2", "C1.4", "C1.1", "C1.3"])
  }

  @Test("numbers every cited section once, and lists no number without its section")
  func numbers() {
    let marks = ReportMarks(report)
    let numbers = marks.documents.flatMap(\.sections).map(\.number)
    #expect(numbers == Array(1...numbers.count))
    let cited = Set(
      report.conditions.flatMap { $0.citations + $0.checks.flatMap(\.citations) }.map(\.key))
    #expect(numbers.count == cited.count)
  }

  @Test("is far shorter than a full one, and without a width every entry is one line")
  func length() {
    let full = TextReport(report, depth: .full).text.split(separator: "\n")
    #expect(lines().count < full.count * 2 / 3)
  }

  @Test("cuts a long figure where a word ends")
  func figures() {
    let long = String(repeating: "woord ", count: 60)
    let report = Self.report([(.needsJudgement, long)])
    let brief = TextReport(report, width: .max).text
    #expect(brief.contains(" woord…"))
    #expect(!brief.contains(long.dropLast()))
    #expect(TextReport(report, depth: .full, width: .max).text.contains(long.dropLast()))
  }

  /// One condition with checks of these verdicts, each with a figure.
  private static func report(_ findings: [(verdict: Verdict, figure: String)]) -> Report {
    let title = LocalizedText(nl: "Zon", en: "Sun")
    let checks = findings.enumerated().map { index, finding in
      CheckFinding(
        check: SampleRuleset.check("C1.\(index + 1)", title), verdict: finding.verdict,
        reasons: [], missing: [], unsetParameters: [], assumptions: [],
        figures: [
          .init(label: title, value: LocalizedText(nl: finding.figure, en: finding.figure))
        ], judgement: nil, remarks: [], fault: nil)
    }
    let criterion = CriterionFinding(
      criterion: SampleRuleset.criterion("1", title, title, citing: [], checks.map(\.check)),
      verdict: .fails, notApplicable: nil, tally: Tally(), checks: checks)
    return SampleAssessment.report(SampleAssessment.assessment(criteria: [criterion]))
  }
}
