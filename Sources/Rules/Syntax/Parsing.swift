// Text to tree. A tree always comes back, with `fault` where something could not be read; it means
// what its author meant only when there are no faults. Faults are in text order.

extension ExpressionSyntax {
  /// Reads one expression. Source: DMN 1.5, 10.3.1.2.
  package static func parse(
    _ text: String, names: NamesInScope, limits: SyntaxLimits = .standard
  ) -> (ExpressionSyntax, [Fault]) {
    Parser.read(text, names, limits, whenEmpty: Expected.value) { $0.expression() }
      ?? (ExpressionSyntax(.fault, at: SourceRange(0, 0)), [.longText(limit: limits.characters)])
  }
}

extension UnaryTestsSyntax {
  /// Reads a table cell; an empty one is as good as `-`. Source: DMN 1.5, 10.3.1.2.
  package static func parse(
    _ text: String, names: NamesInScope, limits: SyntaxLimits = .standard
  ) -> (UnaryTestsSyntax, [Fault]) {
    Parser.read(text, names, limits, whenEmpty: nil) { $0.unaryTests() }
      ?? (UnaryTestsSyntax(.some([]), at: SourceRange(0, 0)), [.longText(limit: limits.characters)])
  }
}

extension TypeSyntax {
  /// Reads a type. Source: DMN 1.5, 10.3.1.2.
  package static func parse(
    _ text: String, names: NamesInScope, limits: SyntaxLimits = .standard
  ) -> (TypeSyntax, [Fault]) {
    Parser.read(text, names, limits, whenEmpty: Expected.type) { $0.type() }
      ?? (
        TypeSyntax(.named(Name("")), at: SourceRange(0, 0)), [.longText(limit: limits.characters)]
      )
  }
}

extension Parser {
  /// `nil` when the text is too long to look at.
  fileprivate static func read<Tree>(
    _ text: String, _ names: NamesInScope, _ limits: SyntaxLimits, whenEmpty wanted: LocalizedText?,
    _ tree: (inout Parser) -> Tree
  ) -> (Tree, [Fault])? {
    guard text.unicodeScalars.count <= limits.characters else { return nil }
    let lexer = Lexer(text, numberLength: limits.numberLength)
    var parser = Parser(lexer, scope: names, limits: limits)
    if parser.isAtEnd, let wanted, lexer.faults.isEmpty { parser.report(.emptyText(wanted)) }
    let result = tree(&parser)
    if !parser.isAtEnd { parser.reportBadContinuation() }
    let faults = parser.faults.enumerated().sorted {
      ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset)
    }
    return (result, faults.map(\.element))
  }

  /// Something follows what was complete.
  mutating func reportBadContinuation() {
    if case .symbol(let symbol) = token.kind, symbol.closes {
      report(.unopened(token))
    } else {
      report(Expected.operation)
    }
  }
}
