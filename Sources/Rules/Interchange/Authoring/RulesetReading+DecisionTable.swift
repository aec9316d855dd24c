extension RulesetReading {
  mutating func decisionTable(_ node: DataDocument.Node) -> DecisionTable? {
    guard let keys = MappingReader<TableKey>(node, &self) else { return nil }
    let hitPolicy = choice(keys[.hitPolicy], of: HitPolicy.self)
    let inputs = items(keys[.inputs])
    let outputs = items(keys[.outputs])
    let rules = items(keys[.rules])
    if inputs.count + outputs.count > limits.tableColumns {
      report(.tooManyColumns(limit: limits.tableColumns, at: node))
      return nil
    }
    if rules.count > limits.tableRules {
      report(.tooManyRules(limit: limits.tableRules, at: node))
      return nil
    }
    let readInputs = inputs.compactMap { tableInput($0) }
    var outputNames: Set<String> = []
    let readOutputs = outputs.compactMap { output in
      tableOutput(
        output, hitPolicy: hitPolicy, mustBeNamed: outputs.count > 1, names: &outputNames)
    }
    let readRules = rules.compactMap {
      tableRule($0, inputs: inputs.count, outputs: outputs.count)
    }
    guard let hitPolicy else { return nil }
    return DecisionTable(
      hitPolicy: hitPolicy, inputs: readInputs, outputs: readOutputs, rules: readRules)
  }

  private mutating func tableInput(_ node: DataDocument.Node) -> DecisionTable.Input? {
    guard let keys = MappingReader<TableInputKey>(node, &self) else { return nil }
    let allowed = expression(keys[.allowed])
    return expression(keys[.expression]).map { .init(expression: $0, allowed: allowed) }
  }

  private mutating func tableOutput(
    _ node: DataDocument.Node, hitPolicy: HitPolicy?, mustBeNamed: Bool,
    names: inout Set<String>
  ) -> DecisionTable.Output? {
    guard let keys = MappingReader<TableOutputKey>(node, &self) else { return nil }
    let name = word(keys[.name]).map { Name($0).text }
    if let name, let place = keys[.name], !names.insert(name).inserted {
      report(.spelledTwice(name, at: place))
    }
    if mustBeNamed, !keys.has(.name) { report(.unnamedOutput(at: node)) }
    if let hitPolicy, hitPolicy == .priority || hitPolicy == .outputOrder, !keys.has(.allowed) {
      report(.noPriorities(hitPolicy.rawValue, at: node))
    }
    let allowed = expression(keys[.allowed])
    let defaultValue = expression(keys[.defaultValue])
    return valueType(keys[.type], unit: keys[.unit]).map { type in
      .init(
        name: name, type: ConstrainedType(type), allowed: allowed, defaultValue: defaultValue)
    }
  }

  private mutating func tableRule(
    _ node: DataDocument.Node, inputs: Int, outputs: Int
  ) -> DecisionTable.Rule? {
    guard let keys = MappingReader<TableRuleKey>(node, &self) else { return nil }
    let conditions = cells(keys[.when], columns: inputs, what: TableKey.inputs.rawValue)
    let conclusions = cells(keys[.then], columns: outputs, what: TableKey.outputs.rawValue)
    let annotation = keys[.note].flatMap { word($0) }
    return .init(
      conditions: conditions, conclusions: conclusions, annotation: annotation,
      citations: citations(keys[.source]), range: node.range)
  }

  /// One cell for each column.
  private mutating func cells(
    _ node: DataDocument.Node?, columns: Int, what: String
  ) -> [SourceFragment] {
    guard let node else { return [] }
    let cells = items(node)
    if !cells.isEmpty, cells.count != columns {
      report(.wrongCells(cells.count, columns: columns, what: what, at: node))
    }
    return cells.compactMap { expression($0) }
  }
}
