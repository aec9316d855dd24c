import Rules
import TestSupport
import Testing

@testable import Assess

/// The example plans that ship, each with the rules of its day of submission.
private enum Shipped {
  static let catalog = RulesetCatalog(
    root: World.package + "rulesets", effects: .process)

  struct Example: Sendable, CustomTestStringConvertible {
    let path: String
    let plan: PlanFile
    let folder: RulesetFolder
    let version: RulesetFolder.Version

    var testDescription: String { path }
  }

  static func examples() throws -> [Example] {
    var found: [Example] = []
    for identifier in try catalog.identifiers() {
      let folder = try catalog.ruleset(named: identifier)
      let path = "\(catalog.folder(of: identifier))/examples"
      for name in catalog.yamlFiles(below: path) {
        let source = SourceText(
          name: "\(path)/\(name)", bytes: try Effects.process.readFile("\(path)/\(name)", 1 << 20))
        let plan = PlanFile(document: try DataDocument(yaml: source))
        let day = try VersionChoice.submissionDay(of: plan.root, by: folder)
        let encoded = folder.versions.filter(\.isEncoded)
        let newest = try #require(encoded.last)
        let version = day.flatMap { folder.version(on: $0) } ?? newest
        found.append(Example(path: name, plan: plan, folder: folder, version: version))
      }
    }
    return found
  }
}

@Suite("the plans that ship")
struct ShippedPlanTests {
  @Test("every example is as the JSON Schema of its ruleset asks, and so is what is made of it")
  func schema() throws {
    let examples = try Shipped.examples()
    #expect(examples.count > 20)
    for example in examples {
      let model = try Shipped.catalog.model(example.folder, example.version)
      for language in Language.allCases {
        let schema = try DocumentCheck(
          Array(model.vocabulary.jsonSchema(title: model.identity.title, in: language).utf8))
        let value = DocumentCheck.Value(yaml: example.plan.root)
        #expect(schema.faults(of: value, against: schema.root, at: "") == [], "\(example.path)")
        // What is no answer is refused: a schema that takes anything would pass too.
        guard case .object(var members) = value else { continue }
        members["onbekende vraag"] = .text("x")
        #expect(!schema.faults(of: .object(members), against: schema.root, at: "").isEmpty)
      }
    }
  }

  @Test("with answers left out at random, each names what it waits for, and no rule is at fault")
  func undecided() throws {
    var dice = SeededDice(state: 12)
    var open = 0
    for example in try Shipped.examples() {
      let ruleset = try Shipped.catalog.compiled(example.folder, example.version)
      let edition = Edition(ruleset)
      for turn in 0..<Self.turns {
        let percent = [0, 2, 5, 15, 40, 80][turn % 6]
        let tree = PlanTree(example.plan.root).thinned(percent, &dice)
        let plan = PlanFile(
          document: try DataDocument(yaml: SourceText(name: example.path, text: tree.yaml)))
        let read = ReadPlan(plan, by: edition, recordingCauses: true)
        let assessment = try ruleset.assess(
          read.facts, judgements: read.judgements,
          at: (example.version.validFrom ?? .epoch).midnightUTC)
        #expect(assessment.faults.map(\.message.nl) == [], "\(example.path) \(percent)%")
        switch assessment.outcome {
        case .decided: break
        case .answersMissing:
          open += 1
          #expect(!assessment.openQuestions.isEmpty, "\(example.path) \(percent)%")
        case .judgementNeeded:
          #expect(
            assessment.checks.contains { $0.verdict == .needsJudgement },
            "\(example.path) \(percent)%")
        case .rulesetFault: Issue.record("\(example.path) \(percent)%")
        }
        for check in assessment.checks where check.verdict == .undetermined {
          #expect(!check.missing.isEmpty, "\(example.path) \(percent)%: \(check.check.id)")
        }
      }
    }
    #expect(open > 20)
  }

  private static var turns: Int {
    6 * max(1, Effects.process.environment["LAW_CASES"].flatMap { Int($0) } ?? 1)
  }

  @Test("what a list of plans of the region does not say is asked, and nothing is named by it")
  func regionalPlan() throws {
    let examples = try Shipped.examples()
    let example = try #require(
      examples.first {
        $0.folder.ruleset == "iza/snelle-toets" && $0.path == "hart-voor-elkaar.yaml"
      })
    let ruleset = try Shipped.catalog.compiled(example.folder, example.version)
    let edition = Edition(ruleset)
    let rows: [(list: String, path: String, check: String)] = [
      ("regiorelaties", "document", "ST3.1"), ("regiorelaties", "regio", "ST3.1"),
      ("knelpunten", "omschrijving", "ST2.1"), ("doelen", "omschrijving", "ST7.1"),
    ]
    for row in rows {
      var tree = PlanTree(example.plan.root)
      var number = 1
      while let next = tree.removing(
        [.member(row.list), .item(number), .member(row.path)][...])
      {
        tree = next
        number += 1
      }
      #expect(number > 1, "\(row)")
      let plan = PlanFile(document: try DataDocument(yaml: SourceText(name: "p", text: tree.yaml)))
      let read = ReadPlan(plan, by: edition, recordingCauses: true)
      let assessment = try ruleset.assess(
        read.facts, judgements: read.judgements,
        at: (example.version.validFrom ?? .epoch).midnightUTC)
      let check = try #require(assessment.checks.first { $0.check.id == row.check })
      #expect(check.verdict == .undetermined, "\(row)")
      let asked = assessment.openQuestions.map(\.path.description)
      #expect(asked.contains("\(row.list)[1].\(row.path)"), "\(row): \(asked)")
    }
  }
}

@Suite("The short report on a plan that ships")
struct ShortReportTests {
  @Test("is read in a minute, and an empty plan's in half of that")
  func length() throws {
    let moment = DateAndTime(date: .epoch, time: .midnightUTC)
    func text(_ plan: PlanFile, _ edition: Edition, _ language: Language) throws -> String {
      let assessed = try AssessedPlan(plan, by: edition, at: moment)
      let report = try assessed.explainedReport(
        by: Explainer(assessed.edition.ruleset), suggests: true, only: [], processors: 2,
        in: language)
      return TextReport(report).text
    }
    func size(_ text: String) -> (lines: Int, words: Int) {
      (text.split(separator: "\n").count, text.split(whereSeparator: \.isWhitespace).count)
    }
    for example in try Shipped.examples() {
      let edition = Edition(try Shipped.catalog.compiled(example.folder, example.version))
      for language in Language.allCases {
        let (lines, words) = size(try text(example.plan, edition, language))
        #expect(lines <= 60 && words <= 700, "\(example.path) \(language): \(lines), \(words)")
      }
      let empty = PlanFile(document: try DataDocument(yaml: SourceText(name: "p", text: "{}")))
      #expect(size(try text(empty, edition, .nl)).lines <= 40, "\(example.version.version)")
    }
  }
}

@Suite("The rulesets that ship")
struct ShippedRulesetTests {
  @Test(
    "have a test for all that each check can come to", arguments: ["iza/plan", "iza/snelle-toets"])
  func shown(identifier: String) throws {
    var run = RulesetTestRun(
      try Shipped.catalog.ruleset(named: identifier), only: nil, in: Shipped.catalog)
    for file in run.files {
      for outcome in try #require(try run.run(file)) {
        #expect(outcome.differences.isEmpty, "\(outcome.name)")
      }
    }
    #expect(run.unshown.isEmpty, "\(run.unshown)")
  }

  private static let days: [(ruleset: String, day: String, version: String?, isIndication: Bool)] =
    [
      ("iza/plan", "2021-01-01", "iza-concept-2022", true),
      ("iza/plan", "2022-09-16", "iza-concept-2022", true),
      ("iza/plan", "2023-01-31", "iza-concept-2022", true),
      ("iza/plan", "2023-02-01", "kader-2023-02", false),
      ("iza/plan", "2025-07-07", "kader-2024-09", false),
      ("iza/plan", "2025-07-08", "kader-2024-09", true),
      ("iza/plan", "2030-01-01", "kader-2024-09", true),
      ("iza/snelle-toets", "2023-01-31", nil, false),
      ("iza/snelle-toets", "2025-07-15", "kader-2025-07", false),
      ("iza/snelle-toets", "2025-07-16", "kader-2025-07", true),
    ]

  @Test("refuse no day from which rules are known, and say where they only indicate")
  func indications() throws {
    for row in Self.days {
      let folder = try Shipped.catalog.ruleset(named: row.ruleset)
      let found = folder.rules(on: try #require(CalendarDate(row.day)))
      #expect(found?.version.version == row.version, "\(row)")
      #expect((found?.indication != nil) == row.isIndication, "\(row)")
    }
  }

  @Test("hold a text of the negotiation apart from all that came later")
  func concept() throws {
    let folder = try Shipped.catalog.ruleset(named: "iza/plan")
    let version = try #require(folder.version(named: "iza-concept-2022"))
    let model = try Shipped.catalog.model(folder, version)
    let citations = model.criteria.flatMap { $0.citations + $0.checks.flatMap(\.citations) }
    #expect(Set(citations.map(\.document)) == ["iza-concept"])
    let numbers = model.criteria.prefix(8).map(\.number.nl)
    #expect(numbers == (1...8).map { "voorwaarde \($0)" })
  }

  @Test("fail a plan by no rule that no source holds")
  func forces() throws {
    for identifier in try Shipped.catalog.identifiers() {
      let folder = try Shipped.catalog.ruleset(named: identifier)
      for version in folder.versions where version.isEncoded {
        let model = try Shipped.catalog.model(folder, version)
        for check in model.criteria.flatMap(\.checks) where check.basis == .assumption {
          let failsByItself = check.rule != nil && check.judgement?.moment != .fails
          #expect(check.force != .condition || !failsByItself, "\(check.id)")
        }
      }
    }
  }
}

extension PlanTree {
  /// The plan without some of its answers; groups and lists stay, so that what is in them is asked.
  fileprivate func thinned(_ percent: Int, _ dice: inout SeededDice) -> PlanTree {
    switch self {
    case .mapping(let entries):
      var kept: [(key: String, value: PlanTree)] = []
      for entry in entries {
        if entry.key != PlanKey.ruleset, entry.key != PlanKey.judgements,
          dice.below(100) < percent
        {
          continue
        }
        let isJudged = entry.key == PlanKey.judgements
        kept.append((entry.key, isJudged ? entry.value : entry.value.thinned(percent, &dice)))
      }
      return .mapping(kept)
    case .sequence(let items): return .sequence(items.map { $0.thinned(percent, &dice) })
    case .scalar: return self
    }
  }
}

extension DocumentCheck.Value {
  /// What an editor makes of YAML, by the core schema of YAML 1.2.
  fileprivate init(yaml node: DataDocument.Node) {
    switch node.kind {
    case .mapping:
      self = .object(
        Dictionary(
          node.entries.map { ($0.key.text, Self(yaml: $0.value)) },
          uniquingKeysWith: { first, _ in first }))
    case .sequence: self = .list(node.items.map { Self(yaml: $0) })
    case .text, .number, .boolean, .null:
      guard node.isPlain else {
        self = .text(node.text)
        return
      }
      switch node.text {
      case "", "~", "null", "Null", "NULL": self = .null
      case "true", "True", "TRUE": self = .truth(true)
      case "false", "False", "FALSE": self = .truth(false)
      default: self = Double(node.text).map { .number($0) } ?? .text(node.text)
      }
    }
  }
}
