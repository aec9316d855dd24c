/// Types of operations. Source: DMN 1.5, 10.3.2.13 and 10.3.2.14.
extension ExpressionChecker {
  mutating func negation(_ operand: CheckedExpression, at range: SourceRange) -> CheckedExpression {
    switch operand.type {
    case .any, .null, .number, .dayTimeDuration, .yearMonthDuration: break
    default:
      reportType(
        LocalizedText(
          nl: "een min kan niet voor \(operand.type.designation.nl) staan",
          en: "a minus cannot stand before \(operand.type.designation.en)"), at: range)
    }
    if case .constant(let value) = operand.form, let negated = value.negated, !value.isUnknown {
      return CheckedExpression(.constant(negated), operand.type, at: range)
    }
    return CheckedExpression(.negation(operand), operand.type, at: range)
  }

  mutating func arithmetic(
    _ first: ExpressionSyntax, _ rest: [ArithmeticOperand], at range: SourceRange
  ) -> CheckedExpression {
    let head = check(first)
    var type = head.type
    var operands: [(operation: ArithmeticOperator, operand: CheckedExpression)] = []
    for item in rest {
      let operand = check(item.operand)
      if let result = ArithmeticTypes.result(type, item.operation, operand.type) {
        type = result
      } else {
        reportArithmetic(type, item.operation, operand)
        type = .any
      }
      if item.operation == .divide, case .constant(.number(let divisor)) = operand.form,
        divisor.isZero
      {
        reportType(
          .constantFails,
          LocalizedText(nl: "delen door nul kan niet", en: "a division by zero has no result"),
          at: operand.range)
      }
      operands.append((item.operation, operand))
    }
    return CheckedExpression(.arithmetic(head, operands), type, at: range)
  }

  private mutating func reportArithmetic(
    _ left: ValueType, _ operation: ArithmeticOperator, _ right: CheckedExpression
  ) {
    if case .number = left, case .number = right.type {
      reportType(
        LocalizedText(
          nl:
            "\(left.designation.nl) en \(right.type.designation.nl) gaan niet samen met '\(operation.rawValue)'",
          en:
            "\(left.designation.en) and \(right.type.designation.en) do not go together with '\(operation.rawValue)'"
        ),
        mend: LocalizedText(
          nl: "reken ze eerst om naar dezelfde eenheid", en: "convert them to the same unit first"),
        at: right.range)
    } else {
      reportType(
        LocalizedText(
          nl:
            "'\(operation.rawValue)' kan niet met \(left.designation.nl) en \(right.type.designation.nl)",
          en:
            "'\(operation.rawValue)' does not work on \(left.designation.en) and \(right.type.designation.en)"
        ),
        at: right.range)
    }
  }

  mutating func comparison(
    _ left: CheckedExpression, _ operation: ComparisonOperator, _ right: CheckedExpression,
    at range: SourceRange
  ) -> CheckedExpression {
    switch operation {
    case .equal, .notEqual: expectComparable(left, right)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: expectOrdered(left, right)
    }
    return CheckedExpression(.comparison(left, operation, right), .boolean, at: range)
  }

  mutating func between(
    _ value: CheckedExpression, _ low: CheckedExpression, _ high: CheckedExpression,
    at range: SourceRange
  ) -> CheckedExpression {
    expectOrdered(value, low)
    expectOrdered(value, high)
    return CheckedExpression(.between(value, low: low, high: high), .boolean, at: range)
  }

  /// Two values that may be equal.
  mutating func expectComparable(_ left: CheckedExpression, _ right: CheckedExpression) {
    guard !left.type.mayConform(to: right.type), !right.type.mayConform(to: left.type) else {
      return
    }
    if case .string(let allowed?) = left.type, case .string(let other?) = right.type {
      // By the standard two texts that are written out differ, which is an answer.
      if mode == .advising, left.isConstant, right.isConstant { return }
      // Texts that can never be the same: most often a misspelt value.
      let (options, written, place) =
        other.count == 1 ? (allowed, other, right.range) : (other, allowed, left.range)
      let texts = written.joined(separator: "\", \"").shortened(to: 300)
      let choices = options.joined(separator: ", ").shortened(to: 300)
      let suggestion =
        mayTry() ? written.first.flatMap { Suggestion.mend(for: $0, among: options) } : nil
      let side = other.count == 1 ? right : left
      reportType(
        .valueNotAllowed,
        LocalizedText(
          nl: "\"\(texts)\" is geen waarde die hier kan voorkomen",
          en: "\"\(texts)\" is not a value that can occur here"),
        mend: suggestion
          ?? LocalizedText(nl: "kies uit: \(choices)", en: "choose from: \(choices)"),
        instead: suggestion == nil || !side.isConstant
          ? nil
          : Suggestion.only(near: written.first ?? "", among: options)
            .map { Value.string($0).literal },
        at: place)
      return
    }
    reportMismatch(left, right)
  }

  /// Two values that have an order.
  mutating func expectOrdered(_ left: CheckedExpression, _ right: CheckedExpression) {
    for side in [left, right] {
      switch side.type {
      case .any, .null, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
        .yearMonthDuration:
        continue
      case .boolean, .list, .range, .context, .function:
        reportType(
          LocalizedText(
            nl: "\(side.type.designation.nl) heeft geen volgorde",
            en: "\(side.type.designation.en) has no order"),
          at: side.range)
        return
      }
    }
    if !left.type.widened.mayConform(to: right.type.widened) { reportMismatch(left, right) }
  }

  private mutating func reportMismatch(_ left: CheckedExpression, _ right: CheckedExpression) {
    let part = left.type.mismatch(with: right.type)
    let (name, range) = (part.name, left.range.joined(with: right.range))
    guard !name.text.isEmpty else {
      reportType(
        LocalizedText(
          nl:
            "\(left.type.designation.nl) en \(right.type.designation.nl) zijn niet te vergelijken",
          en: "\(left.type.designation.en) and \(right.type.designation.en) cannot be compared"),
        at: range)
      return
    }
    guard let given = part.given else {
      reportType(
        LocalizedText(
          nl: "alleen een van deze twee heeft een onderdeel '\(name)'",
          en: "only one of these two has a part '\(name)'"), at: range)
      return
    }
    reportType(
      LocalizedText(
        nl: "het onderdeel '\(name)' is niet te vergelijken: "
          + "\(given.designation.nl) en \(part.wanted.designation.nl)",
        en: "the part '\(name)' cannot be compared: "
          + "\(given.designation.en) and \(part.wanted.designation.en)"), at: range)
  }

  mutating func range(_ syntax: RangeSyntax, at range: SourceRange) -> CheckedExpression {
    if let comparison = syntax.comparison, comparison == .equal || comparison == .notEqual,
      let point = syntax.low
    {
      let value = check(point)
      return CheckedExpression(
        .pointRange(value, isExcluded: comparison == .notEqual), .range(value.type.widened),
        at: range)
    }
    let low = syntax.low.map { check($0) }
    let high = syntax.high.map { check($0) }
    if let low, let high { expectOrdered(low, high) }
    let type = (low?.type ?? .null).joined(with: high?.type ?? .null).widened
    return CheckedExpression(
      .range(
        low: low, includesLow: syntax.includesLow, high: high, includesHigh: syntax.includesHigh),
      .range(type), at: range)
  }
}

extension CheckedExpression {
  fileprivate var isConstant: Bool {
    if case .constant = form { true } else { false }
  }
}

/// The type of an operation's result.
enum ArithmeticTypes {
  /// - Returns: `nil` where the two can't meet; `.any` where one of them is not known.
  static func result(
    _ left: ValueType, _ operation: ArithmeticOperator, _ right: ValueType
  ) -> ValueType? {
    if left == .any || right == .any || left == .null || right == .null {
      return operation == .power ? .number : .any
    }
    switch operation {
    case .add: return sum(left, right) ?? sum(right, left)
    case .subtract: return difference(left, right)
    case .multiply: return product(left, right) ?? product(right, left)
    case .divide: return quotient(left, right)
    case .power:
      guard case .number = left, case .number = right else { return nil }
      return .number
    }
  }

  private static func sum(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.number(let one), .number(let other)):
      MeasureUnit.agree(one, other) ? .number(unit: one ?? other) : nil
    case (.string, .string): .string
    case (.date, .dayTimeDuration), (.date, .yearMonthDuration): .date
    case (.dateAndTime, .dayTimeDuration), (.dateAndTime, .yearMonthDuration): .dateAndTime
    case (.time, .dayTimeDuration): .time
    case (.dayTimeDuration, .dayTimeDuration): .dayTimeDuration
    case (.yearMonthDuration, .yearMonthDuration): .yearMonthDuration
    default: nil
    }
  }

  private static func difference(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.number(let one), .number(let other)):
      MeasureUnit.agree(one, other) ? .number(unit: one ?? other) : nil
    case (.date, .date), (.date, .dateAndTime), (.dateAndTime, .date),
      (.dateAndTime, .dateAndTime), (.time, .time), (.dayTimeDuration, .dayTimeDuration):
      .dayTimeDuration
    case (.date, .dayTimeDuration), (.date, .yearMonthDuration): .date
    case (.dateAndTime, .dayTimeDuration), (.dateAndTime, .yearMonthDuration): .dateAndTime
    case (.time, .dayTimeDuration): .time
    case (.yearMonthDuration, .yearMonthDuration): .yearMonthDuration
    default: nil
    }
  }

  private static func product(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.number(let one?), .number(let other?)): .number(unit: one.multiplied(by: other))
    case (.number(let one), .number(let other)): .number(unit: one ?? other)
    case (.dayTimeDuration, .number): .dayTimeDuration
    case (.yearMonthDuration, .number): .yearMonthDuration
    default: nil
    }
  }

  private static func quotient(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.number(let one?), .number(let other?)): .number(unit: one.divided(by: other))
    case (.number(let one), .number(nil)): .number(unit: one)
    case (.number(nil), .number): .number
    case (.dayTimeDuration, .number): .dayTimeDuration
    case (.yearMonthDuration, .number): .yearMonthDuration
    case (.dayTimeDuration, .dayTimeDuration), (.yearMonthDuration, .yearMonthDuration):
      .number(unit: .plain)
    default: nil
    }
  }
}
