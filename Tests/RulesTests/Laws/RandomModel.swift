@testable import Rules

/// Makes models of a few decisions with shared knowledge and a service, over the inputs of
/// ``RandomFacts``.
struct RandomModel {
  let model: DecisionModel

  init(_ expression: inout RandomExpression) {
    let source = SourceText(name: "model", text: "")
    let range = SourceRange(0, 0)
    let inputs = RandomFacts.inputs.map { InputData(name: Name($0.name), type: $0.sort.type) }
    let sorts = (0..<4).map { _ in expression.anySort() }

    // Knowledge sees nothing but its parameters.
    let parameters = (0...expression.random.below(2)).map { _ in
      (name: expression.newName(), sort: expression.anySort())
    }
    let body = expression.alone(with: parameters) { $0.boxed(sorts[0], depth: 1) }
    let function = FunctionDefinition(
      parameters: parameters.map { parameter in
        .init(
          name: Name(parameter.name),
          type: expression.constrainedType(parameter.sort) ?? ConstrainedType(parameter.sort.type))
      }, body: body)
    let knowledge = KnowledgeModel(
      id: ElementIdentifier("k"), name: "k",
      function: BoxedExpression(.function(function), source: source, range: range),
      result: expression.random.happens(20) ? expression.constrainedType(sorts[0]) : nil,
      source: source, range: range, requirements: [])

    var seen: [(name: String, sort: Sort)] = []
    var decisions: [Decision] = []
    func decide(_ name: String, _ sort: Sort, _ logic: BoxedExpression) {
      let type = expression.random.happens(35) ? expression.constrainedType(sort) : nil
      let requirements =
        inputs.map { Requirement($0.id, as: $0.name) }
        + decisions.map { Requirement($0.id, as: $0.name) }
        + ["k", "s"].map { Requirement(ElementIdentifier($0), as: Name($0)) }
      decisions.append(
        Decision(
          name: Name(name), type: type, logic: logic, source: source, range: range,
          requirements: requirements))
      seen.append((name, sort))
    }
    // The first is the same for every plan, as far as chance has it.
    decide(
      "e0", sorts[1],
      expression.alone(with: []) {
        BoxedExpression(RandomRule.fragment($0.text(sorts[1], depth: $0.random.below(2))))
      })
    expression.functions = [("k", parameters, sorts[0])]
    decide("e1", sorts[2], expression.with(seen) { $0.boxed(sorts[2], depth: 2) })
    expression.functions.append(("s", [("n1", .number), ("e0", sorts[1])], sorts[2]))
    decide("e2", sorts[2], expression.with(seen) { $0.boxed(sorts[2], depth: 2) })
    decide("e3", sorts[3], expression.with(seen) { $0.boxed(sorts[3], depth: 2) })
    expression.functions = []
    let service = DecisionService(
      id: ElementIdentifier("s"), name: "s", outputs: [ElementIdentifier("e1")],
      inputDecisions: [ElementIdentifier("e0")], inputData: [ElementIdentifier("n1")],
      source: source, range: range)
    model = DecisionModel(
      types: RandomExpression.declarations, inputs: inputs, decisions: decisions,
      knowledge: [knowledge], services: [service])
  }

  var text: String {
    let knowledge = model.knowledge.compactMap { element in
      element.function.map { "\(element.name): \(outline($0))" }
    }
    let decisions = model.decisions.map { decision in
      let type = decision.type.map { " as \(outline($0))" } ?? ""
      return "\(decision.name)\(type): \(decision.logic.map { outline($0) } ?? "")"
    }
    return (knowledge + decisions).joined(separator: "\n")
  }
}
