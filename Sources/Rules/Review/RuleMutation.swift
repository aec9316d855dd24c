/// One small change of what rules say, as somebody may make it by mistake: tests that are worth something notice it.
public struct RuleMutation: Sendable {
  /// What is changed is in this part, or in a cell of it.
  package let part: RulePart
  private let fragment: SourceFragment
  private let local: SourceRange
  /// The words that are changed.
  public let range: SourceRange
  /// What takes their place.
  public let after: String

  fileprivate init(
    _ part: RulePart, _ fragment: SourceFragment, _ local: SourceRange, _ range: SourceRange,
    by after: String
  ) {
    self.part = part
    self.fragment = fragment
    self.local = local
    self.range = range
    self.after = after
  }

  /// The file that it is made in.
  public var source: SourceText { fragment.source }

  /// What is changed.
  public var before: String { source.text(in: range) }

  /// The file with the change made.
  public var changed: SourceText { fragment.replacing(local, by: after).source }

  /// The ruleset with the change made, for verdicts alone.
  ///
  /// - Returns: `nil` where the whole has to be made ready once more.
  /// - Throws: why it can't be made.
  package func changing(_ ruleset: Ruleset) throws(Diagnostics) -> ChangedRuleset? {
    try ChangedRuleset(ruleset, part, fragment, by: fragment.replacing(local, by: after))
  }
}

extension Ruleset {
  /// A comparison turned or moved by a hair, a number one more or less, a day or a term one longer, `and` for `or`, `some`
  /// for `every`, `not` left out, the end of an interval in or out: in conditions, rules, definitions and the outcome, one
  /// after the other. Of the outcome each criterion left out of a list too.
  public func mutations() -> [RuleMutation] {
    var mutator = Mutator()
    for (place, criterion) in checked.criteria.enumerated() {
      mutator.add(criterion.applies, .criterion(place))
      for (index, check) in criterion.checks.enumerated() {
        mutator.add(check.applies, .applies(criterion: place, check: index))
        mutator.add(check.rule, .rule(criterion: place, check: index))
      }
    }
    let concluding = Set(conclusions.map(\.slot))
    for (place, decision) in checked.decisionModel.decisions.enumerated() {
      mutator.add(decision.logic, .decision(place), concludes: concluding.contains(decision.slot))
    }
    return mutator.found
  }
}

private struct Mutator {
  private(set) var found: [RuleMutation] = []
  private var known: Set<Key> = []
  private var part = RulePart.criterion(0)
  /// Whether it speaks of criteria.
  private var concludes = false

  private struct Key: Hashable {
    let file: String
    let range: SourceRange
    let after: String
  }

  mutating func add(_ text: CheckedFragment?, _ part: RulePart) {
    self.part = part
    concludes = false
    if let text { add(text.expression, text.fragment) }
  }

  mutating func add(_ logic: CheckedExpression, _ part: RulePart, concludes: Bool) {
    self.part = part
    self.concludes = concludes
    add(logic, nil)
  }

  /// - Parameter fragment: what the expression stands in; `nil` until that is known.
  private mutating func add(_ expression: CheckedExpression, _ fragment: SourceFragment?) {
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
    case .callBuiltIn(let function, let arguments)
    where ["date", "duration"].contains(function.name.text):
      if let text = arguments.first?.text { add(text, within: expression.range, fragment) }
    case .constant(.date), .constant(.yearMonthDuration), .constant(.dayTimeDuration):
      if let text = fragment?.quoted(in: expression.range) {
        add(text, within: expression.range, fragment)
      }
    case .list(let items) where concludes && items.count > 1:
      for (index, item) in items.enumerated() {
        let range =
          index == 0
          ? SourceRange(item.range.start, items[1].range.start)
          : SourceRange(items[index - 1].range.end, item.range.end)
        make(range, "", fragment)
      }
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

  /// The text of a day or of a term.
  private mutating func add(
    _ text: String, within range: SourceRange, _ fragment: SourceFragment?
  ) {
    if let day = CalendarDate(text), let next = day.adding(days: 1) {
      replace(text, by: "\(next)", within: range, fragment)
    } else if text.first == "P", let unit = text.last, "YMDWH".contains(unit),
      let number = Int(text.dropFirst().dropLast())
    {
      replace(text, by: "P\(number + 1)\(unit)", within: range, fragment)
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
    found.append(RuleMutation(part, fragment, range, place, by: other))
  }
}

extension SourceFragment {
  fileprivate func words(_ range: SourceRange) -> String {
    String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self)
  }

  /// What stands between quotation marks there.
  fileprivate func quoted(in range: SourceRange) -> String? {
    guard range.start <= range.end, range.end <= text.utf8.count else { return nil }
    let parts = words(range).split(separator: "\"", omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }
}

extension CheckedExpression {
  fileprivate var text: String? {
    if case .constant(.string(let text)) = form { text } else { nil }
  }

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
