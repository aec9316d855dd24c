@testable import Rules

/// Makes decision tables whose meaning is known by other means than the engine's.
struct RandomTable {
  /// A cell as text, and which values meet it.
  struct Cell {
    let text: String
    let holds: @Sendable (Value) -> Bool
  }

  let policy: HitPolicy
  /// One for each row: a cell for each column, and what the row gives.
  let rows: [(cells: [Cell], output: Int)]
  let columns: [(name: String, allowed: [Int]?)]
  let priorities: [Int]
  let defaultOutput: Int?

  init(_ policy: HitPolicy, _ random: inout SeededRandom) {
    self.policy = policy
    columns = (0...random.below(2)).map { index in
      (["n1", "n2"][index], random.happens(15) ? Array(-1...(2 + random.below(3))) : nil)
    }
    let width = columns.count
    rows = (0..<(1 + random.below(5))).map { _ in
      ((0..<width).map { _ in RandomTable.cell(&random) }, random.below(4))
    }
    let all = [3, 1, 0, 2]
    priorities = policy == .priority || policy == .outputOrder || random.happens(20) ? all : []
    defaultOutput = random.happens(40) ? random.below(4) : nil
  }

  private static func cell(_ random: inout SeededRandom) -> Cell {
    let one = random.below(6) - 2
    let other = one + random.below(4)
    return switch random.below(10) {
    case 0, 1, 2: Cell(text: "-") { _ in true }
    case 3: Cell(text: "\(one)") { $0.int == one }
    case 4: Cell(text: "< \(one)") { $0.int.map { $0 < one } ?? false }
    case 5: Cell(text: "[\(one)..\(other)]") { $0.int.map { one <= $0 && $0 <= other } ?? false }
    case 6: Cell(text: "\(one), > \(other)") { $0.int.map { $0 == one || $0 > other } ?? false }
    // What does not speak of the number is compared with it; what does holds where it is true.
    case 7: Cell(text: random.happens(50) ? "true" : "1 < 2") { _ in false }
    case 8: Cell(text: "? != null and ? > \(one)") { $0.int.map { $0 > one } ?? false }
    default: Cell(text: "not(\(one), \(other))") { $0.int != one && $0.int != other }
    }
  }

  var table: DecisionTable {
    table { "\($0.output)" }
  }

  /// The table with another text for what each row gives.
  func table(output: (_ row: (cells: [Cell], output: Int)) -> String) -> DecisionTable {
    func fragment(_ text: String) -> SourceFragment { RandomRule.fragment(text) }
    func list(_ items: [Int]) -> SourceFragment {
      fragment(items.map { "\($0)" }.joined(separator: ", "))
    }
    return DecisionTable(
      hitPolicy: policy,
      inputs: columns.map {
        .init(expression: fragment($0.name), allowed: $0.allowed.map(list))
      },
      outputs: [
        .init(
          name: nil, type: .any, allowed: priorities.isEmpty ? nil : list(priorities),
          defaultValue: defaultOutput.map { fragment("\($0)") })
      ],
      rules: rows.map { row in
        .init(
          conditions: row.cells.map { fragment($0.text) },
          conclusions: [fragment(output(row))], range: SourceRange(0, 0))
      })
  }

  /// - Returns: `nil` where the table is not well formed.
  static func checked(_ table: DecisionTable) -> CheckedExpression? {
    var checker = ExpressionChecker(
      scope: RandomRule.scope, mode: .standard, types: RandomExpression.checkedTypes)
    let checked = checker.check(table)
    guard checker.diagnostics.isEmpty else { return nil }
    return CheckedExpression(.table(checked), checked.type, at: SourceRange(0, 0))
  }

  /// - Returns: `nil` where the table is not well formed.
  static func code(_ table: DecisionTable) -> Code? {
    checked(table).map { Compiler().compile($0) }
  }

  /// What the standard says that the table gives, read row by row. Source: DMN 1.5, 8.2.10.
  func reading(_ values: [Value]) -> Value {
    for (column, value) in zip(columns, values) {
      if let allowed = column.allowed, !allowed.contains(where: { $0 == value.int }) {
        return .null
      }
    }
    let hits = rows.filter { row in zip(row.cells, values).allSatisfy { $0.holds($1) } }
      .map(\.output)
    func number(_ value: Int?) -> Value { value.map { .number(Number($0)) } ?? .null }
    func list(_ values: [Int]) -> Value { .list(values.map { number($0) }) }
    let ranked = hits.enumerated().sorted { left, right in
      let ranks = [left, right].map { priorities.firstIndex(of: $0.element) ?? 0 }
      return (ranks[0], left.offset) < (ranks[1], right.offset)
    }.map(\.element)
    if hits.isEmpty {
      switch policy {
      case .ruleOrder, .outputOrder, .collect: return defaultOutput.map { list([$0]) } ?? .null
      case .collectCount: return number(defaultOutput ?? 0)
      default: return number(defaultOutput)
      }
    }
    switch policy {
    case .unique: return hits.count == 1 ? number(hits[0]) : .null
    case .any: return Set(hits).count == 1 ? number(hits[0]) : .null
    case .first: return number(hits[0])
    case .priority: return number(ranked[0])
    case .ruleOrder, .collect: return list(hits)
    case .outputOrder: return list(ranked)
    case .collectSum: return number(hits.reduce(0, +))
    case .collectMinimum: return number(hits.min())
    case .collectMaximum: return number(hits.max())
    case .collectCount: return number(hits.count)
    }
  }

  var text: String {
    let lines = rows.map { row in
      row.cells.map(\.text).joined(separator: " | ") + " => \(row.output)"
    }
    return """
      \(policy.rawValue) \(columns) priorities \(priorities) default \(defaultOutput as Any)
      \(lines.joined(separator: "\n"))
      """
  }
}

extension Value {
  var int: Int? {
    if case .number(let number) = self { number.int } else { nil }
  }
}
