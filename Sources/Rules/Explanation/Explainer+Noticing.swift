/// Plans that show that a rule was changed.
extension Explainer {
  /// The fewest changes of a plan after which a changed rule decides it otherwise, the plainest first; none where none was
  /// found.
  ///
  /// - Parameter most: changes at once.
  package func changes(
    showing changed: ChangedRuleset, _ facts: Facts, judgements: [String: JudgementAnswer],
    at moment: DateAndTime, most: Int, within budget: ExplanationBudget
  ) -> [[PlanChange]] {
    var trial = Trial(self, facts, judgements, moment, budget)
    for place in changed.checks.prefix(Self.checksTried) {
      let program = programs[place]
      let cuts = trial.cutLists(of: program).filter { changes in
        let found = changed.verdicts(
          on: trial.changed(by: changes), judgements: judgements, at: moment)
        return found.map { $0.before != $0.after } ?? false
      }
      if !cuts.isEmpty { return cuts }
      var search = ChangeSearch(
        most: most, enough: Self.waysTried,
        isGoal: { trial, changes in
          let found = changed.verdicts(
            on: trial.changed(by: changes), judgements: judgements, at: moment)
          return found.map { $0.before != $0.after } ?? false
        },
        openings: { trial in
          trial.answersRead(by: program).map { Opening(path: $0, program: program) }
        })
      trial.within(budget.evaluations / Swift.min(changed.checks.count, Self.checksTried)) {
        search.run(&$0)
      }
      if !search.found.isEmpty { return search.found.sorted { $0.plainness < $1.plainness } }
    }
    return []
  }

  /// A definition may reach many checks: the first few show it as well.
  private static let checksTried = 4
  private static let waysTried = 12

  /// What a change of a plan is in a few words: `eindsaldo: € 0`, `zonder 'GGD'`.
  package func words(for changes: [PlanChange], of facts: Facts) -> LocalizedText {
    if let kept = changes.onlyKept {
      func value(_ path: InputPath) -> Value? {
        Trial.value(at: path, of: facts.values, ruleset.model.vocabulary)
      }
      let name = labels.itemName(kept, value)
      let list = labels.label(InputPath(kept.steps.dropLast()), value).lowercasedFirst
      return LocalizedText(nl: "\(list.nl): alleen \(name.nl)", en: "\(list.en): only \(name.en)")
    }
    let parts = changes.map { words(for: $0, facts.values) }
    return LocalizedText(
      nl: parts.map(\.nl).joined(separator: ", "), en: parts.map(\.en).joined(separator: ", ")
    ).lowercasedFirst
  }

  private func words(for change: PlanChange, _ values: [Value]) -> LocalizedText {
    func value(_ path: InputPath) -> Value? {
      Trial.value(at: path, of: values, ruleset.model.vocabulary)
    }
    let name = labels.label(change.path, value).lowercasedFirst
    switch change.kind {
    case .set(let new) where new.isNull || new.isUnknown:
      return LocalizedText(nl: "\(name.nl) niet ingevuld", en: "\(name.en) not filled in")
    case .set(let new):
      if case .list(let items) = new, items.isEmpty {
        return LocalizedText(nl: "geen \(name.nl)", en: "no \(name.en)")
      }
      if new.isEmpty { return LocalizedText(nl: "\(name.nl) leeg", en: "\(name.en) empty") }
      if change.isAnyText {
        return LocalizedText(nl: "iets bij \(name.nl)", en: "something at \(name.en)")
      }
      let text = labels.text(of: new, at: change.path)
      return LocalizedText(
        nl: "\(name.nl)\(name.nl.colon) \(text.nl)", en: "\(name.en)\(name.en.colon) \(text.en)")
    case .drop: return LocalizedText(nl: "zonder \(name.nl)", en: "without \(name.en)")
    case .add(let item):
      let parts = parts(of: item, at: change.path).map { text in
        text.nl.isEmpty ? LocalizedText(nl: "een lege", en: "an empty one") : text
      }
      return LocalizedText(
        nl:
          "bij \(name.nl) ook \(parts.isEmpty ? "iets" : parts.map(\.nl).joined(separator: ", "))",
        en:
          "at \(name.en) also \(parts.isEmpty ? "something" : parts.map(\.en).joined(separator: ", "))"
      )
    }
  }
}

extension Trial {
  /// The answers that a check may look at, and of lists the first few items.
  fileprivate func answersRead(by program: CheckProgram) -> [InputPath] {
    var found: [InputPath] = []
    for slot in program.fields.sorted() {
      values[slot].leaves(at: InputPath([.member(vocabulary.fields[slot].name)]), into: &found)
    }
    let read = found.filter { path in
      (path.field.count == 1 || program.members.contains(path.field.last ?? ""))
        && path.steps.allSatisfy { step in
          if case .item(let number) = step { number <= Self.itemsShown } else { true }
        }
    }
    return withLists(read)
  }

  private static let itemsShown = 3

  /// Each list that a check may look at with its first item alone, and without any: to come there item by item takes many
  /// changes.
  fileprivate func cutLists(of program: CheckProgram) -> [[PlanChange]] {
    answersRead(by: program).flatMap { path -> [[PlanChange]] in
      guard case .list(let items)? = value(at: path), !items.isEmpty else { return [] }
      let others = items.indices.dropFirst().map {
        PlanChange(path.appending(.item($0 + 1)), .drop)
      }
      return (others.isEmpty ? [] : [others]) + [[PlanChange(path, .set(.list([])))]]
    }
  }
}

extension [PlanChange] {
  /// The first item of a list of which all others are left out; `nil` for other changes.
  fileprivate var onlyKept: InputPath? {
    guard let last = last?.path, count > 1 else { return nil }
    let list = InputPath(last.steps.dropLast())
    let others = enumerated().allSatisfy { index, change in
      guard case .drop = change.kind else { return false }
      return change.path == list.appending(.item(index + 2))
    }
    return others ? list.appending(.item(1)) : nil
  }

  /// How plain it is to read, less is plainer: an answer that is given before one that is not, an item less before an item
  /// more.
  fileprivate var plainness: Int {
    reduce(0) { sum, change in
      let own =
        switch change.kind {
        case .set(let value) where value.isNull || value.isUnknown: 3
        case .set: change.isAnyText ? 2 : 0
        case .drop: 1
        case .add: 4
        }
      return sum + 10 + own
    }
  }
}
