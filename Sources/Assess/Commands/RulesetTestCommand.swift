import ArgumentParser
import Rules

struct RulesetTestCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Draait de tests van rulesets.",
    discussion: """
      Een regel per test en per variant, en bij een verschil de plaats in het testbestand, wat werd verwacht \
      en wat gevonden. Daarna wat een controle kan zeggen en geen test laat zien. \
      Afsluitcode 1 als een test faalt, een versie geen test heeft of geen test een verandering merkt, \
      4 als een test of een ruleset niet deugt.
      """)

  @Flag(
    help:
      "Maak daarna kleine veranderingen in de regels, een voor een, en zeg welke geen test merkt.")
  var mutate = false

  @Flag(
    help:
      "Zeg welke voorwaarden, rijen van tabellen, criteria en teksten geen test laat zien.")
  var coverage = false

  @Flag(
    help: """
      Schrijf wat is gevonden als verwachting in de testbestanden, en laat de verschillen zien. Met --mutate ook de \
      varianten die merken wat geen test merkt.
      """)
  var accept = false

  @Option(
    help: ArgumentHelp("Kijk alleen naar deze controles of criteria.", valueName: "code"))
  var only: [String] = []

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(help: "De vorm: text of json.")
  var format = Form.text

  @Option(
    help: ArgumentHelp("Schrijft de uitkomsten ook als JUnit-XML.", valueName: "bestand"),
    completion: .file(extensions: ["xml"]))
  var junit: String?

  @OptionGroup var named: NamedRulesets
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let catalog = try catalog.catalog(console)
    var status = ExitStatus.success
    var reports: [RulesetTestReport] = []
    for reference in try named.references(in: catalog) {
      do throws(Failure) {
        let (report, found) = try test(reference, in: catalog, console)
        reports.append(report)
        status = max(status, found)
      } catch {
        if error.status == .output { throw error }
        console.warn(error)
        status = max(status, error.status)
      }
    }
    let passed = reports.reduce(0) { $0 + $1.passed }
    let failed = reports.reduce(0) { $0 + $1.failed }
    switch format {
    case .text:
      try console.print(
        console.say(
          "\(passed + failed) tests: \(passed) goed, \(failed) fout\n",
          "\(passed + failed) tests: \(passed) passed, \(failed) failed\n"))
    case .json:
      try console.print(
        JSONTree.object([("rulesets", .list(reports.map { $0.tree(in: language) }))]).text)
    }
    if let junit { try console.write(RulesetTestReport.junit(reports, in: language), to: junit) }
    return max(status, failed > 0 ? .negative : .success)
  }

  private func test(
    _ reference: RulesetReference, in catalog: RulesetCatalog, _ console: Console
  ) throws(Failure) -> (RulesetTestReport, ExitStatus) {
    let folder = try catalog.ruleset(named: reference.ruleset)
    if let name = reference.version { _ = try VersionChoice.version(of: folder, named: name) }
    try verifyOnly(folder, in: catalog)
    if accept { try acceptFound(folder, reference, in: catalog, console) }
    var run = RulesetTestRun(
      folder, only: reference.version, ids: Set(only), in: catalog)
    let version = reference.version.map { "@\($0)" } ?? ""
    var report = RulesetTestReport(name: folder.ruleset + version)
    var status = ExitStatus.success
    for file in run.files {
      do throws(Failure) {
        guard let outcomes = try run.run(file) else { continue }
        report.files.append((file, .success(outcomes)))
        for outcome in outcomes {
          try tell(RulesetTestReport.text(outcome, in: language), console)
        }
      } catch {
        if error.status == .output { throw error }
        status = max(status, error.status)
        report.files.append((file, .failure(error)))
        try tell("✗ \(file)\n", console)
        console.warn(error)
      }
    }
    if reference.version == nil, only.isEmpty { report.unshown = run.unshown }
    report.untested = run.untested.map { "\(folder.ruleset)@\($0.version)" }
    try tell(report.notes(in: language), console)
    // What a test that fails says of anything else is worth nothing.
    guard report.failed == 0, status == .success else { return (report, status) }
    if coverage {
      let found = TestCoverage(run)
      report.coverage = found
      try tell(found.text(in: language), console)
    }
    if mutate {
      let found = try mutations(of: run, console)
      report.mutations = found
      let open = found.survivors.contains { !accept || $0.addition == nil }
      if open { status = max(status, .negative) }
    }
    return (report, status)
  }

  private func tell(_ text: String, _ console: Console) throws(Failure) {
    if format == .text, !text.isEmpty { try console.print(text.withoutControls) }
  }

  /// A code that no version has would make every test pass.
  private func verifyOnly(
    _ folder: RulesetFolder, in catalog: RulesetCatalog
  ) throws(Failure) {
    guard !only.isEmpty else { return }
    var known: Set<String> = []
    for version in folder.versions where version.isEncoded {
      let criteria = try catalog.model(folder, version).criteria
      known.formUnion(criteria.map(\.id) + criteria.flatMap(\.checks).map(\.id))
    }
    for id in only where !known.contains(id) {
      throw Failure(
        .usage,
        Notice(
          about: folder.ruleset,
          LocalizedText(
            nl: "er is geen controle of criterium '\(id)'",
            en: "there is no check or criterion '\(id)'"),
          mend: Suggestion.mend(for: id, among: known.sorted())))
    }
  }

  // MARK: What is found is what is expected

  /// Writes what was found into the tests that expect otherwise.
  private func acceptFound(
    _ folder: RulesetFolder, _ reference: RulesetReference, in catalog: RulesetCatalog,
    _ console: Console
  ) throws(Failure) {
    var run = RulesetTestRun(folder, only: reference.version, in: catalog)
    for file in run.files {
      let before = run.cases.count
      // What can't be run is told when the tests are.
      guard let outcomes = try? run.run(file),
        outcomes.contains(where: { !$0.differences.isEmpty }),
        let (old, new) = Acceptance.changed(Array(run.cases[before...]))
      else { continue }
      try write(old, new, console)
    }
  }

  private func write(
    _ old: SourceText, _ new: SourceText, _ console: Console
  ) throws(Failure) {
    try tell(LineDifference.text(old, new), console)
    try console.write(String(decoding: new.bytes, as: UTF8.self), to: new.name)
  }

  /// Changes that no test notices, each with a variant or a plan that would.
  private func mutations(
    of tests: RulesetTestRun, _ console: Console
  ) throws(Failure) -> MutationReport {
    var run = try MutationRun(tests)
    var report = MutationReport()
    for change in run.changes where only.isEmpty || run.reaches(change, Set(only)) {
      let fate = run.fate(of: change)
      report.add(change.mutation, fate)
      guard case .survived = fate, let survivor = report.survivors.last else { continue }
      try tell(survivor.text(in: language), console)
    }
    if accept {
      for (name, additions) in run.additionsByFile {
        guard let source = additions.first?.source else { continue }
        let changed: SourceText?
        do {
          var editor = try TestFileEditor(source)
          editor.add(additions.map(\.variant))
          changed = editor.changed
        } catch {
          throw Failure(.badRuleset, error)
        }
        guard let changed else {
          throw Failure(
            .badRuleset,
            Notice(
              about: name,
              nl: "in dit bestand kunnen geen varianten worden geschreven",
              en: "no variants can be written into this file",
              mendNL: "schrijf de varianten als een lijst van regels die met '-' beginnen",
              mendEN: "write the variants as a list of lines that begin with '-'"))
        }
        try write(source, changed, console)
      }
    }
    try tell(report.total[language] + "\n", console)
    return report
  }
}
