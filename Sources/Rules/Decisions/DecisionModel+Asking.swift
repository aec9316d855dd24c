/// Tools write models of tables alone, in which nothing declares what the tables read.
extension DecisionModel {
  /// The model with an input for each name that its decisions read and nothing gives; `nil` where it
  /// declares inputs itself, or reads no such name.
  ///
  /// An input is of the type of the columns that it is all there is to, where those agree.
  func asking(
    forNamesUnknownIn checked: CheckedModel
  ) -> (model: DecisionModel, remark: Diagnostic)? {
    guard inputs.isEmpty else { return nil }
    var model = self
    var first: Decision?
    var asked: [Name: ElementIdentifier] = [:]
    var order: [Name] = []
    for (index, decision) in decisions.enumerated() where decision.requirements != nil {
      var added: [Requirement] = []
      var seen: Set<Name> = []
      for name in checked.unknownNames[index] ?? [] where seen.insert(name).inserted {
        let id = asked[name] ?? ElementIdentifier("inputData \(name)", in: decision.id.namespace)
        if asked.updateValue(id, forKey: name) == nil { order.append(name) }
        added.append(Requirement(id, as: name))
      }
      if added.isEmpty { continue }
      model.decisions[index] = decision.requiring(added)
      first = first ?? decision
    }
    guard let first else { return nil }
    let columns = Dictionary(
      grouping: decisions.compactMap(\.logic).flatMap(\.columns), by: \.name)
    model.inputs = order.compactMap { name in
      let types = (columns[name] ?? []).map(\.type)
      let first = types.first ?? .any
      let type = types.allSatisfy { $0.type == first.type } ? first : .any
      return asked[name].map { InputData(id: $0, name: name, type: type) }
    }
    return (model, .noInputData(order, first))
  }
}

extension Decision {
  fileprivate func requiring(_ added: [Requirement]) -> Decision {
    Decision(
      id: id, name: name, question: question, allowedAnswers: allowedAnswers, type: type,
      logic: logic, source: source, range: range, isNamed: isNamed,
      requirements: (requirements ?? []) + added, authorities: authorities)
  }
}

extension BoxedExpression {
  /// The columns of the table it is that read a name and nothing else.
  fileprivate var columns: [(name: Name, type: ConstrainedType)] {
    guard case .table(let table) = form else { return [] }
    return table.inputs.compactMap { input in
      input.type.map { (Name(input.expression.text), $0) }
    }
  }
}

extension Diagnostic {
  /// - Parameter decision: the first that reads one of them.
  fileprivate static func noInputData(_ names: [Name], _ decision: Decision) -> Diagnostic {
    let list = names.map { "'\($0)'" }.joined(separator: ", ").shortened(to: 300)
    return Diagnostic(
      .remark, nil,
      nl: "dit model noemt geen invoer; het vraagt om wat zijn beslissingen lezen: \(list)",
      en: "this model declares no input data; it asks for what its decisions read: \(list)",
      at: decision.range, in: decision.source)
  }
}
