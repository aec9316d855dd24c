import Rules

/// What goes through the procedure: a quick test, or the plan that an approved quick test opens.
enum Track: String, Codable, CaseIterable, Sendable {
  case quickTest
  case plan

  var title: LocalizedText {
    switch self {
    case .quickTest: LocalizedText(nl: "snelle toets", en: "quick test")
    case .plan: LocalizedText(nl: "transformatieplan", en: "transformation plan")
    }
  }

  /// The step that a ruleset says that it is for; what is stored is our own word.
  var step: ProcedurePart.Step {
    switch self {
    case .quickTest: .quickTest
    case .plan: .plan
    }
  }
}

extension ProcedurePart.Step {
  var track: Track {
    switch self {
    case .quickTest: .quickTest
    case .plan: .plan
    }
  }
}

/// Where a quick test or a plan stands, by the names that the progress reports print.
///
/// Source: progress reports, S2 316-337 and S3 210; of the quick test S2 246-252.
enum Stage: String, Codable, CaseIterable, Sendable {
  case draft
  case submitted
  case assessing
  case moreInformation
  case intended
  case approved
  case rejected
  case lapsed
  case discontinued

  func title(_ track: Track) -> LocalizedText {
    switch (self, track) {
    case (.draft, .quickTest): LocalizedText(nl: "concept", en: "draft")
    case (.draft, .plan): LocalizedText(nl: "in uitwerking", en: "in preparation")
    case (.submitted, _): LocalizedText(nl: "ingediend", en: "submitted")
    case (.assessing, _): LocalizedText(nl: "beoordeling gestart", en: "assessment started")
    case (.moreInformation, .quickTest):
      LocalizedText(nl: "extra informatie opvragen", en: "more information asked")
    case (.moreInformation, .plan):
      LocalizedText(
        nl: "in beoordeling, extra informatie nodig", en: "in assessment, more information needed")
    case (.intended, _): LocalizedText(nl: "voorgenomen besluit", en: "intended decision")
    case (.approved, _): LocalizedText(nl: "goedgekeurd", en: "approved")
    case (.rejected, _): LocalizedText(nl: "afgekeurd", en: "rejected")
    case (.lapsed, _): LocalizedText(nl: "vervallen", en: "lapsed")
    case (.discontinued, _): LocalizedText(nl: "geen vervolg", en: "discontinued")
    }
  }

  /// What somebody who does not know the procedure should know of it.
  func about(_ track: Track) -> LocalizedText {
    switch self {
    case .draft:
      LocalizedText(
        nl: "De indiener werkt eraan. Niemand anders ziet het.",
        en: "The applicant is working on it. Nobody else sees it.")
    case .submitted:
      LocalizedText(
        nl: "Het is ingediend. De eerste zorgverzekeraar is nog niet begonnen.",
        en: "It has been submitted. The first insurer has not begun yet.")
    case .assessing:
      LocalizedText(
        nl: "Twee zorgverzekeraars beoordelen het, los van elkaar.",
        en: "Two insurers are assessing it, independently.")
    case .moreInformation:
      LocalizedText(
        nl: "De indiener moet iets aanvullen. Daarna gaat de beoordeling verder.",
        en: "The applicant has to add something. Then the assessment goes on.")
    case .intended:
      LocalizedText(
        nl:
          "Beide zorgverzekeraars zijn akkoord. De andere zorgverzekeraars mogen twee weken lang vragen stellen.",
        en: "Both insurers agree. The other insurers may ask questions for two weeks.")
    case .approved:
      track == .plan
        ? LocalizedText(nl: "Het plan is goedgekeurd.", en: "The plan has been approved.")
        : LocalizedText(
          nl: "De snelle toets is goedgekeurd. Het plan kan worden uitgewerkt.",
          en: "The quick test has been approved. The plan can be prepared.")
    case .rejected:
      LocalizedText(
        nl:
          "Het voldoet (nog) niet aan de voorwaarden.",
        en: "It does not (yet) meet the conditions.")
    case .lapsed:
      LocalizedText(nl: "De indiener trok het in.", en: "The applicant withdrew it.")
    case .discontinued:
      LocalizedText(
        nl: "Er komt geen besluit. De beoordeling is gestopt.",
        en: "There will be no decision. The assessment was stopped.")
    }
  }

  /// Whether the applicant may change the answers.
  var isWritten: Bool { self == .draft || self == .moreInformation }

  /// Whether nothing follows any more, but money.
  var isFinal: Bool {
    switch self {
    case .draft, .submitted, .assessing, .moreInformation, .intended: false
    case .approved, .rejected, .lapsed, .discontinued: true
    }
  }
}

extension Set<Stage> {
  static let all = Set(Stage.allCases)
  /// Where the applicant is writing.
  static let written = Set.all.filter(\.isWritten)
  /// Since it was submitted.
  static let submitted = Set.all.subtracting([.draft])
  static let judged: Set = [.assessing, .intended]
  /// Since the others may know of it.
  static let known: Set = [.intended, .approved]
  static let decided: Set = [.approved, .rejected]
}

/// What stands beside a stage and is none.
///
/// Source: S3 210-213, IH2602, KB2604.
enum StageFlag: String, Codable, CaseIterable, Sendable, Comparable {
  /// There is not enough money yet.
  case queued
  /// Money is held for it until it is decided on.
  case reserved
  /// It has its money.
  case funded

  var title: LocalizedText {
    switch self {
    case .queued: LocalizedText(nl: "wachtrij", en: "queue")
    case .reserved: LocalizedText(nl: "reservering", en: "reservation")
    case .funded: LocalizedText(nl: "heeft middelen", en: "has funds")
    }
  }

  static func < (left: StageFlag, right: StageFlag) -> Bool { left.rawValue < right.rawValue }
}
