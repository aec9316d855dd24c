/// Dates as people write them, for telling how to write them here.
enum DateSpelling {
  private static let monthsDutch = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
  ]
  private static let monthsEnglish = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// Why a date in the right form is no day of the calendar; `nil` for any other text.
  static func impossibility(of written: String) -> LocalizedText? {
    let parts = written.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = digits(parts[0]), let month = digits(parts[1]), let day = digits(parts[2])
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
    let english = monthsEnglish[month - 1]
    return LocalizedText(
      nl: "\(monthsDutch[month - 1])\(suffix) heeft \(last) dagen",
      en: "\(english.prefix(1).uppercased() + english.dropFirst())\(suffix) has \(last) days")
  }

  /// The day that a text such as `01-06-2027`, `1 juni 2027` or `2027-6-1` means; of two numbers
  /// before a year the first is the day.
  static func meant(by written: String) -> CalendarDate? {
    guard written.utf8.count <= 40 else { return nil }
    // What follows a T is a time.
    let text = written.prefix { $0 != "T" }
    let parts = text.split { !($0.isLetter || $0.isNumber) }
    guard parts.count == 3 else { return nil }
    if parts[0].count == 4, let year = digits(parts[0]), let month = month(parts[1]),
      let day = digits(parts[2])
    {
      return CalendarDate(year: year, month: month, day: day)
    }
    if parts[2].count == 4, let day = digits(parts[0]), let month = month(parts[1]),
      let year = digits(parts[2])
    {
      return CalendarDate(year: year, month: month, day: day)
    }
    return nil
  }

  private static func month(_ word: Substring) -> Int? {
    if let number = digits(word) { return number }
    guard word.count >= 3 else { return nil }
    let small = word.lowercased()
    for months in [monthsDutch, monthsEnglish] {
      if let index = months.firstIndex(where: { $0.hasPrefix(small) }) { return index + 1 }
    }
    return small == "mrt" ? 3 : nil
  }

  private static func digits(_ word: Substring) -> Int? {
    guard (1...4).contains(word.utf8.count),
      word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(word)
  }
}
