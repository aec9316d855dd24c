/// The named parts of values that are no contexts: `date.year`, `range.start included`.
///
/// Source: DMN 1.5, 10.3.2.15, the table of properties.
enum Properties {
  private struct Property: Sendable {
    let name: String
    let type: ValueType
    let read: @Sendable (Value) -> Value
  }

  static func names(in type: ValueType) -> [String] { properties(of: type).map(\.name) }

  /// - Returns: `nil` where the type has no such part.
  static func type(of name: String, in type: ValueType) -> ValueType? {
    guard let property = properties(of: type).first(where: { $0.name == name }) else { return nil }
    if case .range(let end) = type, property.type == .any { return end }
    return property.type
  }

  /// - Returns: `nil` where the value has no such part.
  static func value(of name: String, in value: Value) -> Value? {
    let properties =
      switch value {
      case .date: dateProperties
      case .time: timeProperties
      case .dateAndTime: dateProperties + timeProperties
      case .dayTimeDuration: dayTimeProperties
      case .yearMonthDuration: yearMonthProperties
      case .range: rangeProperties
      case .null, .unknown, .boolean, .number, .string, .list, .context, .function: [Property]()
      }
    return properties.first { $0.name == name }?.read(value)
  }

  private static func properties(of type: ValueType) -> [Property] {
    switch type {
    case .date: dateProperties
    case .time: timeProperties
    case .dateAndTime: dateProperties + timeProperties
    case .dayTimeDuration: dayTimeProperties
    case .yearMonthDuration: yearMonthProperties
    case .range: rangeProperties
    case .any, .null, .boolean, .number, .string, .list, .context, .function: []
    }
  }

  private static func date(of value: Value) -> CalendarDate? {
    switch value {
    case .date(let date): date
    case .dateAndTime(let moment): moment.date
    default: nil
    }
  }

  private static func time(of value: Value) -> TimeOfDay? {
    switch value {
    case .time(let time): time
    case .dateAndTime(let moment): moment.time
    default: nil
    }
  }

  private static func days(of value: Value) -> DayTimeDuration? {
    if case .dayTimeDuration(let duration) = value { duration } else { nil }
  }

  private static func months(of value: Value) -> YearMonthDuration? {
    if case .yearMonthDuration(let duration) = value { duration } else { nil }
  }

  private static func range(of value: Value) -> Interval? {
    if case .range(let range) = value { range } else { nil }
  }

  private static func property<Whole>(
    _ name: String, _ type: ValueType, of whole: @escaping @Sendable (Value) -> Whole?,
    _ read: @escaping @Sendable (Whole) -> Value
  ) -> Property {
    Property(name: name, type: type) { whole($0).map(read) ?? .null }
  }

  private static func number<Whole>(
    _ name: String, of whole: @escaping @Sendable (Value) -> Whole?,
    _ read: @escaping @Sendable (Whole) -> Int
  ) -> Property {
    property(name, .number(unit: .plain), of: whole) { .number(Number(read($0))) }
  }

  private static let dateProperties = [
    number("year", of: date) { $0.year },
    number("month", of: date) { $0.month },
    number("day", of: date) { $0.day },
    number("weekday", of: date) { $0.weekday },
  ]

  private static let timeProperties = [
    number("hour", of: time) { $0.hour },
    number("minute", of: time) { $0.minute },
    number("second", of: time) { $0.second },
    property("time offset", .dayTimeDuration, of: time) {
      $0.timeOffset.map(Value.dayTimeDuration) ?? .null
    },
    property("timezone", .string, of: time) { $0.zone.identifier.map(Value.string) ?? .null },
  ]

  private static let dayTimeProperties = [
    number("days", of: days) { $0.days },
    number("hours", of: days) { $0.hours },
    number("minutes", of: days) { $0.minutes },
    number("seconds", of: days) { $0.seconds },
  ]

  private static let yearMonthProperties = [
    number("years", of: months) { $0.years },
    number("months", of: months) { $0.months },
  ]

  private static let rangeProperties = [
    property("start", .any, of: range) { $0.low ?? .null },
    property("end", .any, of: range) { $0.high ?? .null },
    property("start included", .boolean, of: range) { .boolean($0.includesLow) },
    property("end included", .boolean, of: range) { .boolean($0.includesHigh) },
  ]
}
