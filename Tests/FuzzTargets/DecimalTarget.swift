import Rules

/// An operation between two numbers, `1.10 / 3`, or on one, `2 sqrt`, against the same worked out on
/// paper. Other bytes are taken for the digits of such a question, so that all of them ask one.
enum DecimalTarget {
  static func run(_ bytes: [UInt8]) throws(Finding) {
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ").map(String.init)
    if words.count > 1, operations.contains(words[1]) {
      try ask(words[0], words[1], words.count > 2 ? words[2] : "0")
    } else {
      var source = ByteSource(bytes)
      let left = source.number()
      let operation = operations[source.below(operations.count)]
      try ask(left, operation, source.flip() ? source.neighbour(of: left) : source.number())
    }
  }

  private static let roundings = Dictionary(
    uniqueKeysWithValues: RoundingRule.allCases.map { ("\($0)", $0) })
  private static let operations =
    ["+", "-", "*", "/", "%", "=", "sqrt"] + RoundingRule.allCases.map { "\($0)" }

  private static func ask(
    _ left: String, _ operation: String, _ right: String
  ) throws(Finding) {
    guard let (one, paperOne) = try read(left), let (other, paperOther) = try read(right) else {
      return
    }
    let question = "\(left) \(operation) \(right)"
    switch operation {
    case "+": try agree(one.adding(other), is: paperOne.plus(paperOther).rounded(), question)
    case "-": try agree(one.subtracting(other), is: paperOne.minus(paperOther).rounded(), question)
    case "*":
      try agree(one.multiplied(by: other), is: paperOne.times(paperOther).rounded(), question)
    case "/": try agree(one.divided(by: other), is: paperOne.over(paperOther), question)
    case "%": try agree(one.modulo(other), is: paperOne.modulo(paperOther), question)
    case "sqrt": try agree(one.squareRoot, is: paperOne.squareRoot, question)
    case "=": try compare(one, paperOne, other, paperOther, question)
    default:
      guard let rule = roundings[operation] else { return }
      let scale = other.int ?? 0
      try agree(
        one.rounded(toScale: scale, rule), is: paperOne.rounded(toScale: scale, rule), question)
    }
  }

  /// The number that a text writes, by the engine and by hand; `nil` for no number.
  private static func read(_ text: String) throws(Finding) -> (Number, PaperDecimal)? {
    let number = Number(text)
    let paper = text.utf8.count <= 100 ? PaperDecimal(text)?.rounded() : nil
    try agree(number, is: paper, "the text '\(text)'")
    guard let number, let paper else { return nil }
    let written = number.description
    try demand(Number(written) == number, "'\(written)' reads back as another number")
    try demand(written.utf8.count <= 76, "'\(written)' is long")
    try demand(number.int, is: paper.int, "\(text) as an integer")
    try demand(
      number.isInteger, is: number.rounded(toScale: 0, .down) == number, "\(text) is whole")
    let exact = "\(paper.isNegative ? "-" : "")\(paper.digits.text)e\(paper.exponent)"
    try demand(number.double == Double(exact), "\(text) as the nearest binary number")
    try agree(number.negated, is: paper.negated, "-(\(text))")
    try agree(number.magnitude, is: paper.magnitude, "|\(text)|")
    try demand(number.canonical == number, "\(text) without zeros at the end")
    return (number, paper)
  }

  private static func compare(
    _ one: Number, _ paperOne: PaperDecimal, _ other: Number, _ paperOther: PaperDecimal,
    _ question: String
  ) throws(Finding) {
    let order = paperOne.compared(to: paperOther)
    try demand(one < other, is: order < 0, "less: \(question)")
    try demand(one > other, is: order > 0, "greater: \(question)")
    try demand(one == other, is: order == 0, question)
    try demand(other == one, is: order == 0, question)
    if order == 0 { try demand(one.hashValue, is: other.hashValue, "hash: \(question)") }
  }

  private static func agree(
    _ number: Number?, is paper: PaperDecimal?, _ question: String
  ) throws(Finding) {
    try demand(
      number?.description ?? "nothing", is: paper?.feelText ?? "nothing", question)
  }
}

/// Bytes as a source of choices; past the end they are all zero.
private struct ByteSource {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func byte() -> Int { Int(rest.popFirst() ?? 0) }

  mutating func below(_ count: Int) -> Int { byte() % count }

  mutating func flip() -> Bool { byte() & 1 == 1 }

  /// A number of up to 36 digits with an exponent that is mostly small, else at one of the ends.
  mutating func number() -> String {
    let sign = flip() ? "-" : ""
    let count = below(36) + 1
    var digits = ""
    switch below(4) {
    case 0: digits = String(repeating: "\(below(10))", count: count)
    case 1: digits = "1" + String(repeating: "0", count: count - 1)
    default: while digits.utf8.count < count { digits += String(format(byte())) }
    }
    let exponent =
      switch below(6) {
      case 0: -6176 + below(80)
      case 1: 6144 - below(80)
      case 2: (byte() << 8 | byte()) % 12_321 - 6_176
      case 3: 0
      default: below(100) - 60
      }
    return sign + digits.prefix(count) + "e\(exponent)"
  }

  private func format(_ byte: Int) -> String { byte < 100 ? "\(byte / 10)\(byte % 10)" : "\(byte)" }

  /// A number that makes trouble beside another: equal with another scale, or half a last unit.
  mutating func neighbour(of number: String) -> String {
    let parts = number.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return number }
    let digits = parts[0].drop { $0 == "-" }
    switch below(5) {
    case 0: return parts[0] + "0e\(exponent - 1)"
    case 1: return "\(flip() ? "-" : "")\(digits)e\(exponent)"
    case 2: return "\(flip() ? "-" : "")5e\(exponent - 35 + digits.count)"
    case 3: return "\(flip() ? "-" : "")1e\(exponent - below(80))"
    default: return "\(flip() ? "-" : "")\(below(100))e\(exponent + below(80))"
    }
  }
}
