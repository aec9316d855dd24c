import Rules
import Testing

/// The content of an element, words of its text, and the words of the file they are.
private let textTable: [(content: String, words: String, inFile: String)] = [
  ("a + b", "b", "b"),
  ("\"a\" + b", "b", "b"),
  ("'a' + b", "+ b", "+ b"),
  ("> 5", "> 5", "> 5"),
  ("| x", "x", "x"),
  ("a &lt; b", "<", "&lt;"),
  ("a &lt; b", "b", "b"),
  ("&quot;a&quot; &amp; c", "\"a\"", "&quot;a&quot;"),
  ("&#x41;&#66;C d", "BC", "&#66;C"),
  ("&#x1F600; b", "b", "b"),
  ("&#x1F600; b", "😀", "&#x1F600;"),
  ("é&#233;&#xE9; b", "b", "b"),
  ("<![CDATA[a < b]]>", "a", "a"),
  ("<![CDATA[a < b]]>", "< b", "< b"),
  ("<![CDATA[a &lt; b]]>", "&lt;", "&lt;"),
  ("a <![CDATA[<]]> b", "<", "<"),
  ("a <![CDATA[<]]> b", "b", "b"),
  ("a <![CDATA[<]]> b", "a <", "a <![CDATA[<"),
  ("<![CDATA[]]>a", "a", "a"),
  ("<![CDATA[a]]]]><![CDATA[>b]]> &lt;", "]]>", "]]]]><![CDATA[>"),
  ("<![CDATA[a]]]]><![CDATA[>b]]> &lt;", "b", "b"),
  ("<![CDATA[a]]]]><![CDATA[>b]]> &lt;", "<", "&lt;"),
  ("if a\r\nthen b\r\nelse c", "then b", "then b"),
  ("if a\r\nthen b\r\nelse c", "a\nthen", "a\r\nthen"),
  ("if a\rthen b\relse c", "else c", "else c"),
  ("a\n\t+ b", "b", "b"),
  ("a&#10;b&#13;c", "c", "c"),
  ("a <!-- &lt; --> + b", "+", "+"),
  ("a <!-- &lt; --> + b", "b", "b"),
  ("a <!-->--> + b", "b", "b"),
  ("a <!--->--> + b", "b", "b"),
  ("a <?p > ?> + b", "b", "b"),
  ("<!-- c -->a + b", "a", "a"),
  ("a + b<!-- c -->", "b", "b"),
]

private let valueTable: [(value: String, words: String, inFile: String)] = [
  ("a + b", "b", "b"),
  ("a &lt; b", "b", "b"),
  ("a &lt; b", "<", "&lt;"),
  ("a\tb\r\nc\nd", "d", "d"),
  ("a\tb\r\nc\nd", "b c", "b\r\nc"),
  ("a&#10;b", "b", "b"),
  ("a]]>b", ">b", ">b"),
  ("a]]>&amp;b", "b", "b"),
]

private func words(_ words: String, of fragment: SourceFragment) throws -> String {
  let found = try #require(fragment.text.firstRange(of: words), "\(fragment.text)")
  let utf8 = fragment.text.utf8
  let local = SourceRange(
    utf8.distance(from: utf8.startIndex, to: found.lowerBound),
    utf8.distance(from: utf8.startIndex, to: found.upperBound))
  return fragment.source.text(in: fragment.range(of: local))
}

@Test("a place in an element's text is the same words in its file")
func xmlFragments() throws {
  for (content, inner, inFile) in textTable {
    let fragment = try xmlTree("<x>\n<a>\(content)</a></x>").root.elements[0].fragment
    #expect(try words(inner, of: fragment) == inFile, "\(content)")
  }
}

@Test("a place in an attribute's value is the same words in its file")
func xmlValueFragments() throws {
  for (value, inner, inFile) in valueTable {
    let root = try xmlTree("<a b=\"\(value)\" c='\(value)'/>").root
    #expect(root.attributes.count == 2)
    for attribute in root.attributes {
      #expect(try words(inner, of: attribute.valueFragment) == inFile, "\(value)")
    }
  }
}

@Test("a fragment of XML begins at its first character, and an empty range keeps its place")
func xmlFragmentEnds() throws {
  let fragment = try xmlTree("<a><![CDATA[<]]>&lt;</a>").root.fragment
  #expect(fragment.start == 12)
  #expect(fragment.range(of: SourceRange(0, 0)) == SourceRange(12, 12))
  #expect(fragment.range(of: SourceRange(0, 1)) == SourceRange(12, 13))
  #expect(fragment.range(of: SourceRange(1, 2)) == SourceRange(16, 20))
  #expect(fragment.range(of: SourceRange(2, 2)) == SourceRange(20, 20))
  for empty in ["<a/>", "<a></a>", "<a><b/></a>", "<a><![CDATA[]]></a>"] {
    let fragment = try xmlTree(empty).root.fragment
    #expect(fragment.text.isEmpty)
    #expect(fragment.range(of: SourceRange(0, 0)).end == fragment.start)
  }
}

@Test("what was made, or stands around an element, still has a place")
func xmlLostFragments() throws {
  let made = XMLElement(
    .init("a"), attributes: [.init(.init("b"), "c")],
    children: [.text("words", SourceRange(3, 900))])
  #expect(made.fragment.range(of: SourceRange(1, 3)) == SourceRange(0, 0))
  #expect(made.attributes[0].valueFragment.range(of: SourceRange(0, 1)) == SourceRange(0, 0))
  let mixed = try xmlTree("<a>b &lt;<c/>d</a>").root.fragment
  #expect(mixed.text == "b <d")
  #expect(mixed.range(of: SourceRange(2, 3)) == SourceRange(5, 9))
  #expect(mixed.range(of: SourceRange(3, 4)) == SourceRange(3, 14))
}

@Test("however the characters of a text are written, each is found", arguments: 0..<40)
func xmlFragmentLaw(seed: Int) throws {
  var random = SeededRandom(seed: seed)
  var file = "<a>"
  var places: [SourceRange] = []
  for _ in 0..<30 {
    let scalar = random.pick(Array("ab <>&\"'\n\té😀]".unicodeScalars))
    let (before, written, after) = spelling(of: scalar, &random)
    let start = file.utf8.count + before.utf8.count
    places.append(SourceRange(start, start + written.utf8.count))
    file += before + written + after
  }
  let fragment = try xmlTree(file + "</a>").root.fragment
  var offset = 0
  for (scalar, place) in zip(fragment.text.unicodeScalars, places) {
    let count = String(scalar).utf8.count
    #expect(fragment.range(of: SourceRange(offset, offset + count)) == place, "\(file)")
    offset += count
  }
  #expect(offset == fragment.text.utf8.count)
}

/// One of the ways to write a character, and the signs that stand around it.
private func spelling(
  of scalar: Unicode.Scalar, _ random: inout SeededRandom
) -> (before: String, written: String, after: String) {
  let plain = scalar == "\n" ? random.pick(["\n", "\r\n"]) : String(scalar)
  switch random.below(5) {
  case 0: return ("", "&#\(scalar.value);", "")
  case 1: return ("", "&#x\(String(scalar.value, radix: 16));", "")
  case 2: return ("<![CDATA[", plain, "]]>")
  case 3 where !["<", "&", "]", ">"].contains(scalar): return ("<!-- & ]]> -->", plain, "<?p ?>")
  default:
    let names: [Unicode.Scalar: String] = ["<": "&lt;", ">": "&gt;", "&": "&amp;", "]": "&#93;"]
    return ("", names[scalar] ?? plain, "")
  }
}
