import Foundation

/// An address that secrets may be sent to: over TLS, or on this very computer.
struct SafeAddress: Hashable, Sendable {
  /// As it was given.
  let text: String
  let host: String
  let port: Int?
  /// Empty, or beginning with a slash.
  let path: String
  let query: String?
  let isSecure: Bool

  static let longest = 2_000

  /// - Returns: `nil` where it is no such address, or where it holds a name, a password or a fragment.
  init?(_ text: String) {
    guard text.utf8.count <= SafeAddress.longest,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
      let parts = URLComponents(string: text, encodingInvalidCharacters: false),
      parts.user == nil, parts.password == nil, parts.fragment == nil,
      let host = parts.host, !host.isEmpty
    else { return nil }
    switch parts.scheme?.lowercased() {
    case "https": isSecure = true
    case "http" where SafeAddress.isThisComputer(host): isSecure = false
    default: return nil
    }
    self.text = text
    self.host = host
    port = parts.port
    path = parts.percentEncodedPath
    query = parts.percentEncodedQuery
  }

  /// With more in its query; what it has there stays. Source: RFC 6749, section 3.1.
  func adding(_ fields: [(name: String, value: String)]) -> String {
    let more = SafeAddress.spelled(fields)
    return switch query {
    case nil: "\(text)?\(more)"
    case "": "\(text)\(more)"
    default: "\(text)&\(more)"
    }
  }

  /// Fields as `application/x-www-form-urlencoded`.
  static func spelled(_ fields: [(name: String, value: String)]) -> String {
    fields.map { "\(Form.encoded($0.name))=\(Form.encoded($0.value))" }.joined(separator: "&")
  }

  /// Names that merely begin with 127 are somebody else's.
  private static func isThisComputer(_ host: String) -> Bool {
    if ["localhost", "::1", "[::1]"].contains(host.lowercased()) { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
