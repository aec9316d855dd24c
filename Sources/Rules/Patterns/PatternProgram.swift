/// A pattern as an automaton: states with arrows to the states that can follow.
///
/// Repetition of what can match the empty text is `(…+)?`, so that a first empty repeat counts
/// as one, as in other engines. A counted quantifier is that many copies, and the optional ones
/// are inside each other.
struct PatternProgram: Sendable {
  enum State: Hashable, Sendable {
    /// The pattern has matched.
    case accept
    /// Takes one character of a set, by its number in `sets`.
    case take(Int, next: Int)
    /// Two ways on, the first one preferred.
    case either(Int, Int)
    /// Remembers the place as a bound of a group: slot 2n is where group n starts.
    case save(Int, next: Int)
    /// Passes where a text, or a line, starts.
    case start(next: Int)
    /// Passes where a text, or a line, ends.
    case end(next: Int)
  }

  private(set) var states: [State] = [.accept]
  /// Where a match starts.
  private(set) var entry = 0
  /// The sets of characters, each once.
  private(set) var sets: [CharacterClass] = []
  let groupCount: Int

  private var numbers: [CharacterClass: Int] = [:]
  private let ignoresCase: Bool

  /// - Requires: the parser found the number of states within the limit.
  init(_ pattern: PatternParser.Result, flags: PatternFlags) {
    groupCount = pattern.groupCount
    ignoresCase = flags.ignoresCase
    entry = compile(pattern.syntax, next: 0)
  }

  var accept: Int { 0 }

  /// Whether the place in the text matters besides its characters.
  var hasAnchors: Bool {
    states.contains { state in
      switch state {
      case .start, .end: true
      case .accept, .take, .either, .save: false
      }
    }
  }

  /// Adds the states of a part and gives the first of them. Depth is bounded by the parser.
  private mutating func compile(_ syntax: PatternSyntax, next: Int) -> Int {
    switch syntax {
    case .empty: return next
    case .character(let character):
      let single = CharacterClass(character)
      return add(.take(number(of: ignoresCase ? single.withCaseVariants : single), next: next))
    case .characters(let set): return add(.take(number(of: set), next: next))
    case .start: return add(.start(next: next))
    case .end: return add(.end(next: next))
    case .sequence(let parts):
      var first = next
      for part in parts.reversed() { first = compile(part, next: first) }
      return first
    case .choice(let branches):
      var first: Int?
      for branch in branches.reversed() {
        let entry = compile(branch, next: next)
        first = first.map { add(.either(entry, $0)) } ?? entry
      }
      return first ?? next
    case .group(let number, let part):
      let end = add(.save(2 * number + 1, next: next))
      return add(.save(2 * number, next: compile(part, next: end)))
    case .repeated(let part, let quantifier):
      return compile(part, quantifier, next: next)
    }
  }

  private mutating func compile(
    _ part: PatternSyntax, _ quantifier: PatternQuantifier, next: Int
  ) -> Int {
    let isReluctant = quantifier.isReluctant
    var first = next
    var copies = quantifier.least
    if let greatest = quantifier.greatest {
      for _ in quantifier.least..<greatest {
        let copy = compile(part, next: first)
        first = add(fork(to: copy, past: next, isReluctant))
      }
    } else {
      let loop = add(.accept)
      let body = compile(part, next: loop)
      states[loop] = fork(to: body, past: next, isReluctant)
      if copies > 0 {
        first = body
        copies -= 1
      } else if part.isNullable {
        first = add(fork(to: body, past: next, isReluctant))
      } else {
        first = loop
      }
    }
    for _ in 0..<copies { first = compile(part, next: first) }
    return first
  }

  private func fork(to body: Int, past next: Int, _ isReluctant: Bool) -> State {
    isReluctant ? .either(next, body) : .either(body, next)
  }

  private mutating func add(_ state: State) -> Int {
    states.append(state)
    return states.count - 1
  }

  private mutating func number(of set: CharacterClass) -> Int {
    if let number = numbers[set] { return number }
    let number = sets.count
    sets.append(set)
    numbers[set] = number
    return number
  }
}
