/// What a ruleset says of one plan, without the reasons: for runs over many plans.
public struct Verdicts: Sendable {
  public enum OutcomeCode: Hashable, Sendable {
    /// The number of the result in the ruleset's list.
    case decided(Int)
    case answersMissing
    case judgementNeeded
  }

  public let outcome: OutcomeCode
  public let score: ScoreInterval
  /// In the order of the ruleset.
  public let criteria: [Verdict]
  /// All checks, in the order of the ruleset.
  public let checks: [Verdict]
}

extension Ruleset {
  /// The verdicts alone.
  ///
  /// - Throws: when a rule asks for more than the limits allow.
  public func verdicts(
    for facts: Facts, judgements: [String: JudgementAnswer] = [:], at moment: DateAndTime
  ) throws(EvaluationError) -> Verdicts {
    var run = run(facts, judgements, moment)
    let outcome = conclude(&run)
    if let failure = run.execution.failure { throw failure }
    return Verdicts(
      outcome: outcome, score: ScoreInterval(of: run.criteria.map(\.score), weights: weights),
      criteria: run.criteria.map(\.verdict), checks: run.criteria.flatMap { $0.checks.map(\.verdict) })
  }

  var weights: [Double] { model.criteria.map(\.weight.double) }

  /// Every definition, check and criterion, decided; the slots filled.
  func run(_ facts: Facts, _ judgements: [String: JudgementAnswer], _ moment: DateAndTime)
    -> RulesetRun
  {
    precondition(facts.values.count == slots.fields.count, "facts are of this vocabulary")
    var slotValues: [Value] = []
    slotValues.reserveCapacity(slots.count)
    slotValues += facts.values
    slotValues += parameterValues
    slotValues += repeatElement(.null, count: slots.count - slotValues.count)
    var execution = Execution(moment: moment, limits: .assessment, slots: slotValues)
    compiled.run(definitions, in: &execution)
    var decided: [RulesetRun.DecidedCriterion] = []
    decided.reserveCapacity(criteria.count)
    for (criterion, compiled) in zip(model.criteria, criteria) {
      decided.append(decide(criterion, compiled, judgements, &execution))
    }
    return RulesetRun(execution: execution, criteria: decided)
  }

  /// The outcome of a plan whose criteria are decided.
  func conclude(_ run: inout RulesetRun) -> Verdicts.OutcomeCode {
    for (slot, criterion) in zip(slots.criteria, run.criteria) {
      run.execution.slots[slot] = criterion.value
    }
    compiled.run(conclusions, in: &run.execution)
    guard let slot = conclusions.last?.slot else { return .answersMissing }
    switch run.execution.slots[slot] {
    case .string(let text):
      if let index = model.outcome.results.firstIndex(where: { $0.value == text }) {
        return .decided(index)
      }
      return .judgementNeeded
    case .unknown(let unknown):
      return unknown.kinds.contains(.answer) ? .answersMissing : .judgementNeeded
    default: return .judgementNeeded
    }
  }

  private func decide(
    _ criterion: Criterion, _ compiled: CompiledCriterion, _ judgements: [String: JudgementAnswer],
    _ execution: inout Execution
  ) -> RulesetRun.DecidedCriterion {
    let applies = compiled.applies.map { $0(&execution) } ?? .boolean(true)
    var checks: [RulesetRun.DecidedCheck] = []
    checks.reserveCapacity(compiled.checks.count)
    for check in compiled.checks {
      checks.append(decide(check, criterionApplies: applies, judgements, &execution))
    }
    return RulesetRun.DecidedCriterion(criterion, checks)
  }

  private func decide(
    _ compiled: CompiledCheck, criterionApplies: Value, _ judgements: [String: JudgementAnswer],
    _ execution: inout Execution
  ) -> RulesetRun.DecidedCheck {
    let remarks = execution.remarks.count
    let applies = criterionApplies.and(compiled.applies.map { $0(&execution) } ?? .boolean(true))
    if applies.isFalse { return RulesetRun.DecidedCheck(verdict: .notApplicable) }
    let check = compiled.check
    let rule = compiled.rule.map { $0(&execution) } ?? .boolean(true)
    var decided = RulesetRun.DecidedCheck(rule: rule, applies: applies, check: check, answer: judgements[check.id])
    if case .unknown = rule { execution.forget(remarksFrom: remarks) }
    decided.remarks = remarks..<max(remarks, execution.remarks.count)
    return decided
  }
}

/// The state of one run of a ruleset over one plan.
struct RulesetRun {
  struct DecidedCheck {
    var verdict: Verdict
    /// Why it is undetermined or needs judgement, as far as that is something missing.
    var unknown: Unknown?
    /// Whether a person is asked about it, answered or not.
    var asksPerson = false
    /// The remarks that its rule made.
    var remarks = 0..<0

    init(verdict: Verdict) { self.verdict = verdict }

    init(rule: Value, applies: Value, check: Check, answer: JudgementAnswer?) {
      var unknown: Unknown?
      if case .unknown(let open) = applies { unknown = open }
      switch rule {
      case .boolean(let holds):
        verdict = holds ? .passes : .fails
        if let judgement = check.judgement {
          let asks = check.rule == nil || judgement.moment == (holds ? .passes : .fails)
          if asks {
            asksPerson = true
            verdict = .needsJudgement
            if let answer, answer.author == .reviewer { verdict = answer.holds ? .passes : .fails }
          }
        }
        // Whether it applies at all is open, and "not applicable" is another verdict than these.
        if applies.isUnknown { verdict = .undetermined }
      case .unknown(let open):
        unknown = unknown.map { $0.merged(with: open) } ?? open
        verdict = .undetermined
      default:
        // A rule without an answer is never shown as a pass or as a "no".
        verdict = .undetermined
      }
      if verdict == .undetermined, let unknown, !unknown.kinds.contains(.answer) {
        verdict = .needsJudgement
        asksPerson = true
        // What the rule can't say, a reviewer may.
        if let answer, answer.author == .reviewer, !applies.isUnknown {
          verdict = answer.holds ? .passes : .fails
        }
      }
      self.unknown = unknown
    }
  }

  struct DecidedCriterion {
    let verdict: Verdict
    let score: ScoreInterval?
    let checks: [DecidedCheck]
    /// What the outcome sees of it.
    let value: Value

    init(_ criterion: Criterion, _ checks: [DecidedCheck]) {
      self.checks = checks
      var passed = 0.0
      var open = 0.0
      var total = 0.0
      var has: (fails: Bool, open: Bool, judgement: Bool, any: Bool) = (false, false, false, false)
      var unknown: Unknown?
      for (check, decided) in zip(criterion.checks, checks) where check.role == .requirement {
        guard decided.verdict != .notApplicable else { continue }
        let weight = check.weight.double
        has.any = true
        total += weight
        switch decided.verdict {
        case .passes: passed += weight
        case .fails: has.fails = true
        case .undetermined:
          has.open = true
          open += weight
          let cause = decided.unknown ?? .unspecified(.answer)
          unknown = unknown?.merged(with: cause) ?? cause
        case .needsJudgement:
          has.judgement = true
          open += weight
          let cause = Unknown.unspecified(.judgement)
          unknown = unknown?.merged(with: cause) ?? cause
        case .notApplicable: break
        }
      }
      if !has.any {
        verdict = .notApplicable
      } else if has.fails {
        verdict = .fails
      } else if has.open {
        verdict = .undetermined
      } else if has.judgement {
        verdict = .needsJudgement
      } else {
        verdict = .passes
      }
      score = has.any ? ScoreInterval(low: passed / total, high: (passed + open) / total) : nil
      switch verdict {
      case .passes: value = .boolean(true)
      case .fails: value = .boolean(false)
      case .notApplicable: value = .null
      case .undetermined, .needsJudgement: value = .unknown(unknown ?? .unspecified(.answer))
      }
    }
  }

  var execution: Execution
  let criteria: [DecidedCriterion]
}

extension ScoreInterval {
  /// The weighted mean of the criteria that apply, from 0 to 100.
  init(of criteria: [ScoreInterval?], weights: [Double]) {
    var low = 0.0
    var high = 0.0
    var total = 0.0
    for (score, weight) in zip(criteria, weights) {
      guard let score else { continue }
      low += score.low * weight
      high += score.high * weight
      total += weight
    }
    guard total > 0 else {
      self.init(low: 0, high: 0)
      return
    }
    // One decimal: more would look like more than it is.
    self.init(
      low: (low / total * 1000).rounded() / 10, high: (high / total * 1000).rounded() / 10)
  }
}
