import Rules

/// Any text as an expression: it is read, written, checked, compiled and evaluated.
enum ExpressionTarget {
  static func run(_ bytes: [UInt8]) throws(Finding) {
    let text = String(decoding: bytes, as: UTF8.self)
    let (tree, faults) = ExpressionSyntax.parse(text, names: World.scope.namesInScope)
    try check(faults, in: text)
    try demand(tree.range.end <= text.utf8.count, "a tree past the end")
    if faults.isEmpty { try checkSpelling(of: tree) }
    for mode in [CheckingMode.strict, .standard] {
      try evaluate(text, mode, isWellFormed: faults.isEmpty)
    }
  }

  /// Writing the tree and reading it again gives the same tree.
  private static func checkSpelling(of tree: ExpressionSyntax) throws(Finding) {
    let spelling = tree.spelling
    let (again, faults) = ExpressionSyntax.parse(
      spelling, names: World.scope.namesInScope, limits: World.wideLimits)
    try demand(
      faults.isEmpty, "'\(spelling)' is not read: \(faults.map(\.message.en))")
    try demand(outline(again), is: outline(tree), "read from '\(spelling)'")
  }

  private static func evaluate(
    _ text: String, _ mode: CheckingMode, isWellFormed: Bool
  ) throws(Finding) {
    var checker = ExpressionChecker(scope: World.scope, mode: mode)
    let source = SourceText(name: "expression", text: text)
    let (expression, problems) = checker.check(SourceFragment(whole: source), type: nil)
    try check(problems)
    try demand(isWellFormed || !problems.isEmpty, "the checker passes over a fault")
    if mode == .standard {
      try demand(problems.isEmpty == isWellFormed, "the standard knows no fault of meaning")
    }
    guard problems.isEmpty else { return }
    try World.checkAnswer(of: Compiler().compile(expression), locals: [])
  }
}

/// Any text as a table cell, for values of every kind.
enum UnaryTestsTarget {
  static func run(_ bytes: [UInt8]) throws(Finding) {
    let text = String(decoding: bytes, as: UTF8.self)
    let (tree, faults) = UnaryTestsSyntax.parse(text, names: World.scope.namesInScope)
    try check(faults, in: text)
    try demand(tree.range.end <= text.utf8.count, "a tree past the end")
    if faults.isEmpty { try checkSpelling(of: tree) }

    let fragment = SourceFragment(whole: SourceText(name: "cell", text: text))
    var checker = ExpressionChecker(scope: World.scope, mode: .standard)
    let (tests, problems) = checker.checkTests(fragment, of: .any)
    try check(problems)
    try demand(problems.isEmpty == faults.isEmpty, "the standard knows no fault of meaning")
    guard problems.isEmpty else { return }
    let code = Compiler().compile(tests, input: 0)
    for entry in World.entries {
      let answer = try World.checkAnswer(of: code, locals: [entry.value])
      switch answer {
      case .boolean, .null, .unknown: continue
      default: throw Finding("a test answers \(answer.literal)")
      }
    }
  }

  private static func checkSpelling(of tree: UnaryTestsSyntax) throws(Finding) {
    let spelling = tree.spelling
    let (again, faults) = UnaryTestsSyntax.parse(
      spelling, names: World.scope.namesInScope, limits: World.wideLimits)
    try demand(
      faults.isEmpty, "'\(spelling)' is not read: \(faults.map(\.message.en))")
    try demand(outline(again), is: outline(tree), "read from '\(spelling)'")
  }
}

/// What the texts may speak of, and how much they may cost.
private enum World {
  static let entries: [(name: Name, type: ValueType, value: Value)] = [
    ("n", .number, 3), ("first name", .string, "Ann"), ("b", .boolean, true),
    ("d", .date, .date(.epoch)), ("profit/loss", .number(unit: MeasureUnit("EUR")), -2),
    ("t", .time, .time(.midnight)),
    ("moment", .dateAndTime, .dateAndTime(DateAndTime(date: .epoch, time: .midnightUTC))),
    ("span", .dayTimeDuration, DayTimeDuration("P1DT2H").map { .dayTimeDuration($0) } ?? .null),
    ("years", .yearMonthDuration, .yearMonthDuration(.zero)),
    ("ns", .list(.number), [1, 2, 3]), ("parties", .list(party), [ann, .null]),
    ("party", party, ann), ("any", .any, .null), ("u", .number, .unknown(Unknown(.parameter("u")))),
    ("a-b", .any, [[1], "x"]),
  ]

  private static let partyType = ContextType([
    .init(name: "name", type: .string), .init(name: "end date", type: .date),
  ])
  private static let party = ValueType.context(partyType)
  private static let ann = Value.context(
    Context(shape: partyType.shape, values: ["Ann", .date(.epoch)]))

  static let scope = ModelScope(
    entries: entries.enumerated().map { (name: $1.name, slot: $0, type: $1.type) },
    types: [TypeDeclaration(name: "tParty", type: party)])

  /// Room for the parentheses and spaces that writing adds.
  static let wideLimits = SyntaxLimits(characters: 200_000, nesting: 1_000)

  private static let limits = EvaluationLimits(
    steps: 20_000, listItems: 2_000, stringLength: 20_000)

  /// Evaluates twice; both must give the same, and what is given can be written.
  @discardableResult
  static func checkAnswer(of code: Code, locals: [Value]) throws(Finding) -> Value {
    func answer() -> (value: Value, execution: Execution) {
      var execution = Execution(
        moment: DateAndTime(date: .epoch, time: .midnightUTC), limits: limits,
        slots: entries.map(\.value))
      execution.locals = locals
      let value = code(&execution)
      return (value, execution)
    }
    let (value, execution) = answer()
    let (again, other) = answer()
    try demand(execution.failure == other.failure, "two failures for one text")
    try demand(execution.stepsLeft, is: other.stepsLeft, "steps")
    try demand(
      execution.remarks.map(\.reason) == other.remarks.map(\.reason),
      "two sets of remarks for one text")
    try demand(execution.depth, is: 0, "calls that were not left")
    if execution.failure == nil {
      try demand(execution.locals.count, is: locals.count, "local values left behind")
    }
    let spelling = value.spelling(isNested: true, atMost: 100_000)
    try demand(spelling, is: again.spelling(isNested: true, atMost: 100_000), "an answer")
    try checkJSON(of: value)
    return value
  }

  private static func checkJSON(of value: Value) throws(Finding) {
    guard let text = value.json(atMost: 100_000) else { return }
    let source = SourceText(name: "value", text: text)
    do throws(Diagnostics) {
      _ = try DataDocument(json: source, limits: ReadingLimits(bytes: 1 << 20, depth: 1_000))
    } catch {
      throw Finding("no JSON: \(error.all.map(\.message.en))")
    }
  }
}
