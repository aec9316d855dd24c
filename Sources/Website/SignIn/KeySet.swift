import Foundation
import JWTKit

/// The keys that a provider signs with. Source: RFC 7517.
struct KeySet: Sendable {
  /// Ways to sign that are taken: those with a key that only the provider has. `none` is no signature, and
  /// for HS256 and the like whoever can verify can sign too. Source: RFC 8725, sections 3.1 and 3.2.
  enum Algorithm: String, CaseIterable, Sendable {
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case ps256 = "PS256"
    case ps384 = "PS384"
    case ps512 = "PS512"
    case es256 = "ES256"
    case es384 = "ES384"
    case es512 = "ES512"
    case edDSA = "EdDSA"

    /// The kind of key that it goes with, and its curve.
    fileprivate var key: (kind: String, curve: String?) {
      switch self {
      case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: ("RSA", nil)
      case .es256: ("EC", "P-256")
      case .es384: ("EC", "P-384")
      case .es512: ("EC", "P-521")
      case .edDSA: ("OKP", "Ed25519")
      }
    }
  }

  struct Key: Sendable {
    let name: String?
    private let document: ProviderDocument

    fileprivate init(_ document: ProviderDocument) {
      self.document = document
      name = document.text("kid")
    }

    /// Whether it is for this: its kind, its curve and what the provider says of its use.
    fileprivate func serves(_ algorithm: Algorithm) -> Bool {
      let (kind, curve) = algorithm.key
      guard document.text("kty") == kind, curve == nil || document.text("crv") == curve else {
        return false
      }
      if document.has("use"), document.text("use") != "sig" { return false }
      if document.has("alg"), document.text("alg") != algorithm.rawValue { return false }
      if document.has("key_ops"), document.texts("key_ops")?.contains("verify") != true {
        return false
      }
      return true
    }

    /// Whether a signature of these bytes was made with the other half of this key.
    func verifies(
      _ signature: [UInt8], of bytes: [UInt8], by algorithm: Algorithm
    ) async -> Bool {
      guard let key = made(for: algorithm) else { return false }
      do {
        let signer = try await JWTKeyCollection().add(jwk: key).getKey(alg: algorithm.rawValue)
        return try signer.name == algorithm.rawValue && signer.verify(signature, signs: bytes)
      } catch {
        // A signature of the wrong length, or a key that is none.
        return false
      }
    }

    /// Made of the public parts alone, with the one algorithm that it is asked for.
    private func made(for algorithm: Algorithm) -> JWK? {
      let name = JWKIdentifier(string: "key")
      let way = JWK.Algorithm(rawValue: algorithm.rawValue)
      func part(_ key: String) -> String? { document.text(key) }
      switch algorithm.key.kind {
      case "RSA":
        guard let modulus = part("n"), let exponent = part("e") else { return nil }
        return .rsa(way, identifier: name, modulus: modulus, exponent: exponent)
      case "EC":
        guard let x = part("x"), let y = part("y") else { return nil }
        let curve = algorithm.key.curve.flatMap { ECDSACurve(rawValue: $0) }
        return .ecdsa(way, identifier: name, x: x, y: y, curve: curve)
      default:
        guard let x = part("x") else { return nil }
        return .octetKeyPair(way, identifier: name, x: x, y: nil, curve: .ed25519)
      }
    }
  }

  private let keys: [Key]

  /// Keys of kinds that are not known are passed over. Source: RFC 7517, section 5.
  init?(_ document: ProviderDocument) {
    guard let keys = document.objects("keys") else { return nil }
    self.keys = keys.map { Key($0) }
  }

  /// The key that a token names. A token that names none is read by the only key that there is for it.
  /// Source: OpenID Connect Core 1.0, section 10.1.
  func key(_ name: String?, for algorithm: Algorithm) -> Key? {
    let fitting = keys.filter { $0.serves(algorithm) && (name == nil || $0.name == name) }
    return fitting.count == 1 ? fitting[0] : nil
  }
}
