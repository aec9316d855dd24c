/// What a pattern and the texts it meets may cost; past a limit they are refused, not slow.
package struct PatternLimits: Hashable, Sendable {
  /// Characters of the pattern text.
  package var pattern = 1_000
  /// Groups and character classes inside each other.
  package var nesting = 200
  /// States of the automaton; a counted quantifier makes a copy for each count.
  package var states = 10_000
  /// Characters of the text that is searched.
  package var input = 1_000_000
  /// Characters of the text that a replacement makes.
  package var output = 1_000_000
  /// Ranges that `allMatches(in:)` gives: one for each match and for each of its groups.
  package var ranges = 1_000_000
  /// Visits to states while one text is searched. An ordinary pattern makes a few hundred in
  /// all, since it remembers what it has seen; only a large one on a long text comes near.
  package var visits = 200_000_000

  /// What FEEL's `matches`, `replace` and `split` allow at most.
  package static let standard = PatternLimits()

  /// The standard limits, to change some of them.
  package init() {}
}
