import Rules
import Testing

private let seeds = [
  "2017-08-30", "-12345-02-28", "13:20:00.5+02:00", "23:59:59@Europe/Paris",
  "2017-08-30T24:00:00Z", "2016-02-29T13:20:00.123456789-11:30:15", "P1DT2H3M4.5S", "-P1Y2M",
]

/// `text` with each of its characters once left out and once replaced by each of some others.
private func variations(of text: String) -> [String] {
  let characters = Array(text)
  return characters.indices.flatMap { index in
    (["", "0", "9", "-", ":", "T", ".", "P", "Z", "@", "+", "é", "\0"]).map { other in
      String(characters[..<index]) + other + String(characters[(index + 1)...])
    }
  }
}

@Test("whatever is read from a damaged text is the same when written and read again")
func damagedTexts() {
  for text in seeds.flatMap(variations) {
    if let date = CalendarDate(text) {
      #expect(CalendarDate(date.description) == date, "\(text)")
    }
    if let time = TimeOfDay(text) {
      #expect(TimeOfDay(time.description)?.isSame(as: time) == true, "\(text)")
    }
    if let value = DateAndTime(text) {
      #expect(DateAndTime(value.description)?.isSame(as: value) == true, "\(text)")
    }
    if let duration = DayTimeDuration(text) {
      #expect(DayTimeDuration(duration.description) == duration, "\(text)")
    }
    if let duration = YearMonthDuration(text) {
      #expect(YearMonthDuration(duration.description) == duration, "\(text)")
    }
  }
}

@Test("the order of dates and times with zones is total and agrees with equality")
func totalOrder() throws {
  let values = try [
    "2021-03-28T02:30:00@Europe/Amsterdam", "2021-03-28T03:30:00@Europe/Amsterdam",
    "2021-03-28T01:30:00Z", "2021-03-28T01:30:00.5Z", "2021-03-28T01:30:01Z",
    "2021-03-27T20:30:00-05:00", "2021-10-31T02:30:00@Europe/Paris", "-0001-12-31T23:59:59Z",
    "999999999-12-31T23:59:59@Asia/Dhaka",
  ].map { try #require(DateAndTime($0)) }
  for left in values {
    for right in values {
      let isLess = try #require(left.isLess(than: right) as Bool?)
      let isMore = try #require(right.isLess(than: left) as Bool?)
      #expect([isLess, isMore, left == right].filter { $0 }.count == 1, "\(left) \(right)")
      if left == right { #expect(left.hashValue == right.hashValue, "\(left) \(right)") }
      for third in values where isLess && right.isLess(than: third) == true {
        #expect(left.isLess(than: third) == true, "\(left) \(right) \(third)")
      }
    }
  }
}
