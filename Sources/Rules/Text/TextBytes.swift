/// Comparing texts as bytes, without making a `String` of them.
enum TextBytes {
  /// A number made of the length and the first and last bytes: equal texts have equal digests, and
  /// most different ones differ.
  static func digest(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard text.count >= 4, let base = UnsafeRawPointer(text.baseAddress) else {
      return text.reduce(UInt64(text.count)) { $0 << 8 ^ UInt64($1) }
    }
    guard text.count >= 8 else {
      let head = base.loadUnaligned(as: UInt32.self)
      let tail = base.loadUnaligned(fromByteOffset: text.count - 4, as: UInt32.self)
      return UInt64(head) << 32 ^ UInt64(tail) ^ UInt64(text.count) << 24
    }
    let head = base.loadUnaligned(as: UInt64.self)
    let tail = base.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
    return head &* 0x9E37_79B9_7F4A_7C15 ^ tail ^ UInt64(text.count)
  }

  /// Whether two texts are the same bytes.
  static func areEqual(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard left.count == right.count else { return false }
    guard let left = UnsafeRawPointer(left.baseAddress),
      let otherBase = UnsafeRawPointer(right.baseAddress)
    else { return true }
    var offset = 0
    while offset &+ 8 <= right.count {
      let same =
        left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        == otherBase.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard same else { return false }
      offset &+= 8
    }
    while offset < right.count {
      guard left.load(fromByteOffset: offset, as: UInt8.self) == right[offset] else {
        return false
      }
      offset &+= 1
    }
    return true
  }
}
