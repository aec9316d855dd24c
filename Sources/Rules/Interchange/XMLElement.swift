/// One element of an XML text, with what stands in it, in order.
public struct XMLElement: Sendable {
  public struct Name: Hashable, Sendable {
    public let local: String
    /// Empty where it has none.
    public let namespace: String

    public init(_ local: String, in namespace: String = "") {
      self.local = local
      self.namespace = namespace
    }
  }

  public struct Attribute: Sendable {
    public let name: Name
    public let prefix: String
    public let value: String
    /// The whole attribute.
    public let range: SourceRange

    public init(_ name: Name, prefix: String = "", _ value: String, range: SourceRange? = nil) {
      self.name = name
      self.prefix = prefix
      self.value = value
      self.range = range ?? SourceRange(0, 0)
    }
  }

  public enum Node: Sendable {
    case element(XMLElement)
    /// Characters that stand together, with what was written as references and in CDATA.
    case text(String, SourceRange)
    case comment(String)
    case instruction(target: String, data: String)
  }

  /// A namespace by its prefix; the empty prefix is that of names without one.
  public struct Namespace: Hashable, Sendable {
    public let prefix: String
    public let uri: String

    public init(prefix: String, uri: String) {
      self.prefix = prefix
      self.uri = uri
    }
  }

  public var name: Name
  public var prefix: String
  /// Those that are declared on this element, in order.
  public var namespaces: [Namespace]
  public var attributes: [Attribute]
  public var children: [Node]
  /// The whole element.
  public let range: SourceRange
  /// The name in the start tag.
  public let nameRange: SourceRange
  public let source: SourceText
  /// Those in sight here, the innermost last.
  let scope: [Namespace]

  init(
    name: Name, prefix: String, namespaces: [Namespace], attributes: [Attribute],
    children: [Node], range: SourceRange, nameRange: SourceRange, source: SourceText,
    scope: [Namespace]
  ) {
    self.name = name
    self.prefix = prefix
    self.namespaces = namespaces
    self.attributes = attributes
    self.children = children
    self.range = range
    self.nameRange = nameRange
    self.source = source
    self.scope = scope
  }

  /// An element that is made, not read.
  public init(
    _ name: Name, prefix: String = "", namespaces: [Namespace] = [],
    attributes: [Attribute] = [], children: [Node] = []
  ) {
    let nowhere = SourceRange(0, 0)
    self.init(
      name: name, prefix: prefix, namespaces: namespaces, attributes: attributes,
      children: children, range: nowhere, nameRange: nowhere,
      source: SourceText(name: "", bytes: []), scope: namespaces)
  }

  public var elements: [XMLElement] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The value of an attribute without a namespace.
  public subscript(attribute: String) -> String? {
    attributes.first { $0.name.local == attribute && $0.name.namespace.isEmpty }?.value
  }

  public func attribute(_ name: Name) -> Attribute? { attributes.first { $0.name == name } }

  /// All the characters that stand in it directly.
  public var text: String {
    children.reduce(into: "") { if case .text(let text, _) = $1 { $0 += text } }
  }

  /// Its characters as a fragment of the file, so that a place in them is a place there.
  public var fragment: SourceFragment {
    let ranges = children.compactMap { if case .text(_, let range) = $0 { range } else { nil } }
    let first = ranges.first ?? SourceRange(nameRange.end, nameRange.end)
    let whole = ranges.reduce(first) { $0.joined(with: $1) }
    return SourceFragment(text, inXML: source, at: whole)
  }

  /// The namespace that a prefix stands for here; `nil` where it stands for none.
  public func namespace(ofPrefix prefix: String) -> String? {
    scope.last { $0.prefix == prefix }?.uri
  }
}

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

  /// - Throws: why the text is not well-formed, or is too large.
  public init(reading source: SourceText, limits: XMLLimits = .standard) throws(Diagnostics) {
    var reader = XMLReader(source, limits)
    self = try reader.tree()
  }
}

/// How much XML is accepted.
public struct XMLLimits: Hashable, Sendable {
  public var bytes = 5 << 20
  /// Elements inside each other.
  public var depth = 100
  /// Elements, attributes and texts together.
  public var nodes = 500_000

  public init() {}

  public static let standard = XMLLimits()
}
