/// One place in a rule where two plans part ways: what it is for one and what it is for the other.
public struct Parting: Sendable {
  /// The expression as its author wrote it; `nil` where it has no text of its own.
  public let rule: String?
  /// What it is for the first plan, in a sentence or more.
  public let first: LocalizedText
  /// What it is for the second plan, in a sentence or more.
  public let second: LocalizedText
}

extension Explainer {
  /// Where two plans part ways in a check: the innermost expressions whose values differ, in the order
  /// of the rule.
  ///
  /// - Returns: `nil` where the ruleset has no check with that id; empty where nothing differs that the
  ///   check can see.
  /// - Throws: when a rule asks for more than the limits allow.
  public func partings(
    of id: String, _ first: Facts, _ second: Facts, at moment: DateAndTime
  ) throws(EvaluationError) -> [Parting]? {
    guard let program = program(id) else { return nil }
    let budget = ExplanationBudget.reasons
    let one = Trial(self, first, [:], moment, budget)
    let other = Trial(self, second, [:], moment, budget)
    var walks = (one.walk(program, over: first.values), other.walk(program, over: second.values))
    var found: [Parting] = []
    for part in program.parts { Self.part(part, &walks.0, &walks.1, &found) }
    if let failure = walks.0.execution.failure ?? walks.1.execution.failure { throw failure }
    return found
  }

  private static let partingsKept = 50

  private static func part(
    _ node: TracedExpression, _ one: inout Walk, _ other: inout Walk, _ found: inout [Parting]
  ) {
    guard found.count < partingsKept, one.step(), other.step() else { return }
    let (first, second) = (one.value(node), other.value(node))
    if first.isIdentical(to: second) || first.isFunction { return }
    let before = found.count
    switch node.form {
    case .slot(let slot):
      if one.field(slot) == nil, let definition = one.explainer.definitions[slot] {
        one.apart { one in
          other.apart { other in part(definition, &one, &other, &found) }
        }
      }
    case .call:
      guard let (_, body) = one.body(called: node) else { break }
      let (firsts, seconds) = (one.arguments(node), other.arguments(node))
      one.apart(firsts) { one in
        other.apart(seconds) { other in part(body, &one, &other, &found) }
      }
    // What binds names is told as a whole: the items need not be the same ones.
    case .filter, .boxedFilter, .quantified, .boxedQuantified, .iteration, .membership, .context,
      .table, .function, .externalFunction, .path, .local, .itemMember, .constant:
      break
    default:
      for child in node.children { part(child, &one, &other, &found) }
    }
    guard found.count == before else { return }
    found.append(
      Parting(
        rule: node.text, first: one.telling(node, first), second: other.telling(node, second)))
  }
}

extension Walk {
  /// What an expression is for this plan, in a sentence or two.
  fileprivate mutating func telling(_ node: TracedExpression, _ value: Value) -> LocalizedText {
    guard let claim = claim(node, Purpose(wanted: nil, named: nil)) else {
      let text = text(value, node)
      return LocalizedText(nl: text.nl.sentenceEnd, en: text.en.sentenceEnd)
    }
    return claim.leaves.prefix(6).reduce(.empty) { $0.followed(by: $1) }
  }
}

extension Claim {
  /// Its sentence, and those of the claims without parts that it rests on.
  fileprivate var leaves: [LocalizedText] {
    parts.isEmpty ? [sentence] : [sentence] + parts.flatMap(\.leaves)
  }
}
