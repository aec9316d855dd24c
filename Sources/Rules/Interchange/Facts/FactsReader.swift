/// Reads plans by a vocabulary; made once for a vocabulary and used for any number of plans.
public struct FactsReader: Sendable {
  /// A constraint of a field, at one place where the field is used.
  public struct Constraint: Sendable {
    /// The names that lead to the field, item numbers left out.
    public let path: [String]
    /// The field that has the constraint.
    public let field: Field
    /// FEEL unary tests.
    public let tests: SourceFragment
  }

  /// What plans are read by.
  public let vocabulary: Vocabulary
  /// The type of each field. Contexts that are read have the very shapes of these types, so that
  /// what is compiled with them finds a member by its place.
  public let types: [ValueType]
  /// The constraints that ``ConstrainedAnswer`` refers to.
  public let constraints: [Constraint]
  let root: FactsLevel
  /// How answers lie in cells.
  let layout: PlanLayout

  /// Makes a vocabulary ready for reading.
  ///
  /// - Parameter types: The types of the fields, where the caller made them before.
  public init(_ vocabulary: Vocabulary, types: [ValueType]? = nil) {
    self.vocabulary = vocabulary
    let types = types ?? vocabulary.fields.map(\.kind.type)
    precondition(types.count == vocabulary.fields.count, "each field has one type")
    self.types = types
    layout = PlanLayout(types)
    var constraints: [Constraint] = []
    root = FactsLevel(
      vocabulary.fields, types: types, shape: ContextShape(vocabulary.fields.map(\.name)),
      path: [], &constraints)
    self.constraints = constraints
  }

  /// The answers in a document and everything that is wrong with them. A wrong answer counts as
  /// missing.
  ///
  /// - Parameters:
  ///   - ignored: Keys of the document that are no answers.
  ///   - recordsCauses: Whether an unknown tells which answer is missing, which costs time.
  /// - Returns: the facts, and the faults in text order; at most 100, and then how many more.
  public func facts(
    from document: DataDocument.Node, ignoring ignored: Set<String> = Self.envelopeKeys,
    recordingCauses recordsCauses: Bool = true
  ) -> (facts: Facts, problems: [Diagnostic]) {
    let (document, renamed) = named(document)
    var reading = FactsReading(
      vocabulary: vocabulary, arena: document.arena, ignored: ignored,
      recordsCauses: recordsCauses)
    let values = reading.plan(document, root)
    let facts = Facts(
      values: values, constrained: reading.constrained, root: document,
      cells: recordsCauses ? nil : CellStore(values, by: layout))
    let problems = reading.finish(in: document.source)
    if renamed.isEmpty { return (facts, problems) }
    return (facts, (renamed + problems).sorted { $0.range.start < $1.range.start })
  }

  /// The keys of a plan that are no answers.
  public static let envelopeKeys: Set<String> = ["ruleset", "oordelen"]
}

/// How the fields of one group are read.
///
/// A class of constants, as are fields and allowed answers: a plan with a thousand answers looks at
/// them a thousand times, and must not copy them.
final class FactsLevel: Sendable {
  let keys: KnownKeys
  let fields: [FactsField]
  let shape: ContextShape
  /// What the fields are while nobody answers them, without causes.
  let absent: [Value]
  /// The keys that fields had before, and the field that each is of.
  let former: KnownKeys
  let formerFields: [Int]
  /// Whether a field here, or in a group in it, had another name before.
  let hasFormer: Bool

  init(
    _ fields: [Field], types: [ValueType], shape: ContextShape, path: [String],
    _ constraints: inout [FactsReader.Constraint]
  ) {
    keys = KnownKeys(fields.map(\.name))
    self.shape = shape
    var read: [FactsField] = []
    for (field, type) in zip(fields, types) {
      read.append(FactsField(field, type: type, path: path + [field.name], &constraints))
    }
    self.fields = read
    absent = read.map(\.absent)
    former = KnownKeys(fields.flatMap(\.formerNames))
    formerFields = fields.enumerated().flatMap { number, field in
      field.formerNames.map { _ in number }
    }
    hasFormer = !formerFields.isEmpty || read.contains { $0.kind.group?.hasFormer ?? false }
  }
}

/// How one field is read.
final class FactsField: Sendable {
  enum Kind: Sendable {
    case string
    case oneOf(AllowedAnswers)
    case number(MeasureUnit?)
    case boolean
    case date
    case time
    case dateAndTime
    case dayTimeDuration
    case yearMonthDuration
    indirect case list(Kind)
    case group(FactsLevel)
  }

  let name: String
  let kind: Kind
  let isRequired: Bool
  let constraint: Int?
  /// Whether answers can be missing inside an answer.
  let hasParts: Bool

  init(
    _ field: Field, type: ValueType, path: [String],
    _ constraints: inout [FactsReader.Constraint]
  ) {
    name = field.name
    isRequired = field.isRequired
    if let tests = field.constraint {
      constraint = constraints.count
      constraints.append(.init(path: path, field: field, tests: tests))
    } else {
      constraint = nil
    }
    kind = Self.kind(field.kind, type: type, path: path, &constraints)
    hasParts =
      switch kind {
      case .list, .group: true
      case .string, .oneOf, .number, .boolean, .date, .time, .dateAndTime, .dayTimeDuration,
        .yearMonthDuration:
        false
      }
  }

  private static func kind(
    _ kind: Field.Kind, type: ValueType, path: [String],
    _ constraints: inout [FactsReader.Constraint]
  ) -> Kind {
    switch kind {
    case .string(let allowed):
      return allowed.isEmpty ? .string : .oneOf(AllowedAnswers(allowed))
    case .number(let unit): return .number(unit)
    case .boolean: return .boolean
    case .date: return .date
    case .time: return .time
    case .dateAndTime: return .dateAndTime
    case .dayTimeDuration: return .dayTimeDuration
    case .yearMonthDuration: return .yearMonthDuration
    case .list(let items):
      let itemType: ValueType = if case .list(let itemType) = type { itemType } else { items.type }
      return .list(Self.kind(items, type: itemType, path: path, &constraints))
    case .group(let fields):
      let context =
        if case .context(let context) = type, context.members.count == fields.count {
          context
        } else {
          ContextType(fields.map { .init(name: $0.name, type: $0.kind.type) })
        }
      return .group(
        FactsLevel(
          fields, types: context.members.map(\.type), shape: context.shape, path: path,
          &constraints))
    }
  }

  /// What the field is while nobody answers it, without causes.
  var absent: Value {
    guard isRequired else { return .null }
    switch kind {
    case .group(let level):
      return .context(Context(shape: level.shape, values: level.absent))
    case .string, .oneOf, .number, .boolean, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration, .list:
      return .unknown(.unspecified(.answer))
    }
  }
}

/// The answers that a field allows, made ready for finding one by its bytes.
final class AllowedAnswers: Sendable {
  let allowed: [Field.AllowedValue]
  private let keys: KnownKeys
  private let values: [Value]

  init(_ allowed: [Field.AllowedValue]) {
    self.allowed = allowed
    keys = KnownKeys(allowed.map(\.value))
    values = allowed.map { .string($0.value) }
  }

  func value(of text: UnsafeBufferPointer<UInt8>) -> Value? {
    keys.number(of: text, likely: 0).map { values[$0] }
  }
}
