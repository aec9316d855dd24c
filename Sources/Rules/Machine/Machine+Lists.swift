/// Lists: gone through, looked into and made.
extension Machine {
  /// Begins to go through a list.
  ///
  /// - Returns: whether there is an item.
  @inline(__always)
  func enter(_ read: MachineProgram.ListRead, _ list: Cell, _ stores: MachineStores) -> Bool {
    guard let items = stores.items(of: list, read) else { return false }
    let base = Int(read.base)
    loops[base] = Loop(
      left: list.count, stride: items.stride, chosen: items.isChosen ? items.first : nil,
      offset: items.offset)
    bases[base] = items[0]
    return true
  }

  /// The sum of numbers; `nil` where one is none, or there is none.
  func sum(
    _ read: MachineProgram.ListRead, _ stores: MachineStores, _ work: inout Int
  ) -> Cell? {
    let list = stores.cell(read.list)
    guard let items = stores.items(of: list, read) else { return nil }
    work &+= list.count
    var sum = Number.zero
    for number in 0..<list.count {
      let item = items[number].pointee
      guard item.isNumber, let next = sum.adding(item.number) else { return nil }
      sum = next
    }
    return .number(sum)
  }

  /// The item at a place, from 1 or from -1 at the end.
  func item(_ read: MachineProgram.ListRead, _ index: Cell, _ stores: MachineStores) -> Cell {
    let list = stores.cell(read.list)
    if list.isUnknown { return list }
    guard let items = stores.items(of: list, read), let index = index.number.int, index != 0,
      index != Int.min
    else { return .null }
    let place = index > 0 ? index - 1 : list.count + index
    return place >= 0 && place < list.count ? items[place].pointee : .null
  }

  /// Whether a value is one of a list of constants, none of them null.
  func isAmong(_ cell: Cell, _ list: Cell, _ stores: MachineStores) -> UInt8 {
    if cell.isUnknown { return Truth.of(cell) }
    guard let items = stores.items(of: list, .plain) else { return Truth.false }
    for number in 0..<list.count {
      let truth = compare(cell, .equal, items[number].pointee, stores)
      if truth == Truth.true || truth == Machine.cannotTell { return truth }
    }
    return Truth.false
  }

  func contains(
    _ look: Int, _ element: Cell, _ stores: MachineStores, _ work: inout Int
  ) -> UInt8 {
    let look = program.looks[look]
    let list = stores.cell(look.list.list)
    if list.isUnknown { return Truth.of(list) }
    if list.isList {
      work &+= list.count
      guard let items = stores.items(of: list, look.list) else { return Truth.false }
      if let found = find(element, items, list.count, stores) { return found }
    }
    return call(Int(look.call), stores).map { Truth.of($0) } ?? Machine.cannotTell
  }

  /// - Returns: `nil` where it comes to an item with parts.
  private func find(
    _ element: Cell, _ items: MachineStores.Items, _ count: Int, _ stores: MachineStores
  ) -> UInt8? {
    var found = Truth.false
    for number in 0..<count {
      let truth = compare(items[number].pointee, .equal, element, stores)
      if truth == Truth.true { return truth }
      if truth == Machine.cannotTell { return nil }
      // What can't be compared is something else.
      if truth & Truth.unknown != 0 { found = Truth.unknown | (found | truth) & Truth.kindsMask }
    }
    return found
  }

  /// Adds the items of a list to one that is being made.
  func append(
    _ read: MachineProgram.ListRead, _ width: Int, _ target: Int, _ stores: MachineStores,
    _ work: inout Int
  ) -> End {
    let list = stores.cell(read.list)
    let made = registers[target]
    if list.isUnknown {
      registers[target] = .unknown(list.kinds | (made.isUnknown ? made.kinds : 0))
      return .done
    }
    guard list.isList else { return .cannot }
    guard !made.isUnknown, let items = stores.items(of: list, read) else { return .done }
    guard made.count + list.count <= Machine.limits.listItems else { return .cannot }
    // One list after the other, so that all of it lies together.
    guard let room = makeRoom(list.count * width) else { return reasonWithoutRoom }
    work &+= list.count
    for number in 0..<list.count {
      (room + number * width).update(from: items[number], count: width)
    }
    registers[target] = (made.count == 0 ? .madeList(room) : made).longer(by: list.count)
    return .done
  }
}

extension Cell {
  static func madeList(_ room: UnsafeMutablePointer<Cell>) -> Cell {
    Cell(high: madeListHead, low: UInt64(UInt(bitPattern: room)))
  }

  static func chosenList(_ room: UnsafeMutablePointer<Cell>) -> Cell {
    Cell(high: chosenListHead, low: UInt64(UInt(bitPattern: room)))
  }

  /// Of an item of a chosen list: where it stands.
  static func address(_ item: UnsafePointer<Cell>) -> Cell {
    Cell(high: 0, low: UInt64(UInt(bitPattern: item)))
  }

  @inline(__always)
  func address(or otherwise: UnsafePointer<Cell>) -> UnsafePointer<Cell> {
    UnsafePointer(bitPattern: UInt(low)) ?? otherwise
  }

  /// Where the items of a list are put that is being made.
  var room: UnsafeMutablePointer<Cell>? { UnsafeMutablePointer(bitPattern: UInt(low)) }

  /// The same with more items, or with more that are counted.
  @inline(__always)
  func longer(by count: Int) -> Cell { Cell(high: high &+ UInt64(count), low: low) }
}
