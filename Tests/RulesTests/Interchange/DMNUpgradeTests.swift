import Rules
import Testing

@Suite("upgrading a model")
struct DMNUpgradeTests {
  /// A model of version 1.1, with what was different then.
  private static let first = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- a remark -->
    <definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" xmlns:feel="http://www.omg.org/spec/FEEL/20140401"
      xmlns:own="urn:loan" xmlns:tool="urn:tool" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xsi:schemaLocation="http://www.omg.org/spec/DMN/20151101/dmn.xsd http://x.org/dmn.xsd urn:tool tool.xsd"
      name="loan" namespace="urn:loan" expressionLanguage="http://www.omg.org/spec/FEEL/20140401"
      typeLanguage="http://www.omg.org/spec/FEEL/20140401" tool:version="3">
      <extensionElements><tool:x importType="http://www.omg.org/spec/DMN/20151101/dmn.xsd">a &lt; b</tool:x></extensionElements>
      <itemDefinition name="tPeriod"><itemComponent name="from"><typeRef>feel:dateTime</typeRef></itemComponent>
        <itemComponent name="length"><typeRef>feel:dayTimeDuration</typeRef></itemComponent></itemDefinition>
      <inputData id="i" name="amount"><variable name="amount" typeRef="feel:number"/></inputData>
      <inputData id="p" name="period"><variable name="period" typeRef="own:tPeriod"/></inputData>
      <decision id="d" name="end"><variable name="end" typeRef="feel:dateTime"/>
        <informationRequirement><requiredInput href="#p"/></informationRequirement>
        <literalExpression><text>period.from + period.length</text></literalExpression></decision>
      <decision id="e" name="double"><variable name="double" typeRef="feel:number"/>
        <informationRequirement><requiredInput href="#i"/></informationRequirement>
        <literalExpression expressionLanguage="http://www.omg.org/spec/FEEL/20140401"><text>amount * 2</text></literalExpression></decision>
    </definitions>
    """

  private func document(_ text: String) throws -> DMNDocument {
    try DMNDocument(reading: SourceText(name: "model.dmn", text: text))
  }

  private func results(of document: DMNDocument) throws -> [String] {
    let model = try ExecutableModel(compiling: DecisionModel.reading(document).model)
    var facts = ModelFacts()
    facts[ElementIdentifier("i", in: "urn:loan")] = .number(21)
    let start = try #require(DateAndTime("2024-02-28T12:00:00Z"))
    let length = try #require(DayTimeDuration("P2D"))
    let period = Context([("from", .dateAndTime(start)), ("length", .dayTimeDuration(length))])
    facts[ElementIdentifier("p", in: "urn:loan")] = .context(try #require(period))
    let moment = CalendarDate.epoch.midnightUTC
    return try model.evaluate(model.model.decisions.map(\.id), given: facts, at: moment).results
      .map { "\($0.name) \($0.value.literal) \($0.reasons.map(\.text.en))" }
  }

  @Test("a model of 1.1 becomes one of 1.5 that gives the same, with everything else kept")
  func fromTheFirst() throws {
    let old = try document(Self.first)
    #expect(old.version == .dmn11)
    let text = old.upgraded().text
    let new = try document(text)
    #expect(new.version == .dmn15)
    #expect(try results(of: old) == ["end @\"2024-03-01T12:00:00Z\" []", "double 42 []"])
    #expect(try results(of: new) == results(of: old))
    for part in [
      "<!-- a remark -->", "tool:version=\"3\"", "a &lt; b", "typeRef=\"number\"",
      "<typeRef>date and time</typeRef>", "<typeRef>days and time duration</typeRef>",
      "typeRef=\"tPeriod\"", "expressionLanguage=\"https://www.omg.org/spec/DMN/20230324/FEEL/\"",
      "importType=\"http://www.omg.org/spec/DMN/20151101/dmn.xsd\"",
      "https://www.omg.org/spec/DMN/20230324/MODEL/ http://x.org/DMN15.xsd urn:tool tool.xsd",
    ] {
      #expect(text.contains(part), "\(part): \(text)")
    }
    #expect(!text.contains("feel:"))
  }

  @Test("upgrading twice is upgrading once")
  func twice() throws {
    let once = try document(Self.first).upgraded().text
    #expect(try document(once).upgraded().text == once)
  }

  @Test("a type of the file's own that is called like one of FEEL is not taken for it")
  func ownName() throws {
    let text = Self.first.replacing("tPeriod", with: "number")
      .replacing("<typeRef>feel:dayTimeDuration", with: "<typeRef>dayTimeDuration")
    let old = try document(text)
    let new = try document(old.upgraded().text)
    #expect(try results(of: new) == results(of: old))
  }

  @Test("a type of an import is called by the name of the import")
  func imported() throws {
    let text = """
      <definitions xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/" xmlns:l="urn:loan" name="m" namespace="urn:m">
        <import name="loan" namespace="urn:loan" importType="http://www.omg.org/spec/DMN/20151101/dmn.xsd"/>
        <inputData name="p"><variable name="p" typeRef="l:tPeriod"/></inputData>
      </definitions>
      """
    let new = try document(document(text).upgraded().text)
    #expect(new.tree.text.contains("typeRef=\"loan.tPeriod\""))
    #expect(new.imports.map(\.namespace) == ["urn:loan"])
    let loan = try document(Self.first)
    for main in [try document(text), new] {
      let input = try DecisionModel.reading(main, importing: [loan]).model.inputs.first
      #expect(input?.type.type == loan.period, "\(main.version)")
    }
  }
}

extension DMNDocument {
  /// The type of its input `period`.
  fileprivate var period: ValueType? {
    try? DecisionModel.reading(self).model.inputs.first { $0.name == Name("period") }?.type.type
  }
}
