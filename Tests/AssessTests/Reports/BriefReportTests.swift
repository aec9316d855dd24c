import Testing

@testable import Assess
@testable import Rules

@Suite("A short report")
struct BriefReportTests {
  private func lines(_ report: Report) -> [Substring] {
    TextReport(report, width: .max).text.split(separator: "\n")
  }

  @Test("begins with the outcome and what to do, then has a line for each condition")
  func order() throws {
    let report = SampleAssessment.report()
    let lines = lines(report).map(String.init)
    let places = try [
      report.outcome.title, report.words.toDo, report.words.conditions,
    ].map { words in try #require(lines.firstIndex { $0.contains(words) }, "\(words)") }
    #expect(places == places.sorted())
    for condition in report.conditions {
      let entries = lines[places[2]...].filter { $0.contains(" \(condition.number). ") }
      #expect(entries.count == 1, "\(condition.number)")
    }
  }

  @Test("says of at most ten faults what mends them, and counts the others")
  func faults() {
    for count in [0, 1, 9, 10, 11, 40] {
      let report = Self.report(Array(repeating: .fails, count: count))
      let toDo = report.toDo
      let told = toDo.unmet.flatMap(\.faults).count
      #expect(told == min(count, 10), "\(count)")
      #expect(toDo.moreFaults == count - told, "\(count)")
      let more = report.words.moreFaults(count - told)
      #expect(lines(report).contains { $0 == more } == (count > 10), "\(count)")
    }
  }

  @Test("names no fault of what is no condition, and yet what is expected and not there")
  func expectations() {
    let report = Self.report([.fails, .fails], force: .expectation)
    #expect(report.toDo.unmet.isEmpty)
    #expect(report.toDo.expectations.count == 2)
    let told = lines(report).joined(separator: " ")
    for expectation in [report.words.expected(2)] + report.toDo.expectations {
      #expect(told.contains(expectation))
    }
    #expect(!told.contains(report.words.nothingToDo))
    let optional = Self.report([.fails, .fails], force: .option)
    #expect(optional.toDo.expectations.isEmpty)
    #expect(lines(optional).contains { $0 == optional.words.nothingToDo })
  }

  @Test("shows the five questions that most conditions wait for")
  func questions() {
    var report = Self.report([.undetermined, .undetermined])
    #expect(report.toDo.questions.isEmpty)
    let asked = [("a", 1), ("b", 2), ("c", 0), ("d", 1), ("e", 2), ("f", 1), ("g", 0)]
    report = report.asking(
      asked.map { name, count in
        Report.Question(
          path: InputPath([.member(name)]), label: name, question: "\(name)?", help: nil,
          example: nil,
          checks: Array(["C1.1", "C1.2"].prefix(count)) + ["C9.9"])
      })
    #expect(report.toDo.questions.map(\.path.description) == ["b", "e", "a", "d", "f"])
    #expect(report.toDo.questionCount == 7)
    #expect(lines(report).contains { $0.contains("Nog 7 vragen") })
  }

  @Test("has what asks for attention before what is settled")
  func urgency() {
    let verdicts: [Verdict] = [.notApplicable, .passes, .needsJudgement, .undetermined, .fails]
    let mixed = Self.report(verdicts)
    #expect(mixed.conditions[0].checksByUrgency.map(\.verdict) == verdicts.reversed())
    let twice = Self.report([.passes, .fails, .passes, .fails])
    #expect(twice.conditions[0].checksByUrgency.map(\.id) == ["C1.2", "C1.4", "C1.1", "C1.3"])
  }

  /// One condition with checks of these verdicts.
  private static func report(_ verdicts: [Verdict], force: Check.Force = .condition) -> Report {
    let title = LocalizedText(nl: "Zon", en: "Sun")
    let checks = verdicts.enumerated().map { index, verdict in
      CheckFinding(
        check: SampleRuleset.check("C1.\(index + 1)", title, force: force), verdict: verdict,
        reasons: [], missing: [], unsetParameters: [], assumptions: [], figures: [],
        judgement: nil, remarks: [], fault: nil)
    }
    let isUnmet = force == .condition && verdicts.contains(.fails)
    let criterion = CriterionFinding(
      criterion: SampleRuleset.criterion("1", title, title, citing: [], checks.map(\.check)),
      verdict: isUnmet ? .fails : .passes, notApplicable: nil, tally: Tally(), checks: checks)
    return SampleAssessment.report(SampleAssessment.assessment(criteria: [criterion], isBare: true))
  }
}

extension Report {
  fileprivate func asking(_ questions: [Question]) -> Report {
    var report = self
    report.questions = questions
    return report
  }
}
