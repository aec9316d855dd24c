import Foundation
import TestSupport
import Testing

@testable import Assess

@Suite("A plan that a check writes shows what it told")
struct WitnessTests {
  /// Codes of what a plan can come to.
  static let ofPlans = ["E101", "E102", "E103", "E104", "E105", "E111", "E112", "W121", "E122"]

  /// Of these no plan ends with a fault: the outcome is a no already where the gap is, and the check that reads the sum
  /// applies only where the list has items.
  static let withoutPlan = ["a row left out", "the sum of what may be empty"]

  @Test(
    "the mistakes that can happen to a plan have one, and assessing it ends with a fault of the rules"
  )
  func mistakes() throws {
    var (told, shown) = (0, 0)
    for row in MistakeTests.mistakes {
      guard Self.ofPlans.contains(row.says) else { continue }
      let path = "\(MistakeTests.folder)/\(row.file)"
      var text = row.new
      if let old = row.old {
        let good = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
        text = good.replacing(old, with: row.new)
      }
      let world = World([path: text])
      _ = world.run(
        "ruleset", "check", "--rulesets", MistakeTests.root, "--witnesses", "/plans")
      let files = world.output.split(separator: "\n").compactMap { line in
        line.hasPrefix("geschreven: ") ? String(line.dropFirst("geschreven: ".count)) : nil
      }
      told += 1
      let isShown = !Self.withoutPlan.contains(row.name)
      #expect(
        files.contains { $0.contains(row.says) } == isShown,
        "\(row.name): \(world.output)\(world.error)")
      // Then it is said, so that nobody waits for one.
      #expect(isShown || world.output.contains("geen plan gevonden"), "\(row.name)")
      for file in files {
        let status = world.run("assess", "--rulesets", MistakeTests.root, file)
        #expect(status == 4, "\(row.name): \(file)\n\(world.file(file) ?? "")\n\(world.error)")
        if status == 4 { shown += 1 }
      }
    }
    #expect(told >= 15, "\(told)")
    print("\(shown) plans of \(told) mistakes reproduce")
  }
}
