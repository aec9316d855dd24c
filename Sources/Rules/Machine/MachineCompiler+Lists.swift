/// Lists: gone through, counted, chosen from and made.
extension MachineCompiler {
  /// A list, with how its items lie.
  struct ListPlace {
    let operand: Operand
    let item: CellLayout
    let stride: Int
    let offset: Int

    /// Whether its items have no parts.
    var isOfPlain: Bool { if case .plain = item { true } else { false } }

    func read(base: Int) -> MachineProgram.ListRead {
      MachineProgram.ListRead(
        list: operand.code, stride: Int32(stride), offset: Int32(offset), base: Int32(base))
    }
  }

  func read(_ place: Place) throws(Unsupported) -> ListPlace {
    guard case .list(let item) = place.layout else { throw Unsupported() }
    let view = place.view ?? (stride: item.width, offset: 0)
    return ListPlace(
      operand: place.operand, item: item, stride: view.stride, offset: view.offset)
  }

  // MARK: Loops

  /// Steps for each item of a list.
  ///
  /// - Parameters:
  ///   - start: begins to go through the list, and goes on at the end where there is nothing to go through.
  ///   - body: with the item in a local place.
  private mutating func loop(
    _ list: ListPlace, at local: Int,
    _ start: (inout MachineCompiler, UInt32, CodeBlock.Label) throws(Unsupported) -> Void,
    _ body: (inout MachineCompiler) throws(Unsupported) -> Void
  ) throws(Unsupported) {
    let base = Operand.items + depth
    guard base < Operand.mostBases else { throw Unsupported() }
    let number = add(list.read(base: base))
    let end = block.label()
    let turn = block.label()
    try start(&self, number, end)
    block.place(turn)
    let first = block.code.count
    let before = locals.updateValue(
      Place(operand: Operand(base, 0), layout: list.item), forKey: local)
    depth += 1
    try body(&self)
    depth -= 1
    locals[local] = before
    let steps = (block.code.count - first + 1).multipliedReportingOverflow(by: uses)
    guard !steps.overflow, let work = UInt32(exactly: steps.partialValue) else {
      throw Unsupported()
    }
    block.add(.next, first: UInt32(base), second: work, to: turn)
    block.place(end)
  }

  mutating func quantified(
    _ quantifier: Quantifier, _ iterators: ArraySlice<CheckedIterator>,
    _ condition: CheckedExpression, _ use: Use
  ) throws(Unsupported) {
    let kind: Joining = quantifier == .every ? .and : .or
    if use.joins(kind), use.mode == kind.mode {
      return try turns(of: iterators, condition, use)
    }
    let own = use.mode == .set && use.isPlain ? use.register : try truth()
    let end = block.label()
    block.add(.constant, register: own, first: quantifier == .every ? 1 : 0, to: end)
    try turns(of: iterators, condition, Use(register: own, mode: kind.mode, end: end))
    block.place(end)
    if own != use.register { again(own, use) }
  }

  /// Joins what the condition gives for each item.
  private mutating func turns(
    of iterators: ArraySlice<CheckedIterator>, _ condition: CheckedExpression, _ use: Use
  ) throws(Unsupported) {
    guard let iterator = iterators.first else { return try truth(of: condition, use) }
    guard case .list(let domain) = iterator.domain else { throw Unsupported() }
    let list = try read(try value(of: domain))
    try loop(
      list, at: iterator.place,
      { (compiler, number, end) in
        compiler.block.add(
          .quantify, mode: use.code, register: use.register, first: number, to: end)
      },
      { (compiler) throws(Unsupported) in
        try compiler.turns(of: iterators.dropFirst(), condition, use)
      })
  }

  /// Counts the items of a list that meet a condition.
  ///
  /// - Returns: the register of the counter.
  mutating func counted(
    _ filter: (list: CheckedExpression, condition: CheckedExpression, item: Int)
  ) throws(Unsupported) -> Int {
    let list = try read(try value(of: filter.list))
    let counter = try register()
    let holds = try truth()
    try loop(
      list, at: filter.item,
      { (compiler, number, end) in
        compiler.block.add(.startCount, register: counter, first: number, to: end)
      },
      { (compiler) throws(Unsupported) in
        try compiler.truth(of: filter.condition, into: holds)
        compiler.block.add(.tally, register: holds, place: counter)
      })
    return counter
  }

  // MARK: New lists

  mutating func filter(
    _ base: CheckedExpression, _ condition: CheckedExpression, _ item: Int
  ) throws(Unsupported) -> Place {
    let list = try read(try value(of: base))
    let chosen = try register()
    let holds = try truth()
    let open = try truth()
    try loop(
      list, at: item,
      { (compiler, number, end) in
        compiler.block.add(
          .filter, register: chosen, first: number, second: UInt32(open), to: end)
      },
      { (compiler) throws(Unsupported) in
        try compiler.truth(of: condition, into: holds)
        compiler.block.add(
          .keep, register: holds, first: UInt32(Operand.items + compiler.depth - 1),
          second: UInt32(open), place: chosen)
      })
    block.add(.finishFilter, register: open, place: chosen)
    // What is chosen stands where it stood, so that its own beginning is left out.
    return Place(
      operand: Operand(Operand.registers, chosen), layout: .list(of: list.item),
      view: (list.item.width, 0))
  }

  mutating func map(
    _ iterator: CheckedIterator, _ result: CheckedExpression
  ) throws(Unsupported) -> Place {
    guard case .list(let domain) = iterator.domain else { throw Unsupported() }
    let list = try read(try value(of: domain))
    let made = try register()
    let start = block.code.count
    var item = CellLayout.plain
    try loop(
      list, at: iterator.place,
      { (compiler, number, end) in
        compiler.block.add(.map, register: made, first: number, second: 0, to: end)
      },
      { (compiler) throws(Unsupported) in
        let value = try compiler.value(of: result)
        if case .list = value.layout { throw Unsupported() }
        item = value.layout
        compiler.block.add(
          .push, first: value.operand.code, second: UInt32(item.width), place: made)
      })
    // How wide an item is, is known only now.
    block.setSecond(UInt32(item.width), ofFirst: .map, from: start)
    return Place(operand: Operand(Operand.registers, made), layout: .list(of: item))
  }

  /// One list of the items of several.
  mutating func concatenated(_ lists: [CheckedExpression]) throws(Unsupported) -> Place {
    var places: [ListPlace] = []
    for list in lists { places.append(try read(try value(of: list))) }
    guard let first = places.first, places.allSatisfy({ $0.item.isSame(as: first.item) }) else {
      throw Unsupported()
    }
    let made = try register()
    block.add(.startList, first: 0, place: made)
    for place in places {
      let number = add(place.read(base: 0))
      block.add(.append, first: number, second: UInt32(place.item.width), place: made)
    }
    return Place(operand: Operand(Operand.registers, made), layout: .list(of: first.item))
  }

  mutating func list(_ items: [CheckedExpression]) throws(Unsupported) -> Place {
    var values: [Operand] = []
    for item in items { values.append(try plain(item)) }
    let made = try register()
    block.add(.startList, first: UInt32(values.count), place: made)
    for value in values { block.add(.push, first: value.code, second: 1, place: made) }
    return Place(operand: Operand(Operand.registers, made), layout: .list(of: .plain))
  }

  // MARK: What a list contains

  mutating func contains(
    _ builtIn: BuiltIn, _ list: CheckedExpression, _ element: CheckedExpression, _ use: Use
  ) throws(Unsupported) {
    let place = try read(try value(of: list))
    guard place.isOfPlain else { throw Unsupported() }
    let element = try plain(element)
    let read = place.read(base: 0)
    let call = add(
      MachineProgram.Call(function: builtIn, arguments: [.list(read), .plain(element)]))
    let look = add(MachineProgram.Look(list: read, call: call))
    block.add(
      .contains, mode: use.code, register: use.register, first: look, second: element.code,
      to: use.end)
  }
}
