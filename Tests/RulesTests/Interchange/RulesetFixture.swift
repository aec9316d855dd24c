import Rules

/// A small ruleset that reads without a fault; each test states only its difference.
enum RulesetFixture {
  static let folder = """
    ruleset: test/plan
    title: { nl: Proef, en: Trial }
    authority: { nl: Niemand, en: Nobody }
    about: { nl: Om te testen, en: For tests }
    submission date: ingediend op
    plan title: titel
    versions:
      - version: v1
        valid from: 2023-02-01
        valid until: 2023-10-17
        title: { nl: Eerste, en: First }
        changes: { nl: Nieuw, en: New }
        files: [basis.yaml, c1.yaml]
      - version: v2
        valid from: 2025-07-08
        not encoded: { nl: De tekst is er niet, en: The text is not there }

    """

  static let basis = """
    sources:
      kader:
        title: Kader
        publisher: VWS
        date: 2023-01-10
        sections:
          stap-1: Stap 1
    readings:
      H1:
        point: { nl: Wat?, en: What? }
        choice: { nl: Dit, en: This }
    types:
      partij:
        fields:
          naam: { type: string }
          bepalend: { type: boolean, required: false }
    vocabulary:
      titel: { type: string, example: Hart }
      ingediend op: { type: date }
      partijen: { type: list of partij }
      saldo: { type: number, unit: EUR, constraint: "? >= 0" }
      schaal:
        type: string
        allowed:
          lokaal: { nl: lokaal, en: local }
          regionaal: { nl: regionaal, en: regional }
    parameters:
      drempel:
        kind: threshold
        type: number
        title: { nl: Hoeveel?, en: How much? }
        why: { nl: Geen bron, en: No source }
      anker:
        kind: reading
        type: string
        value: '"start"'
        reading: H1
        title: { nl: Vanaf?, en: From? }
        why: { nl: Zo gelezen, en: Read so }
    definitions:
      dubbel: saldo * 2
      klasse:
        type: string
        table:
          hit policy: FIRST
          inputs:
            - { expression: saldo }
          outputs:
            - { type: string, allowed: '"hoog", "laag"', default: '"laag"' }
          rules:
            - { when: ["> 0"], then: ['"hoog"'], source: kader#stap-1 }
    outcome:
      source: kader#stap-1
      definitions:
        alles: C1 = true
      decide: 'if alles then "voldoet" else "voldoet niet"'
      results:
        voldoet: { effect: positive, title: { nl: Ja, en: Yes }, text: { nl: Ja, en: Yes } }
        voldoet niet: { effect: negative, title: { nl: Nee, en: No }, text: { nl: Nee, en: No } }
      undecided:
        answers missing: { title: { nl: A, en: A }, text: { nl: A, en: A } }
        judgement needed: { title: { nl: B, en: B }, text: { nl: B, en: B } }
    """

  static let criterion = """
    criterion: C1
    number: 1
    title: { nl: Saldo, en: Balance }
    requirement: { nl: Het saldo is positief, en: The balance is positive }
    source: kader#stap-1
    checks:
      - check: C1.1
        title: { nl: Saldo, en: Balance }
        source: [kader#stap-1]
        basis: source
        force: condition
        words: { nl: P, en: P }
        reading: H1
        rule: saldo > 0
        passes: { nl: "Het saldo is {saldo}.", en: "The balance is {saldo}." }
        fails: { nl: "Te laag: {saldo} {{ok}", en: "Too low: { string(saldo) }" }
      - check: C1.2
        title: { nl: Oordeel, en: Judgement }
        source: kader#stap-1
        basis: derived
        force: condition
        words: { nl: P, en: P }
        applies: saldo > 5
        not applicable: { nl: Klein, en: Small }
        judgement:
          question: { nl: Goed?, en: Good? }
          guidance: { nl: Kijk, en: Look }
        figures:
          - { label: { nl: Saldo, en: Balance }, value: saldo }

    """

  static func readFolder(_ text: String = folder) throws(Diagnostics) -> RulesetFolder {
    try RulesetFolder(reading: SourceText(name: "ruleset.yaml", text: text))
  }

  static func read(
    basis: String = basis, criterion: String = criterion, limits: RulesetLimits = .standard
  ) throws(Diagnostics) -> RulesetModel {
    let folder = try readFolder()
    return try RulesetModel(
      of: folder, version: folder.versions[0],
      files: [
        SourceText(name: "basis.yaml", text: basis), SourceText(name: "c1.yaml", text: criterion),
      ], limits: limits)
  }

  /// What is wrong, as `file:line:column words` with how to mend it after ` | `.
  static func faults(_ work: () throws(Diagnostics) -> Void) -> [String] {
    do {
      try work()
      return []
    } catch {
      return error.all.map { Self.line($0, .en) }
    }
  }

  static func line(_ fault: Diagnostic, _ language: Language) -> String {
    let place = fault.source.position(at: fault.range.start)
    let mend = fault.mend.map { " | \($0[language])" } ?? ""
    return "\(fault.source.name):\(place.line):\(place.column) \(fault.message[language])\(mend)"
  }
}
