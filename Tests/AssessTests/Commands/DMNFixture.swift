@testable import Assess

/// Small models and test cases, as text.
enum DMNFixture {
  static let namespace = "https://www.omg.org/spec/DMN/20230324/MODEL/"

  static func definitions(_ name: String, _ body: String, attributes: String = "") -> String {
    """
    <definitions xmlns="\(namespace)" name="\(name)" namespace="urn:\(name)"\(attributes)>
    \(body)
    </definitions>

    """
  }

  /// Two inputs, decisions with and without logic, and a service.
  static let discount = definitions(
    "korting",
    """
    <itemDefinition name="tKlant">
      <itemComponent name="naam"><typeRef>string</typeRef></itemComponent>
      <itemComponent name="sinds"><typeRef>date</typeRef></itemComponent>
      <itemComponent name="soort"><typeRef>string</typeRef>
        <allowedValues><text>"vast", "los"</text></allowedValues></itemComponent>
    </itemDefinition>
    <itemDefinition name="tLeeftijd"><typeRef>number</typeRef>
      <allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
    <inputData id="i1" name="leeftijd"><variable name="leeftijd" typeRef="tLeeftijd"/></inputData>
    <inputData id="i2" name="klant"><variable name="klant" typeRef="tKlant"/></inputData>
    <knowledgeSource id="k1" name="Prijslijst" locationURI="https://example.org/prijslijst"/>
    <businessKnowledgeModel id="b1" name="tarief"><variable name="tarief" typeRef="number"/>
      <encapsulatedLogic><formalParameter name="n" typeRef="number"/>
        <decisionTable hitPolicy="FIRST">
          <input><inputExpression typeRef="number"><text>n</text></inputExpression></input>
          <output typeRef="number"/>
          <rule><inputEntry><text>&gt;= 65</text></inputEntry><outputEntry><text>10</text></outputEntry></rule>
          <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>
        </decisionTable></encapsulatedLogic>
      <authorityRequirement><requiredAuthority href="#k1"/></authorityRequirement>
    </businessKnowledgeModel>
    <decision id="d1" name="korting"><question>Hoeveel korting?</question>
      <allowedAnswers>0 of 10</allowedAnswers><variable name="korting" typeRef="number"/>
      <informationRequirement><requiredInput href="#i1"/></informationRequirement>
      <knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
      <literalExpression><text>tarief(leeftijd)</text></literalExpression></decision>
    <decision id="d2" name="jaren klant"><variable name="jaren klant"/>
      <informationRequirement><requiredInput href="#i2"/></informationRequirement>
      <literalExpression><text>years and months duration(klant.sinds, date("2024-06-01")).years</text></literalExpression></decision>
    <decision id="d3" name="oordeel"><variable name="oordeel" typeRef="string"/></decision>
    <decision id="d4" name="brief"><variable name="brief" typeRef="string"/>
      <informationRequirement><requiredDecision href="#d3"/></informationRequirement>
      <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
      <literalExpression><text>oordeel + " " + string(korting)</text></literalExpression></decision>
    <decision id="d5" name="niets"><variable name="niets"/>
      <literalExpression><text>null</text></literalExpression></decision>
    <decisionService id="s1" name="post"><outputDecision href="#d4"/>
      <inputDecision href="#d1"/><inputDecision href="#d3"/></decisionService>
    """)

  /// Imports `korting` as `k`, and asks for an input of that name too.
  static let order = definitions(
    "bestelling",
    """
    <import name="k" namespace="urn:korting" importType="\(namespace)"/>
    <inputData id="i1" name="bedrag"><variable name="bedrag" typeRef="number"/></inputData>
    <decision id="d1" name="te betalen"><variable name="te betalen" typeRef="number"/>
      <informationRequirement><requiredInput href="#i1"/></informationRequirement>
      <informationRequirement><requiredDecision href="urn:korting#d1"/></informationRequirement>
      <literalExpression><text>bedrag * (100 - k.korting) / 100</text></literalExpression></decision>
    """)

  /// A case for each pair of an age and the discount that it gives.
  static func cases(of model: String, _ rows: [(age: String, discount: String)]) -> String {
    let cases = rows.enumerated().map { number, row in
      """
      <testCase id="\(number + 1)"><inputNode name="leeftijd"><value xsi:type="xsd:decimal">\(row.age)</value></inputNode>
        <resultNode name="korting"><expected><value xsi:type="xsd:decimal">\(row.discount)</value></expected></resultNode></testCase>
      """
    }
    return """
      <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <modelName>\(model)</modelName>
      \(cases.joined(separator: "\n"))
      </testCases>
      """
  }
}
