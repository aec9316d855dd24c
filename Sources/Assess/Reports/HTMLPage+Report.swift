import Rules

extension HTMLPage {
  package init(_ report: Report) {
    let words = report.words
    let edition = report.ruleset
    language = HTMLText(report.language.rawValue)
    title = HTMLText(report.plan.title ?? words.untitled)
    self.words = HTMLPageWords(words)
    facts = [
      Fact(words.rules, "\(edition.title), \(edition.versionTitle)"),
      Fact(words.assessedOn, words.date(report.moment.date)),
    ]
    toDo = ToDo(report)
    outcome = Outcome(
      sign: Sign(report.outcome.kind.verdict, report.outcome.title),
      paragraphs: (report.outcome.indication.map { [HTMLText($0)] } ?? [])
        + HTMLText.lines(report.outcome.text))
    tally = Tally(report.tally, words.conditionsMet, words)
    ways = report.suggestions.map {
      Ways($0, title: words.wayForwardForPlan, words)
    }
    conditions = report.conditions.enumerated().map {
      Condition($1, number: $0 + 1, words, report.links)
    }
    timeline = report.timeline.map { Timeline($0, words) }
    questions = Questions(report.questions, words, report.links)
    judgements = Judgements(report, words)
    assumptions = Assumptions(report.assumptions, words)
    sources = Sources(report.sources, words)
  }
}

extension HTMLPage.ToDo {
  init(_ report: Report) {
    let (toDo, words) = (report.toDo, report.words)
    let anchors = report.anchors
    let checks = Dictionary(
      report.conditions.flatMap(\.checks).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    heading = HTMLText(words.toDo)
    unmet = toDo.unmet.map { unmet in
      Unmet(
        anchor: anchors[unmet.condition.id] ?? HTMLText(""),
        name: HTMLText(unmet.condition.heading),
        faults: unmet.faults.map { fault in
          Fault(
            anchor: anchors[fault.check] ?? HTMLText(""),
            sentences: fault.sentences.map { HTMLText($0) },
            mend: fault.mend.map { HTMLText(fault.isTried ? "→ \($0)" : $0) },
            answers: checks[fault.check].flatMap { HTMLPage.Answers($0, words, report.links) })
        })
    }
    var notes: [String] = []
    if toDo.isEmpty { notes.append(words.nothingToDo) }
    if toDo.moreFaults > 0 { notes.append(words.moreFaults(toDo.moreFaults)) }
    if toDo.tellsWays { notes.append(words.howSearched) }
    notes += toDo.faultsOfRules.prefix(Report.ToDo.faultsTold).map { "\(words.remarks): \($0)" }
    self.notes = notes.map { HTMLText($0) }
    questions =
      toDo.questionCount == 0
      ? nil
      : Questions(
        heading: HTMLText(words.openQuestions(toDo.questionCount, told: toDo.questions.count)),
        items: toDo.questions.map { question in
          Questions.Item(
            text: HTMLText(question.question),
            href: report.answerAddress?(question.path, nil).map { HTMLText($0) })
        })
    expectations =
      toDo.expectations.isEmpty
      ? nil
      : Group(
        heading: HTMLText(words.expected(toDo.expectations.count) + ":"),
        items: toDo.expectations.map { HTMLText($0) })
    judgements =
      toDo.judgements.isEmpty
      ? nil
      : Group(
        heading: HTMLText(words.toJudge(toDo.judgements.count)),
        items: toDo.judgements.map { HTMLText($0) })
    let sources = toDo.sources
    self.sources =
      sources.isEmpty
      ? nil : Group(heading: HTMLText(words.sourcesOfThis), items: sources.map { HTMLText($0) })
  }
}

extension Report {
  /// Where conditions and checks stand on the page, by their ids.
  fileprivate var anchors: [String: HTMLText] {
    var anchors: [String: HTMLText] = [:]
    for (index, condition) in conditions.enumerated() {
      anchors[condition.id] = HTMLPage.Condition.anchor(index + 1)
      for (place, check) in condition.checksByUrgency.enumerated() {
        anchors[check.id] = HTMLPage.Check.anchor(condition: index + 1, check: place + 1)
      }
    }
    return anchors
  }
}

extension HTMLPage.Timeline {
  package init(_ timeline: Report.Timeline, _ words: ReportWords) {
    heading = HTMLText(timeline.title)
    limitDate = timeline.limit.map { HTMLText(words.date($0)) }
    drawing = TimelineDrawing(timeline)
    inWords = HTMLText(words.inWords(timeline))
    items = timeline.items.enumerated().map { index, item in
      let position = item.isLate ? "✗ \(words.late)" : words.onTime
      return Item(
        number: HTMLText("\(index + 1)"), date: HTMLText(words.date(item.date)),
        label: HTMLText(item.label), position: timeline.limit == nil ? nil : HTMLText(position),
        isLate: item.isLate)
    }
  }
}

extension HTMLPage.Questions {
  /// `nil` where nothing is open; likewise for the sections below.
  init?(_ questions: [Report.Question], _ words: ReportWords, _ links: Report.Links) {
    guard !questions.isEmpty else { return nil }
    heading = HTMLText(words.counted(words.questions, questions.count))
    items = questions.map { question in
      var facts: [HTMLPage.Fact] = []
      if let example = question.example { facts.append(.init(words.example, example)) }
      let checks = question.checks.joined(separator: ", ")
      facts.append(.init(words.neededFor, checks))
      return Question(
        text: HTMLText(question.question),
        href: links.answer?(question.path, nil).map { HTMLText($0) },
        help: question.help.map { HTMLText($0) }, facts: facts)
    }
  }
}

extension HTMLPage.Judgements {
  package init?(_ report: Report, _ words: ReportWords) {
    guard !report.judgements.isEmpty else { return nil }
    let anchors = report.anchors
    heading = HTMLText(words.counted(words.judgements, report.judgements.count))
    items = report.judgements.map { judgement in
      var facts: [HTMLPage.Fact] = []
      if let question = judgement.question {
        facts.append(.init(words.judgementQuestion, question))
      }
      facts += judgement.unset.map { .init(words.unset, $0.title) }
      if let answer = judgement.answer { facts.append(.init(words.given, words.answer(answer))) }
      return Judgement(
        anchor: anchors[judgement.check] ?? HTMLText(""),
        name: HTMLText("\(judgement.check) \(judgement.title)"), facts: facts)
    }
  }
}

extension HTMLPage.Assumptions {
  package init?(_ assumptions: [Report.Assumption], _ words: ReportWords) {
    guard !assumptions.isEmpty else { return nil }
    heading = HTMLText(words.counted(words.assumptions, assumptions.count))
    items = assumptions.map { assumption in
      Assumption(
        title: HTMLText(assumption.title),
        facts: [
          .init(words.value, assumption.value ?? words.unset),
          .init(words.why, assumption.why),
          .init(words.origin, words.origin(assumption.origin)),
          .init(words.usedIn, assumption.checks.joined(separator: ", ")),
        ])
    }
  }
}

extension HTMLPage.Sources {
  package init?(_ sources: [Report.Source], _ words: ReportWords) {
    guard !sources.isEmpty else { return nil }
    items = sources.map { source in
      Source(
        title: HTMLText(source.title),
        origin: HTMLText("\(source.publisher), \(words.date(source.date))"),
        note: source.note.map { HTMLText($0) }, url: source.url.map { HTMLText($0.text) })
    }
  }
}
