/// One small change of what rules say, as somebody may make it by mistake: tests that are worth something notice it.
public struct RuleMutation: Sendable {
  /// The file that it is made in.
  public let source: SourceText
  /// The words that are changed.
  public let range: SourceRange
  /// What takes their place.
  public let after: String

  /// What is changed.
  public var before: String { source.text(in: range) }

  /// The file with the change made.
  public var changed: SourceText {
    let bytes = source.bytes
    return SourceText(
      name: source.name,
      bytes: Array(bytes[..<range.start]) + Array(after.utf8) + Array(bytes[range.end...]))
  }
}

extension Ruleset {
  /// A comparison turned or moved by a hair, a number one more or less, `and` for `or`, `some` for `every`, `not` left out,
  /// the end of an interval in or out: in conditions, rules, definitions and the outcome, one after the other.
  public func mutations() -> [RuleMutation] {
    var mutator = Mutator()
    for criterion in checked.criteria {
      mutator.add(criterion.applies)
      for check in criterion.checks {
        mutator.add(check.applies)
        mutator.add(check.rule)
      }
    }
    for decision in checked.decisionModel.decisions { mutator.add(decision.logic, nil) }
    return mutator.found
  }
}

private struct Mutator {
  private(set) var found: [RuleMutation] = []
  private var known: Set<Key> = []

  private struct Key: Hashable {
    let file: String
    let range: SourceRange
    let after: String
  }

  mutating func add(_ part: CheckedFragment?) {
    if let part { add(part.expression, part.fragment) }
  }

  /// - Parameter fragment: what the expression stands in; `nil` until that is known.
  mutating func add(_ expression: CheckedExpression, _ fragment: SourceFragment?) {
    switch expression.form {
    case .placed(let inner, let origin):
      add(inner, origin.fragment)
      return
    case .comparison(let left, let comparison, let right):
      for other in comparison.mistakes {
        replace(
          comparison.rawValue, by: other.rawValue,
          within: SourceRange(left.range.end, right.range.start), fragment)
      }
    case .conjunction(let parts): change("and", to: "or", between: parts, fragment)
    case .disjunction(let parts): change("or", to: "and", between: parts, fragment)
    case .quantified(let quantifier, _, _):
      replace(
        quantifier.rawValue, by: quantifier == .some ? "every" : "some", within: expression.range,
        fragment)
    case .callBuiltIn(let function, _) where function.name.text == "not":
      replace("not", by: "", within: expression.range, fragment)
    case .constant(.number(let number)):
      for step in [Number.one, Number(-1)] {
        guard let other = number.adding(step), other >= .zero else { continue }
        replace("\(number)", by: "\(other)", within: expression.range, fragment)
      }
    case .constant(.boolean(let truth)):
      replace("\(truth)", by: "\(!truth)", within: expression.range, fragment)
    case .range: ends(of: expression, fragment)
    case .table(let table): add(table, fragment)
    default: break
    }
    for child in expression.children where !expression.isTable { add(child, fragment) }
    if case .membership(_, let tests, _) = expression.form { add(tests, fragment) }
  }

  private mutating func add(_ table: CheckedTable, _ fragment: SourceFragment?) {
    for input in table.inputs { add(input.expression, fragment) }
    for rule in table.rules {
      for condition in rule.conditions { add(condition, fragment) }
      for conclusion in rule.conclusions { add(conclusion, fragment) }
    }
  }

  /// The comparisons in a cell; the values in it are expressions like any other.
  private mutating func add(_ tests: CheckedTests, _ fragment: SourceFragment?) {
    let place = tests.origin?.fragment ?? fragment
    guard case .some(let tests) = tests.form else { return }
    for test in tests {
      switch test {
      case .comparison(let comparison, let operand):
        let before = SourceRange(0, operand.range.start)
        for other in comparison.mistakes {
          replaceLast(comparison.rawValue, by: other.rawValue, within: before, place)
        }
        add(operand, place)
      case .value(let operand): add(operand, place)
      case .condition(let operand): add(operand, place)
      }
    }
  }

  private mutating func ends(of range: CheckedExpression, _ fragment: SourceFragment?) {
    guard let bytes = fragment.map({ Array($0.text.utf8) }), range.range.end <= bytes.count,
      range.range.start < range.range.end
    else { return }
    let start = SourceRange(range.range.start, range.range.start + 1)
    let end = SourceRange(range.range.end - 1, range.range.end)
    for (place, pairs) in [(start, ["[": "(", "(": "["]), (end, ["]": ")", ")": "]"])] {
      let mark = String(decoding: bytes[place.start..<place.end], as: UTF8.self)
      if let other = pairs[mark] { make(place, other, fragment) }
    }
  }

  // MARK: Places

  private mutating func change(
    _ word: String, to other: String, between parts: [CheckedExpression],
    _ fragment: SourceFragment?
  ) {
    for (left, right) in zip(parts, parts.dropFirst()) {
      replace(word, by: other, within: SourceRange(left.range.end, right.range.start), fragment)
    }
  }

  private mutating func replace(
    _ word: String, by other: String, within range: SourceRange, _ fragment: SourceFragment?
  ) {
    make(word, other, range, fragment) { $0.firstRange(of: $1) }
  }

  private mutating func replaceLast(
    _ word: String, by other: String, within range: SourceRange, _ fragment: SourceFragment?
  ) {
    make(word, other, range, fragment) { text, word in text.ranges(of: word).last }
  }

  private mutating func make(
    _ word: String, _ other: String, _ range: SourceRange, _ fragment: SourceFragment?,
    _ find: (ArraySlice<UInt8>, [UInt8]) -> Range<Int>?
  ) {
    guard let bytes = fragment.map({ Array($0.text.utf8) }), range.start <= range.end,
      range.end <= bytes.count,
      let place = find(bytes[range.start..<range.end], Array(word.utf8))
    else { return }
    make(SourceRange(place.lowerBound, place.upperBound), other, fragment)
  }

  private mutating func make(
    _ range: SourceRange, _ other: String, _ fragment: SourceFragment?
  ) {
    guard let fragment else { return }
    let place = fragment.range(of: range)
    // What a quoted scalar writes otherwise than its text is left alone.
    guard fragment.source.text(in: place) == fragment.words(range) else { return }
    let key = Key(file: fragment.source.name, range: place, after: other)
    guard known.insert(key).inserted else { return }
    found.append(RuleMutation(source: fragment.source, range: place, after: other))
  }
}

extension SourceFragment {
  fileprivate func words(_ range: SourceRange) -> String {
    String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self)
  }
}

extension CheckedExpression {
  fileprivate var isTable: Bool { if case .table = form { true } else { false } }
}

extension ComparisonOperator {
  /// Turned, and moved by a hair.
  fileprivate var mistakes: [ComparisonOperator] {
    switch self {
    case .equal: [.notEqual]
    case .notEqual: [.equal]
    case .less: [.lessOrEqual, .greater]
    case .lessOrEqual: [.less, .greaterOrEqual]
    case .greater: [.greaterOrEqual, .less]
    case .greaterOrEqual: [.greater, .lessOrEqual]
    }
  }
}
