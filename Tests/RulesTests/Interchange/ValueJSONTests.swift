import Rules
import Testing

private func untyped(_ text: String, name: String = "t.json") throws -> Value {
  try Value(untyped: DataDocument(reading: SourceText(name: name, text: text)).root)
}

@Test("a JSON value survives being read and written")
func roundTrip() throws {
  let texts = [
    "null", "true", "1.10", "-0.5", #"{"a":[1,{"b":null}],"c":"x\"\\\n\u0001é😀"}"#, "[]", "{}",
    #""\u2028\u003c/script>""#,
  ]
  for text in texts { #expect(try untyped(text).json() == text, "\(text)") }
}

@Test("YAML without quotation marks is read by JSON's rules, quoted it is text")
func untypedYAML() throws {
  let yaml = "[1.5, 007, +1, .5, 1e2, true, ja, ~, null, '1', 2027-06-01, -1, '', no]"
  #expect(
    try untyped(yaml, name: "t.yaml").json()
      == #"[1.5,"007","+1",".5",100,true,"ja",null,null,"1","2027-06-01",-1,"","no"]"#)
}

@Test("a number too large for FEEL is refused with its place")
func tooLargeNumber() {
  let fault = RulesetFixture.faults { () throws(Diagnostics) in
    let document = try DataDocument(json: SourceText(name: "t", text: "[1, 1e9999]"))
    _ = try Value(untyped: document.root)
  }
  #expect(fault == ["t:1:5 the number '1e9999' is too large or too long"])
}

@Test("values without a form in JSON are written as their FEEL text")
func feelTexts() {
  let unknown = Value.unknown(.unspecified(.answer))
  let range = Interval(low: 1, includesLow: true, high: "a\"b", includesHigh: false)
  let cases: [(Value, String)] = [
    (.range(range), #""[1..\"a\\\"b\")""#),
    (
      .range(Interval(low: nil, includesLow: false, high: 5, includesHigh: true)), #""(\u003c= 5)""#
    ),
    (.list([unknown, 1]), "[null,1]"),
    (.context(Context(shape: ContextShape(["a", "b"]), values: [unknown, 2])), #"{"b":2}"#),
    (.dayTimeDuration(.zero), #""PT0S""#),
  ]
  for (value, text) in cases { #expect(value.json() == text) }
}

@Test("a value that shares its parts thousandfold has no JSON without end")
func endlessJSON() {
  var list = Value.list([1])
  var range = Value.null
  for _ in 0..<60 {
    list = [list, list]
    range = .range(Interval(low: [range], includesLow: true, high: [range], includesHigh: true))
  }
  #expect(list.json(atMost: 10_000) == nil)
  #expect(range.json(atMost: 10_000) == nil)
  #expect(Value.list([1, 2]).json(atMost: 5) == "[1,2]")
  #expect(Value.list([1, 2]).json(atMost: 4) == nil)
}

@Test("pretty JSON has a line for each part and none for what is empty")
func prettyJSON() throws {
  let value = try untyped(#"{"a":[1,2],"b":{},"c":[]}"#)
  #expect(
    value.json(.pretty) == """
      {
        "a": [
          1,
          2
        ],
        "b": {},
        "c": []
      }

      """)
}
