/// A version of a ruleset with everything in it checked: what each expression means and of which type it is,
/// before any of it is made ready to run.
package struct CheckedRuleset: Sendable {
  /// What its authors wrote.
  package let model: RulesetModel
  /// The parameters that an organisation set.
  package let settings: ParameterSettings
  /// Fields, parameters and criteria are its inputs, in this order; definitions and the outcome its decisions.
  package let decisionModel: CheckedModel
  /// Which slots hold what.
  package let slots: RulesetSlots
  /// Of the vocabulary, in its order; equal shapes are one.
  package let fieldTypes: [ValueType]
  /// How each parameter is set, in the order of the model; `nil` where nobody did, or with a fault.
  package let parameters: [CheckedFragment?]
  /// In the order of the model.
  package let criteria: [CheckedCriterion]
  /// What is asked of answers, in the order of ``FactsReader/constraints``: what several places share is there for
  /// each.
  package let constraints: [CheckedTests]
  /// What is drawn of a plan's dates, where anything is.
  package let timeline: (items: CheckedFragment, limit: CheckedFragment)?
  /// How all of it was written.
  package let trees: SyntaxTrees

  /// The decision that the outcome is; people don't name it.
  static let outcomeName = Name("outcome of the ruleset")

  /// For each decision, the parameters and criteria that it rests on. Fields are left out: of a long chain of
  /// definitions each would hold all before it.
  let reach: [Int: Set<Int>]

  /// What its authors call what a slot holds; empty for the outcome, which has no name of theirs.
  func name(ofSlot slot: Int) -> String {
    if slots.fields.contains(slot) { return model.vocabulary.fields[slot].name }
    if slots.parameters.contains(slot) {
      return model.parameters[slot - slots.parameters.lowerBound].name.text
    }
    if slots.criteria.contains(slot) {
      return model.criteria[slot - slots.criteria.lowerBound].id
    }
    let name = decisionModel.decision(at: slot)?.decision.name
    return name == Self.outcomeName ? "" : name?.text ?? ""
  }

  /// Whether a decision rests on the verdict of a criterion, itself or by what it needs.
  func restsOnCriteria(_ decision: Int) -> Bool {
    reach[decision]?.contains { slots.criteria.contains($0) } ?? false
  }
}

extension CheckedRuleset {
  /// The answers of a plan that a check speaks of, by their places in the vocabulary: those that its rule, its
  /// texts and its figures read, themselves or by definitions; of a check that reads none, those that the others
  /// of its criterion read.
  package func fields(of check: String) -> [Int] {
    guard let criterion = criteria.first(where: { $0.checks.contains { $0.check.id == check } })
    else { return [] }
    let own = criterion.checks.filter { $0.check.id == check }
    let found = fields(read: own.flatMap(\.expressions))
    return found.isEmpty ? fields(read: criterion.checks.flatMap(\.expressions)) : found
  }

  private func fields(read expressions: [CheckedExpression]) -> [Int] {
    var read = expressions.reduce(into: Set<Int>()) { $0.formUnion($1.slots) }
    for decision in decisionModel.decisions(for: read) {
      read.formUnion(decisionModel.decisions[decision].logic.slots)
    }
    return read.filter { slots.fields.contains($0) }.sorted()
  }
}

extension CheckedCheck {
  /// Whatever is computed of it.
  fileprivate var expressions: [CheckedExpression] {
    [applies, rule].compactMap { $0?.expression } + figures.map(\.value.expression)
      + [otherwise, passes, fails].compactMap { $0 }.flatMap(\.expressions)
  }
}

/// Which slots of the model hold what.
package struct RulesetSlots: Sendable {
  package let fields: Range<Int>
  package let parameters: Range<Int>
  package let criteria: Range<Int>
  package let count: Int
}

/// An expression that stands in a place of its own, with what it means.
package struct CheckedFragment: Sendable {
  package let fragment: SourceFragment
  package let expression: CheckedExpression
}

/// Words with expressions in them, in two languages.
package struct CheckedText: Sendable {
  package enum Piece: Sendable {
    case words(String)
    /// What is put in words, and whether it speaks of one item of a list.
    case expression(CheckedFragment, readsItems: Bool)
  }

  package let nl: [Piece]
  package let en: [Piece]

  /// What it puts in words.
  var expressions: [CheckedExpression] {
    (nl + en).compactMap { piece in
      if case .expression(let part, _) = piece { part.expression } else { nil }
    }
  }

  /// Whether it speaks of one item of a list.
  package var readsItems: Bool {
    (nl + en).contains { piece in
      if case .expression(_, readsItems: true) = piece { true } else { false }
    }
  }
}

/// A criterion with the meaning of its parts.
package struct CheckedCriterion: Sendable {
  package let applies: CheckedFragment?
  package let otherwise: CheckedText?
  package let checks: [CheckedCheck]
}

/// A check with the meaning of its parts.
package struct CheckedCheck: Sendable {
  package let check: Check
  package let applies: CheckedFragment?
  package let otherwise: CheckedText?
  package let rule: CheckedFragment?
  package let passes: CheckedText?
  package let fails: CheckedText?
  package let figures: [(label: LocalizedText, value: CheckedFragment)]
  /// The parts of the rule that say something of each item of a list; empty where no text names an item.
  package let parts: [CheckedExpression]
  /// Places in the model's list of parameters that it rests on.
  package let parameters: [Int]
}
