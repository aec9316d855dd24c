/// The values that one column of a table may have, cut at every constant that the cells of the column name: between two
/// cuts all values are alike to the table.
struct CellAxis: Sendable {
  enum Cell: Sendable {
    /// No value.
    case absent
    case value(Value)
    /// All that lie between two values, or below or above one; the ends are not in it.
    case between(Value?, Value?)
    /// Every text that the table does not name.
    case otherText
  }

  /// Of what the values are; of other types there are no cells.
  enum Kind: Sendable {
    case numbers
    case dates
    case truths
    /// Of these texts alone, or of any.
    case texts([String]?)
  }

  private(set) var cells: [Cell]
  /// One value of each cell.
  private(set) var samples: [Value]
  let kind: Kind

  /// - Parameters:
  ///   - cuts: the constants, in any order.
  ///   - mayBeAbsent: whether there may be no value.
  init(_ kind: Kind, cuts: [Value], mayBeAbsent: Bool) {
    self.kind = kind
    var found: [(Cell, Value)] = []
    switch kind {
    case .truths: found = [true, false].map { (.value(.boolean($0)), .boolean($0)) }
    case .texts(let allowed?): found = allowed.map { (.value(.string($0)), .string($0)) }
    case .texts(nil):
      // By their characters as they are: two that look alike are two.
      var named: Set<[UInt8]> = []
      for case .string(let text) in cuts where named.insert(Array(text.utf8)).inserted {
        found.append((.value(.string(text)), .string(text)))
      }
      var other = "x"
      while named.contains(Array(other.utf8)) { other += "x" }
      found.append((.otherText, .string(other)))
    case .numbers, .dates:
      let points = Self.inOrder(cuts.filter { kind.holds($0) })
      var low: Value?
      for point in points {
        if let sample = Self.sample(low, point, kind) {
          found.append((.between(low, point), sample))
        }
        found.append((.value(point), point))
        low = point
      }
      if let sample = Self.sample(low, nil, kind) { found.append((.between(low, nil), sample)) }
    }
    if mayBeAbsent { found.append((.absent, .null)) }
    cells = found.map(\.0)
    samples = found.map(\.1)
  }

  /// Without the cells whose values can't be.
  func keeping(_ isPossible: (Value) -> Bool) -> CellAxis {
    var copy = self
    let kept = samples.indices.filter { isPossible(samples[$0]) }
    copy.cells = kept.map { cells[$0] }
    copy.samples = kept.map { samples[$0] }
    return copy
  }

  /// The cells of which something holds that compares with some constants and asks nothing else: between these constants it
  /// is asked once.
  ///
  /// - Parameter constants: some of the cuts of the axis.
  func cells(comparedWith constants: [Value], where holds: (Value) -> Bool) -> CellSet {
    var found = CellSet(noneOf: samples.count)
    func ask(_ cells: Range<Int>) {
      guard !cells.isEmpty, holds(samples[cells.lowerBound]) else { return }
      found.insert(cells)
    }
    switch kind {
    case .truths: for cell in samples.indices { ask(cell..<cell + 1) }
    case .texts:
      let named = Set(
        constants.compactMap { if case .string(let text) = $0 { Array(text.utf8) } else { nil } })
      var isOfOthers: Bool?
      for (cell, sample) in samples.enumerated() {
        if case .string(let text) = sample, !named.contains(Array(text.utf8)) {
          let holdsOfOthers = isOfOthers ?? holds(sample)
          isOfOthers = holdsOfOthers
          if holdsOfOthers { found.insert(cell) }
        } else {
          ask(cell..<cell + 1)
        }
      }
    case .numbers, .dates:
      var end = samples.count
      if let last = samples.last, last.isNull {
        end -= 1
        ask(end..<end + 1)
      }
      var start = 0
      for constant in Self.inOrder(constants) {
        let below = place(in: start..<end) { $0.isLess(than: constant).isTrue }
        let at = place(in: below..<end) { !constant.isLess(than: $0).isTrue }
        ask(start..<below)
        ask(below..<at)
        start = at
      }
      ask(start..<end)
    }
    return found
  }

  /// The first cell of which something does not hold that holds of a first few.
  private func place(in cells: Range<Int>, whereNot holds: (Value) -> Bool) -> Int {
    var (low, high) = (cells.lowerBound, cells.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if holds(samples[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func inOrder(_ values: [Value]) -> [Value] {
    let sorted = values.sorted { $0.isLess(than: $1).isTrue }
    return sorted.reduce(into: []) { kept, value in
      if let last = kept.last, last.isEqual(to: value).isTrue { return }
      kept.append(value)
    }
  }

  /// A value between two; `nil` where there is none.
  private static func sample(_ low: Value?, _ high: Value?, _ kind: Kind) -> Value? {
    switch (low, high) {
    case (nil, nil): return if case .dates = kind { .date(.epoch) } else { .number(.zero) }
    case (.number(let low)?, .number(let high)?):
      // Of large ones the sum may be past the limit.
      let half = Number(2)
      let middle =
        low.adding(high)?.divided(by: half)
        ?? low.divided(by: half).flatMap { low in
          high.divided(by: half).flatMap { low.adding($0) }
        }
      guard let middle, low < middle, middle < high else { return nil }
      return .number(middle)
    case (.number(let low)?, nil): return above(low).map { .number($0) }
    case (nil, .number(let high)?): return above(high.negated).map { .number($0.negated) }
    case (.date(let low)?, .date(let high)?):
      return low.adding(days: 1).flatMap { $0 < high ? .date($0) : nil }
    case (.date(let low)?, nil): return low.adding(days: 1).map { .date($0) }
    case (nil, .date(let high)?): return high.adding(days: -1).map { .date($0) }
    default: return nil
    }
  }

  /// A greater number; to a large one nothing is added by adding one. `nil` for the greatest.
  private static func above(_ low: Number) -> Number? {
    let candidates = [
      low.adding(.one), low.adding(low.magnitude), low.divided(by: Number(2)), .greatest,
    ]
    return candidates.compactMap(\.self).first { low < $0 }
  }

  // MARK: As an author writes it

  /// Unary tests that hold of these cells and no others, in FEEL.
  func tests(of cells: CellSet) -> String {
    if cells.count == self.cells.count { return "-" }
    if case .texts(nil) = kind, let others = notAmong(cells) { return others }
    return cells.runs.flatMap { tests(of: $0) }.joined(separator: ", ")
  }

  /// Where all texts that the table does not name are among them: what is not; a list can't hold both.
  private func notAmong(_ cells: CellSet) -> String? {
    let others = self.cells.firstIndex { if case .otherText = $0 { true } else { false } }
    guard let others, cells.contains(others) else { return nil }
    var left = self.cells.indices.filter { !cells.contains($0) }.map { self.samples[$0].literal }
    let mayBeAbsent = self.cells.contains { if case .absent = $0 { true } else { false } }
    if !mayBeAbsent, left.isEmpty { left = ["null"] }
    return "not(\(left.joined(separator: ", ")))"
  }

  private func tests(of run: ClosedRange<Int>) -> [String] {
    switch kind {
    case .truths, .texts: return run.map { samples[$0].literal }
    case .numbers, .dates: break
    }
    var parts: [String] = []
    var last = run.upperBound
    if case .absent = cells[last] {
      parts = ["null"]
      last -= 1
    }
    guard run.lowerBound <= last else { return parts }
    return [span(cells[run.lowerBound], cells[last])] + parts
  }

  private func span(_ first: Cell, _ last: Cell) -> String {
    let (low, includesLow): (Value?, Bool) =
      switch first {
      case .value(let value): (value, true)
      case .between(let low, _): (low, false)
      case .absent, .otherText: (nil, false)
      }
    let (high, includesHigh): (Value?, Bool) =
      switch last {
      case .value(let value): (value, true)
      case .between(_, let high): (high, false)
      case .absent, .otherText: (nil, false)
      }
    switch (low, high) {
    case (let low?, let high?):
      if includesLow, includesHigh, low.isEqual(to: high).isTrue { return low.literal }
      return
        "\(includesLow ? "[" : "(")\(low.literal)..\(high.literal)\(includesHigh ? "]" : ")")"
    case (let low?, nil): return "\(includesLow ? ">=" : ">") \(low.literal)"
    case (nil, let high?): return "\(includesHigh ? "<=" : "<") \(high.literal)"
    case (nil, nil): return "? != null"
    }
  }
}

extension CellAxis.Kind {
  /// Whether a value is one of its type.
  fileprivate func holds(_ value: Value) -> Bool {
    switch (self, value) {
    case (.numbers, .number), (.dates, .date), (.truths, .boolean), (.texts, .string): true
    default: false
    }
  }

  /// Whether a comparison turns nowhere but at the constant it is with.
  func isCut(by comparison: ComparisonOperator) -> Bool {
    switch (self, comparison) {
    case (_, .equal), (_, .notEqual), (.numbers, _), (.dates, _), (.truths, _), (.texts(.some), _):
      true
    // Texts that no rule names are one cell, in which they have an order.
    case (.texts(nil), _): false
    }
  }

  /// The kind of a type; `nil` for those whose values have no cells.
  init?(_ type: ValueType) {
    switch type {
    case .number: self = .numbers
    case .date: self = .dates
    case .boolean: self = .truths
    case .string(let allowed): self = .texts(allowed)
    default: return nil
    }
  }
}

extension CellAxis {
  /// Of numbers that count something: the cells with whole numbers from zero on.
  var ofCounts: CellAxis {
    var copy = self
    copy.cells = []
    copy.samples = []
    for (cell, sample) in zip(cells, samples) {
      guard let count = Self.count(in: cell, sample) else { continue }
      copy.cells.append(cell)
      copy.samples.append(count)
    }
    return copy
  }

  private static func count(in cell: Cell, _ sample: Value) -> Value? {
    switch cell {
    case .absent: return sample
    case .value(.number(let number)):
      return number.int.map { $0 >= 0 && Number($0) == number } == true ? sample : nil
    case .between(let low, let high):
      var first = 0
      if case .number(let low)? = low {
        guard let below = low.rounded(toScale: 0, .floor)?.int, below < Int.max else { return nil }
        first = Swift.max(0, below + 1)
      }
      if case .number(let high)? = high, Number(first) >= high { return nil }
      return .number(Number(first))
    case .value, .otherText: return nil
    }
  }
}
