/// Values: each step gives one to a register, where it does not stand somewhere already.
extension MachineCompiler {
  /// Where a value without parts stands.
  mutating func plain(_ expression: CheckedExpression) throws(Unsupported) -> Operand {
    let place = try value(of: expression)
    guard case .plain = place.layout else { throw Unsupported() }
    return place.operand
  }

  mutating func value(of expression: CheckedExpression) throws(Unsupported) -> Place {
    if let constant = settled(expression) {
      if case .list(let items) = constant { return try constantList(items) }
      return Place(operand: try self.constant(constant), layout: .plain)
    }
    if case .value(let known)? = try shared(expression) { return known }
    switch expression.form {
    case .constant(let value): return Place(operand: try constant(value), layout: .plain)
    case .slot(let slot): return try place(ofSlot: slot)
    case .local(let place):
      guard let bound = locals[place] else { throw Unsupported() }
      return bound
    case .placed(let inner, _): return try value(of: inner)
    case .conversion(let inner, let type, _):
      // What is of a type for certain stays as it is.
      guard type.constraints.isEmpty, inner.type.fitsCell, inner.type.isAlways(type.type) else {
        throw Unsupported()
      }
      return try value(of: inner)
    case .path(let base, let member): return try path(base, member)
    case .arithmetic(let first, let rest):
      var result = try plain(first)
      for (operation, operand) in rest {
        let operand = try plain(operand)
        let place = try register()
        block.add(operation.step, first: result.code, second: operand.code, place: place)
        result = Operand(Operand.registers, place)
      }
      return Place(operand: result, layout: .plain)
    case .negation(let operand):
      let operand = try plain(operand)
      return try given { block, place in block.add(.negate, first: operand.code, place: place) }
    case .conditional(let test, let then, let otherwise): return try choice(test, then, otherwise)
    case .context(let entries, let first):
      return try context(entries, first, CellLayout(expression.type))
    case .callBuiltIn(let builtIn, let arguments): return try call(builtIn, arguments, expression)
    case .call(let function, let arguments):
      guard case .slot(let slot) = function.form,
        let (parameters, body) = self.function(atSlot: slot), parameters.count == arguments.count
      else { throw Unsupported() }
      var places: [Place] = []
      for (parameter, argument) in zip(parameters, arguments) {
        places.append(try self.argument(argument, for: parameter))
      }
      return try calling(places) { (compiler) throws(Unsupported) in
        try compiler.value(of: body)
      }
    case .table(let table): return Place(operand: try self.table(table), layout: .plain)
    case .filter(let base, let condition, let item):
      if condition.type == .boolean { return try filter(base, condition, item) }
      guard case .number? = settled(condition) else { throw Unsupported() }
      let list = try read(try self.value(of: base))
      guard list.isOfPlain else { throw Unsupported() }
      let index = try plain(condition)
      let number = add(list.read(base: 0))
      return try given { block, place in
        block.add(.item, first: number, second: index.code, place: place)
      }
    case .iteration(let iterators, let result, let partial):
      guard iterators.count == 1, !result.readsLocal(partial) else { throw Unsupported() }
      return try map(iterators[0], result)
    case .list(let items): return try list(items)
    case .comparison, .between, .membership, .conjunction, .disjunction, .quantified:
      let truth = try truth()
      try self.truth(of: expression, into: truth)
      return try given { block, place in
        block.add(.truthAsCell, register: truth, place: place)
      }
    case .itemMember, .callNamed, .callBuiltInNamed, .instance, .function, .range,
      .pointRange, .noValue, .guarded, .boxedConditional, .boxedFilter, .boxedQuantified,
      .externalFunction:
      throw Unsupported()
    }
  }

  /// A value without parts in a register of its own.
  mutating func given(
    _ step: (inout CodeBlock, Int) -> Void
  ) throws(Unsupported) -> Place {
    let place = try register()
    step(&block, place)
    return Place(operand: Operand(Operand.registers, place), layout: .plain)
  }

  private mutating func path(
    _ base: CheckedExpression, _ member: String
  ) throws(Unsupported) -> Place {
    let place = try value(of: base)
    switch place.layout {
    case .group(let group):
      guard let member = group.member(member) else { throw Unsupported() }
      return Place(operand: place.operand.advanced(by: member.offset), layout: member.layout)
    case .list(of: .group(let group)):
      // The same list, looked at where the member stands in each item.
      guard let member = group.member(member), case .plain = member.layout else {
        throw Unsupported()
      }
      let view = place.view ?? (stride: group.width, offset: 0)
      return Place(
        operand: place.operand, layout: .list(of: .plain),
        view: (view.stride, view.offset + member.offset))
    case .plain:
      guard base.type.hasProperties else { throw Unsupported() }
      let name = add(name: member)
      return try given { block, register in
        block.add(.property, first: place.operand.code, second: name, place: register)
      }
    case .list: throw Unsupported()
    }
  }

  /// An argument that a parameter takes as it is.
  private mutating func argument(
    _ argument: CheckedExpression, for parameter: FunctionValue.Parameter
  ) throws(Unsupported) -> Place {
    guard parameter.type == .any || argument.isRead && argument.type.isAlways(parameter.type) else {
      throw Unsupported()
    }
    return try value(of: argument)
  }

  mutating func choice(
    _ test: CheckedExpression, _ then: CheckedExpression, _ otherwise: CheckedExpression
  ) throws(Unsupported) -> Place {
    let decided = try truth()
    try truth(of: test, into: decided)
    var one: Place?
    var other: Place?
    try eitherWay(
      decided, { (compiler) throws(Unsupported) in one = try compiler.value(of: then) },
      { (compiler) throws(Unsupported) in other = try compiler.value(of: otherwise) })
    guard let one, let other, one.isAlike(other) else { throw Unsupported() }
    var chosen = try given { block, place in
      block.add(
        .choose, register: decided, first: one.operand.code, second: other.operand.code,
        place: place)
    }
    chosen.layout = one.layout
    return chosen
  }

  /// A context of values without parts, in registers.
  private mutating func context(
    _ entries: [(key: String, value: CheckedExpression)], _ first: Int, _ layout: CellLayout?
  ) throws(Unsupported) -> Place {
    guard case .group(let group)? = layout, group.width == entries.count + 1 else {
      throw Unsupported()
    }
    let place = try register(group.width)
    block.add(.copy, first: try constant(Cell.group).code, place: place)
    let before = locals
    defer { locals = before }
    for (number, entry) in entries.enumerated() {
      let value = try plain(entry.value)
      block.add(.copy, first: value.code, place: place + 1 + number)
      locals[first + number] = Place(
        operand: Operand(Operand.registers, place + 1 + number), layout: .plain)
    }
    return Place(operand: Operand(Operand.registers, place), layout: .group(group))
  }

  // MARK: Built-in functions

  private mutating func call(
    _ builtIn: BuiltIn, _ arguments: [CheckedExpression], _ expression: CheckedExpression
  ) throws(Unsupported) -> Place {
    if let filter = expression.countedFilter {
      let counter = try counter(of: expression, filter)
      return try given { block, place in
        block.add(.finishCount, first: UInt32(counter), place: place)
      }
    }
    if expression.isTruthOfMachine {
      let truth = try truth()
      try self.truth(of: expression, into: truth)
      return try given { block, place in block.add(.truthAsCell, register: truth, place: place) }
    }
    if builtIn.name == "concatenate" { return try concatenated(arguments) }
    // What it gives has to fit a cell, or to be a list of what does.
    var layout = CellLayout.plain
    if case .list(let item) = expression.type, item.fitsCell {
      layout = .list(of: .plain)
    } else {
      guard expression.type.fitsCell else { throw Unsupported() }
    }
    var given: [MachineProgram.Call.Argument] = []
    for argument in arguments {
      let place = try value(of: argument)
      switch place.layout {
      case .plain: given.append(.plain(place.operand))
      case .list:
        let list = try read(place)
        // Items that have parts can be counted, and no more.
        guard list.isOfPlain || builtIn.name == "count" else { throw Unsupported() }
        given.append(.list(list.read(base: 0)))
      case .group: throw Unsupported()
      }
    }
    let call = add(MachineProgram.Call(function: builtIn, arguments: given))
    let (step, operand) = shortcut(builtIn, given, call)
    var place = try self.given { block, place in
      block.add(step, first: operand, second: call, place: place)
    }
    place.layout = layout
    return place
  }

  /// The step for a function that is called most, for the arguments it is called with most; what that does not do
  /// the function does.
  private mutating func shortcut(
    _ builtIn: BuiltIn, _ arguments: [MachineProgram.Call.Argument], _ call: UInt32
  ) -> (Instruction.Operation, operand: UInt32) {
    guard arguments.count == 1 else { return (.call, call) }
    switch (builtIn.name, arguments[0]) {
    case ("abs", .plain(let number)): return (.magnitude, number.code)
    case ("count", .list(let list)): return (.count, add(list))
    case ("sum", .list(let list)): return (.sum, add(list))
    default: return (.call, call)
    }
  }

  // MARK: Tables

  /// Of a table of which the first rule that holds counts.
  private mutating func table(_ table: CheckedTable) throws(Unsupported) -> Operand {
    guard table.hitPolicy == .first, table.outputs.count == 1, let output = table.outputs.first,
      output.allowedTests == nil, output.type.constraints.isEmpty,
      table.inputs.allSatisfy({ $0.allowed == nil })
    else { throw Unsupported() }
    var inputs: [Operand] = []
    for input in table.inputs { inputs.append(try plain(input.expression)) }
    let result = try register(2)
    let holds = try truth()
    let end = block.label()
    block.add(.startTable, place: result)
    for rule in table.rules {
      guard let conclusion = rule.conclusions.first, conclusion.type.isAlways(output.type.type),
        settled(conclusion) != nil
      else { throw Unsupported() }
      let next = block.label()
      var isFirst = true
      for (input, tests) in zip(inputs, rule.conditions) {
        if case .any = tests.form { continue }
        try self.tests(
          tests, of: input, at: table.input,
          Use(
            register: holds, mode: isFirst ? .firstAnd : .and, nullIsFalse: true, end: next))
        isFirst = false
      }
      if isFirst { block.add(.constant, register: holds, first: 1, to: next) }
      let value = try plain(conclusion)
      block.add(
        .rule, register: holds, first: UInt32(result), second: value.code, to: end)
      block.place(next)
    }
    // Where no rule holds for certain, it may be that none does.
    var otherwise = try constant(Value.null)
    if let value = output.defaultValue {
      guard settled(value) != nil else { throw Unsupported() }
      otherwise = try plain(value)
    }
    block.add(.constant, register: holds, first: UInt32(Truth.true), to: end)
    block.add(
      .rule, register: holds, first: UInt32(result),
      second: otherwise.code, to: end)
    block.place(end)
    block.add(.finishTable, place: result)
    return Operand(Operand.registers, result)
  }
}

extension CheckedExpression {
  /// Whether its value is that of a name, or of a member of one: of the type that was declared.
  fileprivate var isRead: Bool {
    switch form {
    case .slot, .local, .constant: true
    case .path(let base, _), .placed(let base, _): base.isRead
    default: false
    }
  }
}

extension ValueType {
  /// Whether a value of this type, or `null`, is one of another as it is.
  fileprivate func isAlways(_ other: ValueType) -> Bool {
    switch (self, other) {
    case (_, .any), (.null, _), (.boolean, .boolean), (.number, .number), (.date, .date),
      (.dayTimeDuration, .dayTimeDuration), (.yearMonthDuration, .yearMonthDuration),
      (.string, .string(allowed: nil)):
      true
    case (.list(let item), .list(let otherItem)): item.isAlways(otherItem)
    default: self == other
    }
  }

  fileprivate var hasProperties: Bool {
    switch self {
    case .date, .dayTimeDuration, .yearMonthDuration: true
    default: false
    }
  }
}

extension ArithmeticOperator {
  var step: Instruction.Operation {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    }
  }
}
