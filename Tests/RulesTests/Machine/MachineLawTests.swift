import Testing

@testable import Rules

/// One expression as steps of the machine, over the inputs of ``RandomFacts``.
private struct MachineExpression {
  private let program: MachineProgram
  private let place: Operand
  private static let layout = PlanLayout(RandomFacts.inputs.map(\.sort.type))

  /// - Parameter shares: whether what is in it is computed before, as what several rules compute alike.
  /// - Returns: `nil` where the machine has no steps for it.
  init?(_ expression: CheckedExpression, constants: [Int: Value], shares: Bool) {
    var compiler = MachineCompiler(nil, Compiler(constants: constants))
    for (slot, field) in Self.layout.fields.enumerated() {
      guard constants[slot] == nil, let field else { continue }
      compiler.inputs[slot] = .init(
        operand: Operand(Operand.plan, field.offset), layout: field.layout)
    }
    if shares {
      compiler.note(expression)
      compiler.note(expression)
      compiler.share()
    }
    do throws(MachineCompiler.Unsupported) {
      place = try compiler.plain(expression)
      let steps = compiler.separate()
      var program = compiler.program
      _ = program.add(steps)
      self.program = program
    } catch {
      return nil
    }
  }

  /// What it gives; `nil` where the machine leaves it to the code of the compiler.
  func value(_ facts: [Value]) -> Value? {
    guard let plan = CellStore(facts, by: Self.layout) else { return nil }
    let machine = Machine(program)
    return plan.withCells { plan in
      var end = Machine.End.full
      while end == .full {
        machine.begin(at: RandomRule.moment)
        end = machine.run(from: 0, plan)
      }
      return end == .done ? machine.value(at: place, plan) : nil
    }
  }
}

extension Value {
  /// Whether two answers are one, where of what is unknown only the kinds are told.
  fileprivate func isSame(but other: Value) -> Bool {
    switch (self, other) {
    case (.unknown(let one), .unknown(let other)): one.kinds == other.kinds
    case (.unknown, _), (_, .unknown): false
    default: isIdentical(to: other)
    }
  }
}

/// What came of comparing the machine with plain readings.
private struct MachineTally {
  var compared = 0
  var left = 0
  var counts: [FormKind: Int] = [:]
  private var failures: [String] = []

  mutating func compare(
    _ checked: CheckedExpression, _ text: String, _ random: inout SeededRandom
  ) {
    for knowsSome in [false, true] {
      let facts = RandomFacts.values(&random)
      var constants: [Int: Value] = [:]
      if knowsSome {
        for slot in facts.indices where random.happens(30) { constants[slot] = facts[slot] }
      }
      guard
        let machine = MachineExpression(checked, constants: constants, shares: random.happens(50))
      else { continue }
      checked.count(into: &counts)
      for percent in [0, 10, 50] {
        let partial = RandomFacts.hiding(percent, of: facts, &random).enumerated().map {
          constants[$0] ?? $1
        }
        guard let found = machine.value(partial) else {
          left += 1
          continue
        }
        var execution = Execution(
          moment: RandomRule.moment, limits: EvaluationLimits(steps: 50_000), slots: partial)
        let expected = PlainEvaluator().value(of: checked, &execution)
        if execution.failure != nil { continue }
        compared += 1
        if !found.isSame(but: expected) {
          failures.append(
            "\(text)\n\(spelled(partial)) gives \(told(found)), not \(told(expected))")
        }
      }
    }
  }

  func tell() {
    for failure in failures.sorted(by: { $0.count < $1.count }).prefix(5) {
      Issue.record("one of \(failures.count): \(failure)")
    }
  }
}

@Test("the machine gives what a plain reading of the expression gives, whatever is unanswered")
func machineLaw() {
  var tally = MachineTally()
  for number in 0..<cases(6_000) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let sort = expression.random.pick(Sort.simple + [.boolean, .boolean])
    let text = expression.text(sort, depth: 1 + expression.random.below(4))
    guard let checked = RandomRule.checked(text) else { continue }
    tally.compare(checked, "case \(number): \(text)", &expression.random)
  }
  for number in 0..<cases(3_000) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let boxed = expression.boxed(
      expression.random.pick(Sort.simple), depth: 1 + expression.random.below(3))
    var checker = ExpressionChecker(
      scope: RandomRule.scope, mode: .standard, types: RandomExpression.checkedTypes)
    let checked = checker.check(boxed, as: nil, named: "d")
    guard checker.diagnostics.isEmpty else { continue }
    tally.compare(checked, "case \(number): \(outline(boxed))", &expression.random)
  }
  for number in 0..<cases(1_000) {
    var random = SeededRandom(seed: number)
    let table = RandomTable(.first, &random).table
    guard let checked = RandomTable.checked(table) else { continue }
    tally.compare(checked, "table \(number): \(outline(table))", &random)
  }
  tally.tell()
  #expect(tally.compared > cases(9_000), "\(tally.left) were left to the compiler")
  for kind in FormKind.ofMachine {
    #expect(tally.counts[kind, default: 0] > 0, "\(kind) is never tried")
  }
}

@Test("a plan is decided alike by the machine and by the code of the compiler")
func deciderLaw() throws {
  var decided = 0
  var rules = 0
  for number in 0..<cases(500) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let made = RandomRuleset(&expression)
    let ruleset: Ruleset
    do { ruleset = try made.ruleset() } catch { continue }
    guard let left = ruleset.checksInFull else { continue }
    rules += 1
    let checks = ruleset.model.criteria.flatMap(\.checks)
    let decider = PlanDecider(ruleset)
    for percent in [0, 5, 25, 70] {
      var facts = RandomFacts.values(&expression.random)
      facts = RandomFacts.hiding(percent, of: facts, &expression.random)
      let judgements = ruleset.randomJudgements(&expression.random)
      let answers = Facts(values: Array(facts.prefix(RandomRuleset.inputs.count)))
      let found = try decider.verdicts(for: answers, judgements: judgements, at: RandomRule.moment)
      let again = try decider.verdicts(for: answers, judgements: judgements, at: RandomRule.moment)
      #expect(again == found, "case \(number), the second time")
      let expected = try ruleset.verdictsInFull(
        for: answers, judgements: judgements, at: RandomRule.moment)
      if left.count < checks.count { decided += 1 }
      #expect(
        found == expected,
        "case \(number), \(percent) % hidden, \(left) in full: \(made.text) \(made.criterionTexts)")
    }
  }
  #expect(rules > cases(120))
  #expect(decided > cases(500))
}

@Test(
  "the machine has steps for every check of the rulesets that ship",
  arguments: ["plan", "snelle-toets"])
func shippedChecksOfMachine(name: String) throws {
  let ruleset = try ShippedRuleset.newest(name).ruleset
  #expect(try #require(ruleset.checksInFull) == [])
}
