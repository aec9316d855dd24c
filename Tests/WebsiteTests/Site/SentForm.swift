import Foundation

@testable import Assess
@testable import Website

/// What a browser makes of the forms of a page.
struct SentForm {
  struct Button: Equatable {
    let name: String
    let value: String
  }

  /// The fields of the form with the questions, as they are sent when nothing is changed.
  private(set) var sheet = Form()
  /// The buttons that have a name, in all forms.
  private(set) var buttons: [Button] = []

  init(_ page: String) {
    var isInSheet = false
    var rest = page[...]
    while let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: ">") else { break }
      let tag = rest[..<close]
      rest = rest[rest.index(after: close)...]
      let attributes = Self.attributes(tag)
      let name = attributes["name"]
      switch tag.prefix(while: { $0.isLetter || $0 == "/" }) {
      case "form": isInSheet = attributes["class"] == "sheet"
      case "/form": isInSheet = false
      case "input":
        let isBox = ["radio", "checkbox"].contains(attributes["type"])
        guard isInSheet, let name, !isBox || attributes["checked"] != nil else { continue }
        var value = attributes["value"] ?? ""
        // A field of one line loses its line ends.
        if attributes["type"] == "text" { value = value.filter { !$0.isNewline } }
        sheet.add(name, value)
      case "textarea":
        guard let end = rest.range(of: "</textarea>") else { continue }
        var text = rest[..<end.lowerBound]
        if text.first == "\n" { text = text.dropFirst() }
        rest = rest[end.upperBound...]
        if isInSheet, let name {
          sheet.add(name, Self.decoded(String(text)).replacing("\n", with: "\r\n"))
        }
      case "button":
        if let name { buttons.append(Button(name: name, value: attributes["value"] ?? "")) }
      default: continue
      }
    }
  }

  private static func attributes(_ tag: Substring) -> [String: String] {
    var found: [String: String] = [:]
    var rest = tag.drop { $0.isLetter || $0 == "/" }
    while true {
      rest = rest.drop { $0.isWhitespace }
      let name = rest.prefix { !$0.isWhitespace && $0 != "=" }
      guard !name.isEmpty else { return found }
      rest = rest[name.endIndex...]
      guard rest.first == "=" else {
        found[String(name)] = ""
        continue
      }
      // The quotes of an attribute are never inside it: they are written as entities.
      rest = rest.dropFirst(2)
      let value = rest.prefix { $0 != "\"" }
      rest = rest[value.endIndex...].dropFirst()
      found[String(name)] = decoded(String(value))
    }
  }

  private static func decoded(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
