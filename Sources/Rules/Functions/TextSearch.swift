/// Finds one text in another in time linear in both, whatever they hold.
///
/// The texts are compared as UTF-8, in which the bytes of one character never look like part of
/// another, so a match lies on whole characters (Knuth, Morris and Pratt).
struct TextSearch {
  private let pattern: [UInt8]
  /// For each byte of the pattern: how long the longest start of it is that ends here too.
  private let borders: [Int]

  init(for text: String) {
    pattern = Array(text.utf8)
    var borders = [0]
    borders.reserveCapacity(pattern.count)
    var border = 0
    for byte in pattern.dropFirst() {
      while border > 0, pattern[border] != byte { border = borders[border - 1] }
      if pattern[border] == byte { border += 1 }
      borders.append(border)
    }
    self.borders = borders
  }

  /// Where the first match stands in the bytes of a text; `nil` when there is none.
  func firstMatch(in bytes: [UInt8]) -> Range<Int>? {
    guard !pattern.isEmpty else { return 0..<0 }
    var matched = 0
    for (index, byte) in bytes.enumerated() {
      while matched > 0, pattern[matched] != byte { matched = borders[matched - 1] }
      if pattern[matched] == byte { matched += 1 }
      if matched == pattern.count { return (index + 1 - matched)..<(index + 1) }
    }
    return nil
  }
}
