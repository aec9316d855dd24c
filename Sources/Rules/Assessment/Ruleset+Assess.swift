extension Ruleset {
  /// What this ruleset says of a plan, and why.
  ///
  /// - Parameter judgements: what people said of checks, by the id of the check.
  /// - Throws: when a rule asks for more than the limits allow.
  public func assess(
    _ facts: Facts, judgements: [String: JudgementAnswer] = [:], at moment: DateAndTime
  ) throws(EvaluationError) -> Assessment {
    var run = run(facts, judgements, moment, keepingRemarks: true)
    let concluding = run.execution.remarks.count
    let code = conclude(&run)
    if let failure = run.failure { throw failure }
    let remarks = run.execution.remarks
    // What is said about the verdicts must not change them: it has a budget of its own.
    var telling = Execution(moment: moment, limits: .assessment, slots: run.execution.slots)
    var findings: [CriterionFinding] = []
    for (index, decided) in run.criteria.enumerated() {
      let compiled = criteria[index]
      var checks: [CheckFinding] = []
      for (check, result) in zip(compiled.checks, decided.checks) {
        checks.append(
          finding(check, result, judgements[check.check.id], remarks, in: &telling))
      }
      let otherwise =
        decided.verdict == .notApplicable
        ? compiled.otherwise.map { text($0, &telling) } : nil
      findings.append(
        CriterionFinding(
          criterion: model.criteria[index], verdict: decided.verdict, notApplicable: otherwise,
          tally: decided.tally, checks: checks))
    }
    // What the outcome itself waits for, where its logic reads answers.
    var waits: (paths: [InputPath], parameters: [Name]) = ([], [])
    if case .unknown(let unknown) = run.outcome {
      for cause in unknown.causes {
        switch cause {
        case .answer(let path): waits.paths.append(path)
        case .parameter(let name): waits.parameters.append(name)
        case .judgement: break
        }
      }
    }
    var faults = findings.flatMap(\.checks).compactMap(\.fault)
    if code == .faulty, !run.outcome.isUnknown {
      faults.append(
        outcomeFault(run.outcome, remarks.dropFirst(concluding).map(\.reason)))
    }
    return Assessment(
      ruleset: model.identity, moment: moment, outcome: finding(code, faults),
      tally: run.tally, criteria: findings,
      openQuestions: openQuestions(findings, besides: waits.paths),
      assumptions: assumptions(findings, besides: waits.parameters),
      timeline: timeline(&telling), faults: faults)
  }

  private func finding(
    _ code: Verdicts.OutcomeCode, _ faults: [RulesetFault]
  ) -> OutcomeFinding {
    switch code {
    case .decided(let index): .decided(model.outcome.results[index])
    case .answersMissing: .answersMissing(model.outcome.answersMissing)
    case .judgementNeeded: .judgementNeeded(model.outcome.judgementNeeded)
    case .faulty: .rulesetFault(RulesetFault.undecided(by: model.identity, faults))
    }
  }

  private func outcomeFault(_ value: Value, _ remarks: [LocalizedText]) -> RulesetFault {
    RulesetFault(
      part: .outcome, value: value, results: model.outcome.results.map(\.value),
      remarks: remarks, at: model.outcome.range, in: model.outcome.source)
  }

  private func fault(
    of check: Check, _ flaw: RulesetRun.Flaw, _ remarks: [LocalizedText]
  ) -> RulesetFault {
    let fragment: SourceFragment?
    let part: RulesetFault.Part
    switch flaw {
    case .rule:
      part = .rule(check: check.id)
      fragment = check.rule
    case .applicability:
      part = .applicability(check: check.id)
      let criterion = model.criteria.first { $0.checks.contains { $0.id == check.id } }
      fragment = check.applicability?.condition ?? criterion?.applicability?.condition
    }
    let range = fragment.map { $0.range(of: SourceRange(0, $0.text.utf8.count)) } ?? check.range
    return RulesetFault(
      part: part, value: .null, results: [], remarks: remarks, at: range,
      in: fragment?.source ?? check.source)
  }

  private func finding(
    _ compiled: CompiledCheck, _ decided: RulesetRun.DecidedCheck, _ answer: JudgementAnswer?,
    _ remarks: [Remark], in execution: inout Execution
  ) -> CheckFinding {
    let check = compiled.check
    let rests = compiled.parameters.map { model.parameters[$0].name }
    let causes = decided.unknown?.causes ?? []
    var missing: [InputPath] = []
    var unset: [Name] = []
    for cause in causes {
      switch cause {
      case .answer(let path): missing.append(path)
      case .parameter(let name): unset.append(name)
      case .judgement: break
      }
    }
    let applies = decided.verdict != .notApplicable
    let figures =
      applies && (check.judgement != nil || decided.verdict == .needsJudgement)
      ? compiled.figures.compactMap { figure -> CheckFinding.Figure? in
        guard let value = figure.value.code(&execution).toShow else { return nil }
        return CheckFinding.Figure(
          label: figure.label, value: words.text(of: value, figure.value.type))
      } : []
    let own = decided.remarks.clamped(to: remarks.indices).map { remarks[$0] }
    let fault = decided.flaw.map { self.fault(of: check, $0, own.map(\.reason)) }
    return CheckFinding(
      check: check, verdict: decided.verdict,
      reasons: reasons(compiled, decided, &execution), missing: missing,
      unsetParameters: unset,
      assumptions: applies
        ? rests.filter { name in !unset.contains(name) && !isUnset(name) } : [],
      figures: figures, judgement: decided.asksPerson ? answer : nil,
      remarks: fault.map { [$0.message] } ?? (applies ? own.map { told($0) } : []),
      fault: fault)
  }

  private func isUnset(_ name: Name) -> Bool {
    model.parameters.firstIndex { $0.name == name }.map { parameterValues[$0].isUnknown } ?? false
  }

  /// A remark with the place it is about.
  private func told(_ remark: Remark) -> LocalizedText {
    guard let (source, range) = remark.location else { return remark.reason }
    let position = source.position(at: range.start)
    let place = "\(source.name):\(position.line):\(position.column)"
    return LocalizedText(
      nl: "\(place): \(remark.reason.nl)", en: "\(place): \(remark.reason.en)")
  }

  // MARK: Reasons

  private func reasons(
    _ compiled: CompiledCheck, _ decided: RulesetRun.DecidedCheck, _ execution: inout Execution
  ) -> [LocalizedText] {
    switch decided.verdict {
    case .notApplicable:
      return [compiled.otherwise.map { text($0, &execution) }].compactMap { $0 }
    case .passes, .fails, .needsJudgement:
      guard let holds = decided.ruleHolds else { return [] }
      guard holds else { return failing(compiled, &execution) }
      return compiled.passes.map { [text($0, &execution)] } ?? []
    case .undetermined: return []
    }
  }

  /// The text `fails`: once for each item that breaks the rule, where it speaks of items.
  private func failing(_ compiled: CompiledCheck, _ execution: inout Execution) -> [LocalizedText] {
    guard let template = compiled.fails else { return [] }
    guard template.readsItems else { return [text(template, &execution)] }
    // What does not speak of the item is put in words once, with an item at hand.
    var settled: CompiledText?
    var reasons: [LocalizedText] = []
    for part in compiled.parts {
      let depth = execution.locals.count
      _ = CompiledIterator.run(part.iterators, &execution) { execution in
        guard reasons.count < Ruleset.reasonsKept else { return .stop }
        if part.condition(&execution).isFalse {
          let pieces = settled ?? self.settled(template, &execution)
          settled = pieces
          let reason = text(pieces, &execution)
          if !reasons.contains(reason) { reasons.append(reason) }
        }
        return .goOn
      }
      execution.locals.removeLast(execution.locals.count - depth)
    }
    if !reasons.isEmpty { return reasons }
    // Another part of the rule fails, about no item: what can be said is which check it is.
    let title = compiled.check.title
    return [LocalizedText(nl: "Niet voldaan: \(title.nl)", en: "Not met: \(title.en)")]
  }

  private static let reasonsKept = 200

  /// The text with everything in words that does not speak of an item.
  private func settled(_ template: CompiledText, _ execution: inout Execution) -> CompiledText {
    func settled(_ pieces: [CompiledText.Piece], _ language: Language) -> [CompiledText.Piece] {
      pieces.map { piece in
        guard case .phrase(let phrase, readsItems: false) = piece else { return piece }
        return .words(words.text(of: phrase.code(&execution), phrase.type, in: language))
      }
    }
    return CompiledText(nl: settled(template.nl, .nl), en: settled(template.en, .en))
  }

  private func text(_ template: CompiledText, _ execution: inout Execution) -> LocalizedText {
    LocalizedText(
      nl: text(template.nl, .nl, &execution), en: text(template.en, .en, &execution))
  }

  private func text(
    _ pieces: [CompiledText.Piece], _ language: Language, _ execution: inout Execution
  )
    -> String
  {
    var text = ""
    for piece in pieces {
      switch piece {
      case .words(let words): text += words
      case .phrase(let phrase, _):
        text += words.text(of: phrase.code(&execution), phrase.type, in: language)
      }
    }
    return text
  }

  // MARK: What is open, and what verdicts rest on

  private func openQuestions(
    _ criteria: [CriterionFinding], besides waiting: [InputPath]
  ) -> [OpenQuestion] {
    var order: [InputPath] = []
    var checks: [InputPath: [String]] = [:]
    criteria.forEachCheck { finding in
      for path in finding.missing {
        if checks[path] == nil { order.append(path) }
        checks[path, default: []].append(finding.check.id)
      }
    }
    for path in waiting where checks[path] == nil {
      order.append(path)
      checks[path] = []
    }
    let questions = order.compactMap { path -> OpenQuestion? in
      guard let field = model.vocabulary.field(at: path.field), let checks = checks[path] else {
        return nil
      }
      return OpenQuestion(path: path, field: field, checks: checks)
    }
    let ranks = questions.map { rank(of: $0.path) }
    return zip(ranks, questions).sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  /// The place of an answer in the questionnaire: the number of each field in its group, and of items.
  func rank(of path: InputPath) -> [Int] {
    var level = model.vocabulary.fields
    return path.steps.map { step in
      switch step {
      case .item(let index): return index
      case .member(let name):
        let index = level.firstIndex { $0.name == name } ?? level.count
        level = index < level.count ? level[index].kind.members : []
        return index
      }
    }
  }

  private func assumptions(
    _ criteria: [CriterionFinding], besides waiting: [Name]
  ) -> [AssumptionFinding] {
    var resting: [Name: [String]] = [:]
    criteria.forEachCheck { finding in
      for name in Set(finding.assumptions).union(finding.unsetParameters) {
        resting[name, default: []].append(finding.check.id)
      }
    }
    return zip(model.parameters, parameterTexts).compactMap { parameter, value in
      let checks = resting[parameter.name] ?? []
      guard !checks.isEmpty || waiting.contains(parameter.name) else { return nil }
      return AssumptionFinding(
        parameter: parameter, value: value, origin: origin(of: parameter), checks: checks)
    }
  }

  private func origin(of parameter: Parameter) -> AssumptionFinding.Origin {
    if let setting = settings.settings[parameter.name] {
      return .setting(reason: setting.reason, date: setting.date)
    }
    switch parameter.kind {
    case .threshold: return .unset
    case .reading(let keys, _): return .reading(keys.compactMap { model.reading($0) })
    }
  }

  private func timeline(_ execution: inout Execution) -> Timeline? {
    guard let timeline else { return nil }
    var limit: CalendarDate?
    if case .date(let date) = timeline.limit(&execution) { limit = date }
    var items: [Timeline.Item] = []
    if case .list(let values) = timeline.items(&execution) {
      for case .context(let item) in values {
        if case .string(let label)? = item["label"], case .date(let date)? = item["date"] {
          items.append(Timeline.Item(label: label, date: date))
        }
      }
    }
    return Timeline(title: timeline.title, limit: limit, items: items)
  }
}

extension [CriterionFinding] {
  /// Each where it stands: a finding holds all that the authors wrote of its check, and copying that takes longer than
  /// most of what is asked of it.
  fileprivate func forEachCheck(_ body: (borrowing CheckFinding) -> Void) {
    for criterion in indices {
      for check in self[criterion].checks.indices { body(self[criterion].checks[check]) }
    }
  }
}

extension Value {
  /// The value as a figure; `nil` where there is nothing to show. A list without its empty items.
  fileprivate var toShow: Value? { canBeTold ? shown : self }

  private var shown: Value? {
    switch self {
    case .null, .unknown, .string(""): return nil
    case .list(let items):
      let shown = items.compactMap(\.shown)
      return shown.isEmpty ? nil : .list(shown)
    default: return self
    }
  }
}
