extension RulesetReading {
  mutating func definitions(_ node: DataDocument.Node?) -> [Definition] {
    entries(node, of: DefinitionKey.section).compactMap { entry in
      guard let name = name(entry.key) else { return nil }
      declareName(name, at: entry.key)
      return definition(name, entry)
    }
  }

  private mutating func definition(_ name: Name, _ entry: DataDocument.Entry) -> Definition? {
    if entry.value.isScalar {
      return expression(entry.value).map { expression in
        Definition(
          name: name, type: nil, title: nil, logic: BoxedExpression(expression),
          nameRange: entry.key.range, source: entry.key.source)
      }
    }
    guard entry.value.kind == .mapping else {
      report(.expressionExpected(at: entry.value))
      return nil
    }
    guard let keys = MappingReader<DefinitionKey>(entry.value, &self) else { return nil }
    let type = valueType(keys[.type], unit: keys[.unit])
    let title = text(keys[.title])
    let logic = logic(
      expression: keys[.value], table: keys[.table],
      names: (DefinitionKey.value.rawValue, DefinitionKey.table.rawValue), of: entry.key)
    return logic.map { logic in
      Definition(
        name: name, type: type, title: title, logic: logic, nameRange: entry.key.range,
        source: entry.key.source)
    }
  }

  /// An expression or a table, and not both.
  mutating func logic(
    expression written: DataDocument.Node?, table: DataDocument.Node?,
    names: (expression: String, table: String), of owner: DataDocument.Node
  ) -> BoxedExpression? {
    switch (written, table) {
    case (let written?, nil):
      return expression(written).map { BoxedExpression($0) }
    case (nil, let table?):
      return decisionTable(table).map {
        BoxedExpression(.table($0), source: owner.source, range: owner.range)
      }
    case (_?, let table?):
      report(.onlyOneOf(names.expression, names.table, at: table))
      return nil
    case (nil, nil):
      report(.neitherOf(names.expression, names.table, at: owner))
      return nil
    }
  }
}
