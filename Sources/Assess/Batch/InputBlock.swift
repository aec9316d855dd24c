import Glibc
import Rules

/// Whole lines of the input, enough of them to be worth a turn of a thread.
struct InputBlock: Sendable {
  /// From 0, in the order of the input.
  let number: Int
  /// The number of its first line, from 1.
  let firstLine: Int
  let bytes: [UInt8]
  /// Whether the block is the beginning of one line that was too long to keep.
  let isCutShort: Bool

  /// Where the lines come from, in messages.
  static let name = "<standard input>"

  /// Each line that is not blank, with its number.
  func forEachLine(_ body: (ArraySlice<UInt8>, Int) -> Void) {
    var line = firstLine
    var start = 0
    while start < bytes.count {
      let end = end(ofLineAt: start)
      if !isBlank(start, end) { body(bytes[start..<end], line) }
      line += 1
      start = end + 1
    }
  }

  private func end(ofLineAt start: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return bytes.count }
      let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
      return found.map { UnsafeRawPointer($0) - base } ?? bytes.count
    }
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    bytes[start..<end].allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
    }
  }
}

extension PlanFile {
  /// A plan that is one line of the input, as JSON.
  init(line bytes: ArraySlice<UInt8>, _ number: Int, of block: InputBlock) throws(Failure) {
    if block.isCutShort {
      throw Failure(
        .badInput, .tooLarge(bytes: nil, limit: ReadingLimits.plan.bytes), about: InputBlock.name)
    }
    do {
      self.init(document: try DataDocument(json: bytes, name: InputBlock.name, line: number))
    } catch {
      if let foreign = ForeignFile(bytes) {
        throw Failure(.badInput, foreign.notice(about: InputBlock.name))
      }
      throw Failure(.badInput, error)
    }
  }
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
    bytes.withUnsafeBytes { bytes in
      guard var next = bytes.baseAddress else { return 0 }
      let end = next + bytes.count
      var count = 0
      while let found = memchr(next, Int32(UInt8(ascii: "\n")), end - next) {
        count += 1
        next = UnsafeRawPointer(found) + 1
      }
      return count
    }
  }
}
