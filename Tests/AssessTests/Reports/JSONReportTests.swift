import Foundation
import Testing

@testable import Assess
@testable import Rules

/// As much of JSON Schema 2020-12 as the schema of an assessment uses.
private struct SchemaCheck {
  let root: [String: Any]
  private(set) var problems: [String] = []

  mutating func check(_ value: Any, against schema: [String: Any], at path: String) {
    if let reference = schema["$ref"] as? String {
      let name = reference.replacingOccurrences(of: "#/$defs/", with: "")
      guard let definition = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
        return problems.append("\(path): \(reference) is not defined")
      }
      return check(value, against: definition, at: path)
    }
    for key in ["anyOf", "oneOf"] {
      guard let options = schema[key] as? [[String: Any]] else { continue }
      let fitting = options.filter { option in
        var attempt = SchemaCheck(root: root)
        attempt.check(value, against: option, at: path)
        return attempt.problems.isEmpty
      }
      if fitting.count != 1 { problems.append("\(path): \(fitting.count) forms fit") }
    }
    if let types = schema["type"].map({ $0 as? [String] ?? [$0 as? String ?? ""] }),
      !types.contains(where: { Self.isA($0, value) })
    {
      problems.append("\(path): not \(types)")
    }
    if let constant = schema["const"] as? NSObject, !constant.isEqual(value) {
      problems.append("\(path): not \(constant)")
    }
    if let allowed = schema["enum"] as? [NSObject], !allowed.contains(where: { $0.isEqual(value) })
    {
      problems.append("\(path): not one of \(allowed)")
    }
    checkParts(of: value, against: schema, at: path)
  }

  private mutating func checkParts(of value: Any, against schema: [String: Any], at path: String) {
    if let items = schema["items"] as? [String: Any], let list = value as? [Any] {
      for (number, item) in list.enumerated() {
        check(item, against: items, at: "\(path)[\(number)]")
      }
    }
    guard let members = schema["properties"] as? [String: [String: Any]],
      let object = value as? [String: Any]
    else { return }
    for name in Set(members.keys).symmetricDifference(object.keys) {
      problems.append("\(path).\(name): missing, or not in the schema")
    }
    for (name, member) in members {
      if let value = object[name] { check(value, against: member, at: "\(path).\(name)") }
    }
  }

  private static func isA(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": (value as? NSNumber).map { isBoolean($0) } ?? false
    case "number": value is NSNumber
    case "null": value is NSNull
    default: false
    }
  }

  private static func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}

@Suite("A report for programs")
struct JSONReportTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("has the published form, in full and with everything optional left out")
  func form() throws {
    let schema = try object(AssessmentSchema.text)
    let bare = SampleAssessment.assessment(
      outcome: .judgementNeeded(SampleRuleset.outcome.judgementNeeded), isBare: true)
    for report in [
      SampleAssessment.report(), SampleAssessment.report(in: .en),
      SampleAssessment.report(bare, title: nil),
    ] {
      var check = SchemaCheck(root: schema)
      check.check(try object(JSONReport(report).text), against: schema, at: "$")
      #expect(check.problems == [])
    }
  }

  @Test("is refused by the check when a member is missing, strange or of another type")
  func wrong() throws {
    let schema = try object(AssessmentSchema.text)
    let good = try object(JSONReport(SampleAssessment.report()).text)
    let changes: [(String, Any?)] = [
      ("tally", nil), ("extra", 1), ("language", "fr"), ("version", 1), ("criteria", "none"),
      ("tally", ["met": "0", "failed": 1, "open": 0, "unsure": 0]), ("timeline", true),
    ]
    for (name, value) in changes {
      var changed = good
      changed[name] = value
      var check = SchemaCheck(root: schema)
      check.check(changed, against: schema, at: "$")
      #expect(!check.problems.isEmpty, "\(name)")
    }
  }

  @Test("the schema knows every word that a report may use")
  func words() throws {
    let schema = try object(AssessmentSchema.text)
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    func words(_ definition: String, _ member: String? = nil) -> [String] {
      let whole = definitions[definition] ?? [:]
      let part = member.flatMap { (whole["properties"] as? [String: [String: Any]])?[$0] } ?? whole
      return part["enum"] as? [String] ?? []
    }
    #expect(words("verdict") == Verdict.allCases.map(\.rawValue))
    #expect(words("check", "basis") == Check.Basis.allCases.map(\.rawValue))
    #expect(words("check", "force") == Check.Force.allCases.map(\.rawValue))
    let properties = schema["properties"] as? [String: [String: Any]]
    let outcome = properties?["outcome"]?["properties"] as? [String: [String: Any]]
    #expect(
      outcome?["kind"]?["enum"] as? [String] == Report.Outcome.Kind.allCases.map(\.rawValue))
  }

  @Test("gives every text back as it was")
  func roundTrip() throws {
    for text in ["\"\\\u{0}\u{1F}\n\r\t", "\u{202E}\u{2028}\u{10FFFF}", "é😀日", "</script>"] {
      let read = try object(JSONReport(SampleAssessment.report(title: text)).text)
      let title = (read["plan"] as? [String: Any])?["title"] as? String
      #expect(title.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }
  }
}
