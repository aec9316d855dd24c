import Rules
import Testing

private let model = """
  <?xml version="1.0" encoding="UTF-8"?>
  <!-- a model -->
  <definitions xmlns="urn:dmn" xmlns:feel="urn:feel" name="m">
    <decision id="d1" feel:note="&lt;é&gt;"><text>a <![CDATA[<]]> b</text></decision>
    <decision id="d2"/>
  </definitions>
  <?end now?>

  """

@Test("elements, attributes and texts keep their names, their words and their places")
func xmlStructure() throws {
  let tree = try xmlTree(model)
  let source = tree.root.source
  #expect(tree.root.name == XMLElement.Name("definitions", in: "urn:dmn"))
  #expect(tree.root.prefix == "")
  #expect(
    tree.root.namespaces == [
      .init(prefix: "", uri: "urn:dmn"), .init(prefix: "feel", uri: "urn:feel"),
    ])
  #expect(source.text(in: tree.root.nameRange) == "definitions")
  #expect(source.text(in: tree.root.range).hasPrefix("<definitions xmlns"))
  #expect(source.text(in: tree.root.range).hasSuffix("</definitions>"))
  #expect(tree.root["name"] == "m")
  #expect(tree.root["xmlns"] == nil)
  #expect(tree.root.elements.map { $0["id"] } == ["d1", "d2"])
  #expect(tree.root.elements.map { source.text(in: $0.range) }[1] == "<decision id=\"d2\"/>")
  #expect(tree.root.text == "\n  \n  \n")
  let decision = try #require(tree.root.elements.first)
  let note = try #require(decision.attribute(XMLElement.Name("note", in: "urn:feel")))
  #expect(decision["note"] == nil)
  #expect(note.prefix == "feel")
  #expect(note.value == "<é>")
  #expect(source.text(in: note.range) == "feel:note=\"&lt;é&gt;\"")
  #expect(decision.elements[0].text == "a < b")
  guard case .text(let text, let range) = decision.elements[0].children.first else {
    Issue.record("no text")
    return
  }
  #expect(decision.elements[0].children.count == 1)
  #expect(text == "a < b")
  #expect(source.text(in: range) == "a <![CDATA[<]]> b")
}

@Test("comments and instructions around the root are kept")
func xmlMiscellany() throws {
  let tree = try xmlTree(model)
  guard case .comment(" a model ") = tree.prolog.first, tree.prolog.count == 1,
    case .instruction("end", "now") = tree.epilog.first, tree.epilog.count == 1
  else {
    Issue.record("\(tree.prolog) \(tree.epilog)")
    return
  }
}

@Test("a prefix in content stands for what it stands for in that place")
func xmlPrefixes() throws {
  let root = try xmlTree(
    "<a xmlns:p='u'><b xmlns:p='v' xmlns='w'><c xmlns=''/></b><d/></a>"
  ).root
  let b = root.elements[0]
  let c = b.elements[0]
  #expect(root.namespace(ofPrefix: "p") == "u")
  #expect(b.namespace(ofPrefix: "p") == "v")
  #expect(c.namespace(ofPrefix: "p") == "v")
  #expect(root.elements[1].namespace(ofPrefix: "p") == "u")
  #expect([root, b, c].map { $0.namespace(ofPrefix: "") } == [nil, "w", nil])
  #expect([root, b, c].map(\.name.namespace) == ["", "w", ""])
  #expect(c.namespace(ofPrefix: "q") == nil)
  #expect(c.namespace(ofPrefix: "xml") == "http://www.w3.org/XML/1998/namespace")
  let made = XMLElement(.init("a"), namespaces: [.init(prefix: "p", uri: "u")])
  #expect(made.namespace(ofPrefix: "p") == "u")
}

@Test("names are compared character by character, as XML does")
func xmlNames() throws {
  let (one, two) = ("\u{E9}", "e\u{301}")
  #expect(one == two)
  #expect(XMLElement.Name(one) != XMLElement.Name(two))
  #expect(XMLElement.Name("a", in: one) != XMLElement.Name("a", in: two))
  #expect(Set([XMLElement.Name(one), XMLElement.Name(two), XMLElement.Name(one)]).count == 2)
  let root = try xmlTree("<a \(one)='1' \(two)='2' xmlns:\(one)='3' xmlns:\(two)='4'/>").root
  #expect(root[one] == "1")
  #expect(root[two] == "2")
  #expect(root.namespace(ofPrefix: one) == "3")
  #expect(root.namespace(ofPrefix: two) == "4")
}

@Test("an attribute is repeated where its name and namespace are, also among many")
func xmlRepeatedAmongMany() throws {
  let many = (0..<50).map { "a\($0)=''" }.joined(separator: " ")
  #expect(xmlFaults("<a \(many)/>") == [])
  #expect(
    xmlFaults("<a xmlns:p='u' xmlns:q='u' p:a='' \(many)\n a='' q:a=''\n a7=''/>") == [
      "2:7 the attribute 'q:a' stands here twice", "3:2 the attribute 'a7' stands here twice",
    ])
}
