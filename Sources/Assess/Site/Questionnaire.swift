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

/// What was typed for one question, and what became of it.
struct TypedAnswer: Sendable {
  /// What goes into the plan; `nil` takes the answer away.
  let value: PlanTree?
  /// Why it is no answer; it stays with the question until it is.
  let fault: LocalizedText?
  /// As it was typed.
  let text: String
}

/// Reads the fields of a form as answers.
struct FormReader: Sendable {
  let language: Language
  /// The ruleset that is answered to, whose versions are not there for every day.
  let ruleset: RulesetFolder?

  /// The value of the box that says that there is nothing to name.
  static let none = "geen"

  /// - Parameter question: the path of what is answered.
  func answer(
    _ values: [String], none isNone: Bool, _ kind: Field.Kind, to question: String
  ) -> TypedAnswer {
    let read = answer(values, none: isNone, kind)
    guard question == ruleset?.submissionField,
      let day = read.value?.text.flatMap({ CalendarDate($0) }),
      let fault = ruleset?.fault(ofSubmission: day)
    else { return read }
    return TypedAnswer(value: nil, fault: fault, text: read.text)
  }

  private func answer(_ values: [String], none isNone: Bool, _ kind: Field.Kind) -> TypedAnswer {
    let text = values.joined(separator: "\n")
    switch kind {
    case .list(.string(let allowed)) where !allowed.isEmpty:
      let chosen = values.filter { value in allowed.contains { $0.value == value } }
      if chosen.isEmpty, !isNone { return TypedAnswer(value: nil, fault: nil, text: "") }
      return TypedAnswer(
        value: .sequence(chosen.map { .scalar($0, isPlain: false) }), fault: nil, text: text)
    case .list(let item):
      let lines = text.split(separator: "\n").map(String.init)
        .filter { $0.contains { !$0.isWhitespace } }
      if lines.isEmpty {
        return TypedAnswer(value: isNone ? .sequence([]) : nil, fault: nil, text: "")
      }
      var items: [PlanTree] = []
      for line in lines {
        guard let item = AnswerReader(language: language).scalar(trimmed(line), item) else {
          return TypedAnswer(value: nil, fault: expected(item, line), text: text)
        }
        items.append(PlanTree(item))
      }
      return TypedAnswer(value: .sequence(items), fault: nil, text: text)
    case .string(let allowed) where allowed.isEmpty:
      let isBlank = !text.contains { !$0.isWhitespace }
      return TypedAnswer(
        value: isBlank ? nil : .scalar(text, isPlain: false), fault: nil, text: text)
    default:
      let typed = trimmed(text)
      if typed.isEmpty { return TypedAnswer(value: nil, fault: nil, text: "") }
      guard let scalar = AnswerReader(language: language).scalar(typed, kind) else {
        return TypedAnswer(value: nil, fault: expected(kind, nil), text: text)
      }
      return TypedAnswer(value: PlanTree(scalar), fault: nil, text: text)
    }
  }

  private func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// - Parameter line: the one of many that is wrong.
  private func expected(_ kind: Field.Kind, _ line: String?) -> LocalizedText {
    let form: LocalizedText =
      switch kind {
      case .boolean: LocalizedText(nl: "Kies ja of nee", en: "Choose yes or no")
      case .number:
        LocalizedText(
          nl: "Vul een getal in, zoals 1.250 of 4,5", en: "Give a number, such as 1,250 or 4.5")
      case .date:
        LocalizedText(
          nl: "Vul een datum in, zoals 1-6-2029", en: "Give a date, such as 2029-06-01")
      case .string: LocalizedText(nl: "Kies een antwoord uit de lijst", en: "Choose from the list")
      default:
        LocalizedText(
          nl: "Vul een antwoord in zoals het voorbeeld", en: "Give an answer like the example")
      }
    guard let line else { return form }
    return LocalizedText(nl: "\(form.nl) ('\(line)')", en: "\(form.en) ('\(line)')")
  }
}
