import Rules
import Testing

/// Valid by RFC 8259, which leaves open what such an object means; refused here for that reason.
private let refusedByChoice: Set = [
  "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
]

@Test("JSON is read exactly where the JSON test suite says it must be")
func jsonSuite() throws {
  guard let files = try BadInput.files(in: "json/test_parsing") else { return }
  for file in files {
    let source = SourceText(name: file.name, bytes: file.bytes)
    let isRead = (try? DataDocument(json: source)) != nil
    switch file.name.prefix(2) {
    case _ where refusedByChoice.contains(file.name): #expect(!isRead, "\(file.name)")
    case "y_": #expect(isRead, "\(file.name)")
    case "n_": #expect(!isRead, "\(file.name)")
    default: break
    }
  }
}

@Test("YAML is refused wherever the YAML test suite says so; what is read is what the suite reads")
func yamlSuite() throws {
  guard let files = try BadInput.files(in: "yaml/src") else { return }
  var readCount = 0
  for file in files {
    let suite = try DataDocument(yaml: SourceText(name: file.name, bytes: file.bytes))
    var tree = ""
    for test in suite.root.items {
      tree = test["tree"]?.text ?? tree
      guard let yaml = test["yaml"].map({ meant($0.text) }) else { continue }
      let document = try? DataDocument(yaml: SourceText(name: file.name, text: yaml))
      if test["fail"] != nil { #expect(document == nil, "\(file.name): \(yaml)") }
      guard let document else { continue }
      readCount += 1
      #expect(events(document.root) == valuesAlone(meant(tree)), "\(file.name): \(yaml)")
    }
  }
  // Without the texts that hold anchors, tags and the like: most of the suite.
  #expect(readCount > 150)
}

@Test("strings that trip programs up are read as they are, in JSON and quoted in YAML")
func naughtyStrings() throws {
  guard let files = try BadInput.files(in: ".") else { return }
  let file = try #require(files.first { $0.name == "naughty-strings.json" })
  let root = try DataDocument(json: SourceText(name: file.name, bytes: file.bytes)).root
  #expect(root.count > 400)
  let texts = root.items.map(\.text)
  let quoted = texts.map { "'" + $0.replacing("'", with: "''") + "'" }
  for (text, quoted) in zip(texts, quoted) where !text.unicodeScalars.contains(where: isBreak) {
    let source = SourceText(name: file.name, text: "- \(quoted)\n- b")
    let items = (try? DataDocument(yaml: source))?.root.items.map(\.text)
    // YAML has no place for most control characters; the rest comes through unchanged.
    #expect(items == [text, "b"] || items == nil && text.unicodeScalars.contains(where: isControl))
  }
}

private func isBreak(_ scalar: Unicode.Scalar) -> Bool {
  ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.generalCategory == .control || (0xFFFE...0xFFFF).contains(scalar.value)
}

/// The suite shows white space as other characters.
private func meant(_ shown: String) -> String {
  var text = shown
  for (visible, meant) in [
    ("␣", " "), ("————»", "\t"), ("———»", "\t"), ("——»", "\t"), ("—»", "\t"), ("»", "\t"),
    ("⇔", "\u{FEFF}"), ("↵", ""), ("←", "\r"), ("∎\n", ""),
  ] {
    text.replace(visible, with: meant)
  }
  return text
}

/// The suite's tree without stream, document and styles other than plain and not plain.
private func valuesAlone(_ tree: String) -> [String] {
  tree.split(separator: "\n").map { $0.drop { $0 == " " } }
    .filter { !$0.contains("STR") && !$0.contains("DOC") || $0.hasPrefix("=VAL") }
    .map { line in
      guard line.hasPrefix("=VAL ") else { return String(line.prefix(4)) }
      let value = line.dropFirst(5)
      return (value.hasPrefix(":") ? "plain " : "other ") + value.dropFirst()
    }
}

private func events(_ node: DataDocument.Node) -> [String] {
  switch node.kind {
  case .mapping:
    ["+MAP"] + node.entries.flatMap { events($0.key) + events($0.value) } + ["-MAP"]
  case .sequence:
    ["+SEQ"] + node.items.flatMap { events($0) } + ["-SEQ"]
  case .text, .number, .boolean, .null:
    [(node.isPlain ? "plain " : "other ") + escaped(node.text)]
  }
}

private func escaped(_ text: String) -> String {
  let escapes: [Unicode.Scalar: String] = [
    "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\u{8}": "\\b",
  ]
  return text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined()
}
