/// A named text; turns an offset into line and column, and back.
///
/// Lines end in LF, CR or CR LF. They are looked up by walking the text: places are asked for when
/// something is wrong, and a text that is read without a fault costs nothing for them.
public struct SourceText: Sendable {
  /// What people call the text: a path as they gave it, or `<standard input>`.
  public let name: String
  /// The bytes as read; valid UTF-8 is not promised here.
  public let bytes: [UInt8]
  /// The number of the first line: 1, or more where the text is one line of a larger file.
  public let firstLine: Int

  /// A text as it was read: nothing is decoded or checked.
  public init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
  }

  /// A text that is in memory; its first line is 1.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Where people look: both count from 1; the column counts Unicode scalars, as editors do.
  public struct Position: Hashable, Sendable {
    /// From 1, or from ``SourceText/firstLine`` of a text inside a larger file.
    public let line: Int
    /// From 1, in Unicode scalars: a tab is one, and so is an accent that stands by itself.
    public let column: Int

    /// A place in some text; whether the text goes so far is not looked at.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// The place of a byte offset; an offset past the end is the end.
  public func position(at offset: Int) -> Position {
    let offset = Swift.min(Swift.max(offset, 0), bytes.count)
    var line = firstLine
    var lineStart = 0
    while let next = lineStartAfter(lineStart, breakBefore: offset), next <= offset {
      line &+= 1
      lineStart = next
    }
    let column = bytes.withUnsafeBufferPointer { bytes in
      var column = 1
      var index = lineStart
      while index < offset {
        if bytes[index] & 0xC0 != 0x80 { column &+= 1 }
        index &+= 1
      }
      return column
    }
    return Position(line: line, column: column)
  }

  /// The offset of a place, with the column from 1 in Unicode scalars; a place past the end of its
  /// line is the end of that line, a place before the text its start, after it its end.
  public func offset(line: Int, column: Int) -> Int {
    guard line >= firstLine else { return 0 }
    guard let content = content(ofLine: line) else { return bytes.count }
    var offset = content.lowerBound
    var left = Swift.max(column, 1) - 1
    while left > 0, offset < content.upperBound {
      offset += 1
      while offset < content.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// The line of that number without its line break; empty where there is no such line.
  public func line(_ number: Int) -> String {
    guard let content = content(ofLine: number) else { return "" }
    return String(decoding: bytes[content], as: UTF8.self)
  }

  /// The words in a range.
  public func text(in range: SourceRange) -> String {
    let end = Swift.min(range.end, bytes.count)
    return String(decoding: bytes[Swift.min(range.start, end)..<end], as: UTF8.self)
  }

  private func content(ofLine number: Int) -> Range<Int>? {
    guard number >= firstLine else { return nil }
    var start = 0
    var line = firstLine
    while line < number {
      guard let next = lineStartAfter(start, breakBefore: bytes.count) else { return nil }
      start = next
      line += 1
    }
    var end = lineStartAfter(start, breakBefore: bytes.count) ?? bytes.count
    while end > start, Self.isBreak(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The start of the line after the one that `start` is in, if that one ends before `limit`.
  private func lineStartAfter(_ start: Int, breakBefore limit: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var offset = start
      while offset < limit {
        let byte = bytes[offset]
        offset += 1
        guard Self.isBreak(byte) else { continue }
        let isPair =
          byte == UInt8(ascii: "\r") && offset < bytes.count && bytes[offset] == UInt8(ascii: "\n")
        return isPair ? offset + 1 : offset
      }
      return nil
    }
  }

  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
