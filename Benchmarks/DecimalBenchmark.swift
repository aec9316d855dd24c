import Foundation
import Rules

/// The engine's numbers against Foundation's, the same operations on the same digits.
enum DecimalBenchmark {
  struct Line {
    let name: String
    /// Nanoseconds for one operation.
    let own: Double
    let foundation: Double
  }

  static func lines() -> [Line] {
    let texts = (0..<256).map { "\(($0 &* 7919) % 100_000 + 1).\(($0 &* 31) % 90 + 10)" }
    let numbers = texts.compactMap { Number($0) }
    let decimals = texts.compactMap { Decimal(string: $0) }
    return [
      line("add", numbers, decimals, { $0.adding($1) }, { $0 + $1 }),
      line("subtract", numbers, decimals, { $0.subtracting($1) }, { $0 - $1 }),
      line("multiply", numbers, decimals, { $0.multiplied(by: $1) }, { $0 * $1 }),
      line("divide", numbers, decimals, { $0.divided(by: $1) }, { $0 / $1 }),
      line("compare", numbers, decimals, { $0 < $1 ? $0 : $1 }, { $0 < $1 ? $0 : $1 }),
      text(texts),
    ]
  }

  private static func line(
    _ name: String, _ numbers: [Number], _ decimals: [Decimal],
    _ own: (Number, Number) -> Number?, _ foundation: (Decimal, Decimal) -> Decimal
  ) -> Line {
    var kept = 0
    let ownTime = Stopwatch.least(turns: 40) { _ in
      for index in 1..<numbers.count where own(numbers[index - 1], numbers[index]) != nil {
        kept &+= 1
      }
    }
    let foundationTime = Stopwatch.least(turns: 40) { _ in
      for index in 1..<decimals.count
      where !foundation(decimals[index - 1], decimals[index]).isNaN {
        kept &+= 1
      }
    }
    precondition(kept > 0, "every operation has a result")
    let count = Double(numbers.count - 1)
    return Line(
      name: name, own: ownTime / count * 1e9, foundation: foundationTime / count * 1e9)
  }

  private static func text(_ texts: [String]) -> Line {
    var kept = 0
    let own = Stopwatch.least(turns: 40) { _ in
      for text in texts where Number(text) != nil { kept &+= 1 }
    }
    let foundation = Stopwatch.least(turns: 40) { _ in
      for text in texts where Decimal(string: text) != nil { kept &+= 1 }
    }
    precondition(kept > 0, "every text is a number")
    let count = Double(texts.count)
    return Line(name: "from text", own: own / count * 1e9, foundation: foundation / count * 1e9)
  }
}
