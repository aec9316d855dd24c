@testable import Rules

@testable import Assess

/// A small ruleset about allotments, in which every part that a report can show occurs.
enum SampleRuleset {
  static let text = SourceText(name: "ruleset.yaml", text: "true")
  static let range = SourceRange(0, 0)
  static let fragment = SourceFragment(whole: text)

  static func both(_ nl: String, _ en: String) -> LocalizedText { LocalizedText(nl: nl, en: en) }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    CalendarDate(year: year, month: month, day: day) ?? .epoch
  }

  static let identity = RulesetIdentity(
    ruleset: "tuin/perk", version: "2024-01", title: both("Moestuinen", "Allotments"),
    versionTitle: both("Regels van 2024", "Rules of 2024"),
    authority: both("De gemeente", "The municipality"),
    about: both("Wie een perk krijgt.", "Who gets a plot."),
    changes: both("Eerste versie.", "First version."), validFrom: day(2024, 1, 1),
    validUntil: day(2024, 12, 31), submissionField: "ingediend op", titleField: "titel",
    files: [text])

  static let sources = [
    SourceDocument(
      key: "regels", title: "Tuinregels <2024>", publisher: "Gemeente", date: day(2023, 12, 1),
      url: "https://example.org/regels?a=1&b=2", note: both("Een concept.", "A draft."),
      sections: [
        .init(key: "art-1", title: "Artikel 1"), .init(key: "art-2", title: "Artikel 2"),
      ]),
    SourceDocument(
      key: "brief", title: "Brief van de wethouder", publisher: "Wethouder",
      date: day(2024, 2, 29), url: "javascript:alert(1)", note: nil,
      sections: [.init(key: "p2", title: "Bladzijde 2")]),
    SourceDocument(
      key: "ongenoemd", title: "Niet aangehaald", publisher: "Niemand", date: day(2020, 1, 1),
      url: nil, note: nil, sections: []),
  ]

  static let reading = Reading(
    key: "H1", point: both("Vanaf welke dag telt de termijn?", "From which day does it count?"),
    choice: both("Vanaf de start.", "From the start."))

  static let vocabulary = Vocabulary([
    Field(name: "titel", kind: .string(allowed: []), label: both("Titel", "Title")),
    Field(
      name: "oogst",
      kind: .list(
        .group([
          Field(name: "gewas", kind: .string(allowed: []), label: both("Gewas", "Crop")),
          Field(
            name: "datum", kind: .date, label: both("Oogstdatum", "Harvest date"),
            question: both("Wanneer wordt geoogst?", "When is the harvest?"),
            help: both("De eerste dag van de oogst.", "The first day of the harvest."),
            example: "2029-06-01"),
        ])), label: both("Oogst", "Harvest")),
    Field(name: "water", kind: .boolean),
  ])

  static let threshold = Parameter(
    name: "genoeg zon", type: .number, kind: .threshold,
    title: both("Hoeveel zon is genoeg?", "How much sun is enough?"),
    why: both("Geen bron noemt een getal.", "No source gives a number."), nameRange: range,
    source: text)

  static let anchor = Parameter(
    name: "anker", type: .string, kind: .reading(keys: ["H1"], value: fragment),
    title: both("Waar begint de termijn?", "Where does the term begin?"),
    why: both("De bron zwijgt.", "The source is silent."), nameRange: range, source: text)

  static let height = Parameter(
    name: "hoogte", type: .number, kind: .threshold,
    title: both("Hoe hoog mag een heg zijn?", "How high may a hedge be?"),
    why: both("De bron zegt: redelijk.", "The source says: reasonable."), nameRange: range,
    source: text)

  static func check(
    _ id: String, _ title: LocalizedText, basis: Check.Basis = .source,
    force: Check.Force = .condition, readings: [String] = [], judgement: Judgement? = nil
  ) -> Check {
    Check(
      id: id, title: title, citations: [Citation(document: "regels", section: "art-2")],
      basis: basis, readings: readings, force: force,
      words: force == .condition ? both("Zo moet het.", "So it must be.") : nil, applicability: nil,
      rule: judgement == nil ? fragment : nil, judgement: judgement, passes: nil, fails: nil,
      figures: [], source: text, range: range)
  }

  static func criterion(
    _ number: String, _ title: LocalizedText, _ requirement: LocalizedText,
    citing citations: [Citation], _ checks: [Check]
  ) -> Criterion {
    Criterion(
      id: "C\(number)", number: both(number, number), title: title, requirement: requirement,
      citations: citations, applicability: nil, rulesDay: .submission, checks: checks,
      source: text,
      range: range)
  }

  static let outcome = Outcome(
    citations: [Citation(document: "brief", section: "p2")], logic: BoxedExpression(fragment),
    results: [
      .init(
        value: "perk", effect: .positive, title: both("Een perk", "A plot"),
        text: both("Dit plan krijgt een perk.", "This plan gets a plot.")),
      .init(
        value: "geen perk", effect: .negative, title: both("Geen perk", "No plot"),
        text: both(
          "Dit plan krijgt geen perk.\nBij elke voorwaarde staat waarom.",
          "This plan gets no plot.\nEach condition says why.")),
    ],
    answersMissing: .init(
      title: both("Nog niet te zeggen", "Cannot tell yet"),
      text: both("Er ontbreken antwoorden.", "Answers are missing.")),
    judgementNeeded: .init(
      title: both("Wacht op een beoordelaar", "Waits for a reviewer"),
      text: both("Een mens moet oordelen.", "A person must judge.")),
    source: text, range: range)

  static let model = RulesetModel(
    identity: identity, sources: sources, readings: [reading], types: [], vocabulary: vocabulary,
    parameters: [threshold, anchor, height], definitions: [], criteria: [], outcome: outcome)
}
