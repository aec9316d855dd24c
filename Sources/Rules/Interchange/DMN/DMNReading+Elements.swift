/// The elements of a decision requirements graph. Source: DMN 1.5, 6.3.
extension DMNReading {
  mutating func input(_ element: XMLElement, of file: DMNDocument) -> InputData {
    InputData(
      id: identifier(of: element, in: file), name: Name(element["name"] ?? ""),
      type: variableType(of: element, in: file) ?? .any, place: (element.source, element.nameRange))
  }

  mutating func decision(_ element: XMLElement, of file: DMNDocument) -> Decision {
    var requirements: [Requirement] = []
    for requirement in element.elements(named: "informationRequirement") {
      for reference in requirement.elements {
        switch reference.name.local {
        case "requiredInput":
          requirements += [
            self.requirement(
              of: reference, in: file, [.input], .init(nl: "invoer", en: "input data"))
          ].compactMap { $0 }
        case "requiredDecision":
          requirements += [
            self.requirement(
              of: reference, in: file, [.decision], .init(nl: "een beslissing", en: "a decision"))
          ].compactMap { $0 }
        default: continue
        }
      }
    }
    requirements += knowledgeRequirements(of: element, in: file)
    return Decision(
      id: identifier(of: element, in: file), name: Name(element["name"] ?? ""),
      question: element.element(named: "question")?.text,
      allowedAnswers: element.element(named: "allowedAnswers")?.text,
      type: variableType(of: element, in: file), logic: expression(in: element, of: file),
      source: element.source, range: element.nameRange, requirements: requirements,
      authorities: authorities(of: element, in: file))
  }

  mutating func knowledge(_ element: XMLElement, of file: DMNDocument) -> KnowledgeModel {
    let logic = element.element(named: "encapsulatedLogic")
    return KnowledgeModel(
      id: identifier(of: element, in: file), name: Name(element["name"] ?? ""),
      function: logic.map { function($0, of: file) },
      result: resultType(of: element, in: file), source: element.source,
      range: element.nameRange, requirements: knowledgeRequirements(of: element, in: file),
      authorities: authorities(of: element, in: file))
  }

  mutating func service(_ element: XMLElement, of file: DMNDocument) -> DecisionService {
    let decision = LocalizedText(nl: "een beslissing", en: "a decision")
    let input = LocalizedText(nl: "invoer", en: "input data")
    var absence: LocalizedText?
    if element.elements(named: "outputDecision").isEmpty {
      let problem = Diagnostic.noOutputDecision(element)
      report(problem)
      absence = problem.message
    }
    /// A service whose inputs or outputs are not there can't be asked for anything.
    func references(
      _ name: String, _ kind: Target.Kind, _ wanted: LocalizedText, isNeeded: Bool = true
    ) -> [ElementIdentifier] {
      var found: [ElementIdentifier] = []
      for reference in element.elements(named: name) {
        if let (id, _) = target(of: reference, in: file, [kind], wanted) {
          found.append(id)
        } else if isNeeded {
          absence = absence ?? problems.last?.message
        }
      }
      return found
    }
    let outputs = references("outputDecision", .decision, decision)
    let encapsulated = references(
      "encapsulatedDecision", .decision, decision, isNeeded: false)
    let inputDecisions = references("inputDecision", .decision, decision)
    let inputData = references("inputData", .input, input)
    return DecisionService(
      id: identifier(of: element, in: file), name: Name(element["name"] ?? ""), outputs: outputs,
      encapsulated: encapsulated, inputDecisions: inputDecisions, inputData: inputData,
      result: resultType(of: element, in: file), absence: absence, source: element.source,
      range: element.nameRange)
  }

  private mutating func knowledgeRequirements(
    of element: XMLElement, in file: DMNDocument
  ) -> [Requirement] {
    var found: [Requirement] = []
    for requirement in element.elements(named: "knowledgeRequirement") {
      for reference in requirement.elements(named: "requiredKnowledge") {
        let wanted = LocalizedText(
          nl: "een kennismodel of een service", en: "a knowledge model or a service")
        if let requirement = self.requirement(
          of: reference, in: file, [.knowledge, .service], wanted)
        {
          found.append(requirement)
        }
      }
    }
    return found
  }

  private mutating func variableType(
    of element: XMLElement, in file: DMNDocument
  ) -> ConstrainedType? {
    element.element(named: "variable").flatMap { declaredType(of: $0, in: file) }
  }

  /// What a function gives. Models before 1.3 write that as the type of its variable; since then that is
  /// the type of the function.
  private mutating func resultType(
    of element: XMLElement, in file: DMNDocument
  ) -> ConstrainedType? {
    guard let type = variableType(of: element, in: file) else { return nil }
    if case .function(_, let result) = type.type { return ConstrainedType(result) }
    return type
  }
}
