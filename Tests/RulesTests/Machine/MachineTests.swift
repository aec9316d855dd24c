import Testing

@testable import Rules

@Suite("what the machine leaves to the code of the compiler")
struct MachineTests {
  /// A ruleset with one check, and a plan in which everything is null but some fields.
  private func decided(
    _ rule: String, definitions: String = "", _ answers: [String: Value]
  ) throws -> (found: Verdicts, expected: Verdicts) {
    let ruleset = try ReviewedRuleset.make(rule, definitions: definitions)
    let facts = Facts(values: ruleset.model.vocabulary.fields.map { answers[$0.name] ?? .null })
    return (
      try PlanDecider(ruleset).verdicts(for: facts, at: SmallRuleset.moment),
      try ruleset.verdictsInFull(for: facts, judgements: [:], at: SmallRuleset.moment)
    )
  }

  @Test(
    "an argument that a parameter refuses is refused, also where it came by a parameter without a type"
  )
  func refusedArgument() throws {
    let (found, expected) = try decided(
      "heen(bedrag)",
      definitions: "  tekst: 'function(x: string) x != null'\n  heen: 'function(a) tekst(a)'",
      ["bedrag": 3])
    #expect(expected.checks == [.undetermined])
    #expect(found == expected)
  }

  @Test("a list that is longer than the limits allow is none")
  func longList() throws {
    let item = Value.context(
      Context(shape: ContextShape(["bedrag", "extra"]), values: [1, .null]))
    let posts = Value.list([Value](repeating: item, count: 60_000))
    #expect(throws: EvaluationError.self) {
      try decided("count(concatenate(posten, posten)) > 0", ["posten": posts])
    }
    #expect(
      try decided("count(concatenate(posten, [])) > 0", ["posten": posts]).found.checks == [.passes]
    )
  }

  @Test(
    "what a function gave for one plan it gives for another that asks the same, and for no other",
    arguments: [
      #"matches(notitie, "^[0-9]{4}$")"#, #"number(notitie, null, null) = 2024"#,
      #"string length(notitie) > 15"#, #"contains(notitie, "e")"#, "floor(bedrag) = 2024",
      #"string(bedrag) = "2024""#, #"starts with(notitie, string(bedrag))"#,
    ])
  func callsRemembered(rule: String) throws {
    let ruleset = try ReviewedRuleset.make(rule)
    let decider = PlanDecider(ruleset)
    let texts = [
      "2024", "2025", "20245", "", "\u{0}2024", "\u{0}\u{0}2024", "e", "\u{E9}", "e\u{301}",
      "123456789012345", "1234567890123456", "12345678901234567", "2345678901234567",
    ]
    let numbers: [Value] = ["2024", "2024.0", "2024.5", "-2024", "0"].compactMap {
      Number($0).map(Value.number)
    }
    #expect(numbers.count == 5)
    var plans: [[String: Value]] = []
    for text in texts.map(Value.string) + [.null] {
      plans += (numbers + [.null]).map { ["notitie": text, "bedrag": $0] }
    }
    var verdicts: Set<Verdict> = []
    for answers in plans + plans + plans.reversed() {
      let facts = Facts(values: ruleset.model.vocabulary.fields.map { answers[$0.name] ?? .null })
      let expected = try ruleset.verdictsInFull(
        for: facts, judgements: [:], at: SmallRuleset.moment)
      #expect(try decider.verdicts(for: facts, at: SmallRuleset.moment) == expected, "\(answers)")
      verdicts.formUnion(expected.checks)
    }
    #expect(verdicts.count > 1)
  }

  @Test("where there is no room, and never will be, it does not begin anew")
  func noRoom() {
    let machine = Machine(MachineProgram())
    #expect(machine.makeRoom(1 << 16) == nil)
    #expect(machine.reasonWithoutRoom == .full)
    #expect(machine.makeRoom(1 << 16) != nil)
    #expect(machine.makeRoom(1 << 23) == nil)
    #expect(machine.reasonWithoutRoom == .cannot)
  }
}
