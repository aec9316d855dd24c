/// A set of characters (Unicode scalars).
struct CharacterClass: Hashable, Sendable {
  /// In order, apart from each other and never adjacent, so that equal sets are equal values.
  /// Surrogates may be among them; no text has one.
  let ranges: [ClosedRange<UInt32>]

  static let last: UInt32 = 0x10FFFF
  static let none = CharacterClass([])
  static let all = CharacterClass([0...last])

  /// The characters of all the ranges, in any order and overlapping or not.
  init(_ written: [ClosedRange<UInt32>]) {
    var ranges: [ClosedRange<UInt32>] = []
    for range in written.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let previous = ranges.last, range.lowerBound <= previous.upperBound &+ 1 {
        let end = max(previous.upperBound, range.upperBound)
        ranges[ranges.count - 1] = previous.lowerBound...end
      } else {
        ranges.append(range)
      }
    }
    self.ranges = ranges
  }

  init(_ character: Unicode.Scalar) { self.init([character.value...character.value]) }

  /// The characters of a text.
  init(of text: String) { self.init(text.unicodeScalars.map { $0.value...$0.value }) }

  func contains(_ character: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < character { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= character
  }

  func union(_ other: CharacterClass) -> CharacterClass { CharacterClass(ranges + other.ranges) }

  /// Every character that is not in this set.
  var complement: CharacterClass {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.last { result.append(next...Self.last) }
    return CharacterClass(result)
  }

  func subtracting(_ other: CharacterClass) -> CharacterClass {
    complement.union(other).complement
  }
}
