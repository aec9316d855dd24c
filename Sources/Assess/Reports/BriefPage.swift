import Rules

/// A short text report while it is written: what is to be done first, and every source, reading and
/// assumption once, at the end.
struct BriefPage {
  var page: TextPage
  let marks: ReportMarks

  init(_ page: TextPage) {
    self.page = page
    marks = ReportMarks(page.report)
  }

  var text: String { page.layout.text }
  var report: Report { page.report }
  var words: ReportWords { page.words }
  var style: TerminalStyle { page.style }

  mutating func whole() {
    header()
    overview()
    page.planSuggestions()
    timeline()
    heading(words.conditions)
    add(words.legend(readingKey: marks.readings.first?.key), style: style.faint)
    for condition in report.conditions { self.condition(condition) }
    questions()
    judgements()
    assumptions()
    readings()
    sources()
  }

  private mutating func header() {
    let edition = report.ruleset
    add(report.plan.title ?? words.untitled, style: style.strong)
    add("\(edition.title), \(edition.versionTitle)")
    add("\(words.edition(edition)), \(words.validity(edition))")
    add("\(words.assessedOn) \(words.date(report.moment.date)): \(report.plan.file)")
  }

  private mutating func overview() {
    heading(words.outcome)
    page.outcomeLine(lead: "")
    for line in VisibleText.lines(report.outcome.text) { page.layout.words(line) }
    add("\(words.conditionsMet): \(words.met(report.tally)) (\(words.parts(report.tally)))")
    heading(words.overview)
    for condition in report.conditions { page.line(for: condition, indent: 0) }
  }

  private mutating func timeline() {
    guard let timeline = report.timeline, !timeline.items.isEmpty else { return }
    page.layout.blank()
    add(words.inWords(timeline))
    let late = timeline.items.filter(\.isLate)
    guard !late.isEmpty else { return }
    var names = late.prefix(Self.namesInLine).map { "\($0.label) (\(words.date($0.date)))" }
    if late.count > names.count { names.append(words.more(late.count - names.count)) }
    add(names.joined(separator: ", "), lead: "✗ \(words.late): ", hang: 2)
  }

  private mutating func questions() {
    guard !report.questions.isEmpty else { return }
    heading(words.counted(words.questions, report.questions.count))
    add(words.questionsAbout)
    for (index, question) in report.questions.enumerated() {
      add(question.question, lead: "\(index + 1). ", hang: 3, style: style.strong)
      var facts = question.label == question.question ? [] : [question.label]
      if question.path != question.question { facts.append(question.path) }
      if let example = question.example { facts.append("\(words.example): \(example)") }
      facts.append("\(words.neededFor): \(list(question.checks))")
      add(facts.joined(separator: Self.between), indent: 3)
    }
  }

  /// Where the questions stand, so that no question is put twice.
  private mutating func judgements() {
    guard !report.judgements.isEmpty else { return }
    heading(words.counted(words.judgements, report.judgements.count))
    add(words.judgementsToGive)
    add(list(report.judgements.map(\.check)), lead: "◇ ")
  }

  private mutating func assumptions() {
    guard !report.assumptions.isEmpty else { return }
    heading(words.counted(words.assumptions, report.assumptions.count))
    add(words.assumptionsAbout)
    for (index, assumption) in report.assumptions.enumerated() {
      var text = assumption.title
      if let value = assumption.value { text += " \(value)." }
      text += " \(words.originMark(assumption.origin)) (\(list(assumption.checks)))"
      add(text, lead: "\(index + 1). ", hang: 3)
    }
  }

  private mutating func readings() {
    guard !marks.readings.isEmpty else { return }
    heading(words.counted(words.readingsList, marks.readings.count))
    for reading in marks.readings {
      let (style, key) = (style, VisibleText(reading.key).text)
      page.layout.words(
        VisibleText("\(reading.point) \(reading.choice)"), lead: "\(key) ", hang: 2,
        leadStyle: style.strong)
    }
  }

  private mutating func sources() {
    guard !marks.documents.isEmpty else { return }
    heading(words.sources)
    for (source, sections) in marks.documents {
      add("\(source.title). \(source.publisher), \(words.date(source.date)).", style: style.strong)
      for section in sections {
        let number = "[\(section.number)]"
        let padding = String(repeating: " ", count: max(5 - number.columns, 1))
        add(section.title, indent: 2, lead: number + padding)
      }
    }
  }

  /// Between facts on one line.
  static let between = " · "
  /// How many names stand in a line before "and more".
  static let namesInLine = 3
  /// How many characters of a figure are shown.
  static let figureLength = 240

  private func list(_ ids: [String]) -> String { ids.joined(separator: ", ") }

  mutating func heading(_ text: String) { page.layout.heading(text, style: style.strong) }

  mutating func add(
    _ text: String, indent: Int = 0, lead: String = "", hang: Int? = nil,
    style: (String) -> String = { $0 }, leadStyle: (String) -> String = { $0 }
  ) {
    page.layout.words(
      VisibleText(text), indent: indent, lead: lead, hang: hang, style: style, leadStyle: leadStyle)
  }
}
