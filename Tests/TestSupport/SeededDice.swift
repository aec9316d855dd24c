/// The same sequence from the same seed.
package struct SeededDice {
  private var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  package mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }
}
