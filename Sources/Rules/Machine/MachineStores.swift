/// Where things stand that cells speak of.
struct MachineStores {
  let bases: UnsafePointer<UnsafePointer<Cell>>
  let ownTexts: UnsafePointer<UInt8>?
  let plan: PlanCells
  let made: UnsafePointer<UInt8>

  @inline(__always)
  func cell(_ operand: UInt32) -> Cell {
    address(operand).pointee
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

  /// Whether two are one text.
  func areSame(_ one: Cell, _ other: Cell) -> Bool {
    guard one.isText, one.high == other.high else { return false }
    return one.low == other.low || TextBytes.areEqual(text(one), text(other))
  }

  /// The items of a list, or what is read of them.
  struct Items {
    let first: UnsafePointer<Cell>
    let stride: Int
    let offset: Int
    /// Whether there stand the places of items, and not they themselves.
    let isChosen: Bool

    @inline(__always)
    subscript(number: Int) -> UnsafePointer<Cell> {
      (isChosen ? first[number].address(or: first) : first + number &* stride) + offset
    }
  }

  /// - Returns: `nil` of an empty list, and of what is no list.
  @inline(__always)
  func items(of list: Cell, _ read: MachineProgram.ListRead) -> Items? {
    guard list.isList, list.count > 0 else { return nil }
    let first: UnsafePointer<Cell>?
    if list.head == Cell.listHead {
      let isOfProgram = CellStore.owner(of: list) == CellStore.Owner.program.rawValue
      first = bases[isOfProgram ? Operand.constants : Operand.plan] + CellStore.place(of: list)
    } else {
      first = UnsafePointer(bitPattern: UInt(list.low))
    }
    return first.map {
      Items(
        first: $0, stride: Int(read.stride), offset: Int(read.offset),
        isChosen: list.head == Cell.chosenListHead)
    }
  }

  /// A value without parts; `nil` of any other.
  func value(_ cell: Cell) -> Value? {
    if cell.isText { return .string(String(decoding: text(cell), as: UTF8.self)) }
    return cell.plain
  }

  /// A list of values without parts, or what stands in its place; `nil` of any other.
  func list(_ read: MachineProgram.ListRead) -> Value? {
    let list = cell(read.list)
    guard list.isList else { return list.plain }
    guard let items = items(of: list, read) else { return .list([]) }
    var values: [Value] = []
    values.reserveCapacity(list.count)
    for number in 0..<list.count {
      guard let value = value(items[number].pointee) else { return nil }
      values.append(value)
    }
    return .list(values)
  }
}
