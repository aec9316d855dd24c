/// Rows that make dates, times and durations. Source: DMN 1.5, 10.3.4.1.
enum TemporalConversionFunctions {
  static let all = [date, time, dateAndTime, duration, yearsAndMonthsDuration]

  private static let clause = ConversionFunctions.clause

  private static let date = BuiltIn(
    "date", clause: clause,
    [
      reading(.date) { CalendarDate($0).map(Value.date) },
      .init([.init("from", .date)], gives: .date) { arguments, _ in arguments[0] },
      .init([.init("from", .dateAndTime)], gives: .date) { arguments, _ in
        guard case .dateAndTime(let moment) = arguments[0] else { return .null }
        return .date(moment.date)
      },
      .init(
        [.init("year", .number), .init("month", .number), .init("day", .number)], gives: .date
      ) { arguments, execution in
        guard let year = arguments[0].whole, let month = arguments[1].whole,
          let day = arguments[2].whole, let date = CalendarDate(year: year, month: month, day: day)
        else { return execution.null(.noSuch(.date)) }
        return .date(date)
      },
    ])

  private static let time = BuiltIn(
    "time", clause: clause,
    [
      reading(.time) { TimeOfDay($0).map(Value.time) },
      .init([.init("from", .time)], gives: .time) { arguments, _ in arguments[0] },
      .init([.init("from", .dateAndTime)], gives: .time) { arguments, _ in
        guard case .dateAndTime(let moment) = arguments[0] else { return .null }
        return .time(moment.time)
      },
      .init(
        [
          .init("hour", .number), .init("minute", .number), .init("second", .number),
          .init("offset", .dayTimeDuration, optional: true),
        ], gives: .time
      ) { arguments, execution in
        guard let hour = arguments[0].whole, let minute = arguments[1].whole,
          let second = arguments[2].seconds, let zone = zone(arguments[3]),
          let time = TimeOfDay(
            hour: hour, minute: minute, second: second.whole, nanosecond: second.nanosecond,
            zone: zone)
        else { return execution.null(.noSuch(.time)) }
        return .time(time)
      },
    ])

  private static let dateAndTime = BuiltIn(
    "date and time", clause: clause,
    [
      reading(.dateAndTime) { text in
        if let moment = DateAndTime(text) { return .dateAndTime(moment) }
        return CalendarDate(text).map {
          .dateAndTime(DateAndTime(date: $0, time: .midnight))
        }
      },
      .init([.init("date", .date), .init("time", .time)], gives: .dateAndTime) { arguments, _ in
        guard case .date(let date) = arguments[0], case .time(let time) = arguments[1] else {
          return .null
        }
        return .dateAndTime(DateAndTime(date: date, time: time))
      },
      .init([.init("date", .dateAndTime), .init("time", .time)], gives: .dateAndTime) {
        arguments, _ in
        guard case .dateAndTime(let moment) = arguments[0], case .time(let time) = arguments[1]
        else { return .null }
        return .dateAndTime(DateAndTime(date: moment.date, time: time))
      },
    ])

  private static let duration = BuiltIn(
    "duration", clause: clause,
    [
      .init([.init("from", .string)], gives: .any) { arguments, execution in
        guard case .string(let text) = arguments[0] else { return .null }
        return Value(durationText: text) ?? execution.null(.unreadable(text, as: .dayTimeDuration))
      }
    ])

  /// Whole months between two days; the time of day does not count.
  private static let yearsAndMonthsDuration = BuiltIn(
    "years and months duration", clause: clause,
    [
      .init([.init("from", .date), .init("to", .date)], gives: .yearMonthDuration) { arguments, _ in
        guard case .date(let start) = arguments[0], case .date(let end) = arguments[1] else {
          return .null
        }
        return .yearMonthDuration(YearMonthDuration(from: start, to: end))
      },
      .init([.init("from", .dateAndTime), .init("to", .dateAndTime)], gives: .yearMonthDuration) {
        arguments, _ in
        guard case .dateAndTime(let start) = arguments[0], case .dateAndTime(let end) = arguments[1]
        else { return .null }
        return .yearMonthDuration(YearMonthDuration(from: start.date, to: end.date))
      },
    ])

  private static func reading(
    _ type: ValueType, _ body: @escaping @Sendable (String) -> Value?
  ) -> BuiltIn.Signature {
    .init([.init("from", .string)], gives: type) { arguments, execution in
      guard case .string(let text) = arguments[0] else { return .null }
      return body(text) ?? execution.null(.unreadable(text, as: type))
    }
  }

  /// No offset is local time; `nil` for an offset that no zone has.
  private static func zone(_ offset: Value) -> ZoneDesignator? {
    guard case .dayTimeDuration(let duration) = offset else { return .local }
    return ZoneDesignator(offset: duration)
  }
}

extension Value {
  /// The temporal value that FEEL writes `@"…"`; `nil` when the text is none.
  init?(temporalText text: String) {
    if let date = CalendarDate(text) {
      self = .date(date)
    } else if let moment = DateAndTime(text) {
      self = .dateAndTime(moment)
    } else if let time = TimeOfDay(text) {
      self = .time(time)
    } else {
      self.init(durationText: text)
    }
  }

  /// A duration of either kind; `nil` when the text is none.
  init?(durationText text: String) {
    if let duration = DayTimeDuration(text) {
      self = .dayTimeDuration(duration)
    } else if let duration = YearMonthDuration(text) {
      self = .yearMonthDuration(duration)
    } else {
      return nil
    }
  }

  fileprivate var whole: Int? {
    if case .number(let number) = self { number.int } else { nil }
  }

  /// A number of seconds with a part of a second, which may have nine digits.
  fileprivate var seconds: (whole: Int, nanosecond: Int)? {
    guard case .number(let number) = self, let whole = number.wholePart,
      let fraction = number.subtracting(Number(whole))?.multiplied(by: 1_000_000_000),
      let nanosecond = fraction.wholePart
    else { return nil }
    return (whole, nanosecond)
  }
}

extension LocalizedText {
  fileprivate static func noSuch(_ type: ValueType) -> LocalizedText {
    let type = type.designation
    return LocalizedText(
      nl: "deze getallen maken samen niet \(type.nl)", en: "these numbers do not make \(type.en)")
  }
}
