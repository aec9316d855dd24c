import Foundation

/// What the provider says of who signed in, signed. Source: OpenID Connect Core 1.0, section 2; RFC 7515,
/// section 3.1, for how it is written.
struct IDToken: Sendable {
  let algorithm: KeySet.Algorithm
  /// The name of the key; `nil` where it names none.
  let key: String?
  private let signed: [UInt8]
  private let signature: [UInt8]
  private let payload: [UInt8]

  private static let longest = 64 << 10

  /// Reads what has to be known to verify it; what it claims is read after that.
  init(_ text: String) throws(OpenIDFault) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= IDToken.longest, parts.count == 3,
      let head = Base64URL.decoded(parts[0]).flatMap({ ProviderDocument($0) }),
      let payload = Base64URL.decoded(parts[1]), let signature = Base64URL.decoded(parts[2])
    else { throw .unproven("the ID token is no signed JSON") }
    guard let algorithm = head.text("alg").flatMap({ KeySet.Algorithm(rawValue: $0) }) else {
      throw .unproven("the ID token is signed in a way that is not taken")
    }
    // An extension that must be understood, and is not. Source: RFC 7515, section 4.1.11.
    guard !head.has("crit"), !head.has("b64"), !head.has("kid") || head.text("kid") != nil else {
      throw .unproven("the head of the ID token asks for more than is known")
    }
    self.algorithm = algorithm
    key = head.text("kid")
    signed = Array("\(parts[0]).\(parts[1])".utf8)
    self.signature = signature
    self.payload = payload
  }

  /// What a token must have been made for.
  struct Purpose: Sendable {
    let issuer: String
    let client: String
    let nonce: String
    let now: Moment
  }

  /// How much two clocks may differ, in seconds.
  static let leeway = 60.0

  /// The claims, once everything about them holds. Source: OpenID Connect Core 1.0, section 3.1.3.7.
  func claims(
    by key: KeySet.Key, for purpose: Purpose
  ) async throws(OpenIDFault) -> ProviderDocument {
    guard await key.verifies(signature, of: signed, by: algorithm) else {
      throw .unproven("the signature of the ID token does not hold")
    }
    guard let claims = ProviderDocument(payload) else {
      throw .unproven("the ID token holds no JSON object")
    }
    guard claims.text("iss") == purpose.issuer else {
      throw .unproven("the ID token is of another issuer")
    }
    let audience = claims.text("aud").map { [$0] } ?? claims.texts("aud") ?? []
    guard audience.contains(purpose.client) else {
      throw .unproven("the ID token is for another client")
    }
    // With several audiences it must say for whom it was made.
    guard audience.count == 1 || claims.has("azp"),
      !claims.has("azp") || claims.text("azp") == purpose.client
    else { throw .unproven("the ID token was made for another party") }
    let now = Double(purpose.now.seconds)
    guard let end = claims.seconds("exp"), now < end + IDToken.leeway else {
      throw .unproven("the ID token is over")
    }
    guard let made = claims.seconds("iat"), made <= now + IDToken.leeway else {
      throw .unproven("the ID token is of the future")
    }
    if claims.has("nbf") {
      guard let start = claims.seconds("nbf"), start <= now + IDToken.leeway else {
        throw .unproven("the ID token does not hold yet")
      }
    }
    guard let nonce = claims.text("nonce"), nonce.isSameSecret(as: purpose.nonce) else {
      throw .unproven("the ID token is of another attempt")
    }
    guard let subject = claims.text("sub"), (1...255).contains(subject.utf8.count) else {
      throw .unproven("the ID token does not say of whom it is")
    }
    return claims
  }
}

extension VouchedPerson {
  /// - Parameter claims: verified, or fetched with the token of who was verified.
  init?(_ claims: ProviderDocument, issuer: String) {
    guard let subject = claims.text("sub") else { return nil }
    // Some providers write the boolean as a text; any other value is no "yes".
    let isVerified = claims.isTrue("email_verified") || claims.text("email_verified") == "true"
    self.init(
      issuer: issuer, subject: subject, email: claims.text("email"), isEmailVerified: isVerified)
  }
}
