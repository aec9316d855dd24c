import Rules

@testable import Assess

// What the files of a decision model may hold.
extension LimitCase {
  static let models = [
    LimitCase(
      "file of a decision model",
      refusal: "model:1:1 the file is too large: 5242881 bytes, and at most 5242880 are allowed"
    ) { count in xml("<a>" + String(repeating: "x", count: count - 7) + "</a>") },
    LimitCase(
      "elements inside one another",
      refusal: "model:1:301 more than 100 elements stand inside one another here"
    ) { xml(String(repeating: "<a>", count: $0) + String(repeating: "</a>", count: $0)) },
    LimitCase("parts of an XML file", refusal: "model:1:2000000 this file holds too many parts") {
      xml("<a>" + String(repeating: "<b/>", count: $0 - 1) + "</a>")
    },
    LimitCase(
      "attributes of an element", refusal: "model:1:7894 this element has more than 1000 attributes"
    ) { count in xml("<a" + (0..<count).map { " a\($0)=''" }.joined() + "/>") },
    LimitCase(
      "namespaces in sight of an element",
      refusal: "model:1:1394 more than 100 namespaces are declared around this place"
    ) { count in xml("<a" + (0..<count).map { " xmlns:p\($0)='u'" }.joined() + "/>") },
    LimitCase("parts of a type", refusal: "model:2:2 this type has more than 10000 parts") {
      count in
      let parts = (1..<count).map {
        "<itemComponent name=\"p\($0)\"><typeRef>number</typeRef></itemComponent>"
      }
      return model("<itemDefinition name=\"t\">\(parts.joined())</itemDefinition>")
    },
    LimitCase(
      "types inside one another",
      refusal: "model:2:6588 more than 100 types stand inside one another here"
    ) { count in
      model(
        (1...count).map { number in
          let inner = number < count ? "t\(number + 1)" : "number"
          return "<itemDefinition name=\"t\(number)\"><typeRef>\(inner)</typeRef></itemDefinition>"
        }.joined())
    },
    LimitCase(
      "entries of a boxed context", refusal: "model:2:28 more than 1000 entries stand here"
    ) { count in
      let entries = (1...count).map { number in
        "<contextEntry><variable name=\"e\(number)\"/><literalExpression><text>1</text></literalExpression></contextEntry>"
      }
      return model(
        "<decision id=\"d\" name=\"d\"><context>\(entries.joined())</context></decision>")
    },
  ]

  private static func xml(_ text: String) -> [String] {
    told { () throws(Diagnostics) in
      _ = try XMLTree(reading: SourceText(name: "model", text: text))
    }
  }

  private static func model(_ types: String) -> [String] {
    let text = """
      <definitions xmlns="\(DMNVersion.newest.namespace)" name="m" namespace="urn:m">
      \(types)
      </definitions>
      """
    return told { () throws(Diagnostics) in
      _ = try DecisionModel.reading(DMNDocument(reading: SourceText(name: "model", text: text)))
    }
  }
}
