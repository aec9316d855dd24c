// What stands around the root.
extension XMLReader {
  /// `<?xml version="1.0" encoding="UTF-8"?>`, where it is there.
  mutating func readDeclaration() throws(Diagnostic) {
    guard isAt("<?xml"), XMLCharacter.isSpace(byte(ahead: 5)) else { return }
    let start = offset
    offset += 5
    var expected = ["version", "encoding", "standalone"][...]
    while true {
      let hasSpace = skipSpace()
      if isAt("?>") { break }
      guard hasSpace, let name = takeName() else { throw fault(.xmlDeclaration, at: offset) }
      let word = string(name)
      guard let place = expected.firstIndex(of: word),
        word == "version" || expected.first != "version"
      else { throw fault(.xmlDeclaration, name) }
      expected = expected[(place + 1)...]
      let value = try readQuoted(isPlain: true)
      if let wrong = fault(ofDeclaring: word, as: value.value) {
        throw fault(wrong, value.range)
      }
    }
    if expected.contains("version") { throw fault(.xmlDeclaration, at: start, to: offset + 2) }
    offset += 2
  }

  private func fault(ofDeclaring word: String, as value: String) -> InterchangeFault? {
    switch word {
    case "version":
      return value == "1.0" ? nil : .xmlVersion(value)
    case "encoding":
      let encoding = value.lowercased()
      // ASCII is a part of UTF-8.
      let isSo = encoding == "utf-8" || encoding == "us-ascii" && bytes.allSatisfy { $0 < 0x80 }
      return isSo ? nil : .xmlEncoding(value)
    default:
      return value == "yes" || value == "no" ? nil : .xmlDeclaration
    }
  }

  /// Comments, instructions and white space.
  mutating func readMiscellany() throws(Diagnostic) -> [XMLElement.Node] {
    var found: [XMLElement.Node] = []
    while true {
      skipSpace()
      guard offset < bytes.count else { return found }
      guard byte == UInt8(ascii: "<") else { throw fault(.xmlTextOutside, at: offset) }
      if isAt("<!--") {
        found.append(try readComment())
      } else if isAt("<?") {
        found.append(try readInstruction())
      } else {
        return found
      }
    }
  }
}
