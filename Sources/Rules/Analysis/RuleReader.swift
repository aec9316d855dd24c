/// Reads when rules are true and when they are false out of what they say: definitions and calls are followed, and of lists
/// every item is read as any other.
struct RuleReader {
  /// What a local name stands for.
  indirect enum Binding {
    /// An item of a list, by its variable, or what lies in it.
    case item(Int, [String])
    case expression(CheckedExpression, Frame)
  }

  /// The local names in sight.
  struct Frame {
    var locals: [Int: Binding] = [:]
    /// The text that expressions stand in.
    var origin: Remark.Origin?

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

  let vocabulary: Vocabulary
  private let parameters: [Parameter]
  let slots: RulesetSlots
  let logic: [Int: CheckedExpression]
  private let slotNames: [Int: String]
  let compiler: Compiler
  /// What is asked of answers, by the path of their field.
  let limits: [[String]: CheckedTests]
  var terms = RuleTerms()
  /// The list of each variable, and the variable of the item that the list is part of.
  private(set) var variables: [(list: Int, owner: Int?)] = []
  var depth = 0
  private var stepsLeft = 20_000
  /// How many expressions had no key.
  private var unnamed = 0
  /// Which of several versions it reads.
  private var side = 0
  /// The keys of definitions, by slot: what two versions define alike is one.
  private var definitionKeys: [Int: String] = [:]

  static let most = 24
  private static let deepest = 24

  /// - Parameter other: a reader of another version, whose terms are gone on with: answers of one name are one.
  init(_ rules: AnalysedRules, after other: RuleReader? = nil) {
    if let other {
      (terms, variables, unnamed) = (other.terms, other.variables, other.unnamed)
      side = other.side + 1
    }
    let ruleset = rules.ruleset
    vocabulary = ruleset.model.vocabulary
    parameters = ruleset.model.parameters
    slots = ruleset.slots
    var names: [Int: String] = [:]
    for (slot, parameter) in zip(slots.parameters, ruleset.model.parameters) {
      names[slot] = parameter.name.text
    }
    for (slot, criterion) in zip(slots.criteria, ruleset.model.criteria) {
      names[slot] = criterion.id
    }
    for decision in ruleset.decisionModel.decisions {
      names[decision.slot] = decision.decision.name.text
    }
    slotNames = names
    compiler = rules.compiled.compiler
    limits = rules.limits
    logic = Dictionary(
      ruleset.decisionModel.decisions.map { ($0.slot, $0.logic) },
      uniquingKeysWith: { first, _ in first })
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
      if let inner = logic[slot] { return truth(inner, Frame()) }
      if let term = parameter(slot) {
        let local = CheckedExpression(.local(0), .boolean, at: expression.range)
        return probe(.condition(local), (term, []), cuts: [])
      }
    case .local(let place):
      if case .expression(let inner, let frame)? = frame.locals[place] {
        return truth(inner, frame)
      }
    default: break
    }
    if let answer = answer(expression, frame), let term = term(of: answer) {
      let local = CheckedExpression(.local(0), .boolean, at: expression.range)
      return probe(.condition(local), term, cuts: [])
    }
    return opaque(expression, frame)
  }

  /// A truth of which only is known that it is one.
  mutating func opaque(_ expression: CheckedExpression, _ frame: Frame) -> RuleTruth {
    let (key, items) = key(of: expression, frame)
    let term = terms.add(
      key, .computed, .truths, mayBeAbsent: true, words: words(of: expression, frame))
    let local = CheckedExpression(.local(0), .boolean, at: expression.range)
    return probe(.condition(local), (term, items), cuts: [])
  }

  /// What its author calls it.
  func words(of expression: CheckedExpression, _ frame: Frame) -> String? {
    switch expression.form {
    case .placed(let inner, let origin): return words(of: inner, frame.placed(origin))
    case .slot(let slot): return slotNames[slot]
    case .local(let place):
      guard case .expression(let inner, let frame)? = frame.locals[place] else { return nil }
      return words(of: inner, frame)
    default: return frame.words(of: expression)
    }
  }

  mutating func probe(
    _ test: RuleTerms.Test, _ term: (term: Int, items: [Int]), cuts: [Value]
  ) -> RuleTruth {
    RuleTruth(
      ProbeUse(probe: terms.add(test, of: term.term, cuts: cuts, compiler), items: term.items))
  }

  // MARK: What names stand for

  /// A value that is the same for every plan.
  func constant(_ expression: CheckedExpression, _ frame: Frame) -> Value? {
    switch expression.form {
    case .placed(let inner, _): return constant(inner, frame)
    case .local(let place):
      guard case .expression(let inner, let frame)? = frame.locals[place] else { return nil }
      return constant(inner, frame)
    case .negation, .arithmetic, .list, .callBuiltIn:
      guard expression.isWithoutNames(compiler) else { return nil }
      return expression.value(compiler).flatMap { $0.isUnknown ? nil : $0 }
    default:
      return compiler.lasting(expression).flatMap { $0.isUnknown || $0.isFunction ? nil : $0 }
    }
  }

  /// An answer, or a group or list of answers.
  struct Answer {
    /// The variable of the item that it lies in.
    let item: Int?
    let path: [String]
    let kind: Field.Kind
    let mayBeAbsent: Bool
  }

  mutating func answer(_ expression: CheckedExpression, _ frame: Frame) -> Answer? {
    switch expression.form {
    case .placed(let inner, _), .guarded(_, let inner): return answer(inner, frame)
    case .slot(let slot):
      if slots.fields.contains(slot) {
        let field = vocabulary.fields[slot]
        return Answer(
          item: nil, path: [field.name], kind: field.kind, mayBeAbsent: !field.isRequired)
      }
      guard let inner = logic[slot], case .some = inner.named else { return nil }
      return deeper { $0.answer(inner, Frame()) } ?? nil
    case .local(let place):
      switch frame.locals[place] {
      case .item(let variable, let path)?: return answer(in: variable, path)
      case .expression(let inner, let frame)?: return deeper { $0.answer(inner, frame) } ?? nil
      case nil: return nil
      }
    case .path(let base, let member):
      guard let base = answer(base, frame), case .group(let fields) = base.kind,
        let field = fields.first(where: { $0.name == member })
      else { return nil }
      return Answer(
        item: base.item, path: base.path + [member], kind: field.kind,
        mayBeAbsent: base.mayBeAbsent || !field.isRequired)
    default: return nil
    }
  }

  func answer(in variable: Int, _ path: [String]) -> Answer? {
    var kind = terms.lists[variables[variable].list].item
    var mayBeAbsent = false
    for name in path {
      guard case .group(let fields) = kind, let field = fields.first(where: { $0.name == name })
      else { return nil }
      kind = field.kind
      mayBeAbsent = mayBeAbsent || !field.isRequired
    }
    return Answer(item: variable, path: path, kind: kind, mayBeAbsent: mayBeAbsent)
  }

  /// The term that an answer is; `nil` for groups and lists, and where its values have no order and are not listed.
  mutating func term(of answer: Answer) -> (term: Int, items: [Int])? {
    guard let kind = CellAxis.Kind(answer.kind.type) else { return nil }
    let list = answer.item.map { variables[$0].list }
    let limit = limits[fieldPath(list, answer.path)]
    let term = terms.add(
      key(list, answer.path), .answer(list: list, path: answer.path), kind,
      mayBeAbsent: answer.mayBeAbsent, limits: limit.map { [($0, 0)] } ?? [])
    return (term, answer.item.map { [$0] } ?? [])
  }

  /// The term that a parameter is of which nobody knows the value yet.
  mutating func parameter(_ slot: Int) -> Int? {
    guard slots.parameters.contains(slot) else { return nil }
    let parameter = parameters[slot - slots.parameters.lowerBound]
    guard let kind = CellAxis.Kind(parameter.type) else { return nil }
    let name = parameter.name.text
    return terms.add(
      "parameter \(name)", .parameter(name), kind, mayBeAbsent: false, words: name)
  }

  /// The same for a field, of whatever item.
  mutating func term(list: Int?, path: [String], _ field: Field.Kind, mayBeAbsent: Bool) -> Int? {
    guard let kind = CellAxis.Kind(field.type) else { return nil }
    let limit = limits[fieldPath(list, path)]
    return terms.add(
      key(list, path), .answer(list: list, path: path), kind, mayBeAbsent: mayBeAbsent,
      limits: limit.map { [($0, 0)] } ?? [])
  }

  private func key(_ list: Int?, _ path: [String]) -> String {
    (list.map { terms.lists[$0].key + "[]." } ?? "") + path.joined(separator: ".")
  }

  /// The path of a field through the vocabulary.
  private func fieldPath(_ list: Int?, _ path: [String]) -> [String] {
    guard let list else { return path }
    return fieldPath(terms.lists[list].owner, terms.lists[list].path) + path
  }

  /// A list among the terms, whatever the item it is part of.
  mutating func list(
    owner: Int?, path: [String], item: Field.Kind, mayBeAbsent: Bool
  ) -> Int {
    terms.add(
      RuleTerms.List(
        key: key(owner, path), owner: owner, path: path, item: item, mayBeAbsent: mayBeAbsent))
  }

  /// How long a list is.
  mutating func count(of use: ListUse) -> (term: Int, items: [Int]) {
    let list = terms.lists[use.list]
    let term = terms.add(
      "count \(list.key)", .count(list: use.list), .numbers, mayBeAbsent: list.mayBeAbsent)
    return (term, use.items)
  }

  mutating func newVariable(_ use: ListUse) -> Int {
    variables.append((use.list, use.items.first))
    return variables.count - 1
  }

  /// The body of a function that is called by its name, with what its parameters stand for.
  mutating func called(
    _ function: CheckedExpression, _ arguments: [CheckedExpression], _ frame: Frame
  ) -> (body: CheckedExpression, Frame)? {
    guard case .slot(let slot) = function.form, var definition = logic[slot] else { return nil }
    while case .placed(let inner, _) = definition.form { definition = inner }
    guard case .function(let parameters, let body, captured: 0) = definition.form,
      parameters.count == arguments.count
    else { return nil }
    var inner = Frame()
    for (place, argument) in arguments.enumerated() {
      inner.locals[place] = .expression(argument, frame)
    }
    return (body, inner)
  }

  // MARK: Keys

  /// A key for what an expression computes, the same for every item, and the variables that it speaks of.
  mutating func key(of expression: CheckedExpression, _ frame: Frame) -> (String, [Int]) {
    var items: [Int] = []
    let key = key(of: expression, frame, &items)
    return (key, items)
  }

  private mutating func key(
    of expression: CheckedExpression, _ frame: Frame, _ items: inout [Int]
  ) -> String {
    stepsLeft -= 1
    // What is too large to be told from others is like nothing else.
    guard stepsLeft > 0 else { return unnamedKey() }
    if let value = constant(expression, frame) { return value.literal }
    if let answer = answer(expression, frame) {
      guard let variable = answer.item else { return "p:" + answer.path.joined(separator: ".") }
      if !items.contains(variable) { items.append(variable) }
      let number = items.firstIndex(of: variable) ?? 0
      return "#\(number):\(key(variables[variable].list, answer.path))"
    }
    func all(_ name: String, _ parts: [CheckedExpression], _ reader: inout RuleReader) -> String {
      "\(name)(" + parts.map { reader.key(of: $0, frame, &items) }.joined(separator: ", ") + ")"
    }
    let children = expression.children
    switch expression.form {
    case .placed(let inner, _): return key(of: inner, frame, &items)
    case .slot(let slot): return key(ofSlot: slot)
    case .local(let place):
      guard case .expression(let inner, let frame)? = frame.locals[place] else {
        return "l\(place)"
      }
      return deeper { $0.key(of: inner, frame, &items) } ?? unnamedKey()
    case .path(_, let member): return all("." + member, children, &self)
    case .filter: return all("filter", children, &self)
    case .call: return all("call", children, &self)
    case .callBuiltIn(let function, _): return all(function.name.text, children, &self)
    case .negation: return all("-", children, &self)
    case .arithmetic(_, let rest):
      return all(rest.map(\.operation.rawValue).joined(), children, &self)
    case .comparison(_, let comparison, _): return all(comparison.rawValue, children, &self)
    case .between: return all("between", children, &self)
    case .conjunction: return all("and", children, &self)
    case .disjunction: return all("or", children, &self)
    case .conditional: return all("if", children, &self)
    case .iteration(let iterators, _, _) where iterators.allSatisfy(\.isOfList):
      return all("for", children, &self)
    case .quantified(let quantifier, let iterators, _) where iterators.allSatisfy(\.isOfList):
      return all(quantifier.rawValue, children, &self)
    case .list: return all("list", children, &self)
    case .function(_, _, captured: 0): return all("function", children, &self)
    case .guarded(let guards, let inner) where guards.allSatisfy(\.type.constraints.isEmpty):
      return key(of: inner, frame, &items)
    default: return unnamedKey()
    }
  }

  /// A definition is what it says; the verdict of a criterion is that of its version.
  private mutating func key(ofSlot slot: Int) -> String {
    if let known = definitionKeys[slot] { return known }
    guard let inner = logic[slot] else { return "slot \(slot) of \(side)" }
    var items: [Int] = []
    let text = deeper { $0.key(of: inner, Frame(), &items) } ?? unnamedKey()
    let key = text.utf8.count < Self.longestKey ? text : "@\(terms.number(of: text))"
    definitionKeys[slot] = key
    return key
  }

  private static let longestKey = 80

  /// Of what is like nothing else.
  private mutating func unnamedKey() -> String {
    unnamed += 1
    return "?\(unnamed)"
  }
}

extension CheckedIterator {
  fileprivate var isOfList: Bool { if case .list = domain { true } else { false } }
}

extension CheckedExpression {
  /// The slot that it names, alone or by a path.
  fileprivate var named: Int? {
    switch form {
    case .slot(let slot): slot
    case .path(let base, _), .placed(let base, _): base.named
    default: nil
    }
  }

  /// What it gives, where it speaks of nothing but constants; `nil` where that fails.
  func value(_ compiler: Compiler) -> Value? {
    var execution = Execution(
      moment: DateAndTime(date: .epoch, time: .midnightUTC),
      limits: EvaluationLimits(steps: 10_000))
    let value = compiler.compile(self)(&execution)
    return execution.failure == nil ? value : nil
  }

  /// Whether it speaks of nothing but constants.
  fileprivate func isWithoutNames(_ compiler: Compiler) -> Bool {
    switch form {
    case .local, .itemMember: false
    case .slot: compiler.lasting(self) != nil
    case .function, .externalFunction, .iteration, .quantified, .filter, .boxedFilter,
      .boxedQuantified, .context, .table:
      false
    default: !readsClock && children.allSatisfy { $0.isWithoutNames(compiler) }
    }
  }
}
