/// Text for people's eyes, with what could deceive or steer made visible.
///
/// Control characters become their pictures (`␛`), and characters that hide or reorder others become
/// their code (`⟨U+202E⟩`). A soft hyphen is not shown. White space becomes single spaces; line breaks are kept only on request.
package struct VisibleText: Hashable, Sendable {
  package let text: String

  /// One line.
  package init(_ text: String) {
    self.text =
      Self.isClean(text) ? text : Self.withSingleSpaces(Self.cleaned(text))
  }

  /// Whether the text is printable ASCII with single spaces inside, as most is: nothing to do.
  private static func isClean(_ text: String) -> Bool {
    var previous = UInt8(ascii: " ")
    for byte in text.utf8 {
      guard (0x20...0x7E).contains(byte), byte != 0x20 || previous != 0x20 else { return false }
      previous = byte
    }
    return previous != 0x20
  }

  private static func withSingleSpaces(_ text: String) -> String {
    let words = text.unicodeScalars.split(separator: " ")
    return words.map { String($0) }.joined(separator: " ")
  }

  /// The lines of a text that may hold several; empty lines are left out.
  package static func lines(_ text: String) -> [VisibleText] {
    text.split(whereSeparator: \.isNewline).map { VisibleText(String($0)) }
      .filter { !$0.text.isEmpty }
  }

  private static func cleaned(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20...0x7E: result.unicodeScalars.append(scalar)
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: result += " "
      case 0x00...0x1F: result.unicodeScalars.append(picture(of: scalar))
      case 0x7F: result += "␡"
      case 0xAD: break
      default:
        if scalar.isDeceptive {
          result += scalar.codeInBrackets
        } else if scalar.properties.generalCategory == .spaceSeparator, scalar.value != 0xA0,
          scalar.value != 0x202F
        {
          result += " "
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  private static func picture(of control: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(0x2400 + control.value) ?? "␦"
  }
}

extension Unicode.Scalar {
  /// Whether it steers a terminal, hides, or changes the order in which others are read.
  ///
  /// Joiners and the soft hyphen stay: words and emoji need them.
  var isDeceptive: Bool {
    switch value {
    case 0xAD, 0x200C, 0x200D: false
    case 0x115F, 0x1160, 0x3164, 0xFFA0: true
    default:
      switch properties.generalCategory {
      case .control, .format, .unassigned, .privateUse, .surrogate: true
      default: false
      }
    }
  }

  fileprivate var codeInBrackets: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "⟨U+\(String(repeating: "0", count: max(4 - digits.count, 0)))\(digits)⟩"
  }
}
