/// What a backslash and what follows it stand for in a FEEL string.
///
/// Source: DMN 1.5, 10.3.1.2, grammar: string escape sequence.
enum StringEscape {
  /// - Parameter text: begins with the backslash.
  /// - Returns: what it stands for, `nil` where that is no character, and how many scalars it takes.
  static func read(
    _ text: some Collection<Unicode.Scalar>
  ) -> (meaning: [Unicode.Scalar]?, count: Int) {
    var rest = text.dropFirst()
    guard let kind = rest.popFirst(), !kind.isFEELLineEnd else { return ([], 1) }
    switch kind {
    case "n": return (["\n"], 2)
    case "r": return (["\r"], 2)
    case "t": return (["\t"], 2)
    case "\"", "'", "\\": return ([kind], 2)
    case "u", "U":
      let digits = rest
      let scalar = codePoint(digits: kind == "u" ? 4 : 6, &rest)
      return (
        scalar.map { [$0] }, 2 + digits.distance(from: digits.startIndex, to: rest.startIndex)
      )
    // No escape: `"\d"` is a backslash and a d, as in a pattern.
    default: return (["\\", kind], 2)
    }
  }

  /// The scalar of `\uXXXX`, `\uXXXX\uXXXX` (a surrogate pair) or `\UXXXXXX`, after its letter.
  private static func codePoint<Text: Collection<Unicode.Scalar>>(
    digits: Int, _ rest: inout Text
  ) -> Unicode.Scalar? where Text.SubSequence == Text {
    guard let value = hexadecimal(digits: digits, &rest) else { return nil }
    if digits == 4, 0xD800...0xDBFF ~= value {
      guard rest.starts(with: ["\\", "u"]) else { return nil }
      rest = rest.dropFirst(2)
      guard let low = hexadecimal(digits: 4, &rest), 0xDC00...0xDFFF ~= low else { return nil }
      return Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
    }
    return Unicode.Scalar(value)
  }

  private static func hexadecimal<Text: Collection<Unicode.Scalar>>(
    digits: Int, _ rest: inout Text
  ) -> UInt32? where Text.SubSequence == Text {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let scalar = rest.first, scalar.isASCII, let digit = Character(scalar).hexDigitValue
      else { return nil }
      value = value << 4 | UInt32(digit)
      rest = rest.dropFirst()
    }
    return value
  }
}

extension Unicode.Scalar {
  /// Ends a line, and so a string and a `//` comment.
  var isFEELLineEnd: Bool { 0x0A...0x0D ~= value }
}
