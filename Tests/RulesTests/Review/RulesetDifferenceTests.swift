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
      (
        "sum(for p in posten return count(posten[bedrag > p.bedrag])) > 3",
        "3 < sum(for p in posten return count(posten[p.bedrag < bedrag]))", .same, []
      ),
      (
        "every p in posten satisfies (some q in posten satisfies q.bedrag > p.bedrag and q.bedrag < 9)",
        "not(some p in posten satisfies (every q in posten satisfies 9 <= q.bedrag or p.bedrag >= q.bedrag))",
        .same, []
      ),
      ("titel = \"a\"", "titel in (\"a\", \"b\")", .looser, ["titel: \"b\""]),
      ("subsidie != null and subsidie > 3", "subsidie > 3", .otherAnswers, ["subsidie: null"]),
      ("subsidie > 3", "3 < subsidie and subsidie != null", .otherAnswers, ["subsidie: null"]),
      ("10 / bedrag > 2", "2 < 10 / bedrag", .same, []),
      ("bedrag in [3..5]", "bedrag >= 3 and bedrag <= 5", .same, []),
    ]

  @Test(
    "limits of a type bind the plan, and no argument of a function: rules through one are the same")
  func outsideLimits() throws {
    func made(_ rule: String) throws -> Ruleset {
      try ReviewedRuleset.make(
        rule, types: "  klein:\n    fields:\n      x: { type: number, constraint: '[0..3]' }",
        definitions: "  eigen: 'function(k: klein) bedrag'")
    }
    let through = try made("eigen({ x: bedrag }) > 1")
    let plain = try made("bedrag > 1")
    #expect(RulesetDifference(from: through, to: plain).isSame)
    // That is right only because the engine answers past the limits, too.
    var values = [Value](repeating: .null, count: through.model.vocabulary.fields.count)
    let place = try #require(through.model.vocabulary.fields.firstIndex { $0.name == "bedrag" })
    values[place] = 9
    for ruleset in [through, plain] {
      let verdicts = try ruleset.verdicts(for: Facts(values: values), at: SmallRuleset.moment)
      #expect(verdicts.checks == [.passes])
    }
  }

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

  /// The same rule but for one sign or one number.
  private static func nearly(_ rule: String, _ random: inout SeededRandom) -> String {
    let edits = [
      ("<=", "<"), (">=", ">"), (" < ", " <= "), (" > ", " >= "), (" and ", " or "),
      (" or ", " and "), ("some ", "every "), ("every ", "some "), ("1", "2"), ("2", "3"),
    ]
    let possible = edits.filter { rule.contains($0.0) }
    guard !possible.isEmpty else { return "not(\(rule))" }
    let (old, new) = possible[random.below(possible.count)]
    let places = rule.ranges(of: old)
    return rule.replacingCharacters(in: places[random.below(places.count)], with: new)
  }

  static let scopes = [
    (
      "sum(for p in posten return count(posten[bedrag > p.bedrag])) > 3",
      "sum(for p in posten return count(posten[bedrag > 3])) > 3"
    ),
    (
      "sum(for p in posten return sum(for q in posten return p.bedrag)) > 3",
      "sum(for p in posten return sum(for q in posten return q.bedrag * 2)) > 3"
    ),
    (
      "sum(for p in posten return sum(for q in posten return p.bedrag * 2 + q.bedrag)) > 3",
      "sum(for p in posten return sum(for q in posten return q.bedrag * 2 + q.bedrag)) > 3"
    ),
  ]

  @Test("whose item a rule speaks of is not mistaken", arguments: scopes)
  func scope(_ row: (before: String, after: String)) throws {
    let difference = RulesetDifference(
      from: try ReviewedRuleset.make(row.before), to: try ReviewedRuleset.make(row.after))
    #expect(!difference.isSame)
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
    for _ in 0..<cases(112) {
      var (one, other) = (RuleWriter.rule(&random), "")
      // Half of them are the same rule, written otherwise; others nearly are.
      if random.happens(75), let first = try? SmallRuleset(rule: one, good: "f = true").ruleset(),
        let rule = first.checked.criteria.first?.checks.first?.rule?.fragment
      {
        let rewriting = random.happens(50) ? Rewriting.turned : .negated
        other = rewriting.applied(to: first.checked.trees.expression(rule)).spelling
        if random.happens(35) { other = Self.nearly(other, &random) }
      } else {
        other = RuleWriter.rule(&random)
      }
      if random.happens(30) { (one, other) = (other, one) }
      guard let old = try? SmallRuleset(rule: one, good: "f = true").ruleset(),
        let new = try? SmallRuleset(rule: other, good: "f = true").ruleset()
      else { continue }
      let difference = RulesetDifference(from: old, to: new)
      let change = difference.changes.first
      if let change { relations[change.relation, default: 0] += 1 }
      let (before, after) = (SmallPlans(old), SmallPlans(new))
      for _ in 0..<cases(112) {
        let facts = before.plan(&random)
        let (was, now) = (try before.verdicts(facts)[0], try after.verdicts(facts)[0])
        Self.expect(change, fits: (was, now), "\(one) | \(other)")
      }
    }
    // It is about something.
    #expect((relations[.same] ?? 0) > 10 && (relations[.both] ?? 0) > 10, "\(relations)")
    #expect((relations[.open] ?? 0) * 4 < relations.values.reduce(0, +), "\(relations)")
  }

  static func expect(
    _ change: RulesetDifference.Change?, fits verdicts: (was: Verdict, now: Verdict), _ pair: String
  ) {
    let (was, now) = verdicts
    guard was != now else { return }
    if was == .undetermined || now == .undetermined {
      let isTold =
        change?.examples.contains {
          ($0.before == .undetermined) != ($0.after == .undetermined)
        } ?? false
      #expect(isTold || change?.isOpen == true, "\(pair): \(was) \(now)")
      return
    }
    guard was != .notApplicable, now != .notApplicable else { return }
    let relation = change?.relation ?? .same
    let fitting: Set<RulesetDifference.Relation> =
      now == .fails ? [.stricter, .both, .open] : [.looser, .both, .open]
    #expect(
      fitting.contains(relation) || change?.isOpen == true,
      "\(pair): \(relation), \(was) \(now)")
  }

  /// Rules about two days, before and after, and how they relate.
  static let terms: [(before: String, after: String, relation: RulesetDifference.Relation)] = [
    ("eind <= begin + duration(\"P5Y\")", "eind <= begin + duration(\"P4Y\")", .stricter),
    ("eind <= begin + duration(\"P5Y\")", "begin + duration(\"P6Y\") >= eind", .looser),
    ("eind < begin + duration(\"P30D\")", "eind <= begin + duration(\"P30D\")", .looser),
    ("eind <= begin + duration(\"P1Y\")", "begin + duration(\"P12M\") >= eind", .same),
    ("not(eind > begin - duration(\"P2M\"))", "eind <= begin - duration(\"P3M\")", .stricter),
    (
      "eind <= begin + duration(\"P1Y\") or eind > begin + duration(\"P3Y\")",
      "eind <= begin + duration(\"P2Y\") or eind > begin + duration(\"P4Y\")", .both
    ),
    (
      "eind < begin + duration(\"P5Y\") or eind = begin + duration(\"P5Y\")",
      "eind < begin + duration(\"P4Y\") or eind = begin + duration(\"P4Y\")", .stricter
    ),
    (
      "slot = null or slot <= begin + duration(\"P5Y\")",
      "slot = null or slot < begin + duration(\"P4Y\")", .stricter
    ),
    (
      "eind > begin + duration(\"P1M\") and eind > begin + duration(\"P2M\")",
      "eind > begin + duration(\"P2M\")", .same
    ),
  ]

  static let days =
    "begin: { type: date }\n  eind: { type: date }\n  slot: { type: date, required: false }"

  @Test("how long after another a day lies, whatever that other day is", arguments: terms)
  func term(
    _ row: (before: String, after: String, relation: RulesetDifference.Relation)
  ) throws {
    let difference = RulesetDifference(
      from: try ReviewedRuleset.make(row.before, fields: Self.days),
      to: try ReviewedRuleset.make(row.after, fields: Self.days))
    #expect(difference.changes.map(\.relation) == [row.relation], "\(difference.changes)")
    #expect(difference.changes.map(\.isOpen) == [false], "\(difference.changes)")
  }

  @Test("a term that has a name, and a function that asks whether a day lies in it")
  func namedTerm() throws {
    func ruleset(_ duration: String) throws -> Ruleset {
      try ReviewedRuleset.make(
        "every d in dagen satisfies d.los = true or binnen(d.eind)",
        fields: "begin: { type: date }\n  dagen: { type: list of dag }",
        definitions: "  einde: begin + duration(\"\(duration)\")\n"
          + "  binnen: \'function(d: date) d < einde or d = einde\'")
    }
    let difference = RulesetDifference(from: try ruleset("P5Y"), to: try ruleset("P4Y"))
    #expect(difference.changes.map(\.relation) == [.stricter])
    #expect(difference.changes.map(\.isOpen) == [false], "\(difference.changes)")
  }

  @Test("what is told of terms holds for each pair of days, at the ends of months too")
  func lawOfTerms() throws {
    var random = SeededRandom(seed: 43)
    let durations = ["P0D", "P27D", "P28D", "P30D", "P1M", "P2M", "P12M", "P1Y", "P4Y"]
    let days = [
      "2023-12-31", "2024-01-28", "2024-01-29", "2024-01-30", "2024-01-31", "2024-02-28",
      "2024-02-29", "2024-03-01", "2024-03-31", "2025-01-31", "2025-02-28", "2028-02-28",
      "2028-02-29", "999999999-12-31", "-999999999-01-01",
    ].compactMap { CalendarDate($0) }.map { Value.date($0) }
    func atom() -> String {
      let sign = random.pick(["+", "+", "-"])
      let later = "begin \(sign) duration(\"\(random.pick(durations))\")"
      let comparison = random.pick(["<", "<=", ">", ">=", "=", "!="])
      let day = random.pick(["eind", "slot"])
      return random.happens(50) ? "\(day) \(comparison) \(later)" : "\(later) \(comparison) \(day)"
    }
    func rule() -> String {
      switch random.below(4) {
      case 0: "\(atom()) and \(atom())"
      case 1: "\(atom()) or not(\(atom()))"
      case 2: "if \(atom()) then \(atom()) else \(atom())"
      default: atom()
      }
    }
    var relations: [RulesetDifference.Relation: Int] = [:]
    for _ in 0..<cases(60) {
      let (one, other) = (rule(), rule())
      let old = try ReviewedRuleset.make(one, fields: Self.days)
      let new = try ReviewedRuleset.make(other, fields: Self.days)
      let change = RulesetDifference(from: old, to: new).changes.first
      relations[change?.relation ?? .same, default: 0] += 1
      for begin in days {
        for end in days {
          let facts = Facts(
            values: old.model.vocabulary.fields.map { field in
              switch field.name {
              case "begin": begin
              case "eind": end
              case "slot": random.pick([.null, end])
              default: .unknown(.unspecified(.answer))
              }
            })
          let was = try old.verdicts(for: facts, at: SmallRuleset.moment).checks[0]
          let now = try new.verdicts(for: facts, at: SmallRuleset.moment).checks[0]
          // Beside the last day that there is, adding gives none.
          let isAtEnd = days.suffix(2).contains {
            $0.isEqual(to: begin).isTrue || $0.isEqual(to: end).isTrue
          }
          if isAtEnd, [was, now].contains(.undetermined) { continue }
          Self.expect(change, fits: (was, now), "\(one) | \(other)")
        }
      }
    }
    // It is about something.
    #expect(relations.count > 2, "\(relations)")
  }

  @Test(
    "rules of a shipped version that are written otherwise and mean the same are proven the same",
    arguments: Rewriting.allCases)
  func rewritten(_ rewriting: Rewriting) throws {
    let shipped = try ShippedRuleset("plan")
    let old = shipped.ruleset
    let rules = old.checked.criteria.flatMap(\.checks).compactMap(\.rule).map(\.fragment)
    let texts = rules.map { rule in
      (rule, rewriting.applied(to: old.checked.trees.expression(rule)).spelling)
    }
    let new: Ruleset
    do { new = try shipped.replacing(texts) } catch let faults as Diagnostics {
      Issue.record("\(faults.all.map(\.message.en))")
      return
    }
    let difference = RulesetDifference(from: old, to: new)
    let others = difference.changes.filter { $0.relation != .same }
    #expect(difference.changes.count > 60, "it is about something")
    #expect(others.isEmpty, "\(others.map { ($0.id, $0.relation, $0.because) })")
  }

  @Test("what is asked otherwise, and what is set otherwise")
  func questions() throws {
    func field(_ name: String, _ kind: Field.Kind, required: Bool = true) -> Field {
      Field(name: name, kind: kind, isRequired: required)
    }
    func value(_ text: String) -> Field.AllowedValue {
      Field.AllowedValue(value: text, label: LocalizedText(nl: text, en: text))
    }
    let old = Vocabulary([
      field("a", .boolean), field("b", .number(nil), required: false), field("weg", .date),
      field("soort", .string(allowed: [value("x"), value("y")])),
      field("posten", .list(.group([field("c", .number(nil)), field("d", .string(allowed: []))]))),
    ])
    let new = Vocabulary([
      field("a", .boolean, required: false), field("b", .number(nil)),
      field("soort", .string(allowed: [value("y"), value("z")])),
      field("posten", .list(.group([field("c", .date), field("d", .string(allowed: []))]))),
      field("nieuw", .boolean),
    ])
    let told = new.changes(from: old).map { "\($0.path.joined(separator: ".")) \($0.kind)" }
    #expect(
      told == [
        "a optional", "b required", "soort values(added: [\"z\"], removed: [\"x\"])",
        "posten.c type", "nieuw added(isRequired: true)", "weg removed",
      ])
    #expect(new.changes(from: new).isEmpty)
  }
}

/// Ways to write a rule otherwise that change nothing of what it means.
enum Rewriting: String, CaseIterable {
  /// The sides of every comparison changed over, and the parts of `and` and `or` in another order.
  case turned
  /// `not(not(a) or not(b))` for `a and b`, and the other way round.
  case negated

  func applied(to syntax: ExpressionSyntax) -> ExpressionSyntax {
    func other(_ form: ExpressionSyntax.Form) -> ExpressionSyntax {
      ExpressionSyntax(form, at: syntax.range)
    }
    func not(_ inner: ExpressionSyntax) -> ExpressionSyntax {
      other(.call(other(.name(Name("not"))), .positional([inner])))
    }
    switch (syntax.form, self) {
    case (.comparison(let left, let comparison, let right), .turned):
      return other(.comparison(applied(to: right), comparison.mirrored, applied(to: left)))
    case (.conjunction(let parts), .turned):
      return other(.conjunction(parts.reversed().map(applied)))
    case (.disjunction(let parts), .turned):
      return other(.disjunction(parts.reversed().map(applied)))
    // A text that names an item needs the quantifier where it is.
    case (.conjunction(let parts), .negated) where !parts.contains(where: \.isQuantified):
      return not(other(.disjunction(parts.map { not(applied(to: $0)) })))
    case (.disjunction(let parts), .negated) where !parts.contains(where: \.isQuantified):
      return not(other(.conjunction(parts.map { not(applied(to: $0)) })))
    case (.conjunction(let parts), .negated): return other(.conjunction(parts.map(applied)))
    case (.disjunction(let parts), .negated): return other(.disjunction(parts.map(applied)))
    case (.comparison, .negated): return not(not(syntax))
    case (.quantified(let quantifier, let iterators, let condition), _):
      return other(.quantified(quantifier, iterators, condition: applied(to: condition)))
    case (.conditional(let condition, let then, let otherwise), _):
      return other(
        .conditional(
          applied(to: condition), then: applied(to: then), otherwise: applied(to: otherwise)))
    case (.filter(let list, let condition), _):
      return other(.filter(list, applied(to: condition)))
    default: return syntax
    }
  }
}

extension ExpressionSyntax {
  fileprivate var isQuantified: Bool {
    switch form {
    case .quantified: true
    case .conjunction(let parts), .disjunction(let parts): parts.contains(where: \.isQuantified)
    default: false
    }
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
