import Foundation
import Rules
import Testing

/// Results of the kit that differ, and are known to; empty is the aim. A line is `path case result`.
private let knownGaps: Set<String> = {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "known-gaps.txt")
  let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  return Set(text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") })
}()

/// The levels that a conforming engine passes, and the folder of models that the kit itself sets apart.
private let levels = ["compliance-level-2", "compliance-level-3", "non-compliant"]

@Test("where the kit is not at hand, that is said")
func kitIsAtHand() {
  if Kit.folder == nil { print("conformance: off, \(Kit.off)") }
}

@Test(
  "every result of the kit is as the kit says, but for the known gaps",
  .enabled(if: Kit.folder != nil), arguments: levels)
func conformance(level: String) throws {
  var passed = 0
  var failed = 0
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
      if outcome.expected?.isError ?? false {
        #expect(!outcome.reasons.isEmpty, "\(name) is null, and does not say why")
      }
    }
  }
  for gap in knownGaps where gap.hasPrefix(level + "/") {
    #expect(seen.contains(gap), "\(gap) is listed as a gap, and the kit has no such result")
  }
  print("\(level): \(passed) passed, \(failed) failed, 0 skipped")
  #expect(passed > 0)
}

@Test(
  "without the functions that the kit calls, its Java cases say what is missing",
  .enabled(if: Kit.folder != nil))
func externalFunctionsAreAsked() throws {
  let file = try #require(
    Kit.files(of: "compliance-level-3").first { $0.path.contains("0076-feel-external-java") })
  let outcomes = try Kit.outcomes(of: file, externals: ExternalFunctions())
  #expect(outcomes.count == 18)
  for (name, outcome) in outcomes where !outcome.passed {
    #expect(
      outcome.reasons.contains { $0.text.en.hasSuffix("was not made available here") }, "\(name)")
  }
}
