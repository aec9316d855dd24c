import Foundation
import Testing

@testable import Rules

@Suite("Gaps, overlaps and rows that never decide are what trying every value says")
struct TableAnalysisLawTests {
  /// 10,000 tables in `.ci/full`.
  @Test(
    "of tables over numbers, dates, texts and truths, with and without values, under every hit policy"
  )
  func bruteForce() throws {
    var told = Told()
    var file = OracleFile()
    for number in 0..<cases(600) {
      var random = SeededRandom(seed: number)
      let table = RandomCells(&random)
      let compiler = Compiler()
      guard let checked = table.checked(for: compiler) else {
        Issue.record("case \(number) is no table: \(table.text)")
        continue
      }
      let analysis = TableAnalysis(checked, table.domains, compiler)
      #expect(analysis.opaque.isEmpty && analysis.stops.isEmpty, "\(number): \(table.text)")
      let trial = Trial(table)
      let wrong = trial.wrong(in: analysis)
      #expect(wrong.isEmpty, "\(number): \(wrong) of\n\(table.text)")
      told.count(analysis)
      file.add(table, analysis)
    }
    // The law says nothing where nothing is told.
    #expect(told.gaps > cases(200) && told.overlaps > cases(100) && told.masked > cases(20))
    #expect(told.empty > cases(20))
    try file.write()
  }

  private struct Told {
    var (gaps, overlaps, masked, empty) = (0, 0, 0, 0)

    mutating func count(_ analysis: TableAnalysis) {
      gaps += analysis.gaps.count
      overlaps += analysis.overlaps.count
      for (_, reason) in analysis.idle {
        if case .masked = reason { masked += 1 } else { empty += 1 }
      }
    }
  }

  /// All values tried on one table.
  private struct Trial {
    let table: RandomCells
    /// Of each row and column, which values meet the cell.
    let cells: [[[Bool]]]
    /// Every combination of values, by their numbers.
    let points: [[Int]]

    init(_ table: RandomCells) {
      self.table = table
      cells = table.rows.map { row in
        zip(table.columns, row.cells).map { column, cell in column.values.map(cell.holds) }
      }
      points = table.columns.reduce([[]]) { points, column in
        points.flatMap { point in column.values.indices.map { point + [$0] } }
      }
    }

    private func takes(_ region: [[Bool]], _ point: [Int]) -> Bool {
      zip(region, point).allSatisfy { $0[$1] }
    }

    private func region(_ tests: [String]) -> [[Bool]] {
      tests.enumerated().map { table.holds($1, column: $0) }
    }

    func wrong(in analysis: TableAnalysis) -> [String] {
      var wrong: [String] = []
      let gaps = analysis.gaps.map { region($0.tests) }
      let needsRule = table.policy != .collectCount && !table.hasDefault
      for point in points {
        let isTaken = cells.contains { takes($0, point) }
        let told = gaps.count { takes($0, point) }
        if told != (isTaken || !needsRule ? 0 : 1) {
          wrong.append("\(told) gaps at \(values(point))")
          break
        }
      }
      var pairs: Set<[Int]> = []
      for overlap in analysis.overlaps {
        pairs.insert([overlap.first, overlap.second])
        let region = region(overlap.tests)
        let isRight = points.allSatisfy { point in
          takes(region, point)
            == (takes(cells[overlap.first], point) && takes(cells[overlap.second], point))
        }
        if !isRight { wrong.append("\(overlap)") }
      }
      for second in cells.indices {
        for first in 0..<second {
          let meet = points.contains { takes(cells[first], $0) && takes(cells[second], $0) }
          let differ = table.rows[first].output != table.rows[second].output
          let counts = table.policy == .unique || table.policy == .any && differ
          if pairs.contains([first, second]) != (meet && counts) {
            wrong.append("rows \(first) and \(second)")
          }
        }
      }
      for row in cells.indices {
        let reason = analysis.idle.first { $0.row == row }?.reason
        let said =
          switch reason {
          case nil: "nothing"
          case .noValue(let column)?: cells[row][column].contains(true) ? "wrong" : "empty"
          case .masked?: "masked"
          }
        if said != expected(row) { wrong.append("row \(row) is \(expected(row)), not \(said)") }
      }
      return wrong
    }

    private func expected(_ row: Int) -> String {
      if cells[row].contains(where: { !$0.contains(true) }) { return "empty" }
      let rank = RandomCells.priorities.firstIndex(of: table.rows[row].output) ?? 0
      let before = cells.indices.filter { other in
        switch table.policy {
        case .first: return other < row
        case .priority:
          let its = RandomCells.priorities.firstIndex(of: table.rows[other].output) ?? 0
          return its < rank || its == rank && other < row
        default: return false
        }
      }
      let isMasked = points.filter { takes(cells[row], $0) }.allSatisfy { point in
        before.contains { takes(cells[$0], point) }
      }
      return isMasked ? "masked" : "nothing"
    }

    private func values(_ point: [Int]) -> [String] {
      zip(table.columns, point).map { $0.value($0.values[$1]).text }
    }
  }
}

extension RandomCells {
  var text: String {
    let heads = columns.map { column in
      "\(column.name): \(column.kind.rawValue)\(column.mayBeAbsent ? "?" : "") "
        + (column.limit?.text ?? "")
    }
    let lines = rows.map { $0.cells.map(\.text).joined(separator: " | ") + " => \($0.output)" }
    return ([policy.rawValue + (hasDefault ? " default" : "")] + heads + lines)
      .joined(separator: "\n")
  }
}

/// The tables and what is told of them, for `Tests/Tables/table_oracle.py`; one table a line.
private struct OracleFile {
  /// Where they are written; nowhere without it.
  private let path = ProcessInfo.processInfo.environment["TABLES"]
  private var lines: [Data] = []

  private struct Table: Encodable {
    struct Column: Encodable {
      let kind: RandomCells.Kind
      let mayBeAbsent: Bool
      let limit: String?
    }

    struct Pair: Encodable {
      let first: Int
      let second: Int
      let tests: [String]
    }

    let policy: String
    let hasDefault: Bool
    let columns: [Column]
    let rows: [[String]]
    let outputs: [Int]
    let priorities: [Int]
    let gaps: [[String]]
    let overlaps: [Pair]
    let empty: [Int]
    let masked: [Int]
  }

  mutating func add(_ table: RandomCells, _ analysis: TableAnalysis) {
    guard path != nil else { return }
    func rows(_ isMasked: Bool) -> [Int] {
      analysis.idle.filter { if case .masked = $0.reason { isMasked } else { !isMasked } }
        .map(\.row)
    }
    let line = Table(
      policy: table.policy.rawValue, hasDefault: table.hasDefault,
      columns: table.columns.map {
        .init(kind: $0.kind, mayBeAbsent: $0.mayBeAbsent, limit: $0.limit?.text)
      },
      rows: table.rows.map { $0.cells.map(\.text) }, outputs: table.rows.map(\.output),
      priorities: RandomCells.priorities, gaps: analysis.gaps.map(\.tests),
      overlaps: analysis.overlaps.map {
        .init(first: $0.first, second: $0.second, tests: $0.tests)
      },
      empty: rows(false), masked: rows(true))
    if let data = try? JSONEncoder().encode(line) { lines.append(data) }
  }

  func write() throws {
    guard let path else { return }
    let text = lines.reduce(into: Data()) { $0 += $1 + Data("\n".utf8) }
    try text.write(to: URL(filePath: path))
  }
}
