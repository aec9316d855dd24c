/// The keys that a reader expects in a mapping, made ready for finding them without a `String`.
package struct KnownKeys: Sendable {
  private struct Key: Sendable {
    let digest: UInt64
    let start: Int
    let end: Int
  }

  private let keys: [Key]
  private let bytes: [UInt8]

  /// Keys that are numbered from 0, in the order given.
  package init(_ names: [String]) {
    var keys: [Key] = []
    var bytes: [UInt8] = []
    for name in names {
      let start = bytes.count
      bytes += name.utf8
      keys.append(
        Key(
          digest: bytes[start...].withUnsafeBufferPointer(TextBytes.digest), start: start,
          end: bytes.count))
    }
    self.keys = keys
    self.bytes = bytes
  }

  /// How many keys are expected.
  package var count: Int { keys.count }

  /// The number of the key with this text, from 0; `nil` for a key that is not expected.
  ///
  /// - Parameter likely: Where to begin to look, such as the number after the one found last:
  ///   people and programs tend to give the keys in order.
  package func number(of node: DataDocument.Node, likely: Int = 0) -> Int? {
    node.withTextBytes { text in number(of: text, likely: likely) }
  }

  func number(of text: UnsafeBufferPointer<UInt8>, likely: Int) -> Int? {
    let digest = TextBytes.digest(text)
    return keys.withUnsafeBufferPointer { keys in
      bytes.withUnsafeBufferPointer { bytes in
        let first = keys.indices.contains(likely) ? likely : 0
        var number = first
        for _ in keys.indices {
          let key = keys[number]
          if key.digest == digest,
            TextBytes.areEqual(UnsafeBufferPointer(rebasing: bytes[key.start..<key.end]), text)
          {
            return number
          }
          number = number &+ 1 == keys.count ? 0 : number &+ 1
        }
        return nil
      }
    }
  }
}
