/// One column of a decision table, cut into cells.
struct TableColumn: Sendable {
  let axis: CellAxis
  /// For each row, the cells of which its test holds.
  let rows: [CellSet]

  /// - Parameters:
  ///   - domain: what the column may be given.
  ///   - tests: the cells of the column, from top to bottom.
  ///   - input: the local place of the value under test.
  /// - Returns: `nil` where a cell asks something that is more than a comparison with constants.
  init?(_ domain: ColumnDomain, _ tests: [CheckedTests], input: Int, _ compiler: Compiler) {
    guard let kind = domain.kind else { return nil }
    let rows = tests.map { ValueLimit(tests: $0, input: input) }
    let read = (rows + domain.limits).compactMap { $0.read(kind, compiler) }
    guard read.count == rows.count + domain.limits.count else { return nil }
    var axis = CellAxis(kind, cuts: read.flatMap(\.cuts), mayBeAbsent: domain.mayBeAbsent)
    if domain.isCount { axis = axis.ofCounts }
    for limit in read.dropFirst(rows.count) {
      axis = axis.keeping { limit.truth(of: $0).isTrue }
    }
    let cut = axis
    self.axis = axis
    self.rows = zip(tests, read).map { tests, row in
      if case .any = tests.form { return CellSet(allOf: cut.cells.count) }
      return cut.cells(comparedWith: row.cuts) { row.truth(of: $0).isTrue }
    }
  }
}

/// What a column of a table may be given.
struct ColumnDomain {
  /// `nil` where the values have no cells.
  let kind: CellAxis.Kind?
  let mayBeAbsent: Bool
  /// What is asked of the values besides.
  var limits: [ValueLimit]
  /// Whether the values count something: whole numbers from zero on.
  var isCount = false
  /// What the values are of; `nil` where that has no name.
  var subject: String?
}

/// What is asked of a value.
struct ValueLimit: Sendable {
  let tests: CheckedTests
  /// The local place of the value under test.
  let input: Int

  /// One that compares with constants alone: between these it holds of all values or of none.
  struct Read {
    /// The constants.
    let cuts: [Value]
    fileprivate let code: Code
    fileprivate let input: Int

    func truth(of value: Value) -> Value { code.truth(of: value, at: input) }
  }

  /// - Returns: `nil` where it asks more than comparing with constants.
  func read(_ kind: CellAxis.Kind, _ compiler: Compiler) -> Read? {
    CutReader(input: input, compiler: compiler, kind: kind).cuts(of: tests).map {
      Read(cuts: $0, code: compiler.compile(tests, input: input), input: input)
    }
  }
}

extension Code {
  /// What it gives of one value.
  func truth(of value: Value, at place: Int) -> Value {
    var execution = Execution(
      moment: DateAndTime(date: .epoch, time: .midnightUTC), limits: .standard)
    execution.locals = [Value](repeating: .null, count: place) + [value]
    return self(&execution)
  }
}

/// Finds the constants with which tests compare the value under test.
struct CutReader {
  let input: Int
  let compiler: Compiler
  let kind: CellAxis.Kind

  /// - Returns: `nil` where they ask more than comparing with constants.
  func cuts(of tests: CheckedTests) -> [Value]? {
    switch tests.form {
    case .any: return []
    case .some(let tests), .none(let tests):
      var found: [Value] = []
      for test in tests {
        guard let cuts = cuts(of: test) else { return nil }
        found += cuts
      }
      return found
    }
  }

  private func cuts(of test: CheckedTests.Test) -> [Value]? {
    switch test {
    case .comparison(let comparison, let operand): return cuts(comparison, operand)
    case .value(let expression):
      return cuts(among: expression)
    case .condition(let condition): return cuts(of: condition)
    }
  }

  /// Of a constant, or a range or list of constants.
  private func cuts(among expression: CheckedExpression) -> [Value]? {
    switch expression.form {
    case .placed(let inner, _): return cuts(among: inner)
    case .list(let parts): return cuts(of: parts) { cuts(among: $0) }
    case .range(let low, _, let high, _):
      guard isOrdered else { return nil }
      return cuts(of: [low, high].compactMap(\.self)) { cuts(among: $0) }
    case .pointRange(let value, _): return cuts(among: value)
    default: return compiler.lasting(expression).flatMap { ends(of: $0) }
    }
  }

  private func cuts(
    _ comparison: ComparisonOperator, _ operand: CheckedExpression
  ) -> [Value]? {
    guard let value = compiler.lasting(operand) else { return nil }
    switch comparison {
    case .equal, .notEqual: return ends(of: value)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return isOrdered ? ends(of: value) : nil
    }
  }

  /// Of a condition that speaks of `?`.
  private func cuts(of condition: CheckedExpression) -> [Value]? {
    switch condition.form {
    case .placed(let inner, _): return cuts(of: inner)
    case .constant(.boolean): return []
    case .negation, .conjunction, .disjunction: return cuts(of: condition.children) { cuts(of: $0) }
    case .comparison(let left, let comparison, let right):
      if isInput(left) { return cuts(comparison, right) }
      if isInput(right) { return cuts(comparison, left) }
      return nil
    case .between(let value, let low, let high):
      guard isInput(value), isOrdered, let low = compiler.lasting(low),
        let high = compiler.lasting(high)
      else { return nil }
      return ends(of: low).flatMap { one in ends(of: high).map { one + $0 } }
    case .callBuiltIn(let function, let arguments) where function.name.text == "not":
      return cuts(of: arguments) { cuts(of: $0) }
    default: return nil
    }
  }

  /// Of all parts together; `nil` where one has none.
  private func cuts(
    of parts: [CheckedExpression], _ each: (CheckedExpression) -> [Value]?
  ) -> [Value]? {
    var found: [Value] = []
    for part in parts {
      guard let cuts = each(part) else { return nil }
      found += cuts
    }
    return found
  }

  private func isInput(_ expression: CheckedExpression) -> Bool {
    if case .local(input) = expression.form { true } else { false }
  }

  private var isOrdered: Bool {
    switch kind {
    case .numbers, .dates: true
    case .truths, .texts: false
    }
  }

  /// The values at which a constant cuts; `nil` for one that cuts nowhere, such as a context.
  private func ends(of value: Value) -> [Value]? {
    switch (value, kind) {
    case (.null, _): return []
    case (.number, .numbers), (.date, .dates), (.string, .texts), (.boolean, .truths):
      return [value]
    case (.list(let items), _):
      var found: [Value] = []
      for item in items {
        guard let ends = ends(of: item) else { return nil }
        found += ends
      }
      return found
    case (.range(let range), _):
      guard isOrdered else { return nil }
      return ends(of: .list(range.ends))
    default: return nil
    }
  }
}
