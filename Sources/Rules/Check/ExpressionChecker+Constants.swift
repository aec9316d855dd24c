/// Calls of which the text alone says that they have no answer.
extension ExpressionChecker {
  /// Functions that read a text or make a value of its parts, and so may be given what does not exist:
  /// the thirtieth of February.
  private static let makers: Set<Name> = [
    "date", "time", "date and time", "duration", "number",
  ]

  /// Functions that take a pattern.
  private static let matchers: Set<Name> = ["matches", "replace", "split"]

  mutating func checkConstants(of builtIn: BuiltIn, _ arguments: [CheckedExpression]) {
    checkConstants(of: builtIn, arguments) { $1.call($0, in: &$2) }
    let flags = builtIn.name == "replace" ? 3 : 2
    if Self.matchers.contains(builtIn.name), arguments.count > 1 {
      checkPattern(arguments[1], flags: arguments.count > flags ? arguments[flags] : nil)
    }
  }

  mutating func checkConstants(
    of builtIn: BuiltIn, named arguments: [(name: Name, value: CheckedExpression)]
  ) {
    checkConstants(of: builtIn, arguments.map(\.value)) { values, builtIn, execution in
      builtIn.call(named: zip(arguments, values).map { ($0.name, $1) }, in: &execution)
    }
    if Self.matchers.contains(builtIn.name) {
      let named = Dictionary(arguments, uniquingKeysWith: { first, _ in first })
      if let pattern = named["pattern"] ?? named["delimiter"] {
        checkPattern(pattern, flags: named["flags"])
      }
    }
  }

  private mutating func checkConstants(
    of builtIn: BuiltIn, _ arguments: [CheckedExpression],
    _ call: ([Value], BuiltIn, inout Execution) -> Value
  ) {
    guard mode.tellsTypes, Self.makers.contains(builtIn.name) else { return }
    let values = arguments.compactMap(\.constant)
    guard let first = arguments.first, values.count == arguments.count, mayTry() else { return }
    report(
      at: arguments.reduce(first.range) { $0.joined(with: $1.range) },
      instead: Self.meant(by: values, of: builtIn.name.text)
    ) { execution in
      call(values, builtIn, &execution)
    }
  }

  private mutating func checkPattern(_ pattern: CheckedExpression, flags: CheckedExpression?) {
    guard mode.tellsTypes, case .string? = pattern.constant,
      let matches = BuiltInTable.function(named: "matches")
    else { return }
    var values: [Value] = [.string("")] + [pattern.constant].compactMap { $0 }
    if let flags {
      guard let letters = flags.constant else { return }
      values.append(letters)
    }
    guard mayTry() else { return }
    report(at: pattern.range) { matches.call(values, in: &$0) }
  }

  /// The duration or the day that was meant, where it can be only one.
  private static func meant(by values: [Value], of function: String) -> String? {
    guard values.count == 1, case .string(let text) = values[0] else { return nil }
    let meant: Set<String> =
      switch function {
      case "duration":
        Set([true, false].compactMap { DurationSpelling.meant(by: text, isOfDays: $0) })
      case "date": Set(DateSpelling.meant(by: text).map(\.description))
      default: []
      }
    return meant.count == 1 ? meant.first.map { Value.string($0).literal } : nil
  }

  /// Tells why there is no answer, where there is none.
  private mutating func report(
    at range: SourceRange, instead: String? = nil, _ answer: (inout Execution) -> Value
  ) {
    var execution = Execution(
      moment: DateAndTime(date: .epoch, time: .midnightUTC),
      limits: EvaluationLimits(steps: 10_000))
    guard answer(&execution).isNull, execution.failure == nil else { return }
    if let reason = execution.remarks.last?.reason {
      reportType(.constantFails, reason, instead: instead, at: range)
    }
  }
}

extension CheckedExpression {
  /// The value that the text states; `nil` where it states none, or `null`.
  fileprivate var constant: Value? {
    guard case .constant(let value) = form, !value.isNull else { return nil }
    return value
  }
}
