import Rules
import Testing

/// One decision of a model in the standard's own mode.
private func decision(
  _ name: Name, _ text: String, type: ValueType? = nil, requires requirements: Set<Name>? = nil
) -> Decision {
  let source = SourceText(name: "model", text: text)
  return Decision(
    name: name, type: type.map { ConstrainedType($0) },
    logic: BoxedExpression(SourceFragment(whole: source)), source: source,
    range: SourceRange(0, 0),
    requirements: requirements?.map { Requirement(ElementIdentifier($0.text), as: $0) })
}

/// The value of the last decision, and why it is `null`.
private func run(_ decisions: [Decision]) throws -> (value: Value, remarks: [String]) {
  let checked = try CheckedModel(DecisionModel(decisions: decisions), mode: .standard)
  let model = CompiledModel(checked)
  let moment = try #require(DateAndTime("2026-03-05T14:30:00Z"))
  let empty = [Value](repeating: .null, count: checked.slotCount)
  var execution = Execution(moment: moment, slots: empty)
  model.run(model.decisions, in: &execution)
  return (execution.slots.last ?? .null, execution.remarks.map(\.reason.en))
}

private let results: [(type: ValueType, text: String, result: String)] = [
  (.number, "[10]", "10"), (.number, "\"a\"", "null"), (.list(.number), "10", "[10]"),
  (.list(.number), "[1, \"a\"]", "null"), (.string, "[1]", "null"),
  (.dateAndTime, "@\"2020-01-01\"", "@\"2020-01-01T00:00:00Z\""),
  (.context(ContextType([.init(name: "a", type: .number)])), "{b: 1}", "null"),
  (.context(ContextType([.init(name: "a", type: .number)])), "{a: 1, b: 1}", "{a: 1, b: 1}"),
]

@Test("the result of a decision is converted to its type, or is null")
func resultTypes() throws {
  for (type, text, result) in results {
    let found = try run([decision("d", text, type: type)])
    #expect(found.value.literal == Answer(result).value.literal, "\(text)")
    #expect(found.value.isNull == !found.remarks.isEmpty, "\(text)")
  }
}

@Test("a decision may be called like a function of the standard that it calls")
func namesOfFunctions() throws {
  let found = try run([decision("before", "before(1, 2)", requires: [])])
  #expect(found.value.isTrue)
}

@Test("a decision sees what it requires and nothing else")
func requirements() throws {
  let hidden = decision("a", "1", requires: [])
  #expect(try run([hidden, decision("b", "a", requires: ["a"])]).value.literal == "1")
  let unseen = try run([hidden, decision("b", "a", requires: [])])
  #expect(unseen.value.isNull)
  #expect(unseen.remarks == ["unknown name 'a'"])
}

@Test("a function may call itself where it requires itself")
func recursion() throws {
  let factorial = decision(
    "factorial", "function(n) if n <= 1 then 1 else n * factorial(n - 1)", requires: ["factorial"])
  let found = try run([factorial, decision("d", "factorial(5)", requires: ["factorial"])])
  #expect(found.value.literal == "120")
}

@Test("a value that its type does not allow is null for those who read it too")
func constantNotAllowed() throws {
  let source = SourceText(name: "type", text: "> 5")
  let tests = TypeConstraint.Tests(SourceFragment(whole: source), of: .number, namespace: "")
  let large = ConstrainedType(.number, constraints: [TypeConstraint(tests: tests)])
  let constant = Decision(
    name: "a", type: large,
    logic: BoxedExpression(SourceFragment(whole: SourceText(name: "a", text: "3"))),
    source: source, range: SourceRange(0, 0), requirements: [])
  let checked = try CheckedModel(
    DecisionModel(
      types: [TypeDeclaration(name: "large", type: large)],
      decisions: [constant, decision("b", "a", requires: ["a"])]), mode: .standard)
  let model = CompiledModel(checked)
  let moment = try #require(DateAndTime("2026-03-05T14:30:00Z"))
  var execution = Execution(moment: moment, slots: model.blankSlots)
  model.run(model.decisions, in: &execution)
  #expect(execution.slots[0].isNull)
  #expect(execution.slots[1].isNull)
}

@Test("a service computes with what it is handed, though the input is known beforehand")
func knownInput() throws {
  let service = DecisionService(
    id: ElementIdentifier("s"), name: "s", outputs: [ElementIdentifier("a")],
    inputData: [ElementIdentifier("n")], source: SourceText(name: "model", text: ""),
    range: SourceRange(0, 0))
  let checked = try CheckedModel(
    DecisionModel(
      inputs: [InputData(name: "n", type: .number)],
      decisions: [
        decision("a", "n + 1", requires: ["n"]), decision("b", "s(10) + a", requires: ["s", "a"]),
      ],
      services: [service]), mode: .standard)
  let model = CompiledModel(checked, constants: [0: 1])
  let moment = try #require(DateAndTime("2026-03-05T14:30:00Z"))
  var execution = Execution(moment: moment, slots: model.blankSlots)
  model.run(model.decisions, in: &execution)
  #expect(execution.slots[2].literal == "13")
}

@Test("decisions with one identifier have a value each")
func oneIdentifier() throws {
  let twice = decision("a", "1", requires: [])
  let found = try run([twice, decision("b", "a + 1", requires: ["a"]), twice])
  #expect(found.value.literal == "1")
}
