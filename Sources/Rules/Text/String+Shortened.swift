extension String {
  /// What somebody wrote, for a message about it: the whole of it, or how it begins. A message never
  /// repeats a page.
  public var shortened: String { shortened(to: 60) }

  /// - Parameter count: how many characters to keep.
  public func shortened(to count: Int) -> String {
    // Counting all of a long text would cost more than showing some of it.
    guard let end = index(startIndex, offsetBy: count, limitedBy: endIndex), end < endIndex else {
      return self
    }
    return self[..<end] + "…"
  }
}
