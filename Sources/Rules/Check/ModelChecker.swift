/// The checks of one model, in their order.
struct ModelChecker {
  let model: DecisionModel
  let mode: CheckingMode
  let types: CheckedTypes
  /// The slot of each element.
  let slots: [ElementIdentifier: Int]
  /// Decisions by their place in the model, each after those it needs.
  private let order: [Int]
  /// Slots of the decisions that each decision needs itself, by its place in the model.
  private let requires: [[Int]]
  /// What expressions of each file see without asking for it: the standard's names and the types.
  private let files: [String: ModelScope]
  private(set) var wholeScope: ModelScope
  /// See ``ExpressionChecker/trialsLeft``.
  private var trialsLeft = ExpressionChecker.trials
  /// The types that the slots turned out to have.
  private var slotTypes: [ValueType]
  private(set) var decisions: [CheckedModel.CheckedDecision] = []
  private(set) var knowledge: [CheckedModel.CheckedKnowledge] = []
  /// For each decision, by its place in the model, the names it reads that nothing gives.
  private(set) var unknownNames: [Int: [Name]] = [:]
  /// What each file has besides the standard's names, with the element that makes it readable.
  private let unrequired: [String: [Name: String]]
  private(set) var diagnostics: [Diagnostic]
  private(set) var trees = SyntaxTrees()

  /// - Throws: why there is no order to check the decisions in.
  init(_ model: DecisionModel, mode: CheckingMode) throws(Diagnostics) {
    self.model = model
    self.mode = mode
    let elements =
      model.inputs.map(\.id) + model.decisions.map(\.id) + model.knowledge.map(\.id)
      + model.services.map(\.id)
    slots = Dictionary(
      elements.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    files = model.types.mapValues { ModelScope(types: $0) }
    var problems: [Diagnostic] = []
    types = CheckedTypes(model.types, scopes: files, mode: mode, &problems)
    slotTypes = model.inputs.map(\.type.type)
    slotTypes += model.decisions.map { $0.type?.type ?? .any }
    slotTypes += [ValueType](
      repeating: .any, count: model.knowledge.count + model.services.count)
    let file = files[model.namespace] ?? ModelScope()
    unrequired = mode == .advising ? Self.elements(of: model) : [:]
    let isSeen = model.decisions.isEmpty || model.decisions.contains { $0.requirements == nil }
    wholeScope = isSeen ? Self.wholeScope(model, file) : file

    let firstDecision = model.inputs.count
    let slots = slots
    let wholeScope = wholeScope
    requires = model.decisions.enumerated().map { index, decision in
      guard let requirements = decision.requirements else {
        return Self.names(in: decision.logic, wholeScope).compactMap { name in
          wholeScope.entries[name]?.slot
        }.filter { $0 >= firstDecision }
      }
      // A function may call itself: by then it has its value.
      let isOwn = mode == .strict ? -1 : firstDecision + index
      return requirements.compactMap { slots[$0.element] }.filter {
        $0 >= firstDecision && $0 < firstDecision + model.decisions.count && $0 != isOwn
      }
    }
    let graph = RequirementGraph(requirements: requires.map { $0.map { $0 - firstDecision } })
    switch graph.result {
    case .order(let found): order = found
    case .cycle(let cycle):
      throw Diagnostics(problems + [.cycle(cycle.map { model.decisions[$0] })])
    }
    diagnostics = problems
  }

  private static func wholeScope(_ model: DecisionModel, _ file: ModelScope) -> ModelScope {
    var entries = model.inputs.enumerated().map { (name: $1.name, slot: $0, type: $1.type.type) }
    for (index, decision) in model.decisions.enumerated() where decision.isNamed {
      entries.append(
        (decision.name, model.inputs.count + index, decision.type?.type ?? .any))
    }
    return file.adding(entries)
  }

  // MARK: The parts of a model

  mutating func checkDecisions() {
    for index in order {
      let decision = model.decisions[index]
      let slot = model.inputs.count + index
      let logic: CheckedExpression
      if let boxed = decision.logic {
        var checker = self.checker(scope(decision), in: decision.id.namespace)
        logic = checker.check(boxed, as: decision.type, named: decision.name)
        diagnostics += checker.diagnostics
        unknownNames[index] = checker.unknownNames
        trialsLeft = checker.trialsLeft
        trees.merge(checker.trees)
      } else {
        logic = Self.noLogic(at: Remark.Origin(whole: decision.source, decision.range))
      }
      slotTypes[slot] = logic.type
      if decision.isNamed { wholeScope.setType(logic.type, of: decision.name) }
      decisions.append(
        CheckedModel.CheckedDecision(
          decision: decision, slot: slot, logic: logic, type: logic.type,
          requires: requires[index]))
    }
  }

  mutating func checkKnowledge() {
    let first = model.inputs.count + model.decisions.count
    for (index, knowledge) in model.knowledge.enumerated() {
      let own = Requirement(knowledge.id, as: knowledge.name)
      var checker = self.checker(
        scope(knowledge.id, knowledge.requirements + [own]), in: knowledge.id.namespace)
      let function: CheckedExpression
      if let boxed = knowledge.function {
        function = checker.check(boxed, result: knowledge.result, named: knowledge.name)
      } else {
        function = Self.noLogic(at: Remark.Origin(whole: knowledge.source, knowledge.range))
      }
      diagnostics += checker.diagnostics
      trialsLeft = checker.trialsLeft
      slotTypes[first + index] = function.type
      self.knowledge.append(
        .init(knowledge: knowledge, slot: first + index, function: function))
    }
  }

  func services() -> [CheckedModel.CheckedService] {
    let first = model.inputs.count + model.decisions.count + model.knowledge.count
    return model.services.enumerated().map { index, service in
      let given = (service.inputData + service.inputDecisions).compactMap { slots[$0] }
      return CheckedModel.CheckedService(
        service: service, slot: first + index,
        parameters: given.compactMap { slot in
          if slot < model.inputs.count {
            let input = model.inputs[slot]
            return .init(name: input.name, slot: slot, type: types.type(input.type))
          }
          guard slot - model.inputs.count < model.decisions.count else { return nil }
          let decision = model.decisions[slot - model.inputs.count]
          return .init(
            name: decision.name, slot: slot, type: types.type(decision.type ?? .any))
        },
        outputs: service.outputs.compactMap { slots[$0] }.compactMap { slot in
          let place = slot - model.inputs.count
          return model.decisions.indices.contains(place)
            ? (model.decisions[place].name, slot) : nil
        },
        result: service.result.map { types.type($0) })
    }
  }

  private static func noLogic(at origin: Remark.Origin) -> CheckedExpression {
    let reason = LocalizedText(
      nl: "hier is geen logica opgeschreven: mensen beslissen, en het antwoord wordt ingevoerd",
      en: "no logic is given here: people decide, and the answer is an input")
    let nothing = CheckedExpression(.noValue(reason), .any, at: .nowhere)
    return CheckedExpression(.placed(nothing, origin), .any, at: .nowhere)
  }

  // MARK: Names in sight

  private func checker(_ scope: ModelScope, in namespace: String) -> ExpressionChecker {
    var checker = ExpressionChecker(scope: scope, mode: mode, types: types)
    checker.unrequired = unrequired[namespace] ?? [:]
    checker.trialsLeft = trialsLeft
    return checker
  }

  private static func elements(of model: DecisionModel) -> [String: [Name: String]] {
    var found: [String: [Name: String]] = [:]
    let information =
      model.inputs.map { ($0.id, $0.name) } + model.decisions.map { ($0.id, $0.name) }
    for (id, name) in information {
      found[id.namespace, default: [:]][name] = "informationRequirement"
    }
    let knowledge =
      model.knowledge.map { ($0.id, $0.name) } + model.services.map { ($0.id, $0.name) }
    for (id, name) in knowledge { found[id.namespace, default: [:]][name] = "knowledgeRequirement" }
    return found
  }

  private func scope(_ decision: Decision) -> ModelScope {
    decision.requirements.map { scope(decision.id, $0) } ?? wholeScope
  }

  private func scope(_ element: ElementIdentifier, _ requirements: [Requirement]) -> ModelScope {
    let file = files[element.namespace] ?? ModelScope()
    return file.adding(
      requirements.compactMap { requirement in
        slots[requirement.element].map { (requirement.name, $0, slotTypes[$0]) }
      })
  }

  /// The names that logic of a ruleset may read: FEEL or a table of FEEL.
  private static func names(in logic: BoxedExpression?, _ scope: ModelScope) -> [Name] {
    guard let logic else { return [] }
    func names(_ fragment: SourceFragment) -> [Name] {
      ExpressionSyntax.parse(fragment.text, names: scope.namesInScope).0.names.map(\.name)
    }
    func testNames(_ fragment: SourceFragment) -> [Name] {
      UnaryTestsSyntax.parse(fragment.text, names: scope.namesInScope).0.names.map(\.name)
    }
    var found: [Name] = []
    for part in logic.fragments {
      switch part {
      case .expression(let fragment): found += names(fragment)
      case .tests(let fragment): found += testNames(fragment)
      }
    }
    return found
  }
}

extension BoxedExpression {
  /// A text of FEEL in it.
  enum Fragment {
    case expression(SourceFragment)
    case tests(SourceFragment)
  }

  /// Every text of FEEL, at any depth.
  var fragments: [Fragment] {
    switch form {
    case .literal(let fragment): return [.expression(fragment)]
    case .table(let table): return table.fragments
    case .context(let entries, let result):
      return entries.flatMap(\.value.fragments) + (result?.fragments ?? [])
    case .list(let items): return items.flatMap(\.fragments)
    case .relation(_, let rows): return rows.joined().flatMap(\.fragments)
    case .invocation(let function, let bindings):
      return function.fragments + bindings.flatMap(\.value.fragments)
    case .function(let definition): return definition.body.fragments
    case .conditional(let test, let then, let otherwise):
      return test.fragments + then.fragments + otherwise.fragments
    case .filter(let base, let condition): return base.fragments + condition.fragments
    case .iteration(_, let list, let body), .some(_, let list, let body),
      .every(_, let list, let body):
      return list.fragments + body.fragments
    case .absent: return []
    }
  }
}

extension DecisionTable {
  fileprivate var fragments: [BoxedExpression.Fragment] {
    var found: [BoxedExpression.Fragment] = []
    for input in inputs {
      found.append(.expression(input.expression))
      found += input.allowed.map { [.tests($0)] } ?? []
    }
    for output in outputs {
      found += output.allowed.map { [.tests($0)] } ?? []
      found += output.defaultValue.map { [.expression($0)] } ?? []
    }
    for rule in rules {
      found += rule.conditions.map { .tests($0) }
      found += rule.conclusions.map { .expression($0) }
    }
    return found
  }
}

extension Diagnostic {
  fileprivate static func cycle(_ decisions: [Decision]) -> Diagnostic {
    let names = (decisions + decisions.prefix(1)).map { "'\($0.name)'" }.joined(separator: " → ")
    return Diagnostic(
      .error, .definitionCircle, nl: "deze definities hebben elkaar in een kring nodig: \(names)",
      en: "these definitions need each other in a circle: \(names)",
      mendNL: "haal een van de verwijzingen weg", mendEN: "remove one of the references",
      at: decisions[0].range, in: decisions[0].source)
  }
}
