extension XMLTree {
  /// The text that reads back as this tree.
  ///
  /// Names and prefixes are written as they are: whoever makes a tree declares the prefixes in it.
  /// What XML cannot carry is changed. A character that it has not becomes `�`; `--` in a comment
  /// becomes `- -`, and `?>` in an instruction `? >`; a carriage return in either becomes a line
  /// feed, and white space before an instruction's data is left out. Texts that stand side by side
  /// read back as one, and an empty one as none.
  public var text: String {
    var writer = XMLWriter()
    writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    writer.miscellany(prolog)
    writer.element(root)
    writer.write("\n")
    writer.miscellany(epilog)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The same with each element on a line of its own, except where white space may mean something:
  /// in elements that hold text, or white space and nothing else, or `xml:space="preserve"`.
  public func indented() -> XMLTree {
    XMLTree(root.indented(0), prolog: prolog, epilog: epilog)
  }
}

extension XMLElement {
  // What is written was made or read with a bounded depth.
  fileprivate func indented(_ depth: Int) -> XMLElement {
    guard !keepsSpace else { return self }
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

  private var keepsSpace: Bool {
    if attribute(Name("space", in: Namespace.xml.uri))?.value == "preserve" { return true }
    var isTextAlone = true
    for node in children {
      guard case .text(let text, _) = node else {
        isTextAlone = false
        continue
      }
      if !text.utf8.allSatisfy(XMLCharacter.isSpace) { return true }
    }
    return isTextAlone
  }
}

private struct XMLWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ part: String) { bytes.append(contentsOf: part.utf8) }

  /// Comments and instructions around the root, which nothing else stands around.
  mutating func miscellany(_ nodes: [XMLElement.Node]) {
    for node in nodes {
      switch node {
      case .element, .text: continue
      case .comment, .instruction:
        self.node(node)
        write("\n")
      }
    }
  }

  mutating func node(_ node: XMLElement.Node) {
    switch node {
    case .element(let child): element(child)
    case .text(let characters, _): escape(characters, inAttribute: false)
    case .comment(let comment):
      write("<!--")
      plain(comment, avoiding: ("-", "-"))
      // A dash at the end would be one of the closing sign.
      write(comment.utf8.last == UInt8(ascii: "-") ? " -->" : "-->")
    case .instruction(let target, let data):
      let data = String(data.unicodeScalars.drop(while: \.isXMLSpace))
      write("<?\(target)\(data.isEmpty ? "" : " ")")
      plain(data, avoiding: ("?", ">"))
      write("?>")
    }
  }

  mutating func element(_ element: XMLElement) {
    let name = Self.qualified(element.name.local, element.prefix)
    write("<\(name)")
    for namespace in element.namespaces {
      attribute(namespace.prefix.isEmpty ? "xmlns" : "xmlns:\(namespace.prefix)", namespace.uri)
    }
    for attribute in element.attributes {
      self.attribute(Self.qualified(attribute.name.local, attribute.prefix), attribute.value)
    }
    if element.children.isEmpty {
      write("/>")
      return
    }
    write(">")
    for child in element.children { node(child) }
    write("</\(name)>")
  }

  private static func qualified(_ local: String, _ prefix: String) -> String {
    prefix.isEmpty ? local : "\(prefix):\(local)"
  }

  private mutating func attribute(_ name: String, _ value: String) {
    write(" \(name)=\"")
    escape(value, inAttribute: true)
    write("\"")
  }

  private mutating func escape(_ characters: String, inAttribute: Bool) {
    for scalar in characters.unicodeScalars {
      switch scalar {
      case "&": write("&amp;")
      case "<": write("&lt;")
      case ">": write("&gt;")
      case "\r": write("&#13;")
      case "\"" where inAttribute: write("&quot;")
      case "\n" where inAttribute: write("&#10;")
      case "\t" where inAttribute: write("&#9;")
      default: append(scalar)
      }
    }
  }

  /// Characters where no reference can stand, with a space inside two that would close them.
  private mutating func plain(
    _ characters: String, avoiding pair: (Unicode.Scalar, Unicode.Scalar)
  ) {
    var last: Unicode.Scalar?
    var isAfterReturn = false
    for scalar in characters.unicodeScalars {
      if last == pair.0, scalar == pair.1 { bytes.append(UInt8(ascii: " ")) }
      if !isAfterReturn || scalar != "\n" { append(scalar == "\r" ? "\n" : scalar) }
      isAfterReturn = scalar == "\r"
      last = scalar
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII, scalar.value >= 0x20 {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(XMLCharacter.isAllowed(scalar) ? scalar : "\u{FFFD}")
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isXMLSpace: Bool { isASCII && XMLCharacter.isSpace(UInt8(ascii: self)) }
}
