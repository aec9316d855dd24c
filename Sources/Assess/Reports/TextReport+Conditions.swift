import Rules

extension TextPage {
  mutating func condition(_ condition: Report.Condition) {
    let title = condition.heading
    layout.heading(VisibleText(title).text, style: style.strong)
    let (style, verdict) = (style, condition.verdict)
    layout.words(VisibleText("\(verdict.symbol) \(words.verdict(verdict))")) {
      style.verdict(verdict, $0)
    }
    if let reason = condition.notApplicable {
      for line in VisibleText.lines(reason) { layout.words(line) }
    } else {
      field(words.checksMet, words.met(condition.tally), indent: 0)
    }
    field(words.requirement, condition.requirement, indent: 0)
    for citation in condition.citations { self.citation(citation, indent: 0) }
    for check in condition.checks {
      layout.blank()
      self.check(check)
    }
  }

  private mutating func check(_ check: Report.Check) {
    let (style, verdict, look) = (style, check.verdict, check.look)
    layout.words(VisibleText("\(check.id) \(check.title)"), indent: 2, hang: 2, style: style.strong)
    layout.words(VisibleText("\(check.symbol) \(words.verdict(check))"), indent: 4) {
      style.verdict(look, $0)
    }
    bullets(check.reasons.map(VisibleText.init))
    bullets(check.missing.map { VisibleText("\(words.missing): \($0.label) (\($0.path))") })
    if let judgement = check.judgement {
      field(words.judgementQuestion, judgement.question, indent: 4)
      if verdict == .needsJudgement { field(words.guidance, judgement.guidance, indent: 4) }
    }
    for parameter in check.unset { field(words.unset, parameter.title, indent: 4) }
    if let answer = check.answer { self.answer(answer) }
    for figure in check.figures { field(figure.label, figure.value, indent: 4) }
    explanation(check, indent: 4, showsRules: showsRules)
    if let suggestions = check.suggestions {
      self.suggestions(
        suggestions, title: words.wayForward, indent: 4, check: check)
    }
    for parameter in check.assumptions {
      field(words.restsOn, parameter.sentence, indent: 4)
    }
    for reading in check.readings {
      field(words.readings, "\(reading.point) \(reading.choice) (\(reading.key))", indent: 4)
    }
    for remark in check.remarks { field(words.remarks, remark, indent: 4) }
    for citation in check.citations { self.citation(citation, indent: 4) }
    field(words.force, words.force(of: check), indent: 4)
    field(words.basis, words.basis(check.basis), indent: 4)
  }

  private mutating func bullets(_ lines: [VisibleText]) {
    for line in lines.prefix(Report.listLimit) { layout.words(line, indent: 4, lead: "• ") }
    if lines.count > Report.listLimit {
      let rest = words.more(lines.count - Report.listLimit)
      layout.words(VisibleText(rest), indent: 4, lead: "• ")
    }
  }

  private mutating func answer(_ answer: JudgementAnswer) {
    layout.words(VisibleText(words.answer(answer)), indent: 4, hang: 2)
    for line in VisibleText.lines(answer.explanation) {
      layout.words(line, indent: 6, lead: "│ ")
    }
  }

  private mutating func citation(_ citation: Report.Citation, indent: Int) {
    let text = "\(citation.document), \(citation.section)"
    layout.words(
      VisibleText(text), indent: indent, lead: words.source + ": ", hang: 2, style: style.faint)
  }
}

extension Report {
  /// How many sentences of one kind a check shows to people; programs get all of them.
  static let listLimit = 25
}

extension Report.ParameterInUse {
  /// The title, and the value where there is one.
  package var sentence: String { value.map { "\(title) \($0)" } ?? title }
}
