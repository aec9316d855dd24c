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

/// The fields of a form or a query, each with all its values, in order.
struct Form: Hashable, Sendable {
  private(set) var fields: [(name: String, value: String)] = []

  /// Fields of one form, and characters of one value.
  static let most = 2_000
  static let longest = 200_000

  init() {}

  init(_ fields: [(String, String)]) { for (name, value) in fields { add(name, value) } }

  /// - Returns: `nil` where it is not `application/x-www-form-urlencoded`, or too much.
  init?(urlEncoded bytes: some Collection<UInt8>) {
    for part in bytes.split(separator: UInt8(ascii: "&")) {
      guard fields.count < Form.most else { return nil }
      let pair = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = pair.first.flatMap({ Form.decoded($0) }),
        let value = pair.count > 1 ? Form.decoded(pair[1]) : "", value.utf8.count <= Form.longest
      else { return nil }
      add(name, value)
    }
  }

  mutating func add(_ name: String, _ value: String) {
    fields.append((name, Form.cleaned(value)))
  }

  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  func all(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  static func == (left: Form, right: Form) -> Bool {
    left.fields.elementsEqual(right.fields) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) {
    for field in fields {
      hasher.combine(field.name)
      hasher.combine(field.value)
    }
  }

  /// Line ends of one kind, and nothing that ends a text for others: browsers send CR LF.
  static func cleaned(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      defer { wasReturn = scalar == "\r" }
      switch scalar {
      case "\r": view.append("\n")
      case "\n": if !wasReturn { view.append("\n") }
      case "\0": view.append("\u{FFFD}")
      default: view.append(scalar)
      }
    }
    return String(view)
  }

  /// - Returns: `nil` where a percent sign is not followed by two digits, or the text is not UTF-8.
  static func decoded(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = true) -> String? {
    var found: [UInt8] = []
    found.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+") where plusIsSpace: found.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap({ Form.digit($0) }),
          let low = rest.popFirst().flatMap({ Form.digit($0) })
        else { return nil }
        found.append(high << 4 | low)
      default: found.append(byte)
      }
    }
    return String(validating: found, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) }
  }

  /// A text as part of an address.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      let isSafe =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || "-._~".utf8.contains(byte)
      if isSafe {
        result.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}

/// The parts of a form with files. Source: RFC 7578.
struct Multipart: Sendable {
  struct Part: Sendable {
    let name: String
    let fileName: String?
    let type: String?
    let bytes: [UInt8]
  }

  let parts: [Part]

  static let most = 20

  /// - Parameter type: the value of `Content-Type`, with its boundary.
  /// - Returns: `nil` where it is not well-formed.
  init?(_ bytes: [UInt8], type: String) {
    guard let boundary = Multipart.parameter("boundary", of: type), !boundary.isEmpty,
      boundary.utf8.count <= 70
    else { return nil }
    let mark = Array("--\(boundary)".utf8)
    var parts: [Part] = []
    guard bytes.starts(with: mark) else { return nil }
    var position = mark.count
    while true {
      let rest = bytes[position...]
      if rest.starts(with: Array("--".utf8)) { break }
      guard rest.starts(with: [13, 10]), parts.count < Multipart.most else { return nil }
      let start = position + 2
      guard let head = Multipart.find([13, 10, 13, 10], in: bytes, from: start, most: 4_096),
        let end = Multipart.find([13, 10] + mark, in: bytes, from: head + 4)
      else { return nil }
      guard let part = Multipart.part(Array(bytes[start..<head]), Array(bytes[(head + 4)..<end]))
      else { return nil }
      parts.append(part)
      position = end + 2 + mark.count
    }
    self.parts = parts
  }

  subscript(name: String) -> Part? { parts.first { $0.name == name } }

  private static func part(_ head: [UInt8], _ bytes: [UInt8]) -> Part? {
    guard let text = String(validating: head, as: UTF8.self) else { return nil }
    var disposition = ""
    var type: String?
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      switch line[..<colon].lowercased() {
      case "content-disposition": disposition = String(value)
      case "content-type": type = String(value)
      default: break
      }
    }
    guard disposition.lowercased().hasPrefix("form-data"),
      let name = parameter("name", of: disposition)
    else { return nil }
    return Part(
      name: name, fileName: parameter("filename", of: disposition), type: type, bytes: bytes)
  }

  /// A parameter of a header, without its quotes.
  private static func parameter(_ name: String, of header: String) -> String? {
    for part in header.split(separator: ";").dropFirst() {
      let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].lowercased() == name else { continue }
      var value = pair[1]
      if value.first == "\"", value.last == "\"", value.count > 1 {
        value = value.dropFirst().dropLast()
      }
      return String(value).replacing("%22", with: "\"")
    }
    return nil
  }

  private static func find(
    _ needle: [UInt8], in bytes: [UInt8], from start: Int, most: Int = .max
  ) -> Int? {
    guard start <= bytes.count, bytes.count >= needle.count else { return nil }
    let last = bytes.count - needle.count
    var index = start
    while index <= last, index - start <= most {
      if bytes[index] == needle[0], bytes[index..<(index + needle.count)].elementsEqual(needle) {
        return index
      }
      index += 1
    }
    return nil
  }
}

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
