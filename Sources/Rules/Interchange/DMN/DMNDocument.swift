/// One file of the standard's XML, read but not yet understood: what it imports must be at hand first.
public struct DMNDocument: Sendable {
  /// Another file that this one uses. Source: DMN 1.5, 6.3.3 Import.
  public struct Import: Sendable {
    /// What its elements are called here, before the dot; empty: they are called by their own names.
    public let name: Name
    /// The model that is meant: what its own file gives as `namespace`; never empty.
    public let namespace: String
    /// Where its author thinks it is.
    public let location: String?
    /// The file that imports.
    public let source: SourceText
    /// Where it says so: the name of the element `import`.
    public let range: SourceRange
  }

  /// All that the file holds, diagrams and extensions too.
  public let tree: XMLTree
  /// Which version of the standard its elements are of.
  public let version: DMNVersion
  /// What the model is called; empty where the file does not say. Source: DMN 1.5, 6.3.2.
  public let name: String
  /// What other files import the model by, and what its elements are told apart by from those of
  /// other models; never empty.
  public let namespace: String
  /// Imports of other models; imports of anything else are not among them.
  public let imports: [Import]

  var source: SourceText { tree.root.source }

  /// The namespace of the elements of the standard in this file, as the file writes it.
  var elementNamespace: String { tree.root.name.namespace }

  /// Reads the structure of a file; no expression in it is looked at yet.
  ///
  /// - Throws: everything that keeps the text from being a file of the standard.
  public init(reading source: SourceText, limits: XMLLimits = .standard) throws(Diagnostics) {
    try self.init(XMLTree(reading: source, limits: limits))
  }

  /// Takes XML for a file of the standard.
  ///
  /// - Throws: that the root is no `definitions`, or of no version that is known; else each missing
  ///   `namespace`, of the model and of its imports of other models.
  public init(_ tree: XMLTree) throws(Diagnostics) {
    let root = tree.root
    guard root.name.local == "definitions" else {
      throw Diagnostics([.notDMN(root)])
    }
    guard let version = DMNVersion(namespace: root.name.namespace) else {
      throw Diagnostics([.unknownVersion(root)])
    }
    var problems: [Diagnostic] = []
    self.tree = tree
    self.version = version
    name = root["name"] ?? ""
    if let namespace = root["namespace"], !namespace.isEmpty {
      self.namespace = namespace
    } else {
      namespace = ""
      problems.append(.missingAttribute("namespace", of: root))
    }
    var imports: [Import] = []
    for element in root.elements(named: "import") {
      guard let type = element["importType"], DMNVersion(namespace: type) != nil else { continue }
      guard let namespace = element["namespace"], !namespace.isEmpty else {
        problems.append(.missingAttribute("namespace", of: element))
        continue
      }
      imports.append(
        Import(
          name: Name(element["name"] ?? ""), namespace: namespace,
          location: element["locationURI"], source: element.source, range: element.nameRange))
    }
    self.imports = imports
    if !problems.isEmpty { throw Diagnostics(problems) }
  }
}

extension XMLElement {
  /// Child elements of the same namespace, which is that of the standard where this one is.
  func elements(named local: String) -> [XMLElement] {
    elements.filter { $0.name.local == local && $0.name.namespace == name.namespace }
  }

  func element(named local: String) -> XMLElement? { elements(named: local).first }
}
