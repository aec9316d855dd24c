import Rules

/// The pages of a questionnaire, made from the vocabulary of a ruleset.
struct Questionnaire: Sendable {
  struct Topic: Sendable {
    let number: Int
    let title: LocalizedText
    let fields: [Field]
  }

  let topics: [Topic]

  init(_ model: RulesetModel) {
    var topics: [Topic] = []
    var title = model.identity.title
    var fields: [Field] = []
    func end() {
      guard !fields.isEmpty else { return }
      topics.append(Topic(number: topics.count + 1, title: title, fields: fields))
    }
    for field in model.vocabulary.fields {
      if let topic = field.topic {
        end()
        title = topic
        fields = []
      }
      fields.append(field)
    }
    end()
    self.topics = topics
  }

  subscript(number: Int) -> Topic? {
    topics.indices.contains(number - 1) ? topics[number - 1] : nil
  }

  /// The topic that a path is on.
  func topic(of path: InputPath) -> Topic? {
    topics.first { topic in topic.fields.contains { $0.name == path.field.first } }
  }
}

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
