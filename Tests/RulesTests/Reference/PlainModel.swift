@testable import Rules

/// Runs a checked model as plainly as can be. Source: DMN 1.5, 10.4.
struct PlainModel {
  let model: CheckedModel

  /// The value of each slot.
  func run(inputs: [Value], _ execution: inout Execution) -> [Value] {
    execution.slots = [Value](repeating: .null, count: model.slotCount)
    for (slot, value) in inputs.enumerated() { execution.slots[slot] = value }
    for knowledge in model.knowledge {
      execution.slots[knowledge.slot] =
        PlainEvaluator().value(of: knowledge.function, &execution)
    }
    for service in model.services {
      execution.slots[service.slot] = .function(
        FunctionValue(
          parameters: service.parameters.map { .init(name: $0.name, type: $0.type.type) },
          body: PlainService(model: model, service: service)))
    }
    for decision in model.decisions {
      execution.slots[decision.slot] = PlainEvaluator().value(of: decision.logic, &execution)
    }
    return execution.slots
  }
}

/// A decision service as a function. Source: DMN 1.5, 10.4.
struct PlainService: Callable {
  let model: CheckedModel
  let service: CheckedModel.CheckedService

  func call(_ arguments: [Value], in execution: inout Execution) -> Value {
    guard arguments.count == service.parameters.count else { return .null }
    let outside = execution.slots
    defer { execution.slots = outside }
    for (parameter, argument) in zip(service.parameters, arguments) {
      let value = PlainEvaluator().admitted(argument, by: parameter.type, &execution)
      if value.isNull, !argument.isNull { return .null }
      execution.slots[parameter.slot] = value
    }
    guard execution.spend(), execution.enter() else { return .null }
    defer { execution.leave() }
    // What is handed in is not computed, nor is what only that would need.
    let given = Set(service.parameters.map(\.slot))
    let needed = service.outputs.reduce(into: Set<Int>()) {
      $0.formUnion(slots(neededFor: $1.slot, given))
    }
    for decision in model.decisions where needed.contains(decision.slot) {
      execution.slots[decision.slot] = PlainEvaluator().value(of: decision.logic, &execution)
    }
    let results = service.outputs.map { execution.slots[$0.slot] }
    let names = service.outputs.map(\.name.text)
    let result =
      results.count == 1
      ? results[0] : .context(Context(shape: ContextShape(names), values: results))
    return service.result.map { PlainEvaluator().admitted(result, by: $0, &execution) } ?? result
  }

  private func slots(neededFor slot: Int, _ given: Set<Int>) -> Set<Int> {
    guard !given.contains(slot), let decision = model.decisions.first(where: { $0.slot == slot })
    else { return [] }
    return decision.requires.reduce(into: [slot]) { $0.formUnion(slots(neededFor: $1, given)) }
  }
}
