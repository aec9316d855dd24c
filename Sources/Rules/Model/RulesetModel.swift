/// One version of a ruleset, as its authors wrote it.
public struct RulesetModel: Sendable {
  /// Which version of which ruleset it is.
  public let identity: RulesetIdentity
  /// The published texts that it rests on, in the order of the files.
  public let sources: [SourceDocument]
  /// How its authors read what the sources leave open, in the order of the files.
  public let readings: [Reading]
  /// The ruleset's own types, for rules and functions that name them.
  public let types: [TypeDeclaration]
  /// What is asked of a plan.
  public let vocabulary: Vocabulary
  /// In the order of the files; rules read them by name.
  public let parameters: [Parameter]
  /// In the order of the files, those of the outcome too; they need not stand before their use.
  public let definitions: [Definition]
  /// In the order of the files, which is that of reports.
  public let criteria: [Criterion]
  /// What the criteria come to together.
  public let outcome: Outcome

  /// The source under the key that citations use; `nil` where there is none.
  public func source(_ key: String) -> SourceDocument? { sources.first { $0.key == key } }
  /// The reading under the key that checks use; `nil` where there is none.
  public func reading(_ key: String) -> Reading? { readings.first { $0.key == key } }
}

/// Which ruleset, which version, and when it is valid.
public struct RulesetIdentity: Sendable {
  /// The path of its folder: `voorbeeld/plan`.
  public let ruleset: String
  /// What it is called after the `@`: `kader-2023-10`.
  public let version: String
  /// What people call the ruleset, whatever the version.
  public let title: LocalizedText
  /// What people call this version.
  public let versionTitle: LocalizedText
  /// Whose criteria they are.
  public let authority: LocalizedText
  /// What it decides, for whom, and what it leaves to people.
  public let about: LocalizedText
  /// What differs from the version before, and why.
  public let changes: LocalizedText
  /// The first day of submission that it is for; `nil` where it was never in force.
  public let validFrom: CalendarDate?
  /// The last day; `nil` while nothing follows it.
  public let validUntil: CalendarDate?
  /// The field whose date picks the version.
  public let submissionField: String
  /// The field that names a plan in reports.
  public let titleField: String
  /// What it is for in the procedure of submission and decision; `nil` for none.
  public let procedure: ProcedurePart?
  /// SHA-256 is left to the application; this is the text that it is taken of: the names and bytes
  /// of all files, in the order they are listed.
  public let files: [SourceText]

  /// What a folder and one of its versions say of that version.
  public init(
    ruleset: String, version: String, title: LocalizedText, versionTitle: LocalizedText,
    authority: LocalizedText, about: LocalizedText, changes: LocalizedText,
    validFrom: CalendarDate?, validUntil: CalendarDate?, submissionField: String,
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
  /// Whether it has a value as it ships.
  public enum Kind: Sendable {
    /// Ships unset: no source gives it, and only an organisation can.
    case threshold
    /// Ships with the choice that a reading of the sources makes.
    case reading(keys: [String], value: SourceFragment)
  }

  /// What rules and settings files call it; unique among the names that expressions read.
  public let name: Name
  /// What its value must be of, with the unit of a number.
  public let type: ValueType
  /// The values that a text may have, with what people see of them; empty for any.
  public let allowed: [Field.AllowedValue]
  /// Whether it ships with a value, and which.
  public let kind: Kind
  /// What it is about, as people are told: often the question that it answers.
  public let title: LocalizedText
  /// Why the sources do not settle it.
  public let why: LocalizedText
  /// Who reads it and for what, where it decides nothing; `nil` where it has to.
  public let forPeople: LocalizedText?
  /// Where its name is declared in ``source``.
  public let nameRange: SourceRange
  /// The part file that it stands in.
  public let source: SourceText

  /// A parameter as the author of the ruleset gives it.
  public init(
    name: Name, type: ValueType, allowed: [Field.AllowedValue] = [], kind: Kind,
    title: LocalizedText, why: LocalizedText, forPeople: LocalizedText? = nil,
    nameRange: SourceRange, source: SourceText
  ) {
    self.forPeople = forPeople
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
  /// What rules, texts and other definitions call it; unique among the names that they read.
  public let name: Name
  /// What it must give, else it is `null`; `nil`: whatever the logic gives.
  public let type: ValueType?
  /// What explanations call it; `nil` where they speak of what it is made of.
  public let title: LocalizedText?
  /// FEEL or a decision table; FEEL may give a function.
  public let logic: BoxedExpression
  /// Where its name is declared in ``source``.
  public let nameRange: SourceRange
  /// The part file that it stands in.
  public let source: SourceText

}
