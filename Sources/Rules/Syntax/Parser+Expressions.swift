// Operators, from the weakest to the strongest.
extension Parser {
  /// Source: DMN 1.5, 10.3.1.2: expression.
  mutating func expression(
    continuing seed: ExpressionSyntax? = nil, expecting wanted: LocalizedText = Expected.value
  ) -> ExpressionSyntax {
    let start = seed?.range.start ?? token.range.start
    let mayClose = mayCloseRange
    mayCloseRange = false
    defer { mayCloseRange = mayClose }
    return nested { $0.disjunction(seed, wanted) }
      ?? ExpressionSyntax(.fault, at: range(from: start))
  }

  /// The high end of a range, after which a `[` may close it.
  mutating func rangeEnd() -> ExpressionSyntax {
    let start = token.range.start
    let mayClose = mayCloseRange
    mayCloseRange = true
    defer { mayCloseRange = mayClose }
    return nested { $0.disjunction(nil, Expected.value) }
      ?? ExpressionSyntax(.fault, at: range(from: start))
  }

  /// An expression without `and`, `or` or a comparison of its own: what a comparison compares.
  mutating func operand(continuing seed: ExpressionSyntax? = nil) -> ExpressionSyntax {
    arithmetic(0, seed, Expected.value)
  }

  /// Grammar: disjunction.
  private mutating func disjunction(
    _ seed: ExpressionSyntax?, _ wanted: LocalizedText
  ) -> ExpressionSyntax {
    let first = conjunction(seed, wanted)
    guard isAt(.or) else { return first }
    var operands = [first]
    while isAt(.or), hasRoom(after: operands.count) {
      advance()
      operands.append(conjunction(nil, Expected.value))
    }
    return ExpressionSyntax(.disjunction(operands), at: range(from: first.range.start))
  }

  /// Grammar: conjunction.
  private mutating func conjunction(
    _ seed: ExpressionSyntax?, _ wanted: LocalizedText
  ) -> ExpressionSyntax {
    let first = comparison(seed, wanted)
    guard isAt(.and) else { return first }
    var operands = [first]
    while isAt(.and), hasRoom(after: operands.count) {
      advance()
      operands.append(comparison(nil, Expected.value))
    }
    return ExpressionSyntax(.conjunction(operands), at: range(from: first.range.start))
  }

  private mutating func hasRoom(after count: Int) -> Bool {
    if count >= limits.operands { stop(.longChain(limit: limits.operands, at: token.range)) }
    return count < limits.operands
  }

  /// Grammar: comparison, `between` and `in`.
  private mutating func comparison(
    _ seed: ExpressionSyntax?, _ wanted: LocalizedText
  ) -> ExpressionSyntax {
    chain(continuing: seed) { parser in
      var left = parser.arithmetic(0, seed, wanted)
      while let form = parser.comparisonForm(left) {
        left = ExpressionSyntax(form, at: parser.range(from: left.range.start))
        guard parser.lengthen() else { break }
      }
      return left
    }
  }

  private mutating func comparisonForm(_ left: ExpressionSyntax) -> ExpressionSyntax.Form? {
    switch token.kind {
    case .symbol(let symbol):
      guard let comparison = symbol.comparison else { return nil }
      advance()
      return .comparison(left, comparison, operand())
    case .keyword(.between):
      advance()
      let low = operand()
      expect(.and)
      return .between(left, low: low, high: operand())
    case .keyword(.in):
      advance()
      return .membership(left, membershipTests())
    case .word, .keyword, .number, .string, .unknown, .end: return nil
    }
  }

  /// After `in`: one test, or tests in parentheses.
  private mutating func membershipTests() -> [UnaryTestSyntax] {
    let start = token.range.start
    if case .symbol(let symbol) = token.kind, let comparison = symbol.comparison {
      advance()
      let bound = operand()
      return [UnaryTestSyntax(.comparison(comparison, bound), at: range(from: start))]
    }
    guard isAt(.leftParenthesis) else {
      let value = operand()
      return [UnaryTestSyntax(.expression(value), at: value.range)]
    }
    let opener = advance()
    let first = openBracketed(.rightParenthesis) { $0.unaryTest() }
    if isAt(.dots), case .expression(let low) = first.form {
      let range = rangeLiteral(opener, low: low, includesLow: false)
      let whole = operand(continuing: range)
      return [UnaryTestSyntax(.expression(whole), at: whole.range)]
    }
    let tests = items(closing: opener, with: .rightParenthesis, first: first) { $0.unaryTest() }
    // `x in (a + b) * c`: the parentheses are those of an expression.
    if tests.count == 1, case .expression(let value) = tests[0].form {
      let seed = ExpressionSyntax(value.form, at: range(from: start))
      let whole = operand(continuing: seed)
      return [UnaryTestSyntax(.expression(whole), at: whole.range)]
    }
    return tests
  }

  private static let arithmeticLevels: [[Symbol: ArithmeticOperator]] = [
    [.plus: .add, .minus: .subtract],
    [.star: .multiply, .slash: .divide],
    [.power: .power],
  ]

  /// Grammar: `+ -`, then `* /`, then `**`, each from left to right.
  private mutating func arithmetic(
    _ level: Int, _ seed: ExpressionSyntax?, _ wanted: LocalizedText
  ) -> ExpressionSyntax {
    guard level < Self.arithmeticLevels.count else { return negation(seed, wanted) }
    let first = arithmetic(level + 1, seed, wanted)
    var operands: [ArithmeticOperand] = []
    while case .symbol(let symbol) = token.kind,
      let operation = Self.arithmeticLevels[level][symbol], hasRoom(after: operands.count + 1)
    {
      advance()
      operands.append(
        ArithmeticOperand(operation, arithmetic(level + 1, nil, Expected.value)))
    }
    if operands.isEmpty { return first }
    return ExpressionSyntax(.arithmetic(first, operands), at: range(from: first.range.start))
  }

  /// Grammar: arithmetic negation, which binds tighter than `**`.
  private mutating func negation(
    _ seed: ExpressionSyntax?, _ wanted: LocalizedText
  ) -> ExpressionSyntax {
    guard seed == nil, isAt(.minus) else { return instance(seed, wanted) }
    let start = advance().range.start
    let operand = nested { $0.negation(nil, Expected.value) }
    guard let operand else { return ExpressionSyntax(.fault, at: range(from: start)) }
    return ExpressionSyntax(.negation(operand), at: range(from: start))
  }

  /// Grammar: instance of.
  private mutating func instance(
    _ seed: ExpressionSyntax?, _ wanted: LocalizedText
  ) -> ExpressionSyntax {
    chain(continuing: seed) { parser in
      var value = parser.postfix(seed, wanted)
      while parser.isAt(.instance), parser.peek(1).text == "of", parser.lengthen() {
        parser.advance()
        parser.advance()
        let type = parser.type()
        value = ExpressionSyntax(
          .instance(value, type), at: parser.range(from: value.range.start))
      }
      return value
    }
  }

  /// Grammar: function invocation, path and filter.
  private mutating func postfix(
    _ seed: ExpressionSyntax?, _ wanted: LocalizedText
  ) -> ExpressionSyntax {
    chain(continuing: seed) { parser in
      var base = seed ?? parser.primary(wanted)
      while parser.isAtPostfix, parser.lengthen() {
        let start = base.range.start
        let opener = parser.advance()
        switch opener.kind {
        case .symbol(.dot): base = parser.path(base)
        case .symbol(.leftBracket): base = parser.filter(base, opener)
        default: base = parser.call(base, opener: opener)  // `isAtPostfix` leaves `(`
        }
        base = ExpressionSyntax(base.form, at: parser.range(from: start))
      }
      return base
    }
  }

  private var isAtPostfix: Bool {
    switch token.kind {
    case .symbol(.dot), .symbol(.leftParenthesis): true
    case .symbol(.leftBracket): !mayCloseRange || nextStartsExpression
    case .word, .keyword, .number, .string, .symbol, .unknown, .end: false
    }
  }

  /// Tells the filter of `]a..b[1]]` from the end of `]a..b[`.
  private var nextStartsExpression: Bool {
    switch peek(1).kind {
    case .word, .number, .string: true
    case .keyword(let keyword): keyword.startsExpression
    case .symbol(let symbol):
      [.leftParenthesis, .leftBracket, .leftBrace, .minus, .at, .question].contains(symbol)
    case .unknown, .end: false
    }
  }

  /// After the dot: a member, whatever its words mean elsewhere.
  private mutating func path(_ base: ExpressionSyntax) -> ExpressionSyntax {
    guard token.isNameStart else {
      report(Expected.name)
      return base
    }
    let start = token.range.start
    let member = takeName(known: knownMemberLength)
    let memberRange = range(from: start)
    return ExpressionSyntax(.path(base, member: member, memberRange: memberRange), at: memberRange)
  }

  private mutating func filter(_ base: ExpressionSyntax, _ opener: Token) -> ExpressionSyntax {
    filterDepth += 1
    let condition = bracketed(opener, with: .rightBracket) { $0.expression() }
    filterDepth -= 1
    return ExpressionSyntax(.filter(base, condition), at: base.range)
  }

  /// Grammar: positional or named arguments, after the opening parenthesis.
  mutating func call(_ base: ExpressionSyntax, opener: Token) -> ExpressionSyntax {
    var named: [NamedArgumentSyntax] = []
    var positional: [ExpressionSyntax] = []
    _ = items(closing: opener, with: .rightParenthesis) { parser in
      let start = parser.token.range.start
      let length = parser.declaredNameLength()
      if length > 0, parser.peek(length).kind == .symbol(.colon) {
        let name = parser.takeName(length: length)
        let nameRange = parser.range(from: start)
        parser.advance()
        named.append(
          NamedArgumentSyntax(name: name, nameRange: nameRange, value: parser.item()))
      } else {
        positional.append(parser.item())
      }
      if !named.isEmpty, !positional.isEmpty {
        parser.report(.mixedArguments(at: parser.range(from: start)))
      }
    }
    let arguments: ArgumentsSyntax = named.isEmpty ? .positional(positional) : .named(named)
    return ExpressionSyntax(.call(base, arguments), at: range(from: base.range.start))
  }

  /// An expression or a bare test such as `< 5`, which stands for a range.
  mutating func item() -> ExpressionSyntax {
    guard case .symbol(let symbol) = token.kind, symbol.comparison != nil else {
      return expression()
    }
    return comparisonRange()
  }
}
