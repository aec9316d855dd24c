extension FactsField.Kind {
  /// The value that a scalar stands for; `nil` when it stands for none of this kind.
  ///
  /// Quotation marks make a text: what is quoted is no number and no boolean. Dates, times and
  /// durations may be quoted, as JSON has no other way.
  func value(of node: DataDocument.Node) -> Value? {
    switch self {
    case .string:
      return node.kind == .text ? .string(node.text) : nil
    case .oneOf(let answers):
      return node.kind == .text ? answers.value(of: node) : nil
    case .number:
      guard node.kind == .number || node.isPlain else { return nil }
      return node.withTextBytes { Number(utf8: $0) }.map { .number($0) }
    case .boolean:
      return node.truth.map { .boolean($0) }
    case .date:
      guard node.kind == .text else { return nil }
      return CalendarDate(node.text).map { .date($0) }
    case .time:
      guard node.kind == .text else { return nil }
      return TimeOfDay(node.text).map { .time($0) }
    case .dateAndTime:
      guard node.kind == .text else { return nil }
      return DateAndTime(node.text).map { .dateAndTime($0) }
    case .dayTimeDuration:
      guard node.kind == .text else { return nil }
      return DayTimeDuration(node.text).map { .dayTimeDuration($0) }
    case .yearMonthDuration:
      guard node.kind == .text else { return nil }
      return YearMonthDuration(node.text).map { .yearMonthDuration($0) }
    case .list, .group:
      return nil
    }
  }
}

extension DataDocument.Node {
  /// The truth value of an unquoted word, in English or Dutch, or of JSON's own two.
  var truth: Bool? {
    guard kind == .boolean || isPlain else { return nil }
    return withTextBytes { text in
      guard text.count <= 6 else { return nil }
      // A word of seven bytes or fewer fits in one number, with capitals made small.
      var word: UInt64 = 0
      for byte in text { word = word << 8 | UInt64(byte | 0x20) }
      return TruthWords.meaning[word]
    }
  }
}

/// The words for true and false, as numbers made of their bytes.
private enum TruthWords {
  static let meaning: [UInt64: Bool] = {
    var meaning: [UInt64: Bool] = [:]
    for word in ["true", "waar", "ja"] { meaning[number(word)] = true }
    for word in ["false", "onwaar", "nee"] { meaning[number(word)] = false }
    return meaning
  }()

  private static func number(_ word: String) -> UInt64 {
    word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
