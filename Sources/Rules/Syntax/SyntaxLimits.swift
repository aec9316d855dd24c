/// How much text the parser accepts; past a limit it reports a fault and stops.
package struct SyntaxLimits: Hashable, Sendable {
  /// Unicode scalars in one text.
  package let characters: Int
  /// Levels of the tree: brackets, bodies, and steps such as `.a` or `[1]` after one value.
  package let nesting: Int
  /// Operands in one chain of `+`, `*`, `and`, `or`.
  package let operands: Int
  /// Characters in one number.
  package let numberLength: Int

  package init(
    characters: Int = 20_000, nesting: Int = 200, operands: Int = 10_000, numberLength: Int = 100
  ) {
    self.characters = characters
    self.nesting = nesting
    self.operands = operands
    self.numberLength = numberLength
  }

  package static let standard = SyntaxLimits()
}
