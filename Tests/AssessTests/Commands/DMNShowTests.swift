import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("toets dmn show")
struct DMNShowTests {
  @Test("a model as text: its elements, their types and what they require")
  func text() {
    let world = World(["k.dmn": DMNFixture.discount])
    #expect(world.run("dmn", "show", "k.dmn") == 0, "\(world.error)")
    #expect(
      world.output == """
        korting
        DMN 1.5, urn:korting

        BESLISSINGEN
          korting: number
            vraag: Hoeveel korting?
            antwoorden: 0 of 10
            invoer: leeftijd
            kennis: tarief
            logica: FEEL: tarief(leeftijd)
          jaren klant: Any
            invoer: klant
            logica: FEEL: years and months duration(klant.sinds, date("2024-06-01")).years
          oordeel: string
            logica: geen, mensen beslissen
          brief: string
            beslissingen: oordeel, korting
            logica: FEEL: oordeel + " " + string(korting)
          niets: Any
            logica: FEEL: null

        INVOER
          leeftijd: number ([0..150])
          klant: context
            naam: string
            sinds: date
            soort: string ("vast", "los")

        KENNISMODELLEN
          tarief
            n: number
            → number
            berust op: Prijslijst
            logica: beslistabel FIRST: invoer: 1, uitkomsten: 1, regels: 2

        SERVICES
          post
            geeft: brief
            beslissingen als invoer: korting, oordeel

        KENNISBRONNEN
          Prijslijst: https://example.org/prijslijst

        """, "\(world.output)")
  }

  @Test("advice about the texts stands at the end, imports at the beginning")
  func advice() {
    let order = DMNFixture.order.replacing("k.korting) / 100", with: "k.korting / 100")
    let world = World(["k.dmn": DMNFixture.discount, "b.dmn": order])
    #expect(world.run("dmn", "show", "b.dmn", "--lang", "en") == 1, "\(world.error)")
    #expect(world.output.contains("IMPORTS\n  k: urn:korting\n"), "\(world.output)")
    #expect(world.output.contains("decisions: k.korting\n"), "\(world.output)")
    #expect(world.output.contains("\nADVICE\nb.dmn:7:"), "\(world.output)")
  }

  @Test("a remark on how something was read is no fault; a name that nothing gives is one")
  func status() {
    let older = DMNFixture.discount.replacing("typeRef=\"number\"", with: "typeRef=\"integer\"")
    let world = World([
      "k.dmn": older,
      "b.dmn": DMNFixture.discount.replacing("tarief(leeftijd)", with: "tarief(leeftjid)"),
    ])
    #expect(world.run("dmn", "show", "k.dmn") == 0)
    #expect(world.output.contains("opmerking N084: het type 'integer'"), "\(world.output)")
    #expect(world.run("dmn", "show", "b.dmn") == 1)
    #expect(world.output.contains("b.dmn:27:"), "\(world.output)")
    #expect(
      world.output.contains("waarschuwing E052: onbekende naam 'leeftjid'"), "\(world.output)")
    #expect(world.output.contains("bedoelt u 'leeftijd'?"), "\(world.output)")
    #expect(world.run("dmn", "show", "b.dmn", "--svg") == 0)
  }

  @Test("what a model without input data asks for is shown, and drawn")
  func undeclaredInput() {
    let table = DMNFixture.definitions(
      "t",
      """
      <decision id="d" name="d"><decisionTable hitPolicy="FIRST">
      <input><inputExpression typeRef="string"><text>regio</text></inputExpression></input><output/>
      <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
      </decisionTable></decision>
      """)
    let world = World([
      "t.dmn": table, "in.json": #"{"regio": "noord"}"#, "mis.json": #"{"regoi": 1}"#,
    ])
    #expect(world.run("dmn", "show", "t.dmn") == 0, "\(world.error)")
    #expect(world.output.contains("INVOER\n  regio: string\n"), "\(world.output)")
    #expect(world.run("dmn", "show", "t.dmn", "--svg") == 0)
    #expect(world.output.contains("regio (invoer)"))
    #expect(world.run("dmn", "run", "t.dmn", "--input", "in.json") == 0, "\(world.error)")
    #expect(world.run("dmn", "run", "t.dmn", "--input", "mis.json") == 3)
    #expect(world.error.contains("bedoelt u 'regio'?"), "\(world.error)")
  }

  @Test("the same as JSON")
  func json() throws {
    let world = World(["k.dmn": DMNFixture.discount])
    #expect(world.run("dmn", "show", "k.dmn", "--format", "json") == 0)
    let source = SourceText(name: "out.json", text: world.output)
    let root = try DataDocument(reading: source).root
    #expect(root["version"]?.text == "1.5")
    let decisions = root["decisions"].map { Array($0.items) } ?? []
    #expect(decisions.count == 5)
    #expect(decisions.first?["requires"].map { Array($0.items).count } == 2)
    let knowledge = root["knowledgeModels"].map { Array($0.items) } ?? []
    #expect(knowledge.first?["logic"]?["hitPolicy"]?.text == "FIRST")
  }

  @Test("a drawing is XML with the names of all elements, escaped")
  func drawing() throws {
    let model = DMNFixture.discount.replacing(
      "name=\"oordeel\"", with: "name=\"a &lt;b&gt; &amp; c\""
    )
    .replacing("oordeel +", with: "\"x\" +")
    let world = World(["k.dmn": model])
    #expect(world.run("dmn", "show", "k.dmn", "--svg") == 0, "\(world.error)")
    let root = try XMLTree(reading: SourceText(name: "k.svg", text: world.output)).root
    #expect(root.name == .init("svg", in: "http://www.w3.org/2000/svg"))
    let titles = root.elements(called: "g").compactMap { $0.elements(called: "title").first?.text }
    #expect(
      titles == [
        "korting (beslissing)", "jaren klant (beslissing)", "a <b> & c (beslissing)",
        "brief (beslissing)", "niets (beslissing)", "tarief (kennismodel)", "post (service)",
        "leeftijd (invoer)", "klant (invoer)", "Prijslijst (kennisbron)",
      ])
    #expect(root.elements(called: "title").first?.text == "korting")
    let edges = root.elements(called: "path").compactMap { $0["class"] }
    #expect(
      edges == [
        "edge information", "edge knowledge", "edge information", "edge information",
        "edge information", "edge authority", "edge output",
      ])
  }

  @Test("wrong use and wrong models are told")
  func wrong() {
    #expect(World().run("dmn", "show") == 64)
    #expect(World().run("dmn", "show", "k.dmn", "--svg", "--format", "json") == 64)
    #expect(World().run("dmn", "show", "weg.dmn") == 4)
    #expect(World(["k.dmn": "<definitions/>"]).run("dmn", "show", "k.dmn", "--svg") == 4)
  }
}

extension XMLElement {
  fileprivate func elements(called name: String) -> [XMLElement] {
    elements.filter { $0.name.local == name }
  }
}
