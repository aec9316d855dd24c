/// How much one version of a ruleset may hold before it is refused.
public struct RulesetLimits: Hashable, Sendable {
  /// Part files of the version.
  public var files = 500
  /// Versions that inherit from one another, one after the other.
  public var inheritance = 50
  /// Of all part files together.
  public var bytes = 8 << 20
  /// Rules of one decision table.
  public var tableRules = 2_000
  /// Inputs and outputs of a table together.
  public var tableColumns = 50
  /// Entries of a boxed context, which may all be named in the last.
  public var contextEntries = 1_000
  /// Fields of the vocabulary, with a type counted each time it is used.
  public var fields = 10_000
  /// How deep groups and lists of the vocabulary may be nested, through types too.
  public var fieldDepth = 32
  /// Expressions in one text.
  public var textExpressions = 100

  /// The limits of ``standard``, to change some of them.
  public init() {}

  /// What is accepted where no other limits are given. Models of DMN always have these.
  public static let standard = RulesetLimits()
}
