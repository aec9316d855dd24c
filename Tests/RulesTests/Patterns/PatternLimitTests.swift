import FuzzTargets
import Rules
import Testing

private func error(_ body: () throws -> Void) -> PatternError? {
  do {
    try body()
    return nil
  } catch {
    return error as? PatternError
  }
}

private func limit(_ change: (inout PatternLimits) -> Void) -> PatternLimits {
  var limits = PatternLimits.standard
  change(&limits)
  return limits
}

@Test("a pattern is refused one past the length")
func length() throws {
  let text = String(repeating: "a", count: 1_000)
  #expect(try Pattern(text).matches(text))
  let past = error { _ = try Pattern(text + "a") }
  #expect(past?.code == .limit)
  #expect(past?.offset == 1_000)
  #expect(error { _ = try Pattern(String(repeating: "a", count: 1_000_000)) }?.code == .limit)
  #expect(error { _ = try Pattern(text + "a", flags: "q") }?.code == .limit)
  #expect(try Pattern(String(repeating: "🐎", count: 1_000)).matches("🐎") == false)
}

@Test("groups and classes are refused one past the depth")
func depth() throws {
  func nested(_ open: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + "a" + String(repeating: close, count: count)
  }
  #expect(try Pattern(nested("(", ")", 200)).matches("a"))
  #expect(error { _ = try Pattern(nested("(", ")", 201)) }?.offset == 200)
  #expect(try Pattern(nested("(", ")*", 200)).matches("a"))
  #expect(try Pattern(nested("(", "){1}", 150)).matches("a"))
  let classes = String(repeating: "[a-", count: 199) + "[a]" + String(repeating: "]", count: 199)
  #expect(try Pattern(classes).matches("b") == false)
  let past = String(repeating: "[a-", count: 200) + "[a]" + String(repeating: "]", count: 200)
  #expect(error { _ = try Pattern(past) }?.code == .limit)
}

@Test("states are refused one past the limit, before they are made")
func states() throws {
  #expect(try Pattern("a{9999}").matches("a") == false)
  let cases: [(String, Int)] = [
    ("a{10000}", 1), ("(a{1000}){1000}", 9), ("((a{99}){99}){99}", 13), ("(?:){100000000}", 4),
    ("(((a{0,999}){0,999}){0,999}){0,999}", 12), ("a{99999999999999999999}", 1),
    ("a{0,99999999999999999999}", 1), ("a{9000}b{9000}", 13), ("ab{5000,}c{5000}", 15),
    ("(((aaaaaaaaa)\\3)\\2){999}", 19),
  ]
  for (text, offset) in cases {
    let found = error { _ = try Pattern(text) }
    #expect(found?.code == .limit, "\(text)")
    #expect(found?.offset == offset, "\(text)")
  }
  // Each reference doubles the text.
  let references = (2...61).reversed().map { "\\\($0))" }.joined()
  let doubling = String(repeating: "(", count: 61) + "a)" + references
  #expect(error { _ = try Pattern(doubling) }?.code == .limit)
}

@Test("a text is refused one past the length")
func input() throws {
  let limits = limit { $0.input = 10 }
  let pattern = try Pattern("a+", limits: limits)
  #expect(try pattern.matches("🐎🐎🐎🐎🐎🐎🐎🐎🐎a"))
  #expect(error { _ = try pattern.matches("aaaaaaaaaaa") }?.code == .limit)
  #expect(error { _ = try pattern.split("aaaaaaaaaaa") }?.code == .limit)
  #expect(error { _ = try pattern.replacing(in: "aaaaaaaaaaa", with: "") }?.code == .limit)
  #expect(try Pattern("b").matches(String(repeating: "a", count: 1_000_000)) == false)
  let long = String(repeating: "a", count: 1_000_001)
  #expect(error { _ = try Pattern("b").matches(long) }?.code == .limit)
}

@Test("what a replacement or a search gives is refused one past the length")
func output() throws {
  let pattern = try Pattern(
    "(a)",
    limits: limit {
      $0.output = 10
      $0.ranges = 10
    })
  #expect(try pattern.replacing(in: "aaaaa", with: "$0$0").count == 10)
  #expect(error { _ = try pattern.replacing(in: "aaaaab", with: "$0$0") }?.code == .limit)
  #expect(error { _ = try pattern.replacing(in: "aaaaaa", with: "$0$0") }?.code == .limit)
  #expect(try pattern.allMatches(in: "aaaaa").count == 5)
  #expect(error { _ = try pattern.allMatches(in: "aaaaaa") }?.code == .limit)
}

@Test("the work for a hostile pattern grows no faster than the text")
func hostile() throws {
  // A search that tried anything twice would visit more than a fixed number for each character.
  for attack in AttackPattern.all {
    for count in [1_000, 10_000] {
      let pattern = try Pattern(
        attack.pattern, limits: limit { $0.visits = 200 * count + 500_000 })
      let inputs = ["a", "x", "ab"].map { String(repeating: $0, count: count / $0.count) + "!" }
      for input in inputs + [attack.text(of: count)] {
        #expect(error { _ = try pattern.matches(input) } == nil, "\(attack.name)")
        #expect(error { _ = try pattern.allMatches(in: input) } == nil, "\(attack.name)")
      }
    }
  }
}

@Test("a search past the work that is allowed is refused, whatever was found before")
func work() throws {
  let pattern = try Pattern("d[abc]{400}c", limits: limit { $0.visits = 100_000 })
  var state: UInt64 = 1
  let input = String(
    (0..<5_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Character(["a", "b", "c"][Int((state >> 33) % 3)])
    })
  #expect(error { _ = try pattern.matches(input) }?.code == .limit)
}

@Test("a pattern whose sets do not fit is still matched, forgetting and making them again")
func forgetting() throws {
  let pattern = try Pattern("d[abcd]{60}c")
  var state: UInt64 = 7
  let letters = (0..<20_000).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Character(["a", "b", "c", "d"][Int((state >> 33) % 4)])
  }
  var expected: [Range<Int>] = []
  var place = 0
  while place + 62 <= letters.count {
    if letters[place] == "d", letters[place + 61] == "c" {
      expected.append(place..<(place + 62))
      place += 62
    } else {
      place += 1
    }
  }
  #expect(try pattern.allMatches(in: String(letters)).map(\.range) == expected)
}
