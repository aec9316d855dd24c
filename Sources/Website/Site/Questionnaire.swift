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
