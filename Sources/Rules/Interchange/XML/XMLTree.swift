/// A whole XML text.
public struct XMLTree: Sendable {
  /// The element that everything else stands in.
  package var root: XMLElement
  /// Comments and instructions before the root.
  package let prolog: [XMLElement.Node]
  /// Comments and instructions after the root.
  package let epilog: [XMLElement.Node]

  /// A text to write, made of a root and what stands around it.
  package init(
    _ root: XMLElement, prolog: [XMLElement.Node] = [], epilog: [XMLElement.Node] = []
  ) {
    self.root = root
    self.prolog = prolog
    self.epilog = epilog
  }

  /// Reads XML 1.0 with namespaces, in UTF-8 and without a DOCTYPE.
  ///
  /// - Throws: why the text is not well-formed, or is too large; what is wrong with namespaces and
  ///   repeated attributes is told all at once.
  public init(reading source: SourceText, limits: XMLLimits = .standard) throws(Diagnostics) {
    self = try XMLReader.read(source, limits: limits)
  }
}
