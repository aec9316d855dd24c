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
    let type = left.type.isKnown ? left.type : right.type
    return .cases(
      lefts.flatMap { one in
        rights.map { other in
          (
            Proposition.both([one.when, other.when]),
            truth(one.operand, comparison, other.operand, type, words, left.range)
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
      if let inner = logic[slot] { return cases(inner, Frame()) }
      if let term = parameter(slot) {
        return [Case(when: .always, operand: .term(term, items: []))]
      }
    case .local(let place):
      if case .expression(let inner, let frame)? = frame.locals[place] {
        return cases(inner, frame)
      }
    case .conditional(let condition, let then, let otherwise):
      let truth = truth(condition, frame)
      return cases(then, frame).map {
        Case(when: .both([truth.isTrue, $0.when]), operand: $0.operand)
      }
        + cases(otherwise, frame).map {
          Case(when: .both([truth.isNotTrue, $0.when]), operand: $0.operand)
        }
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

  private mutating func truth(
    _ left: Operand, _ comparison: ComparisonOperator, _ right: Operand, _ type: ValueType,
    _ words: String, _ range: SourceRange
  ) -> RuleTruth {
    switch (left, right) {
    case (.constant(let one), .constant(let other)):
      let compared = CheckedExpression(
        .comparison(
          CheckedExpression(.constant(one), type, at: range), comparison,
          CheckedExpression(.constant(other), type, at: range)), .boolean, at: range)
      return compared.value(compiler).map { RuleTruth($0) } ?? .open
    case (.constant, _): return truth(right, comparison.mirrored, left, type, words, range)
    case (.term(let term, let items), .constant(let value)):
      return probe((term, items), comparison, value, type, range)
    case (.computed(let expression, let frame), .constant(let value)):
      guard let kind = CellAxis.Kind(type) else { break }
      let (key, items) = key(of: expression, frame)
      let open: CellAxis.Kind = if case .texts = kind { .texts(nil) } else { kind }
      let term = terms.add(
        key, .computed, open, mayBeAbsent: true, words: self.words(of: expression, frame))
      return probe((term, items), comparison, value, type, range)
    case (.term(let one, let ones), .term(let other, let others)):
      if let expanded = compareListed((one, ones), comparison, (other, others), type, range) {
        return expanded
      }
    default: break
    }
    return order(left, comparison, right, words)
  }

  private mutating func probe(
    _ term: (term: Int, items: [Int]), _ comparison: ComparisonOperator, _ value: Value,
    _ type: ValueType, _ range: SourceRange
  ) -> RuleTruth {
    let compared = CheckedExpression(
      .comparison(
        CheckedExpression(.local(0), type, at: range), comparison,
        CheckedExpression(.constant(value), type, at: range)), .boolean, at: range)
    return probe(.condition(compared), term, cuts: value.isNull ? [] : [value])
  }

  /// Of two answers one of which has few values: each of these in turn.
  private mutating func compareListed(
    _ one: (term: Int, items: [Int]), _ comparison: ComparisonOperator,
    _ other: (term: Int, items: [Int]), _ type: ValueType, _ range: SourceRange
  ) -> RuleTruth? {
    guard comparison == .equal || comparison == .notEqual,
      case .texts(let ones) = terms.terms[one.term].kind,
      case .texts(let others) = terms.terms[other.term].kind,
      let values = ones ?? others, values.count <= Self.most
    else { return nil }
    var equal: [Proposition] = []
    var unequal: [Proposition] = []
    for value in values.map(Value.string) + [.null] {
      let left = probe(one, .equal, value, type, range)
      let right = probe(other, .equal, value, type, range)
      equal.append(.both([left.isTrue, right.isTrue]))
      unequal.append(.both([left.isTrue, right.isNotTrue]))
    }
    if ones == nil || others == nil {
      // The one with any text may have one that the other can't have.
      let free = ones == nil ? one : other
      let none = values.map { probe(free, .equal, .string($0), type, range).isNotTrue }
      unequal.append(.both(none))
    }
    let truth = RuleTruth(isTrue: .either(equal), isFalse: .either(unequal))
    return comparison == .equal ? truth : truth.negated
  }

  /// Which of two values is the greater, whatever they are.
  private mutating func order(
    _ left: Operand, _ comparison: ComparisonOperator, _ right: Operand, _ words: String
  ) -> RuleTruth {
    var items: [Int] = []
    let keys = [left, right].map { operand -> String in
      switch operand {
      case .constant(let value): return value.literal
      case .term(let term, let own):
        let places = own.map { variable -> Int in
          if !items.contains(variable) { items.append(variable) }
          return items.firstIndex(of: variable) ?? 0
        }
        return "\(terms.terms[term].key)\(places)"
      case .computed(let expression, let frame):
        let (key, own) = key(of: expression, frame)
        let places = own.map { variable -> Int in
          if !items.contains(variable) { items.append(variable) }
          return items.firstIndex(of: variable) ?? 0
        }
        return "\(key)\(places)"
      }
    }
    let isTurned = keys[1] < keys[0]
    let term = terms.add(
      "order " + (isTurned ? [keys[1], keys[0]] : keys).joined(separator: " ? "), .order,
      .texts(["<", "=", ">"]), mayBeAbsent: true, words: words)
    return probe(.order(isTurned ? comparison.mirrored : comparison), (term, items), cuts: [])
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
          if case .range = operand.type { return .open }
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
    return compare(value, .equal, local, frame.binding(place, to: item))
  }
}

extension ValueType {
  fileprivate var isKnown: Bool {
    switch self {
    case .any, .null: false
    default: true
    }
  }
}
