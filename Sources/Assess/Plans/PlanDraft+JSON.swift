package import Rules

extension PlanDraft {
  /// The plan as JSON. What YAML leaves to whoever reads it, such as whether `ja` is a text or a truth
  /// value, is said here by what the vocabulary asks for at that place.
  package func json(_ fields: [Field]) -> String {
    var writer = JSONWriter(.pretty)
    PlanDraft.write(root, .group(fields), &writer)
    return writer.text
  }

  /// - Parameter kind: `nil` where the vocabulary knows no such answer.
  private static func write(_ node: PlanTree, _ kind: Field.Kind?, _ writer: inout JSONWriter) {
    switch node {
    case .mapping(let entries):
      let fields: [Field] = if case .group(let fields)? = kind { fields } else { [] }
      writer.object { writer in
        for entry in entries {
          writer.key(entry.key)
          let name = Name(entry.key).text
          write(entry.value, fields.first { $0.name == name }?.kind, &writer)
        }
      }
    case .sequence(let items):
      let member: Field.Kind? = if case .list(let member)? = kind { member } else { nil }
      writer.array { writer in for item in items { write(item, member, &writer) } }
    case .scalar(let text, let isPlain):
      guard node.text != nil else { return writer.null() }
      switch kind {
      case .number? where isPlain:
        if let number = Number(text) { writer.number(number) } else { writer.string(text) }
      case .boolean? where isPlain:
        if let truth = TruthWord.value(of: text.utf8) {
          writer.boolean(truth)
        } else {
          writer.string(text)
        }
      default: writer.string(text)
      }
    }
  }
}
