/// Decides one plan after another: the verdicts without the reasons, for runs over many plans. It is of one thread.
public final class PlanDecider {
  private let ruleset: Ruleset
  private let machine: Machine?

  /// Makes ready what every plan needs.
  public init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    machine = ruleset.program.map { Machine($0.machine) }
  }

  /// The verdicts alone.
  ///
  /// - Throws: when a rule asks for more than the limits allow.
  public func verdicts(
    for facts: Facts, judgements: [String: JudgementAnswer] = [:], at moment: DateAndTime
  ) throws(EvaluationError) -> Verdicts {
    if let machine, let program = ruleset.program,
      let plan = facts.cells ?? CellStore(facts.values, by: ruleset.reader.layout)
    {
      var end = Machine.End.full
      while end == .full {
        machine.begin(at: moment)
        end = machine.run(from: program.start, plan)
        guard end == .done else { continue }
        var run = Run(program)
        guard decide(machine, program, facts, judgements, moment, &run) else { break }
        end = machine.run(from: program.conclusion, plan)
        guard end == .done else { continue }
        if let outcome = outcome(machine, program, plan) {
          return Verdicts(
            outcome: outcome, tally: run.tally, criteria: run.criteria, checks: run.checks)
        }
        break
      }
    }
    return try ruleset.verdictsInFull(for: facts, judgements: judgements, at: moment)
  }

  /// What is decided so far of one plan.
  private struct Run {
    var tally = Tally()
    var criteria: [Verdict] = []
    var checks: [Verdict] = []

    init(_ program: RulesetProgram) {
      criteria.reserveCapacity(program.criteria.count)
      checks.reserveCapacity(program.checks.count)
    }
  }

  /// - Returns: `false` where a limit was passed.
  private func decide(
    _ machine: Machine, _ program: RulesetProgram, _ facts: Facts,
    _ judgements: [String: JudgementAnswer], _ moment: DateAndTime, _ run: inout Run
  ) -> Bool {
    var inFull: Execution?
    for (number, criterion) in program.criteria.enumerated() {
      var joined = JoinedRulings()
      let applies = criterion.applies.map { machine.truths[$0] } ?? Truth.true
      for index in criterion.checks {
        let check = program.checks[index]
        let ruling: Ruling
        if check.isInFull {
          var execution =
            inFull ?? ruleset.execution(facts, moment, only: program.definitionsInFull)
          let compiled = ruleset.criteria[number]
          let whole = compiled.applies.map { $0(&execution) } ?? .boolean(true)
          ruling =
            ruleset.decide(
              compiled.checks[index - criterion.checks.lowerBound], criterionApplies: whole,
              judgements, &execution
            ).ruling
          if execution.failure != nil { return false }
          inFull = execution
        } else {
          let own = check.applies.map { machine.truths[$0] } ?? Truth.true
          ruling = Ruling(
            rule: check.rule.map { machine.truths[$0] }, applies: Truth.and(applies, own),
            asksWhen: check.asksWhen,
            answer: judgements.isEmpty
              ? nil : answer(judgements, number, index - criterion.checks.lowerBound))
        }
        run.checks.append(ruling.verdict)
        if check.decides { joined.add(ruling) }
      }
      run.criteria.append(joined.verdict)
      run.tally.count(joined.verdict, mayNotApply: joined.tally.asked.lowerBound == 0)
      machine.registers[criterion.value] = joined.cell
    }
    return true
  }

  private func answer(
    _ judgements: [String: JudgementAnswer], _ criterion: Int, _ check: Int
  ) -> JudgementAnswer? {
    judgements[ruleset.criteria[criterion].checks[check].check.id]
  }

  /// - Returns: `nil` where it is something that no result is.
  private func outcome(
    _ machine: Machine, _ program: RulesetProgram, _ plan: CellStore
  ) -> Verdicts.OutcomeCode? {
    let cell: Cell
    switch program.outcome.base {
    case Operand.registers: cell = machine.registers[program.outcome.place]
    case Operand.constants: cell = program.machine.constants.cells[program.outcome.place]
    default: return nil
    }
    if cell.isUnknown { return .open(Unknown.Kinds(rawValue: cell.kinds)) }
    if cell.isNull { return .faulty }
    return program.results.firstIndex(of: cell).map { .decided($0) }
  }
}

/// What the checks of a criterion come to together: those that are conditions.
struct JoinedRulings {
  private(set) var verdict = Verdict.notApplicable
  private(set) var tally = Tally()
  /// Of what keeps it open.
  private(set) var open: Unknown.Kinds = []

  mutating func add(_ ruling: Ruling) {
    guard ruling.verdict != .notApplicable else { return }
    verdict = verdict.joined(with: ruling.verdict)
    tally.count(ruling.verdict, mayNotApply: ruling.mayNotApply)
    switch ruling.verdict {
    case .passes, .fails, .notApplicable: break
    case .undetermined: open.formUnion(ruling.open)
    case .needsJudgement: open.formUnion(.judgement)
    }
  }

  /// What the outcome sees of it.
  var cell: Cell {
    switch verdict {
    case .passes: .boolean(true)
    case .fails: .boolean(false)
    case .notApplicable: .null
    case .undetermined, .needsJudgement: .unknown(open.rawValue)
    }
  }
}
