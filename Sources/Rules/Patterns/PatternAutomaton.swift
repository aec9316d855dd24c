/// Reads a text backwards and knows at each place from which states the pattern can still match.
///
/// Such a set of states is made once and kept under a number, and so is each step from one set
/// to another, so that most steps are one look in a table. The number of kept sets is bounded:
/// when it is reached, all are forgotten and made again as needed. So a step never takes more
/// than the states of the program, whatever the pattern.
struct PatternAutomaton {
  private let graph: PatternGraph
  private let alphabet: PatternAlphabet
  private let entry: Int
  private let words: Int
  /// 1 where the pattern has no anchors, so that all places are alike.
  private let conditions: Int
  private let rowLength: Int
  private let capacity: Int

  /// The kept sets as bits, laid end to end.
  private var sets: [UInt64] = []
  private var numbers: [[UInt64]: Int] = [:]
  /// A row for each set: the set that comes before it by letter and condition, -1 if not made.
  private var steps: [Int32] = []
  private var matches: [Bool] = []

  private var result: [UInt64]
  private var pending: [Int32] = []
  private(set) var visits = 0
  private let visitLimit: Int

  /// - Parameter reserve: how many sets must fit besides each other.
  init(_ pattern: Pattern, reserve: Int) {
    graph = pattern.graph
    alphabet = pattern.alphabet
    entry = pattern.program.entry
    visitLimit = pattern.limits.visits
    words = (graph.stateCount + 63) / 64
    conditions = pattern.hasAnchors ? PatternGraph.Condition.combinations : 1
    rowLength = alphabet.letterCount * conditions
    // About 8 MB of steps and 8 MB of sets at most, or what the reserve asks.
    capacity = max(2 * reserve, min(8192, 2_000_000 / rowLength, 1_000_000 / words))
    result = [UInt64](repeating: 0, count: words)
  }

  /// How many more sets can be made before all are forgotten.
  var room: Int { capacity - matches.count }

  /// Whether a match can start where this set holds.
  func startsMatch(_ set: Int) -> Bool { matches[set] }

  func contains(_ state: Int, in set: Int) -> Bool {
    sets[set * words + state / 64] & 1 << UInt64(state % 64) != 0
  }

  func bits(of set: Int) -> ArraySlice<UInt64> { sets[(set * words)..<((set + 1) * words)] }

  mutating func forget() {
    sets.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    matches.removeAll(keepingCapacity: true)
  }

  /// The set at the end of a text.
  mutating func last(_ condition: PatternGraph.Condition) throws(PatternError) -> Int {
    clear()
    reach(0, condition)
    try spread(condition)
    return number(of: result)
  }

  /// The set before a letter, from the set after it.
  mutating func before(
    _ set: Int, _ letter: UInt16, _ condition: PatternGraph.Condition
  ) throws(PatternError) -> Int {
    let column = Int(letter) * conditions + (conditions == 1 ? 0 : Int(condition.rawValue))
    let known = steps[set * rowLength + column]
    if known >= 0 { return Int(known) }
    return try make(set, Int(letter), condition, column)
  }

  private mutating func make(
    _ set: Int, _ letter: Int, _ condition: PatternGraph.Condition, _ column: Int
  ) throws(PatternError) -> Int {
    clear()
    reach(0, condition)
    for word in 0..<words {
      var left = sets[set * words + word]
      while left != 0 {
        let state = word * 64 + left.trailingZeroBitCount
        left &= left - 1
        visits += 1
        for place in graph.taking.places(to: state) {
          let source = graph.taking.source(place)
          visits += 1
          if alphabet.isLetter(letter, in: graph.sets[source]) { reach(source, condition) }
        }
      }
    }
    try spread(condition)
    let forgotten = room <= 0 && numbers[result] == nil
    let made = number(of: result)
    if !forgotten { steps[set * rowLength + column] = Int32(truncatingIfNeeded: made) }
    return made
  }

  private mutating func clear() {
    for word in 0..<words { result[word] = 0 }
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func reach(_ state: Int, _ condition: PatternGraph.Condition) {
    let bit: UInt64 = 1 << UInt64(state % 64)
    guard result[state / 64] & bit == 0, condition.isSuperset(of: graph.conditions[state]) else {
      return
    }
    result[state / 64] |= bit
    pending.append(Int32(truncatingIfNeeded: state))
  }

  /// Follows the arrows that take no character.
  private mutating func spread(_ condition: PatternGraph.Condition) throws(PatternError) {
    while let state = pending.popLast() {
      visits += 1
      for place in graph.free.places(to: Int(state)) {
        visits += 1
        reach(graph.free.source(place), condition)
      }
    }
    guard visits <= visitLimit else { throw .tooManyVisits() }
  }

  /// The number under which a set is kept, from now on if it is new.
  mutating func number(of set: [UInt64]) -> Int {
    if let number = numbers[set] { return number }
    if room <= 0 { forget() }
    let number = matches.count
    numbers[set] = number
    sets += set
    steps += repeatElement(-1, count: rowLength)
    matches.append(set[entry / 64] & 1 << UInt64(entry % 64) != 0)
    return number
  }

  /// Counts work that was done elsewhere for the same text.
  mutating func count(_ work: Int) throws(PatternError) {
    visits += work
    guard visits <= visitLimit else { throw .tooManyVisits() }
  }
}
