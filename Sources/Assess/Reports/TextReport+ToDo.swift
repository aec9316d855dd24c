import Rules

extension TextPage {
  /// The outcome in a sentence, what to do, a line for each condition, and where it stands.
  mutating func brief() {
    let edition = report.ruleset
    let title = report.plan.title?.shortened(to: Report.ToDo.sentenceLength / 2)
    layout.words(VisibleText(title ?? words.untitled), style: style.strong)
    layout.words(
      VisibleText(
        "\(edition.title), \(edition.versionTitle) (\(edition.id)@\(edition.version)). \(words.assessedOn) \(words.date(report.moment.date))."
      ), style: style.faint)
    layout.blank()
    outcomeLine(lead: "")
    if let indication = report.outcome.indication { layout.words(VisibleText(indication)) }
    layout.words(
      VisibleText(
        "\(words.conditionsMet): \(words.met(report.tally)) (\(words.parts(report.tally)))."))
    toDo()
    layout.heading(words.conditions, style: style.strong)
    for condition in report.conditions { line(for: condition, indent: 0) }
    sourcesOfToDo()
    layout.blank()
    layout.words(VisibleText(words.allOfIt(report.plan.file)), style: style.faint)
  }

  /// What somebody can act on, first of all.
  mutating func toDo() {
    let toDo = report.toDo
    let style = style
    layout.heading(words.toDo, style: style.strong)
    if toDo.isEmpty { layout.words(VisibleText(words.nothingToDo)) }
    for unmet in toDo.unmet {
      let title = unmet.condition.heading
      layout.words(
        VisibleText(title), lead: "✗ ", hang: 2, style: style.strong,
        leadStyle: { style.verdict(.fails, $0) })
      for fault in unmet.faults {
        let untried = fault.isTried ? [] : [fault.mend].compactMap { $0 }
        layout.words(
          VisibleText((fault.sentences + untried).joined(separator: " ")), indent: 2,
          lead: "\(VisibleText(fault.check).text) ", hang: 2)
        if fault.isTried, let mend = fault.mend {
          layout.words(VisibleText(mend), indent: 4, lead: "→ ", hang: 2)
        }
      }
    }
    if toDo.moreFaults > 0 { layout.words(VisibleText(words.moreFaults(toDo.moreFaults))) }
    if toDo.tellsWays {
      layout.words(VisibleText(words.howSearched), style: style.faint)
    }
    for fault in toDo.faultsOfRules.prefix(Report.ToDo.faultsTold) {
      field(words.remarks, fault, indent: 0)
    }
    if toDo.questionCount > 0 {
      layout.words(
        VisibleText(words.openQuestions(toDo.questionCount, told: toDo.questions.count)),
        lead: "? ",
        hang: 2, leadStyle: { style.verdict(.undetermined, $0) })
      for question in toDo.questions {
        layout.words(VisibleText(question.question), indent: 2, lead: "• ")
      }
    }
    if !toDo.expectations.isEmpty {
      let (all, named) = (toDo.expectations, toDo.expectationsNamed)
      let more = all.count - named.count
      let told = named + (more > 0 && !named.isEmpty ? [words.more(more)] : [])
      layout.words(
        VisibleText(
          "\(words.expected(all.count))\(told.isEmpty ? "." : ": ")\(told.joined(separator: " · "))"
        ),
        lead: "! ", hang: 2, leadStyle: { style.verdict(.needsJudgement, $0) })
    }
    if !toDo.judgements.isEmpty {
      let all = toDo.judgements
      let more = all.count - Report.ToDo.judgementsTold
      let told = all.prefix(Report.ToDo.judgementsTold) + (more > 0 ? [words.more(more)] : [])
      layout.words(
        VisibleText("\(words.toJudge(all.count)) \(told.joined(separator: " · "))"),
        lead: "◇ ", hang: 2, leadStyle: { style.verdict(.needsJudgement, $0) })
    }
  }

  private mutating func sourcesOfToDo() {
    let sources = report.toDo.sources
    guard !sources.isEmpty else { return }
    layout.heading(words.sourcesOfThis, style: style.strong)
    for source in sources { layout.words(VisibleText(source), lead: "• ") }
  }
}
