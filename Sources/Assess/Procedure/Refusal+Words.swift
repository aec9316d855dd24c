import Rules

extension Proceeding.Refusal {
  /// For the person who tried.
  func message(_ track: Track) -> LocalizedText {
    switch self {
    case .notNow(let action, let stage):
      LocalizedText(
        nl: "\(action.title.nl) kan niet: de status is '\(stage.title(track).nl)'",
        en: "can't \(action.title.en): the status is '\(stage.title(track).en)'")
    case .notYou(let action):
      LocalizedText(
        nl: "\(action.title.nl) kan alleen een ander",
        en: "only somebody else can \(action.title.en)")
    case .reasonMissing:
      LocalizedText(nl: "schrijf erbij waarom", en: "write why")
    case .alreadyHandedIn:
      LocalizedText(
        nl: "uw organisatie leverde dit oordeel al in",
        en: "your organisation handed in this opinion already")
    case .opinionsMissing:
      LocalizedText(
        nl: "eerst leveren beide zorgverzekeraars hun oordeel in",
        en: "both insurers hand in their opinions first")
    case .opinionsDiffer:
      LocalizedText(
        nl: "akkoord kan alleen als beide zorgverzekeraars akkoord zijn",
        en: "agreed is only possible when both insurers agree")
    case .proposalOpen:
      LocalizedText(
        nl: "er ligt al een conclusie; de andere zorgverzekeraar moet daar eerst op antwoorden",
        en: "a conclusion lies there already; the other insurer has to answer it first")
    case .noProposal:
      LocalizedText(nl: "er ligt geen conclusie", en: "there is no conclusion to answer")
    case .ownProposal:
      LocalizedText(
        nl: "een ander dan wie de conclusie voorstelde, moet die bevestigen",
        en: "somebody other than who proposed the conclusion has to confirm it")
    case .windowOpen(let day):
      LocalizedText(
        nl: "de andere zorgverzekeraars mogen nog vragen stellen tot en met \(Self.date(day))",
        en: "the other insurers may still ask until \(Self.date(day))")
    case .windowClosed:
      LocalizedText(
        nl: "de tijd om vragen te stellen is voorbij", en: "the time for questions is over")
    case .notQueueable:
      LocalizedText(
        nl: "dit kan alleen bij een voorgenomen besluit of een goedgekeurd plan",
        en: "this is only possible with an intended decision or an approved plan")
    case .queuedAndFunded:
      LocalizedText(
        nl: "een plan staat in de wachtrij of heeft middelen, niet allebei",
        en: "a plan is in the queue or has funds, not both")
    case .flagAsIs:
      LocalizedText(nl: "dat is al zo", en: "that is so already")
    }
  }

  private static func date(_ day: Int) -> String {
    CalendarDate(dayNumber: day)?.description ?? ""
  }
}
