import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("toets dmn test")
struct DMNTestTests {
  static let good = DMNFixture.cases(of: "k.dmn", [("70", "10"), ("20", "0")])
  static let bad = DMNFixture.cases(of: "k.dmn", [("70", "10"), ("151", "5"), ("20", "3")])

  @Test("each result that differs has its line, each folder its counts, and all a total")
  func counts() {
    let world = World([
      "kit/een/k.dmn": DMNFixture.discount, "kit/een/a.xml": Self.good,
      "kit/twee/diep/k.dmn": DMNFixture.discount, "kit/twee/diep/b.xml": Self.bad,
      "kit/twee/ander.xml": "<iets/>",
    ])
    #expect(world.run("dmn", "test", "kit", "--lang", "en") == 1)
    #expect(
      world.output == """
        ✗ kit/twee/diep/b.xml: 2 korting: expected 5, found 0
            kit/twee/diep/k.dmn:10:2: 'leeftijd' must meet [0..150], but this is the number 151
        ✗ kit/twee/diep/b.xml: 3 korting: expected 3, found 0
        kit/een: 2 passed, 0 failed
        kit/twee: 1 passed, 2 failed
        3 passed, 2 failed, 0 skipped

        """, "\(world.output)")
    #expect(world.error == "")
  }

  @Test("all good is status 0, told in Dutch")
  func dutch() {
    let world = World(["kit/k.dmn": DMNFixture.discount, "kit/a.xml": Self.good])
    #expect(world.run("dmn", "test", "kit/") == 0)
    #expect(world.output == "kit: 2 goed, 0 fout\n2 goed, 0 fout\n")
  }

  @Test("a file that can't be run counts as failed, with everything that is wrong with it")
  func broken() {
    let world = World([
      "kit/a.xml": "<testCases", "kit/b.xml": Self.bad.replacing("k.dmn", with: "weg.dmn"),
      "kit/c.xml": Self.good,
      "kit/k.dmn": DMNFixture.discount.replacing(
        "typeRef=\"tLeeftijd\"", with: "typeRef=\"tLeeftij\""),
    ])
    #expect(world.run("dmn", "test", "kit", "--lang", "en") == 4)
    #expect(
      world.output == """
        ✗ kit/a.xml: cannot be run, 1 failed
        ✗ kit/b.xml: cannot be run, 3 failed
        ✗ kit/c.xml: cannot be run, 2 failed
        kit: 0 passed, 6 failed
        0 passed, 6 failed, 0 skipped

        """, "\(world.output)")
    for says in ["kit/a.xml:1:", "kit/weg.dmn: error", "kit/k.dmn:10:", "unknown type 'tLeeftij'"] {
      #expect(world.error.contains(says), "\(says): \(world.error)")
    }
  }

  @Test("several files about one model have it read once")
  func readOnce() {
    let world = World([
      "kit/k.dmn": DMNFixture.discount, "kit/a.xml": Self.good, "kit/b.xml": Self.good,
    ])
    #expect(world.run("dmn", "test", "kit") == 0)
    #expect(world.reads.count { $0 == "kit/k.dmn" } == 1)
  }

  @Test("a folder without test cases is no success; neither is one that is not there")
  func nothing() {
    for (folder, status) in [("kit", 1), ("leeg.xml", 1), ("weg", 4)] {
      let world = World([
        "kit/ander.xml": "<iets/>", "leeg.xml": DMNFixture.cases(of: "k.dmn", []),
      ])
      #expect(world.run("dmn", "test", folder) == status, "\(folder)")
      #expect(world.error.contains(folder), "\(world.error)")
    }
  }

  @Test("of several folders each must hold test cases")
  func emptyAmongOthers() {
    let world = World([
      "kit/k.dmn": DMNFixture.discount, "kit/a.xml": Self.good, "ander/k.dmn": DMNFixture.discount,
    ])
    #expect(world.run("dmn", "test", "kit", "ander") == 1)
    #expect(world.output.hasSuffix("2 goed, 0 fout\n"))
    #expect(world.error.hasPrefix("ander: fout: hier staan geen testgevallen"), "\(world.error)")
  }

  /// Cases that look as if they test something, and do not.
  static let idle: [(from: String, to: String, says: String)] = [
    (
      "inputNode name=\"leeftijd\"", "inputNode name=\"leeftjid\"",
      "kit/a.xml:4:19: het model vraagt niet om 'leeftjid'; bedoelt u 'leeftijd'?"
    ),
    (
      "inputNode name=\"leeftijd\"", "inputNode name=\"brief\"",
      "kit/a.xml:4:19: het model berekent 'brief' zelf; een waarde ervoor telt niet"
    ),
    (
      "resultNode name=\"korting\"", "resultNode name=\"kortin\"",
      "kit/a.xml:5:4: er is geen beslissing 'kortin' die dit geeft; bedoelt u 'korting'?"
    ),
    (
      "<inputNode", "<inputNode name=\"leeftijd\"><value>3</value></inputNode><inputNode",
      "voor 'leeftijd' staat hier al een waarde"
    ),
    (
      "<testCase id=\"1\">", "<testCase id=\"1\" type=\"decisionService\" invocableName=\"pst\">",
      "het model heeft geen service 'pst'; bedoelt u 'post'?"
    ),
    (
      "<testCase id=\"1\">", "<testCase id=\"1\" type=\"decisionService\" invocableName=\"post\">",
      "kit/a.xml:4:63: het model vraagt niet om 'leeftijd'"
    ),
    ("<expected><value xsi:type=\"xsd:decimal\">10</value></expected>", "", "'expected' ontbreekt"),
  ]

  @Test("a case that tests nothing of what it says is a failure, with the place")
  func idleCases() {
    let one = DMNFixture.cases(of: "k.dmn", [("70", "10")])
    for (from, to, says) in Self.idle {
      let world = World([
        "kit/k.dmn": DMNFixture.discount, "kit/a.xml": one.replacing(from, with: to),
      ])
      #expect(world.run("dmn", "test", "kit") == 1, "\(says)")
      #expect(world.output.contains("test niet wat er staat\n"), "\(world.output)")
      #expect(world.output.contains(says), "\(says): \(world.output) \(world.error)")
      #expect(world.output.hasSuffix("0 goed, 1 fout\n"), "\(world.output)")
    }
  }

  @Test("a case that expects no result is a failure")
  func noResult() {
    let one = DMNFixture.cases(of: "k.dmn", [("70", "10")]).replacing(
      #/<resultNode.*</resultNode>/#, with: "")
    let world = World(["kit/k.dmn": DMNFixture.discount, "kit/a.xml": one])
    #expect(world.run("dmn", "test", "kit", "--junit", "uit.xml") == 1)
    #expect(world.output.contains("kit/a.xml: 1: test niet wat er staat"), "\(world.output)")
    #expect(world.output.contains("dit testgeval verwacht niets"), "\(world.output)")
    #expect(world.file("uit.xml")?.contains("failures=\"1\"") ?? false)
  }

  @Test("what stands where a value should is told, not taken for null")
  func strangeValue() {
    let one = DMNFixture.cases(of: "k.dmn", [("70", "10")]).replacing("value", with: "valeu")
    let world = World(["kit/k.dmn": DMNFixture.discount, "kit/a.xml": one])
    #expect(world.run("dmn", "test", "kit") == 4)
    #expect(world.error.contains("'valeu' is geen waarde"), "\(world.error)")
    #expect(world.error.contains("bedoelt u 'value'?"), "\(world.error)")
  }

  @Test("a file that is named must hold test cases, and name its model")
  func named() {
    let texts = ["<iets/>", Self.good.replacing("<modelName>k.dmn</modelName>", with: "")]
    for text in texts {
      let world = World(["kit/a.xml": text])
      #expect(world.run("dmn", "test", "kit/a.xml") == 4)
      #expect(world.error.contains("kit/a.xml:1:2: fout"), "\(world.error)")
    }
  }

  @Test("JUnit has a suite for each file and a case for each result, escaped")
  func junit() throws {
    let model = DMNFixture.discount.replacing("name=\"korting\"", with: "name=\"a &lt; &quot;b\"")
    let cases = Self.bad.replacing("name=\"korting\"", with: "name=\"a &lt; &quot;b\"")
    let world = World(["kit/k.dmn": model, "kit/b.xml": cases, "kit/c.xml": "<testCases"])
    #expect(world.run("dmn", "test", "kit", "--junit", "uit.xml") == 4)
    let text = try #require(world.file("uit.xml"))
    let root = try XMLTree(reading: SourceText(name: "uit.xml", text: text)).root
    #expect(root.name.local == "testsuites" && root["tests"] == "4", "\(text)")
    #expect(root["failures"] == "2" && root["errors"] == "1", "\(text)")
    let suites = root.elements
    #expect(suites.map { $0["name"] } == ["kit/b.xml", "kit/c.xml"])
    #expect(suites.first?.elements.map { $0["name"] } == ["1 a < \"b", "2 a < \"b", "3 a < \"b"])
    let failure = suites.first?.elements.last?.elements.first
    #expect(failure?.name.local == "failure" && failure?["message"] == "verwacht 3, gevonden 0")
    #expect(suites.last?.elements.first?.elements.first?.name.local == "error")
  }

  @Test("JUnit that can't be written is told")
  func noJUnit() {
    let world = World(["kit/k.dmn": DMNFixture.discount, "kit/a.xml": Self.good])
    #expect(world.run("dmn", "test", "kit", "--junit", "/nowhere/uit.xml") == 74)
  }

  @Test("a function outside FEEL is not available, and the result counts as failed")
  func external() {
    let java = DMNFixture.discount.replacing(
      "<encapsulatedLogic>", with: "<encapsulatedLogic kind=\"Java\">"
    ).replacing(
      #/<decisionTable.*</decisionTable>/#.dotMatchesNewlines(),
      with: """
        <context><contextEntry><variable name="class"/><literalExpression><text>"java.lang.Math"</text></literalExpression></contextEntry>
        <contextEntry><variable name="method signature"/><literalExpression><text>"abs(double)"</text></literalExpression></contextEntry></context>
        """)
    let world = World(["kit/k.dmn": java, "kit/a.xml": Self.good])
    #expect(world.run("dmn", "test", "kit") == 1)
    #expect(
      world.output.contains("'java.lang.Math abs(double)' is hier niet beschikbaar gemaakt"),
      "\(world.output) \(world.error)")
    #expect(world.output.hasSuffix("0 goed, 2 fout\n"))
  }
}
