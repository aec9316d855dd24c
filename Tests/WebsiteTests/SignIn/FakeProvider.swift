import Crypto
import CryptoExtras
import Foundation
import Rules
import Synchronization

@testable import Assess
@testable import Website

/// A way to sign a token, with the key that the provider publishes for it.
enum TokenSigner: Sendable {
  case rsa(_RSA.Signing.PrivateKey, pss: Bool)
  case p256(P256.Signing.PrivateKey)
  case ed25519(Curve25519.Signing.PrivateKey)
  case hmac([UInt8])
  case none

  static let rsa2048 = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

  var algorithm: String {
    switch self {
    case .rsa(_, let pss): pss ? "PS256" : "RS256"
    case .p256: "ES256"
    case .ed25519: "EdDSA"
    case .hmac: "HS256"
    case .none: "none"
    }
  }

  /// The public half, as RFC 7517 has it.
  func key(named name: String) throws -> String {
    let fields: [(String, String)] =
      switch self {
      case .rsa(let key, _):
        try {
          let parts = try key.publicKey.getKeyPrimitives()
          return [
            ("kty", "RSA"), ("n", base64(parts.modulus)), ("e", base64(parts.publicExponent)),
          ]
        }()
      case .p256(let key):
        [
          ("kty", "EC"), ("crv", "P-256"),
          ("x", base64(key.publicKey.rawRepresentation.prefix(32))),
          ("y", base64(key.publicKey.rawRepresentation.suffix(32))),
        ]
      case .ed25519(let key):
        [("kty", "OKP"), ("crv", "Ed25519"), ("x", base64(key.publicKey.rawRepresentation))]
      case .hmac, .none: []
      }
    return json(
      Dictionary(
        uniqueKeysWithValues: (fields + [("kid", name), ("use", "sig")]).map { ($0, quoted($1)) }))
  }

  func signature(of bytes: [UInt8]) throws -> Data {
    switch self {
    case .rsa(let key, let pss):
      try key.signature(
        for: SHA256.hash(data: bytes), padding: pss ? .PSS : .insecurePKCS1v1_5
      ).rawRepresentation
    case .p256(let key): try key.signature(for: Data(bytes)).rawRepresentation
    case .ed25519(let key): try key.signature(for: Data(bytes))
    case .hmac(let secret):
      Data(
        HMAC<SHA256>.authenticationCode(for: Data(bytes), using: SymmetricKey(data: secret)))
    case .none: Data()
    }
  }
}

func base64(_ data: Data) -> String {
  data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    .replacing("=", with: "")
}

func quoted(_ text: String) -> String { "\"\(text)\"" }

/// An object of values that are JSON already.
func json(_ fields: [String: String]) -> String {
  "{"
    + fields.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\($0.value)" }
    .joined(separator: ",") + "}"
}

/// A provider made of closures, that holds the site to the standard: it gives a token only for a code that it
/// gave, once, to who has the secret and the verifier.
final class FakeProvider: Sendable {
  struct State: Sendable {
    /// What it says of itself and of who signs in, each value as JSON.
    var discovery: [String: String]
    var claims: [String: String]
    var userInfo: [String: String]?
    var signer: TokenSigner
    var keyName: String? = "een"
    var keys: [String]
    /// More for the head of the token, each value as JSON.
    var head: [String: String] = [:]
    /// What is done to a token that is ready.
    var spoil: @Sendable (String) -> String = { $0 }
    /// What is answered instead, by the end of the address.
    var instead: [String: ProviderReply] = [:]
    var isDown = false
    var secret: String? = "geheim: 1+1=2 & meer"
    var now: Int
    /// Codes given, with the nonce and the challenge of who asked.
    var codes: [String: (nonce: String, challenge: String)] = [:]
    var asked: [String] = []
    var lastToken: ProviderRequest?
  }

  static let issuer = "https://inloggen.example/wie"
  static let client = "toetssteen"

  private let state: Mutex<State>

  init(_ signer: TokenSigner? = nil, at now: DateAndTime) throws {
    let signer = signer ?? .p256(P256.Signing.PrivateKey())
    let place = FakeProvider.issuer
    state = Mutex(
      State(
        discovery: [
          "issuer": quoted(place), "authorization_endpoint": quoted("\(place)/naar?soort=1"),
          "token_endpoint": quoted("\(place)/token"), "jwks_uri": quoted("\(place)/sleutels"),
          "userinfo_endpoint": quoted("\(place)/info"),
        ],
        claims: [
          "sub": quoted("8f3a"), "email": quoted("indiener@voorbeeld.nl"),
          "email_verified": "true",
        ], signer: signer,
        keys: signer.algorithm == "none" ? [] : [try signer.key(named: "een")],
        now: now.instant ?? 0))
  }

  func change(_ body: @Sendable (inout State) throws -> Void) rethrows {
    try state.withLock { try body(&$0) }
  }

  var seen: State { state.withLock { $0 } }

  var settings: OpenIDSettings? {
    SafeAddress(FakeProvider.issuer).map {
      OpenIDSettings(
        issuer: $0, client: FakeProvider.client, secret: seen.secret, name: "Voorbeeld & co",
        site: "http://localhost:8080")
    }
  }

  var transport: OpenIDTransport { OpenIDTransport { [self] in try answer($0) } }

  /// What somebody does there: signs in. Leads back to the site.
  func allow(_ address: String) -> String {
    guard let query = address.split(separator: "?", maxSplits: 1).last,
      let form = Form(urlEncoded: query.utf8)
    else { return "/" }
    let code = "code-\(UUID().uuidString)"
    state.withLock {
      $0.codes[code] = (form["nonce"] ?? "", form["code_challenge"] ?? "")
    }
    return "/inloggen-extern/terug?code=\(code)&state=\(Form.encoded(form["state"] ?? ""))"
  }

  private struct Down: Error {}

  private func answer(_ request: ProviderRequest) throws -> ProviderReply {
    try state.withLock { state in
      if state.isDown { throw Down() }
      let end = request.address.path.split(separator: "/").last.map(String.init) ?? ""
      state.asked.append(end)
      if let instead = state.instead[end] { return instead }
      switch end {
      case "openid-configuration": return reply(json(state.discovery))
      case "sleutels": return reply("{\"keys\":[\(state.keys.joined(separator: ","))]}")
      case "token": return try token(for: request, &state)
      case "info":
        let isOwn = request.headers.contains {
          $0.name == "Authorization" && $0.value == "Bearer toegang"
        }
        return isOwn ? reply(json(state.userInfo ?? [:])) : reply("{}", status: 401)
      default: return reply("{}", status: 404)
      }
    }
  }

  private func reply(_ text: String, status: Int = 200) -> ProviderReply {
    ProviderReply(status: status, bytes: Array(text.utf8))
  }

  private func token(
    for request: ProviderRequest, _ state: inout State
  ) throws -> ProviderReply {
    state.lastToken = request
    let form = Form((request.form ?? []).map { ($0.name, $0.value) })
    guard FakeProvider.isKnown(request, form, secret: state.secret) else {
      return reply("{\"error\":\"invalid_client\"}", status: 401)
    }
    let proof = base64(Data(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8))))
    guard form["grant_type"] == "authorization_code",
      form["redirect_uri"] == "http://localhost:8080/inloggen-extern/terug",
      (form["code_verifier"] ?? "").utf8.count >= 43, let code = form["code"],
      let given = state.codes.removeValue(forKey: code), given.challenge == proof
    else { return reply("{\"error\":\"invalid_grant\"}", status: 400) }
    var claims = [
      "iss": quoted(FakeProvider.issuer), "aud": quoted(FakeProvider.client),
      "exp": "\(state.now + 300)", "iat": "\(state.now)", "nonce": quoted(given.nonce),
    ]
    claims.merge(state.claims) { $1 }
    var head = ["alg": quoted(state.signer.algorithm)]
    if let name = state.keyName { head["kid"] = quoted(name) }
    head.merge(state.head) { $1 }
    let signed = base64(Data(json(head).utf8)) + "." + base64(Data(json(claims).utf8))
    let signature = try state.signer.signature(of: Array(signed.utf8))
    let token = state.spoil("\(signed).\(base64(signature))")
    return reply(
      json([
        "id_token": quoted(token), "access_token": quoted("toegang"),
        "token_type": quoted("Bearer"),
      ]))
  }

  private static func isKnown(
    _ request: ProviderRequest, _ form: Form, secret: String?
  ) -> Bool {
    guard let secret else { return form["client_id"] == client && form["client_secret"] == nil }
    if form["client_secret"] == secret { return form["client_id"] == client }
    guard
      let value = request.headers.first(where: { $0.name == "Authorization" })?.value,
      value.hasPrefix("Basic "),
      let pair = Data(base64Encoded: String(value.dropFirst(6)))
    else { return false }
    let parts = pair.split(separator: UInt8(ascii: ":"), maxSplits: 1)
    return parts.count == 2 && Form.decoded(parts[0]) == client
      && Form.decoded(parts[1]) == secret
  }
}
