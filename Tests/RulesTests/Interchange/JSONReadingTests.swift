import Rules
import Testing

@Test("JSON values keep their kind, their text as written and their place")
func jsonValues() throws {
  let text = #"{"titel": "Hart", "bedrag": 1.10e+3, "ja": true, "leeg": null, "lijst": [0, []]}"#
  let root = try DataDocument(json: SourceText(name: "t", text: text)).root
  #expect(root.kind == .mapping)
  #expect(root.count == 5)
  #expect(root.entries.map(\.key.text) == ["titel", "bedrag", "ja", "leeg", "lijst"])
  #expect(
    root.entries.map(\.value.kind) == [.text, .number, .boolean, .null, .sequence])
  #expect(root.entries.map(\.value.text) == ["Hart", "1.10e+3", "true", "null", ""])
  #expect(root.entries.allSatisfy { !$0.value.isPlain })
  #expect(root["lijst"]?.items.map(\.kind) == [.number, .sequence])
  #expect(root["lijst"]?.items.map(\.count) == [0, 0])
  #expect(root["niet"] == nil)
  let source = root.source
  #expect(
    root.entries.map { source.text(in: $0.value.range) }
      == [#""Hart""#, "1.10e+3", "true", "null", "[0, []]"])
  #expect(source.text(in: root.range) == text)
}

@Test(
  "JSON escapes are decoded, and only they",
  arguments: [
    (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
    (#""caf\u00E9 \uD83D\uDE00 \u0000.""#, "café 😀 \0."), (#""coördinatie 😀""#, "coördinatie 😀"),
    (#""""#, ""), (#""een langere tekst zonder iets erin""#, "een langere tekst zonder iets erin"),
  ])
func jsonEscapes(json: String, text: String) throws {
  #expect(try DataDocument(json: SourceText(name: "t", text: json)).root.text == text)
}

@Test("JSON keys are found by text, escaped or not")
func jsonKeys() throws {
  let root = try DataDocument(
    json: SourceText(name: "t", text: #"{"na\u0061m": 1, "ingediend op": 2, "x": 3}"#)
  ).root
  #expect(root["naam"]?.text == "1")
  let known = KnownKeys(["naam", "x", "ingediend op"])
  #expect(root.entries.map { known.number(of: $0.key) } == [0, 2, 1])
  #expect(root.entries.map { known.number(of: $0.key, likely: 2) } == [0, 2, 1])
  #expect(KnownKeys(["Naam"]).number(of: root) == nil)
  #expect(root.entries.map { $0.key.hasText(Array("naam".utf8)) } == [true, false, false])
}

@Test("a fault in JSON has its place and says what is wrong")
func jsonPlaces() {
  let table: [(String, String)] = [
    ("", "1:1 the file is empty"),
    (" \n\t", "1:1 the file is empty"),
    ("{\n  \"a\": 1,\n}", "2:9 nothing follows this comma"),
    ("[1,]", "1:3 nothing follows this comma"),
    ("[1,,2]", "1:4 a value is expected here"),
    ("[1 2]", "1:4 a comma or a closing bracket is expected here"),
    ("{\"a\" 1}", "1:6 a colon is expected after the name of a field"),
    ("{\"a\": }", "1:7 a value is expected here"),
    ("{a: 1}", "1:2 the name of this field has no quotes"),
    ("{é: 1}", "1:2 the name of this field has no quotes"),
    ("{'a': 1}", "1:2 JSON has no single quotes"),
    ("{\"é\": 'x'}", "1:7 JSON has no single quotes"),
    ("{1: 1}", "1:2 the name of this field has no quotes"),
    ("{, }", "1:2 the name of a field is expected here"),
    ("[1] // klaar", "1:5 more text follows the end of the data"),
    ("// plan\n{}", "1:1 JSON has no comments"),
    ("[1 # een\n]", "1:4 JSON has no comments"),
    ("[True]", "1:2 JSON does not know the word 'True'"),
    ("[truely]", "1:2 JSON does not know the word 'truely'"),
    ("[NaN]", "1:2 JSON does not know the word 'NaN'"),
    ("[1.250.000]", "1:2 this number is not written well"),
    ("[012]", "1:2 this number is not written well"),
    ("[+1]", "1:2 this number is not written well"),
    ("[.5]", "1:2 this number is not written well"),
    ("[5.]", "1:2 this number is not written well"),
    ("[1e]", "1:2 this number is not written well"),
    ("[-]", "1:2 this number is not written well"),
    ("[12fte]", "1:2 this number is not written well"),
    ("[\"abc]", "1:2 the text that begins here has no quote at its end"),
    ("[\"abc\n\"]", "1:2 this text has no quote at the end of its line"),
    ("[\"a\tb\"]", "1:4 this text holds an invisible character, such as a tab"),
    ("[\"C:\\plan\"]", "1:5 a wrong character follows this backslash (\\)"),
    ("[\"\\u12\"]", "1:3 a wrong character follows this backslash (\\)"),
    ("[\"\\uD800\"]", "1:3 this code is only half of a character"),
    ("[\"\\uDC00\\uD800\"]", "1:3 this code is only half of a character"),
    ("[\"\\uD83Dx\"]", "1:3 this code is only half of a character"),
    ("[1}", "1:3 '}' does not match the bracket '[' at line 1, column 1"),
    (
      "{\n \"a\": [1,\n 2",
      "3:3 the text ends too early: the bracket '[' at line 2, column 7 is never closed"
    ),
    ("{\"a\"", "1:5 the text ends too early: the bracket '{' at line 1, column 1 is never closed"),
    ("{\"a\": 1\u{0}}", "1:8 there is something here that is not readable UTF-8 text"),
  ]
  for (json, fault) in table { #expect(jsonFaults(json) == [fault], "\(json)") }
}

@Test("every key that JSON gives twice is told with both places, in text order")
func jsonDuplicates() {
  let json = "{\"a\": {\"x\": 1, \"\\u0078\": 2},\n \"b\": 1, \"a\": 3, \"b\": 4, \"c\" 5}"
  #expect(
    jsonFaults(json) == [
      "1:16 the field \"\\u0078\" is given twice; first at line 1, column 8",
      "2:30 a colon is expected after the name of a field",
    ])
  #expect(
    jsonFaults(json.replacing("\"c\" 5", with: "\"c\": 5")) == [
      "1:16 the field \"\\u0078\" is given twice; first at line 1, column 8",
      "2:10 the field \"a\" is given twice; first at line 1, column 2",
      "2:18 the field \"b\" is given twice; first at line 2, column 2",
    ])
  let many = (0..<2000).map { "\"field number \($0)\": 1" } + ["\"field number 1234\": 2"]
  #expect(jsonFaults("{\(many.joined(separator: ","))}").count == 1)
  let different = (0..<2000).map { "\"field \($0) of many\": 1" }
  #expect(jsonFaults("{\(different.joined(separator: ","))}").isEmpty)
}

@Test("a line of a JSON Lines file tells its place in the file")
func jsonLine() throws {
  let bytes = Array("{\"a\": 1}\n{\"a\": x}\n".utf8)
  #expect(try DataDocument(json: bytes[0..<8], name: "plans.jsonl").root["a"]?.text == "1")
  do throws(Diagnostics) {
    _ = try DataDocument(json: bytes[9..<17], name: "plans.jsonl", line: 2)
    Issue.record("this line must be refused")
  } catch {
    #expect(described(error.all) == ["2:7 JSON does not know the word 'x'"])
  }
}

@Test("how the text begins decides between JSON and YAML, and the name where both are possible")
func reading() throws {
  let table: [(String, String, DataDocument.Node.Kind, Bool)] = [
    ("-", #"{"a": 1}"#, .number, false), ("-", "{ a: 1 }", .text, true),
    ("-", "a: 1", .text, true), ("plan.yaml", #"{"a": 1}"#, .text, true),
    ("plan.JSON", #"{"a": 1}"#, .number, false), ("plan.json", "a: 1", .text, true),
    ("-", "\u{FEFF} {\n\"a\": 1}", .number, false),
  ]
  for (name, text, kind, isPlain) in table {
    let root = try DataDocument(reading: SourceText(name: name, text: text)).root
    #expect(root["a"]?.kind == kind, "\(text)")
    #expect(root["a"]?.isPlain == isPlain, "\(text)")
  }
  #expect(throws: Diagnostics.self) {
    try DataDocument(reading: SourceText(name: "plan.json", text: "{ a: 1 }"))
  }
}
