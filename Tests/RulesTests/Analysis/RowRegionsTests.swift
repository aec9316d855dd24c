import Testing

@testable import Rules

@Suite("Rows of a table as products of cells")
struct RowRegionsTests {
  /// Every combination of cells.
  private static func points(_ counts: [Int]) -> [[Int]] {
    counts.reduce([[]]) { points, count in
      points.flatMap { point in (0..<count).map { point + [$0] } }
    }
  }

  private static func holds(_ region: RowRegions.Region, _ point: [Int]) -> Bool {
    zip(region, point).allSatisfy { $0.contains($1) }
  }

  private static func random(_ dice: inout SeededRandom) -> RowRegions {
    let counts = (0..<Int.random(in: 1...4, using: &dice)).map { _ in
      Int.random(in: 1...5, using: &dice)
    }
    let rows = (0..<Int.random(in: 0...7, using: &dice)).map { _ in
      counts.map { count -> CellSet in
        var cells = CellSet(noneOf: count)
        for cell in 0..<count where Int.random(in: 0...2, using: &dice) > 0 { cells.insert(cell) }
        return cells
      }
    }
    return RowRegions(counts: counts, rows: rows)
  }

  @Test("what no row takes and what two take is what trying every combination says")
  func bruteForce() {
    var dice = SeededRandom(seed: 7)
    for turn in 0..<10_000 {
      let table = Self.random(&dice)
      let points = Self.points(table.counts)
      let gaps = table.gaps(atMost: 1_000)
      let pairs = table.overlaps(atMost: 1_000)
      guard !gaps.isCutShort, pairs.left == nil else {
        Issue.record("\(turn) was cut short")
        continue
      }
      let isRight = points.allSatisfy { point in
        let taking = table.rows.indices.filter { Self.holds(table.rows[$0], point) }
        let told = gaps.regions.count { Self.holds($0, point) }
        let both = pairs.pairs.filter { Self.holds($0.region, point) }
        return told == (taking.isEmpty ? 1 : 0)
          && both.count == taking.count * (taking.count - 1) / 2
          && both.allSatisfy { taking.contains($0.first) && taking.contains($0.second) }
      }
      #expect(isRight, "\(turn): \(table)")
      for row in table.rows.indices {
        var others = RowRegions.RowSet(noneOf: table.rows.count)
        others.insert(0..<row)
        var budget = RowRegions.budget
        let isCovered = points.filter { Self.holds(table.rows[row], $0) }.allSatisfy { point in
          (0..<row).contains { Self.holds(table.rows[$0], point) }
        }
        #expect(
          table.isCovered(table.rows[row], by: others, budget: &budget) == isCovered,
          "\(turn), row \(row)")
      }
    }
  }

  @Test("cells in order come back as the runs that were put in")
  func runs() {
    var dice = SeededRandom(seed: 5)
    for _ in 0..<2_000 {
      let count = Int.random(in: 1...200, using: &dice)
      var cells = CellSet(noneOf: count)
      var expected: [ClosedRange<Int>] = []
      var cell = 0
      while cell < count {
        let last = Int.random(in: cell..<count, using: &dice)
        if Int.random(in: 0...2, using: &dice) > 0 {
          cells.insert(cell..<last + 1)
          expected.append(cell...last)
        }
        // The next one does not touch it.
        cell = last + 2
      }
      #expect(cells.runs == expected)
      #expect(cells.members == expected.flatMap { Array($0) })
      #expect(cells.count == cells.members.count)
    }
  }

  @Test("a search that takes too long says so, and tells no more than was asked")
  func bounds() {
    var dice = SeededRandom(seed: 3)
    let rows = (0..<300).map { _ in
      (0..<5).map { _ -> CellSet in
        var cells = CellSet(noneOf: 80)
        for _ in 0..<40 { cells.insert(Int.random(in: 0..<80, using: &dice)) }
        return cells
      }
    }
    let table = RowRegions(counts: [80, 80, 80, 80, 80], rows: rows)
    let found = table.gaps(atMost: 100, budget: 20_000)
    #expect(found.isCutShort && found.regions.count <= 100)
    var (others, budget) = (RowRegions.RowSet(allOf: 300), 10)
    others.remove(0)
    #expect(table.isCovered(rows[0], by: others, budget: &budget) == nil)
    #expect(table.overlaps(atMost: 5).pairs.count == 5)
  }
}
