/// A named text and its line starts; turns an offset into line and column.
public struct SourceText: Sendable {
  /// What people call the text: a path as they gave it, or `<standard input>`.
  public let name: String
  /// The bytes as read; valid UTF-8 is not promised here.
  public let bytes: [UInt8]
  /// Offset of the first byte of each line; never empty.
  private let lineStarts: [Int]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    var offset = 0
    let count = bytes.count
    while offset < count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") {
        starts.append(offset)
      } else if byte == UInt8(ascii: "\r") {
        if offset < count, bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
        starts.append(offset)
      }
    }
    lineStarts = starts
  }

  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Where people look: both count from 1; the column counts Unicode scalars, as editors do.
  public struct Position: Hashable, Sendable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// The place of a byte offset; an offset past the end is the end.
  public func position(at offset: Int) -> Position {
    let offset = Swift.min(Swift.max(offset, 0), bytes.count)
    let line = lineIndex(at: offset)
    var column = 1
    for byte in bytes[lineStarts[line]..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return Position(line: line + 1, column: column)
  }

  /// The offset of a place, with line and column from 1 and the column in Unicode scalars;
  /// a place past the end of its line is the end of that line.
  public func offset(line: Int, column: Int) -> Int {
    guard line >= 1 else { return 0 }
    guard line <= lineStarts.count else { return bytes.count }
    var offset = lineStarts[line - 1]
    let end = contentEnd(ofLine: line - 1)
    var left = column - 1
    while left > 0, offset < end {
      offset += 1
      while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// The line (from 1) without its line break.
  public func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    return String(
      decoding: bytes[lineStarts[number - 1]..<contentEnd(ofLine: number - 1)], as: UTF8.self)
  }

  /// The words in a range.
  public func text(in range: SourceRange) -> String {
    let end = Swift.min(range.end, bytes.count)
    return String(decoding: bytes[Swift.min(range.start, end)..<end], as: UTF8.self)
  }

  private func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func contentEnd(ofLine index: Int) -> Int {
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
    let start = lineStarts[index]
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return end
  }
}
