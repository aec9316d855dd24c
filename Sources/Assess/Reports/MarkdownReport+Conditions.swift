import Rules

extension MarkdownPage {
  mutating func condition(_ condition: Report.Condition) {
    heading(3, condition.heading)
    let verdict = "\(condition.verdict.symbol) \(words.verdict(condition.verdict))"
    if let reason = condition.notApplicable {
      paragraph("**\(verdict)**. \(MarkdownText(reason))")
    } else {
      paragraph("**\(verdict)**. \(words.checksMet): \(words.met(condition.tally)).")
    }
    paragraph("**\(words.requirement):** \(MarkdownText(condition.requirement))")
    for citation in condition.citations { self.citation(citation) }
    for check in condition.checks { self.check(check) }
  }

  private mutating func check(_ check: Report.Check) {
    heading(4, "\(check.id) \(check.title)")
    paragraph("**\(check.symbol) \(words.verdict(check))**")
    items(check.reasons)
    items(check.missing.map { "\(words.missing): \($0.label) (\($0.path))" })
    if let judgement = check.judgement {
      field(words.judgementQuestion, judgement.question)
      if check.verdict == .needsJudgement { field(words.guidance, judgement.guidance) }
    }
    for parameter in check.unset { field(words.unset, parameter.title) }
    if let answer = check.answer {
      item(words.answer(answer))
      quotation(answer.explanation, indent: 2)
    }
    for figure in check.figures { field(figure.label, figure.value) }
    explanation(check)
    if let suggestions = check.suggestions {
      self.suggestions(suggestions, title: words.wayForward, check: check)
    }
    for parameter in check.assumptions { field(words.restsOn, parameter.sentence) }
    for reading in check.readings {
      field(words.readings, "\(reading.point) \(reading.choice) (\(reading.key))")
    }
    for remark in check.remarks { field(words.remarks, remark) }
    for citation in check.citations { self.citation(citation) }
    field(words.force, words.force(of: check))
    field(words.basis, words.basis(check.basis))
  }

  private mutating func items(_ sentences: [String]) {
    for sentence in sentences.prefix(Report.listLimit) { item(sentence) }
    if sentences.count > Report.listLimit { item(words.more(sentences.count - Report.listLimit)) }
  }

  private mutating func citation(_ citation: Report.Citation) {
    field(words.source, "\(citation.document), \(citation.section)")
  }
}
