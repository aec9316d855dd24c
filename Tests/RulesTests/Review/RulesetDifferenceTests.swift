import Foundation
import Testing

@testable import Rules

@Suite("what one version decides otherwise than another, over all plans")
struct RulesetDifferenceTests {
  /// A rule before and after, and how they relate.
  static let pairs:
    [(before: String, after: String, relation: RulesetDifference.Relation, shows: [String])] = [
      ("bedrag > 5", "bedrag > 6", .stricter, ["bedrag: "]),
      ("bedrag > 5", "bedrag >= 5", .looser, ["bedrag: 5"]),
      ("bedrag > 5", "5 < bedrag", .same, []),
      ("bedrag > 5 and subsidie = null", "subsidie = null and not(bedrag <= 5)", .same, []),
      ("bedrag > 5", "bedrag < 5", .both, []),
      ("bedrag > 5 or bedrag < 3", "not(bedrag in [3..5])", .same, []),
      ("count(posten) >= 1", "count(posten) > 0", .same, []),
      ("count(posten) >= 1", "count(posten) >= 2", .stricter, ["posten[1]"]),
      (
        "every p in posten satisfies p.bedrag > 3",
        "count(posten[not(bedrag > 3)]) = 0", .same, []
      ),
      (
        "every p in posten satisfies p.bedrag > 3", "some p in posten satisfies p.bedrag > 3",
        .both, []
      ),
      (
        "every p in posten satisfies p.bedrag > 3", "every p in posten satisfies p.bedrag >= 3",
        .looser, ["posten[1].bedrag: 3"]
      ),
      ("geldig", "subsidie != null and subsidie > 0", .same, []),
      ("veilig > 3", "veilig > 4", .stricter, []),
      ("veilig > 3", "3 < veilig", .same, []),
      ("bedrag * 2 > 4", "bedrag * 2 > 4 and bedrag * 2 > 3", .same, []),
      ("titel = \"a\"", "titel in (\"a\", \"b\")", .looser, ["titel: \"b\""]),
    ]

  @Test("a rule before and after", arguments: pairs)
  func relation(
    _ row: (
      before: String, after: String, relation: RulesetDifference.Relation, shows: [String]
    )
  ) throws {
    let difference = RulesetDifference(
      from: try ReviewedRuleset.make(row.before), to: try ReviewedRuleset.make(row.after))
    #expect(difference.changes.map(\.relation) == [row.relation], "\(difference.changes)")
    #expect(difference.isSame == (row.relation == .same))
    let shown = difference.changes.flatMap(\.examples).flatMap(\.answers)
      .map { "\($0.path): \($0.value)" }
    for text in row.shows {
      #expect(shown.contains { $0.hasPrefix(text) }, "\(shown)")
    }
  }

  @Test("a condition for applying that changes, and an outcome")
  func otherChanges() throws {
    let applies = RulesetDifference(
      from: try ReviewedRuleset.make("bedrag > 5", applies: "count(posten) >= 1"),
      to: try ReviewedRuleset.make("bedrag > 5", applies: "count(posten) >= 2"))
    #expect(applies.changes.map(\.relation) == [.looser])
    let wider = RulesetDifference(
      from: try ReviewedRuleset.make("true", applies: "count(posten) >= 1"),
      to: try ReviewedRuleset.make("true", applies: "count(posten) >= 2"))
    #expect(wider.changes.map(\.relation) == [.otherPlans])
    func outcome(_ decide: String) throws -> Ruleset {
      try ReviewedRuleset.make("bedrag > 5", decide: "decide: '\(decide)'", criteria: 2)
    }
    let difference = RulesetDifference(
      from: try outcome("if C1 and C2 then \"ja\" else \"nee\""),
      to: try outcome("if C1 or C2 then \"ja\" else \"nee\""))
    #expect(difference.changes.isEmpty)
    let change = try #require(difference.outcome.first)
    #expect(difference.outcome.count == 1)
    #expect(change.before == "nee" && change.after == "ja")
    #expect(Set(change.when.map(\.verdict)) == [.passes, .fails])
    let added = RulesetDifference(
      from: try ReviewedRuleset.make("bedrag > 5"),
      to: try ReviewedRuleset.make("bedrag > 5", criteria: 2))
    #expect(added.criteria.added == ["C2"] && added.changes.map(\.relation) == [.added])
  }

  @Test("what is called the same is the same for every plan, and each example is decided so")
  func law() throws {
    var random = SeededRandom(seed: 41)
    var relations: [RulesetDifference.Relation: Int] = [:]
    for _ in 0..<cases(120) {
      var (one, other) = (RuleWriter.rule(&random), "")
      // Half of them are the same rule, written otherwise.
      other = random.happens(50) ? "not(not(\(one)))" : RuleWriter.rule(&random)
      if random.happens(30) { (one, other) = (other, one) }
      guard let old = try? SmallRuleset(rule: one, good: "f = true").ruleset(),
        let new = try? SmallRuleset(rule: other, good: "f = true").ruleset()
      else { continue }
      let difference = RulesetDifference(from: old, to: new)
      let change = difference.changes.first
      if let change { relations[change.relation, default: 0] += 1 }
      let (before, after) = (SmallPlans(old), SmallPlans(new))
      for _ in 0..<40 {
        let facts = before.plan(&random)
        let (was, now) = (try before.verdicts(facts)[0], try after.verdicts(facts)[0])
        guard was != now, [.passes, .fails].contains(was), [.passes, .fails].contains(now) else {
          continue
        }
        let relation = change?.relation ?? .same
        let fits: Set<RulesetDifference.Relation> =
          now == .fails ? [.stricter, .both, .open] : [.looser, .both, .open]
        #expect(fits.contains(relation), "\(one) | \(other): \(relation), \(was) \(now)")
      }
    }
    // It is about something.
    #expect((relations[.same] ?? 0) > 10 && (relations[.both] ?? 0) > 10, "\(relations)")
    #expect((relations[.open] ?? 0) * 4 < relations.values.reduce(0, +), "\(relations)")
  }
}

extension RuleWriter {
  fileprivate static func rule(_ random: inout SeededRandom) -> String {
    var writer = RuleWriter(
      random: random, fields: ["a", "b", "o", "p", "s", "d", "items"], sumsOfSome: false)
    let rule = writer.truth(depth: 2)
    random = writer.random
    return rule
  }
}
