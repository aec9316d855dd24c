import Foundation

/// How time and memory grow with the criteria of a ruleset, the results of a plan, and the plans of a file. Each row is
/// a process of its own.
struct GrowthBenchmark {
  private let program: String
  private let folder: URL

  static func run(_ options: Options) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "toets-growth-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = URL(filePath: CommandLine.arguments[0]).path()
    let benchmark = GrowthBenchmark(program: program, folder: folder)
    try benchmark.criteria()
    try benchmark.results()
    try benchmark.plans(upTo: options.plans)
  }

  /// Plans of a few results, as they are in most rows.
  private func usual() throws -> URL { try file("usual", lines: 500) { 1 + $0 % 4 } }

  private func criteria() throws {
    row("criteria", ["load", "a plan", "of each criterion", "memory"])
    let plans = try usual()
    for criteria in [8, 80, 800, 8_000] {
      let (measured, run) = try native(plans, ["--criteria", "\(criteria)"])
      row(
        "\(criteria)",
        [
          text(measured.load_ms, "ms"), text(measured.ns_per_plan / 1e3, "µs"),
          text(measured.ns_per_plan / Double(criteria), "ns"), text(run.peak, "MB"),
        ])
    }
  }

  private func results() throws {
    row("\nresults a plan", ["a plan", "of each result", "memory"])
    for results in [1, 10, 100, 1_000] {
      // No more than is read; what this process holds would count as memory of those that it starts.
      let plans = try file("results-\(results)", lines: results < 100 ? 500 : 20) { _ in results }
      let (measured, run) = try native(plans, [])
      row(
        "\(results)",
        [
          text(measured.ns_per_plan / 1e3, "µs"),
          text(measured.ns_per_plan / Double(results), "ns"), text(run.peak, "MB"),
        ])
    }
  }

  /// Lines in, results out, on one core.
  private func plans(upTo most: Int) throws {
    row("\nplans", ["time", "of each", "memory"])
    let thousand = try file("thousand", lines: 1_000) { 1 + $0 % 4 }
    var plans = 1_000
    while plans <= most {
      let script = """
        n=\(plans / 1_000); while [ $n -gt 0 ]; do cat "$0"; n=$((n - 1)); done | "$1" eval
        """
      let run = try child("/bin/sh", ["-c", script, thousand.path(), program])
      row(
        "\(plans)",
        [
          text(run.wall, "s"), text(run.wall / Double(plans) * 1e6, "µs"), text(run.peak, "MB"),
        ])
      plans *= 10
    }
  }

  // MARK: Runs

  /// What the program says of evaluation alone.
  private struct Measured: Decodable {
    let load_ms: Double
    let ns_per_plan: Double
  }

  private func native(
    _ plans: URL, _ options: [String]
  ) throws -> (measured: Measured, run: ChildRun) {
    let output = folder.appending(path: "measured.json")
    let run = try child(
      program, ["native"] + options, input: plans.path(), output: output.path())
    return (try JSONDecoder().decode(Measured.self, from: Data(contentsOf: output)), run)
  }

  private func child(
    _ program: String, _ arguments: [String], input: String = "/dev/null",
    output: String = "/dev/null"
  ) throws -> ChildRun {
    guard let run = ChildRun(program, arguments, input: input, output: output), run.status == 0
    else { throw CocoaError(.executableLoad) }
    return run
  }

  // MARK: Plans

  /// Lines with a plan each.
  ///
  /// - Parameter results: how many the plan of a line has.
  private func file(_ name: String, lines: Int, results: (Int) -> Int) throws -> URL {
    let path = folder.appending(path: "\(name).jsonl")
    let text = (0..<lines).map { Self.plan($0, results: results($0)) + "\n" }.joined()
    try text.write(to: path, atomically: false, encoding: .utf8)
    return path
  }

  private static func plan(_ number: Int, results: Int) -> String {
    let list = (0..<results).map {
      """
      {"metric":"ligdagen","baseline":\(4_000 + $0),"target":\(3_500 - number),"unit":"per jaar",\
      "deadline":"2025-0\(1 + $0 % 9)-16","owner":"partij-\(1 + $0 % 4)"}
      """
    }
    return """
      {"id":"P\(number)","identity":{"title":"Geboortezorg in de regio \(number)","region":"R01",\
      "requestType":"quick","careKind":"gp","submittedOn":"2022-08-07","leadParty":"partij-1"},\
      "scale":{"population":756000,"patientsReached":16600,"organisations":5,"sharePct":10},\
      "sectors":[{"name":"msz","amount":199461},{"name":"gp","amount":116267},\
      {"name":"vvt","amount":149841}],\
      "parties":[{"name":"partij-1","role":"insurer","required":true,"sharesUrgency":true,\
      "committed":true,"signedOn":"2022-07-17"},{"name":"partij-2","role":"patients",\
      "required":true,"sharesUrgency":true,"committed":\(number % 3 != 0)}],\
      "impact":{"careReductionPct":11.0,"fteSaved":29.6,"realEstateM2":500,"redistribution":false},\
      "goals":[{"title":"Minder ligdagen","results":[\(list.joined(separator: ","))]}],\
      "businessCase":{"costs":[285761,353152,148128,176062,125349,125953],\
      "benefits":[0,107456,237800,187731,439354,467131],"socialBenefits":403000,\
      "requestedAmount":\(465_000 + number)},\
      "impactAnalysis":{"labour":true,"quality":true,"access":false,"finance":false,\
      "digital":true,"sustainability":true},\
      "timeline":{"start":"2023-02-03","end":"2026-02-03"},\
      "competition":{"betweenCompetitors":false}}
      """
  }

  // MARK: The table

  private func row(_ name: String, _ columns: [String]) {
    print(([name] + columns).map { Columns.padded($0, 20) }.joined())
  }

  private func text(_ value: Double, _ unit: String) -> String { Columns.text(value, unit) }
}
