/// A model whose names resolve, whose order is known and whose types agree.
package struct CheckedModel: Sendable {
  package struct CheckedDecision: Sendable {
    package let decision: Decision
    package let slot: Int
    /// What gives its value, of its type if it has one.
    package let logic: CheckedExpression
    package let type: ValueType
    /// The slots of the decisions that it needs itself.
    package let requires: [Int]
  }

  /// Knowledge that decisions share: its slot holds a function before any decision is made.
  package struct CheckedKnowledge: Sendable {
    package let knowledge: KnowledgeModel
    package let slot: Int
    package let function: CheckedExpression
  }

  package struct CheckedService: Sendable {
    package struct Parameter: Sendable {
      package let name: Name
      package let slot: Int
      package let type: CheckedType
    }

    package let service: DecisionService
    package let slot: Int
    /// Input data, then input decisions, as 10.4 of the standard orders them.
    package let parameters: [Parameter]
    package let outputs: [(name: Name, slot: Int)]
    package let result: CheckedType?
  }

  package let inputs: [(input: InputData, type: CheckedType)]
  /// Each after those it needs.
  package let decisions: [CheckedDecision]
  package let knowledge: [CheckedKnowledge]
  package let services: [CheckedService]
  /// Of expressions that see all inputs and decisions, as those of a ruleset do.
  package let scope: ModelScope
  package let slotCount: Int
  /// The types that have tests; those that many places name are here once.
  let types: [CheckedType]
  /// What can't be right, and gives `null` where it is computed; empty where that is an error, unless errors are kept.
  package let advice: [Diagnostic]
  /// For each decision, by its place in the model, the names it reads that nothing gives.
  let unknownNames: [Int: [Name]]
  /// How the logic of decisions was written, where that is kept.
  let trees: SyntaxTrees
  /// The place in ``decisions`` of each decision of the model, in the model's order.
  private let places: [Int]

  /// Inputs take the first slots, in order; decisions the next, in the model's order; then knowledge,
  /// then services.
  ///
  /// - Parameter keepsErrors: whether what is wrong is only kept, so that more can be found.
  /// - Throws: everything that is wrong, at once; where that is kept, why there is no order.
  package init(
    _ model: DecisionModel, mode: CheckingMode, keepingErrors keepsErrors: Bool = false
  ) throws(Diagnostics) {
    var checker = try ModelChecker(model, mode: mode)
    checker.checkKnowledge()
    checker.checkDecisions()
    let services = checker.services()
    if !keepsErrors, checker.diagnostics.contains(where: { $0.severity == .error }) {
      throw Diagnostics(checker.diagnostics)
    }
    inputs = model.inputs.map { ($0, checker.types.type($0.type)) }
    decisions = checker.decisions
    var places = [Int](repeating: 0, count: model.decisions.count)
    for (place, decision) in checker.decisions.enumerated() {
      places[decision.slot - model.inputs.count] = place
    }
    self.places = places
    knowledge = checker.knowledge
    self.services = services
    scope = checker.wholeScope
    // Two elements with one identifier have a slot each, though only the first is found by it.
    slotCount =
      model.inputs.count + model.decisions.count + model.knowledge.count + model.services.count
    types = checker.types.all
    advice = checker.diagnostics
    unknownNames = checker.unknownNames
    trees = checker.trees
  }

  /// The decision whose value a slot holds; `nil` for any other slot.
  package func decision(at slot: Int) -> CheckedDecision? {
    let own = slot - inputs.count
    return places.indices.contains(own) ? decisions[places[own]] : nil
  }

  /// The decisions that one needs itself, all by their place in ``decisions``.
  package func needed(by place: Int) -> [Int] {
    decisions[place].requires.map { places[$0 - inputs.count] }
  }

  /// The decisions that these slots need, themselves included, each after those it needs.
  ///
  /// - Parameter given: slots whose values are handed in.
  package func decisions(for slots: some Sequence<Int>, given: Set<Int> = []) -> [Int] {
    let own = inputs.count..<inputs.count + places.count
    var found: Set<Int> = []
    var open = slots.filter { own.contains($0) && !given.contains($0) }
    while let slot = open.popLast() {
      let place = places[slot - own.lowerBound]
      guard found.insert(place).inserted else { continue }
      open += decisions[place].requires.filter { !given.contains($0) }
    }
    return found.sorted()
  }
}
