/// Where in a text something stands.
public struct SourcePlace: Sendable {
  /// The text.
  public let source: SourceText
  /// Its words there.
  public let range: SourceRange

  /// These words of that text.
  public init(_ range: SourceRange, in source: SourceText) {
    self.source = source
    self.range = range
  }
}
