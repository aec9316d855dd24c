/// How the numbers of dates and times are written.
enum TemporalText {
  /// `number` with zeros before it until it has `width` digits; the sign does not count.
  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }

  /// A decimal point and the digits of `nanosecond` (0 to 999,999,999) without zeros at the end;
  /// empty for 0.
  static func fraction(nanosecond: Int) -> String {
    guard nanosecond != 0 else { return "" }
    var digits = Substring(padded(nanosecond, to: 9))
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }
}
