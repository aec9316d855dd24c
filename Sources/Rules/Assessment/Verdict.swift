/// What is said of a check, a criterion or a plan. The raw values are the `kind`s of SARIF 2.1.0
/// results.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  case passes = "pass"
  case fails = "fail"
  /// Answers are missing.
  case undetermined = "open"
  /// Only a person can say.
  case needsJudgement = "review"
  case notApplicable

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
  public let low: Double
  public let high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}
