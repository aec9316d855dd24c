/// What single values come to, where that takes more than a look.
extension Machine {
  func compare(
    _ one: Cell, _ operation: ComparisonOperator, _ other: Cell, _ stores: MachineStores
  ) -> UInt8 {
    if one.isUnknown { return other.isUnknown ? Truth.of(one) | Truth.of(other) : Truth.of(one) }
    if other.isUnknown { return Truth.of(other) }
    if one.isNumber, other.isNumber { return Truth.of(operation.holds(one.number, other.number)) }
    if one.isText, other.isText, operation == .equal || operation == .notEqual {
      return Truth.of(stores.areSame(one, other) == (operation == .equal))
    }
    guard let left = stores.value(one), let right = stores.value(other) else {
      return Machine.cannotTell
    }
    return Truth.of(operation.apply(left, right))
  }

  func computed(
    _ one: Cell, _ operation: ArithmeticOperator, _ other: Cell, _ stores: MachineStores
  ) -> Cell? {
    if one.isNumber, other.isNumber {
      return operation.apply(one.number, other.number).map { Cell.number($0) } ?? .null
    }
    guard let left = stores.value(one), let right = stores.value(other) else { return nil }
    return Cell(plain: operation.apply(left, right) ?? .null)
  }

  func isWithin(_ cell: Cell, _ range: UInt32, _ stores: MachineStores) -> UInt8 {
    if cell.isUnknown { return Truth.of(cell) }
    guard let value = stores.value(cell) else { return Machine.cannotTell }
    return Truth.of(program.ranges[Int(range)].contains(value))
  }

  /// The value that both possibilities give; otherwise unknown, for the reasons of the choice and of both.
  ///
  /// - Returns: `nil` of values with parts.
  func common(_ one: Cell, _ other: Cell, else truth: UInt8, _ stores: MachineStores) -> Cell? {
    if one.isList || other.isList { return nil }
    if !one.isUnknown, !other.isUnknown, one == other || stores.areSame(one, other) { return one }
    return .unknown(
      truth & Truth.kindsMask | (one.isUnknown ? one.kinds : 0)
        | (other.isUnknown ? other.kinds : 0))
  }

  func property(_ cell: Cell, _ name: Int, _ stores: MachineStores) -> Cell? {
    if cell.isUnknown || cell.isNull { return cell }
    guard let value = stores.value(cell) else { return nil }
    return Cell(plain: Properties.value(of: program.names[name], in: value) ?? .null)
  }

  /// - Parameter number: of the comparison.
  func compareCount(
    _ counter: Cell, _ number: Int, _ limit: Cell, _ stores: MachineStores
  ) -> UInt8 {
    let operation = ComparisonOperator.byNumber[number]
    // With what is no number every count compares alike.
    guard limit.isNumber, counter.isOpenCount else {
      let count = limit.isNumber || limit.isUnknown ? counter.counted : counter.leastCounted
      return compare(count, operation, limit, stores)
    }
    return operation.holds(from: counter.count, upTo: counter.mostCounted, limit.number)
      .map { Truth.of($0) } ?? Truth.of(counter.counted)
  }

  /// A rule of a table that holds, or may.
  ///
  /// - Returns: whether it settles what the table gives.
  func rule(_ step: Instruction, _ truth: UInt8, _ stores: MachineStores) -> Bool {
    if truth == Truth.false { return false }
    let place = step.firstPlace
    let value = stores.cell(step.second)
    var state = TableState(registers[place + 1])
    if truth != Truth.true { state.kinds |= truth & Truth.kindsMask }
    if !state.isFound {
      state.isFound = true
      registers[place] = value
    } else if !state.isOpen {
      // What rules of a table give is constant here, and has no parts.
      let common = common(registers[place], value, else: Truth.unknown | state.kinds, stores)
      registers[place] = common ?? .unknown(state.kinds)
      state.isOpen = registers[place].isUnknown
      if state.isOpen { state.kinds |= registers[place].kinds }
    }
    registers[place + 1] = state.cell
    return truth == Truth.true
  }

  // MARK: Functions

  /// What a built-in function gives; `nil` where that, or what it is given, fits no cell.
  func call(_ number: Int, _ stores: MachineStores) -> Cell? {
    let call = program.calls[number]
    if call.givesUnknown {
      let (unknown, items) = unknown(of: call, stores)
      guard items == 0 || spend(items) else { return nil }
      if let unknown { return unknown }
    }
    return called(number, stores) { callAnew(call, stores) }
  }

  /// What a function of one argument gives where that is unknown, by itself or in an item.
  ///
  /// - Returns: also how many items were looked at.
  private func unknown(
    of call: MachineProgram.Call, _ stores: MachineStores
  ) -> (unknown: Cell?, items: Int) {
    switch call.arguments[0] {
    case .plain(let operand):
      let cell = stores.cell(operand.code)
      return (cell.isUnknown ? cell : nil, 0)
    case .list(let read):
      let list = stores.cell(read.list)
      if list.isUnknown { return (list, 0) }
      guard call.looksInside, let items = stores.items(of: list, read) else { return (nil, 0) }
      var kinds: UInt8 = 0
      for number in 0..<list.count {
        let item = items[number].pointee
        if item.isUnknown { kinds |= item.kinds }
      }
      return (kinds == 0 ? nil : .unknown(kinds), list.count)
    }
  }

  private func callAnew(_ call: MachineProgram.Call, _ stores: MachineStores) -> Cell? {
    var arguments: [Value] = []
    arguments.reserveCapacity(call.arguments.count)
    for argument in call.arguments {
      switch argument {
      case .plain(let operand):
        guard let value = stores.value(stores.cell(operand.code)) else { return nil }
        arguments.append(value)
      case .list(let read):
        guard let value = stores.list(read) else { return nil }
        arguments.append(value)
      }
    }
    return calling { call.function.call(arguments, in: &$0) }.flatMap { cell(of: $0) }
  }

  /// What a function gave: a value without parts, or a list of those; `nil` of any other.
  private func cell(of value: Value) -> Cell? {
    switch value {
    case .string(let text): return cell(ofText: text)
    case .list(let items):
      guard !items.isEmpty else { return .emptyList }
      // A list that finds no room here is left to the code of the compiler.
      guard let room = makeRoom(items.count) else { return nil }
      for (number, item) in items.enumerated() {
        if case .list = item { return nil }
        guard let cell = cell(of: item) else { return nil }
        room[number] = cell
      }
      return Cell.madeList(room).longer(by: items.count)
    default: return Cell(plain: value)
    }
  }
}

/// How far a table is, beside what it gives so far.
struct TableState {
  /// Whether a rule was found that holds or may.
  var isFound = false
  /// Whether rules that may hold give something else.
  var isOpen = false
  /// Of what keeps rules open.
  var kinds: UInt8 = 0

  static let none = TableState()

  private init() {}

  init(_ cell: Cell) {
    isFound = cell.high & 1 != 0
    isOpen = cell.high & 2 != 0
    kinds = UInt8(truncatingIfNeeded: cell.low)
  }

  var cell: Cell {
    Cell(high: (isFound ? 1 : 0) | (isOpen ? 2 : 0), low: UInt64(kinds))
  }
}

extension Cell {
  /// Unary minus; `null` where there is none.
  var negated: Cell {
    if isNumber { return .number(number.negated) }
    return plain.flatMap { Cell(plain: $0.negated ?? .null) } ?? .null
  }
}

/// A counter: so many that are counted, and in the low half those that may be, with what keeps them open.
extension Cell {
  static let counter = Cell(high: counterHead, low: 0)

  /// - Parameter truth: whether one more counts.
  @inline(__always)
  func tallied(_ truth: UInt8) -> Cell {
    if truth == Truth.true { return longer(by: 1) }
    if truth & Truth.unknown == 0 { return self }
    return Cell(high: high, low: (low &+ 1 &<< 8) | UInt64(truth & Truth.kindsMask))
  }

  var isOpenCount: Bool { high & Self.kindMask == Self.counterHead && low != 0 }
  var mostCounted: Int { count + Int(truncatingIfNeeded: low &>> 8) }
  var leastCounted: Cell { isUnknown ? self : .number(Number(count)) }

  /// The number, or unknown.
  var counted: Cell { isOpenCount ? .unknown(kinds) : leastCounted }
}
