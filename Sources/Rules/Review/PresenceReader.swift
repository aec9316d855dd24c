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
  private var slots: [Int: Presence] = [:]
  private var keys = 0
  var calls = 0
  /// A rule of thousands of parts that guard each other would take their square.
  var stepsLeft = 200_000

  static let callDepth = 16

  init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    for (slot, field) in zip(ruleset.slots.fields, ruleset.model.vocabulary.fields) {
      slots[slot] = Presence(field, path: field.name)
    }
  }

  /// What gives the value of a slot.
  func logic(_ slot: Int) -> CheckedExpression? {
    ruleset.checked.decisionModel.decision(at: slot)?.logic
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

  mutating func value(
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
  mutating func union(
    _ operands: [CheckedExpression], _ known: Known, _ frame: Frame
  ) -> Presence {
    var found = Presence.whole
    for operand in operands { found.add(read(operand, known, frame).causes) }
    return found
  }

  mutating func slot(_ slot: Int) -> Presence {
    let key = "s\(slot)"
    if let found = slots[slot] { return found.known(as: key) }
    guard let logic = logic(slot) else { return .whole.known(as: key) }
    slots[slot] = .whole
    let found = read(logic, Known(), Frame())
    slots[slot] = found
    return found.known(as: key)
  }

  func path(_ base: Presence, _ member: String) -> Presence {
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

  mutating func filter(
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
  func key(
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

  mutating func call(
    _ function: Presence, _ arguments: [Presence], _ known: Known
  ) -> Presence {
    guard let called = function.functions.first, calls < Self.callDepth else { return .whole }
    calls += 1
    defer { calls -= 1 }
    return read(called.body, known, self.frame(of: called, arguments))
  }

  func frame(of called: Presence.Function, _ arguments: [Presence]) -> Frame {
    var inner = Frame(origin: called.frame.origin)
    for place in 0..<called.captured { inner.locals[place] = called.frame.locals[place] }
    for (index, argument) in arguments.enumerated() where index < called.parameters.count {
      inner.locals[called.captured + index] = argument
    }
    return inner
  }
}
