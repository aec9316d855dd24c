import Rules
import Testing

/// A pattern that the test made, matched by trying every way in order: slow, but plainly right.
private indirect enum Tried {
  case text(String)
  case anyOf(String)
  case start
  case end
  case sequence(Tried, Tried)
  case choice(Tried, Tried)
  case group(Int, Tried)
  case repeated(Tried, least: Int, greatest: Int?, isReluctant: Bool)

  var written: String {
    switch self {
    case .text(let text): text
    case .anyOf(let list): "[\(list)]"
    case .start: "^"
    case .end: "$"
    case .sequence(let first, let second): first.written + second.written
    case .choice(let first, let second): "(?:\(first.written)|\(second.written))"
    case .group(_, let part): "(\(part.written))"
    case .repeated(let part, let least, let greatest, let isReluctant):
      "(?:\(part.written)){\(least),\(greatest.map { "\($0)" } ?? "")}"
        + (isReluctant ? "?" : "")
    }
  }

  var isNullable: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .anyOf: false
    case .start, .end: true
    case .sequence(let first, let second): first.isNullable && second.isNullable
    case .choice(let first, let second): first.isNullable || second.isNullable
    case .group(_, let part): part.isNullable
    case .repeated(let part, let least, _, _): least == 0 || part.isNullable
    }
  }

  /// Whether a loop can go round without taking a character; which of two empty rounds a group
  /// remembers is then nobody's business.
  var hasNullableLoop: Bool {
    switch self {
    case .text, .anyOf, .start, .end: false
    case .sequence(let first, let second), .choice(let first, let second):
      first.hasNullableLoop || second.hasNullableLoop
    case .group(_, let part): part.hasNullableLoop
    case .repeated(let part, _, _, _): part.isNullable || part.hasNullableLoop
    }
  }
}

extension Tried {
  /// Whether a loop can prefer an empty round to one that takes something. The standard does not
  /// say when such a loop ends, and engines differ.
  var hasIdleLoop: Bool {
    switch self {
    case .text, .anyOf, .start, .end: false
    case .sequence(let first, let second), .choice(let first, let second):
      first.hasIdleLoop || second.hasIdleLoop
    case .group(_, let part): part.hasIdleLoop
    case .repeated(let part, _, _, _): part.isNullable && part.prefersEmpty || part.hasIdleLoop
    }
  }

  private var prefersEmpty: Bool {
    switch self {
    case .text, .anyOf, .start, .end: false
    case .sequence(let first, let second): first.prefersEmpty || second.prefersEmpty
    case .choice(let first, let second):
      first.isNullable || first.prefersEmpty || second.prefersEmpty
    case .group(_, let part): part.prefersEmpty
    case .repeated(let part, let least, _, let isReluctant):
      isReluctant && least == 0 || part.prefersEmpty
    }
  }
}

private struct TooManySteps: Error {}

private struct Trial {
  let input: [Character]
  var groups: [Int: Range<Int>] = [:]
  var steps = 0

  mutating func run(
    _ tried: Tried, _ at: Int, _ then: (inout Trial, Int) throws -> Int?
  ) throws -> Int? {
    steps += 1
    guard steps < 20_000 else { throw TooManySteps() }
    switch tried {
    case .text(let text):
      let end = at + text.count
      guard end <= input.count, String(input[at..<end]) == text else { return nil }
      return try then(&self, end)
    case .anyOf(let list):
      guard at < input.count, list.contains(input[at]) else { return nil }
      return try then(&self, at + 1)
    case .start: return at == 0 ? try then(&self, at) : nil
    case .end: return at == input.count ? try then(&self, at) : nil
    case .sequence(let first, let second):
      return try run(first, at) { trial, middle in try trial.run(second, middle, then) }
    case .choice(let first, let second):
      let saved = groups
      if let end = try run(first, at, then) { return end }
      groups = saved
      return try run(second, at, then)
    case .group(let number, let part):
      return try run(part, at) { trial, end in
        trial.groups[number] = at..<end
        return try then(&trial, end)
      }
    case .repeated(let part, let least, let greatest, let isReluctant):
      if least > 1 || least == 1 && greatest != nil {
        let rest = Tried.repeated(
          part, least: least - 1, greatest: greatest.map { $0 - 1 }, isReluctant: isReluctant)
        return try run(part, at) { trial, end in try trial.run(rest, end, then) }
      }
      if least == 1 { return try round(part, at, nil, isReluctant, then) }
      return try again(part, at, greatest, isReluctant, then)
    }
  }

  /// One more round or none, in the order that the quantifier prefers.
  private mutating func again(
    _ part: Tried, _ at: Int, _ left: Int?, _ isReluctant: Bool,
    _ then: (inout Trial, Int) throws -> Int?
  ) throws -> Int? {
    let saved = groups
    if isReluctant || left == 0 {
      if let end = try then(&self, at) { return end }
      if left == 0 { return nil }
      groups = saved
      return try round(part, at, left, isReluctant, then)
    }
    if let end = try round(part, at, left, isReluctant, then) { return end }
    groups = saved
    return try then(&self, at)
  }

  private mutating func round(
    _ part: Tried, _ at: Int, _ left: Int?, _ isReluctant: Bool,
    _ then: (inout Trial, Int) throws -> Int?
  ) throws -> Int? {
    try run(part, at) { trial, end in
      // An empty round ends a loop without a greatest count.
      if left == nil, end == at { return try then(&trial, end) }
      return try trial.again(part, end, left.map { $0 - 1 }, isReluctant, then)
    }
  }
}

/// Always the same numbers, so that a failure can be seen again.
private struct Numbers {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func tried(_ depth: Int, _ groups: inout Int) -> Tried {
    if depth == 0 || below(5) == 0 {
      switch below(12) {
      case 0: return .text("")
      case 1: return .start
      case 2: return .end
      case 3: return .anyOf("ab")
      case 4, 5: return .text("ab")
      case 6...8: return .text("a")
      default: return .text("b")
      }
    }
    switch below(7) {
    case 0, 1:
      let first = tried(depth - 1, &groups)
      return .sequence(first, tried(depth - 1, &groups))
    case 2, 3:
      let first = tried(depth - 1, &groups)
      return .choice(first, tried(depth - 1, &groups))
    case 4:
      groups += 1
      let number = groups
      return .group(number, tried(depth - 1, &groups))
    default:
      let (least, greatest) = [(0, nil), (1, nil), (0, 1), (0, 2), (1, 2), (2, 2), (2, nil)][
        below(7)]
      return .repeated(
        tried(depth - 1, &groups), least: least, greatest: greatest, isReluctant: below(3) == 0)
    }
  }

  mutating func input() -> String {
    String((0..<below(8)).map { _ in below(2) == 0 ? "a" : "b" })
  }
}

@Test("a random pattern matches what trying every way in order matches")
func agreesWithTrying() throws {
  var numbers = Numbers(state: 20_250_101)
  var compared = 0
  for _ in 0..<4_000 {
    var groups = 0
    let tried = numbers.tried(4, &groups)
    let pattern = try Pattern(tried.written)
    for _ in 0..<4 {
      let input = numbers.input()
      let actual = try pattern.allMatches(in: input)
      let name = Comment(rawValue: "\(tried.written) in \(input)")
      if tried.hasIdleLoop {
        guard let ends = try? ends(tried, in: input) else { continue }
        #expect(actual.first?.range.lowerBound == ends.firstIndex { !$0.isEmpty }, name)
        for match in actual {
          #expect(ends[match.range.lowerBound].contains(match.range.upperBound), name)
        }
      } else {
        guard let expected = try? matches(tried, in: input, groups: groups) else { continue }
        #expect(actual.map(\.range) == expected.map(\.range), name)
        if !tried.hasNullableLoop { #expect(actual.map(\.groups) == expected.map(\.groups), name) }
      }
      #expect(try pattern.matches(input) == !actual.isEmpty, name)
      compared += 1
    }
  }
  #expect(compared > 12_000)
}

private func matches(
  _ tried: Tried, in input: String, groups: Int
) throws -> [(range: Range<Int>, groups: [Range<Int>?])] {
  let input = Array(input)
  var found: [(range: Range<Int>, groups: [Range<Int>?])] = []
  var place = 0
  while place <= input.count {
    var trial = Trial(input: input)
    if let end = try trial.run(tried, place, { $1 }) {
      found.append((place..<end, (0..<groups).map { trial.groups[$0 + 1] }))
      place = max(end, place + 1)
    } else {
      place += 1
    }
  }
  return found
}

/// By start: everywhere that a match can end.
private func ends(_ tried: Tried, in input: String) throws -> [Set<Int>] {
  let input = Array(input)
  return try (0...input.count).map { start in
    var ends: Set<Int> = []
    var trial = Trial(input: input)
    _ = try trial.run(tried, start) { _, end in
      ends.insert(end)
      return nil
    }
    return ends
  }
}
