import Foundation

/// What the provider says of itself. Source: OpenID Connect Discovery 1.0, section 3.
struct ProviderMetadata: Sendable {
  let authorization: SafeAddress
  let token: SafeAddress
  let keys: SafeAddress
  let userInfo: SafeAddress?
  let clientProof: ClientProof
  /// Whether it names itself on the way back. Source: RFC 9207, section 3.
  let namesItself: Bool

  /// How this site shows that it is the client. Source: OpenID Connect Core 1.0, section 9.
  enum ClientProof: Sendable {
    case none
    case basic(secret: String)
    case post(secret: String)
  }

  init(_ document: ProviderDocument, for settings: OpenIDSettings) throws(OpenIDFault) {
    // Else one provider could speak for another. Source: OpenID Connect Discovery 1.0, section 4.3.
    guard document.text("issuer") == settings.issuer.text else {
      throw .unusable("discovery names another issuer")
    }
    func address(_ key: String) throws(OpenIDFault) -> SafeAddress {
      // Without TLS only where the whole provider is on this computer.
      guard let address = document.text(key).flatMap({ SafeAddress($0) }),
        address.isSecure || !settings.issuer.isSecure
      else { throw .unusable("discovery has no safe \(key)") }
      return address
    }
    authorization = try address("authorization_endpoint")
    token = try address("token_endpoint")
    keys = try address("jwks_uri")
    userInfo = document.has("userinfo_endpoint") ? try address("userinfo_endpoint") : nil
    namesItself = document.isTrue("authorization_response_iss_parameter_supported")
    if let secret = settings.secret {
      let known =
        document.texts("token_endpoint_auth_methods_supported") ?? ["client_secret_basic"]
      if known.contains("client_secret_basic") {
        clientProof = .basic(secret: secret)
      } else if known.contains("client_secret_post") {
        clientProof = .post(secret: secret)
      } else {
        throw .unusable("the provider takes no secret of a client")
      }
    } else {
      clientProof = .none
    }
  }

  /// How a request for tokens shows who asks.
  func prove(_ request: inout ProviderRequest, client: String) {
    switch clientProof {
    case .none: request.form?.append(("client_id", client))
    case .post(let secret):
      request.form?.append(("client_id", client))
      request.form?.append(("client_secret", secret))
    case .basic(let secret):
      // Both are encoded before they are joined. Source: RFC 6749, section 2.3.1.
      let pair = "\(Form.encoded(client)):\(Form.encoded(secret))"
      request.headers.append(
        ("Authorization", "Basic \(Data(pair.utf8).base64EncodedString())"))
    }
  }
}
