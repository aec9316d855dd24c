import Testing

@testable import Assess

@Suite("layered layout")
struct LayeredLayoutTests {
  /// A graph without cycles: each box requires some of those before it.
  private func graph(_ count: Int, seed: UInt64) -> ([LayeredLayout.Box], [LayeredLayout.Edge]) {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let boxes = (0..<count).map { _ in
      LayeredLayout.Box(width: Double(100 + next(90)), height: Double(44 + next(40)))
    }
    var edges: [LayeredLayout.Edge] = []
    for box in 1..<count {
      for _ in 0..<next(4) { edges.append(.init(from: next(box), to: box)) }
    }
    return (boxes, Array(Set(edges)).sorted { ($0.to, $0.from) < ($1.to, $1.from) })
  }

  private func overlaps(_ layout: LayeredLayout, _ boxes: [LayeredLayout.Box]) -> Int {
    var count = 0
    for left in boxes.indices {
      for right in boxes.indices where left < right {
        let (a, b) = (layout.corners[left], layout.corners[right])
        let apart =
          a.x + boxes[left].width <= b.x || b.x + boxes[right].width <= a.x
          || a.y + boxes[left].height <= b.y || b.y + boxes[right].height <= a.y
        if !apart { count += 1 }
      }
    }
    return count
  }

  @Test("no boxes overlap, all are inside, edges run upwards, and the drawing is always the same")
  func laws() {
    for seed in 1...40 as ClosedRange<UInt64> {
      let (boxes, edges) = graph(2 + Int(seed) * 3 / 2, seed: seed)
      let layout = LayeredLayout(boxes, edges)
      #expect(overlaps(layout, boxes) == 0, "seed \(seed)")
      for (corner, box) in zip(layout.corners, boxes) {
        #expect(corner.x >= 0 && corner.x + box.width <= layout.width, "seed \(seed)")
        #expect(corner.y >= 0 && corner.y + box.height <= layout.height, "seed \(seed)")
      }
      for (edge, route) in zip(edges, layout.routes) {
        #expect(layout.corners[edge.from].y > layout.corners[edge.to].y, "seed \(seed)")
        #expect(route.first?.y == layout.corners[edge.from].y)
        #expect(route.last?.y == layout.corners[edge.to].y + boxes[edge.to].height)
        #expect(zip(route, route.dropFirst()).allSatisfy { $0.y >= $1.y }, "seed \(seed)")
      }
      let again = LayeredLayout(boxes, edges)
      #expect(again.corners == layout.corners && again.routes == layout.routes)
    }
  }

  @Test("no edge runs through a box")
  func clear() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let (boxes, edges) = graph(25, seed: seed)
      let layout = LayeredLayout(boxes, edges)
      for (number, route) in layout.routes.enumerated() {
        for (from, to) in zip(route, route.dropFirst()) where from.x == to.x {
          for box in boxes.indices where box != edges[number].from && box != edges[number].to {
            let corner = layout.corners[box]
            let isBeside = from.x < corner.x || from.x > corner.x + boxes[box].width
            let isApart = from.y <= corner.y || to.y >= corner.y + boxes[box].height
            #expect(isBeside || isApart, "seed \(seed), edge \(number), box \(box)")
          }
        }
      }
    }
  }

  @Test("what requires itself, or each other, is drawn too")
  func cycles() {
    let boxes = Array(repeating: LayeredLayout.Box(width: 100, height: 50), count: 3)
    let layout = LayeredLayout(
      boxes, [.init(from: 0, to: 0), .init(from: 0, to: 1), .init(from: 1, to: 0)])
    #expect(overlaps(layout, boxes) == 0)
    #expect(layout.routes[0].isEmpty)
    #expect(layout.routes[2].first?.y == layout.corners[1].y + 50)
    #expect(LayeredLayout([], []).corners.isEmpty)
  }

  @Test("two thousand boxes, and a chain of as many, are no trouble")
  func large() {
    let (boxes, edges) = graph(2_000, seed: 7)
    #expect(LayeredLayout(boxes, edges).corners.count == 2_000)
    let chain = (1..<2_000).flatMap { box in
      [LayeredLayout.Edge(from: box - 1, to: box), LayeredLayout.Edge(from: box / 2, to: box)]
    }
    #expect(LayeredLayout(boxes, chain).corners.count == 2_000)
  }

  @Test("labels wrap between words, break long words, and end in time")
  func labels() {
    #expect(
      DiagramLabel("Pre-bureau risk category", columns: 21).lines == [
        "Pre-bureau risk", "category",
      ])
    #expect(DiagramLabel("abcdefghij", columns: 4).lines == ["abcd", "efgh", "ij"])
    #expect(DiagramLabel("", columns: 4).lines == [""])
    let long = DiagramLabel(String(repeating: "woord ", count: 1_000), columns: 21)
    #expect(long.lines.count == 4 && long.lines.last?.hasSuffix("…") == true)
  }
}
