import Rules

/// Looks up, in one language, what an assessment refers to by key.
struct ReportView {
  let assessment: Assessment
  let model: RulesetModel
  let explained: Explained?
  let language: Language

  func condition(_ finding: CriterionFinding) -> Report.Condition {
    let criterion = finding.criterion
    return Report.Condition(
      id: criterion.id, number: criterion.number[language], title: criterion.title[language],
      verdict: finding.verdict, requirement: criterion.requirement[language],
      citations: criterion.citations.map(citation),
      notApplicable: finding.notApplicable?[language], tally: finding.tally,
      checks: finding.checks.map(check))
  }

  func check(_ finding: CheckFinding) -> Report.Check {
    let check = finding.check
    let isAsked = finding.verdict == .needsJudgement || finding.judgement != nil
    let explanation = explained?.explanation(of: check.id, in: language)
    var reasons = finding.reasons.map { $0[language] }
    // Where no author wrote a reason, the claims of the rule say it.
    if reasons.isEmpty, finding.verdict == .passes || finding.verdict == .fails, let explanation {
      reasons = explanation.claims.flatMap(\.leaves)
    }
    return Report.Check(
      id: check.id, title: check.title[language], verdict: finding.verdict, force: check.force,
      words: check.words?[language], basis: check.basis, reasons: reasons,
      citations: check.citations.map(citation), readings: check.readings.compactMap(reading),
      assumptions: finding.assumptions.map(parameter),
      unset: finding.unsetParameters.map(parameter),
      missing: finding.missing.map {
        Report.MissingAnswer(path: $0, label: label(of: $0))
      },
      figures: finding.figures.map {
        Report.Figure(label: $0.label[language], value: $0.value[language])
      },
      judgement: isAsked ? check.judgement.map(judgement) : nil, answer: finding.judgement,
      remarks: finding.remarks.map { $0[language] }, explanation: explanation,
      hasRule: check.rule != nil || check.applicability != nil,
      suggestions: explained?.suggestions(for: check.id, in: language))
  }

  func question(_ open: OpenQuestion) -> Report.Question {
    let label = label(of: open.path)
    return Report.Question(
      path: open.path, label: label, question: open.field.question?[language] ?? label,
      help: open.field.help?[language], example: open.field.example, checks: open.checks)
  }

  func assumption(_ finding: AssumptionFinding) -> Report.Assumption {
    let origin: Report.Assumption.Origin =
      switch finding.origin {
      case .reading(let readings): .reading(readings.map(reading))
      case .setting(let reason, let date): .setting(reason: reason, date: date)
      case .unset: .unset
      }
    return Report.Assumption(
      name: finding.parameter.name.text, title: finding.parameter.title[language],
      value: finding.value?[language], why: finding.parameter.why[language], origin: origin,
      checks: finding.checks)
  }

  /// The cited documents, in the order of the ruleset.
  var sources: [Report.Source] {
    let criteria = assessment.criteria.map(\.criterion)
    let citations =
      criteria.flatMap(\.citations) + assessment.checks.flatMap(\.check.citations)
      + model.outcome.citations
    let cited = Set(citations.map(\.document))
    return model.sources.filter { cited.contains($0.key) }.map { document in
      Report.Source(
        key: document.key, title: document.title, publisher: document.publisher,
        date: document.date, url: document.url.flatMap(WebAddress.init),
        note: document.note?[language])
    }
  }

  /// The labels on the way to an answer: `Resultaten 3 › Einddatum`.
  func label(of path: InputPath) -> String {
    var fields = model.vocabulary.fields
    var parts: [String] = []
    for step in path.steps {
      switch step {
      case .member(let name):
        let field = fields.first { $0.name == name }
        parts.append(field?.label[language] ?? name)
        fields = field?.kind.members ?? []
      case .item(let number):
        let last = parts.popLast() ?? ""
        parts.append("\(last) \(number)")
      }
    }
    return parts.joined(separator: " › ")
  }

  private func citation(_ citation: Citation) -> Report.Citation {
    let document = model.source(citation.document)
    return Report.Citation(
      key: citation.description, source: citation.document,
      document: document?.title ?? citation.document,
      section: document?.section(citation.section)?.title ?? citation.section)
  }

  private func reading(_ key: String) -> Report.Reading? { model.reading(key).map(reading) }

  private func reading(_ reading: Reading) -> Report.Reading {
    Report.Reading(
      key: reading.key, point: reading.point[language], choice: reading.choice[language])
  }

  private func parameter(_ name: Name) -> Report.ParameterInUse {
    let finding = assessment.assumptions.first { $0.parameter.name == name }
    let parameter = finding?.parameter ?? model.parameters.first { $0.name == name }
    return Report.ParameterInUse(
      name: name.text, title: parameter?.title[language] ?? name.text,
      value: finding?.value?[language])
  }

  private func judgement(_ judgement: Judgement) -> Report.JudgementAsked {
    Report.JudgementAsked(
      question: judgement.question[language], guidance: judgement.guidance[language])
  }
}

extension Report.Condition {
  /// The checks by what asks for attention first; of the same verdict in the order of the ruleset.
  package var checksByUrgency: [Report.Check] {
    checks.enumerated()
      .sorted { ($0.element.look.urgency, $0.offset) < ($1.element.look.urgency, $1.offset) }
      .map(\.element)
  }
}

extension Verdict {
  /// 0 is what a reader must see first.
  fileprivate var urgency: Int {
    switch self {
    case .fails: 0
    case .undetermined: 1
    case .needsJudgement: 2
    case .passes: 3
    case .notApplicable: 4
    }
  }
}
