import Rules

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
