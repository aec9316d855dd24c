import Rules

extension Vocabulary {
  /// What stands where a path leads: of an item the kind of the items.
  func kind(at path: InputPath) -> Field.Kind? {
    guard case .member(let name)? = path.steps.first, var kind = self[name]?.kind else {
      return nil
    }
    for step in path.steps.dropFirst() {
      switch (step, kind) {
      case (.item, .list(let item)): kind = item
      case (.member(let name), .group(let fields)):
        guard let field = fields.first(where: { $0.name == name }) else { return nil }
        kind = field.kind
      default: return nil
      }
    }
    return kind
  }
}

extension Field.Kind {
  var isList: Bool { if case .list = self { true } else { false } }
}
