import Testing

@testable import Rules

/// Rules over answers with all that questions ask of them, a list that may be left out, and numbers and texts past what
/// any rule names.
private struct AskedRules {
  var random: SeededRandom

  static let fields = """
    n: { type: number, constraint: "[0..6]" }
      m: { type: number, constraint: "? = floor(?)" }
      g: { type: number, required: false }
      t: { type: string }
      code: { type: string, constraint: 'matches(?, "^[a-c]$")' }
      leden: { type: list of lid, required: false }
      lijst: { type: list of lid }
      tijd: { type: time }
      tijd2: { type: time }
      count leden: { type: number }
    """
  static let types = "  lid: { fields: { x: { type: number } } }"

  mutating func rule(depth: Int = 2) -> String {
    guard depth > 0, random.happens(70) else { return atom() }
    let (one, other) = (rule(depth: depth - 1), rule(depth: depth - 1))
    switch random.below(6) {
    case 0, 1: return "(\(one) and \(other))"
    case 2, 3: return "(\(one) or \(other))"
    case 4: return "not(\(one))"
    default: return "(if \(atom()) then \(one) else \(other))"
    }
  }

  private mutating func atom() -> String {
    let comparison = random.pick(["<", "<=", ">", ">=", "=", "!="])
    let (few, one) = (random.below(5), random.below(4))
    let list = random.pick(["leden", "lijst", "lijst"])
    switch random.below(16) {
    case 0, 1: return "\(random.pick(["n", "m"])) \(comparison) \(random.below(8))"
    case 2: return "g \(comparison) \(random.pick(["10**40", "-10**40", "0", "null"]))"
    case 3: return "t \(comparison) \"\(random.pick(["a", "m", ""]))\""
    case 4: return "code \(random.pick(["=", "!="])) \"\(random.pick(["a", "b", "d"]))\""
    case 5, 6: return "count(\(list)) \(comparison) \(few)"
    case 7:
      let joined = random.pick([
        "union(lijst)", "union(lijst, leden)", "concatenate(lijst, lijst)",
        "distinct values(lijst)", "lijst",
      ])
      return "count(\(joined)) \(comparison) \(few)"
    case 8: return "leden \(random.pick(["=", "!="])) null"
    case 9, 10:
      let each = random.pick(["some", "every"])
      return "(\(each) l in \(list) satisfies l.x \(comparison) \(one))"
    case 11: return "count(\(list)[x > \(one)]) \(comparison) \(few)"
    case 12: return "sum(lijst.x) \(comparison) \(few)"
    case 13: return "list contains(\(list).x, \(one))"
    case 14: return "n \(comparison) m"
    default: return "n in (\(few), [\(one)..5])"
    }
  }

  /// What somebody may answer, in YAML.
  mutating func plan() -> String {
    func items(_ count: Int) -> String {
      let items = (0..<count).map { _ in "{ x: \(random.below(5)) }" }
      return "[\(items.joined(separator: ", "))]"
    }
    let large = random.pick(["", "g: 0", "g: 1e40", "g: 1.1e40", "g: -2e40", "g: 1e6000", "g: 3"])
    let texts = ["\"\"", "a", "b", "m", "z", "x"]
    return """
      n: \(random.below(7))
      m: \(random.below(11) - 1)
      \(large)
      t: \(random.pick(texts))
      code: \(random.pick(["a", "b", "c"]))
      \(random.happens(70) ? "leden: \(items(random.below(5)))" : "")
      lijst: \(items(random.below(6)))
      """
  }
}

@Suite("what is said of rules for all plans")
struct CheckAnalysisLawTests {
  private func ruleset(_ rule: String, applies: String?) throws -> Ruleset {
    try ReviewedRuleset.make(
      rule, applies: applies, types: AskedRules.types, fields: AskedRules.fields)
  }

  private func endings(of verdict: Verdict) -> Set<CheckAnalysis.Ending> {
    switch verdict {
    case .passes: [.applies, .passes]
    case .fails: [.applies, .fails]
    case .notApplicable: [.doesNotApply]
    default: []
    }
  }

  /// Rules with a plan that passes by them.
  static let met: [(rule: String, plan: String)] = [
    ("count(lijst) < 3 and (some l in lijst satisfies l.x = 1)", "lijst: [{ x: 1 }]"),
    ("leden != null and (some l in leden satisfies l.x > 1)", "leden: [{ x: 2 }]"),
    ("count(union(lijst)) = 1 and count(lijst) = 2", "lijst: [{ x: 1 }, { x: 1 }]"),
    ("t < \"m\"", "t: a"), ("upper case(t) < \"M\"", "t: a"),
    ("code = \"b\" and code != \"a\"", "code: b"), ("m > 3 and m < 8", "m: 5"),
    ("g > 10**40", "g: 2e41"), ("g > 9E6144 and g < 9.5E6144", "g: 9.2e6144"),
    ("g > 9.9E6144", "g: 9.95e6144"), ("not(list contains([1, \"a\"], g))", "g: 5"),
    (
      "count leden = 5 and count(leden) = 3",
      "count leden: 5\nleden: [{ x: 1 }, { x: 1 }, { x: 1 }]"
    ),
    ("g in (if n > 3 then [1, 2] else 3)", "{ n: 4, g: 1 }"),
    ("count(lijst) > 9223372036854775807 or n > 3", "n: 4"),
    ("count(lijst) >= 1000000000 or n > 3", "n: 4"),
    ("count(lijst) = 20000000 or n > 3", "n: 4"),
  ]

  @Test("what a plan does is never said to be impossible", arguments: met)
  func possible(_ row: (rule: String, plan: String)) throws {
    let ruleset = try ruleset(row.rule, applies: nil)
    let (facts, problems) = ruleset.facts(
      from: try DataDocument(yaml: SourceText(name: "plan.yaml", text: row.plan)).root)
    #expect(problems.isEmpty, "\(problems.map(\.message.en))")
    #expect(try ruleset.verdicts(for: facts, at: SmallRuleset.moment).checks == [.passes])
    let rules = ruleset.analysed
    let part = AnalysedRules.Check(
      ruleset.checked.criteria[0], ruleset.checked.criteria[0].checks[0], of: rules)
    if case .never = CheckAnalyser(rules).analysis(part).reach[.passes] {
      Issue.record("never, though \(row.plan)")
    }
  }

  /// Rules that a plan tells apart.
  static let apart: [(one: String, other: String)] = [
    (
      "count(lijst) < 3 and (some l in lijst satisfies l.x = 1)",
      "count(lijst) = 2 and (some l in lijst satisfies l.x = 1)"
    ),
    ("t <= \"a\"", "t < \"aa\""), ("m > 3", "m > 3 and m <= 5"), ("g >= 10**40", "g = 10**40"),
    ("count(union(lijst)) > 1", "count(lijst) > 1"), ("not(tijd <= tijd2)", "tijd > tijd2"),
    ("t != \"\u{e9}\"", "t != \"e\u{301}\""),
  ]

  @Test("rules that a plan tells apart are not the same", arguments: apart)
  func different(_ row: (one: String, other: String)) throws {
    let difference = RulesetDifference(
      from: try ruleset(row.one, applies: nil), to: try ruleset(row.other, applies: nil))
    #expect(!difference.isSame)
  }

  @Test(
    "no plan comes to what a check is said never to come to; what is shown is so; what is the same decides alike"
  )
  func law() throws {
    var rules = AskedRules(random: SeededRandom(seed: 47))
    let moment = SmallRuleset.moment
    let first = try ruleset("n > 3", applies: nil)
    var plans: [Facts] = []
    for _ in 0..<250 {
      let text = SourceText(name: "plan.yaml", text: rules.plan())
      let (facts, problems) = first.facts(from: try DataDocument(yaml: text).root)
      #expect(problems.isEmpty, "\(problems.map(\.message.en)) \(text)")
      plans.append(facts)
    }
    var (never, shown) = (0, 0)
    var relations: [RulesetDifference.Relation: Int] = [:]
    for _ in 0..<cases(150) {
      let applies = rules.random.happens(25) ? rules.rule(depth: 1) : nil
      var (one, other) = (rules.rule(), rules.rule())
      // Some can't be met, and some can't but be.
      if rules.random.happens(20) {
        let atom = rules.rule(depth: 0)
        one = rules.random.happens(50) ? "\(atom) and not(\(atom))" : "\(atom) or not(\(atom))"
        other = rules.rule(depth: 1)
      }
      // Half of them are nearly the same.
      let near =
        rules.random.happens(50) ? "\(one) and (\(other) or \(rules.rule(depth: 0)))" : other
      guard let old = try? ruleset(one, applies: applies),
        let new = try? ruleset(near, applies: applies)
      else { continue }
      let part = AnalysedRules.Check(
        old.checked.criteria[0], old.checked.criteria[0].checks[0], of: old.analysed)
      let analysis = CheckAnalyser(old.analysed).analysis(part)
      let change = RulesetDifference(from: old, to: new).changes.first
      relations[change?.relation ?? .same, default: 0] += 1
      for (ending, reach) in analysis.reach {
        guard case .shown(let plan) = reach else { continue }
        let facts = try #require(old.reading(plan)?.facts, "\(one): \(plan.answers)")
        let verdict = try old.verdicts(for: facts, at: old.analysed.moment).checks[0]
        // Whether it applies may be known before its verdict is.
        let isSo =
          endings(of: verdict).contains(ending) || ending == .applies && verdict == .undetermined
        #expect(isSo, "\(applies ?? "-") | \(one): \(plan) \(verdict), not \(ending)")
        shown += 1
      }
      let excluded = Set(analysis.reach.filter { if case .never = $1 { true } else { false } }.keys)
      never += excluded.count
      for facts in plans {
        let was = try old.verdicts(for: facts, at: moment).checks[0]
        let now = try new.verdicts(for: facts, at: moment).checks[0]
        #expect(
          endings(of: was).isDisjoint(with: excluded),
          "\(applies ?? "-") | \(one): \(was), though never \(excluded)")
        RulesetDifferenceTests.expect(change, fits: (was, now), "\(one) | \(near)")
      }
    }
    // It is about something.
    #expect(never > 5 && shown > 80, "\(never) \(shown)")
    #expect(relations.count > 3, "\(relations)")
  }
}
