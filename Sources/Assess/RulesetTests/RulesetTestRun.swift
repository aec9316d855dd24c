import Rules

/// Runs the tests of one ruleset.
struct RulesetTestRun {
  /// What became of one test, or of one variant in it.
  struct Outcome: Sendable {
    /// `tests/plan.yaml`, or `tests/plan.yaml › zonder saldo`.
    let name: String
    /// What was expected and what was found; empty where they are the same.
    let differences: [LocalizedText]
  }

  let catalog: RulesetCatalog
  let folder: RulesetFolder
  /// Only tests that are assessed by this version.
  let only: String?
  /// The paths of the plans that tests are of.
  private(set) var plans: Set<String> = []
  /// The versions that a test was run of.
  private(set) var tested: Set<String> = []
  /// The plans that tests assess, without those that set parameters.
  private(set) var cases: [Case] = []
  /// What each check can come to, in the order in which they were met.
  private var possible: [(check: String, verdicts: [Verdict])] = []
  /// The verdicts that tests showed of each check.
  private var shown: [String: Set<Verdict>] = [:]
  private var models: [String: RulesetModel] = [:]
  private var compiled: [String: Ruleset] = [:]

  init(_ folder: RulesetFolder, only: String?, in catalog: RulesetCatalog) {
    self.folder = folder
    self.only = only
    self.catalog = catalog
  }

  private var path: String { catalog.folder(of: folder.ruleset) }

  /// The paths of the test files, in order; those in folders inside `tests` too.
  var files: [String] {
    catalog.yamlFiles(below: "\(path)/tests").map { "\(path)/tests/\($0)" }
  }

  /// The paths of examples that no test is of.
  var unusedExamples: [String] {
    catalog.yamlFiles(below: "\(path)/examples").map { "\(path)/examples/\($0)" }
      .filter { !plans.contains($0) }
  }

  /// The versions that have rules and were to be tested, of which there was no test.
  var untested: [RulesetFolder.Version] {
    folder.versions.filter { version in
      version.isEncoded && only.map { $0 == version.version } ?? true
        && !tested.contains(version.version)
    }
  }

  /// What a check can come to, and no test shows.
  var unshown: [(check: String, verdicts: [Verdict])] {
    possible.map { check, verdicts in
      (check: check, verdicts: verdicts.filter { shown[check]?.contains($0) != true })
    }.filter { !$0.verdicts.isEmpty }
  }

  /// - Returns: `nil` for a test that is not of the version asked for.
  /// - Throws: when a test cannot be run at all.
  mutating func run(_ file: String) throws(Failure) -> [Outcome]? {
    let below = file.dropFirst(path.count + 1)
    let test = try read(file) { source throws(Diagnostics) in
      try RulesetTest(reading: source, depth: below.count { $0 == "/" })
    }
    plans.insert(Self.path(test.plan, beside: file))
    let plan = try read(Self.path(test.plan, beside: file)) { source throws(Diagnostics) in
      PlanFile(document: try DataDocument(reading: source))
    }
    let version = try version(for: plan, test)
    if let only, only != version.version { return nil }
    tested.insert(version.version)
    let base = try assessment(
      of: plan, version, [:], test, statesOutcome: test.outcome != nil || !test.criteria.isEmpty)
    var comparison = Comparison(
      assessment: base, test.source, test.places, otherwise: SourceRange(0, 0))
    comparison.whole(test)
    var outcomes = [Outcome(name: test.source.name, differences: comparison.differences)]
    let vocabulary = compiled[version.version]?.model.vocabulary
    for variant in test.variants {
      let name = "\(test.source.name) › \(variant.name)"
      let changed = try self.changed(
        vocabulary.map { plan.named(by: $0) } ?? plan, by: variant, in: test)
      // A change of the day of submission may lead to another version.
      let found = try assessment(
        of: changed, self.version(for: changed, test), variant.parameters, test,
        statesOutcome: false)
      var comparison = Comparison(
        assessment: found, test.source, variant.places, otherwise: variant.range)
      comparison.variant(variant, of: base)
      outcomes.append(Outcome(name: name, differences: comparison.differences))
    }
    return outcomes
  }

  /// The path of a file that is named from another one.
  private static func path(_ name: String, beside file: String) -> String {
    var steps = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for step in name.split(separator: "/") where step != "." {
      if step == "..", let last = steps.last, last != ".." {
        steps.removeLast()
      } else {
        steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }

  private func read<Content>(
    _ path: String, _ content: (SourceText) throws(Diagnostics) -> Content
  ) throws(Failure) -> Content {
    let source: SourceText
    do {
      source = SourceText(
        name: path, bytes: try catalog.effects.readFile(path, ReadingLimits.plan.bytes))
    } catch {
      throw Failure(.badRuleset, error, about: path)
    }
    do {
      return try content(source)
    } catch {
      throw Failure(.badRuleset, error)
    }
  }

  private func version(
    for plan: PlanFile, _ test: RulesetTest
  ) throws(Failure) -> RulesetFolder.Version {
    if let name = test.version { return try VersionChoice.version(of: folder, named: name) }
    let day = try VersionChoice.submissionDay(of: plan.root, by: folder) ?? test.day
    // A plan without a day rests on none; the newest version is then as good as any.
    return try VersionChoice.rules(
      of: folder, on: day ?? folder.versions.last(where: \.isEncoded)?.validFrom ?? .epoch,
      plan: plan.name
    ).0
  }

  private mutating func assessment(
    of plan: PlanFile, _ version: RulesetFolder.Version, _ parameters: [Name: SourceFragment],
    _ test: RulesetTest, statesOutcome: Bool
  ) throws(Failure) -> Assessment {
    // Never the clock: the same test gives the same result on any day.
    let submitted = try VersionChoice.submissionDay(of: plan.root, by: folder)
    let moment = (test.day ?? submitted ?? version.validFrom ?? .epoch).midnightUTC
    let edition = Edition(try ruleset(version, parameters, on: moment.date))
    let read = ReadPlan(plan, by: edition, recordingCauses: true)
    if read.hasErrors { throw Failure(.badRuleset, read.problems) }
    if parameters.isEmpty {
      cases.append(
        Case(
          version: version.version, facts: read.facts, judgements: read.judgements,
          moment: moment, statesOutcome: statesOutcome))
    }
    do {
      let found = try edition.ruleset.assess(read.facts, judgements: read.judgements, at: moment)
      for finding in found.checks {
        let check = finding.check
        if shown[check.id] == nil { possible.append((check.id, check.possibleVerdicts)) }
        shown[check.id, default: []].insert(finding.verdict)
      }
      return found
    } catch {
      throw Failure(error, about: plan.name)
    }
  }

  private mutating func ruleset(
    _ version: RulesetFolder.Version, _ parameters: [Name: SourceFragment], on day: CalendarDate
  ) throws(Failure) -> Ruleset {
    if parameters.isEmpty, let known = compiled[version.version] { return known }
    let model: RulesetModel
    if let known = models[version.version] {
      model = known
    } else {
      model = try catalog.model(folder, version)
      models[version.version] = model
    }
    let settings = parameters.mapValues { value in
      ParameterSettings.Setting(value: value, reason: "test", date: day)
    }
    do {
      let ruleset = try Ruleset(compiling: model, settings: ParameterSettings(settings))
      if parameters.isEmpty { compiled[version.version] = ruleset }
      return ruleset
    } catch {
      throw Failure(.badRuleset, error)
    }
  }

  private func changed(
    _ plan: PlanFile, by variant: RulesetTest.Variant, in test: RulesetTest
  ) throws(Failure) -> PlanFile {
    var tree = PlanTree(plan.root)
    for path in variant.removals {
      guard let next = tree.removing(path.steps[...]) else {
        throw Failure(.badRuleset, [.noSuchAnswer(path, variant, test)])
      }
      tree = next
    }
    for (path, value) in variant.changes {
      guard let next = tree.setting(path.steps[...], to: value) else {
        throw Failure(.badRuleset, [.noSuchAnswer(path, variant, test)])
      }
      tree = next
    }
    let source = SourceText(name: "\(plan.name) › \(variant.name)", text: tree.yaml)
    do {
      return PlanFile(document: try DataDocument(yaml: source))
    } catch {
      throw Failure(.badRuleset, error)
    }
  }
}

/// What was expected beside what was found.
private struct Comparison {
  let assessment: Assessment
  private let source: SourceText
  private let places: RulesetTest.Places
  /// Where to look for what the test does not name.
  private let whole: SourceRange
  private(set) var differences: [LocalizedText] = []

  init(
    assessment: Assessment, _ source: SourceText, _ places: RulesetTest.Places,
    otherwise whole: SourceRange
  ) {
    self.assessment = assessment
    self.source = source
    self.places = places
    self.whole = whole
  }

  private mutating func add(
    _ nl: String, _ en: String, at section: RulesetTest.Places.Section, _ id: String
  ) {
    let position = source.position(at: (places[section, id] ?? whole).start)
    let place = "\(source.name):\(position.line):\(position.column)"
    differences.append(LocalizedText(nl: "\(place): \(nl)", en: "\(place): \(en)"))
  }

  private mutating func expect(
    _ wanted: String, _ found: String, of what: String, _ why: [LocalizedText],
    at section: RulesetTest.Places.Section, _ id: String
  ) {
    func told(_ language: Language) -> String {
      let text = why.map { $0[language] }.joined(separator: "; ")
      return text.isEmpty ? "" : "\n    \(text)"
    }
    add(
      "\(what): verwacht \(wanted), gevonden \(found)\(told(.nl))",
      "\(what): expected \(wanted), found \(found)\(told(.en))", at: section, id)
  }

  mutating func whole(_ test: RulesetTest) {
    if let wanted = test.outcome, wanted != assessment.outcome.testName {
      let faults = assessment.faults.filter { $0.part == .outcome }
      expect(
        wanted, assessment.outcome.testName, of: "outcome", faults.map(\.message), at: .outcome, "")
    }
    let criteria = assessment.criteria.map { ($0.criterion.id, $0.verdict) }
    compare(test.criteria, with: criteria, in: .criteria, isComplete: false)
    compare(
      test.checks, with: assessment.checks.map { ($0.check.id, $0.verdict) }, in: .checks,
      isComplete: !test.checks.isEmpty)
    for (id, words) in test.reasons {
      guard let check = assessment.checks.first(where: { $0.check.id == id }) else {
        add("\(id): deze check is er niet", "\(id): there is no such check", at: .reasons, id)
        continue
      }
      let reasons = check.reasons.map(\.nl).joined(separator: " ")
      for word in words where !reasons.contains(word) {
        add(
          "\(id): de reden bevat niet '\(word)': \(reasons)",
          "\(id): the reason does not hold '\(word)': \(reasons)", at: .reasons, id)
      }
    }
  }

  mutating func variant(_ variant: RulesetTest.Variant, of base: Assessment) {
    var wanted = base.checks.map { (id: $0.check.id, verdict: $0.verdict) }
    for (id, verdict) in variant.differs {
      guard let index = wanted.firstIndex(where: { $0.id == id }) else {
        add("\(id): deze check is er niet", "\(id): there is no such check", at: .differs, id)
        continue
      }
      if wanted[index].verdict == verdict {
        add(
          "\(id): dit oordeel is zonder de verandering ook '\(verdict.testName)'",
          "\(id): this verdict is '\(verdict.testName)' without the change too", at: .differs, id)
      }
      wanted[index].verdict = verdict
    }
    compare(
      wanted, with: assessment.checks.map { ($0.check.id, $0.verdict) }, in: .differs,
      isComplete: true)
    let asked = assessment.openQuestions.map(\.path.description)
    for path in variant.asks where !asked.contains(path) {
      let list = asked.isEmpty ? "–" : asked.joined(separator: ", ")
      add(
        "'\(path)' wordt niet gevraagd; wel: \(list)",
        "'\(path)' is not asked for; these are: \(list)", at: .asks, path)
    }
  }

  private mutating func compare(
    _ wanted: RulesetTest.Expected, with found: [(id: String, verdict: Verdict)],
    in section: RulesetTest.Places.Section, isComplete: Bool
  ) {
    for (id, verdict) in wanted {
      guard let actual = found.first(where: { $0.id == id }) else {
        add("\(id): die is er niet", "\(id): there is none", at: section, id)
        continue
      }
      if actual.verdict != verdict {
        expect(verdict.testName, actual.verdict.testName, of: id, why(id), at: section, id)
      }
    }
    guard isComplete else { return }
    for (id, verdict) in found where !wanted.contains(where: { $0.id == id }) {
      add(
        "\(id): ontbreekt in de test; gevonden \(verdict.testName)",
        "\(id): missing from the test; found \(verdict.testName)", at: section, id)
    }
  }

  /// What the assessment says of a check, to see at a glance why it was decided so: its reasons, what it waits for, and
  /// what the evaluation remarks.
  private func why(_ id: String) -> [LocalizedText] {
    guard let check = assessment.checks.first(where: { $0.check.id == id }) else { return [] }
    let open = check.missing.map(\.description) + check.unsetParameters.map(\.text)
    return check.reasons + open.map { LocalizedText(nl: $0, en: $0) } + check.remarks
  }
}

extension Check {
  /// What it comes to without anybody's judgement, where all answers are there and it applies.
  fileprivate var possibleVerdicts: [Verdict] {
    guard rule != nil else { return [.needsJudgement] }
    return switch judgement?.moment {
    case nil: [.passes, .fails]
    case .passes: [.fails, .needsJudgement]
    case .fails: [.passes, .needsJudgement]
    }
  }
}

extension OutcomeFinding {
  fileprivate var testName: String {
    switch self {
    case .decided(let result): result.value
    case .answersMissing: RulesetTest.answersMissing
    case .judgementNeeded: RulesetTest.judgementNeeded
    case .rulesetFault: RulesetTest.rulesetFault
    }
  }
}

extension Diagnostic {
  fileprivate static func noSuchAnswer(
    _ path: InputPath, _ variant: RulesetTest.Variant, _ test: RulesetTest
  ) -> Diagnostic {
    Diagnostic(
      nl: "'\(path)' staat niet in het plan, of kan daar niet staan",
      en: "'\(path)' is not in the plan, or cannot be there",
      mendNL: "kijk in \(test.plan) hoe het heet; delen van een lijst tellen vanaf 1",
      mendEN: "look in \(test.plan) for its name; items of a list count from 1",
      at: SourceRange(variant.range.start, variant.range.start), in: test.source)
  }
}
