/// Reads the text of a range such as `[1..3]` or `("a".."c"]`, for the function `range`.
///
/// The ends are literals: numbers, strings, `@"…"`, or `date`, `time`, `date and time` or `duration`
/// of a string. Both are given, of one type, and in order.
///
/// Source: DMN 1.5, 10.3.4.1, `range`, and 10.3.1.2 rule 66.
struct RangeReader {
  private var rest: Substring.UnicodeScalarView

  static func range(in text: String) -> Interval? {
    var reader = RangeReader(rest: text[...].unicodeScalars)
    return reader.range()
  }

  private mutating func range() -> Interval? {
    skipSpace()
    guard let start = rest.popFirst(), start == "[" || start == "(" || start == "]",
      let low = end(), skip(".."), let high = end(), let stop = rest.popFirst(),
      stop == "]" || stop == ")" || stop == "["
    else { return nil }
    skipSpace()
    // Only what can be compared has an order, so this asks for one type too.
    guard rest.isEmpty, low.isLessOrEqual(to: high).isTrue else { return nil }
    return Interval(low: low, includesLow: start == "[", high: high, includesHigh: stop == "]")
  }

  private mutating func end() -> Value? {
    skipSpace()
    defer { skipSpace() }
    switch rest.first {
    case "\"": return string().map(Value.string)
    case "@":
      rest.removeFirst()
      return string().flatMap(Value.init(temporalText:))
    case .some(let first) where first == "-" || first == "." || first.isDigit: return number()
    default: return construction()
    }
  }

  private mutating func number() -> Value? {
    var text = ""
    if rest.first == "-" {
      rest.removeFirst()
      text = "-"
    }
    takeDigits(into: &text)
    // The point of a fraction has a digit behind it, the points between the ends do not.
    if rest.first == ".", rest.dropFirst().first?.isDigit == true {
      rest.removeFirst()
      text += "."
      takeDigits(into: &text)
    }
    return Number(text).map(Value.number)
  }

  private mutating func takeDigits(into text: inout String) {
    while let digit = rest.first, digit.isDigit {
      text.unicodeScalars.append(digit)
      rest.removeFirst()
    }
  }

  /// `date("…")` and its like.
  private mutating func construction() -> Value? {
    var name = ""
    while let scalar = rest.first, scalar.isSpace || ("a"..."z").contains(scalar) {
      name.unicodeScalars.append(scalar)
      rest.removeFirst()
    }
    guard skip("(") else { return nil }
    skipSpace()
    guard let text = string() else { return nil }
    skipSpace()
    guard skip(")") else { return nil }
    switch Name(name) {
    case "date": return CalendarDate(text).map(Value.date)
    case "time": return TimeOfDay(text).map(Value.time)
    case "date and time": return DateAndTime(text).map(Value.dateAndTime)
    case "duration": return Value(durationText: text)
    default: return nil
    }
  }

  /// A string between quotes, with the escapes of FEEL.
  private mutating func string() -> String? {
    guard skip("\"") else { return nil }
    var text = String.UnicodeScalarView()
    while let scalar = rest.first, !scalar.isFEELLineEnd {
      guard scalar == "\\" else {
        rest.removeFirst()
        if scalar == "\"" { return String(text) }
        text.append(scalar)
        continue
      }
      let (meaning, count) = StringEscape.read(rest)
      guard let meaning else { return nil }
      text.append(contentsOf: meaning)
      rest.removeFirst(count)
    }
    return nil
  }

  private mutating func skip(_ text: String) -> Bool {
    let wanted = text.unicodeScalars
    guard rest.starts(with: wanted) else { return false }
    rest.removeFirst(wanted.count)
    return true
  }

  private mutating func skipSpace() {
    while let scalar = rest.first, scalar.isSpace { rest.removeFirst() }
  }
}

extension Unicode.Scalar {
  fileprivate var isSpace: Bool { properties.isWhitespace }
}
