import Rules
import Testing

@Test("a tree that is written reads back as the same tree", arguments: 0..<20)
func xmlWritingLaw(group: Int) throws {
  for seed in group * 25..<(group + 1) * 25 {
    var random = RandomXML(seed: seed)
    let tree = random.tree()
    #expect(try outline(xmlTree(tree.text)) == outline(tree), "seed \(seed): \(tree.text)")
  }
}

@Test("indentation changes no text that says something, and is the same the second time")
func xmlIndentationLaw() throws {
  for seed in 0..<200 {
    var random = RandomXML(seed: seed)
    let tree = random.tree()
    let indented = tree.indented()
    let again = try xmlTree(indented.text)
    #expect(outline(again) == outline(indented), "seed \(seed)")
    #expect(again.indented().text == indented.text, "seed \(seed)")
    #expect(words(of: again.root) == words(of: tree.root), "seed \(seed)")
  }
}

/// The texts that are more than white space between elements.
private func words(of element: XMLElement) -> [String] {
  let own = element.children.compactMap { node in
    if case .text(let text, _) = node, !text.utf8.allSatisfy(isSpace) { text } else { nil }
  }
  let onlyChild = element.children.count == 1 ? element.text : ""
  return own + [onlyChild] + element.elements.flatMap(words)
}

private func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

@Test("indentation puts each element on a line of its own, but not where a text stands")
func xmlIndentation() throws {
  let tree = try xmlTree(
    """
    <a><b>c <d/></b><e> </e><f/><g><!-- h --><i/></g>
    <j xml:space='preserve'><k/></j><l>&#160;<m/></l></a>
    """)
  #expect(
    tree.indented().text == """
      <?xml version="1.0" encoding="UTF-8"?>
      <a>
        <b>c <d/></b>
        <e> </e>
        <f/>
        <g>
          <!-- h -->
          <i/>
        </g>
        <j xml:space="preserve"><k/></j>
        <l>\u{A0}<m/></l>
      </a>

      """)
}

@Test("what XML cannot carry is changed into what it can")
func xmlUnwritable() throws {
  let tree = XMLTree(
    XMLElement(
      .init("a"), attributes: [.init(.init("b"), "\0\u{1F}\u{FFFE}c")],
      children: [
        .text("d\0\u{B}", SourceRange(0, 0)), .text("\u{FFFF}e", SourceRange(0, 0)),
        .text("", SourceRange(0, 0)), .comment("--\r\n-f\0-"), .comment("-"),
        .instruction(target: "p", data: " \tg?>h\r?"),
      ]),
    prolog: [.text("lost", SourceRange(0, 0)), .comment("---")],
    epilog: [.element(XMLElement(.init("lost")))])
  let expected = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!--- - - -->
    <a b="\u{FFFD}\u{FFFD}\u{FFFD}c">d\u{FFFD}\u{FFFD}\u{FFFD}e<!--- -
    -f\u{FFFD}- --><!--- --><?p g? >h
    ??></a>

    """
  #expect(tree.text == expected)
  #expect(try xmlTree(tree.text).text == expected)
}
