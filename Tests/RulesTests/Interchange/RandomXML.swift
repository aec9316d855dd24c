import Rules

/// Trees of XML as an author might write them, and then some: any characters that XML has, prefixes
/// that hide others, comments and instructions anywhere.
struct RandomXML {
  private var random: SeededRandom

  init(seed: Int) { random = SeededRandom(seed: seed) }

  mutating func tree() -> XMLTree {
    let prolog = miscellany()
    let root = element(depth: 0, in: ["xml": "http://www.w3.org/XML/1998/namespace"])
    return XMLTree(root, prolog: prolog, epilog: miscellany())
  }

  private static let names = ["a", "b", "decision", "é", "e\u{301}", "_", "x-y.z", "字", "xmla"]
  private static let prefixes = ["", "p", "q", "é", "e\u{301}", "dmn"]
  private static let uris = ["u", "v", "urn:x:é", "a b", "<&\">\t\n\r", "http://example.org/"]
  private static let parts = [
    "a", "words of it", "<", ">", "&", "\"", "'", "]]>", "--", "?>", "&lt;", "<![CDATA[", "\n",
    "\r",
    "\r\n", "\t", " ", "é", "😀", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{FFFD}", "\u{301}", "]", "-",
  ]

  private mutating func element(depth: Int, in outer: [String: String]) -> XMLElement {
    var scope = outer
    var declared: [XMLElement.Namespace] = []
    for prefix in Self.prefixes.shuffled(using: &random) where random.happens(15) {
      let uri = prefix.isEmpty && random.happens(30) ? "" : random.pick(Self.uris)
      scope[key(prefix)] = uri
      declared.append(.init(prefix: prefix, uri: uri))
    }
    let (name, prefix) = name(in: scope, isElement: true)
    var attributes: [XMLElement.Attribute] = []
    for _ in 0..<random.below(4) {
      let (name, prefix) = self.name(in: scope, isElement: false)
      if attributes.contains(where: { $0.name == name }) { continue }
      attributes.append(.init(name, prefix: prefix, text(random.below(4))))
    }
    var children: [XMLElement.Node] = []
    for _ in 0..<random.below(depth > 4 ? 1 : 5) {
      switch random.below(5) {
      case 0...1: children.append(.element(element(depth: depth + 1, in: scope)))
      case 2: children.append(comment())
      case 3: children.append(instruction())
      default:
        // Two texts side by side read back as one.
        if case .text = children.last { continue }
        children.append(.text(text(1 + random.below(4)), SourceRange(0, 0)))
      }
    }
    return XMLElement(
      name, prefix: prefix, namespaces: declared, attributes: attributes, children: children)
  }

  /// Swift holds two ways to write one letter the same, and XML does not.
  private func key(_ prefix: String) -> String {
    prefix.unicodeScalars.map { "\($0.value)" }.joined()
  }

  private mutating func name(
    in scope: [String: String], isElement: Bool
  ) -> (XMLElement.Name, prefix: String) {
    let local = random.pick(Self.names)
    let usable = Self.prefixes.filter { !$0.isEmpty && scope[key($0)] != nil } + ["xml"]
    if random.happens(40) {
      let prefix = random.pick(usable)
      let uri = scope[prefix == "xml" ? prefix : key(prefix)] ?? ""
      return (XMLElement.Name(local, in: uri), prefix)
    }
    return (XMLElement.Name(local, in: isElement ? scope[key("")] ?? "" : ""), "")
  }

  private mutating func text(_ count: Int) -> String {
    (0..<count).map { _ in random.pick(Self.parts) }.joined()
  }

  private mutating func miscellany() -> [XMLElement.Node] {
    (0..<random.below(3)).map { _ in random.happens(50) ? comment() : instruction() }
  }

  private mutating func comment() -> XMLElement.Node {
    .comment(Self.spared(text(random.below(4)), of: ["-"]))
  }

  private mutating func instruction() -> XMLElement.Node {
    let data = Self.spared(text(random.below(4)), of: [">"]).unicodeScalars
    return .instruction(
      target: random.pick(["p", "é", "xml-stylesheet"]),
      data: String(data.drop { [" ", "\t", "\n"].contains($0) }))
  }

  /// Without what cannot stand where no reference can, scalar by scalar as XML sees it.
  private static func spared(_ text: String, of signs: Set<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\r" {
      view.append(signs.contains(scalar) ? "+" : scalar)
    }
    return String(view)
  }
}
