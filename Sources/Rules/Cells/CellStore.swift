/// Values in cells, with the texts that they are.
struct CellStore: Sendable {
  private(set) var cells: [Cell]
  private(set) var texts: [UInt8] = []

  /// In whose store the text or the items stand that a cell speaks of: its low half holds it above the place.
  enum Owner: Int {
    case program = 0
    case plan = 1
    /// Of the plan, but a text that it spells otherwise.
    case decoded = 2
    /// What the machine made.
    case made = 3
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
    return Self.list(values.count, at: start, of: owner)
  }

  @inline(__always)
  static func list(_ count: Int, at start: Int, of owner: Owner) -> Cell {
    Cell(high: Cell.listHead | UInt64(count), low: low(start, owner))
  }

  @inline(__always)
  static func text(_ count: Int, at start: Int, of owner: Owner) -> Cell {
    Cell(high: Cell.textHead | UInt64(count), low: low(start, owner))
  }

  @inline(__always)
  private static func low(_ place: Int, _ owner: Owner) -> UInt64 {
    UInt64(owner.rawValue) &<< ownerShift | UInt64(place)
  }

  private mutating func cell(of value: Value) -> Cell? {
    guard case .string(let text) = value else { return Cell(plain: value) }
    let start = texts.count
    texts.append(contentsOf: text.utf8)
    return Self.text(texts.count - start, at: start, of: owner)
  }

  /// Writes a value over what stands at a place; the items of its lists come after all that is there.
  ///
  /// - Returns: `false` of a value that has no place in cells of the layout.
  mutating func write(_ value: Value, _ layout: CellLayout, at place: Int) -> Bool {
    switch (layout, value) {
    case (_, .null):
      fill(.null, layout.width, at: place)
    case (_, .unknown(let unknown)):
      fill(.unknown(unknown.kinds.rawValue), layout.width, at: place)
    case (.plain, _):
      guard let cell = cell(of: value) else { return false }
      cells[place] = cell
    case (.list(let item), .list(let values)):
      let start = addItems(values.count, item, at: place)
      for (index, value) in values.enumerated() {
        guard write(value, item, at: start + index * item.width) else { return false }
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

  mutating func fill(_ cell: Cell, _ width: Int, at place: Int) {
    for index in place..<place + width { cells[index] = cell }
  }

  /// Makes a place that of a list with room for its items.
  ///
  /// - Returns: where the first one lies.
  mutating func addItems(_ count: Int, _ item: CellLayout, at place: Int) -> Int {
    let start = cells.count
    cells.append(contentsOf: repeatElement(.null, count: count * item.width))
    cells[place] = Self.list(count, at: start, of: owner)
    return start
  }

  mutating func copy(_ count: Int, from source: Int, to place: Int) {
    for index in 0..<count { cells[place + index] = cells[source + index] }
  }

  /// Takes back what was added since there was so much.
  mutating func remove(fromCell cell: Int, text: Int) {
    cells.removeLast(cells.count - cell)
    texts.removeLast(texts.count - text)
  }
}

/// A plan in cells, wherever they are kept: for as long as they are.
struct PlanCells {
  let cells: UnsafePointer<Cell>?
  /// What the plan spells as it is, and otherwise.
  let texts: UnsafePointer<UInt8>?
  let decoded: UnsafePointer<UInt8>?

  func text(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
    let base = CellStore.owner(of: cell) == CellStore.Owner.decoded.rawValue ? decoded : texts
    return UnsafeBufferPointer(
      start: base.map { $0 + CellStore.place(of: cell) }, count: cell.count)
  }

  /// The answers as values, in the order of the vocabulary.
  func values(_ layout: PlanLayout) -> [Value] {
    layout.fields.map { field in field.map { value($0.layout, at: $0.offset) } ?? .null }
  }

  func value(_ layout: CellLayout, at place: Int) -> Value {
    guard let cell = cells?[place] else { return .null }
    if cell.isText { return .string(String(decoding: text(cell), as: UTF8.self)) }
    if let plain = cell.plain { return plain }
    switch layout {
    case .plain: return .null
    case .list(let item):
      let start = CellStore.place(of: cell)
      return .list((0..<cell.count).map { value(item, at: start + $0 * item.width) })
    case .group(let group):
      return .context(
        Context(
          shape: group.shape,
          values: group.members.map { value($0.layout, at: place + $0.offset) }))
    }
  }
}

extension CellStore {
  func withCells<Result>(_ body: (PlanCells) -> Result) -> Result {
    cells.withUnsafeBufferPointer { cells in
      texts.withUnsafeBufferPointer { texts in
        body(PlanCells(cells: cells.baseAddress, texts: texts.baseAddress, decoded: nil))
      }
    }
  }
}
