import Rules
import Testing

/// What can't be right in a decision, each with all that is told of it.
private let advice: [(elements: String, told: [String], mend: String?)] = [
  (feel("amuont"), ["unknown name 'amuont'"], "did you mean 'amount'?"),
  (feel("amount + foo(3)"), ["unknown name 'foo'"], nil),
  (feel("sums([1])"), ["unknown name 'sums'"], "did you mean 'sum'?"),
  (
    feel("other + 1") + Element.input("other"),
    ["'other' exists, but this element does not require it"],
    "give it the 'informationRequirement' that refers to 'other'"
  ),
  (
    feel("monthly fee + 1") + Element.decision("monthly fee", "1"),
    ["'monthly fee' exists, but this element does not require it"],
    "give it the 'informationRequirement' that refers to 'monthly fee'"
  ),
  (feel("amount + \"x\""), ["'+' does not work on a number and a string"], nil),
  (feel("amount = \"x\""), ["a number and a string cannot be compared"], nil),
  (feel("{a: 1} = {a: \"x\"}"), ["the part 'a' cannot be compared: a number and a string"], nil),
  (feel("{a: 1} = {b: 1}"), ["only one of these two has a part 'b'"], nil),
  (feel("date(\"2026-02-30\")"), ["the string \"2026-02-30\" cannot be read as a date"], nil),
  (feel("duration(\"1Y\")"), ["the string \"1Y\" cannot be read as a days and time duration"], nil),
  (feel("\"a\" = \"b\""), [], nil),
  (feel("amount / 0"), ["a division by zero has no result"], nil),
  (feel("matches(\"a\", \"[b\")"), ["this '[' is not closed"], nil),
  (
    feel("if amount then 1 else 2"),
    ["expected something true or false here, but this is a number"], nil
  ),
  (
    feel("[\"a\", amount][1] + 1 + {name: 1}.name"), [], nil
  ),
  (
    types + Element.decision("d", "{name: amount}", type: "tPerson", requires: ["input #amount"]),
    ["the part 'name' must be a string, but is a number"], nil
  ),
  (
    types + Element.decision("d", "{}", type: "tPerson"),
    ["the part 'name' is missing; it must be a string"], nil
  ),
  (
    types + Element.decision("d", "[amount]", type: "tNames", requires: ["input #amount"]),
    ["the part '[*]' must be a string, but is a number"], nil
  ),
  (
    types + Element.decision("d", "sort([1], function(x, y) x < y)", type: "tNames"),
    ["the part '[*]' must be a string, but is a number"], nil
  ),
  (types + person("who.age"), [], nil),
  (types + person("[who][name = \"x\"]"), [], nil),
  (
    cell("north, \"east\"", "10"), ["unknown name 'north'"],
    "put a text between quotation marks: \"north\""
  ),
  (
    cell("far north", "10"), ["unknown name 'far north'"],
    "put a text between quotation marks: \"far north\""
  ),
  (
    cell("regoin", "10"), ["unknown name 'regoin'"],
    "did you mean 'region'? Or put a text between quotation marks: \"regoin\""
  ),
  (cell("-", "\"x\""), ["expected a number here, but this is a string"], nil),
  (cell("5", "1"), ["a string and a number cannot be compared"], nil),
  (
    cell("1 > 2", "1"), ["this is true or false, and is compared with a string"],
    "a condition names the value under test, as '?': \"? > 5\""
  ),
  (cell("string length(?) > 2, \"x\"", "1"), [], nil),
]

private func feel(_ text: String) -> String {
  Element.decision("d", text, requires: ["input #amount"])
}

private func person(_ text: String) -> String {
  Element.input("who", type: "tPerson") + Element.decision("d", text, requires: ["input #who"])
}

private let types = """
  <itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef></itemComponent>
  </itemDefinition>
  <itemDefinition name="tNames" isCollection="true"><typeRef>string</typeRef></itemDefinition>
  """

/// A table on a region, with one rule.
private func cell(_ condition: String, _ conclusion: String) -> String {
  Element.input("region", type: "string")
    + Element.boxed(
      "d",
      """
      <decisionTable><input><inputExpression typeRef="string"><text>region</text></inputExpression></input>
      <output typeRef="number"/><rule><inputEntry><text><![CDATA[\(condition)]]></text></inputEntry>
      <outputEntry><text><![CDATA[\(conclusion)]]></text></outputEntry></rule></decisionTable>
      """, requires: ["input #region"])
}

@Test(
  "what is surely wrong in a model is told, with its place and how to mend it, and it still runs")
func modelAdvice() throws {
  for (elements, told, mend) in advice {
    let model = try model(Element.input("amount", type: "number") + elements)
    #expect(model.advice.map(\.message.en) == told, "\(elements)")
    #expect(model.advice.first?.mend?.en == mend, "\(elements)")
    #expect(model.advice.allSatisfy { $0.severity == .warning && $0.range.start > 0 })
    #expect(model.advice.allSatisfy { $0.message.nl != $0.message.en })
    _ = try model.answer("d", given: ["amount": 1])
  }
}

@Test("why a value is not of its type names the part at fault")
func misfits() throws {
  let rows: [(type: String, feel: String, reason: String)] = [
    ("tNames", "[\"a\", amount]", "'d[2]' must be a string, but this is the number 1"),
    ("tPerson", "{name: amount}", "'d.name' must be a string, but this is the number 1"),
    ("tPerson", "{n: 1}", "'d.name' is missing; it must be a string"),
    ("tPerson", "[1, 2]", "'d' must be a context, but this is a list"),
    (
      "tTest", "function(a, b) a",
      "'d' must be a function of (a string) to a number, but this is a function of (a value, a value)"
        + " to a value"
    ),
  ]
  let more = """
    <itemDefinition name="tTest"><functionItem outputTypeRef="number"><parameters name="a" typeRef="string"/></functionItem></itemDefinition>
    """
  for (type, feel, reason) in rows {
    let model = try model(
      types + more + Element.input("amount", type: "Any")
        + Element.decision("d", feel, type: type, requires: ["input #amount"]))
    #expect(try model.answer("d", given: ["amount": 1]).reasons == [reason], "\(feel)")
  }
  let call = try model(
    Element.input("amount", type: "Any")
      + Element.decision(
        "d", "(function(x: list<string>) x)([\"a\", amount])", requires: ["input #amount"]))
  #expect(
    try call.answer("d", given: ["amount": 1]).reasons
      == ["'x[2]' must be a string, but this is the number 1"])
}
