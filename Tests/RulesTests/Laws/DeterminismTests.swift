import Testing

@testable import Rules

/// Everything that can be seen of an evaluation: the value, why parts of it are `null`, the steps it
/// took and the limit it passed.
private func trace(_ execution: Execution, _ values: [Value]) -> String {
  let remarks = execution.remarks.map { "\($0.reason.en) \(String(describing: $0.place?.range))" }
  return """
    \(values.map { told($0) })
    \(remarks)
    \(execution.limits.steps - execution.stepsLeft) steps, \(String(describing: execution.failure))
    """
}

/// One rule or model with facts.
private struct Case: Sendable {
  let number: Int
  let blank: [Value]
  let facts: [Value]
  /// Compiles what there is to run, anew at each call.
  let compile: @Sendable () -> @Sendable (inout Execution) -> [Value]
  let compiled: @Sendable (inout Execution) -> [Value]

  init(
    _ number: Int, blank: [Value] = [], facts: [Value],
    compile: @escaping @Sendable () -> @Sendable (inout Execution) -> [Value]
  ) {
    self.number = number
    self.blank = blank
    self.facts = facts
    self.compile = compile
    compiled = compile()
  }

  /// A trace of a run on an execution of its own.
  func trace(_ run: @Sendable (inout Execution) -> [Value]) -> String {
    let limits = EvaluationLimits(steps: 5_000, listItems: 500, stringLength: 2_000)
    let slots = facts + blank.dropFirst(facts.count)
    var execution = Execution(moment: RandomRule.moment, limits: limits, slots: slots)
    let values = run(&execution)
    return RulesTests.trace(execution, values)
  }

  var trace: String { trace(compiled) }
}

private func makeCases() throws -> [Case] {
  var made: [Case] = []
  for number in 0..<cases(600) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let sort = expression.random.pick(Sort.simple + [.record, .list(.number)])
    let text = expression.text(sort, depth: 1 + expression.random.below(4))
    guard let checked = RandomRule.checked(text) else { continue }
    let facts = RandomFacts.hiding(
      expression.random.pick([0, 20]), of: RandomFacts.values(&expression.random),
      &expression.random)
    made.append(
      Case(number, facts: facts) {
        let code = Compiler().compile(checked)
        return { execution in [code(&execution)] }
      })
  }
  for number in 0..<cases(60) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let checked = try CheckedModel(RandomModel(&expression).model, mode: .standard)
    made.append(
      Case(
        number, blank: CompiledModel(checked).blankSlots,
        facts: RandomFacts.values(&expression.random)
      ) {
        let model = CompiledModel(checked)
        return { execution in
          model.run(model.decisions, in: &execution)
          return model.decisions.map { execution.slots[$0.slot] }
        }
      })
  }
  return made
}

@Test("the same facts give the same value, remarks and steps: again, in another order, at once")
func determinism() async throws {
  let all = try makeCases()
  let first = all.map(\.trace)
  let backwards = Array(all.reversed().map(\.trace).reversed())
  let compiledAnew = all.map { $0.trace($0.compile()) }
  var runs = [backwards, compiledAnew]
  await withTaskGroup(of: [String].self) { group in
    for turn in 0..<4 {
      group.addTask {
        // Each task starts somewhere else, so that they meet in the same code at other moments.
        let start = all.count * turn / 4
        let traces = (all[start...] + all[..<start]).map(\.trace)
        return Array(traces[(all.count - start)...] + traces[..<(all.count - start)])
      }
    }
    for await traces in group { runs.append(traces) }
  }
  #expect(runs.count == 6)
  for run in runs {
    for (index, trace) in run.enumerated() where trace != first[index] {
      Issue.record("case \(all[index].number): first \(first[index])\nthen \(trace)")
    }
  }
}
