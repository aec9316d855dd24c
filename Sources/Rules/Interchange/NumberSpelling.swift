/// Numbers as people write them, for telling how to write them here.
enum NumberSpelling {
  /// What a text that is no number may mean, as it should be written; nothing when that would be
  /// a guess. A comma before three digits has two meanings.
  static func meant(by written: String, unit: MeasureUnit?) -> [String] {
    var text = written.filter { !$0.isWhitespace && $0 != "'" && $0 != "’" && $0 != "_" }
    guard text.utf8.count <= 60 else { return [] }
    let isNegative = text.hasPrefix("-") || text.hasPrefix("−")
    if isNegative { text.removeFirst() }
    text = withoutUnit(text, unit)
    for ending in [",-", ",--", ",–", ",—"] where text.hasSuffix(ending) {
      text.removeLast(ending.count)
      break
    }
    if text.hasSuffix(".") { text.removeLast() }
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") })
    else { return [] }
    let sign = isNegative ? "-" : ""
    return digits(of: text).compactMap { digits in
      Number(sign + digits).map { $0.description }
    }
  }

  private static func withoutUnit(_ text: String, _ unit: MeasureUnit?) -> String {
    var text = text
    let signs = ["€", "EUR", "eur", "euro", "Euro", "%", unit?.description].compactMap { $0 }
    for sign in signs where !sign.isEmpty {
      if text.hasPrefix(sign) {
        text.removeFirst(sign.count)
        break
      }
      if text.hasSuffix(sign) {
        text.removeLast(sign.count)
        break
      }
    }
    return text
  }

  private static func digits(of text: String) -> [String] {
    let points = text.filter { $0 == "." }.count
    let commas = text.filter { $0 == "," }.count
    let bare = text.filter { $0 != "." && $0 != "," }
    switch (points, commas) {
    case (0, 0):
      return [text]
    case (1, 0), (0, 1):
      let decimal = text.map { $0 == "," ? "." : String($0) }.joined()
      let parts = text.split(whereSeparator: { $0 == "." || $0 == "," })
      guard parts.count == 2 else { return [decimal] }
      let mayBeGroup = parts[1].count == 3 && (1...3).contains(parts[0].count) && parts[0] != "0"
      return mayBeGroup ? [bare, decimal] : [decimal]
    case (2..., 0), (0, 2...):
      let groups = text.split(separator: points > 0 ? "." : ",", omittingEmptySubsequences: false)
      return isGrouped(groups) ? [bare] : []
    case (_, 1) where isLast(",", in: text, before: "."):
      return withDecimal(",", in: text)
    case (1, _) where isLast(".", in: text, before: ","):
      return withDecimal(".", in: text)
    default:
      return []
    }
  }

  private static func isLast(_ mark: Character, in text: String, before other: Character) -> Bool {
    guard let mark = text.lastIndex(of: mark), let other = text.lastIndex(of: other) else {
      return false
    }
    return other < mark
  }

  private static func withDecimal(_ mark: Character, in text: String) -> [String] {
    let parts = text.split(separator: mark, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return [] }
    let groups = parts[0].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard isGrouped(groups), !parts[1].isEmpty else { return [] }
    return [groups.joined() + "." + parts[1]]
  }

  private static func isGrouped(_ groups: [Substring]) -> Bool {
    guard let first = groups.first, (1...3).contains(first.count) else { return false }
    return groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}
