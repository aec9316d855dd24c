/// Tries the logic of the outcome with every verdict that the criteria may have.
///
/// What gives none of the results is a fault, whether no row of a table applies, or two do, or a name is misspelt. And the
/// outcome has to follow from the criteria: a yes where all are met and a no where none is, never a yes that turns into a
/// no because more is met, and no criterion without a say that does not say so itself.
struct OutcomeReview {
  private let ruleset: Ruleset
  /// What each criterion may come to.
  private let domains: [[Value]]
  private(set) var goals: [WitnessGoal] = []

  /// Combinations of more criteria are tried by chance, with the same ones every time.
  private static let tried = 60_000
  private static let triedAround = 12_000
  private static let kept = 5

  init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    domains = ruleset.model.criteria.map(Self.values)
  }

  mutating func run() -> [Diagnostic] {
    var execution = start
    let slots = execution.slots
    var found: [String: Diagnostic] = [:]
    var order: [String] = []
    var seen: Set<String> = []
    for values in combinations(Self.tried) {
      let result = conclude(values, slots, &execution)
      if case .string(let text) = result { seen.insert(text) }
      guard let key = fault(of: result, execution), found[key] == nil else { continue }
      order.append(key)
      let (diagnostic, verdicts) = diagnostic(key, values, slots)
      found[key] = diagnostic
      goals.append(WitnessGoal(diagnostic: diagnostic, target: .outcome(verdicts)))
      if order.count == Self.kept { break }
    }
    // Of an outcome that gives none of the results nothing more can be said.
    if order.isEmpty { return laws(slots, &execution) + unreached(seen) }
    return order.compactMap { found[$0] }
  }

  /// Before any criterion is decided.
  private var start: Execution {
    var execution = Execution(
      moment: DateAndTime(date: .epoch, time: .midnightUTC), limits: .assessment,
      slots: ruleset.slotsOfNothing)
    ruleset.compiled.run(ruleset.definitions, in: &execution)
    return execution
  }

  /// Verdicts of the same criteria that come to another result than in an older version, one case for each pair of
  /// results.
  func differences(from old: OutcomeReview) -> [RulesetDifference.OutcomeChange] {
    var (now, was) = (start, old.start)
    let (slots, oldSlots) = (now.slots, was.slots)
    func results(_ values: [Value]) -> (before: String, after: String)? {
      guard case .string(let after) = conclude(values, slots, &now),
        case .string(let before) = old.conclude(values, oldSlots, &was), before != after
      else { return nil }
      return (before, after)
    }
    var found: [RulesetDifference.OutcomeChange] = []
    for values in combinations(Self.tried) {
      guard let (before, after) = results(values),
        !found.contains(where: { $0.before == before && $0.after == after })
      else { continue }
      var needed = values
      for index in needed.indices {
        let kept = needed[index]
        needed[index] = .unknown(.unspecified(.answer))
        if results(needed).map({ $0 == (before, after) }) != true { needed[index] = kept }
      }
      let when = zip(ruleset.model.criteria, needed).compactMap { criterion, value in
        Self.verdict(value).map { (criterion: criterion.id, verdict: $0) }
      }
      found.append(RulesetDifference.OutcomeChange(when: when, before: before, after: after))
    }
    return found
  }

  private static func verdict(_ value: Value) -> Verdict? {
    switch value {
    case .boolean(let holds): holds ? .passes : .fails
    case .null: .notApplicable
    default: nil
    }
  }

  /// Results that no combination gives, where all were tried.
  private func unreached(_ seen: Set<String>) -> [Diagnostic] {
    guard count <= Self.tried else { return [] }
    return ruleset.model.outcome.results.filter { !seen.contains($0.value) }
      .map { .resultOfNothing($0, ruleset.model.outcome) }
  }

  /// How many combinations of verdicts there are.
  private var count: Int {
    domains.reduce(1) { count, domain in
      let (product, overflow) = count.multipliedReportingOverflow(by: domain.count)
      return overflow ? Int.max : product
    }
  }

  /// All combinations of verdicts, or so many by chance.
  private func combinations(_ most: Int) -> some Sequence<[Value]> {
    let count = count
    var state: UInt64 = 1
    return (0..<Swift.min(count, most)).lazy.map { [domains] turn in
      var rest = turn
      return domains.map { domain in
        if count > most {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          rest = Int(state >> 33)
        }
        defer { rest /= domain.count }
        return domain[rest % domain.count]
      }
    }
  }

  // MARK: What an outcome is of criteria

  private func laws(_ slots: [Value], _ execution: inout Execution) -> [Diagnostic] {
    let criteria = ruleset.model.criteria
    func all(_ holds: Bool) -> [Value] {
      domains.map { $0.count > 1 ? .boolean(holds) : .null }
    }
    var problems: [Diagnostic] = []
    if domains.contains(where: { $0.count > 1 }) {
      for holds in [true, false] {
        let result = conclude(all(holds), slots, &execution)
        if let effect = effect(of: result), effect != (holds ? .positive : .negative) {
          problems.append(.outcomeOfAll(holds, result, ruleset.model.outcome))
        }
      }
    }
    // With and without each of them, around every combination.
    var hasSay = [Bool](repeating: false, count: criteria.count)
    var isOpen = hasSay
    var isTold = hasSay
    let around = Swift.max(1, Self.triedAround / Swift.max(1, criteria.count))
    for values in [all(true)] + Array(combinations(around)) {
      for index in criteria.indices where domains[index].count > 1 {
        var (met, unmet) = (values, values)
        met[index] = .boolean(true)
        unmet[index] = .boolean(false)
        let (with, without) = (
          conclude(met, slots, &execution), conclude(unmet, slots, &execution)
        )
        if with.isUnknown || without.isUnknown {
          isOpen[index] = true
        } else if with.isEqual(to: without).isFalse {
          hasSay[index] = true
          if !isTold[index], effect(of: with) == .negative, effect(of: without) == .positive {
            isTold[index] = true
            let others = zip(criteria, values).enumerated().filter { $0.offset != index }
              .compactMap { Self.words($0.element.0.id, $0.element.1) }
            problems.append(.betterUnmet(criteria[index], others, ruleset.model.outcome))
          }
        }
      }
    }
    for (index, criterion) in criteria.enumerated() where domains[index].count > 1 {
      if hasSay[index], criterion.decidesNothing != nil {
        problems.append(.decidesAfterAll(criterion))
      } else if !hasSay[index], !isOpen[index], criterion.decidesNothing == nil {
        problems.append(.hasNoSay(criterion))
      }
    }
    return problems
  }

  private func effect(of result: Value) -> Outcome.Effect? {
    guard case .string(let text) = result else { return nil }
    return ruleset.model.outcome.results.first { $0.value == text }?.effect
  }

  private static func values(of criterion: Criterion) -> [Value] {
    let conditions = criterion.checks.filter { $0.force == .condition }
    if conditions.isEmpty { return [.null] }
    let decided: [Value] = [.boolean(true), .boolean(false)]
    return criterion.mayNotApply ? decided + [.null] : decided
  }

  private func conclude(
    _ values: [Value], _ slots: [Value], _ execution: inout Execution
  ) -> Value {
    execution.renew()
    execution.slots = slots
    for (slot, value) in zip(ruleset.slots.criteria, values) { execution.slots[slot] = value }
    ruleset.compiled.run(ruleset.conclusions, in: &execution)
    return ruleset.conclusions.last.map { execution.slots[$0.slot] } ?? .null
  }

  /// What is wrong, as a word to know it by; `nil` where the outcome is a result, or waits for answers.
  private func fault(of result: Value, _ execution: Execution) -> String? {
    switch result {
    case .unknown: return nil
    case .string(let text):
      let isResult = ruleset.model.outcome.results.contains { $0.value == text }
      return isResult ? nil : "'\(text)'"
    default: return execution.remarks.first?.reason.en ?? "null"
    }
  }

  /// - Returns: with the verdicts that it takes.
  private func diagnostic(
    _ key: String, _ values: [Value], _ slots: [Value]
  ) -> (Diagnostic, [Value]) {
    var execution = Execution(
      moment: DateAndTime(date: .epoch, time: .midnightUTC), limits: .assessment, slots: slots)
    // What the fault does not need is left out: it stands whatever the others are.
    var needed = values
    for index in needed.indices {
      let before = needed[index]
      needed[index] = .unknown(.unspecified(.answer))
      let result = conclude(needed, slots, &execution)
      if fault(of: result, execution) != key { needed[index] = before }
    }
    let result = conclude(needed, slots, &execution)
    let outcome = ruleset.model.outcome
    let when = zip(ruleset.model.criteria, needed).compactMap { criterion, value in
      Self.words(criterion.id, value)
    }
    let place = execution.remarks.first?.location ?? (outcome.source, outcome.range)
    let whenDutch = when.isEmpty ? "" : " als " + when.map(\.nl).joined(separator: ", ")
    let whenEnglish = when.isEmpty ? "" : " when " + when.map(\.en).joined(separator: ", ")
    if case .string(let text) = result {
      let results = outcome.results.map(\.value)
      let list = results.map { "'\($0)'" }.joined(separator: ", ")
      let diagnostic = Diagnostic(
        .error, .outcomeUnlisted,
        LocalizedText(
          nl: "de uitkomst is '\(text.shortened)'\(whenDutch), en dat staat niet bij 'results'",
          en: "the outcome is '\(text.shortened)'\(whenEnglish), which is not in 'results'"),
        mend: Suggestion.mend(for: text, among: results)
          ?? LocalizedText(nl: "kies uit \(list)", en: "choose from \(list)"),
        at: place.range, in: place.source)
      return (diagnostic, needed)
    }
    let reason = execution.remarks.first?.reason
    let diagnostic = Diagnostic(
      .error, .outcomeMissing,
      nl: "de uitkomst heeft geen antwoord\(whenDutch)\(reason.map { ": \($0.nl)" } ?? "")",
      en: "the outcome has no answer\(whenEnglish)\(reason.map { ": \($0.en)" } ?? "")",
      mendNL: "geef voor elke combinatie van oordelen precies één resultaat",
      mendEN: "give exactly one result for each combination of verdicts",
      at: place.range, in: place.source)
    return (diagnostic, needed)
  }

  private static func words(_ id: String, _ value: Value) -> LocalizedText? {
    switch value {
    case .boolean(let holds):
      let verdict: Verdict = holds ? .passes : .fails
      return LocalizedText(nl: "\(id) \(verdict.name.nl)", en: "\(id) \(verdict.name.en)")
    case .null:
      return LocalizedText(
        nl: "\(id) niet van toepassing is", en: "\(id) is not applicable")
    default: return nil
    }
  }
}

extension Criterion {
  /// Whether it, or every condition of it, may not apply to a plan.
  var mayNotApply: Bool {
    applicability != nil
      || checks.allSatisfy { $0.force != .condition || $0.applicability != nil }
  }
}

extension Diagnostic {
  fileprivate static func outcomeOfAll(
    _ areMet: Bool, _ result: Value, _ outcome: Outcome
  ) -> Diagnostic {
    let said = if case .string(let text) = result { text.shortened } else { "" }
    return Diagnostic(
      .error, .outcomeOfAll,
      nl:
        "de uitkomst is '\(said)' als \(areMet ? "alle criteria voldoen" : "geen criterium voldoet")",
      en:
        "the outcome is '\(said)' when \(areMet ? "all criteria are met" : "no criterion is met")",
      mendNL: areMet
        ? "geef dan een resultaat met 'effect: positive'"
        : "geef dan een resultaat met 'effect: negative'",
      mendEN: areMet
        ? "give a result with 'effect: positive' then"
        : "give a result with 'effect: negative' then",
      at: outcome.range, in: outcome.source)
  }

  fileprivate static func betterUnmet(
    _ criterion: Criterion, _ others: [LocalizedText], _ outcome: Outcome
  ) -> Diagnostic {
    let (dutch, english) = (others.map(\.nl), others.map(\.en))
    return Diagnostic(
      .error, .betterUnmet,
      nl: "de uitkomst wordt positief doordat \(criterion.id) niet voldoet"
        + (dutch.isEmpty ? "" : ", als \(dutch.joined(separator: ", "))"),
      en: "the outcome becomes positive because \(criterion.id) is not met"
        + (english.isEmpty ? "" : ", when \(english.joined(separator: ", "))"),
      mendNL: "draai de voorwaarde om, of het 'effect' van de resultaten",
      mendEN: "turn the condition round, or the 'effect' of the results",
      at: outcome.range, in: outcome.source)
  }

  fileprivate static func hasNoSay(_ criterion: Criterion) -> Diagnostic {
    Diagnostic(
      .error, .hasNoSay,
      nl: "criterium \(criterion.id) telt niet mee: de uitkomst is gelijk, of het voldoet of niet",
      en: "criterion \(criterion.id) has no say: the outcome is the same, whether it is met or not",
      mendNL: "gebruik het in 'outcome', of zeg met 'decides nothing' waarom het niets beslist",
      mendEN: "use it in 'outcome', or say with 'decides nothing' why it decides nothing",
      at: criterion.range, in: criterion.source)
  }

  fileprivate static func resultOfNothing(
    _ result: Outcome.Result, _ outcome: Outcome
  ) -> Diagnostic {
    Diagnostic(
      .warning, .resultOfNothing,
      LocalizedText(
        nl: "geen enkele combinatie van oordelen geeft '\(result.value)'",
        en: "no combination of verdicts gives '\(result.value)'"),
      mend: LocalizedText(
        nl: "laat 'outcome' het geven, of haal het bij 'results' weg",
        en: "have 'outcome' give it, or remove it from 'results'"),
      at: outcome.range, in: outcome.source)
  }

  fileprivate static func decidesAfterAll(_ criterion: Criterion) -> Diagnostic {
    Diagnostic(
      .error, .decidesAfterAll,
      nl: "criterium \(criterion.id) zegt 'decides nothing', maar de uitkomst hangt ervan af",
      en: "criterion \(criterion.id) says 'decides nothing', but the outcome depends on it",
      mendNL: "haal het uit 'outcome', of haal 'decides nothing' weg",
      mendEN: "take it out of 'outcome', or take 'decides nothing' away",
      at: criterion.range, in: criterion.source)
  }
}
