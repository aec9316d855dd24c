/// What is compared with what.
extension RuleReader {
  private enum Operand {
    case constant(Value)
    case term(Int, items: [Int])
    case computed(CheckedExpression, Frame)
  }

  /// One of the values that an operand may be, and when.
  private struct Case {
    let when: Proposition
    let operand: Operand
  }

  mutating func compare(
    _ left: CheckedExpression, _ comparison: ComparisonOperator, _ right: CheckedExpression,
    _ frame: Frame
  ) -> RuleTruth {
    if let counted = compareCounts(left, comparison, right, frame)
      ?? compareCounts(right, comparison.mirrored, left, frame)
    {
      return counted
    }
    let (lefts, rights) = (cases(left, frame), cases(right, frame))
    let words = [left, right].map { self.words(of: $0, frame) ?? "…" }
      .joined(separator: " \(comparison.rawValue) ")
    let type = Compared(left.type, right.type)
    return .cases(
      lefts.flatMap { one in
        rights.map { other in
          (
            Proposition.both([one.when, other.when]),
            truth(one.operand, comparison, other.operand, type, words)
          )
        }
      })
  }

  /// What an expression may be, by the choices in it.
  private mutating func cases(_ expression: CheckedExpression, _ frame: Frame) -> [Case] {
    let found = deeper { $0.casesWithin(expression, frame) } ?? []
    guard !found.isEmpty, found.count <= Self.most else {
      return [Case(when: .always, operand: .computed(expression, frame))]
    }
    return found
  }

  private mutating func cases(
    _ expression: CheckedExpression, _ frame: Frame, where condition: Proposition
  ) -> [Case] {
    cases(expression, frame).map {
      Case(when: .both([condition, $0.when]), operand: $0.operand)
    }
  }

  /// What arithmetic comes to, where some of its parts are one of several constants.
  private mutating func spread(
    _ expression: CheckedExpression, _ frame: Frame
  ) -> [Case]? {
    var combined: [(when: Proposition, parts: [CheckedExpression])] = [(.always, [])]
    for part in expression.children {
      let cases = cases(part, frame)
      let isOpen = cases.contains { if case .constant = $0.operand { false } else { true } }
      // What is not constant stays what the author wrote.
      if isOpen {
        combined = combined.map { ($0.when, $0.parts + [part]) }
        continue
      }
      guard combined.count * cases.count <= Self.most else { return nil }
      combined = combined.flatMap { one in
        cases.compactMap { other in
          guard case .constant(let value) = other.operand else { return nil }
          let constant = CheckedExpression(.constant(value), part.type, at: part.range)
          return (.both([one.when, other.when]), one.parts + [constant])
        }
      }
    }
    guard combined.count > 1 else { return nil }
    return combined.map { when, parts in
      let written = expression.with(parts)
      let value = constant(written, frame)
      return Case(
        when: when, operand: value.map { .constant($0) } ?? .computed(written, frame))
    }
  }

  private mutating func casesWithin(
    _ expression: CheckedExpression, _ frame: Frame
  ) -> [Case] {
    if let value = constant(expression, frame) {
      return [Case(when: .always, operand: .constant(value))]
    }
    if let answer = answer(expression, frame), let (term, items) = term(of: answer) {
      return [Case(when: .always, operand: .term(term, items: items))]
    }
    switch expression.form {
    case .placed(let inner, let origin): return cases(inner, frame.placed(origin))
    case .guarded(_, let inner): return cases(inner, frame)
    case .slot(let slot):
      if let inner = logic(slot) { return cases(inner, Frame()) }
      if let term = parameter(slot) {
        return [Case(when: .always, operand: .term(term, items: []))]
      }
    case .local(let place):
      if case .expression(let inner, let frame)? = frame.locals[place] {
        return cases(inner, frame)
      }
    case .conditional(let condition, let then, let otherwise):
      let truth = truth(condition, frame)
      return cases(then, frame, where: truth.isTrue)
        + cases(otherwise, frame, where: truth.isNotTrue)
    case .table(let table):
      if let rows = rows(table, frame) {
        return rows.flatMap { cases($0.conclusion, frame, where: $0.when) }
      }
    case .arithmetic, .negation:
      if let spread = spread(expression, frame) { return spread }
    case .call(let function, let arguments):
      if let (body, inner) = called(function, arguments, frame) { return cases(body, inner) }
    case .callBuiltIn(let function, let arguments)
    where function.name.text == "count" && arguments.count == 1:
      if let source = sources(arguments[0], frame)?.single, source.isWhole {
        let (term, items) = count(of: source.use)
        return [Case(when: .always, operand: .term(term, items: items))]
      }
    default: break
    }
    return [Case(when: .always, operand: .computed(expression, frame))]
  }

  /// The type of two values that are compared.
  private struct Compared {
    let type: ValueType
    /// Whether both are known to be of it.
    let isAlike: Bool

    init(_ left: ValueType, _ right: ValueType) {
      type = left.isKnown ? left : right
      isAlike = left.isSimple(like: right)
    }
  }

  private mutating func truth(
    _ left: Operand, _ comparison: ComparisonOperator, _ right: Operand, _ compared: Compared,
    _ words: String
  ) -> RuleTruth {
    let type = compared.type
    switch (left, right) {
    case (.constant(let one), .constant(let other)):
      let compared = CheckedExpression(
        .comparison(
          CheckedExpression(.constant(one), type, at: .nowhere), comparison,
          CheckedExpression(.constant(other), type, at: .nowhere)), .boolean, at: .nowhere)
      return compared.value(compiler).map { RuleTruth($0) } ?? .open
    case (.constant, _): return truth(right, comparison.mirrored, left, compared, words)
    case (.term(let term, let items), .constant(let value)):
      guard terms.terms[term].kind.isCut(by: comparison) else { break }
      return probe((term, items), comparison, value, type)
    case (.computed(let expression, let frame), .constant(let value)):
      guard let kind = CellAxis.Kind(type) else { break }
      let open: CellAxis.Kind = if case .texts = kind { .texts(nil) } else { kind }
      guard open.isCut(by: comparison) else { break }
      let (key, items) = key(of: expression, frame)
      let term = terms.add(
        key, .computed, open, mayBeAbsent: true, words: self.words(of: expression, frame))
      return probe((term, items), comparison, value, type)
    case (.term(let one, let ones), .term(let other, let others)):
      if let expanded = compareListed((one, ones), comparison, (other, others), type) {
        return expanded
      }
    default: break
    }
    return order(left, comparison, right, compared, words)
  }

  /// Of two answers one of which has few values: each of these in turn.
  private mutating func compareListed(
    _ one: TermUse, _ comparison: ComparisonOperator, _ other: TermUse, _ type: ValueType
  ) -> RuleTruth? {
    guard comparison == .equal || comparison == .notEqual,
      case .texts(let ones) = terms.terms[one.term].kind,
      case .texts(let others) = terms.terms[other.term].kind,
      let values = ones ?? others, values.count <= Self.most
    else { return nil }
    var equal: [Proposition] = []
    var unequal: [Proposition] = []
    for value in values.map(Value.string) + [.null] {
      let left = probe(one, .equal, value, type)
      let right = probe(other, .equal, value, type)
      equal.append(.both([left.isTrue, right.isTrue]))
      unequal.append(.both([left.isTrue, right.isNotTrue]))
    }
    if ones == nil || others == nil {
      // The one with any text may have one that the other can't have.
      let free = ones == nil ? one : other
      let none = values.map { probe(free, .equal, .string($0), type).isNotTrue }
      unequal.append(.both(none))
    }
    let truth = RuleTruth(isTrue: .either(equal), isFalse: .either(unequal))
    return comparison == .equal ? truth : truth.negated
  }

  /// Which of two values is the greater, whatever they are.
  private mutating func order(
    _ left: Operand, _ comparison: ComparisonOperator, _ right: Operand, _ compared: Compared,
    _ words: String
  ) -> RuleTruth {
    let keys = [left, right].map { rawKey(of: $0) }
    let sorted = VariableKey.sorted(keys)
    let isTurned = sorted != keys
    let (key, items) = VariableKey(sorted.joined(separator: " ? ")).numbered
    let term = terms.add(
      "order \(key)", .order,
      RuleTerms.Order.kind(of: compared.type, isAlike: compared.isAlike), mayBeAbsent: false,
      words: words)
    let order = OrderUse(term: (term, items), isTurned: isTurned)
    if let later = later(right) { return distance(left, comparison, later, order, words) }
    if let later = later(left) {
      return distance(right, comparison.mirrored, later, order.turned, words)
    }
    let use = probe(order, comparison)
    guard compared.isAlike else { return RuleTruth(use) }
    return .comparison(
      isTrue: .probe(use, .yes), isFalse: .probe(use, .no),
      isNull: .both([.probe(use, .null), absence(of: [left, right])]))
  }

  /// That one of some values is not there.
  private mutating func absence(of values: [Operand]) -> Proposition {
    .either(values.map { presence(of: $0).isAbsent })
  }

  /// How two values stand to each other.
  private struct OrderUse {
    let term: TermUse
    /// Whether the term has them the other way round.
    var isTurned: Bool

    var turned: OrderUse { OrderUse(term: term, isTurned: !isTurned) }
  }

  private mutating func probe(_ order: OrderUse, _ comparison: ComparisonOperator) -> ProbeUse {
    ProbeUse(
      probe: terms.add(
        .order(order.isTurned ? comparison.mirrored : comparison), of: order.term.term, cuts: [],
        compiler), items: order.term.items)
  }

  private mutating func rawKey(of operand: Operand) -> String {
    switch operand {
    case .constant(let value): rawKey(of: value)
    case .term(let term, let items):
      items.map(VariableKey.mark).joined() + terms.terms[term].key
    case .computed(let expression, let frame): rawKey(of: expression, frame)
    }
  }

  /// A day so long after another.
  private struct Later {
    let start: Operand
    let unit: RuleTerms.Calendar
    let count: Number
  }

  private func later(_ operand: Operand) -> Later? {
    guard case .computed(let expression, let frame) = operand,
      case .arithmetic(let start, let rest) = expression.form, case .date = start.type,
      rest.count == 1,
      rest[0].operation == .add || rest[0].operation == .subtract,
      let duration = constant(rest[0].operand, frame)
    else { return nil }
    let sign = rest[0].operation == .add ? 1 : -1
    switch duration {
    case .yearMonthDuration(let duration):
      return Later(
        start: .computed(start, frame), unit: .months,
        count: Number(sign * duration.totalMonths))
    case .dayTimeDuration(let duration)
    where DayTimeDuration(seconds: duration.days * 86_400) == duration:
      return Later(
        start: .computed(start, frame), unit: .days, count: Number(sign * duration.days))
    default: return nil
    }
  }

  /// Of a value compared with a day so long after another, what that says of those that lie longer or shorter after it:
  /// of two the one with the longer duration is the later one, whatever the day. Where one of them can't be compared
  /// nothing is said.
  private mutating func distance(
    _ value: Operand, _ comparison: ComparisonOperator, _ later: Later, _ order: OrderUse,
    _ words: String
  ) -> RuleTruth {
    if comparison == .notEqual { return distance(value, .equal, later, order, words).negated }
    let (key, items) = VariableKey("\(rawKey(of: value)) from \(rawKey(of: later.start))")
      .numbered
    let term = terms.add(
      "\(later.unit.rawValue) \(key)", .distance(later.unit), .numbers, mayBeAbsent: false,
      words: words)
    let (isThere, isAbsent) = presence(of: value)
    func holds(_ comparison: ComparisonOperator, _ reader: inout RuleReader) -> Proposition {
      let distance = reader.probe((term, items), comparison, .number(later.count), .number)
      return .both([.probe(reader.probe(order, comparison), .yes), distance.isTrue, isThere])
    }
    let compared = probe(order, comparison)
    var (isTrue, isFalse) = (holds(comparison, &self), Proposition.never)
    switch comparison {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: isFalse = holds(comparison.negated, &self)
    case .equal, .notEqual:
      let hasNoOrder = Proposition.probe(probe(order, .less), .null)
      isTrue = .either([
        .both([holds(.lessOrEqual, &self), holds(.greaterOrEqual, &self)]),
        .both([.probe(compared, .yes), hasNoOrder, isAbsent]),
      ])
      isFalse = .either([
        holds(.less, &self), holds(.greater, &self), .both([.probe(compared, .no), hasNoOrder]),
      ])
    }
    var isNull = Proposition.probe(compared, .null)
    if staysInCalendar { isNull = .both([isNull, absence(of: [value, later.start])]) }
    return .comparison(isTrue: isTrue, isFalse: isFalse, isNull: isNull)
  }

  /// Whether there is a value.
  private mutating func presence(of value: Operand) -> (isThere: Proposition, isAbsent: Proposition)
  {
    switch value {
    case .term(let term, let items):
      let truth = probe((term, items), .equal, .null, .any)
      return (truth.isFalse, truth.isTrue)
    case .constant(let value): return value.isNull ? (.never, .always) : (.always, .never)
    case .computed(let expression, let frame):
      let parts = cases(expression, frame).map { one -> (Proposition, Proposition) in
        if case .computed = one.operand { return (one.when, one.when) }
        let (isThere, isAbsent) = presence(of: one.operand)
        return (.both([one.when, isThere]), .both([one.when, isAbsent]))
      }
      return (.either(parts.map(\.0)), .either(parts.map(\.1)))
    }
  }

  // MARK: Among values

  mutating func membership(
    _ value: CheckedExpression, _ tests: CheckedTests, _ input: Int, _ frame: Frame
  ) -> RuleTruth {
    if let answer = answer(value, frame), let term = term(of: answer) {
      let reader = CutReader(input: input, compiler: compiler, kind: terms.terms[term.term].kind)
      if let cuts = reader.cuts(of: tests) {
        return probe(.tests(tests, input: input), term, cuts: cuts)
      }
    }
    switch tests.form {
    case .any: return RuleTruth(.boolean(true))
    case .some(let tests): return some(of: tests, value, frame)
    case .none(let tests): return some(of: tests, value, frame).negated
    }
  }

  private mutating func some(
    of tests: [CheckedTests.Test], _ value: CheckedExpression, _ frame: Frame
  ) -> RuleTruth {
    .disjunction(
      tests.map { test in
        switch test {
        case .comparison(let comparison, let operand):
          return compare(value, comparison, operand, frame)
        case .value(let operand):
          if case .list = operand.type { return contains(operand, value, frame)?.orNull ?? .open }
          // Of what may be a list or a range, or stands for one, membership is asked.
          guard CellAxis.Kind(operand.type) != nil else { return .open }
          return compare(value, .equal, operand, frame).orNull
        case .condition: return .open
        }
      })
  }

  /// Whether a list has a value among its items.
  mutating func contains(
    _ list: CheckedExpression, _ value: CheckedExpression, _ frame: Frame
  ) -> RuleTruth? {
    if let elements = elements(list, frame) {
      return .disjunction(
        elements.map { kept, item in
          .conjunction([kept, compare(value, to: item, in: frame)])
        })
    }
    guard let sources = sources(list, frame) else { return nil }
    return quantify(.some, sources) { reader, item in
      reader.compare(value, to: item, in: frame)
    }
  }

  /// Whether an item equals a value.
  private mutating func compare(
    _ value: CheckedExpression, to item: Binding, in frame: Frame
  ) -> RuleTruth {
    // What stands for the item is a local name beyond all others.
    let place = 1 + (frame.locals.keys.max() ?? 0)
    let local = CheckedExpression(.local(place), value.type, at: value.range)
    // What can't be compared with it is another.
    return compare(value, .equal, local, frame.binding(place, to: item)).asWhole
  }
}

extension CheckedExpression {
  /// The same arithmetic with other parts.
  fileprivate func with(_ parts: [CheckedExpression]) -> CheckedExpression {
    switch form {
    case .arithmetic(_, let rest):
      let others = zip(rest, parts.dropFirst()).map { ($0.operation, $1) }
      return CheckedExpression(.arithmetic(parts[0], others), type, at: range)
    case .negation: return CheckedExpression(.negation(parts[0]), type, at: range)
    default: return self
    }
  }
}

extension RuleTruth {
  fileprivate static func comparison(
    isTrue: Proposition, isFalse: Proposition, isNull: Proposition
  ) -> RuleTruth {
    RuleTruth(
      isTrue: isTrue, isFalse: isFalse, isNotTrue: .either([isFalse, isNull]),
      isNotFalse: .either([isTrue, isNull]))
  }
}

extension ValueType {
  /// Whether every value of either has an order among those of the other.
  fileprivate func isSimple(like other: ValueType) -> Bool {
    switch (self, other) {
    case (.number, .number), (.string, .string), (.date, .date),
      (.yearMonthDuration, .yearMonthDuration), (.dayTimeDuration, .dayTimeDuration):
      true
    default: false
    }
  }

  fileprivate var isKnown: Bool {
    switch self {
    case .any, .null: false
    default: true
    }
  }
}
