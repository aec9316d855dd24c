import Testing

@testable import Rules

@Suite("Texts that mean something to XML or to FEEL are words in an export")
struct HostileExportTests {
  private static let hostile = "<b a=\"1\">&amp; ]]> 'x' {{ é 😀</b>"

  /// What no file holds, but a program may hand in.
  private static let settings = ParameterSettings([
    "drempel": .init(
      value: SourceFragment(whole: SourceText(name: "settings.yaml", text: "2")),
      reason: "a\u{1}b\u{7}", date: .epoch)
  ])

  private func ruleset(_ basis: String, _ criterion: String) throws -> Ruleset {
    let folder = try RulesetFixture.readFolder(RulesetFixture.folder)
    return try Ruleset(
      compiling: RulesetModel(
        of: folder, version: folder.versions[0],
        files: [
          SourceText(name: "basis.yaml", text: basis), SourceText(name: "c1.yaml", text: criterion),
        ]), settings: Self.settings)
  }

  @Test("titles, requirements, questions and values come back as they were")
  func words() throws {
    let quoted = "'" + Self.hostile.replacing("'", with: "''") + "'"
    let ruleset = try ruleset(
      RulesetFixture.basis
        .replacing("title: Kader", with: "title: \(quoted)\n    url: 'https://x.nl/<a b>?q=\"é'")
        .replacing("lokaal: {", with: "\(quoted): {"),
      RulesetFixture.criterion
        .replacing("title: { nl: Saldo,", with: "title: { nl: \(quoted),"))
    let exported = try ExportedRuleset(ruleset)
    #expect(exported.advice.map { $0.rendered(in: .en) } == [])
    let tree = try XMLTree(reading: SourceText(name: "model.dmn", text: exported.text))
    let elements = tree.root.elements
    func element(_ attribute: String, _ value: String) throws -> XMLElement {
      let found = elements.first { $0[attribute] == value }
      return try #require(found)
    }
    let criterion = try element("id", "criterium_C1")
    #expect(criterion["label"] == "C1 \(Self.hostile) / Balance")
    let description = try element("id", "parameter_drempel").elements.first {
      $0.name.local == "description"
    }
    #expect(description?.text.hasSuffix(": a\u{FFFD}b\u{FFFD}") == true)
    let allowed = try element("name", "soort schaal").elements.first {
      $0.name.local == "allowedValues"
    }
    #expect(
      allowed?.elements.first?.text.contains("<b a=\\\"1\\\">&amp; ]]> 'x'") == true)
    let source = elements.first { $0.name.local == "knowledgeSource" }
    #expect(source?["name"] == "\(Self.hostile), Stap 1")
    #expect(source?["locationURI"] == "https://x.nl/%3Ca%20b%3E?q=%22%C3%A9")
  }

  @Test("names that an export makes are no names of the ruleset")
  func names() throws {
    let taken = ["regel", "geldt", "waarde", "uitkomst", "controle C1_1", "oordeel C1_2", "deel1"]
    let fields = taken.map { "  \($0): { type: number }" }.joined(separator: "\n")
    let sum = taken.joined(separator: " + ")
    let ruleset = try ruleset(
      RulesetFixture.basis.replacing("vocabulary:\n", with: "vocabulary:\n\(fields)\n"),
      RulesetFixture.criterion.replacing("rule: saldo > 0", with: "rule: \(sum) > 0"))
    let exported = try ExportedRuleset(ruleset)
    #expect(exported.advice.map { $0.rendered(in: .en) } == [])
    let amounts = [Value](repeating: .number(1), count: taken.count)
    let others: [Value] = [.string("t"), .date(.epoch), .list([]), .number(3), .string("lokaal")]
    let missing: [Value] = [.unknown(.unspecified(.answer))] + amounts.dropFirst()
    for facts in [amounts + others, missing + others] {
      let moment = CalendarDate.epoch.midnightUTC
      #expect(
        try exported.words(facts, [:], at: moment) == exported.expected(facts, [:], at: moment))
    }
  }
}
