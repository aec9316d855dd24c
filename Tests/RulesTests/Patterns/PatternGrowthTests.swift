import FuzzTargets
import Testing

@testable import Rules

/// The states that were visited for one text: all matches, or whether there is one.
private func visits(_ pattern: Pattern, _ text: String, all: Bool) throws -> Int {
  var matcher = try PatternMatcher(pattern, text)
  if all { try matcher.eachMatch { _ in true } } else { _ = try matcher.hasMatch() }
  return matcher.visits
}

/// What is remembered of a pattern is made once, however long the text; of the large ones more is
/// forgotten than remembered from some ten thousand characters on.
@Test(
  "an attack on twice the text takes no more than two and a half times the work",
  arguments: [false, true])
func growth(isLarge: Bool) throws {
  let count = isLarge ? 10_000 : 2_000
  for attack in isLarge ? AttackPattern.large : AttackPattern.small {
    let pattern = try Pattern(attack.pattern)
    for all in [true, false] {
      let once = try visits(pattern, attack.text(of: count), all: all)
      let twice = try visits(pattern, attack.text(of: 2 * count), all: all)
      #expect(Double(twice) < 2.5 * Double(max(once, 1_000)), "\(attack.name): \(once), \(twice)")
      // A step takes a look at each state and its arrows at most, in both readings of the text.
      let most = 6 * pattern.program.states.count * 2 * count
      #expect(twice < most, "\(attack.name): \(twice) of \(most)")
    }
  }
}
