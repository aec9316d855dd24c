/// Reads when rules are true and when they are false out of what they say: definitions and calls are followed, and of lists
/// every item is read as any other.
struct RuleReader {
  /// What a local name stands for.
  indirect enum Binding {
    /// An item of a list, by its variable, or what lies in it.
    case item(Int, [String])
    case expression(CheckedExpression, Frame)
  }

  /// A term, of the items that these variables stand for.
  typealias TermUse = (term: Int, items: [Int])

  /// The local names in sight.
  struct Frame {
    var locals: [Int: Binding] = [:]
    /// The text that expressions stand in.
    var origin: Remark.Origin?
    /// The numbers of other local names, by place: each has one of its own, from without to within.
    var numbers: [Int: Int] = [:]
    /// How many have a number, those around a definition or the body of a function too.
    var height = 0

    init(origin: Remark.Origin? = nil) { self.origin = origin }

    func binding(_ place: Int, to value: Binding) -> Frame {
      var copy = self
      copy.locals[place] = value
      return copy
    }

    func placed(_ origin: Remark.Origin) -> Frame {
      var copy = self
      copy.origin = origin
      return copy
    }

    /// What the author wrote; `nil` where that is not known.
    func words(of expression: CheckedExpression) -> String? {
      guard let text = origin?.fragment?.text else { return nil }
      let bytes = Array(text.utf8)
      let range = expression.range
      guard range.start < range.end, range.end <= bytes.count else { return nil }
      return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    }
  }

  let rules: AnalysedRules
  var terms = RuleTerms()
  /// The list of each variable, and the variable of the item that the list is part of.
  var variables: [(list: Int, owner: Int?)] = []
  var depth = 0
  /// For one check.
  var stepsLeft = stepsMost
  /// How many expressions had no key.
  var unnamed = 0
  /// Whether days are left aside that lie so late or early that adding to them gives none.
  var staysInCalendar = false
  /// Which of several versions it reads.
  let side: Int
  /// The keys of definitions: what two versions define alike is one.
  var definitionKeys: [DefinitionPlace: String] = [:]

  static let most = 24
  private static let deepest = 24
  static let stepsMost = 20_000

  /// - Parameter other: a reader of another version, whose terms are gone on with: answers of one name are one.
  init(_ rules: AnalysedRules, after other: RuleReader? = nil) {
    self.rules = rules
    side = other.map { $0.side + 1 } ?? 0
    if let other { (terms, variables, unnamed) = (other.terms, other.variables, other.unnamed) }
  }

  var compiler: Compiler { rules.compiled.compiler }

  /// What gives the value of a slot.
  func logic(_ slot: Int) -> CheckedExpression? {
    rules.ruleset.decisionModel.decision(at: slot)?.logic
  }

  /// When a check applies and when its rule is met.
  mutating func truths(_ check: AnalysedRules.Check) -> (applies: RuleTruth, rule: RuleTruth) {
    stepsLeft = Self.stepsMost
    func truth(_ part: CheckedFragment) -> RuleTruth {
      self.truth(part.expression, Frame(origin: Remark.Origin(part.fragment)))
    }
    let applies = RuleTruth.conjunction(check.conditions.map(truth))
    return (applies, check.rule.map(truth) ?? RuleTruth(.boolean(true)))
  }

  /// Does something inside a definition or a call, unless those lie too deep in each other.
  mutating func deeper<Result>(_ body: (inout RuleReader) -> Result) -> Result? {
    stepsLeft -= 1
    guard depth < Self.deepest, stepsLeft > 0 else { return nil }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  // MARK: Truths

  mutating func truth(_ expression: CheckedExpression, _ frame: Frame) -> RuleTruth {
    deeper { $0.read(expression, frame) } ?? opaque(expression, frame)
  }

  private mutating func read(_ expression: CheckedExpression, _ frame: Frame) -> RuleTruth {
    if let value = constant(expression, frame) { return RuleTruth(value) }
    switch expression.form {
    case .placed(let inner, let origin): return truth(inner, frame.placed(origin))
    case .guarded(let guards, let inner):
      let isAsked = guards.contains { !$0.type.constraints.isEmpty }
      return isAsked ? truth(inner, frame).orNull : truth(inner, frame)
    case .conjunction(let parts): return .conjunction(parts.map { truth($0, frame) })
    case .disjunction(let parts): return .disjunction(parts.map { truth($0, frame) })
    case .conditional(let condition, let then, let otherwise):
      return .choice(truth(condition, frame), truth(then, frame), truth(otherwise, frame))
    case .comparison(let left, let comparison, let right):
      return compare(left, comparison, right, frame)
    case .between(let value, let low, let high):
      let both = [
        compare(value, .greaterOrEqual, low, frame), compare(value, .lessOrEqual, high, frame),
      ]
      return RuleTruth.conjunction(both).orNull
    case .membership(let value, let tests, let input):
      return membership(value, tests, input, frame)
    case .quantified(let quantifier, let iterators, let condition):
      return quantified(quantifier, iterators[...], condition, frame)
        ?? opaque(expression, frame)
    case .callBuiltIn(let function, let arguments):
      switch (function.name.text, arguments.count) {
      case ("not", 1): return truth(arguments[0], frame).negated
      case ("list contains", 2):
        return contains(arguments[0], arguments[1], frame) ?? opaque(expression, frame)
      default: return opaque(expression, frame)
      }
    case .call(let function, let arguments):
      guard let (body, inner) = called(function, arguments, frame) else {
        return opaque(expression, frame)
      }
      return truth(body, inner)
    case .slot(let slot):
      if let inner = logic(slot) { return truth(inner, Frame()) }
      if let term = parameter(slot) { return truth(of: (term, [])) }
    case .local(let place):
      if case .expression(let inner, let frame)? = frame.locals[place] {
        return truth(inner, frame)
      }
    case .table(let table):
      if let rows = rows(table, frame) {
        return .cases(rows.map { ($0.when, truth($0.conclusion, frame)) })
      }
    default: break
    }
    if let answer = answer(expression, frame), let term = term(of: answer) {
      return truth(of: term)
    }
    return opaque(expression, frame)
  }

  /// A truth of which only is known that it is one.
  mutating func opaque(_ expression: CheckedExpression, _ frame: Frame) -> RuleTruth {
    let (key, items) = key(of: expression, frame)
    let term = terms.add(
      key, .computed, .truths, mayBeAbsent: true, words: words(of: expression, frame))
    return truth(of: (term, items))
  }

  /// Whether a value, which is a truth, is so.
  private mutating func truth(of term: TermUse) -> RuleTruth {
    probe(.condition(CheckedExpression(.local(0), .boolean, at: .nowhere)), term, cuts: [])
  }

  mutating func probe(
    _ test: RuleTerms.Test, _ term: TermUse, cuts: [Value]
  ) -> RuleTruth {
    RuleTruth(
      ProbeUse(probe: terms.add(test, of: term.term, cuts: cuts, compiler), items: term.items))
  }

  /// The value of a term compared with a constant.
  mutating func probe(
    _ term: TermUse, _ comparison: ComparisonOperator, _ value: Value, _ type: ValueType
  ) -> RuleTruth {
    let compared = CheckedExpression(
      .comparison(
        CheckedExpression(.local(0), type, at: .nowhere), comparison,
        CheckedExpression(.constant(value), type, at: .nowhere)), .boolean, at: .nowhere)
    return probe(.condition(compared), term, cuts: value.isNull ? [] : [value])
  }
}
