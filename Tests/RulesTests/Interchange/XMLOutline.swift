import Rules

func xmlTree(_ text: String, limits: XMLLimits = .standard) throws(Diagnostics) -> XMLTree {
  try XMLTree(reading: SourceText(name: "t", text: text), limits: limits)
}

/// What is wrong with a text; empty when it is read.
func xmlRefusal(of source: SourceText, limits: XMLLimits = .standard) -> [Diagnostic] {
  do throws(Diagnostics) {
    _ = try XMLTree(reading: source, limits: limits)
    return []
  } catch {
    return error.all
  }
}

func xmlFaults(_ text: String, limits: XMLLimits = .standard) -> [String] {
  xmlFaults(Array(text.utf8), limits: limits)
}

func xmlFaults(_ bytes: [UInt8], limits: XMLLimits = .standard) -> [String] {
  described(xmlRefusal(of: SourceText(name: "t", bytes: bytes), limits: limits))
}

/// Everything that a tree says, a line for each thing, byte for byte: two trees with one outline are
/// the same tree.
func outline(_ tree: XMLTree) -> [[UInt8]] {
  var lines: [String] = []
  func add(_ nodes: [XMLElement.Node]) {
    for node in nodes {
      switch node {
      case .element(let element): add(element)
      case .text(let text, _): lines.append("text \(text)")
      case .comment(let comment): lines.append("comment \(comment)")
      case .instruction(let target, let data): lines.append("instruction \(target) \(data)")
      }
    }
  }
  func add(_ element: XMLElement) {
    lines.append("start \(element.prefix) \(element.name.local) {\(element.name.namespace)}")
    for declared in element.namespaces { lines.append("xmlns \(declared.prefix) \(declared.uri)") }
    for attribute in element.attributes {
      lines.append(
        "attribute \(attribute.prefix) \(attribute.name.local) {\(attribute.name.namespace)} "
          + attribute.value)
    }
    add(element.children)
    lines.append("end")
  }
  add(tree.prolog)
  add(tree.root)
  add(tree.epilog)
  return lines.map { Array($0.utf8) }
}
