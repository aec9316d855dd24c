@testable import Rules

/// A small random ruleset over a few answers, whose limits are so low that all that matters of an answer
/// can be tried: what an explainer says of it is then checked by trying.
struct SmallRuleset {
  let text: String
  let criterionTexts: [String]
  /// The names of the top-level fields that a rule may read.
  let active: [String]

  static let moment = DateAndTime(date: .epoch, time: .midnightUTC)
  static let numbers = ["a", "b", "c"]
  static let fields = ["a", "b", "c", "o", "p", "q", "s", "d", "items"]
  /// What no suggestion may touch: what states a fact, and the day of submission, though it is said to be
  /// changeable.
  static let facts: Set<String> = ["q", "d"]

  /// - Parameters:
  ///   - lists: whether rules speak of the list too.
  ///   - most: how many of the other fields they speak of.
  ///   - sumsOfSome: whether they add up a part of the list, of which nothing may be left.
  init(
    _ random: inout SeededRandom, lists: Bool, most: Int = 4, sumsOfSome: Bool = true
  ) {
    var pool = ["a", "b", "c", "o", "p", "q", "s", "d"].shuffled(using: &random)
    pool = Array(pool.prefix(2 + random.below(most - 1)))
    if lists { pool.append("items") }
    active = pool
    var writer = RuleWriter(random: random, fields: pool, sumsOfSome: sumsOfSome)
    criterionTexts = (1...1 + random.below(2)).map { Self.criterion("C\($0)", &writer) }
    let good = writer.random.pick(["f = true", "n >= \(writer.random.below(6))"])
    let fit = writer.random.pick([">= 3", "< 4", "!= 5"])
    text = Self.base(good: good, fit: fit)
    random = writer.random
  }

  /// One rule, over any of the fields.
  init(rule: String, good: String) {
    active = Self.fields
    criterionTexts = [
      """
      criterion: C1
      number: 1
      title: { nl: P, en: P }
      requirement: { nl: P, en: P }
      source: k#s
      checks:
        - check: C1.0
          title: { nl: P, en: P }
          source: k#s
          basis: source
          force: condition
          words: { nl: P, en: P }
          rule: '\(rule)'
          passes: { nl: P, en: P }
          fails: { nl: P, en: P }
      """
    ]
    text = Self.base(good: good, fit: ">= 3")
  }

  func ruleset(settings: ParameterSettings = ParameterSettings()) throws(Diagnostics) -> Ruleset {
    let folder = try RulesetFixture.readFolder(
      RulesetFixture.folder.replacing("ingediend op", with: "d").replacing("titel", with: "s"))
    return try Ruleset(
      compiling: RulesetModel(
        of: folder, version: folder.versions[0],
        files: [SourceText(name: "basis.yaml", text: text)]
          + criterionTexts.map { SourceText(name: "c.yaml", text: $0) }), settings: settings)
  }

  private static func base(good: String, fit: String) -> String {
    """
    sources:
      k: { title: K, publisher: K, date: 2023-01-10, sections: { s: S } }
    readings:
      H: { point: { nl: P, en: P }, choice: { nl: P, en: P } }
    types:
      record:
        fields:
          n: { type: number }
          f: { type: boolean }
    vocabulary:
      a: { type: number, changeable: true }
      b: { type: number, changeable: true }
      c: { type: number, changeable: true }
      o: { type: number, required: false, changeable: true }
      p: { type: boolean, changeable: true }
      q: { type: boolean }
      s: { type: string, changeable: true, allowed: { x: { nl: X, en: X }, y: { nl: Y, en: Y }, z: { nl: Z, en: Z } } }
      d: { type: date, changeable: true }
      items: { type: list of record, changeable: true }
    parameters:
      k:
        kind: reading
        type: number
        value: '4'
        reading: H
        title: { nl: P, en: P }
        why: { nl: P, en: P }
    definitions:
      som: { value: 'a + b', type: number }
      goed: { value: 'items[\(good)]' }
      fit: { value: 'function(x: number) x \(fit)' }
    outcome:
      source: k#s
      decide: 'if every c in [C1] satisfies c != false then "yes" else "no"'
      results:
        'yes': { effect: positive, title: { nl: P, en: P }, text: { nl: P, en: P } }
        'no': { effect: negative, title: { nl: P, en: P }, text: { nl: P, en: P } }
      undecided:
        answers missing: { title: { nl: P, en: P }, text: { nl: P, en: P } }
        judgement needed: { title: { nl: P, en: P }, text: { nl: P, en: P } }

    """
  }

  private static func criterion(_ id: String, _ writer: inout RuleWriter) -> String {
    var text = """
      criterion: \(id)
      number: 1
      title: { nl: P, en: P }
      requirement: { nl: P, en: P }
      source: k#s
      checks:

      """
    for number in 0...writer.random.below(2) {
      text += """
          - check: \(id).\(number)
            title: { nl: P, en: P }
            source: k#s
            basis: source
            force: condition
            words: { nl: P, en: P }

        """
      if writer.random.happens(20) {
        text += """
              applies: '\(writer.truth(depth: 1))'
              not applicable: { nl: P, en: P }

          """
      }
      text += """
            rule: '\(writer.truth(depth: 2))'
            passes: { nl: P, en: P }
            fails: { nl: P, en: P }

        """
    }
    return text
  }
}

/// Writes rules as authors do, over some of the fields.
struct RuleWriter {
  var random: SeededRandom
  let fields: [String]
  let sumsOfSome: Bool

  private var numbers: [String] { fields.filter { SmallRuleset.numbers.contains($0) } }

  mutating func truth(depth: Int) -> String {
    guard depth > 0, random.happens(75) else { return atom() }
    let (one, other) = (truth(depth: depth - 1), truth(depth: depth - 1))
    switch random.below(10) {
    case 0..<4: return "(\(one) and \(other))"
    case 4..<7: return "(\(one) or \(other))"
    case 7: return "not(\(one))"
    default: return "(if \(atom()) then \(one) else \(other))"
    }
  }

  private mutating func atom() -> String {
    switch random.pick(fields) {
    case "p": return random.pick(["p", "not(p)", fields.contains("q") ? "p = q" : "p = true"])
    case "q": return random.pick(["q", "q = false"])
    case "s":
      return random.pick(["s = \"x\"", "s in (\"x\", \"y\")", "s != \"z\"", "not(s = \"y\")"])
    case "d":
      return random.pick([
        "d <= date(\"2025-06-01\")", "d + duration(\"P1M\") > date(\"2025-06-15\")",
        "d in [date(\"2025-05-01\")..date(\"2025-06-10\")]",
      ])
    case "o":
      return random.pick(["o = null", "o != null", "(o != null and o > \(constant()))"])
    case "items": return listAtom()
    default: return comparison()
    }
  }

  private mutating func constant() -> Int { random.below(9) }

  private mutating func number() -> String {
    guard let first = numbers.randomElement(using: &random) else { return "\(constant())" }
    switch random.below(8) {
    case 0: return "\(constant())"
    case 1: return "(\(first) + \(random.pick(numbers)))"
    case 2: return "(\(first) - \(random.pick(numbers)))"
    case 3: return "2 * \(first)"
    case 4: return numbers.contains("a") && numbers.contains("b") ? "som" : first
    default: return first
    }
  }

  private mutating func comparison() -> String {
    let left = number()
    switch random.below(8) {
    case 0: return "\(left) in [\(random.below(4))..\(4 + random.below(4))]"
    case 1: return "\(left) between \(random.below(4)) and \(4 + random.below(4))"
    case 2: return "fit(\(left))"
    case 3: return "\(left) \(random.pick(["<", ">=", "<=", ">"])) k"
    case 4: return "\(left) \(random.pick(["<", ">=", "=", "!="])) \(number())"
    default: return "\(left) \(random.pick(["<", ">=", "<=", ">"])) \(constant())"
    }
  }

  private mutating func listAtom() -> String {
    let limit = constant()
    switch random.below(sumsOfSome ? 11 : 9) {
    case 9: return "sum(goed.n) \(random.pick([">=", "<"])) \(limit)"
    case 10: return "sum(items[f = true].n) \(random.pick([">=", "<"])) \(limit)"
    case 0: return "count(items) >= \(random.below(3))"
    case 1: return "count(items[f = true]) >= \(1 + random.below(2))"
    case 2: return "count(goed) <= \(random.below(2))"
    case 3: return "(every i in items satisfies i.n >= \(limit))"
    case 4: return "(some i in items satisfies i.f and i.n > \(limit))"
    case 5: return "(every i in goed satisfies i.n <= \(limit))"
    case 6: return "sum(items.n) \(random.pick([">=", "<"])) \(limit)"
    case 7: return "(every i in items satisfies not(i.f) or i.n < \(number()))"
    default: return "(some i in goed satisfies i.n = \(random.below(4)))"
    }
  }
}

/// Values of the answers of a small ruleset.
struct SmallPlans {
  let ruleset: Ruleset
  let record: ContextShape

  init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    if case .list(.context(let type))? = ruleset.reader.types.last {
      record = type.shape
    } else {
      record = .empty
    }
  }

  static let dates = [
    "2025-04-30", "2025-05-01", "2025-05-15", "2025-05-16", "2025-06-01",
    "2025-06-02", "2025-06-10", "2025-06-11",
  ].compactMap { CalendarDate($0) }.map { Value.date($0) }

  static func numbers(_ range: ClosedRange<Int>) -> [Value] { range.map { .number(Number($0)) } }

  /// The values that cover all that matters of a field, lists left out.
  static func domain(_ name: String, numbers: ClosedRange<Int>) -> [Value] {
    switch name {
    case "a", "b", "c", "n": Self.numbers(numbers)
    case "o": [.null] + Self.numbers(numbers)
    case "p", "q", "f": [.boolean(true), .boolean(false)]
    case "s": ["x", "y", "z"]
    case "d": dates
    default: []
    }
  }

  func item(_ number: Value, _ flag: Value) -> Value {
    .context(Context(shape: record, values: [number, flag]))
  }

  func random(_ name: String, _ random: inout SeededRandom) -> Value {
    guard name == "items" else { return random.pick(Self.domain(name, numbers: -1...9)) }
    return .list(
      (0..<random.below(4)).map { _ in
        item(.number(Number(random.below(9))), .boolean(random.happens(50)))
      })
  }

  func plan(_ random: inout SeededRandom) -> Facts {
    Facts(values: SmallRuleset.fields.map { self.random($0, &random) })
  }

  /// Another value for everything in a plan that no path names, none of it missing or some of it.
  func replacing(
    allBut paths: [InputPath], in facts: Facts, hides: Int, _ random: inout SeededRandom
  ) -> Facts {
    let kept = Set(paths)
    func other(_ name: String, required: Bool = true) -> Value {
      random.happens(hides) && required
        ? .unknown(Unknown(.answer(InputPath([.member(name)])))) : self.random(name, &random)
    }
    let values = zip(SmallRuleset.fields, facts.values).map { name, value -> Value in
      let path = InputPath([.member(name)])
      guard name == "items" else {
        return kept.contains(path) ? value : other(name, required: name != "o")
      }
      guard kept.contains(where: { $0.steps.first == path.steps.first }),
        case .list(let items) = value
      else { return other(name) }
      return .list(
        items.enumerated().map { index, item in
          guard case .context(let context) = item else { return item }
          let place = path.appending(.item(index + 1))
          let members = zip(["n", "f"], context.values).map { member, value in
            kept.contains(place.appending(.member(member))) ? value : other(member)
          }
          return .context(Context(shape: context.shape, values: members))
        })
    }
    return Facts(values: values)
  }

  /// The answers of an item; what is `nil` is missing.
  struct Item: Sendable {
    let n: Int?
    let f: Bool?
  }

  /// A plan with nothing but these items and one answer; what is `nil` is missing.
  func facts(items: [Item], p: Bool) -> Facts {
    let list = items.enumerated().map { index, entry -> Value in
      let path = InputPath([.member("items"), .item(index + 1)])
      func missing(_ name: String) -> Value {
        .unknown(Unknown(.answer(path.appending(.member(name)))))
      }
      return item(
        entry.n.map { .number(Number($0)) } ?? missing("n"),
        entry.f.map { .boolean($0) } ?? missing("f"))
    }
    return Facts(
      values: SmallRuleset.fields.map { name in
        switch name {
        case "items": .list(list)
        case "p": .boolean(p)
        default: .unknown(Unknown(.answer(InputPath([.member(name)]))))
        }
      })
  }

  func verdicts(_ facts: Facts) throws -> [Verdict] {
    try ruleset.verdicts(for: facts, at: SmallRuleset.moment).checks
  }

  /// Whether no answer that is missing changes a verdict any more (the law of unknown).
  func isSettled(_ facts: Facts) throws -> Bool {
    try !verdicts(facts).contains(.undetermined)
  }

  static func spelled(_ facts: Facts) -> String {
    zip(SmallRuleset.fields, facts.values).map { "\($0) = \($1.text)" }.joined(separator: ", ")
  }
}

extension Value {
  fileprivate var text: String {
    switch self {
    case .unknown: "?"
    case .list(let items): "[\(items.map(\.text).joined(separator: ", "))]"
    case .context(let context):
      "{\(context.entries.map { "\($0): \($1.text)" }.joined(separator: ", "))}"
    case .number(let number): number.description
    case .date(let date): date.description
    case .boolean(let truth): "\(truth)"
    case .string(let text): "\"\(text)\""
    case .null: "null"
    default: "\(self)"
    }
  }
}
