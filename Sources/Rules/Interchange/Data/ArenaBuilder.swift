/// Takes the values of a document in text order and makes the arena; keeps the limits and finds
/// the keys that are given twice.
struct ArenaBuilder {
  private struct Open {
    let record: Int
    let firstKey: Int
    var count: UInt32
  }

  /// A key of a mapping that is still open, with a digest that differs for most keys.
  private struct Key {
    let record: Int
    let digest: UInt64
  }

  /// Two keys of one mapping with the same text.
  struct Duplicate {
    let first: DataRecord
    let second: DataRecord
  }

  private(set) var records = ContiguousArray<DataRecord>()
  private(set) var decoded: [UInt8] = []
  private(set) var duplicates: [Duplicate] = []
  private var open: [Open] = []
  private var keys: [Key] = []
  private var nodesLeft: Int
  private let depthLimit: Int
  private let bytes: UnsafeBufferPointer<UInt8>

  /// Up to this many keys, comparing each with each beats sorting them.
  private static let pairwiseLimit = 32

  /// Nobody reads more of them, and each costs a walk through the text to tell its place.
  private static let mostDuplicates = 50

  init(bytes: UnsafeBufferPointer<UInt8>, limits: ReadingLimits) {
    self.bytes = bytes
    nodesLeft = limits.nodes
    depthLimit = limits.depth
    // A typical plan has a value or key for every ten bytes; a wrong guess costs a little copying.
    records.reserveCapacity(min(bytes.count / 8, 4096) + 4)
    open.reserveCapacity(16)
    keys.reserveCapacity(64)
  }

  var depth: Int { open.count }

  /// The start of the innermost collection that is open, and what it is.
  var innermost: (kind: DataRecord.Kind, start: Int)? {
    open.last.map { (records[$0.record].kind, Int(records[$0.record].start)) }
  }

  /// Adds a value that has no parts; `false` past the limit of nodes.
  mutating func addScalar(_ record: DataRecord) -> Bool {
    guard nodesLeft > 0 else { return false }
    nodesLeft &-= 1
    records.append(record)
    countPart()
    return true
  }

  mutating func addKey(_ record: DataRecord) {
    keys.append(Key(record: records.count, digest: digest(record)))
    records.append(record)
  }

  enum Refusal {
    case tooDeep
    case tooMany
  }

  mutating func openCollection(_ record: DataRecord) -> Refusal? {
    guard open.count < depthLimit else { return .tooDeep }
    guard nodesLeft > 0 else { return .tooMany }
    nodesLeft &-= 1
    countPart()
    open.append(Open(record: records.count, firstKey: keys.count, count: 0))
    records.append(record)
    return nil
  }

  /// Closes the innermost collection; `end` is just past its last byte.
  mutating func closeCollection(end: Int) {
    guard let closed = open.popLast() else { return }
    records[closed.record].end = UInt32(truncatingIfNeeded: end)
    records[closed.record].link = UInt32(truncatingIfNeeded: records.count)
    records[closed.record].count = closed.count
    if keys.count > closed.firstKey {
      if keys.count - closed.firstKey > 1 { findDuplicates(from: closed.firstKey) }
      keys.removeSubrange(closed.firstKey...)
    }
  }

  /// Adds bytes for a text that is not in the source as it is.
  mutating func decode(_ byte: UInt8) { decoded.append(byte) }

  mutating func decode(_ bytes: some Collection<UInt8>) { decoded.append(contentsOf: bytes) }

  @inline(__always)
  private mutating func countPart() {
    guard let last = open.indices.last else { return }
    open[last].count &+= 1
  }

  private func text(_ record: DataRecord) -> (base: UnsafeBufferPointer<UInt8>, isDecoded: Bool) {
    switch record.content {
    case .token:
      (UnsafeBufferPointer(rebasing: bytes[Int(record.start)..<Int(record.end)]), false)
    case .quoted:
      (UnsafeBufferPointer(rebasing: bytes[Int(record.start) + 1..<Int(record.end) - 1]), false)
    case .decoded:
      (UnsafeBufferPointer(start: nil, count: 0), true)
    }
  }

  /// Of the length, the first and the last bytes; equal texts have equal digests.
  private func digest(_ record: DataRecord) -> UInt64 {
    let text = text(record)
    if text.isDecoded {
      let start = Int(record.link)
      return decoded.withUnsafeBufferPointer {
        TextBytes.digest(UnsafeBufferPointer(rebasing: $0[start..<start + Int(record.count)]))
      }
    }
    return TextBytes.digest(text.base)
  }

  private mutating func findDuplicates(from first: Int) {
    guard keys.count - first > Self.pairwiseLimit else {
      for second in first + 1..<keys.count {
        for other in first..<second where keys[other].digest == keys[second].digest {
          if noteIfEqual(keys[other].record, keys[second].record) { break }
        }
      }
      return
    }
    let sorted = keys[first...].map(\.record).sorted { left, right in
      let order = compare(left, right)
      return order == 0 ? left < right : order < 0
    }
    var earliest = sorted[0]
    for record in sorted.dropFirst() where !noteIfEqual(earliest, record) { earliest = record }
  }

  private mutating func noteIfEqual(_ first: Int, _ second: Int) -> Bool {
    guard compare(first, second) == 0 else { return false }
    if duplicates.count < Self.mostDuplicates {
      duplicates.append(Duplicate(first: records[first], second: records[second]))
    }
    return true
  }

  /// Shorter before longer, then by bytes: negative, zero or positive.
  private func compare(_ left: Int, _ right: Int) -> Int {
    func compared(
      _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
    ) -> Int {
      guard left.count == right.count else { return left.count - right.count }
      for offset in left.indices where left[offset] != right[offset] {
        return Int(left[offset]) - Int(right[offset])
      }
      return 0
    }
    return decoded.withUnsafeBufferPointer { decoded in
      func whole(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let record = records[index]
        let text = text(record)
        guard text.isDecoded else { return text.base }
        let start = Int(record.link)
        return UnsafeBufferPointer(rebasing: decoded[start..<start + Int(record.count)])
      }
      return compared(whole(left), whole(right))
    }
  }
}
