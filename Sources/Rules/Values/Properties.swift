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

  private static func dateProperty(
    _ name: String, _ read: @escaping @Sendable (CalendarDate) -> Int
  ) -> Property {
    Property(name: name, type: .number(unit: .plain)) { value in
      date(of: value).map { .number(Number(read($0))) } ?? .null
    }
  }

  private static func timeProperty(
    _ name: String, _ type: ValueType, _ read: @escaping @Sendable (TimeOfDay) -> Value
  ) -> Property {
    Property(name: name, type: type) { value in time(of: value).map(read) ?? .null }
  }

  private static let dateProperties = [
    dateProperty("year") { $0.year },
    dateProperty("month") { $0.month },
    dateProperty("day") { $0.day },
    dateProperty("weekday") { $0.weekday },
  ]

  private static let timeProperties = [
    timeProperty("hour", .number(unit: .plain)) { .number(Number($0.hour)) },
    timeProperty("minute", .number(unit: .plain)) { .number(Number($0.minute)) },
    timeProperty("second", .number(unit: .plain)) { .number(Number($0.second)) },
    timeProperty("time offset", .dayTimeDuration) {
      $0.timeOffset.map(Value.dayTimeDuration) ?? .null
    },
    timeProperty("timezone", .string) { $0.zone.identifier.map(Value.string) ?? .null },
  ]

  private static func dayTimeProperty(
    _ name: String, _ read: @escaping @Sendable (DayTimeDuration) -> Int
  ) -> Property {
    Property(name: name, type: .number(unit: .plain)) { value in
      guard case .dayTimeDuration(let duration) = value else { return .null }
      return .number(Number(read(duration)))
    }
  }

  private static let dayTimeProperties = [
    dayTimeProperty("days") { $0.days },
    dayTimeProperty("hours") { $0.hours },
    dayTimeProperty("minutes") { $0.minutes },
    dayTimeProperty("seconds") { $0.seconds },
  ]

  private static func yearMonthProperty(
    _ name: String, _ read: @escaping @Sendable (YearMonthDuration) -> Int
  ) -> Property {
    Property(name: name, type: .number(unit: .plain)) { value in
      guard case .yearMonthDuration(let duration) = value else { return .null }
      return .number(Number(read(duration)))
    }
  }

  private static let yearMonthProperties = [
    yearMonthProperty("years") { $0.years },
    yearMonthProperty("months") { $0.months },
  ]

  private static func rangeProperty(
    _ name: String, _ type: ValueType, _ read: @escaping @Sendable (Interval) -> Value
  ) -> Property {
    Property(name: name, type: type) { value in
      guard case .range(let range) = value else { return .null }
      return read(range)
    }
  }

  private static let rangeProperties = [
    rangeProperty("start", .any) { $0.low ?? .null },
    rangeProperty("end", .any) { $0.high ?? .null },
    rangeProperty("start included", .boolean) { .boolean($0.includesLow) },
    rangeProperty("end included", .boolean) { .boolean($0.includesHigh) },
  ]
}
