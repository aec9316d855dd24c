/// What a pattern and the texts it meets may cost; past a limit they are refused, not slow.
public struct PatternLimits: Hashable, Sendable {
  /// Characters of the pattern text.
  public var pattern = 1_000
  /// Groups and character classes inside each other.
  public var nesting = 200
  /// States of the automaton; a counted quantifier makes a copy for each count.
  public var states = 10_000
  /// Characters of the text that is searched.
  public var input = 1_000_000
  /// Characters of the text that a replacement makes.
  public var output = 1_000_000
  /// Ranges that `allMatches(in:)` gives: one for each match and for each of its groups.
  public var ranges = 1_000_000
  /// Visits to states while one text is searched. An ordinary pattern makes a few hundred in
  /// all, since it remembers what it has seen; only a large one on a long text comes near.
  public var visits = 200_000_000

  /// What FEEL's `matches`, `replace` and `split` allow at most.
  public static let standard = PatternLimits()

  /// The standard limits, to change some of them.
  public init() {}
}
