import Rules

/// The files of a ruleset that somebody begins: small, in both languages, and with nothing wrong in it.
struct RulesetStart {
  /// The path under the folder of rulesets: `subsidie/buurt`.
  let name: String
  /// The first day that it is valid on, which is also the day of its example.
  let day: CalendarDate

  /// The files, by their paths in the folder of the ruleset.
  var files: [(path: String, text: String)] {
    [
      ("ruleset.yaml", identity), ("sources.yaml", Self.sources),
      ("vocabulary.yaml", Self.vocabulary), ("c1-bedrag.yaml", Self.criterion),
      ("outcome.yaml", Self.outcome), ("examples/fietsles.yaml", example),
      ("tests/fietsles.yaml", Self.test),
    ]
  }

  private var identity: String {
    """
    ruleset: \(name)
    title: { nl: Nieuwe regels, en: New rules }
    authority: { nl: Wie de regels vaststelt, en: Who issues the rules }
    about: { nl: Beslist of een aanvraag aan de regels voldoet., en: Decides whether an application meets the rules. }
    submission date: ingediend op
    plan title: titel
    versions:
      - version: v1
        valid from: \(day)
        title: { nl: Eerste versie, en: First version }
        changes: { nl: Eerste versie., en: First version. }
        files: [sources.yaml, vocabulary.yaml, c1-bedrag.yaml, outcome.yaml]

    """
  }

  private static let sources = """
    # The texts that the rules come from. Each rule cites one of their sections: regeling#artikel-1.
    sources:
      regeling:
        title: De regeling
        publisher: De regelgever
        date: 2026-01-01
        sections:
          artikel-1: Artikel 1, het bedrag
          artikel-2: Artikel 2, de beslissing

    """

  private static let vocabulary = """
    # What is asked of a plan, in the order of the questions.
    vocabulary:
      titel:
        type: string
        label: { nl: Titel, en: Title }
        example: Fietsles voor nieuwkomers
      ingediend op:
        type: date
        label: { nl: Ingediend op, en: Submitted on }
      bedrag:
        type: number
        unit: EUR
        constraint: "? >= 0"
        label: { nl: Gevraagd bedrag, en: Amount asked for }
        question: { nl: Hoeveel geld vraagt u?, en: How much money do you ask for? }

    """

  private static let criterion = """
    definitions:
      hoogste bedrag: { value: "5000", type: number, unit: EUR, title: { nl: Hoogste bedrag, en: Highest amount } }

    criterion: C1
    number: 1
    title: { nl: Het bedrag is niet te hoog, en: The amount is not too high }
    requirement: { nl: De aanvraag vraagt niet meer dan er is., en: The application asks for no more than there is. }
    source: regeling#artikel-1
    checks:
      - check: C1.1
        title: { nl: Het bedrag past bij de regeling, en: The amount fits the regulation }
        source: regeling#artikel-1
        basis: source
        force: condition
        words: { nl: het bedrag is niet hoger dan het hoogste bedrag, en: the amount is no higher than the highest amount }
        rule: bedrag <= hoogste bedrag
        passes: { nl: "U vraagt {bedrag}. Dat mag.", en: "You ask for {bedrag}. That is allowed." }
        fails: { nl: "U vraagt {bedrag}. Hoogstens {hoogste bedrag} mag.", en: "You ask for {bedrag}. At most {hoogste bedrag} is allowed." }

    """

  private static let outcome = """
    outcome:
      source: regeling#artikel-2
      decide: if C1 then "voldoet" else "voldoet niet"
      results:
        voldoet:
          effect: positive
          title: { nl: Voldoet, en: Meets the rules }
          text: { nl: De aanvraag voldoet aan de regels., en: The application meets the rules. }
        voldoet niet:
          effect: negative
          title: { nl: Voldoet niet, en: Does not meet the rules }
          text: { nl: De aanvraag voldoet niet aan de regels., en: The application does not meet the rules. }
      undecided:
        answers missing:
          title: { nl: Er ontbreken antwoorden, en: Answers are missing }
          text: { nl: Beantwoord de vragen die nog open zijn., en: Answer the questions that are still open. }
        judgement needed:
          title: { nl: Een mens moet oordelen, en: A person must judge }
          text: { nl: Een beoordelaar kijkt hiernaar., en: A reviewer looks at this. }

    """

  private var example: String {
    """
    ruleset: \(name)
    titel: Fietsles voor nieuwkomers
    ingediend op: \(day)
    bedrag: 4500

    """
  }

  private static let test = """
    plan: ../examples/fietsles.yaml
    outcome: voldoet
    criteria: { C1: passes }
    checks:
      C1.1: passes
    reasons:
      C1.1: € 4.500
    variants:
      - name: net genoeg
        change: { bedrag: 5000 }
        differs: {}
      - name: een cent te veel
        change: { bedrag: 5000.01 }
        differs: { C1.1: fails }
        outcome: voldoet niet
      - name: zonder bedrag
        remove: [bedrag]
        differs: { C1.1: undetermined }
        outcome: answers missing
        asks: [bedrag]

    """
}
