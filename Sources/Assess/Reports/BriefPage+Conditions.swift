import Rules

extension BriefPage {
  mutating func condition(_ condition: Report.Condition) {
    page.layout.blank()
    let (style, verdict) = (style, condition.verdict)
    var facts = [words.verdict(verdict)]
    if condition.notApplicable == nil {
      facts.append(words.met(condition.tally))
    }
    let title = "\(condition.title): \(facts.joined(separator: ", "))"
    add(
      joined([title, marks.sections(condition.citations)]),
      lead: "\(verdict.symbol) \(VisibleText(condition.number).text). ", hang: 2,
      style: style.strong, leadStyle: { style.verdict(verdict, style.strong($0)) })
    if let reason = condition.notApplicable { add(reason, indent: 2) }
    for check in condition.checksByUrgency {
      if check.verdict.isSettled { settled(check) } else { open(check) }
    }
  }

  /// One entry: why, and on what it rests.
  private mutating func settled(_ check: Report.Check) {
    var sentences = Array(check.reasons.prefix(Self.namesInLine))
    if sentences.count < check.reasons.count {
      sentences.append(words.more(check.reasons.count - sentences.count))
    }
    if sentences.isEmpty { sentences.append(check.title) }
    if let answer = check.answer {
      // A title is no sentence, and a sentence follows.
      if check.reasons.isEmpty { sentences[0] += "." }
      sentences.append("\(words.answer(answer)). \(answer.explanation)")
    }
    entry(check, joined(sentences + [details(of: check), marks.sections(check.citations)]))
  }

  /// What a reader must act on: all that it takes to act.
  private mutating func open(_ check: Report.Check) {
    let style = style
    // The question says more than the title, and asks what the title states.
    let question = check.verdict == .needsJudgement ? check.judgement?.question : nil
    entry(
      check, joined([question ?? check.title, details(of: check), marks.sections(check.citations)]))
    let reasons = check.reasons.prefix(Report.listLimit)
    for reason in reasons { add(reason, indent: 4, lead: "• ") }
    if reasons.count < check.reasons.count {
      add(words.more(check.reasons.count - reasons.count), indent: 4, lead: "• ")
    }
    missing(check)
    if let judgement = check.judgement, question == nil {
      add(judgement.question, indent: 4, lead: "\(words.question): ", hang: 2) {
        style.verdict(.needsJudgement, $0)
      }
    }
    for parameter in check.unset { page.field(words.unset, parameter.title, indent: 4) }
    if let answer = check.answer {
      add("\(words.answer(answer)). \(answer.explanation)", indent: 4, lead: "• ")
    }
    if check.verdict == .needsJudgement, !check.figures.isEmpty {
      let figures = check.figures.map { "\($0.label): \(shortened($0.value))" }
      add(figures.joined(separator: Self.between), indent: 4)
    }
    for parameter in check.assumptions { page.field(words.rests, parameter.sentence, indent: 4) }
    if let suggestions = check.suggestions {
      page.suggestions(
        suggestions, title: words.wayForward, indent: 4, check: check)
    }
    for remark in check.remarks { page.field(words.remarks, remark, indent: 4) }
  }

  private mutating func missing(_ check: Report.Check) {
    guard !check.missing.isEmpty else { return }
    var answers = check.missing.prefix(Report.listLimit).map { answer in
      answer.label == answer.path ? answer.label : "\(answer.label) (\(answer.path))"
    }
    if answers.count < check.missing.count {
      answers.append(words.more(check.missing.count - answers.count))
    }
    page.field(words.lacking, answers.joined(separator: "; "), indent: 4)
  }

  private mutating func entry(_ check: Report.Check, _ text: String) {
    let (style, verdict) = (style, check.verdict)
    let lead = "\(verdict.symbol) \(VisibleText(check.id).text) "
    page.layout.words(
      VisibleText(text), indent: 2, lead: lead, hang: 2,
      leadStyle: { style.verdict(verdict, $0) })
  }

  /// `(afgeleid; H3, H24; zie aanname 8)`: what else the check rests on.
  private func details(of check: Report.Check) -> String {
    let assumptions = marks.assumptions(check.assumptions + check.unset)
    let parts = [
      check.role == .attention ? words.attention : "",
      words.basisMark(check.basis) ?? "",
      check.readings.map(\.key).joined(separator: ", "),
      assumptions.isEmpty ? "" : words.assumption(assumptions),
    ]
    let text = joined(parts, with: "; ")
    return text.isEmpty ? "" : "(\(text))"
  }

  /// Words up to a length at which a person who judges knows what it is about.
  private func shortened(_ text: String) -> String {
    guard text.count > Self.figureLength else { return text }
    let start = text.prefix(Self.figureLength)
    return (start.lastIndex(of: " ").map { start[..<$0] } ?? start) + "…"
  }

  private func joined(_ parts: [String], with separator: String = " ") -> String {
    parts.filter { !$0.isEmpty }.joined(separator: separator)
  }
}
