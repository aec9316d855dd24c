/// How large a type that a model defines may be.
package struct ItemTypeLimits: Hashable, Sendable {
  /// Parts of a type, those of the types it uses counted each time.
  package var parts = 10_000
  /// Types inside each other.
  package var depth = 100

  /// The limits of ``standard``, to change some of them.
  package init() {}

  /// What reading a model accepts.
  package static let standard = ItemTypeLimits()
}

/// The item definitions of the files in use, each resolved once, when it is first asked for.
struct DMNTypeTable {
  struct Key: Hashable {
    let namespace: String
    let name: Name
  }

  enum State {
    case declared(XMLElement)
    /// Being resolved now: whoever asks for it again is inside it.
    case open
    case resolved(ConstrainedType, size: Int)
  }

  var states: [Key: State] = [:]
  /// As declared, by namespace.
  var order: [String: [Name]] = [:]
  /// How many types are being resolved inside each other.
  var depth = 0
  /// The words of other tools that were told of, by the namespace of the file.
  var told: Set<Key> = []

  let limits = ItemTypeLimits.standard

  /// The types that need no definition. Source: DMN 1.5, 7.3.3 and 10.3.2.9.1; the shorter names of
  /// durations, and `<Undefined>`, are what modelling tools write.
  static let standard: [String: ValueType] = [
    "Any": .any, "any": .any, "<Undefined>": .any, "number": .number, "string": .string,
    "boolean": .boolean, "date": .date, "time": .time, "date and time": .dateAndTime,
    "dateTime": .dateAndTime, "days and time duration": .dayTimeDuration,
    "dayTimeDuration": .dayTimeDuration, "years and months duration": .yearMonthDuration,
    "yearMonthDuration": .yearMonthDuration, "list": .list(.any),
    "context": .context(ContextType([])), "range": .range(.any), "Null": .null,
  ]

  /// Words of other tools and of XML Schema, in lower case, with the standard's word. A duration of
  /// which is not said in what may be of either kind.
  private static let others: [String: String] = [
    "integer": "number", "int": "number", "long": "number", "short": "number", "byte": "number",
    "float": "number", "double": "number", "decimal": "number", "biginteger": "number",
    "bigdecimal": "number", "bool": "boolean", "date-time": "date and time", "duration": "Any",
    "object": "Any", "collection": "list", "array": "list", "map": "context",
  ]

  /// The standard's words by what they are in lower case.
  private static let lowercased = Dictionary(
    ["Any", "number", "string", "boolean", "date", "time", "date and time", "list", "context"].map {
      ($0.lowercased(), $0)
    } + [
      ("datetime", "date and time"), ("daytimeduration", "days and time duration"),
      ("yearmonthduration", "years and months duration"),
    ], uniquingKeysWith: { first, _ in first })

  /// The standard's word for what another tool calls a type; `nil` where nobody calls one so.
  static func standardWord(for written: String) -> String? {
    let word = written.lowercased()
    return others[word] ?? lowercased[word]
  }
}

extension DMNReading {
  mutating func declareTypes(of file: DMNDocument) {
    for element in file.tree.root.elements(named: "itemDefinition") {
      guard let name = name(of: element) else { continue }
      let key = DMNTypeTable.Key(namespace: file.namespace, name: name)
      if types.states.updateValue(.declared(element), forKey: key) != nil {
        report(.repeatedName(name, at: element))
      } else {
        types.order[file.namespace, default: []].append(name)
      }
    }
  }

  /// The types that expressions of a file may name: its own, and those of its imports.
  mutating func typeDeclarations(of file: DMNDocument) -> [TypeDeclaration] {
    var found = (types.order[file.namespace] ?? []).map { name in
      TypeDeclaration(
        name: name, type: definedType(.init(namespace: file.namespace, name: name)).type)
    }
    for wanted in file.imports {
      let prefix = wanted.name.text.isEmpty ? "" : wanted.name.text + "."
      for name in types.order[wanted.namespace] ?? [] {
        found.append(
          TypeDeclaration(
            name: Name(prefix + name.text),
            type: definedType(.init(namespace: wanted.namespace, name: name)).type))
      }
    }
    return found
  }

  /// The type that an element says it has, in `typeRef` as an attribute or, in item definitions, as a
  /// part; `nil` where it says none.
  mutating func declaredType(of element: XMLElement, in file: DMNDocument) -> ConstrainedType? {
    if let text = element["typeRef"] { return referredType(text, at: element, in: file).type }
    return element.element(named: "typeRef").map { referredType($0.text, at: $0, in: file).type }
  }

  /// - Parameter element: the one that holds the reference: a prefix in it may be declared there.
  private mutating func referredType(
    _ text: String, at element: XMLElement, in file: DMNDocument
  ) -> (type: ConstrainedType, size: Int) {
    let name = Name(text)
    if name.text.isEmpty { return (.any, 1) }
    if let key = key(of: name, at: element, in: file) { return definedType(key) }
    let word = unprefixed(name.text, at: element)
    if let type = DMNTypeTable.standard[word] { return (ConstrainedType(type), 1) }
    if let standard = DMNTypeTable.standardWord(for: word),
      let type = DMNTypeTable.standard[standard]
    {
      if types.told.insert(.init(namespace: file.namespace, name: name)).inserted {
        report(.olderType(name.text, standard, at: element))
      }
      return (ConstrainedType(type), 1)
    }
    let known =
      (types.order[file.namespace] ?? []) + DMNTypeTable.standard.keys.map { Name($0) }
    report(.unknownType(name.text, among: known, at: element))
    return (.any, 1)
  }

  /// The definition that a name is of: the file's own, or `import.name`, or as version 1.1 has it
  /// `prefix:name`.
  private func key(of name: Name, at element: XMLElement, in file: DMNDocument)
    -> DMNTypeTable.Key?
  {
    var keys = [DMNTypeTable.Key(namespace: file.namespace, name: name)]
    for wanted in file.imports {
      if wanted.name.text.isEmpty {
        keys.append(.init(namespace: wanted.namespace, name: name))
      } else if name.text.hasPrefix(wanted.name.text + ".") {
        keys.append(
          .init(
            namespace: wanted.namespace,
            name: Name(String(name.text.dropFirst(wanted.name.text.count + 1)))))
      }
    }
    if let colon = name.text.firstIndex(of: ":"),
      let namespace = element.namespace(ofPrefix: String(name.text[..<colon]))
    {
      let local = Name(String(name.text[name.text.index(after: colon)...]))
      keys.append(.init(namespace: namespace, name: local))
    }
    return keys.first { types.states[$0] != nil }
  }

  /// `number` for `feel:number`, `feel.number` and, of XML Schema, `xsd:number`.
  private func unprefixed(_ text: String, at element: XMLElement) -> String {
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "." }) else { return text }
    let prefix = String(text[..<colon])
    let isOfStandard =
      element.namespace(ofPrefix: prefix).map {
        DMNVersion.isFEEL($0) || $0 == "http://www.w3.org/2001/XMLSchema"
      } ?? ["feel", "xsd", "xs"].contains(prefix)
    return isOfStandard || prefix == "feel" ? String(text[text.index(after: colon)...]) : text
  }

  private mutating func definedType(_ key: DMNTypeTable.Key) -> (type: ConstrainedType, size: Int) {
    guard let state = types.states[key], let file = files[key.namespace] else { return (.any, 1) }
    switch state {
    case .resolved(let type, let size): return (type, size)
    case .open: return (.any, 1)  // told where the definition refers to itself
    case .declared(let element):
      types.states[key] = .open
      guard types.depth < types.limits.depth else {
        report(.typesTooDeep(limit: types.limits.depth, at: element))
        return (.any, 1)
      }
      types.depth += 1
      defer { types.depth -= 1 }
      let resolved = itemType(element, in: file)
      types.states[key] = .resolved(resolved.type, size: resolved.size)
      return resolved
    }
  }

  /// The type that an item definition or a component of one stands for. Source: DMN 1.5, 7.3.3.
  private mutating func itemType(_ element: XMLElement, in file: DMNDocument)
    -> (type: ConstrainedType, size: Int)
  {
    var type = ConstrainedType.any
    var size = 1
    let components = element.elements(named: "itemComponent")
    if !components.isEmpty {
      let context = contextType(components, in: file)
      type = context.type
      size = context.size
    } else if let function = element.element(named: "functionItem") {
      type = ConstrainedType(functionType(function, in: file))
    } else if let reference = element.element(named: "typeRef") {
      let name = Name(reference.text)
      if let key = key(of: name, at: reference, in: file), case .open? = types.states[key] {
        report(.typeInItself(name, at: element))
      }
      (type, size) = referredType(reference.text, at: reference, in: file)
    }
    if size > types.limits.parts {
      report(.typeTooLarge(limit: types.limits.parts, at: element))
      return (.any, 1)
    }
    if let tests = element.element(named: "allowedValues") {
      type = self.type(type, allowing: tests, in: file)
    }
    if element["isCollection"] == "true" || element["isCollection"] == "1" {
      type = ConstrainedType(
        .list(type.type), constraints: type.constraints.map { $0.below(.items) })
    }
    if let tests = element.element(named: "typeConstraint") {
      type = self.type(type, allowing: tests, in: file)
    }
    return (type, size)
  }

  private mutating func contextType(_ components: [XMLElement], in file: DMNDocument)
    -> (type: ConstrainedType, size: Int)
  {
    var members: [ContextType.Member] = []
    var constraints: [TypeConstraint] = []
    var names: Set<Name> = []
    var size = 1
    for component in components {
      guard let name = name(of: component) else { continue }
      guard names.insert(name).inserted else {
        report(.repeatedName(name, at: component))
        continue
      }
      let member = itemType(component, in: file)
      size += member.size
      if size > types.limits.parts { return (.any, size) }
      members.append(.init(name: name.text, type: member.type.type))
      constraints += member.type.constraints.map { $0.below(.member(name.text)) }
    }
    return (
      ConstrainedType(.context(ContextType(members)), constraints: constraints), size
    )
  }

  private mutating func functionType(_ element: XMLElement, in file: DMNDocument) -> ValueType {
    let parameters = element.elements(named: "parameters").map {
      declaredType(of: $0, in: file)?.type ?? .any
    }
    let result = element["outputTypeRef"].map {
      referredType($0, at: element, in: file).type.type
    }
    return .function(parameters, result: result ?? .any)
  }

  /// The type with tests added. A list of texts is known as such, so that it tells priorities too.
  private func type(
    _ type: ConstrainedType, allowing element: XMLElement, in file: DMNDocument
  ) -> ConstrainedType {
    guard let fragment = element.element(named: "text")?.fragment else { return type }
    if fragment.text.allSatisfy(\.isWhitespace) { return type }
    if type.type == .string, let texts = QuotedTexts(fragment.text)?.texts {
      return ConstrainedType(.string(allowed: texts), constraints: type.constraints)
    }
    let tests = TypeConstraint.Tests(fragment, of: type.type, namespace: file.namespace)
    return ConstrainedType(
      type.type, constraints: type.constraints + [TypeConstraint(tests: tests)])
  }
}

/// Texts between quotation marks with commas between them, and nothing else: `"A", "B"`.
private struct QuotedTexts {
  let texts: [String]

  init?(_ text: String) {
    var texts: [String] = []
    var rest = text[...]
    func skipSpace() { rest = rest.drop(while: \.isWhitespace) }
    repeat {
      skipSpace()
      guard rest.first == "\"" else { return nil }
      rest.removeFirst()
      let content = rest.prefix { $0 != "\"" && $0 != "\\" }
      rest = rest.dropFirst(content.count)
      guard rest.first == "\"" else { return nil }
      rest.removeFirst()
      texts.append(String(content))
      skipSpace()
      if rest.isEmpty {
        self.texts = texts
        return
      }
    } while rest.popFirst() == ","
    return nil
  }
}
