import TestSupport
import Testing

@testable import Assess

@Suite("toets dmn run")
struct DMNRunTests {
  static let files = [
    "k.dmn": DMNFixture.discount, "b.dmn": DMNFixture.order,
    "alles.json":
      #"{"leeftijd": 70, "klant": {"naam": "A", "sinds": "2020-01-01", "soort": "vast"}, "oordeel": "goed"}"#,
    "alles.yaml":
      "leeftijd: 70\nklant: { naam: A, sinds: 2020-01-01, soort: los }\noordeel: goed\n",
    "oud.json": #"{"leeftijd": "oud"}"#, "te oud.json": #"{"leeftijd": 151}"#,
    "onbekend.json": #"{"leeftyd": 1}"#, "lijst.json": "[1]", "stuk.json": "{",
    "gisteren.json": #"{"klant": {"naam": "A", "sinds": "gisteren", "soort": "vast"}}"#,
    "half.json": #"{"klant": {"naam": "A"}}"#,
    "soort.json": #"{"klant": {"naam": "A", "sinds": "2020-01-01", "soort": "nieuw"}}"#,
    "korting.json": #"{"korting": 3}"#, "post.json": #"{"korting": 3, "oordeel": "slecht"}"#,
    "bestelling.json": #"{"bedrag": 200, "k.leeftijd": 65}"#,
    "los.json": #"{"bedrag": 200, "leeftijd": 65}"#,
    "dubbel.json": #"{"leeftijd": 1, "k.leeftijd": 65}"#,
    "verkeerd.json": #"{"x.leeftijd": 65}"#,
  ]

  static let answers: [(arguments: [String], output: String)] = [
    (
      ["k.dmn", "--input", "alles.json"],
      """
      korting: 10
      jaren klant: 4
      oordeel: "goed"
      brief: "goed 10"
      niets: null
        k.dmn:36:2: dit is null volgens de logica zelf, of door een invoer die null is

      """
    ),
    (["k.dmn", "--input", "alles.yaml", "--decision", "brief"], "brief: \"goed 10\"\n"),
    (
      ["--decision", "korting", "--decision", "jaren klant", "k.dmn", "--input", "alles.yaml"],
      "korting: 10\njaren klant: 4\n"
    ),
    (["k.dmn", "--service", "post", "--input", "post.json"], "brief: \"slecht 3\"\n"),
    (["b.dmn", "--input", "bestelling.json"], "te betalen: 180\n"),
    (["b.dmn", "--input", "los.json"], "te betalen: 180\n"),
  ]

  @Test("values from JSON and YAML, of imported models and for services")
  func values() {
    for row in Self.answers {
      let world = World(Self.files)
      #expect(world.run(["dmn", "run"] + row.arguments) == 0, "\(row.arguments): \(world.error)")
      #expect(world.output == row.output, "\(row.arguments): \(world.error)")
    }
  }

  static let nulls: [(arguments: [String], says: String)] = [
    (["--decision", "jaren klant"], "k.dmn:11:2: voor 'klant' is geen waarde gegeven"),
    (["--decision", "oordeel"], "mensen beslissen"),
    (["--decision", "korting", "--input", "oud.json"], "'leeftijd' moet een getal zijn"),
    (["--decision", "korting", "--input", "te oud.json"], "'leeftijd' moet voldoen aan [0..150]"),
    (
      ["--decision", "jaren klant", "--input", "gisteren.json"],
      "'klant.sinds' moet een datum zijn, maar dit is de tekst \"gisteren\""
    ),
    (
      ["--decision", "jaren klant", "--input", "half.json"],
      "'klant.sinds' ontbreekt; het moet een datum zijn"
    ),
    (
      ["--decision", "jaren klant", "--input", "soort.json"],
      "'klant.soort' moet voldoen aan \"vast\", \"los\", maar dit is de tekst \"nieuw\""
    ),
    (["--service", "post"], "k.dmn:31:2: voor 'oordeel' is geen waarde gegeven"),
    (["--service", "post"], "voor 'korting' is geen waarde gegeven"),
  ]

  @Test("each null says why, with the place")
  func reasons() {
    for row in Self.nulls {
      let world = World(Self.files)
      #expect(world.run(["dmn", "run", "k.dmn"] + row.arguments) == 0, "\(row.arguments)")
      #expect(world.output.contains(row.says), "\(row.arguments): \(world.output)")
    }
  }

  static let faults: [(arguments: [String], status: Int32, says: String)] = [
    (["k.dmn", "--decision", "kortin"], 3, "bedoelt u 'korting'?"),
    (["k.dmn", "--service", "pst"], 3, "bedoelt u 'post'?"),
    (["b.dmn", "--service", "post 2"], 3, "geen service 'post 2'"),
    (
      ["k.dmn", "--input", "onbekend.json"], 3, "onbekend.json:1:2: fout: dit model vraagt niet om"
    ),
    (["k.dmn", "--input", "lijst.json"], 3, "hier horen namen van invoer"),
    (["k.dmn", "--input", "stuk.json"], 3, "stuk.json:1:"),
    (["k.dmn", "--input", "weg.json"], 3, "weg.json: fout: dit bestand is er niet"),
    (["k.dmn", "--input", "korting.json"], 3, "het model berekent 'korting' zelf"),
    (["b.dmn", "--input", "dubbel.json"], 3, "dubbel.json:1:17: fout: voor 'k.leeftijd' staat"),
    (["b.dmn", "--input", "verkeerd.json"], 3, "dit model vraagt niet om 'x.leeftijd'"),
    (["weg.dmn"], 4, "weg.dmn: fout: dit bestand is er niet"),
    ([World.package], 4, "dit is een map, geen bestand"),
    (["stuk.json"], 4, "stuk.json:1:1: fout"),
    (["k.dmn", "--service", "post", "--decision", "korting"], 64, "niet allebei"),
    ([], 64, "<model>"),
    (["k.dmn", "--on", "morgen"], 64, "is geen dag"),
  ]

  @Test("what is wrong is told, with its place and how to mend it")
  func wrong() {
    for row in Self.faults {
      let world = World(Self.files)
      #expect(world.run(["dmn", "run"] + row.arguments) == row.status, "\(row.arguments)")
      #expect(world.error.contains(row.says), "\(row.arguments): \(world.error)")
      #expect(world.output == "", "\(row.arguments)")
    }
  }

  @Test("JSON has the reasons with their places")
  func json() {
    let world = World(Self.files)
    #expect(
      world.run("dmn", "run", "k.dmn", "--decision", "niets", "--format", "json", "--lang", "en")
        == 0)
    #expect(
      world.output == """
        {
          "results": [
            {
              "name": "niets",
              "value": null,
              "reasons": [
                {
                  "text": "this is null by the logic itself, or by an input that is null",
                  "file": "k.dmn",
                  "line": 36,
                  "column": 2
                }
              ]
            }
          ]
        }

        """)
  }

  @Test("an import that is not there is told with the files beside it that can't be read")
  func missingImport() {
    let world = World(["b.dmn": DMNFixture.order, "k.dmn": "<definitions"])
    #expect(world.run("dmn", "run", "b.dmn") == 4)
    #expect(world.error.contains("b.dmn:2:"), "\(world.error)")
    #expect(world.error.contains("'urn:korting'"), "\(world.error)")
    #expect(world.error.contains("\nk.dmn:1:"), "\(world.error)")
  }

  @Test("a fault in a text of the model is told, and the rest is computed")
  func badText() {
    let text = DMNFixture.discount.replacing("tarief(leeftijd)", with: "tarief(leeftijd")
    let world = World(Self.files.merging(["k.dmn": text]) { $1 })
    #expect(world.run("dmn", "run", "k.dmn", "--input", "alles.json") == 0)
    #expect(world.error.contains("k.dmn:27:"), "\(world.error)")
    #expect(world.output.contains("korting: null\n  k.dmn:27:"), "\(world.output)")
    #expect(world.output.contains("jaren klant: 4"), "\(world.output)")
  }
}
