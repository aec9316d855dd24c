import Rules

/// Runs the tests of one ruleset.
struct RulesetTestRun {
  /// What became of one test, or of one variant in it.
  struct Outcome: Sendable {
    /// The test file.
    let source: SourceText
    /// The name of the variant; `nil` for the test itself.
    let variant: String?
    /// What was expected and what was found; empty where they are the same.
    let differences: [TestComparison.Difference]

    /// `tests/plan.yaml`, or `tests/plan.yaml › zonder saldo`.
    var name: String { source.name + (variant.map { " › \($0)" } ?? "") }

    /// `tests/plan.yaml:12:3`, or `tests/plan.yaml:40:5 › zonder saldo`.
    func place(of difference: TestComparison.Difference) -> String {
      let place = source.position(at: difference.range.start)
      return "\(source.name):\(place.line):\(place.column)" + (variant.map { " › \($0)" } ?? "")
    }
  }

  /// A plan that a test assesses, or one of its variants.
  struct Case: Sendable {
    let test: RulesetTest
    var variant: RulesetTest.Variant?
    /// Of a variant: the place among the cases of the plan without the change.
    let base: Int?
    let version: RulesetFolder.Version
    /// Cases of one number share a ruleset.
    let number: Int
    let ruleset: Ruleset
    let plan: PlanFile
    let read: ReadPlan
    let moment: DateAndTime
    let found: Assessment

    /// The plan with the names that fields have now: tests use these.
    var named: PlanFile { plan.named(by: ruleset.model.vocabulary) }
  }

  let catalog: RulesetCatalog
  let folder: RulesetFolder
  /// Only tests that are assessed by this version.
  let only: String?
  /// The checks and criteria to look at; empty for all.
  let ids: Set<String>
  /// The paths of the plans that tests are of.
  private(set) var plans: Set<String> = []
  /// The versions that a test was run of.
  private(set) var tested: Set<String> = []
  /// The plans that tests assess, variants after the plan that they are of.
  private(set) var cases: [Case] = []
  /// What each check can come to, in the order in which they were met.
  private var possible: [(check: String, verdicts: [Verdict])] = []
  /// The verdicts that tests showed of each check.
  private var shown: [String: Set<Verdict>] = [:]
  private var models: [String: RulesetModel] = [:]
  private var compiled: [String: (number: Int, ruleset: Ruleset)] = [:]

  init(
    _ folder: RulesetFolder, only: String?, ids: Set<String> = [], in catalog: RulesetCatalog
  ) {
    self.folder = folder
    self.only = only
    self.ids = ids
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
    let base = try assess(plan, version, test)
    var comparison = TestComparison(base.found, only: ids)
    comparison.whole(test)
    var outcomes = [
      Outcome(source: test.source, variant: nil, differences: comparison.differences)
    ]
    let place = cases.count - 1
    for variant in test.variants {
      let changed = try self.changed(base.named, by: variant, in: test)
      // A change of the day of submission may lead to another version.
      let found = try assess(changed, self.version(for: changed, test), test, variant, of: place)
      var comparison = TestComparison(found.found, only: ids)
      comparison.variant(variant, of: FoundVerdicts(base.found))
      outcomes.append(
        Outcome(
          source: test.source, variant: variant.name, differences: comparison.differences))
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

  private mutating func assess(
    _ plan: PlanFile, _ version: RulesetFolder.Version, _ test: RulesetTest,
    _ variant: RulesetTest.Variant? = nil, of base: Int? = nil
  ) throws(Failure) -> Case {
    let added = try tried(plan, version, test, variant, of: base)
    for finding in added.found.checks {
      let check = finding.check
      if shown[check.id] == nil { possible.append((check.id, check.possibleVerdicts)) }
      shown[check.id, default: []].insert(finding.verdict)
    }
    cases.append(added)
    return added
  }

  /// A variant of a case that no test file has yet.
  mutating func tried(
    _ variant: RulesetTest.Variant, of base: Int
  ) throws(Failure) -> Case {
    let one = cases[base]
    let plan = try changed(one.named, by: variant, in: one.test)
    return try tried(plan, version(for: plan, one.test), one.test, variant, of: base)
  }

  private mutating func tried(
    _ plan: PlanFile, _ version: RulesetFolder.Version, _ test: RulesetTest,
    _ variant: RulesetTest.Variant?, of base: Int?
  ) throws(Failure) -> Case {
    // Never the clock: the same test gives the same result on any day.
    let submitted = try VersionChoice.submissionDay(of: plan.root, by: folder)
    let moment = (test.day ?? submitted ?? version.validFrom ?? .epoch).midnightUTC
    let (number, ruleset) = try ruleset(version, variant?.parameters ?? [:], on: moment.date)
    let read = ReadPlan(plan, by: Edition(ruleset), recordingCauses: true)
    if read.hasErrors { throw Failure(.badRuleset, read.problems) }
    do {
      return Case(
        test: test, variant: variant, base: base, version: version, number: number,
        ruleset: ruleset, plan: plan, read: read, moment: moment,
        found: try ruleset.assess(read.facts, judgements: read.judgements, at: moment))
    } catch {
      throw Failure(error, about: plan.name)
    }
  }

  private mutating func ruleset(
    _ version: RulesetFolder.Version, _ parameters: [Name: SourceFragment], on day: CalendarDate
  ) throws(Failure) -> (number: Int, ruleset: Ruleset) {
    let set = parameters.map { "\($0.key.text) = \($0.value.text)" }.sorted()
    let key = ([version.version] + set).joined(separator: "\n")
    if let known = compiled[key] { return known }
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
      let found = (number: compiled.count, ruleset: ruleset)
      compiled[key] = found
      return found
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

extension Diagnostic {
  fileprivate static func noSuchAnswer(
    _ path: InputPath, _ variant: RulesetTest.Variant, _ test: RulesetTest
  ) -> Diagnostic {
    Diagnostic(
      .error, .testForm, nl: "'\(path)' staat niet in het plan, of kan daar niet staan",
      en: "'\(path)' is not in the plan, or cannot be there",
      mendNL: "kijk in \(test.plan) hoe het heet; delen van een lijst tellen vanaf 1",
      mendEN: "look in \(test.plan) for its name; items of a list count from 1",
      at: SourceRange(variant.range.start, variant.range.start), in: test.source)
  }
}
