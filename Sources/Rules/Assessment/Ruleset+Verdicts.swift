/// What a ruleset says of one plan, without the reasons: for runs over many plans.
public struct Verdicts: Hashable, Sendable {
  /// An outcome without its texts.
  public enum OutcomeCode: Hashable, Sendable {
    /// The number of the result in the ruleset's list.
    case decided(Int)
    /// Answers are missing that can still change it.
    case answersMissing
    /// It waits for people who judge, or for parameters that nobody set.
    case judgementNeeded
    /// The rules have no answer, though nothing is missing: a fault of the ruleset.
    case faulty

    /// Of an outcome that is not known, by what is missing.
    static func open(_ kinds: Unknown.Kinds) -> OutcomeCode {
      if kinds.contains(.answer) { return .answersMissing }
      return kinds.contains(.fault) ? .faulty : .judgementNeeded
    }
  }

  /// What the verdicts of the criteria together say of the plan.
  public let outcome: OutcomeCode
  /// How many of the criteria are met.
  public let tally: Tally
  /// In the order of the ruleset.
  public let criteria: [Verdict]
  /// All checks, in the order of the ruleset.
  public let checks: [Verdict]
}

extension Ruleset {
  /// The verdicts alone, of a few plans: whoever has many makes a ``PlanDecider``, which says the same.
  ///
  /// - Throws: when a rule asks for more than the limits allow.
  public func verdicts(
    for facts: Facts, judgements: [String: JudgementAnswer] = [:], at moment: DateAndTime
  ) throws(EvaluationError) -> Verdicts {
    do {
      return try verdictsInFull(for: facts, judgements: judgements, at: moment)
    } catch {
      // What is too much for the one is not for the other.
      return try PlanDecider(self).verdicts(for: facts, judgements: judgements, at: moment)
    }
  }

  /// The same by the code of the compiler, which knows every form of expression.
  func verdictsInFull(
    for facts: Facts, judgements: [String: JudgementAnswer], at moment: DateAndTime
  ) throws(EvaluationError) -> Verdicts {
    var run = run(facts, judgements, moment, keepingRemarks: false)
    let outcome = conclude(&run)
    if let failure = run.failure { throw failure }
    return verdicts(of: run, outcome)
  }

  func verdicts(of run: RulesetRun, _ outcome: Verdicts.OutcomeCode) -> Verdicts {
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(run.criteria.count)
    var checks: [Verdict] = []
    checks.reserveCapacity(checkCount)
    for index in run.criteria.indices {
      verdicts.append(run.criteria[index].verdict)
      for check in run.criteria[index].checks.indices {
        checks.append(run.criteria[index].checks[check].verdict)
      }
    }
    return Verdicts(
      outcome: outcome, tally: run.tally, criteria: verdicts, checks: checks)
  }

  /// Every definition, check and criterion, decided; the slots filled.
  func run(
    _ facts: Facts, _ judgements: [String: JudgementAnswer], _ moment: DateAndTime,
    keepingRemarks: Bool
  ) -> RulesetRun {
    var execution = execution(facts, moment, keepingRemarks: keepingRemarks)
    var stopped: LocalizedText?
    for definition in definitions {
      compiled.run(CollectionOfOne(definition), in: &execution)
      if stopped == nil, execution.failure != nil {
        let name = definition.name
        stopped = LocalizedText(nl: "definitie '\(name)'", en: "definition '\(name)'")
      }
    }
    var decided: [RulesetRun.DecidedCriterion] = []
    decided.reserveCapacity(criteria.count)
    for index in criteria.indices {
      decided.append(decide(index, judgements, &execution, &stopped))
    }
    return RulesetRun(execution: execution, criteria: decided, stopped: stopped)
  }

  private func execution(
    _ facts: Facts, _ moment: DateAndTime, keepingRemarks: Bool
  ) -> Execution {
    precondition(facts.values.count == slots.fields.count, "facts are of this vocabulary")
    var slotValues: [Value] = []
    slotValues.reserveCapacity(slots.count)
    slotValues.append(contentsOf: facts.values)
    slotValues.append(contentsOf: blankSlots[slots.fields.upperBound...])
    return Execution(
      moment: moment, limits: .assessment, slots: slotValues, keepingRemarks: keepingRemarks)
  }

  /// An evaluation with some definitions computed.
  func execution(
    _ facts: Facts, _ moment: DateAndTime, only needed: Set<Int>
  ) -> Execution {
    var execution = execution(facts, moment, keepingRemarks: false)
    compiled.run(definitions.filter { needed.contains($0.slot) }, in: &execution)
    return execution
  }

  /// The outcome of a plan whose criteria are decided.
  ///
  /// - Parameters:
  ///   - hidden: criteria that count as not known.
  ///   - others: what concludes instead of ``conclusions``.
  func conclude(
    _ run: inout RulesetRun, hiding hidden: [Int] = [],
    by others: [CompiledModel.CompiledDecision]? = nil
  ) -> Verdicts.OutcomeCode {
    let conclusions = others ?? conclusions
    for index in run.criteria.indices {
      run.execution.slots[slots.criteria.lowerBound + index] = run.criteria[index].value
    }
    for index in hidden {
      run.execution.slots[slots.criteria.lowerBound + index] = .unknown(.unspecified(.answer))
    }
    compiled.run(conclusions, in: &run.execution)
    run.outcome = conclusions.last.map { run.execution.slots[$0.slot] } ?? .null
    switch run.outcome {
    case .string(let text):
      let index = model.outcome.results.firstIndex { $0.value == text }
      return index.map { .decided($0) } ?? .faulty
    case .unknown(let unknown): return .open(unknown.kinds)
    default: return .faulty
    }
  }

  private func decide(
    _ index: Int, _ judgements: [String: JudgementAnswer], _ execution: inout Execution,
    _ stopped: inout LocalizedText?
  ) -> RulesetRun.DecidedCriterion {
    let applies = criteria[index].applies.map { $0(&execution) } ?? .boolean(true)
    let compiled = criteria[index].checks
    var checks: [RulesetRun.DecidedCheck] = []
    checks.reserveCapacity(compiled.count)
    for check in compiled {
      checks.append(decide(check, criterionApplies: applies, judgements, &execution))
      if stopped == nil, execution.failure != nil {
        let id = check.check.id
        stopped = LocalizedText(nl: "controle \(id)", en: "check \(id)")
      }
    }
    return RulesetRun.DecidedCriterion(compiled, checks)
  }

  func decide(
    _ compiled: CompiledCheck, criterionApplies: Value, _ judgements: [String: JudgementAnswer],
    _ execution: inout Execution
  ) -> RulesetRun.DecidedCheck {
    let remarks = execution.remarks.count
    var applies = criterionApplies
    if let own = compiled.applies { applies = applies.and(own(&execution)) }
    let answer = judgements.isEmpty ? nil : judgements[compiled.check.id]
    let rule = applies.isFalse ? nil : compiled.rule.map { $0(&execution) }
    var decided = RulesetRun.DecidedCheck(
      rule: rule, applies: applies, check: compiled, answer: answer)
    if let rule, rule.isUnknown { execution.forget(remarksFrom: remarks) }
    decided.remarks = remarks..<max(remarks, execution.remarks.count)
    return decided
  }
}

/// The state of one run of a ruleset over one plan.
struct RulesetRun {
  /// Where the rules of a check have no answer: `null`.
  enum Flaw: Hashable, Sendable {
    case rule
    case applicability
  }

  struct DecidedCheck {
    let ruling: Ruling
    /// Why it is undetermined or needs judgement, as far as that is something missing.
    let unknown: Unknown?
    /// The remarks that its rule made.
    var remarks = 0..<0

    init(rule: Value?, applies: Value, check: CompiledCheck, answer: JudgementAnswer?) {
      self.init(
        Ruling(
          rule: rule.map { Truth.of($0) }, applies: Truth.of(applies), asksWhen: check.asksWhen,
          answer: answer), unknown: Value.unknown(among: [applies, rule ?? .null]))
    }

    /// The same of truths; why it is open is told by kind alone.
    init(rule: UInt8?, applies: UInt8, check: CompiledCheck, answer: JudgementAnswer?) {
      let open = [applies, rule ?? Truth.null].filter { $0 & Truth.unknown != 0 }
      let kinds = open.reduce(Unknown.Kinds()) { $0.union(Truth.kinds($1)) }
      self.init(
        Ruling(rule: rule, applies: applies, asksWhen: check.asksWhen, answer: answer),
        unknown: open.isEmpty ? nil : .unspecified(kinds))
    }

    private init(_ ruling: Ruling, unknown: Unknown?) {
      self.ruling = ruling
      self.unknown = ruling.flaw == nil ? unknown : .unspecified(.fault)
    }

    var verdict: Verdict { ruling.verdict }
    var flaw: Flaw? { ruling.flaw }
    var asksPerson: Bool { ruling.asksPerson }
    var mayNotApply: Bool { ruling.mayNotApply }
    var ruleHolds: Bool? { ruling.ruleHolds }
  }

  struct DecidedCriterion {
    let verdict: Verdict
    /// Of its checks that are conditions.
    let tally: Tally
    let checks: [DecidedCheck]
    /// What the outcome sees of it.
    let value: Value

    init(_ compiled: [CompiledCheck], _ checks: [DecidedCheck]) {
      self.checks = checks
      var joined = JoinedRulings()
      var unknown: Unknown?
      for (compiled, check) in zip(compiled, checks) where compiled.decides {
        joined.add(check.ruling)
        let cause: Unknown? =
          switch check.verdict {
          case .passes, .fails, .notApplicable: nil
          case .undetermined: check.unknown ?? .unspecified(.fault)
          case .needsJudgement: .unspecified(.judgement)
          }
        if let cause { unknown = unknown?.merged(with: cause) ?? cause }
      }
      verdict = joined.verdict
      tally = joined.tally
      switch verdict {
      case .passes: value = .boolean(true)
      case .fails: value = .boolean(false)
      case .notApplicable: value = .null
      case .undetermined, .needsJudgement: value = .unknown(unknown ?? .unspecified(.answer))
      }
    }
  }

  var execution: Execution
  var criteria: [DecidedCriterion]
  /// The part at which the evaluation had to stop; `nil` where it did not, or in the outcome.
  let stopped: LocalizedText?

  /// Why the evaluation had to stop, with the part in which it did.
  var failure: EvaluationError? {
    let outcome = LocalizedText(nl: "de uitkomst", en: "the outcome")
    return execution.failure.map { .within(stopped ?? outcome, $0) }
  }

  /// What the logic of the outcome gave, once it is concluded.
  var outcome: Value = .null

  init(execution: Execution, criteria: [DecidedCriterion], stopped: LocalizedText?) {
    self.execution = execution
    self.criteria = criteria
    self.stopped = stopped
  }

  var tally: Tally {
    var tally = Tally()
    for criterion in criteria {
      // What one of its checks asks for certain, it asks.
      tally.count(criterion.verdict, mayNotApply: criterion.tally.asked.lowerBound == 0)
    }
    return tally
  }
}
