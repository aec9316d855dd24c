/// What tells what rules compute apart: the same words of the same answers are one.
extension RuleReader {
  /// A key for what an expression computes, the same for every item and in whichever order it is written, and the variables
  /// that it speaks of.
  mutating func key(of expression: CheckedExpression, _ frame: Frame) -> (String, [Int]) {
    VariableKey(rawKey(of: expression, frame)).numbered
  }

  /// A key for when a check applies and when its rule is met: what is written otherwise and means the same by the laws of
  /// `and`, `or`, `not`, quantifiers and comparisons has the same. Two checks of one key are the same for every plan: what
  /// the key does not hold has a number of its own, as that of an answer or a parameter of another type does not
  /// (``DifferenceAnalyser`` looks at those first).
  mutating func key(of check: AnalysedRules.Check) -> String {
    stepsLeft = Self.stepsMost
    let conditions = check.conditions.map { rawKey(of: $0.expression, Frame()) }
    let rule = check.rule.map { rawKey(of: $0.expression, Frame()) }
    let applies = VariableKey.sorted(conditions).joined(separator: " and ")
    return VariableKey("\(applies) → \(rule ?? "")").numbered.key
  }

  /// The same with variables by their own numbers.
  mutating func rawKey(of expression: CheckedExpression, _ frame: Frame) -> String {
    rawKey(of: expression, frame, isNegated: false)
  }

  /// - Parameter isNegated: whether it is the key of `not(…)` around it.
  private mutating func rawKey(
    of expression: CheckedExpression, _ frame: Frame, isNegated: Bool
  ) -> String {
    stepsLeft -= 1
    // What is too large to be told from others is like nothing else.
    guard stepsLeft > 0 else { return unnamedKey() }
    if let value = constant(expression, frame) {
      if isNegated, case .boolean(let holds) = value { return rawKey(of: .boolean(!holds)) }
      return negated(isNegated, rawKey(of: value))
    }
    if let answer = answer(expression, frame) {
      guard let variable = answer.item else {
        return negated(isNegated, "p:" + answer.path.joined(separator: "."))
      }
      let key = terms.key(list: variables[variable].list, path: answer.path)
      return negated(isNegated, "\(VariableKey.mark(variable)):\(key)")
    }
    switch expression.form {
    case .placed(let inner, _): return rawKey(of: inner, frame, isNegated: isNegated)
    case .slot(let slot): return negated(isNegated, key(ofSlot: slot, frame))
    case .local(let place):
      guard case .expression(let inner, let frame)? = frame.locals[place] else {
        return frame.numbers[place].map { negated(isNegated, "l\($0)") } ?? unnamedKey()
      }
      return deeper { $0.rawKey(of: inner, frame, isNegated: isNegated) } ?? unnamedKey()
    case .itemMember(let name, let item, nil):
      guard let number = frame.numbers[item] else { return unnamedKey() }
      return negated(isNegated, ".\(VariableKey.withoutMarks(name))(l\(number))")
    case .guarded(let guards, let inner) where guards.allSatisfy(\.type.constraints.isEmpty):
      return rawKey(of: inner, frame, isNegated: isNegated)
    case .call(let function, let arguments):
      if let (body, inner) = called(function, arguments, frame),
        let key = deeper({ $0.rawKey(of: body, inner, isNegated: isNegated) })
      {
        return key
      }
    case .callBuiltIn:
      if let inner = expression.denied { return rawKey(of: inner, frame, isNegated: !isNegated) }
    case .comparison(let left, let comparison, let right):
      let isOrder = comparison != .equal && comparison != .notEqual
      if isNegated, isOrder, !left.type.isTotallyOrdered, !right.type.isTotallyOrdered {
        return negated(true, rawKey(of: expression, frame))
      }
      let comparison = isNegated ? comparison.negated : comparison
      let parts = [rawKey(of: left, frame), rawKey(of: right, frame)]
      let sorted = VariableKey.sorted(parts)
      let name = sorted == parts ? comparison : comparison.mirrored
      return "\(name.rawValue)(\(sorted.joined(separator: ", ")))"
    case .conjunction, .disjunction:
      let isAll = if case .conjunction = expression.form { !isNegated } else { isNegated }
      var parts: [String] = []
      addParts(of: expression, frame, isAll: isAll, isNegated: isNegated, to: &parts)
      let sorted = VariableKey.sorted(parts).removingRepeats
      if sorted.count == 1 { return sorted[0] }
      return "\(isAll ? "and" : "or")(\(sorted.joined(separator: ", ")))"
    case .quantified(let quantifier, let iterators, let condition)
    where iterators.allSatisfy(\.isOfList):
      var parts: [String] = []
      var inner = frame
      for iterator in iterators {
        parts += iterator.expressions.map { rawKey(of: $0, inner) }
        inner = inner.within([iterator.place])
      }
      parts.append(rawKey(of: condition, inner, isNegated: isNegated))
      let isEvery = (quantifier == .every) != isNegated
      return "\(isEvery ? "every" : "some")(\(parts.joined(separator: ", ")))"
    default: break
    }
    guard let name = expression.nameOfKey else { return unnamedKey() }
    let inner = expression.innerFrame(of: frame)
    let outerCount = expression.countOfOuterParts
    let parts = expression.children.enumerated().map { index, child in
      rawKey(of: child, index < outerCount ? frame : inner)
    }
    return negated(isNegated, "\(name)(\(parts.joined(separator: ", ")))")
  }

  private func negated(_ isNegated: Bool, _ key: String) -> String {
    isNegated ? "not(\(key))" : key
  }

  /// The parts of `and` within `and`, and of `or` within `or`, however these are nested.
  private mutating func addParts(
    of expression: CheckedExpression, _ frame: Frame, isAll: Bool, isNegated: Bool,
    to parts: inout [String]
  ) {
    switch expression.form {
    case .placed(let inner, _):
      addParts(of: inner, frame, isAll: isAll, isNegated: isNegated, to: &parts)
    case .conjunction(let inner) where isAll != isNegated,
      .disjunction(let inner) where isAll == isNegated:
      for part in inner {
        addParts(of: part, frame, isAll: isAll, isNegated: isNegated, to: &parts)
      }
    default:
      if let inner = expression.denied {
        addParts(of: inner, frame, isAll: isAll, isNegated: !isNegated, to: &parts)
      } else {
        parts.append(rawKey(of: expression, frame, isNegated: isNegated))
      }
    }
  }

  func rawKey(of value: Value) -> String {
    // Keys are compared as texts, which may be equal though their characters are not.
    let text = value.literal.unicodeScalars.reduce(into: "") { text, scalar in
      text += scalar.isASCII ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
    }
    return VariableKey.withoutMarks(text)
  }

  /// A definition is what it says; the verdict of a criterion is that of its version.
  private mutating func key(ofSlot slot: Int, _ frame: Frame) -> String {
    let place = DefinitionPlace(slot: slot, height: frame.height)
    if let known = definitionKeys[place] { return known }
    guard let inner = logic(slot) else {
      return parameter(slot).map { terms.terms[$0].key } ?? "slot \(slot) of \(side)"
    }
    let text =
      deeper { $0.rawKey(of: inner, Frame(within: frame), isNegated: false) } ?? unnamedKey()
    let key = text.utf8.count < Self.longestKey ? text : "@\(terms.number(of: text))"
    definitionKeys[place] = key
    return key
  }

  /// A definition, and how many local names there are around where it is spoken of.
  struct DefinitionPlace: Hashable {
    let slot: Int
    let height: Int
  }

  private static let longestKey = 80

  /// Of what is like nothing else.
  private mutating func unnamedKey() -> String {
    unnamed += 1
    return "?\(unnamed)"
  }
}

extension [String] {
  /// Of equal ones that follow each other the first.
  fileprivate var removingRepeats: [String] {
    reduce(into: []) { all, one in if all.last != one { all.append(one) } }
  }
}

/// A key in which variables stand by their own numbers, until it is known in which order they are spoken of.
struct VariableKey {
  private let raw: String

  private static let start: Character = "\u{1}"
  private static let end: Character = "\u{2}"

  init(_ raw: String) { self.raw = raw }

  static func mark(_ variable: Int) -> String { "\(start)\(variable)\(end)" }

  /// A text of the author, in which no mark stands.
  static func withoutMarks(_ text: String) -> String {
    guard text.contains(where: { $0 == start || $0 == end || $0 == "\\" }) else { return text }
    return text.replacing("\\", with: "\\\\").replacing(String(start), with: "\\1")
      .replacing(String(end), with: "\\2")
  }

  /// In an order that does not depend on which variables they speak of.
  static func sorted(_ keys: [String]) -> [String] {
    keys.map { (VariableKey($0).replacingMarks { _ in "" }, $0) }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// With the variables counted from the first that is spoken of, and which these are.
  var numbered: (key: String, items: [Int]) {
    var items: [Int] = []
    let key = replacingMarks { variable in
      if !items.contains(variable) { items.append(variable) }
      return "#\(items.firstIndex(of: variable) ?? 0)"
    }
    return (key, items)
  }

  private func replacingMarks(_ replacement: (Int) -> String) -> String {
    let parts = raw.split(separator: Self.start, omittingEmptySubsequences: false)
    var text = String(parts.first ?? "")
    for part in parts.dropFirst() {
      let pieces = part.split(
        separator: Self.end, maxSplits: 1, omittingEmptySubsequences: false)
      if let variable = Int(pieces[0]) { text += replacement(variable) }
      text += pieces.dropFirst().first ?? ""
    }
    return text
  }
}

extension CheckedExpression {
  /// The truth of which it says that it is not so.
  fileprivate var denied: CheckedExpression? {
    guard case .callBuiltIn(let function, let arguments) = form, function.name.text == "not",
      arguments.count == 1, arguments[0].type == .boolean
    else { return nil }
    return arguments[0]
  }

  /// What tells it from another with the same parts; `nil` where its parts alone do not say what it gives.
  fileprivate var nameOfKey: String? {
    switch form {
    case .path(_, let member): ".\(VariableKey.withoutMarks(member))"
    case .filter: "filter"
    case .call: "call"
    case .callNamed(_, let arguments): "call \(arguments.map(\.name.text).namesOfKey)"
    case .callBuiltIn(let function, _): function.name.text
    case .callBuiltInNamed(let function, let arguments):
      "\(function.name.text) \(arguments.map(\.name.text).namesOfKey)"
    case .negation: "-"
    case .arithmetic(_, let rest): rest.map(\.operation.rawValue).joined()
    case .between: "between"
    case .membership(_, let tests, _): "in \(tests.nameOfKey)"
    case .conditional: "if"
    case .iteration(let iterators, _, _) where iterators.allSatisfy(\.isOfList): "for"
    case .instance(_, let type): "instance of \(VariableKey.withoutMarks("\(type)"))"
    case .list: "list"
    case .context(let entries, _): "context \(entries.map(\.key).namesOfKey)"
    case .range(let low, let includesLow, let high, let includesHigh):
      "range \(low != nil) \(includesLow) \(high != nil) \(includesHigh)"
    case .pointRange(_, let isExcluded): "point \(isExcluded)"
    case .function(let parameters, _, captured: 0): "function \(parameters.count)"
    case .conversion(_, let type, _) where type.constraints.isEmpty:
      "as \(VariableKey.withoutMarks("\(type.type)"))"
    default: nil
    }
  }

  /// How many of its parts do not see the local names that it gives to the others.
  fileprivate var countOfOuterParts: Int {
    switch form {
    case .filter, .membership: 1
    case .iteration, .context, .function: 0
    default: children.count
    }
  }

  /// The names in sight of its other parts.
  fileprivate func innerFrame(of frame: RuleReader.Frame) -> RuleReader.Frame {
    switch form {
    case .filter(_, _, let item): frame.within([item])
    case .membership(_, _, let input): frame.within([input])
    case .iteration(let iterators, _, let partial):
      frame.within(iterators.map(\.place) + [partial])
    case .context(let entries, let first): frame.within(first..<first + entries.count)
    case .function(let parameters, _, _):
      RuleReader.Frame(within: frame).within(parameters.indices)
    default: frame
    }
  }
}

extension [String] {
  /// Names that stay apart whatever signs they hold.
  fileprivate var namesOfKey: String {
    map { VariableKey.withoutMarks(Value.string($0).literal) }.joined(separator: ",")
  }
}

extension CheckedTests {
  /// How its values are tested.
  fileprivate var nameOfKey: String {
    func names(_ tests: [Test]) -> String {
      tests.map { test in
        switch test {
        case .comparison(let comparison, _): comparison.rawValue
        case .value: "."
        case .condition: "?"
        }
      }.joined(separator: ",")
    }
    return switch form {
    case .any: "any"
    case .some(let tests): "some \(names(tests))"
    case .none(let tests): "none \(names(tests))"
    }
  }
}

extension CheckedIterator {
  fileprivate var isOfList: Bool { if case .list = domain { true } else { false } }
}

extension RuleReader.Frame {
  /// That of a definition or the body of a function: it sees no local name of where it is spoken of.
  init(within frame: RuleReader.Frame) { height = frame.height }

  /// That of what sees more local names.
  fileprivate func within(_ places: some Collection<Int>) -> RuleReader.Frame {
    var copy = self
    for place in places {
      copy.numbers[place] = copy.height
      copy.height += 1
    }
    return copy
  }
}
