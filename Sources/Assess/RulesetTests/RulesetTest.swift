import Rules

/// What is expected of one example plan, and of small changes to it.
struct RulesetTest: Sendable {
  /// What is expected of each of some checks or criteria, by id, and where that stands in the test file.
  typealias Expected = [(id: String, verdict: Verdict, range: SourceRange)]

  /// The plan with a small change.
  struct Variant: Sendable {
    let name: String
    let changes: [(path: InputPath, value: PlanTree)]
    let removals: [InputPath]
    let parameters: [Name: SourceFragment]
    /// Exactly these checks are decided otherwise than without the change.
    let differs: Expected
    /// Some criteria with the change.
    let criteria: Expected
    /// With the change; `nil`: as without it.
    let outcome: String?
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
  /// A result of the ruleset, or ``answersMissing`` or ``judgementNeeded``.
  let outcome: String?
  /// Where the outcome stands, else where the test begins.
  let range: SourceRange
  let criteria: Expected
  /// Every check of the version.
  let checks: Expected
  /// Words that the Dutch reasons of a check hold.
  let reasons: [(id: String, words: [String], range: SourceRange)]
  let variants: [Variant]

  static let answersMissing = "answers missing"
  static let judgementNeeded = "judgement needed"
  /// What is found, and never expected.
  static let rulesetFault = "ruleset fault"
}

extension RulesetTest {
  /// Reads a test file.
  ///
  /// - Parameter depth: how many folders of the ruleset it is in.
  /// - Throws: everything that is wrong with its form, and that it tests nothing; whether the ids exist
  ///   is for the ruleset.
  init(reading source: SourceText, depth: Int = 1) throws(Diagnostics) {
    let root = try DataDocument(yaml: source, limits: .rulesetFile).root
    var reading = TestReading()
    let keys = reading.keys(root, TestReading.Key.self)
    self.source = source
    plan = keys[.plan]?.text ?? ""
    if plan.isEmpty { reading.report(.testNeedsPlan(at: root)) }
    if let node = keys[.plan], Self.leadsOut(plan, from: depth) {
      reading.report(.testPlanOutside(at: node))
    }
    version = keys[.version]?.text
    day = reading.day(keys[.on])
    outcome = keys[.outcome]?.text
    range = (keys[.outcome] ?? root).range
    criteria = reading.expected(keys[.criteria])
    checks = reading.expected(keys[.checks])
    reasons = reading.reasons(keys[.reasons])
    var variants: [Variant] = []
    for item in reading.items(keys[.variants]) { variants.append(reading.variant(item)) }
    self.variants = variants
    let expectations: [TestReading.Key] = [.outcome, .criteria, .checks, .reasons, .variants]
    if !expectations.contains(where: { keys[$0] != nil }) {
      reading.report(.testExpectsNothing(at: root))
    }
    if !reading.problems.isEmpty { throw Diagnostics(reading.problems) }
  }
}

/// One pass over a test file.
private struct TestReading {
  enum Key: String, CaseIterable {
    case plan, version, on, outcome, criteria, checks, reasons, variants
  }

  enum VariantKey: String, CaseIterable {
    case name, change, remove, parameters, differs, criteria, outcome, asks
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

  /// - Parameter mayBeNone: whether an empty mapping says something: that nothing differs.
  mutating func expected(
    _ node: DataDocument.Node?, mayBeNone: Bool = false
  ) -> RulesetTest.Expected {
    var found: RulesetTest.Expected = []
    for entry in entries(node, mayBeNone: mayBeNone) {
      if let verdict = Verdict.named(entry.value.text) {
        found.append((entry.key.text, verdict, entry.value.range))
      } else {
        report(.testVerdict(at: entry.value))
      }
    }
    return found
  }

  /// The entries of a mapping; of anything else, which would say nothing, a report.
  private mutating func entries(
    _ node: DataDocument.Node?, mayBeNone: Bool = false
  ) -> [DataDocument.Entry] {
    guard let node else { return [] }
    let entries = Array(node.entries)
    if entries.isEmpty, !mayBeNone || node.kind != .mapping { report(.testSaysNothing(at: node)) }
    return entries
  }

  /// The items of a list; of anything else, which would say nothing, a report.
  mutating func items(_ node: DataDocument.Node?) -> [DataDocument.Node] {
    guard let node else { return [] }
    let items = Array(node.items)
    if items.isEmpty { report(.testSaysNothing(at: node)) }
    return items
  }

  mutating func reasons(
    _ node: DataDocument.Node?
  ) -> [(id: String, words: [String], range: SourceRange)] {
    entries(node).map { entry in
      let words = texts(entry.value)
      // Every reason holds the empty text.
      if words.isEmpty || words.contains(where: \.isEmpty) {
        report(.testSaysNothing(at: entry.value))
      }
      return (entry.key.text, words, entry.value.range)
    }
  }

  /// One text or a list of them.
  func texts(_ node: DataDocument.Node) -> [String] {
    node.kind == .sequence ? node.items.map(\.text) : [node.text]
  }

  mutating func variant(_ node: DataDocument.Node) -> RulesetTest.Variant {
    let keys = keys(node, VariantKey.self)
    var changes: [(path: InputPath, value: PlanTree)] = []
    for entry in entries(keys[.change]) {
      if let path = path(entry.key) { changes.append((path, PlanTree(entry.value))) }
    }
    var removals: [InputPath] = []
    for item in items(keys[.remove]) { if let path = path(item) { removals.append(path) } }
    var parameters: [Name: SourceFragment] = [:]
    for entry in entries(keys[.parameters]) {
      parameters[Name(entry.key.text)] = entry.value.fragment()
    }
    if keys[.change] == nil, keys[.remove] == nil, keys[.parameters] == nil {
      report(.variantChangesNothing(at: node))
    }
    return RulesetTest.Variant(
      name: keys[.name]?.text ?? "", changes: changes, removals: removals, parameters: parameters,
      differs: expected(keys[.differs], mayBeNone: true), criteria: expected(keys[.criteria]),
      outcome: keys[.outcome]?.text, asks: keys[.asks].map { texts($0) } ?? [], range: node.range)
  }

  private mutating func path(_ node: DataDocument.Node) -> InputPath? {
    let path = InputPath(node.text)
    if path == nil { report(.testPath(at: node)) }
    return path
  }
}

extension RulesetTest {
  /// Whether a path from a folder so many folders inside that of the ruleset leads out of the folder of the ruleset.
  fileprivate static func leadsOut(_ path: String, from depth: Int) -> Bool {
    var depth = depth
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

  /// The verdict that a word stands for: the word of tests, that of a report in either language, or that of reports for
  /// programs.
  fileprivate static func named(_ word: String) -> Verdict? {
    allCases.first { [$0.testName, $0.name.nl, $0.rawValue].contains(word) }
  }
}

// Faults in a test file.
extension Diagnostic {
  fileprivate static func testNeedsPlan(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .testForm, at: node, nl: "deze test noemt geen plan", en: "this test names no plan",
      mendNL: "schrijf bijvoorbeeld `plan: ../examples/plan.yaml`",
      mendEN: "write for instance `plan: ../examples/plan.yaml`")
  }

  fileprivate static func testExpectsNothing(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .testForm, at: node, nl: "deze test verwacht niets, en toetst dus niets",
      en: "this test expects nothing, so it tests nothing",
      mendNL: "schrijf er `outcome:` en `checks:` bij, of `variants:`",
      mendEN: "add `outcome:` and `checks:`, or `variants:`")
  }

  fileprivate static func testSaysNothing(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .testForm, at: node, nl: "hier staat niets dat te toetsen is",
      en: "nothing that can be tested is here",
      mendNL: "schrijf wat er wordt verwacht, of haal dit weg",
      mendEN: "write what is expected, or remove this")
  }

  fileprivate static func variantChangesNothing(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .testForm, at: node, nl: "deze variant verandert niets", en: "this variant changes nothing",
      mendNL: "schrijf er `change:`, `remove:` of `parameters:` bij",
      mendEN: "add `change:`, `remove:` or `parameters:`")
  }

  fileprivate static func testPlanOutside(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .testForm, at: node, nl: "dit plan staat buiten de map van de ruleset",
      en: "this plan is outside the folder of the ruleset",
      mendNL: "zet het in de map van de ruleset, bijvoorbeeld bij de voorbeelden",
      mendEN: "put it in the folder of the ruleset, for instance with the examples")
  }

  fileprivate static func unknownTestKey(
    _ known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .testForm, at: node, nl: "een test heeft geen '\(node.text)'",
      en: "a test has no '\(node.text)'",
      mend: Suggestion.mend(for: Name(node.text), among: known.map { Name($0) })
        ?? LocalizedText(
          nl: "dit kan: \(known.joined(separator: ", "))",
          en: "possible are: \(known.joined(separator: ", "))"),
      edit: only(node.text, among: known))
  }

  fileprivate static func testDay(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .testForm, at: node, nl: "'\(node.text)' is geen dag", en: "'\(node.text)' is not a day",
      mendNL: "schrijf bijvoorbeeld 2024-01-31", mendEN: "write for instance 2024-01-31")
  }

  fileprivate static func testVerdict(at node: DataDocument.Node) -> Diagnostic {
    let known = Verdict.allCases.map(\.testName)
    let names = known.joined(separator: ", ")
    return Diagnostic(
      .testForm, at: node, nl: "'\(node.text)' is geen oordeel",
      en: "'\(node.text)' is not a verdict",
      mend: LocalizedText(nl: "dit kan: \(names)", en: "possible are: \(names)"),
      edit: only(node.text, among: known))
  }

  fileprivate static func testPath(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .testForm, at: node, nl: "'\(node.text)' is geen pad naar een antwoord",
      en: "'\(node.text)' is no path to an answer",
      mendNL: "schrijf bijvoorbeeld `resultaten[1].einddatum`",
      mendEN: "write for instance `results[1].end date`")
  }
}
