import Rules
import Testing

private let service = """
  \(Element.input("i", type: "number"))
  \(Element.decision("adder", "function(n) n + i", requires: ["input #i"]))
  <decisionService id="s" name="s"><variable name="s"/>
    <outputDecision href="#adder"/><inputData href="#i"/></decisionService>
  """

private let types = """
  <itemDefinition name="tAge"><typeRef>number</typeRef>
    <allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
  <itemDefinition name="tAges" isCollection="true"><typeRef>tAge</typeRef></itemDefinition>
  <itemDefinition name="tShort" isCollection="true"><typeRef>number</typeRef>
    <typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
  <itemDefinition name="tPerson"><itemComponent name="full name"><typeRef>string</typeRef>
    <allowedValues><text>"Ann", "Bob"</text></allowedValues></itemComponent>
    <itemComponent name="age"><typeRef>tAge</typeRef></itemComponent></itemDefinition>
  <itemDefinition name="tTree"><itemComponent name="label"><typeRef>string</typeRef></itemComponent>
    <itemComponent name="parts" isCollection="true"><typeRef>tTree</typeRef></itemComponent>
  </itemDefinition>
  """

private let typed: [(type: String, feel: String, value: String, reason: String?)] = [
  ("tAge", "42", "42", nil), ("tAge", "[42]", "42", nil), ("tAge", "null", "null", nil),
  ("tAge", "151", "null", "'d' must meet [0..150], but this is the number 151"),
  ("tAges", "[1, 2]", "[1, 2]", nil), ("tAges", "3", "[3]", nil),
  ("tAges", "[1, 200]", "null", "'d' must meet [0..150], but this is the number 200"),
  ("tShort", "[1, 200]", "[1, 200]", nil),
  ("tShort", "[1, 2, 3]", "null", "'d' must meet count(?) < 3, but this is a list"),
  ("tPerson", "{full name: \"Ann\", age: 3}", "{full name: \"Ann\", age: 3}", nil),
  (
    "tPerson", "{full name: \"Ann\", age: -3}", "null",
    "'d' must meet [0..150], but this is the number -3"
  ),
  (
    "tTree", "{label: \"a\", parts: [{label: \"b\", parts: []}]}",
    "{label: \"a\", parts: [{label: \"b\", parts: []}]}", nil
  ),
]

private let faults: [(elements: String, message: String)] = [
  (Element.decision("a", "1", type: "tNone"), "unknown type 'tNone'"),
  (
    "<import name=\"x\" namespace=\"urn:x\" importType=\"\(DMNVersion.newest.namespace)\"/>",
    "the model 'urn:x' that is imported here is not at hand"
  ),
  (
    Element.decision("a", "1") + Element.decision("a", "2"),
    "'a' is the name of another element already"
  ),
  (
    Element.decision("a", "b", requires: ["decision #b"])
      + Element.decision("b", "a", requires: ["decision #a"]),
    "these definitions need each other in a circle: 'a' → 'b' → 'a'"
  ),
]

/// What is wrong with one part of a model, and does not keep the rest from its use: the part, and the
/// decision or service that is `null` for it, if one is.
private let flaws: [(elements: String, isNull: String?, message: String)] = [
  (
    Element.decision("a", "1", requires: ["decision #b"]), nil,
    "'#b' does not refer to a decision of this model"
  ),
  (
    Element.input("b") + Element.decision("a", "1", requires: ["decision #b"]), nil,
    "'#b' does not refer to a decision of this model"
  ),
  (
    Element.decision("a", "1", requires: ["decision urn:x#b"]), nil,
    "'urn:x' is not imported by this model"
  ),
  (
    Element.decision("a", "f(1)", requires: ["knowledge #f"]), "a",
    "'#f' does not refer to a knowledge model or a service of this model"
  ),
  (
    "<decision id=\"a\" name=\"a\"><informationRequirement><requiredInput/></informationRequirement>"
      + Element.literal("1") + "</decision>", nil, "'requiredInput' lacks 'href'"
  ),
  (
    "<decisionService id=\"s\" name=\"s\"/>"
      + Element.decision("a", "s()", requires: ["knowledge #s"]),
    "a", "this service has no output decision"
  ),
  (
    "<decisionService id=\"s\" name=\"s\"><outputDecision href=\"#x\"/></decisionService>"
      + Element.decision("a", "s()", requires: ["knowledge #s"]), "a",
    "'#x' does not refer to a decision of this model"
  ),
  (table(hitPolicy: "SOME"), "a", "'SOME' cannot be a 'hitPolicy'"),
  (table(output: "<output name=\"x\"/><output/>"), "a", "one of several outputs needs a name"),
  (table(rule: ""), "a", "0 cells stand here, and there are 1 columns"),
  (table(input: "<input/>"), "a", "'input' lacks the part 'inputExpression'"),
  (
    table(rule: "<inputEntry expressionLanguage=\"javascript\"><text>x</text></inputEntry>"), "a",
    "the language 'javascript' is not run here; only FEEL is"
  ),
  (
    Element.boxed("a", "<conditional><if>\(Element.literal("true"))</if></conditional>"), "a",
    "'conditional' lacks the part 'then'"
  ),
  (
    Element.boxed("a", "<for><in>\(Element.literal("[1]"))</in></for>"), "a",
    "'for' lacks 'iteratorVariable'"
  ),
  (Element.boxed("a", "<literalExpression/>"), "a", "this expression has no text"),
  (
    Element.boxed("a", "<functionDefinition kind=\"C\"/>"), "a", "'C' cannot be a 'kind'"
  ),
  (
    Element.boxed(
      "a",
      "<invocation>\(Element.literal("abs"))<binding><parameter name=\"n\"/></binding></invocation>"
    ),
    "a", "'binding' holds no expression"
  ),
]

private func table(
  hitPolicy: String = "UNIQUE",
  input: String = "<input><inputExpression><text>1</text></inputExpression></input>",
  output: String = "<output/>", rule: String = "<inputEntry><text>1</text></inputEntry>"
) -> String {
  Element.boxed(
    "a",
    """
    <decisionTable hitPolicy="\(hitPolicy)">\(input)\(output)<rule>\(rule)
    <outputEntry><text>1</text></outputEntry></rule></decisionTable>
    """)
}

@Suite("decision models")
struct DecisionModelTests {
  @Test("a function that a service gives keeps what the service was handed")
  func functionOutOfService() throws {
    let model = try model(
      service
        + Element.decision(
          "outside", "s(10)(1) + s(20)(2) + i", requires: ["input #i", "knowledge #s"]))
    #expect(try model.answer("outside", given: ["i": 100]).value == "133")
  }

  @Test(
    "what a decision gives meets its type and the tests of its type, or is null with the reason")
  func typedDecisions() throws {
    for (type, feel, value, reason) in typed {
      let found = try model(types + Element.decision("d", feel, type: type)).answer("d")
      #expect(found.value == value, "\(type) \(feel)")
      if let reason { #expect(found.reasons == [reason], "\(type) \(feel)") }
    }
  }

  @Test("an input that is missing or is of another type is null, and says so")
  func inputs() throws {
    let model = try model(
      types + Element.input("i", type: "tAge")
        + Element.decision("d", "i = null", requires: ["input #i"]))
    #expect(try model.answer("d").reasons == ["no value was given for 'i'"])
    #expect(try model.answer("d", given: ["i": "old"]).value == "true")
    #expect(try model.answer("d", given: ["i": "old"]).reasons.count == 1)
    #expect(try model.answer("d", given: ["i": 151]).reasons.count == 1)
    #expect(try model.answer("d", given: ["i": 15]).reasons == [])
  }

  @Test("a decision without logic is an input; one with logic is computed whatever is handed in")
  func decisionsWithoutLogic() throws {
    let model = try model(
      Element.boxed("people", "")
        + Element.decision("d", "people + 1", requires: ["decision #people"])
        + Element.decision("one", "1"))
    #expect(try model.answer("d", given: ["people": 4]).value == "5")
    #expect(
      try model.answer("d").reasons.first
        == "no logic is given here: people decide, and the answer is an input")
    #expect(try model.answer("one", given: ["one": 4]).value == "1")
  }

  @Test("entries of a boxed context, cells and functions have names in sight as the standard says")
  func boxedNames() throws {
    let context = """
      <context><contextEntry><variable name="net pay" typeRef="number"/>\(Element.literal("100"))</contextEntry>
      <contextEntry><variable name="tax"/><functionDefinition><formalParameter name="rate"/>
      \(Element.literal("net pay * rate"))</functionDefinition></contextEntry>
      <contextEntry><variable name="rows"/><relation><column name="net pay"/><column name="b"/>
      <row>\(Element.literal("net pay + 1"))\(Element.literal("net pay"))</row></relation></contextEntry>
      <contextEntry>\(Element.literal("tax(0.2) + sum(rows.net pay) + sum(rows.b)"))</contextEntry></context>
      """
    #expect(try model(Element.boxed("d", context)).answer("d").value == "221.0")
  }

  @Test("knowledge may call itself and knowledge that calls it")
  func recursion() throws {
    func knowledge(_ name: String, _ feel: String, _ other: String) -> String {
      """
      <businessKnowledgeModel id="\(name)" name="\(name)"><variable name="\(name)"/>
      <encapsulatedLogic><formalParameter name="n" typeRef="number"/>\(Element.literal(feel))
      </encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="#\(other)"/>
      </knowledgeRequirement></businessKnowledgeModel>
      """
    }
    let model = try model(
      knowledge("even", "if n = 0 then true else odd(n - 1)", "odd")
        + knowledge("odd", "if n = 0 then false else even(n - 1)", "even")
        + Element.decision(
          "d", "[even(10), odd(10)]", requires: ["knowledge #even", "knowledge #odd"]))
    #expect(try model.answer("d").value == "[true, false]")
  }

  @Test("models of every version are read, and mean the same", arguments: DMNVersion.allCases)
  func versions(version: DMNVersion) throws {
    let model = try model(
      types + Element.input("i", type: "tAge")
        + Element.decision("d", "i + 1", requires: ["input #i"]),
      version: version)
    #expect(try model.answer("d", given: ["i": 4]).value == "5")
  }

  @Test("a file that is imported is called by its name there, or by none")
  func imports() throws {
    let library = try document(
      Element.input("years", type: "number")
        + Element.decision("grown up", "years >= 18", requires: ["input #years"]), name: "lib")
    for (name, call) in [("my lib", "my lib.grown up"), ("", "grown up")] {
      let model = try model(
        """
        <import name="\(name)" namespace="urn:lib" importType="\(DMNVersion.newest.namespace)"/>
        \(Element.decision("d", "not(\(call))", requires: ["decision urn:lib#grown up"]))
        """, importing: [library])
      #expect(try model.answer("d", given: ["years": 17]).value == "true", "\(name)")
    }
  }

  @Test("what is wrong with the structure of a model is told, at its place, in two languages")
  func structure() {
    for (elements, message) in faults {
      do {
        _ = try model(elements)
        Issue.record("accepted, without: \(message)")
      } catch let error as Diagnostics {
        #expect(error.all.contains { $0.message.en == message }, "\(error.all.map(\.message.en))")
        #expect(error.all.allSatisfy { $0.range.end > 0 && !$0.message.nl.isEmpty })
      } catch {
        Issue.record(error)
      }
    }
  }

  @Test("what is wrong with one part of a model is told, and the rest can be used")
  func flawedParts() throws {
    for (elements, isNull, message) in flaws {
      let document = try document(elements + Element.decision("other", "2"))
      let (read, advice) = try DecisionModel.reading(document)
      #expect(advice.map(\.message.en).contains(message), "\(message): \(advice.map(\.message.en))")
      #expect(advice.allSatisfy { $0.severity == .warning && $0.range.end > 0 }, "\(message)")
      let model = try ExecutableModel(compiling: read)
      #expect(try model.answer("other").value == "2", "\(message)")
      #expect(try model.answer("a").value == (isNull == nil ? "1" : "null"), "\(message)")
      if isNull != nil { #expect(try !model.answer("a").reasons.isEmpty, "\(message)") }
    }
  }

  @Test("a service that gives nothing is null under its own name, with the reason")
  func serviceWithoutOutput() throws {
    let model = try model("<decisionService id=\"s\" name=\"desk\"/>")
    let id = try #require(model.service(named: "desk"))
    let found = try #require(
      try model.evaluate(service: id, given: ModelFacts(), at: CalendarDate.epoch.midnightUTC))
    #expect(found.results.map(\.name) == ["desk"])
    #expect(found.results[0].value.isNull)
    #expect(found.results[0].reasons.map(\.text.en) == ["this service has no output decision"])
  }

  @Test("what can't be right in a text is advice, and null where it is computed")
  func advice() throws {
    let model = try model(Element.decision("a", "1 +") + Element.decision("b", "2"))
    #expect(model.advice.count == 1)
    #expect(try model.answer("a").value == "null")
    #expect(try model.answer("a").reasons == model.advice.map(\.message.en))
    #expect(try model.answer("b").value == "2")
  }

  @Test("a function outside FEEL is the one that was registered for its name")
  func externals() throws {
    let text = Element.decision(
      "d",
      "(function(a, b) external {java: {class: \"Calc\", method signature: \"add(int, int)\"}})(1, 2)"
    )
    let read = try DecisionModel.reading(document(text)).model
    var functions = ExternalFunctions()
    functions.register(java: "Calc", "add(int,int)") { values in
      guard case .number(let a) = values[0], case .number(let b) = values[1] else { return nil }
      return a.adding(b).map(Value.number)
    }
    #expect(try ExecutableModel(compiling: read, externals: functions).answer("d").value == "3")
    #expect(
      try ExecutableModel(compiling: read).answer("d").reasons
        == ["the external function 'Calc add(int,int)' was not made available here"])
  }
}
