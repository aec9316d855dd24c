/// The data of a plan: its fields in the order of the questionnaire.
public struct Vocabulary: Sendable {
  public let fields: [Field]
  private let positions: [String: Int]

  public init(_ fields: [Field]) {
    self.fields = fields
    positions = Dictionary(
      zip(fields.map(\.name), fields.indices), uniquingKeysWith: { first, _ in first })
  }

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
    case small
    case medium
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
  public let effort: Effort

  public init(isChangeable: Bool, effort: Effort) {
    self.isChangeable = isChangeable
    self.effort = effort
  }

  /// Of a field about which nobody said anything: asking for a lie is worse than asking for too little.
  public static let fact = ChangeMark(isChangeable: false, effort: .medium)
}

/// One thing that is asked of a plan.
public struct Field: Sendable {
  public indirect enum Kind: Sendable {
    case string(allowed: [AllowedValue])
    case number(MeasureUnit?)
    case boolean
    case date
    case time
    case dateAndTime
    case dayTimeDuration
    case yearMonthDuration
    case list(Kind)
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
    public let value: String
    public let label: LocalizedText

    public init(value: String, label: LocalizedText) {
      self.value = value
      self.label = label
    }
  }

  public let name: String
  public let kind: Kind
  /// The type as the author named it, where it is one of the ruleset's own types.
  public let typeName: Name?
  /// FEEL unary tests that a value must meet.
  public let constraint: SourceFragment?
  /// Whether an absent answer is unknown; otherwise it is `null`, "none".
  public let isRequired: Bool
  public let label: LocalizedText
  public let question: LocalizedText?
  public let help: LocalizedText?
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

  public init(
    name: String, kind: Kind, typeName: Name? = nil, constraint: SourceFragment? = nil,
    isRequired: Bool = true, label: LocalizedText? = nil, question: LocalizedText? = nil,
    help: LocalizedText? = nil, example: String? = nil, isAssumption: Bool = false,
    isChangeable: Bool? = nil, effort: ChangeMark.Effort? = nil,
    topic: LocalizedText? = nil
  ) {
    self.name = name
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
