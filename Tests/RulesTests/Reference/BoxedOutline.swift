@testable import Rules

/// Boxed logic as nested words, for a case that failed.
func outline(_ boxed: BoxedExpression) -> String {
  let type = boxed.type.map { " as \(outline($0))" } ?? ""
  return outline(boxed.form) + type
}

private func outline(_ form: BoxedExpression.Form) -> String {
  switch form {
  case .literal(let fragment): "‹\(fragment.text)›"
  case .table(let table): outline(table)
  case .context(let entries, let result):
    "{\(entries.map { "\($0.name)\($0.type.map { " as \(outline($0))" } ?? ""): \(outline($0.value))" }.joined(separator: "; "))"
      + "\(result.map { "; result: \(outline($0))" } ?? "")}"
  case .list(let items): "[\(items.map(outline).joined(separator: "; "))]"
  case .relation(let columns, let rows):
    "relation \(columns.map { "\($0.name)\($0.type.map { " as \(outline($0))" } ?? "")" }) "
      + "\(rows.map { $0.map(outline) })"
  case .invocation(let function, let bindings):
    "\(outline(function))(\(bindings.map { "\($0.parameter): \(outline($0.value))" }.joined(separator: "; ")))"
  case .function(let definition):
    "\(definition.kind) function(\(definition.parameters.map { "\($0.name) as \(outline($0.type))" }.joined(separator: ", "))) "
      + outline(definition.body)
  case .conditional(let test, let then, let otherwise):
    "if \(outline(test)) then \(outline(then)) else \(outline(otherwise))"
  case .filter(let base, let condition): "\(outline(base)) match \(outline(condition))"
  case .iteration(let name, let list, let result):
    "for \(name) in \(outline(list)) return \(outline(result))"
  case .some(let name, let list, let condition):
    "some \(name) in \(outline(list)) satisfies \(outline(condition))"
  case .every(let name, let list, let condition):
    "every \(name) in \(outline(list)) satisfies \(outline(condition))"
  case .absent: "nothing"
  }
}

func outline(_ type: ConstrainedType) -> String {
  type.type.designation.en
    + type.constraints.map { " \($0.path) meets \($0.tests.text.text)" }.joined()
}

func outline(_ table: DecisionTable) -> String {
  let inputs = table.inputs.map { column in
    "‹\(column.expression.text)›\(column.type.map { " as \(outline($0))" } ?? "")"
      + (column.allowed.map { " of ‹\($0.text)›" } ?? "")
  }
  let outputs = table.outputs.map { column in
    "\(column.name ?? "-") as \(outline(column.type))"
      + (column.allowed.map { " of ‹\($0.text)›" } ?? "")
      + (column.defaultValue.map { " else ‹\($0.text)›" } ?? "")
  }
  let rules = table.rules.map { rule in
    "\(rule.conditions.map(\.text)) -> \(rule.conclusions.map(\.text))"
  }
  return "\(table.hitPolicy.rawValue) \(inputs) -> \(outputs): \(rules.joined(separator: "; "))"
}
