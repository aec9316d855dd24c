import Foundation
import Rules
import Synchronization
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("Assessing by API", .fewAtOnce)
struct AssessmentAPITests {
  /// What the command prints of a plan on its standard input.
  private func printed(_ text: String, _ world: SiteWorld, _ options: [String]) -> String {
    let output = Mutex<[UInt8]>([])
    let input = Mutex(Array(text.utf8)[...])
    var effects = Effects.process
    let now = world.now
    effects.now = { now }
    effects.readInput = { count throws(FileFault) in
      input.withLock { input in
        defer { input = input.dropFirst(count) }
        return Array(input.prefix(count))
      }
    }
    effects.writeOutput = { bytes throws(FileFault) in output.withLock { $0 += bytes } }
    effects.writeError = { _ in }
    _ = AssessTool.run(
      ["assess", "-", "--format", "json", "--rulesets", SiteWorld.rulesets] + options,
      effects: effects)
    return output.withLock { String(decoding: $0, as: UTF8.self) }
  }

  @Test(
    "answers to the byte what the command prints",
    arguments: [
      ("plan/examples/zelfredzaamheid-begin", ["--no-suggest"], ""),
      (
        "snelle-toets/examples/valpreventie-dalzicht", ["--no-suggest", "--lang", "en"],
        "?lang=en"
      ),
      (
        "plan/examples/zelfredzaamheid-begin",
        ["--no-suggest", "--ruleset", "iza/plan@kader-2023-10", "--on", "2024-02-03"],
        "?ruleset=iza%2Fplan%40kader-2023-10&date=2024-02-03"
      ),
      ("snelle-toets/examples/valpreventie-dalzicht", ["--suggest"], "?suggest=true"),
    ])
  func same(example: String, options: [String], query: String) async throws {
    let world = try await SiteWorld()
    let text = String(decoding: try SiteWorld.example(example), as: UTF8.self)
    let answer = try await world.program(nil).post(
      "/assessments\(query)", text, ["content-type": "application/yaml"])
    #expect(answer.status == 200)
    let expected = printed(text, world, options)
    #expect(!expected.isEmpty)
    #expect(answer.text == expected)
  }

  @Test("a plan in JSON gives the verdicts of the same plan in YAML")
  func forms() async throws {
    let world = try await SiteWorld()
    let program = try await world.program(nil)
    let bytes = try SiteWorld.example("snelle-toets/examples/hart-voor-elkaar")
    let file = try PlanFile.draft(bytes, name: "plan")
    let edition = try world.site.editions.edition(of: "iza/snelle-toets", on: world.today)
    let json = PlanDraft(file.document).json(edition.ruleset.model.vocabulary.fields)
    let first = try await program.post("/assessments", json)
    let second = try await program.post(
      "/assessments", String(decoding: bytes, as: UTF8.self),
      ["content-type": "application/yaml; charset=utf-8"])
    #expect(first.status == 200)
    #expect(first.json == second.json)
  }

  @Test("everything that is wrong with a plan is told at once, each with its place")
  func faults() async throws {
    let world = try await SiteWorld()
    let program = try await world.program(nil)
    let body = """
      {"ruleset": "iza/plan",
       "titel": "x",
       "bestaat niet": 1,
       "oordelen": {"C1.1": {"oordeel": "misschien", "toelichting": "x"}}}
      """
    let answer = try await program.post("/assessments", body)
    #expect(answer.status == 422 && answer.kind == "invalid")
    #expect(answer.pointers == ["/bestaat niet", "/oordelen/C1.1/oordeel"])
    #expect(answer.json["errors"]?[0]?["line"] == .number(3))
    #expect(answer.json["errors"]?[1]?["line"] == .number(4))
  }

  @Test(
    "what can't be read, or names no rules, is refused with a place or a parameter",
    arguments: [
      ("{", "", 400, "malformed"), ("", "", 400, "malformed"), ("[1, 2", "", 400, "malformed"),
      ("{\"a\": 1, \"a\": 2}", "", 400, "malformed"), ("[]", "", 422, "invalid"),
      ("\"x\"", "", 422, "invalid"), ("{}", "", 422, "invalid"),
      ("{\"ruleset\": \"geen/regels\"}", "", 422, "invalid"),
      ("{\"ruleset\": \"../../etc\"}", "", 422, "invalid"),
      ("{}", "?ruleset=iza/plan%401999", 422, "invalid"),
      ("{}", "?date=morgen&suggest=ja&lang=fr", 400, "malformed"),
      ("{}", "?ruleset=", 400, "malformed"), ("{}", "?lang=nl&lang=en", 400, "malformed"),
    ])
  func refused(body: String, query: String, status: Int, kind: String) async throws {
    let world = try await SiteWorld()
    let answer = try await world.program(nil).post("/assessments\(query)", body)
    #expect(answer.status == status && answer.kind == kind)
    #expect(answer.json["errors"]?.items.isEmpty == false)
    #expect(!answer.text.contains(SiteWorld.rulesets), "where the rules are is nobody's business")
    if query.contains("morgen") { #expect(answer.json["errors"]?.items.count == 3) }
  }

  @Test("a form that is not read or not written is refused with the forms that are")
  func negotiation() async throws {
    let world = try await SiteWorld()
    let program = try await world.program(nil)
    for type in ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=x"] {
      let answer = try await program.post("/assessments", "{}", ["content-type": type])
      #expect(answer.status == 415)
      #expect(answer.header("Accept") == "application/json, application/yaml")
    }
    for accept in ["text/html", "application/json;q=0", "image/*"] {
      #expect(try await program.get("/rulesets", ["accept": accept]).status == 406)
    }
    for accept in ["*/*", "application/*", "text/html, application/json;q=0.1", ""] {
      #expect(try await program.get("/rulesets", ["accept": accept]).status == 200)
    }
  }

  @Test("texts are in the language of the address, else of the header, else in Dutch")
  func language() async throws {
    let world = try await SiteWorld()
    let program = try await world.program(nil)
    for (header, query, title) in [
      ("", "", "Dit is er niet"), ("en-GB,nl;q=0.5", "", "There is no such thing"),
      ("fr, nl;q=0.1, en;q=0.9", "", "There is no such thing"),
      ("en", "?lang=nl", "Dit is er niet"),
    ] {
      let answer = try await program.get("/nergens\(query)", ["accept-language": header])
      #expect(answer.json["title"] == .text(title))
    }
  }

  @Test("the rulesets and their schemas are those of the commands")
  func rulesets() async throws {
    let world = try await SiteWorld()
    let program = try await world.program(nil)
    let list = try await program.get("/rulesets")
    #expect(
      list.json["rulesets"]?.items.compactMap { $0["id"]?.text } == [
        "iza/plan", "iza/snelle-toets",
      ])
    for ruleset in list.json["rulesets"]?.items ?? [] {
      let link = try #require(ruleset["links"]?["schema"]?.text)
      let schema = try await program.get(String(link.dropFirst(Endpoint.root.count)))
      #expect(schema.status == 200 && schema.response.type == "application/schema+json")
      #expect(schema.json["properties"]?["ruleset"] != nil)
    }
    for query in [
      "", "?ruleset=geen", "?ruleset=iza/plan%40x", "?ruleset=iza/snelle-toets&date=1900-01-01",
    ] {
      let answer = try await program.get("/rulesets/schema\(query)")
      #expect(answer.status == 400)
      #expect(answer.json["errors"]?[0]?["parameter"] == .text("ruleset"))
    }
  }

  @Test("assessments are limited in number, and the answer says when to come back")
  func limits() async throws {
    let world = try await SiteWorld()
    let program = try await world.program(nil)
    let most = RateLimits.Kind.assessment.limit.tries
    for _ in 0..<most {
      _ = world.site.limits.allows(.assessment, "127.0.0.1", at: Moment(world.now))
    }
    let answer = try await program.post("/assessments", "{}")
    #expect(answer.status == 429)
    #expect(answer.header("Retry-After").flatMap { Int($0) }.map { (1...900).contains($0) } == true)
  }
}
