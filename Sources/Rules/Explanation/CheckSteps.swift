/// One check as a program of the machine, with the parameters as they are set.
final class CheckSteps: Sendable {
  let program: MachineProgram
  private let start: Int
  /// Registers of truths: of what says whether it applies, and of the rule.
  private let conditions: [Int]
  private let rule: Int?

  /// - Parameter conditions: of the criterion and of the check, whether they apply.
  /// - Returns: `nil` where the machine has no steps for it.
  init?(_ conditions: [CheckedExpression?], rule: CheckedExpression?, _ ruleset: Ruleset) {
    let parts = (conditions + [rule]).compactMap { $0 }
    do throws(MachineCompiler.Unsupported) {
      var machine = try MachineCompiler(
        ruleset.checked, ruleset.compiled.compiler, blank: ruleset.blankSlots,
        ruleset.reader.layout)
      for part in parts { machine.note(part) }
      for part in parts { machine.prepare(part) }
      machine.share()
      var registers: [Int] = []
      for condition in conditions.compactMap({ $0 }) {
        guard let found = try machine.check(applies: condition, rule: nil)?.applies else {
          return nil
        }
        registers.append(found)
      }
      guard let found = try machine.check(applies: nil, rule: rule) else { return nil }
      let steps = machine.separate()
      var program = machine.program
      start = program.add(steps)
      self.program = program
      self.conditions = registers
      self.rule = found.rule
    } catch {
      return nil
    }
  }

  /// What the check comes to for the answers in some cells.
  ///
  /// - Returns: `nil` where the code of the compiler has to say it.
  func decide(
    _ check: CompiledCheck, _ answer: JudgementAnswer?, at moment: DateAndTime,
    _ machine: Machine, _ cells: PlanCells
  ) -> RulesetRun.DecidedCheck? {
    var end = Machine.End.full
    while end == .full {
      machine.begin(at: moment)
      end = machine.run(from: start, cells)
    }
    guard end == .done else { return nil }
    let applies = conditions.reduce(Truth.true) { Truth.and($0, machine.truths[$1]) }
    return RulesetRun.DecidedCheck(
      rule: applies == Truth.false ? nil : rule.map { machine.truths[$0] }, applies: applies,
      check: check, answer: answer)
  }
}
