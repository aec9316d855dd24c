import Rules
import Testing

@testable import Assess

@Suite("a plan with a part changed")
struct PlanTreeTests {
  static let edits: [(path: String, value: String?, result: String?)] = [
    ("a", "2", #"{"a": 2, "b c": [{"d": x y}, {"d": ja}], "e": "1"}"#),
    ("b c[2].d", "nee", #"{"a": 1, "b c": [{"d": x y}, {"d": nee}], "e": "1"}"#),
    ("b c[3].d", "nee", #"{"a": 1, "b c": [{"d": x y}, {"d": ja}, {"d": nee}], "e": "1"}"#),
    ("f.g", "2", #"{"a": 1, "b c": [{"d": x y}, {"d": ja}], "e": "1", "f": {"g": 2}}"#),
    ("a", nil, #"{"b c": [{"d": x y}, {"d": ja}], "e": "1"}"#),
    ("b c[1]", nil, #"{"a": 1, "b c": [{"d": ja}], "e": "1"}"#),
    (#"["a"]"#, nil, #"{"b c": [{"d": x y}, {"d": ja}], "e": "1"}"#),
    ("b c[5].d", "2", nil), ("z", nil, nil), ("a.b", "2", nil), ("a[1]", "2", nil),
  ]

  @Test("a value is set, added or taken away; what was quoted stays so")
  func edit() throws {
    let text = "a: 1\nb c:\n  - d: x y\n  - d: ja\ne: '1'\n"
    let plan = PlanTree(try DataDocument(yaml: SourceText(name: "p", text: text)).root)
    for row in Self.edits {
      let path = try #require(InputPath(row.path), "\(row.path)")
      let changed =
        row.value.map { plan.setting(path.steps[...], to: .scalar($0, isPlain: true)) }
        ?? plan.removing(path.steps[...])
      #expect(changed?.yaml == row.result, "\(row.path)")
    }
  }

  @Test("a path is written as in FEEL")
  func path() {
    for text in ["", ".", "a.", ".a", "a..b", "[1]", "a[", "a[0]", "a[-1]", "a[x]", "a[]"] {
      #expect(InputPath(text) == nil, "\(text)")
    }
    #expect(InputPath(#"o["C1.2"].d"#)?.steps == [.member("o"), .member("C1.2"), .member("d")])
  }
}
