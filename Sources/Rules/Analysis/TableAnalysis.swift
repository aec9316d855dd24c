/// What the rows of a decision table leave out, take twice, or never come to.
struct TableAnalysis {
  /// What the table may be given that no row takes.
  struct Gap {
    /// One test for each column, in FEEL: a row to paste.
    let tests: [String]
  }

  struct Overlap {
    let first: Int
    let second: Int
    let tests: [String]
  }

  /// A row to which it never comes.
  enum Idle {
    /// No value meets this cell.
    case noValue(column: Int)
    /// Rows that go before it take all that it takes.
    case masked(by: [Int])
  }

  /// Where a search stopped before its end, so that there may be more.
  enum Stop {
    /// Gaps with these values of the first column.
    case gaps(test: String)
    /// Overlaps of this row and of those after it.
    case overlaps(row: Int)
    /// Whether these rows are ever reached.
    case idle(rows: [Int])
  }

  private(set) var gaps: [Gap] = []
  private(set) var overlaps: [Overlap] = []
  private(set) var idle: [(row: Int, reason: Idle)] = []
  /// The columns that could not be cut into cells: then nothing more is known.
  private(set) var opaque: [Int] = []
  private(set) var stops: [Stop] = []

  /// How many gaps, and how many overlaps, are told.
  static let told = 100

  /// - Parameters:
  ///   - domains: of each column.
  ///   - budget: how much each of the searches may take, in steps of ``RowRegions``.
  init(
    _ table: CheckedTable, _ domains: [ColumnDomain], _ compiler: Compiler,
    budget: Int = RowRegions.budget
  ) {
    var columns: [TableColumn] = []
    for (index, domain) in domains.enumerated() {
      // Two columns of one value can't be given values apart.
      if let subject = domain.subject,
        domains.prefix(index).contains(where: { $0.subject == subject })
      {
        opaque.append(index)
        continue
      }
      var domain = domain
      if let allowed = table.inputs[index].allowed {
        domain.limits.append(ValueLimit(tests: allowed, input: table.input))
      }
      let tests = table.rules.map { $0.conditions[index] }
      if let column = TableColumn(domain, tests, input: table.input, compiler) {
        columns.append(column)
      } else {
        opaque.append(index)
      }
    }
    guard opaque.isEmpty, !columns.isEmpty else { return }
    let regions = RowRegions(
      counts: columns.map(\.axis.cells.count),
      rows: table.rules.indices.map { row in columns.map { $0.rows[row] } })
    func tests(_ region: RowRegions.Region) -> [String] {
      zip(columns, region).map { $0.axis.tests(of: $1) }
    }
    let outputs = RowOutputs(table, compiler)
    findIdle(regions, outputs, budget)
    if table.needsRule {
      let found = regions.gaps(atMost: Self.told, budget: budget)
      gaps = found.regions.map { Gap(tests: tests($0)) }
      if found.isCutShort { stops.append(.gaps(test: columns[0].axis.tests(of: found.left))) }
    }
    if table.hitPolicy == .unique || table.hitPolicy == .any {
      let found = regions.overlaps(atMost: Self.told, budget: budget) {
        table.hitPolicy == .unique || outputs.differ($0, $1)
      }
      overlaps = found.pairs.map {
        Overlap(first: $0.first, second: $0.second, tests: tests($0.region))
      }
      if let row = found.left { stops.append(.overlaps(row: row)) }
    }
  }

  private mutating func findIdle(_ regions: RowRegions, _ outputs: RowOutputs, _ budget: Int) {
    var budget = budget
    var open: [Int] = []
    for row in regions.rows.indices {
      if let column = regions.rows[row].firstIndex(where: \.isEmpty) {
        idle.append((row, .noValue(column: column)))
        continue
      }
      guard let goingBefore = outputs.rows(goingBefore: row), !goingBefore.isEmpty else { continue }
      guard budget > 0 else {
        open.append(row)
        continue
      }
      let before = regions.meeting(regions.rows[row], &budget).intersection(goingBefore)
      guard !before.isEmpty else { continue }
      // One row that is hard must not keep the others from being looked at.
      var share = budget / 4 + 1
      let spent = share
      let isCovered = regions.isCovered(regions.rows[row], by: before, budget: &share)
      budget -= spent - share
      switch isCovered {
      case true?: idle.append((row, .masked(by: before.members)))
      case false?: break
      case nil: open.append(row)
      }
    }
    if !open.isEmpty { stops.append(.idle(rows: open)) }
  }
}

/// What the rows of a table give, where that is constant, and which row goes before which.
private struct RowOutputs {
  private let hitPolicy: HitPolicy
  /// `nil` where it is not constant.
  private let values: [[Value]?]
  /// Of each column how many values are listed before that of the row; less goes first. `nil` where that is not known.
  private let ranks: [[Int]?]

  init(_ table: CheckedTable, _ compiler: Compiler) {
    hitPolicy = table.hitPolicy
    let isAsked = [.any, .priority].contains(table.hitPolicy)
    values = table.rules.map { rule in
      isAsked ? all(rule.conclusions.map { compiler.lasting($0) }) : nil
    }
    let listed = table.outputs.map { compiler.priorities($0, input: table.input) }
    ranks = values.map { values in
      values.map { values in
        zip(values, listed).map { value, listed in
          listed.firstIndex { $0.isEqual(to: value).isTrue } ?? listed.count
        }
      }
    }
  }

  /// Whether two rows give different things, for certain.
  func differ(_ first: Int, _ second: Int) -> Bool {
    guard let one = values[first], let other = values[second] else { return false }
    return zip(one, other).contains { !$0.isEqual(to: $1).isTrue && !$0.isIdentical(to: $1) }
  }

  /// The rows that decide where this one applies too; `nil` where every row has its say, or that is not known.
  func rows(goingBefore row: Int) -> RowRegions.RowSet? {
    var found = RowRegions.RowSet(noneOf: values.count)
    switch hitPolicy {
    case .first: found.insert(0..<row)
    case .priority:
      guard let own = ranks[row] else { return nil }
      for (other, rank) in ranks.enumerated() {
        guard let rank else { continue }
        if rank.lexicographicallyPrecedes(own) || rank == own && other < row { found.insert(other) }
      }
    default: return nil
    }
    return found
  }
}

/// All of them, where none is missing.
func all<Item>(_ items: [Item?]) -> [Item]? {
  let found = items.compactMap(\.self)
  return found.count == items.count ? found : nil
}

extension CheckedTable {
  /// Whether it gives `null` where no row applies.
  fileprivate var needsRule: Bool {
    hitPolicy != .collectCount && outputs.allSatisfy { $0.defaultValue == nil }
  }
}
