import Rules
import Testing

private func nested(_ depth: Int) -> String {
  String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
}

private func attributes(_ count: Int) -> String {
  (0..<count).map { " a\($0)=''" }.joined()
}

private func declarations(_ count: Int, _ name: String = "p") -> String {
  (0..<count).map { " xmlns:\(name)\($0)='u'" }.joined()
}

@Test("depth of XML: 100 elements are read, 101 and a million are refused")
func xmlDepth() {
  #expect(xmlFaults(nested(100)) == [])
  for depth in [101, 700_000] {
    #expect(
      xmlFaults(nested(depth)) == ["1:301 more than 100 elements stand inside one another here"])
  }
  let million = String(repeating: "<a>", count: 1_000_000)
  #expect(xmlFaults(million).count == 1)
  var deep = XMLLimits.standard
  deep.depth = 1_000
  #expect(xmlFaults(nested(1_000), limits: deep) == [])
}

@Test("size of XML: 5 MiB are read, one byte more and 100 MB are refused before they are read")
func xmlSize() {
  let limit = 5 << 20
  var text = [UInt8](repeating: UInt8(ascii: "x"), count: limit)
  text.replaceSubrange(0..<3, with: Array("<a>".utf8))
  text.replaceSubrange((limit - 4)..<limit, with: Array("</a>".utf8))
  #expect(xmlFaults(text) == [])
  for count in [limit + 1, 100 << 20] {
    let text = [UInt8](repeating: UInt8(ascii: "<"), count: count)
    #expect(
      xmlFaults(text)
        == ["1:1 the file is too large: \(count) bytes, and at most \(limit) are allowed"])
  }
}

@Test("parts of XML: as many as allowed are read, one more is refused, of whatever kind")
func xmlNodes() {
  var limits = XMLLimits.standard
  limits.nodes = 100
  let parts = ["<b/>", "<b/>", "<!---->", "<?p?>", "t<b/>", "<b c=''/>"]
  for (part, each) in zip(parts, [1, 1, 1, 1, 2, 2]) {
    let count = 99 / each
    let text = String(repeating: part, count: count)
    #expect(xmlFaults("<a>\(text)</a>", limits: limits) == [], "\(part)")
    let more = "<a>\(text)\(part)</a>"
    #expect(
      xmlFaults(more, limits: limits).map { $0.hasSuffix("this file holds too many parts") }
        == [true], "\(part)")
  }
}

@Test("attributes of one element: 1,000 are read, one more and 400,000 are refused")
func xmlAttributes() {
  #expect(xmlFaults("<a\(attributes(1_000))/>") == [])
  for count in [1_001, 400_000] {
    let place = attributes(1_000).utf8.count + 4
    #expect(
      xmlFaults("<a\(attributes(count))/>")
        == ["1:\(place) this element has more than 1000 attributes"])
  }
}

@Test("namespaces in sight: 100 are read, one more is refused; those out of sight do not count")
func xmlNamespaces() {
  #expect(xmlFaults("<a\(declarations(100))><b/></a>") == [])
  #expect(xmlFaults("<a\(declarations(101))/>").count == 1)
  let half = declarations(50)
  let other = declarations(50, "q")
  let siblings = String(repeating: "<b\(other)/>", count: 10)
  #expect(xmlFaults("<a\(half)>\(siblings)</a>") == [])
  #expect(
    xmlFaults("<a\(half)><b\(other)>\n<c xmlns='u'/></b></a>")
      == ["2:4 more than 100 namespaces are declared around this place"])
}

@Test(
  "long texts of one kind are read or refused, and nothing is looked at twice",
  arguments: [
    ("<", "<", "", 1), ("<a", "a", "/>", 0), ("<a b='", "&lt;", "'/>", 0),
    ("<a>", "&#65;", "</a>", 0), ("<a>", "]", "</a>", 0), ("<a>", "]]&gt;", "</a>", 0),
    ("<a>", "\r", "</a>", 0), ("<a>", "é", "</a>", 0), ("<a>", "<![CDATA[]]>", "</a>", 0),
    ("<a><![CDATA[", "]]", "]]></a>", 0), ("<a><!--", "- ", "--></a>", 0),
    ("<a><?p ", "?", "?></a>", 0), ("<a>&#", "9", ";</a>", 1), ("<a>&", "a", ";</a>", 1),
    ("<a ", "a='' ", "/>", 1), ("<a>", "<p:a/>", "</a>", 1), ("<!--", "-", "", 1),
    ("<a", ":", "/>", 1), ("<a xmlns:a='u'>", "<a:b/>", "</a>", 0), ("<?", "p", "?>", 1),
    ("<a>", "<!-->", "", 1), ("<a>", "<![CDATA[", "", 1), ("<a>", "&", "", 1),
    ("<a b='", "c", "", 1),
  ])
func xmlLongTexts(head: String, part: String, tail: String, faults: Int) {
  let count = 100_000
  #expect(xmlFaults(head + String(repeating: part, count: count) + tail).count == faults)
}
