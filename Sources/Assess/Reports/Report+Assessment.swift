package import Rules

extension Report {
  /// The report of an assessment.
  ///
  /// - Parameters:
  ///   - edition: what the assessment was made with: it holds the titles of what is cited.
  ///   - plan: how people know the plan.
  ///   - explained: what the verdicts rest on, if that is to be told.
  package init(
    _ assessment: Assessment, by edition: Assess.Edition, of plan: Plan,
    explained: Explained? = nil, in language: Language
  ) {
    self.init(
      assessment, by: edition.ruleset.model, indication: edition.indication, of: plan,
      explained: explained, in: language)
  }

  init(
    _ assessment: Assessment, by model: RulesetModel, indication: LocalizedText?, of plan: Plan,
    explained: Explained?, in language: Language
  ) {
    let view = ReportView(
      assessment: assessment, model: model, explained: explained, language: language)
    let identity = assessment.ruleset
    words = ReportWords(language)
    self.plan = plan
    ruleset = Edition(
      id: identity.ruleset, version: identity.version, title: identity.title[language],
      versionTitle: identity.versionTitle[language], authority: identity.authority[language],
      validFrom: identity.validFrom, validUntil: identity.validUntil,
      submissionField: identity.submissionField)
    moment = assessment.moment
    outcome = Outcome(assessment.outcome, indication: indication, in: language)
    tally = assessment.tally
    conditions = assessment.criteria.map(view.condition)
    questions = assessment.openQuestions.map(view.question)
    judgements = conditions.flatMap(\.checks).compactMap(JudgementToGive.init)
    assumptions = assessment.assumptions.map(view.assumption)
    sources = view.sources
    timeline = assessment.timeline.map { Timeline($0, in: language) }
    suggestions = explained?.planSuggestions(in: language)
  }
}

extension Report.Outcome {
  package init(
    _ finding: OutcomeFinding, indication: LocalizedText?, in language: Language
  ) {
    switch finding {
    case .decided(let decided):
      result = decided.value
      kind =
        switch decided.effect {
        case .positive: .positive
        case .negative: .negative
        }
    case .answersMissing:
      result = nil
      kind = .answersMissing
    case .judgementNeeded:
      result = nil
      kind = .judgementNeeded
    case .rulesetFault:
      result = nil
      kind = .rulesetFault
    }
    let words = ReportWords(language)
    let said = finding.title[language]
    title = indication == nil ? said : "\(said) (\(words.indicative))"
    text = finding.text[language]
    self.indication = indication.map { words.indication($0[language]) }
  }
}

extension Report.JudgementToGive {
  /// `nil` where nobody has to say anything.
  package init?(_ check: Report.Check) {
    guard check.verdict == .needsJudgement else { return nil }
    self.check = check.id
    title = check.title
    question = check.judgement?.question
    guidance = check.judgement?.guidance
    unset = check.unset
    answer = check.answer
  }
}

extension Report.Timeline {
  package init(_ timeline: Rules.Timeline, in language: Language) {
    let limit = timeline.limit
    title = timeline.title[language]
    self.limit = limit
    items =
      timeline.items
      .map { item in
        Item(label: item.label, date: item.date, isLate: limit.map { $0 < item.date } ?? false)
      }
      .enumerated()
      .sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
      .map(\.element)
  }
}
