import Mustache

/// Text that means itself on an HTML page, in an element or in a quoted attribute.
///
/// A page is made of these alone, so its template escapes nothing. The template library's own
/// escaping goes by what people see as one character, and leaves `"` alone where an accent follows.
package struct HTMLText: Hashable, Sendable, CustomStringConvertible, MustacheCustomRenderable {
  package let description: String

  var renderText: String { description }
  var isNull: Bool { false }

  package init(_ text: String) { self.init(VisibleText(text)) }

  package init(_ text: VisibleText) { description = Self.escaped(text.text) }

  /// A text as somebody typed it, for a field in which it can be typed on.
  package init(exact text: String) { description = Self.escaped(text) }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The paragraphs of a text.
  package static func lines(_ text: String) -> [HTMLText] {
    VisibleText.lines(text).map(HTMLText.init)
  }
}
