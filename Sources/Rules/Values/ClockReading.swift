/// The digits of a clock, from `00:00:00` to `24:00:00`, the end of a day.
struct ClockReading {
  let nanoseconds: Int

  init?(reading cursor: inout LexicalCursor) {
    guard let hour = cursor.number(digits: 2...2), cursor.skip(":"),
      let minute = cursor.number(digits: 2...2), cursor.skip(":"),
      let second = cursor.number(digits: 2...2), minute < 60, second < 60
    else { return nil }
    var fraction = 0
    if cursor.skip(".") {
      guard let digits = cursor.fraction() else { return nil }
      fraction = digits
    }
    nanoseconds = (hour * 3_600 + minute * 60 + second) * 1_000_000_000 + fraction
    guard nanoseconds <= TimeOfDay.nanosecondsPerDay else { return nil }
  }
}
