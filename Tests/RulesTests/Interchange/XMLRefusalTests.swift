import Rules
import Testing

// What the file says of itself.
private let declarationTable: [(xml: String, fault: String)] = [
  ("<?xml version='1.1'?><a/>", "1:16 version '1.1' of XML is not read here, only 1.0"),
  ("<?xml version='2.0'?><a/>", "1:16 version '2.0' of XML is not read here, only 1.0"),
  ("<?xml version=''?><a/>", "1:16 version '' of XML is not read here, only 1.0"),
  ("<?xml?><a/>", "1:1 an XML file does not begin like this"),
  ("<?xml ?><a/>", "1:1 an XML file does not begin like this"),
  ("<?xml encoding='UTF-8'?><a/>", "1:7 an XML file does not begin like this"),
  (
    "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
    "1:31 the encoding 'ISO-8859-1' is not read here"
  ),
  ("<?xml version='1.0' encoding='UTF-16'?><a/>", "1:31 the encoding 'UTF-16' is not read here"),
  ("<?xml version='1.0' encoding=''?><a/>", "1:31 the encoding '' is not read here"),
  (
    "<?xml version='1.0' encoding='US-ASCII'?><\u{E9}/>",
    "1:31 the encoding 'US-ASCII' is not read here"
  ),
  ("<?xml version='1.0' standalone='maybe'?><a/>", "1:33 an XML file does not begin like this"),
  (
    "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>",
    "1:38 an XML file does not begin like this"
  ),
  ("<?xml version='1.0' version='1.0'?><a/>", "1:21 an XML file does not begin like this"),
  ("<?xml version='1.0' other='1'?><a/>", "1:21 an XML file does not begin like this"),
  ("<?xml version='1.0'encoding='UTF-8'?><a/>", "1:20 an XML file does not begin like this"),
  ("<?xml version=1.0?><a/>", "1:15 the value of an attribute belongs between quotation marks"),
  ("<?xml version='1.0\"?><a/>", "1:22 '<' must not stand in an attribute"),
  ("<?xml version='1.0'><a/>", "1:20 an XML file does not begin like this"),
  ("<?XML version='1.0'?><a/>", "1:1 an XML file does not begin like this"),
  ("<?xmL?><a/>", "1:1 an XML file does not begin like this"),
  ("<?xmL?>", "1:1 an XML file does not begin like this"),
  (" <?xml version='1.0'?><a/>", "1:2 an XML file does not begin like this"),
  ("\n<?xml version='1.0'?><a/>", "2:1 an XML file does not begin like this"),
  ("<a/><?xml version='1.0'?>", "1:5 an XML file does not begin like this"),
  ("<a><?xml version='1.0'?></a>", "1:4 an XML file does not begin like this"),
  ("<!-- c --><?xml version='1.0'?><a/>", "1:11 an XML file does not begin like this"),
]

// The document type, and what stands around the root.
private let outsideTable: [(xml: String, fault: String)] = [
  ("<!DOCTYPE d [<!NOTATION n SYSTEM \"x\">]><d/>", "1:1 a DOCTYPE is not read here"),
  ("<!DOCTYPE d [<!ATTLIST d a CDATA #IMPLIED>]><d/>", "1:1 a DOCTYPE is not read here"),
  (
    "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><d>&e;</d>",
    "1:1 a DOCTYPE is not read here"
  ),
  ("<!DOCTYPE d>\n<d/>", "1:1 a DOCTYPE is not read here"),
  ("<!doctype html><html/>", "1:1 a DOCTYPE is not read here"),
  ("<!-- c --><!DOCTYPE d><d/>", "1:11 a DOCTYPE is not read here"),
  ("<d/><!DOCTYPE d>", "1:5 a DOCTYPE is not read here"),
  ("<d><!DOCTYPE d></d>", "1:4 a DOCTYPE is not read here"),
  ("<!ELEMENT d ANY><d/>", "1:1 a comment is expected after '<!': <!-- \u{2026} -->"),
  ("<!ATTLIST d a CDATA #IMPLIED><d/>", "1:1 a comment is expected after '<!': <!-- \u{2026} -->"),
  (
    "<d><!ATTLIST d a CDATA #IMPLIED></d>",
    "1:4 a comment is expected after '<!': <!-- \u{2026} -->"
  ),
  ("", "1:1 the file is empty"),
  (" \n\t", "1:1 the file is empty"),
  ("<!-- c -->", "1:11 an element is expected here"),
  ("<?p d?>", "1:8 an element is expected here"),
  ("a", "1:1 text stands outside any element here"),
  ("a<b/>", "1:1 text stands outside any element here"),
  ("{\"a\": 1}", "1:1 text stands outside any element here"),
  ("<a/>b", "1:5 text stands outside any element here"),
  ("<a/><b/>", "1:5 nothing may follow the end of the first element"),
  ("<a/></a>", "1:5 nothing may follow the end of the first element"),
  ("<a/>&#32;", "1:5 text stands outside any element here"),
  ("<a/><![CDATA[]]>", "1:5 text stands outside any element here"),
  ("<![CDATA[a]]><b/>", "1:1 text stands outside any element here"),
  ("&#32;<a/>", "1:1 text stands outside any element here"),
  ("</a>", "1:1 an element is closed here that is not open"),
]

// Tags and attributes.
private let tagTable: [(xml: String, fault: String)] = [
  ("<a>", "1:2 'a' is not closed"),
  ("<a><b></b>", "1:2 'a' is not closed"),
  ("<a>\n  <b>", "2:4 'b' is not closed"),
  ("<a>\n  <b>\n</a>", "3:3 'a' closes here, but 'b' of line 2, column 4 is still open"),
  ("<a></b>", "1:6 'b' closes here, but 'a' of line 1, column 2 is still open"),
  ("<a><b></a></b>", "1:9 'a' closes here, but 'b' of line 1, column 5 is still open"),
  ("<a></A>", "1:6 'A' closes here, but 'a' of line 1, column 2 is still open"),
  (
    "<p:a xmlns:p='u' xmlns:q='u'></q:a>",
    "1:32 'q:a' closes here, but 'p:a' of line 1, column 2 is still open"
  ),
  ("<a></ a>", "1:6 a name is expected here"),
  ("<a></a b>", "1:4 what begins here is not closed with >"),
  ("<a></a", "1:4 what begins here is not closed with >"),
  ("<a></", "1:6 a name is expected here"),
  ("<a", "1:1 what begins here is not closed with >"),
  ("<a b='c'", "1:1 what begins here is not closed with >"),
  ("<a b='c'/", "1:9 an attribute or '>' is expected here"),
  ("<a/ >", "1:3 an attribute or '>' is expected here"),
  ("<a / >", "1:4 an attribute or '>' is expected here"),
  ("< a/>", "1:2 the name of an element is expected after '<'"),
  ("<1a/>", "1:2 the name of an element is expected after '<'"),
  ("<-a/>", "1:2 the name of an element is expected after '<'"),
  ("<.a/>", "1:2 the name of an element is expected after '<'"),
  ("<\u{B7}a/>", "1:2 the name of an element is expected after '<'"),
  ("<a\u{D7}/>", "1:3 an attribute or '>' is expected here"),
  ("<a\u{2000}b='c'/>", "1:3 an attribute or '>' is expected here"),
  ("<>", "1:2 the name of an element is expected after '<'"),
  ("<a>1 < 2</a>", "1:7 the name of an element is expected after '<'"),
  ("<a>1<2</a>", "1:6 the name of an element is expected after '<'"),
  ("<a><</a>", "1:5 the name of an element is expected after '<'"),
  ("<", "1:2 the name of an element is expected after '<'"),
  ("<!", "1:1 a comment is expected after '<!': <!-- \u{2026} -->"),
  ("<?", "1:3 a name is expected after '<?', and then a space or '?>'"),
  ("<a b/>", "1:5 '=' is expected after the name of an attribute"),
  ("<a b=/>", "1:6 the value of an attribute belongs between quotation marks"),
  ("<a b=c/>", "1:6 the value of an attribute belongs between quotation marks"),
  ("<a b='c/>", "1:6 what begins here is not closed with '"),
  ("<a b=\"c'/>", "1:6 what begins here is not closed with \""),
  ("<a b='c'd='e'/>", "1:9 a space is expected before this attribute"),
  ("<a b='<'/>", "1:7 '<' must not stand in an attribute"),
  ("<a b='c>\n<d e='f'/></a>", "2:1 '<' must not stand in an attribute"),
  ("<a =''/>", "1:4 an attribute or '>' is expected here"),
  ("<a 'b'/>", "1:4 an attribute or '>' is expected here"),
  ("<a 1='b'/>", "1:4 an attribute or '>' is expected here"),
  ("<a b=\u{201C}c\u{201D}/>", "1:6 the value of an attribute belongs between quotation marks"),
  ("<a b='c' b='d'/>", "1:10 the attribute 'b' stands here twice"),
]

// References, CDATA, comments, instructions and characters.
private let characterTable: [(xml: String, fault: String)] = [
  ("<a b='&'/>", "1:7 a name or a number is expected after '&', and then ';'"),
  ("<a b='&x'/>", "1:7 a name or a number is expected after '&', and then ';'"),
  ("<a b='&lt'/>", "1:7 a name or a number is expected after '&', and then ';'"),
  ("<a b='&#0;'/>", "1:7 this number is of no character that may stand in XML"),
  ("<a>a & b</a>", "1:6 a name or a number is expected after '&', and then ';'"),
  ("<a>&</a>", "1:4 a name or a number is expected after '&', and then ';'"),
  ("<a>&;</a>", "1:4 a name or a number is expected after '&', and then ';'"),
  ("<a>& lt;</a>", "1:4 a name or a number is expected after '&', and then ';'"),
  ("<a>&lt ;</a>", "1:4 a name or a number is expected after '&', and then ';'"),
  ("<a>&nbsp;</a>", "1:4 '&nbsp;' is not known here"),
  ("<a>&LT;</a>", "1:4 '&LT;' is not known here"),
  ("<a>&p:lt;</a>", "1:4 '&p:lt;' is not known here"),
  ("<a>&#;</a>", "1:4 a name or a number is expected after '&', and then ';'"),
  ("<a>&#x;</a>", "1:4 a name or a number is expected after '&', and then ';'"),
  ("<a>&#X41;</a>", "1:4 a name or a number is expected after '&', and then ';'"),
  ("<a>&#4A;</a>", "1:4 a name or a number is expected after '&', and then ';'"),
  ("<a>&#xG;</a>", "1:4 a name or a number is expected after '&', and then ';'"),
  ("<a>&#-1;</a>", "1:4 a name or a number is expected after '&', and then ';'"),
  ("<a>&#0;</a>", "1:4 this number is of no character that may stand in XML"),
  ("<a>&#x1F;</a>", "1:4 this number is of no character that may stand in XML"),
  ("<a>&#xD800;</a>", "1:4 this number is of no character that may stand in XML"),
  ("<a>&#xFFFE;</a>", "1:4 this number is of no character that may stand in XML"),
  ("<a>&#x110000;</a>", "1:4 this number is of no character that may stand in XML"),
  ("<a>&#99999999999999999999;</a>", "1:4 this number is of no character that may stand in XML"),
  ("<a>a]]>b</a>", "1:5 ']]>' must not stand in text"),
  ("<a><![CDATA[a]]>]]></a>", "1:17 ']]>' must not stand in text"),
  ("<a><![CDATA[a</a>", "1:4 what begins here is not closed with ]]>"),
  ("<a><![CDATA[a]]</a>", "1:4 what begins here is not closed with ]]>"),
  ("<a><![cdata[a]]></a>", "1:4 a comment is expected after '<!': <!-- \u{2026} -->"),
  ("<a><![CDATA a]]></a>", "1:4 a comment is expected after '<!': <!-- \u{2026} -->"),
  ("<a><!-- b -- c --></a>", "1:11 '--' must not stand in a comment"),
  ("<a><!-- b ---></a>", "1:11 '--' must not stand in a comment"),
  ("<a><!-- b </a>", "1:4 what begins here is not closed with -->"),
  ("<a><!- b --></a>", "1:4 a comment is expected after '<!': <!-- \u{2026} -->"),
  ("<!-- a", "1:1 what begins here is not closed with -->"),
  ("<!-->", "1:1 what begins here is not closed with -->"),
  ("<a><??></a>", "1:6 a name is expected after '<?', and then a space or '?>'"),
  ("<a><? p?></a>", "1:6 a name is expected after '<?', and then a space or '?>'"),
  ("<a><?1?></a>", "1:6 a name is expected after '<?', and then a space or '?>'"),
  ("<a><?p", "1:4 what begins here is not closed with ?>"),
  ("<a><?p d></a>", "1:4 what begins here is not closed with ?>"),
  ("<a><?p+d?></a>", "1:7 a name is expected after '<?', and then a space or '?>'"),
  ("<a><?p:q d?></a>", "1:6 'p:q' has a colon in a wrong place"),
  ("<a>\u{0}</a>", "1:4 this character must not stand in XML"),
  ("<a>\u{1}</a>", "1:4 this character must not stand in XML"),
  ("<a>\u{B}\u{C}</a>", "1:4 this character must not stand in XML"),
  ("<a b='\u{8}'/>", "1:7 this character must not stand in XML"),
  ("<!--\u{1B}--><a/>", "1:5 this character must not stand in XML"),
  ("<a>\u{FFFE}</a>", "1:4 this character must not stand in XML"),
  ("<a>\u{FFFF}</a>", "1:4 this character must not stand in XML"),
]

// Namespaces and repeated attributes.
private let namespaceTable: [(xml: String, fault: String)] = [
  ("<p:a/>", "1:2 the prefix 'p' has no namespace"),
  ("<a p:b='c'/>", "1:4 the prefix 'p' has no namespace"),
  ("<a><b xmlns:p='u'/><p:c/></a>", "1:21 the prefix 'p' has no namespace"),
  ("<a:/>", "1:2 'a:' has a colon in a wrong place"),
  ("<:a/>", "1:2 ':a' has a colon in a wrong place"),
  ("<:/>", "1:2 ':' has a colon in a wrong place"),
  ("<a:b:c xmlns:a='u'/>", "1:2 'a:b:c' has a colon in a wrong place"),
  ("<a:1 xmlns:a='u'/>", "1:2 'a:1' has a colon in a wrong place"),
  ("<a:\u{301}b xmlns:a='u'/>", "1:2 'a:\u{301}b' has a colon in a wrong place"),
  ("<a b:='c'/>", "1:4 'b:' has a colon in a wrong place"),
  ("<a xmlns:='u'/>", "1:4 'xmlns:' has a colon in a wrong place"),
  ("<a xmlns:p:q='u'/>", "1:4 'xmlns:p:q' has a colon in a wrong place"),
  ("<a xmlns:1='u'/>", "1:4 'xmlns:1' has a colon in a wrong place"),
  ("<a xmlns:p=''/>", "1:4 the prefix 'p' is given an empty namespace here"),
  ("<a xmlns:xmlns='u'/>", "1:4 'xmlns' has a fixed meaning in XML already"),
  ("<a xmlns:xml='u'/>", "1:4 'xml' has a fixed meaning in XML already"),
  (
    "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
    "1:4 'http://www.w3.org/XML/1998/namespace' has a fixed meaning in XML already"
  ),
  (
    "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
    "1:4 'http://www.w3.org/XML/1998/namespace' has a fixed meaning in XML already"
  ),
  (
    "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
    "1:4 'http://www.w3.org/2000/xmlns/' has a fixed meaning in XML already"
  ),
  (
    "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
    "1:4 'http://www.w3.org/2000/xmlns/' has a fixed meaning in XML already"
  ),
  ("<xmlns:a/>", "1:2 'xmlns' has a fixed meaning in XML already"),
  ("<a xmlns='u' xmlns='v'/>", "1:14 the attribute 'xmlns' stands here twice"),
  ("<a xmlns:p='u' xmlns:p='u'/>", "1:16 the attribute 'xmlns:p' stands here twice"),
  ("<a xmlns:p='u' xmlns:q='u' p:b='' q:b=''/>", "1:35 the attribute 'q:b' stands here twice"),
  ("<a xmlns:p='u' p:b='' p:b=''/>", "1:23 the attribute 'p:b' stands here twice"),
  (
    "<\u{E9}></e\u{301}>",
    "1:6 'e\u{301}' closes here, but '\u{E9}' of line 1, column 2 is still open"
  ),
]

@Test("what is not well-formed is refused, with the place and what is wrong there")
func xmlRefusals() {
  let tables = [declarationTable, outsideTable, tagTable, characterTable, namespaceTable]
  for (xml, fault) in tables.joined() { #expect(xmlFaults(xml) == [fault], "\(xml)") }
}

@Test("faults of namespaces and repeated attributes are told at once, in the order of the text")
func xmlFaultsAtOnce() {
  #expect(
    xmlFaults("<a p:b='' q:c=''><p:d/><r:e/></a>") == [
      "1:4 the prefix 'p' has no namespace", "1:11 the prefix 'q' has no namespace",
      "1:25 the prefix 'r' has no namespace",
    ])
  #expect(
    xmlFaults("<p:a b='' b='' xmlns:q=''>\n  <d e='' e=''/>\n</p:a>") == [
      "1:2 the prefix 'p' has no namespace", "1:11 the attribute 'b' stands here twice",
      "1:16 the prefix 'q' is given an empty namespace here",
      "2:11 the attribute 'e' stands here twice",
    ])
  // What follows a text that is not well-formed is not known.
  #expect(
    xmlFaults("<a b='' b=''><c></a><d e='' e=''/>") == [
      "1:9 the attribute 'b' stands here twice",
      "1:19 'a' closes here, but 'c' of line 1, column 15 is still open",
    ])
  let many = (0..<200).map { "<p\($0):a/>" }.joined()
  #expect(xmlFaults("<a>\(many)</a>").count == 100)
}

@Test(
  "bytes that are no UTF-8 text are refused, and say so",
  arguments: [
    ([0xFF, 0xFE, 0x3C, 0, 0x61, 0], "1:1 the file is saved as UTF-16"),
    ([0xFE, 0xFF, 0, 0x3C, 0, 0x61], "1:1 the file is saved as UTF-16"),
    ([0x3C, 0, 0x61, 0, 0x2F, 0, 0x3E, 0], "1:1 the file is saved as UTF-16"),
    ([0, 0x3C, 0, 0x61, 0, 0x2F, 0, 0x3E], "1:1 the file is saved as UTF-16"),
    ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x3C], "1:1 the file is saved as UTF-16"),
    ([0x3C, 0, 0, 0, 0x61, 0, 0, 0], "1:1 the file is saved as UTF-16"),
    ([0x3C, 0x61, 0x3E, 0xE9, 0x3C, 0x2F, 0x61, 0x3E], "1:4 there is something here that is not"),
    ([0x3C, 0x61, 0x3E, 0xC0, 0x80], "1:4 there is something here that is not"),
    ([0x3C, 0x61, 0x3E, 0xED, 0xA0, 0x80], "1:4 there is something here that is not"),
    ([0x3C, 0x61, 0x3E, 0xF4, 0x90, 0x80, 0x80], "1:4 there is something here that is not"),
    ([0x3C, 0x61, 0x3E, 0xE2, 0x82], "1:4 there is something here that is not"),
    ([0x3C, 0xE2], "1:2 there is something here that is not"),
    ([0x25, 0x50, 0x44, 0x46, 0x2D, 0xE2, 0xE3], "1:6 there is something here that is not"),
  ] as [([UInt8], String)])
func xmlNotText(bytes: [UInt8], fault: String) {
  let faults = xmlFaults(bytes)
  #expect(faults.count == 1)
  #expect(faults.first?.hasPrefix(fault) == true, "\(faults)")
}

@Test("a file that says it is not UTF-8 is told so before its first byte that is not")
func xmlOtherEncoding() {
  let head = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8)
  #expect(xmlFaults(head + [0xE9]) == ["1:31 the encoding 'ISO-8859-1' is not read here"])
}

@Test("every fault of XML is told in both languages, with a way to mend it")
func xmlMends() {
  let tables = [declarationTable, outsideTable, tagTable, characterTable, namespaceTable]
  for (xml, _) in tables.joined() {
    for fault in xmlRefusal(of: SourceText(name: "t", text: xml)) {
      #expect(!fault.message.nl.isEmpty && fault.message.nl != fault.message.en, "\(xml)")
      #expect(fault.mend?.nl.isEmpty == false && fault.mend?.en.isEmpty == false, "\(xml)")
      #expect(fault.range.end <= xml.utf8.count, "\(xml)")
      #expect(!fault.rendered(in: .nl).isEmpty)
    }
  }
}
