extension String {
  /// The same Unicode scalars in the same order.
  ///
  /// Swift's `==` is canonical equivalence; FEEL compares strings scalar by scalar.
  func isSameText(as other: String) -> Bool {
    // Most texts that differ differ in length, which costs nothing to see.
    utf8.count == other.utf8.count && hasSameBytes(as: other)
  }

  private func hasSameBytes(as other: String) -> Bool {
    let found = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in left.elementsEqual(right) }
    }
    return (found ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}
