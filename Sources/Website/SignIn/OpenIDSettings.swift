/// With which provider people may sign in, and as which client this site is known to it.
struct OpenIDSettings: Sendable {
  /// The provider as it names itself: compared to the letter. Source: OpenID Connect Discovery 1.0,
  /// section 4.3.
  let issuer: SafeAddress
  let client: String
  /// `nil` for a client without one, for which PKCE alone ties the code to this site.
  let secret: String?
  /// What pages call the provider.
  let name: String
  /// Where visitors find this site, without a path.
  let site: String

  static let wayOut = "/inloggen-extern"
  static let wayBack = "/inloggen-extern/terug"

  /// Where the provider sends people back to, as it has to be registered there. Source: OpenID Connect
  /// Core 1.0, section 3.1.2.1.
  var redirect: String { site + OpenIDSettings.wayBack }

  /// Where the provider says what it can do. Source: OpenID Connect Discovery 1.0, section 4.1.
  var discovery: SafeAddress? {
    let issuer = issuer.text
    let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
    return SafeAddress("\(base)/.well-known/openid-configuration")
  }
}

/// Why somebody can't be signed in through the provider. The texts are for whoever runs the site: none of
/// them holds what a provider or a visitor sent.
enum OpenIDFault: Error, Hashable {
  /// The provider does not answer, or not in time.
  case unreachable(String)
  /// The provider answers what this site can't go on with.
  case unusable(String)
  /// This browser did not begin this, began too long ago, or finished it already.
  case notBegun
  /// The provider did not let somebody in, with one of the codes of the standard.
  case declined(String)
  /// What should prove who somebody is does not.
  case unproven(String)

  var reason: String {
    switch self {
    case .unreachable(let reason): "unreachable: \(reason)"
    case .unusable(let reason): "unusable: \(reason)"
    case .notBegun: "not begun"
    case .declined(let code): "declined: \(code)"
    case .unproven(let reason): "unproven: \(reason)"
    }
  }
}
