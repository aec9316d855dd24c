/// Some of the cells of one axis, by their numbers.
struct CellSet: Hashable, Sendable {
  private var words: [UInt64]

  /// None of so many cells.
  init(noneOf count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  /// All of so many cells.
  init(allOf count: Int) {
    self.init(noneOf: count)
    insert(0..<count)
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func contains(_ cell: Int) -> Bool { words[cell >> 6] & (1 << UInt64(cell & 63)) != 0 }

  mutating func insert(_ cell: Int) { words[cell >> 6] |= 1 << UInt64(cell & 63) }

  mutating func insert(_ cells: Range<Int>) {
    for cell in cells { insert(cell) }
  }

  func intersection(_ other: CellSet) -> CellSet { combined(other) { $0 & $1 } }
  func union(_ other: CellSet) -> CellSet { combined(other) { $0 | $1 } }
  func subtracting(_ other: CellSet) -> CellSet { combined(other) { $0 & ~$1 } }

  /// Whether they have no cell in common.
  func isDisjoint(with other: CellSet) -> Bool {
    for index in words.indices where words[index] & other.words[index] != 0 { return false }
    return true
  }

  /// In order.
  var members: [Int] {
    var found: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        found.append(index << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return found
  }

  /// The cells that follow each other, in order.
  var runs: [ClosedRange<Int>] {
    var found: [ClosedRange<Int>] = []
    for cell in members {
      if let last = found.last, last.upperBound == cell - 1 {
        found[found.count - 1] = last.lowerBound...cell
      } else {
        found.append(cell...cell)
      }
    }
    return found
  }

  private func combined(_ other: CellSet, _ operation: (UInt64, UInt64) -> UInt64) -> CellSet {
    var result = self
    for index in words.indices { result.words[index] = operation(words[index], other.words[index]) }
    return result
  }
}
