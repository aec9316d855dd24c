import Rules
import Testing

private let timeForms: [(written: String, canonical: String)] = [
  ("01:02:03", "01:02:03"), ("00:00:00", "00:00:00"), ("11:22:33.444", "11:22:33.444"),
  ("11:22:33.123456789", "11:22:33.123456789"), ("11:22:33.1234567899", "11:22:33.123456789"),
  ("11:22:33.500", "11:22:33.5"), ("11:22:33.0", "11:22:33"), ("23:59:00Z", "23:59:00Z"),
  ("23:59:00z", "23:59:00Z"),
  ("13:20:00+02:00", "13:20:00+02:00"), ("13:20:00-05:00", "13:20:00-05:00"),
  ("11:22:33-00:00", "11:22:33Z"), ("11:22:33+00:00", "11:22:33Z"),
  ("11:59:45+02:45:55", "11:59:45+02:45:55"), ("11:59:45-02:45:55", "11:59:45-02:45:55"),
  ("11:59:45+18:00", "11:59:45+18:00"), ("00:01:00@Etc/UTC", "00:01:00@Etc/UTC"),
  ("00:01:00@Europe/Paris", "00:01:00@Europe/Paris"), ("09:00:00.25@UTC", "09:00:00.25@UTC"),
]

@Test("a time is read from its lexical form and written in the shortest")
func readTimes() throws {
  for (written, canonical) in timeForms {
    let time = try #require(TimeOfDay(written), "\(written)")
    #expect(time.description == canonical)
    #expect(try #require(TimeOfDay(canonical)).isSame(as: time))
    let again = TimeOfDay(
      hour: time.hour, minute: time.minute, second: time.second, nanosecond: time.nanosecond,
      zone: time.zone)
    #expect(again?.isSame(as: time) == true)
  }
}

@Test("a text that is no time is refused")
func refuseTimes() {
  for text in [
    "", "23:59:60", "24:00:00", "24:00:01", "24:01:00", "25:00:00", "00:60:00", "00:00:61",
    "7:00:00",
    "07:1:00", "07:01:2", "13:20:00@xyz/abc", "13:20:00+19:00", "13:20:00-19:00", "13:20:00+5:00",
    "13:20:00+5", "13:20:00+02:00@Europe/Paris", "7:20", "07:2", "11:30:00T", "T11:30:00",
    "2012T-12-2511:00:00Z", "13:20:00+18:00:01", "13:20:00+02:60", "13:20:00+02:00:60",
    "13:20:00@", "13:20:00@europe/paris", "13:20:00@Europe/Paris ", "13:20:00@PST",
    "13:20:00@GMT+3",
    "13:20:00@../../etc/passwd", "13:20:00@Europe", "13:20:00.", "13:20:00.Z",
    "13:20:00ZZ", "13:20:00@/Europe/Paris", "13:20:00@Europe/Paris\0",
  ] {
    #expect(TimeOfDay(text) == nil, "\(text)")
  }
}

private let timesEqual: [(left: String, right: String, equal: Bool, same: Bool)] = [
  ("10:30:00", "10:30:00", true, true), ("11:30:00", "10:30:00", false, false),
  ("10:30:00.0000", "10:30:00", true, true), ("10:30:00.0001", "10:30:00.0002", true, false),
  ("10:30:00@Europe/Paris", "10:30:00@Europe/Paris", true, true),
  ("10:30:00Z", "10:30:00+00:00", true, true), ("23:00:50", "23:00:50Z", false, false),
  ("23:00:50@Australia/Melbourne", "23:00:50+10:00", false, false),
  ("23:00:50@Etc/GMT", "23:00:50Z", true, false),
  ("20:00:50+00:00", "21:00:50+01:00", true, false),
  ("23:00:50@Australia/Melbourne", "23:00:50@Australia/Sydney", false, false),
  ("23:00:50+10:00", "23:00:50+11:00", false, false),
]

@Test("times are equal by their UTC form and the same by their parts")
func timeEquality() throws {
  for (left, right, equal, same) in timesEqual {
    let (left, right) = (try #require(TimeOfDay(left)), try #require(TimeOfDay(right)))
    #expect((left == right) == equal, "\(left) = \(right)")
    #expect((right == left) == equal, "\(right) = \(left)")
    #expect(left.isSame(as: right) == same, "\(left) is \(right)")
    if equal { #expect(left.hashValue == right.hashValue, "\(left) \(right)") }
  }
}

private let timesInOrder: [(left: String, right: String, isLess: Bool?)] = [
  ("10:30:04", "10:30:05", true), ("10:30:05", "10:30:05", false), ("10:30:06", "10:30:05", false),
  ("10:30:00.1", "10:30:00.2", false), ("10:00:00+02:00", "09:00:00Z", true),
  ("10:00:00Z", "11:00:00", true), ("10:00:00@Europe/Paris", "11:00:00", true),
  ("10:00:00@Europe/Paris", "11:00:00@Europe/Paris", true),
  ("10:00:00@Europe/Paris", "11:00:00@Asia/Dhaka", nil),
  ("10:00:00@Europe/Paris", "11:00:00Z", nil),
  ("10:00:00@Etc/UTC", "11:00:00Z", true),
]

@Test("times are in order by their UTC form, and without a zone take that of the other")
func timeOrder() throws {
  for (left, right, isLess) in timesInOrder {
    let (left, right) = (try #require(TimeOfDay(left)), try #require(TimeOfDay(right)))
    #expect(left.isLess(than: right) == isLess, "\(left) < \(right)")
  }
}

private let timeSums: [(time: String, duration: String, sum: String)] = [
  ("10:15:00", "PT1H", "11:15:00"), ("10:15:00", "P1D", "10:15:00"),
  ("10:15:00+11:00", "P1D", "10:15:00+11:00"), ("23:59:59.5", "PT0.5S", "00:00:00"),
  ("00:00:00", "-PT0.000000001S", "23:59:59.999999999"), ("00:30:00Z", "-PT1H", "23:30:00Z"),
  ("10:15:00@Australia/Melbourne", "-P1D", "10:15:00@Australia/Melbourne"),
  ("10:15:00@Australia/Melbourne", "PT1H", "11:15:00@Australia/Melbourne"),
  ("10:15:00", "P106751991167300D", "10:15:00"),
]

@Test("a time plus a duration goes round the clock")
func addToTime() throws {
  for (text, duration, sum) in timeSums {
    let (time, length) = (try #require(TimeOfDay(text)), try #require(DayTimeDuration(duration)))
    #expect(time.adding(length).description == sum, "\(text) + \(duration)")
    #expect(time.adding(length).subtracting(length).isSame(as: time), "\(text) + \(duration)")
  }
}

private let timeDifferences: [(left: String, right: String, difference: String?)] = [
  ("10:10:10", "09:10:10", "PT1H"), ("10:10:10", "11:10:10", "-PT1H"),
  ("10:10:10+11:00", "11:10:10+11:00", "-PT1H"), ("10:10:10+11:00", "10:10:10+10:00", "-PT1H"),
  ("10:10:10@Australia/Melbourne", "11:10:10@Australia/Melbourne", "-PT1H"),
  ("10:10:10.25", "10:10:10.5", "-PT0.25S"), ("10:10:10", "10:10:10Z", nil),
  ("10:10:10@Australia/Melbourne", "11:10:10@Europe/Paris", nil),
]

@Test("the difference of two times is a duration if both have one place")
func subtractTimes() throws {
  for (left, right, difference) in timeDifferences {
    let (left, right) = (try #require(TimeOfDay(left)), try #require(TimeOfDay(right)))
    #expect(left.subtracting(right)?.description == difference, "\(left) - \(right)")
  }
}

@Test("a time tells its offset and its zone")
func timeZoneParts() throws {
  #expect(TimeOfDay("10:30:00+05:00")?.timeOffset?.description == "PT5H")
  #expect(TimeOfDay("10:30:00")?.timeOffset == nil)
  #expect(TimeOfDay("10:30:00")?.zone.identifier == nil)
  #expect(TimeOfDay("10:30:00@Europe/Paris")?.timeOffset == nil)
  #expect(TimeOfDay("10:30:00@Europe/Paris")?.zone.identifier == "Europe/Paris")
  let offset = try #require(DayTimeDuration("-PT2H45M55S"))
  #expect(ZoneDesignator(offset: offset)?.description == "-02:45:55")
  #expect(ZoneDesignator(offset: try #require(DayTimeDuration("PT18H1S"))) == nil)
  #expect(ZoneDesignator(offset: try #require(DayTimeDuration("PT0.5S"))) == nil)
  #expect(ZoneDesignator(offsetSeconds: Int.min) == nil)
  #expect(MemoryLayout<ZoneDesignator>.size <= 8)
}
