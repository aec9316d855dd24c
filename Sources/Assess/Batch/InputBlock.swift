/// Whole lines of the input, enough of them to be worth handing to another thread.
struct InputBlock: Sendable {
  /// From 0, in the order of the input.
  let number: Int
  /// The number of its first line, from 1.
  let firstLine: Int
  let bytes: [UInt8]
  /// Whether the block is the beginning of one line that was too long to keep.
  let isCutShort: Bool
}

/// Cuts the input into blocks that end where a line ends.
///
/// No more of the input is held than one block and the longest line allowed.
struct BlockReader {
  private let read: @Sendable (Int) throws(FileFault) -> [UInt8]
  private let lineLimit: Int
  private let least: Int
  private var rest: [UInt8] = []
  private var number = 0
  private var line = 1
  private var isAtEnd = false

  /// Bytes asked for at a time.
  private static let size = 1 << 18

  /// - Parameters:
  ///   - least: Bytes that a block holds, unless the input ends; with 1, lines are given as soon as
  ///     they are there.
  ///   - lineLimit: Bytes of a line, beyond which it is not kept.
  init(
    least: Int, lineLimit: Int, read: @escaping @Sendable (Int) throws(FileFault) -> [UInt8]
  ) {
    self.least = least
    self.lineLimit = lineLimit
    self.read = read
  }

  /// The next block; `nil` at the end.
  mutating func next() throws(FileFault) -> InputBlock? {
    var bytes = rest
    rest = []
    var end = lastBreak(in: bytes, from: 0)
    while !isAtEnd {
      if let end, bytes.count >= least {
        rest = Array(bytes[end...])
        bytes.removeSubrange(end...)
        return block(bytes)
      }
      if end == nil, bytes.count > lineLimit { return try cutShort(bytes) }
      let more = try read(Self.size)
      isAtEnd = more.isEmpty
      let searched = bytes.count
      if bytes.isEmpty { bytes = more } else { bytes += more }
      end = lastBreak(in: bytes, from: searched) ?? end
    }
    return bytes.isEmpty ? nil : block(bytes)
  }

  private mutating func block(_ bytes: [UInt8], isCutShort: Bool = false) -> InputBlock {
    defer {
      number += 1
      line += isCutShort ? 1 : Self.breaks(in: bytes)
    }
    return InputBlock(number: number, firstLine: line, bytes: bytes, isCutShort: isCutShort)
  }

  /// Reads on to the end of a line that is too long, and keeps only how it began.
  private mutating func cutShort(_ bytes: [UInt8]) throws(FileFault) -> InputBlock {
    while !isAtEnd {
      let more = try read(Self.size)
      isAtEnd = more.isEmpty
      if let end = more.firstIndex(of: UInt8(ascii: "\n")) {
        rest = Array(more[(end + 1)...])
        break
      }
    }
    return block(Array(bytes.prefix(lineLimit + 1)), isCutShort: true)
  }

  /// Just past the last line break.
  private func lastBreak(in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = bytes.count
      while index > start {
        index -= 1
        if bytes[index] == UInt8(ascii: "\n") { return index + 1 }
      }
      return nil
    }
  }

  private static func breaks(in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for byte in bytes where byte == UInt8(ascii: "\n") { count &+= 1 }
      return count
    }
  }
}
