/// An address that may be put behind a link.
struct WebAddress: Hashable, Sendable {
  let text: String

  /// - Returns: `nil` unless the text is an `http` or `https` address of visible ASCII without
  ///   quotes, brackets or white space: nothing else is worth the risk of a link.
  init?(_ text: String) {
    guard text.hasPrefix("https://") || text.hasPrefix("http://"), text.utf8.count <= 2_000,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Self.refused.contains($0) })
    else { return nil }
    self.text = text
  }

  private static let refused = Array("\"'`<>\\^{|}()[]".utf8)
}
