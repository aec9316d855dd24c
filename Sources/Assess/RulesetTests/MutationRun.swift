import Rules

/// Makes small changes of the rules of a ruleset, one at a time, and sees whether its tests notice.
struct MutationRun {
  /// What became of one change.
  enum Fate {
    /// A test comes to something else.
    case noticed
    /// The ruleset is refused, or something is told of it that was not.
    case refused
    /// It decides every plan as before: proven.
    case alike
    /// No test comes to something else; a variant would, where one was found.
    case survived(Addition?, RulesetDifference?)
  }

  /// A variant that a test may have besides.
  struct Addition: Sendable {
    /// The test file.
    let source: SourceText
    let variant: TestFileEditor.NewVariant
  }

  /// One change, in each of the rulesets that it is made in.
  struct Change {
    let mutation: RuleMutation
    /// By the number of the ruleset.
    fileprivate(set) var places: [(number: Int, mutation: RuleMutation)]
  }

  /// A version as tests assess by it, with its parameters set as some of them do.
  struct Tested {
    let version: RulesetFolder.Version
    let parts: [RulesetPart]
    let ruleset: Ruleset
  }

  /// A ruleset with a change made.
  enum Mutant {
    case part(ChangedRuleset)
    case whole(Ruleset)
  }

  var run: RulesetTestRun
  /// Those of the tests, and behind them those of ``additions``.
  var cases: [RulesetTestRun.Case]
  /// Variants that notice what no test does, in the order in which they were found.
  var additions: [Addition] = []
  private let own: Int
  /// By the number of the ruleset, made when it is needed.
  var explainers: [Int: Explainer] = [:]
  /// What is told of a ruleset as it is, by its number, made when it is needed.
  private var told: [Int: Set<String>] = [:]
  private(set) var tested: [Int: Tested] = [:]
  /// What each case comes to as the rules are.
  var plans: [ChangedRuleset.Plan] = []
  /// The cases, those that noticed something last before the others: what one test notices, it seldom notices once.
  private var order: [Int]

  /// - Parameter run: of which every test was run.
  /// - Throws: when a version can't be read.
  init(_ run: RulesetTestRun) throws(Failure) {
    self.run = run
    cases = run.cases
    own = run.cases.count
    order = Array(cases.indices)
    for one in cases {
      do {
        plans.append(
          try one.ruleset.decided(
            one.read.facts, judgements: one.read.judgements, at: one.moment))
      } catch {
        throw Failure(error, about: one.plan.name)
      }
      if tested[one.number] == nil {
        tested[one.number] = Tested(
          version: one.version, parts: try run.catalog.parts(run.folder, one.version),
          ruleset: one.ruleset)
      }
    }
  }

  /// The changes of all versions; one in a file that versions share is one.
  var changes: [Change] {
    var places: [String: Int] = [:]
    var found: [Change] = []
    for (number, tested) in tested.sorted(by: { $0.key < $1.key }) {
      for mutation in tested.ruleset.mutations() {
        let range = mutation.range
        let key = "\(mutation.source.name) \(range.start) \(range.end) \(mutation.after)"
        if let place = places[key] {
          found[place].places.append((number, mutation))
        } else {
          places[key] = found.count
          found.append(Change(mutation: mutation, places: [(number, mutation)]))
        }
      }
    }
    return found
  }

  /// Whether a change may matter to some checks or criteria, by their ids.
  func reaches(_ change: Change, _ ids: Set<String>) -> Bool {
    guard let mutants = mutants(change) else { return true }
    return mutants.contains { number, mutant in
      guard case .part(let changed) = mutant, let criteria = tested[number]?.ruleset.model.criteria
      else { return true }
      let checks = criteria.flatMap { criterion in criterion.checks.map { (criterion.id, $0.id) } }
      return changed.checks.contains { ids.contains(checks[$0].0) || ids.contains(checks[$0].1) }
    }
  }

  /// What becomes of a change, and which case notices it first.
  mutating func fate(of change: Change) -> Fate {
    guard let mutants = mutants(change) else { return .refused }
    if let place = order.firstIndex(where: { notices($0, mutants) }) {
      order.insert(order.remove(at: place), at: 0)
      return .noticed
    }
    return unnoticed(change, mutants)
  }

  /// - Returns: `nil` where one can't be made.
  func mutants(_ change: Change) -> [Int: Mutant]? {
    var mutants: [Int: Mutant] = [:]
    for (number, mutation) in change.places {
      guard let tested = tested[number] else { continue }
      do {
        if let changed = try mutation.changing(tested.ruleset) {
          mutants[number] = .part(changed)
          continue
        }
      } catch {
        return nil
      }
      guard let whole = whole(tested, mutation) else { return nil }
      mutants[number] = .whole(whole)
    }
    return mutants
  }

  private func whole(_ tested: Tested, _ mutation: RuleMutation) -> Ruleset? {
    var parts = tested.parts
    guard let index = parts.firstIndex(where: { $0.source.name == mutation.source.name }) else {
      return nil
    }
    parts[index] = RulesetPart(reading: mutation.changed)
    guard let model = try? RulesetModel(of: run.folder, version: tested.version, parts: parts)
    else {
      return nil
    }
    return try? Ruleset(compiling: model, settings: tested.ruleset.settings)
  }

  // MARK: What tests notice

  func notices(_ place: Int, _ mutants: [Int: Mutant]) -> Bool {
    let one = cases[place]
    // A test of a ruleset that is not changed says what it said; so does a variant, of a plan that does.
    guard mutants[one.number] != nil || one.base.map({ mutants[cases[$0].number] != nil }) ?? false
    else { return false }
    guard let after = verdicts(place, mutants) else { return true }
    var isChanged = !after.isSame(as: plans[place].verdicts)
    var base: Verdicts?
    if let number = one.base {
      guard let found = verdicts(number, mutants) else { return true }
      if !found.isSame(as: plans[number].verdicts) { isChanged = true }
      base = found
    }
    guard isChanged else { return false }
    var comparison = TestComparison(FoundVerdicts(after, by: one.ruleset))
    if let variant = one.variant, let place = one.base, let base {
      comparison.variant(variant, of: FoundVerdicts(base, by: cases[place].ruleset))
    } else {
      comparison.whole(one.test)
    }
    return !comparison.differences.isEmpty
  }

  /// What a case comes to with a change made; `nil` where the rules ask for more than the limits allow.
  func verdicts(_ place: Int, _ mutants: [Int: Mutant]) -> Verdicts? {
    let one = cases[place]
    switch mutants[one.number] {
    case nil: return plans[place].verdicts
    case .part(let changed): return changed.verdicts(of: plans[place])
    case .whole(let ruleset):
      return try? ruleset.verdicts(
        for: one.read.facts, judgements: one.read.judgements, at: one.moment)
    }
  }

  /// Whether a case states words that may be others though the verdicts are the same: reasons of the checks in question, or
  /// what is asked for them.
  private func statesWords(_ place: Int, _ mutants: [Int: Mutant]) -> Bool {
    let one = cases[place]
    guard let mutant = mutants[one.number] else { return false }
    let all = one.found.checks
    let reached: [CheckFinding] =
      if case .part(let changed) = mutant { changed.checks.map { all[$0] } } else { all }
    guard let variant = one.variant else {
      return one.test.reasons.contains { reason in
        reached.contains { $0.check.id == reason.id }
      }
    }
    return !variant.asks.isEmpty && reached.contains { $0.verdict == .undetermined }
  }

  private func noticesWords(_ place: Int, _ mutant: Ruleset) -> Bool {
    let one = cases[place]
    guard
      let found = try? mutant.assess(
        one.read.facts, judgements: one.read.judgements, at: one.moment)
    else { return true }
    var comparison = TestComparison(found)
    if let variant = one.variant, let base = one.base {
      comparison.variant(variant, of: FoundVerdicts(cases[base].found))
    } else {
      comparison.whole(one.test)
    }
    return !comparison.differences.isEmpty
  }

  // MARK: What no test notices

  private mutating func unnoticed(_ change: Change, _ mutants: [Int: Mutant]) -> Fate {
    var wholes: [Int: Ruleset] = [:]
    for (number, mutation) in change.places {
      guard let tested = tested[number] else { continue }
      let stating = (0..<own).filter { cases[$0].number == number && statesWords($0, mutants) }
      // A text may name what the change takes away: then the whole is refused. One version tells.
      guard !stating.isEmpty || wholes.isEmpty else { continue }
      if case .whole(let known)? = mutants[number] {
        wholes[number] = known
      } else if let made = whole(tested, mutation) {
        wholes[number] = made
      }
      guard let whole = wholes[number] else { return .refused }
      if stating.contains(where: { noticesWords($0, whole) }) { return .noticed }
    }
    if let place = (own..<cases.count).first(where: { notices($0, mutants) }) {
      return .survived(additions[place - own], nil)
    }
    if let addition = addition(noticing: mutants) { return .survived(addition, nil) }
    for (number, mutation) in change.places {
      guard let tested = tested[number], tested.ruleset.settings.settings.isEmpty else { continue }
      guard let mutant = wholes[number] ?? whole(tested, mutation) else { return .refused }
      let difference = RulesetDifference(from: tested.ruleset, to: mutant)
      if difference.isSame { continue }
      return isTold(of: mutant, number, tested) ? .refused : .survived(nil, difference)
    }
    return .alike
  }

  private mutating func isTold(of mutant: Ruleset, _ number: Int, _ tested: Tested) -> Bool {
    let known = told[number] ?? Set(tested.ruleset.review().map(\.message.nl))
    told[number] = known
    return mutant.review().contains { $0.severity != .remark && !known.contains($0.message.nl) }
  }
}

extension Verdicts {
  /// Whether nothing that a test can state of verdicts differs.
  func isSame(as other: Verdicts) -> Bool {
    outcome == other.outcome && criteria == other.criteria && checks == other.checks
  }
}
