import Foundation
import Testing

@testable import Rules

@Suite("checks that come to the same whatever the plan")
struct CheckReviewTests {
  /// A rule, when it applies, and what is told of it.
  static let rules: [(rule: String, applies: String?, says: [String])] = [
    ("bedrag > 5", nil, []),
    ("bedrag > 5 and bedrag < 3", nil, ["kan nooit voldoen: geen waarde past bij 'bedrag'"]),
    ("bedrag > 5 or bedrag < 6", nil, ["kan nooit niet voldoen"]),
    ("bedrag between 5 and 3", nil, ["kan nooit voldoen"]),
    ("bedrag in [3..5] and bedrag > 5", nil, ["kan nooit voldoen"]),
    ("true", nil, ["kan nooit niet voldoen"]),
    ("titel = \"a\" and titel = \"b\"", nil, ["kan nooit voldoen: geen waarde past bij 'titel'"]),
    (
      "titel in (\"a\", \"b\") and not(list contains([\"a\", \"b\"], titel))", nil,
      ["kan nooit voldoen"]
    ),
    ("titel != \"a\" or titel != \"b\"", nil, ["kan nooit niet voldoen"]),
    ("subsidie != null and subsidie > 3", nil, []),
    ("subsidie = null and subsidie != null", nil, ["kan nooit voldoen"]),
    ("geldig and subsidie = null", nil, ["kan nooit voldoen: geen waarde past bij 'subsidie'"]),
    ("bedrag > 3", "bedrag < 2", ["kan nooit voldoen"]),
    ("bedrag < 3", "bedrag < 2", ["kan nooit niet voldoen"]),
    ("bedrag < 3", "bedrag < 2 and bedrag > 2", ["kan nooit van toepassing zijn"]),
    ("bedrag < 3", "bedrag < 2 or bedrag >= 2", ["kan nooit niet van toepassing zijn"]),
    (
      "ingediend op > date(\"2025-01-01\") and ingediend op < date(\"2024-01-01\")", nil,
      ["kan nooit voldoen: geen waarde past bij 'ingediend op'"]
    ),
    // Lists: of an item like any other, and of none.
    ("every p in posten satisfies p.bedrag > 3", nil, []),
    ("count(posten) >= 0", nil, ["kan nooit niet voldoen"]),
    ("count(posten) < 0", nil, ["kan nooit voldoen: geen waarde past bij 'count(posten)'"]),
    (
      "count(posten) >= 1 and (every p in posten satisfies p.bedrag > 3 and p.bedrag < 2)", nil,
      ["kan nooit voldoen"]
    ),
    (
      "(every p in posten satisfies p.bedrag > 3) and (some p in posten satisfies p.bedrag = 2)",
      nil,
      ["kan nooit voldoen"]
    ),
    ("count(posten) = 0 and count(met extra) >= 1", nil, ["kan nooit voldoen"]),
    ("count(posten[bedrag > 3]) = count(posten)", nil, []),
    (
      "count(posten[bedrag > 3]) = count(posten) and (some p in posten satisfies p.bedrag < 3)",
      nil,
      ["kan nooit voldoen"]
    ),
    ("count(posten[bedrag > 3]) >= 3", nil, []),
    ("count(posten[bedrag > 3]) = 2 and count(posten) = 1", nil, ["kan nooit voldoen"]),
    ("count(met extra) >= 1 and count(posten[extra != null]) = 0", nil, ["kan nooit voldoen"]),
    (
      "list contains(posten.bedrag, 3) and (every p in posten satisfies p.bedrag != 3)", nil,
      ["kan nooit voldoen"]
    ),
    ("some b in [1, 2] satisfies bedrag = b", nil, []),
    // Where a filter has no answer it keeps nothing, and of nothing every claim holds.
    ("every b in [1, 2][subsidie > 3] satisfies b = 3", nil, []),
    ("subsidie = null and (every b in [1, 2][subsidie > 3] satisfies b = 3)", nil, []),
    ("subsidie = null and list contains([1, 2][subsidie > 3], 1)", nil, ["kan nooit voldoen"]),
    ("(every b in [1, 2] satisfies bedrag != b) and bedrag = 2", nil, ["kan nooit voldoen"]),
    // What is computed, as a value of its own.
    ("veilig > 3", nil, []),
    (
      "veilig > 3 and veilig < 2", nil,
      ["kan nooit voldoen"]
    ),
    ("bedrag * 2 > 4 and bedrag * 2 <= 4", nil, ["kan nooit voldoen"]),
    ("bedrag > veilig and veilig > bedrag", nil, ["kan nooit voldoen"]),
    ("bedrag + veilig > 3", nil, []),
    ("if bedrag > 3 then bedrag > 2 else bedrag < 5", nil, ["kan nooit niet voldoen"]),
    // What neither is shown nor excluded is said, with what it depends on.
    (
      "bedrag * bedrag = 123456789", nil,
      ["niet bekend of controle C1.1 kan voldoen: dat hangt af van 'bedrag * bedrag'"]
    ),
  ]

  @Test("a rule that can't be met or can't fail; each other one has a plan", arguments: rules)
  func findings(_ row: (rule: String, applies: String?, says: [String])) throws {
    let ruleset = try ReviewedRuleset.make(row.rule, applies: row.applies)
    let found = ruleset.review().filter {
      [.neverApplies, .alwaysApplies, .neverPasses, .neverFails, .checkNotAnalysed].contains(
        $0.code)
    }
    #expect(found.count == row.says.count, "\(found.map(\.message.nl))")
    for (fault, says) in zip(found, row.says) {
      #expect(fault.message.nl.contains(says), "\(fault.message.nl)")
    }
  }

  /// A rule, and the answers with which it has none.
  static let unanswered: [(rule: String, says: [String])] = [
    ("10 / bedrag > 2", ["heeft geen antwoord bij `bedrag: 0`"]),
    ("bedrag != 0 and 10 / bedrag > 2", []),
    ("bedrag = 0 or 10 / bedrag > 2", []),
    ("every p in posten satisfies 10 / p.bedrag > 2", ["bij `posten[1].bedrag: 0`"]),
    ("sqrt(bedrag) > 2", ["bij `bedrag: -"]),
    ("subsidie != null and subsidie > 2", []),
    // Of what is told with its cause it is not told again.
    ("subsidie > 2", ["'subsidie' hoeft niet te zijn ingevuld"]),
    ("sum(posten.bedrag) > 2", ["'sum' van niets is er niet"]),
  ]

  @Test("a rule that has no answer for some plans, though all is answered", arguments: unanswered)
  func noAnswer(_ row: (rule: String, says: [String])) throws {
    let found = try ReviewedRuleset.make(row.rule).review().filter {
      [.noAnswer, .mayBeNull, .ofNothing].contains($0.code)
    }
    #expect(found.count == row.says.count, "\(found.map(\.message.nl))")
    for (fault, says) in zip(found, row.says) {
      #expect(fault.message.nl.contains(says), "\(fault.message.nl)")
    }
  }

  @Test("what is said never to be is so for no plan, and what is shown comes to it")
  func law() throws {
    var random = SeededRandom(seed: 29)
    var (never, shown, open) = (0, 0, 0)
    for _ in 0..<cases(150) {
      let small = SmallRuleset(&random, lists: random.happens(60))
      guard let ruleset = try? small.ruleset() else { continue }
      let rules = ruleset.analysed
      let analyser = CheckAnalyser(rules)
      let plans = SmallPlans(ruleset)
      var said: [String: CheckAnalysis] = [:]
      for criterion in ruleset.checked.criteria {
        for check in criterion.checks {
          said[check.check.id] = analyser.analysis(AnalysedRules.Check(criterion, check, of: rules))
        }
      }
      for (id, analysis) in said {
        for (ending, reach) in analysis.reach {
          switch reach {
          case .never: never += 1
          case .open: open += 1
          case .shown(let plan):
            shown += 1
            let facts = Facts(values: Array(rules.slots(of: plan)[rules.ruleset.slots.fields]))
            let found = try #require(
              try ruleset.assess(facts, at: SmallRuleset.moment).checks.first { $0.check.id == id })
            #expect(
              Self.comes(found, to: ending),
              "\(small.criterionTexts): \(id) \(ending) by \(plan)")
          }
        }
      }
      for _ in 0..<40 {
        let facts = plans.plan(&random)
        for finding in try ruleset.assess(facts, at: SmallRuleset.moment).checks {
          for (ending, reach) in said[finding.check.id]?.reach ?? [:] {
            guard case .never = reach else { continue }
            #expect(
              !Self.comes(finding, to: ending),
              "\(small.criterionTexts): \(finding.check.id) \(ending) by \(facts)")
          }
        }
      }
    }
    // It is about something.
    #expect(never > 10 && shown > 300 && open * 20 < shown, "\(never) \(shown) \(open)")
  }

  private static func comes(_ finding: CheckFinding, to ending: CheckAnalysis.Ending) -> Bool {
    switch ending {
    case .applies: finding.verdict != .notApplicable
    case .doesNotApply: finding.verdict == .notApplicable
    case .passes: finding.verdict == .passes
    case .fails: finding.verdict == .fails
    }
  }

  /// The rules of two checks, and whether a plan can meet both.
  static let pairs: [(one: String, other: String, canMeetBoth: Bool)] = [
    ("bedrag > 5", "bedrag < 9", true),
    ("bedrag > 5", "bedrag < 4", false),
    ("bedrag > 5", "count(posten) = 0", true),
    ("count(met extra) >= 2", "every p in posten satisfies p.extra = null", false),
    ("geldig", "subsidie = null", false),
  ]

  @Test("two checks that no plan can both meet", arguments: pairs)
  func contradictions(_ row: (one: String, other: String, canMeetBoth: Bool)) throws {
    let ruleset = try ReviewedRuleset.make(row.one, criteria: 2, rules: [row.other])
    let found = ruleset.review().filter { $0.code == .contradiction }
    #expect(found.isEmpty == row.canMeetBoth, "\(found.map(\.message.nl))")
    if let fault = found.first {
      #expect(fault.message.nl.contains("C1.1 en C2.1"), "\(fault.message.nl)")
    }
  }
}
