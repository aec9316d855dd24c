/// The arrows of a program turned round: for each state, where one can come from.
struct PatternGraph: Sendable {
  /// What must hold where a state is passed.
  struct Condition: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    /// A text, or a line, starts here.
    static let start = Condition(rawValue: 1)
    /// A text, or a line, ends here.
    static let end = Condition(rawValue: 2)
    static let combinations = 4
  }

  /// For each state the states before it, laid end to end.
  struct Arrows: Sendable {
    private var starts: [Int32]
    private var sources: [Int32]

    fileprivate init(_ arrows: [(from: Int, to: Int)], stateCount: Int) {
      starts = [Int32](repeating: 0, count: stateCount + 1)
      for arrow in arrows { starts[arrow.to + 1] &+= 1 }
      for state in 0..<stateCount { starts[state + 1] &+= starts[state] }
      var next = starts
      sources = [Int32](repeating: 0, count: arrows.count)
      for arrow in arrows {
        sources[Int(next[arrow.to])] = Int32(truncatingIfNeeded: arrow.from)
        next[arrow.to] &+= 1
      }
    }

    /// The places in the list that belong to a state.
    func places(to state: Int) -> Range<Int> { Int(starts[state])..<Int(starts[state + 1]) }

    func source(_ place: Int) -> Int { Int(sources[place]) }
  }

  let stateCount: Int
  /// Arrows that take no character.
  let free: Arrows
  /// Arrows that take one.
  let taking: Arrows
  /// By state.
  let conditions: [Condition]
  /// By state: the number of the set whose character it takes; 0 where it takes none.
  let sets: [Int]

  init(_ program: PatternProgram) {
    stateCount = program.states.count
    var free: [(from: Int, to: Int)] = []
    var taking: [(from: Int, to: Int)] = []
    var conditions = [Condition](repeating: [], count: stateCount)
    var sets = [Int](repeating: 0, count: stateCount)
    for (number, state) in program.states.enumerated() {
      switch state {
      case .accept: break
      case .take(let set, let next):
        taking.append((number, next))
        sets[number] = set
      case .either(let first, let second):
        free.append((number, first))
        if second != first { free.append((number, second)) }
      case .save(_, let next): free.append((number, next))
      case .start(let next):
        free.append((number, next))
        conditions[number] = .start
      case .end(let next):
        free.append((number, next))
        conditions[number] = .end
      }
    }
    self.free = Arrows(free, stateCount: stateCount)
    self.taking = Arrows(taking, stateCount: stateCount)
    self.conditions = conditions
    self.sets = sets
  }
}
