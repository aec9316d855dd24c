extension XMLTree {
  /// The text that reads back as this tree. A character that XML cannot carry becomes `�`.
  public var text: String {
    var writer = XMLWriter()
    writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    for node in prolog {
      writer.node(node)
      writer.write("\n")
    }
    writer.element(root)
    writer.write("\n")
    for node in epilog {
      writer.node(node)
      writer.write("\n")
    }
    return writer.text
  }

  /// The same with each element on a line of its own, where no element holds text and elements both.
  public func indented() -> XMLTree {
    XMLTree(root.indented(0), prolog: prolog, epilog: epilog)
  }
}

extension XMLElement {
  // What is written was made or read with a bounded depth.
  fileprivate func indented(_ depth: Int) -> XMLElement {
    let holdsText = children.contains { node in
      if case .text(let text, _) = node { !text.allSatisfy(\.isWhitespace) } else { false }
    }
    guard !holdsText else { return self }
    let nowhere = SourceRange(0, 0)
    let inner = "\n" + String(repeating: "  ", count: depth + 1)
    var indented = self
    indented.children = []
    for node in children {
      switch node {
      case .text: continue
      case .element(let element):
        indented.children.append(.text(inner, nowhere))
        indented.children.append(.element(element.indented(depth + 1)))
      case .comment, .instruction:
        indented.children.append(.text(inner, nowhere))
        indented.children.append(node)
      }
    }
    if !indented.children.isEmpty {
      indented.children.append(.text("\n" + String(repeating: "  ", count: depth), nowhere))
    }
    return indented
  }
}

private struct XMLWriter {
  private(set) var text = ""

  mutating func write(_ part: String) { text += part }

  mutating func node(_ node: XMLElement.Node) {
    switch node {
    case .element(let child): element(child)
    case .text(let characters, _): escape(characters, inAttribute: false)
    case .comment(let comment): text += "<!--\(Self.allowed(comment))-->"
    case .instruction(let target, let data):
      text += "<?\(target)\(data.isEmpty ? "" : " ")\(Self.allowed(data))?>"
    }
  }

  mutating func element(_ element: XMLElement) {
    let name = Self.qualified(element.name.local, element.prefix)
    text += "<\(name)"
    for namespace in element.namespaces {
      attribute(namespace.prefix.isEmpty ? "xmlns" : "xmlns:\(namespace.prefix)", namespace.uri)
    }
    for attribute in element.attributes {
      self.attribute(Self.qualified(attribute.name.local, attribute.prefix), attribute.value)
    }
    if element.children.isEmpty {
      text += "/>"
      return
    }
    text += ">"
    for child in element.children { node(child) }
    text += "</\(name)>"
  }

  private static func qualified(_ local: String, _ prefix: String) -> String {
    prefix.isEmpty ? local : "\(prefix):\(local)"
  }

  private mutating func attribute(_ name: String, _ value: String) {
    text += " \(name)=\""
    escape(value, inAttribute: true)
    text += "\""
  }

  private mutating func escape(_ characters: String, inAttribute: Bool) {
    for scalar in characters.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\r": text += "&#13;"
      case "\"" where inAttribute: text += "&quot;"
      case "\n" where inAttribute: text += "&#10;"
      case "\t" where inAttribute: text += "&#9;"
      default: text.unicodeScalars.append(XMLCharacter.isAllowed(scalar) ? scalar : "\u{FFFD}")
      }
    }
  }

  private static func allowed(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      view.append(XMLCharacter.isAllowed(scalar) ? scalar : "\u{FFFD}")
    }
    return String(view)
  }
}
