import Testing

@testable import Rules

/// Lists that are looked through for items with a certain value.
private struct JoinedLists {
  static let recordType = ContextType([
    .init(name: "k", type: .any), .init(name: "a", type: .number), .init(name: "b", type: .boolean),
  ])
  static let inputs: [(name: String, type: ValueType)] = [
    ("xs", .list(.context(recordType))), ("ys", .list(.context(recordType))),
    ("ks", .list(.any)), ("x", .context(recordType)), ("k", .any),
  ]
  static let scope = ModelScope(
    entries: inputs.enumerated().map { (Name($1.name), $0, $1.type) }, members: ["k", "a", "b"])

  /// Those that take as many steps however they are found: few are counted, or names may be any member.
  static let steady = ["ks[item = k]", "list contains(ks, k)", "list contains(ys, x)"]

  /// What is looked for in `ys` or `ks`, for one `x` or `k`.
  static let searches = [
    "some y in ys satisfies y.k = x.k", "some y in ys satisfies x.k = y.k",
    "some y in ys satisfies y.k = x.k and y.b", "some y in ys satisfies y.k = x.k and y.a > x.a",
    "some y in ys satisfies y.b and y.k = x.k", "some y in ys satisfies y.a = x.a and x.k = y.k",
    "some y in ys satisfies y.k = x.k and y.a = x.a and y.b",
    "every y in ys satisfies y.k != x.k", "every y in ys satisfies y.k != x.k or y.b",
    "every y in ys satisfies x.k != y.k or y.a != x.a or y.b", "every y in ys satisfies y.k = x.k",
    "some y in ys satisfies y.k != x.k", "ys[k = x.k]", "ys[item.k = x.k and b]",
    "count(ys[k = x.k])", "count(ys[k = x.k and a = x.a]) >= 2", "list contains(ys.k, x.k)",
    "list contains(ys, x)", "some y in ys satisfies y = x", "list contains(ks, k)",
    "some y in ks satisfies y = k", "some y in ks satisfies k = y and y != null", "ks[item = k]",
    "some z in xs, y in ys satisfies z.k = y.k and y.a = x.a",
    "some y in ys, z in xs satisfies z.k = y.k",
    "every y in ys, z in xs satisfies z.a != y.a or z.b",
    "some y in ys satisfies y.k.a = x.k", "some y in ys satisfies y.k = x.k.a",
    "sum(for y in ys return if y.k = x.k then y.a else 0)",
    "sum(for y in ys return if y.k = x.k or y.a = x.a then y.a else 0) > 3",
    "count(for y in ys return if x.b then y.k else x.k) > count(xs[k = x.k])",
    "every y in ys, z in ys satisfies z.a <= 2 or x.a = y.a or x.b", "count(ys[a > x.a or b]) > 3",
    "some z in ys satisfies z.k = x.k and (every y in ys satisfies y.a <= z.a or x.a > z.a or x.b)",
  ]

  static func code(_ text: String) throws -> (CheckedExpression, Code) {
    // Only where rulesets are checked it is certain that names in filters are members.
    for mode in [CheckingMode.strict, .standard] {
      var checker = ExpressionChecker(scope: scope, mode: mode)
      let checked = checker.check(RandomRule.fragment(text), type: nil)
      guard checked.diagnostics.isEmpty else { continue }
      return (checked.expression, Compiler().compile(checked.expression))
    }
    throw NoExpression(text: text)
  }

  private struct NoExpression: Error { let text: String }

  private var random: SeededRandom
  /// How many in a hundred values are unanswered, `null`, or of another kind than most.
  private var unanswered = 0
  private var strange = 0
  private var kind = 0

  init(_ random: SeededRandom) { self.random = random }

  mutating func facts() throws -> [Value] {
    unanswered = random.pick([0, 0, 10, 50, 100])
    strange = random.pick([0, 0, 0, 5, 50])
    kind = random.below(5)
    return [
      .list(try records("xs")), .list(try records("ys")),
      .list(try (0..<count()).map { try key(InputPath([.member("ks"), .item($0 + 1)])) }),
      try record(InputPath([.member("x")])), try key(InputPath([.member("k")])),
    ]
  }

  private mutating func count() -> Int { random.pick([0, 7, 8, 9, 12]) }

  private mutating func records(_ name: String) throws -> [Value] {
    try (0..<count()).map { try record(InputPath([.member(name), .item($0 + 1)])) }
  }

  private mutating func record(_ path: InputPath) throws -> Value {
    if random.happens(unanswered / 5) { return .unknown(Unknown(.answer(path))) }
    if random.happens(strange / 5) { return random.pick([.null, 1, "a", [1]]) }
    let values: [Value] = [
      try key(path.appending(.member("k"))),
      answer(.number(Number(random.below(3))), path.appending(.member("a"))),
      answer(.boolean(random.happens(50)), path.appending(.member("b"))),
    ]
    return .context(Context(shape: Self.recordType.shape, values: values))
  }

  private mutating func answer(_ value: Value, _ path: InputPath) -> Value {
    if random.happens(unanswered / 2) { return .unknown(Unknown(.answer(path))) }
    return random.happens(strange / 2) ? .null : value
  }

  private mutating func key(_ path: InputPath) throws -> Value {
    if random.happens(unanswered) {
      return .unknown(Unknown(random.happens(90) ? .answer(path) : .parameter("p")))
    }
    let kind = random.happens(strange) ? random.below(7) : kind
    if random.happens(5) { return .null }
    switch kind {
    case 0:  // equal in spite of their scale
      return .number(
        random.pick([1, 2, try #require(Number("1.0")), try #require(Number("2.50"))]))
    case 1:  // Swift takes the last two for the same text
      return .string(random.pick(["a", "b", "", "\u{e9}", "e\u{301}"]))
    case 2: return .date(random.pick(Array(RandomFacts.days.prefix(3).compactMap { $0 })))
    case 3:  // the first two are one moment
      let text = random.pick([
        "2027-01-02T10:00:00Z", "2027-01-02T11:00:00+01:00", "2027-01-02T10:00:00",
        "2027-01-02T10:00:00@Europe/Paris",
      ])
      return .dateAndTime(try #require(DateAndTime(text)))
    case 4: return .boolean(random.happens(50))
    case 5: return .list([answer(1, path)])
    default:
      return .context(
        Context(shape: Self.recordType.shape, values: [1, answer(2, path), true]))
    }
  }
}

extension Value {
  /// As ``isSame(as:causes:)``, with the causes in the same order.
  fileprivate func isExactly(_ other: Value) -> Bool {
    isSame(as: other) && unknownWithin?.causes == other.unknownWithin?.causes
  }
}

@Test(
  "what is looked for in a list again and again is found as it is the first time",
  arguments: JoinedLists.searches)
func keyedItemsLaw(text: String) throws {
  let name = text.contains("x") ? "x" : "k"
  let (_, code) = try JoinedLists.code("for \(name) in \(name)s return \(text)")
  let (_, one) = try JoinedLists.code(text)
  var saved = 0
  for number in 0..<cases(200) {
    var lists = JoinedLists(SeededRandom(seed: number))
    var facts = try lists.facts()
    var execution = Execution(moment: RandomRule.moment, slots: facts)
    guard case .list(let found) = code(&execution),
      case .list(let items) = facts[name == "x" ? 0 : 2]
    else { continue }
    var steps = 0
    var remarks: [LocalizedText] = []
    for (item, found) in zip(items, found) {
      facts[name == "x" ? 3 : 4] = item
      var first = Execution(moment: RandomRule.moment, slots: facts)
      let expected = one(&first)
      #expect(found.isExactly(expected), "\(number): \(told(found)), not \(told(expected))")
      remarks += first.remarks.map(\.reason)
      steps += first.limits.steps - first.stepsLeft
    }
    #expect(execution.remarks.map(\.reason) == Array(remarks.prefix(64)), "\(number)")
    #expect(execution.failure == nil && execution.locals.isEmpty)
    if execution.limits.steps - execution.stepsLeft < steps { saved += 1 }
  }
  // Where no step is ever saved, another way is never tried.
  #expect(saved > 0 || JoinedLists.steady.contains(text))
}

@Test("lists that are looked through for each item of another give what a plain reading gives")
func keyedItemsReferenceLaw() throws {
  for text in JoinedLists.searches {
    for whole in [
      "for x in xs return \(text)", "for k in ks return \(text)", "every x in xs satisfies \(text)",
    ] {
      let (checked, code) = try JoinedLists.code(whole)
      for number in 0..<cases(25) {
        var lists = JoinedLists(SeededRandom(seed: number))
        let facts = try lists.facts()
        if case .differs(let why) = compare(code, with: checked, facts, causes: .all) {
          Issue.record("\(number), \(whole): \(why)")
        }
      }
    }
  }
}

@Test("other answers in the same list are seen, whoever evaluates again and again")
func changedLists() throws {
  for text in JoinedLists.searches {
    let (_, code) = try JoinedLists.code("for x in xs return \(text)")
    var lists = JoinedLists(SeededRandom(seed: 1))
    var kept = Execution(moment: RandomRule.moment, slots: try lists.facts())
    for number in 0..<cases(20) {
      var lists = JoinedLists(SeededRandom(seed: number))
      let facts = try lists.facts()
      kept.renew()
      kept.slots = facts
      var fresh = Execution(moment: RandomRule.moment, slots: facts)
      #expect(code(&kept).isExactly(code(&fresh)), "\(number): \(text)")
    }
  }
}

/// Lists of as many items, all with other values to look for, or with none that is known.
private func joinSteps(_ code: Code, _ count: Int, open: Set<String>) -> Int {
  func records(_ name: String) -> Value {
    .list(
      (1...count).map { number in
        let path = InputPath([.member(name), .item(number), .member("k")])
        let key: Value =
          open.contains(name) ? .unknown(Unknown(.answer(path))) : .string("\(number)")
        return .context(
          Context(shape: JoinedLists.recordType.shape, values: [key, 1, .boolean(false)]))
      })
  }
  var execution = Execution(
    moment: RandomRule.moment, slots: [records("xs"), records("ys"), .null, .null, .null])
  _ = code(&execution)
  #expect(execution.failure == nil)
  return execution.limits.steps - execution.stepsLeft
}

@Test(
  "looking for each item of a list in another is no more work than the lists are longer",
  arguments: [
    ("some y in ys satisfies y.k = x.k", true), ("some y in ys satisfies x.k = y.k", true),
    ("every y in ys satisfies y.k != x.k", true), ("list contains(ys.k, x.k)", true),
    ("some y in ys satisfies y.k = x.k and y.b", false),
    ("some y in ys satisfies y.a = x.a and x.k = y.k and y.b", false),
    ("every y in ys satisfies y.k != x.k or y.b", false),
    ("count(ys[k = x.k]) != 2", false), ("count(ys[k = x.k and b]) != 2", false),
    ("count(for y in ys[k = x.k] return y.a) != 2", false),
    ("sum(for y in ys return if y.k = x.k then y.a else 0) != 2", false),
  ])
func joinGrowth(text: String, isWhole: Bool) throws {
  let (_, code) = try JoinedLists.code("every x in xs satisfies (\(text)) or x.a = 1")
  // Where more is asked than equality, each item whose value is not known has to be looked at.
  for open in [[], ["xs"], ["ys"]] as [Set<String>] where isWhole || open != ["ys"] {
    if text.contains("count"), !open.isEmpty { continue }
    let steps = [100, 400].map { joinSteps(code, $0, open: open) }
    #expect(steps[1] <= 5 * steps[0], "\(open): \(steps)")
  }
}
