import Foundation
import FuzzTargets
import Rules

/// How the time of a search grows with the text, for patterns that take others for ever.
struct PatternBenchmark {
  /// The last is as long as a text may be.
  private static let sizes = [125_000, 250_000, 500_000, 1_000_000]
  /// Twice the text may take twice the time, and some more for memory that is further away.
  private static let most = 2.5

  private enum Operation: String, CaseIterable {
    case matches, replace, split

    func run(_ pattern: Pattern, _ text: String) throws(PatternError) {
      switch self {
      case .matches: _ = try pattern.matches(text)
      case .replace: _ = try pattern.replacing(in: text, with: "$0")
      case .split: _ = try pattern.split(text)
      }
    }
  }

  private var worst: (growth: Double, row: String) = (0, "")

  /// - Returns: whether no doubling of a text took `most` times as long or more, and none was refused.
  static func run() throws -> Bool {
    var benchmark = PatternBenchmark()
    var refused: [String] = []
    print("milliseconds for \(sizes.map { "\($0 / 1000)k" }.joined(separator: ", ")) characters\n")
    for attack in AttackPattern.all {
      let pattern = try Pattern(attack.pattern)
      for operation in Operation.allCases {
        // A pattern that matches the empty text neither replaces nor splits.
        if operation != .matches, try pattern.matches("") { continue }
        let row = "\(attack.name), \(operation)"
        do {
          let texts = sizes.map { attack.text(of: $0) }
          try benchmark.measure(row) { try operation.run(pattern, texts[$0]) }
        } catch let error as PatternError {
          refused.append("\(row): \(error.message.en)")
          print("\(row): \(error.message.en)")
        }
      }
    }
    let (growth, row) = benchmark.worst
    print("\nworst growth for twice the text: \(text(growth, 2)) (\(row))")
    print("refused: \(refused.count)")
    return growth < most && refused.isEmpty
  }

  /// - Parameter run: searches the text of so many in the list of sizes.
  private mutating func measure(_ row: String, _ run: (Int) throws -> Void) throws {
    var times = [Double](repeating: .infinity, count: Self.sizes.count)
    var growths: [Double] { zip(times, times.dropFirst()).map { $1 / $0 } }
    // What else the machine does only adds to a time: a growth that stands out is looked at again.
    var rounds = 0
    while rounds < 5 || rounds < 25 && growths.contains(where: { $0 >= Self.most }) {
      for index in times.indices {
        times[index] = min(
          times[index], try Stopwatch.least(rounds: 1, turns: 1) { _ in try run(index) })
      }
      rounds += 1
    }
    let greatest = growths.max() ?? 0
    if greatest > worst.growth { worst = (greatest, row) }
    let columns = times.map { Self.text($0 * 1e3, 1) } + growths.map { "×" + Self.text($0, 2) }
    let mark = greatest < Self.most ? "" : "  <- more than linear"
    print(
      Columns.padded(row, 48) + columns.map { Columns.padded($0, 9) }.joined(separator: " ") + mark)
  }

  private static func text(_ number: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", number)
  }
}
