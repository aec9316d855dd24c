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
  /// The rules do not ask it of this plan; it is counted nowhere.
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

  /// What two conditions of one criterion come to: it fails where one fails, and passes where all that apply
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

/// How many of the conditions of a plan, or of the checks of a condition, are met: bounds, while something is open.
///
/// It is for display and decides nothing. An answer only narrows it: ``met`` and ``failed`` never become less,
/// ``most`` never becomes more, and what is ``asked`` stays within what it was.
public struct Tally: Hashable, Sendable {
  /// Those that are met, whatever is still answered.
  public private(set) var met = 0
  /// Those that are not met, whatever is still answered.
  public private(set) var failed = 0
  /// Those that are asked and not decided.
  public private(set) var open = 0
  /// Those of which it is not known whether they are asked.
  public private(set) var unsure = 0

  /// How many can be met in the end. With one that fails, fewer than are asked.
  public var most: Int { met + open + unsure }
  /// How many are asked: at least, and at most.
  public var asked: ClosedRange<Int> { met + failed + open...met + failed + open + unsure }

  /// Counts one more; one that does not apply is none.
  ///
  /// - Parameter mayNotApply: whether it is open if it is asked at all.
  package mutating func count(_ verdict: Verdict, mayNotApply: Bool) {
    switch verdict {
    case .passes: met += 1
    case .fails: failed += 1
    case .undetermined, .needsJudgement: if mayNotApply { unsure += 1 } else { open += 1 }
    case .notApplicable: break
    }
  }

  /// Nothing counted yet.
  package init() {}
}
