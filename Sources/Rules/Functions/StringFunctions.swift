/// Rows on strings. Positions and lengths count Unicode characters (scalars), not the bytes of an
/// encoding and not what looks like one sign. Source: DMN 1.5, 10.3.4.3.
enum StringFunctions {
  static let all =
    [
      substring,
      BuiltIn(
        "string length", clause: clause,
        [
          .init([.init("string", .string)], gives: ResultType.count) { arguments, execution in
            guard case .string(let text) = arguments[0], execution.spend(text: text) else {
              return .null
            }
            return .number(Number(text.unicodeScalars.count))
          }
        ]),
      mapping("upper case") { $0.uppercased() },
      mapping("lower case") { $0.lowercased() },
      searching("substring before", gives: .string) { bytes, match, execution in
        guard let match else { return "" }
        return execution.string(String(decoding: bytes[..<match.lowerBound], as: UTF8.self))
      },
      searching("substring after", gives: .string) { bytes, match, execution in
        guard let match else { return "" }
        return execution.string(String(decoding: bytes[match.upperBound...], as: UTF8.self))
      },
      searching("contains", gives: .boolean) { _, match, _ in .boolean(match != nil) },
      comparing("starts with") { $0.starts(with: $1) },
      comparing("ends with") { $0.reversed().starts(with: $1.reversed()) },
      join,
    ] + PatternFunctions.all

  static let clause = "10.3.4.3"

  private static let substring = BuiltIn(
    "substring", clause: clause,
    [
      .init(
        [
          .init("string", .string), .init("start position", .number),
          .init("length", .number, optional: true),
        ], gives: .string
      ) { arguments, execution in
        guard case .string(let text) = arguments[0], case .number(let start) = arguments[1],
          execution.spend(text: text)
        else { return .null }
        let characters = text.unicodeScalars
        let count = characters.count
        guard let first = start.position(among: count) else {
          return execution.null(.noSuchPosition(start, count: count))
        }
        var last = count
        if case .number(let length) = arguments[2] {
          guard let end = length.end(from: first, among: count) else {
            return execution.null(.negativeLength(length))
          }
          last = end
        }
        let from = characters.index(characters.startIndex, offsetBy: first)
        let to = characters.index(from, offsetBy: last - first)
        return .string(String(characters[from..<to]))
      }
    ])

  private static func mapping(
    _ name: Name, _ body: @escaping @Sendable (String) -> String
  ) -> BuiltIn {
    BuiltIn(
      name, clause: clause,
      [
        .init([.init("string", .string)], gives: .string) { arguments, execution in
          guard case .string(let text) = arguments[0], execution.spend(text: text) else {
            return .null
          }
          return execution.string(body(text))
        }
      ])
  }

  /// A function of the bytes of a string and of where a match stands in them.
  private static func searching(
    _ name: Name, gives type: ValueType,
    _ body: @escaping @Sendable ([UInt8], Range<Int>?, inout Execution) -> Value
  ) -> BuiltIn {
    BuiltIn(
      name, clause: clause,
      [
        .init([.init("string", .string), .init("match", .string)], gives: type) {
          arguments, execution in
          guard case .string(let text) = arguments[0], case .string(let match) = arguments[1],
            execution.spend(text: text), execution.spend(text: match)
          else { return .null }
          let bytes = Array(text.utf8)
          return body(bytes, TextSearch(for: match).firstMatch(in: bytes), &execution)
        }
      ])
  }

  private static func comparing(
    _ name: Name, _ body: @escaping @Sendable (String.UTF8View, String.UTF8View) -> Bool
  ) -> BuiltIn {
    BuiltIn(
      name, clause: clause,
      [
        .init([.init("string", .string), .init("match", .string)], gives: .boolean) {
          arguments, execution in
          guard case .string(let text) = arguments[0], case .string(let match) = arguments[1],
            execution.spend(text: match)
          else { return .null }
          return .boolean(body(text.utf8, match.utf8))
        }
      ])
  }

  /// Items that are `null` are passed over, and so is the separator that would stand beside them.
  private static let join = BuiltIn(
    "string join", clause: clause,
    [
      .init(
        [.init("list", .list(.string)), .init("delimiter", .string, optional: true)], gives: .string
      ) { arguments, execution in
        guard case .list(let items) = arguments[0], execution.spend(items: items.count) else {
          return .null
        }
        var delimiter = ""
        if case .string(let given) = arguments[1] { delimiter = given }
        var text = ""
        var isFirst = true
        for (index, item) in items.enumerated() where !item.isNull {
          guard case .string(let part) = item else {
            return execution.null(.wrongItem(index + 1, mustBe: .string, item))
          }
          if !isFirst { text += delimiter }
          isFirst = false
          text += part
          // A character has at most four bytes.
          guard text.utf8.count / 4 <= execution.limits.stringLength else {
            return execution.stringTooLong()
          }
        }
        return execution.spend(text: text) ? execution.string(text) : .null
      }
    ])
}

extension Execution {
  /// Counts work on all of a text.
  mutating func spend(text: String) -> Bool { spend(1 &+ text.utf8.count / 256) }
}

extension Number {
  /// The place, from 0, that a position means among `count`: from 1 at the start, or from -1
  /// backwards at the end; `nil` when there is none.
  func position(among count: Int) -> Int? {
    guard let whole = wholePart, whole != 0, whole >= -count, whole <= count else { return nil }
    return whole > 0 ? whole - 1 : count + whole
  }

  /// The end of a part of this length that begins at a place, at most the end of all; `nil` when
  /// the length is negative.
  func end(from first: Int, among count: Int) -> Int? {
    guard !isNegative || isZero else { return nil }
    // A length without a whole part is past any count.
    return first + Swift.min(wholePart ?? count, count - first)
  }
}
