@testable import Rules

/// Decision tables over columns of every kind, whose meaning is known by other means than the engine's.
struct RandomCells {
  enum Kind: String, CaseIterable, Encodable {
    case number, date, text, choice, truth
  }

  /// A cell as text, and which values meet it: those of ``Column/values`` by their number, and no value as `nil`.
  struct Cell {
    let text: String
    let holds: @Sendable (Int?) -> Bool

    init(_ text: String, _ holds: @escaping @Sendable (Int?) -> Bool) {
      self.text = text
      self.holds = holds
    }
  }

  struct Column {
    let name: String
    let kind: Kind
    let mayBeAbsent: Bool
    let limit: Cell?

    init(_ name: String, _ random: inout SeededRandom) {
      self.name = name
      kind = random.pick(Kind.allCases)
      mayBeAbsent = random.happens(40)
      guard isOrdered(kind), random.happens(25) else {
        limit = nil
        return
      }
      let low = random.below(2)
      let high = low + 2 + random.below(3)
      limit = Cell("[\(literal(low, kind))..\(literal(high, kind))]") { place in
        place.map { 2 * low <= $0 && $0 <= 2 * high } ?? false
      }
    }

    var type: ValueType {
      switch kind {
      case .number: .number(unit: .plain)
      case .date: .date
      case .text: .string(allowed: nil)
      case .choice: .string(allowed: ["a", "b", "c"])
      case .truth: .boolean
      }
    }

    /// All that there may be, as far as the table tells it apart.
    var values: [Int?] {
      let all: [Int] =
        switch kind {
        // Halves of a number; of dates, every day is another. Beyond the greatest constant, 7, too.
        case .number: Array(-4...16)
        case .date: Array(stride(from: -4, through: 16, by: 2))
        case .text: [0, 1, 2, 3]
        case .choice: [0, 1, 2]
        case .truth: [0, 1]
        }
      let given = all.map(Optional.some) + (mayBeAbsent ? [nil] : [])
      return given.filter { limit?.holds($0) ?? true }
    }

    func value(_ place: Int?) -> Value {
      guard let place else { return .null }
      switch kind {
      case .number: return Number(place).divided(by: Number(2)).map { .number($0) } ?? .null
      case .date: return CalendarDate(literalDay(place / 2)).map { .date($0) } ?? .null
      case .text, .choice: return .string(["a", "b", "c", "zz"][place])
      case .truth: return .boolean(place == 1)
      }
    }

    func cell(_ random: inout SeededRandom) -> Cell {
      if random.happens(25) { return Cell("-") { _ in true } }
      if random.happens(6) { return Cell("null") { $0 == nil } }
      if random.happens(6) { return Cell("not(null)") { $0 != nil } }
      return isOrdered(kind) ? ordered(&random) : named(&random)
    }

    private func ordered(_ random: inout SeededRandom) -> Cell {
      let one = random.below(5)
      let other = one + random.below(4)
      let (low, high) = (literal(one, kind), literal(other, kind))
      let (from, to) = (2 * one, 2 * other)
      func given(_ text: String, _ holds: @escaping @Sendable (Int) -> Bool) -> Cell {
        Cell(text) { $0.map(holds) ?? false }
      }
      switch random.below(14) {
      case 0: return given(low) { $0 == from }
      case 1: return given("< \(low)") { $0 < from }
      case 2: return given("<= \(low)") { $0 <= from }
      case 3: return given("> \(low)") { $0 > from }
      case 4: return given(">= \(low)") { $0 >= from }
      case 5: return given("[\(low)..\(high)]") { from <= $0 && $0 <= to }
      case 6: return given("(\(low)..\(high)]") { from < $0 && $0 <= to }
      case 7: return given("[\(low)..\(high))") { from <= $0 && $0 < to }
      case 8: return given("(\(low)..\(high))") { from < $0 && $0 < to }
      case 9: return given("\(low), > \(high)") { $0 == from || $0 > to }
      case 10: return Cell("not(\(low), \(high))") { $0 != from && $0 != to }
      case 11: return given("[\(low), \(high)]") { $0 == from || $0 == to }
      case 12: return given("? > \(low) and ? < \(high)") { from < $0 && $0 < to }
      default: return Cell("null, < \(low)") { $0.map { $0 < from } ?? true }
      }
    }

    private func named(_ random: inout SeededRandom) -> Cell {
      let count = kind == .truth ? 2 : 3
      let one = random.below(count)
      let other = random.below(count)
      let (first, second) = (literal(one, kind), literal(other, kind))
      switch random.below(5) {
      case 0, 1: return Cell(first) { $0 == one }
      case 2: return Cell("\(first), \(second)") { $0 == one || $0 == other }
      case 3: return Cell("not(\(first))") { $0 != one }
      default: return Cell("not(null, \(second))") { $0 != nil && $0 != other }
      }
    }
  }

  static let policies: [HitPolicy] = [.unique, .any, .first, .priority, .collect, .collectCount]
  /// Of the outputs, the one that goes before the others first.
  static let priorities = [2, 0, 1]

  let policy: HitPolicy
  let columns: [Column]
  let rows: [(cells: [Cell], output: Int)]
  let hasDefault: Bool

  init(_ random: inout SeededRandom) {
    policy = random.pick(Self.policies)
    let columns = (1...1 + random.below(3)).map { Column("k\($0)", &random) }
    self.columns = columns
    rows = (0...random.below(6)).map { _ in
      (columns.map { $0.cell(&random) }, random.below(3))
    }
    hasDefault = random.happens(15)
  }

  /// - Returns: `nil` where the table is not well formed.
  func checked(for compiler: Compiler) -> CheckedTable? {
    func fragment(_ text: String) -> SourceFragment {
      SourceFragment(whole: SourceText(name: "table", text: text))
    }
    let table = DecisionTable(
      hitPolicy: policy,
      inputs: columns.map {
        .init(expression: fragment($0.name), allowed: $0.limit.map { fragment($0.text) })
      },
      outputs: [
        .init(
          name: nil, type: .any,
          allowed: fragment(Self.priorities.map { "\($0)" }.joined(separator: ", ")),
          defaultValue: hasDefault ? fragment("0") : nil)
      ],
      rules: rows.map { row in
        .init(
          conditions: row.cells.map { fragment($0.text) },
          conclusions: [fragment("\(row.output)")], range: SourceRange(0, 0))
      })
    var checker = checker
    let checked = checker.check(table)
    return checker.diagnostics.isEmpty ? checked : nil
  }

  private var checker: ExpressionChecker {
    ExpressionChecker(
      scope: ModelScope(
        entries: columns.enumerated().map { (Name($1.name), $0, $1.type) }), mode: .declared)
  }

  /// Which values of a column meet a test that the engine wrote.
  func holds(_ test: String, column index: Int) -> [Bool] {
    var checker = checker
    let column = columns[index]
    let fragment = SourceFragment(whole: SourceText(name: "test", text: test))
    let (tests, faults) = checker.checkTests(fragment, of: column.type)
    guard faults.isEmpty else { return column.values.map { _ in false } }
    let code = Compiler().compile(tests, input: 0)
    return column.values.map { value in
      var execution = Execution(moment: RandomRule.moment, limits: .standard)
      execution.locals = [column.value(value)]
      return code(&execution).isTrue
    }
  }

  var domains: [ColumnDomain] {
    columns.map {
      ColumnDomain(kind: CellAxis.Kind($0.type), mayBeAbsent: $0.mayBeAbsent, limits: [])
    }
  }
}

private func isOrdered(_ kind: RandomCells.Kind) -> Bool { kind == .number || kind == .date }

private func literalDay(_ number: Int) -> String {
  CalendarDate(year: 2024, month: 2, day: 27)?.adding(days: number)
    .map { Value.date($0).text } ?? ""
}

/// A constant of a column as its author writes it.
private func literal(_ number: Int, _ kind: RandomCells.Kind) -> String {
  switch kind {
  case .number: "\(number)"
  case .date: "date(\"\(literalDay(number))\")"
  case .text, .choice: "\"\(["a", "b", "c"][number])\""
  case .truth: number == 1 ? "true" : "false"
  }
}
