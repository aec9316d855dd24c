/// Tries the logic of the outcome with every verdict that the criteria may have: what gives none of the
/// results is a fault, whether no row of a table applies, or two do, or a name is misspelt.
struct OutcomeReview {
  private let ruleset: Ruleset

  /// Combinations of more criteria are tried by chance, with the same ones every time.
  private static let tried = 60_000
  private static let kept = 5

  init(_ ruleset: Ruleset) { self.ruleset = ruleset }

  func run() -> [Diagnostic] {
    let domains = ruleset.model.criteria.map(Self.values)
    let count = domains.reduce(1) { count, domain in
      let (product, overflow) = count.multipliedReportingOverflow(by: domain.count)
      return overflow ? Int.max : product
    }
    var execution = Execution(
      moment: DateAndTime(date: .epoch, time: .midnightUTC), limits: .assessment,
      slots: blankSlots)
    ruleset.compiled.run(ruleset.definitions, in: &execution)
    let slots = execution.slots
    var state: UInt64 = 1
    var found: [String: Diagnostic] = [:]
    var order: [String] = []
    for turn in 0..<min(count, Self.tried) {
      var values: [Value] = []
      var rest = turn
      for domain in domains {
        if count > Self.tried {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          rest = Int(state >> 33)
        }
        values.append(domain[rest % domain.count])
        rest /= domain.count
      }
      let result = conclude(values, slots, &execution)
      guard let key = fault(of: result, execution), found[key] == nil else { continue }
      order.append(key)
      found[key] = diagnostic(key, values, slots)
      if order.count == Self.kept { break }
    }
    return order.compactMap { found[$0] }
  }

  /// The slots of a plan of which nothing is known.
  private var blankSlots: [Value] {
    var slots = ruleset.blankSlots
    for slot in ruleset.slots.fields { slots[slot] = .unknown(.unspecified(.answer)) }
    return slots
  }

  private static func values(of criterion: Criterion) -> [Value] {
    let conditions = criterion.checks.filter { $0.force == .condition }
    if conditions.isEmpty { return [.null] }
    let decided: [Value] = [.boolean(true), .boolean(false)]
    let mayNotApply =
      criterion.applicability != nil || conditions.allSatisfy { $0.applicability != nil }
    return mayNotApply ? decided + [.null] : decided
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

  private func diagnostic(_ key: String, _ values: [Value], _ slots: [Value]) -> Diagnostic {
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
      return Diagnostic(
        .error,
        LocalizedText(
          nl: "de uitkomst is '\(text.shortened)'\(whenDutch), en dat staat niet bij 'results'",
          en: "the outcome is '\(text.shortened)'\(whenEnglish), which is not in 'results'"),
        mend: Suggestion.mend(for: text, among: results)
          ?? LocalizedText(nl: "kies uit \(list)", en: "choose from \(list)"),
        at: place.range, in: place.source)
    }
    let reason = execution.remarks.first?.reason
    return Diagnostic(
      nl: "de uitkomst heeft geen antwoord\(whenDutch)\(reason.map { ": \($0.nl)" } ?? "")",
      en: "the outcome has no answer\(whenEnglish)\(reason.map { ": \($0.en)" } ?? "")",
      mendNL: "geef voor elke combinatie van oordelen precies één resultaat",
      mendEN: "give exactly one result for each combination of verdicts",
      at: place.range, in: place.source)
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
