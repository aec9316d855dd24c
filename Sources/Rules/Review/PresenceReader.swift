/// Finds where a rule may give `null` though every question is answered: it runs the rule over what
/// may be absent instead of over answers.
///
/// A guard counts: in `x != null and x > 5` and in `if count(list) = 0 then 0 else sum(list)` nothing
/// may be absent. What it cannot follow, it takes to be there.
struct PresenceReader {
  /// What guards have made sure of, by key.
  struct Known {
    /// Values that are not `null`.
    var present: Set<String> = []
    /// Lists with items.
    var filled: Set<String> = []

    func common(with other: Known) -> Known {
      Known(
        present: present.intersection(other.present), filled: filled.intersection(other.filled))
    }
  }

  /// The local names in sight, and the text that expressions stand in.
  struct Frame {
    var locals: [Int: Presence] = [:]
    var origin: Remark.Origin?
  }

  let ruleset: Ruleset
  private let logic: [Int: CheckedExpression]
  private var slots: [Int: Presence] = [:]
  private var keys = 0
  private var calls = 0
  /// A rule of thousands of parts that guard each other would take their square.
  private var stepsLeft = 200_000

  private static let callDepth = 16

  init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    logic = Dictionary(
      ruleset.compiled.model.decisions.map { ($0.slot, $0.logic) },
      uniquingKeysWith: { first, _ in first })
    for (slot, field) in zip(ruleset.slots.fields, ruleset.model.vocabulary.fields) {
      slots[slot] = Presence(field, path: field.name)
    }
  }

  // MARK: Values

  mutating func read(
    _ expression: CheckedExpression, _ known: Known, _ frame: Frame
  ) -> Presence {
    stepsLeft -= 1
    guard stepsLeft > 0 else { return .whole }
    var found = value(of: expression, known, frame)
    if let key = found.key {
      if known.present.contains(key) { found.causes = [] }
      if known.filled.contains(key) { found.mayBeEmpty = false }
    }
    let place = place(expression.range, frame)
    for index in found.causes.indices where found.causes[index].place == nil {
      found.causes[index].place = place
    }
    return found
  }

  private func place(_ range: SourceRange, _ frame: Frame) -> Presence.Place? {
    frame.origin.map { Presence.Place(source: $0.source.name, range: $0.range(of: range)) }
  }

  private mutating func value(
    of expression: CheckedExpression, _ known: Known, _ frame: Frame
  ) -> Presence {
    switch expression.form {
    case .constant(.null), .noValue:
      return Presence(causes: [.init(kind: .written)])
    case .constant(.list(let items)):
      var list = Presence.whole
      list.mayBeEmpty = items.isEmpty
      return list
    case .constant, .externalFunction: return .whole
    case .slot(let slot): return self.slot(slot)
    case .local(let place): return frame.locals[place] ?? .whole
    case .itemMember: return .whole
    case .path(let base, let member): return path(read(base, known, frame), member)
    case .filter(let base, let condition, let item),
      .boxedFilter(let base, let condition, let item):
      return filter(base, condition, item, expression, known, frame)
    case .call(let function, let arguments):
      let values = arguments.map { read($0, known, frame) }
      return call(read(function, known, frame), values, known)
    case .callNamed(let function, let arguments):
      let called = read(function, known, frame)
      guard let parameters = called.functions.first?.parameters else { return .whole }
      let values = parameters.map { parameter in
        arguments.first { $0.name == parameter.name }.map { read($0.value, known, frame) }
          ?? .whole
      }
      return call(called, values, known)
    case .callBuiltIn(let builtIn, let arguments):
      return builtInCall(builtIn, arguments, known, frame)
    case .callBuiltInNamed(_, let arguments):
      return union(arguments.map(\.value), known, frame)
    case .negation(let operand): return union([operand], known, frame)
    case .arithmetic(let first, let rest):
      return union([first] + rest.map(\.operand), known, frame)
    case .comparison(let left, let comparison, let right):
      switch comparison {
      case .equal, .notEqual: return .whole
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        return union([left, right], known, frame)
      }
    case .between(let value, let low, let high): return union([value, low, high], known, frame)
    case .membership(let value, let tests, let input):
      return membership(value, tests, input, known, frame)
    case .conjunction(let parts): return joined(parts, othersAre: true, known, frame)
    case .disjunction(let parts): return joined(parts, othersAre: false, known, frame)
    case .conditional(let condition, let then, let otherwise):
      return choice(condition, then, otherwise, known, frame)
    case .boxedConditional(let condition, let then, let otherwise):
      var found = choice(condition, then, otherwise, known, frame)
      found.add(read(condition, known, frame).causes)
      return found
    case .iteration(let iterators, let result, _):
      let (inner, domains) = bound(iterators, known, frame)
      var list = Presence(causes: domains.flatMap(\.causes))
      list.items = [read(result, known, inner).known(as: nil)]
      list.mayBeEmpty = domains.contains(where: \.mayBeEmpty)
      return list
    case .quantified(_, let iterators, let condition):
      let (inner, domains) = bound(iterators, known, frame)
      var found = Presence(causes: domains.flatMap(\.causes))
      found.add(read(condition, known, inner).causes)
      return found
    case .boxedQuantified(_, let iterator, let condition):
      let (inner, domains) = bound([iterator], known, frame)
      var found = Presence(causes: domains.flatMap(\.causes))
      found.add(read(condition, known, inner).causes)
      return found
    case .instance: return .whole
    case .function(let parameters, let body, let captured):
      var made = Presence.whole
      made.functions = [
        .init(parameters: parameters, body: body, captured: captured, frame: frame)
      ]
      return made
    case .list(let parts):
      var list = Presence.whole
      list.items = Self.merged(parts.map { read($0, known, frame).known(as: nil) })
      list.mayBeEmpty = parts.isEmpty
      return list
    case .context(let entries, let first):
      var made = Presence.whole
      var inner = frame
      for (index, entry) in entries.enumerated() {
        let value = read(entry.value, known, inner)
        inner.locals[first + index] = value
        made.members[entry.key] = value.known(as: nil)
      }
      return made
    case .range(let low, _, let high, _):
      return union([low, high].compactMap { $0 }, known, frame)
    case .pointRange(let value, _): return union([value], known, frame)
    case .table(let table): return self.table(table, known, frame)
    case .placed(let inner, let origin):
      var placed = frame
      placed.origin = origin
      return read(inner, known, placed)
    case .conversion(let inner, _, _), .guarded(_, let inner): return read(inner, known, frame)
    }
  }

  static func merged(_ items: [Presence]) -> [Presence] {
    guard let first = items.first else { return [] }
    return [items.dropFirst().reduce(first) { $0.merged(with: $1) }]
  }

  /// What is `null` where any of its operands is.
  private mutating func union(
    _ operands: [CheckedExpression], _ known: Known, _ frame: Frame
  ) -> Presence {
    var found = Presence.whole
    for operand in operands { found.add(read(operand, known, frame).causes) }
    return found
  }

  private mutating func slot(_ slot: Int) -> Presence {
    let key = "s\(slot)"
    if let found = slots[slot] { return found.known(as: key) }
    guard let logic = logic[slot] else { return .whole.known(as: key) }
    slots[slot] = .whole
    let found = read(logic, Known(), Frame())
    slots[slot] = found
    return found.known(as: key)
  }

  private func path(_ base: Presence, _ member: String) -> Presence {
    let key = base.key.map { "\($0).\(member)" }
    if let item = base.items.first {
      var list = Presence(causes: base.causes)
      list.items = [(item.members[member] ?? .whole).known(as: nil)]
      list.mayBeEmpty = base.mayBeEmpty
      return list.known(as: key)
    }
    var found = (base.members[member] ?? .whole).known(as: key)
    found.add(base.causes)
    return found
  }

  private mutating func filter(
    _ base: CheckedExpression, _ condition: CheckedExpression, _ item: Int,
    _ whole: CheckedExpression, _ known: Known, _ frame: Frame
  ) -> Presence {
    let list = read(base, known, frame)
    if case .number = condition.type {
      var found = list.items.first ?? .whole
      found.add(list.causes)
      let isEnd =
        if case .constant(.number(let number)) = condition.form {
          number == .one || number == Number(-1)
        } else {
          false
        }
      if list.mayBeEmpty || !isEnd, !list.items.isEmpty {
        found.add([.init(kind: .item, place: place(whole.range, frame))])
      }
      return found.known(as: list.key.flatMap { key(of: whole, $0, item, frame) })
    }
    var inner = frame
    let name = freshKey()
    inner.locals[item] = (list.items.first ?? .whole).known(as: name)
    let kept = learn(condition, true, known, inner)
    var found = list
    found.items = list.items.map { $0.without(kept, below: name) }
    found.mayBeEmpty = true
    return found.known(as: list.key.flatMap { key(of: whole, $0, item, frame) })
  }

  /// The key of a filtered list: the text of the filter, and the local names around it.
  private func key(
    of filter: CheckedExpression, _ list: String, _ item: Int, _ frame: Frame
  ) -> String? {
    guard let origin = frame.origin, let text = origin.fragment?.text else { return nil }
    let bytes = Array(text.utf8)
    let range = filter.range
    guard range.start <= range.end, range.end <= bytes.count else { return nil }
    let written = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    let around = (0..<item).map { frame.locals[$0]?.key ?? "-" }.joined(separator: ",")
    return "\(list)[\(written)|\(around)]"
  }

  private mutating func freshKey() -> String {
    keys += 1
    return "v\(keys)"
  }

  private mutating func bound(
    _ iterators: [CheckedIterator], _ known: Known, _ frame: Frame
  ) -> (frame: Frame, domains: [Presence]) {
    var inner = frame
    var domains: [Presence] = []
    for iterator in iterators {
      switch iterator.domain {
      case .list(let list):
        let domain = read(list, known, inner)
        domains.append(domain)
        inner.locals[iterator.place] = (domain.items.first ?? .whole).known(as: freshKey())
      case .range(let from, let to):
        domains.append(union([from, to], known, inner))
        inner.locals[iterator.place] = .whole
      }
    }
    return (inner, domains)
  }

  private mutating func call(
    _ function: Presence, _ arguments: [Presence], _ known: Known
  ) -> Presence {
    guard let called = function.functions.first, calls < Self.callDepth else { return .whole }
    calls += 1
    defer { calls -= 1 }
    return read(called.body, known, self.frame(of: called, arguments))
  }

  private func frame(of called: Presence.Function, _ arguments: [Presence]) -> Frame {
    var inner = Frame(origin: called.frame.origin)
    for place in 0..<called.captured { inner.locals[place] = called.frame.locals[place] }
    for (index, argument) in arguments.enumerated() where index < called.parameters.count {
      inner.locals[called.captured + index] = argument
    }
    return inner
  }

  // MARK: Functions of the standard

  /// Those that have no answer for no items.
  private static let ofItems: Set<Name> = [
    "sum", "min", "max", "mean", "median", "product", "stddev",
  ]
  /// Those that give the items of their lists, and as many of them.
  private static let ofTheSame: Set<Name> = ["reverse", "sort", "distinct values", "flatten"]
  private static let ofFewer: Set<Name> = ["sublist", "remove", "mode"]
  private static let ofMore: Set<Name> = [
    "append", "concatenate", "union", "insert before", "list replace",
  ]

  private mutating func builtInCall(
    _ builtIn: BuiltIn, _ arguments: [CheckedExpression], _ known: Known, _ frame: Frame
  ) -> Presence {
    let values = arguments.map { read($0, known, frame) }
    var found = Presence.whole
    if Self.ofItems.contains(builtIn.name) {
      if values.count == 1, case .list = arguments[0].type {
        found.add(values[0].causes)
        found.add(values[0].items.flatMap(\.causes))
        if values[0].mayBeEmpty {
          found.add([.init(kind: .emptyList(function: builtIn.name.text))])
        }
      } else {
        for value in values { found.add(value.causes) }
      }
      return found
    }
    if builtIn.name == "not" {
      found.add(values.flatMap(\.causes))
      return found
    }
    let signature = builtIn.signatures.first { signature in
      signature.isVariadic || arguments.count <= signature.parameters.count
    }
    for (index, value) in values.enumerated() {
      guard let parameters = signature?.parameters, !parameters.isEmpty else { continue }
      let takesNull = parameters[min(index, parameters.count - 1)].takesNull
      if !takesNull || builtIn.name == "string" { found.add(value.causes) }
    }
    if Self.ofTheSame.contains(builtIn.name), let list = values.first {
      found.items = list.items
      found.mayBeEmpty = list.mayBeEmpty
    } else if Self.ofFewer.contains(builtIn.name), let list = values.first {
      found.items = list.items
      found.mayBeEmpty = true
    } else if Self.ofMore.contains(builtIn.name) {
      found.items = Self.merged(values.flatMap(\.items))
      found.mayBeEmpty = builtIn.name != "append" && values.allSatisfy(\.mayBeEmpty)
    }
    return found
  }

  // MARK: Tests, choices and tables

  private mutating func membership(
    _ value: CheckedExpression, _ tests: CheckedTests, _ input: Int, _ known: Known, _ frame: Frame
  ) -> Presence {
    let tested = read(value, known, frame)
    var found = Presence.whole
    var inner = frame
    inner.locals[input] = tested
    if let origin = tests.origin { inner.origin = origin }
    for test in tests.tests {
      switch test {
      case .comparison(let comparison, let operand):
        switch comparison {
        case .equal, .notEqual: break
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
          found.add(tested.causes)
          found.add(read(operand, known, inner).causes)
        }
      case .value(let operand):
        if case .range = operand.type { found.add(tested.causes) }
      case .condition(let condition): found.add(read(condition, known, inner).causes)
      }
    }
    return found
  }

  /// Of parts joined by `and` or `or`, each matters only where the others leave it to decide. These may be
  /// `null` too: two parts that both read what is absent do not guard each other.
  private mutating func joined(
    _ parts: [CheckedExpression], othersAre truth: Bool, _ known: Known, _ frame: Frame
  ) -> Presence {
    var found = Presence.whole
    for index in parts.indices {
      var around = known
      for (other, part) in parts.enumerated() where other != index {
        around = learn(part, truth, mayBeNull: true, around, frame)
      }
      found.add(read(parts[index], around, frame).causes)
    }
    return found
  }

  private mutating func choice(
    _ condition: CheckedExpression, _ then: CheckedExpression, _ otherwise: CheckedExpression,
    _ known: Known, _ frame: Frame
  ) -> Presence {
    let yes = read(then, learn(condition, true, known, frame), frame)
    let no = read(
      otherwise, learn(condition, false, mayBeNull: true, known, frame), frame)
    return yes.merged(with: no)
  }

  private mutating func table(
    _ table: CheckedTable, _ known: Known, _ frame: Frame
  ) -> Presence {
    var outcomes: [Presence] = []
    for rule in table.rules {
      var around = known
      for (input, condition) in zip(table.inputs, rule.conditions) {
        around = learn(input.expression, condition, around, frame)
      }
      let values = rule.conclusions.map { read($0, around, frame).known(as: nil) }
      outcomes.append(row(values, of: table))
    }
    let defaults = table.outputs.compactMap(\.defaultValue)
    if !defaults.isEmpty {
      outcomes.append(row(defaults.map { read($0, known, frame).known(as: nil) }, of: table))
    }
    let one = Self.merged(outcomes).first ?? .whole
    switch table.hitPolicy {
    case .unique, .any, .priority, .first, .collectMinimum, .collectMaximum, .collectSum:
      return one
    case .ruleOrder, .outputOrder, .collect:
      var list = Presence.whole
      list.items = [one]
      list.mayBeEmpty = defaults.isEmpty
      return list
    case .collectCount: return .whole
    }
  }

  private func row(_ values: [Presence], of table: CheckedTable) -> Presence {
    if table.outputs.count == 1 { return values.first ?? .whole }
    var row = Presence.whole
    for (output, value) in zip(table.outputs, values) { row.members[output.name ?? ""] = value }
    return row
  }

  // MARK: Guards

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
      if let logic = logic[slot], logic.type == .boolean, calls < Self.callDepth {
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

  private mutating func learn(
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
  private mutating func learn(
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

  fileprivate var tests: [Test] {
    switch form {
    case .any: []
    case .some(let tests), .none(let tests): tests
    }
  }
}
