import Rules
import Testing

@Test("a YAML scalar is text, whatever it looks like")
func yamlScalars() throws {
  let yaml = """
    akkoord: no
    versie: 1.10
    code: 0x1F
    tijd: 12:30:45
    leeg:
    tilde: ~
    datum: 2023-11-01
    naam: R&D *samen* !
    nee: 'no'
    "aan": "ja\\u00E9"
    regel: |
      een
      twee
    gevouwen: >-
      een
      twee

      drie
    over: twee
      regels
    """
  let root = try DataDocument(yaml: SourceText(name: "t", text: yaml)).root
  #expect(
    root.entries.map { "\($0.key.text)=\($0.value.text)\($0.value.isPlain ? "" : " (quoted)")" }
      == [
        "akkoord=no", "versie=1.10", "code=0x1F", "tijd=12:30:45", "leeg=", "tilde=~",
        "datum=2023-11-01", "naam=R&D *samen* !", "nee=no (quoted)", "aan=jaé (quoted)",
        "regel=een\ntwee\n (quoted)", "gevouwen=een twee\ndrie (quoted)", "over=twee regels",
      ])
  #expect(root.entries.allSatisfy { $0.value.kind == .text })
  #expect(root["nee"].map { root.source.text(in: $0.range) } == "'no'")
  #expect(root["akkoord"].map { root.source.position(at: $0.range.start).column } == 10)
}

@Test("YAML lists and groups nest, in blocks and in brackets")
func yamlCollections() throws {
  let yaml = "\u{FEFF}# een plan\n---\néén:\n- a: [1, {b: 2}]\n  c: x\n- []\ntwee: {}\n...\n"
  let root = try DataDocument(yaml: SourceText(name: "t", text: yaml)).root
  #expect(root.entries.map(\.key.text) == ["één", "twee"])
  let items = try #require(root["één"]).items.map { $0 }
  #expect(items.map(\.kind) == [.mapping, .sequence])
  let list = try #require(items[0]["a"])
  #expect(root.source.text(in: list.range) == "[1, {b: 2}]")
  #expect(list.items.map(\.count) == [0, 1])
  #expect(root.source.text(in: items[0].range) == "a: [1, {b: 2}]\n  c: x")
}

@Test("a fault in YAML has its place and says what is wrong")
func yamlPlaces() {
  let table: [(String, String)] = [
    ("", "1:1 the file is empty"),
    ("# niets\n", "1:1 the file is empty"),
    ("---\n", "1:1 the file is empty"),
    ("a: &x 1", "1:4 a word after '&' is an anchor in YAML, and anchors are not allowed here"),
    ("a: *x", "1:4 a word after '*' is an alias in YAML, and aliases are not allowed here"),
    ("a: !!int 1", "1:4 a word after '!' is a tag in YAML, and tags are not allowed here"),
    ("a: ! 1", "1:4 a word after '!' is a tag in YAML, and tags are not allowed here"),
    ("a: !e!x 1", "1:4 a word after '!' is a tag in YAML, and tags are not allowed here"),
    ("<<: 1", "1:1 '<<' merges fields from elsewhere in YAML, which is not allowed here"),
    ("a: 1\n---\nb: 2", "2:1 a second document begins here; a file may hold only one"),
    ("? [a]\n: 1", "1:3 the name of a field must be a text, not a list or a group"),
    ("{a: 1}: 1", "1:1 the name of a field must be a text, not a list or a group"),
    ("é: 1\nb: 2\n\"é\": 3", "3:1 the field \"é\" is given twice; first at line 1, column 1"),
    ("a:\n\t- b", "2:1 there is a tab here, and in YAML a line may not be indented with a tab"),
    ("a: Plan: deel 2", "1:8 this colon is in a place where it cannot be"),
    ("a: - b", "1:4 this dash is in a place where no list can begin"),
    ("a: @b", "1:4 a text cannot begin with this character in YAML"),
    (
      "a: *belangrijk!*",
      "1:4 a word after '*' is an alias in YAML, and aliases are not allowed here"
    ),
    (
      "a: 1\nb\nc: 2",
      "2:1 a colon and a space after the name of the field are missing in this line"
    ),
    ("a: 1\n  b: 2", "2:4 this colon is in a place where it cannot be"),
    ("  a: 1\n b: 2", "2:2 more text follows the end of the data"),
    ("a:\n  b: 1\n c: 2", "3:2 this line does not fit the lines before it"),
    ("a: \"b\" c\nd: 1", "1:8 this line does not fit the lines before it"),
    ("- a\nb: 1", "2:1 a dash is expected here, as in the rest of the list"),
    ("a: [1, 2\nb: 3", "1:4 the list that begins here with '[' is not closed well"),
    ("a: {b: 2\nc", "1:4 the group that begins here with '{' is not closed well"),
    ("a: \"b\nc: 1\n", "1:4 the text that begins here has no quote at its end"),
    ("a: 'b", "1:4 the text that begins here has no quote at its end"),
    ("a: \"C:\\plan\"", "1:7 a wrong character follows a backslash (\\) here"),
    ("a: | b\n  c", "1:6 after '|' or '>' the text is expected to begin on a new line"),
    ("a: [1,, 2]", "1:7 a value is missing here"),
    ("a: \"b\"# c", "1:7 a space is expected before the '#' of a comment"),
    (
      "a: \"b\nc\"",
      "2:1 this line belongs to the text or list above it, but is not indented enough"
    ),
    ("a: b\u{1}", "1:5 this text holds an invisible character, such as a tab"),
    ("a: b\u{0}", "1:5 there is something here that is not readable UTF-8 text"),
  ]
  for (yaml, fault) in table { #expect(yamlFaults(yaml).first == fault, "\(yaml)") }
}

@Test("all that YAML gives and must not is told in one go, in text order")
func yamlAllFaults() {
  let yaml = "a: &x 1\nb: *x\na: 2\nc: !t 3\n<<: {d: 1}\n"
  #expect(yamlFaults(yaml).map { $0.prefix(3) } == ["1:4", "2:4", "3:1", "4:4", "5:1"])
}

@Test(
  "brackets that close at the start of a line are let be",
  arguments: ["a: [\n  1\n]\nb: 2", "a: {\n  c: 1,\n# ja\n  d: 2\n}\nb: 2"])
func closingBracket(yaml: String) {
  #expect(yamlFaults(yaml) == [])
}

@Test("words with special signs inside are ordinary text")
func signsInside() throws {
  let yaml = "a: R&D\nb: 2 * 3\nc: \"&x *y !z\"\nd: 'zie *'\ne: |\n  &x\n  *x\nf: wow!\n"
  let root = try DataDocument(yaml: SourceText(name: "t", text: yaml)).root
  #expect(
    root.entries.map(\.value.text) == [
      "R&D", "2 * 3", "&x *y !z", "zie *", "&x\n*x\n", "wow!",
    ])
}
