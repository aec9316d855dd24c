/// Finds many places of one text without a walk from its start for each.
public struct PlaceIndex: Sendable {
  private let source: SourceText
  /// Places of every so many bytes, from the start.
  private let marks: [SourceText.Position]

  private static let distance = 1024

  /// Walks the text once and keeps a place of every kibibyte.
  public init(_ source: SourceText) {
    self.source = source
    var marks: [SourceText.Position] = []
    var walk = Walk(line: source.firstLine)
    source.bytes.withUnsafeBufferPointer { bytes in
      for offset in bytes.indices {
        if offset % Self.distance == 0 { marks.append(walk.position) }
        walk.pass(offset, bytes)
      }
    }
    if source.bytes.isEmpty { marks.append(walk.position) }
    self.marks = marks
  }

  /// See ``SourceText/position(at:)``.
  public func position(at offset: Int) -> SourceText.Position {
    let offset = Swift.min(Swift.max(offset, 0), source.bytes.count)
    let mark = Swift.min(offset / Self.distance, marks.count - 1)
    var walk = Walk(line: marks[mark].line, column: marks[mark].column)
    source.bytes.withUnsafeBufferPointer { bytes in
      for passed in mark * Self.distance..<offset { walk.pass(passed, bytes) }
    }
    return walk.position
  }

  private struct Walk {
    var line: Int
    var column = 1

    var position: SourceText.Position { SourceText.Position(line: line, column: column) }

    mutating func pass(_ offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
      let byte = bytes[offset]
      let isPair =
        byte == UInt8(ascii: "\r") && offset + 1 < bytes.count
        && bytes[offset + 1] == UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"), !isPair {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}
