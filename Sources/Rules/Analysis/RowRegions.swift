/// The rows of a table as products of cells, and what their union leaves out or takes twice.
struct RowRegions: Sendable {
  /// A product: of each column some cells.
  typealias Region = [CellSet]
  /// Some of the rows, by their numbers.
  typealias RowSet = CellSet

  /// How many cells each column has.
  let counts: [Int]
  let rows: [Region]
  /// For each column and each of its cells, the rows that take it.
  private let taking: [[RowSet]]

  init(counts: [Int], rows: [Region]) {
    self.counts = counts
    self.rows = rows
    taking = counts.indices.map { column in
      // A row begins at some cells and ends before others; between these the same rows go on.
      var begin = [[Int]](repeating: [], count: counts[column] + 1)
      var end = begin
      for (row, region) in rows.enumerated() {
        for run in region[column].runs {
          begin[run.lowerBound].append(row)
          end[run.upperBound + 1].append(row)
        }
      }
      var current = RowSet(noneOf: rows.count)
      return (0..<counts[column]).map { cell in
        for row in end[cell] { current.remove(row) }
        for row in begin[cell] { current.insert(row) }
        return current
      }
    }
  }

  /// What was found, as far as it was looked for.
  struct Found: Sendable {
    var regions: [Region] = []
    /// The cells of the first column that were not looked at to the end; empty where all were.
    var left: CellSet

    /// Whether there may be more.
    var isCutShort: Bool { !left.isEmpty }
  }

  /// How many steps a search takes at most, each a look at 64 rows: a table of a thousand rows and more may have more regions
  /// than anybody reads.
  static let budget = 4_000_000

  /// What no row covers, in regions that have nothing in common.
  func gaps(atMost limit: Int, budget: Int = Self.budget) -> Found {
    var budget = budget
    return uncovered(
      counts.map(CellSet.init(allOf:)), by: RowSet(allOf: rows.count), limit, &budget)
  }

  /// Whether other rows take all of a region; `nil` where that is not known within the budget.
  func isCovered(_ region: Region, by others: RowSet, budget: inout Int) -> Bool? {
    let found = uncovered(region, by: others, 1, &budget)
    if !found.regions.isEmpty { return false }
    return found.isCutShort ? nil : true
  }

  /// What two rows have in common, the first row first.
  struct Overlap: Sendable {
    let first: Int
    let second: Int
    let region: Region
  }

  /// The pairs of rows that have something in common.
  ///
  /// - Parameter counts: which pairs are asked for.
  /// - Returns: the pairs, and the first row that was not looked at to the end; `nil` where all were.
  func overlaps(
    atMost limit: Int, budget: Int = Self.budget,
    where counts: (Int, Int) -> Bool = { _, _ in true }
  ) -> (pairs: [Overlap], left: Int?) {
    var found: [Overlap] = []
    var budget = budget
    for first in rows.indices {
      guard budget > 0 else { return (found, first) }
      for second in meeting(rows[first], after: first, &budget).members
      where counts(first, second) {
        guard let common = Self.common(rows[first], rows[second]) else { continue }
        if found.count == limit { return (found, first) }
        found.append(Overlap(first: first, second: second, region: common))
      }
    }
    return (found, nil)
  }

  /// The rows that have something in common with a region.
  ///
  /// - Parameter row: only those after it; all where it is -1.
  func meeting(_ region: Region, after row: Int = -1, _ budget: inout Int) -> RowSet {
    var found = RowSet(noneOf: rows.count)
    found.insert(row + 1..<rows.count)
    for column in narrowFirst(region) {
      let cells = region[column]
      let count = cells.count
      if count == counts[column], found.members.allSatisfy({ !rows[$0][column].isEmpty }) {
        continue
      }
      let candidates = found.count
      // Whichever is less to look at: the rows of each cell, or the cells of each row that is left.
      if count * rows.count <= candidates * counts[column] {
        budget -= count * words
        var any = RowSet(noneOf: rows.count)
        for cell in cells.members { any.formUnion(taking[column][cell]) }
        found.formIntersection(any)
      } else {
        budget -= candidates * (counts[column] / 64 + 1)
        for row in found.members where rows[row][column].isDisjoint(with: cells) {
          found.remove(row)
        }
      }
      if found.isEmpty { break }
    }
    return found
  }

  /// The columns of which a region takes the smallest part first: these leave the fewest rows.
  private func narrowFirst(_ region: Region) -> [Int] {
    let parts = region.indices.map { Double(region[$0].count) / Double(max(1, counts[$0])) }
    return region.indices.sorted { (parts[$0], $0) < (parts[$1], $1) }
  }

  /// What two regions have in common; `nil` where that is nothing.
  static func common(_ one: Region, _ other: Region) -> Region? {
    for (left, right) in zip(one, other) where left.isDisjoint(with: right) { return nil }
    return zip(one, other).map { $0.intersection($1) }
  }

  /// How many words a set of rows has.
  private var words: Int { rows.count / 64 + 1 }

  // MARK: The sweep

  private func uncovered(
    _ region: Region, by others: RowSet, _ limit: Int, _ budget: inout Int
  ) -> Found {
    let none = CellSet(noneOf: counts.first ?? 0)
    if region.contains(where: \.isEmpty) { return Found(left: none) }
    var sweep = Sweep(table: self, within: region, limit: limit, budget: budget)
    let active = meeting(region, &budget).intersection(others)
    let regions = sweep.uncovered(from: 0, by: active)
    budget = sweep.budget
    var left = region.first.map { $0.subtracting(sweep.done ?? $0) } ?? none
    // The region that was one too many is somewhere in the last cells.
    if regions.count > limit, left.isEmpty, let last = regions.last?.first { left = last }
    return Found(regions: Array(regions.prefix(limit)), left: left)
  }

  /// Goes through the columns from left to right: the cells of a column that the same rows take are one, and what these
  /// rows leave out of the columns to the right is computed once.
  private struct Sweep {
    let table: RowRegions
    let within: Region
    let limit: Int
    var budget: Int
    /// The cells of the first column that were looked at to the end; `nil` where all were.
    var done: CellSet?
    /// For each column, the rows that take all of it and of those to its right.
    private let whole: [RowSet]
    private var known: [Key: [Region]] = [:]

    private struct Key: Hashable {
      let column: Int
      let rows: RowSet
    }

    init(table: RowRegions, within: Region, limit: Int, budget: Int) {
      self.table = table
      self.within = within
      self.limit = limit
      self.budget = budget
      var whole = [RowSet(allOf: table.rows.count)]
      for column in table.counts.indices.reversed() {
        var rows = whole[0]
        for row in rows.members where !table.rows[row][column].contains(allOf: within[column]) {
          rows.remove(row)
        }
        whole.insert(rows, at: 0)
      }
      self.whole = whole
    }

    private var isSpent: Bool { budget <= 0 }

    /// Regions of the columns from one on; of more than are asked for, one too many.
    mutating func uncovered(from column: Int, by rows: RowSet) -> [Region] {
      if rows.isEmpty { return [Array(within[column...])] }
      if !rows.isDisjoint(with: whole[column]) { return [] }
      let key = Key(column: column, rows: rows)
      if let found = known[key] { return found }
      let cells = within[column].members
      budget -= cells.count * table.words
      guard !isSpent else {
        if column == 0 { done = CellSet(noneOf: table.counts[0]) }
        return []
      }
      var groups: [RowSet: Int] = [:]
      var order: [(taking: RowSet, cells: CellSet)] = []
      for cell in cells {
        let taking = rows.intersection(table.taking[column][cell])
        if let group = groups[taking] {
          order[group].cells.insert(cell)
        } else {
          groups[taking] = order.count
          var one = CellSet(noneOf: table.counts[column])
          one.insert(cell)
          order.append((taking, one))
        }
      }
      var found: [(cells: CellSet, rest: [Region])] = []
      var same: [[Region]: Int] = [:]
      var count = 0
      var looked = CellSet(noneOf: table.counts[column])
      for (taking, cells) in order {
        if count > limit || isSpent { break }
        let rest = uncovered(from: column + 1, by: taking)
        if !isSpent, rest.count <= limit { looked.formUnion(cells) }
        if rest.isEmpty { continue }
        // Cells of which the same is left out stand together.
        if let known = same[rest] {
          found[known].cells.formUnion(cells)
        } else {
          same[rest] = found.count
          found.append((cells, rest))
          count += rest.count
        }
      }
      let regions = found.flatMap { cells, rest in rest.map { [cells] + $0 } }
        .prefix(limit + 1)
      if column == 0, looked != within[0] { done = looked }
      if !isSpent { known[key] = Array(regions) }
      return Array(regions)
    }
  }
}
