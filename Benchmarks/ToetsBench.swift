import CMalloc
import Foundation
import Rules

/// Measures the engine; see `toets-bench help`. Built in release mode, never run by the tests.
@main
enum ToetsBench {
  static let help = """
    toets-bench [report] [--ruleset FOLDER] [--plans N] [--only PART,PART]
        start to first verdict, batch, time per plan, loading, decimals; the marks stand beside
    toets-bench plans [--ruleset FOLDER] [--plans N]
        generated plans as JSON Lines
    toets-bench growth [--plans N]
        how time and memory grow with criteria, results of a plan and plans of a file, up to N
    toets-bench patterns
        how the time of a search grows with the text, for patterns that attack a matcher
    toets-bench tables
        how long a check of a decision table of 1,500 rows and more takes, beside ten assessments
    toets-bench eval [--criteria K] [--jobs N] < plans.jsonl
    toets-bench native [--criteria K] [--seconds S] < plans.jsonl
    toets-bench describe
        the protocol of the workload that engines are compared on

    """

  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let command = arguments.first.map { $0.hasPrefix("-") ? "report" : $0 } ?? "report"
    if arguments.first == command { arguments.removeFirst() }
    let options = Options(arguments)
    keep_freed_memory()
    do {
      switch command {
      case "report": try Report(options).run()
      case "plans":
        let loaded = try LoadedRuleset(folder: options.ruleset)
        var generator = PlanGenerator(loaded)
        for _ in 0..<options.plans { FileHandle.standardOutput.write(Data(generator.line())) }
      case "growth": try GrowthBenchmark.run(options)
      case "patterns": if try !PatternBenchmark.run() { exit(1) }
      case "tables": if try !TableBenchmark.run(options) { exit(1) }
      case "eval": try Workload(criteria: options.criteria).evaluate(jobs: options.jobs)
      case "native": try Workload.measure(criteria: options.criteria, seconds: options.seconds)
      case "describe": print(Workload.description)
      default: print(help)
      }
    } catch let error as Diagnostics {
      for diagnostic in error.all { Console.tell(diagnostic.rendered(in: .en)) }
      exit(1)
    }
  }
}

/// What was asked for.
struct Options {
  var ruleset = URL(filePath: "rulesets/iza/plan")
  var plans = 100_000
  var criteria = 8
  var jobs = 1
  var seconds = 0.6
  var only: Set<String> = []

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { break }
      switch name {
      case "--ruleset": ruleset = URL(filePath: value)
      case "--plans": plans = Int(value) ?? plans
      case "--criteria": criteria = Int(value) ?? criteria
      case "--jobs": jobs = Int(value) ?? jobs
      case "--seconds": seconds = Double(value) ?? seconds
      case "--only": only = Set(value.split(separator: ",").map(String.init))
      default: Console.tell("unknown option \(name)")
      }
    }
  }
}

enum Console {
  static func tell(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
