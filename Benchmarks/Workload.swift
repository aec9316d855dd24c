import Dispatch
import Foundation
import Rules
import Synchronization

/// The task that engines are compared on: plans in, one letter for each criterion out.
struct Workload: Sendable {
  private let ruleset: Ruleset
  private let moment: DateAndTime
  /// Where the checks for the classes A, B and C stand among all checks.
  private let classes: Range<Int>
  /// The results of the outcome, as they are written.
  private let decisions: [[UInt8]]

  static let description = """
    {"name":"toetssteen","engine":"toetssteen","language":"Swift","supports":"all",\
    "notes":"a ruleset of YAML and FEEL","trace":"","batch":false,"vary":true}
    """

  /// - Parameter criteria: a multiple of eight; each eight are a set with constants of its own.
  init(criteria: Int) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "workload")
    let identity = try RulesetFolder(reading: LoadedRuleset.source(folder, "ruleset.yaml"))
    guard let version = identity.versions.first, case .files(let names) = version.content else {
      throw CocoaError(.fileReadUnknown)
    }
    var files = try names.map { try LoadedRuleset.source(folder, $0) }
    let repeated = files.filter { $0.name.hasPrefix("c") && $0.name != "constants.yaml" }
    for set in 1..<max(1, criteria / 8) {
      files += repeated.map { CriterionSet(number: set).file($0) }
    }
    // Each criterion is a file of its own, as the format asks.
    var limits = RulesetLimits()
    limits.files = files.count
    limits.bytes = 1 << 30
    ruleset = try Ruleset(
      compiling: RulesetModel(of: identity, version: version, files: files, limits: limits))
    moment = (version.validFrom ?? .epoch).midnightUTC
    decisions = ruleset.model.outcome.results.map { Array($0.value.utf8) }
    let checks = ruleset.model.criteria.flatMap(\.checks).map(\.id)
    let first = checks.firstIndex(of: "C1.A") ?? 0
    classes = first..<first + 3
  }

  // MARK: A plan in, a line out

  private func line(
    _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, _ decider: PlanDecider,
    to output: inout [UInt8]
  ) throws {
    let isDecided: Void? = decider.decide(range, of: bytes, at: moment) { verdicts, answers in
      add(verdicts, id: answers.text(ofField: 0), to: &output)
    }
    if isDecided != nil { return }
    let document = try DataDocument(json: Array(bytes[range])[...], name: "plan")
    let facts = ruleset.facts(from: document.root, ignoring: [], recordingCauses: false).facts
    let verdicts = try decider.verdicts(for: facts, at: moment)
    guard case .string(var id) = facts.values[0] else {
      return add(verdicts, id: nil, to: &output)
    }
    id.withUTF8 { add(verdicts, id: $0, to: &output) }
  }

  private func add(
    _ verdicts: Verdicts, id: UnsafeBufferPointer<UInt8>?, to output: inout [UInt8]
  ) {
    output += Self.words.id
    if let id { output += id }
    output += Self.words.letters
    for verdict in verdicts.criteria { output.append(letter(verdict)) }
    output += Self.words.impactClass
    output.append(impactClass(verdicts))
    output += Self.words.score
    output += String(score(verdicts)).utf8
    output += Self.words.decision
    switch verdicts.outcome {
    case .decided(let index): output += decisions[index]
    case .answersMissing, .judgementNeeded, .faulty: output += Self.words.incomplete
    }
    output += Self.words.end
  }

  /// What stands between the values of a line.
  private static let words = (
    id: Array(#"{"id":""#.utf8), letters: Array(#"","c":""#.utf8),
    impactClass: Array(#"","class":""#.utf8), score: Array(#"","score":"#.utf8),
    decision: Array(#","decision":""#.utf8), incomplete: Array("incomplete".utf8),
    end: Array("\"}\n".utf8)
  )

  private func letter(_ verdict: Verdict) -> UInt8 {
    switch verdict {
    case .passes: UInt8(ascii: "P")
    case .fails: UInt8(ascii: "F")
    case .undetermined, .needsJudgement, .notApplicable: UInt8(ascii: "U")
    }
  }

  private func impactClass(_ verdicts: Verdicts) -> UInt8 {
    for (check, name) in zip(classes, "ABC".utf8) {
      switch verdicts.checks[check] {
      case .passes: return name
      case .fails: continue
      case .undetermined, .needsJudgement, .notApplicable: return UInt8(ascii: "?")
      }
    }
    return UInt8(ascii: "D")
  }

  /// Those of the definition `points` in its outcome.
  private static let weights = [20, 15, 15, 15, 10, 10, 10, 5]

  /// Twice the weight of what passes and once that of what is open; the weights add up to 100.
  private func score(_ verdicts: Verdicts) -> Int {
    var score = 0
    for (verdict, weight) in zip(verdicts.criteria, Self.weights) {
      switch verdict {
      case .passes: score += 2 * weight
      case .undetermined: score += weight
      case .fails, .needsJudgement, .notApplicable: break
      }
    }
    return score
  }

  // MARK: A whole file

  /// Reads plans from standard input in blocks of whole lines, and writes the results in order.
  func evaluate(jobs: Int) throws {
    let output = BlockOutput()
    let room = DispatchSemaphore(value: jobs * 3)
    let turns = DispatchSemaphore(value: jobs)
    let queue = DispatchQueue(label: "workload", attributes: .concurrent)
    let work = DispatchGroup()
    var number = 0
    var rest: [UInt8] = []
    while true {
      var block = rest
      let more = Self.read(1 << 18)
      rest = []
      if more.isEmpty {
        if block.isEmpty { break }
      } else {
        block += more
        guard let end = block.lastIndex(of: UInt8(ascii: "\n")) else {
          rest = block
          continue
        }
        rest = Array(block[(end + 1)...])
        block.removeSubrange((end + 1)...)
      }
      let lines = block
      let place = number
      number += 1
      if jobs == 1 {
        output.take(results(lines), of: place)
        continue
      }
      room.wait()
      turns.wait()
      queue.async(group: work) {
        let results = results(lines)
        turns.signal()
        output.take(results, of: place)
        room.signal()
      }
    }
    work.wait()
  }

  private func results(_ lines: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(lines.count / 16)
    let decider = PlanDecider(ruleset)
    lines.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return }
      let lines = raw.bindMemory(to: UInt8.self)
      var start = 0
      while start < lines.count {
        let found = memchr(base + start, 0x0A, lines.count - start)
        let end = found.map { UnsafeRawPointer($0) - base } ?? lines.count
        do {
          try line(start..<end, of: lines, decider, to: &output)
        } catch {
          output += "{\"error\":\"\(error)\"}\n".utf8
        }
        start = end + 1
      }
    }
    return output
  }

  private static func read(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, Foundation.read(0, buffer.baseAddress, count))
    }
  }

  // MARK: Evaluation alone

  static func measure(criteria: Int, seconds: Double) throws {
    let lines = read(1 << 21).split(separator: UInt8(ascii: "\n")).dropLast().prefix(500)
    let start = Stopwatch.processorTime
    let workload = try Workload(criteria: criteria)
    let loaded = Stopwatch.processorTime
    let documents = try lines.map { try DataDocument(json: $0, name: "plan") }
    let read = Stopwatch.processorTime
    let facts = documents.map {
      workload.ruleset.facts(from: $0.root, ignoring: [], recordingCauses: false).facts
    }
    let ready = Stopwatch.processorTime
    guard let first = facts.first else { return }
    let decider = PlanDecider(workload.ruleset)
    _ = try decider.verdicts(for: first, at: workload.moment)
    let firstDone = Stopwatch.processorTime
    var samples: [Double] = []
    let end = Stopwatch.processorTime + seconds
    while samples.count < 9 || Stopwatch.processorTime < end {
      let start = Stopwatch.processorTime
      for facts in facts { _ = try decider.verdicts(for: facts, at: workload.moment) }
      samples.append((Stopwatch.processorTime - start) / Double(facts.count))
      if samples.count > 5000 { break }
    }
    print(
      """
      {"criteria":\(criteria),"load_ms":\((loaded - start) * 1e3),\
      "first_ms":\((firstDone - ready) * 1e3),\
      "read_ns":\((read - loaded) * 1e9 / Double(facts.count)),\
      "to_native_ns":\((ready - read) * 1e9 / Double(facts.count)),\
      "ns_per_plan":\(Stopwatch.median(samples) * 1e9),"evals":\(samples.count * facts.count)}
      """)
  }
}

/// Writes blocks in the order of their numbers.
private final class BlockOutput: Sendable {
  private struct State: Sendable {
    var next = 0
    var waiting: [Int: [UInt8]] = [:]
  }

  private let state = Mutex(State())

  func take(_ bytes: [UInt8], of number: Int) {
    state.withLock { state in
      state.waiting[number] = bytes
      while let next = state.waiting.removeValue(forKey: state.next) {
        state.next += 1
        next.withUnsafeBytes { bytes in
          var written = 0
          while written < bytes.count {
            let count = write(1, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            guard count > 0 else { return }
            written += count
          }
        }
      }
    }
  }
}
