/// Rows that turn one kind of value into another. Source: DMN 1.5, 10.3.4.1.
enum ConversionFunctions {
  static let all =
    [number, string, range] + TemporalConversionFunctions.all

  static let clause = "10.3.4.1"

  /// Reads a number; the separators are single characters or `null` for none.
  private static let number = BuiltIn(
    "number", clause: clause,
    [
      .init(
        [
          .init("from", .string), .init("grouping separator", .string, takesNull: true),
          .init("decimal separator", .string, takesNull: true),
        ], gives: .number
      ) { arguments, execution in
        guard case .string(let text) = arguments[0] else { return .null }
        guard let grouping = separator(arguments[1], among: [" ", ",", "."], else: ""),
          let decimal = separator(arguments[2], among: [",", "."], else: "."), grouping != decimal
        else {
          return execution.null(
            LocalizedText(
              nl:
                "scheidingstekens zijn een spatie, punt of komma voor groepen en een punt of komma"
                + " voor decimalen, en niet gelijk",
              en: "separators are a space, point or comma for groups and a point or comma for"
                + " decimals, and differ"))
        }
        // A hundred characters of number, and a separator beside each.
        guard text.utf8.count <= 200 else {
          return execution.null(.unreadable(text, as: .number))
        }
        var digits = ""
        for scalar in text.unicodeScalars where String(scalar) != grouping {
          if String(scalar) == decimal {
            digits += "."
          } else if scalar == "." {
            return execution.null(.unreadable(text, as: .number))
          } else {
            digits.unicodeScalars.append(scalar)
          }
        }
        guard let number = Number(digits) else {
          return execution.null(.unreadable(text, as: .number))
        }
        return .number(number)
      }
    ])

  private static func separator(_ value: Value, among allowed: [String], else none: String)
    -> String?
  {
    switch value {
    case .string(let text): allowed.contains { $0.isSameText(as: text) } ? text : nil
    default: none
    }
  }

  private static let string = BuiltIn(
    "string", clause: clause,
    [
      .init([.init("from", .any)], gives: .string) { arguments, execution in
        if case .null = arguments[0] { return .null }
        if case .string = arguments[0] { return arguments[0] }
        // Bytes: at most four to a character.
        let limit = execution.limits.stringLength.multipliedReportingOverflow(by: 4)
        guard
          let text = arguments[0].spelling(
            isNested: false, atMost: limit.overflow ? .max : limit.partialValue)
        else { return execution.stringTooLong() }
        return execution.spend(text: text) ? execution.string(text) : .null
      }
    ])

  /// The ends must be literals and in order; nothing in the text is computed.
  private static let range = BuiltIn(
    "range", clause: clause,
    [
      .init([.init("from", .string)], gives: .range(.any)) { arguments, execution in
        guard case .string(let text) = arguments[0], execution.spend(text: text) else {
          return .null
        }
        guard let range = RangeReader.range(in: text) else {
          return execution.null(.unreadable(text, as: .range(.any)))
        }
        return .range(range)
      }
    ])
}
