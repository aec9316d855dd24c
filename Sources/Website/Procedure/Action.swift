import Rules

/// The code of an insurer in the data folder.
typealias InsurerCode = String

/// Who acts, as far as the procedure asks.
enum Party: Hashable, Sendable {
  case applicant
  case insurer(InsurerCode)

  enum Kind: String, CaseIterable, Sendable {
    case applicant
    /// Of the insurer that is first contact in the region.
    case firstLeader
    /// Of one of the two market leaders.
    case leader
    /// Of any other insurer.
    case otherInsurer

    var title: LocalizedText {
      switch self {
      case .applicant: LocalizedText(nl: "indiener", en: "applicant")
      case .firstLeader: LocalizedText(nl: "eerste marktleider", en: "first market leader")
      case .leader: LocalizedText(nl: "marktleider", en: "market leader")
      case .otherInsurer: LocalizedText(nl: "andere zorgverzekeraar", en: "other insurer")
      }
    }
  }
}

/// The two insurers with the most insured people in the region of a plan, which decide for all.
///
/// Source: S1 5731-5732; SPUK, article 1.
struct Leaders: Hashable, Codable, Sendable {
  /// First contact, takes it in assessment. Source: S2 332; JZP-C.
  let first: InsurerCode
  let second: InsurerCode

  /// - Returns: `nil` where they are one and the same.
  init?(first: InsurerCode, second: InsurerCode) {
    guard first != second else { return nil }
    self.first = first
    self.second = second
  }

  var both: [InsurerCode] { [first, second] }
}

/// What two market leaders come to together.
enum Conclusion: String, Codable, CaseIterable, Sendable {
  case approve
  /// Not yet: a changed version may be submitted.
  case rejectForNow
  case reject
  /// No decision will follow.
  case discontinue

  var title: LocalizedText {
    switch self {
    case .approve: LocalizedText(nl: "akkoord", en: "agreed")
    case .rejectForNow: LocalizedText(nl: "voorlopig afgekeurd", en: "rejected for now")
    case .reject: LocalizedText(nl: "definitief afgekeurd", en: "rejected finally")
    case .discontinue: LocalizedText(nl: "geen vervolg", en: "discontinued")
    }
  }
}

/// One step in the procedure.
enum Action: Hashable, Sendable {
  case submit(Leaders)
  case start
  case askMore(points: String)
  case supply
  /// An insurer's own opinion, which the other sees when both are in.
  case handIn(agrees: Bool, reason: String)
  /// With `rules`, where those of the day are not known: why these are applied instead.
  case propose(Conclusion, reason: String, on: ConclusionGrounds, rules: String = "")
  case confirm(rules: String = "")
  /// The other insurer does not go along with what was proposed.
  case decline(reason: String)
  case inquire(question: String)
  case withdraw(reason: String)
  case setFlag(StageFlag)
  case clearFlag(StageFlag)

  enum Kind: String, Codable, CaseIterable, Sendable {
    case submit, start, askMore, supply, handIn, propose, confirm, decline, inquire, withdraw
    case setFlag, clearFlag

    var title: LocalizedText {
      switch self {
      case .submit: LocalizedText(nl: "indienen", en: "submit")
      case .start: LocalizedText(nl: "beoordeling starten", en: "start the assessment")
      case .askMore: LocalizedText(nl: "extra informatie vragen", en: "ask for more information")
      case .supply: LocalizedText(nl: "aanvulling indienen", en: "submit the addition")
      case .handIn: LocalizedText(nl: "oordeel inleveren", en: "hand in the opinion")
      case .propose: LocalizedText(nl: "conclusie voorstellen", en: "propose a conclusion")
      case .confirm: LocalizedText(nl: "conclusie bevestigen", en: "confirm the conclusion")
      case .decline: LocalizedText(nl: "conclusie niet overnemen", en: "decline the conclusion")
      case .inquire: LocalizedText(nl: "vraag stellen", en: "ask a question")
      case .withdraw: LocalizedText(nl: "intrekken", en: "withdraw")
      case .setFlag: LocalizedText(nl: "kenmerk zetten", en: "set a mark")
      case .clearFlag: LocalizedText(nl: "kenmerk weghalen", en: "clear a mark")
      }
    }
  }

  var kind: Kind {
    switch self {
    case .submit: .submit
    case .start: .start
    case .askMore: .askMore
    case .supply: .supply
    case .handIn: .handIn
    case .propose: .propose
    case .confirm: .confirm
    case .decline: .decline
    case .inquire: .inquire
    case .withdraw: .withdraw
    case .setFlag: .setFlag
    case .clearFlag: .clearFlag
    }
  }

  /// The words that go with it; obligatory where there are any.
  var reason: String? {
    switch self {
    case .askMore(let text), .handIn(_, let text), .propose(_, let text, _, _), .decline(let text),
      .inquire(let text), .withdraw(let text):
      text
    case .submit, .start, .supply, .confirm, .setFlag, .clearFlag: nil
    }
  }
}
