/// Runs programs: the memory for one run after the other, for one thread.
///
/// It computes what the code of the compiler computes, or says that it can't: for a value that fits no cell, or more work
/// than it may do. It holds numbers, truths and places, and no references.
final class Machine {
  /// How a run ended.
  enum End {
    case done
    /// The code of the compiler has to do it.
    case cannot
    /// There was no room for the lists that rules make; there is more now, for beginning anew.
    case full
  }

  let program: MachineProgram
  let registers: UnsafeMutablePointer<Cell>
  let truths: UnsafeMutablePointer<UInt8>
  private let bases: UnsafeMutablePointer<UnsafePointer<Cell>>
  private let loops: UnsafeMutablePointer<Loop>
  private let registerCount: Int
  private var made: UnsafeMutablePointer<Cell>
  private var room = 256
  private var used = 0
  /// Texts that rules make.
  private let madeTexts: UnsafeMutablePointer<UInt8>
  private var textsUsed = 0
  private static let textRoom = 1 << 14
  /// Steps of loops, each as often as it was taken.
  private var work = 0
  private var moment = DateAndTime(date: .epoch, time: .midnightUTC)
  private var execution: Execution?

  /// A list that is being gone through.
  private struct Loop {
    var left = 0
    var stride = 0
    /// Where the places of the items stand that are left, if they are chosen ones.
    var chosen: UnsafePointer<Cell>?
    var offset = 0
  }

  /// Past this the code of the compiler takes over, which counts as the limits say. What several rules share is
  /// computed once here, so this is far below what an evaluation may do.
  private static let mostWork = 1_000_000
  private static let mostRoom = 1 << 22

  init(_ program: MachineProgram) {
    self.program = program
    registerCount = program.registers + 1
    registers = .allocate(capacity: registerCount)
    registers.initialize(repeating: .null, count: registerCount)
    truths = .allocate(capacity: program.truths + 1)
    truths.initialize(repeating: 0, count: program.truths + 1)
    loops = .allocate(capacity: Operand.mostBases)
    loops.initialize(repeating: Loop(), count: Operand.mostBases)
    made = .allocate(capacity: room)
    madeTexts = .allocate(capacity: Self.textRoom)
    bases = .allocate(capacity: Operand.mostBases)
    bases.initialize(repeating: UnsafePointer(registers), count: Operand.mostBases)
  }

  deinit {
    registers.deallocate()
    truths.deallocate()
    bases.deallocate()
    loops.deallocate()
    made.deallocate()
    madeTexts.deallocate()
  }

  /// Begins with another plan.
  func begin(at moment: DateAndTime) {
    used = 0
    textsUsed = 0
    work = 0
    self.moment = moment
    guard execution != nil else { return }
    if execution?.moment.isSame(as: moment) ?? false,
      (execution?.prepared.count ?? 0) <= Self.mostPrepared
    {
      // What was made ready for one plan, such as a pattern, is there for the next.
      execution?.renew()
    } else {
      execution = nil
    }
  }

  private static let mostPrepared = 100

  /// Runs a part of the program.
  func run(from start: Int, _ plan: PlanCells) -> End {
    with(plan) { stores in
      program.code.withUnsafeBufferPointer { code in
        program.lists.withUnsafeBufferPointer { lists in
          guard let code = code.baseAddress else { return .cannot }
          return run(code, lists.baseAddress, from: start, stores)
        }
      }
    }
  }

  /// What an operand came to; `nil` where that has parts.
  func value(at operand: Operand, _ plan: PlanCells) -> Value? {
    with(plan) { $0.value($0.cell(operand.code)) }
  }

  /// The place of an operand.
  func cell(at operand: Operand, _ plan: PlanCells) -> Cell {
    with(plan) { $0.cell(operand.code) }
  }

  private func with<Result>(_ plan: PlanCells, _ body: (Stores) -> Result) -> Result {
    program.constants.cells.withUnsafeBufferPointer { constants in
      program.constants.texts.withUnsafeBufferPointer { ownTexts in
        let nothing = UnsafePointer(registers)
        bases[Operand.plan] = plan.cells ?? nothing
        bases[Operand.constants] = constants.baseAddress ?? nothing
        return body(
          Stores(
            bases: UnsafePointer(bases), ownTexts: ownTexts.baseAddress, plan: plan,
            made: UnsafePointer(madeTexts)))
      }
    }
  }

  /// Where things stand that cells speak of.
  struct Stores {
    fileprivate let bases: UnsafePointer<UnsafePointer<Cell>>
    fileprivate let ownTexts: UnsafePointer<UInt8>?
    fileprivate let plan: PlanCells
    fileprivate let made: UnsafePointer<UInt8>

    @inline(__always)
    func cell(_ operand: UInt32) -> Cell {
      bases[Int(truncatingIfNeeded: operand &>> Operand.placeBits)][
        Int(truncatingIfNeeded: operand & (1 &<< Operand.placeBits - 1))]
    }

    @inline(__always)
    func address(_ operand: UInt32) -> UnsafePointer<Cell> {
      bases[Int(truncatingIfNeeded: operand &>> Operand.placeBits)]
        + Int(truncatingIfNeeded: operand & (1 &<< Operand.placeBits - 1))
    }

    func text(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
      if CellStore.owner(of: cell) == CellStore.Owner.made.rawValue {
        return UnsafeBufferPointer(start: made + CellStore.place(of: cell), count: cell.count)
      }
      guard CellStore.owner(of: cell) == CellStore.Owner.program.rawValue else {
        return plan.text(cell)
      }
      return UnsafeBufferPointer(
        start: ownTexts.map { $0 + CellStore.place(of: cell) }, count: cell.count)
    }

    /// The first item of a list whose items stand one after the other.
    @inline(__always)
    func items(_ list: Cell) -> UnsafePointer<Cell>? {
      if list.head == Cell.listHead {
        return bases[CellStore.owner(of: list) == 0 ? Operand.constants : Operand.plan]
          + CellStore.place(of: list)
      }
      return UnsafePointer(bitPattern: UInt(list.low))
    }

    func value(_ cell: Cell) -> Value? {
      if cell.isText { return .string(String(decoding: text(cell), as: UTF8.self)) }
      return cell.plain
    }
  }

  // MARK: Truths

  @inline(__always)
  private static func give(
    _ truth: UInt8, _ step: Instruction, _ truths: UnsafeMutablePointer<UInt8>, _ next: Int
  ) -> Int {
    var truth = truth
    if step.mode > Instruction.Mode.mask {
      if step.mode & Instruction.Mode.negated != 0 { truth = Truth.not(truth) }
      if step.mode & Instruction.Mode.nullIsFalse != 0, truth == Truth.null { truth = Truth.false }
    }
    let register = Int(step.register)
    switch step.mode & Instruction.Mode.mask {
    case Instruction.Mode.and.rawValue:
      if truth == Truth.true { return next }
      let joined = Truth.and(truths[register], truth)
      truths[register] = joined
      return joined == Truth.false ? Int(truncatingIfNeeded: step.target) : next
    case Instruction.Mode.or.rawValue:
      if truth == Truth.false { return next }
      let joined = Truth.or(truths[register], truth)
      truths[register] = joined
      return joined == Truth.true ? Int(truncatingIfNeeded: step.target) : next
    case Instruction.Mode.firstAnd.rawValue:
      truths[register] = truth
      return truth == Truth.false ? Int(truncatingIfNeeded: step.target) : next
    case Instruction.Mode.firstOr.rawValue:
      truths[register] = truth
      return truth == Truth.true ? Int(truncatingIfNeeded: step.target) : next
    default:
      truths[register] = truth
      return next
    }
  }

  // MARK: The loop

  private func run(
    _ code: UnsafePointer<Instruction>, _ lists: UnsafePointer<MachineProgram.ListRead>?,
    from start: Int, _ stores: Stores
  ) -> End {
    let truths = truths
    let registers = registers
    let bases = bases
    let loops = loops
    var work = work
    var next = start
    while true {
      let step = code[next]
      next &+= 1
      switch step.operation {
      case .end:
        self.work = work
        return .done
      case .equal:
        let one = stores.cell(step.first)
        let other = stores.cell(step.second)
        let truth =
          one.isInLine(with: other)
          ? Truth.of(one.low == other.low) : compare(one, .equal, other, stores)
        if truth == Machine.cannotTell { return .cannot }
        next = Machine.give(truth, step, truths, next)
      case .notEqual:
        let one = stores.cell(step.first)
        let other = stores.cell(step.second)
        let truth =
          one.isInLine(with: other)
          ? Truth.of(one.low != other.low) : compare(one, .notEqual, other, stores)
        if truth == Machine.cannotTell { return .cannot }
        next = Machine.give(truth, step, truths, next)
      case .less:
        let one = stores.cell(step.first)
        let other = stores.cell(step.second)
        let truth =
          one.isInLine(with: other)
          ? Truth.of(one.low < other.low) : compare(one, .less, other, stores)
        if truth == Machine.cannotTell { return .cannot }
        next = Machine.give(truth, step, truths, next)
      case .lessOrEqual:
        let one = stores.cell(step.first)
        let other = stores.cell(step.second)
        let truth =
          one.isInLine(with: other)
          ? Truth.of(one.low <= other.low) : compare(one, .lessOrEqual, other, stores)
        if truth == Machine.cannotTell { return .cannot }
        next = Machine.give(truth, step, truths, next)
      case .greater:
        let one = stores.cell(step.first)
        let other = stores.cell(step.second)
        let truth =
          one.isInLine(with: other)
          ? Truth.of(one.low > other.low) : compare(one, .greater, other, stores)
        if truth == Machine.cannotTell { return .cannot }
        next = Machine.give(truth, step, truths, next)
      case .greaterOrEqual:
        let one = stores.cell(step.first)
        let other = stores.cell(step.second)
        let truth =
          one.isInLine(with: other)
          ? Truth.of(one.low >= other.low) : compare(one, .greaterOrEqual, other, stores)
        if truth == Machine.cannotTell { return .cannot }
        next = Machine.give(truth, step, truths, next)
      case .isNull:
        let cell = stores.cell(step.first)
        let truth = cell.isUnknown ? Truth.of(cell) : Truth.of(cell.isNull)
        next = Machine.give(truth, step, truths, next)
      case .isNotNull:
        let cell = stores.cell(step.first)
        let truth = cell.isUnknown ? Truth.of(cell) : Truth.of(!cell.isNull)
        next = Machine.give(truth, step, truths, next)
      case .isWithin:
        let truth = isWithin(stores.cell(step.first), step.second, stores)
        if truth == Machine.cannotTell { return .cannot }
        next = Machine.give(truth, step, truths, next)
      case .isAmong:
        let truth = isAmong(stores.cell(step.first), stores.cell(step.second), stores)
        if truth == Machine.cannotTell { return .cannot }
        next = Machine.give(truth, step, truths, next)
      case .truth:
        next = Machine.give(Truth.of(stores.cell(step.first)), step, truths, next)
      case .contains:
        let truth = contains(step.first, stores.cell(step.second), stores, &work)
        if truth == Machine.cannotTell { return .cannot }
        next = Machine.give(truth, step, truths, next)
      case .compareCount:
        let truth = compareCount(
          registers[Int(truncatingIfNeeded: step.first &>> 3)], step.first & 7,
          stores.cell(step.second), stores)
        if truth == Machine.cannotTell { return .cannot }
        next = Machine.give(truth, step, truths, next)
      case .again:
        next = Machine.give(truths[Int(truncatingIfNeeded: step.first)], step, truths, next)
      case .constant:
        next = Machine.give(UInt8(truncatingIfNeeded: step.first), step, truths, next)
      case .chooseTruth:
        let truth = Machine.chosen(
          truths[Int(truncatingIfNeeded: step.first)],
          truths[Int(truncatingIfNeeded: step.second &>> 16)],
          truths[Int(truncatingIfNeeded: step.second & 0xFFFF)])
        next = Machine.give(truth, step, truths, next)
      case .jumpUnlessMayHold:
        let truth = truths[Int(step.register)]
        if truth == Truth.false || truth == Truth.null {
          next = Int(truncatingIfNeeded: step.target)
        }
      case .jumpIfHolds:
        if truths[Int(step.register)] == Truth.true { next = Int(truncatingIfNeeded: step.target) }
      case .add:
        let one = stores.cell(step.first)
        let other = stores.cell(step.second)
        let (sum, overflows) = one.low.addingReportingOverflow(other.low)
        if one.isInLine(with: other), one.high < Cell.numbersEnd, !overflows {
          registers[Int(truncatingIfNeeded: step.target)] = Cell(high: one.high, low: sum)
        } else {
          guard let result = computed(one, .add, other, stores) else { return .cannot }
          registers[Int(truncatingIfNeeded: step.target)] = result
        }
      case .subtract:
        let one = stores.cell(step.first)
        let other = stores.cell(step.second)
        if one.isInLine(with: other), one.high < Cell.numbersEnd {
          let isLess = one.low < other.low
          registers[Int(truncatingIfNeeded: step.target)] = Cell(
            high: isLess ? one.high | Number.signMask : one.high,
            low: isLess ? other.low &- one.low : one.low &- other.low)
        } else {
          guard let result = computed(one, .subtract, other, stores) else { return .cannot }
          registers[Int(truncatingIfNeeded: step.target)] = result
        }
      case .multiply:
        guard
          let result = computed(
            stores.cell(step.first), .multiply, stores.cell(step.second), stores)
        else { return .cannot }
        registers[Int(truncatingIfNeeded: step.target)] = result
      case .divide:
        guard
          let result = computed(
            stores.cell(step.first), .divide, stores.cell(step.second), stores)
        else { return .cannot }
        registers[Int(truncatingIfNeeded: step.target)] = result
      case .power:
        guard
          let result = computed(
            stores.cell(step.first), .power, stores.cell(step.second), stores)
        else { return .cannot }
        registers[Int(truncatingIfNeeded: step.target)] = result
      case .negate:
        let cell = stores.cell(step.first)
        let result =
          cell.isNumber
          ? Cell.number(cell.number.negated)
          : cell.plain.flatMap { Cell(plain: $0.negated ?? .null) } ?? .null
        registers[Int(truncatingIfNeeded: step.target)] = result
      case .magnitude:
        let cell = stores.cell(step.first)
        if cell.isNumber {
          registers[Int(truncatingIfNeeded: step.target)] = Cell(
            high: cell.high & ~Number.signMask, low: cell.low)
        } else {
          guard let result = call(step.second, stores) else { return .cannot }
          registers[Int(truncatingIfNeeded: step.target)] = result
        }
      case .truthAsCell:
        registers[Int(truncatingIfNeeded: step.target)] = Truth.cell(truths[Int(step.register)])
      case .copy:
        registers[Int(truncatingIfNeeded: step.target)] = stores.cell(step.first)
      case .choose:
        let truth = truths[Int(step.register)]
        if truth == Truth.true {
          registers[Int(truncatingIfNeeded: step.target)] = stores.cell(step.first)
        } else if truth == Truth.false || truth == Truth.null {
          registers[Int(truncatingIfNeeded: step.target)] = stores.cell(step.second)
        } else {
          guard
            let result = common(
              stores.cell(step.first), stores.cell(step.second), else: truth, stores)
          else { return .cannot }
          registers[Int(truncatingIfNeeded: step.target)] = result
        }
      case .property:
        guard let result = property(stores.cell(step.first), step.second, stores) else {
          return .cannot
        }
        registers[Int(truncatingIfNeeded: step.target)] = result
      case .call:
        guard let result = call(step.first, stores) else { return .cannot }
        registers[Int(truncatingIfNeeded: step.target)] = result
      case .count:
        guard let lists else { return .cannot }
        let list = stores.cell(lists[Int(truncatingIfNeeded: step.first)].list)
        if Machine.isList(list) {
          registers[Int(truncatingIfNeeded: step.target)] = .number(Number(list.count))
        } else {
          guard let result = call(step.second, stores) else { return .cannot }
          registers[Int(truncatingIfNeeded: step.target)] = result
        }
      case .sum:
        guard let lists else { return .cannot }
        guard
          let result = sum(
            lists[Int(truncatingIfNeeded: step.first)], step.second, stores, &work)
        else { return .cannot }
        registers[Int(truncatingIfNeeded: step.target)] = result
      case .item:
        guard let lists else { return .cannot }
        registers[Int(truncatingIfNeeded: step.target)] = item(
          lists[Int(truncatingIfNeeded: step.first)], stores.cell(step.second), stores)
      case .quantify:
        guard let lists else { return .cannot }
        let read = lists[Int(truncatingIfNeeded: step.first)]
        let list = stores.cell(read.list)
        if enter(read, list, stores) { continue }
        if Machine.isList(list) {
          next = Int(truncatingIfNeeded: step.target)
          continue
        }
        // What can't be gone through leaves it open, whatever the others say.
        guard list.isNull || list.isUnknown else { return .cannot }
        _ = Machine.give(
          Truth.of(list),
          Instruction(
            operation: .again, mode: step.mode & Instruction.Mode.mask, register: step.register,
            first: 0, second: 0, target: 0), truths, 0)
        next = Int(truncatingIfNeeded: step.target)
      case .startCount:
        guard let lists else { return .cannot }
        let read = lists[Int(truncatingIfNeeded: step.first)]
        let list = stores.cell(read.list)
        registers[Int(step.register)] = Cell(high: Cell.counterHead, low: 0)
        if enter(read, list, stores) { continue }
        if list.isUnknown {
          registers[Int(step.register)] = list
        } else {
          guard list.isNull || Machine.isList(list) else { return .cannot }
        }
        next = Int(truncatingIfNeeded: step.target)
      case .next:
        work &+= Int(truncatingIfNeeded: step.second)
        let base = Int(truncatingIfNeeded: step.first)
        loops[base].left &-= 1
        if loops[base].left > 0 {
          if let chosen = loops[base].chosen {
            loops[base].chosen = chosen + 1
            bases[base] = Machine.address(chosen[1].low, bases[base]) + loops[base].offset
          } else {
            bases[base] += loops[base].stride
          }
          next = Int(truncatingIfNeeded: step.target)
          if work > Machine.mostWork { return .cannot }
        }
      case .tally:
        let truth = truths[Int(step.register)]
        let place = Int(truncatingIfNeeded: step.target)
        if truth == Truth.true {
          registers[place] = Cell(high: registers[place].high &+ 1, low: registers[place].low)
        } else if truth & Truth.unknown != 0 {
          registers[place] = Cell(
            high: registers[place].high,
            low: (registers[place].low &+ 1 &<< 8) | UInt64(truth & 0xF))
        }
      case .finishCount:
        let counter = registers[Int(truncatingIfNeeded: step.first)]
        registers[Int(truncatingIfNeeded: step.target)] =
          counter.isUnknown
          ? counter
          : counter.low == 0 ? .number(Number(counter.count)) : .unknown(counter.kinds & 0xF)
      case .map, .filter:
        guard let lists else { return .cannot }
        let read = lists[Int(truncatingIfNeeded: step.first)]
        let list = stores.cell(read.list)
        let isFilter = step.operation == .filter
        if isFilter { truths[Int(truncatingIfNeeded: step.second)] = Truth.null }
        if enter(read, list, stores) {
          let width = isFilter ? 1 : Int(truncatingIfNeeded: step.second)
          guard let place = makeRoom(list.count &* width) else { return .full }
          registers[Int(step.register)] = Cell(
            high: isFilter ? Cell.chosenListHead : Cell.madeListHead,
            low: UInt64(UInt(bitPattern: place)))
          continue
        }
        if list.isUnknown {
          registers[Int(step.register)] = list
        } else if Machine.isList(list) {
          registers[Int(step.register)] = .emptyList
        } else {
          guard list.isNull else { return .cannot }
          // A filter finds nothing in `null`, and a loop can't go through it.
          registers[Int(step.register)] = isFilter ? .emptyList : .null
        }
        next = Int(truncatingIfNeeded: step.target)
      case .startList:
        guard let place = makeRoom(Int(truncatingIfNeeded: step.first)) else { return .full }
        registers[Int(truncatingIfNeeded: step.target)] = Cell(
          high: Cell.madeListHead, low: UInt64(UInt(bitPattern: place)))
      case .push:
        let list = registers[Int(truncatingIfNeeded: step.target)]
        guard let place = UnsafeMutablePointer<Cell>(bitPattern: UInt(list.low)) else {
          return .cannot
        }
        let width = Int(truncatingIfNeeded: step.second)
        (place + list.count &* width).update(from: stores.address(step.first), count: width)
        registers[Int(truncatingIfNeeded: step.target)] = Cell(high: list.high &+ 1, low: list.low)
      case .append:
        guard let lists else { return .cannot }
        switch append(
          lists[Int(truncatingIfNeeded: step.first)], Int(truncatingIfNeeded: step.second),
          Int(truncatingIfNeeded: step.target), stores, &work)
        {
        case .done: break
        case let end: return end
        }
      case .keep:
        let truth = truths[Int(step.register)]
        if truth == Truth.true {
          let list = registers[Int(truncatingIfNeeded: step.target)]
          guard let place = UnsafeMutablePointer<Cell>(bitPattern: UInt(list.low)) else {
            return .cannot
          }
          place[list.count] = Cell(
            high: 0, low: UInt64(UInt(bitPattern: bases[Int(truncatingIfNeeded: step.first)])))
          registers[Int(truncatingIfNeeded: step.target)] = Cell(
            high: list.high &+ 1, low: list.low)
        } else if truth & Truth.unknown != 0 {
          let open = Int(truncatingIfNeeded: step.second)
          truths[open] = Truth.and(truths[open], truth)
        }
      case .finishFilter:
        let open = truths[Int(step.register)]
        if open != Truth.null {
          // Which items stay is part of the answer.
          registers[Int(truncatingIfNeeded: step.target)] = Truth.cell(open)
        }
      case .startTable:
        registers[Int(truncatingIfNeeded: step.target)] = .null
        registers[Int(truncatingIfNeeded: step.target) &+ 1] = Cell(high: 0, low: 0)
      case .rule:
        next = rule(step, stores, next)
      case .finishTable:
        let place = Int(truncatingIfNeeded: step.target)
        let state = registers[place &+ 1]
        if state.high == Machine.tableIsOpen {
          registers[place] = .unknown(UInt8(truncatingIfNeeded: state.low))
        }
      }
    }
  }

  // MARK: Lists

  @inline(__always)
  static func isList(_ cell: Cell) -> Bool {
    let head = cell.head
    return head == Cell.listHead || head == Cell.madeListHead || head == Cell.chosenListHead
  }

  @inline(__always)
  private static func address(
    _ bits: UInt64, _ otherwise: UnsafePointer<Cell>
  ) -> UnsafePointer<Cell> {
    UnsafePointer(bitPattern: UInt(bits)) ?? otherwise
  }

  /// Begins to go through a list.
  ///
  /// - Returns: whether there is an item.
  @inline(__always)
  private func enter(_ read: MachineProgram.ListRead, _ list: Cell, _ stores: Stores) -> Bool {
    guard Machine.isList(list), list.count > 0, let items = stores.items(list) else { return false }
    let base = Int(read.base)
    let isChosen = list.head == Cell.chosenListHead
    loops[base] = Loop(
      left: list.count, stride: Int(read.stride), chosen: isChosen ? items : nil,
      offset: Int(read.offset))
    bases[base] =
      (isChosen ? Machine.address(items[0].low, items) : items) + Int(read.offset)
    return true
  }

  private func makeRoom(_ count: Int) -> UnsafeMutablePointer<Cell>? {
    if used + count <= room {
      defer { used += count }
      return made + used
    }
    guard room < Machine.mostRoom else { return nil }
    made.deallocate()
    room *= 8
    made = .allocate(capacity: room)
    return nil
  }

  /// The items of a list without parts.
  func forEach(
    _ read: MachineProgram.ListRead, _ list: Cell, _ stores: Stores, _ body: (Cell) -> Bool
  ) {
    guard list.count > 0, let items = stores.items(list) else { return }
    let offset = Int(read.offset)
    if list.head == Cell.chosenListHead {
      for number in 0..<list.count {
        guard body((Machine.address(items[number].low, items) + offset).pointee) else { return }
      }
    } else {
      var item = items + offset
      for _ in 0..<list.count {
        guard body(item.pointee) else { return }
        item += Int(read.stride)
      }
    }
  }
}

// MARK: What takes longer

extension Machine {
  /// No truth: the code of the compiler has to say it.
  static let cannotTell: UInt8 = 0xFF

  fileprivate func compare(
    _ one: Cell, _ operation: ComparisonOperator, _ other: Cell, _ stores: Stores
  ) -> UInt8 {
    if one.isUnknown { return other.isUnknown ? Truth.of(one) | Truth.of(other) : Truth.of(one) }
    if other.isUnknown { return Truth.of(other) }
    if one.isNumber, other.isNumber { return Truth.of(operation.holds(one.number, other.number)) }
    if one.isText, other.isText, operation == .equal || operation == .notEqual {
      let isEqual = one.high == other.high && areSame(one, other, stores)
      return Truth.of(isEqual == (operation == .equal))
    }
    guard let left = stores.value(one), let right = stores.value(other) else {
      return Machine.cannotTell
    }
    return Truth.of(operation.apply(left, right))
  }

  /// - Requires: texts of one length.
  private func areSame(_ one: Cell, _ other: Cell, _ stores: Stores) -> Bool {
    if one.low == other.low { return true }
    let left = stores.text(one)
    let right = stores.text(other)
    return left.elementsEqual(right)
  }

  fileprivate func computed(
    _ one: Cell, _ operation: ArithmeticOperator, _ other: Cell, _ stores: Stores
  ) -> Cell? {
    if one.isNumber, other.isNumber {
      return operation.apply(one.number, other.number).map { Cell.number($0) } ?? .null
    }
    guard let left = stores.value(one), let right = stores.value(other) else { return nil }
    return Cell(plain: operation.apply(left, right) ?? .null)
  }

  fileprivate func isWithin(_ cell: Cell, _ range: UInt32, _ stores: Stores) -> UInt8 {
    guard let value = stores.value(cell) else { return Machine.cannotTell }
    if value.isUnknown { return Truth.of(value) }
    return Truth.of(program.ranges[Int(range)].contains(value))
  }

  /// Whether it is one of a list of constants, none of them null.
  fileprivate func isAmong(_ cell: Cell, _ list: Cell, _ stores: Stores) -> UInt8 {
    if cell.isUnknown { return Truth.of(cell) }
    guard Machine.isList(list), let items = stores.items(list) else { return Machine.cannotTell }
    for number in 0..<list.count {
      let truth = compare(cell, .equal, items[number], stores)
      if truth == Truth.true || truth == Machine.cannotTell { return truth }
    }
    return Truth.false
  }

  fileprivate func contains(
    _ look: UInt32, _ element: Cell, _ stores: Stores, _ work: inout Int
  ) -> UInt8 {
    let look = program.looks[Int(look)]
    let list = stores.cell(look.list.list)
    if Machine.isList(list), element.isText || element.isNumber {
      var found = Truth.false
      work &+= list.count
      forEach(look.list, list, stores) { item in
        if item.isText ? element.isText : item.isNumber && element.isNumber {
          if compare(item, .equal, element, stores) == Truth.true {
            found = Truth.true
            return false
          }
          return true
        }
        found = Machine.cannotTell
        return false
      }
      if found != Machine.cannotTell { return found }
    }
    guard let result = call(look.call, stores) else { return Machine.cannotTell }
    return Truth.of(result)
  }

  fileprivate func compareCount(
    _ counter: Cell, _ number: UInt32, _ limit: Cell, _ stores: Stores
  ) -> UInt8 {
    let operation = ComparisonOperator.byNumber[Int(number)]
    if counter.isUnknown { return compare(counter, operation, limit, stores) }
    let certain = Number(counter.count)
    guard counter.low != 0 else { return compare(.number(certain), operation, limit, stores) }
    let unknown = Cell.unknown(counter.kinds & 0xF)
    if limit.isUnknown { return compare(unknown, operation, limit, stores) }
    // With what is no number every count compares alike.
    guard limit.isNumber else { return compare(.number(certain), operation, limit, stores) }
    let most = counter.count + Int(truncatingIfNeeded: counter.low &>> 8)
    return operation.holds(from: counter.count, upTo: most, limit.number).map { Truth.of($0) }
      ?? Truth.of(unknown)
  }

  fileprivate static func chosen(_ test: UInt8, _ then: UInt8, _ otherwise: UInt8) -> UInt8 {
    if test == Truth.true { return then }
    if test == Truth.false || test == Truth.null { return otherwise }
    if then == otherwise, then & Truth.unknown == 0 { return then }
    return (test | then & Truth.openMask(then) | otherwise & Truth.openMask(otherwise))
  }

  /// - Returns: `nil` of values with parts.
  fileprivate func common(
    _ one: Cell, _ other: Cell, else truth: UInt8, _ stores: Stores
  ) -> Cell? {
    let kinds = truth & 0xF
    if Machine.isList(one) || Machine.isList(other) { return nil }
    if !one.isUnknown, !other.isUnknown {
      if one == other { return one }
      if one.isText, other.isText, one.high == other.high, areSame(one, other, stores) {
        return one
      }
      return .unknown(kinds)
    }
    return .unknown(kinds | (one.isUnknown ? one.kinds : 0) | (other.isUnknown ? other.kinds : 0))
  }

  fileprivate func property(_ cell: Cell, _ name: UInt32, _ stores: Stores) -> Cell? {
    if cell.isUnknown || cell.isNull { return cell }
    guard let value = stores.value(cell) else { return nil }
    return Cell(plain: Properties.value(of: program.names[Int(name)], in: value) ?? .null)
  }

  fileprivate func sum(
    _ read: MachineProgram.ListRead, _ call: UInt32, _ stores: Stores, _ work: inout Int
  ) -> Cell? {
    let list = stores.cell(read.list)
    if Machine.isList(list), list.count > 0 {
      var sum: Number? = .zero
      work &+= list.count
      forEach(read, list, stores) { item in
        sum = item.isNumber ? sum?.adding(item.number) : nil
        return sum != nil
      }
      if let sum { return .number(sum) }
    }
    return self.call(call, stores)
  }

  fileprivate func item(
    _ read: MachineProgram.ListRead, _ index: Cell, _ stores: Stores
  ) -> Cell {
    let list = stores.cell(read.list)
    if list.isUnknown { return list }
    guard Machine.isList(list), let index = index.number.int, index != 0, index != Int.min,
      let items = stores.items(list)
    else { return .null }
    let place = index > 0 ? index - 1 : list.count + index
    guard place >= 0, place < list.count else { return .null }
    if list.head == Cell.chosenListHead {
      return (Machine.address(items[place].low, items) + Int(read.offset)).pointee
    }
    return items[place * Int(read.stride) + Int(read.offset)]
  }

  /// Calls a built-in function; `nil` where what it is given or gives fits no cell.
  fileprivate func call(_ number: UInt32, _ stores: Stores) -> Cell? {
    let call = program.calls[Int(number)]
    var execution =
      self.execution ?? Execution(moment: moment, limits: .assessment, keepingRemarks: false)
    // Held once, so that nothing in it is copied.
    self.execution = nil
    var arguments: [Value] = []
    for argument in call.arguments {
      switch argument {
      case .plain(let operand):
        guard let value = stores.value(stores.cell(operand.code)) else { return nil }
        arguments.append(value)
      case .list(let read):
        let list = stores.cell(read.list)
        guard Machine.isList(list) else {
          guard let value = list.plain else { return nil }
          arguments.append(value)
          continue
        }
        var values: [Value] = []
        values.reserveCapacity(list.count)
        forEach(read, list, stores) { item in
          guard let value = stores.value(item) else { return false }
          values.append(value)
          return true
        }
        guard values.count == list.count else { return nil }
        arguments.append(.list(values))
      }
    }
    let result = call.function.call(arguments, in: &execution)
    guard execution.failure == nil else { return nil }
    self.execution = execution
    return cell(of: result)
  }

  /// What a function gave: a value without parts, or a list of those; `nil` of any other.
  private func cell(of value: Value) -> Cell? {
    switch value {
    case .string(let text):
      let count = text.utf8.count
      guard textsUsed + count <= Machine.textRoom else { return nil }
      let start = textsUsed
      for byte in text.utf8 {
        madeTexts[textsUsed] = byte
        textsUsed += 1
      }
      return CellStore.text(count, at: start, of: .made)
    case .list(let items):
      guard !items.isEmpty else { return .emptyList }
      // A list that finds no room here is left to the code of the compiler.
      guard used + items.count <= room else { return nil }
      let start = made + used
      used += items.count
      for (number, item) in items.enumerated() {
        if case .list = item { return nil }
        guard let cell = cell(of: item) else { return nil }
        start[number] = cell
      }
      return Cell(
        high: Cell.madeListHead | UInt64(items.count), low: UInt64(UInt(bitPattern: start)))
    default: return Cell(plain: value)
    }
  }

  /// Adds the items of a list to one that is being made.
  fileprivate func append(
    _ read: MachineProgram.ListRead, _ width: Int, _ target: Int, _ stores: Stores,
    _ work: inout Int
  ) -> End {
    let list = stores.cell(read.list)
    let made = registers[target]
    if list.isUnknown {
      registers[target] = .unknown(list.kinds | (made.isUnknown ? made.kinds : 0))
      return .done
    }
    guard Machine.isList(list) else { return .cannot }
    if made.isUnknown || list.count == 0 { return .done }
    guard let items = stores.items(list) else { return .cannot }
    guard let place = makeRoom(list.count * width) else { return .full }
    work &+= list.count
    let isChosen = list.head == Cell.chosenListHead
    for number in 0..<list.count {
      let item =
        isChosen
        ? Machine.address(items[number].low, items) : items + number * Int(read.stride)
      (place + number * width).update(from: item + Int(read.offset), count: width)
    }
    let start = made.count == 0 ? UInt64(UInt(bitPattern: place)) : made.low
    registers[target] = Cell(
      high: Cell.madeListHead | UInt64(made.count + list.count), low: start)
    return .done
  }

  fileprivate static let tableIsOpen: UInt64 = 2

  /// A rule of a table that holds, or may.
  fileprivate func rule(_ step: Instruction, _ stores: Stores, _ next: Int) -> Int {
    let truth = truths[Int(step.register)]
    if truth == Truth.false { return next }
    let place = Int(truncatingIfNeeded: step.first)
    let value = stores.cell(step.second)
    let state = registers[place + 1]
    var kinds = UInt8(truncatingIfNeeded: state.low)
    if truth != Truth.true { kinds |= truth & 0xF }
    switch state.high {
    case 0:
      registers[place] = value
      registers[place + 1] = Cell(high: 1, low: UInt64(kinds))
    case 1:
      // What rules of a table give is constant here, and has no parts.
      let found =
        common(registers[place], value, else: Truth.unknown | kinds, stores) ?? .unknown(kinds)
      registers[place] = found
      registers[place + 1] =
        found.isUnknown
        ? Cell(high: Machine.tableIsOpen, low: UInt64(kinds | found.kinds))
        : Cell(high: 1, low: UInt64(kinds))
    default:
      registers[place + 1] = Cell(high: state.high, low: UInt64(kinds))
    }
    return truth == Truth.true ? Int(truncatingIfNeeded: step.target) : next
  }
}
