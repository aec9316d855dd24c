/// A checked model made ready to run: immutable, shared between threads.
package struct CompiledModel: Sendable {
  package struct CompiledDecision: Sendable {
    package let name: Name
    package let slot: Int
    package let type: ValueType
    let code: Code
  }

  package let model: CheckedModel
  /// Each after those it needs.
  package let decisions: [CompiledDecision]
  /// What is known of slots before any plan is; those of decisions are among ``decisions`` too.
  package let constants: [Int: Value]
  /// What each slot holds before any input is: constants and functions, and elsewhere `null`.
  package let blankSlots: [Value]
  package let services: [CompiledService]
  let compiler: Compiler

  /// - Parameter constants: inputs that are known beforehand, by slot.
  package init(
    _ model: CheckedModel, constants known: [Int: Value] = [:],
    externals: ExternalFunctions = ExternalFunctions()
  ) {
    self.model = model
    // Where a service is handed another value for an input or a decision, its own is not the only one.
    let handedIn = Set(model.services.flatMap(\.parameters).map(\.slot))
    var compiler = Compiler(
      constants: known.filter { !handedIn.contains($0.key) }, externals: externals)
    for type in model.types { compiler.types[ObjectIdentifier(type)] = compiler.compile(type) }
    for knowledge in model.knowledge {
      let lasting = compiler.lasting(knowledge.function)
      compiler.constants[knowledge.slot] = lasting
    }
    var compiled: [CompiledDecision] = []
    compiled.reserveCapacity(model.decisions.count)
    for decision in model.decisions {
      compiled.append(
        CompiledDecision(
          name: decision.decision.name, slot: decision.slot, type: decision.type,
          code: compiler.compile(decision.logic)))
      if handedIn.contains(decision.slot) { continue }
      let lasting = compiler.lasting(decision.logic)
      compiler.constants[decision.slot] = lasting
    }
    decisions = compiled
    constants = compiler.constants
    var slots = [Value](repeating: .null, count: model.slotCount)
    for (slot, value) in known { slots[slot] = value }
    for (slot, value) in constants { slots[slot] = value }
    let finished = compiler
    services = model.services.map { CompiledService($0, of: model, compiled, finished) }
    for service in services { slots[service.slot] = .function(service.function) }
    blankSlots = slots
    self.compiler = finished
  }

  /// Compiles one more expression that sees the names of the model.
  package func compile(_ expression: CheckedExpression, _ fragment: SourceFragment) -> Code {
    compiler.within(Remark.Origin(fragment)).compile(expression)
  }

  /// Computes decisions in order; each finds those it needs in the slots.
  package func run(
    _ decisions: some Sequence<CompiledDecision>, in execution: inout Execution
  ) {
    for decision in decisions {
      execution.slots[decision.slot] = decision.code(&execution)
    }
  }
}
