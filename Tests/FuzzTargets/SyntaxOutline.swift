package import Rules

/// A tree as nested words, without places: what the tests compare.
package func outline(_ tree: ExpressionSyntax) -> String {
  switch tree.form {
  case .number(let text): text
  case .string(let text): "\"\(text)\""
  case .boolean(let value): "\(value)"
  case .null: "null"
  case .atLiteral(let text): "@\(text)"
  case .name(let name): "‹\(name)›"
  case .inputValue: "?"
  case .fault: "fault"
  case .path(let base, let member, _): "(\(outline(base)) .‹\(member)›)"
  case .filter(let base, let condition): "(filter \(outline(base)) \(outline(condition)))"
  case .call(let callee, .positional(let values)):
    "(call \(outline(callee))\(outlines(values)))"
  case .call(let callee, .named(let values)):
    "(call \(outline(callee))\(values.map { " \($0.name):\(outline($0.value))" }.joined()))"
  case .negation(let operand): "(neg \(outline(operand)))"
  case .arithmetic(let first, let operands):
    "(\(outline(first))"
      + operands.map { " \($0.operation.rawValue) \(outline($0.operand))" }.joined() + ")"
  case .comparison(let left, let comparison, let right):
    "(\(outline(left)) \(comparison.rawValue) \(outline(right)))"
  case .between(let value, let low, let high):
    "(between \(outline(value)) \(outline(low)) \(outline(high)))"
  case .membership(let value, let tests):
    "(in \(outline(value))\(tests.map { " \(outline($0))" }.joined()))"
  case .conjunction(let operands): "(and\(outlines(operands)))"
  case .disjunction(let operands): "(or\(outlines(operands)))"
  case .conditional(let condition, let positive, let negative):
    "(if \(outline(condition)) \(outline(positive)) \(outline(negative)))"
  case .iteration(let iterators, let result):
    "(for\(iterators.map(outline).joined()) \(outline(result)))"
  case .quantified(let quantifier, let iterators, let condition):
    "(\(quantifier.rawValue)\(iterators.map(outline).joined()) \(outline(condition)))"
  case .instance(let value, let type): "(instance \(outline(value)) \(outline(type)))"
  case .function(let parameters, let body):
    "(function\(parameters.map(outline).joined()) \(outline(body)))"
  case .externalFunction(let parameters, let body):
    "(external\(parameters.map(outline).joined()) \(outline(body)))"
  case .list(let items): "[\(items.map(outline).joined(separator: " "))]"
  case .context(let entries):
    "{\(entries.map { "\($0.key):\(outline($0.value))" }.joined(separator: " "))}"
  case .range(let range): outline(range)
  }
}

private func outlines(_ trees: [ExpressionSyntax]) -> String {
  trees.map { " \(outline($0))" }.joined()
}

private func outline(_ range: RangeSyntax) -> String {
  if let comparison = range.comparison {
    return "(\(comparison.rawValue) \((range.low ?? range.high).map(outline) ?? ""))"
  }
  return "range\(range.includesLow ? "[" : "(")\(range.low.map(outline) ?? "")"
    + "..\(range.high.map(outline) ?? "")\(range.includesHigh ? "]" : ")")"
}

private func outline(_ iterator: IteratorSyntax) -> String {
  switch iterator.domain {
  case .list(let list): " \(iterator.name)∈\(outline(list))"
  case .range(let low, let high): " \(iterator.name)∈\(outline(low))..\(outline(high))"
  }
}

private func outline(_ parameter: ParameterSyntax) -> String {
  " \(parameter.name)\(parameter.type.map { ":\(outline($0))" } ?? "")"
}

package func outline(_ test: UnaryTestSyntax) -> String {
  switch test.form {
  case .comparison(let comparison, let bound): "\(comparison.rawValue)\(outline(bound))"
  case .expression(let expression): outline(expression)
  }
}

package func outline(_ tests: UnaryTestsSyntax) -> String {
  switch tests.form {
  case .any: "any"
  case .some(let tests): tests.map(outline).joined(separator: " | ")
  case .none(let tests): "none of \(tests.map(outline).joined(separator: " | "))"
  }
}

package func outline(_ type: TypeSyntax) -> String {
  switch type.form {
  case .named(let name): "\(name)"
  case .list(let item): "list<\(outline(item))>"
  case .range(let bound): "range<\(outline(bound))>"
  case .context(let members):
    "context<\(members.map { "\($0.name):\(outline($0.type))" }.joined(separator: " "))>"
  case .function(let parameters, let result):
    "function<\(parameters.map(outline).joined(separator: " "))>->\(outline(result))"
  }
}

/// A fault as the words at fault and the English message.
package func outline(_ fault: Fault, in text: String) -> String {
  let bytes = Array(text.utf8)
  guard fault.range.end <= bytes.count else { return "outside: \(fault.message.en)" }
  let words = String(decoding: bytes[fault.range.start..<fault.range.end], as: UTF8.self)
  return "\(fault.range.start)‹\(words)› \(fault.message.en)"
}
