import Rules

/// The provider that people may sign in with: what is known of it, and who is on the way to it and back.
///
/// Authorization code flow with PKCE. Sources: OpenID Connect Core 1.0, section 3.1; RFC 9700, section 2.1.
actor OpenIDProvider {
  nonisolated let settings: OpenIDSettings
  private let transport: OpenIDTransport
  private var attempts = SignInAttempts()
  private var metadata: (value: ProviderMetadata, at: Moment)?
  private var keys: (value: KeySet, at: Moment)?
  /// When keys were last asked for, whatever came of it.
  private var keysAsked: Moment?
  /// Who comes while discovery is under way waits for it too.
  private var discovering: Task<Result<ProviderMetadata, OpenIDFault>, Never>?

  /// Seconds that discovery and keys are kept.
  static let kept = 3_600
  /// Seconds between two looks for a key that is not known.
  static let keyPause = 60

  init(_ settings: OpenIDSettings, _ transport: OpenIDTransport) {
    self.settings = settings
    self.transport = transport
  }

  // MARK: There and back

  /// Where to send a browser, and the cookie that it is known by when it comes back. Source: OpenID Connect
  /// Core 1.0, section 3.1.2.1.
  func begin(
    back: String?, in language: Language, at now: Moment
  ) async throws(OpenIDFault) -> (cookie: Secret, address: String) {
    let metadata = try await known(at: now)
    let attempt = attempts.begin(back: back, at: now)
    let address = metadata.authorization.adding([
      ("response_type", "code"), ("client_id", settings.client),
      ("redirect_uri", settings.redirect), ("scope", "openid email"), ("state", attempt.state),
      ("nonce", attempt.nonce), ("code_challenge", attempt.challenge),
      ("code_challenge_method", "S256"), ("ui_locales", language.rawValue),
    ])
    return (attempt.cookie, address)
  }

  /// Somebody who came back, proven by the provider.
  struct Arrival: Sendable {
    let person: VouchedPerson
    /// Where they were going.
    let back: String?
    fileprivate let access: String?
    fileprivate let isComplete: Bool
  }

  /// - Parameter answer: what the provider sent along. Source: OpenID Connect Core 1.0, section 3.1.2.5.
  func finish(
    _ answer: Form, cookie: Secret?, at now: Moment
  ) async throws(OpenIDFault) -> Arrival {
    guard let cookie, let state = answer.only("state"),
      let attempt = attempts.take(cookie, state: state, at: now)
    else { throw .notBegun }
    let metadata = try await known(at: now)
    // The answer of another provider, which this one's code must not go to. Source: RFC 9207, section 2.4.
    let named = answer.all("iss")
    guard named.isEmpty ? !metadata.namesItself : named == [settings.issuer.text] else {
      throw .unproven("the answer is of another issuer")
    }
    if let error = answer["error"] { throw .declined(OpenIDProvider.code(error)) }
    guard let code = answer.only("code"), !code.isEmpty else {
      throw .unproven("the answer has no code")
    }
    let tokens = try await tokens(for: code, attempt, metadata)
    guard let text = tokens.text("id_token") else { throw .unusable("there is no ID token") }
    let token = try IDToken(text)
    let key = try await key(of: token, metadata, at: now)
    let claims = try await token.claims(
      by: key,
      for: IDToken.Purpose(
        issuer: settings.issuer.text, client: settings.client, nonce: attempt.nonce, now: now))
    guard let person = VouchedPerson(claims, issuer: settings.issuer.text) else {
      throw .unproven("the ID token does not say of whom it is")
    }
    let isBearer = tokens.text("token_type")?.lowercased() == "bearer"
    return Arrival(
      person: person, back: attempt.back, access: isBearer ? tokens.text("access_token") : nil,
      isComplete: claims.has("email") && claims.has("email_verified"))
  }

  /// The same person with the address that the provider tells on request: a provider need not put it into
  /// the ID token. Sources: OpenID Connect Core 1.0, sections 5.3 and 5.4.
  func complete(_ arrival: Arrival, at now: Moment) async throws(OpenIDFault) -> VouchedPerson {
    guard !arrival.isComplete, let access = arrival.access,
      let address = try await known(at: now).userInfo
    else { return arrival.person }
    let request = ProviderRequest(
      address: address, headers: [("Authorization", "Bearer \(access)")])
    let claims = try await document(request, "user info")
    // It may be of somebody else. Source: OpenID Connect Core 1.0, section 5.3.2.
    guard let person = VouchedPerson(claims, issuer: settings.issuer.text),
      person.subject == arrival.person.subject
    else { throw .unproven("the user info is of somebody else") }
    return person
  }

  // MARK: Asking the provider

  /// The code for the tokens. Source: OpenID Connect Core 1.0, section 3.1.3.1.
  private func tokens(
    for code: String, _ attempt: SignInAttempt, _ metadata: ProviderMetadata
  ) async throws(OpenIDFault) -> ProviderDocument {
    var request = ProviderRequest(
      address: metadata.token,
      form: [
        ("grant_type", "authorization_code"), ("code", code),
        ("redirect_uri", settings.redirect), ("code_verifier", attempt.verifier),
      ])
    metadata.prove(&request, client: settings.client)
    let reply = try await send(request)
    let document = ProviderDocument(reply.bytes)
    guard reply.status == 200, let document else {
      let error = OpenIDProvider.code(document?.text("error"))
      if error == "invalid_grant" { throw .unproven("the code is spent or was never given") }
      throw .unusable("no tokens: \(reply.status) \(error)")
    }
    return document
  }

  /// The key that a token is signed with. A name that is not known may be that of a new key, but whoever
  /// makes names up does not get to ask the provider again and again. Source: OpenID Connect Core 1.0,
  /// section 10.1.1.
  private func key(
    of token: IDToken, _ metadata: ProviderMetadata, at now: Moment
  ) async throws(OpenIDFault) -> KeySet.Key {
    if let keys, OpenIDProvider.isWithin(OpenIDProvider.kept, keys.at, now) {
      if let key = keys.value.key(token.key, for: token.algorithm) { return key }
      if let asked = keysAsked, OpenIDProvider.isWithin(OpenIDProvider.keyPause, asked, now) {
        throw .unproven("the ID token is signed with a key that is not known")
      }
    }
    keysAsked = now
    guard let found = KeySet(try await document(ProviderRequest(address: metadata.keys), "keys"))
    else { throw .unusable("the keys are no keys") }
    keys = (found, now)
    guard let key = found.key(token.key, for: token.algorithm) else {
      throw .unproven("the ID token is signed with a key that is not known")
    }
    return key
  }

  private func known(at now: Moment) async throws(OpenIDFault) -> ProviderMetadata {
    if let metadata, OpenIDProvider.isWithin(OpenIDProvider.kept, metadata.at, now) {
      return metadata.value
    }
    let task = discovering ?? Task { await discover(at: now) }
    discovering = task
    return try await task.value.get()
  }

  private func discover(at now: Moment) async -> Result<ProviderMetadata, OpenIDFault> {
    defer { discovering = nil }
    do throws(OpenIDFault) {
      guard let address = settings.discovery else { throw .unusable("no place for discovery") }
      let found = try ProviderMetadata(
        try await document(ProviderRequest(address: address), "discovery"), for: settings)
      metadata = (found, now)
      return .success(found)
    } catch {
      return .failure(error)
    }
  }

  private func document(
    _ request: ProviderRequest, _ what: String
  ) async throws(OpenIDFault) -> ProviderDocument {
    let reply = try await send(request)
    guard reply.status == 200 else { throw .unusable("\(what): \(reply.status)") }
    guard let document = ProviderDocument(reply.bytes) else {
      throw .unusable("\(what): no JSON object")
    }
    return document
  }

  private func send(_ request: ProviderRequest) async throws(OpenIDFault) -> ProviderReply {
    let reply: ProviderReply
    do {
      reply = try await transport.send(request)
    } catch let fault as OpenIDFault {
      throw fault
    } catch {
      throw .unreachable("\(type(of: error))")
    }
    guard reply.bytes.count <= OpenIDTransport.most else { throw .unusable("too much") }
    return reply
  }

  /// Also false where a clock was set back.
  private static func isWithin(_ seconds: Int, _ moment: Moment, _ now: Moment) -> Bool {
    (0..<seconds).contains(now.seconds - moment.seconds)
  }

  /// Codes that a provider may give; another one could be any text. Sources: RFC 6749, sections 4.1.2.1 and
  /// 5.2; OpenID Connect Core 1.0, section 3.1.2.6.
  private static let codes: Set = [
    "invalid_request", "unauthorized_client", "access_denied", "unsupported_response_type",
    "invalid_scope", "server_error", "temporarily_unavailable", "interaction_required",
    "login_required", "account_selection_required", "consent_required", "invalid_client",
    "invalid_grant", "unsupported_grant_type",
  ]

  private static func code(_ text: String?) -> String {
    text.flatMap { codes.contains($0) ? $0 : nil } ?? "another error"
  }
}

extension Form {
  /// The value of a field that is there once: two values mean two things to two readers. Source: RFC 6749,
  /// section 3.1.
  fileprivate func only(_ name: String) -> String? {
    let values = all(name)
    return values.count == 1 ? values[0] : nil
  }
}
