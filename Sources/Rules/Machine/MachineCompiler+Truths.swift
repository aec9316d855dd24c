/// Truths: each step gives one to a register, or joins it with what the register holds.
extension MachineCompiler {
  /// What becomes of a truth.
  struct Use {
    let register: Int
    let mode: Instruction.Mode
    var isNegated = false
    /// Whether `null` counts as `false`, as in a cell of a table.
    var nullIsFalse = false
    /// Where to go on as soon as what is joined is settled.
    let end: CodeBlock.Label

    var code: UInt8 {
      mode.rawValue | (isNegated ? Instruction.Mode.negated : 0)
        | (nullIsFalse ? Instruction.Mode.nullIsFalse : 0)
    }

    /// Whether the truth is taken as it is.
    var isPlain: Bool { !isNegated && !nullIsFalse }

    var negated: Use {
      Use(
        register: register, mode: mode, isNegated: !isNegated, nullIsFalse: nullIsFalse, end: end)
    }

    /// Of the parts of something that is joined alike, the others after the first.
    var next: Use {
      let next: Instruction.Mode = mode == .firstAnd ? .and : mode == .firstOr ? .or : mode
      return Use(register: register, mode: next, end: end)
    }

    func joins(_ kind: Joining) -> Bool {
      guard isPlain else { return false }
      return kind == .and ? mode == .and || mode == .firstAnd : mode == .or || mode == .firstOr
    }
  }

  enum Joining {
    case and
    case or

    var first: Instruction.Mode { self == .and ? .firstAnd : .firstOr }
    var mode: Instruction.Mode { self == .and ? .and : .or }
  }

  mutating func truth(
    of expression: CheckedExpression, into register: Int
  ) throws(Unsupported) {
    let end = block.label()
    try truth(of: expression, Use(register: register, mode: .set, end: end))
    block.place(end)
  }

  mutating func truth(of expression: CheckedExpression, _ use: Use) throws(Unsupported) {
    if case .truth(let known)? = try shared(expression) { return again(known, use) }
    switch expression.form {
    case .constant, .slot, .local, .path, .call: try truthOfValue(expression, use)
    case .placed(let inner, _): try truth(of: inner, use)
    case .conjunction(let parts):
      try joined(parts, .and, use) { (compiler, part, use) throws(Unsupported) in
        try compiler.truth(of: part, use)
      }
    case .disjunction(let parts):
      try joined(parts, .or, use) { (compiler, part, use) throws(Unsupported) in
        try compiler.truth(of: part, use)
      }
    case .comparison(let left, let operation, let right):
      try comparison(left, operation, right, use)
    case .between(let value, let low, let high):
      let value = try plain(value)
      let bounds = [(try plain(low), value), (value, try plain(high))]
      try joined(bounds, .and, use) { (compiler, pair, use) in
        compiler.give(.lessOrEqual, pair.0, pair.1, use)
      }
    case .membership(let value, let tests, let input):
      let value = try self.plain(value)
      try self.tests(tests, of: value, at: input, use)
    case .quantified(let quantifier, let iterators, let condition):
      try quantified(quantifier, iterators[...], condition, use)
    case .conditional(let test, let then, let otherwise):
      try conditional(test, then, otherwise, use)
    case .callBuiltIn(let builtIn, let arguments):
      guard expression.isTruthOfMachine else { return try truthOfValue(expression, use) }
      if arguments.count == 1 { return try truth(of: arguments[0], use.negated) }
      try contains(builtIn, arguments[0], arguments[1], use)
    default: throw Unsupported()
    }
  }

  private mutating func truthOfValue(
    _ expression: CheckedExpression, _ use: Use
  ) throws(Unsupported) {
    let value = try plain(expression)
    block.add(
      .truth, mode: use.code, register: use.register, first: value.code, to: use.end)
  }

  /// Parts joined into one truth: into that of the use, where that is joined alike.
  mutating func joined<Part>(
    _ parts: [Part], _ kind: Joining, _ use: Use,
    _ give: (inout MachineCompiler, Part, Use) throws(Unsupported) -> Void
  ) throws(Unsupported) {
    if use.joins(kind) {
      for (number, part) in parts.enumerated() {
        try give(&self, part, number == 0 ? use : use.next)
      }
      return
    }
    let own = use.mode == .set && use.isPlain ? use.register : try truth()
    let end = block.label()
    for (number, part) in parts.enumerated() {
      try give(
        &self, part, Use(register: own, mode: number == 0 ? kind.first : kind.mode, end: end))
    }
    block.place(end)
    if own != use.register { again(own, use) }
  }

  /// Gives the truth of a register once more.
  mutating func again(_ register: Int, _ use: Use) {
    block.add(
      .again, mode: use.code, register: use.register, first: UInt32(register), to: use.end)
  }

  mutating func give(
    _ operation: Instruction.Operation, _ first: Operand, _ second: Operand, _ use: Use
  ) {
    block.add(
      operation, mode: use.code, register: use.register, first: first.code, second: second.code,
      to: use.end)
  }

  // MARK: Comparison

  private mutating func comparison(
    _ left: CheckedExpression, _ operation: ComparisonOperator, _ right: CheckedExpression,
    _ use: Use
  ) throws(Unsupported) {
    if let filter = left.countedFilter {
      let counter = try counter(of: left, filter)
      let limit = try plain(right)
      block.add(
        .compareCount, mode: use.code, register: use.register,
        first: UInt32(counter) << 3 | operation.number, second: limit.code, to: use.end)
      return
    }
    if operation == .equal || operation == .notEqual, settled(right)?.isNull ?? false {
      let value = try self.value(of: left)
      block.add(
        operation == .equal ? .isNull : .isNotNull, mode: use.code, register: use.register,
        first: value.operand.code, to: use.end)
      return
    }
    give(operation.step, try plain(left), try plain(right), use)
  }

  /// Tests of a value that stands somewhere.
  mutating func tests(
    _ tests: CheckedTests, of value: Operand, at input: Int, _ use: Use
  ) throws(Unsupported) {
    let before = locals.updateValue(Place(operand: value, layout: .plain), forKey: input)
    defer { locals[input] = before }
    switch tests.form {
    case .any: block.add(.constant, mode: use.code, register: use.register, first: 1, to: use.end)
    case .some(let tests):
      try joined(tests, .or, use) { (compiler, test, use) throws(Unsupported) in
        try compiler.test(test, of: value, use)
      }
    case .none(let tests):
      try joined(tests, .or, use.negated) { (compiler, test, use) throws(Unsupported) in
        try compiler.test(test, of: value, use)
      }
    }
  }

  private mutating func test(
    _ test: CheckedTests.Test, of value: Operand, _ use: Use
  ) throws(Unsupported) {
    switch test {
    case .comparison(let operation, let operand):
      give(operation.step, value, try plain(operand), use)
    case .condition(let condition):
      // What is no truth is compared with the input.
      guard condition.type == .boolean else { throw Unsupported() }
      try truth(of: condition, use)
    case .value(let operand):
      switch settled(operand) {
      case .range(let range)?:
        block.add(
          .isWithin, mode: use.code, register: use.register, first: value.code,
          second: add(range), to: use.end)
      case .list(let items)?:
        guard !items.contains(where: { $0.isNull || $0.isUnknown }) else { throw Unsupported() }
        let list = try constantList(items)
        block.add(
          .isAmong, mode: use.code, register: use.register, first: value.code,
          second: list.operand.code, to: use.end)
      default:
        guard operand.type.fitsCell else { throw Unsupported() }
        give(.equal, value, try plain(operand), use)
      }
    }
  }

  /// Both ways, where it is not known which counts; only one, where it is.
  private mutating func conditional(
    _ test: CheckedExpression, _ then: CheckedExpression, _ otherwise: CheckedExpression,
    _ use: Use
  ) throws(Unsupported) {
    guard then.type == .boolean, otherwise.type == .boolean else {
      // `null` is no truth value, and what is no truth is told apart from it by whoever reads it.
      let value = try choice(test, then, otherwise)
      guard case .plain = value.layout else { throw Unsupported() }
      block.add(
        .truth, mode: use.code, register: use.register, first: value.operand.code, to: use.end)
      return
    }
    let decided = try truth()
    let one = try truth()
    let other = try truth()
    try truth(of: test, into: decided)
    try eitherWay(
      decided,
      { (compiler) throws(Unsupported) in try compiler.truth(of: then, into: one) },
      { (compiler) throws(Unsupported) in try compiler.truth(of: otherwise, into: other) })
    block.add(
      .chooseTruth, mode: use.code, register: use.register,
      first: UInt32(decided), second: UInt32(one) << 16 | UInt32(other), to: use.end)
  }

  mutating func eitherWay(
    _ decided: Int, _ then: (inout MachineCompiler) throws(Unsupported) -> Void,
    _ otherwise: (inout MachineCompiler) throws(Unsupported) -> Void
  ) throws(Unsupported) {
    let second = block.label()
    let end = block.label()
    block.add(.jumpUnlessMayHold, register: decided, to: second)
    try then(&self)
    block.add(.jumpIfHolds, register: decided, to: end)
    block.place(second)
    try otherwise(&self)
    block.place(end)
  }
}

extension CheckedExpression {
  /// Whether it is a call that has a step of its own which gives a truth: `not` and `list contains`.
  var isTruthOfMachine: Bool {
    guard case .callBuiltIn(let builtIn, let arguments) = form else { return false }
    return builtIn.name == "not" && arguments.count == 1 && arguments[0].type == .boolean
      || builtIn.name == "list contains" && arguments.count == 2
  }

  /// The filter whose items are counted: `count(list[condition])`.
  var countedFilter: (list: CheckedExpression, condition: CheckedExpression, item: Int)? {
    guard case .callBuiltIn(let builtIn, let arguments) = form, builtIn.name == "count",
      arguments.count == 1, case .filter(let list, let condition, let item) = arguments[0].form,
      condition.type == .boolean
    else { return nil }
    return (list, condition, item)
  }
}

extension ValueType {
  /// Whether its values have no parts and fit a cell.
  var fitsCell: Bool {
    switch self {
    case .boolean, .number, .string, .date, .dayTimeDuration, .yearMonthDuration, .null: true
    case .any, .time, .dateAndTime, .list, .range, .context, .function: false
    }
  }
}

extension ComparisonOperator {
  /// From 0, as the machine numbers them.
  var number: UInt32 {
    switch self {
    case .equal: 0
    case .notEqual: 1
    case .less: 2
    case .lessOrEqual: 3
    case .greater: 4
    case .greaterOrEqual: 5
    }
  }

  static let byNumber: [ComparisonOperator] = [
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
  ]

  var step: Instruction.Operation {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }
}
