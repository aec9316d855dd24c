/// What a rule calls a thing.
public struct Name: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// As written, but with single white space: `own  share` gives `own share`.
  public let text: String

  /// The name as it was written; all that is done to it is to make its white space single.
  public init(_ written: String) {
    text = Self.isPlain(written.utf8) ? written : Self.withSingleSpaces(written)
  }

  /// By scalar: a space with an accent on it is one character to Swift, and would take the accent with it.
  private static func withSingleSpaces(_ written: String) -> String {
    written.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
      .map { String(Substring($0)) }.joined(separator: " ")
  }

  /// Whether there is plainly nothing to do: single spaces between other ASCII and letters such as
  /// `ë`. What else there may be is looked at character by character.
  private static func isPlain(_ bytes: String.UTF8View) -> Bool {
    var isAfterSpace = true
    var isInLetter = false
    for byte in bytes {
      switch byte {
      case _ where isInLetter: isInLetter = false
      case UInt8(ascii: " ") where !isAfterSpace:
        isAfterSpace = true
        continue
      case 0x21...0x7F: break
      case 0xC3: isInLetter = true
      default: return false
      }
      isAfterSpace = false
    }
    return !isAfterSpace
  }

  /// So that Swift code can write a name as a literal: `"own share"`.
  public init(stringLiteral literal: String) { self.init(literal) }

  /// The same as ``text``, for messages.
  public var description: String { text }
}
