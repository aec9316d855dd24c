import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("The document of the API", .fewAtOnce)
struct APIDocumentTests {
  private let document: DocumentCheck

  init() throws { document = try DocumentCheck(try APIDocument().bytes) }

  @Test("tells of every operation, and of nothing that there is not")
  func complete() {
    let routes = Route.all.filter { $0.path.hasPrefix(Endpoint.root) }
      .map { "\($0.method.rawValue.lowercased()) \($0.path)" }
    let told = (document.root["paths"]?.members ?? [:]).flatMap { path, item in
      item.members.keys.map { "\($0) \(path)" }
    }
    #expect(Set(told) == Set(routes))
    #expect(told.count == routes.count)
  }

  @Test("names each operation once, and each of its answers")
  func operations() {
    var names: [String] = []
    for (path, item) in document.root["paths"]?.members ?? [:] {
      for (method, operation) in item.members {
        names.append(operation["operationId"]?.text ?? "")
        #expect(operation["summary"]?.text?.isEmpty == false)
        #expect((operation["responses"]?.members.count ?? 0) > 1, "\(method) \(path)")
        let inPath = path.split(separator: "/").filter { $0.first == "{" }
        let told = operation["parameters"]?.items.filter { $0["in"] == .text("path") } ?? []
        #expect(told.compactMap { $0["name"]?.text }.map { "{\($0)}" } == inPath.map(String.init))
      }
    }
    #expect(Set(names).count == names.count)
  }

  @Test("refers to nothing that is not there, and holds no schema that nothing refers to")
  func references() {
    var referred: Set<String> = []
    func walk(_ value: DocumentCheck.Value) {
      if let reference = value["$ref"]?.text {
        referred.insert(reference)
        #expect(document.part(reference) != nil, "\(reference)")
      }
      value.items.forEach(walk)
      value.members.values.forEach(walk)
    }
    walk(document.root)
    for part in ["schemas", "responses", "headers"] {
      for name in document.part("#/components/\(part)")?.members.keys.sorted() ?? [] {
        #expect(referred.contains("#/components/\(part)/\(name)"), "\(name)")
      }
    }
  }

  @Test("gives examples that are as it says")
  func examples() {
    for (name, schema) in document.part("#/components/schemas")?.members ?? [:] {
      for example in schema["examples"]?.items ?? [] {
        #expect(document.faults(of: example, against: schema, at: name) == [])
      }
    }
    for (name, response) in document.part("#/components/responses")?.members ?? [:] {
      for content in response["content"]?.members.values.map({ $0 }) ?? [] {
        if let example = content["example"], let schema = content["schema"] {
          #expect(document.faults(of: example, against: schema, at: name) == [])
        }
      }
    }
  }

  @Test("knows every word of the program, and no others")
  func words() {
    func codes(_ name: String) -> [String] {
      document.schema(name)?["properties"]?["code"]?["enum"]?.items.compactMap(\.text) ?? []
    }
    #expect(codes("Track") == Track.allCases.map(\.rawValue))
    #expect(codes("Stage") == Stage.allCases.map(\.rawValue))
    #expect(codes("Flag") == StageFlag.allCases.map(\.rawValue))
    #expect(codes("StepName") == Action.Kind.allCases.map(\.rawValue))
    #expect(codes("ConclusionName") == Conclusion.allCases.map(\.rawValue))
    let verdicts = document.schema("JudgedCheck")?["properties"]?["verdict"]?["enum"]?.items
    #expect(verdicts?.compactMap(\.text) == Verdict.allCases.map(\.rawValue))
    let forms = document.schema("Step")?["oneOf"]?.items ?? []
    let steps = forms.flatMap { $0["properties"]?["step"]?["enum"]?.items ?? [] }
    #expect(Set(steps.compactMap(\.text)) == Set(Action.Kind.allCases.map(\.rawValue)))
    for form in forms {
      for step in form["properties"]?["step"]?["enum"]?.items ?? [] {
        let kind = Action.Kind(rawValue: step.text ?? "")
        #expect((form["properties"]?["reason"] != nil) == kind?.asksReason, "\(step)")
      }
    }
  }

  @Test("a value that is not as a schema says is found out")
  func wrong() throws {
    let plan = try #require(document.schema("NewPlan"))
    for text in [
      "{}", "[]", "{\"ruleset\": 1}", "{\"ruleset\": \" \"}", "{\"ruleset\": \"a\", \"x\": 1}",
      "{\"ruleset\": \"a\", \"revises\": \"b\"}",
    ] {
      let value = try DocumentCheck.Value(json: Array(text.utf8))
      #expect(!document.faults(of: value, against: plan, at: "$").isEmpty, "\(text)")
    }
  }

  @Test("is served, and the page for people tells of every operation and every problem")
  func served() async throws {
    let world = try await SiteWorld()
    let program = try await world.program(nil)
    let answer = try await program.get("/openapi.json")
    #expect(answer.status == 200)
    #expect(answer.response.body == world.site.document.bytes)
    for language in ["nl", "en"] {
      let browser = try await world.browser(nil)
      _ = await browser.get("/taal/\(language)")
      let page = await browser.get("/api")
      #expect(page.status == 200)
      for endpoint in Endpoint.all {
        #expect(page.text.contains("<code>\(Endpoint.root)\(endpoint.path)</code>"))
      }
      for kind in Problem.Kind.allCases {
        #expect(page.text.contains("id=\"\(kind.rawValue)\""))
      }
    }
    #expect(try await world.browser(nil).get("/").text.contains("href=\"/api\""))
  }
}
