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
    guard case .string(let text) = text, case .string(let pattern) = pattern else { return .null }
    var letters = ""
    if case .string(let given) = flags { letters = given }
    do throws(PatternError) {
      guard let pattern = try execution.pattern(pattern, flags: letters) else { return .null }
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

extension Execution {
  /// The pattern, made once for all the texts it is held against; `nil` when the budget is spent.
  ///
  /// - Throws: a fault in the pattern or in the flags.
  fileprivate mutating func pattern(
    _ text: String, flags: String
  ) throws(PatternError) -> Pattern? {
    let key = flags + "\n" + text
    // Keys that Swift holds for equal may be of texts that differ in their characters.
    if let known = prepared[key] as? Pattern, known.text.isSameText(as: text) { return known }
    guard spend(items: text.utf8.count) else { return nil }
    var patternLimits = PatternLimits.standard
    patternLimits.output = min(patternLimits.output, limits.stringLength)
    let pattern = try Pattern(text, flags: flags, limits: patternLimits)
    if prepared.count >= Execution.preparedKept { prepared.removeAll(keepingCapacity: true) }
    prepared[key] = pattern
    return pattern
  }

  private static let preparedKept = 32
}
