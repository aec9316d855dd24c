internal import Crypto
internal import CryptoExtras
import Foundation
import Rules

/// A random text that lets somebody in: 256 bits. Only its hash is kept.
struct Secret: Hashable, Sendable {
  let text: String

  /// The characters of a text that may be one.
  private static let length = 43

  init?(_ text: String) {
    guard text.utf8.count == Secret.length,
      text.utf8.allSatisfy({ byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F
      })
    else { return nil }
    self.text = text
  }

  private init(made text: String) { self.text = text }

  static func random() -> Secret { Secret(made: base64(randomBytes(32))) }

  /// What the database knows it by.
  var hash: Data { Data(SHA256.hash(data: Data(text.utf8))) }

  /// A key for another purpose that can't be led back to this one.
  func derived(for purpose: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Data(purpose.utf8), using: SymmetricKey(data: Data(text.utf8)))
    return Secret.base64(Array(code))
  }

  static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// A random name for something that is no secret, but should not be guessed either.
  static func identifier() -> String {
    let letters = Array("23456789abcdefghjkmnpqrstvwxyz")
    return String(randomBytes(12).map { letters[Int($0) % letters.count] })
  }

  /// Base64 for addresses and cookies, without padding. Source: RFC 4648, section 5.
  static func base64(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}

extension String {
  /// Whether two texts are the same, in a time that tells nothing of where they differ.
  func isSameSecret(as other: String) -> Bool {
    let (left, right) = (Array(utf8), Array(other.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

/// Passwords as scrypt hashes, one made at a time: each takes 34 MB for a while. They are made on a thread of their
/// own, so that nobody's request waits for somebody's password.
///
/// Source: RFC 7914; the parameters are OWASP's for scrypt.
actor PasswordKeeper {
  /// N, r and p.
  struct Cost: Hashable, Sendable {
    let rounds: Int
    let blockSize: Int
    let parallelism: Int

    static let standard = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 3)
  }

  struct Busy: Error {}

  static let shortest = 10
  static let longest = 200
  /// Different characters: `aaaaaaaaaa` is no secret.
  static let fewest = 5

  nonisolated let cost: Cost
  private let queue = DispatchQueue(label: "passwords")
  private var waiting = 0
  private let most: Int

  /// - Parameter most: how many may wait; others are turned away, so that nobody can fill the memory.
  init(cost: Cost = .standard, most: Int = 20) {
    self.cost = cost
    self.most = most
  }

  /// The password as it is kept: `scrypt$N$r$p$salt$hash`.
  func spelled(_ password: String) async throws -> String {
    let salt = Secret.randomBytes(16)
    let key = try await derive(password, salt, cost)
    return
      "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)$\(hex(salt))$\(hex(key))"
  }

  /// Whether a password is the one that is kept. Where none is kept it takes as long, so that nobody
  /// learns who has an account.
  func verify(_ password: String, against kept: String?) async throws -> Bool {
    let parts = (kept ?? "").split(separator: "$").map(String.init)
    guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]),
      let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
      let salt = bytes(parts[4])
    else {
      _ = try await derive(password, [0], cost)
      return false
    }
    let known = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    let key = try await derive(password, salt, known)
    return hex(key).isSameSecret(as: parts[5])
  }

  private func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) async throws -> [UInt8] {
    guard waiting < most else { throw Busy() }
    waiting += 1
    defer { waiting -= 1 }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(
          with: Result {
            let key = try KDF.Scrypt.deriveKey(
              from: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: Data(salt),
              outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize,
              parallelism: cost.parallelism, maxMemory: 128 << 20)
            return key.withUnsafeBytes { Array($0) }
          })
      }
    }
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func bytes(_ hex: String) -> [UInt8]? {
    let digits = hex.compactMap(\.hexDigitValue)
    guard digits.count == hex.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
