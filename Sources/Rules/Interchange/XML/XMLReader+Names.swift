extension XMLReader {
  /// A name in two parts: `feel:string` is `string` with the prefix `feel`.
  struct QualifiedName {
    let prefix: SourceRange
    let local: SourceRange

    init(prefix: SourceRange, local: SourceRange) {
      self.prefix = prefix
      self.local = local
    }

    /// All of a name, without a prefix.
    init(local: SourceRange) {
      self.init(prefix: SourceRange(local.start, local.start), local: local)
    }

    var hasPrefix: Bool { prefix.end > prefix.start }
  }

  /// A declaration of a namespace that is in sight.
  struct Binding {
    /// Empty for the names without one.
    let prefix: SourceRange
    let uri: String
  }

  /// The name at hand with its colons; `nil` where there is none.
  mutating func takeName() -> SourceRange? {
    let start = offset
    var end = offset
    while end < bytes.count {
      // What nearly every name is made of.
      if bytes[end] &- UInt8(ascii: "a") < 26 {
        end &+= 1
        continue
      }
      guard let (scalar, length) = scalar(at: end),
        end > start ? XMLCharacter.isInName(scalar) : XMLCharacter.startsName(scalar)
      else { break }
      end += length
    }
    guard end > start else { return nil }
    offset = end
    return SourceRange(start, end)
  }

  private func scalar(at offset: Int) -> (Unicode.Scalar, length: Int)? {
    let first = UInt32(bytes[offset])
    func tail(_ ahead: Int) -> UInt32 {
      offset + ahead < bytes.count ? UInt32(bytes[offset + ahead] & 0x3F) : 0
    }
    let value: UInt32
    let length: Int
    switch first {
    case ..<0x80: (value, length) = (first, 1)
    case ..<0xE0: (value, length) = ((first & 0x1F) << 6 | tail(1), 2)
    case ..<0xF0: (value, length) = ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
    default:
      (value, length) = ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    }
    return Unicode.Scalar(value).map { ($0, min(length, bytes.count - offset)) }
  }

  /// `nil`, with a fault, where a colon stands in a wrong place.
  ///
  /// Source: Namespaces in XML 1.0, production 7.
  mutating func qualified(_ name: SourceRange) throws(Diagnostic) -> QualifiedName? {
    guard let colon = bytes[name.start..<name.end].firstIndex(of: UInt8(ascii: ":")) else {
      return QualifiedName(local: name)
    }
    let local = colon + 1..<name.end
    let starts =
      !local.isEmpty && scalar(at: local.lowerBound).map { XMLCharacter.startsName($0.0) } ?? false
    guard colon > name.start, starts, !bytes[local].contains(UInt8(ascii: ":")) else {
      try report(.xmlColon(string(name)), name)
      return nil
    }
    return QualifiedName(
      prefix: SourceRange(name.start, colon), local: SourceRange(local.lowerBound, name.end))
  }

  /// The namespace that a prefix stands for here; `nil`, with a fault, where it stands for none.
  mutating func namespace(of name: QualifiedName) throws(Diagnostic) -> String? {
    if let found = bindings.last(where: { hasSameBytes($0.prefix, name.prefix) }) {
      return found.uri
    }
    if !name.hasPrefix { return "" }
    let prefix = string(name.prefix)
    if prefix == XMLElement.Namespace.xml.prefix { return XMLElement.Namespace.xml.uri }
    if prefix == XMLElement.Namespace.declarations.prefix {
      try report(.xmlReserved(prefix), name.prefix)
    } else if unknownPrefixes.insert(prefix).inserted {
      try report(.xmlUnknownPrefix(prefix), name.prefix)
    }
    return nil
  }

  /// What of the attributes at hand declares a namespace: from here on it is in sight.
  mutating func declareNamespaces() throws(Diagnostic) -> [XMLElement.Namespace] {
    let outer = bindings.count
    var declared: [XMLElement.Namespace] = []
    for attribute in written where attribute.isDeclaration {
      guard let name = try qualified(attribute.name) else { continue }
      let prefix = name.hasPrefix ? name.local : name.prefix
      let namespace = XMLElement.Namespace(prefix: string(prefix), uri: attribute.value)
      if let words = Self.reserved(in: namespace) {
        try report(.xmlReserved(words), attribute.range)
      } else if name.hasPrefix, namespace.uri.isEmpty {
        try report(.xmlNoNamespace(namespace.prefix), attribute.range)
      } else if bindings[outer...].contains(where: { hasSameBytes($0.prefix, prefix) }) {
        try report(.xmlRepeated(string(attribute.name)), attribute.name)
      } else {
        guard bindings.count < limits.namespaces else {
          throw fault(.xmlTooManyNamespaces(limits.namespaces), attribute.name)
        }
        bindings.append(Binding(prefix: prefix, uri: attribute.value))
        declared.append(namespace)
      }
    }
    return declared
  }

  /// The fixed prefix or namespace of which a declaration says anything but what is so anyway.
  private static func reserved(in declared: XMLElement.Namespace) -> String? {
    if declared == .xml { return nil }
    let fixed = [XMLElement.Namespace.xml, .declarations]
    if fixed.contains(where: { $0.prefix == declared.prefix }) { return declared.prefix }
    return fixed.contains { $0.uri == declared.uri } ? declared.uri : nil
  }

  /// The attributes at hand that declare nothing, with their names resolved.
  mutating func resolvedAttributes() throws(Diagnostic) -> [XMLElement.Attribute] {
    var found: [XMLElement.Attribute] = []
    found.reserveCapacity(written.count)
    var names: Set<XMLElement.Name> = []
    for attribute in written where !attribute.isDeclaration {
      guard let qualified = try qualified(attribute.name) else { continue }
      guard let uri = qualified.hasPrefix ? try namespace(of: qualified) : "" else { continue }
      let name = XMLElement.Name(string(qualified.local), in: uri)
      let isRepeated =
        written.count > 8 ? !names.insert(name).inserted : found.contains { $0.name == name }
      if isRepeated { try report(.xmlRepeated(string(attribute.name)), attribute.name) }
      found.append(
        XMLElement.Attribute(
          name: name, prefix: string(qualified.prefix), value: attribute.value,
          range: attribute.range, valueRange: attribute.valueRange, source: source))
    }
    return found
  }

  /// How many faults are told of one text.
  private static let mostFaults = 100

  /// Keeps a fault and goes on; stops where there are enough.
  private mutating func report(
    _ found: InterchangeFault, _ range: SourceRange
  ) throws(Diagnostic) {
    let fault = fault(found, range)
    guard faults.count + 1 < Self.mostFaults else { throw fault }
    faults.append(fault)
  }
}
