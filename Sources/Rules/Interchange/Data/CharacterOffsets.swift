/// Turns a count of Unicode scalars into a byte offset.
struct CharacterOffsets {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let start: Int
  /// The offset of every `stride`-th scalar; empty where every scalar is one byte.
  private let checkpoints: [Int]

  private static let stride = 64

  /// - Requires: the bytes are well-formed UTF-8 without NUL.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    self.start = start
    guard UTF8Check.endOfPlainASCII(from: start, in: bytes) < bytes.count else {
      checkpoints = []
      return
    }
    var checkpoints: [Int] = []
    var count = 0
    for offset in start..<bytes.count where !Self.isTail(bytes[offset]) {
      if count.isMultiple(of: Self.stride) { checkpoints.append(offset) }
      count += 1
    }
    self.checkpoints = checkpoints
  }

  /// The byte offset of the scalar with that number, from 0; the end where there are fewer.
  func offset(ofScalar number: Int) -> Int {
    guard number >= 0 else { return start }
    guard !checkpoints.isEmpty else { return min(start + number, bytes.count) }
    guard number / Self.stride < checkpoints.count else { return bytes.count }
    var offset = checkpoints[number / Self.stride]
    for _ in 0..<number % Self.stride {
      guard offset < bytes.count else { break }
      offset += 1
      while offset < bytes.count, Self.isTail(bytes[offset]) { offset += 1 }
    }
    return offset
  }

  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
