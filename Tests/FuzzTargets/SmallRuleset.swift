import Rules

/// A ruleset of a page that has something of everything a ruleset can have.
enum SmallRuleset {
  static let folder = """
    ruleset: fuzz/small
    title: { nl: Klein, en: Small }
    authority: { nl: Niemand, en: Nobody }
    about: { nl: Om te testen, en: For tests }
    submission date: submitted on
    plan title: title
    versions:
      - version: v1
        valid from: 2023-02-01
        title: { nl: Eerste, en: First }
        changes: { nl: Nieuw, en: New }
        files: [basis.yaml, c1.yaml]

    """

  static let basis = """
    sources:
      k: { title: K, publisher: P, date: 2023-01-10, sections: { s: S } }
    readings:
      H: { point: { nl: Wat?, en: What? }, choice: { nl: Dit, en: This } }
    types:
      party:
        fields:
          name: { type: string }
          decides: { type: boolean, required: false }
          since: { type: date }
    vocabulary:
      title: { type: string }
      submitted on: { type: date }
      parties: { type: list of party }
      balance: { type: number, unit: EUR, constraint: "? >= -1000" }
      scale:
        type: string
        allowed: { small: { nl: klein, en: small }, large: { nl: groot, en: large } }
      tags: { type: list of string, required: false }
      case:
        fields:
          share: { type: number, unit: "%", constraint: "[0..100]" }
          at: { type: time }
          moment: { type: date and time }
          span: { type: days and time duration }
          term: { type: years and months duration, required: false }
          sure: { type: boolean }
    parameters:
      threshold:
        kind: threshold
        type: number
        unit: EUR
        title: { nl: Hoeveel?, en: How much? }
        why: { nl: Geen bron, en: No source }
      years:
        kind: reading
        type: number
        value: "5"
        reading: H
        title: { nl: Hoe lang?, en: How long? }
        why: { nl: Zo gelezen, en: Read so }
    definitions:
      end: submitted on + duration("P5Y")
      is early: 'function(p: party) p.since <= end'
      class:
        type: string
        table:
          hit policy: FIRST
          inputs:
            - { expression: balance }
            - { expression: scale }
          outputs:
            - { type: string, allowed: '"high", "low"', default: '"low"' }
          rules:
            - { when: ["> 0", '"large"'], then: ['"high"'], source: k#s }
            - { when: ["<= 0", "-"], then: ['"low"'], source: k#s }
    outcome:
      source: k#s
      definitions:
        all: C1 = true
      decide: 'if all then "yes" else "no"'
      results:
        'yes': { effect: positive, title: { nl: Ja, en: Yes }, text: { nl: Ja, en: Yes } }
        'no': { effect: negative, title: { nl: Nee, en: No }, text: { nl: Nee, en: No } }
      undecided:
        answers missing: { title: { nl: A, en: A }, text: { nl: A, en: A } }
        judgement needed: { title: { nl: B, en: B }, text: { nl: B, en: B } }
      timeline:
        title: { nl: Wanneer, en: When }
        items: "for p in parties return { label: p.name, date: p.since }"
        limit: end

    """

  static let criterion = """
    criterion: C1
    number: 1
    title: { nl: Saldo, en: Balance }
    requirement: { nl: Het saldo is positief, en: The balance is positive }
    source: k#s
    checks:
      - check: C1.1
        title: { nl: Saldo, en: Balance }
        source: k#s
        basis: source
        force: condition
        words: { nl: P, en: P }
        reading: H
        rule: balance > 0 and case.share < 50 and class = "high"
        passes: { nl: "Het saldo is {balance}.", en: "The balance is {balance}." }
        fails: { nl: "Te laag: {balance} bij {case.share}", en: "Too low: {balance} at {case.share}" }
      - check: C1.2
        title: { nl: Partijen, en: Parties }
        source: k#s
        basis: derived
        force: condition
        words: { nl: P, en: P }
        applies: count(parties) > 0 and scale = "large"
        not applicable: { nl: Niemand, en: Nobody }
        rule: every p in parties satisfies is early(p) and p.name != title
        passes: { nl: "Alle op {case.moment} voor {end}.", en: "All at {case.at} before {end}." }
        fails: { nl: "{p.name} sinds {p.since}", en: "{p.name} since {p.since}" }
      - check: C1.3
        title: { nl: Oordeel, en: Judgement }
        source: k#s
        basis: derived
        force: condition
        words: { nl: P, en: P }
        rule: balance > threshold or case.sure
        passes: { nl: P, en: P }
        fails: { nl: F, en: F }
        judgement:
          question: { nl: Goed?, en: Good? }
          guidance: { nl: Kijk, en: Look }
        figures:
          - { label: { nl: Duur, en: Span }, value: "[case.span, case.term, years]" }
          - { label: { nl: Partijen, en: Parties }, value: "for p in parties return {a: p.name, b: p.since}" }

    """

  /// The files of the ruleset, one of them with other bytes.
  ///
  /// What is not replaced was read before: a fuzzer asks for it a thousand times a second.
  static func ruleset(folder bytes: [UInt8]) throws(Diagnostics) -> Ruleset {
    try ruleset(read(bytes), [basisPart, criterionPart])
  }

  static func ruleset(basis bytes: [UInt8]) throws(Diagnostics) -> Ruleset {
    try ruleset(rightFolder.get(), [part("basis.yaml", bytes), criterionPart])
  }

  static func ruleset(criterion bytes: [UInt8]) throws(Diagnostics) -> Ruleset {
    try ruleset(rightFolder.get(), [basisPart, part("c1.yaml", bytes)])
  }

  private static func ruleset(
    _ folder: RulesetFolder, _ parts: [RulesetPart]
  ) throws(Diagnostics) -> Ruleset {
    guard let version = folder.versions.first else { throw Diagnostics([]) }
    return try Ruleset(compiling: RulesetModel(of: folder, version: version, parts: parts))
  }

  private static let basisPart = part("basis.yaml", Array(basis.utf8))
  private static let criterionPart = part("c1.yaml", Array(criterion.utf8))
  private static let rightFolder = Result { () throws(Diagnostics) in
    try read(Array(folder.utf8))
  }

  private static func part(_ name: String, _ bytes: [UInt8]) -> RulesetPart {
    RulesetPart(reading: SourceText(name: name, bytes: bytes))
  }

  private static func read(_ bytes: [UInt8]) throws(Diagnostics) -> RulesetFolder {
    try RulesetFolder(reading: SourceText(name: "ruleset.yaml", bytes: bytes))
  }
}
