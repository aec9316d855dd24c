import Foundation
import Rules
import Testing

@Test("the description of the format names every key that the reader knows")
func describedKeys() throws {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  let text = try String(
    contentsOf: root.appending(path: "rulesets/FORMAT.md"), encoding: .utf8)
  for section in RulesetFormat.sections {
    #expect(Set(section.required).isSubset(of: section.keys))
    for key in section.keys {
      #expect(text.contains("\(key):") || text.contains("`\(key)`"), "\(section.title.en): \(key)")
    }
  }
}

/// The same numbers in every run.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}

@Test("a damaged ruleset is read or refused with places in its files, and never stops the reader")
func damagedRulesets() {
  var dice = Dice(state: 1)
  let lines = RulesetFixture.basis.split(separator: "\n", omittingEmptySubsequences: false)
  for round in 0..<150 {
    var damaged = lines
    for _ in 0...Int.random(in: 0..<3, using: &dice) {
      let place = Int.random(in: 0..<damaged.count, using: &dice)
      let other = Int.random(in: 0..<damaged.count, using: &dice)
      switch Int.random(in: 0..<5, using: &dice) {
      case 0: damaged.remove(at: place)
      case 1: damaged.insert(damaged[other], at: place)
      case 2: damaged.swapAt(place, other)
      case 3: damaged[place] = "  " + damaged[place]
      default: damaged[place] = damaged[place].dropLast(damaged[place].count / 2)
      }
    }
    do {
      _ = try RulesetFixture.read(basis: damaged.joined(separator: "\n"))
    } catch {
      #expect(!error.all.isEmpty, "\(round)")
      for fault in error.all {
        #expect(fault.range.end <= fault.source.bytes.count, "\(round)")
        #expect(!fault.message.nl.isEmpty && !fault.message.en.isEmpty, "\(round)")
      }
    }
  }
}
