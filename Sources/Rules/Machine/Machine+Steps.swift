/// The steps, one after the other.
extension Machine {
  /// No truth: the code of the compiler has to say it.
  static let cannotTell: UInt8 = 0xFF

  func run(
    _ code: UnsafePointer<Instruction>, _ lists: UnsafePointer<MachineProgram.ListRead>,
    from start: Int, _ stores: MachineStores
  ) -> End {
    let truths = truths
    let registers = registers
    let bases = bases
    let loops = loops
    var work = work
    var next = start
    /// Gives a cell that there is.
    @inline(__always)
    func give(_ cell: Cell?, _ step: Instruction) -> Bool {
      guard let cell else { return false }
      registers[step.targetPlace] = cell
      return true
    }
    while true {
      let step = code[next]
      next &+= 1
      let truth: UInt8
      switch step.operation {
      case .end:
        self.work = work
        return .done

      // Truths: what becomes of them stands below.
      case .equal: truth = compared(step, .equal, stores)
      case .notEqual: truth = compared(step, .notEqual, stores)
      case .less: truth = compared(step, .less, stores)
      case .lessOrEqual: truth = compared(step, .lessOrEqual, stores)
      case .greater: truth = compared(step, .greater, stores)
      case .greaterOrEqual: truth = compared(step, .greaterOrEqual, stores)
      case .isNull:
        let cell = stores.cell(step.first)
        truth = cell.isUnknown ? Truth.of(cell) : Truth.of(cell.isNull)
      case .isNotNull:
        let cell = stores.cell(step.first)
        truth = cell.isUnknown ? Truth.of(cell) : Truth.of(!cell.isNull)
      case .isWithin: truth = isWithin(stores.cell(step.first), step.second, stores)
      case .isAmong: truth = isAmong(stores.cell(step.first), stores.cell(step.second), stores)
      case .truth: truth = Truth.of(stores.cell(step.first))
      case .contains: truth = contains(step.firstPlace, stores.cell(step.second), stores, &work)
      case .compareCount:
        truth = compareCount(
          registers[step.firstPlace &>> 3], step.firstPlace & 7, stores.cell(step.second), stores)
      case .again: truth = truths[step.firstPlace]
      case .constant: truth = UInt8(truncatingIfNeeded: step.first)
      case .chooseTruth:
        truth = Truth.chosen(
          truths[step.firstPlace], truths[step.secondPlace &>> 16],
          truths[step.secondPlace & 0xFFFF])

      case .jumpUnlessMayHold:
        let truth = truths[Int(step.register)]
        if truth == Truth.false || truth == Truth.null { next = step.targetPlace }
        continue
      case .jumpIfHolds:
        if truths[Int(step.register)] == Truth.true { next = step.targetPlace }
        continue

      // Cells
      case .add:
        let one = stores.cell(step.first)
        let other = stores.cell(step.second)
        let (sum, overflows) = one.low.addingReportingOverflow(other.low)
        if one.isInLine(with: other), one.high < Cell.numbersEnd, !overflows {
          registers[step.targetPlace] = Cell(high: one.high, low: sum)
          continue
        }
        guard give(computed(one, .add, other, stores), step) else { return .cannot }
        continue
      case .subtract:
        let one = stores.cell(step.first)
        let other = stores.cell(step.second)
        if one.isInLine(with: other), one.high < Cell.numbersEnd {
          let isLess = one.low < other.low
          registers[step.targetPlace] = Cell(
            high: isLess ? one.high | Number.signMask : one.high,
            low: isLess ? other.low &- one.low : one.low &- other.low)
          continue
        }
        guard give(computed(one, .subtract, other, stores), step) else { return .cannot }
        continue
      case .multiply:
        guard give(computed(step, .multiply, stores), step) else { return .cannot }
        continue
      case .divide:
        guard give(computed(step, .divide, stores), step) else { return .cannot }
        continue
      case .power:
        guard give(computed(step, .power, stores), step) else { return .cannot }
        continue
      case .negate:
        registers[step.targetPlace] = stores.cell(step.first).negated
        continue
      case .magnitude:
        let cell = stores.cell(step.first)
        let result = cell.isNumber ? .number(cell.number.magnitude) : call(step.secondPlace, stores)
        guard give(result, step) else { return .cannot }
        continue
      case .truthAsCell:
        registers[step.targetPlace] = Truth.cell(truths[Int(step.register)])
        continue
      case .copy:
        registers[step.targetPlace] = stores.cell(step.first)
        continue
      case .choose:
        let truth = truths[Int(step.register)]
        if truth & Truth.unknown == 0 {
          registers[step.targetPlace] = stores.cell(
            truth == Truth.true ? step.first : step.second)
          continue
        }
        let result = common(
          stores.cell(step.first), stores.cell(step.second), else: truth, stores)
        guard give(result, step) else { return .cannot }
        continue
      case .property:
        guard give(property(stores.cell(step.first), step.secondPlace, stores), step) else {
          return .cannot
        }
        continue
      case .call:
        guard give(call(step.firstPlace, stores), step) else { return .cannot }
        continue
      case .count:
        let list = stores.cell(lists[step.firstPlace].list)
        let result = list.isList ? .number(Number(list.count)) : call(step.secondPlace, stores)
        guard give(result, step) else { return .cannot }
        continue
      case .sum:
        let result = sum(lists[step.firstPlace], stores, &work) ?? call(step.secondPlace, stores)
        guard give(result, step) else { return .cannot }
        continue
      case .item:
        registers[step.targetPlace] = item(
          lists[step.firstPlace], stores.cell(step.second), stores)
        continue

      // Loops
      case .quantify:
        let read = lists[step.firstPlace]
        let list = stores.cell(read.list)
        if enter(read, list, stores) { continue }
        next = step.targetPlace
        if list.isList { continue }
        // What can't be gone through leaves it open, whatever the others say.
        guard list.isNull || list.isUnknown else { return .cannot }
        let register = Int(step.register)
        truths[register] =
          step.mode == Instruction.Mode.and.rawValue
          ? Truth.and(truths[register], Truth.of(list))
          : Truth.or(truths[register], Truth.of(list))
        continue
      case .next:
        work &+= step.secondPlace
        let base = step.firstPlace
        loops[base].left &-= 1
        guard loops[base].left > 0 else { continue }
        if let chosen = loops[base].chosen {
          loops[base].chosen = chosen + 1
          bases[base] = chosen[1].address(or: bases[base]) + loops[base].offset
        } else {
          bases[base] += loops[base].stride
        }
        next = step.targetPlace
        if work > Machine.mostWork { return .cannot }
        continue

      // Items that are counted
      case .startCount:
        let read = lists[step.firstPlace]
        let list = stores.cell(read.list)
        registers[Int(step.register)] = list.isUnknown ? list : .counter
        if enter(read, list, stores) { continue }
        guard list.isUnknown || list.isNull || list.isList else { return .cannot }
        next = step.targetPlace
        continue
      case .tally:
        registers[step.targetPlace] = registers[step.targetPlace].tallied(
          truths[Int(step.register)])
        continue
      case .finishCount:
        registers[step.targetPlace] = registers[step.firstPlace].counted
        continue

      // Lists that are made
      case .map, .filter:
        let read = lists[step.firstPlace]
        let list = stores.cell(read.list)
        let isFilter = step.operation == .filter
        if isFilter { truths[step.secondPlace] = Truth.null }
        if enter(read, list, stores) {
          guard let room = makeRoom(isFilter ? list.count : list.count &* step.secondPlace) else {
            return reasonWithoutRoom
          }
          registers[Int(step.register)] = isFilter ? .chosenList(room) : .madeList(room)
          continue
        }
        guard list.isUnknown || list.isNull || list.isList else { return .cannot }
        // A filter finds nothing in `null`, and a loop can't go through it.
        registers[Int(step.register)] =
          list.isUnknown || list.isNull && !isFilter ? list : .emptyList
        next = step.targetPlace
        continue
      case .startList:
        guard let room = makeRoom(step.firstPlace) else { return reasonWithoutRoom }
        registers[step.targetPlace] = .madeList(room)
        continue
      case .push:
        let list = registers[step.targetPlace]
        guard let items = list.room else { return .cannot }
        let width = step.secondPlace
        (items + list.count &* width).update(from: stores.address(step.first), count: width)
        registers[step.targetPlace] = list.longer(by: 1)
        continue
      case .append:
        switch append(lists[step.firstPlace], step.secondPlace, step.targetPlace, stores, &work) {
        case .done: continue
        case let end: return end
        }
      case .keep:
        let truth = truths[Int(step.register)]
        if truth == Truth.true {
          let list = registers[step.targetPlace]
          guard let items = list.room else { return .cannot }
          items[list.count] = .address(bases[step.firstPlace])
          registers[step.targetPlace] = list.longer(by: 1)
        } else if truth & Truth.unknown != 0 {
          truths[step.secondPlace] = Truth.and(truths[step.secondPlace], truth)
        }
        continue
      case .finishFilter:
        let open = truths[Int(step.register)]
        // Which items stay is part of the answer.
        if open != Truth.null { registers[step.targetPlace] = Truth.cell(open) }
        continue

      // Tables
      case .startTable:
        registers[step.targetPlace] = .null
        registers[step.targetPlace &+ 1] = TableState.none.cell
        continue
      case .rule:
        if rule(step, truths[Int(step.register)], stores) { next = step.targetPlace }
        continue
      case .finishTable:
        let state = TableState(registers[step.targetPlace &+ 1])
        if state.isOpen { registers[step.targetPlace] = .unknown(state.kinds) }
        continue
      }
      if truth == Machine.cannotTell { return .cannot }
      next = Machine.give(truth, step, truths, next)
    }
  }

  /// Puts a truth into its register, or joins it with what that holds.
  ///
  /// - Returns: where to go on.
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
      return joined == Truth.false ? step.targetPlace : next
    case Instruction.Mode.or.rawValue:
      if truth == Truth.false { return next }
      let joined = Truth.or(truths[register], truth)
      truths[register] = joined
      return joined == Truth.true ? step.targetPlace : next
    case Instruction.Mode.firstAnd.rawValue:
      truths[register] = truth
      return truth == Truth.false ? step.targetPlace : next
    case Instruction.Mode.firstOr.rawValue:
      truths[register] = truth
      return truth == Truth.true ? step.targetPlace : next
    default:
      truths[register] = truth
      return next
    }
  }

  @inline(__always)
  private func compared(
    _ step: Instruction, _ operation: ComparisonOperator, _ stores: MachineStores
  ) -> UInt8 {
    let one = stores.cell(step.first)
    let other = stores.cell(step.second)
    return one.isInLine(with: other)
      ? Truth.of(operation.holds(one.low, other.low)) : compare(one, operation, other, stores)
  }

  private func computed(
    _ step: Instruction, _ operation: ArithmeticOperator, _ stores: MachineStores
  ) -> Cell? {
    computed(stores.cell(step.first), operation, stores.cell(step.second), stores)
  }
}
