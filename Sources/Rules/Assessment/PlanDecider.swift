/// Decides one plan after another: the verdicts without the reasons, for runs over many plans. It is of one thread.
public final class PlanDecider {
  private let ruleset: Ruleset
  private let way: QuickWay
  private let program: RulesetProgram?
  private let machine: Machine?
  /// Reads plans in JSON, and tests what answers have to meet; made for the first of those plans.
  private lazy var pass = way.reader.map { QuickPass($0) }
  private lazy var tester = Machine(way.tests.program)
  /// The evaluation of the checks of a plan that the machine has no steps for, once there was one.
  private var inFull: Execution?

  /// Makes ready what every plan needs.
  public init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    way = ruleset.quickWay
    let program = way.program
    self.program = program
    machine = program.map { Machine($0.machine) }
  }

  /// The verdicts alone.
  ///
  /// - Throws: when a rule asks for more than the limits allow.
  public func verdicts(
    for facts: Facts, judgements: [String: JudgementAnswer] = [:], at moment: DateAndTime
  ) throws(EvaluationError) -> Verdicts {
    if program != nil, let plan = facts.cells ?? CellStore(facts.values, by: ruleset.reader.layout)
    {
      let found = plan.withCells { verdicts($0, judgements, at: moment, facts) }
      if let found { return found }
    }
    return try ruleset.verdictsInFull(for: facts, judgements: judgements, at: moment)
  }

  /// Decides a plan that is written in JSON, as far as nothing is wrong with it and it holds no judgements.
  ///
  /// - Parameters:
  ///   - range: where in the bytes the plan stands.
  ///   - bytes: text that holds the plan; other plans may stand around it.
  ///   - accepts: whether these rules are those of the plan, by what it says itself.
  ///   - body: what is done with the verdicts.
  /// - Returns: `nil` where the plan has to be read by ``Ruleset/facts(from:ignoring:recordingCauses:)``, which also says
  ///   what is wrong with it.
  public func decide<Result>(
    _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, at moment: DateAndTime,
    accepts: (QuickAnswers) -> Bool = { $0.ruleset == nil },
    _ body: (Verdicts, QuickAnswers) -> Result
  ) -> Result? {
    guard let pass, pass.read(range, of: bytes) else { return nil }
    return pass.withCells(of: bytes) { cells -> Result? in
      let answers = QuickAnswers(
        cells: cells, layout: ruleset.reader.layout, rulesetName: pass.ruleset)
      guard accepts(answers), meetsConstraints(pass, cells),
        let verdicts = verdicts(cells, [:], at: moment, nil)
      else { return nil }
      return body(verdicts, answers)
    }
  }

  /// Whether all answers are such as can be; `false` where that can't be told here, too.
  private func meetsConstraints(_ pass: QuickPass, _ cells: PlanCells) -> Bool {
    let tester = tester
    for (constraint, cell) in pass.constrained {
      guard let start = way.tests.starts[constraint] else { return false }
      if cell.isNull || cell.isUnknown { continue }
      tester.begin(at: Ruleset.noMoment)
      tester.registers[0] = cell
      guard tester.run(from: start, cells) == .done,
        tester.truths[0] == Truth.true || tester.truths[0] & Truth.unknown != 0
      else { return false }
    }
    return true
  }

  /// - Parameter facts: the same plan, for where the code of the compiler has to decide a check; `nil` where they are
  ///   still to be made.
  /// - Returns: `nil` where it has to decide all of them.
  private func verdicts(
    _ plan: PlanCells, _ judgements: [String: JudgementAnswer], at moment: DateAndTime,
    _ facts: Facts?
  ) -> Verdicts? {
    guard let machine, let program else { return nil }
    while true {
      machine.begin(at: moment)
      var end = machine.run(from: program.start, plan)
      if end == .full { continue }
      guard end == .done else { return nil }
      var run = Run(program)
      guard decide(machine, program, plan, facts, judgements, moment, &run) else { return nil }
      end = machine.run(from: program.conclusion, plan)
      if end == .full { continue }
      guard end == .done, let outcome = outcome(machine, program, plan) else { return nil }
      return Verdicts(
        outcome: outcome, tally: run.tally, criteria: run.criteria, checks: run.checks)
    }
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
    _ machine: Machine, _ program: RulesetProgram, _ plan: PlanCells, _ facts: Facts?,
    _ judgements: [String: JudgementAnswer], _ moment: DateAndTime, _ run: inout Run
  ) -> Bool {
    let checks = program.checks
    let truths = machine.truths
    if inFull != nil { inFull = nil }
    for (number, criterion) in program.criteria.enumerated() {
      var joined = JoinedRulings()
      let applies = criterion.applies.map { truths[$0] } ?? Truth.true
      for index in criterion.checks {
        let check = checks[index]
        let ruling: Ruling
        if check.isInFull {
          let decided = decideInFull(
            number, index - criterion.checks.lowerBound, judgements
          ) {
            let facts = facts ?? Facts(values: plan.values(ruleset.reader.layout))
            return ruleset.execution(facts, moment, only: program.definitionsInFull)
          }
          guard let decided else { return false }
          ruling = decided
        } else {
          let own = check.applies.map { truths[$0] } ?? Truth.true
          ruling = Ruling(
            rule: check.rule.map { truths[$0] }, applies: Truth.and(applies, own),
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

  /// By the code of the compiler, for a check that the machine has no steps for.
  ///
  /// - Returns: `nil` where a limit was passed.
  private func decideInFull(
    _ criterion: Int, _ check: Int, _ judgements: [String: JudgementAnswer],
    _ begin: () -> Execution
  ) -> Ruling? {
    var execution = inFull ?? begin()
    let compiled = ruleset.criteria[criterion]
    let applies = compiled.applies.map { $0(&execution) } ?? .boolean(true)
    let decided = ruleset.decide(
      compiled.checks[check], criterionApplies: applies, judgements, &execution)
    guard execution.failure == nil else { return nil }
    inFull = execution
    return decided.ruling
  }

  private func answer(
    _ judgements: [String: JudgementAnswer], _ criterion: Int, _ check: Int
  ) -> JudgementAnswer? {
    judgements[ruleset.criteria[criterion].checks[check].check.id]
  }

  /// - Returns: `nil` where it is something that no result is.
  private func outcome(
    _ machine: Machine, _ program: RulesetProgram, _ plan: PlanCells
  ) -> Verdicts.OutcomeCode? {
    let cell = machine.cell(at: program.outcome, plan)
    if cell.isUnknown { return .open(Unknown.Kinds(rawValue: cell.kinds)) }
    if cell.isNull { return .faulty }
    return program.results.firstIndex(of: cell).map { .decided($0) }
  }
}

/// What a plan says that is being decided, for as long as it is.
public struct QuickAnswers {
  let cells: PlanCells
  let layout: PlanLayout
  let rulesetName: Cell?

  /// The name of the ruleset that the plan says it is written for; `nil` where it says none.
  public var ruleset: String? {
    rulesetName.map { String(decoding: cells.text($0), as: UTF8.self) }
  }

  /// The answer of a field, by its place in the vocabulary.
  public func answer(ofField number: Int) -> Value {
    layout.fields[number].map { cells.value($0.layout, at: $0.offset) } ?? .null
  }

  /// The bytes of an answer that is a text; `nil` of any other.
  public func text(ofField number: Int) -> UnsafeBufferPointer<UInt8>? {
    guard let field = layout.fields[number], let cell = cells.cells?[field.offset], cell.isText
    else { return nil }
    return cells.text(cell)
  }
}
