import Rules

/// A small ruleset with optional answers and lists that may be empty; each test states its rule.
enum ReviewedRuleset {
  /// - Parameters:
  ///   - rule: the rule of the only check, in FEEL without single quotation marks.
  ///   - applies: when the check applies; always without it.
  ///   - types: types of items besides, each indented by two.
  ///   - fields: questions besides, each but the first indented by two.
  ///   - decide: the keys that give the outcome.
  ///   - criteria: how many there are, each with that check.
  ///   - rules: those of the criteria after the first, where they have others.
  ///   - also: keys of each criterion besides.
  static func make(
    _ rule: String, applies: String? = nil, types: String = "", fields: String = "",
    definitions: String = "",
    decide: String =
      "decide: 'if C1 = false then \"nee\" else if C1 = null then \"nee\" else \"ja\"'",
    criteria: Int = 1, rules: [String] = [], also: String = ""
  ) throws(Diagnostics) -> Ruleset {
    let basis = """
      sources:
        kader: { title: Kader, publisher: VWS, date: 2023-01-10, sections: { stap-1: Stap 1 } }
      types:
        post:
          fields:
            bedrag: { type: number }
            extra: { type: number, required: false }
        dag:
          fields:
            los: { type: boolean, required: false }
            eind: { type: date, required: false }
      \(types)
      vocabulary:
        titel: { type: string }
        ingediend op: { type: date }
        subsidie: { type: number, required: false }
        bedrag: { type: number }
        posten: { type: list of post }
        notitie: { type: string, required: false }
        \(fields)
      definitions:
        totaal: sum(posten.bedrag)
        veilig: if count(posten) = 0 then 0 else sum(posten.bedrag)
        met extra: posten[extra != null]
        helper: 'function(p: post) p.extra > 3'
        heeft extra: 'function(p: post) p.extra != null'
        geldig: subsidie != null and subsidie > 0
      \(definitions)
      outcome:
        source: kader#stap-1
        \(decide)
        results:
          ja: { effect: positive, title: { nl: Ja, en: Yes }, text: { nl: Ja, en: Yes } }
          nee: { effect: negative, title: { nl: Nee, en: No }, text: { nl: Nee, en: No } }
        undecided:
          answers missing: { title: { nl: A, en: A }, text: { nl: A, en: A } }
          judgement needed: { title: { nl: B, en: B }, text: { nl: B, en: B } }
      """
    let condition =
      applies.map { "    applies: '\($0)'\n    not applicable: { nl: N, en: N }\n" } ?? ""
    func criterion(_ number: Int) -> String {
      """
      criterion: C\(number)
      \(also)
      number: 1
      title: { nl: P, en: P }
      requirement: { nl: P, en: P }
      source: kader#stap-1
      checks:
        - check: C\(number).1
          title: { nl: P, en: P }
          source: kader#stap-1
          basis: source
          force: condition
          words: { nl: P, en: P }
          rule: '\(number > 1 && rules.count >= number - 1 ? rules[number - 2] : rule)'
          passes: { nl: P, en: P }
          fails: { nl: P, en: P }

      """
    }
    let folder = try RulesetFixture.readFolder()
    return try Ruleset(
      compiling: RulesetModel(
        of: folder, version: folder.versions[0],
        files: [
          SourceText(name: "basis.yaml", text: basis)
        ]
          + (1...criteria).map {
            SourceText(name: "c\($0).yaml", text: criterion($0) + condition)
          }))
  }

  static func assess(_ ruleset: Ruleset, _ plan: String) throws -> Assessment {
    let document = try DataDocument(yaml: SourceText(name: "plan.yaml", text: plan))
    let (facts, problems) = ruleset.facts(from: document.root)
    guard problems.isEmpty else { throw Diagnostics(problems) }
    return try ruleset.assess(facts, at: DateAndTime(date: .epoch, time: .midnightUTC))
  }

  static let plan = "titel: Hallo\ningediend op: 2024-01-01\nbedrag: 3\nposten: []\n"
}
