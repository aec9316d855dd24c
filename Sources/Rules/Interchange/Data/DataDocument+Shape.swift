extension DataDocument.Node {
  /// Whether this is a YAML key without a value.
  var isEmptyPlain: Bool { isPlain && withTextBytes(\.isEmpty) }

  /// Whether a scalar holds nothing but spaces, tabs and line breaks.
  var isBlank: Bool { withTextBytes { $0.allSatisfy { $0 <= UInt8(ascii: " ") } } }

  var isScalar: Bool {
    switch kind {
    case .mapping, .sequence: false
    case .text, .number, .boolean, .null: true
    }
  }

  /// The first words of a value, to underline: of a collection, what stands on its first line.
  var head: SourceRange {
    guard !isScalar else { return range }
    let bytes = source.bytes
    let start = Swift.min(range.start, bytes.count)
    let end = Swift.min(range.end, bytes.count)
    let line = bytes[start..<end].firstIndex {
      $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    return SourceRange(start, line ?? end)
  }
}
