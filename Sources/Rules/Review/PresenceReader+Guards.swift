/// What is sure where a condition holds, or does not.
extension PresenceReader {
  /// What holds besides, where a condition is true, or is false.
  ///
  /// - Parameter mayBeNull: whether it may be `null` instead, as before an `else`.
  mutating func learn(
    _ condition: CheckedExpression, _ truth: Bool, mayBeNull: Bool = false, _ known: Known,
    _ frame: Frame
  ) -> Known {
    stepsLeft -= 1
    guard stepsLeft > 0 else { return known }
    var learned = known
    switch condition.form {
    case .conjunction(let parts):
      if truth {
        for part in parts { learned = learn(part, true, mayBeNull: mayBeNull, learned, frame) }
        return learned
      }
      return either(parts, false, mayBeNull, known, frame)
    case .disjunction(let parts):
      if truth { return either(parts, true, mayBeNull, known, frame) }
      for part in parts { learned = learn(part, false, mayBeNull: mayBeNull, learned, frame) }
      return learned
    case .comparison(let left, let comparison, let right):
      return learn(left, comparison, right, truth, mayBeNull, known, frame)
    case .callBuiltIn(let builtIn, let arguments):
      if builtIn.name == "not", arguments.count == 1 {
        return learn(arguments[0], !truth, mayBeNull: mayBeNull, known, frame)
      }
      if builtIn.name == "list contains", truth, let list = arguments.first {
        fill(list, mayBeNull, &learned, known, frame)
      }
      return learned
    case .quantified(.some, let iterators, _) where truth:
      for iterator in iterators {
        if case .list(let list) = iterator.domain { fill(list, mayBeNull, &learned, known, frame) }
      }
      return learned
    case .instance(let value, _) where truth: require(value, &learned, known, frame)
    case .between(let value, let low, let high) where !mayBeNull:
      for part in [value, low, high] { require(part, &learned, known, frame) }
    case .membership(let value, let tests, _) where truth:
      return mayBeNull && !tests.areNeverNull ? known : learn(value, tests, known, frame)
    case .slot(let slot):
      if let logic = logic(slot), logic.type == .boolean, calls < Self.callDepth {
        calls += 1
        defer { calls -= 1 }
        return learn(logic, truth, mayBeNull: mayBeNull, known, Frame())
      }
    case .call(let function, let arguments):
      let called = read(function, known, frame)
      guard let body = called.functions.first, calls < Self.callDepth else { return known }
      calls += 1
      defer { calls -= 1 }
      let values = arguments.map { read($0, known, frame) }
      return learn(
        body.body, truth, mayBeNull: mayBeNull, known, self.frame(of: body, values))
    case .placed(let inner, let origin):
      var placed = frame
      placed.origin = origin
      return learn(inner, truth, mayBeNull: mayBeNull, known, placed)
    case .conversion(let inner, _, _), .guarded(_, let inner):
      return learn(inner, truth, mayBeNull: mayBeNull, known, frame)
    default: break
    }
    if !mayBeNull { require(condition, &learned, known, frame) }
    return learned
  }

  private mutating func either(
    _ parts: [CheckedExpression], _ truth: Bool, _ mayBeNull: Bool, _ known: Known, _ frame: Frame
  ) -> Known {
    guard let first = parts.first else { return known }
    var common = learn(first, truth, mayBeNull: mayBeNull, known, frame)
    for part in parts.dropFirst() {
      common = common.common(with: learn(part, truth, mayBeNull: mayBeNull, known, frame))
    }
    return common
  }

  mutating func learn(
    _ left: CheckedExpression, _ comparison: ComparisonOperator, _ right: CheckedExpression,
    _ truth: Bool, _ mayBeNull: Bool, _ known: Known, _ frame: Frame
  ) -> Known {
    var learned = known
    for (one, other, isTurned) in [(left, right, false), (right, left, true)] {
      if case .constant(.number(let limit)) = other.form,
        case .callBuiltIn(let builtIn, let lists) = one.form, builtIn.name == "count",
        let list = lists.first
      {
        let ofNone = isTurned ? comparison.holds(limit, .zero) : comparison.holds(.zero, limit)
        if ofNone != truth { fill(list, mayBeNull, &learned, known, frame) }
      }
      let isEqual = comparison == .equal && truth || comparison == .notEqual && !truth
      let isOther = comparison == .notEqual && truth || comparison == .equal && !truth
      if Self.isNull(other) {
        if isOther { require(one, &learned, known, frame) }
      } else if Self.isEmptyList(other) {
        if isOther, read(one, known, frame).causes.isEmpty {
          fill(one, true, &learned, known, frame)
        }
      } else if isEqual, read(other, known, frame).causes.isEmpty {
        require(one, &learned, known, frame)
      }
    }
    switch comparison {
    case .equal, .notEqual: break
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      if !mayBeNull {
        require(left, &learned, known, frame)
        require(right, &learned, known, frame)
      }
    }
    return learned
  }

  private static func isNull(_ expression: CheckedExpression) -> Bool {
    if case .constant(.null) = expression.form { true } else { false }
  }

  private static func isEmptyList(_ expression: CheckedExpression) -> Bool {
    switch expression.form {
    case .constant(.list(let items)): items.isEmpty
    case .list(let parts): parts.isEmpty
    default: false
    }
  }

  /// A value meets its tests.
  mutating func learn(
    _ value: CheckedExpression, _ tests: CheckedTests, _ known: Known, _ frame: Frame
  ) -> Known {
    var learned = known
    guard case .some(let tests) = tests.form else { return known }
    let excludesNull = tests.allSatisfy { test in
      switch test {
      case .comparison(let comparison, let operand):
        switch comparison {
        case .equal: return !Self.isNull(operand)
        case .notEqual: return Self.isNull(operand)
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return true
        }
      case .value(let operand):
        // A truth about something else holds for any value.
        return operand.type != .boolean && read(operand, known, frame).causes.isEmpty
      case .condition: return false
      }
    }
    if excludesNull { require(value, &learned, known, frame) }
    return learned
  }

  /// Marks a value, and what it can't be without, as being there.
  private mutating func require(
    _ expression: CheckedExpression, _ learned: inout Known, _ known: Known, _ frame: Frame
  ) {
    switch expression.form {
    case .arithmetic(let first, let rest):
      for operand in [first] + rest.map(\.operand) { require(operand, &learned, known, frame) }
    case .negation(let operand): require(operand, &learned, known, frame)
    case .placed(let inner, let origin):
      var placed = frame
      placed.origin = origin
      require(inner, &learned, known, placed)
    case .conversion(let inner, _, _), .guarded(_, let inner):
      require(inner, &learned, known, frame)
    case .slot, .local, .path, .filter:
      if case .path(let base, _) = expression.form { require(base, &learned, known, frame) }
      if let key = read(expression, known, frame).key { learned.present.insert(key) }
    default: break
    }
  }

  /// Marks a list as having items, if it is not `null`.
  private mutating func fill(
    _ list: CheckedExpression, _ mayBeNull: Bool, _ learned: inout Known, _ known: Known,
    _ frame: Frame
  ) {
    if !mayBeNull { require(list, &learned, known, frame) }
    let found = read(list, known, frame)
    if let key = found.key { learned.filled.insert(key) }
    // Of a list that was filtered or projected, the list itself has items too.
    switch list.form {
    case .filter(let base, _, _), .path(let base, _): fill(base, mayBeNull, &learned, known, frame)
    case .placed(let inner, _), .conversion(let inner, _, _):
      fill(inner, mayBeNull, &learned, known, frame)
    default: break
    }
  }
}

extension CheckedTests {
  /// Whether they compare with values only, which is true or false of `null` too.
  fileprivate var areNeverNull: Bool {
    tests.allSatisfy { test in
      if case .value(let operand) = test, case .range = operand.type { return false }
      if case .value = test { return true }
      return false
    }
  }

  var tests: [Test] {
    switch form {
    case .any: []
    case .some(let tests), .none(let tests): tests
    }
  }
}
