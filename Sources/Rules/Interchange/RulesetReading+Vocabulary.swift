extension RulesetReading {
  /// The keys of a plan that are no answers.
  static let envelopeKeys = ["ruleset", "oordelen"]

  mutating func vocabulary(_ node: DataDocument.Node) -> [Field] {
    let (found, count, _) = fields(node)
    if count > limits.fields { report(.tooManyFields(limit: limits.fields, at: node)) }
    for entry in node.entries {
      let name = Name(entry.key.text)
      if Self.envelopeKeys.contains(name.text) {
        report(.reservedField(name.text, at: entry.key))
      } else if !name.text.isEmpty {
        declareName(name, at: entry.key)
      }
    }
    return found
  }

  /// The fields of the vocabulary, of a group or of a type, and how large they are together.
  mutating func fields(_ node: DataDocument.Node) -> (fields: [Field], count: Int, depth: Int) {
    var found: [Field] = []
    var count = 0
    var depth = 0
    var declared: Set<Name> = []
    for entry in entries(node, of: FieldKey.section) {
      guard let name = name(entry.key) else { continue }
      guard declared.insert(name).inserted else {
        report(.spelledTwice(name.text, at: entry.key))
        continue
      }
      guard let read = field(name, entry.value) else { continue }
      found.append(read.field)
      count += 1 + read.kind.fields
      depth = max(depth, read.kind.depth)
    }
    return (found, count, depth)
  }

  private mutating func field(
    _ name: Name, _ node: DataDocument.Node
  ) -> (field: Field, kind: ResolvedKind)? {
    guard let keys = MappingReader<FieldKey>(node, &self) else { return nil }
    let constraint = expression(keys[.constraint])
    let isRequired = boolean(keys[.isRequired]) ?? true
    let label = text(keys[.label])
    let question = text(keys[.question])
    let help = text(keys[.help])
    let example = keys[.example].flatMap { word($0) }
    let mark = choice(keys[.mark], of: FieldMark.self)
    let shape = WrittenShape(
      fields: keys[.fields], type: keys[.type], unit: keys[.unit], allowed: keys[.allowed])
    guard let (kind, typeName) = resolvedShape(shape, of: node) else { return nil }
    let field = Field(
      name: name.text, kind: kind.kind, typeName: typeName, constraint: constraint,
      isRequired: isRequired, label: label, question: question, help: help, example: example,
      isAssumption: mark != nil)
    return (field, kind)
  }
}

private enum FieldMark: String, CaseIterable {
  case assumption
}
