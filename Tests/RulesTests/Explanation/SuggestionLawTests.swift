import Testing

@testable import Rules

/// Every change of a plan by one answer that may be asked: the values that cover all that matters, items left
/// out and items added.
private func singleChanges(_ facts: Facts, _ active: [String], _ plans: SmallPlans) -> [PlanChange]
{
  var changes: [PlanChange] = []
  for (name, value) in zip(SmallRuleset.fields, facts.values)
  where active.contains(name) && !SmallRuleset.facts.contains(name) {
    let path = InputPath([.member(name)])
    guard name == "items" else {
      changes += SmallPlans.domain(name, numbers: -8...16).filter { !$0.isIdentical(to: value) }.map
      {
        PlanChange(path, .set($0))
      }
      continue
    }
    guard case .list(let items) = value else { continue }
    for index in items.indices {
      let item = path.appending(.item(index + 1))
      changes.append(PlanChange(item, .drop))
      for member in ["n", "f"] {
        changes += SmallPlans.domain(member, numbers: -8...16).map {
          PlanChange(item.appending(.member(member)), .set($0))
        }
      }
    }
    for number in -1...9 {
      for flag in [true, false] {
        changes.append(
          PlanChange(path, .add(plans.item(.number(Number(number)), .boolean(flag)))))
      }
    }
  }
  return changes
}

/// The fewest changes that reach a target, at most so many; `nil` where there are none.
private func fewest(
  _ changes: [PlanChange], _ facts: Facts, _ vocabulary: Vocabulary, most: Int,
  _ reaches: (Facts) throws -> Bool
) rethrows -> Int? {
  func search(_ made: [PlanChange], from start: Int, _ left: Int) throws -> Bool {
    for index in start..<max(start, changes.count) {
      let change = changes[index]
      guard
        !made.contains(where: { change.path.conflicts(with: $0) || $0.path.conflicts(with: change) }
        )
      else { continue }
      let all = made + [change]
      if left == 1 {
        if try reaches(facts.changed(by: all, of: vocabulary)) { return true }
      } else if try search(all, from: index + 1, left - 1) {
        return true
      }
    }
    return false
  }
  for size in 1...most where try search([], from: 0, size) { return size }
  return nil
}

@Test(
  "suggestions are true, state no fact otherwise, and have as few changes as there can be",
  arguments: 0..<8)
func suggestionLaw(part: Int) throws {
  var solved = 0
  var longer = 0
  var told = 0
  for number in 0..<cases(25) {
    var random = SeededRandom(seed: 5_000_000 + 100_000 * part + number)
    let lists = random.happens(35)
    // How far the sum of a part of a list is from its limit is not known while nothing is in that part: then a way
    // is found late, or none.
    let made = SmallRuleset(&random, lists: lists, most: lists ? 3 : 4, sumsOfSome: false)
    guard let ruleset = try? made.ruleset() else { continue }
    let explainer = Explainer(ruleset)
    let plans = SmallPlans(ruleset)
    let ids = ruleset.model.criteria.flatMap(\.checks).map(\.id)
    let vocabulary = ruleset.model.vocabulary
    let facts = plans.plan(&random)
    let verdicts = try plans.verdicts(facts)
    let all = singleChanges(facts, made.active, plans)
    // What all changes together would be too many to try: two at most then.
    let most = all.count > 70 ? 2 : 3
    func complain(_ what: String) {
      Issue.record(
        "\(part)/\(number): \(what)\n\(made.text)\n\(made.criterionTexts)\n\(SmallPlans.spelled(facts))"
      )
    }
    func verify(
      _ suggestions: PlanSuggestions, _ name: String, _ reaches: (Facts) throws -> Bool
    ) throws {
      for suggestion in suggestions.found {
        told += 1
        let touched = suggestion.changes.compactMap(\.path.field.first)
        if !SmallRuleset.facts.isDisjoint(with: touched) { complain("\(name): changes a fact") }
        let changed = facts.changed(by: suggestion.changes, of: vocabulary)
        if try !reaches(changed) { complain("\(name): \(suggestion.changes) is false") }
        let after = try plans.verdicts(changed)
        let failing = zip(ids, zip(verdicts, after)).filter { $0.1.0 != .fails && $0.1.1 == .fails }
        if failing.map(\.0) != suggestion.newlyFailing { complain("\(name): newly failing") }
        let met = zip(ids, zip(verdicts, after)).filter { $0.1.0 == .fails && $0.1.1 != .fails }
        if met.map(\.0) != suggestion.newlyMet { complain("\(name): newly met") }
        for index in suggestion.changes.indices where suggestion.changes.count > 1 {
          var fewer = suggestion.changes
          fewer.remove(at: index)
          if try reaches(facts.changed(by: fewer, of: vocabulary)) {
            complain("\(name): \(suggestion.changes[index]) is too much")
          }
        }
      }
      guard let least = try fewest(all, facts, vocabulary, most: most, reaches) else { return }
      solved += 1
      guard let best = suggestions.found.first, best.changes.count <= least else {
        longer += 1
        print(
          "LONGER \(part)/\(number) \(name): \(least), found \(suggestions.found.first?.changes.count ?? 0)",
          made.criterionTexts.joined().split(separator: "\n").filter {
            $0.contains("rule:") || $0.contains("applies:") || $0.contains("- check")
          }, SmallPlans.spelled(facts))
        return
      }
    }
    for (index, id) in ids.enumerated() where verdicts[index] == .fails {
      let found = try explainer.suggestions(for: .check(id), facts, at: SmallRuleset.moment)
      try verify(found, id) { try plans.verdicts($0)[index] == .passes }
    }
    let outcome = try ruleset.verdicts(for: facts, at: SmallRuleset.moment).outcome
    if outcome == .decided(1) {
      let found = try explainer.suggestions(for: .plan, facts, at: SmallRuleset.moment)
      try verify(found, "plan") {
        let after = try ruleset.verdicts(for: $0, at: SmallRuleset.moment)
        // Not negative, and nothing that was decided is open now.
        return after.outcome != .decided(1)
          && zip(verdicts, after.checks).allSatisfy { $0 == .undetermined || $1 != .undetermined }
      }
    }
  }
  #expect(solved > cases(4))
  #expect(told >= solved)
  #expect(longer * 200 <= max(solved, 200), "longer than needed: \(longer) of \(solved)")
}
