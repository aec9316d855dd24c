/// A ruleset as it stands in its folder: who it is, and which versions it has.
public struct RulesetFolder: Sendable {
  public struct Version: Sendable {
    public enum Content: Sendable {
      /// The part files, by the path that `ruleset.yaml` gives them.
      case files([String])
      /// Known to exist, but its text is not available.
      case notEncoded(LocalizedText)
    }

    public let version: String
    public let title: LocalizedText
    public let changes: LocalizedText
    public let validFrom: CalendarDate
    /// The last day, given or the day before the next version; `nil` while nothing follows it.
    public let validUntil: CalendarDate?
    public let content: Content

    public init(
      version: String, title: LocalizedText, changes: LocalizedText, validFrom: CalendarDate,
      validUntil: CalendarDate?, content: Content
    ) {
      self.version = version
      self.title = title
      self.changes = changes
      self.validFrom = validFrom
      self.validUntil = validUntil
      self.content = content
    }
  }

  public let ruleset: String
  public let title: LocalizedText
  public let authority: LocalizedText
  public let about: LocalizedText
  public let submissionField: String
  public let titleField: String
  /// What it is for in the procedure of submission and decision; `nil` for none.
  public let procedure: ProcedurePart?
  /// By the day they become valid; no two overlap.
  public let versions: [Version]

  public init(
    ruleset: String, title: LocalizedText, authority: LocalizedText, about: LocalizedText,
    submissionField: String, titleField: String, procedure: ProcedurePart? = nil,
    versions: [Version]
  ) {
    self.ruleset = ruleset
    self.title = title
    self.authority = authority
    self.about = about
    self.submissionField = submissionField
    self.titleField = titleField
    self.procedure = procedure
    self.versions = versions
  }

  /// The version that is valid on a day.
  public func version(on day: CalendarDate) -> Version? {
    versions.first { version in
      version.validFrom <= day && version.validUntil.map { day <= $0 } ?? true
    }
  }

  public func version(named name: String) -> Version? {
    versions.first { $0.version == name }
  }
}

/// What plans under a ruleset are in the procedure.
public struct ProcedurePart: Sendable {
  public enum Step: String, Sendable, CaseIterable {
    /// A short test before a plan is prepared.
    case quickTest = "quick test"
    case plan
  }

  public let step: Step
  /// The ruleset of the quick test that has to be approved before.
  public let openedBy: String?
  /// The paths of the fields that everybody may see once a plan is approved.
  public let published: [[String]]

  /// The fields whose answers in that quick test are a beginning of the plan.
  public let takenOver: [[String]]
  /// The fields without an answer to which nothing can be handed in: nobody could judge it, or know whom
  /// to ask. An empty list is an answer; an empty text is none.
  public let neededToHandIn: [[String]]

  public init(
    step: Step, openedBy: String?, published: [[String]], takenOver: [[String]] = [],
    neededToHandIn: [[String]] = []
  ) {
    self.step = step
    self.openedBy = openedBy
    self.published = published
    self.takenOver = takenOver
    self.neededToHandIn = neededToHandIn
  }
}
