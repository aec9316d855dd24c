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

  mutating func remove(_ cell: Int) { words[cell >> 6] &= ~(1 << UInt64(cell & 63)) }

  mutating func insert(_ cells: Range<Int>) {
    guard !cells.isEmpty else { return }
    let (first, last) = (cells.lowerBound >> 6, (cells.upperBound - 1) >> 6)
    let low = UInt64.max << UInt64(cells.lowerBound & 63)
    let high = UInt64.max >> UInt64(63 - (cells.upperBound - 1) & 63)
    if first == last {
      words[first] |= low & high
      return
    }
    words[first] |= low
    for word in first + 1..<last { words[word] = .max }
    words[last] |= high
  }

  func intersection(_ other: CellSet) -> CellSet { combined(other) { $0 & $1 } }
  func union(_ other: CellSet) -> CellSet { combined(other) { $0 | $1 } }
  func subtracting(_ other: CellSet) -> CellSet { combined(other) { $0 & ~$1 } }

  mutating func formUnion(_ other: CellSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: CellSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// How many there are.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether all cells of another are among these.
  func contains(allOf other: CellSet) -> Bool {
    for index in words.indices where other.words[index] & ~words[index] != 0 { return false }
    return true
  }

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
    var start: Int?
    for (index, word) in words.enumerated() {
      var (bit, rest) = (0, word)
      // Until the end of the word: the zeros before a run, or the ones that it goes on with.
      while bit < 64 {
        let zeros = start == nil
        let length = Swift.min((zeros ? rest : ~rest).trailingZeroBitCount, 64 - bit)
        bit += length
        guard bit < 64 else { break }
        rest >>= UInt64(length)
        let place = index << 6 + bit
        if let first = start {
          found.append(first...place - 1)
          start = nil
        } else {
          start = place
        }
      }
    }
    if let start { found.append(start...(words.count << 6 - 1)) }
    return found
  }

  private func combined(_ other: CellSet, _ operation: (UInt64, UInt64) -> UInt64) -> CellSet {
    var result = self
    for index in words.indices { result.words[index] = operation(words[index], other.words[index]) }
    return result
  }
}
