import Rules

/// What somebody typed in answer to a question, as a value for the plan.
struct AnswerReader {
  let language: Language

  /// - Returns: `nil` where it is no answer to such a question.
  func scalar(_ text: String, _ kind: Field.Kind) -> PlanEditor.Scalar? {
    switch kind {
    case .boolean:
      switch text.lowercased() {
      case "ja", "j", "yes", "y", "true", "waar": return .plain("true", isBare: true)
      case "nee", "n", "no", "false", "onwaar": return .plain("false", isBare: true)
      default: return nil
      }
    case .number: return number(text).map { .plain($0, isBare: true) }
    case .date: return date(text).map { .plain($0.description, isBare: false) }
    case .string(let allowed) where !allowed.isEmpty:
      return choice(text, allowed).map { .text($0.value) }
    case .string: return text.isEmpty ? nil : .text(text)
    case .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration:
      return text.isEmpty ? nil : .plain(text, isBare: false)
    case .list, .group: return nil
    }
  }

  /// By number, by value or by what people see.
  func choice(_ text: String, _ allowed: [Field.AllowedValue]) -> Field.AllowedValue? {
    if let number = Int(text), allowed.indices.contains(number - 1) { return allowed[number - 1] }
    let text = text.lowercased()
    return allowed.first { $0.value.lowercased() == text }
      ?? allowed.first { $0.label.nl.lowercased() == text || $0.label.en.lowercased() == text }
  }

  /// A number as people write it: `1.250.000,50`, `€ 1250000`, `4,5 %`.
  func number(_ text: String) -> String? {
    var text = text
    for unit in ["€", "EUR", "%", "fte", "euro"] { text = text.replacing(unit, with: "") }
    text = text.filter { !$0.isWhitespace }
    let (group, mark): (Character, Character) = language == .nl ? (".", ",") : (",", ".")
    if text.contains(mark) || Self.isGrouped(text, by: group) {
      let parts = text.split(separator: mark, omittingEmptySubsequences: false)
      guard parts.count <= 2, let whole = parts.first,
        !whole.contains(group) || Self.isGrouped(String(whole), by: group)
      else { return nil }
      text = whole.filter { $0 != group } + (parts.count > 1 ? "." + parts[1] : "")
    }
    guard let number = Number(text), text.first?.isLetter != true else { return nil }
    return number.description.contains("E") ? nil : text
  }

  /// `1.250` and `1.250.000`, but not `1.25`.
  private static func isGrouped(_ text: String, by mark: Character) -> Bool {
    let parts = text.drop { $0 == "-" || $0 == "+" }
      .split(separator: mark, omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first, (1...3).contains(first.count) else {
      return false
    }
    return parts.allSatisfy { $0.allSatisfy(\.isASCIIDigit) }
      && parts.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// `2029-06-01`, `1-6-2029`, `1/6/2029` or `1 juni 2029`.
  func date(_ text: String) -> CalendarDate? {
    if let date = CalendarDate(text) { return date }
    let parts = text.split { $0 == "-" || $0 == "/" || $0 == " " || $0 == "." }.map(String.init)
    guard parts.count == 3, let day = Int(parts[0]), let year = Int(parts[2]), parts[2].count == 4
    else { return nil }
    let name = parts[1].lowercased()
    let month = Int(parts[1]) ?? Self.months.firstIndex { $0.contains(name) }.map { $0 + 1 }
    return month.flatMap { CalendarDate(year: year, month: $0, day: day) }
  }

  private static let months: [Set<String>] = [
    ["januari", "jan", "january"], ["februari", "feb", "february"],
    ["maart", "mrt", "march", "mar"],
    ["april", "apr"], ["mei", "may"], ["juni", "jun", "june"], ["juli", "jul", "july"],
    ["augustus", "aug", "august"], ["september", "sep", "sept"],
    ["oktober", "okt", "october", "oct"], ["november", "nov"], ["december", "dec"],
  ]
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
