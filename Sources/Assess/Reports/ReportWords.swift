import Rules

/// The words of a report that come from no ruleset, in one language.
struct ReportWords: Sendable {
  let language: Language

  init(_ language: Language) { self.language = language }

  func say(_ nl: String, _ en: String) -> String {
    switch language {
    case .nl: nl
    case .en: en
    }
  }

  var heading: String { say("Beoordeling van een plan", "Assessment of a plan") }
  var untitled: String { say("Plan zonder titel", "Plan without a title") }
  var file: String { say("Bestand", "File") }
  var rules: String { say("Regels", "Rules") }
  var version: String { say("Versie", "Version") }
  var authority: String { say("Vastgesteld door", "Issued by") }
  var assessedOn: String { say("Beoordeeld op", "Assessed on") }
  var outcome: String { say("Uitkomst", "Outcome") }
  var score: String { "Score" }
  var overview: String { say("De voorwaarden in het kort", "The conditions in short") }
  var conditions: String { say("De voorwaarden", "The conditions") }
  var condition: String { say("Voorwaarde", "Condition") }
  var verdict: String { say("Oordeel", "Verdict") }
  var requirement: String { say("Wat wordt gevraagd", "What is asked") }
  var source: String { say("Bron", "Source") }
  var basis: String { say("Grondslag", "Basis") }
  var readings: String { say("Zo lezen wij de bron", "How the source is read") }
  var restsOn: String { say("Rust op deze aanname", "Rests on this assumption") }
  var unset: String { say("Nog niet vastgesteld", "Not set yet") }
  var figures: String { say("Cijfers", "Figures") }
  var judgementQuestion: String { say("Vraag voor de beoordelaar", "Question for the reviewer") }
  var guidance: String { say("Let hierbij op", "What to look at") }
  var given: String { say("Al gegeven", "Given already") }
  var missing: String { say("Dit antwoord ontbreekt", "This answer is missing") }
  var remarks: String { say("Voor de maker van de regels", "For the author of the rules") }
  var attention: String {
    say("aandachtspunt, telt niet mee", "point of attention, does not count")
  }
  var questions: String { say("Vragen die nog open staan", "Questions still open") }
  var questionsAbout: String {
    say(
      "Deze antwoorden ontbreken in het plan en maken nog verschil.",
      "The plan lacks these answers, and they still make a difference.")
  }
  var place: String { say("Plaats in het bestand", "Place in the file") }
  var example: String { say("Voorbeeld", "Example") }
  var neededFor: String { say("Nodig voor", "Needed for") }
  var judgements: String { say("Wat een beoordelaar nog moet zeggen", "What a reviewer must say") }
  var judgementsAbout: String {
    say(
      "Hierover kan alleen een mens oordelen.", "Only a person can judge these.")
  }
  var assumptions: String { say("Aannames", "Assumptions") }
  var assumptionsAbout: String {
    say(
      "De bronnen laten dit open. Een of meer oordelen rusten erop.",
      "The sources leave this open. One or more verdicts rest on it.")
  }
  var value: String { say("Waarde", "Value") }
  var why: String { say("Waarom een aanname", "Why an assumption") }
  var origin: String { say("Herkomst", "Origin") }
  var usedIn: String { say("Gebruikt bij", "Used in") }
  var sources: String { say("Bronnen", "Sources") }
  var limit: String { say("Grens", "Limit") }
  var date: String { say("Datum", "Date") }
  var item: String { say("Onderdeel", "Item") }
  var number: String { say("Nr.", "No.") }
  var position: String { say("Ligging", "Position") }
  var onTime: String { say("op of voor de grens", "on or before the limit") }
  var late: String { say("na de grens", "after the limit") }

  func verdict(_ verdict: Verdict) -> String { verdict.name[language] }

  func basis(_ basis: Check.Basis) -> String {
    switch basis {
    case .source: say("staat in de bron", "stated in the source")
    case .derived: say("afgeleid van de bron", "derived from the source")
    case .assumption: say("aanname", "assumption")
    }
  }

  /// `73`, or `tussen 42 en 78` while answers or judgements are open.
  func score(_ score: Report.Score) -> String {
    let (low, high) = score.whole
    return low == high ? "\(low)" : say("tussen \(low) en \(high)", "between \(low) and \(high)")
  }

  /// `73 van 100`, or `tussen 42 en 78 (van 100)`.
  func scoreOutOfHundred(_ score: Report.Score) -> String {
    let (low, high) = score.whole
    let hundred = say("van 100", "out of 100")
    return self.score(score) + (low == high ? " \(hundred)" : " (\(hundred))")
  }

  /// A heading of a list, with how many there are.
  func counted(_ heading: String, _ count: Int) -> String { "\(heading) (\(count))" }

  func validity(_ edition: Report.Edition) -> String {
    let from = date(edition.validFrom)
    guard let last = edition.validUntil else {
      return say("geldig vanaf \(from)", "valid from \(from)")
    }
    return say(
      "geldig van \(from) tot en met \(date(last))", "valid from \(from) to \(date(last)) inclusive"
    )
  }

  func edition(_ edition: Report.Edition) -> String {
    "\(edition.id), \(say("versie", "version")) \(edition.version)"
  }

  func answer(_ answer: JudgementAnswer) -> String {
    let verdict = verdict(answer.holds ? .passes : .fails)
    return switch answer.author {
    case .applicant:
      say(
        "Eigen oordeel van de aanvrager (telt niet mee): \(verdict)",
        "The applicant's own view (does not count): \(verdict)")
    case .reviewer:
      say("Oordeel van de beoordelaar: \(verdict)", "The reviewer's verdict: \(verdict)")
    }
  }

  func origin(_ origin: Report.Assumption.Origin) -> String {
    switch origin {
    case .reading(let readings):
      let choices = readings.map { "\($0.key): \($0.choice)" }.joined(separator: " ")
      return say("Keuze van deze regels. \(choices)", "Choice of this ruleset. \(choices)")
    case .setting(let reason, let date):
      return say(
        "Vastgesteld op \(self.date(date)): \(reason)", "Set on \(self.date(date)): \(reason)")
    case .unset:
      return say("Niemand heeft dit vastgesteld.", "Nobody has set this.")
    }
  }

  /// What a drawing of a timeline shows.
  func inWords(_ timeline: Report.Timeline) -> String {
    let late = timeline.items.filter(\.isLate).count
    let (count, title) = (timeline.items.count, timeline.title)
    guard let limit = timeline.limit else {
      return say("\(title): \(count) datums.", "\(title): \(count) dates.")
    }
    let number = late == 0 ? say("geen", "none") : "\(late)"
    return say(
      "\(title): \(count) datums, waarvan \(number) na de grens van \(date(limit)).",
      "\(title): \(count) dates, \(number) of them after the limit of \(date(limit)).")
  }

  func more(_ count: Int) -> String { say("en nog \(count)", "and \(count) more") }

  /// `1 juni 2029`.
  func date(_ date: CalendarDate) -> String {
    let (year, month, day) = date.components
    let names: [String] =
      switch language {
      case .nl:
        [
          "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
          "oktober", "november", "december",
        ]
      case .en:
        [
          "January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December",
        ]
      }
    guard names.indices.contains(month - 1) else { return date.description }
    return "\(day) \(names[month - 1]) \(year)"
  }
}

extension Verdict {
  /// Goes with the word, or with a legend that has it.
  var symbol: String {
    switch self {
    case .passes: "✓"
    case .fails: "✗"
    case .undetermined: "?"
    case .needsJudgement: "◇"
    case .notApplicable: "–"
    }
  }
}

extension Report.Outcome.Kind {
  /// The verdict that it looks like.
  var verdict: Verdict {
    switch self {
    case .positive: .passes
    case .negative: .fails
    case .answersMissing, .rulesetFault: .undetermined
    case .judgementNeeded: .needsJudgement
    }
  }
}
