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

  /// The page of a question: that of the item that it is in, or of its topic; of a path that has none, the plan's.
  ///
  /// - Parameter more: what else the address says, by name.
  func address(
    of path: InputPath, in dossier: Dossier, _ items: ItemIdentities,
    more: [(name: String, value: String)] = []
  ) -> String {
    let base = "/plan/\(dossier.id)"
    guard let topic = topic(of: path), let place = items.place(of: path) else { return base }
    let item = place.surrounding
    let said = (item.steps.isEmpty ? [] : [("bij", item.description)]) + more
    let query = said.map { "\($0.0)=\(Form.encoded($0.1))" }.joined(separator: "&")
    return
      "\(base)/vragen/\(topic.number)\(query.isEmpty ? "" : "?\(query)")#v-\(ControlMaker.anchor(place.description))"
  }
}
