import Foundation
import Rules
import Synchronization
import Testing

/// Results of the kit that differ, and are known to; empty is the aim. A line is `path case result`.
private let knownGaps: Set<String> = {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "known-gaps.txt")
  let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  return Set(
    text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") })
}()

private let levels = ["compliance-level-2", "compliance-level-3"]

@Test(
  "every result of the kit is as the kit says, but for the known gaps", .enabled(if: Kit.folder != nil),
  arguments: levels)
func conformance(level: String) throws {
  var passed = 0
  var failed = 0
  var silent = 0
  var seen: Set<String> = []
  for file in Kit.files(of: level) {
    let outcomes: [(name: String, outcome: DecisionTestRun.Outcome)]
    do {
      outcomes = try Kit.outcomes(of: file)
    } catch let error as Diagnostics {
      Issue.record("\(file): \(error.all.map { $0.rendered(in: .en) }.joined(separator: "\n"))")
      continue
    }
    for (name, outcome) in outcomes {
      seen.insert(name)
      if outcome.passed { passed += 1 } else { failed += 1 }
      let isKnown = knownGaps.contains(name)
      #expect(
        outcome.passed != isKnown,
        "\(name): \(isKnown ? "passes, but is listed as a gap" : outcome.difference)")
      if outcome.actual.isNull, outcome.reasons.isEmpty { silent += 1 }
    }
  }
  for gap in knownGaps where gap.hasPrefix(level + "/") {
    #expect(seen.contains(gap), "\(gap) is listed as a gap, and the kit has no such result")
  }
  print("\(level): \(passed) passed, \(failed) failed, 0 skipped")
  #expect(passed > 0)
}
