/// A time on the clock of a day, with or without a zone: FEEL's date and time.
///
/// With a zone it is an instant, and `==` and the order compare instants; both look at whole
/// seconds, for FEEL's value of a date and time is a number of seconds. Without a zone it is only
/// what a calendar and a clock show.
///
/// Source: DMN 1.5, 10.3.2.3.6 and 10.3.2.13.
public struct DateAndTime: TemporalValue {
  /// The day that a calendar at that place shows.
  public let date: CalendarDate
  /// The clock and the zone.
  public let time: TimeOfDay

  /// That time on that day, whether or not clocks of its zone show it then.
  public init(date: CalendarDate, time: TimeOfDay) {
    self.date = date
    self.time = time
  }

  /// What clocks in `zone` show at an instant, in seconds since 1970-01-01T00:00:00Z and
  /// nanoseconds (0 to 999,999,999). Without a zone they show UTC.
  ///
  /// Nil outside the years of `CalendarDate`.
  public init?(instant seconds: Int, nanosecond: Int = 0, zone: ZoneDesignator) {
    // Far past the last year, so that adding an offset cannot overflow.
    guard seconds.magnitude < 1 << 60 else { return nil }
    self.init(
      local: seconds + (zone.offset(at: seconds) ?? 0), nanosecond: nanosecond, zone: zone)
  }

  private init?(local seconds: Int, nanosecond: Int, zone: ZoneDesignator) {
    let (day, secondOfDay) = seconds.floored(dividingBy: 86_400)
    guard let date = CalendarDate(dayNumber: day), 0..<1_000_000_000 ~= nanosecond,
      let time = TimeOfDay(
        nanosecondOfDay: secondOfDay * 1_000_000_000 + nanosecond, zone: zone)
    else { return nil }
    self.init(date: date, time: time)
  }

  /// What it says of its place; that of its time.
  public var zone: ZoneDesignator { time.zone }

  /// The offset from UTC at this date and time; nil without a zone.
  public var timeOffset: DayTimeDuration? {
    zone.offset(atLocal: localSeconds).flatMap { DayTimeDuration(seconds: $0) }
  }

  /// Seconds since 1970-01-01T00:00:00Z, rounded down; nil without a zone.
  public var instant: Int? {
    let local = localSeconds
    return zone.offset(atLocal: local).map { local - $0 }
  }

  /// Seconds since 1970-01-01T00:00:00 on the same clock, rounded down.
  private var localSeconds: Int { date.dayNumber * 86_400 + time.secondOfDay }
}

extension DateAndTime {
  /// FEEL `=`: the same instant or, of two without a zone, the same reading of calendar and clock,
  /// in whole seconds. One with a zone never equals one without.
  public static func == (left: DateAndTime, right: DateAndTime) -> Bool {
    if left.zone == right.zone, left.localSeconds == right.localSeconds { return true }
    return switch (left.instant, right.instant) {
    case (let left?, let right?): left == right
    case (nil, nil): left.localSeconds == right.localSeconds
    case (_?, nil), (nil, _?): false
    }
  }

  /// Equal values hash alike, whatever their zones.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(instant ?? localSeconds)
  }

  /// One without a zone takes the offset of the other, as the standard has it for `<` but not for
  /// `=`; so there is always an order, though not one that a sort can build on when only some of
  /// the values have a zone.
  public func isLess(than other: DateAndTime) -> Bool? {
    guard let left = instant, let right = other.instant else {
      return localSeconds < other.localSeconds
    }
    return left < right
  }

  /// FEEL `is`: the same date, the same time to the nanosecond, and the same zone.
  public func isSame(as other: DateAndTime) -> Bool {
    date == other.date && time.isSame(as: other.time)
  }
}

/// Source: DMN 1.5, 10.3.2.13, semantics of addition and subtraction.
extension DateAndTime {
  /// FEEL `+`: that much later in time, so that the clock of a named zone may move by more or less
  /// when its offset changes; nil outside the years of `CalendarDate`.
  public func adding(_ duration: DayTimeDuration) -> DateAndTime? {
    let nanoseconds = time.nanosecond + duration.nanosecondOfSecond
    let (carry, nanosecond) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    let isFixed = zone.identifier == nil
    let start = isFixed ? localSeconds : (instant ?? localSeconds)
    let (sum, overflow) = start.addingReportingOverflow(duration.wholeSeconds)
    guard !overflow, sum < Int.max else { return nil }
    return isFixed
      ? DateAndTime(local: sum + carry, nanosecond: nanosecond, zone: zone)
      : DateAndTime(instant: sum + carry, nanosecond: nanosecond, zone: zone)
  }

  /// FEEL `+`: the same clock time on the day that `CalendarDate.adding` gives.
  public func adding(_ duration: YearMonthDuration) -> DateAndTime? {
    date.adding(duration).map { DateAndTime(date: $0, time: time) }
  }

  /// FEEL `-`.
  public func subtracting(_ duration: DayTimeDuration) -> DateAndTime? { adding(duration.negated) }

  /// FEEL `-`.
  public func subtracting(_ duration: YearMonthDuration) -> DateAndTime? {
    adding(duration.negated)
  }

  /// FEEL `-`, negative when `other` is later; nil when only one of the two has a zone.
  public func subtracting(_ other: DateAndTime) -> DayTimeDuration? {
    let seconds: Int
    switch (instant, other.instant) {
    case (let left?, let right?): seconds = left - right
    case (nil, nil): seconds = localSeconds - other.localSeconds
    case (_?, nil), (nil, _?): return nil
    }
    return DayTimeDuration(
      seconds: seconds, nanoseconds: time.nanosecond - other.time.nanosecond)
  }
}

extension DateAndTime {
  /// Reads a date, `T` and a time, such as `2017-08-30T13:20:00+02:00`; nil for any other text, a
  /// date alone included. `24:00:00` is midnight of the next day, as in XML Schema.
  public init?(_ text: some StringProtocol) {
    guard var cursor = LexicalCursor(text), let date = CalendarDate(reading: &cursor),
      cursor.skip("T"), let clock = ClockReading(reading: &cursor),
      let zone = ZoneDesignator(reading: &cursor), cursor.isAtEnd
    else { return nil }
    let endsDay = clock.nanoseconds == TimeOfDay.nanosecondsPerDay
    guard let day = endsDay ? date.adding(days: 1) : date,
      let time = TimeOfDay(nanosecondOfDay: endsDay ? 0 : clock.nanoseconds, zone: zone)
    else { return nil }
    self.init(date: day, time: time)
  }

  /// The form that `init(_:)` reads.
  public var description: String { "\(date)T\(time)" }
}
