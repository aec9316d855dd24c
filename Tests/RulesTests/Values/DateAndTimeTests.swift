import Rules
import Testing

private let dateAndTimeForms: [(written: String, canonical: String)] = [
  ("2017-12-31T00:00:00", "2017-12-31T00:00:00"), ("-2017-12-31T11:22:33", "-2017-12-31T11:22:33"),
  ("99999-12-31T11:22:33", "99999-12-31T11:22:33"),
  ("2017-12-31T11:22:33.345", "2017-12-31T11:22:33.345"),
  ("2017-12-31T11:22:33.567Z", "2017-12-31T11:22:33.567Z"),
  ("2017-12-31T11:22:33+01:35", "2017-12-31T11:22:33+01:35"),
  ("2011-12-31T10:15:30@Etc/UTC", "2011-12-31T10:15:30@Etc/UTC"),
  (
    "999999999-12-31T23:59:59.999999999@Europe/Paris",
    "999999999-12-31T23:59:59.999999999@Europe/Paris"
  ),
  (
    "-999999999-12-31T23:59:59.999999999+02:00", "-999999999-12-31T23:59:59.999999999+02:00"
  ),
  ("2021-01-01T24:00:00", "2021-01-02T00:00:00"), ("2021-12-31T24:00:00Z", "2022-01-01T00:00:00Z"),
]

@Test("a date and time is read from its lexical form and written back")
func readDatesAndTimes() throws {
  for (written, canonical) in dateAndTimeForms {
    let value = try #require(DateAndTime(written), "\(written)")
    #expect(value.description == canonical)
    #expect(try #require(DateAndTime(canonical)).isSame(as: value))
  }
}

@Test("a text that is no date and time is refused")
func refuseDatesAndTimes() {
  for text in [
    "", "11:00:00", "2012-12-24", "2012-12-24T", "2011-12-0310:15:30",
    "2011-12-03T10:15:30+01:00@Europe/Paris", "9999999999-12-27T11:22:33", "2017-13-10T11:22:33",
    "2017-00-10T11:22:33", "2017-12-32T11:22:33", "998-12-31T11:22:33", "01211-12-31T11:22:33",
    "+99999-12-01T11:22:33", "2017-12-31T24:00:01", "2017-12-31T24:01:00", "2017-12-31T25:00:00",
    "2017-12-31T00:60:00", "2017-12-31T00:00:61", "2017-12-31T7:00:00", "2017-12-31T07:1:00",
    "2017-12-31T13:20:00@xyz/abc", "2017-12-31T13:20:00+19:00", "2017-12-31T13:20:00+05:0",
    "2017-12-31T7:20", "2017-12-31 07:20:00", "999999999-12-31T24:00:00",
    "2017-12-31T24:00:00.1", "2017-12-31t10:00:00",
  ] {
    #expect(DateAndTime(text) == nil, "\(text)")
  }
}

private let momentsEqual: [(left: String, right: String, equal: Bool, same: Bool)] = [
  ("2018-12-08T10:30:00", "2018-12-08T10:30:00", true, true),
  ("2018-12-08T00:00:00.0001", "2018-12-08T00:00:00.0000", true, false),
  ("2018-12-08T00:00:00", "2018-12-07T00:00:00", false, false),
  ("2018-12-08T00:00:00@Europe/Paris", "2018-12-08T00:00:00@Europe/Paris", true, true),
  ("2018-12-08T00:00:00@Europe/Paris", "2018-12-08T00:00:00@Asia/Dhaka", false, false),
  ("2018-10-08T00:00:00+02:00", "2018-10-08T00:00:00@Europe/Paris", true, false),
  ("2018-02-08T00:00:00+01:00", "2018-02-08T00:00:00@Europe/Paris", true, false),
  ("2002-04-02T12:00:00@Australia/Melbourne", "2002-04-02T12:00:00@Australia/Sydney", true, false),
  ("2018-12-08T00:00:00+00:00", "2018-12-08T00:00:00@Etc/UTC", true, false),
  ("2002-04-02T12:00:00-01:00", "2002-04-02T17:00:00+04:00", true, false),
  ("2002-04-02T23:00:00-04:00", "2002-04-03T02:00:00-01:00", true, false),
  ("2002-04-02T23:00:00", "2002-04-02T23:00:00Z", false, false),
  ("2021-04-02T23:00:00@Australia/Melbourne", "2021-04-02T23:00:00+11:00", true, false),
  ("2021-10-02T23:00:00@Australia/Melbourne", "2021-10-02T23:00:00+10:00", true, false),
]

@Test("dates and times are equal by their instant and the same by their parts")
func dateAndTimeEquality() throws {
  for (left, right, equal, same) in momentsEqual {
    let (left, right) = (try #require(DateAndTime(left)), try #require(DateAndTime(right)))
    #expect((left == right) == equal, "\(left) = \(right)")
    #expect((right == left) == equal, "\(right) = \(left)")
    #expect(left.isSame(as: right) == same, "\(left) is \(right)")
    if equal {
      #expect(left.hashValue == right.hashValue, "\(left) \(right)")
      #expect(left.isLess(than: right) == false, "\(left) < \(right)")
    }
  }
}

@Test("dates and times are in order by their instant, and without a zone take that of the other")
func dateAndTimeOrder() throws {
  let rows = [
    ("2018-12-08T10:30:04", "2018-12-08T10:30:05", true),
    ("2018-12-08T10:30:00+02:00", "2018-12-08T09:00:00Z", true),
    ("2018-12-08T10:30:00", "2018-12-08T11:00:00+02:00", true),
    ("2018-12-08T11:00:00@Asia/Dhaka", "2018-12-08T10:30:00", false),
    ("2018-12-08T23:00:00@Asia/Dhaka", "2018-12-08T19:00:00@Europe/Paris", true),
    ("-999999999-01-01T00:00:00+18:00", "999999999-12-31T23:59:59-18:00", true),
  ]
  for (left, right, isLess) in rows {
    let (left, right) = (try #require(DateAndTime(left)), try #require(DateAndTime(right)))
    #expect(left.isLess(than: right) == isLess, "\(left) < \(right)")
    #expect(right.isLess(than: left) == !isLess, "\(right) < \(left)")
  }
}

private let momentSums: [(start: String, duration: String, sum: String)] = [
  ("2021-01-01T10:10:10", "P1Y", "2022-01-01T10:10:10"),
  ("2021-01-31T10:10:10", "P1M", "2021-02-28T10:10:10"),
  (
    "-2021-01-01T10:10:10@Australia/Melbourne", "-P1M",
    "-2022-12-01T10:10:10@Australia/Melbourne"
  ),
  (
    "2021-01-12T10:10:10@Australia/Melbourne", "P1DT1H",
    "2021-01-13T11:10:10@Australia/Melbourne"
  ),
  ("-2021-01-01T10:10:10@Australia/Melbourne", "-P1D", "-2022-12-31T10:10:10@Australia/Melbourne"),
  ("2021-01-01T10:10:10+11:00", "-PT1H", "2021-01-01T09:10:10+11:00"),
  ("2021-01-01T24:00:00", "PT1S", "2021-01-02T00:00:01"),
  ("2021-01-01T24:00:00", "-PT1S", "2021-01-01T23:59:59"),
  ("2021-01-01T00:00:00.25", "-PT0.5S", "2020-12-31T23:59:59.75"),
  ("2021-01-01T23:59:59.75", "PT0.5S", "2021-01-02T00:00:00.25"),
  ("2021-03-28T01:30:00@Europe/Amsterdam", "PT1H", "2021-03-28T03:30:00@Europe/Amsterdam"),
  ("2021-03-27T12:00:00@Europe/Amsterdam", "P1D", "2021-03-28T13:00:00@Europe/Amsterdam"),
  ("2021-10-30T12:00:00@Europe/Amsterdam", "P1D", "2021-10-31T11:00:00@Europe/Amsterdam"),
  ("2521-03-30T01:30:00@Europe/Amsterdam", "PT1H", "2521-03-30T03:30:00@Europe/Amsterdam"),
]

@Test("a date and time plus a duration honours the zone")
func addToDateAndTime() throws {
  for (text, duration, sum) in momentSums {
    let start = try #require(DateAndTime(text))
    if let months = YearMonthDuration(duration) {
      #expect(start.adding(months)?.description == sum, "\(text) + \(duration)")
      #expect(start.subtracting(months.negated)?.description == sum, "\(text) + \(duration)")
    } else {
      let length = try #require(DayTimeDuration(duration))
      let end = start.adding(length)
      #expect(end?.description == sum, "\(text) + \(duration)")
      #expect(end?.subtracting(length)?.isSame(as: start) == true, "\(text) + \(duration)")
      #expect(end?.subtracting(start) == length, "\(text) + \(duration)")
    }
  }
}

private let momentDifferences: [(left: String, right: String, difference: String?)] = [
  ("2021-01-02T10:10:10", "2021-01-01T10:10:10", "P1D"),
  ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10", nil),
  ("2021-01-02T10:10:10", "2021-01-01T10:10:10+02:00", nil),
  ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10@Asia/Dhaka", "P1DT5H"),
  ("2021-01-02T10:10:10+01:00", "2021-01-01T10:10:10@Europe/Paris", "P1D"),
  ("2021-01-02T10:10:10@Europe/Paris", "1995-01-01T10:10:10@Asia/Dhaka", "P9498DT5H"),
  ("2016-12-24T23:59:00-08:00", "2015-12-24T00:00:01-01:00", "P367DT6H58M59S"),
  ("2021-01-01T00:00:00.25Z", "2021-01-01T00:00:00.5Z", "-PT0.25S"),
]

@Test("the difference of two dates and times is a duration if both or neither have a zone")
func subtractDatesAndTimes() throws {
  for (left, right, difference) in momentDifferences {
    let (left, right) = (try #require(DateAndTime(left)), try #require(DateAndTime(right)))
    #expect(left.subtracting(right)?.description == difference, "\(left) - \(right)")
  }
  let date = try #require(CalendarDate("2021-01-02")).midnightUTC
  let zoned = try #require(DateAndTime("2021-01-01T10:10:10@Australia/Melbourne"))
  #expect(date.subtracting(zoned)?.description == "P1DT49M50S")
  let local = try #require(DateAndTime("2021-01-01T00:00:00"))
  #expect(date.subtracting(local) == nil)
}

@Test("a local time that clocks skip counts past the gap, one they show twice is the first")
func clockChanges() throws {
  let gap = try #require(DateAndTime("2021-03-28T02:30:00@Europe/Amsterdam"))
  #expect(gap == DateAndTime("2021-03-28T03:30:00@Europe/Amsterdam"))
  #expect(gap.timeOffset?.description == "PT1H")
  let twice = try #require(DateAndTime("2021-10-31T02:30:00@Europe/Amsterdam"))
  #expect(twice.timeOffset?.description == "PT2H")
  #expect(twice == DateAndTime("2021-10-31T00:30:00Z"))
  #expect(DateAndTime("1850-01-01T00:00:00@Europe/Paris")?.timeOffset?.description == "PT9M21S")
  let back = try #require(DateAndTime("2021-04-04T02:30:00@Australia/Melbourne"))
  #expect(back.timeOffset?.description == "PT11H")
}

@Test("an instant is shown on the clocks of a zone, and read back from them")
func instants() throws {
  let zones = ["Europe/Amsterdam", "America/St_Johns", "Asia/Kathmandu", "Etc/UTC"]
  for identifier in zones {
    let zone = try #require(ZoneDesignator(identifier: identifier))
    for instant in stride(from: -70_000_000_000, through: 200_000_000_000, by: 733_333_331) {
      let shown = try #require(DateAndTime(instant: instant, nanosecond: 5, zone: zone))
      #expect(shown.instant == instant, "\(shown)")
    }
  }
  #expect(DateAndTime(instant: 1_616_893_200, zone: .utc)?.description == "2021-03-28T01:00:00Z")
  #expect(DateAndTime(instant: Int.max, zone: .utc) == nil)
  #expect(DateAndTime(instant: Int.min, zone: .local) == nil)
  #expect(DateAndTime(instant: 0, nanosecond: -1, zone: .local) == nil)
}

@Test("past the last year a sum is nil, in any zone")
func datesAndTimesEnd() throws {
  let longest = try #require(DayTimeDuration(seconds: Int.max - 1, nanoseconds: 999_999_999))
  let second = try #require(DayTimeDuration("PT1S"))
  for zone in ["", "Z", "-18:00", "+18:00", "@Europe/Paris", "@Pacific/Kiritimati"] {
    let last = try #require(DateAndTime("999999999-12-31T23:59:59.999999999" + zone))
    let first = try #require(DateAndTime("-999999999-01-01T00:00:00" + zone))
    #expect(last.adding(second) == nil, "\(zone)")
    #expect(first.subtracting(second) == nil, "\(zone)")
    for value in [last, first] {
      #expect(value.adding(longest) == nil, "\(zone)")
      #expect(value.subtracting(longest) == nil, "\(zone)")
    }
    #expect(last.subtracting(first) != nil, "\(zone)")
  }
}

@Test("a date and time tells its parts")
func dateAndTimeParts() throws {
  let value = try #require(DateAndTime("2018-12-10T10:30:01.5+05:00"))
  #expect(value.date.components == (2018, 12, 10))
  #expect(value.date.weekday == 1)
  #expect((value.time.hour, value.time.minute, value.time.second) == (10, 30, 1))
  #expect(value.time.nanosecond == 500_000_000)
  #expect(value.timeOffset?.description == "PT5H")
  #expect(DateAndTime("2018-12-10T10:30:00")?.timeOffset == nil)
  #expect(DateAndTime("2018-12-10T10:30:00@Etc/UTC")?.zone.identifier == "Etc/UTC")
  #expect(DateAndTime("2018-12-10T10:30:00@Etc/UTC")?.timeOffset == .zero)
}
