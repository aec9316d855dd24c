extension RulesetReading {
  mutating func vocabulary(_ node: DataDocument.Node) -> [Field] {
    let group = fields(node)
    if group.count > limits.fields { report(.tooManyFields(limit: limits.fields, at: node)) }
    for entry in entries(in: node) {
      let name = Name(entry.key.text)
      if FactsReader.envelopeKeys.contains(name.text) {
        report(.reservedField(name.text, at: entry.key))
      } else if !name.text.isEmpty {
        declareName(name, at: entry.key)
      }
      if let formerly = formerNodes(entry).first(where: {
        FactsReader.envelopeKeys.contains(Name($0.text).text)
      }) {
        report(.reservedField(formerly.text, at: formerly))
      }
    }
    return group.fields
  }

  /// The fields of the vocabulary, of a group or of a type.
  mutating func fields(_ node: DataDocument.Node) -> ReadFields {
    var read = ReadFields()
    var declared: Set<Name> = []
    let all = entries(node, of: FieldKey.section)
    reportFormerNames(all)
    for entry in all {
      guard let name = name(entry.key) else { continue }
      guard declared.insert(name).inserted else {
        report(.spelledTwice(name.text, at: entry.key))
        continue
      }
      let place = SourcePlace(entry.key.range, in: entry.key.source)
      guard let (field, kind) = field(name, place, entry.value) else {
        read.isWhole = false
        continue
      }
      read.fields.append(field)
      read.count += 1 + kind.fields
      read.depth = max(read.depth, kind.depth)
    }
    return read
  }

  private func formerNodes(_ entry: DataDocument.Entry) -> [DataDocument.Node] {
    guard entry.value.kind == .mapping,
      let node = entries(in: entry.value).first(where: {
        $0.key.text == FieldKey.formerly.rawValue
      })?.value
    else { return [] }
    return node.isScalar ? [node] : Array(node.items)
  }

  /// A name that a field had before is nobody's now, and was of one field.
  private mutating func reportFormerNames(_ fields: [DataDocument.Entry]) {
    let present = Set(fields.map { Name($0.key.text) })
    var former: Set<Name> = []
    for entry in fields {
      for node in formerNodes(entry) where node.isScalar && !node.isBlank {
        if present.contains(Name(node.text)) {
          report(.formerNamePresent(node.text, at: node))
        } else if !former.insert(Name(node.text)).inserted {
          report(.spelledTwice(node.text, at: node))
        }
      }
    }
  }

  private mutating func field(
    _ name: Name, _ place: SourcePlace, _ node: DataDocument.Node
  ) -> (field: Field, kind: ResolvedKind)? {
    guard let keys = MappingReader<FieldKey>(node, &self) else { return nil }
    let constraint = expression(keys[.constraint])
    let isRequired = boolean(keys[.isRequired]) ?? true
    let label = text(keys[.label])
    let question = text(keys[.question])
    let help = text(keys[.help])
    let example = keys[.example].flatMap { word($0) }
    let mark = choice(keys[.mark], of: FieldMark.self)
    let isChangeable = boolean(keys[.isChangeable])
    let topic = text(keys[.topic])
    let forPeople = text(keys[.forPeople])
    let effort = choice(keys[.effort], of: ChangeMark.Effort.self)
    let formerNames = oneOrMore(keys[.formerly]).compactMap { word($0).map { Name($0).text } }
    let shape = WrittenShape(
      fields: keys[.fields], type: keys[.type], unit: keys[.unit], allowed: keys[.allowed])
    guard let (kind, typeName) = resolvedShape(shape, of: node) else { return nil }
    let field = Field(
      name: name.text, formerNames: formerNames, kind: kind.kind, typeName: typeName,
      constraint: constraint,
      isRequired: isRequired, label: label, question: question, help: help, example: example,
      isAssumption: mark != nil, isChangeable: isChangeable, effort: effort, topic: topic,
      forPeople: forPeople, place: place)
    return (field, kind)
  }
}

/// The fields of one group, and how large they are together.
struct ReadFields {
  var fields: [Field] = []
  /// With the fields inside them.
  var count = 0
  /// Groups and lists inside each other.
  var depth = 0
  /// Whether no field was refused.
  var isWhole = true
}

private enum FieldMark: String, CaseIterable {
  case assumption
}
