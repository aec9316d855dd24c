/// Tells why a ruleset says what it says of a plan, how close that was, what would change it and what
/// to ask next.
///
/// Made once for a ruleset and used for any number of plans; assessing without it costs nothing more.
/// Everything it says it has tried: by evaluating checks with answers hidden or changed. A class of constants, so that
/// no try copies what it is made of.
public final class Explainer: Sendable {
  /// The rules that are explained, with the parameters as they are set.
  public let ruleset: Ruleset
  /// The model with parameters as inputs, so that they can be moved.
  let open: CompiledModel
  /// The logic of decisions, by slot.
  let definitions: [Int: TracedExpression]
  /// In the order of the ruleset.
  let programs: [CheckProgram]
  /// The slots before a plan is read.
  let blank: [Value]
  let labels: Labels
  let reach: Reach
  /// What answers have to meet, by the path of their field without item numbers.
  let constraints: [[String]: [Code]]

  /// Makes the rules ready once more, with parameters as inputs: work to do once for a ruleset, not
  /// for each plan.
  public init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    let model = ruleset.checked.decisionModel
    let open = CompiledModel(model)
    self.open = open
    var traced: [Int: TracedExpression] = [:]
    var logic: [Int: CheckedExpression] = [:]
    for decision in model.decisions {
      traced[decision.slot] = TracedExpression(decision.logic, nil, open.compiler)
      logic[decision.slot] = decision.logic
    }
    definitions = traced
    var blank = [Value](repeating: .null, count: ruleset.slots.count)
    for (slot, value) in open.constants { blank[slot] = value }
    for (slot, value) in zip(ruleset.slots.parameters, ruleset.parameterValues) {
      blank[slot] = value
    }
    self.blank = blank
    labels = Labels(ruleset)
    constraints = Dictionary(
      zip(ruleset.reader.constraints, ruleset.constraints).map { ($0.path, [$1]) },
      uniquingKeysWith: +)
    let reach = Reach(model, ruleset.slots)
    self.reach = reach
    var programs: [CheckProgram] = []
    func trace(_ part: CheckedFragment?) -> TracedExpression? {
      part.map {
        TracedExpression(
          $0.expression, $0.fragment, open.compiler.within(Remark.Origin($0.fragment)))
      }
    }
    for (index, criterion) in ruleset.checked.criteria.enumerated() {
      let applies = trace(criterion.applies)
      for (checked, compiled) in zip(criterion.checks, ruleset.criteria[index].checks) {
        programs.append(
          CheckProgram(
            compiled, criterion: index, criterionApplies: applies,
            applies: trace(checked.applies), rule: trace(checked.rule), ruleset, open, logic,
            reach))
      }
    }
    self.programs = programs
  }

  func program(_ id: String) -> CheckProgram? { programs.first { $0.compiled.check.id == id } }
}

/// One check with all that it needs, so that it can be evaluated without the rest of the ruleset.
final class CheckProgram: Sendable {
  let compiled: CompiledCheck
  /// The place of its criterion in the ruleset.
  let criterion: Int
  let criterionApplies: TracedExpression?
  let applies: TracedExpression?
  let rule: TracedExpression?
  /// The rule in the form that stands with the fewest answers; see ``CheckedExpression/sharpened(_:)``.
  let sharpened: Code?
  /// The same for the machine; `nil` where it has no steps for it.
  let steps: OnDemand<CheckSteps?>
  let sharpenedSteps: OnDemand<CheckSteps?>
  /// The decisions that it needs, each after those it needs itself.
  let decisions: [CompiledModel.CompiledDecision]
  /// The slots of the fields that it may read.
  let fields: Set<Int>
  /// The same, in the order of the vocabulary.
  let readFields: [Int]
  /// The slots of the parameters that it may read.
  let parameters: [Int]
  /// The names of members that it may read, of whatever.
  let members: Set<String>
  /// The values that stand in its rules.
  let constants: [Value]
  /// Whether it looks at the items of lists and never at their places; see ``ItemKinds``.
  let treatsItemsAlike: Bool

  init(
    _ compiled: CompiledCheck, criterion: Int, criterionApplies: TracedExpression?,
    applies: TracedExpression?, rule: TracedExpression?, _ ruleset: Ruleset,
    _ open: CompiledModel, _ logic: [Int: CheckedExpression], _ reach: Reach
  ) {
    self.compiled = compiled
    self.criterion = criterion
    self.criterionApplies = criterionApplies
    self.applies = applies
    self.rule = rule
    let sharp = rule?.expression.sharpened(logic)
    sharpened = sharp.map { sharp in
      let compiler = rule?.fragment.map { open.compiler.within(Remark.Origin($0)) }
      return (compiler ?? open.compiler).compile(sharp)
    }
    let conditions = [criterionApplies, applies].map { $0?.expression }
    let given = rule?.expression
    steps = OnDemand { CheckSteps(conditions, rule: given, ruleset) }
    sharpenedSteps = OnDemand { sharp.flatMap { CheckSteps(conditions, rule: $0, ruleset) } }
    let slots = [criterionApplies, applies, rule].reduce(into: Set<Int>()) { all, part in
      all.formUnion(part?.slots ?? [])
    }
    let needed = open.model.decisions(for: slots)
    decisions = needed.map { open.decisions[$0] }.filter { open.constants[$0.slot] == nil }
    let inputs = reach.inputs(of: slots)
    fields = inputs.filter { reach.slots.fields.contains($0) }
    readFields = fields.sorted()
    parameters = inputs.filter { reach.slots.parameters.contains($0) }.sorted()
    var members: Set<String> = []
    var constants = Candidates(current: nil)
    let own = [criterionApplies, applies, rule].compactMap { $0?.expression }
    let all = own + needed.compactMap { logic[open.decisions[$0].slot] }
    treatsItemsAlike = all.allSatisfy(\.treatsItemsAlike)
    for expression in all {
      expression.addMembers(to: &members)
      expression.addConstants(open.compiler, to: &constants)
    }
    self.members = members
    self.constants = constants.values
  }

  var parts: [TracedExpression] { [criterionApplies, applies, rule].compactMap { $0 } }
}

extension CheckedExpression {
  /// The names of the members that are read anywhere in it.
  fileprivate func addMembers(to found: inout Set<String>) {
    switch form {
    case .path(_, let member), .itemMember(let member, _, _): found.insert(member)
    default: break
    }
    for child in children { child.addMembers(to: &found) }
  }
}

extension CheckedExpression {
  /// The values that are written in it: numbers, texts, dates.
  fileprivate func addConstants(_ compiler: Compiler, to found: inout Candidates) {
    guard let value = compiler.constant(self) else {
      for child in children { child.addConstants(compiler, to: &found) }
      return
    }
    switch value {
    case .list(let items): for item in items { found.add(item) }
    case .range(let range): for end in range.ends { found.add(end) }
    case .null, .function, .context: break
    default: found.add(value)
    }
  }
}

/// Which inputs lie behind slots.
struct Reach {
  let slots: RulesetSlots
  private var behind: [Int: Set<Int>] = [:]

  init(_ model: CheckedModel, _ slots: RulesetSlots) {
    self.slots = slots
    for decision in model.decisions {
      behind[decision.slot] = inputs(of: decision.logic.slots)
    }
  }

  func inputs(of slots: Set<Int>) -> Set<Int> {
    slots.reduce(into: []) { all, slot in
      if let found = behind[slot] { all.formUnion(found) } else { all.insert(slot) }
    }
  }
}
