import Rules
import Testing

/// A model as another tool wrote it.
private func written(
  _ elements: String, xmlns: String = DMNVersion.newest.namespace, attributes: String = ""
) throws -> (model: ExecutableModel, advice: [Diagnostic]) {
  let document = try DMNDocument(
    reading: SourceText(
      name: "m.dmn",
      text: """
        <definitions xmlns="\(xmlns)" name="m" namespace="urn:m"\(attributes)>
        \(elements)
        </definitions>
        """))
  let (read, advice) = try DecisionModel.reading(document)
  let model = try ExecutableModel(compiling: read)
  return (model, advice + model.advice)
}

private let next =
  Element.input("n", type: "number") + Element.decision("d", "n + 1", requires: ["input #n"])

private let addresses: [(xmlns: String, remark: String?)] = [
  ("http://www.omg.org/spec/DMN/20151101/dmn.xsd", nil),
  ("http://www.omg.org/spec/DMN/20151101/dmn11.xsd", nil),
  ("http://www.omg.org/spec/DMN/20151101", nil), ("http://www.omg.org/spec/DMN/20151101/", nil),
  ("http://www.omg.org/spec/DMN/20191111/MODEL/", nil),
  ("https://www.omg.org/spec/dmn/20191111/model", nil),
  (
    "https://www.omg.org/spec/DMN/20240513/MODEL/",
    "this is a model of DMN 1.6; it is read as DMN 1.5"
  ),
]

private let languages = [
  "https://www.omg.org/spec/DMN/20240513/FEEL/", "https://www.omg.org/spec/dmn/20191111/feel/",
  "https://www.omg.org/spec/DMN/20230324/FEEL", "http://www.omg.org/spec/FEEL/20140401",
  "http://www.omg.org/spec/FEEL/20140401/", "feel", "FEEL", "S-FEEL",
]

private let words: [(type: String, standard: String?)] = [
  ("number", nil), ("feel:number", nil), ("feel.number", nil), ("dateTime", nil),
  ("integer", "number"), ("long", "number"), ("double", "number"), ("xsd:int", "number"),
  ("xs:decimal", "number"), ("Number", "number"), ("String", "string"), ("Boolean", "boolean"),
  ("bool", "boolean"), ("datetime", "date and time"), ("object", "Any"), ("collection", "list"),
]

@Suite("models as other tools write them")
struct EverydayModelTests {
  @Test(
    "a version is told by the day in its address, however that is written", arguments: addresses)
  func namespaces(xmlns: String, remark: String?) throws {
    let (model, advice) = try written(next, xmlns: xmlns)
    #expect(try model.answer("d", given: ["n": 1]).value == "2")
    #expect(advice.map(\.message.en) == [remark].compactMap { $0 })
    #expect(advice.allSatisfy { $0.severity == .remark })
  }

  @Test(
    "what is no address of a version is refused",
    arguments: [
      "https://www.omg.org/spec/DMN/20190101/MODEL/",
      "https://example.org/spec/DMN/20230324/MODEL/",
      "https://www.omg.org/spec/DMN/20230324/DMNDI/", "https://www.omg.org/spec/DMN/20230324/FEEL/",
    ])
  func otherNamespaces(xmlns: String) throws {
    #expect(throws: Diagnostics.self) { try written(next, xmlns: xmlns) }
  }

  @Test("FEEL is run under every address that it has", arguments: languages)
  func feel(language: String) throws {
    let (model, advice) = try written(next, attributes: " expressionLanguage=\"\(language)\"")
    #expect(try model.answer("d", given: ["n": 1]).value == "2")
    #expect(advice.isEmpty)
  }

  @Test("a model under another address of an old version is upgraded as any")
  func upgrade() throws {
    for (xmlns, _) in addresses where DMNVersion(namespace: xmlns) != .dmn16 {
      let document = try DMNDocument(
        reading: SourceText(
          name: "m.dmn",
          text: "<definitions xmlns=\"\(xmlns)\" namespace=\"urn:m\">\(next)</definitions>"
        ))
      let upgraded = try DMNDocument(document.upgraded())
      #expect(upgraded.version == .newest)
      #expect(upgraded.tree.root.name.namespace == DMNVersion.newest.namespace)
    }
  }

  @Test("a prefix is known where it is declared, on the reference itself too")
  func prefixes() throws {
    let (model, advice) = try written(
      """
      <itemDefinition name="kind"><typeRef xmlns:f="http://www.omg.org/spec/FEEL/20140401">f:string</typeRef></itemDefinition>
      <itemDefinition name="group"><itemComponent name="kinds" isCollection="true">
      <typeRef xmlns:own="urn:m">own:kind</typeRef></itemComponent></itemDefinition>
      <inputData id="x" name="x"><variable name="x" xmlns:o="urn:m" typeRef="o:group"/></inputData>
      \(Element.decision("d", "x.kinds", requires: ["input #x"]))
      """, xmlns: "http://www.omg.org/spec/DMN/20151101/dmn.xsd")
    #expect(advice.isEmpty)
    #expect(
      model.model.inputs[0].type.type
        == .context(ContextType([.init(name: "kinds", type: .list(.string))])))
    let group = Context(shape: ContextShape(["kinds"]), values: [.list(["a"])])
    #expect(try model.answer("d", given: ["x": .context(group)]).value == "[\"a\"]")
  }

  @Test(
    "the types of other tools are read as the standard's, with one remark a word", arguments: words)
  func types(type: String, standard: String?) throws {
    let (model, advice) = try written(
      Element.input("a", type: type) + Element.input("b", type: type))
    let expected = standard ?? type.replacing("feel:", with: "").replacing("feel.", with: "")
    let (known, _) = try written(Element.input("a", type: expected))
    #expect(model.model.inputs[0].type.type == known.model.inputs[0].type.type)
    #expect(
      advice.map(\.message.en)
        == [
          standard.map { "the type '\(type)' is no word of the standard; it is read as '\($0)'" }
        ].compactMap { $0 })
    #expect(advice.allSatisfy { $0.severity == .remark })
  }

  @Test("a type of the file's own is never taken for another tool's word")
  func ownTypes() throws {
    let (model, advice) = try written(
      """
      <itemDefinition name="integer"><typeRef>string</typeRef></itemDefinition>
      \(Element.input("a", type: "integer"))
      """)
    #expect(model.model.inputs[0].type.type == .string)
    #expect(advice.isEmpty)
  }

  static let table = """
    <decision id="d" name="d"><decisionTable hitPolicy="FIRST">
    <input><inputExpression typeRef="string"><text>region</text></inputExpression></input>
    <input><inputExpression typeRef="date"><text>first day</text></inputExpression></input>
    <output name="rate" typeRef="number"/>
    <rule><inputEntry><text>"north","east"</text></inputEntry><inputEntry><text></text></inputEntry>
    <outputEntry><text>10</text></outputEntry></rule>
    <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>&lt; date("2027-01-01")</text></inputEntry>
    <outputEntry><text>extra + 20</text></outputEntry></rule></decisionTable></decision>
    """

  @Test("a model that declares no input data asks for what its decisions read and nothing gives")
  func undeclaredInputs() throws {
    let (model, advice) = try written(Self.table)
    #expect(model.model.inputs.map(\.name) == ["region", "first day", "extra"])
    #expect(model.model.inputs.map(\.type.type) == [.string, .date, .any])
    #expect(
      advice.map(\.message.en) == [
        "this model declares no input data; it asks for what its decisions read: "
          + "'region', 'first day', 'extra'"
      ])
    #expect(try model.answer("d", given: ["region": "north"]).value == "10")
    let day = try #require(CalendarDate("2026-05-01"))
    #expect(
      try model.answer("d", given: ["region": "south", "first day": .date(day), "extra": 3]).value
        == "23")
  }

  @Test("a model that declares an input does not ask for what it misspells")
  func declaredInputs() throws {
    let (model, advice) = try written(
      Element.input("region") + Self.table.replacing(">region<", with: ">regoin<"))
    #expect(model.model.inputs.map(\.name) == ["region"])
    #expect(advice.contains { $0.mend?.en == "did you mean 'region'?" }, "\(advice)")
  }

  @Test("what another decision gives is not asked for")
  func decisionsAreNotAsked() throws {
    let (model, _) = try written(
      Element.decision("a", "1") + Element.decision("b", "a + c", requires: ["decision #a"])
        + Element.decision("e", "a + c + ghost(1) + (for i in [1] return i)[1]"))
    #expect(model.model.inputs.map(\.name) == ["c"])
  }
}
