/// What calls of functions gave for short arguments, the last few of each call: years and codes come back in every
/// plan. A function gives the same for the same arguments, for as long as it is about the same moment.
struct CallMemory {
  /// An argument with the call that it was given to.
  struct Key: Equatable {
    fileprivate let place: Int
    fileprivate let kind: UInt64
    fileprivate let high: UInt64
    fileprivate let low: UInt64
  }

  private struct Entry {
    var key: Key?
    var cell = Cell.null
    var steps = 0
  }

  /// By the number of the call, its argument, and where its entries begin.
  private let calls: [(argument: Operand, start: Int)?]
  private var entries: [Entry]

  /// Of each call, told apart by six bits of their hash: far more than there are years, as two with one place would
  /// drive each other out.
  private static let kept = 1 << 6
  /// In bytes; a longer text is not kept.
  private static let mostBytes = 16

  init(_ calls: [MachineProgram.Call]) {
    var start = 0
    self.calls = calls.map { call in
      guard let argument = call.only else { return nil }
      defer { start += Self.kept }
      return (argument, start)
    }
    entries = Array(repeating: Entry(), count: start)
  }

  /// - Returns: `nil` where nothing is kept for what the call is given.
  func key(ofCall number: Int, _ stores: MachineStores) -> Key? {
    guard let call = calls[number] else { return nil }
    let cell = stores.cell(call.argument.code)
    var (kind, high, low) = (UInt64.max, cell.high, cell.low)
    if cell.isText {
      guard cell.count <= Self.mostBytes else { return nil }
      (kind, high, low) = (UInt64(cell.count), 0, 0)
      for byte in stores.text(cell) {
        (high, low) = (high &<< 8 | low &>> 56, low &<< 8 | UInt64(byte))
      }
    } else if cell.plain == nil {
      return nil
    }
    // The first digits or letters are often the same: all of them have to tell.
    let mixed = (low ^ high &* 31 ^ kind) &* 0x9E37_79B9_7F4A_7C15
    return Key(
      place: call.start + Int(truncatingIfNeeded: mixed &>> 58), kind: kind, high: high,
      low: low)
  }

  /// What was given, and the steps that it took.
  subscript(key: Key) -> (cell: Cell, steps: Int)? {
    get {
      let entry = entries[key.place]
      return entry.key == key ? (entry.cell, entry.steps) : nil
    }
    set {
      if let newValue {
        entries[key.place] = Entry(key: key, cell: newValue.cell, steps: newValue.steps)
      }
    }
  }

  mutating func forget() {
    for place in entries.indices { entries[place].key = nil }
  }
}
