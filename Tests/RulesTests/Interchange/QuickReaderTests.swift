import Foundation
import Testing

@testable import Rules

/// A way to spell a plan in JSON.
struct JSONForm: CustomTestStringConvertible, Sendable {
  let testDescription: String
  var sortsKeys = false
  var space = ""
  var escapes = false

  static let all = [
    JSONForm(testDescription: "dense"),
    JSONForm(testDescription: "with spaces", space: " "),
    JSONForm(testDescription: "on lines", space: "\r\n\t"),
    JSONForm(testDescription: "keys sorted", sortsKeys: true),
    JSONForm(testDescription: "escaped", escapes: true),
  ]

  func text(_ node: DataDocument.Node, _ kind: FactsField.Kind) -> String {
    switch (node.kind, kind) {
    case (.mapping, .group(let level)):
      var entries = node.entries.filter { !FactsReader.envelopeKeys.contains($0.key.text) }
        .compactMap { entry in
          level.fields.first { $0.name == entry.key.text }.map {
            (key: entry.key.text, value: text(entry.value, $0.kind))
          }
        }
      if sortsKeys { entries.sort { $0.key < $1.key } }
      let members = entries.map { quoted($0.key) + space + ":" + space + $0.value + space }
      return "{" + space + members.joined(separator: "," + space) + "}"
    case (.sequence, .list(let item)):
      let items = node.items.map { text($0, item) + space }
      return "[" + space + items.joined(separator: "," + space) + "]"
    default:
      if node.isAbsent { return "null" }
      return switch kind {
      case .number: node.text
      case .boolean: node.truth == true ? "true" : "false"
      default: quoted(node.text)
      }
    }
  }

  private func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    guard escapes else { return json.text }
    return json.text.map { character in
      character.isASCII
        ? String(character)
        : character.utf16.map { "\\u" + String(format: "%04x", $0) }.joined()
    }.joined()
  }
}

@Test(
  "the quick reader takes every example plan in every form of JSON, and reads what the other reads",
  arguments: JSONForm.all)
func quickReaderTakesExamples(form: JSONForm) throws {
  let ruleset = try ShippedRuleset.newest("plan").ruleset
  let quick = try #require(ruleset.quickWay.reader)
  let pass = QuickPass(quick)
  let folder = URL(filePath: #filePath)
    .appending(path: "../../../../rulesets/iza/plan/examples").standardized
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
  #expect(names.count > 10)
  for name in names {
    let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
    let written = try DataDocument(reading: SourceText(name: name, bytes: bytes))
    let text = Array(form.text(written.root, .group(ruleset.reader.root)).utf8)
    // Other plans may stand around it.
    let around = Array("x".utf8) + text + Array("\n{".utf8)
    let found = around.withUnsafeBufferPointer { bytes in
      pass.read(1..<text.count + 1, of: bytes)
        ? pass.withCells(of: bytes) { $0.values(ruleset.reader.layout) } : nil
    }
    let plan = try DataDocument(json: SourceText(name: name, bytes: text))
    let (facts, problems) = ruleset.reader.facts(from: plan.root, recordingCauses: false)
    try #require(problems.isEmpty, "\(name)")
    let values = try #require(found, "\(name) is left to the other reader")
    #expect(values.map { "\($0)" } == facts.values.map { "\($0)" }, "\(name)")
  }
}

@Test("the quick reader counts values as the other does, and reads no more than the limits allow")
func quickReaderLimits() throws {
  let ruleset = try ReviewedRuleset.make("count(posten) >= 0")
  let pass = QuickPass(try #require(ruleset.quickWay.reader))
  let limit = ReadingLimits.plan.nodes
  // The plan and the list count too.
  for count in [limit - 2, limit - 1] {
    for item in ["null", "{}"] {
      let text = Array(
        (#"{"posten":["# + Array(repeating: item, count: count).joined(separator: ",") + "]}").utf8)
      let isRead = text.withUnsafeBufferPointer { pass.read(0..<text.count, of: $0) }
      let isReadByOther = (try? DataDocument(json: SourceText(name: "plan", bytes: text))) != nil
      #expect(isRead == isReadByOther, "\(count) times \(item)")
      #expect(isReadByOther == (count == limit - 2))
    }
  }
}
