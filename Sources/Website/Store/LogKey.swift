internal import Crypto
import Foundation

/// The operator's key, with which the site signs where its log stands: whoever makes the whole chain anew can't
/// sign it. Source: RFC 8032 (Ed25519).
struct LogKey: Sendable {
  private let bytes: [UInt8]

  /// What stands before the 32 bytes of a private key in PKCS #8. Source: RFC 8410, section 7.
  private static let prefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]

  /// Reads what `openssl genpkey -algorithm ed25519` writes.
  init?(pem text: String) {
    guard let bytes = Self.body(of: text, "PRIVATE KEY", after: LogKey.prefix) else { return nil }
    self.bytes = bytes
  }

  func signature(of head: LogHead) throws -> String {
    try Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
      .signature(for: Data(head.spelled.utf8)).base64EncodedString()
  }

  /// What verifies its signatures.
  var publicKey: PublicLogKey? {
    (try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes))
      .map { PublicLogKey(Array($0.publicKey.rawRepresentation)) }
  }

  fileprivate static func body(
    of text: String, _ label: String, after prefix: [UInt8]
  ) -> [UInt8]? {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.filter { !$0.isWhitespace } }
    let name = label.filter { !$0.isWhitespace }
    guard let begin = lines.firstIndex(of: "-----BEGIN\(name)-----"),
      let end = lines.firstIndex(of: "-----END\(name)-----"), begin < end,
      let data = Data(base64Encoded: lines[(begin + 1)..<end].joined()),
      data.count == prefix.count + 32, data.starts(with: prefix)
    else { return nil }
    return Array(data.dropFirst(prefix.count))
  }
}

/// The other half of a ``LogKey``, for whoever verifies.
struct PublicLogKey: Hashable, Sendable {
  private let bytes: [UInt8]

  /// The action of the entry with which a key begins to sign; its detail is the key, in Base64.
  static let action = "signing"

  fileprivate init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// As the log names it.
  var spelled: String { Data(bytes).base64EncodedString() }

  init?(spelled text: String) {
    guard let data = Data(base64Encoded: text), data.count == 32 else { return nil }
    bytes = Array(data)
  }

  /// What stands before the 32 bytes of a public key. Source: RFC 8410, section 4.
  private static let prefix: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  /// Reads what `openssl pkey -pubout` writes.
  init?(pem text: String) {
    guard let bytes = LogKey.body(of: text, "PUBLIC KEY", after: PublicLogKey.prefix) else {
      return nil
    }
    self.bytes = bytes
  }

  /// Whether this key signed where the log stood.
  func signed(_ head: LogHead) -> Bool {
    guard let signature = head.signature.flatMap({ Data(base64Encoded: $0) }),
      // The last sign of a text in base 64 has bits that mean nothing: of one signature there is one text.
      signature.base64EncodedString() == head.signature,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
    else { return false }
    return key.isValidSignature(signature, for: Data(head.spelled.utf8))
  }
}
