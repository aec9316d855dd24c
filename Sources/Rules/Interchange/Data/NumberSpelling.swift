/// A number as people write it: `€ 1.250.000,-`, `1 250,50`, `2,5 mln`.
///
/// What a text means depends on which of its marks stands before the decimals, so that one text can be
/// two numbers. This tells what it is by either mark; which one counts, says whoever reads it.
package struct NumberSpelling: Sendable {
  package enum Mark: Character, Sendable, CaseIterable {
    case comma = ","
    case point = "."

    package var other: Mark { self == .comma ? .point : .comma }
  }

  /// A number by one mark.
  package struct Reading: Sendable, Hashable {
    /// As a plan's file spells it: `1250.50`.
    package let text: String
    package let number: Number
    /// The digits before the mark, without what stands between thousands, and those behind it; as they
    /// were written.
    package let whole: String
    package let fraction: String
    /// Whether the other mark stands between thousands.
    package let isGroupedByMark: Bool
  }

  private let isNegative: Bool
  /// Digits, marks, spaces and apostrophes.
  private let body: String
  /// Of the word behind it: six of `mln`.
  private let power: Int
  /// `%` or `fte`, where the answer is in another unit.
  package let foreignUnit: String?

  /// The longest text that is looked at.
  package static let longest = 200

  /// - Returns: `nil` where the text holds something that belongs to no number.
  package init?(_ text: String, unit: MeasureUnit?) {
    guard text.utf8.count <= Self.longest else { return nil }
    var rest = Substring(Self.simplified(text))
    var isNegative: Bool?
    var signs: [UnitWords] = []
    func takeSign() {
      guard isNegative == nil, let first = rest.first, first == "-" || first == "+" else { return }
      isNegative = first == "-"
      rest = rest.dropFirst().drop { $0 == " " }
    }
    takeSign()
    if let (words, left) = UnitWords.taking(from: rest, atStart: true, unit) {
      signs.append(words)
      rest = left
      takeSign()
    }
    if let (words, left) = UnitWords.taking(from: rest, atStart: false, unit) {
      signs.append(words)
      rest = left
    }
    var power = 0
    for (word, zeros) in Self.multiples where rest.lowercased().hasSuffix(word) {
      let left = rest.dropLast(word.count)
      guard let last = left.last, last == " " || last.isASCIIDigit else { continue }
      power = zeros
      rest = left
      break
    }
    while rest.last == " " { rest.removeLast() }
    // `1.000,-` is a whole number of euros.
    if power == 0, rest.last == "-" {
      var left = rest
      while left.last == "-", rest.count - left.count < 2 { left.removeLast() }
      guard left.last == "," || left.last == "." else { return nil }
      rest = left.dropLast()
    }
    guard rest.contains(where: \.isASCIIDigit),
      rest.allSatisfy({ $0.isASCIIDigit || ".,' ".contains($0) })
    else { return nil }
    self.isNegative = isNegative ?? false
    self.power = power
    body = String(rest)
    foreignUnit = signs.first { !$0.fits(unit) }?.written
  }

  /// One kind of space, dash and apostrophe; without what nobody sees.
  private static func simplified(_ text: String) -> String {
    var simple = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: simple += "-"
      case 0x2019: simple += "'"
      default:
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .control: simple += " "
        case .format: break
        default: simple.unicodeScalars.append(scalar)
        }
      }
    }
    var trimmed = simple[...]
    while trimmed.first == " " { trimmed.removeFirst() }
    while trimmed.last == " " { trimmed.removeLast() }
    return String(trimmed)
  }

  private static let multiples: [(word: String, zeros: Int)] = [
    ("miljoen", 6), ("million", 6), ("mln.", 6), ("mln", 6), ("miljard", 9), ("mld.", 9),
    ("mld", 9), ("duizend", 3), ("thousand", 3),
  ]

  /// What the text means where a mark stands before the decimals, and the other one, a space or an
  /// apostrophe between thousands; `nil` where it can't be.
  package func reading(_ mark: Mark) -> Reading? {
    let parts = body.split(separator: mark.rawValue, omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.allSatisfy(\.isASCIIDigit), parts.count == 1 || !fraction.isEmpty,
      let whole = Self.ungrouped(first)
    else { return nil }
    return reading(whole, fraction, isGroupedByMark: first.contains(mark.other.rawValue))
  }

  /// The digits without any mark, where one that is no grouping was perhaps meant as one: `00.500`.
  package var withoutMarks: Reading? {
    reading(body.filter(\.isASCIIDigit), "", isGroupedByMark: true)
  }

  /// Every number that the text can be.
  package var readings: [Reading] {
    var found: [Reading] = []
    for reading in [reading(.comma), reading(.point)].compactMap({ $0 })
    where !found.contains(where: { $0.number == reading.number }) {
      found.append(reading)
    }
    // Thousands first, as they are what is typed most.
    return found.sorted { $0.fraction.count < $1.fraction.count }
  }

  private func reading(
    _ whole: String, _ fraction: Substring, isGroupedByMark: Bool
  ) -> Reading? {
    let moved = fraction.prefix(power)
    var digits = whole + moved + String(repeating: "0", count: power - moved.count)
    digits = String(digits.drop { $0 == "0" })
    if digits.isEmpty { digits = "0" }
    let decimals = fraction.dropFirst(power)
    let text = (isNegative ? "-" : "") + digits + (decimals.isEmpty ? "" : "." + decimals)
    guard let number = Number(text), Self.isExact(text) else { return nil }
    return Reading(
      text: text, number: number, whole: whole, fraction: String(fraction),
      isGroupedByMark: isGroupedByMark)
  }

  /// Digits alone, or in groups of three with one kind of mark between.
  private static func ungrouped(_ whole: Substring) -> String? {
    if whole.allSatisfy(\.isASCIIDigit) { return String(whole) }
    guard let mark = whole.first(where: { !$0.isASCIIDigit }) else { return nil }
    let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), first.first != "0",
      groups.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return groups.joined()
  }

  /// Whether a number keeps every digit of a text that spells it: 34 of them at most count.
  package static func isExact(_ text: some StringProtocol) -> Bool {
    guard text.utf8.count > Number.digits else { return true }
    let digits = text.prefix { $0 != "e" && $0 != "E" }.filter(\.isASCIIDigit)
      .drop { $0 == "0" }
    let last = digits.lastIndex { $0 != "0" } ?? digits.startIndex
    return digits[..<last].count < Number.digits
  }

  /// What a text that is no number may mean, as it should be written; nothing when that would be
  /// a guess. A comma before three digits has two meanings.
  static func meant(by written: String, unit: MeasureUnit?) -> [String] {
    guard let spelling = NumberSpelling(written, unit: unit), spelling.foreignUnit == nil else {
      return []
    }
    return spelling.readings.map { reading in
      // Three decimals would be taken for thousands again.
      var text = reading.text[...]
      while reading.fraction.count == 3, text.contains("."), text.last == "0" || text.last == "." {
        text.removeLast()
      }
      return String(text)
    }
  }
}

extension NumberSpelling {
  /// The words for one unit.
  private struct UnitWords {
    /// The unit's own name in a vocabulary.
    let name: String
    let written: String

    private static let known: [(name: String, words: [String])] = [
      ("EUR", ["€", "euro's", "euro", "eur"]), ("%", ["%", "procent", "percent", "pct"]),
      ("fte", ["fte's", "fte"]),
    ]

    static func taking(
      from text: Substring, atStart: Bool, _ unit: MeasureUnit?
    ) -> (UnitWords, Substring)? {
      let small = text.lowercased()
      var all = known
      if let unit { all.append((unit.description, [unit.description.lowercased()])) }
      for (name, words) in all {
        for word in words where atStart ? small.hasPrefix(word) : small.hasSuffix(word) {
          var left = atStart ? text.dropFirst(word.count) : text.dropLast(word.count)
          let next = atStart ? left.first : left.last
          // Not the end of another word.
          guard let next, !next.isLetter || !atStart else { continue }
          while left.first == " " { left.removeFirst() }
          while left.last == " " { left.removeLast() }
          let written = atStart ? text.prefix(word.count) : text.suffix(word.count)
          return (UnitWords(name: name, written: String(written)), left)
        }
      }
      return nil
    }

    /// Whether an answer in a unit can be written with it; one without a unit with any.
    func fits(_ unit: MeasureUnit?) -> Bool {
      guard let unit, unit != .plain else { return true }
      return name == unit.description || unit.description.hasPrefix(name + "/")
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
