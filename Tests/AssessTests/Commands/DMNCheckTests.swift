import TestSupport
import Testing

@testable import Assess

@Suite("toets dmn check tells what is wrong with a model and its tables")
struct DMNCheckTests {
  private static func model(_ rows: String, hitPolicy: String = "UNIQUE") -> String {
    """
    <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="k" namespace="urn:k" id="k">
      <itemDefinition name="soort"><typeRef>string</typeRef>
        <allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>
      <inputData id="l" name="leeftijd"><variable name="leeftijd" typeRef="number"/></inputData>
      <inputData id="s" name="soort"><variable name="soort" typeRef="soort"/></inputData>
      <decision id="d" name="korting"><variable name="korting" typeRef="number"/>
        <informationRequirement><requiredInput href="#l"/></informationRequirement>
        <informationRequirement><requiredInput href="#s"/></informationRequirement>
        <decisionTable hitPolicy="\(hitPolicy)">
          <input><inputExpression typeRef="number"><text>leeftijd</text></inputExpression></input>
          <input><inputExpression typeRef="soort"><text>soort</text></inputExpression></input>
          <output typeRef="number"/>
          \(rows)
        </decisionTable>
      </decision>
    </definitions>
    """
  }

  private static func row(_ cells: String..., gives: Int) -> String {
    let inputs = cells.map { cell in
      let text = cell.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      return "<inputEntry><text>\(text)</text></inputEntry>"
    }
    return "<rule>\(inputs.joined())<outputEntry><text>\(gives)</text></outputEntry></rule>"
  }

  static let models: [(rows: String, hitPolicy: String, status: Int32, says: [String])] = [
    (
      row("< 18", "-", gives: 1) + row(">= 18", "\"a\"", gives: 2)
        + row(">= 18", "\"b\"", gives: 3),
      "UNIQUE", 0, []
    ),
    (
      row("< 18", "-", gives: 1) + row(">= 18", "\"a\"", gives: 2), "UNIQUE", 0,
      ["W121", "leeftijd >= 18 en soort \"b\""]
    ),
    (
      row("< 18", "-", gives: 1) + row(">= 17", "-", gives: 2), "UNIQUE", 4,
      ["E122", "leeftijd [17..18)"]
    ),
    (row("< 18", "-", gives: 1) + row(">= 17", "-", gives: 1), "ANY", 0, []),
    (
      row("< 18", "-", gives: 1) + row("-", "-", gives: 2) + row("9", "-", gives: 3), "FIRST", 0,
      ["W124"]
    ),
    (row("< 18", "-", gives: 1), "COLLECT", 0, []),
    (row("(9..9)", "-", gives: 1) + row("-", "-", gives: 2), "UNIQUE", 0, ["W123"]),
    (row("? * 2 > 4", "-", gives: 1), "UNIQUE", 0, ["N125"]),
  ]

  @Test("gaps, contradictions and rules that never have their turn", arguments: models)
  func tables(_ row: (rows: String, hitPolicy: String, status: Int32, says: [String])) {
    let world = World(["k.dmn": Self.model(row.rows, hitPolicy: row.hitPolicy)])
    #expect(world.run("dmn", "check", "k.dmn") == row.status, "\(world.error)")
    for words in row.says { #expect(world.error.contains(words), "\(world.error)") }
    if row.says.isEmpty { #expect(world.error == "" && world.output == "k.dmn: in orde\n") }
  }

  @Test("what a parameter or a decision may be is known of tables that read it")
  func types() {
    let model = """
      <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="k" namespace="urn:k" id="k">
        <itemDefinition name="soort"><typeRef>string</typeRef>
          <allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>
        <inputData id="l" name="leeftijd"><variable name="leeftijd" typeRef="number"/></inputData>
        <businessKnowledgeModel id="b" name="prijs"><variable name="prijs"/>
          <encapsulatedLogic><formalParameter name="s" typeRef="soort"/>
            <decisionTable hitPolicy="UNIQUE">
              <input><inputExpression typeRef="string"><text>s</text></inputExpression></input>
              <output typeRef="number"/>
              \(Self.row("\"a\"", gives: 1))\(Self.row("\"b\"", gives: 2))
            </decisionTable></encapsulatedLogic></businessKnowledgeModel>
        <decision id="s" name="soort"><variable name="soort" typeRef="soort"/>
          <informationRequirement><requiredInput href="#l"/></informationRequirement>
          <literalExpression><text>if leeftijd &lt; 18 then "a" else "b"</text></literalExpression></decision>
        <decision id="d" name="korting"><variable name="korting" typeRef="number"/>
          <informationRequirement><requiredDecision href="#s"/></informationRequirement>
          <decisionTable hitPolicy="UNIQUE">
            <input><inputExpression typeRef="string"><text>soort</text></inputExpression></input>
            <output typeRef="number"/>
            \(Self.row("\"a\"", gives: 1))\(Self.row("\"b\"", gives: 2))
          </decisionTable>
        </decision>
      </definitions>
      """
    let world = World(["k.dmn": model])
    #expect(world.run("dmn", "check", "--strict", "k.dmn") == 0, "\(world.error)")
    #expect(world.output == "k.dmn: in orde\n")
  }

  @Test("a warning counts with --strict; what can't be read ends with 4, for programs too")
  func endings() {
    let gap = Self.model(Self.row("< 18", "-", gives: 1))
    let world = World(["k.dmn": gap, "kapot.dmn": "<definitions"])
    #expect(world.run("dmn", "check", "--strict", "k.dmn") == 4)
    #expect(world.run("dmn", "check", "k.dmn", "kapot.dmn", "weg.dmn", "--format", "json") == 4)
    #expect(
      world.output.contains("\"code\": \"E006\"") || world.output.contains("\"code\":\"E006\""))
    #expect(world.run("dmn", "check", "kapot.dmn", "--format", "sarif") == 4)
    #expect(world.output.contains("\"ruleId\""))
  }
}
