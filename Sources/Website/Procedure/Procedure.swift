import Rules

/// Who may do what at which stage: the whole procedure as one table.
struct Procedure {
  /// One row: a step, the stages it is taken from, and who may take it.
  struct Step: Sendable {
    let action: Action.Kind
    let tracks: Set<Track>
    let from: Set<Stage>
    let by: Party.Kind
    /// Where it is written, or why it was chosen where nothing is written.
    let basis: Basis
  }

  enum Basis: Hashable, Sendable {
    case source(String)
    case assumption(String)
  }

  private static let both: Set<Track> = [.quickTest, .plan]

  static let steps: [Step] = [
    Step(
      action: .submit, tracks: both, from: [.draft], by: .applicant,
      basis: .source("S1 1273-1274, 5730; KADER")),
    Step(
      action: .start, tracks: both, from: [.submitted], by: .firstLeader,
      basis: .source("S2 332-333; JZP-C")),
    Step(
      action: .askMore, tracks: both, from: [.assessing], by: .leader,
      basis: .source("S2 334, 239; S0 352-356")),
    Step(
      action: .supply, tracks: both, from: [.moreInformation], by: .applicant,
      basis: .source("S2 334")),
    Step(
      action: .handIn, tracks: both, from: [.assessing], by: .leader,
      basis: .source("S2 335; KADER")),
    Step(
      action: .propose, tracks: both, from: [.assessing, .intended], by: .leader,
      basis: .source("S2 335; KADER")),
    Step(
      action: .confirm, tracks: both, from: [.assessing, .intended], by: .leader,
      basis: .source("S2 335; SPUK, article 1")),
    Step(
      action: .decline, tracks: both, from: [.assessing, .intended], by: .leader,
      basis: .assumption(
        "No text says what follows when the two disagree: nothing is decided, and both opinions stay"
      )),
    Step(
      action: .inquire, tracks: [.plan], from: [.intended], by: .otherInsurer,
      basis: .source("S1 1281-1283; S2 335; KADER")),
    Step(
      action: .withdraw, tracks: both,
      from: [.draft, .submitted], by: .applicant,
      basis: .assumption(
        "S3 210 prints the status and says neither who withdraws nor until when. Once two insurers are at "
          + "work, stopping is for them (discontinue): who no longer wants it asks them")),
    Step(
      action: .setFlag, tracks: [.plan],
      from: [.submitted, .assessing, .moreInformation, .intended, .approved], by: .leader,
      basis: .source("S3 211-213")),
    Step(
      action: .clearFlag, tracks: [.plan],
      from: [.submitted, .assessing, .moreInformation, .intended, .approved], by: .leader,
      basis: .source("S3 211-213")),
  ]

  static func step(_ action: Action.Kind) -> Step? { steps.first { $0.action == action } }

  // MARK: Time limits

  /// How long something may take.
  struct Limit: Sendable {
    let days: Int
    let title: LocalizedText
    let basis: Basis
  }

  /// From submission to a decision on the quick test, or an intended one on the plan.
  static let assessment = Limit(
    days: 28, title: LocalizedText(nl: "beoordelen", en: "assess"), basis: .source("KADER"))
  /// In which the other insurers may ask.
  static let inquiry = Limit(
    days: 14,
    title: LocalizedText(
      nl: "vragen van andere zorgverzekeraars", en: "questions of other insurers"),
    basis: .source("S2 335; KADER"))
  /// From the end of those two weeks to the decision.
  static let decision = Limit(
    days: 14, title: LocalizedText(nl: "besluiten", en: "decide"), basis: .source("KADER"))

  /// Whether the four weeks stand still while the applicant adds information: no text says so.
  struct Clock: Sendable {
    var stopsForInformation = true
  }
}
