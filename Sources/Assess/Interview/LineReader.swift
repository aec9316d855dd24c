import Rules

/// The standard input, line by line.
struct LineReader {
  private let effects: Effects
  private var waiting: [UInt8] = []
  private var isAtEnd = false

  init(_ effects: Effects) { self.effects = effects }

  /// An answer is a line, not a book.
  static let longest = 1 << 16

  /// - Returns: `nil` at the end. Of a line that is too long the beginning, the rest is dropped.
  mutating func next() throws(FileFault) -> String? {
    while true {
      if let end = waiting.firstIndex(of: 0x0A) {
        let line = waiting[..<end]
        waiting.removeSubrange(...end)
        return Self.text(line)
      }
      if isAtEnd {
        guard !waiting.isEmpty else { return nil }
        defer { waiting = [] }
        return Self.text(waiting[...])
      }
      if waiting.count > Self.longest { waiting.removeLast(waiting.count - Self.longest) }
      let more = try effects.readInput(1 << 12)
      if more.isEmpty { isAtEnd = true }
      waiting += more
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let visible = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\t" }
    return String(String.UnicodeScalarView(visible)).trimmed
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
