/// A length of time in whole months: FEEL's years and months duration.
///
/// It has no length in days, so it has no order with a days and time duration.
///
/// Source: DMN 1.5, 10.3.2.3.8.
public struct YearMonthDuration: TemporalValue, Comparable {
  /// Negative when it points to the past; never `Int.min`, so that it can always be negated.
  public let totalMonths: Int

  /// `P0M`.
  public static let zero = YearMonthDuration(unchecked: 0)

  private init(unchecked totalMonths: Int) { self.totalMonths = totalMonths }

  /// Nil for `Int.min` only.
  public init?(totalMonths: Int) {
    guard totalMonths != Int.min else { return nil }
    self.totalMonths = totalMonths
  }

  /// The whole years and months from one day to another, as FEEL's `years and months duration`
  /// counts them: toward zero, by the day of the month and without the time of day. So from
  /// 30 January to 28 February is `P0M`.
  ///
  /// Source: DMN 1.5, 10.3.4.1.
  public init(from start: CalendarDate, to end: CalendarDate) {
    let (first, last) = (start.components, end.components)
    let months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0, last.day < first.day {
      totalMonths = months - 1
    } else if months < 0, last.day > first.day {
      totalMonths = months + 1
    } else {
      totalMonths = months
    }
  }

  /// Whole years, toward zero.
  public var years: Int { totalMonths / 12 }
  /// The months beside `years`: -11 to 11, with the sign of the duration.
  public var months: Int { totalMonths % 12 }
  /// Whether it points to the past; `false` of `P0M`.
  public var isNegative: Bool { totalMonths < 0 }

  /// By the number of months, signs counted: `-P2M` is less than `P1M`.
  public static func < (left: YearMonthDuration, right: YearMonthDuration) -> Bool {
    left.totalMonths < right.totalMonths
  }

  /// As long, in the other direction.
  public var negated: YearMonthDuration { YearMonthDuration(unchecked: -totalMonths) }
  /// As long, towards the future: what FEEL's `abs` gives.
  public var magnitude: YearMonthDuration { isNegative ? negated : self }

  /// FEEL `+`; nil past the range of `Int`.
  public func adding(_ other: YearMonthDuration) -> YearMonthDuration? {
    let (months, overflow) = totalMonths.addingReportingOverflow(other.totalMonths)
    return overflow ? nil : YearMonthDuration(totalMonths: months)
  }

  /// FEEL `-`; nil past the range of `Int`.
  public func subtracting(_ other: YearMonthDuration) -> YearMonthDuration? {
    adding(other.negated)
  }
}

extension YearMonthDuration {
  /// Reads the years and months of ISO 8601, such as `P1Y2M` or `-P18M`; nil for any other text,
  /// and past the range of `Int`.
  public init?(_ text: some StringProtocol) {
    guard var cursor = LexicalCursor(text) else { return nil }
    let isNegative = cursor.skip("-")
    guard cursor.skip("P"), var amount = cursor.number(digits: 1...18) else { return nil }
    var years = 0
    if cursor.skip("Y") {
      years = amount
      amount = 0
      if !cursor.isAtEnd {
        guard let months = cursor.number(digits: 1...18), cursor.skip("M") else { return nil }
        amount = months
      }
    } else if !cursor.skip("M") {
      return nil
    }
    let (yearMonths, tooLong) = years.multipliedReportingOverflow(by: 12)
    let (total, overflow) = yearMonths.addingReportingOverflow(amount)
    guard cursor.isAtEnd, !tooLong, !overflow else { return nil }
    self.init(unchecked: isNegative ? -total : total)
  }

  /// The shortest form: `P1Y2M`, `-P8M`, `P0M`.
  public var description: String {
    guard totalMonths != 0 else { return "P0M" }
    var text = isNegative ? "-P" : "P"
    if years != 0 { text += "\(years.magnitude)Y" }
    if months != 0 { text += "\(months.magnitude)M" }
    return text
  }
}
