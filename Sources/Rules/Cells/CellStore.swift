/// Values in cells, with the texts that they are.
struct CellStore: Sendable {
  private(set) var cells: [Cell]
  private(set) var texts: [UInt8] = []

  /// In whose store the text or the items stand that a cell speaks of: its low half holds it above the place.
  enum Owner: UInt64 {
    case program = 0
    case plan = 1
  }

  private let owner: Owner
  private static let ownerShift: UInt64 = 48

  init(_ owner: Owner, count: Int = 0) {
    self.owner = owner
    cells = [Cell](repeating: .null, count: count)
  }

  /// The answers of a plan; `nil` where one has no place in cells.
  init?(_ values: [Value], by layout: PlanLayout) {
    self.init(.plan, count: layout.width)
    for (value, place) in zip(values, layout.fields) {
      guard let place else { continue }
      guard write(value, place.layout, at: place.offset) else { return nil }
    }
  }

  @inline(__always)
  static func owner(of cell: Cell) -> Int { Int(truncatingIfNeeded: cell.low &>> ownerShift) }
  @inline(__always)
  static func place(of cell: Cell) -> Int {
    Int(truncatingIfNeeded: cell.low & (1 &<< ownerShift - 1))
  }

  /// Adds a value without parts.
  ///
  /// - Returns: where it stands; `nil` of a value that has no place in a cell.
  mutating func add(_ value: Value) -> Int? {
    cell(of: value).map { add($0) }
  }

  mutating func add(_ cell: Cell) -> Int {
    cells.append(cell)
    return cells.count - 1
  }

  mutating func addList(_ values: [Value]) -> Cell? {
    let start = cells.count
    for value in values {
      guard add(value) != nil else { return nil }
    }
    return list(values.count, at: start)
  }

  private func list(_ count: Int, at start: Int) -> Cell {
    Cell(
      high: Cell.listHead | UInt64(count), low: owner.rawValue &<< Self.ownerShift | UInt64(start))
  }

  private mutating func cell(of value: Value) -> Cell? {
    guard case .string(let text) = value else { return Cell(plain: value) }
    let start = texts.count
    texts.append(contentsOf: text.utf8)
    return Cell(
      high: Cell.textHead | UInt64(texts.count - start),
      low: owner.rawValue &<< Self.ownerShift | UInt64(start))
  }

  private mutating func write(_ value: Value, _ layout: CellLayout, at place: Int) -> Bool {
    switch (layout, value) {
    case (_, .null):
      fill(.null, layout.width, at: place)
    case (_, .unknown(let unknown)):
      fill(.unknown(unknown.kinds.rawValue), layout.width, at: place)
    case (.plain, _):
      guard let cell = cell(of: value) else { return false }
      cells[place] = cell
    case (.list(let item), .list(let values)):
      let start = cells.count
      let width = item.width
      cells[place] = list(values.count, at: start)
      cells.append(contentsOf: repeatElement(.null, count: values.count * width))
      for (index, value) in values.enumerated() {
        guard write(value, item, at: start + index * width) else { return false }
      }
    case (.group(let group), .context(let context)):
      cells[place] = .group
      if context.shape === group.shape {
        for (member, value) in zip(group.members, context.values) {
          guard write(value, member.layout, at: place + member.offset) else { return false }
        }
        return true
      }
      // Of another shape: its members are found by their names.
      for (name, member) in zip(group.shape.names, group.members) {
        guard let value = context[name], write(value, member.layout, at: place + member.offset)
        else { return false }
      }
    case (.list, _), (.group, _): return false
    }
    return true
  }

  private mutating func fill(_ cell: Cell, _ width: Int, at place: Int) {
    for index in place..<place + width { cells[index] = cell }
  }
}
