/// A day as people write it: `1-6-2029`, `1 juni 2029`, `June 1, 2029`.
package struct DateSpelling: Sendable {
  /// Where the year or the month stands first there is one reading; of two numbers before a year the
  /// first is the day.
  package private(set) var dayFirst: CalendarDate?
  /// The other day that two numbers before a year can mean; `nil` where they mean one.
  package private(set) var monthFirst: CalendarDate?
  /// Why the text is no day of the calendar, though it has the form of one.
  package private(set) var impossibility: LocalizedText?
  /// What has to be added before it is a day.
  package private(set) var missing: Missing?

  package enum Missing: Sendable, Hashable {
    case day
    case year
    /// The year has two digits; the days are those that are likely meant.
    case century(CalendarDate)
  }

  /// - Returns: `nil` for a text that has no form of a date.
  package init?(_ written: String) {
    guard written.utf8.count <= 60 else { return nil }
    let parts = Self.parts(written)
    switch parts.count {
    case 2:
      // `juni 2029` or `1 juni`.
      if Self.monthNamed(parts[0]) != nil, Self.digits(parts[1], 4) != nil {
        missing = .day
      } else if Self.day(parts[0]) != nil, Self.monthNamed(parts[1]) != nil {
        missing = .year
      } else if Self.monthNamed(parts[0]) != nil, Self.day(parts[1]) != nil {
        missing = .year
      } else {
        return nil
      }
    case 3:
      if let year = Self.digits(parts[0], 4) {
        guard let month = Self.monthNamed(parts[1]) ?? Self.digits(parts[1]),
          let day = Self.day(parts[2])
        else { return nil }
        set(year: year, month: month, day: day)
      } else if let year = Self.digits(parts[2], 4) {
        guard set(parts[0], parts[1], year) else { return nil }
      } else if parts[2].count == 2, let short = Self.digits(parts[2]) {
        guard set(parts[0], parts[1], 2000 + short) else { return nil }
        if let day = dayFirst { missing = .century(day) }
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// Day and month in either order, before a year.
  private mutating func set(_ first: Substring, _ second: Substring, _ year: Int) -> Bool {
    if let month = Self.monthNamed(second), let day = Self.day(first) {
      set(year: year, month: month, day: day)
    } else if let month = Self.monthNamed(first), let day = Self.day(second) {
      set(year: year, month: month, day: day)
    } else if let one = Self.digits(first), let other = Self.digits(second) {
      set(year: year, month: other, day: one)
      if one != other { monthFirst = CalendarDate(year: year, month: one, day: other) }
    } else {
      return false
    }
    return true
  }

  private mutating func set(year: Int, month: Int, day: Int) {
    dayFirst = CalendarDate(year: year, month: month, day: day)
    impossibility = Self.impossibility(year: year, month: month, day: day)
  }

  /// The days that a text such as `01-06-2027`, `1 juni 2027` or `2027-6-1` means. Of two numbers before
  /// a year the first is the day; between strokes it may be the month.
  static func meant(by written: String) -> [CalendarDate] {
    // What follows a T is a time.
    guard let spelling = DateSpelling(String(written.prefix { $0 != "T" })), spelling.missing == nil
    else { return [] }
    let other = written.contains("/") || spelling.dayFirst == nil ? spelling.monthFirst : nil
    return [spelling.dayFirst, other].compactMap { $0 }
  }

  // MARK: Parts

  /// What stands between dashes of any kind, strokes, points, commas and spaces.
  private static func parts(_ written: String) -> [Substring] {
    let seen = written.unicodeScalars.filter { $0.properties.generalCategory != .format }
    return String(String.UnicodeScalarView(seen)).split(whereSeparator: isBetween).map { $0 }
  }

  private static func isBetween(_ character: Character) -> Bool {
    switch character {
    case "/", ".", ",", "−": true
    default:
      character.isWhitespace
        || character.unicodeScalars.first?.properties.generalCategory == .dashPunctuation
    }
  }

  private static func monthNamed(_ word: Substring) -> Int? {
    guard word.count >= 3 else { return nil }
    let small = word.lowercased()
    for language in Language.allCases {
      let names = CalendarDate.months[language]?.map { $0.lowercased() } ?? []
      if let index = names.firstIndex(where: { $0.hasPrefix(small) }) { return index + 1 }
    }
    return small == "mrt" ? 3 : nil
  }

  /// `1`, `01`, `1e` or `1st`.
  private static func day(_ word: Substring) -> Int? {
    let number = word.prefix { $0.isASCII && $0.isNumber }
    let ending = word.dropFirst(number.count).lowercased()
    guard ["", "e", "ste", "de", "st", "nd", "rd", "th"].contains(ending) else { return nil }
    return number.count <= 2 ? digits(number) : nil
  }

  private static func digits(_ word: Substring, _ count: Int? = nil) -> Int? {
    guard (1...4).contains(word.utf8.count), count.map({ $0 == word.utf8.count }) ?? true,
      word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(word)
  }

  // MARK: The calendar

  /// Why a date in the right form is no day of the calendar; `nil` for any other text.
  static func impossibility(of written: String) -> LocalizedText? {
    let parts = written.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = digits(parts[0], 4), let month = digits(parts[1], 2),
      let day = digits(parts[2], 2)
    else { return nil }
    return impossibility(year: year, month: month, day: day)
  }

  private static func impossibility(year: Int, month: Int, day: Int) -> LocalizedText? {
    guard 1...12 ~= month else {
      return LocalizedText(
        nl: "er is geen maand \(month)", en: "there is no month \(month)")
    }
    let last = (28...31).last { CalendarDate(year: year, month: month, day: $0) != nil } ?? 31
    guard !(1...last ~= day) else { return nil }
    let suffix = month == 2 ? " \(year)" : ""
    return LocalizedText(
      nl: "\(CalendarDate.name(ofMonth: month, .nl))\(suffix) heeft \(last) dagen",
      en: "\(CalendarDate.name(ofMonth: month, .en))\(suffix) has \(last) days")
  }
}
