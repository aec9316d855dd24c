import Rules
import Testing

/// Texts, and how they are written: without the declaration, each value in double quotes.
private let acceptedTable: [(xml: String, written: String)] = [
  ("<a/>", "<a/>"),
  ("<a />", "<a/>"),
  ("<a\n/>", "<a/>"),
  ("<a></a >", "<a/>"),
  ("\u{FEFF}<a/>", "<a/>"),
  (" \n<a/>\t\u{D}\n", "<a/>"),
  ("<?xml version='1.0'?><a/>", "<a/>"),
  ("<?xml version=\"1.0\" encoding=\"utf-8\" standalone='no' ?>\n<a/>", "<a/>"),
  ("<?xml\tversion = '1.0'\u{D}\nencoding='US-ASCII'?><a/>", "<a/>"),
  ("<?xml version='1.0' standalone='yes'?><a/>", "<a/>"),
  ("\u{FEFF}<?xml version='1.0' encoding='UTF-8'?><a/>", "<a/>"),
  ("<?xml-stylesheet href='x'?><a/>", "<?xml-stylesheet href='x'?>\n<a/>"),
  ("<!-- a --><?p d?><a/><!-- b --><?q?>", "<!-- a -->\n<?p d?>\n<a/>\n<!-- b -->\n<?q?>"),
  ("<!----><a/>", "<!---->\n<a/>"),
  ("<!-->--><a/>", "<!-->-->\n<a/>"),
  ("<!--->--><a/>", "<!--->-->\n<a/>"),
  ("<!-- - - <a> & ]]> -->\n<a/>", "<!-- - - <a> & ]]> -->\n<a/>"),
  ("<a><!--x--></a>", "<a><!--x--></a>"),
  ("<a><?p?></a>", "<a><?p?></a>"),
  ("<a><?p   d ?></a>", "<a><?p d ?></a>"),
  ("<a><?p ??></a>", "<a><?p ??></a>"),
  ("<a><?p a?b>c?></a>", "<a><?p a?b>c?></a>"),
  ("<a><?xm?><?xmll x?></a>", "<a><?xm?><?xmll x?></a>"),
  ("<a>b<!--c-->d</a>", "<a>b<!--c-->d</a>"),
  ("<a>b<![CDATA[<c>&amp;]]>d</a>", "<a>b&lt;c&gt;&amp;amp;d</a>"),
  ("<a><![CDATA[]]></a>", "<a/>"),
  ("<a><![CDATA[]]]]><![CDATA[>]]></a>", "<a>]]&gt;</a>"),
  ("<a><![CDATA[a]]]></a>", "<a>a]</a>"),
  ("<a>]] > ]&gt; ]]&gt;</a>", "<a>]] &gt; ]&gt; ]]&gt;</a>"),
  ("<a>></a>", "<a>&gt;</a>"),
  ("<a>\"'</a>", "<a>\"'</a>"),
  ("<a>&lt;&gt;&amp;&quot;&apos;</a>", "<a>&lt;&gt;&amp;\"'</a>"),
  ("<a>&#65;&#x41;&#x0041;&#00065;</a>", "<a>AAAA</a>"),
  ("<a>&#x10FFFF;&#x1F600;&#x9;&#10;&#13;</a>", "<a>\u{10FFFF}\u{1F600}\t\n&#13;</a>"),
  ("<a>\u{D}\n\u{D}\n\u{D}b\u{D}</a>", "<a>\n\n\nb\n</a>"),
  ("<a>&#13;\n</a>", "<a>&#13;\n</a>"),
  ("<a><![CDATA[\u{D}\n]]><!--\u{D}\n--><?p \u{D}\na\u{D}b?></a>", "<a>\n<!--\n--><?p a\nb?></a>"),
  ("<a b='c' d=\"e\"/>", "<a b=\"c\" d=\"e\"/>"),
  ("<a b = 'c'\n\td='e'/>", "<a b=\"c\" d=\"e\"/>"),
  ("<a b='\"' c=\"'\" d='>'/>", "<a b=\"&quot;\" c=\"'\" d=\"&gt;\"/>"),
  ("<a b=' \t\n\u{D}\u{D}\n c '/>", "<a b=\"      c \"/>"),
  ("<a b='&#9;&#10;&#13;&#32;'/>", "<a b=\"&#9;&#10;&#13; \"/>"),
  ("<a b='&lt;&amp;&#x27;'/>", "<a b=\"&lt;&amp;'\"/>"),
  ("<a b=']]>'/>", "<a b=\"]]&gt;\"/>"),
  ("<a b='&#x1F600;\u{E9}'/>", "<a b=\"\u{1F600}\u{E9}\"/>"),
  ("<\u{E9}t\u{E9} \u{3B1}='1'/>", "<\u{E9}t\u{E9} \u{3B1}=\"1\"/>"),
  ("<e\u{301}/>", "<e\u{301}/>"),
  ("<a \u{E9}='1' e\u{301}='2'/>", "<a \u{E9}=\"1\" e\u{301}=\"2\"/>"),
  ("<_/>", "<_/>"),
  ("<a-b.c_1\u{B7}/>", "<a-b.c_1\u{B7}/>"),
  ("<\u{10000}\u{EFFFF}/>", "<\u{10000}\u{EFFFF}/>"),
  ("<xml/>", "<xml/>"),
  ("<XMLa/>", "<XMLa/>"),
  ("<a xmlb='c'/>", "<a xmlb=\"c\"/>"),
  ("<a xmlnsb='c'/>", "<a xmlnsb=\"c\"/>"),
  ("<a xmlns='u'/>", "<a xmlns=\"u\"/>"),
  ("<a xmlns=''/>", "<a xmlns=\"\"/>"),
  ("<a xmlns='u'><b xmlns=''><c/></b></a>", "<a xmlns=\"u\"><b xmlns=\"\"><c/></b></a>"),
  ("<p:a xmlns:p='u'/>", "<p:a xmlns:p=\"u\"/>"),
  ("<p:a p:b='c' b='d' xmlns:p='u'/>", "<p:a xmlns:p=\"u\" p:b=\"c\" b=\"d\"/>"),
  ("<a xmlns='u' xmlns:p='u' p:b='' b=''/>", "<a xmlns=\"u\" xmlns:p=\"u\" p:b=\"\" b=\"\"/>"),
  (
    "<a xmlns:p='u'><p:b xmlns:p='v'><p:c/></p:b><p:d/></a>",
    "<a xmlns:p=\"u\"><p:b xmlns:p=\"v\"><p:c/></p:b><p:d/></a>"
  ),
  (
    "<a xmlns:p='u' xmlns:q='u'><p:b q:b=''/><q:b/></a>",
    "<a xmlns:p=\"u\" xmlns:q=\"u\"><p:b q:b=\"\"/><q:b/></a>"
  ),
  ("<a xmlns:p='&#117;'><p:b/></a>", "<a xmlns:p=\"u\"><p:b/></a>"),
  ("<a xmlns:p=' u\n'/>", "<a xmlns:p=\" u \"/>"),
  ("<xml:a/>", "<xml:a/>"),
  ("<a xml:lang='nl' xml:space='preserve'/>", "<a xml:lang=\"nl\" xml:space=\"preserve\"/>"),
  (
    "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
    "<a xmlns:xml=\"http://www.w3.org/XML/1998/namespace\"/>"
  ),
  ("<a xmlns:xmla='u'><xmla:b/></a>", "<a xmlns:xmla=\"u\"><xmla:b/></a>"),
  (
    "<a>\u{7F}\u{85}\u{A0}\u{2028}\u{FFFD}\u{FEFF}</a>",
    "<a>\u{7F}\u{85}\u{A0}\u{2028}\u{FFFD}\u{FEFF}</a>"
  ),
  ("<a>\t\n</a>", "<a>\t\n</a>"),
  ("<a><b/> <b/></a>", "<a><b/> <b/></a>"),
]

@Test("what is well-formed is read, and means what XML says it means")
func xmlAccepted() throws {
  for (xml, written) in acceptedTable {
    #expect(xmlFaults(xml) == [], "\(xml)")
    guard let tree = try? xmlTree(xml) else { continue }
    #expect(tree.text == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(written)\n", "\(xml)")
    #expect(try outline(xmlTree(tree.text)) == outline(tree), "\(xml)")
  }
}
