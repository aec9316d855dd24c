@testable import Assess
@testable import Rules

/// An assessment in which every verdict and every optional part occurs.
enum SampleAssessment {
  private typealias Base = SampleRuleset

  private static func both(_ nl: String, _ en: String) -> LocalizedText { Base.both(nl, en) }

  private static let date = InputPath([.member("oogst"), .item(2), .member("datum")])
  private static let water = InputPath([.member("water")])
  private static let question = Judgement(
    question: both("Is de heg mooi?", "Is the hedge fair?"),
    guidance: both("Kijk vanaf de straat.", "Look from the street."), moment: .passes)

  private static func finding(
    _ check: Check, _ verdict: Verdict, reasons: [LocalizedText] = [], missing: [InputPath] = [],
    unset: [Name] = [], assumptions: [Name] = [], figures: [CheckFinding.Figure] = [],
    judgement: JudgementAnswer? = nil, remarks: [LocalizedText] = []
  ) -> CheckFinding {
    CheckFinding(
      check: check, verdict: verdict, reasons: reasons, missing: missing, unsetParameters: unset,
      assumptions: assumptions, figures: figures, judgement: judgement, remarks: remarks,
      fault: nil)
  }

  private static func tally(_ verdicts: [Verdict]) -> Tally {
    verdicts.reduce(into: Tally()) { $0.count($1, mayNotApply: false) }
  }

  private static func finding(
    _ number: String, _ title: LocalizedText, _ requirement: LocalizedText, _ verdict: Verdict,
    notApplicable: LocalizedText? = nil, _ checks: [CheckFinding]
  ) -> CriterionFinding {
    let source = number == "5" ? "brief" : "regels"
    let citation = Citation(document: source, section: source == "brief" ? "p2" : "art-1")
    return CriterionFinding(
      criterion: Base.criterion(
        number, title, requirement, citing: [citation], checks.map(\.check)), verdict: verdict,
      notApplicable: notApplicable, tally: tally(checks.map(\.verdict)), checks: checks)
  }

  static let criteria = [
    finding(
      "1", both("Zon en water", "Sun and water"),
      both("Het perk heeft zon en water.", "The plot has sun and water."), .passes,
      [
        finding(
          Base.check("C1.1", both("Zon", "Sun")), .passes,
          reasons: [both("Er is 8 uur zon per dag.", "There are 8 hours of sun a day.")]),
        finding(
          Base.check(
            "C1.2", both("Heg", "Hedge"), basis: .derived, judgement: question), .passes,
          judgement: JudgementAnswer(
            holds: true, explanation: "Keurig.\nGezien op 3 mei.", author: .reviewer)),
      ]),
    finding(
      "2", both("Binnen vijf jaar", "Within five years"),
      both("Alle oogst is binnen vijf jaar.", "The harvest is in within five years."), .fails,
      [
        finding(
          Base.check("C2.1", both("Oogst op tijd", "Harvest in time"), readings: ["H1"]), .fails,
          reasons: [
            both(
              "De oogst van \"prei\" is op 2 juni 2029, na 1 juni 2029.",
              "The harvest of \"prei\" is on 2 June 2029, after 1 June 2029."),
            both(
              "De oogst van \"kool\" is op 9 juni 2030, na 1 juni 2029. Dat is een jaar en acht "
                + "dagen te laat voor een plan dat binnen vijf jaar klaar moet zijn.",
              "The harvest of \"kool\" is on 9 June 2030, after 1 June 2029. That is a year and "
                + "eight days late for a plan that must be ready within five years."),
          ], assumptions: ["anker"]),
        finding(
          Base.check("C2.2", both("Rust", "Quiet"), basis: .assumption, force: .expectation),
          .fails,
          reasons: [both("Er is een haan.", "There is a cock.")],
          remarks: [both("deling door nul", "division by zero")]),
      ]),
    finding(
      "3", both("Oogstdatums", "Harvest dates"),
      both("Elke oogst heeft een datum.", "Every harvest has a date."), .undetermined,
      [
        finding(
          Base.check("C3.1", both("Datum bekend", "Date known")), .undetermined,
          missing: [date, water])
      ]),
    finding(
      "4", both("Een mooie heg", "A fair hedge"),
      both("De heg is mooi en niet te hoog.", "The hedge is fair and not too high."),
      .needsJudgement,
      [
        finding(
          Base.check("C4.1", both("Heg mooi", "Hedge fair"), judgement: question), .needsJudgement,
          figures: [.init(label: both("Hoogte", "Height"), value: both("1,5 m", "1.5 m"))],
          judgement: JudgementAnswer(
            holds: true, explanation: "Iedereen vindt hem mooi.", author: .applicant)),
        finding(
          Base.check("C4.2", both("Genoeg zon", "Enough sun")), .needsJudgement,
          unset: ["genoeg zon"], assumptions: ["hoogte"],
          figures: [.init(label: both("Zonuren", "Hours of sun"), value: both("8", "8"))]),
      ]),
    finding(
      "5", both("Kassen", "Greenhouses"),
      both("Een kas heeft een vergunning.", "A greenhouse has a permit."), .notApplicable,
      notApplicable: both("Het plan heeft geen kas.", "The plan has no greenhouse."), []),
  ]

  static let assumptions = [
    AssumptionFinding(
      parameter: Base.threshold, value: nil, origin: .unset, checks: ["C4.2"]),
    AssumptionFinding(
      parameter: Base.anchor, value: both("de start", "the start"),
      origin: .reading([Base.reading]), checks: ["C2.1"]),
    AssumptionFinding(
      parameter: Base.height, value: both("2 m", "2 m"),
      origin: .setting(reason: "Besluit van de buurt", date: Base.day(2024, 3, 1)),
      checks: ["C4.1", "C4.2"]),
  ]

  static let timeline = Timeline(
    title: both("De oogst en de vijf jaar", "The harvest and the five years"),
    limit: Base.day(2029, 6, 1),
    items: [
      Timeline.Item(label: "kool", date: Base.day(2030, 6, 9)),
      Timeline.Item(label: "start", date: Base.day(2024, 6, 1)),
      Timeline.Item(label: "prei", date: Base.day(2029, 6, 2)),
      Timeline.Item(label: "bieten", date: Base.day(2027, 8, 15)),
    ])

  static let moment = Base.day(2024, 7, 1).midnightUTC

  static func assessment(
    outcome: OutcomeFinding = .decided(Base.outcome.results[1]),
    criteria: [CriterionFinding] = criteria, isBare: Bool = false, timeline: Timeline? = timeline
  ) -> Assessment {
    let questions = [(date, ["oogst", "datum"]), (water, ["water"])].compactMap { path, names in
      Base.vocabulary.field(at: names).map { OpenQuestion(path: path, field: $0, checks: ["C3.1"]) }
    }
    return Assessment(
      ruleset: Base.identity, moment: moment, outcome: outcome,
      tally: tally(criteria.map(\.verdict)), criteria: criteria,
      openQuestions: isBare ? [] : questions, assumptions: isBare ? [] : assumptions,
      timeline: isBare ? nil : timeline, faults: [])
  }

  static func report(
    _ assessment: Assessment = assessment(), title: String? = "Prei & kool",
    file: String = "plannen/prei.yaml", indication: LocalizedText? = nil,
    in language: Language = .nl
  ) -> Report {
    Report(
      assessment, by: Base.model, indication: indication, of: .init(title: title, file: file),
      explained: nil, in: language)
  }

  /// The same report with explanations, of which every part occurs.
  static func explainedReport(in language: Language = .nl) -> Report {
    var report = report(in: language)
    for (condition, item) in report.conditions.enumerated() {
      for (check, item) in item.checks.enumerated() {
        guard item.verdict == .fails else { continue }
        report.conditions[condition].checks[check].explanation = explanation[language]
        let isFirst = item.id == "C2.1"
        report.conditions[condition].checks[check].suggestions =
          isFirst
          ? suggestions(in: language)
          : .init(
            found: [], isCutShort: true, evaluations: 9, unsolved: ["C2.2"])
      }
    }
    report.suggestions = suggestions(in: language)
    return report
  }

  private static let explanation: [Language: Report.Explanation] = [
    .nl: explanation(
      "Bij 'oogst': dit klopt niet bij 1 van de 2:",
      "Datum ('prei'): 2 juni 2029. Dat moet voor 1 juni 2029 zijn.",
      "Datum ('prei'): 2 juni 2029. De grens is 1 juni 2029, het verschil 1 dag.",
      "Vanaf wanneer tellen de vijf jaar? Nu: de start. Bij het einde wordt het oordeel: voldoet.",
      ("Datum ('prei')", "2 juni 2029", "31 mei 2029", "1 juni 2029")),
    .en: explanation(
      "In 'harvest': this is so for all but 1 of 2:",
      "Date ('prei'): 2 June 2029. That must be before 1 June 2029.",
      "Date ('prei'): 2 June 2029. The limit is 1 June 2029, the difference 1 day.",
      "From when do the five years count? Now: the start. At the end the verdict becomes: passes.",
      ("Date ('prei')", "2 June 2029", "31 May 2029", "1 June 2029")),
  ]

  private static func explanation(
    _ whole: String, _ part: String, _ margin: String, _ parameter: String,
    _ texts: (label: String, value: String, other: String, same: String)
  ) -> Report.Explanation {
    let claim = Report.Claim(
      holds: false, isAsWanted: false, sentence: part, rule: "o.datum < grens",
      filled: "2029-06-02 < 2029-06-01", parts: [], more: 0)
    let circumstance = Report.Claim(
      holds: true, isAsWanted: nil, sentence: texts.label, rule: nil, filled: nil, parts: [],
      more: 0)
    return Report.Explanation(
      claims: [
        circumstance,
        Report.Claim(
          holds: false, isAsWanted: false, sentence: whole,
          rule: "every o in oogst satisfies o.datum < grens", filled: nil, parts: [claim], more: 3),
      ],
      grounds: [
        .init(
          inputs: [
            .init(
              path: InputPath([.member("oogst"), .item(2), .member("datum")]), label: texts.label,
              value: texts.value, isNeeded: false)
          ], more: 0, isMinimal: false),
        .init(
          inputs: [
            .init(
              path: InputPath([.member("oogst"), .item(3), .member("datum")]), label: texts.label,
              value: texts.value, isNeeded: true)
          ], more: 0, isMinimal: true),
      ],
      furtherGrounds: 1,
      margins: [
        .init(
          path: "oogst[2].datum", sentence: margin, value: texts.value, limit: texts.same,
          distance: 1, percentage: nil, lastSame: texts.same, firstOther: texts.other,
          becomes: .passes, holds: false, position: 0.52)
      ],
      parameters: [parameter])
  }

  private static func suggestions(in language: Language) -> Report.Suggestions {
    let isDutch = language == .nl
    return .init(
      found: [
        .init(
          changes: [
            .init(
              path: "oogst[2].datum",
              sentence: isDutch
                ? "Verander \"Datum ('prei')\" in: 31 mei 2029 (nu: 2 juni 2029)."
                : "Change \"Date ('prei')\" to: 31 May 2029 (now: 2 June 2029).")
          ], newlyFailing: [], newlyMet: ["C2.1", "C3.1"], stillJudged: []),
        .init(
          changes: [
            .init(
              path: "oogst[2]",
              sentence: isDutch
                ? "Haal 'prei' weg bij \"Oogst\"."
                : "Take 'prei' away from \"Harvest\".")
          ], newlyFailing: ["C1.1"], newlyMet: ["C2.1"], stillJudged: ["C4.1"]),
      ], isCutShort: true, evaluations: 40, unsolved: [])
  }
}
