/// A length of time in seconds, exact to the nanosecond: FEEL's days and time duration.
///
/// A day is 24 hours. Its limit, not reached itself, is `Int.max` seconds to either side, about
/// 292,000 million years; what would pass it is nil.
///
/// Source: DMN 1.5, 10.3.2.3.7.
public struct DayTimeDuration: TemporalValue, Comparable {
  /// Whole seconds, rounded down: -1 for half a second to the past.
  public let wholeSeconds: Int
  private let storedNanosecond: Int32

  /// The nanoseconds above `wholeSeconds`, 0 to 999,999,999.
  public var nanosecondOfSecond: Int { Int(storedNanosecond) }

  /// `PT0S`.
  public static let zero = DayTimeDuration(wholeSeconds: 0, nanosecond: 0)

  private init(wholeSeconds: Int, nanosecond: Int) {
    self.wholeSeconds = wholeSeconds
    storedNanosecond = Int32(truncatingIfNeeded: nanosecond)
  }

  /// `seconds` plus `nanoseconds`, which may have any size and sign.
  public init?(seconds: Int, nanoseconds: Int = 0) {
    let (carry, nanosecond) = nanoseconds.floored(dividingBy: 1_000_000_000)
    let (whole, overflow) = seconds.addingReportingOverflow(carry)
    guard !overflow, whole < Int.max, whole > -Int.max || whole == -Int.max && nanosecond > 0
    else { return nil }
    self.init(wholeSeconds: whole, nanosecond: nanosecond)
  }

  /// The value as nanoseconds, for exact arithmetic with numbers.
  public var totalNanoseconds: Int128 {
    Int128(wholeSeconds) * 1_000_000_000 + Int128(storedNanosecond)
  }

  /// Nil past the limit.
  public init?(totalNanoseconds: Int128) {
    let (quotient, remainder) = totalNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    guard let seconds = Int(exactly: quotient) else { return nil }
    self.init(seconds: seconds, nanoseconds: Int(truncatingIfNeeded: remainder))
  }

  /// - Requires: a number of days between two dates, far from the limit.
  init(days: Int) { self.init(wholeSeconds: days &* 86_400, nanosecond: 0) }

  /// By length, signs counted: `-PT2H` is less than `PT1H`.
  public static func < (left: DayTimeDuration, right: DayTimeDuration) -> Bool {
    left.wholeSeconds == right.wholeSeconds
      ? left.storedNanosecond < right.storedNanosecond : left.wholeSeconds < right.wholeSeconds
  }
}

extension DayTimeDuration {
  /// Whether it points to the past; `false` of `PT0S`.
  public var isNegative: Bool { wholeSeconds < 0 }

  /// As long, in the other direction; exact to the nanosecond.
  public var negated: DayTimeDuration {
    storedNanosecond == 0
      ? DayTimeDuration(wholeSeconds: -wholeSeconds, nanosecond: 0)
      : DayTimeDuration(
        wholeSeconds: -(wholeSeconds + 1), nanosecond: 1_000_000_000 - nanosecondOfSecond)
  }

  /// As long, towards the future: what FEEL's `abs` gives.
  public var magnitude: DayTimeDuration { isNegative ? negated : self }

  /// FEEL `+`; nil past the limit.
  public func adding(_ other: DayTimeDuration) -> DayTimeDuration? {
    let (seconds, overflow) = wholeSeconds.addingReportingOverflow(other.wholeSeconds)
    guard !overflow else { return nil }
    return DayTimeDuration(
      seconds: seconds, nanoseconds: nanosecondOfSecond + other.nanosecondOfSecond)
  }

  /// FEEL `-`; nil past the limit.
  public func subtracting(_ other: DayTimeDuration) -> DayTimeDuration? { adding(other.negated) }

  /// Whole days, toward zero. The four parts and `nanosecond` add up to the duration, so all have
  /// its sign.
  public var days: Int { secondsTowardZero / 86_400 }
  /// Whole hours beside `days`.
  public var hours: Int { secondsTowardZero % 86_400 / 3_600 }
  /// Whole minutes beside `hours`.
  public var minutes: Int { secondsTowardZero % 3_600 / 60 }
  /// Whole seconds beside `minutes`.
  public var seconds: Int { secondsTowardZero % 60 }
  /// Nanoseconds beside `seconds`.
  public var nanosecond: Int {
    isNegative && storedNanosecond != 0
      ? nanosecondOfSecond - 1_000_000_000 : nanosecondOfSecond
  }

  private var secondsTowardZero: Int {
    isNegative && storedNanosecond != 0 ? wholeSeconds + 1 : wholeSeconds
  }
}

extension DayTimeDuration {
  /// Reads the days, hours, minutes and seconds of ISO 8601, such as `P1DT2H`, `-PT0.5S` or
  /// `PT90M`; nil for any other text, and past the limit. Digits below a nanosecond are dropped.
  public init?(_ text: some StringProtocol) {
    guard var cursor = LexicalCursor(text) else { return nil }
    let isNegative = cursor.skip("-")
    guard cursor.skip("P") else { return nil }
    var total = Int128(0)
    var hasTime = cursor.skip("T")
    if !hasTime {
      guard let days = cursor.number(digits: 1...18), cursor.skip("D") else { return nil }
      total = Int128(days) * 86_400_000_000_000
      hasTime = cursor.skip("T")
    }
    if hasTime {
      guard !cursor.isAtEnd, let time = Self.time(reading: &cursor) else { return nil }
      total += time
    }
    guard cursor.isAtEnd else { return nil }
    self.init(totalNanoseconds: isNegative ? -total : total)
  }

  /// The nanoseconds of what follows the `T`: at most one each of `H`, `M` and `S`, in that order.
  private static func time(reading cursor: inout LexicalCursor) -> Int128? {
    var total = Int128(0)
    var units: [(letter: Unicode.Scalar, nanoseconds: Int128)] = [
      ("H", 3_600_000_000_000), ("M", 60_000_000_000), ("S", 1_000_000_000),
    ]
    while !cursor.isAtEnd {
      guard let amount = cursor.number(digits: 1...18) else { return nil }
      if cursor.skip(".") {
        // `PT0.S` has no digit after its point, and tests of the standard's makers accept it.
        let fraction = cursor.fraction() ?? 0
        guard !units.isEmpty, cursor.skip("S"), cursor.isAtEnd else { return nil }
        return total + Int128(amount) * 1_000_000_000 + Int128(fraction)
      }
      guard let index = units.firstIndex(where: { cursor.skip($0.letter) }) else { return nil }
      total += Int128(amount) * units[index].nanoseconds
      units.removeFirst(index + 1)
    }
    return total
  }

  /// The shortest form with each part below the next: `P1DT2H`, `-PT0.5S`, `PT0S`.
  public var description: String {
    guard self != .zero else { return "PT0S" }
    var text = isNegative ? "-P" : "P"
    if days != 0 { text += "\(days.magnitude)D" }
    let fraction = TemporalText.fraction(nanosecond: abs(nanosecond))
    guard hours != 0 || minutes != 0 || seconds != 0 || !fraction.isEmpty else { return text }
    text += "T"
    if hours != 0 { text += "\(hours.magnitude)H" }
    if minutes != 0 { text += "\(minutes.magnitude)M" }
    if seconds != 0 || !fraction.isEmpty { text += "\(seconds.magnitude)\(fraction)S" }
    return text
  }
}
