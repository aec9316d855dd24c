/// The data of a plan: its fields in the order of the questionnaire.
public struct Vocabulary: Sendable {
  /// Those of the plan itself; groups hold the others.
  public let fields: [Field]
  private let positions: [String: Int]

  /// These fields; of two with one name, the first is found by it.
  public init(_ fields: [Field]) {
    self.fields = fields
    positions = Dictionary(
      zip(fields.map(\.name), fields.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The field of the plan itself with that name; `nil` where there is none.
  public subscript(name: String) -> Field? { position(of: name).map { fields[$0] } }

  /// The place of a field among those of the plan itself.
  public func position(of name: String) -> Int? { positions[name] }

  /// What it takes to change the field that a path leads to: as it says itself, or the group that it is
  /// in.
  public func mark(at path: [String]) -> ChangeMark {
    var level = fields
    var isChangeable: Bool?
    var effort: ChangeMark.Effort?
    for name in path {
      guard let next = level.first(where: { $0.name == name }) else { break }
      isChangeable = next.isChangeable ?? isChangeable
      effort = next.effort ?? effort
      level = next.kind.members
    }
    return ChangeMark(
      isChangeable: isChangeable ?? ChangeMark.fact.isChangeable,
      effort: effort ?? ChangeMark.fact.effort)
  }

  /// The field that a path leads to, item numbers left out; `nil` where there is none.
  public func field(at path: [String]) -> Field? {
    guard let first = path.first, let start = self[first] else { return nil }
    var level = start.kind.members
    var found: Field? = start
    for name in path.dropFirst() {
      guard let next = level.first(where: { $0.name == name }) else { return nil }
      found = next
      level = next.kind.members
    }
    return found
  }
}

/// What it takes to give another answer.
public struct ChangeMark: Hashable, Sendable {
  /// How much work it is.
  public enum Effort: String, Hashable, Sendable, CaseIterable {
    /// To write or correct a text.
    case small
    /// To change the plan.
    case medium
    /// To come to agreements, signatures or money.
    case large

    var rank: Int {
      switch self {
      case .small: 1
      case .medium: 2
      case .large: 3
      }
    }
  }

  /// Whether the applicant decides it, in the plan. Otherwise it states a fact: another answer is right
  /// only where the fact is another.
  public let isChangeable: Bool
  /// How much work another answer is; suggestions with less come first.
  public let effort: Effort

  /// Of a field about which nobody said anything: asking for a lie is worse than asking for too little.
  public static let fact = ChangeMark(isChangeable: false, effort: .medium)
}

/// One thing that is asked of a plan.
public struct Field: Sendable {
  /// What may be answered.
  public indirect enum Kind: Sendable {
    /// A text; one of these values, or any where there are none.
    case string(allowed: [AllowedValue])
    /// A number in that unit; `nil` where no unit is stated.
    case number(MeasureUnit?)
    case boolean
    case date
    case time
    case dateAndTime
    case dayTimeDuration
    case yearMonthDuration
    /// Any number of answers of that kind, also none.
    case list(Kind)
    /// These fields, each with an answer of its own.
    case group([Field])

    /// The fields of a group, or of the groups in a list.
    public var members: [Field] {
      switch self {
      case .group(let fields): fields
      case .list(let items): items.members
      case .string, .number, .boolean, .date, .time, .dateAndTime, .dayTimeDuration,
        .yearMonthDuration:
        []
      }
    }
  }

  /// A value that a string may have, and what people see of it.
  public struct AllowedValue: Hashable, Sendable {
    /// What stands in the plan and what rules compare with.
    public let value: String
    /// What people see of it in questions and reports.
    public let label: LocalizedText

  }

  /// Its key in a plan, with single white space; unique in its group. Rules read it by this name.
  public let name: String
  /// What may be answered; of an own type, what that type holds.
  public let kind: Kind
  /// What its key was before, in plans that may still be about; no field of its group has such a name now.
  public let formerNames: [String]
  /// The type as the author named it, where it is one of the ruleset's own types.
  public let typeName: Name?
  /// FEEL unary tests that a value must meet.
  public let constraint: SourceFragment?
  /// Whether an absent answer is unknown; otherwise it is `null`, "none".
  public let isRequired: Bool
  /// What people call it; its name in both languages where the author gives no other.
  public let label: LocalizedText
  /// What the questionnaire asks; `nil` where the label says enough.
  public let question: LocalizedText?
  /// What to think of when answering; `nil` where nothing has to be said.
  public let help: LocalizedText?
  /// An answer as somebody may write it; `nil` where none is given.
  public let example: String?
  /// Whether the field's existence or form is the project's own choice.
  public let isAssumption: Bool
  /// Whether the applicant decides it; `nil` where the group around it tells. See ``ChangeMark``.
  public let isChangeable: Bool?
  /// How much work another answer is; `nil` where the group around it tells.
  public let effort: ChangeMark.Effort?
  /// The topic of the questionnaire that begins with this field of the plan; `nil` where the one before
  /// goes on.
  public let topic: LocalizedText?
  /// Who reads the answer and for what, where no rule or text does; `nil` where one has to.
  public let forPeople: LocalizedText?
  /// Where its key stands; `nil` where it was made otherwise than by reading.
  public let place: SourcePlace?

  /// A field as its author gives it.
  public init(
    name: String, formerNames: [String] = [], kind: Kind, typeName: Name? = nil,
    constraint: SourceFragment? = nil,
    isRequired: Bool = true, label: LocalizedText? = nil, question: LocalizedText? = nil,
    help: LocalizedText? = nil, example: String? = nil, isAssumption: Bool = false,
    isChangeable: Bool? = nil, effort: ChangeMark.Effort? = nil,
    topic: LocalizedText? = nil, forPeople: LocalizedText? = nil, place: SourcePlace? = nil
  ) {
    self.forPeople = forPeople
    self.place = place
    self.name = name
    self.formerNames = formerNames
    self.kind = kind
    self.typeName = typeName
    self.constraint = constraint
    self.isRequired = isRequired
    self.label = label ?? LocalizedText(nl: name, en: name)
    self.question = question
    self.help = help
    self.example = example
    self.isAssumption = isAssumption
    self.isChangeable = isChangeable
    self.effort = effort
    self.topic = topic
  }
}

extension Field.Kind {
  /// The FEEL type of an answer.
  public var type: ValueType {
    switch self {
    case .string(let allowed): .string(allowed: allowed.isEmpty ? nil : allowed.map(\.value))
    case .number(let unit): .number(unit: unit)
    case .boolean: .boolean
    case .date: .date
    case .time: .time
    case .dateAndTime: .dateAndTime
    case .dayTimeDuration: .dayTimeDuration
    case .yearMonthDuration: .yearMonthDuration
    case .list(let items): .list(items.type)
    case .group(let fields):
      .context(ContextType(fields.map { .init(name: $0.name, type: $0.kind.type) }))
    }
  }
}
