/// Durations as people write them, for telling how to write them here.
enum DurationSpelling {
  private struct Measure {
    let words: [String]
    let isOfDays: Bool
    let spelling: @Sendable (Int) -> String
  }

  private static let measures = [
    Measure(words: ["jaar", "jaren", "year", "years"], isOfDays: false) { "P\($0)Y" },
    Measure(words: ["maand", "maanden", "month", "months"], isOfDays: false) { "P\($0)M" },
    Measure(words: ["week", "weken", "weeks"], isOfDays: true) { "P\($0 * 7)D" },
    Measure(words: ["dag", "dagen", "day", "days"], isOfDays: true) { "P\($0)D" },
    Measure(words: ["uur", "uren", "hour", "hours"], isOfDays: true) { "PT\($0)H" },
    Measure(words: ["minuut", "minuten", "minute", "minutes"], isOfDays: true) { "PT\($0)M" },
  ]

  /// What `5 jaar` or `30 dagen` is in the standard's form; `nil` for any other text.
  static func meant(by written: String, isOfDays: Bool) -> String? {
    guard written.utf8.count <= 40 else { return nil }
    let number = written.prefix { $0.isASCII && $0.isNumber }
    guard (1...6).contains(number.count), let count = Int(number) else { return nil }
    let word = written.dropFirst(number.count).filter { !$0.isWhitespace }.lowercased()
    let measure = measures.first { $0.isOfDays == isOfDays && $0.words.contains(word) }
    return measure?.spelling(count)
  }
}
