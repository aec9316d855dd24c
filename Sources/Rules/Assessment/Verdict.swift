/// What is said of a check, a criterion or a plan. The raw values are the `kind`s of SARIF 2.1.0
/// results.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// What is asked is met.
  case passes = "pass"
  /// What is asked is not met.
  case fails = "fail"
  /// Answers are missing, or the rules have no answer though nothing is missing.
  case undetermined = "open"
  /// Only a person can say.
  case needsJudgement = "review"
  /// The rules do not ask it of this plan; it counts in no score.
  case notApplicable

  /// What people see.
  public var name: LocalizedText {
    switch self {
    case .passes: LocalizedText(nl: "voldoet", en: "passes")
    case .fails: LocalizedText(nl: "voldoet niet", en: "fails")
    case .undetermined: LocalizedText(nl: "onvoldoende informatie", en: "undetermined")
    case .needsJudgement: LocalizedText(nl: "beoordelaar nodig", en: "needs judgement")
    case .notApplicable: LocalizedText(nl: "niet van toepassing", en: "not applicable")
    }
  }

  /// What two requirements of one criterion come to: it fails where one fails, and passes where all that apply
  /// pass. What is open goes before what waits for a person.
  public func joined(with other: Verdict) -> Verdict {
    rank >= other.rank ? self : other
  }

  private var rank: Int {
    switch self {
    case .notApplicable: 0
    case .passes: 1
    case .needsJudgement: 2
    case .undetermined: 3
    case .fails: 4
    }
  }
}

/// The bounds of a score from 0 to 100; both are the same once nothing is open.
///
/// A score is for display: it decides nothing.
public struct ScoreInterval: Hashable, Sendable {
  /// The score if all that is open fails.
  public let low: Double
  /// The score if all that is open passes.
  public let high: Double

}
