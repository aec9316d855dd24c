extension FactsField.Kind {
  /// The value that a scalar stands for; `nil` when it stands for none of this kind.
  ///
  /// Quotation marks make a text: what is quoted is no number and no boolean. Dates, times and
  /// durations may be quoted, as JSON has no other way.
  func value(at index: Int, in arena: DataArena) -> Value? {
    let record = arena.records[index]
    switch self {
    case .number:
      guard record.kind == .number || record.isPlain else { return nil }
      return arena.withTextBytes(of: index) { text in
        // A number that loses digits is another one.
        guard let number = Number(utf8: text),
          text.count <= Number.digits
            || NumberSpelling.isExact(String(decoding: text, as: UTF8.self))
        else { return nil }
        return .number(number)
      }
    case .boolean:
      return DataDocument.Node(arena, index).truth.map { .boolean($0) }
    case .string:
      guard record.kind == .text else { return nil }
      return .string(arena.withTextBytes(of: index) { String(decoding: $0, as: UTF8.self) })
    case .oneOf(let answers):
      guard record.kind == .text else { return nil }
      return arena.withTextBytes(of: index) { answers.value(of: $0) }
    case .date:
      guard record.kind == .text else { return nil }
      return arena.withTextBytes(of: index) { CalendarDate(utf8: $0) }.map { .date($0) }
    case .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration:
      guard record.kind == .text else { return nil }
      return temporal(DataDocument.Node(arena, index).text)
    case .list, .group:
      return nil
    }
  }

  private func temporal(_ text: String) -> Value? {
    switch self {
    case .time: TimeOfDay(text).map { .time($0) }
    case .dateAndTime: DateAndTime(text).map { .dateAndTime($0) }
    case .dayTimeDuration: DayTimeDuration(text).map { .dayTimeDuration($0) }
    case .yearMonthDuration: YearMonthDuration(text).map { .yearMonthDuration($0) }
    case .string, .oneOf, .number, .boolean, .date, .list, .group: nil
    }
  }
}

extension DataDocument.Node {
  /// The truth value of an unquoted word, in English or Dutch, or of JSON's own two.
  var truth: Bool? {
    guard kind == .boolean || isPlain else { return nil }
    return withTextBytes { TruthWord.value(of: $0) }
  }
}

/// The words for true and false, as numbers made of their bytes.
package enum TruthWord {
  static let all = ["true", "waar", "ja", "yes", "false", "onwaar", "nee", "no"]
  private static let `true` = number("true")
  private static let waar = number("waar")
  private static let ja = number("ja")
  private static let yes = number("yes")
  private static let `false` = number("false")
  private static let onwaar = number("onwaar")
  private static let nee = number("nee")
  private static let no = number("no")

  /// The truth value that a word stands for; `nil` when it stands for none.
  package static func value(of text: some Collection<UInt8>) -> Bool? {
    guard text.count <= 6 else { return nil }
    // So short a word fits in one number, with capitals made small.
    var word: UInt64 = 0
    for byte in text { word = word << 8 | UInt64(byte | 0x20) }
    switch word {
    case `true`, waar, ja, yes: return true
    case `false`, onwaar, nee, no: return false
    default: return nil
    }
  }

  private static func number(_ word: StaticString) -> UInt64 {
    word.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
  }
}
