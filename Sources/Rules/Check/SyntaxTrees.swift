/// The trees of texts that were checked, each by its place: whoever needs how something was written, and not only
/// what it means, reads it here.
package struct SyntaxTrees: Sendable {
  private struct Place: Hashable {
    let file: String
    let start: Int
    let text: String

    init(_ fragment: SourceFragment) {
      file = fragment.source.name
      start = fragment.start
      text = fragment.text
    }
  }

  private var expressions: [Place: ExpressionSyntax] = [:]
  private var tests: [Place: UnaryTestsSyntax] = [:]

  mutating func keep(_ syntax: ExpressionSyntax, of fragment: SourceFragment) {
    expressions[Place(fragment)] = syntax
  }

  mutating func keep(_ syntax: UnaryTestsSyntax, of fragment: SourceFragment) {
    tests[Place(fragment)] = syntax
  }

  mutating func merge(_ other: SyntaxTrees) {
    expressions.merge(other.expressions) { first, _ in first }
    tests.merge(other.tests) { first, _ in first }
  }

  /// An expression as it was written; ``ExpressionSyntax/Form/fault`` for a text that was not checked.
  func expression(_ fragment: SourceFragment) -> ExpressionSyntax {
    expressions[Place(fragment)] ?? ExpressionSyntax(.fault, at: SourceRange(0, 0))
  }

  /// The tests of a cell or a field as they were written; none for a text that was not checked.
  func tests(_ fragment: SourceFragment) -> UnaryTestsSyntax {
    tests[Place(fragment)] ?? UnaryTestsSyntax(.some([]), at: SourceRange(0, 0))
  }
}
