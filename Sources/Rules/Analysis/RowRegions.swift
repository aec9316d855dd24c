/// The rows of a table as products of cells, and what their union leaves out or takes twice.
struct RowRegions: Sendable {
  /// A product: of each column some cells.
  typealias Region = [CellSet]

  /// How many cells each column has.
  let counts: [Int]
  let rows: [Region]

  /// What was found, as far as it was looked for.
  struct Found: Sendable {
    var regions: [Region] = []
    /// Whether there may be more.
    var isCutShort = false
  }

  /// How many steps a search takes at most: a table of a thousand rows and more may have more regions than anybody reads.
  static let budget = 200_000

  /// What no row covers, in regions that have nothing in common.
  func gaps(atMost limit: Int, budget: Int = Self.budget) -> Found {
    uncovered(counts.map(CellSet.init(allOf:)), by: Array(rows.indices), limit, budget)
  }

  /// Whether other rows take all of a region; `nil` where that is not known within the budget.
  func isCovered(_ region: Region, by others: [Int], budget: Int = Self.budget) -> Bool? {
    let found = uncovered(region, by: others, 1, budget)
    if !found.regions.isEmpty { return false }
    return found.isCutShort ? nil : true
  }

  /// The pairs of rows that have something in common, with that, the first row first.
  func overlaps(atMost limit: Int) -> (
    pairs: [(first: Int, second: Int, region: Region)], isCutShort: Bool
  ) {
    var found: [(first: Int, second: Int, region: Region)] = []
    for first in rows.indices {
      for second in rows.indices.dropFirst(first + 1) {
        guard let common = Self.common(rows[first], rows[second]) else { continue }
        if found.count == limit { return (found, true) }
        found.append((first, second, common))
      }
    }
    return (found, false)
  }

  /// What two regions have in common; `nil` where that is nothing.
  static func common(_ one: Region, _ other: Region) -> Region? {
    for (left, right) in zip(one, other) where left.isDisjoint(with: right) { return nil }
    return zip(one, other).map { $0.intersection($1) }
  }

  // MARK: The sweep

  private func uncovered(
    _ region: Region, by rows: [Int], _ limit: Int, _ budget: Int
  ) -> Found {
    if region.contains(where: \.isEmpty) { return Found() }
    var sweep = Sweep(table: self, within: region, limit: limit, budget: budget)
    let active = rows.filter { Self.common(self.rows[$0], region) != nil }
    let regions = sweep.uncovered(from: 0, by: active)
    return Found(
      regions: Array(regions.prefix(limit)),
      isCutShort: sweep.isSpent || regions.count > limit)
  }

  /// Goes through the columns from left to right: the cells of a column that the same rows take are one, and what these
  /// rows leave out of the columns to the right is computed once.
  private struct Sweep {
    let table: RowRegions
    let within: Region
    let limit: Int
    var budget: Int
    private var known: [Key: [Region]] = [:]

    private struct Key: Hashable {
      let column: Int
      let rows: [Int]
    }

    init(table: RowRegions, within: Region, limit: Int, budget: Int) {
      self.table = table
      self.within = within
      self.limit = limit
      self.budget = budget
    }

    var isSpent: Bool { budget <= 0 }

    /// Regions of the columns from one on.
    mutating func uncovered(from column: Int, by rows: [Int]) -> [Region] {
      if rows.isEmpty { return [Array(within[column...])] }
      if column == table.counts.count { return [] }
      let key = Key(column: column, rows: rows)
      if let found = known[key] { return found }
      budget -= rows.count
      guard !isSpent else { return [] }
      var groups: [[Int]: CellSet] = [:]
      var order: [[Int]] = []
      for cell in within[column].members {
        let taking = rows.filter { table.rows[$0][column].contains(cell) }
        if groups[taking] == nil {
          order.append(taking)
          groups[taking] = CellSet(noneOf: table.counts[column])
        }
        groups[taking]?.insert(cell)
      }
      var found: [(cells: CellSet, rest: [Region])] = []
      var count = 0
      for taking in order where count <= limit {
        guard let cells = groups[taking] else { continue }
        let rest = uncovered(from: column + 1, by: taking)
        if rest.isEmpty { continue }
        // Cells of which the same is left out stand together.
        if let same = found.firstIndex(where: { $0.rest == rest }) {
          found[same].cells = found[same].cells.union(cells)
        } else {
          found.append((cells, rest))
          count += rest.count
        }
      }
      let regions = found.flatMap { cells, rest in rest.map { [cells] + $0 } }
      if !isSpent { known[key] = regions }
      return regions
    }
  }
}
