@testable import Rules

/// What became of a comparison of compiled code with a plain reading.
enum ComparisonResult {
  case same
  /// A limit was passed, so that there is nothing to compare.
  case limited
  case differs(String)
}

/// Whether code gives what a plain reading of its expression gives.
func compare(
  _ code: Code, with expression: CheckedExpression, _ facts: [Value], causes: NamedCauses
) -> ComparisonResult {
  guard let found = RandomRule.value(code, facts) else { return .limited }
  var execution = Execution(
    moment: RandomRule.moment, limits: EvaluationLimits(steps: 50_000), slots: facts)
  let expected = PlainEvaluator().value(of: expression, &execution)
  if execution.failure != nil { return .limited }
  if found.isSame(as: expected, causes: causes) { return .same }
  return .differs("\(spelled(facts)) gives \(told(found)), not \(told(expected))")
}

/// Whether a compiled model decides what a plain reading of it decides.
func compare(_ compiled: CompiledModel, with model: CheckedModel, _ facts: [Value])
  -> ComparisonResult
{
  let limits = EvaluationLimits(steps: 5_000, listItems: 500, stringLength: 2_000)
  var execution = Execution(
    moment: RandomRule.moment, limits: limits, slots: compiled.blankSlots)
  for (slot, value) in facts.enumerated() { execution.slots[slot] = value }
  compiled.run(compiled.decisions, in: &execution)
  if execution.failure != nil { return .limited }
  var plain = Execution(moment: RandomRule.moment, limits: EvaluationLimits(steps: 50_000))
  let expected = PlainModel(model: model).run(inputs: facts, &plain)
  if plain.failure != nil { return .limited }
  for decision in model.decisions {
    let found = execution.slots[decision.slot]
    if !found.isSame(as: expected[decision.slot], causes: .some) {
      return .differs(
        "\(decision.decision.name) of \(spelled(facts)) is \(told(found)), not \(told(expected[decision.slot]))"
      )
    }
  }
  return .same
}

/// As `spelled`, with the causes of what is unknown.
func told(_ value: Value) -> String {
  let causes = value.unknownWithin.map { " for \($0.causes.map { "\($0)" }.sorted())" } ?? ""
  return spelled(value) + causes
}
