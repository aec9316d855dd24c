import Testing

@testable import Rules

/// The answers that cover all that matters of a question.
private func answers(_ name: String, _ plans: SmallPlans) -> [Value] {
  guard name == "items" else {
    let parts = SmallRuleset.numbers.contains(name) ? [".25", ".5", ".75"] : []
    let between = (0...5).flatMap { whole in parts.compactMap { Number("\(whole)\($0)") } }
    return SmallPlans.domain(name, numbers: -12...30) + between.map { .number($0) }
  }
  var items: [Value] = []
  for number in [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9] {
    for flag in [true, false] { items.append(plans.item(.number(Number(number)), .boolean(flag))) }
  }
  var lists: [Value] = [.list([])]
  for item in items {
    lists.append(.list([item]))
    for other in [items[0], items[7], items[12], items[21]] { lists.append(.list([item, other])) }
    lists.append(.list([item, item, item]))
  }
  return lists
}

/// The missing answers of which two values lead to different verdicts, for some answers to the others.
private func mattering(_ facts: Facts, _ missing: [Int], _ plans: SmallPlans) throws -> Set<String>
{
  var found: Set<String> = []
  func complete(_ values: [Value], _ others: ArraySlice<Int>, _ asked: Int) throws -> Bool {
    if try plans.isSettled(Facts(values: values)) { return false }
    guard let next = others.first else {
      var seen: [[Verdict]] = []
      for answer in answers(SmallRuleset.fields[asked], plans) {
        var all = values
        all[asked] = answer
        let verdicts = try plans.verdicts(Facts(values: all))
        if let first = seen.first, first != verdicts { return true }
        seen.append(verdicts)
      }
      return false
    }
    for answer in answers(SmallRuleset.fields[next], plans) {
      var all = values
      all[next] = answer
      if try complete(all, others.dropFirst(), asked) { return true }
    }
    return false
  }
  for asked in missing {
    let others = missing.filter { $0 != asked }
    if try complete(facts.values, others[...], asked) { found.insert(SmallRuleset.fields[asked]) }
  }
  return found
}

@Test(
  "a question is asked if and only if two answers to it can lead to different verdicts",
  arguments: 0..<8)
func questionLaw(part: Int) throws {
  var tried = 0
  var listed = 0
  for number in 0..<cases(40) {
    var random = SeededRandom(seed: 7_000_000 + 100_000 * part + number)
    let made = SmallRuleset(&random, lists: random.happens(20), most: 4)
    guard let ruleset = try? made.ruleset() else { continue }
    let explainer = Explainer(ruleset)
    let plans = SmallPlans(ruleset)
    var values = plans.plan(&random).values
    var numbers = 0
    var missing: [Int] = []
    for (index, name) in SmallRuleset.fields.enumerated()
    where made.active.contains(name) && name != "o" && random.happens(60) {
      // All answers together must not be too many to try.
      if SmallRuleset.numbers.contains(name) || name == "items" {
        guard numbers < 2 else { continue }
        numbers += name == "items" ? 2 : 1
      }
      missing.append(index)
      values[index] = .unknown(Unknown(.answer(InputPath([.member(name)]))))
    }
    let facts = Facts(values: values)
    let found = try explainer.questions(facts, at: SmallRuleset.moment)
    let questions = found.questions
    #expect(!found.isCutShort)
    let asked = Set(questions.map(\.path.description))
    let expected = try mattering(facts, missing, plans)
    tried += 1
    listed += asked.count
    if asked != expected {
      Issue.record(
        """
        \(part)/\(number): asks \(asked.sorted()), should ask \(expected.sorted())
        \(made.criterionTexts)\n\(SmallPlans.spelled(facts))
        """)
    }
  }
  #expect(tried > cases(25))
  #expect(listed > cases(15))
}

/// The missing answers in items of which two values lead to different verdicts, for some answers to the others.
private func matteringInItems(_ facts: Facts, _ missing: [InputPath], _ plans: SmallPlans) throws
  -> Set<String>
{
  let vocabulary = plans.ruleset.model.vocabulary
  /// Of numbers all that a sum of the others can ask of one; of those that only stand beside it, fewer.
  func domain(_ path: InputPath, isAsked: Bool) -> [Value] {
    let name = path.field.last ?? ""
    guard name == "n" else { return SmallPlans.domain(name, numbers: 0...0) }
    let more =
      (0...9).compactMap { Number("\($0).5") } + [-1_000, -40, 40, 1_000].map { Number($0) }
    return SmallPlans.domain(name, numbers: isAsked ? -40...40 : -20...20)
      + more.map { .number($0) }
  }
  func matters(_ facts: Facts, _ others: ArraySlice<InputPath>, _ asked: InputPath) throws -> Bool {
    if try plans.isSettled(facts) { return false }
    guard let next = others.first else {
      var seen: [Verdict]?
      for answer in domain(asked, isAsked: true) {
        let verdicts = try plans.verdicts(
          facts.changed(by: [PlanChange(asked, .set(answer))], of: vocabulary))
        if let seen, seen != verdicts { return true }
        seen = verdicts
      }
      return false
    }
    for answer in domain(next, isAsked: false) {
      let given = facts.changed(by: [PlanChange(next, .set(answer))], of: vocabulary)
      if try matters(given, others.dropFirst(), asked) { return true }
    }
    return false
  }
  var found: Set<String> = []
  for asked in missing {
    // What has two answers first: it often settles all.
    let others = missing.filter { $0 != asked }
    let (flags, numbers) = (
      others.filter { $0.field.last == "f" }, others.filter { $0.field.last == "n" }
    )
    if try matters(facts, (flags + numbers)[...], asked) { found.insert(asked.description) }
  }
  return found
}

@Test(
  "what an item is asked is what it needs, though it is looked for once for all that are alike",
  arguments: 0..<8)
func itemQuestionLaw(part: Int) throws {
  var listed = 0
  for number in 0..<cases(40) {
    var random = SeededRandom(seed: 11_000_000 + 100_000 * part + number)
    let made = SmallRuleset(&random, lists: true, most: 3)
    guard let ruleset = try? made.ruleset() else { continue }
    let plans = SmallPlans(ruleset)
    var values = plans.plan(&random).values
    var missing: [InputPath] = []
    var numbers = 0
    // Often the same known answers, so that there are items that are alike.
    let usual = random.below(9)
    let items = (1...2 + random.below(2)).map { place -> Value in
      func member(_ name: String, _ known: Value, hides: Bool) -> Value {
        guard hides else { return known }
        let path = InputPath([.member("items"), .item(place), .member(name)])
        missing.append(path)
        return .unknown(Unknown(.answer(path)))
      }
      // All answers together must not be too many to try.
      let hidesNumber = numbers < 2 && random.happens(50)
      if hidesNumber { numbers += 1 }
      let known = random.happens(70) ? usual : random.below(9)
      return plans.item(
        member("n", .number(Number(known)), hides: hidesNumber),
        member("f", .boolean(random.happens(70)), hides: random.happens(40)))
    }
    values[SmallRuleset.fields.count - 1] = .list(items)
    let facts = Facts(values: values)
    let found = try Explainer(ruleset).questions(facts, at: SmallRuleset.moment)
    let asked = Set(found.questions.map(\.path.description))
    let expected = try matteringInItems(facts, missing, plans)
    listed += asked.count
    if asked != expected || found.isCutShort {
      Issue.record(
        """
        \(part)/\(number): asks \(asked.sorted()), should ask \(expected.sorted())
        \(made.text) \(made.criterionTexts)\n\(SmallPlans.spelled(facts))
        """)
    }
  }
  #expect(listed > cases(5))
}

/// A rule over items of which answers are missing, and what is to be asked.
private struct PossibleItems: Sendable {
  let rule: String
  let items: [SmallPlans.Item]
  let asked: Set<String>

  static let wanted = SmallPlans.Item(n: nil, f: nil)
  static let left = SmallPlans.Item(n: nil, f: false)
  static let one = SmallPlans.Item(n: 1, f: nil)

  static let cases = [
    // The second is asked nothing: it fits whether it is kept or not.
    PossibleItems(
      rule: "if count(items) >= 1 then ((every i in goed satisfies i.n <= 6) or p = true) else p",
      items: [left, one, wanted], asked: ["items[3].n", "items[3].f"]),
    PossibleItems(
      rule: "sum(goed.n) >= 3", items: [wanted, left], asked: ["items[1].n", "items[1].f"]),
    PossibleItems(
      rule: "sum(items[f = true].n) < 3", items: [wanted, one],
      asked: ["items[1].n", "items[1].f", "items[2].f"]),
    PossibleItems(
      rule: "some i in goed satisfies i.n = 2", items: [one, wanted],
      asked: ["items[2].n", "items[2].f"]),
    PossibleItems(
      rule: "sum(for i in goed return i.n + 1) > 5", items: [wanted, left],
      asked: ["items[1].n", "items[1].f"]),
    PossibleItems(
      rule: "count(goed[n > 2]) >= 1", items: [wanted, one], asked: ["items[1].n", "items[1].f"]),
  ]
}

@Test(
  "of a list that is not known yet, the items that it may keep are asked for, and no others",
  arguments: PossibleItems.cases)
private func possibleItems(_ possible: PossibleItems) throws {
  let ruleset = try SmallRuleset(rule: possible.rule, good: "f = true").ruleset()
  let facts = SmallPlans(ruleset).facts(items: possible.items, p: false)
  let found = try Explainer(ruleset).questions(facts, at: SmallRuleset.moment)
  #expect(Set(found.questions.map(\.path.description)) == possible.asked)
  #expect(!found.isCutShort)
}

@Test(
  "asking only what is listed gives the verdicts of the complete plan, in any order of answering")
func interviewLaw() throws {
  var asked = 0
  for number in 0..<cases(60) {
    var random = SeededRandom(seed: 9_000_000 + number)
    let made = SmallRuleset(&random, lists: random.happens(40))
    guard let ruleset = try? made.ruleset() else { continue }
    let explainer = Explainer(ruleset)
    let plans = SmallPlans(ruleset)
    let complete = plans.plan(&random)
    let expected = try plans.verdicts(complete)
    for turn in 0..<3 {
      var values = zip(SmallRuleset.fields, complete.values).map { name, value in
        name == "o" ? value : Value.unknown(Unknown(.answer(InputPath([.member(name)]))))
      }
      for _ in 0...SmallRuleset.fields.count {
        let questions = try explainer.questions(Facts(values: values), at: SmallRuleset.moment)
          .questions
        guard !questions.isEmpty else { break }
        let question = turn == 0 ? questions[0] : random.pick(questions)
        guard case .member(let name)? = question.path.steps.first,
          let index = SmallRuleset.fields.firstIndex(of: name)
        else { break }
        values[index] = complete.values[index]
        asked += 1
      }
      let settled = try explainer.settled(Facts(values: values), at: SmallRuleset.moment)
      let found = try plans.verdicts(settled)
      #expect(
        found == expected, "\(number): \(made.criterionTexts) \(SmallPlans.spelled(complete))")
    }
  }
  #expect(asked > cases(100))
}
