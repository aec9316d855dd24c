/// A decision service as a function of its inputs. Source: DMN 1.5, 6.3.10 and 10.4.
package struct CompiledService: Callable {
  package let name: Name
  package let slot: Int
  package let parameters: [(name: Name, slot: Int, type: CompiledType)]
  package let outputs: [(name: Name, slot: Int)]
  /// What is computed inside, each after those it needs.
  private let decisions: [CompiledModel.CompiledDecision]
  private let result: CompiledType?
  /// Why it gives nothing, where it can't.
  private let absence: LocalizedText?
  private let place: Remark.Place

  init(
    _ checked: CheckedModel.CheckedService, of model: CheckedModel,
    _ decisions: [CompiledModel.CompiledDecision], _ compiler: Compiler
  ) {
    name = checked.service.name
    slot = checked.slot
    parameters = checked.parameters.map { ($0.name, $0.slot, compiler.compile($0.type)) }
    outputs = checked.outputs
    self.decisions = model.decisions(
      for: checked.outputs.map(\.slot), given: Set(checked.parameters.map(\.slot))
    ).map { decisions[$0] }
    result = checked.result.map { compiler.compile($0) }
    absence = checked.service.absence
    place = Remark.Place(
      Remark.Origin(whole: checked.service.source, checked.service.range), SourceRange(0, 0))
  }

  package var function: FunctionValue {
    FunctionValue(
      name: name.text,
      parameters: parameters.map { .init(name: $0.name, type: $0.type.type) },
      result: result?.type ?? .any, body: self)
  }

  /// One output gives its value, more give a context. A value that a parameter does not take gives
  /// `null`, and nothing is computed.
  package func call(_ arguments: [Value], in execution: inout Execution) -> Value {
    if let absence { return execution.null(absence, at: place) }
    guard arguments.count == parameters.count else {
      return execution.null(
        Reasons.wrongCount(name.text, expected: parameters.count, given: arguments.count),
        at: place)
    }
    var given: [Value] = []
    for (parameter, argument) in zip(parameters, arguments) {
      let value = parameter.type.value(argument, named: parameter.name, place, &execution)
      if value.isNull, !argument.isNull { return .null }
      given.append(value)
    }
    return value(given, in: &execution)
  }

  /// The value of each output, for one value of its type for each parameter.
  package func results(_ given: [Value], in execution: inout Execution) -> [Value] {
    if let absence { return outputs.map { _ in execution.null(absence, at: place) } }
    let value = value(given, in: &execution)
    if outputs.count == 1 { return [value] }
    guard case .context(let context) = value else { return outputs.map { _ in .null } }
    return outputs.map { context[$0.name.text] ?? .null }
  }

  private func value(_ given: [Value], in execution: inout Execution) -> Value {
    guard let results = computed(given, in: &execution) else { return .null }
    let value =
      results.count == 1
      ? results[0]
      : .context(Context(shape: ContextShape(outputs.map(\.name.text)), values: results))
    return result?.value(value, named: name, place, &execution) ?? value
  }

  /// The value of each output; `nil` when calls are nested too deep. What is computed inside is not
  /// seen outside.
  private func computed(_ given: [Value], in execution: inout Execution) -> [Value]? {
    guard execution.spend(), execution.enter(levels: Self.levels) else { return nil }
    defer { execution.leave(levels: Self.levels) }
    let slots = parameters.map(\.slot) + decisions.map(\.slot)
    let outside = slots.map { execution.slots[$0] }
    for (parameter, value) in zip(parameters, given) { execution.slots[parameter.slot] = value }
    let base = execution.base
    execution.base = execution.locals.count
    execution.services += 1
    for decision in decisions {
      execution.slots[decision.slot] = decision.code(&execution)
    }
    execution.base = base
    execution.services -= 1
    let results = outputs.map { execution.slots[$0.slot] }
    for (slot, value) in zip(slots, outside) { execution.slots[slot] = value }
    return results
  }

  /// How deep the expressions of one decision may lie inside each other, at most.
  private static let levels = 10
}
