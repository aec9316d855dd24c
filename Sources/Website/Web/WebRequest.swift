import Rules

/// A request as the pages see it: read whole, within limits.
struct WebRequest: Sendable {
  var method: Method
  /// Decoded, without the query.
  var path: String
  /// The route that it takes, as the table has it: the only address that may be logged.
  var route = "-"
  var parameters: [String: String] = [:]
  var query: Form = Form()
  var form: Form = Form()
  var cookies: [String: String] = [:]
  var headers: [String: String] = [:]
  var body: [UInt8] = []
  var upload: Multipart?
  /// Where it came from, for limits on how often.
  var address = "?"

  enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
  }
}
