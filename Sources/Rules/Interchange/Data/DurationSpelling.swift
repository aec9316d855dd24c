/// Durations as people write them: `5 jaar`, `1 jaar en 6 maanden`, `2 days, 4 hours`.
package enum DurationSpelling {
  private struct Measure {
    let words: [String]
    let isOfDays: Bool
    /// How many of the smallest unit it is: months or seconds.
    let size: Int
  }

  private static let measures = [
    Measure(words: ["jaar", "jaren", "year", "years"], isOfDays: false, size: 12),
    Measure(words: ["maand", "maanden", "month", "months"], isOfDays: false, size: 1),
    Measure(words: ["week", "weken", "weeks"], isOfDays: true, size: 604_800),
    Measure(words: ["dag", "dagen", "day", "days"], isOfDays: true, size: 86_400),
    Measure(words: ["uur", "uren", "hour", "hours"], isOfDays: true, size: 3_600),
    Measure(words: ["minuut", "minuten", "minute", "minutes"], isOfDays: true, size: 60),
    Measure(words: ["seconde", "seconden", "second", "seconds"], isOfDays: true, size: 1),
  ]

  /// What a text is in the standard's form, `P1Y6M`; `nil` where it is no duration of the kind.
  package static func meant(by written: String, isOfDays: Bool) -> String? {
    guard written.utf8.count <= 120 else { return nil }
    var rest = written.lowercased()[...]
    func skip(_ isSkipped: (Character) -> Bool) { rest = rest.drop(while: isSkipped) }
    skip { $0.isWhitespace }
    var isNegative = false
    if let first = rest.first, first == "-" || first == "−" {
      isNegative = true
      rest = rest.dropFirst()
    }
    var counts: [Int: Int] = [:]
    while !rest.isEmpty {
      skip { $0.isWhitespace }
      let number = rest.prefix { $0.isASCII && $0.isNumber }
      guard (1...6).contains(number.count), let count = Int(number) else { return nil }
      rest = rest.dropFirst(number.count)
      skip { $0.isWhitespace }
      let word = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(word.count)
      guard
        let place = measures.firstIndex(where: {
          $0.isOfDays == isOfDays && $0.words.contains(String(word))
        }), counts[place] == nil
      else { return nil }
      counts[place] = count
      skip { $0.isWhitespace || $0 == "," }
      for small in ["en ", "and "] where rest.hasPrefix(small) {
        rest = rest.dropFirst(small.count)
      }
    }
    guard !counts.isEmpty else { return nil }
    return (isNegative ? "-" : "") + spelled(counts, isOfDays: isOfDays)
  }

  private static func spelled(_ counts: [Int: Int], isOfDays: Bool) -> String {
    func total(_ places: ClosedRange<Int>, _ size: Int) -> Int {
      places.reduce(0) { $0 + (counts[$1] ?? 0) * measures[$1].size / size }
    }
    func part(_ count: Int, _ letter: String) -> String { count > 0 ? "\(count)\(letter)" : "" }
    guard isOfDays else {
      let text = part(total(0...0, 12), "Y") + part(total(1...1, 1), "M")
      return text.isEmpty ? "P0M" : "P" + text
    }
    let days = part(total(2...3, 86_400), "D")
    let time =
      part(total(4...4, 3_600), "H") + part(total(5...5, 60), "M") + part(total(6...6, 1), "S")
    if days.isEmpty, time.isEmpty { return "P0D" }
    return "P" + days + (time.isEmpty ? "" : "T" + time)
  }
}
