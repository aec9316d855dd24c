import Testing

@testable import Rules

@Suite("what would leave a plan without a verdict is told before there is a plan")
struct RulesetReviewTests {
  /// A rule, and for each fault the words at fault and what is said of them.
  static let unguarded: [(rule: String, words: String, says: String)] = [
    ("subsidie + bedrag <= 10", "subsidie", "'subsidie' hoeft niet te zijn ingevuld"),
    ("not(subsidie > 3)", "subsidie", "'subsidie' hoeft niet te zijn ingevuld"),
    ("bedrag > 1 or subsidie in [1..5]", "subsidie", "'subsidie' hoeft niet"),
    ("subsidie between 1 and 5", "subsidie", "'subsidie' hoeft niet"),
    ("bedrag > 1 or contains(notitie, \"x\")", "notitie", "'notitie' hoeft niet"),
    ("totaal > 4", "sum(posten.bedrag)", "'sum' van niets"),
    ("max(posten.bedrag) > 4", "max(posten.bedrag)", "'max' van niets"),
    ("mean([1, subsidie]) > 4", "subsidie", "'subsidie' hoeft niet"),
    (
      "sum(posten.extra) > 1 or count(posten) = 0", "sum(posten.extra)", "'posten.extra' hoeft niet"
    ),
    ("every p in posten satisfies p.extra > 3", "p.extra", "'posten.extra' hoeft niet"),
    ("some p in posten satisfies helper(p)", "p.extra", "'posten.extra' hoeft niet"),
    ("count(posten) = 0 or posten[2].bedrag > 3", "posten[2]", "de lijst kan korter zijn"),
    ("if bedrag > 3 then subsidie > 1 else true", "subsidie", "'subsidie' hoeft niet"),
    ("if subsidie = null then subsidie > 1 else true", "subsidie", "'subsidie' hoeft niet"),
    ("notitie != \"\" and contains(notitie, \"x\")", "notitie", "'notitie' hoeft niet"),
    ("if bedrag > 3 then null else true", "null", "`null` uitkomen"),
  ]

  @Test(
    "an answer that may be absent, the most of nothing",
    arguments: unguarded)
  func faults(_ row: (rule: String, words: String, says: String)) throws {
    let found = try ReviewedRuleset.make(row.rule).review().filter { $0.severity == .error }
    #expect(found.count == 1, "\(found.map(\.message.nl))")
    let fault = try #require(found.first)
    #expect(fault.message.nl.contains(row.says), "\(fault.message.nl)")
    #expect(fault.source.text(in: fault.range) == row.words)
    #expect(fault.severity == .error)
  }

  /// What the text alone shows to be impossible.
  static let impossible: [(rule: String, words: String, says: String)] = [
    ("ingediend op > date(\"2026-02-30\")", "\"2026-02-30\"", "is niet te lezen als"),
    ("ingediend op > ingediend op + duration(\"1Y\")", "\"1Y\"", "is niet te lezen als"),
    ("bedrag / 0 > 1", "0", "delen door nul"),
    ("1 / 0 > bedrag", "0", "delen door nul"),
    ("matches(titel, \"[a\")", "\"[a\"", "'[' wordt niet gesloten"),
  ]

  @Test("what can never have a value is refused when the ruleset is read", arguments: impossible)
  func constants(_ row: (rule: String, words: String, says: String)) throws {
    let found = #expect(throws: Diagnostics.self) { try ReviewedRuleset.make(row.rule) }
    let fault = try #require(found?.all.first)
    #expect(found?.all.count == 1)
    #expect(fault.message.nl.contains(row.says), "\(fault.message.nl)")
    #expect(fault.source.text(in: fault.range) == row.words)
  }

  /// The same with a guard, in all the ways in which authors write one.
  static let guarded: [(rule: String, applies: String?)] = [
    ("subsidie != null and subsidie + bedrag <= 10", nil),
    ("subsidie + bedrag <= 10 and subsidie != null", nil),
    ("subsidie = null or subsidie + bedrag <= 10", nil),
    ("if subsidie = null then bedrag <= 10 else subsidie + bedrag <= 10", nil),
    ("(if subsidie = null then 0 else subsidie) + bedrag <= 10", nil),
    ("not(subsidie = null) and subsidie > 3", nil),
    ("geldig and subsidie < 10", nil),
    ("if subsidie > 3 then subsidie < 10 else true", nil),
    ("subsidie < 10", "subsidie > 3 and subsidie != null"),
    ("notitie = \"x\" or notitie in (\"a\", \"b\")", nil),
    ("veilig > 4", nil),
    ("count(posten) >= 1 and max(posten.bedrag) > 3", nil),
    ("count(posten) = 0 or posten[1].bedrag > 3", nil),
    ("0 < count(posten) and sum(posten.bedrag) > 3", nil),
    ("posten = [] or min(posten.bedrag) > 3", nil),
    ("every p in met extra satisfies p.extra > 3", nil),
    ("every p in posten satisfies p.extra = null or p.extra > 3", nil),
    ("every p in posten satisfies not(heeft extra(p)) or helper(p)", nil),
    ("count(posten[extra != null]) = 0 or sum(posten[extra != null].extra) > 3", nil),
    ("(some p in posten satisfies p.bedrag > 3) and max(posten.bedrag) > 5", nil),
    ("count(for p in posten return p.extra) > 3", nil),
    ("sum(append(posten.bedrag, 0)) > 3", nil),
    ("subsidie != bedrag", nil),
  ]

  @Test("what is guarded is sound", arguments: guarded)
  func sound(_ row: (rule: String, applies: String?)) throws {
    let found = try ReviewedRuleset.make(row.rule, applies: row.applies).review().filter {
      $0.severity == .error
    }
    #expect(found.map(\.message.nl) == [])
  }

  @Test("whether a check applies may not be without an answer either")
  func applicability() throws {
    let found = try ReviewedRuleset.make("bedrag > 1", applies: "subsidie > 3").review().filter {
      $0.severity == .error
    }
    #expect(found.count == 1)
    #expect(
      found.first?.message.nl.contains("niet te zeggen of controle C1.1 van toepassing is") ?? false
    )
  }

  @Test("two parts that read what may be absent do not guard each other")
  func mutual() throws {
    let found = try ReviewedRuleset.make("subsidie > 3 and not(subsidie > 5)").review().filter {
      $0.severity == .error
    }
    #expect(found.map { $0.source.text(in: $0.range) } == ["subsidie", "subsidie"])
  }

  @Test("an answer that is taken for granted in a shared definition is told once")
  func shared() throws {
    let found = try ReviewedRuleset.make("totaal > 4 and totaal < 10").review().filter {
      $0.severity == .error
    }
    #expect(found.map { $0.source.name } == ["basis.yaml"])
  }

  /// An outcome of three criteria, and what is said of it.
  static let outcomes: [(decide: String, also: String, says: [String])] = [
    ("if C1 and C2 and C3 then \"ja\" else \"nee\"", "", []),
    ("if count([C1, C2, C3][item = true]) >= 2 then \"ja\" else \"nee\"", "", []),
    ("\"ja\"", "", ["is 'ja' als geen criterium voldoet", "C1 telt", "C2 telt", "C3 telt"]),
    ("\"nee\"", "", ["is 'nee' als alle criteria voldoen", "C1 telt", "C2 telt", "C3 telt"]),
    ("if C1 and C3 then \"ja\" else \"nee\"", "", ["criterium C2 telt niet mee"]),
    (
      "if C1 and C2 and not(C3) then \"ja\" else \"nee\"", "",
      ["is 'nee' als alle criteria voldoen", "doordat C3 niet voldoet, als C1 voldoet, C2 voldoet"]
    ),
    (
      "if C1 and C3 then \"ja\" else \"nee\"", "decides nothing: { nl: Zo, en: So }",
      ["C1 zegt 'decides nothing'", "C3 zegt 'decides nothing'"]
    ),
  ]

  @Test(
    "an outcome follows from the criteria: each has a say or says why not, and more met is never worse",
    arguments: outcomes)
  func outcome(_ row: (decide: String, also: String, says: [String])) throws {
    let found = try ReviewedRuleset.make(
      "bedrag > 1", decide: "decide: '\(row.decide)'", criteria: 3, also: row.also
    ).review().filter { $0.severity == .error }
    #expect(found.count == row.says.count, "\(found.map(\.message.nl))")
    for (fault, says) in zip(found, row.says) {
      #expect(fault.message.nl.contains(says), "\(fault.message.nl)")
      #expect(fault.mend != nil)
    }
  }

  @Test("where a rule reads as sound, no plan leaves it without an answer")
  func soundness() throws {
    // Every plan of a few answers: what the review lets pass has an answer for all of them.
    let amounts = ["3", "12"]
    let grants = ["", "subsidie: 0\n", "subsidie: 7\n"]
    let notes = ["", "notitie: x\n"]
    let items = [
      "[]", "[{ bedrag: 1 }]", "[{ bedrag: 5, extra: 9 }]",
      "[{ bedrag: 5, extra: 1 }, { bedrag: 9 }]",
    ]
    for row in Self.guarded {
      let ruleset = try ReviewedRuleset.make(row.rule, applies: row.applies)
      for amount in amounts {
        for grant in grants {
          for note in notes {
            for list in items {
              let plan =
                "titel: Hallo\ningediend op: 2024-01-01\nbedrag: \(amount)\n\(grant)\(note)"
                + "posten: \(list)\n"
              let assessment = try ReviewedRuleset.assess(ruleset, plan)
              #expect(assessment.faults.map(\.message.nl) == [], "\(row.rule): \(plan)")
            }
          }
        }
      }
    }
  }
}
