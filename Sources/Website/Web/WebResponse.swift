import Rules

/// What goes back.
struct WebResponse: Sendable {
  var status: Int
  var type: String
  var body: [UInt8]
  var headers: [(name: String, value: String)] = []
  /// Cookies to set; an empty value takes the cookie away.
  var cookies: [(name: String, value: String, days: Int?)] = []
  /// Whether a browser or a proxy may keep it: only what is the same for everybody.
  var isPublic = false
  /// Whether it goes to a program, which is no visitor.
  var setsNoCookie = false

  static func page(_ text: String, status: Int = 200) -> WebResponse {
    WebResponse(status: status, type: "text/html; charset=utf-8", body: Array(text.utf8))
  }

  /// To another page of this site, with GET.
  static func redirect(_ path: String) -> WebResponse {
    WebResponse(
      status: 303, type: "text/plain; charset=utf-8", body: [], headers: [("Location", path)])
  }

  static func text(_ text: String, status: Int = 200) -> WebResponse {
    WebResponse(status: status, type: "text/plain; charset=utf-8", body: Array(text.utf8))
  }

  static func file(_ bytes: [UInt8], type: String, name: String) -> WebResponse {
    WebResponse(
      status: 200, type: type, body: bytes,
      headers: [
        (
          "Content-Disposition",
          "attachment; filename*=UTF-8''\(Form.encoded(name))"
        )
      ])
  }
}
