import Rules

/// What is expected of one example plan, and of small changes to it.
struct RulesetTest: Sendable {
  /// What is expected of each of some checks or criteria, by id.
  typealias Expected = [(id: String, verdict: Verdict)]

  /// The plan with a small change.
  struct Variant: Sendable {
    let name: String
    let changes: [(path: InputPath, value: PlanTree)]
    let removals: [InputPath]
    let parameters: [Name: SourceFragment]
    /// Exactly these checks are decided otherwise than without the change.
    let differs: Expected
    /// Answers that are asked for.
    let asks: [String]
    /// Where it stands in the test file.
    let range: SourceRange
  }

  let source: SourceText
  /// Beside the test file.
  let plan: String
  let version: String?
  /// The day of assessment.
  let day: CalendarDate?
  /// A result of the ruleset, or one of ``undecided``.
  let outcome: String?
  let criteria: Expected
  /// Every check of the version.
  let checks: Expected
  /// Words that the Dutch reasons of a check hold.
  let reasons: [(id: String, words: [String])]
  let variants: [Variant]

  static let answersMissing = "answers missing"
  static let judgementNeeded = "judgement needed"
}

extension RulesetTest {
  /// Reads a test file.
  ///
  /// - Throws: everything that is wrong with its form; whether the ids exist is for the ruleset.
  init(reading source: SourceText) throws(Diagnostics) {
    let root = try DataDocument(yaml: source, limits: .rulesetFile).root
    var reading = TestReading()
    let keys = reading.keys(root, TestReading.Key.self)
    self.source = source
    plan = keys[.plan]?.text ?? ""
    if plan.isEmpty { reading.report(.testNeedsPlan(at: root)) }
    if let node = keys[.plan], Self.leadsOut(plan) { reading.report(.testPlanOutside(at: node)) }
    version = keys[.version]?.text
    day = reading.day(keys[.on])
    outcome = keys[.outcome]?.text
    criteria = reading.expected(keys[.criteria])
    checks = reading.expected(keys[.checks])
    reasons =
      (keys[.reasons]?.entries).map { entries in
        entries.map { ($0.key.text, reading.texts($0.value)) }
      } ?? []
    var variants: [Variant] = []
    if let node = keys[.variants] {
      for item in node.items { variants.append(reading.variant(item)) }
    }
    self.variants = variants
    if !reading.problems.isEmpty { throw Diagnostics(reading.problems) }
  }
}

/// One pass over a test file.
private struct TestReading {
  enum Key: String, CaseIterable {
    case plan, version, on, outcome, criteria, checks, reasons, variants
  }

  enum VariantKey: String, CaseIterable {
    case name, change, remove, parameters, differs, asks
  }

  private(set) var problems: [Diagnostic] = []

  mutating func report(_ problem: Diagnostic) { problems.append(problem) }

  mutating func keys<Key: RawRepresentable<String> & CaseIterable & Hashable>(
    _ node: DataDocument.Node, _ type: Key.Type
  ) -> [Key: DataDocument.Node] {
    var found: [Key: DataDocument.Node] = [:]
    for entry in node.entries {
      if let key = Key(rawValue: entry.key.text) {
        found[key] = entry.value
      } else {
        report(.unknownTestKey(Key.allCases.map(\.rawValue), at: entry.key))
      }
    }
    return found
  }

  mutating func day(_ node: DataDocument.Node?) -> CalendarDate? {
    guard let node else { return nil }
    let day = CalendarDate(node.text)
    if day == nil { report(.testDay(at: node)) }
    return day
  }

  mutating func expected(_ node: DataDocument.Node?) -> RulesetTest.Expected {
    var found: RulesetTest.Expected = []
    guard let node else { return found }
    for entry in node.entries {
      if let verdict = Verdict.named(entry.value.text) {
        found.append((entry.key.text, verdict))
      } else {
        report(.testVerdict(at: entry.value))
      }
    }
    return found
  }

  /// One text or a list of them.
  func texts(_ node: DataDocument.Node) -> [String] {
    node.kind == .sequence ? node.items.map(\.text) : [node.text]
  }

  mutating func variant(_ node: DataDocument.Node) -> RulesetTest.Variant {
    let keys = keys(node, VariantKey.self)
    var changes: [(path: InputPath, value: PlanTree)] = []
    if let change = keys[.change] {
      for entry in change.entries {
        if let path = path(entry.key) { changes.append((path, PlanTree(entry.value))) }
      }
    }
    var removals: [InputPath] = []
    if let remove = keys[.remove] {
      for item in remove.items { if let path = path(item) { removals.append(path) } }
    }
    var parameters: [Name: SourceFragment] = [:]
    if let set = keys[.parameters] {
      for entry in set.entries { parameters[Name(entry.key.text)] = entry.value.fragment() }
    }
    return RulesetTest.Variant(
      name: keys[.name]?.text ?? "", changes: changes, removals: removals, parameters: parameters,
      differs: expected(keys[.differs]), asks: keys[.asks].map { texts($0) } ?? [],
      range: node.range)
  }

  private mutating func path(_ node: DataDocument.Node) -> InputPath? {
    let path = InputPath(node.text)
    if path == nil { report(.testPath(at: node)) }
    return path
  }
}

extension RulesetTest {
  /// Whether a path from the folder of the tests leads out of the folder of the ruleset.
  fileprivate static func leadsOut(_ path: String) -> Bool {
    var depth = 1
    for step in path.pathSteps where !step.isEmpty && step != "." {
      depth += step == ".." ? -1 : 1
      if depth < 0 { return true }
    }
    return path.pathSteps.first?.isEmpty ?? false
  }
}

extension Verdict {
  /// The word that test files use: `needs judgement`.
  var testName: String { name.en }

  fileprivate static func named(_ word: String) -> Verdict? {
    allCases.first { $0.testName == word }
  }
}

// Faults in a test file.
extension Diagnostic {
  private init(at node: DataDocument.Node, nl: String, en: String, mend: LocalizedText?) {
    self.init(.error, LocalizedText(nl: nl, en: en), mend: mend, at: node.range, in: node.source)
  }

  fileprivate static func testNeedsPlan(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      at: node, nl: "deze test noemt geen plan", en: "this test names no plan",
      mend: LocalizedText(
        nl: "schrijf bijvoorbeeld `plan: ../examples/plan.yaml`",
        en: "write for instance `plan: ../examples/plan.yaml`"))
  }

  fileprivate static func testPlanOutside(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      at: node, nl: "dit plan staat buiten de map van de ruleset",
      en: "this plan is outside the folder of the ruleset",
      mend: LocalizedText(
        nl: "zet het in de map van de ruleset, bijvoorbeeld bij de voorbeelden",
        en: "put it in the folder of the ruleset, for instance with the examples"))
  }

  fileprivate static func unknownTestKey(
    _ known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      at: node, nl: "een test heeft geen '\(node.text)'", en: "a test has no '\(node.text)'",
      mend: Suggestion.mend(for: Name(node.text), among: known.map { Name($0) })
        ?? LocalizedText(
          nl: "dit kan: \(known.joined(separator: ", "))",
          en: "possible are: \(known.joined(separator: ", "))"))
  }

  fileprivate static func testDay(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      at: node, nl: "'\(node.text)' is geen dag", en: "'\(node.text)' is not a day",
      mend: LocalizedText(
        nl: "schrijf bijvoorbeeld 2024-01-31", en: "write for instance 2024-01-31"))
  }

  fileprivate static func testVerdict(at node: DataDocument.Node) -> Diagnostic {
    let names = Verdict.allCases.map(\.testName).joined(separator: ", ")
    return Diagnostic(
      at: node, nl: "'\(node.text)' is geen oordeel", en: "'\(node.text)' is not a verdict",
      mend: LocalizedText(nl: "dit kan: \(names)", en: "possible are: \(names)"))
  }

  fileprivate static func testPath(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      at: node, nl: "'\(node.text)' is geen pad naar een antwoord",
      en: "'\(node.text)' is no path to an answer",
      mend: LocalizedText(
        nl: "schrijf bijvoorbeeld `resultaten[1].einddatum`",
        en: "write for instance `results[1].end date`"))
  }
}
