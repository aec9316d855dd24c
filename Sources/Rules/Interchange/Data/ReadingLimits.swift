/// How much a text may hold before it is refused; a reader never works on past a limit.
public struct ReadingLimits: Hashable, Sendable {
  /// The size of the text, in bytes.
  public var bytes: Int
  /// How many mappings and sequences may stand inside one another.
  public var depth: Int
  /// How many values there may be: texts, numbers and the like, mappings and sequences; keys do
  /// not count.
  public var nodes: Int

  /// Limits of an embedder's own. Beyond 4 GiB no text is read, whatever `bytes` says.
  public init(bytes: Int, depth: Int = 64, nodes: Int = 100_000) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
  }

  /// A plan: 2 MiB.
  public static let plan = ReadingLimits(bytes: 2 << 20)
  /// One file of a ruleset: 1 MiB.
  public static let rulesetFile = ReadingLimits(bytes: 1 << 20)
}
