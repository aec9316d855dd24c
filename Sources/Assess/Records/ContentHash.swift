internal import Crypto
import Rules

/// A SHA-256 over parts that are framed, so that no two lists of parts give the same bytes.
///
/// Each part goes in as its length in bytes, 8 bytes with the highest first, and then its bytes.
package struct ContentHash: Sendable {
  private var hasher = SHA256()

  package init() {}

  package mutating func add(_ bytes: [UInt8]) {
    withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { hasher.update(bufferPointer: $0) }
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
  }

  package mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// `sha256:` and 64 digits.
  package var text: String { Self.spelling(of: hasher.finalize()) }

  /// The hash of bytes as they are, without a frame: what `sha256sum` says of a file.
  package static func plain(_ bytes: [UInt8]) -> String {
    var hasher = SHA256()
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return spelling(of: hasher.finalize())
  }

  private static func spelling(of digest: SHA256.Digest) -> String {
    var text = "sha256:"
    for byte in digest {
      let digits = String(byte, radix: 16)
      text += digits.count == 1 ? "0" + digits : digits
    }
    return text
  }
}

extension RulesetIdentity {
  /// What a version holds: its files in the order it lists them, each as its name below the folder
  /// of the ruleset and its bytes. Where the folder stands makes no difference; every byte does.
  ///
  /// - Parameter folder: the folder of the ruleset, as the names of the files begin.
  func contentHash(below folder: String) -> String {
    var hash = ContentHash()
    for file in files {
      let prefix = folder + "/"
      hash.add(file.name.hasPrefix(prefix) ? String(file.name.dropFirst(prefix.count)) : file.name)
      hash.add(file.bytes)
    }
    return hash.text
  }
}
