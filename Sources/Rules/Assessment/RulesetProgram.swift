/// The rules of a version as one program of the machine, with what its registers mean.
///
/// A class of constants, so that deciding a plan does not copy what it is made of.
final class RulesetProgram: Sendable {
  struct Check: Sendable {
    /// Registers of truths; `nil` where there is no rule, or it always applies.
    let rule: Int?
    let applies: Int?
    /// Whether the machine has no steps for it.
    let isInFull: Bool
    let decides: Bool
    let asksWhen: Judgement.Moment?
  }

  struct Criterion: Sendable {
    /// A register of truths; `nil` where it always applies.
    let applies: Int?
    let checks: Range<Int>
    /// The register of what the outcome sees of it.
    let value: Int
  }

  let machine: MachineProgram
  let checks: [Check]
  let criteria: [Criterion]
  /// Where the steps of the checks begin, after what prepares them, and those of the outcome.
  let start: Int
  let conclusion: Int
  /// Where the outcome stands.
  let outcome: Operand
  /// The results, in the order of the ruleset, as they stand among the constants.
  let results: [Cell]
  /// The slots of the definitions that the code of the compiler computes, for the checks that are left to it.
  let definitionsInFull: Set<Int>

  /// - Parameters:
  ///   - outcome: the slot of the decision that gives the outcome.
  ///   - blank: the slots before a plan is read.
  /// - Returns: `nil` where the machine has no steps for the outcome, or for no check.
  init?(
    _ checked: CheckedRuleset, _ compiler: Compiler, outcome slot: Int, blank: [Value],
    _ layout: PlanLayout
  ) {
    var checks: [Check] = []
    var criteria: [Criterion] = []
    var definitionsInFull: Set<Int> = []
    do throws(MachineCompiler.Unsupported) {
      var machine = try MachineCompiler(checked, compiler, blank: blank, layout)
      var values: [Int] = []
      for slot in checked.slots.criteria {
        let value = try machine.register()
        values.append(value)
        machine.inputs[slot] = .init(operand: Operand(Operand.registers, value), layout: .plain)
      }
      let parts = checked.criteria.flatMap { criterion in
        [criterion.applies] + criterion.checks.flatMap { [$0.applies, $0.rule] }
      }.compactMap { $0?.expression }
      for part in parts { machine.note(part) }
      for part in parts { machine.prepare(part) }
      machine.share()
      for (criterion, value) in zip(checked.criteria, values) {
        let first = checks.count
        var applies: Int?
        var isInFull = false
        if let condition = criterion.applies?.expression {
          let register = try machine.truth()
          applies = register
          isInFull = !machine.part(condition, into: register)
        }
        for check in criterion.checks {
          let compiled =
            isInFull
            ? nil
            : try machine.check(applies: check.applies?.expression, rule: check.rule?.expression)
          if compiled == nil {
            let parts = [criterion.applies, check.applies, check.rule].compactMap { $0 }
            for part in parts { definitionsInFull.formUnion(part.expression.slots) }
          }
          checks.append(
            Check(
              rule: compiled?.rule, applies: compiled?.applies, isInFull: compiled == nil,
              decides: check.check.force == .condition, asksWhen: check.check.judgement?.moment))
        }
        criteria.append(
          Criterion(
            applies: isInFull ? nil : applies, checks: first..<checks.count, value: value))
      }
      let rules = machine.separate()
      let found = try machine.value(of: .init(.slot(slot), .any, at: .nowhere))
      guard case .plain = found.layout else { return nil }
      outcome = found.operand
      let conclusions = machine.separate()
      var results: [Cell] = []
      for result in checked.model.outcome.results {
        let place = try machine.constant(.string(result.value)).place
        results.append(machine.program.constants.cells[place])
      }
      self.results = results
      var program = machine.program
      start = program.add(rules)
      conclusion = program.add(conclusions)
      self.machine = program
    } catch {
      return nil
    }
    self.checks = checks
    self.criteria = criteria
    self.definitionsInFull = Set(
      checked.decisionModel.decisions(for: definitionsInFull).map {
        checked.decisionModel.decisions[$0].slot
      })
    guard checks.contains(where: { !$0.isInFull }) else { return nil }
  }
}

extension MachineCompiler {
  /// For the rules of a version: it knows where the answers of a plan stand, and the parameters.
  ///
  /// - Parameter blank: the slots before a plan is read.
  init(
    _ checked: CheckedRuleset, _ compiler: Compiler, blank: [Value], _ layout: PlanLayout
  ) throws(Unsupported) {
    self.init(checked.decisionModel, compiler)
    for (slot, place) in zip(checked.slots.fields, layout.fields) {
      guard let place else { continue }
      inputs[slot] = Place(operand: Operand(Operand.plan, place.offset), layout: place.layout)
    }
    for slot in checked.slots.parameters where compiler.constants[slot] == nil {
      inputs[slot] = Place(operand: try constant(blank[slot]), layout: .plain)
    }
  }

  /// Steps for a check.
  ///
  /// - Returns: the registers of its truths; `nil` where the machine has no steps for it.
  mutating func check(
    applies: CheckedExpression?, rule: CheckedExpression?
  ) throws(Unsupported) -> (rule: Int?, applies: Int?)? {
    let start = block.code.count
    let end = block.label()
    var isSupported = true
    func part(_ part: CheckedExpression?, _ compiler: inout MachineCompiler) throws(Unsupported)
      -> Int?
    {
      guard isSupported, let part else { return nil }
      let register = try compiler.truth()
      isSupported = compiler.part(part, into: register)
      return register
    }
    let applies = try part(applies, &self)
    if let applies { block.add(.jumpUnlessMayHold, register: applies, to: end) }
    let rule = try part(rule, &self)
    block.place(end)
    if isSupported { return (rule, applies) }
    block.remove(from: start)
    return nil
  }
}

extension Ruleset {
  /// The checks that the machine has no steps for; `nil` where it has none for the outcome.
  package var checksInFull: [String]? {
    quickWay.program.map { program in
      zip(criteria.flatMap(\.checks), program.checks).compactMap { compiled, check in
        check.isInFull ? compiled.check.id : nil
      }
    }
  }
}
