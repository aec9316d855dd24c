import Foundation
import Rules
import Testing

private let moment = CalendarDate.epoch.midnightUTC

// The functions below stand in DMN.md too, where people copy them.

func discount(modelText: String, age: Int) throws -> (value: Value, reasons: [String]) {
  let document = try DMNDocument(reading: SourceText(name: "discount.dmn", text: modelText))
  let (model, _) = try DecisionModel.reading(document)
  let executable = try ExecutableModel(compiling: model)
  guard let input = executable.input(named: "age")?.id,
    let decision = executable.decision(named: "discount")
  else { return (.null, ["the model has no 'age' or no 'discount'"]) }
  var facts = ModelFacts()
  facts[input] = .number(Number(age))
  let evaluation = try executable.evaluate([decision], given: facts, at: moment)
  let result = evaluation.results[0]
  return (result.value, result.reasons.map(\.text.en))
}

@Suite("DMN.md")
struct DMNPageTests {
  private static func model(_ logic: String) -> String {
    """
    <definitions xmlns="\(DMNVersion.newest.namespace)" name="discount" namespace="urn:discount">
      <inputData id="i" name="age"><variable name="age" typeRef="number"/></inputData>
      <businessKnowledgeModel id="b" name="abs"><encapsulatedLogic kind="Java">
        <formalParameter name="n" typeRef="number"/>
        <context><contextEntry><variable name="class"/><literalExpression><text>"java.lang.Math"</text></literalExpression></contextEntry>
        <contextEntry><variable name="method signature"/><literalExpression><text>"abs(double)"</text></literalExpression></contextEntry></context>
      </encapsulatedLogic></businessKnowledgeModel>
      <decision id="d" name="discount"><variable name="discount" typeRef="number"/>
        <informationRequirement><requiredInput href="#i"/></informationRequirement>
        <knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
        <literalExpression><text>\(logic)</text></literalExpression></decision>
    </definitions>
    """
  }

  @Test("the program on the page runs a model")
  func program() throws {
    let found = try discount(modelText: Self.model("if age >= 65 then 10 else 0"), age: 70)
    #expect(found.value.literal == "10" && found.reasons == [])
    let none = try discount(modelText: Self.model("age + \"x\""), age: 70)
    #expect(none.value.isNull && none.reasons.count == 1)
  }

  @Test("a function that is registered is called; one that is not gives null and says so")
  func external() throws {
    let document = try DMNDocument(
      reading: SourceText(name: "discount.dmn", text: Self.model("abs(0 - 3)")))
    let (model, _) = try DecisionModel.reading(document)
    var functions = ExternalFunctions()
    functions.register(java: "java.lang.Math", "abs(double)") { arguments in
      guard case .number(let number) = arguments[0] else { return nil }
      return .number(number.magnitude)
    }
    let executable = try ExecutableModel(compiling: model, externals: functions)
    let decision = try #require(executable.decision(named: "discount"))
    let evaluation = try executable.evaluate([decision], given: .init(), at: moment)
    #expect(evaluation["discount"]?.literal == "3")
    let none = try discount(modelText: Self.model("abs(0 - 3)"), age: 1)
    #expect(
      none.reasons == [
        "the external function 'java.lang.Math abs(double)' was not made available here"
      ])
  }

  @Test("the program stands on the page as it is here")
  func samePage() throws {
    let package = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let page = try String(contentsOf: package.appending(path: "DMN.md"), encoding: .utf8)
    let here = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let start = try #require(here.range(of: "func discount("))
    let end = try #require(here.range(of: "\n}\n", range: start.lowerBound..<here.endIndex))
    #expect(page.contains(String(here[start.lowerBound..<end.upperBound])))
  }
}
