import Assess
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
    case .rulesReasonMissing:
      LocalizedText(
        nl: "de regels van die dag staan hier niet in; schrijf erbij waarom u deze toepast",
        en: "the rules of that day are not in here; write why you apply these")
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
    case .judgementsDiffer(let checks):
      LocalizedText(
        nl:
          "de twee zorgverzekeraars oordelen nog verschillend over \(Self.list(checks, .nl)); kom eerst tot één oordeel",
        en:
          "the two insurers still judge \(Self.list(checks, .en)) differently; come to one judgement first"
      )
    case .notMet(let checks):
      LocalizedText(
        nl:
          "volgens het gezamenlijke oordeel voldoet \(Self.list(checks, .nl)) niet; vindt u beiden van wel, wijk daar dan eerst af van de regel",
        en:
          "by the joint judgement \(Self.list(checks, .en)) is not met; if you both think otherwise, depart from the rule there first"
      )
    case .notKnown(let checks):
      LocalizedText(
        nl:
          "van \(Self.list(checks, .nl)) is niet bekend of het voldoet, want er ontbreken antwoorden; oordeel daar allebei zelf, of vraag extra informatie",
        en:
          "of \(Self.list(checks, .en)) it is not known whether it is met, since answers are missing; both judge it yourselves, or ask for more information"
      )
    case .allMet:
      LocalizedText(
        nl:
          "volgens het gezamenlijke oordeel is er niets dat niet voldoet; geef eerst allebei aan welke controle niet voldoet",
        en:
          "by the joint judgement there is nothing that is not met; both say first which check is not"
      )
    case .proposalOpen:
      LocalizedText(
        nl: "er ligt al een conclusie; de andere zorgverzekeraar moet daar eerst op antwoorden",
        en: "a conclusion lies there already; the other insurer has to answer it first")
    case .noProposal:
      LocalizedText(nl: "er ligt geen conclusie", en: "there is no conclusion to answer")
    case .ownProposal:
      LocalizedText(
        nl: "uw organisatie stelde deze conclusie voor; de andere zorgverzekeraar antwoordt erop",
        en: "your organisation proposed this conclusion; the other insurer answers it")
    case .windowOpen(let day):
      LocalizedText(
        nl: "de andere zorgverzekeraars mogen nog vragen stellen tot en met \(Self.date(day, .nl))",
        en: "the other insurers may still ask until \(Self.date(day, .en))")
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

  /// The first of the checks.
  private static func list(_ checks: [String], _ language: Language) -> String {
    let told = 10
    let more = checks.count - told
    let rest = language == .nl ? "nog \(more)" : "\(more) more"
    return (checks.prefix(told) + (more > 0 ? [rest] : [])).joined(separator: ", ")
  }

  private static func date(_ day: Int, _ language: Language) -> String {
    CalendarDate(dayNumber: day)?.words(language) ?? ""
  }
}
