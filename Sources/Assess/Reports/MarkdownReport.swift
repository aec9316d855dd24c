import Rules

/// A report as CommonMark with tables.
struct MarkdownReport {
  let text: String

  /// - Parameter isFull: whether all of every check follows what there is to do.
  init(_ report: Report, isFull: Bool = false) {
    var page = MarkdownPage(report: report)
    page.brief(isAll: !isFull)
    if isFull { page.everything() }
    text = page.text
  }
}

/// A Markdown report while it is written. Every line takes its words as ``MarkdownText``.
struct MarkdownPage {
  let report: Report
  private(set) var text = ""

  init(report: Report) { self.report = report }

  var words: ReportWords { report.words }

  /// - Parameter isAll: whether nothing follows. A title as long as a page is then not shown whole.
  mutating func brief(isAll: Bool) {
    let title = report.plan.title
    header(isAll ? title?.shortened(to: Report.ToDo.sentenceLength / 2) : title)
    outcome()
    toDo()
    overview()
    sourcesOfToDo()
  }

  mutating func everything() {
    if let suggestions = report.suggestions {
      heading(2, words.wayForwardForPlan)
      paragraph(MarkdownText(words.wayForwardAbout).description)
      self.suggestions(suggestions, title: words.wayForward)
    }
    timeline()
    heading(2, words.conditions)
    for condition in report.conditions { self.condition(condition) }
    questions()
    judgements()
    assumptions()
    sources()
  }

  private mutating func header(_ title: String?) {
    heading(1, title ?? words.untitled)
    let edition = report.ruleset
    let rules = MarkdownText(
      "\(edition.title), \(edition.versionTitle) (\(edition.id)@\(edition.version))")
    paragraph("\(rules). \(words.assessedOn) \(words.date(report.moment.date)).")
  }

  /// What somebody can act on, first of all.
  private mutating func toDo() {
    let toDo = report.toDo
    heading(2, words.toDo)
    if toDo.isEmpty { paragraph(words.nothingToDo) }
    for unmet in toDo.unmet {
      paragraph("**✗ \(MarkdownText(unmet.condition.heading))**")
      for fault in unmet.faults {
        item("\(fault.check) \(fault.sentences.joined(separator: " "))")
        if let mend = fault.mend { item(fault.isTried ? "→ \(mend)" : mend, indent: 2) }
      }
    }
    if toDo.moreFaults > 0 { paragraph("\n\(words.moreFaults(toDo.moreFaults))") }
    if toDo.tellsWays { paragraph("\n\(words.howSearched)") }
    for fault in toDo.faultsOfRules.prefix(Report.ToDo.faultsTold) { field(words.remarks, fault) }
    if toDo.questionCount > 0 {
      paragraph("**? \(words.openQuestions(toDo.questionCount, told: toDo.questions.count))**")
      for question in toDo.questions { item(question.question) }
    }
    if !toDo.expectations.isEmpty {
      paragraph("\n**! \(words.expected(toDo.expectations.count)):**")
      for title in toDo.expectations { item(title) }
    }
    if !toDo.judgements.isEmpty {
      paragraph("\n**◇ \(words.toJudge(toDo.judgements.count))**")
      for title in toDo.judgements { item(title) }
    }
  }

  private mutating func sourcesOfToDo() {
    let sources = report.toDo.sources
    guard !sources.isEmpty else { return }
    heading(2, words.sourcesOfThis)
    for source in sources { item(source) }
  }

  private mutating func outcome() {
    let verdict = report.outcome.kind.verdict
    heading(2, "\(words.outcome): \(verdict.symbol) \(report.outcome.title)")
    if let indication = report.outcome.indication { paragraph("**\(MarkdownText(indication))**") }
    for line in VisibleText.lines(report.outcome.text) {
      paragraph(MarkdownText(line).startingLine)
    }
    let (met, parts) = (
      MarkdownText(words.met(report.tally)), MarkdownText(words.parts(report.tally))
    )
    paragraph("**\(words.conditionsMet): \(met)** (\(parts)).")
  }

  private mutating func overview() {
    heading(2, words.overview)
    table([words.condition, words.verdict, words.checksMet])
    for condition in report.conditions {
      row([
        condition.heading,
        "\(condition.verdict.symbol) \(words.verdict(condition.verdict))",
        condition.notApplicable == nil ? words.met(condition.tally) : "–",
      ])
    }
  }

  private mutating func timeline() {
    guard let timeline = report.timeline else { return }
    heading(2, timeline.title)
    if let limit = timeline.limit { paragraph("**\(words.limit):** \(words.date(limit))") }
    table([words.date, words.item] + (timeline.limit == nil ? [] : [words.position]))
    for item in timeline.items {
      let position = item.isLate ? "✗ \(words.late)" : words.onTime
      row([words.date(item.date), item.label] + (timeline.limit == nil ? [] : [position]))
    }
  }

  private mutating func questions() {
    guard !report.questions.isEmpty else { return }
    heading(2, words.counted(words.questions, report.questions.count))
    paragraph(words.questionsAbout)
    for question in report.questions {
      heading(3, question.question)
      field(words.place, "\(question.path) (\(question.label))")
      if let help = question.help { item(help) }
      if let example = question.example { field(words.example, example) }
      let checks = question.checks.joined(separator: ", ")
      field(words.neededFor, checks)
    }
  }

  private mutating func judgements() {
    guard !report.judgements.isEmpty else { return }
    heading(2, words.counted(words.judgements, report.judgements.count))
    paragraph(words.judgementsAbout)
    for judgement in report.judgements {
      heading(3, "\(judgement.check) \(judgement.title)")
      if let question = judgement.question { item(question) }
      for parameter in judgement.unset { field(words.unset, parameter.title) }
      if let answer = judgement.answer { item(words.answer(answer)) }
    }
  }

  private mutating func assumptions() {
    guard !report.assumptions.isEmpty else { return }
    heading(2, words.counted(words.assumptions, report.assumptions.count))
    paragraph(words.assumptionsAbout)
    for assumption in report.assumptions {
      heading(3, assumption.title)
      field(words.value, assumption.value ?? words.unset)
      field(words.why, assumption.why)
      field(words.origin, words.origin(assumption.origin))
      field(words.usedIn, assumption.checks.joined(separator: ", "))
    }
  }

  private mutating func sources() {
    guard !report.sources.isEmpty else { return }
    heading(2, words.sources)
    for source in report.sources {
      var line = "\(MarkdownText(source.title)). "
      line += "\(MarkdownText(source.publisher)), \(words.date(source.date))."
      if let note = source.note { line += " \(MarkdownText(note))" }
      if let url = source.url { line += " <\(url.text)>" }
      text += "- \(line)\n"
    }
  }

  mutating func heading(_ level: Int, _ words: String) {
    if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
    text += "\(String(repeating: "#", count: level)) \(MarkdownText(words))\n\n"
  }

  /// - Parameter markdown: already safe.
  mutating func paragraph(_ markdown: String) { text += "\(markdown)\n\n" }

  mutating func item(_ words: String, indent: Int = 0) {
    text += "\(String(repeating: " ", count: indent))- \(MarkdownText(words).startingLine)\n"
  }

  mutating func field(_ label: String, _ words: String, indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    text += "\(margin)- **\(MarkdownText(label)):** \(MarkdownText(words))\n"
  }

  /// Lines that somebody wrote, as a quotation under an item.
  mutating func quotation(_ words: String, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    let lines = VisibleText.lines(words).map { "\(margin)> \(MarkdownText($0).startingLine)" }
    text += "\n" + lines.joined(separator: "\n\(margin)>\n") + "\n\n"
  }

  private mutating func table(_ headings: [String]) {
    row(headings)
    text += "|\(headings.map { _ in " --- |" }.joined())\n"
  }

  private mutating func row(_ cells: [String]) {
    text += "|\(cells.map { " \(MarkdownText($0)) |" }.joined())\n"
  }
}
