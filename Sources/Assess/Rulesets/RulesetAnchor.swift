package import Rules

/// A place on the page of a version: the same in both languages, and in every version that has the thing.
///
/// Codes of criteria and checks are their own anchors. All others have a colon, which no code has.
package enum RulesetAnchor: Hashable, Sendable {
  /// Of a criterion or a check, by its code.
  case code(String)
  case source(String)
  case section(String, of: String)
  case parameter(Name)
  case reading(String)
  /// Of the page itself, by a word.
  case part(String)

  /// The `id` of the element.
  package var id: String {
    switch self {
    case .code(let code): Self.spelled(code)
    case .source(let key): "bron:\(Self.spelled(key))"
    case .section(let section, let source):
      "bron:\(Self.spelled(source)):\(Self.spelled(section))"
    case .parameter(let name): "parameter:\(Self.spelled(name.text))"
    case .reading(let key): "lezing:\(Self.spelled(key))"
    case .part(let word): "deel:\(word)"
    }
  }

  /// What follows the address of the page.
  package var fragment: String { "#\(id)" }

  /// Letters, digits, dots and hyphens as they are, a space as `_`, every other byte as `~` and two digits: what
  /// differs stays different, and an address needs no further spelling.
  private static func spelled(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: " "): result += "_"
      default: result += "~" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}

/// Where the pages of rulesets are, for whoever links to one.
package struct RulesetPages: Hashable, Sendable {
  /// What comes before the name of a ruleset, without a last slash.
  private let root: String
  /// What comes after the name of a version.
  private let ending: String

  private init(_ root: String, ending: String) {
    self.root = root.hasSuffix("/") ? String(root.dropLast()) : root
    self.ending = ending
  }

  /// Pages of the website, at addresses.
  package static func site(_ root: String) -> RulesetPages { RulesetPages(root, ending: "") }

  /// The files that `toets ruleset docs` writes, in a folder or wherever they were put.
  package static func files(_ root: String) -> RulesetPages { RulesetPages(root, ending: ".html") }

  /// Below the root: `subsidie/buurt/regeling-2024.html`.
  package func path(of ruleset: String, _ version: String) -> String {
    "\(ruleset)/\(version)\(ending)"
  }

  /// The address of a version, or of a place on its page.
  package func address(
    of ruleset: String, _ version: String, at anchor: RulesetAnchor? = nil
  ) -> String {
    let path = Self.escaped(path(of: ruleset, version))
    return "\(root)/\(path)\(anchor?.fragment ?? "")"
  }

  /// A path in an address. Source: RFC 3986, 3.3.
  private static func escaped(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80,
        scalar.properties.isAlphabetic || (0x30...0x39).contains(byte)
          || "/-._~".unicodeScalars.contains(scalar)
      {
        result.unicodeScalars.append(scalar)
      } else {
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
