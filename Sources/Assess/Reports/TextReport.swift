import Rules

/// A report for a terminal.
struct TextReport {
  enum Depth: Sendable {
    /// Only the outcome and one line for each condition.
    case summary
    /// What to do, a line for each condition, and where that stands.
    case brief
    /// The same, and then all of every check, with the claims that it rests on.
    case full
    /// The same, with the rule beside every claim.
    case rule
  }

  let text: String

  /// - Parameters:
  ///   - style: plain unless the caller knows that colour is welcome.
  ///   - width: columns at which words are wrapped.
  init(
    _ report: Report, depth: Depth = .brief, style: TerminalStyle = .plain,
    width: Int = Console.widest
  ) {
    var page = TextPage(report: report, style: style, layout: TextLayout(width: width))
    page.showsRules = depth == .rule
    switch depth {
    case .summary: page.summary()
    case .brief: page.brief()
    case .full, .rule: page.whole()
    }
    text = page.layout.text
  }
}

/// A text report while it is written.
struct TextPage {
  let report: Report
  let style: TerminalStyle
  var layout: TextLayout
  /// Whether rules stand beside the claims.
  var showsRules = false

  var words: ReportWords { report.words }

  mutating func summary() {
    outcomeLine(lead: "\(VisibleText(report.plan.title ?? report.plan.file).text): ")
    for condition in report.conditions { line(for: condition, indent: 2) }
  }

  mutating func whole() {
    header()
    outcome()
    toDo()
    overview()
    planSuggestions()
    timeline()
    for condition in report.conditions { self.condition(condition) }
    questions()
    judgements()
    assumptions()
    sources()
  }

  private mutating func header() {
    let title = VisibleText(report.plan.title ?? words.untitled)
    layout.words(title, style: style.strong)
    let edition = report.ruleset
    let facts: [(String, String)] = [
      (words.file, report.plan.file),
      (words.rules, "\(edition.title), \(edition.versionTitle)"),
      ("", "\(words.edition(edition)), \(words.validity(edition))"),
      (words.authority, edition.authority),
      (words.assessedOn, words.date(report.moment.date)),
    ]
    let column = (facts.map(\.0.columns).max() ?? 0) + 2
    for (label, value) in facts {
      let padding = String(repeating: " ", count: column - label.columns)
      layout.words(VisibleText(value), lead: label + padding)
    }
  }

  private mutating func outcome() {
    layout.heading(words.outcome, style: style.strong)
    outcomeLine(lead: "")
    if let indication = report.outcome.indication { layout.words(VisibleText(indication)) }
    for line in VisibleText.lines(report.outcome.text) { layout.words(line) }
    layout.blank()
    layout.words(
      VisibleText(words.met(report.tally)), lead: words.conditionsMet + ": ", style: style.strong)
    layout.words(VisibleText(words.parts(report.tally)), style: style.faint)
  }

  private mutating func overview() {
    layout.heading(words.overview, style: style.strong)
    for condition in report.conditions { line(for: condition, indent: 0) }
  }

  mutating func outcomeLine(lead: String) {
    let verdict = report.outcome.kind.verdict
    let (style, title) = (style, "\(verdict.symbol) \(report.outcome.title)")
    layout.words(VisibleText(title), lead: lead, hang: 2) { style.verdict(verdict, $0) }
  }

  mutating func line(for condition: Report.Condition, indent: Int) {
    let verdict = condition.verdict
    let (style, title) = (style, condition.heading)
    let column = Verdict.allCases.map { words.verdict($0).columns }.max() ?? 0
    let word = words.verdict(verdict)
    let padding = String(repeating: " ", count: column - word.columns + 2)
    layout.words(
      VisibleText(title), indent: indent, lead: "\(verdict.symbol) \(word)" + padding,
      leadStyle: { style.verdict(verdict, $0) })
  }

  /// What would make the outcome positive.
  mutating func planSuggestions() {
    guard let suggestions = report.suggestions else { return }
    layout.blank()
    self.suggestions(suggestions, title: words.wayForwardForPlan, indent: 0)
    if !suggestions.found.isEmpty { layout.words(VisibleText(words.wayForwardAbout), indent: 2) }
  }

  private mutating func timeline() {
    guard let timeline = report.timeline else { return }
    layout.heading(VisibleText(timeline.title).text, style: style.strong)
    for item in timeline.items {
      var text = "\(words.date(item.date)): \(item.label)"
      if timeline.limit != nil { text += " (\(item.isLate ? words.late : words.onTime))" }
      layout.words(VisibleText(text), lead: item.isLate ? "✗ " : "• ")
    }
    if let limit = timeline.limit {
      layout.words(VisibleText(words.date(limit)), lead: "│ \(words.limit): ", style: style.strong)
    }
  }

  private mutating func questions() {
    guard !report.questions.isEmpty else { return }
    layout.heading(words.counted(words.questions, report.questions.count), style: style.strong)
    layout.words(VisibleText(words.questionsAbout))
    for (number, question) in report.questions.enumerated() {
      layout.blank()
      layout.words(
        VisibleText(question.question), lead: "\(number + 1). ", hang: 3, style: style.strong)
      field(words.place, "\(question.path) (\(question.label))", indent: 3)
      if let help = question.help { layout.words(VisibleText(help), indent: 3) }
      if let example = question.example { field(words.example, example, indent: 3) }
      let checks = question.checks.joined(separator: ", ")
      field(words.neededFor, checks, indent: 3)
    }
  }

  private mutating func judgements() {
    guard !report.judgements.isEmpty else { return }
    layout.heading(words.counted(words.judgements, report.judgements.count), style: style.strong)
    layout.words(VisibleText(words.judgementsAbout))
    for item in report.judgements {
      layout.blank()
      let (style, lead) = (style, "◇ \(VisibleText(item.check).text) ")
      layout.words(VisibleText(item.question ?? item.title), lead: lead, hang: 2) {
        style.verdict(.needsJudgement, $0)
      }
      for parameter in item.unset { field(words.unset, parameter.title, indent: 2) }
      if let answer = item.answer {
        layout.words(VisibleText(words.answer(answer)), indent: 2)
      }
    }
  }

  private mutating func assumptions() {
    guard !report.assumptions.isEmpty else { return }
    layout.heading(words.counted(words.assumptions, report.assumptions.count), style: style.strong)
    layout.words(VisibleText(words.assumptionsAbout))
    for assumption in report.assumptions {
      layout.blank()
      layout.words(VisibleText(assumption.title), lead: "• ", style: style.strong)
      field(words.value, assumption.value ?? words.unset, indent: 2)
      field(words.why, assumption.why, indent: 2)
      field(words.origin, words.origin(assumption.origin), indent: 2)
      field(words.usedIn, assumption.checks.joined(separator: ", "), indent: 2)
    }
  }

  private mutating func sources() {
    guard !report.sources.isEmpty else { return }
    layout.heading(words.sources, style: style.strong)
    for source in report.sources {
      let text = "\(source.title). \(source.publisher), \(words.date(source.date))."
      layout.words(VisibleText(text), lead: "• ")
      if let note = source.note { layout.words(VisibleText(note), indent: 2, style: style.faint) }
      if let url = source.url { layout.verbatim(url.text, indent: 2) }
    }
  }

  /// `Label: text`.
  mutating func field(_ label: String, _ text: String, indent: Int) {
    layout.words(
      VisibleText(text), indent: indent, lead: VisibleText(label).text + ": ", hang: 2)
  }
}
