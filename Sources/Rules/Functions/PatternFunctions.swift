/// Rows on strings that take a regular expression. Source: DMN 1.5, 10.3.4.3.
enum PatternFunctions {
  static let all = [
    BuiltIn(
      "replace", clause: StringFunctions.clause,
      [
        .init(
          [
            .init("input", .string), .init("pattern", .string), .init("replacement", .string),
            .init("flags", .string, optional: true),
          ], gives: .string
        ) { arguments, execution in
          guard case .string(let replacement) = arguments[2] else { return .null }
          return matching(arguments[0], arguments[1], flags: arguments[3], in: &execution) {
            (pattern, text) throws(PatternError) in
            .string(try pattern.replacing(in: text, with: replacement))
          }
        }
      ]),
    BuiltIn(
      "matches", clause: StringFunctions.clause,
      [
        .init(
          [
            .init("input", .string), .init("pattern", .string),
            .init("flags", .string, optional: true),
          ], gives: .boolean
        ) { arguments, execution in
          matching(arguments[0], arguments[1], flags: arguments[2], in: &execution) {
            (pattern, text) throws(PatternError) in .boolean(try pattern.matches(text))
          }
        }
      ]),
    BuiltIn(
      "split", clause: StringFunctions.clause,
      [
        .init([.init("string", .string), .init("delimiter", .string)], gives: .list(.string)) {
          arguments, execution in
          let parts = matching(arguments[0], arguments[1], flags: .null, in: &execution) {
            (pattern, text) throws(PatternError) in .list(try pattern.split(text).map(Value.string))
          }
          if case .list(let items) = parts { return execution.list(items) }
          return parts
        }
      ]),
  ]

  /// What `body` makes of a pattern and a text; `null`, with the reason, for a faulty pattern.
  private static func matching(
    _ text: Value, _ pattern: Value, flags: Value, in execution: inout Execution,
    _ body: (Pattern, String) throws(PatternError) -> Value
  ) -> Value {
    guard case .string(let text) = text, case .string(let pattern) = pattern,
      execution.spend(items: pattern.utf8.count)
    else { return .null }
    var letters = ""
    if case .string(let given) = flags { letters = given }
    var limits = PatternLimits.standard
    limits.output = min(limits.output, execution.limits.stringLength)
    do throws(PatternError) {
      let pattern = try Pattern(pattern, flags: letters, limits: limits)
      // At worst every state meets every character, though most patterns remember what they saw.
      let (work, overflow) = pattern.program.states.count.multipliedReportingOverflow(
        by: text.utf8.count)
      guard execution.spend(overflow ? Int.max / 2 : work / 1_024) else { return .null }
      let result = try body(pattern, text)
      if case .string(let made) = result { return execution.string(made) }
      return result
    } catch {
      return execution.null(error.message)
    }
  }
}
