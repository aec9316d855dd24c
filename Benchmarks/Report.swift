import Foundation
import Rules

/// All measurements, one table.
struct Report {
  private let options: Options
  private let loaded: LoadedRuleset

  init(_ options: Options) throws {
    self.options = options
    loaded = try LoadedRuleset(folder: options.ruleset)
  }

  private func wants(_ part: String) -> Bool {
    options.only.isEmpty || options.only.contains(part)
  }

  func run() throws {
    print("ruleset \(loaded.identity.ruleset)@\(loaded.version.version), \(bytes / 1000) kB\n")
    row("what", "measured", "mark")
    if wants("load") { try load() }
    if wants("plan") { try plans() }
    if wants("decimal") { decimals() }
    if wants("start") { start() }
    if wants("batch") { try batch() }
  }

  private var bytes: Int { loaded.files.reduce(0) { $0 + $1.bytes.count } }

  private func row(_ what: String, _ measured: String, _ mark: String = "") {
    print(Columns.padded(what, 50), Columns.padded(measured, 16), mark)
  }

  private func text(_ value: Double, _ unit: String) -> String { Columns.text(value, unit) }

  // MARK: Loading

  private func load() throws {
    let read = try Stopwatch.least(turns: 1) { _ in
      for file in loaded.files { _ = try DataDocument(yaml: file, limits: .rulesetFile) }
    }
    let model = try RulesetModel(of: loaded.identity, version: loaded.version, files: loaded.files)
    let modelled = try Stopwatch.least(turns: 1) { _ in
      _ = try RulesetModel(of: loaded.identity, version: loaded.version, files: loaded.files)
    }
    let compiled = try Stopwatch.least(turns: 1) { _ in _ = try Ruleset(compiling: model) }
    row("reading the YAML of the ruleset", text(read * 1e3, "ms"))
    row("reading the ruleset (YAML and format)", text(modelled * 1e3, "ms"))
    row("checking and compiling it", text(compiled * 1e3, "ms"))
    let inFull = loaded.ruleset.checksInFull.map { "\($0)" } ?? "all"
    row("checks without steps of the machine", inFull)
    row("loading together", text((modelled + compiled) * 1e3, "ms"), "≤ 20 ms")
  }

  // MARK: One plan, without input and output

  private func plans() throws {
    let ruleset = loaded.ruleset
    let moment = loaded.moment
    let examples = try loaded.examples.map { try DataDocument(reading: $0) }
    if !examples.isEmpty { try measure("example plan", examples, ruleset, moment) }
    var generator = PlanGenerator(loaded)
    let generated = try (0..<500).map { _ in
      try DataDocument(json: generator.line()[...], name: "plan")
    }
    try measure("generated plan", generated, ruleset, moment)
  }

  private func measure(
    _ name: String, _ documents: [DataDocument], _ ruleset: Ruleset, _ moment: DateAndTime
  ) throws {
    let count = Double(documents.count)
    let size = documents.reduce(0) { $0 + $1.source.bytes.count } / documents.count
    let faults = documents.filter {
      ruleset.facts(from: $0.root).problems.contains { $0.severity == .error }
    }.count
    let turns = max(1, 2000 / documents.count)
    let reading = try Stopwatch.least(turns: turns) { _ in
      for document in documents {
        _ = try DataDocument(reading: document.source)
      }
    }
    row("\(name): document from text (\(size) bytes)", text(reading / count * 1e6, "µs"))
    for isRecording in [false, true] {
      let facts = Stopwatch.least(turns: turns) { _ in
        for document in documents {
          _ = ruleset.facts(from: document.root, recordingCauses: isRecording)
        }
      }
      row(
        "\(name): facts\(isRecording ? ", causes recorded" : "")", text(facts / count * 1e6, "µs"))
    }
    let compact = documents.map { ruleset.facts(from: $0.root, recordingCauses: false).facts }
    let decider = PlanDecider(ruleset)
    let verdicts = try Stopwatch.least(turns: turns) { _ in
      for facts in compact { _ = try decider.verdicts(for: facts, at: moment) }
    }
    row(
      "\(name): verdicts of all criteria", text(verdicts / count * 1e6, "µs"),
      "≤ 100 µs, aim 60")
    let full = documents.map { ruleset.facts(from: $0.root).facts }
    let assessing = try Stopwatch.least(rounds: 3, turns: max(1, turns / 8)) { _ in
      for facts in full { _ = try ruleset.assess(facts, at: moment) }
    }
    row(
      "\(name): assessment with reasons", text(assessing / count * 1e6, "µs"),
      "≤ 1 ms for all conditions")
    try explain(name, Array(full.prefix(20)), ruleset, moment)
    if faults > 0 { row("\(name): with faults in the answers", "\(faults) of \(documents.count)") }
  }

  /// What explanations cost, for those who ask for them.
  private func explain(
    _ name: String, _ plans: [Facts], _ ruleset: Ruleset, _ moment: DateAndTime
  ) throws {
    let making = Stopwatch.least(rounds: 3, turns: 1) { _ in _ = Explainer(ruleset) }
    let explainer = Explainer(ruleset)
    row("explainer of a ruleset, made once", text(making * 1e3, "ms"))
    let ids = ruleset.model.criteria.flatMap(\.checks).map(\.id)
    let explaining = try Stopwatch.least(rounds: 3, turns: 1) { _ in
      for facts in plans {
        for id in ids { _ = try explainer.explanation(of: id, facts, at: moment) }
      }
    }
    row(
      "\(name): explanations of all checks, with examples and margins",
      text(explaining / Double(plans.count) * 1e3, "ms"))
    var most = (time: 0.0, evaluations: 0)
    for facts in plans {
      var evaluations = 0
      let time = try Stopwatch.least(rounds: 3, turns: 1) { _ in
        evaluations = try suggest(explainer, facts, at: moment)
      }
      if time > most.time { most = (time, evaluations) }
    }
    row(
      "\(name): suggestions for the plan and every failing check, the slowest",
      text(most.time * 1e3, "ms"), "≤ 200 ms; \(most.evaluations) evaluations")
    let asking = try Stopwatch.least(rounds: 3, turns: 1) { _ in
      for facts in plans { _ = try explainer.questions(facts, at: moment) }
    }
    row("\(name): what to ask next", text(asking / Double(plans.count) * 1e3, "ms"))
  }

  /// - Returns: the evaluations that it took.
  private func suggest(_ explainer: Explainer, _ facts: Facts, at moment: DateAndTime) throws -> Int
  {
    let plan = try explainer.suggestions(
      for: .plan, facts, at: moment, within: ExplanationBudget(evaluations: 3_000))
    let verdicts = try explainer.ruleset.assess(facts, at: moment)
    return try verdicts.checks.filter { $0.verdict == .fails }.reduce(plan.evaluations) {
      let check = try explainer.suggestions(
        for: .check($1.check.id), facts, at: moment, within: ExplanationBudget(evaluations: 1_500))
      return $0 + check.evaluations
    }
  }

  // MARK: Decimals

  private func decimals() {
    for line in DecimalBenchmark.lines() {
      row(
        "decimal \(line.name)",
        String(format: "%.1f ns (%.1f×)", line.own, line.foundation / line.own),
        String(format: "Foundation %.1f ns", line.foundation))
    }
  }

  // MARK: The command line

  private var tool: String {
    let own = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return own.deletingLastPathComponent().appending(path: "toets").path()
  }

  private var shelf: String {
    // The identifier of a ruleset is its path below the folder of rulesets.
    loaded.identity.ruleset.split(separator: "/").reduce(options.ruleset) { url, _ in
      url.deletingLastPathComponent()
    }.path()
  }

  private func start() {
    let examples = options.ruleset.appending(path: "examples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: examples.path())) ?? []
    guard let name = names.sorted().first else { return }
    let plan = examples.appending(path: name).path()
    let runs = (0..<20).compactMap { _ in
      ChildRun(tool, ["assess", "--rulesets", shelf, plan])
    }.filter { $0.status <= 2 }
    guard runs.count == 20 else {
      return row("start to first verdict", "off", "toets assess does not run")
    }
    row(
      "start to first verdict, median of 20", text(Stopwatch.median(runs.map(\.wall)) * 1e3, "ms"),
      "≤ 50 ms")
    row("  processor time of it", text(Stopwatch.median(runs.map(\.processorTime)) * 1e3, "ms"))
  }

  private func batch() throws {
    let folder = FileManager.default.temporaryDirectory
    let input = folder.appending(path: "toets-bench-\(getpid()).jsonl")
    defer { try? FileManager.default.removeItem(at: input) }
    try Data().write(to: input)
    let file = try FileHandle(forWritingTo: input)
    var generator = PlanGenerator(loaded)
    var size = 0
    var block = Data()
    for _ in 0..<options.plans {
      block.append(contentsOf: generator.line())
      guard block.count > 1 << 20 else { continue }
      size += block.count
      try file.write(contentsOf: block)
      block.removeAll(keepingCapacity: true)
    }
    size += block.count
    try file.write(contentsOf: block)
    try file.close()
    guard
      let run = ChildRun(
        tool,
        [
          "batch", "--rulesets", shelf, "--ruleset",
          "\(loaded.identity.ruleset)@\(loaded.version.version)",
        ], input: input.path()), run.status <= 3
    else { return row("batch", "off", "toets batch does not run") }
    let plans = Double(options.plans)
    row(
      "batch of \(options.plans) plans (\(size / options.plans) bytes each)",
      text(plans / run.wall, "plans/s"), "≥ 40000, aim 100000")
    row("  by processor time, one core", text(plans / run.processorTime, "plans/s"))
    row("  peak memory", text(run.peak, "MB"), "≤ 100 MB")
  }
}
