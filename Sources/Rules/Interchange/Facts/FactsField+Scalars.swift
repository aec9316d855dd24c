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
