import Foundation
import Testing

@testable import Assess
@testable import Rules

@Suite("A report")
struct ReportTests {
  @Test("says how many are met of how many, with bounds where something is open")
  func tallies() {
    let table: [(met: Int, failed: Int, open: Int, unsure: Int, words: String, parts: String)] = [
      (0, 0, 0, 0, "geen", ""), (8, 0, 0, 0, "8 van de 8", "8 voldoen"),
      (6, 2, 0, 0, "6 van de 8", "6 voldoen, 2 voldoen niet"),
      (6, 0, 2, 0, "6 tot 8 van de 8", "6 voldoen, 2 nog open"),
      (1, 1, 1, 0, "1 of 2 van de 3", "1 voldoet, 1 voldoet niet, 1 nog open"),
      (6, 1, 1, 1, "6 tot 8 van de 8 of 9", "6 voldoen, 1 voldoet niet, 2 nog open"),
      (0, 0, 0, 3, "0 tot 3 van de 0 tot 3", "3 nog open"),
    ]
    for row in table {
      var tally = Tally()
      let counts: [(Verdict, Bool, Int)] = [
        (.passes, false, row.met), (.fails, false, row.failed), (.undetermined, false, row.open),
        (.needsJudgement, true, row.unsure), (.notApplicable, false, 2),
      ]
      for (verdict, mayNotApply, count) in counts {
        for _ in 0..<count { tally.count(verdict, mayNotApply: mayNotApply) }
      }
      #expect(ReportWords(.nl).met(tally) == row.words)
      #expect(ReportWords(.nl).parts(tally) == row.parts)
    }
  }

  @Test("has a cross for what a plan fails on, and says of the rest how strongly it is asked")
  func forces() {
    let table: [(verdict: Verdict, force: Check.Force, symbol: String, words: String)] = [
      (.fails, .condition, "✗", "voldoet niet"), (.passes, .condition, "✓", "voldoet"),
      (.fails, .expectation, "!", "let op (hoort, beslist niet)"),
      (.passes, .expectation, "✓", "voldoet (hoort, beslist niet)"),
      (.undetermined, .expectation, "?", "onvoldoende informatie (hoort, beslist niet)"),
      (.fails, .option, "–", "mag, hoeft niet"), (.passes, .option, "✓", "voldoet (mag)"),
      (.notApplicable, .option, "–", "niet van toepassing"),
    ]
    for row in table {
      #expect(row.verdict.symbol(row.force) == row.symbol, "\(row)")
      #expect(ReportWords(.nl).verdict(row.verdict, row.force) == row.words, "\(row)")
    }
  }

  @Test("says each kind of outcome in every format", arguments: Language.allCases)
  func outcomes(language: Language) throws {
    let outcome = SampleRuleset.outcome
    let table: [(OutcomeFinding, Report.Outcome.Kind, String)] = [
      (.decided(outcome.results[0]), .positive, "✓"),
      (.decided(outcome.results[1]), .negative, "✗"),
      (.answersMissing(outcome.answersMissing), .answersMissing, "?"),
      (.judgementNeeded(outcome.judgementNeeded), .judgementNeeded, "◇"),
    ]
    for (finding, kind, symbol) in table {
      let report = SampleAssessment.report(
        SampleAssessment.assessment(outcome: finding), in: language)
      let title = finding.title[language]
      #expect(report.outcome.kind == kind)
      #expect(TextReport(report).text.contains("\(symbol) \(title)"))
      #expect(MarkdownReport(report).text.contains("\(symbol) \(title)"))
      #expect(JSONReport(report).text.contains("\"kind\": \"\(kind.rawValue)\""))
      #expect(try HTMLReport(report).text.contains(title))
    }
  }

  @Test("shows the beginning of a title as long as a page")
  func longTitle() {
    let plan = Report.Plan(title: String(repeating: "9", count: 1_000_000), file: "plan.yaml")
    #expect(plan.title == String(repeating: "9", count: 200) + "…")
  }

  @Test("takes a blank title for none")
  func blankTitle() {
    for title in ["", " ", "\n\t"] {
      let text = TextReport(SampleAssessment.report(title: title)).text
      #expect(text.hasPrefix("Plan zonder titel\n"))
    }
  }

  @Test("names the way to a missing answer by its labels")
  func labels() {
    let question = SampleAssessment.report(in: .nl).questions[0]
    #expect(question.label == "Oogst 2 › Oogstdatum")
    #expect(question.path.description == "oogst[2].datum")
  }

  @Test("lists only the sources that something cites, and links only web addresses")
  func sources() {
    let sources = SampleAssessment.report().sources
    #expect(sources.map(\.key) == ["regels", "brief"])
    #expect(sources.map { $0.url?.text } == ["https://example.org/regels?a=1&b=2", nil])
  }

  @Test("shows people the first of very many reasons, and programs all of them")
  func manyReasons() throws {
    let reasons = (1...1_000).map { LocalizedText(nl: "reden \($0)!", en: "reason \($0)!") }
    let check = SampleRuleset.check("C1.1", LocalizedText(nl: "Veel", en: "Many"))
    let finding = CheckFinding(
      check: check, verdict: .fails, reasons: reasons, missing: [], unsetParameters: [],
      assumptions: [], figures: [], judgement: nil, remarks: [],
      fault: nil)
    let title = LocalizedText(nl: "Veel", en: "Many")
    let criterion = CriterionFinding(
      criterion: SampleRuleset.criterion("1", title, title, citing: [], [check]),
      verdict: .fails, notApplicable: nil, tally: Tally(),
      checks: [finding])
    let report = SampleAssessment.report(SampleAssessment.assessment(criteria: [criterion]))
    let texts = [
      TextReport(report, depth: .full).text, MarkdownReport(report, isFull: true).text,
      try HTMLReport(report).text,
    ]
    for text in [TextReport(report).text, MarkdownReport(report).text] {
      #expect(text.contains("reden 2") && !text.contains("reden 3"))
      #expect(text.contains("En nog 998."))
    }
    for text in texts {
      #expect(text.contains("reden 25"))
      #expect(!text.contains("reden 26"))
      #expect(text.contains("en nog 975"))
    }
    #expect(JSONReport(report).text.contains("reden 1000"))
  }
}

@Suite("A report for a terminal")
struct TextReportTests {
  @Test("stays within its width, addresses excepted", arguments: [60, 72, 100])
  func width(width: Int) {
    let report = SampleAssessment.report(title: String(repeating: "langwoord", count: 40))
    for depth in [TextReport.Depth.brief, .full] {
      let text = TextReport(report, depth: depth, width: width).text
      for line in text.split(separator: "\n") where !line.contains("https://") {
        #expect(String(line).columns <= width, "\(line)")
      }
    }
  }

  @Test("colours the words of a verdict, and not what stands before them")
  func verdictColour() {
    let text = TextReport(SampleAssessment.report(), style: .coloured).text
    #expect(text.contains("\u{1B}[31m✗ Geen perk\u{1B}[0m"))
    #expect(!text.contains("\u{1B}[31m\u{1B}[0m"))
  }

  @Test("has no colour unless asked, and then only colour is added")
  func colour() {
    let report = SampleAssessment.report()
    for depth in [TextReport.Depth.summary, .brief, .full] {
      let plain = TextReport(report, depth: depth).text
      let coloured = TextReport(report, depth: depth, style: .coloured).text
      #expect(!plain.unicodeScalars.contains("\u{1B}"))
      #expect(coloured.unicodeScalars.contains("\u{1B}"))
      var stripped = ""
      for (number, part) in coloured.components(separatedBy: "\u{1B}[").enumerated() {
        stripped += number == 0 ? part : String(part.drop { $0 != "m" }.dropFirst())
      }
      #expect(stripped == plain)
    }
  }

  @Test("knows how wide characters are")
  func columns() {
    let table = [
      ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("😀", 2), ("👩‍👩‍👧‍👦", 2), ("✓", 1),
      ("한", 2), ("", 0), ("€", 1),
    ]
    for (text, columns) in table { #expect(text.columns == columns, "\(text)") }
  }

  @Test("in short is the outcome and a line for each condition")
  func quiet() {
    let lines = TextReport(SampleAssessment.report(), depth: .summary).text.split(separator: "\n")
    #expect(lines.count == 1 + SampleAssessment.criteria.count)
  }
}

@Suite("The drawing of a timeline")
struct TimelineDrawingTests {
  private func draw(_ dates: [CalendarDate], limit: CalendarDate? = nil) -> TimelineDrawing? {
    let title = LocalizedText(nl: "t", en: "t")
    let items = dates.map { Timeline.Item(label: "x", date: $0) }
    return TimelineDrawing(
      Report.Timeline(Timeline(title: title, limit: limit, items: items), in: .nl))
  }

  @Test("keeps every point on the page, however far apart the dates are")
  func extremes() throws {
    let table: [[CalendarDate]] = [
      [.earliest, .latest], [.epoch], [.epoch, .epoch], [.epoch, .latest], [.earliest, .epoch],
      Array(repeating: .epoch, count: 5_000),
      (0..<200).compactMap { CalendarDate(year: 1_900 + $0, month: 6, day: 1) },
    ]
    for dates in table {
      let drawing = try #require(draw(dates, limit: dates.last))
      #expect(drawing.points.count == dates.count)
      #expect(drawing.ticks.count <= 8)
      for point in drawing.points {
        let percent = try #require(Double(point.x.description.dropLast()))
        #expect((0...100).contains(percent))
      }
    }
  }

  @Test("is not made without dates")
  func nothing() {
    #expect(draw([]) == nil)
    #expect(draw([], limit: .epoch) == nil)
  }

  @Test("sorts by date and tells what is after the limit, the last day included")
  func late() {
    let items = SampleAssessment.report().timeline?.items ?? []
    #expect(items.map(\.label) == ["start", "bieten", "prei", "kool"])
    #expect(items.map(\.isLate) == [false, false, true, true])
  }
}
