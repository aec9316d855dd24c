import Rules

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
