/// A ruleset as it stands in its folder: who it is, and which versions it has.
public struct RulesetFolder: Sendable {
  /// One edition of the ruleset, as `ruleset.yaml` lists it.
  public struct Version: Sendable {
    /// What a version is made of.
    public enum Content: Sendable {
      /// The part files, by the path that `ruleset.yaml` gives them; those that it inherits first.
      case files([String])
      /// Known to exist, but its text is not available: why, and the version that indicates what it might say.
      case notEncoded(LocalizedText, indicatedBy: String?)
    }

    /// What it is called after the `@`: `kader-2023-10`. Unique in its ruleset; without white
    /// space, `@`, `/` and `#`.
    public let version: String
    /// What people call it; the name itself where it is not encoded and has no title.
    public let title: LocalizedText
    /// What differs from the version before, and why; of one that is not encoded, why it is not.
    public let changes: LocalizedText
    /// The first day of submission that it is for; `nil` where it was never in force.
    public let validFrom: CalendarDate?
    /// The last day, given or the day before the next version; `nil` while nothing follows it.
    public let validUntil: CalendarDate?
    /// Why it was never in force: it is chosen by name, and indicates what rules from before the first version might
    /// say. `nil` where it is, or was.
    public let neverInForce: LocalizedText?
    /// The keys of the sources that it is made from alone; empty where it is made from all.
    public let sources: [String]
    /// What it is made of, if its text is available.
    public let content: Content
    /// The version whose files it has too, and may write over; `nil` where it stands by itself.
    public let inherits: String?
    /// Where its name stands.
    package var place: SourcePlace?
  }

  /// Its path under `rulesets/`, by which plans and commands name it: `folder/name`.
  public let ruleset: String
  /// What people call the ruleset, whatever the version.
  public let title: LocalizedText
  /// Whose criteria they are.
  public let authority: LocalizedText
  /// What it decides, for whom, and what it leaves to people.
  public let about: LocalizedText
  /// The field of the plan whose date picks the version; a `date` in every version.
  public let submissionField: String
  /// The field of the plan that names it in reports; a `string` in every version.
  public let titleField: String
  /// What it is for in the procedure of submission and decision; `nil` for none.
  public let procedure: ProcedurePart?
  /// By the day they become valid; no two overlap.
  public let versions: [Version]
  /// Where `ruleset.yaml` names a field or another ruleset, by its key and the name.
  package var places: [Mention: SourcePlace] = [:]

  /// A name under a key of `ruleset.yaml`.
  package struct Mention: Hashable, Sendable {
    package let key: String
    package let name: String

    package init(key: String, name: String) {
      self.key = key
      self.name = name
    }
  }

  /// A ruleset as its folder gives it.
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
      guard let first = version.validFrom else { return false }
      return first <= day && version.validUntil.map { day <= $0 } ?? true
    }
  }

  /// The version to assess by what was submitted on a day: its own, or the one that indicates what its own might say,
  /// with the reason why it only indicates. `nil` where there is none.
  public func rules(on day: CalendarDate) -> (version: Version, indication: LocalizedText?)? {
    if let own = version(on: day) {
      guard case .notEncoded(let reason, let indicatedBy) = own.content else { return (own, nil) }
      return indicatedBy.flatMap { version(named: $0) }.map { ($0, reason) }
    }
    let isBefore = versions.compactMap(\.validFrom).allSatisfy { day < $0 }
    let older = versions.first { $0.neverInForce != nil }
    return isBefore ? older.map { ($0, $0.neverInForce) } : nil
  }

  /// Why a version only indicates what the rules of a day say, whoever chose it; `nil` where it is in force then, or
  /// another version is whose text is there.
  public func indication(of version: Version, on day: CalendarDate?) -> LocalizedText? {
    if let reason = version.neverInForce { return reason }
    guard let day, case .notEncoded(let reason, _)? = self.version(on: day)?.content else {
      return nil
    }
    return reason
  }

  /// The version of that name, without the `@`; `nil` where there is none.
  public func version(named name: String) -> Version? {
    versions.first { $0.version == name }
  }
}

/// What plans under a ruleset are in the procedure.
public struct ProcedurePart: Sendable {
  /// Which of the two things that can be handed in it is.
  public enum Step: String, Sendable, CaseIterable {
    /// A short test before a plan is prepared.
    case quickTest = "quick test"
    /// The plan that is decided on.
    case plan
  }

  /// What a plan under this ruleset is.
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

  /// A part in the procedure, as `ruleset.yaml` gives it.
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
