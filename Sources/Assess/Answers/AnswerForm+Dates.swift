package import Rules

// Days, times and durations, as they are typed.
extension AnswerForm {
  /// `1-6-2029` in Dutch. In English the order of day and month says nothing, so the year goes first.
  package func typed(_ date: CalendarDate) -> String {
    let (year, month, day) = date.components
    guard language == .nl, 1_000...9_999 ~= year else { return date.description }
    return "\(day)-\(month)-\(year)"
  }

  package func date(_ text: String) -> Reading {
    if let date = CalendarDate(text) { return answer(date) }
    guard let spelling = DateSpelling(text) else { return .unreadable(expected(.date)) }
    switch spelling.missing {
    case .day?:
      return .unreadable(
        LocalizedText(
          nl: "De dag ontbreekt; typ bijvoorbeeld \(example)",
          en: "The day is missing; type for instance \(example)"))
    case .year?:
      return .unreadable(
        LocalizedText(
          nl: "Het jaar ontbreekt; typ bijvoorbeeld \(example)",
          en: "The year is missing; type for instance \(example)"))
    case .century(let day)?:
      return .unreadable(
        LocalizedText(
          nl: "Het jaar heeft vier cijfers. Bedoelt u \(typed(day))? Typ het dan zo",
          en: "The year has four digits. Do you mean \(typed(day))? Then type it so"))
    case nil: break
    }
    switch (spelling.dayFirst, spelling.monthFirst) {
    case (let day?, let other?) where language == .en:
      return .unreadable(
        LocalizedText(
          nl: "'\(text.shortened)' kan \(words(day).nl) zijn of \(words(other).nl); "
            + "typ \(typed(day)) of \(typed(other))",
          en: "'\(text.shortened)' can be \(words(day).en) or \(words(other).en); "
            + "type \(typed(day)) or \(typed(other))"))
    case (let day?, _): return answer(day)
    case (nil, let other?) where language == .en: return answer(other)
    case (nil, let other):
      let why = spelling.impossibility ?? expected(.date)
      guard let other else {
        return .unreadable(
          LocalizedText(
            nl: "Deze dag bestaat niet: \(why.nl)", en: "This day does not exist: \(why.en)"))
      }
      return .unreadable(
        LocalizedText(
          nl: "Deze dag bestaat niet: \(why.nl). \(oneMeant(typed(other)).nl)",
          en: "This day does not exist: \(why.en). \(oneMeant(typed(other)).en)"))
    }
  }

  private func answer(_ date: CalendarDate) -> Reading {
    .answer(.scalar(date.description, isPlain: true))
  }

  private func words(_ date: CalendarDate) -> LocalizedText {
    LocalizedText(nl: date.words(.nl), en: date.words(.en))
  }

  private var example: String { language == .nl ? "1-6-2029" : "2029-06-01" }

  // MARK: Times

  package func time(_ text: String) -> Reading {
    guard TimeOfDay(text) == nil else { return .answer(.scalar(text, isPlain: true)) }
    let parts = text.split { $0 == ":" || $0 == "." }.map { $0.count == 1 ? "0\($0)" : "\($0)" }
    let clock = parts.count == 2 ? "\(parts[0]):\(parts[1]):00" : ""
    return TimeOfDay(clock) == nil
      ? .unreadable(expected(.time)) : .answer(.scalar(clock, isPlain: true))
  }

  package func dateAndTime(_ text: String) -> Reading {
    guard DateAndTime(text) == nil else { return .answer(.scalar(text, isPlain: true)) }
    // `1-6-2029 9:30`: the last word is the time.
    guard let space = text.lastIndex(where: { $0.isWhitespace }),
      case .answer(.scalar(let clock, _)) = time(String(text[text.index(after: space)...]))
    else { return .unreadable(expected(.dateAndTime)) }
    switch date(String(text[..<space]).trimmedEnds) {
    case .answer(.scalar(let day, _)): return .answer(.scalar("\(day)T\(clock)", isPlain: true))
    case .unreadable(let why): return .unreadable(why)
    case .answer, .empty: return .unreadable(expected(.dateAndTime))
    }
  }

  // MARK: Durations

  package func typed(_ duration: YearMonthDuration) -> String {
    let magnitude = duration.magnitude
    let parts = [
      counted(magnitude.years, ("jaar", "jaar"), ("year", "years")),
      counted(magnitude.months, ("maand", "maanden"), ("month", "months")),
    ]
    return joined(parts, duration.isNegative) ?? duration.description
  }

  package func typed(_ duration: DayTimeDuration) -> String {
    let magnitude = duration.magnitude
    let parts = [
      counted(magnitude.days, ("dag", "dagen"), ("day", "days")),
      counted(magnitude.hours, ("uur", "uur"), ("hour", "hours")),
      counted(magnitude.minutes, ("minuut", "minuten"), ("minute", "minutes")),
      counted(magnitude.seconds, ("seconde", "seconden"), ("second", "seconds")),
    ]
    let words = joined(parts, duration.isNegative)
    // Of a second no part has a word.
    guard let words, let read = DurationSpelling.meant(by: words, isOfDays: true),
      DayTimeDuration(read) == duration
    else { return duration.description }
    return words
  }

  private func counted(
    _ count: some BinaryInteger, _ nl: (String, String), _ en: (String, String)
  ) -> String? {
    guard count > 0 else { return nil }
    let words = language == .nl ? nl : en
    return count < 1_000_000 ? "\(count) \(count == 1 ? words.0 : words.1)" : ""
  }

  /// `nil` where there is nothing to count, or more than is read back.
  private func joined(_ parts: [String?], _ isNegative: Bool) -> String? {
    let said = parts.compactMap { $0 }
    guard let last = said.last, !said.contains("") else { return nil }
    let and = language == .nl ? " en " : " and "
    let others = said.dropLast().joined(separator: ", ")
    return (isNegative ? "-" : "") + (others.isEmpty ? last : others + and + last)
  }

  func duration(_ text: String, isOfDays: Bool) -> Reading {
    let isStandard = isOfDays ? DayTimeDuration(text) != nil : YearMonthDuration(text) != nil
    if isStandard { return .answer(.scalar(text, isPlain: true)) }
    guard let meant = DurationSpelling.meant(by: text, isOfDays: isOfDays) else {
      return .unreadable(expected(isOfDays ? .dayTimeDuration : .yearMonthDuration))
    }
    return .answer(.scalar(meant, isPlain: true))
  }
}
