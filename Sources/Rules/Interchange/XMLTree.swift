/// A whole XML text.
public struct XMLTree: Sendable {
  public var root: XMLElement
  /// Comments and instructions before the root, and after it.
  public let prolog: [XMLElement.Node]
  public let epilog: [XMLElement.Node]

  public init(
    _ root: XMLElement, prolog: [XMLElement.Node] = [], epilog: [XMLElement.Node] = []
  ) {
    self.root = root
    self.prolog = prolog
    self.epilog = epilog
  }

  /// - Throws: why the text is not well-formed, or is too large; what is wrong with namespaces and
  ///   repeated attributes is told all at once.
  public init(reading source: SourceText, limits: XMLLimits = .standard) throws(Diagnostics) {
    self = try XMLReader.read(source, limits: limits)
  }
}
