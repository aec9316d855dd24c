/// The data of a plan: its fields in the order of the questionnaire.
public struct Vocabulary: Sendable {
  public let fields: [Field]

  public init(_ fields: [Field]) { self.fields = fields }

  public subscript(name: String) -> Field? { fields.first { $0.name == name } }

  /// The field that a path leads to, item numbers left out; `nil` where there is none.
  public func field(at path: [String]) -> Field? {
    var level = fields
    var found: Field?
    for name in path {
      guard let next = level.first(where: { $0.name == name }) else { return nil }
      found = next
      level = next.kind.members
    }
    return found
  }
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

  public init(
    name: String, kind: Kind, typeName: Name? = nil, constraint: SourceFragment? = nil,
    isRequired: Bool = true, label: LocalizedText? = nil, question: LocalizedText? = nil,
    help: LocalizedText? = nil, example: String? = nil, isAssumption: Bool = false
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
