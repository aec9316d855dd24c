/// One element of an XML text, with what stands in it, in order.
package struct XMLElement: Sendable {
  /// What an element or attribute is called, apart from the prefix that a file gives it.
  package struct Name: Hashable, Sendable {
    /// The name without its prefix: `decision` of `dmn:decision`.
    package let local: String
    /// Empty where it has none.
    package let namespace: String

    /// A name as it is meant, whatever prefix a file gives it.
    package init(_ local: String, in namespace: String = "") {
      self.local = local
      self.namespace = namespace
    }
  }

  /// An attribute of an element; a declaration of a namespace is none.
  package struct Attribute: Sendable {
    /// What it is called; without a prefix it has no namespace, whatever its element has.
    package let name: Name
    /// As the file writes it; empty where the name has none.
    package let prefix: String
    /// With references resolved, and each tab and line break in the file as a space.
    package let value: String
    /// The whole attribute.
    package let range: SourceRange
    private let valueRange: SourceRange
    private let source: SourceText

    init(
      name: Name, prefix: String, value: String, range: SourceRange, valueRange: SourceRange,
      source: SourceText
    ) {
      self.name = name
      self.prefix = prefix
      self.value = value
      self.range = range
      self.valueRange = valueRange
      self.source = source
    }

    /// An attribute that is made, not read.
    package init(_ name: Name, prefix: String = "", _ value: String, range: SourceRange? = nil) {
      self.init(
        name: name, prefix: prefix, value: value, range: range ?? .nowhere, valueRange: .nowhere,
        source: .none)
    }

    /// The value as a fragment of the file, so that a place in it is a place there.
    package var valueFragment: SourceFragment {
      SourceFragment(value, inXML: source, at: valueRange)
    }
  }

  /// What may stand in an element, or beside the root.
  package enum Node: Sendable {
    /// An element with all that stands in it.
    case element(XMLElement)
    /// Characters that stand together, with what was written as references and in CDATA; never
    /// empty where it was read.
    case text(String, SourceRange)
    /// What stands between `<!--` and `-->`.
    case comment(String)
    /// A processing instruction: `<?target data?>`.
    case instruction(target: String, data: String)
  }

  /// A namespace by its prefix; the empty prefix is that of names without one.
  package struct Namespace: Hashable, Sendable {
    /// Empty for the names without a prefix.
    package let prefix: String
    /// Empty where the names without a prefix are given back to no namespace.
    package let uri: String

    /// A declaration to write on an element.
    package init(prefix: String, uri: String) {
      self.prefix = prefix
      self.uri = uri
    }
  }

  /// The namespaces in sight of an element: those that it declares, and those around it.
  indirect enum Scope: Sendable {
    case outermost
    case inner([Namespace], Scope)
  }

  /// What the element is.
  package var name: Name
  /// As the file writes it; empty where the name has none.
  package var prefix: String
  /// Those that are declared on this element, in order.
  package var namespaces: [Namespace]
  /// In order; where they were read no name stands twice. Declarations of namespaces are not among
  /// them.
  package var attributes: [Attribute]
  /// What stands in it, in order.
  package var children: [Node]
  /// The whole element.
  package let range: SourceRange
  /// The name in the start tag.
  package let nameRange: SourceRange
  /// The text that it was read from; an empty one where it was made.
  package let source: SourceText
  let scope: Scope

  init(
    name: Name, prefix: String, namespaces: [Namespace], attributes: [Attribute],
    children: [Node], range: SourceRange, nameRange: SourceRange, source: SourceText,
    scope: Scope
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
  package init(
    _ name: Name, prefix: String = "", namespaces: [Namespace] = [],
    attributes: [Attribute] = [], children: [Node] = []
  ) {
    self.init(
      name: name, prefix: prefix, namespaces: namespaces, attributes: attributes,
      children: children, range: .nowhere, nameRange: .nowhere, source: .none,
      scope: .inner(namespaces, .outermost))
  }
}

extension XMLElement {
  /// The elements that stand directly in it, in order.
  package var elements: [XMLElement] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The value of an attribute without a namespace.
  package subscript(attribute: String) -> String? { self.attribute(Name(attribute))?.value }

  /// The attribute of that name; `nil` where the element has none.
  package func attribute(_ name: Name) -> Attribute? { attributes.first { $0.name == name } }

  /// All the characters that stand in it directly.
  package var text: String {
    children.reduce(into: "") { if case .text(let text, _) = $1 { $0 += text } }
  }

  /// Its characters as a fragment of the file, so that a place in them is a place there.
  package var fragment: SourceFragment {
    let ranges = children.compactMap { if case .text(_, let range) = $0 { range } else { nil } }
    let first = ranges.first ?? SourceRange(nameRange.end, nameRange.end)
    let whole = ranges.reduce(first) { $0.joined(with: $1) }
    return SourceFragment(text, inXML: source, at: whole)
  }

  /// The namespace that a prefix stands for where the element was read or made, for names in its
  /// content such as `feel:string`; `nil` where it stands for none.
  package func namespace(ofPrefix prefix: String) -> String? {
    var scope = scope
    while case .inner(let declared, let outer) = scope {
      if let found = declared.last(where: { $0.prefix.isSameText(as: prefix) }) {
        return found.uri.isEmpty ? nil : found.uri
      }
      scope = outer
    }
    return prefix == Namespace.xml.prefix ? Namespace.xml.uri : nil
  }
}

// XML compares names character by character; it knows no two ways to write one letter.
extension XMLElement.Name {
  /// Whether both parts are the same, character by character.
  package static func == (left: Self, right: Self) -> Bool {
    left.local.isSameText(as: right.local) && left.namespace.isSameText(as: right.namespace)
  }

  /// Equal names have equal hashes.
  package func hash(into hasher: inout Hasher) {
    var local = local
    local.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(namespace.utf8.count)
  }
}

extension XMLElement.Namespace {
  /// The one that is bound everywhere.
  static let xml = XMLElement.Namespace(
    prefix: "xml", uri: "http://www.w3.org/XML/1998/namespace")
  /// The one that declarations are in, which nothing else may be.
  static let declarations = XMLElement.Namespace(
    prefix: "xmlns", uri: "http://www.w3.org/2000/xmlns/")
}

extension SourceText {
  fileprivate static let none = SourceText(name: "", bytes: [])
}
