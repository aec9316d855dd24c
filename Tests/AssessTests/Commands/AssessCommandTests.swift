import TestSupport
import Testing

@testable import Assess

@Suite("toets assess")
struct AssessCommandTests {
  static let outcomes: [(name: String, old: String, new: String, status: Int32, says: String)] = [
    ("as it is", "", "", 0, "✓ Subsidie"),
    ("too dear", "bedrag: 9000", "bedrag: 10001", 1, "hoogstens 10.000"),
    ("no amount", "bedrag: 9000\n", "", 2, "Nog niet af"),
    (
      "nobody judged", "oordeel: voldoet, toelichting: De straat",
      "oordeel: voldoet, toelichting: X", 0, ""
    ),
    (
      "only the applicant's own view", "niets., door: beoordelaar", "niets., door: aanvrager", 2, ""
    ),
    (
      "a reviewer says no", "voldoet, toelichting: De straat",
      "voldoet niet, toelichting: De straat",
      1, "✗ Geen subsidie"
    ),
    (
      "the version of another year", "2023-05-01\nbedrag: 9000", "2024-05-01\nbedrag: 15000", 0,
      "regeling-2024"
    ),
  ]

  @Test("the exit status is the outcome, and the report says why")
  func outcome() throws {
    for row in Self.outcomes {
      let world = World(["plan.yaml": try goodPlan(row.old, row.new)])
      #expect(world.run("plan.yaml") == row.status, "\(row.name)")
      #expect(world.output.contains(row.says), "\(row.name): \(world.output)")
      #expect(world.error == "", "\(row.name)")
    }
  }

  private static let identity = "\(World.ruleset)/ruleset.yaml"

  /// The rules of 2022 are indicated by those of 2023, which also indicate what was before; those of 2024 are as they are.
  private static func indicating() throws -> String {
    let bytes = try Effects.process.readFile(identity, 1 << 20)
    return String(decoding: bytes, as: UTF8.self)
      .replacing(
        "The text is lost. }\n", with: "The text is lost. }\n    indicated by: regeling-2023\n"
      )
      .replacing(
        "versions:\n",
        with: """
          versions:
            - version: ontwerp
              never in force: { nl: Een ontwerp., en: A draft. }
              title: { nl: Ontwerp, en: Draft }
              changes: { nl: Het eerste., en: The first. }
              made from: [regeling]
              files: [sources.yaml, vocabulary.yaml, limit-2023.yaml, criteria/money.yaml, criteria/support.yaml, outcome.yaml]

          """)
  }

  private static let indications:
    [(arguments: [String], day: String, status: Int32, why: String?)] =
      [
        ([], "2023-05-01", 0, nil), ([], "2022-05-01", 2, "De tekst is er niet meer."),
        ([], "2021-05-01", 2, "Een ontwerp."),
        (["--ruleset", "gemeente/buurtfonds@ontwerp"], "2023-05-01", 2, "Een ontwerp."),
        (
          ["--ruleset", "gemeente/buurtfonds@regeling-2024"], "2022-05-01", 2,
          "De tekst is er niet meer."
        ),
        (["--ruleset", "gemeente/buurtfonds@regeling-2024"], "2023-05-01", 0, nil),
      ]

  @Test(
    "rules that are not those of the day only indicate: said everywhere, and never status 0 or 1")
  func indication() throws {
    for row in Self.indications {
      for amount in ["9000", "90000"] {
        let plan = try goodPlan("2023-05-01\nbedrag: 9000", "\(row.day)\nbedrag: \(amount)")
        let isGood = amount == "9000"
        for format in ["text", "markdown", "html", "json"] {
          let world = World([Self.identity: try Self.indicating(), "plan.yaml": plan])
          let status = world.run(["plan.yaml", "--format", format] + row.arguments)
          let expected = row.why == nil && !isGood ? 1 : row.status
          #expect(status == expected, "\(row) \(amount) \(format): \(world.error)")
          #expect(world.output.contains("(indicatief)") == (row.why != nil), "\(row) \(format)")
          if let why = row.why { #expect(world.output.contains(why), "\(row) \(format)") }
        }
      }
    }
  }

  @Test("a report is never written over the plan")
  func outputIsPlan() throws {
    let world = World(["plan.yaml": try goodPlan()])
    #expect(world.run("plan.yaml", "--output", "plan.yaml") == 64)
    #expect(world.file("plan.yaml") == (try goodPlan()))
    #expect(world.error.contains("over dit plan heen"))
    #expect(world.run("plan.yaml", "--quiet", "--output", "-") == 0)
    #expect(world.file("-") == nil && world.output.contains("✓ Subsidie"))
  }

  @Test("a plan may be JSON, and may come from the standard input")
  func standardInput() {
    let plan = """
      {"naam": "Tuin", "ingediend op": "2023-05-01", "bedrag": 10001.50, "eigen deel": 5, "buren": []}
      """
    let world = World(input: plan)
    #expect(world.run("assess", "-", "--quiet") == 1)
    #expect(world.output.hasPrefix("Tuin: ✗ Geen subsidie"))
  }

  static let choices: [(arguments: [String], day: String?, status: Int32, says: String)] = [
    ([], "2023-12-31", 0, "regeling-2023"),
    ([], "2024-01-01", 0, "regeling-2024"),
    ([], nil, 0, "regeling-2024"),  // the world's own day
    (["--on", "2023-02-01"], nil, 0, "regeling-2023"),
    (["--on", "2023-02-01"], "2024-01-01", 0, "regeling-2024"),
    (["--ruleset", "gemeente/buurtfonds@regeling-2024"], "2023-05-01", 0, "regeling-2024"),
    ([], "2022-05-01", 4, "niet uitgewerkt"),
    ([], "2021-12-31", 3, "op 2021-12-31 was geen versie"),
    (["--on", "2022-05-01"], nil, 4, "het plan zegt niet wanneer het is ingediend"),
    (["--on", "2021-12-31"], nil, 3, "het plan zegt niet wanneer het is ingediend"),
    ([], "2025-01-01", 3, "gemeente/buurtfonds@regeling-2024 (2024-01-01 – 2024-12-31)"),
    (
      ["--ruleset", "gemeente/buurtfonds@regeling-2022"], "2023-05-01", 4,
      "De tekst is er niet meer"
    ),
    (["--ruleset", "gemeente/buurtfonds@regeling-2032"], "2023-05-01", 4, "bedoelt u"),
    (["--ruleset", "gemeente/buurtfons"], "2023-05-01", 4, "bedoelt u 'gemeente/buurtfonds'?"),
    (["--ruleset", "gemeente"], "2023-05-01", 4, "er is geen ruleset 'gemeente'"),
    (["--ruleset", "../geheim"], "2023-05-01", 4, "er is geen ruleset '../geheim'"),
    (["--rulesets", "/nergens"], "2023-05-01", 4, "deze map met rulesets is er niet"),
    (["--on", "31-12-2023"], "2023-05-01", 64, "is geen dag"),
  ]

  @Test("the version is that of the day of submission, unless it is named")
  func version() throws {
    for row in Self.choices {
      let line = row.day.map { "ingediend op: \($0)\n" } ?? ""
      let world = World(["plan.yaml": try goodPlan("ingediend op: 2023-05-01\n", line)])
      let status = world.run(["plan.yaml"] + row.arguments)
      let name = "\(row.arguments) \(row.day ?? "-")"
      #expect(status == row.status || row.status == 0 && status < 3, "\(name): \(status)")
      #expect((world.output + world.error).contains(row.says), "\(name): \(world.error)")
    }
  }

  @Test("only the version that is needed is read, and no example or test")
  func laziness() throws {
    let world = World()
    #expect(world.run(World.plan) == 0)
    let others = world.reads.filter { $0.contains("limit-2024") || $0.contains("/tests/") }
    #expect(others == [])
  }

  @Test("an organisation sets a parameter, and the report names it")
  func settings() throws {
    let settings = """
      parameters:
        minste eigen deel: { value: "15", reason: Raadsbesluit 7, date: 2023-01-02 }
      """
    let world = World(["set.yaml": settings])
    #expect(world.run(World.plan, "--settings", "set.yaml", "--explain", "full") == 1)
    #expect(world.output.contains("Raadsbesluit 7"))
  }

  static let badSettings: [(text: String, says: String)] = [
    ("parameters: { x: { value: \"1\" } }", "'x' heeft een waarde, een reden en een datum nodig"),
    ("parameter: {}", "'parameters' ontbreekt"),
    (
      "parameters: { minste eigen dele: { value: \"1\", reason: R, date: 2023-01-02 } }",
      "set.yaml:1:"
    ),
    (
      "parameters: { minste eigen deel: { value: \"'a\", reason: R, date: 2023-01-02 } }",
      "set.yaml:1:"
    ),
    ("- 1", "'parameters' ontbreekt"),
    ("", "leeg"),
  ]

  @Test("a settings file that is not right is refused with its place")
  func badSettings() {
    for row in Self.badSettings {
      let world = World(["set.yaml": row.text])
      #expect(world.run(World.plan, "--settings", "set.yaml") == 3, "\(row.text)")
      #expect(world.error.contains(row.says), "\(row.text): \(world.error)")
      #expect(world.output == "")
    }
  }

  @Test("of several plans each is told of, and the highest status counts")
  func several() throws {
    let world = World([
      "good.yaml": try goodPlan(), "dear.yaml": try goodPlan("bedrag: 9000", "bedrag: 99999"),
    ])
    #expect(world.run("good.yaml", "dear.yaml", "none.yaml", "--quiet") == 3)
    #expect(world.output.contains("✓ Subsidie") && world.output.contains("✗ Geen subsidie"))
    #expect(world.error.contains("none.yaml: fout: dit bestand is er niet"))
  }

  @Test("every format is written, in either language; more plans in JSON are one list")
  func formats() throws {
    let rows: [(format: String, start: String)] = [
      ("text", "Speeltuin"), ("json", "{"), ("markdown", "# "), ("html", "<!"),
    ]
    for row in rows {
      for language in ["nl", "en"] {
        let world = World()
        #expect(world.run(World.plan, "--format", row.format, "--lang", language) == 0)
        #expect(world.output.lowercased().hasPrefix(row.start.lowercased()), "\(row.format)")
        let title = language == "nl" ? "Subsidie" : "Grant"
        #expect(world.output.contains(title), "\(row.format) \(language)")
      }
    }
    let world = World()
    #expect(world.run(World.plan, World.plan, "--format", "json") == 0)
    #expect(world.output.hasPrefix("[\n{") && world.output.hasSuffix("}\n]\n"))
    #expect(World().run(World.plan, World.plan, "--format", "html") == 64)
  }

  @Test("colour is for a terminal, and not with NO_COLOR or in a file")
  func colour() {
    let rows: [(terminal: Bool, noColor: Bool, file: Bool, isColoured: Bool)] = [
      (true, false, false, true), (true, true, false, false), (false, false, false, false),
      (true, false, true, false),
    ]
    for row in rows {
      let world = World()
      let arguments = [World.plan] + (row.file ? ["--output", "report.txt"] : [])
      #expect(world.run(arguments, terminal: row.terminal, noColor: row.noColor) == 0)
      let text = row.file ? world.file("report.txt") ?? "" : world.output
      #expect(text.contains("\u{1B}[") == row.isColoured, "\(row)")
    }
  }

  @Test("a report that cannot be written is told, with a status of its own")
  func output() {
    let world = World()
    #expect(world.run(World.plan, "--output", "/nowhere/report.txt") == 74)
    #expect(world.error.contains("de map voor dit bestand is er niet"))
    #expect(World(room: 10).run(World.plan) == 74)
  }
}
