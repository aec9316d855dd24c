/// Passwords that many people use, and that are tried first by whoever guesses.
///
/// The list is that of the 20,000 of Django (by Royce Williams) and of zxcvbn, as far as they are long enough to be
/// taken at all, with Dutch words that those lists lack. Source: NIST SP 800-63B, 5.1.1.2.
enum CommonPasswords {
  private static let words = Set(
    String(decoding: PackageResources.common_passwords_txt, as: UTF8.self)
      .split(separator: "\n").map(String.init))

  /// Whether a password is one of them, whatever its case, and whatever digits and signs stand around it.
  static func contains(_ password: String) -> Bool {
    let text = password.lowercased()
    return words.contains(text) || words.contains(core(of: text))
  }

  /// `welkom` of `Welkom2026!`.
  private static func core(of text: String) -> String {
    let start = text.drop { !$0.isLetter }
    return String(start.reversed().drop { !$0.isLetter }.reversed())
  }
}
