import TestSupport
import Testing

@testable import Assess

@Suite("A check is explained step by step")
struct ExplainCommandTests {
  @Test("with the rule, its values, the answers that settle it and where it stands")
  func whole() throws {
    let plan = try goodPlan("bedrag: 9000", "bedrag: 90000")
    let world = World(["plan.yaml": plan])
    #expect(world.run("explain", "plan.yaml") == 0)
    #expect(world.output.contains("Hierop rust het oordeel"))
    #expect(world.output.contains("Regel: "))
    #expect(world.output.contains("• bedrag: € 90.000"))
    #expect(world.output.contains(".yaml:"))
  }

  @Test("two plans part where their values do")
  func comparison() throws {
    let world = World(
      ["een.yaml": try goodPlan(), "ander.yaml": try goodPlan("bedrag: 9000", "bedrag: 90000")])
    #expect(world.run("explain", "een.yaml", "--check", "B1.1", "--compare", "ander.yaml") == 0)
    #expect(world.output.contains("een.yaml: "))
    #expect(world.output.contains("ander.yaml: "))
    #expect(world.output.contains("90.000"))
    let same = World(["een.yaml": try goodPlan(), "ander.yaml": try goodPlan()])
    #expect(same.run("explain", "een.yaml", "--check", "B1.1", "--compare", "ander.yaml") == 0)
    #expect(same.output.contains("ziet geen verschil"))
  }

  @Test("a check that is not there is said, with those that are")
  func unknownCheck() throws {
    let world = World(["plan.yaml": try goodPlan()])
    #expect(world.run("explain", "plan.yaml", "--check", "Z9") == 64)
    #expect(world.error.contains("geen controle 'Z9'"))
    #expect(world.error.contains("B1.1"))
  }
}

@Suite("Suggestions in a report")
struct SuggestReportTests {
  @Test(
    "every 'no' of a rule has a way forward that was tried, or the plain statement that there is none"
  )
  func everyNo() throws {
    let world = World(["plan.yaml": try goodPlan("bedrag: 9000", "bedrag: 90000")])
    #expect(world.run("assess", "plan.yaml") == 1)
    #expect(world.output.contains("→ Verander \"Bedrag\" in"))
    let plain = World(["plan.yaml": try goodPlan("bedrag: 9000", "bedrag: 90000")])
    #expect(plain.run("assess", "plan.yaml", "--no-suggest") == 1)
    #expect(!plain.output.contains("→"))
    // A fact is not for the applicant to choose.
    let fact = World(["plan.yaml": try goodPlan("Bob, tekent: ja", "Bob, tekent: nee")])
    #expect(fact.run("assess", "plan.yaml", "--explain", "full") == 1)
    #expect(!fact.output.contains("erander \"Tekent"))
    #expect(fact.output.contains("Ga na of dit klopt:"))
  }

  @Test("no sentence for an applicant shows a name of the rules, null or an expression")
  func plainWords() throws {
    for format in ["text", "markdown", "html"] {
      let world = World(["plan.yaml": try goodPlan("eigen deel: 10", "eigen deel: 1")])
      _ = world.run("assess", "plan.yaml", "--format", format)
      #expect(!world.output.contains("null"), "\(format)")
      #expect(!world.output.contains("Optional("), "\(format)")
    }
  }
}
