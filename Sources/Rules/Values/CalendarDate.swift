/// A day of the Gregorian calendar, reckoned back before 1582 as well; it has no zone.
///
/// Years run from -999,999,999 to 999,999,999 and there is a year 0, as in XML Schema 1.1. Whatever
/// would leave that range is nil.
///
/// Source: DMN 1.5, 10.3.2.3.5.
public struct CalendarDate: TemporalValue, Comparable {
  /// Days since 1970-01-01. Holding only this makes comparing and counting days a single step.
  public let dayNumber: Int

  /// 1970-01-01.
  public static let epoch = CalendarDate(unchecked: 0)
  /// -999999999-01-01.
  public static let earliest = CalendarDate(unchecked: -365_243_219_162)
  /// 999999999-12-31.
  public static let latest = CalendarDate(unchecked: 365_241_780_471)

  static let years = -999_999_999...999_999_999

  private init(unchecked dayNumber: Int) { self.dayNumber = dayNumber }

  /// Nil outside `earliest...latest`.
  public init?(dayNumber: Int) {
    guard dayNumber >= -365_243_219_162, dayNumber <= 365_241_780_471 else { return nil }
    self.dayNumber = dayNumber
  }

  /// Nil for a day that the calendar does not have, such as 30 February.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), 1...12 ~= month, day >= 1,
      day <= Self.lengthOfMonth(month, inYear: year)
    else { return nil }
    dayNumber = Self.dayNumber(year: year, month: month, day: day)
  }

  /// Whether `left` is the earlier day.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.dayNumber < right.dayNumber
  }
}

// The two conversions follow the calendar's cycle of 400 years, 146,097 days, counted from a
// 1 March: the leap day is then the last of its year.
extension CalendarDate {
  /// - Requires: a date that exists.
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let (cycle, yearOfCycle) = shifted.floored(dividingBy: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * 146_097 + dayOfCycle - 719_468
  }

  /// Year, month (1 to 12) and day of the month (1 to 31), worked out together.
  public var components: (year: Int, month: Int, day: Int) {
    let (cycle, dayOfCycle) = (dayNumber + 719_468).floored(dividingBy: 146_097)
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, day)
  }

  /// -999,999,999 to 999,999,999; 0 is the year before the year 1.
  public var year: Int { components.year }
  /// 1 is January.
  public var month: Int { components.month }
  /// The day of the month, from 1.
  public var day: Int { components.day }

  /// 1 is Monday and 7 is Sunday, as in ISO 8601.
  public var weekday: Int { (dayNumber + 3).floored(dividingBy: 7).remainder + 1 }

  /// 1 is the first of January.
  public var dayOfYear: Int {
    dayNumber - Self.dayNumber(year: year, month: 1, day: 1) + 1
  }

  /// The week of ISO 8601, 1 to 53: it starts on Monday and belongs to the year of its Thursday, so
  /// 2005-01-01 lies in week 53 (of 2004).
  public var weekOfYear: Int {
    let thursday = CalendarDate(unchecked: dayNumber - weekday + 4)
    return (thursday.dayOfYear - 1) / 7 + 1
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// - Requires: `1 <= month && month <= 12`.
  static func lengthOfMonth(_ month: Int, inYear year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDate {
  /// Reads `2017-08-30`: a year of four to nine digits, with a sign only when negative and a
  /// leading zero only in four digits; nil for any other text.
  public init?(_ text: some StringProtocol) {
    guard var cursor = LexicalCursor(text), let date = CalendarDate(reading: &cursor),
      cursor.isAtEnd
    else { return nil }
    self = date
  }

  /// The same for UTF-8; a year of four digits, as most are, is read without a `String`.
  init?(utf8 text: UnsafeBufferPointer<UInt8>) {
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
      self.init(String(decoding: text, as: UTF8.self))
      return
    }
    var number = 0
    for index in 0..<10 where index != 4 && index != 7 {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int(digit)
    }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  init?(reading cursor: inout LexicalCursor) {
    let isNegative = cursor.skip("-")
    let hasLeadingZero = cursor.startsWithZero
    let start = cursor.consumed
    guard let year = cursor.number(digits: 4...9),
      !hasLeadingZero || cursor.consumed - start == 4,
      cursor.skip("-"), let month = cursor.number(digits: 2...2),
      cursor.skip("-"), let day = cursor.number(digits: 2...2)
    else { return nil }
    self.init(year: isNegative ? -year : year, month: month, day: day)
  }

  /// The form that `init(_:)` reads, such as `-0044-03-15`.
  public var description: String {
    let (year, month, day) = components
    return [
      TemporalText.padded(year, to: 4), TemporalText.padded(month, to: 2),
      TemporalText.padded(day, to: 2),
    ].joined(separator: "-")
  }
}

/// Source: DMN 1.5, 10.3.2.13, semantics of addition and subtraction.
extension CalendarDate {
  /// `count` days later, or earlier when negative.
  public func adding(days count: Int) -> CalendarDate? {
    let (number, overflow) = dayNumber.addingReportingOverflow(count)
    return overflow ? nil : CalendarDate(dayNumber: number)
  }

  /// FEEL `+`, from midnight: a part of a day counts down to the day it falls on, so an hour before
  /// 2 January is 1 January.
  public func adding(_ duration: DayTimeDuration) -> CalendarDate? {
    adding(days: duration.wholeSeconds.floored(dividingBy: 86_400).quotient)
  }

  /// FEEL `+`: the same day of another month, or that month's last day where it is shorter.
  public func adding(_ duration: YearMonthDuration) -> CalendarDate? {
    let (year, month, day) = components
    let (months, overflow) = (year * 12 + month - 1).addingReportingOverflow(duration.totalMonths)
    guard !overflow else { return nil }
    let (newYear, monthIndex) = months.floored(dividingBy: 12)
    guard Self.years.contains(newYear) else { return nil }
    let last = Self.lengthOfMonth(monthIndex + 1, inYear: newYear)
    return CalendarDate(
      unchecked: Self.dayNumber(year: newYear, month: monthIndex + 1, day: min(day, last)))
  }

  /// FEEL `-`.
  public func subtracting(_ duration: DayTimeDuration) -> CalendarDate? {
    adding(duration.negated)
  }

  /// FEEL `-`.
  public func subtracting(_ duration: YearMonthDuration) -> CalendarDate? {
    adding(duration.negated)
  }

  /// Days from `other` to this day; negative when `other` is later.
  public func days(since other: CalendarDate) -> Int { dayNumber - other.dayNumber }

  /// FEEL `-`: a whole number of days.
  public func subtracting(_ other: CalendarDate) -> DayTimeDuration {
    DayTimeDuration(days: days(since: other))
  }

  /// What FEEL takes a date for beside a date and time: midnight UTC.
  ///
  /// Source: DMN 1.5, 10.3.2.3.5.
  public var midnightUTC: DateAndTime { DateAndTime(date: self, time: .midnightUTC) }
}
