/// Chance that gives the same numbers on every run: what is told of a plan or a ruleset must not differ.
struct Dice {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A number from 0 to below a count, which is at least one.
  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }
}
