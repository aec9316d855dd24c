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
