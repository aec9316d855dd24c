/// All values of one document in text order: a collection, then its parts; an entry is its key,
/// then its value.
///
/// A class of constants, so that a view of one node costs one reference and not a copy of this.
final class DataArena: Sendable {
  let source: SourceText
  let records: ContiguousArray<DataRecord>
  /// The texts that are not in the source as they are: escapes, folded lines.
  let decoded: [UInt8]

  init(source: SourceText, records: ContiguousArray<DataRecord>, decoded: [UInt8]) {
    self.source = source
    self.records = records
    self.decoded = decoded
  }

  /// The index of what follows a value and all its parts.
  func indexAfter(_ index: Int) -> Int {
    let record = records[index]
    switch record.kind {
    case .mapping, .sequence: return Int(record.link)
    case .text, .number, .boolean, .null: return index + 1
    }
  }

  /// Gives the bytes of a scalar's text; of a collection, none.
  func withTextBytes<Result>(
    of index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let record = records[index]
    switch record.kind {
    case .mapping, .sequence: return try body(UnsafeBufferPointer(start: nil, count: 0))
    case .text, .number, .boolean, .null: break
    }
    switch record.content {
    case .token:
      return try source.bytes.withUnsafeBufferPointer {
        try body(UnsafeBufferPointer(rebasing: $0[Int(record.start)..<Int(record.end)]))
      }
    case .quoted:
      return try source.bytes.withUnsafeBufferPointer {
        try body(UnsafeBufferPointer(rebasing: $0[Int(record.start) + 1..<Int(record.end) - 1]))
      }
    case .decoded:
      return try decoded.withUnsafeBufferPointer {
        let start = Int(record.link)
        return try body(UnsafeBufferPointer(rebasing: $0[start..<start + Int(record.count)]))
      }
    }
  }
}
