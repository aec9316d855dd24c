import Testing

@testable import Rules

@Suite("a rule without an answer is a fault of the ruleset, and never a question to people")
struct RulesetFaultTests {
  /// The keys of an outcome, and words that tell what is wrong with it.
  static let outcomes: [(decide: String, says: String)] = [
    ("decide: 'if C1 = true then \"jaa\" else \"nee\"'", "'jaa'"),
    ("decide: 'if C1 = true then null else \"nee\"'", "geen antwoord"),
    (
      """
      table:
          hit policy: UNIQUE
          inputs: [{ expression: C1 }]
          outputs: [{ name: uitkomst, type: string }]
          rules:
            - { when: ["true"], then: ['"ja"'] }
            - { when: ["true"], then: ['"ja"'] }
            - { when: ["false"], then: ['"nee"'] }
      """, "regel 1 en 2"
    ),
    (
      """
      table:
          hit policy: UNIQUE
          inputs: [{ expression: C1 }]
          outputs: [{ name: uitkomst, type: string }]
          rules:
            - { when: ["false"], then: ['"nee"'] }
      """, "geen regel"
    ),
  ]

  @Test(
    "an outcome that is no result, or is given by none or two rows of a table", arguments: outcomes)
  func outcome(_ row: (decide: String, says: String)) throws {
    let ruleset = try ReviewedRuleset.make("bedrag <= 3", decide: row.decide)
    let assessment = try ReviewedRuleset.assess(ruleset, ReviewedRuleset.plan)
    guard case .rulesetFault(let told) = assessment.outcome else {
      Issue.record("\(assessment.outcome)")
      return
    }
    #expect(told.text.nl.contains("test/plan@v1"))
    #expect(told.text.nl.contains("basis.yaml:"))
    #expect(told.text.nl.contains(row.says), "\(told.text.nl)")
    #expect(assessment.faults.map(\.part) == [.outcome])
    let review = ruleset.review().filter { $0.severity == .error }
    #expect(review.count == 1)
    #expect(review.first?.message.nl.contains(row.says) ?? false, "\(review.map(\.message.nl))")
    #expect(review.first?.message.nl.contains("als C1 voldoet") ?? false)
    #expect(deadEnds(of: assessment) == [])
  }

  /// A rule that has no answer for a plan with everything filled in.
  static let rules: [(rule: String, applies: String?, part: RulesetFault.Part)] = [
    ("subsidie + bedrag <= 10", nil, .rule(check: "C1.1")),
    ("sum(posten.bedrag) <= 10", nil, .rule(check: "C1.1")),
    ("bedrag / (bedrag - 3) > 1", nil, .rule(check: "C1.1")),
    ("bedrag > 1", "subsidie > 5", .applicability(check: "C1.1")),
  ]

  @Test("a rule, or a condition for applying, that gives null", arguments: rules)
  func rule(_ row: (rule: String, applies: String?, part: RulesetFault.Part)) throws {
    let ruleset = try ReviewedRuleset.make(row.rule, applies: row.applies)
    let assessment = try ReviewedRuleset.assess(ruleset, ReviewedRuleset.plan)
    guard case .rulesetFault = assessment.outcome else {
      Issue.record("\(assessment.outcome)")
      return
    }
    #expect(assessment.openQuestions.isEmpty)
    let check = try #require(assessment.checks.first)
    #expect(check.verdict == .undetermined)
    #expect(check.fault?.part == row.part)
    #expect(check.fault?.message.nl.contains("c1.yaml:") ?? false)
    #expect(check.remarks == [check.fault?.message])
    let document = try DataDocument(yaml: SourceText(name: "p", text: ReviewedRuleset.plan))
    let facts = ruleset.facts(from: document.root).facts
    let verdicts = try ruleset.verdicts(for: facts, at: assessment.moment)
    #expect(verdicts.outcome == .faulty)
  }

  @Test("where answers are missing too, they are asked for first")
  func missingFirst() throws {
    let ruleset = try ReviewedRuleset.make("subsidie + bedrag <= 10")
    let plan = ReviewedRuleset.plan.replacing("bedrag: 3\n", with: "")
    let assessment = try ReviewedRuleset.assess(ruleset, plan)
    #expect(assessment.openQuestions.map(\.path.description) == ["bedrag"])
    #expect(assessment.faults.isEmpty)
  }

  @Test("an outcome that reads an answer itself asks for it")
  func outcomeAsks() throws {
    let ruleset = try ReviewedRuleset.make(
      "true", decide: "decide: 'if bedrag > 2 then \"ja\" else \"nee\"'")
    let plan = ReviewedRuleset.plan.replacing("bedrag: 3\n", with: "")
    let assessment = try ReviewedRuleset.assess(ruleset, plan)
    #expect(assessment.openQuestions.map(\.path.description) == ["bedrag"])
    #expect(deadEnds(of: assessment) == [])
  }

  @Test("a text that filters a list can stand beside a rule about each item of a list")
  func filteringText() throws {
    var expression = RulesetFixture.criterion
    expression = expression.replacing(
      "rule: saldo > 0", with: "rule: every p in partijen satisfies p.naam != \"\"")
    expression = expression.replacing(
      "fails: { nl: \"Te laag: {saldo} {{ok}\", en: \"Too low: { string(saldo) }\" }",
      with: "fails: { nl: '{count(partijen[naam != \"\"])} met naam', en: '{p.naam}: "
        + "{count(partijen[naam != \"\"])}' }")
    let model = try RulesetFixture.read(criterion: expression)
    let ruleset = try Ruleset(compiling: model)
    let plan = """
      titel: A
      ingediend op: 2024-01-01
      schaal: lokaal
      saldo: 3
      partijen: [{ naam: A }, { naam: "" }]
      """
    let assessment = try ReviewedRuleset.assess(ruleset, plan)
    #expect(assessment.checks.first?.reasons.map(\.nl) == ["1 met naam"])
    let own = expression.replacing("nl: '{count", with: "nl: '{p.naam}{count")
    let other = try Ruleset(compiling: RulesetFixture.read(criterion: own))
    #expect(
      try ReviewedRuleset.assess(other, plan).checks.first?.reasons.map(\.nl) == ["1 met naam"])
  }
}
