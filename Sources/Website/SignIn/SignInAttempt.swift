internal import Crypto
import Foundation

/// One try of one browser to sign in through the provider, from leaving to coming back.
///
/// The browser holds one secret in a cookie; what the provider sees is made from it and can't be led back to
/// it or to one another. Sources: RFC 6749, section 10.12 (state); OpenID Connect Core 1.0, section 15.5.2
/// (nonce); RFC 7636 (verifier and challenge); RFC 9700, section 2.1.1.
struct SignInAttempt: Sendable {
  let cookie: Secret
  /// Where somebody was going; a path of this site.
  let back: String?
  fileprivate let expires: Moment

  /// Ties the way back to the browser that left.
  var state: String { cookie.derived(for: "openid state") }
  /// Ties the proof of the provider to this attempt.
  var nonce: String { cookie.derived(for: "openid nonce") }
  /// Shows that who brings the code is who asked for it: 43 characters, as RFC 7636, section 4.1 has it.
  var verifier: String { cookie.derived(for: "openid verifier") }
  /// What the provider is told of the verifier. Source: RFC 7636, section 4.2, S256.
  var challenge: String { Secret.base64(Array(SHA256.hash(data: Data(verifier.utf8)))) }
}

/// The attempts that have not come back yet, in memory: after a restart people begin again.
struct SignInAttempts: Sendable {
  /// Seconds in which somebody has to come back.
  static let length = 600
  /// How many are kept; past that, those that are over go first, and then the oldest.
  static let most = 10_000

  private var open: [Data: SignInAttempt] = [:]

  mutating func begin(back: String?, at now: Moment) -> SignInAttempt {
    if open.count >= SignInAttempts.most {
      open = open.filter { now < $0.value.expires }
      if open.count >= SignInAttempts.most,
        let oldest = open.min(by: { $0.value.expires < $1.value.expires })
      {
        open[oldest.key] = nil
      }
    }
    let attempt = SignInAttempt(
      cookie: .random(), back: back, expires: now.adding(seconds: SignInAttempts.length))
    open[attempt.cookie.hash] = attempt
    return attempt
  }

  /// The attempt of a browser with that state, which is over with this: it works once.
  mutating func take(_ cookie: Secret, state: String, at now: Moment) -> SignInAttempt? {
    // With the wrong state it stays: another site may have sent the browser here.
    guard let attempt = open[cookie.hash], state.isSameSecret(as: attempt.state) else {
      return nil
    }
    open[cookie.hash] = nil
    return now < attempt.expires ? attempt : nil
  }
}
