/// The characters that one pattern tells apart: two characters in exactly the same sets of the
/// pattern are one letter to it.
struct PatternAlphabet: Sendable {
  /// Where each run of one letter starts; the first is 0.
  private var starts: [UInt32] = []
  private var letters: [UInt16] = []
  /// The letters of the first 128 characters, which most texts are made of.
  private var ascii: [UInt16] = []
  private(set) var letterCount = 0
  /// One row for each letter, with a place for each set.
  private var membership: [Bool] = []
  private let setCount: Int

  init(_ sets: [CharacterClass]) {
    setCount = sets.count
    var edges: [(at: UInt32, set: Int, isStart: Bool)] = [(0, -1, true)]
    for (number, set) in sets.enumerated() {
      for range in set.ranges {
        edges.append((range.lowerBound, number, true))
        edges.append((range.upperBound + 1, number, false))
      }
    }
    edges.sort { $0.at < $1.at }

    var inside = [UInt64](repeating: 0, count: (sets.count + 63) / 64)
    var known: [[UInt64]: UInt16] = [:]
    var index = 0
    while index < edges.count, edges[index].at <= CharacterClass.last {
      let at = edges[index].at
      while index < edges.count, edges[index].at == at {
        let edge = edges[index]
        if edge.set >= 0 { inside[edge.set / 64] ^= 1 << UInt64(edge.set % 64) }
        index += 1
      }
      if let letter = known[inside] {
        starts.append(at)
        letters.append(letter)
        continue
      }
      let letter = UInt16(truncatingIfNeeded: letterCount)
      known[inside] = letter
      letterCount += 1
      starts.append(at)
      letters.append(letter)
      for set in 0..<sets.count {
        membership.append(inside[set / 64] & 1 << UInt64(set % 64) != 0)
      }
    }
    ascii = (0..<128).map { search($0) }
  }

  func letter(of character: UInt32) -> UInt16 {
    character < 128 ? ascii[Int(character)] : search(character)
  }

  func isLetter(_ letter: Int, in set: Int) -> Bool { membership[letter * setCount + set] }

  private func search(_ character: UInt32) -> UInt16 {
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= character { low = middle } else { high = middle - 1 }
    }
    return letters[low]
  }
}
