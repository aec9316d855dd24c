/// What is said of two values that are compared.
extension RuleTeller {
  mutating func comparison(
    _ left: CheckedExpression, _ operation: ComparisonOperator, _ right: CheckedExpression
  ) -> RuleClause? {
    var (left, operation, right) = (left, operation, right)
    if isGiven(left), !isGiven(right) {
      (left, right) = (right, left)
      operation = operation.mirrored
    }
    let isEquality = operation == .equal || operation == .notEqual
    if case .boolean(let truth)? = right.writtenValue, isEquality {
      // `x = true` says no more than `x`; what is not `true` may be absent too.
      guard operation == .notEqual, left.isAnswer, let name = noun(left) else {
        return clause(left, truth == (operation == .equal))
      }
      return .atom(
        RuleClause.Atom(
          subject: LocalizedText(nl: "bij \(name.text.nl)", en: name.text.en),
          verb: LocalizedText(nl: "staat", en: "is"),
          rest: truth
            ? LocalizedText(nl: "niet 'ja'", en: "not 'yes'")
            : LocalizedText(nl: "niet 'nee'", en: "not 'no'")))
    }
    if let limit = right.writtenValue, limit.isEmpty, isEquality {
      return noun(left).map { filledIn($0.text, operation == .notEqual) }
    }
    if let count = counted(left, operation, right.writtenValue) { return count }
    if case .slot(let slot) = left.bare.form, case .parameter(let index) = place(slot), isEquality,
      let value = right.writtenValue
    {
      let parameter = parameters[index]
      let text = labels.words.text(of: value, parameter.type)
      return .atom(
        isAtom(
          LocalizedText(nl: "bij '\(parameter.title.nl)'", en: "at '\(parameter.title.en)'"),
          operation == .equal
            ? LocalizedText(nl: "gekozen voor '\(text.nl)'", en: "chosen: '\(text.en)'")
            : LocalizedText(nl: "niet gekozen voor '\(text.nl)'", en: "not chosen: '\(text.en)'")))
    }
    guard let subject = noun(left), let limit = value(right, like: subject.kind, or: left.type)
    else { return nil }
    return .atom(
      isAtom(
        subject.text,
        relation(operation, limit, isMoment: left.type.isMoment, isPlain: right.writtenValue != nil)
      ))
  }

  private func filledIn(_ name: LocalizedText, _ wanted: Bool) -> RuleClause {
    .atom(
      isAtom(
        name,
        wanted
          ? LocalizedText(nl: "ingevuld", en: "filled in")
          : LocalizedText(nl: "niet ingevuld", en: "not filled in")))
  }

  /// How many things a list has, where that is a matter of some or none.
  private mutating func counted(
    _ left: CheckedExpression, _ operation: ComparisonOperator, _ limit: Value?
  ) -> RuleClause? {
    guard case .callBuiltIn(let builtIn, let arguments) = left.bare.form, builtIn.name == "count",
      arguments.count == 1, case .number(let number)? = limit, let count = number.int
    else { return nil }
    let isSome: Bool
    switch (operation, count) {
    case (.greaterOrEqual, 1), (.greater, 0), (.notEqual, 0): isSome = true
    case (.less, 1), (.lessOrEqual, 0), (.equal, 0): isSome = false
    default: return nil
    }
    guard let list = noun(arguments[0])?.text else { return nil }
    return .atom(
      RuleClause.Atom(
        subject: LocalizedText(nl: "bij \(list.nl)", en: list.en),
        verb: LocalizedText(nl: "staat", en: "has"),
        rest: isSome
          ? LocalizedText(nl: "minstens één onderdeel", en: "at least one item")
          : LocalizedText(nl: "niets", en: "nothing")))
  }

  private func relation(
    _ operation: ComparisonOperator, _ limit: LocalizedText, isMoment: Bool, isPlain: Bool
  ) -> LocalizedText {
    switch operation {
    case .equal:
      isPlain
        ? limit : LocalizedText(nl: "gelijk aan \(limit.nl)", en: "the same as \(limit.en)")
    case .notEqual:
      isPlain
        ? LocalizedText(nl: "niet \(limit.nl)", en: "not \(limit.en)")
        : LocalizedText(nl: "niet gelijk aan \(limit.nl)", en: "not the same as \(limit.en)")
    default:
      operation.words(for: isMoment ? .date(.epoch) : .number(0)).joined(limit)
    }
  }

  /// Whether an expression says the same for every plan, as far as is plain to see.
  private func isGiven(_ expression: CheckedExpression) -> Bool {
    switch expression.bare.form {
    case .constant: return true
    case .slot(let slot): if case .parameter = place(slot) { return true } else { return false }
    default: return false
    }
  }
}

extension LocalizedText {
  /// Directly after each other: the first ends with its own space.
  fileprivate func joined(_ other: LocalizedText) -> LocalizedText {
    LocalizedText(nl: nl + other.nl, en: en + other.en)
  }
}

extension CheckedExpression {
  /// Whether it is an answer of the plan, and nothing computed.
  fileprivate var isAnswer: Bool {
    switch bare.form {
    case .path, .itemMember, .local: true
    default: false
    }
  }
}
