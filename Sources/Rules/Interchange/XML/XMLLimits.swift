/// How much XML is accepted; the reader never works on past a limit.
public struct XMLLimits: Hashable, Sendable {
  /// The size of the text: 5 MiB unless another is set.
  public var bytes = 5 << 20
  /// Elements inside each other.
  public var depth = 100
  /// Elements, attributes, texts, comments and instructions together.
  public var nodes = 500_000
  /// Attributes of one element, declarations of namespaces included.
  public var attributes = 1_000
  /// Declarations of namespaces on an element and on those around it, together.
  public var namespaces = 100

  /// The limits of ``standard``, to change some of them.
  public init() {}

  /// What is accepted where no other limits are given.
  public static let standard = XMLLimits()
}
