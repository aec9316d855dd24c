import Rules
import Testing

private let dayTimeForms: [(written: String, canonical: String)] = [
  ("P1D", "P1D"), ("PT2H", "PT2H"), ("PT3M", "PT3M"), ("PT4S", "PT4S"), ("PT0.999S", "PT0.999S"),
  ("P1DT2H3M4.123456789S", "P1DT2H3M4.123456789S"), ("PT0S", "PT0S"), ("PT0.000S", "PT0S"),
  ("PT0.S", "PT0S"), ("PT0M", "PT0S"), ("PT0H", "PT0S"), ("P0D", "PT0S"), ("-P0D", "PT0S"),
  ("-PT1H2M", "-PT1H2M"), ("PT1000M", "PT16H40M"),
  ("PT1000M0.999999999S", "PT16H40M0.999999999S"), ("PT555M", "PT9H15M"), ("PT61M", "PT1H1M"),
  ("PT24H", "P1D"), ("PT240H", "P10D"), ("P2DT100M", "P2DT1H40M"), ("PT3600S", "PT1H"),
  ("P2DT274M", "P2DT4H34M"), ("-P3DT4H5M6.7S", "-P3DT4H5M6.7S"), ("-PT0.5S", "-PT0.5S"),
  ("PT1.9999999999S", "PT1.999999999S"), ("PT36H", "P1DT12H"), ("-PT90M", "-PT1H30M"),
  ("P106751991167300D", "P106751991167300D"),
  ("PT9223372036854775S", "P106751991167DT7H12M55S"),
]

@Test("a days and time duration is read, normalised and written")
func readDayTimeDurations() throws {
  for (written, canonical) in dayTimeForms {
    let duration = try #require(DayTimeDuration(written), "\(written)")
    #expect(duration.description == canonical)
    #expect(DayTimeDuration(canonical) == duration)
    #expect(duration.negated.negated == duration)
    #expect(DayTimeDuration(totalNanoseconds: duration.totalNanoseconds) == duration)
    #expect(duration.totalNanoseconds == -duration.negated.totalNanoseconds)
    let whole =
      (Int128(duration.days) * 24 + Int128(duration.hours)) * 3_600
      + Int128(duration.minutes * 60 + duration.seconds)
    #expect(whole * 1_000_000_000 + Int128(duration.nanosecond) == duration.totalNanoseconds)
  }
}

private let yearMonthForms: [(written: String, canonical: String)] = [
  ("P1Y2M", "P1Y2M"), ("P1Y", "P1Y"), ("P0Y", "P0M"), ("P0M", "P0M"), ("-P0Y", "P0M"),
  ("-P1Y", "-P1Y"), ("P26M", "P2Y2M"), ("P1Y27M", "P3Y3M"), ("P100M", "P8Y4M"),
  ("-P100M", "-P8Y4M"), ("P999999999M", "P83333333Y3M"), ("-P999999999M", "-P83333333Y3M"),
  ("P99999999Y", "P99999999Y"), ("-P99999999Y", "-P99999999Y"), ("P12M", "P1Y"),
]

@Test("a years and months duration is read, normalised and written")
func readYearMonthDurations() throws {
  for (written, canonical) in yearMonthForms {
    let duration = try #require(YearMonthDuration(written), "\(written)")
    #expect(duration.description == canonical)
    #expect(YearMonthDuration(canonical) == duration)
    #expect(duration.years * 12 + duration.months == duration.totalMonths)
  }
}

@Test("a text that is no duration, or one of both kinds, is refused")
func refuseDurations() {
  for text in [
    "", "2012T-12-2511:00:00Z", "P", "P0", "1Y", "1D", "P1H", "P1S", "-", "-P", "PT", "P1DT", "PT1",
    "P1Y1D", "P1M1D", "P1YT1H", "P1M1Y", "PT1M1H", "PT1S1S", "PT1S1.5S", "PT.5S", "PT1.5H", "PT1.5",
    "P-1D", "+P1D", "P1D ", "P1.5D", "P1W", "P1Y2", "PT-1S", "p1d", "P1YM",
    "P9999999999999999999D", "P9999999999999999999M", "PT9999999999999999999S",
  ] {
    #expect(DayTimeDuration(text) == nil, "\(text)")
    #expect(YearMonthDuration(text) == nil, "\(text)")
  }
  #expect(DayTimeDuration("P1M") == nil)
  #expect(YearMonthDuration("PT1M") == nil)
  #expect(YearMonthDuration("P999999999999999999Y") == nil, "past the range of months")
  #expect(DayTimeDuration("P999999999999999999D") == nil, "past the range of seconds")
}

@Test("durations are added, subtracted and compared by their length")
func durationArithmetic() throws {
  let dayTimes = [
    ("P1D", "P2D", "P3D"), ("PT24H", "P1D", "P2D"), ("P1D", "-PT2H", "PT22H"),
    ("-P1D", "-PT2H", "-P1DT2H"), ("-P1D", "PT2H", "-PT22H"), ("PT0.6S", "PT0.6S", "PT1.2S"),
    ("-PT0.6S", "-PT0.6S", "-PT1.2S"), ("PT0.6S", "-PT0.6S", "PT0S"),
    ("P13DT2H14S", "P367DT6H58M59S", "P380DT8H59M13S"),
  ]
  for (left, right, sum) in dayTimes {
    let (left, right) = (try #require(DayTimeDuration(left)), try #require(DayTimeDuration(right)))
    #expect(left.adding(right)?.description == sum)
    #expect(left.subtracting(right.negated)?.description == sum)
    #expect(left.adding(right)?.subtracting(right) == left)
    #expect((left < right) == (left.totalNanoseconds < right.totalNanoseconds))
  }
  let yearMonths = [
    ("P1Y", "P2M", "P1Y2M"), ("P1Y", "-P2M", "P10M"), ("-P1Y", "P2M", "-P10M"),
    ("-P1Y", "-P2M", "-P1Y2M"), ("P1Y", "P0M", "P1Y"),
  ]
  for (left, right, sum) in yearMonths {
    let (left, right) = (
      try #require(YearMonthDuration(left)), try #require(YearMonthDuration(right))
    )
    #expect(left.adding(right)?.description == sum)
    #expect(left.subtracting(right.negated)?.description == sum)
    #expect((left < right) == (left.totalMonths < right.totalMonths))
  }
}

@Test("past its range a duration is nil")
func durationsEnd() throws {
  let longest = try #require(DayTimeDuration(seconds: Int.max - 1, nanoseconds: 999_999_999))
  #expect(DayTimeDuration(seconds: Int.min) == nil)
  #expect(DayTimeDuration(seconds: -Int.max) == nil)
  #expect(DayTimeDuration(seconds: Int.max) == nil)
  #expect(DayTimeDuration(seconds: Int.max - 1, nanoseconds: 1_000_000_000) == nil)
  #expect(DayTimeDuration(seconds: Int.max, nanoseconds: Int.max) == nil)
  #expect(DayTimeDuration(seconds: Int.min, nanoseconds: Int.min) == nil)
  #expect(DayTimeDuration(totalNanoseconds: Int128.max) == nil)
  #expect(DayTimeDuration(totalNanoseconds: Int128.min) == nil)
  #expect(longest.adding(longest) == nil)
  #expect(longest.negated.adding(longest.negated) == nil)
  #expect(longest.negated.magnitude == longest)
  #expect(DayTimeDuration(longest.description) == longest)
  let most = try #require(YearMonthDuration(totalMonths: Int.max))
  #expect(YearMonthDuration(totalMonths: Int.min) == nil)
  #expect(most.adding(most) == nil)
  #expect(most.negated.subtracting(most) == nil)
  #expect(YearMonthDuration(most.description) == most)
}

private let monthsBetween: [(from: String, to: String, expected: String)] = [
  ("2011-12-22", "2013-08-24", "P1Y8M"), ("2013-08-24", "2011-12-22", "-P1Y8M"),
  ("2015-01-21", "2016-01-21", "P1Y"), ("2016-01-21", "2015-01-21", "-P1Y"),
  ("2016-01-01", "2016-01-01", "P0M"), ("2017-12-31", "2017-12-31", "P0M"),
  ("2016-09-30", "2017-12-28", "P1Y2M"), ("2010-05-30", "2017-12-15", "P7Y6M"),
  ("2014-12-31", "2019-10-01", "P4Y9M"), ("-2016-01-30", "-2017-02-28", "-P11M"),
  ("2014-12-31", "-2019-10-01", "-P4033Y2M"), ("2017-09-05", "-2019-10-01", "-P4035Y11M"),
  ("2017-09-05", "2019-10-01", "P2Y"), ("2016-08-25", "2017-08-10", "P11M"),
  ("2011-08-25", "2015-08-25", "P4Y"), ("2013-08-24", "2017-12-15", "P4Y3M"),
  ("2017-02-28", "2019-07-23", "P2Y4M"), ("2020-01-30", "2020-02-29", "P0M"),
]

@Test("years and months between two days are whole and toward zero")
func yearsAndMonths() throws {
  for (from, to, expected) in monthsBetween {
    let (from, to) = (try #require(CalendarDate(from)), try #require(CalendarDate(to)))
    #expect(YearMonthDuration(from: from, to: to).description == expected, "\(from) \(to)")
  }
}

@Test("a days and time duration is stored in sixteen bytes")
func durationSize() { #expect(MemoryLayout<DayTimeDuration>.stride == 16) }
