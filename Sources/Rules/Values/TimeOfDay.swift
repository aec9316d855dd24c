/// A time on the clock, exact to the nanosecond, with or without a zone: FEEL's time.
///
/// `==` and the order look at whole seconds, for FEEL's value of a time is a number of seconds.
/// They compare times with an offset by their UTC form, not folded into one day: `20:00:50Z` equals
/// `21:00:50+01:00`. Without a date, the offset of a named zone is unknown unless it never changes,
/// so its times are equal only to times of the same zone.
///
/// Source: DMN 1.5, 10.3.2.3.4 and 10.3.2.13.
public struct TimeOfDay: TemporalValue {
  /// Since midnight; below `nanosecondsPerDay`.
  public let nanosecondOfDay: Int
  /// What it says of its place: nothing, an offset, or a named zone.
  public let zone: ZoneDesignator

  static let nanosecondsPerDay = 86_400_000_000_000

  /// `00:00:00`.
  public static let midnight = TimeOfDay(unchecked: 0, zone: .local)
  /// `00:00:00Z`, the time of day of every date.
  public static let midnightUTC = TimeOfDay(unchecked: 0, zone: .utc)

  private init(unchecked nanosecondOfDay: Int, zone: ZoneDesignator) {
    self.nanosecondOfDay = nanosecondOfDay
    self.zone = zone
  }

  /// Nil when below 0 or past the day.
  public init?(nanosecondOfDay: Int, zone: ZoneDesignator = .local) {
    guard 0..<Self.nanosecondsPerDay ~= nanosecondOfDay else { return nil }
    self.init(unchecked: nanosecondOfDay, zone: zone)
  }

  /// Nil for a time that clocks do not show; there is no leap second and no 24:00.
  public init?(
    hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: ZoneDesignator = .local
  ) {
    guard 0..<24 ~= hour, 0..<60 ~= minute, 0..<60 ~= second, 0..<1_000_000_000 ~= nanosecond
    else { return nil }
    self.init(
      unchecked: (hour * 3_600 + minute * 60 + second) * 1_000_000_000 + nanosecond, zone: zone)
  }

  /// 0 to 23.
  public var hour: Int { secondOfDay / 3_600 }
  /// 0 to 59, beside `hour`.
  public var minute: Int { secondOfDay / 60 % 60 }
  /// Whole seconds; `nanosecond` holds the rest.
  public var second: Int { secondOfDay % 60 }
  /// 0 to 999,999,999, beside `second`.
  public var nanosecond: Int { nanosecondOfDay % 1_000_000_000 }
  /// Whole seconds since midnight on the same clock, 0 to 86,399.
  public var secondOfDay: Int { nanosecondOfDay / 1_000_000_000 }

  /// The offset from UTC; nil without a zone, and for a named zone whose offset changes.
  public var timeOffset: DayTimeDuration? {
    zone.fixedOffset.flatMap { DayTimeDuration(seconds: $0) }
  }
}

extension TimeOfDay {
  /// A place to compare clocks at; times with different places have no order.
  private enum Place: Hashable {
    case local
    case utc
    case named(String)
  }

  private var value: (place: Place, second: Int) {
    if let offset = zone.fixedOffset { return (.utc, secondOfDay - offset) }
    return (zone.identifier.map { .named($0) } ?? .local, secondOfDay)
  }

  /// FEEL `=`, in whole seconds: in the same zone the same clock time; else the same by UTC, and
  /// not equal where either offset is not known.
  public static func == (left: TimeOfDay, right: TimeOfDay) -> Bool {
    if left.zone == right.zone { return left.secondOfDay == right.secondOfDay }
    return left.value == right.value
  }

  /// Equal times hash alike, whatever their zones.
  public func hash(into hasher: inout Hasher) {
    let (place, second) = value
    hasher.combine(place)
    hasher.combine(second)
  }

  /// A time without a zone takes the zone of the other, as the standard has it for `<` but not for
  /// `=`. Nil when either zone is named and the other differs.
  public func isLess(than other: TimeOfDay) -> Bool? {
    if zone == other.zone || zone.isLocal || other.zone.isLocal {
      return secondOfDay < other.secondOfDay
    }
    let (left, right) = (value, other.value)
    return left.place == right.place ? left.second < right.second : nil
  }

  /// FEEL `is`: the same time to the nanosecond, and the same zone.
  public func isSame(as other: TimeOfDay) -> Bool {
    nanosecondOfDay == other.nanosecondOfDay && zone == other.zone
  }
}

/// Source: DMN 1.5, 10.3.2.13, semantics of addition and subtraction.
extension TimeOfDay {
  /// FEEL `+`: past midnight the clock starts again.
  public func adding(_ duration: DayTimeDuration) -> TimeOfDay {
    let part = duration.wholeSeconds.floored(dividingBy: 86_400).remainder
    let sum = nanosecondOfDay + part * 1_000_000_000 + duration.nanosecondOfSecond
    return TimeOfDay(unchecked: sum % Self.nanosecondsPerDay, zone: zone)
  }

  /// FEEL `-`: before midnight the clock ends the day before.
  public func subtracting(_ duration: DayTimeDuration) -> TimeOfDay { adding(duration.negated) }

  /// FEEL `-`, negative when `other` is later; nil when the two are not at one place: one without
  /// a zone, or in named zones that differ.
  public func subtracting(_ other: TimeOfDay) -> DayTimeDuration? {
    let (left, right) = (value, other.value)
    guard left.place == right.place else { return nil }
    return DayTimeDuration(
      seconds: left.second - right.second, nanoseconds: nanosecond - other.nanosecond)
  }
}

extension TimeOfDay {
  /// Reads `13:20:00`, with a fraction and a zone if given: `13:20:00.5Z`, `13:20:00+02:00`,
  /// `13:20:00@Europe/Amsterdam`; nil for any other text. Digits below a nanosecond are dropped.
  public init?(_ text: some StringProtocol) {
    guard var cursor = LexicalCursor(text), let clock = ClockReading(reading: &cursor),
      let zone = ZoneDesignator(reading: &cursor), cursor.isAtEnd,
      clock.nanoseconds < Self.nanosecondsPerDay
    else { return nil }
    self.init(unchecked: clock.nanoseconds, zone: zone)
  }

  /// The form that `init(_:)` reads, without zeros at the end of a fraction.
  public var description: String {
    let clock = [hour, minute, second].map { TemporalText.padded($0, to: 2) }
    return clock.joined(separator: ":") + TemporalText.fraction(nanosecond: nanosecond)
      + zone.description
  }
}
