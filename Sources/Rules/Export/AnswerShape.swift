/// Which answers a part of a plan must hold: where `null` says that one is missing, and where it says
/// "none".
indirect enum AnswerShape: Hashable, Sendable {
  struct Member: Hashable, Sendable {
    let name: String
    let shape: AnswerShape
  }

  case scalar(isRequired: Bool)
  case list(AnswerShape, isRequired: Bool)
  case group([Member], isRequired: Bool)

  init(_ field: Field) { self.init(field.kind, isRequired: field.isRequired) }

  init(_ kind: Field.Kind, isRequired: Bool = true) {
    switch kind {
    case .list(let items): self = .list(AnswerShape(items), isRequired: isRequired)
    case .group(let fields):
      self = .group(
        fields.map { Member(name: $0.name, shape: AnswerShape($0)) }, isRequired: isRequired)
    case .string, .number, .boolean, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration:
      self = .scalar(isRequired: isRequired)
    }
  }

  var isRequired: Bool {
    switch self {
    case .scalar(let isRequired), .list(_, let isRequired), .group(_, let isRequired): isRequired
    }
  }

  /// The shape of an item of a list; `nil` of anything else.
  var items: AnswerShape? { if case .list(let items, _) = self { items } else { nil } }

  /// The members of a group; `nil` of anything else.
  var members: [Member]? { if case .group(let members, _) = self { members } else { nil } }

  subscript(member: String) -> AnswerShape? { members?.first { $0.name == member }?.shape }
}

extension Vocabulary {
  /// The shapes of the groups that have a name as a type.
  var shapesOfTypes: [Name: AnswerShape] {
    var found: [Name: AnswerShape] = [:]
    func look(in fields: [Field]) {
      for field in fields {
        if let name = field.typeName {
          var kind = field.kind
          while case .list(let items) = kind { kind = items }
          found[name] = AnswerShape(kind)
        }
        look(in: field.kind.members)
      }
    }
    look(in: fields)
    return found
  }
}
