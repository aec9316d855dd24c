/// The types that a ruleset declares, each resolved once, when it is first asked for.
struct TypeTable {
  enum State {
    case declared(key: DataDocument.Node, body: DataDocument.Node)
    /// Being resolved now: whoever asks for it again closes a circle.
    case open(key: DataDocument.Node)
    case resolved(ResolvedKind)
    /// Wrong, and said so.
    case refused
  }

  var states: [Name: State] = [:]
  /// As declared.
  var order: [Name] = []
  /// The types being resolved, outermost first.
  var path: [Name] = []
}

/// What a field or a type holds, and how large that is.
struct ResolvedKind {
  let kind: Field.Kind
  /// Fields in it, those of the types it uses counted each time.
  var fields = 0
  /// Groups and lists inside each other.
  var depth = 0
}

/// A type as its author spelt it: `list of list of partij`.
struct SpelledType {
  let lists: Int
  let name: String

  init(_ text: String) {
    var words = text.split(whereSeparator: \.isWhitespace)
    var lists = 0
    while words.count > 2, words[0] == "list", words[1] == "of" {
      words.removeFirst(2)
      lists += 1
    }
    self.lists = lists
    name = words.joined(separator: " ")
  }

  /// The types of FEEL that an answer may have.
  static let simple: [(name: String, kind: Field.Kind)] = [
    ("string", .string(allowed: [])), ("number", .number(nil)), ("boolean", .boolean),
    ("date", .date), ("time", .time), ("date and time", .dateAndTime),
    ("days and time duration", .dayTimeDuration),
    ("years and months duration", .yearMonthDuration),
  ]

  var simpleKind: Field.Kind? { Self.simple.first { $0.name == name }?.kind }
}

extension RulesetReading {
  mutating func declareTypes(_ node: DataDocument.Node?) {
    for entry in entries(node, of: TypeKey.section) {
      guard let name = name(entry.key) else { continue }
      if SpelledType(name.text).simpleKind != nil || name.text.hasPrefix("list of ") {
        report(.typeNameTaken(name.text, at: entry.key))
      } else if let fault = typeNames.declare(name, at: entry.key.range, in: entry.key.source) {
        report(fault)
      } else {
        types.states[name] = .declared(key: entry.key, body: entry.value)
        types.order.append(name)
      }
    }
  }

  /// Every type, used or not, so that a fault in one that nobody uses is told as well.
  mutating func typeDeclarations() -> [TypeDeclaration] {
    var declarations: [TypeDeclaration] = []
    for name in types.order {
      if let resolved = resolvedType(name) {
        declarations.append(TypeDeclaration(name: name, type: resolved.kind.type))
      }
    }
    return declarations
  }

  private mutating func resolvedType(_ name: Name) -> ResolvedKind? {
    switch types.states[name] {
    case .resolved(let resolved): return resolved
    case .refused, nil: return nil
    case .open(let key):
      let start = types.path.firstIndex(of: name) ?? 0
      report(.typeCircle(types.path[start...].map(\.text) + [name.text], at: key))
      return nil
    case .declared(let key, let body):
      guard types.path.count < limits.fieldDepth else {
        report(.tooDeeplyNested(limit: limits.fieldDepth, at: key))
        types.states[name] = .refused
        return nil
      }
      types.states[name] = .open(key: key)
      types.path.append(name)
      let resolved = typeBody(body)
      types.path.removeLast()
      types.states[name] = resolved.map { .resolved($0) } ?? .refused
      return resolved
    }
  }

  private mutating func typeBody(_ body: DataDocument.Node) -> ResolvedKind? {
    guard let keys = MappingReader<TypeKey>(body, &self) else { return nil }
    let shape = WrittenShape(
      fields: keys[.fields], type: keys[.type], unit: keys[.unit], allowed: keys[.allowed])
    return resolvedShape(shape, of: body)?.kind
  }
}

/// The keys that together say what a field or type holds.
struct WrittenShape {
  let fields: DataDocument.Node?
  let type: DataDocument.Node?
  let unit: DataDocument.Node?
  let allowed: DataDocument.Node?
}

extension RulesetReading {
  /// - Returns: what the keys say, and the name of the ruleset's own type where they use one.
  mutating func resolvedShape(
    _ shape: WrittenShape, of node: DataDocument.Node
  ) -> (kind: ResolvedKind, typeName: Name?)? {
    if let fields = shape.fields {
      for extra in [shape.type, shape.unit, shape.allowed].compactMap({ $0 }) {
        report(.groupHasType(at: extra))
      }
      return resolvedGroup(fields).map { ($0, nil) }
    }
    guard let type = shape.type else {
      report(.missingType(at: node))
      return nil
    }
    guard let word = word(type) else { return nil }
    let spelled = SpelledType(word)
    var resolved: ResolvedKind
    var typeName: Name?
    if let simple = spelled.simpleKind {
      resolved = ResolvedKind(kind: refined(simple, by: shape))
    } else {
      let name = Name(spelled.name)
      guard types.states[name] != nil else {
        report(.unknownType(spelled.name, known: offered(knownTypeNames), at: type))
        return nil
      }
      for extra in [shape.unit, shape.allowed].compactMap({ $0 }) {
        report(.ownTypeRefined(name.text, at: extra))
      }
      guard let own = resolvedType(name) else { return nil }
      resolved = own
      typeName = name
    }
    resolved.depth += spelled.lists
    guard resolved.depth <= limits.fieldDepth else {
      report(.tooDeeplyNested(limit: limits.fieldDepth, at: type))
      return nil
    }
    let kind = (0..<spelled.lists).reduce(resolved.kind) { kind, _ in .list(kind) }
    return (
      ResolvedKind(kind: kind, fields: resolved.fields, depth: resolved.depth), typeName
    )
  }

  var knownTypeNames: [String] { SpelledType.simple.map(\.name) + types.order.map(\.text) }

  private mutating func resolvedGroup(_ node: DataDocument.Node) -> ResolvedKind? {
    let group = fields(node)
    guard group.isWhole else { return nil }
    guard group.depth < limits.fieldDepth else {
      report(.tooDeeplyNested(limit: limits.fieldDepth, at: node))
      return nil
    }
    guard group.count <= limits.fields else {
      report(.tooManyFields(limit: limits.fields, at: node))
      return nil
    }
    return ResolvedKind(kind: .group(group.fields), fields: group.count, depth: group.depth + 1)
  }

  /// Puts the unit or the allowed values in the type they belong to.
  private mutating func refined(_ kind: Field.Kind, by shape: WrittenShape) -> Field.Kind {
    var kind = kind
    if let unit = shape.unit {
      if case .number = kind {
        if let text = word(unit) { kind = .number(MeasureUnit(text)) }
      } else {
        report(.unitWithoutNumber(at: unit))
      }
    }
    if let allowed = shape.allowed {
      if case .string = kind {
        kind = .string(allowed: allowedValues(allowed))
      } else {
        report(.allowedWithoutString(at: allowed))
      }
    }
    return kind
  }

  private mutating func allowedValues(_ node: DataDocument.Node) -> [Field.AllowedValue] {
    let section = LocalizedText(nl: "de toegestane waarden", en: "the allowed values")
    return entries(node, of: section).compactMap { entry in
      text(entry.value).map { Field.AllowedValue(value: entry.key.text, label: $0) }
    }
  }

  /// What a parameter may be: its type, and the values of a text with their labels.
  mutating func parameterType(
    _ type: DataDocument.Node?, unit: DataDocument.Node?, allowed: DataDocument.Node?
  ) -> (type: ValueType, allowed: [Field.AllowedValue])? {
    guard let type else { return nil }
    let shape = WrittenShape(fields: nil, type: type, unit: unit, allowed: allowed)
    guard let kind = resolvedShape(shape, of: type)?.kind.kind else { return nil }
    if case .string(let values) = kind { return (kind.type, values) }
    return (kind.type, [])
  }

  /// The type of a definition or a column of a table.
  mutating func valueType(
    _ type: DataDocument.Node?, unit: DataDocument.Node?
  ) -> ValueType? {
    guard let type else {
      if let unit { report(.unitWithoutNumber(at: unit)) }
      return nil
    }
    let shape = WrittenShape(fields: nil, type: type, unit: unit, allowed: nil)
    return resolvedShape(shape, of: type)?.kind.kind.type
  }
}
