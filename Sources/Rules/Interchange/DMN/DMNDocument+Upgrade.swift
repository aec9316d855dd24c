extension DMNDocument {
  /// The same model in the XML of the newest version that is read here.
  ///
  /// Names of elements, of the expression language and of types get the newest namespaces and names.
  /// Everything else stays: diagrams, extensions, comments, and attributes that nobody here knows. A
  /// model that is of that version or a newer one stays as it is.
  public func upgraded() -> XMLTree {
    if version >= .newest { return tree }
    let upgrade = DMNUpgrade(self)
    return XMLTree(upgrade.element(tree.root), prolog: tree.prolog, epilog: tree.epilog)
  }
}

extension DMNVersion {
  /// The one that others are written as.
  public static let newest = DMNVersion.dmn15
}

private struct DMNUpgrade {
  private let document: DMNDocument
  /// Types that the file defines.
  private let ownTypes: Set<String>

  /// The old namespaces of diagrams.
  private static let diagrams = Set(DMNVersion.allCases.compactMap(\.diagrams))

  /// Types of FEEL as version 1.1 spelt them. Source: DMN 1.1, 10.3.2.9; DMN 1.5, 10.3.2.3.
  private static let types = [
    "dateTime": "date and time", "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration", "any": "Any",
  ]

  init(_ document: DMNDocument) {
    self.document = document
    ownTypes = Set(
      document.tree.root.elements(named: "itemDefinition").compactMap {
        $0["name"].map { Name($0).text }
      })
  }

  // The reader of XML bounds the depth.
  func element(_ element: XMLElement) -> XMLElement {
    var new = element
    let isOfModel = element.name.namespace == document.elementNamespace
    new.name = name(element.name)
    new.namespaces = element.namespaces.map { .init(prefix: $0.prefix, uri: uri($0.uri)) }
    new.attributes = element.attributes.map { attribute in
      .init(
        name(attribute.name), prefix: attribute.prefix,
        isOfModel ? value(of: attribute, in: element) : attribute.value, range: attribute.range)
    }
    if isOfModel, element.name.local == "import", document.version == .dmn11,
      element["name"] == nil
    {
      // A name is needed since 1.2; without one the elements are called by their own names.
      new.attributes.append(.init(.init("name"), ""))
    }
    if isOfModel, element.name.local == "typeRef" {
      new.children = [.text(type(element.text, in: element), element.nameRange)]
    } else {
      new.children = element.children.map { node in
        if case .element(let child) = node { .element(self.element(child)) } else { node }
      }
    }
    return new
  }

  private func name(_ name: XMLElement.Name) -> XMLElement.Name {
    XMLElement.Name(name.local, in: uri(name.namespace))
  }

  /// The newest namespace for an older one, however a tool wrote that.
  private func uri(_ uri: String) -> String {
    if DMNVersion(namespace: uri) != nil { return DMNVersion.newest.namespace }
    if uri.contains("/"), DMNVersion.isFEEL(uri) { return DMNVersion.newest.feel }
    if let new = DMNVersion.newest.diagrams, Self.diagrams.contains(uri) { return new }
    return uri
  }

  private func value(of attribute: XMLElement.Attribute, in element: XMLElement) -> String {
    switch (attribute.name.namespace, attribute.name.local) {
    case ("", "importType"), ("", "expressionLanguage"), ("", "typeLanguage"):
      uri(attribute.value)
    case ("", "typeRef"), ("", "outputTypeRef"): type(attribute.value, in: element)
    case ("http://www.w3.org/2001/XMLSchema-instance", "schemaLocation"):
      schemaLocation(attribute.value)
    default: attribute.value
    }
  }

  /// `number` for `feel:number`, `tLoan` for `own:tLoan`, `lending.tLoan` for a type of an import.
  private func type(_ written: String, in element: XMLElement) -> String {
    let text = Name(written).text
    guard !ownTypes.contains(text) else { return written }
    guard let colon = text.firstIndex(where: { $0 == ":" }) else { return written }
    let local = String(text[text.index(after: colon)...])
    guard let namespace = element.namespace(ofPrefix: String(text[..<colon])) else {
      return text.hasPrefix("feel:") ? standardType(local) : written
    }
    if DMNVersion.isFEEL(namespace) { return standardType(local) }
    if namespace == document.namespace { return local }
    if let found = document.imports.first(where: { $0.namespace == namespace }) {
      return found.name.text.isEmpty ? local : "\(found.name.text).\(local)"
    }
    return written
  }

  private func standardType(_ name: String) -> String {
    let newest = Self.types[name] ?? name
    // A type of the file's own with that name would be meant instead: then the old spelling, which
    // is still read, says the same.
    guard ownTypes.contains(newest) else { return newest }
    return ownTypes.contains(name) ? "feel." + name : name
  }

  /// Namespaces with the place of their schema, in pairs.
  private func schemaLocation(_ text: String) -> String {
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    for index in words.indices.dropLast() where index % 2 == 0 {
      guard DMNVersion(namespace: words[index]) != nil else { continue }
      words[index] = uri(words[index])
      let folder = words[index + 1].lastIndex(of: "/").map { words[index + 1][...$0] } ?? ""
      words[index + 1] = "\(folder)DMN15.xsd"
    }
    return words.joined(separator: " ")
  }
}
