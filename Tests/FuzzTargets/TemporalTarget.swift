import Rules

/// Two texts, one a line, each as a date, a time, a moment and both durations: what is read is
/// written so that it reads back, and arithmetic keeps its laws.
enum TemporalTarget {
  static func run(_ bytes: [UInt8]) throws(Finding) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .prefix(2).map { String(decoding: $0, as: UTF8.self) }
    let first = try Read(lines.first ?? "")
    let second = try Read(lines.count > 1 ? lines[1] : "")
    try combine(first, second)
    try combine(second, first)
  }

  /// What one text is read as.
  private struct Read {
    let date: CalendarDate?
    let time: TimeOfDay?
    let moment: DateAndTime?
    let span: DayTimeDuration?
    let months: YearMonthDuration?

    init(_ text: String) throws(Finding) {
      date = CalendarDate(text)
      time = TimeOfDay(text)
      moment = DateAndTime(text)
      span = DayTimeDuration(text)
      months = YearMonthDuration(text)
      try Read.checkText(date) { CalendarDate($0) }
      try Read.checkText(time) { TimeOfDay($0) }
      try Read.checkText(moment) { DateAndTime($0) }
      try Read.checkText(span) { DayTimeDuration($0) }
      try Read.checkText(months) { YearMonthDuration($0) }
      if let date { try Read.checkCalendar(date) }
      if let moment { try Read.checkCalendar(moment.date) }
    }

    private static func checkText<Temporal: TemporalValue>(
      _ value: Temporal?, _ read: (String) -> Temporal?
    ) throws(Finding) {
      guard let value else { return }
      guard let again = read(value.description) else {
        throw Finding("\(value) does not read back")
      }
      try demand(again.isSame(as: value), "\(value) reads back as \(again)")
      try demand(again == value && again.hashValue == value.hashValue, "\(value) is not itself")
      try demand(again.description, is: value.description, "the text")
      try demand(value.isLess(than: value) != true, "\(value) is less than itself")
    }

    private static func checkCalendar(_ date: CalendarDate) throws(Finding) {
      let (year, month, day) = date.components
      try demand(
        CalendarDate(year: year, month: month, day: day) == date, "\(date) by its components")
      try demand(1...7 ~= date.weekday, "\(date) on weekday \(date.weekday)")
      try demand(1...366 ~= date.dayOfYear, "\(date) on day \(date.dayOfYear)")
      try demand(1...53 ~= date.weekOfYear, "\(date) in week \(date.weekOfYear)")
      if let next = date.adding(days: 1) {
        try demand(date < next && next.days(since: date) == 1, "the day after \(date)")
        try demand(next.weekday, is: date.weekday % 7 + 1, "the weekday after \(date)")
      }
    }
  }

  private static func combine(_ one: Read, _ other: Read) throws(Finding) {
    if let left = one.date {
      if let right = other.date { try dates(left, right) }
      if let span = other.span {
        _ = (left.adding(span), left.subtracting(span))
      }
      if let months = other.months, let later = left.adding(months) {
        try demand(later.day <= left.day, "\(left) + \(months) = \(later)")
        try demand(
          later.year * 12 + later.month - left.year * 12 - left.month, is: months.totalMonths,
          "\(left) + \(months)")
        _ = left.subtracting(months)
      }
    }
    if let left = one.moment {
      if let right = other.moment { try moments(left, right) }
      if let span = other.span { try moment(left, plus: span) }
      if let months = other.months { _ = (left.adding(months), left.subtracting(months)) }
    }
    if let left = one.time {
      if let right = other.time {
        try checkOrder(left, right)
        if let span = left.subtracting(right) {
          try demand(right.subtracting(left) == span.negated, "\(left) - \(right) turned round")
        }
      }
      if let span = other.span {
        try demand(
          left.adding(span).subtracting(span).isSame(as: left), "\(left) + \(span) - \(span)")
      }
    }
    if let left = one.span, let right = other.span { try spans(left, right) }
    if let left = one.months, let right = other.months {
      try checkOrder(left, right)
      try demand(left.negated.negated == left, "-(-\(left))")
      if let sum = left.adding(right), let back = sum.subtracting(right) {
        try demand(back == left, "\(left) + \(right) - \(right)")
      }
    }
  }

  private static func dates(_ left: CalendarDate, _ right: CalendarDate) throws(Finding) {
    try checkOrder(left, right)
    let days = left.days(since: right)
    try demand(right.adding(days: days) == left, "\(right) and \(days) days")
    let span = left.subtracting(right)
    try demand(right.adding(span) == left, "\(right) + (\(left) - \(right))")
    let months = YearMonthDuration(from: right, to: left)
    try demand(
      months.totalMonths.signum() * days.signum() >= 0, "months from \(right) to \(left): \(months)"
    )
  }

  private static func moments(_ left: DateAndTime, _ right: DateAndTime) throws(Finding) {
    try demand(!(left.isLess(than: right) == true && right.isLess(than: left) == true), "order")
    if left == right { try demand(left.hashValue == right.hashValue, "hash of \(left), \(right)") }
    guard let span = left.subtracting(right) else { return }
    try demand(right.subtracting(left) == span.negated, "\(left) - \(right) turned round")
    guard left.zone.isLocal == right.zone.isLocal else { return }
    if let back = right.adding(span) {
      try demand(back == left, "\(right) + \(span) = \(back), not \(left)")
    }
  }

  private static func moment(_ left: DateAndTime, plus span: DayTimeDuration) throws(Finding) {
    _ = left.subtracting(span)
    guard let later = left.adding(span) else { return }
    try demand(later.zone == left.zone, "\(left) + \(span) changes its zone")
    if left.zone.identifier == nil {
      try demand(later.subtracting(left) == span, "\(left) + \(span) - \(left)")
      try demand(later.subtracting(span)?.isSame(as: left) ?? true, "\(left) + \(span) - \(span)")
    }
  }

  private static func spans(_ left: DayTimeDuration, _ right: DayTimeDuration) throws(Finding) {
    try checkOrder(left, right)
    try demand(left.negated.negated == left, "-(-\(left))")
    try demand(!left.magnitude.isNegative, "|\(left)|")
    try demand(
      DayTimeDuration(totalNanoseconds: left.totalNanoseconds) == left, "\(left) in nanoseconds")
    let parts = (left.days * 24 + left.hours) * 60 + left.minutes
    let total = Int128(parts * 60 + left.seconds) * 1_000_000_000 + Int128(left.nanosecond)
    try demand(total == left.totalNanoseconds, "the parts of \(left)")
    let exact = left.totalNanoseconds + right.totalNanoseconds
    try demand(left.adding(right) == DayTimeDuration(totalNanoseconds: exact), "\(left) + \(right)")
  }

  /// One of less, equal and greater.
  private static func checkOrder<Temporal: TemporalValue>(
    _ left: Temporal, _ right: Temporal
  ) throws(Finding) {
    guard let isLess = left.isLess(than: right), let isGreater = right.isLess(than: left) else {
      return
    }
    try demand(!(isLess && isGreater), "\(left) and \(right) have two orders")
    if left == right {
      try demand(!isLess && !isGreater, "\(left) and \(right) are equal and not")
      try demand(left.hashValue == right.hashValue, "hashes of \(left) and \(right)")
    }
  }
}
