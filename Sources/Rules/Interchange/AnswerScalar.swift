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
      return node.date.map { .date($0) }
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
      // So short a word fits in one number, with capitals made small.
      var word: UInt64 = 0
      for byte in text { word = word << 8 | UInt64(byte | 0x20) }
      switch word {
      case TruthWord.true, TruthWord.waar, TruthWord.ja: return true
      case TruthWord.false, TruthWord.onwaar, TruthWord.nee: return false
      default: return nil
      }
    }
  }

  /// A day written in ten digits and dashes, as nearly all are, without making a text of it.
  fileprivate var date: CalendarDate? {
    let day: CalendarDate?? = withTextBytes { text in
      guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
        return nil
      }
      func number(_ start: Int, _ end: Int) -> Int? {
        var value = 0
        for byte in text[start..<end] {
          guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
          value = value &* 10 &+ Int(byte &- UInt8(ascii: "0"))
        }
        return value
      }
      guard let year = number(0, 4), let month = number(5, 7), let day = number(8, 10) else {
        return nil
      }
      return .some(CalendarDate(year: year, month: month, day: day))
    }
    return day ?? CalendarDate(text)
  }
}

/// The words for true and false, as numbers made of their bytes.
private enum TruthWord {
  static let `true` = number("true")
  static let waar = number("waar")
  static let ja = number("ja")
  static let `false` = number("false")
  static let onwaar = number("onwaar")
  static let nee = number("nee")

  private static func number(_ word: StaticString) -> UInt64 {
    word.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
  }
}
