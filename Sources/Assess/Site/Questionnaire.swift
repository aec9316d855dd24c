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

extension InputPath {
  /// Reads what ``description`` writes, as far as the vocabulary has such a place.
  init?(_ text: String, in vocabulary: Vocabulary) {
    var steps: [Step] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      var name = part
      var numbers: [Int] = []
      while name.last == "]", let open = name.lastIndex(of: "[") {
        let digits = name[name.index(after: open)...].dropLast()
        guard let number = Int(digits), number > 0, number <= 100_000, "\(number)" == digits else {
          return nil
        }
        numbers.insert(number, at: 0)
        name = name[..<open]
      }
      guard !name.isEmpty, numbers.count <= 1 else { return nil }
      steps.append(.member(String(name)))
      steps += numbers.map { .item($0) }
    }
    self.init(steps)
    guard vocabulary.isPlace(self) else { return nil }
  }
}

extension Vocabulary {
  /// Whether a path leads to a field, or to an item of one that is a list.
  func isPlace(_ path: InputPath) -> Bool { kind(at: path) != nil }

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
