/// One version of a ruleset, as its authors wrote it.
public struct RulesetModel: Sendable {
  public let identity: RulesetIdentity
  public let sources: [SourceDocument]
  public let readings: [Reading]
  /// The ruleset's own types, for rules and functions that name them.
  public let types: [TypeDeclaration]
  public let vocabulary: Vocabulary
  public let parameters: [Parameter]
  public let definitions: [Definition]
  public let criteria: [Criterion]
  public let outcome: Outcome

  public init(
    identity: RulesetIdentity, sources: [SourceDocument], readings: [Reading],
    types: [TypeDeclaration], vocabulary: Vocabulary, parameters: [Parameter],
    definitions: [Definition], criteria: [Criterion], outcome: Outcome
  ) {
    self.identity = identity
    self.sources = sources
    self.readings = readings
    self.types = types
    self.vocabulary = vocabulary
    self.parameters = parameters
    self.definitions = definitions
    self.criteria = criteria
    self.outcome = outcome
  }

  public func source(_ key: String) -> SourceDocument? { sources.first { $0.key == key } }
  public func reading(_ key: String) -> Reading? { readings.first { $0.key == key } }
}

/// Which ruleset, which version, and when it is valid.
public struct RulesetIdentity: Sendable {
  /// The path of its folder: `voorbeeld/plan`.
  public let ruleset: String
  public let version: String
  public let title: LocalizedText
  public let versionTitle: LocalizedText
  public let authority: LocalizedText
  public let about: LocalizedText
  public let changes: LocalizedText
  public let validFrom: CalendarDate
  /// The last day; `nil` while nothing follows it.
  public let validUntil: CalendarDate?
  /// The field whose date picks the version.
  public let submissionField: String
  /// The field that names a plan in reports.
  public let titleField: String
  public let procedure: ProcedurePart?
  /// SHA-256 is left to the application; this is the text that it is taken of: the names and bytes
  /// of all files, in the order they are listed.
  public let files: [SourceText]

  public init(
    ruleset: String, version: String, title: LocalizedText, versionTitle: LocalizedText,
    authority: LocalizedText, about: LocalizedText, changes: LocalizedText,
    validFrom: CalendarDate, validUntil: CalendarDate?, submissionField: String,
    titleField: String, procedure: ProcedurePart? = nil, files: [SourceText]
  ) {
    self.ruleset = ruleset
    self.version = version
    self.title = title
    self.versionTitle = versionTitle
    self.authority = authority
    self.about = about
    self.changes = changes
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.submissionField = submissionField
    self.titleField = titleField
    self.procedure = procedure
    self.files = files
  }
}

/// Something the sources leave open, with a name instead of a constant inside a rule.
public struct Parameter: Sendable {
  public enum Kind: Sendable {
    /// Ships unset: no source gives it, and only an organisation can.
    case threshold
    /// Ships with the choice that a reading of the sources makes.
    case reading(keys: [String], value: SourceFragment)
  }

  public let name: Name
  public let type: ValueType
  /// The values that a text may have, with what people see of them; empty for any.
  public let allowed: [Field.AllowedValue]
  public let kind: Kind
  public let title: LocalizedText
  public let why: LocalizedText
  public let nameRange: SourceRange
  public let source: SourceText

  public init(
    name: Name, type: ValueType, allowed: [Field.AllowedValue] = [], kind: Kind,
    title: LocalizedText, why: LocalizedText, nameRange: SourceRange, source: SourceText
  ) {
    self.name = name
    self.type = type
    self.allowed = allowed
    self.kind = kind
    self.title = title
    self.why = why
    self.nameRange = nameRange
    self.source = source
  }
}

/// A named value or function that rules share.
public struct Definition: Sendable {
  public let name: Name
  public let type: ValueType?
  public let title: LocalizedText?
  public let logic: BoxedExpression
  public let nameRange: SourceRange
  public let source: SourceText

  public init(
    name: Name, type: ValueType?, title: LocalizedText?, logic: BoxedExpression,
    nameRange: SourceRange, source: SourceText
  ) {
    self.name = name
    self.type = type
    self.title = title
    self.logic = logic
    self.nameRange = nameRange
    self.source = source
  }
}
