/// What several rules compute alike is computed once, before all of them.
extension MachineCompiler {
  /// Expressions that occur more than once, by what they say.
  struct Sharing {
    /// Where what was computed once stands.
    enum Result {
      case truth(Int)
      case value(Place)
      /// Of a filter whose items are counted.
      case counter(Int)
    }

    fileprivate var noted: [[UInt8]: (expression: CheckedExpression, uses: Int)] = [:]
    /// In the order they were met.
    fileprivate var order: [[UInt8]] = []
    fileprivate var results: [[UInt8]: Result] = [:]
    /// What is being computed.
    var computing: Set<[UInt8]> = []
  }

  /// Notes what an expression computes. To be asked of all expressions before any is compiled.
  mutating func note(_ expression: CheckedExpression) {
    if let key = key(of: expression) {
      if sharing.noted[key] != nil {
        // What is in it was noted with the first.
        sharing.noted[key]?.uses += 1
        return
      }
      sharing.noted[key] = (expression, 1)
      sharing.order.append(key)
    }
    for part in expression.partsAlone { note(part) }
  }

  /// Computes what was noted more than once; what the machine has no steps for is left.
  mutating func share() {
    for key in sharing.order {
      guard let (expression, uses) = sharing.noted[key], uses > 1 else { continue }
      do throws(Unsupported) { _ = try shared(expression) } catch {}
    }
  }

  /// Where an expression stands that is computed once; `nil` where this is none.
  mutating func shared(_ expression: CheckedExpression) throws(Unsupported) -> Sharing.Result? {
    guard locals.isEmpty, !isInCall, let key = key(of: expression),
      !sharing.computing.contains(key), let uses = sharing.noted[key]?.uses, uses > 1
    else { return nil }
    if let known = sharing.results[key] { return known }
    guard !isPrepared else { return nil }
    let result = try apart(uses: uses) { (compiler) throws(Unsupported) in
      compiler.sharing.computing.insert(key)
      return try compiler.computed(expression)
    }
    sharing.results[key] = result
    return result
  }

  private mutating func computed(
    _ expression: CheckedExpression
  ) throws(Unsupported) -> Sharing.Result {
    if let filter = expression.countedFilter { return .counter(try counted(filter)) }
    guard expression.type == .boolean else { return .value(try value(of: expression)) }
    let register = try truth()
    try truth(of: expression, into: register)
    return .truth(register)
  }

  /// The counter of a filter, computed here or before.
  mutating func counter(
    of expression: CheckedExpression,
    _ filter: (list: CheckedExpression, condition: CheckedExpression, item: Int)
  ) throws(Unsupported) -> Int {
    if case .counter(let known)? = try shared(expression) { return known }
    return try counted(filter)
  }

  /// What an expression says, where that is worth computing once.
  private func key(of expression: CheckedExpression) -> [UInt8]? {
    guard expression.isWorthSharing else { return nil }
    var key: [UInt8] = []
    return write(expression, to: &key) ? key : nil
  }

  /// - Returns: `false` where something is said that is not told here.
  private func write(_ expression: CheckedExpression, to key: inout [UInt8]) -> Bool {
    switch expression.form {
    case .placed(let inner, _): return write(inner, to: &key)
    case .constant(let value): return key.add(value: value)
    case .slot(let slot):
      if let value = compiler.constants[slot], !value.isFunction { return key.add(value: value) }
      key.add("s", slot)
    case .local(let place): key.add("l", place)
    case .path(_, let member): key.add(".", text: member)
    case .filter(_, _, let item): key.add("f", item)
    case .callBuiltIn(let builtIn, let arguments):
      key.add("b", arguments.count)
      key.add("n", text: builtIn.name.text)
    case .call(_, let arguments): key.add("c", arguments.count)
    case .negation: key.add("-")
    case .arithmetic(_, let rest):
      key.add("a", rest.count)
      for (operation, _) in rest { key.add("o", Int(operation.step.rawValue)) }
    case .comparison(_, let operation, _): key.add("=", Int(operation.step.rawValue))
    case .between: key.add("w")
    case .conjunction(let parts): key.add("&", parts.count)
    case .disjunction(let parts): key.add("|", parts.count)
    case .conditional: key.add("?")
    case .iteration(let iterators, _, let partial):
      guard iterators.allSatisfy(\.isOfList) else { return false }
      key.add("i", partial, iterators.count)
      for iterator in iterators { key.add("l", iterator.place) }
    case .quantified(let quantifier, let iterators, _):
      guard iterators.allSatisfy(\.isOfList) else { return false }
      key.add(quantifier == .every ? "e" : "q", iterators.count)
      for iterator in iterators { key.add("l", iterator.place) }
    case .list(let items): key.add("[", items.count)
    default: return false
    }
    for child in expression.children {
      guard write(child, to: &key) else { return false }
    }
    return true
  }
}

extension [UInt8] {
  fileprivate mutating func add(_ tag: StaticString, _ numbers: Int...) {
    append(tag.utf8Start.pointee)
    for number in numbers { add(bytesOf: UInt64(bitPattern: Int64(number))) }
  }

  private mutating func add(bytesOf number: UInt64) {
    Swift.withUnsafeBytes(of: number) { append(contentsOf: $0) }
  }

  fileprivate mutating func add(_ tag: StaticString, text: String) {
    add(tag, text.utf8.count)
    append(contentsOf: text.utf8)
  }

  /// - Returns: `false` of a value that does not fit cells.
  fileprivate mutating func add(value: Value) -> Bool {
    switch value {
    case .string(let text): add("t", text: text)
    case .list(let items):
      add("v", items.count)
      return items.allSatisfy { add(value: $0) }
    default:
      guard let cell = Cell(plain: value) else { return false }
      add("k")
      add(bytesOf: cell.high)
      add(bytesOf: cell.low)
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
