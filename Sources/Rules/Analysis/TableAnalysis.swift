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
    /// Rows before it take all that it takes.
    case masked(by: [Int])
  }

  private(set) var gaps: [Gap] = []
  private(set) var overlaps: [Overlap] = []
  private(set) var idle: [(row: Int, reason: Idle)] = []
  /// The columns that could not be cut into cells: then nothing more is known.
  private(set) var opaque: [Int] = []
  /// Whether there may be more than is told.
  private(set) var isCutShort = false

  static let told = 100

  /// - Parameter domains: of each column.
  init(_ table: CheckedTable, _ domains: [ColumnDomain], _ compiler: Compiler) {
    var columns: [TableColumn] = []
    for (index, domain) in domains.enumerated() {
      var domain = domain
      if let allowed = table.inputs[index].allowed { domain.limits.append((allowed, table.input)) }
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
    findIdle(regions, table.hitPolicy)
    if table.needsRule {
      let found = regions.gaps(atMost: Self.told)
      gaps = found.regions.map { Gap(tests: tests($0)) }
      isCutShort = found.isCutShort
    }
    if table.hitPolicy == .unique {
      let found = regions.overlaps(atMost: Self.told)
      overlaps = found.pairs.map {
        Overlap(first: $0.first, second: $0.second, tests: tests($0.region))
      }
      isCutShort = isCutShort || found.isCutShort
    }
  }

  private mutating func findIdle(_ regions: RowRegions, _ hitPolicy: HitPolicy) {
    for row in regions.rows.indices {
      if let column = regions.rows[row].firstIndex(where: \.isEmpty) {
        idle.append((row, .noValue(column: column)))
        continue
      }
      guard hitPolicy == .first else { continue }
      let before = (0..<row).filter {
        RowRegions.common(regions.rows[$0], regions.rows[row]) != nil
      }
      guard !before.isEmpty else { continue }
      switch regions.isCovered(regions.rows[row], by: before) {
      case true?: idle.append((row, .masked(by: before)))
      case false?: break
      case nil: isCutShort = true
      }
    }
  }
}

extension CheckedTable {
  /// Whether it gives `null` where no row applies.
  fileprivate var needsRule: Bool {
    hitPolicy != .collectCount && outputs.allSatisfy { $0.defaultValue == nil }
  }
}
