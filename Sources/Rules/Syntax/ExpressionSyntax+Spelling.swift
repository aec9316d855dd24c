extension ExpressionSyntax {
  /// The expression as text, in one line; reading it gives the same tree. A fault is `…`.
  package var spelling: String {
    switch form {
    case .number(let text): text
    case .string(let text): spelledString(text)
    case .boolean(let value): value ? "true" : "false"
    case .null: "null"
    case .atLiteral(let text): "@" + spelledString(text)
    case .name(let name): name.text
    case .inputValue: "?"
    case .fault: "…"
    case .path(let base, let member, _): "\(base.spelling(within: .postfix)).\(member)"
    case .filter(let base, let condition):
      "\(base.spelling(within: .postfix))[\(condition.spelling)]"
    case .call(let callee, let arguments):
      "\(callee.spelling(within: .postfix))(\(arguments.spelling))"
    case .instance(let value, let type):
      "\(value.spelling(within: .postfix)) instance of \(type.spelling)"
    case .negation(let operand): "-\(operand.spelling(within: .negation))"
    case .arithmetic(let first, let operands): spelledChain(first, operands)
    case .comparison(let left, let comparison, let right):
      "\(left.spelling(within: .comparison)) \(comparison.rawValue) "
        + right.spelling(within: .addition)
    case .between(let value, let low, let high):
      "\(value.spelling(within: .comparison)) between "
        + "\(low.spelling(within: .addition)) and \(high.spelling(within: .addition))"
    case .membership(let value, let tests):
      "\(value.spelling(within: .comparison)) in (\(spelledList(tests.map(\.spelling))))"
    case .conjunction(let operands):
      operands.map { $0.spelling(within: .comparison) }.joined(separator: " and ")
    case .disjunction(let operands):
      operands.map { $0.spelling(within: .conjunction) }.joined(separator: " or ")
    case .conditional(let condition, let positive, let negative):
      "if \(condition.spelling) then \(positive.spelling) else \(negative.spelling)"
    case .iteration(let iterators, let result):
      "for \(spelledList(iterators.map(\.spelling))) return \(result.spelling)"
    case .quantified(let quantifier, let iterators, let condition):
      "\(quantifier.rawValue) \(spelledList(iterators.map(\.spelling))) "
        + "satisfies \(condition.spelling)"
    case .function(let parameters, let body):
      "function(\(spelledList(parameters.map(\.spelling)))) \(body.spelling)"
    case .externalFunction(let parameters, let body):
      "function(\(spelledList(parameters.map(\.spelling)))) external \(body.spelling)"
    case .list(let items): "[\(spelledList(items.map(\.spelling)))]"
    case .context(let entries):
      entries.isEmpty ? "{}" : "{ \(spelledList(entries.map(\.spelling))) }"
    case .range(let range): range.spelling
    }
  }

  /// How strongly the outermost operator binds.
  fileprivate enum Strength: Int {
    case body
    case disjunction
    case conjunction
    case comparison
    case addition
    case multiplication
    case power
    case negation
    case instance
    case postfix
  }

  fileprivate var strength: Strength {
    switch form {
    case .conditional, .iteration, .quantified, .function, .externalFunction: .body
    case .disjunction: .disjunction
    case .conjunction: .conjunction
    case .comparison, .between, .membership: .comparison
    case .arithmetic(_, let operands): operands.first?.operation.strength ?? .postfix
    case .negation: .negation
    case .instance: .instance
    case .number, .string, .boolean, .null, .atLiteral, .name, .inputValue, .path, .filter, .call,
      .list, .context, .range, .fault:
      .postfix
    }
  }

  /// In parentheses where it binds less than `strength`. A type would run on into what follows,
  /// so `instance of` always has them.
  fileprivate func spelling(within strength: Strength) -> String {
    let mayStandFree = self.strength.rawValue >= strength.rawValue && self.strength != .instance
    return mayStandFree ? spelling : "(\(spelling))"
  }

  /// `first + a - b`: the operands must bind more than the operators.
  private func spelledChain(_ first: ExpressionSyntax, _ operands: [ArithmeticOperand]) -> String {
    let level = Strength(rawValue: strength.rawValue + 1) ?? .postfix
    return operands.reduce(first.spelling(within: level)) { text, next in
      "\(text) \(next.operation.rawValue) \(next.operand.spelling(within: level))"
    }
  }
}

extension ArithmeticOperator {
  fileprivate var strength: ExpressionSyntax.Strength {
    switch self {
    case .add, .subtract: .addition
    case .multiply, .divide: .multiplication
    case .power: .power
    }
  }
}

extension UnaryTestsSyntax {
  /// The cell as text; reading it gives the same tree.
  package var spelling: String {
    switch form {
    case .any: "-"
    case .none(let tests): "not(\(spelledList(tests.map(\.spelling))))"
    case .some(let tests):
      tests.count == 1 && tests[0].looksLikeNegation
        ? "(\(tests[0].spelling))" : spelledList(tests.map(\.spelling))
    }
  }
}

extension UnaryTestSyntax {
  package var spelling: String {
    switch form {
    case .comparison(let comparison, let bound):
      "\(comparison.rawValue) \(bound.spelling(within: .addition))"
    case .expression(let expression): expression.spelling
    }
  }

  /// Whether, alone in a cell, it would read as `not(…)` of tests.
  fileprivate var looksLikeNegation: Bool {
    guard case .expression(let expression) = form,
      case .call(let callee, .positional) = expression.form
    else { return false }
    return callee.form == .name("not")
  }
}

extension TypeSyntax {
  package var spelling: String {
    switch form {
    case .named(let name): name.text
    case .list(let item): "list<\(item.spelling)>"
    case .range(let bound): "range<\(bound.spelling)>"
    case .context(let members):
      "context<\(spelledList(members.map { "\($0.name): \($0.type.spelling)" }))>"
    case .function(let parameters, let result):
      "function<\(spelledList(parameters.map(\.spelling)))> -> \(result.spelling)"
    }
  }
}

extension IteratorSyntax {
  fileprivate var spelling: String {
    switch domain {
    case .list(let list): "\(name) in \(list.spelling)"
    case .range(let low, let high): "\(name) in \(low.spelling)..\(high.spelling)"
    }
  }
}

extension ArgumentsSyntax {
  fileprivate var spelling: String {
    switch self {
    case .positional(let values): spelledList(values.map(\.spelling))
    case .named(let values): spelledList(values.map { "\($0.name): \($0.value.spelling)" })
    }
  }
}

extension ParameterSyntax {
  fileprivate var spelling: String { type.map { "\(name): \($0.spelling)" } ?? name.text }
}

extension ContextEntrySyntax {
  fileprivate var spelling: String {
    let tokens = Lexer(key).tokens.dropLast()
    let isName =
      tokens.first?.isNameStart == true && tokens.allSatisfy(\.isNamePart)
      && Name(key).text == key
    return "\(isName ? key : spelledString(key)): \(value.spelling)"
  }
}

extension RangeSyntax {
  fileprivate var spelling: String {
    if let comparison, let bound = low ?? high {
      return "(\(comparison.rawValue) \(bound.spelling(within: .addition)))"
    }
    let low = low?.spelling ?? "null"
    let high = high?.spelling(within: .disjunction) ?? "null"
    return "\(includesLow ? "[" : "(")\(low)..\(high)\(includesHigh ? "]" : ")")"
  }
}

private func spelledList(_ parts: [String]) -> String { parts.joined(separator: ", ") }

private func spelledString(_ text: String) -> String {
  var spelled = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": spelled += "\\\""
    case "\\": spelled += "\\\\"
    case "\n": spelled += "\\n"
    case "\r": spelled += "\\r"
    case "\t": spelled += "\\t"
    default:  // every other character
      if scalar.value < 0x20 || scalar.value == 0x7F {
        let digits = String(scalar.value, radix: 16)
        spelled += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        spelled.unicodeScalars.append(scalar)
      }
    }
  }
  return spelled + "\""
}
