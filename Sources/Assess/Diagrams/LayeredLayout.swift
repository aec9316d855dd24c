/// Places boxes in rows so that every edge runs upwards, edges cross little and nothing overlaps.
///
/// The rows are found by the longest path, the order in a row by the mean place of the neighbours, and
/// the places themselves by the least distance to the neighbours that keeps the boxes apart. The same
/// boxes and edges always give the same drawing.
struct LayeredLayout {
  struct Box: Hashable, Sendable {
    let width: Double
    let height: Double
  }

  struct Edge: Hashable, Sendable {
    let from: Int
    let to: Int
  }

  struct Point: Hashable, Sendable {
    let x: Double
    let y: Double
  }

  /// The upper left corner of each box.
  private(set) var corners: [Point]
  /// For each edge the points that it passes, from the lower box to the upper one as a rule.
  private(set) var routes: [[Point]]
  private(set) var width: Double
  private(set) var height: Double

  static let margin = 24.0

  init(_ boxes: [Box], _ edges: [Edge]) {
    var rows = LayeredRows(count: boxes.count, edges)
    rows.reduceCrossings()
    let places = RowPlaces(rows, boxes)
    let lanes = RowHeights(rows, boxes, places.centres)
    corners = boxes.enumerated().map { number, box in
      Point(
        x: (places.centres[number] - box.width / 2).rounded(),
        y: (lanes.middle(of: rows.rowOf[number]) - box.height / 2).rounded())
    }
    height = lanes.height
    width =
      zip(corners, boxes).reduce(0) { max($0, $1.0.x + $1.1.width) } + LayeredLayout.margin
    routes = []
    let ports = EdgePorts(rows, boxes, places.centres)
    for (number, chain) in rows.chains.enumerated() {
      var points: [Point] = []
      for (position, vertex) in chain.enumerated() {
        let row = rows.rowOf[vertex]
        guard vertex < boxes.count else {
          let x = places.centres[vertex].rounded()
          points.append(Point(x: x, y: lanes.bottom(of: row)))
          points.append(Point(x: x, y: lanes.top(of: row)))
          continue
        }
        let isStart = position == 0
        let x = (isStart ? ports.leaving[number] : ports.entering[number]).rounded()
        let corner = corners[vertex]
        if isStart {
          points.append(Point(x: x, y: corner.y))
          points.append(Point(x: x, y: lanes.top(of: row)))
        } else {
          points.append(Point(x: x, y: lanes.bottom(of: row)))
          points.append(Point(x: x, y: corner.y + boxes[vertex].height))
        }
      }
      routes.append(rows.isTurned[number] ? points.reversed() : points)
    }
    let right = routes.joined().reduce(0) { max($0, $1.x) } + LayeredLayout.margin
    width = max(width, right)
  }
}

/// Which row each vertex is in, and in which order. Vertices after those of the boxes stand where a long
/// edge passes a row.
struct LayeredRows {
  /// From below to above; the vertices of a row from left to right.
  private(set) var rows: [[Int]] = []
  private(set) var rowOf: [Int]
  /// For each edge the vertices that it passes, from below to above; empty for an edge to its own box.
  private(set) var chains: [[Int]] = []
  /// Edges that had to be turned round, as the graph has a cycle.
  private(set) var isTurned: [Bool]
  /// The neighbours in the row above and in the row below.
  private(set) var above: [[Int]]
  private(set) var below: [[Int]]
  private let count: Int

  /// More places where edges pass rows than these cost more than they help.
  private static let mostPasses = 30_000

  init(count: Int, _ edges: [LayeredLayout.Edge]) {
    self.count = count
    rowOf = Array(repeating: 0, count: count)
    above = Array(repeating: [], count: count)
    below = above
    isTurned = Array(repeating: false, count: edges.count)
    let order = orient(edges)
    let upwards = edges.enumerated().map { number, edge in
      isTurned[number] ? LayeredLayout.Edge(from: edge.to, to: edge.from) : edge
    }
    assignRows(order, upwards)
    connect(upwards)
  }

  /// Turns the edges that close a cycle.
  ///
  /// - Returns: the boxes, what is required before what requires it.
  private mutating func orient(_ edges: [LayeredLayout.Edge]) -> [Int] {
    var leaving: [[Int]] = Array(repeating: [], count: count)
    for (number, edge) in edges.enumerated() where edge.from != edge.to {
      leaving[edge.from].append(number)
    }
    enum State { case new, open, done }
    var states = Array(repeating: State.new, count: count)
    var finished: [Int] = []
    for start in 0..<count where states[start] == .new {
      // A stack of our own: a long chain must not use up the thread's.
      var path = [(box: start, next: 0)]
      states[start] = .open
      while let (box, next) = path.last {
        guard next < leaving[box].count else {
          states[box] = .done
          finished.append(box)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let number = leaving[box][next]
        let target = edges[number].to
        switch states[target] {
        case .new:
          states[target] = .open
          path.append((target, 0))
        case .open: isTurned[number] = true
        case .done: break
        }
      }
    }
    return finished.reversed()
  }

  private mutating func assignRows(_ order: [Int], _ edges: [LayeredLayout.Edge]) {
    var leaving: [[Int]] = Array(repeating: [], count: count)
    var isAlone = Array(repeating: true, count: count)
    for edge in edges where edge.from != edge.to {
      leaving[edge.from].append(edge.to)
      isAlone[edge.from] = false
      isAlone[edge.to] = false
    }
    for box in order {
      for target in leaving[box] { rowOf[target] = max(rowOf[target], rowOf[box] + 1) }
    }
    // As near to what requires it as it can be, so that edges are short.
    for box in order.reversed() {
      if let lowest = leaving[box].map({ rowOf[$0] }).min() { rowOf[box] = lowest - 1 }
    }
    var found: [[Int]] = Array(repeating: [], count: (rowOf.max() ?? -1) + 1)
    for box in firstOrder(leaving) where !isAlone[box] { found[rowOf[box]].append(box) }
    let most = max(7, Int(1.3 * Double(count).squareRoot()))
    rows = ([(0..<count).filter { isAlone[$0] }] + found).flatMap { $0.evenParts(ofAtMost: most) }
    for (number, row) in rows.enumerated() {
      for box in row { rowOf[box] = number }
    }
  }

  /// The boxes in an order that keeps together what belongs together: from what nothing requires down.
  private func firstOrder(_ leaving: [[Int]]) -> [Int] {
    var required: [[Int]] = Array(repeating: [], count: count)
    for (box, targets) in leaving.enumerated() {
      for target in targets { required[target].append(box) }
    }
    var order: [Int] = []
    var isSeen = Array(repeating: false, count: count)
    for start in (0..<count).filter({ leaving[$0].isEmpty }) + Array(0..<count) {
      var stack = [start]
      while let box = stack.popLast() {
        if isSeen[box] { continue }
        isSeen[box] = true
        order.append(box)
        stack += required[box].reversed()
      }
    }
    return order
  }

  private mutating func connect(_ edges: [LayeredLayout.Edge]) {
    let passes = edges.reduce(0) { $0 + max(0, rowOf[$1.to] - rowOf[$1.from] - 1) }
    let passesRows = passes <= LayeredRows.mostPasses
    for edge in edges {
      guard edge.from != edge.to else {
        chains.append([])
        continue
      }
      var chain = [edge.from]
      if passesRows, rowOf[edge.from] + 1 < rowOf[edge.to] {
        for row in rowOf[edge.from] + 1..<rowOf[edge.to] {
          let vertex = rowOf.count
          rowOf.append(row)
          above.append([])
          below.append([])
          rows[row].append(vertex)
          chain.append(vertex)
        }
      }
      chain.append(edge.to)
      for (lower, upper) in zip(chain, chain.dropFirst()) {
        above[lower].append(upper)
        below[upper].append(lower)
      }
      chains.append(chain)
    }
  }
}

extension LayeredRows {
  /// Sorts each row by the mean place of its neighbours, from below and from above in turn, and keeps
  /// the best order it meets.
  mutating func reduceCrossings() {
    let work = rowOf.count + above.reduce(0) { $0 + $1.count }
    let rounds = min(max(1_000_000 / max(work, 1), 4), 24)
    var best = rows
    var fewest = crossings
    for round in 0..<rounds where fewest > 0 {
      sweep(upwards: round % 2 == 0)
      let now = crossings
      if now < fewest {
        fewest = now
        best = rows
      }
    }
    rows = best
  }

  private var positions: [Int] {
    var positions = Array(repeating: 0, count: rowOf.count)
    for row in rows {
      for (position, vertex) in row.enumerated() { positions[vertex] = position }
    }
    return positions
  }

  private mutating func sweep(upwards: Bool) {
    var positions = positions
    for row in upwards ? Array(rows.indices) : rows.indices.reversed() {
      let wanted = rows[row].map { vertex in
        let neighbours = upwards ? below[vertex] : above[vertex]
        if neighbours.isEmpty { return (Double(positions[vertex]), vertex) }
        let sum = neighbours.reduce(0) { $0 + positions[$1] }
        return (Double(sum) / Double(neighbours.count), vertex)
      }
      let sorted = wanted.enumerated().sorted {
        ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
      }
      rows[row] = sorted.map(\.element.1)
      for (position, vertex) in rows[row].enumerated() { positions[vertex] = position }
    }
  }

  /// How often edges between neighbouring rows cross.
  private var crossings: Int {
    let positions = positions
    var total = 0
    for row in rows.indices.dropFirst() {
      // Each edge crosses those before it that end further to the right: counted in a tree of sums.
      var ends: [Int] = []
      for vertex in rows[row - 1] { ends += above[vertex].map { positions[$0] }.sorted() }
      var sums = Array(repeating: 0, count: (ends.max() ?? 0) + 2)
      for (number, end) in ends.enumerated() {
        var place = end + 1
        var notRight = 0
        while place > 0 {
          notRight += sums[place]
          place -= place & -place
        }
        total += number - notRight
        place = end + 1
        while place < sums.count {
          sums[place] += 1
          place += place & -place
        }
      }
    }
    return total
  }
}

/// Where the middles of the vertices are, from left to right.
private struct RowPlaces {
  private(set) var centres: [Double]
  private let widths: [Double]
  private let boxes: Int

  /// Between boxes, and between edges that pass a row.
  private static let gap = 28.0
  private static let passGap = 14.0

  init(_ rows: LayeredRows, _ boxes: [LayeredLayout.Box]) {
    self.boxes = boxes.count
    widths = rows.rowOf.indices.map { $0 < boxes.count ? boxes[$0].width : 2 }
    centres = Array(repeating: 0, count: rows.rowOf.count)
    for row in rows.rows {
      let offsets = offsets(of: row)
      let middle = (offsets.last ?? 0) / 2
      for (vertex, offset) in zip(row, offsets) { centres[vertex] = offset - middle }
    }
    let rounds = min(max(400_000 / max(centres.count, 1), 4), 40)
    for round in 0..<rounds {
      let isUpwards = round % 2 == 0
      let isLast = round >= rounds - 2
      for row in isUpwards ? Array(rows.rows) : rows.rows.reversed() {
        let wanted = row.map { vertex in
          let neighbours =
            isLast
            ? rows.above[vertex] + rows.below[vertex]
            : isUpwards ? rows.below[vertex] : rows.above[vertex]
          if neighbours.isEmpty { return centres[vertex] }
          return neighbours.reduce(0) { $0 + centres[$1] } / Double(neighbours.count)
        }
        place(row, wanted)
      }
    }
    let left = centres.indices.map { centres[$0] - widths[$0] / 2 }.min() ?? 0
    for vertex in centres.indices { centres[vertex] += LayeredLayout.margin - left }
  }

  private func offsets(of row: [Int]) -> [Double] {
    var offsets: [Double] = []
    for (position, vertex) in row.enumerated() {
      guard position > 0 else {
        offsets.append(0)
        continue
      }
      let before = row[position - 1]
      let isPass = vertex >= boxes && before >= boxes
      offsets.append(
        offsets[position - 1] + (widths[before] + widths[vertex]) / 2
          + (isPass ? Self.passGap : Self.gap))
    }
    return offsets
  }

  /// Moves the vertices of a row as near as can be to where they want to be, in their order and apart:
  /// neighbours that would overlap move as one block to the mean of what they want.
  private mutating func place(_ row: [Int], _ wanted: [Double]) {
    let offsets = offsets(of: row)
    var blocks: [(sum: Double, weight: Double, count: Int)] = []
    for (position, vertex) in row.enumerated() {
      let weight = vertex < boxes ? 1.0 : 2.0
      var block = (
        sum: (wanted[position] - offsets[position]) * weight, weight: weight, count: 1
      )
      while let last = blocks.last, last.sum / last.weight > block.sum / block.weight {
        block = (last.sum + block.sum, last.weight + block.weight, last.count + block.count)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    var position = 0
    for block in blocks {
      for _ in 0..<block.count {
        centres[row[position]] = block.sum / block.weight + offsets[position]
        position += 1
      }
    }
  }
}

/// From where to where the rows reach, from above to below.
private struct RowHeights {
  private var tops: [Double] = []
  private var heights: [Double] = []
  private(set) var height = 0.0

  init(_ rows: LayeredRows, _ boxes: [LayeredLayout.Box], _ centres: [Double]) {
    heights = rows.rows.map { row in
      row.reduce(0) { $1 < boxes.count ? max($0, boxes[$1].height) : $0 }
    }
    tops = Array(repeating: 0, count: heights.count)
    var y = LayeredLayout.margin
    for row in rows.rows.indices.reversed() {
      tops[row] = y
      // What runs far to the side needs room to rise.
      let farthest = rows.rows[row].reduce(0.0) { farthest, vertex in
        rows.below[vertex].reduce(farthest) { max($0, abs(centres[$1] - centres[vertex])) }
      }
      y += heights[row] + (row > 0 ? min(44 + farthest / 10, 130).rounded() : 0)
    }
    height = y + LayeredLayout.margin
  }

  func top(of row: Int) -> Double { tops[row] }
  func bottom(of row: Int) -> Double { tops[row] + heights[row] }
  func middle(of row: Int) -> Double { tops[row] + heights[row] / 2 }
}

/// Where edges leave and enter boxes: side by side, in the order of where they go.
private struct EdgePorts {
  private(set) var leaving: [Double]
  private(set) var entering: [Double]

  private static let gap = 16.0

  init(_ rows: LayeredRows, _ boxes: [LayeredLayout.Box], _ centres: [Double]) {
    leaving = Array(repeating: 0, count: rows.chains.count)
    entering = leaving
    var up: [[Int]] = Array(repeating: [], count: boxes.count)
    var down = up
    for (number, chain) in rows.chains.enumerated() {
      guard let first = chain.first, let last = chain.last else { continue }
      up[first].append(number)
      down[last].append(number)
    }
    for box in boxes.indices {
      let leaving = up[box].sorted {
        (centres[rows.chains[$0][1]], $0) < (centres[rows.chains[$1][1]], $1)
      }
      let entering = down[box].sorted {
        let left = rows.chains[$0]
        let right = rows.chains[$1]
        return (centres[left[left.count - 2]], $0) < (centres[right[right.count - 2]], $1)
      }
      for (edges, isLeaving) in [(leaving, true), (entering, false)] {
        let spread = min(boxes[box].width * 0.6, Double(edges.count - 1) * Self.gap)
        for (position, edge) in edges.enumerated() {
          let share = edges.count == 1 ? 0 : Double(position) / Double(edges.count - 1) - 0.5
          let x = centres[box] + share * spread
          if isLeaving { self.leaving[edge] = x } else { self.entering[edge] = x }
        }
      }
    }
  }
}

extension Array {
  /// The same in parts of about the same size, none larger than a limit; no part where it is empty.
  fileprivate func evenParts(ofAtMost limit: Int) -> [[Element]] {
    let parts = (count + limit - 1) / limit
    return (0..<parts).map { Array(self[$0 * count / parts..<($0 + 1) * count / parts]) }
  }
}
