/// Two values that a rule compares, for one plan.
struct ComparedValues {
  /// Which comparison, and of which items: the same for another plan with as many items.
  struct Key: Hashable {
    let node: ObjectIdentifier
    let place: [Int]
  }
  let key: Key
  let operation: ComparisonOperator
  let left: Value
  let right: Value
}

/// Every comparison that a check makes or could make, those it did not come to included.
struct Comparisons {
  private(set) var found: [ComparedValues] = []
  private var walk: Walk
  /// The items that the walk is at.
  private var items: [Int] = []
  private var calls = 0
  private var visited: Set<Int> = []

  /// What the sides of some comparisons are called.
  private(set) var names: Names = [:]
  typealias Names = [ComparedValues.Key: (left: LocalizedText?, right: LocalizedText?)]
  private let named: Set<ComparedValues.Key>

  /// - Parameters:
  ///   - execution: over these values, with the definitions of the check computed.
  ///   - answers: how many of them the check can read.
  ///   - named: the comparisons to find the names of.
  init(
    _ explainer: Explainer, _ program: CheckProgram, _ values: [Value], _ execution: Execution,
    answers: Int, named: Set<ComparedValues.Key> = []
  ) {
    self.named = named
    walk = Walk(explainer, values, execution, answers: answers)
    for part in program.parts { visit(part) }
  }

  private static let kept = 400

  /// Steps taken for it.
  var work: Int { walk.work }

  /// As it is in the end, to be used again.
  var execution: Execution { walk.execution }

  private mutating func record(
    _ node: TracedExpression, _ place: Int, _ left: Value, _ operation: ComparisonOperator,
    _ right: Value, sides: (TracedExpression?, TracedExpression?) = (nil, nil)
  ) {
    guard found.count < Self.kept else { return }
    let key = ComparedValues.Key(node: ObjectIdentifier(node), place: items + [place])
    if named.contains(key) {
      names[key] = (sides.0.flatMap { walk.phrase($0) }, sides.1.flatMap { walk.phrase($0) })
    }
    found.append(ComparedValues(key: key, operation: operation, left: left, right: right))
  }

  private mutating func visit(_ node: TracedExpression) {
    guard found.count < Self.kept, walk.step() else { return }
    switch node.form {
    case .constant, .noValue, .local, .itemMember, .function, .externalFunction: return
    case .slot(let slot):
      // A definition says the same wherever it is named.
      guard visited.insert(slot).inserted, let definition = walk.explainer.definitions[slot] else {
        return
      }
      let before = items
      items = []
      apart([]) { $0.visit(definition) }
      items = before
    case .comparison(_, let operation, _):
      let (left, right) = (node.children[0], node.children[1])
      record(node, 0, walk.value(left), operation, walk.value(right), sides: (left, right))
      for child in node.children { visit(child) }
    case .between:
      let value = walk.value(node.children[0])
      let (low, high) = (node.children[1], node.children[2])
      record(
        node, 0, value, .greaterOrEqual, walk.value(low), sides: (node.children[0], low))
      record(node, 1, value, .lessOrEqual, walk.value(high), sides: (node.children[0], high))
      for child in node.children { visit(child) }
    case .membership(_, let tests, _):
      let input = walk.value(node.children[0])
      visit(node.children[0])
      visit(tests, node.children.dropFirst(), of: input, in: node)
    case .callBuiltIn(let builtIn, _)
    where builtIn.name == "list contains" && node.children.count == 2:
      for child in node.children { visit(child) }
      let element = walk.value(node.children[1])
      guard case .list(let items) = walk.value(node.children[0]) else { return }
      for (index, item) in items.prefix(40).enumerated() {
        record(node, index, element, .equal, item)
      }
    case .filter, .boxedFilter, .quantified(_, _, _), .iteration(_, _, _):
      visitItems(node)
    case .call:
      for child in node.children.dropFirst() { visit(child) }
      guard let (_, body) = walk.body(called: node) else { return }
      let arguments = walk.arguments(node)
      // Each call compares anew.
      calls += 1
      items.append(-calls)
      apart(arguments) { $0.visit(body) }
      items.removeLast()
    case .context: return visitContext(node)
    case .table(let table): visit(table, node)
    default:
      for child in node.children { visit(child) }
    }
  }

  private mutating func visitItems(_ node: TracedExpression) {
    guard node.children.count == 2 else { return }
    visit(node.children[0])
    let isIteration = if case .iteration = node.form { true } else { false }
    for (index, item) in walk.items(node.children[0]).enumerated() {
      items.append(index)
      push(item.value, item.local)
      if isIteration { push(.null, Walk.Local(place: nil, reads: [])) }
      visit(node.children[1])
      pop(isIteration ? 2 : 1)
      items.removeLast()
    }
  }

  private mutating func visitContext(_ node: TracedExpression) {
    for child in node.children {
      visit(child)
      push(walk.value(child), Walk.Local(place: nil, reads: []))
    }
    pop(node.children.count)
  }

  private mutating func visit(
    _ tests: CheckedTests, _ operands: ArraySlice<TracedExpression>, of input: Value,
    in node: TracedExpression
  ) {
    let list: [CheckedTests.Test]
    switch tests.form {
    case .any: return
    case .some(let some): list = some
    case .none(let none): list = none
    }
    push(input, Walk.Local(place: nil, reads: []))
    for (index, (test, operand)) in zip(list, operands).enumerated() {
      let place = index * 1_000
      switch test {
      case .comparison(let operation, _):
        record(operand, place, input, operation, walk.value(operand))
      case .value: compare(input, with: walk.value(operand), operand, place)
      case .condition: break
      }
      visit(operand)
    }
    pop(1)
  }

  private mutating func compare(
    _ input: Value, with test: Value, _ node: TracedExpression, _ place: Int
  ) {
    switch test {
    case .range(let range):
      if let low = range.low { record(node, place, input, .greaterOrEqual, low) }
      if let high = range.high { record(node, place + 1, input, .lessOrEqual, high) }
    case .list(let items):
      for (index, item) in items.prefix(100).enumerated() {
        compare(input, with: item, node, place + 2 * index)
      }
    default: record(node, place, input, .equal, test)
    }
  }

  private mutating func visit(_ table: CheckedTable, _ node: TracedExpression) {
    let layout = TableLayout(table, node)
    for input in layout.inputs { visit(input) }
    let inputs = layout.inputs.map { walk.value($0) }
    for value in layout.defaults { visit(value) }
    for rule in layout.rules {
      for (cell, value) in zip(rule.cells, inputs) {
        visit(cell.tests, cell.operands, of: value, in: node)
      }
      for conclusion in rule.conclusions { visit(conclusion) }
    }
  }

  private mutating func push(_ value: Value, _ local: Walk.Local) {
    walk.execution.locals.append(value)
    walk.locals.append(local)
  }

  private mutating func pop(_ count: Int) {
    walk.execution.locals.removeLast(count)
    walk.locals.removeLast(count)
  }

  private mutating func apart(
    _ inner: [(Value, Walk.Local)], _ body: (inout Comparisons) -> Void
  ) {
    let base = walk.execution.base
    walk.execution.base = walk.execution.locals.count
    for (value, local) in inner { push(value, local) }
    body(&self)
    pop(inner.count)
    walk.execution.base = base
  }
}

/// A value on a line: a number, days, months or seconds.
extension Value {
  var measure: Number? {
    switch self {
    case .number(let number): number
    case .date(let date): Number(date.dayNumber)
    case .yearMonthDuration(let duration): Number(duration.totalMonths)
    case .dayTimeDuration(let duration): Number(duration.wholeSeconds)
    default: nil
    }
  }

  /// The value of the same kind at a place on its line.
  func moved(to measure: Number) -> Value? {
    switch self {
    case .number: return .number(measure)
    case .date:
      return measure.int.flatMap { CalendarDate(dayNumber: $0) }.map { .date($0) }
    case .yearMonthDuration:
      return measure.int.flatMap { YearMonthDuration(totalMonths: $0) }.map {
        .yearMonthDuration($0)
      }
    case .dayTimeDuration:
      return measure.int.map { .dayTimeDuration(DayTimeDuration(seconds: $0) ?? .zero) }
    default: return nil
    }
  }

  /// Whether it lies on the same line.
  func isMeasured(like other: Value) -> Bool {
    switch (self, other) {
    case (.number, .number), (.date, .date), (.yearMonthDuration, .yearMonthDuration),
      (.dayTimeDuration, .dayTimeDuration):
      true
    default: false
    }
  }
}
