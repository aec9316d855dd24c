import Rules
import Testing

@Test("a date's day number, weekday, day of the year and week are those of the calendar")
func calendar() throws {
  for row in calendarTable {
    let date = try #require(CalendarDate(row.day), "\(row.day)")
    #expect(date.dayNumber == row.number, "\(row.day)")
    #expect(date.weekday == row.weekday, "\(row.day)")
    #expect(date.dayOfYear == row.dayOfYear, "\(row.day)")
    #expect(date.weekOfYear == row.week, "\(row.day)")
    #expect(date.description == row.day)
  }
}

@Test("a date is read from its lexical form and written back")
func readDates() {
  for text in [
    "2017-12-31", "2017-01-01", "-2017-12-31", "999999999-12-31", "-999999999-01-01", "0000-02-29",
    "0998-12-31", "12345-06-07", "2000-02-29", "-0044-03-15",
  ] {
    #expect(CalendarDate(text)?.description == text)
  }
}

@Test("a text that is no date is refused")
func refuseDates() {
  for text in [
    "2012-12-25T", "", "2012/12/25", "0000-12-25T", "9999999999-12-25", "2017-13-10", "2017-12-32",
    "998-12-31", "01211-12-31", "2012T-12-2511:00:00Z", "+2012-12-02", "2017-02-29", "1900-02-29",
    "2017-00-01", "2017-01-00", "2017-1-01", "2017-01-1", " 2017-01-01", "2017-01-01 ",
    "--2017-01-01",
    "2017-01-01Z", "２０１７-01-01", "2017-01", "-", "00000-01-01", "2017-04-31",
    String(repeating: "9", count: 10_000), "99999999999999999999-01-01",
  ] {
    #expect(CalendarDate(text) == nil, "\(text.prefix(40))")
  }
  #expect(CalendarDate(year: 2017, month: -8, day: 2) == nil)
  #expect(CalendarDate(year: Int.min, month: 1, day: 1) == nil)
  #expect(CalendarDate(year: 2017, month: 1, day: Int.max) == nil)
}

@Test("every part of the range has days that follow each other")
func consecutiveDays() throws {
  let starts = [
    CalendarDate.earliest.dayNumber, -719_528 - 800, -800, 18_000, 719_528,
    CalendarDate.latest.dayNumber - 1_600,
  ]
  for start in starts {
    var previous = try #require(CalendarDate(dayNumber: start))
    for number in (start + 1)...(start + 1_600) {
      let date = try #require(CalendarDate(dayNumber: number))
      let (year, month, day) = date.components
      #expect(CalendarDate(year: year, month: month, day: day) == date)
      #expect(date.weekday == previous.weekday % 7 + 1)
      #expect(day == 1 || day == previous.day + 1)
      #expect(previous < date)
      previous = date
    }
  }
}

@Test("days all over the range survive being taken apart, written and read")
func dateRoundTrip() throws {
  let (first, last) = (CalendarDate.earliest.dayNumber, CalendarDate.latest.dayNumber)
  for number in stride(from: first, through: last, by: 99_999_989) {
    let date = try #require(CalendarDate(dayNumber: number))
    let (year, month, day) = date.components
    #expect(CalendarDate(year: year, month: month, day: day) == date)
    #expect(CalendarDate(date.description) == date)
    #expect((1...366).contains(date.dayOfYear))
    #expect((1...53).contains(date.weekOfYear))
    for days in [-40_000, -1, 0, 1, 365, 146_097] where first...last ~= number + days {
      #expect(date.adding(days: days)?.adding(days: -days) == date)
      #expect(date.adding(days: days)?.days(since: date) == days)
    }
  }
}

private let dateSums: [(date: String, duration: String, sum: String)] = [
  ("2021-01-01", "P1Y", "2022-01-01"), ("2021-01-01", "P1M", "2021-02-01"),
  ("2021-01-02", "-P1M", "2020-12-02"), ("2021-01-31", "P1M", "2021-02-28"),
  ("2020-01-31", "P1M", "2020-02-29"), ("2020-02-29", "P1Y", "2021-02-28"),
  ("2020-03-31", "-P1M", "2020-02-29"), ("-2021-01-01", "-P1M", "-2022-12-01"),
  ("2021-01-01", "P1D", "2021-01-02"), ("2021-01-01", "PT36H", "2021-01-02"),
  ("2021-01-01", "PT48H", "2021-01-03"), ("2021-01-02", "-PT1H", "2021-01-01"),
  ("2021-01-02", "-PT0.000000001S", "2021-01-01"), ("2021-01-02", "PT1S", "2021-01-02"),
  ("2021-01-02", "-PT24H", "2021-01-01"), ("2021-01-02", "-PT25H", "2020-12-31"),
  ("2021-01-02", "PT25H", "2021-01-03"), ("2020-03-01", "-PT24H", "2020-02-29"),
  ("-2021-01-01", "-P1D", "-2022-12-31"),
]

@Test("a date plus a duration is a date")
func addToDate() throws {
  for (text, duration, sum) in dateSums {
    let date = try #require(CalendarDate(text))
    if let months = YearMonthDuration(duration) {
      #expect(date.adding(months)?.description == sum, "\(text) + \(duration)")
      #expect(date.subtracting(months.negated)?.description == sum, "\(text) + \(duration)")
    } else {
      let days = try #require(DayTimeDuration(duration))
      #expect(date.adding(days)?.description == sum, "\(text) + \(duration)")
      #expect(date.subtracting(days.negated)?.description == sum, "\(text) + \(duration)")
    }
  }
}

@Test("nothing lies before the first day or after the last")
func datesEnd() throws {
  let month = try #require(YearMonthDuration(totalMonths: 1))
  let longest = try #require(YearMonthDuration(totalMonths: Int.max))
  let longestTime = try #require(DayTimeDuration(seconds: Int.max - 1))
  for date in [CalendarDate.earliest, .latest, .epoch] {
    #expect(date.adding(longest) == nil)
    #expect(date.subtracting(longest) == nil)
    #expect(date.adding(longestTime) == nil)
    #expect(date.subtracting(longestTime) == nil)
    #expect(date.adding(days: Int.max) == nil)
    #expect(date.adding(days: Int.min) == nil)
  }
  #expect(CalendarDate.latest.adding(month) == nil)
  #expect(CalendarDate.latest.adding(days: 1) == nil)
  #expect(CalendarDate.earliest.subtracting(month) == nil)
  #expect(CalendarDate.earliest.adding(days: -1) == nil)
  #expect(CalendarDate.latest.weekOfYear > 0)
  #expect(CalendarDate.earliest.weekOfYear > 0)
}

@Test("a date is stored in eight bytes")
func dateSize() { #expect(MemoryLayout<CalendarDate>.size == 8) }
