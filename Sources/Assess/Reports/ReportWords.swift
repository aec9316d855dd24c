package import Rules

/// The words of a report that come from no ruleset, in one language.
package struct ReportWords: Sendable {
  package let language: Language

  package init(_ language: Language) { self.language = language }

  package func say(_ nl: String, _ en: String) -> String {
    switch language {
    case .nl: nl
    case .en: en
    }
  }

  package var heading: String { say("Beoordeling van een plan", "Assessment of a plan") }
  package var untitled: String { say("Plan zonder titel", "Plan without a title") }
  package var file: String { say("Bestand", "File") }
  package var rules: String { say("Regels", "Rules") }
  package var version: String { say("Versie", "Version") }
  package var authority: String { say("Vastgesteld door", "Issued by") }
  var assessedOn: String { say("Beoordeeld op", "Assessed on") }
  package var outcome: String { say("Uitkomst", "Outcome") }
  package var conditionsMet: String {
    say("Voorwaarden waaraan het plan voldoet", "Conditions that the plan meets")
  }
  package var checksMet: String { say("Controles die voldoen", "Checks that are met") }
  var indicative: String { say("indicatief", "indicative") }

  func indication(_ reason: String) -> String {
    say(
      "Deze uitslag is indicatief: de regels van die dag staan hier niet in. \(reason)",
      "This result is indicative: the rules of that day are not in here. \(reason)")
  }

  package var overview: String { say("De voorwaarden in het kort", "The conditions in short") }
  package var conditions: String { say("De voorwaarden", "The conditions") }
  package var condition: String { say("Voorwaarde", "Condition") }
  package var verdict: String { say("Oordeel", "Verdict") }
  package var requirement: String { say("Wat wordt gevraagd", "What is asked") }
  package var source: String { say("Bron", "Source") }
  package var basis: String { say("Grondslag", "Basis") }

  func ruleOf(_ check: String) -> String {
    say("\(check) in gewone woorden", "\(check) in plain words")
  }

  var readings: String { say("Zo lezen wij de bron", "How the source is read") }
  var restsOn: String { say("Rust op deze aanname", "Rests on this assumption") }
  var unset: String { say("Nog niet vastgesteld", "Not set yet") }
  var figures: String { say("Cijfers", "Figures") }
  var judgementQuestion: String { say("Vraag voor de beoordelaar", "Question for the reviewer") }
  var guidance: String { say("Let hierbij op", "What to look at") }
  package var given: String { say("Al gegeven", "Given already") }
  package var missing: String { say("Dit antwoord ontbreekt", "This answer is missing") }
  var remarks: String { say("Voor de maker van de regels", "For the author of the rules") }
  package var force: String { say("Moet, hoort of mag", "Must, should or may") }
  package var questions: String { say("Vragen die nog open staan", "Questions still open") }
  var questionsAbout: String {
    say(
      "Deze antwoorden ontbreken in het plan en maken nog verschil.",
      "The plan lacks these answers, and they still make a difference.")
  }
  package var place: String { say("Plaats in het bestand", "Place in the file") }
  package var example: String { say("Voorbeeld", "Example") }
  var neededFor: String { say("Nodig voor", "Needed for") }
  package var judgements: String {
    say("Wat een beoordelaar nog moet zeggen", "What a reviewer must say")
  }
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
  package var value: String { say("Waarde", "Value") }
  package var why: String { say("Waarom een aanname", "Why an assumption") }
  package var origin: String { say("Herkomst", "Origin") }
  var usedIn: String { say("Gebruikt bij", "Used in") }
  package var sources: String { say("Bronnen", "Sources") }
  package var limit: String { say("Grens", "Limit") }
  package var date: String { say("Datum", "Date") }
  package var item: String { say("Onderdeel", "Item") }
  package var number: String { say("Nr.", "No.") }
  package var position: String { say("Ligging", "Position") }
  var onTime: String { say("op of voor de grens", "on or before the limit") }
  package var late: String { say("na de grens", "after the limit") }

  package func verdict(_ verdict: Verdict) -> String { verdict.name[language] }

  /// A plan fails only on a condition: of anything else the words say how strongly it is asked.
  package func verdict(_ verdict: Verdict, _ force: Check.Force) -> String {
    switch (force, verdict) {
    case (.condition, _), (_, .notApplicable): self.verdict(verdict)
    case (.option, .fails): say("mag, hoeft niet", "may, need not")
    case (.expectation, .fails): say("let op", "take note") + " (\(self.force(force)))"
    case (_, _): "\(self.verdict(verdict)) (\(self.force(force)))"
    }
  }

  func verdict(_ check: Report.Check) -> String { verdict(check.verdict, check.force) }

  package func force(_ force: Check.Force) -> String {
    switch force {
    case .condition: say("moet", "must")
    case .expectation: say("hoort, beslist niet", "should, does not decide")
    case .option: say("mag", "may")
    }
  }

  /// With what the sources say that gives it that force.
  func force(of check: Report.Check) -> String {
    let word = force(check.force)
    return check.words.map { say("\(word). De bron: \($0)", "\(word). The source: \($0)") } ?? word
  }

  package func basis(_ basis: Check.Basis) -> String {
    switch basis {
    case .source: say("staat in de bron", "stated in the source")
    case .derived: say("afgeleid van de bron", "derived from the source")
    case .assumption: say("aanname", "assumption")
    }
  }

  /// `6 van de 8`, or `6 tot 8 van de 8` while something is open; of how many is an interval too while that is open.
  package func met(_ tally: Tally) -> String {
    let (least, most) = (tally.asked.lowerBound, tally.asked.upperBound)
    if most == 0 { return say("geen", "none") }
    let met = range(tally.met, tally.most)
    return say("\(met) van de \(range(least, most))", "\(met) of \(range(least, most))")
  }

  private func range(_ least: Int, _ most: Int) -> String {
    if least == most { return "\(least)" }
    return most == least + 1
      ? say("\(least) of \(most)", "\(least) or \(most)")
      : say("\(least) tot \(most)", "\(least) to \(most)")
  }

  /// What a bar shows: `5 voldoen, 1 voldoet niet, 2 nog open`.
  package func parts(_ tally: Tally) -> String {
    let open = tally.open + tally.unsure
    var parts: [String] = []
    if tally.met > 0 {
      parts.append(say(tally.met == 1 ? "1 voldoet" : "\(tally.met) voldoen", "\(tally.met) met"))
    }
    if tally.failed > 0 {
      let word = tally.failed == 1 ? "voldoet" : "voldoen"
      parts.append(say("\(tally.failed) \(word) niet", "\(tally.failed) not met"))
    }
    if open > 0 { parts.append(say("\(open) nog open", "\(open) still open")) }
    return parts.joined(separator: ", ")
  }

  /// A heading of a list, with how many there are.
  package func counted(_ heading: String, _ count: Int) -> String { "\(heading) (\(count))" }

  func validity(_ edition: Report.Edition) -> String {
    guard let first = edition.validFrom else { return say("nooit van kracht", "never in force") }
    let from = date(first)
    guard let last = edition.validUntil else {
      return say("geldig vanaf \(from)", "valid from \(from)")
    }
    return say(
      "geldig van \(from) tot en met \(date(last))", "valid from \(from) to \(date(last)) inclusive"
    )
  }

  package func edition(_ edition: Report.Edition) -> String {
    "\(edition.id), \(say("versie", "version")) \(edition.version)"
  }

  package func answer(_ answer: JudgementAnswer) -> String {
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
    let dates = count == 1 ? say("1 datum", "1 date") : say("\(count) datums", "\(count) dates")
    guard let limit = timeline.limit else {
      return "\(title): \(dates)."
    }
    let number = late == 0 ? say("geen", "none") : "\(late)"
    return say(
      "\(title): \(dates), waarvan \(number) na de grens van \(date(limit)).",
      "\(title): \(dates), \(number) of them after the limit of \(date(limit))."
    )
  }

  package func more(_ count: Int) -> String { say("en nog \(count)", "and \(count) more") }

  /// `1 juni 2029`.
  package func date(_ date: CalendarDate) -> String { date.words(language) }
}

extension Verdict {
  /// Goes with the word, or with a legend that has it.
  package var symbol: String {
    switch self {
    case .passes: "✓"
    case .fails: "✗"
    case .undetermined: "?"
    case .needsJudgement: "◇"
    case .notApplicable: "–"
    }
  }

  /// A cross is for what a plan fails on.
  package func symbol(_ force: Check.Force) -> String {
    self == .fails && force == .expectation ? "!" : look(force).symbol
  }

  /// The verdict that this one, of a check of some force, looks like.
  package func look(_ force: Check.Force) -> Verdict {
    guard self == .fails else { return self }
    return switch force {
    case .condition: .fails
    case .expectation: .needsJudgement
    case .option: .notApplicable
    }
  }
}

extension Report.Check {
  var symbol: String { verdict.symbol(force) }
  var look: Verdict { verdict.look(force) }
}

extension Report.Outcome.Kind {
  /// The verdict that it looks like.
  package var verdict: Verdict {
    switch self {
    case .positive: .passes
    case .negative: .fails
    case .answersMissing, .rulesetFault: .undetermined
    case .judgementNeeded: .needsJudgement
    }
  }
}
