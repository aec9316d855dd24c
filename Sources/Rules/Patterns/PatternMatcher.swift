/// Finds the matches of a pattern in one text, in time linear in the text, for all of them
/// together.
///
/// The text is first read backwards, which tells at each place from which states the pattern can
/// still match. Then it is read forwards once: of two ways on, the preferred one is taken if it
/// can still match, so that no step is ever taken back. To save memory only the set at each
/// 256th place is kept from the first reading; a block is read again when the second gets there.
struct PatternMatcher {
  private static let blockLength = 256

  private let program: PatternProgram
  private let input: PatternInput
  private let hasAnchors: Bool
  private var automaton: PatternAutomaton

  /// For each block the set at its end, as bits laid end to end.
  private var checkpoints: [[UInt64]] = []
  private var block = -1
  private var sets = [Int](repeating: 0, count: blockLength)

  /// Where the bounds of the groups of the last match are; -1 for a group that took no part.
  private var slots: [Int]
  private var pending: [Task] = []
  /// By state: the step in which it was last visited.
  private var visited: [Int]
  private var step = 0

  private enum Task {
    case visit(Int)
    case restore(slot: Int, Int)
  }

  init(_ pattern: Pattern, _ text: String) throws(PatternError) {
    program = pattern.program
    hasAnchors = pattern.hasAnchors
    input = try PatternInput(
      text, alphabet: pattern.alphabet, isMultiline: pattern.flags.isMultiline,
      limit: pattern.limits.input)
    automaton = PatternAutomaton(pattern, reserve: Self.blockLength + 2)
    slots = [Int](repeating: -1, count: 2 * (program.groupCount + 1))
    visited = [Int](repeating: 0, count: program.states.count)
  }

  var characters: [Unicode.Scalar] { input.characters }

  /// The work so far: visits to states, of which a step that was remembered takes none.
  var visits: Int { automaton.visits }

  /// Whether the pattern matches anywhere.
  mutating func hasMatch() throws(PatternError) -> Bool {
    var set = try automaton.last(condition(at: input.characters.count))
    var place = input.characters.count
    while !automaton.startsMatch(set) {
      guard place > 0 else { return false }
      place -= 1
      set = try automaton.before(set, input.letters[place], condition(at: place))
    }
    return true
  }

  /// Hands each match in text order to `body`, until that gives `false`. After an empty match
  /// the search goes on one character further.
  mutating func eachMatch(
    _ body: (PatternMatch) throws(PatternError) -> Bool
  ) throws(PatternError) {
    try readBackwards()
    var place = 0
    while place <= input.characters.count {
      let set = try set(at: place)
      guard automaton.startsMatch(set) else {
        place += 1
        continue
      }
      let end = try match(from: place)
      guard try body(PatternMatch(start: place, end: end, slots: slots)) else { return }
      place = end > place ? end : place + 1
    }
  }

  private func condition(at place: Int) -> PatternGraph.Condition {
    hasAnchors ? input.condition(at: place) : []
  }

  private mutating func readBackwards() throws(PatternError) {
    let length = Self.blockLength
    let count = input.characters.count
    checkpoints = [[UInt64]](repeating: [], count: count / length + 1)
    var set = try automaton.last(condition(at: count))
    var place = count
    while true {
      if place % length == 0 { checkpoints[place / length] = Array(automaton.bits(of: set)) }
      guard place > 0 else { return }
      place -= 1
      set = try automaton.before(set, input.letters[place], condition(at: place))
    }
  }

  /// The set at a place; its block is read if it is another than the last.
  private mutating func set(at place: Int) throws(PatternError) -> Int {
    let length = Self.blockLength
    if place / length != block {
      block = place / length
      if automaton.room < length + 2 { automaton.forget() }
      let end = (block + 1) * length
      let count = input.characters.count
      var at = min(end, count)
      var set: Int
      if end <= count {
        set = automaton.number(of: checkpoints[block + 1])
      } else {
        set = try automaton.last(condition(at: count))
        sets[count - block * length] = set
      }
      while at > block * length {
        at -= 1
        set = try automaton.before(set, input.letters[at], condition(at: at))
        sets[at - block * length] = set
      }
    }
    return sets[place - block * length]
  }

  /// Follows the preferred way from a place where a match can start, and gives where it ends.
  private mutating func match(from start: Int) throws(PatternError) -> Int {
    for slot in slots.indices { slots[slot] = -1 }
    try automaton.count(slots.count)
    var place = start
    var state = program.entry
    while true {
      step += 1
      let set = try set(at: place)
      guard let next = try follow(state, in: set, at: place) else { return place }
      state = next
      place += 1
    }
  }

  /// The state after the character at `place`; `nil` where the match ends. Depth first in order
  /// of preference; a state that comes back without taking a character is passed over.
  private mutating func follow(
    _ state: Int, in set: Int, at place: Int
  ) throws(PatternError) -> Int? {
    pending.removeAll(keepingCapacity: true)
    pending.append(.visit(state))
    var work = 0
    while let task = pending.popLast() {
      work += 1
      switch task {
      case .restore(let slot, let value): slots[slot] = value
      case .visit(let state):
        guard visited[state] != step, automaton.contains(state, in: set) else { continue }
        visited[state] = step
        switch program.states[state] {
        case .accept:
          try automaton.count(work)
          return nil
        case .take(_, let next):
          try automaton.count(work)
          return next
        case .either(let first, let second):
          pending.append(.visit(second))
          pending.append(.visit(first))
        case .save(let slot, let next):
          pending.append(.restore(slot: slot, slots[slot]))
          slots[slot] = place
          pending.append(.visit(next))
        case .start(let next), .end(let next): pending.append(.visit(next))
        }
      }
    }
    // The set says that the pattern can match from here, so some way was found above.
    return nil
  }
}
