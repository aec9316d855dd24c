/// What a rule calls a thing.
public struct Name: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// As written, but with single white space: `own  share` gives `own share`.
  public let text: String

  public init(_ written: String) {
    text = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  public init(stringLiteral literal: String) { self.init(literal) }

  public var description: String { text }
}
