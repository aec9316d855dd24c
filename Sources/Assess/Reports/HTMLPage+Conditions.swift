import Rules

extension HTMLPage.Condition {
  package init(
    _ condition: Report.Condition, number: Int, _ words: ReportWords, _ links: Report.Links
  ) {
    anchor = Self.anchor(number)
    name = HTMLText(condition.heading)
    sign = HTMLPage.Sign(condition.verdict, words.verdict(condition.verdict))
    tally =
      condition.notApplicable == nil
      ? HTMLPage.Tally(condition.tally, words.checksMet, words) : nil
    notApplicable = condition.notApplicable.map { HTMLText($0) }
    facts =
      [.init(words.requirement, condition.requirement)]
      + condition.citations.map { HTMLPage.Fact($0, words, links.rules) }
    checks = condition.checksByUrgency.enumerated().map { place, check in
      HTMLPage.Check(
        check, anchor: HTMLPage.Check.anchor(condition: number, check: place + 1), words, links)
    }
  }
}

extension HTMLPage.Condition {
  static func anchor(_ number: Int) -> HTMLText { HTMLText("condition-\(number)") }
}

extension HTMLPage.Check {
  package static func anchor(condition: Int, check: Int) -> HTMLText {
    HTMLText("check-\(condition)-\(check)")
  }

  package init(
    _ check: Report.Check, anchor: HTMLText, _ words: ReportWords, _ links: Report.Links
  ) {
    self.anchor = anchor
    name = HTMLText("\(check.id) \(check.title)")
    sign = HTMLPage.Sign(check, words)
    let missing = check.missing.map { "\(words.missing): \($0.label) (\($0.path))" }
    reasons = Self.shown(check.reasons, words) + Self.shown(missing, words)
    hasReasons = !reasons.isEmpty
    answer = check.answer.map { answer in
      HTMLPage.Answer(
        verdict: HTMLText(words.answer(answer)), paragraphs: HTMLText.lines(answer.explanation))
    }
    asked = Self.questions(of: check, words)
    isAsked = !asked.isEmpty
    why = check.explanation.flatMap { HTMLPage.Why($0, words) }
    answers = HTMLPage.Answers(check, words, links)
    elsewhere = links.explanation.flatMap { address in
      guard check.explanation == nil, check.hasRule else { return nil }
      return HTMLPage.Link(
        text: HTMLText(words.restsOnThis), href: HTMLText(address(check.id)))
    }
    ways = check.suggestions.map {
      HTMLPage.Ways($0, title: words.wayForward, check: check, words)
    }
    figures = check.figures.map { HTMLPage.Fact($0.label, $0.value) }
    facts = Self.facts(of: check, words, links.rules)
  }

  private static func shown(_ sentences: [String], _ words: ReportWords) -> [HTMLText] {
    let rest = sentences.count - Report.listLimit
    return sentences.prefix(Report.listLimit).map { HTMLText($0) }
      + (rest > 0 ? [HTMLText(words.more(rest))] : [])
  }

  private static func questions(of check: Report.Check, _ words: ReportWords) -> [HTMLPage.Fact] {
    var facts: [HTMLPage.Fact] = []
    if let judgement = check.judgement {
      facts.append(.init(words.judgementQuestion, judgement.question))
      if check.verdict == .needsJudgement {
        facts.append(.init(words.guidance, judgement.guidance))
      }
    }
    return facts + check.unset.map { .init(words.unset, $0.title) }
  }

  private static func facts(
    of check: Report.Check, _ words: ReportWords, _ places: Report.Places?
  ) -> [HTMLPage.Fact] {
    var facts = check.assumptions.map { HTMLPage.Fact(words.restsOn, $0.sentence) }
    facts += check.readings.map { .init(words.readings, "\($0.point) \($0.choice) (\($0.key))") }
    facts += check.remarks.map { .init(words.remarks, $0) }
    facts += check.citations.map { HTMLPage.Fact($0, words, places) }
    facts.append(.init(words.force, words.force(of: check)))
    facts.append(.init(words.basis, words.basis(check.basis)))
    if let places {
      var rule = HTMLPage.Fact(words.rule, words.ruleOf(check.id))
      rule.href = places.address(.code(check.id))
      facts.append(rule)
    }
    return facts
  }
}

extension HTMLPage.Fact {
  package init(
    _ citation: Report.Citation, _ words: ReportWords, _ places: Report.Places?
  ) {
    self.init(words.source, "\(citation.document), \(citation.section)")
    href = places?.address(citation.anchor)
  }
}
