extension Ruleset {
  /// Its rules, as they are looked at for all plans.
  var analysed: AnalysedRules {
    let limits = Dictionary(
      zip(reader.constraints, checked.constraints).map { ($0.path, $1) },
      uniquingKeysWith: { first, _ in first })
    let limited = Set(limits.keys.compactMap(\.first))
    return AnalysedRules(
      ruleset: checked, compiled: compiled, limits: limits, blank: slotsOfNothing,
      moment: model.dayInForce.midnightUTC,
      // Plans are made of what each question allows, apart from its constraint.
      accepts: { plan in
        limited.isDisjoint(with: plan.answers.keys) || self.reading(plan) != nil
      })
  }

  /// The slots of a plan of which nothing is known.
  var slotsOfNothing: [Value] {
    var slots = blankSlots
    for slot in self.slots.fields { slots[slot] = .unknown(.unspecified(.answer)) }
    return slots
  }

  /// A plan that was made, as somebody would hand it over and as it is read.
  ///
  /// - Returns: its answers in YAML, and what is known by them; `nil` where a question refuses one.
  func reading(_ plan: MadePlan) -> (text: String, facts: Facts)? {
    let text = model.vocabulary.fields.compactMap { field in
      plan.answers[field.name]?.answer.map { "\(Value.string(field.name).quoted): \($0)\n" }
    }.joined()
    let source = SourceText(name: "plan.yaml", text: text.isEmpty ? "{}" : text)
    guard let document = try? DataDocument(yaml: source) else { return nil }
    let (facts, problems) = facts(from: document.root)
    return problems.isEmpty ? (text, facts) : nil
  }
}

extension RulesetModel {
  /// A day on which the version is valid.
  var dayInForce: CalendarDate { identity.validFrom ?? .epoch }
}

extension Value {
  /// As JSON, which YAML holds too; what is not answered is left out.
  fileprivate var answer: String? {
    switch self {
    case .null, .unknown: return nil
    case .context(let context):
      let parts = context.entries.compactMap { name, value in
        value.answer.map { "\(Value.string(name).quoted): \($0)" }
      }
      return parts.isEmpty ? nil : "{ \(parts.joined(separator: ", ")) }"
    case .list(let items): return "[\(items.map { $0.answer ?? "{}" }.joined(separator: ", "))]"
    default: return json()
    }
  }

  fileprivate var quoted: String { json() ?? "" }
}
