/// What several rules compute alike is computed once, before all of them.
extension MachineCompiler {
  /// Expressions that occur more than once, by what they say.
  struct Sharing {
    struct Shared {
      let expression: CheckedExpression
      var uses = 1
    }

    /// In the order they were met.
    fileprivate(set) var all: [[UInt8]: Shared] = [:]
    fileprivate(set) var order: [[UInt8]] = []
  }

  /// Notes what an expression computes. To be asked of all expressions before any is compiled.
  mutating func note(_ expression: CheckedExpression) {
    if let key = key(of: expression) {
      if sharing.all[key] != nil {
        // What is in it was noted with the first.
        sharing.all[key]?.uses += 1
        return
      }
      sharing.all[key] = Sharing.Shared(expression: expression)
      sharing.order.append(key)
    }
    for part in expression.partsAlone { note(part) }
  }

  /// Computes what was noted more than once.
  mutating func share() {
    for key in sharing.order {
      guard let shared = sharing.all[key], shared.uses > 1 else { continue }
      do throws(Unsupported) {
        if shared.expression.countedFilter != nil {
          _ = try sharedCounter(shared.expression)
        } else if shared.expression.type == .boolean {
          _ = try sharedTruth(shared.expression)
        } else {
          _ = try sharedValue(shared.expression)
        }
      } catch {}
    }
  }

  /// The register of a truth that is computed once; `nil` where this is none.
  mutating func sharedTruth(_ expression: CheckedExpression) throws(Unsupported) -> Int? {
    guard let (key, uses) = shared(expression) else { return nil }
    if let known = sharedTruths[key] { return known }
    guard !isPrepared else { return nil }
    let register = try truth()
    try apart(uses: uses) { (compiler) throws(Unsupported) in
      compiler.computing.insert(key)
      try compiler.truth(of: expression, into: register)
    }
    sharedTruths[key] = register
    return register
  }

  /// The place of a value that is computed once; `nil` where this is none.
  mutating func sharedValue(_ expression: CheckedExpression) throws(Unsupported) -> Place? {
    guard let (key, uses) = shared(expression) else { return nil }
    if let known = sharedValues[key] { return known }
    guard !isPrepared else { return nil }
    let place = try apart(uses: uses) { (compiler) throws(Unsupported) in
      compiler.computing.insert(key)
      return try compiler.value(of: expression)
    }
    sharedValues[key] = place
    return place
  }

  /// The register of a counter whose count is made once; `nil` where this is none.
  mutating func sharedCounter(_ expression: CheckedExpression) throws(Unsupported) -> Int? {
    guard let filter = expression.countedFilter, let (key, uses) = shared(expression) else {
      return nil
    }
    if let known = sharedCounters[key] { return known }
    guard !isPrepared else { return nil }
    let register = try apart(uses: uses) { (compiler) throws(Unsupported) in
      try compiler.counted(filter)
    }
    sharedCounters[key] = register
    return register
  }

  /// The counter of a filter, computed here or before.
  mutating func counter(
    of expression: CheckedExpression,
    _ filter: (list: CheckedExpression, condition: CheckedExpression, item: Int)
  ) throws(Unsupported) -> Int {
    if let known = try sharedCounter(expression) { return known }
    return try counted(filter)
  }

  private func shared(_ expression: CheckedExpression) -> (key: [UInt8], uses: Int)? {
    guard locals.isEmpty, !isInCall, let key = key(of: expression), !computing.contains(key),
      let uses = sharing.all[key]?.uses, uses > 1
    else { return nil }
    return (key, uses)
  }

  /// What an expression says, where that is worth computing once.
  private func key(of expression: CheckedExpression) -> [UInt8]? {
    guard expression.isWorthSharing else { return nil }
    var key: [UInt8] = []
    return write(expression, to: &key) ? key : nil
  }

  private func write(_ expression: CheckedExpression, to key: inout [UInt8]) -> Bool {
    func add(_ tag: String) {
      key += tag.utf8
      key.append(0)
    }
    switch expression.form {
    case .placed(let inner, _): return write(inner, to: &key)
    case .constant(let value): add("=\(value)")
    case .slot(let slot):
      let value = compiler.constants[slot].flatMap { $0.isFunction ? nil : $0 }
      add(value.map { "=\($0)" } ?? "s\(slot)")
    case .local(let place): add("l\(place)")
    case .path(_, let member): add(".\(member)")
    case .filter(_, _, let item): add("f\(item)")
    case .callBuiltIn(let builtIn, let arguments): add("b\(builtIn.name)/\(arguments.count)")
    case .call(_, let arguments): add("c\(arguments.count)")
    case .negation: add("-")
    case .arithmetic(_, let rest): add("a\(rest.map(\.operation))")
    case .comparison(_, let operation, _): add("o\(operation.number)")
    case .between: add("w")
    case .conjunction(let parts): add("&\(parts.count)")
    case .disjunction(let parts): add("|\(parts.count)")
    case .conditional: add("?")
    case .iteration(let iterators, _, let partial):
      guard iterators.allSatisfy(\.isOfList) else { return false }
      add("i\(iterators.map(\.place)) \(partial)")
    case .quantified(let quantifier, let iterators, _):
      guard iterators.allSatisfy(\.isOfList) else { return false }
      add("q\(quantifier)\(iterators.map(\.place))")
    case .list(let items): add("[\(items.count)")
    default: return false
    }
    for child in expression.children {
      guard write(child, to: &key) else { return false }
    }
    return true
  }
}

extension CheckedIterator {
  fileprivate var isOfList: Bool { if case .list = domain { true } else { false } }
}

extension CheckedExpression {
  /// Whether it takes more than one step.
  fileprivate var isWorthSharing: Bool {
    switch form {
    case .filter, .callBuiltIn, .arithmetic, .conditional, .iteration, .quantified: true
    case .comparison(let left, _, let right): left.isWorthSharing || right.isWorthSharing
    case .conjunction, .disjunction: true
    default: false
    }
  }

  /// Its parts that read no local name of its own.
  fileprivate var partsAlone: [CheckedExpression] {
    switch form {
    case .filter(let base, _, _): [base]
    case .iteration(let iterators, _, _), .quantified(_, let iterators, _):
      iterators.first.map { iterator in
        if case .list(let list) = iterator.domain { [list] } else { [] }
      } ?? []
    case .function, .table, .membership: []
    default: children
    }
  }
}
