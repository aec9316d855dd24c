extension Parser {
  /// Source: DMN 1.5, 10.3.1.2: unary tests.
  mutating func unaryTests() -> UnaryTestsSyntax {
    let start = token.range.start
    if isAtEnd { return UnaryTestsSyntax(.any, at: SourceRange(0, 0)) }
    if isAt(.minus), peek(1).kind == .end {
      advance()
      return UnaryTestsSyntax(.any, at: range(from: start))
    }
    if token.text == "not", token.kind == .word, peek(1).kind == .symbol(.leftParenthesis) {
      return negatedTests()
    }
    return UnaryTestsSyntax(.some(testList(first: nil)), at: range(from: start))
  }

  /// `not(…)`, which is a negation of tests only when nothing follows it.
  private mutating func negatedTests() -> UnaryTestsSyntax {
    let start = token.range.start
    let name = ExpressionSyntax(.name("not"), at: token.range)
    advance()
    let opener = advance()
    if declaredNameLength() > 0, peek(declaredNameLength()).kind == .symbol(.colon) {
      let call = call(name, opener: opener)
      return UnaryTestsSyntax(.some(testList(first: call)), at: range(from: start))
    }
    let tests = items(closing: opener, with: .rightParenthesis) { $0.unaryTest() }
    if isAtEnd { return UnaryTestsSyntax(.none(tests), at: range(from: start)) }
    let arguments = tests.compactMap(\.asExpression)
    guard arguments.count == tests.count else {
      report(Expected.end)
      return UnaryTestsSyntax(.none(tests), at: range(from: start))
    }
    let call = ExpressionSyntax(.call(name, .positional(arguments)), at: range(from: start))
    return UnaryTestsSyntax(.some(testList(first: call)), at: range(from: start))
  }

  /// - Parameter first: what the first test begins with, when that was read already.
  private mutating func testList(first: ExpressionSyntax?) -> [UnaryTestSyntax] {
    var tests = [unaryTest(continuing: first)]
    while !isAtEnd {
      if !isAt(.comma) {
        reportBadContinuation()
        skip()
      }
      guard take(.comma) else { break }
      recovered()
      tests.append(unaryTest())
    }
    return tests
  }

  /// Source: DMN 1.5, 10.3.1.2: one test of a value.
  mutating func unaryTest(continuing seed: ExpressionSyntax? = nil) -> UnaryTestSyntax {
    let start = seed?.range.start ?? token.range.start
    if seed == nil, case .symbol(let symbol) = token.kind, let comparison = symbol.comparison {
      advance()
      let operand = operand()
      return UnaryTestSyntax(.comparison(comparison, operand), at: range(from: start))
    }
    let value = expression(continuing: seed, expecting: Expected.test)
    return UnaryTestSyntax(.expression(value), at: range(from: start))
  }
}

extension UnaryTestSyntax {
  fileprivate var asExpression: ExpressionSyntax? {
    switch form {
    case .comparison: nil
    case .expression(let expression): expression
    }
  }
}
