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
    "some y in ys, z in xs satisfies z.k = y.k", "every y in ys, z in xs satisfies z.a != y.a or z.b",
    "some y in ys satisfies y.k.a = x.k", "some y in ys satisfies y.k = x.k.a",
    "sum(for y in ys return if y.k = x.k then y.a else 0)",
    "sum(for y in ys return if y.k = x.k or y.a = x.a then y.a else 0) > 3",
    "count(for y in ys return if x.b then y.k else x.k) > count(xs[k = x.k])",
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
    if random.happens(unanswered) { return .unknown(Unknown(random.happens(90) ? .answer(path) : .parameter("p"))) }
    let kind = random.happens(strange) ? random.below(7) : kind
    if random.happens(5) { return .null }
    switch kind {
    case 0:  // equal in spite of their scale
      return .number(random.pick([1, 2, try #require(Number("1.0")), try #require(Number("2.50"))]))
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
    guard case .list(let found) = code(&execution), case .list(let items) = facts[name == "x" ? 0 : 2]
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
  print("SAVED", text, saved)
}

@Test("lists that are looked through for each item of another give what a plain reading gives")
func keyedItemsReferenceLaw() throws {
  for text in JoinedLists.searches {
    for whole in ["for x in xs return \(text)", "for k in ks return \(text)", "every x in xs satisfies \(text)"] {
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

@Test("looking for each item of a list in another is no more work than the lists are longer")
func joinGrowth() throws {
  for text in JoinedLists.searches where text.contains("x.k") && !text.contains("z in") {
    // Every value once; then all of them open, on either side.
    for isOpen in [(false, false), (true, false), (false, true)] {
      let (_, code) = try JoinedLists.code("every x in xs satisfies (\(text)) != 12345")
      func steps(_ count: Int) -> Int {
        func records(_ name: String, _ isOpen: Bool) -> Value {
          .list(
            (0..<count).map { number in
              let path = InputPath([.member(name), .item(number + 1), .member("k")])
              let key = isOpen ? Value.unknown(Unknown(.answer(path))) : .string("\(name == "xs" ? number : number + 1)")
              return .context(
                Context(shape: JoinedLists.recordType.shape, values: [key, 1, false]))
            })
        }
        var execution = Execution(
          moment: RandomRule.moment,
          slots: [records("xs", isOpen.0), records("ys", isOpen.1), .null, .null, .null])
        _ = code(&execution)
        #expect(execution.failure == nil)
        return execution.limits.steps - execution.stepsLeft
      }
      let growth = Double(steps(400)) / Double(steps(100))
      if growth > 5 { print("GROWTH", text, isOpen, growth) }
    }
  }
}
