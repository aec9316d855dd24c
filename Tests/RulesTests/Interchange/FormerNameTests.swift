import Rules
import Testing

/// The fixture after `balans` became `saldo` and the name of a party `naam`.
private let basis = RulesetFixture.basis
  .replacing("saldo: { type: number,", with: "saldo: { type: number, formerly: [balans, over],")
  .replacing("naam: { type: string }", with: "naam: { type: string, formerly: naampje }")

private func read(_ plan: String) throws -> (facts: Facts, problems: [String], ruleset: Ruleset) {
  let ruleset = try Ruleset(compiling: RulesetFixture.read(basis: basis))
  let document = try DataDocument(reading: SourceText(name: "plan", text: plan))
  let read = ruleset.facts(from: document.root)
  return (read.facts, read.problems.map { RulesetFixture.line($0, .en) }, ruleset)
}

private let plans: [(plan: String, warnings: [String])] = [
  ("saldo: 5\npartijen: [{ naam: A }, { naam: B }]\n", []),
  (
    "balans: 5\npartijen: [{ naam: A }, { naam: B }]\n",
    ["plan:1:1 'balans' is called 'saldo' now, and was read as that | write `saldo:` in the plan"]
  ),
  (
    // A name that many items have is told of once.
    "partijen: [{ naampje: A }, { naampje: B }]\nover: 5\n",
    [
      "plan:1:14 'naampje' is called 'naam' now, and was read as that | write `naam:` in the plan",
      "plan:2:1 'over' is called 'saldo' now, and was read as that | write `saldo:` in the plan",
    ]
  ),
  (
    #"{"balans": 5, "partijen": [{"naampje": "A"}, {"naam": "B"}]}"#,
    [
      "plan:1:2 'balans' is called 'saldo' now, and was read as that | write `saldo:` in the plan",
      "plan:1:29 'naampje' is called 'naam' now, and was read as that | write `naam:` in the plan",
    ]
  ),
]

@Test("a plan with a name from before says the same, with a warning", arguments: plans)
private func oldPlan(_ plan: String, _ warnings: [String]) throws {
  let now = try read("saldo: 5\npartijen: [{ naam: A }, { naam: B }]\n")
  let old = try read(plan)
  #expect(old.problems == warnings)
  #expect(old.facts.values.map { "\($0)" } == now.facts.values.map { "\($0)" })
  // The answer is found where it stands.
  let place = old.facts.place(of: InputPath([.member("saldo")]))
  #expect(place.map { old.facts.source?.text(in: $0) } == "5")
}

private let twice = [
  "saldo: 5\nbalans: 5\n", "balans: 5\nsaldo: 5\n", "balans: 5\nover: 5\n",
  "partijen: [{ naam: A, naampje: A }]\n",
]

@Test("two names of one question are refused, once and whatever their order", arguments: twice)
private func twoNames(_ plan: String) throws {
  let problems = try read(plan).problems.filter {
    $0.contains("are two names of the same question")
  }
  #expect(problems.count == 1)
  #expect(try read(plan).problems.filter { $0.contains("unknown") }.isEmpty)
}

private let faults: [(old: String, new: String, fault: String)] = [
  (
    "titel: { type: string,", "titel: { type: string, formerly: schaal,",
    "basis.yaml:18:36 'schaal' is a field of this group now, so it can't be a former name | "
      + "remove this former name, or give that field another name"
  ),
  (
    "titel: { type: string,", "titel: { type: string, formerly: balans,",
    "basis.yaml:21:37 the name 'balans' is here twice | choose another name"
  ),
  (
    "titel: { type: string,", "titel: { type: string, formerly: oordelen,",
    "basis.yaml:18:36 'oordelen' has a meaning of its own in a plan | give the field another name"
  ),
  (
    "ingediend op: { type: date }", "ingediend op: { type: date, formerly: datum }",
    "basis.yaml:19:3 'ingediend op' picks the version, so it is read before there are former names | "
      + "let this field keep its name, and remove `formerly`"
  ),
  (
    "naam: { type: string, formerly: naampje }", "naam: { type: string, formerly: bepalend }",
    "basis.yaml:15:39 'bepalend' is a field of this group now, so it can't be a former name | "
      + "remove this former name, or give that field another name"
  ),
  (
    "naam: { type: string, formerly: naampje }", "naam: { type: string, formerly: [] }",
    "basis.yaml:15:39 this is empty | add something, or remove the line"
  ),
]

@Test("a former name that can't be one is refused where it stands", arguments: faults)
private func wrongFormerName(_ old: String, _ new: String, _ fault: String) {
  let found = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try RulesetFixture.read(basis: basis.replacing(old, with: new))
  }
  #expect(found == [fault], "\(found)")
}

@Test("the schema of a plan knows a name from before, and that it is one")
func formerSchema() throws {
  let schema = try RulesetFixture.read(basis: basis).vocabulary.jsonSchema(
    title: LocalizedText(nl: "Plan", en: "Plan"), in: .en)
  let root = try DataDocument(json: SourceText(name: "schema.json", text: schema)).root
  let properties = try #require(root["properties"])
  for name in ["balans", "over"] {
    #expect(properties[name]?["deprecated"]?.text == "true")
    #expect(properties[name]?["description"]?.text == "Now called 'saldo'.")
    #expect(properties[name]?["type"]?.items.map(\.text) == ["number", "null"])
  }
  #expect(properties["saldo"]?["deprecated"] == nil)
  let party = properties["partijen"]?["items"]?["properties"]
  #expect(party?["naampje"]?["deprecated"]?.text == "true")
}
