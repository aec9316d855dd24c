import Testing

@testable import Rules

/// What became of one expression: the faults its checker found, or its value and the remarks.
///
/// Whatever is asked is also read plainly, and a value that differs from that is an issue.
struct Answer {
  let value: Value
  /// In English.
  let remarks: [String]
  /// In English; an expression with faults is not evaluated.
  let faults: [String]

  /// - Parameter inputs: names in sight, with their types and values.
  init(
    _ text: String, _ mode: CheckingMode = .standard,
    inputs: [(name: Name, type: ValueType, value: Value)] = []
  ) {
    let scope =
      inputs.isEmpty
      ? Answer.emptyScope
      : ModelScope(entries: inputs.enumerated().map { (name: $1.name, slot: $0, type: $1.type) })
    var checker = ExpressionChecker(scope: scope, mode: mode)
    let source = SourceText(name: "expression", text: text)
    let checked = checker.check(SourceFragment(whole: source), type: nil)
    faults = checked.diagnostics.map(\.message.en)
    guard faults.isEmpty, let moment = DateAndTime("2026-03-05T14:30:00Z") else {
      value = .null
      remarks = []
      return
    }
    var execution = Execution(moment: moment, slots: inputs.map(\.value))
    value = Compiler().compile(checked.expression)(&execution)
    remarks = execution.remarks.map(\.reason.en)
    var plain = Execution(moment: moment, slots: inputs.map(\.value))
    let expected = PlainEvaluator().value(of: checked.expression, &plain)
    #expect(value.isSame(as: expected), "\(text) gives \(value.literal), not \(expected.literal)")
  }

  /// Made once, as it holds the name of every function.
  private static let emptyScope = ModelScope()

  /// Whether the value is that of another expression: equal to it, or `null` as it is.
  func isValue(of text: String) -> Bool {
    let other = Answer(text)
    guard faults.isEmpty, other.faults.isEmpty else { return false }
    return value.isNull ? other.value.isNull : value.isEqual(to: other.value).isTrue
  }
}
