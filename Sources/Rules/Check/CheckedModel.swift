/// A model whose names resolve, whose order is known and whose types agree.
package struct CheckedModel: Sendable {
  package enum Logic: Sendable {
    case expression(CheckedExpression, SourceFragment)
    case table(CheckedTable)
  }

  package struct CheckedDecision: Sendable {
    package let decision: Decision
    package let slot: Int
    package let logic: Logic
    package let type: ValueType
  }

  package let inputs: [InputData]
  /// Each after those it needs.
  package let decisions: [CheckedDecision]
  package let scope: ModelScope
  package let slotCount: Int

  /// Inputs take the first slots, in order; decisions the next, in the model's order.
  ///
  /// - Throws: everything that is wrong, at once.
  package init(_ model: DecisionModel, mode: CheckingMode) throws(Diagnostics) {
    var problems: [Diagnostic] = []
    inputs = model.inputs
    slotCount = model.inputs.count + model.decisions.count
    var entries = model.inputs.enumerated().map { (name: $1.name, slot: $0, type: $1.type) }
    for (index, decision) in model.decisions.enumerated() where decision.isNamed {
      entries.append(
        (name: decision.name, slot: model.inputs.count + index, type: decision.type ?? .any))
    }
    var scope = ModelScope(entries: entries, types: model.types)

    let graph = RequirementGraph(
      requirements: model.decisions.enumerated().map { index, decision in
        let visible = CheckedModel.visible(decision, scope)
        // A function may call itself: by then it has its value.
        let mayReadItself = mode == .standard && CheckedModel.isFunction(decision.logic, visible)
        return CheckedModel.names(in: decision.logic, visible).compactMap { name in
          guard let entry = visible.entries[name], entry.slot >= model.inputs.count else {
            return nil
          }
          let required = entry.slot - model.inputs.count
          return required == index && mayReadItself ? nil : required
        }
      })
    let order: [Int]
    switch graph.result {
    case .order(let found): order = found
    case .cycle(let cycle):
      let names = (cycle + cycle.prefix(1)).map { "'\(model.decisions[$0].name)'" }
      let first = model.decisions[cycle[0]]
      problems.append(
        Diagnostic(
          .error,
          LocalizedText(
            nl:
              "deze definities hebben elkaar in een kring nodig: \(names.joined(separator: " → "))",
            en: "these definitions need each other in a circle: \(names.joined(separator: " → "))"),
          mend: LocalizedText(
            nl: "haal een van de verwijzingen weg", en: "remove one of the references"),
          at: first.range, in: first.source))
      throw Diagnostics(problems)
    }

    var checked: [CheckedDecision] = []
    for index in order {
      let decision = model.decisions[index]
      let visible = CheckedModel.visible(decision, scope)
      let logic: Logic
      var type: ValueType
      switch decision.logic {
      case .expression(let fragment):
        var checker = ExpressionChecker(scope: visible, mode: mode)
        let found = checker.check(fragment, type: decision.type)
        problems += found.diagnostics
        logic = .expression(found.expression, fragment)
        type = found.expression.type
      case .table(let table):
        var checker = TableChecker(scope: visible, mode: mode)
        let found = checker.check(table)
        problems += checker.diagnostics
        logic = .table(found)
        type = found.type
      }
      if let declared = decision.type, declared != .any { type = declared }
      if decision.isNamed { scope.setType(type, of: decision.name) }
      checked.append(
        CheckedDecision(
          decision: decision, slot: model.inputs.count + index, logic: logic, type: type))
    }
    guard !problems.contains(where: { $0.severity == .error }) else { throw Diagnostics(problems) }
    decisions = checked
    self.scope = scope
  }

  private static func visible(_ decision: Decision, _ scope: ModelScope) -> ModelScope {
    decision.requirements.map { scope.restricted(to: $0) } ?? scope
  }

  private static func isFunction(_ logic: DecisionLogic, _ scope: ModelScope) -> Bool {
    guard case .expression(let fragment) = logic else { return false }
    let syntax = ExpressionSyntax.parse(fragment.text, names: scope.namesInScope).0
    if case .function = syntax.form { return true }
    return false
  }

  private static func names(in logic: DecisionLogic, _ scope: ModelScope) -> [Name] {
    switch logic {
    case .expression(let fragment): return names(in: fragment, scope)
    case .table(let table):
      var found = table.inputs.flatMap { names(in: $0.expression, scope) }
      for input in table.inputs { found += input.allowed.map { testNames(in: $0, scope) } ?? [] }
      for output in table.outputs {
        found += output.allowed.map { testNames(in: $0, scope) } ?? []
        found += output.defaultValue.map { names(in: $0, scope) } ?? []
      }
      for rule in table.rules {
        found += rule.conditions.flatMap { testNames(in: $0, scope) }
        found += rule.conclusions.flatMap { names(in: $0, scope) }
      }
      return found
    }
  }

  private static func names(in fragment: SourceFragment, _ scope: ModelScope) -> [Name] {
    ExpressionSyntax.parse(fragment.text, names: scope.namesInScope).0.names.map(\.name)
  }

  private static func testNames(in fragment: SourceFragment, _ scope: ModelScope) -> [Name] {
    UnaryTestsSyntax.parse(fragment.text, names: scope.namesInScope).0.names.map(\.name)
  }
}

extension CheckedModel.CheckedDecision {
  /// The slots of the model that its logic reads.
  package var slots: Set<Int> {
    switch logic {
    case .expression(let expression, _): expression.slots
    case .table(let table):
      table.expressions.reduce(into: []) { $0.formUnion($1.slots) }
    }
  }
}
