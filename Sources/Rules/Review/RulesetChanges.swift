/// Which checks of one version differ from those of the version before it.
public struct RulesetChanges: Sendable {
  /// The ids of the checks and criteria that differ, were added or were removed, in order.
  public let ids: [String]

  /// Compares what two versions ask and how they decide it: titles, requirements,
  /// conditions, rules, judgements, texts and figures, with the definitions and parameters that
  /// these read. Not citations, and not the outcome.
  public init(from old: Ruleset, to new: Ruleset) {
    let before = old.fingerprints
    let after = new.fingerprints
    // Texts that look alike may have other characters, which rules tell apart.
    var ids = after.filter { id, texts in
      before[id].map { !$0.elementsEqual(texts) { $0.isSameText(as: $1) } } ?? true
    }.map(\.key)
    ids += before.keys.filter { after[$0] == nil }
    // By the number in a code: C10 after C9.
    self.ids = ids.sorted { $0.comesBefore($1) }
  }

  /// Those of these ids that a text does not name in both languages, neither themselves nor the criterion that they are of.
  public static func missing(_ ids: [String], from text: LocalizedText) -> [String] {
    let languages = [missing(ids, from: text.nl), missing(ids, from: text.en)]
    return ids.filter { id in languages.contains { $0.contains(id) } }
  }

  /// Those that a text in one language does not name.
  public static func missing(_ ids: [String], from text: String) -> [String] {
    let named = codes(in: text)
    return ids.filter { id in
      let criterion = id.lastIndex(of: ".").map { String(id[..<$0]) }
      return !named.contains(id) && !(criterion.map { named.contains($0) } ?? false)
    }
  }

  /// The words of a text that may be codes: letters, digits, dots, `-` and `_`, without a dot at the end.
  private static func codes(in text: String) -> Set<String> {
    let words = text.split { character in
      !(character.isLetter || character.isNumber || ".-_".contains(character))
    }
    return Set(
      words.map { word in
        var word = word
        while word.last == "." { word.removeLast() }
        return String(word)
      })
  }
}

extension String {
  fileprivate func comesBefore(_ other: String) -> Bool {
    func key(_ text: String) -> [(Int, String)] {
      text.split(separator: ".").map { part in
        (Int(part.filter(\.isNumber)) ?? 0, String(part))
      }
    }
    let (left, right) = (key(self), key(other))
    for (one, two) in zip(left, right) where one != two { return one < two }
    return left.count < right.count
  }
}

extension Ruleset {
  /// For each criterion and each check, the texts that say what it asks and how it is decided.
  fileprivate var fingerprints: [String: [String]] {
    let definitions = Dictionary(
      model.definitions.map { ($0.name, $0.logic.texts) }, uniquingKeysWith: { first, _ in first })
    func texts(read slot: Int, _ seen: inout Set<Int>) -> [String] {
      guard seen.insert(slot).inserted else { return [] }
      if slots.parameters.contains(slot) {
        let parameter = model.parameters[slot - slots.parameters.lowerBound]
        let allowed = parameter.allowed.map(\.value).joined(separator: ",")
        if case .reading(_, let value) = parameter.kind {
          return ["\(parameter.name) = \(value.text) of \(allowed)"]
        }
        return ["\(parameter.name) of \(allowed)"]
      }
      guard let decision = checked.decisionModel.decision(at: slot) else { return [] }
      let own = definitions[decision.decision.name] ?? []
      return ["\(decision.decision.name):"] + own
        + decision.logic.slots.sorted().flatMap { texts(read: $0, &seen) }
    }
    func expression(_ part: CheckedFragment, _ seen: inout Set<Int>) -> [String] {
      [part.fragment.text] + part.expression.slots.sorted().flatMap { texts(read: $0, &seen) }
    }
    var found: [String: [String]] = [:]
    for (criterion, checked) in zip(model.criteria, checked.criteria) {
      var seen: Set<Int> = []
      var own = [criterion.title.nl, criterion.title.en]
      own += [criterion.requirement.nl, criterion.requirement.en, criterion.rulesDay.rawValue]
      own += [criterion.decidesNothing?.nl, criterion.decidesNothing?.en].compactMap(\.self)
      if let applies = checked.applies { own += expression(applies, &seen) }
      own += criterion.applicability?.otherwise.texts ?? []
      found[criterion.id] = own
      for part in checked.checks {
        let check = part.check
        var seen: Set<Int> = []
        var own = [check.title.nl, check.title.en, check.force.rawValue]
        own += [check.words?.nl, check.words?.en].compactMap(\.self)
        if let applies = part.applies { own += expression(applies, &seen) }
        own += check.applicability?.otherwise.texts ?? []
        if let rule = part.rule { own += expression(rule, &seen) }
        if let judgement = check.judgement {
          own += [judgement.question.nl, judgement.question.en, judgement.guidance.nl]
          own += [judgement.guidance.en, judgement.moment.rawValue]
        }
        own += check.passes?.texts ?? []
        own += check.fails?.texts ?? []
        for figure in part.figures {
          own += [figure.label.nl, figure.label.en] + expression(figure.value, &seen)
        }
        found[check.id] = own
      }
    }
    return found
  }
}

extension TextTemplate {
  fileprivate var texts: [String] {
    [nl, en].map { pieces in
      pieces.map { piece in
        switch piece {
        case .words(let words): words
        case .expression(let fragment): "{\(fragment.text)}"
        }
      }.joined()
    }
  }
}

extension BoxedExpression {
  /// What its author wrote. A ruleset has FEEL and tables only.
  fileprivate var texts: [String] {
    switch form {
    case .literal(let fragment): return [fragment.text]
    case .table(let table):
      var found = [table.hitPolicy.rawValue]
      for input in table.inputs { found += [input.expression.text, input.allowed?.text ?? ""] }
      for output in table.outputs {
        found += [output.name ?? "", output.allowed?.text ?? "", output.defaultValue?.text ?? ""]
      }
      for rule in table.rules { found += (rule.conditions + rule.conclusions).map(\.text) }
      return found
    default: return []
    }
  }
}
