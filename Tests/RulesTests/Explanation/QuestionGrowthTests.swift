import Foundation
import Testing

@testable import Rules

/// A plan with so many items in every list, each with every other question answered.
private func halfFilled(_ count: Int, _ vocabulary: Vocabulary) throws -> DataDocument {
  func answer(_ field: Field, _ kind: Field.Kind, _ number: Int) -> String? {
    switch kind {
    case .group(let fields):
      let parts = fields.enumerated().filter { $0.offset.isMultiple(of: 2) }
        .compactMap { _, field in
          answer(field, field.kind, number).map { "\"\(field.name)\": \($0)" }
        }
      return "{\(parts.joined(separator: ", "))}"
    case .string(let allowed): return "\"\(allowed.first?.value ?? "\(field.name) \(number)")\""
    case .number: return "\(number)"
    case .boolean: return "true"
    case .list(let items): return answer(field, items, number).map { "[\($0)]" }
    case .date, .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration: return nil
    }
  }
  let lists = vocabulary.fields.compactMap { field -> String? in
    guard case .list(let items) = field.kind else { return nil }
    let all = (1...count).compactMap { answer(field, items, $0) }
    return "\"\(field.name)\": [\(all.joined(separator: ",\n"))]"
  }
  return try DataDocument(
    reading: SourceText(name: "plan.json", text: "{\(lists.joined(separator: ",\n"))}"))
}

@Test(
  "finding the open questions of half-filled lists is no more work than the plan is longer",
  arguments: ["plan", "snelle-toets"])
func questionGrowth(name: String) throws {
  let (ruleset, moment) = try ShippedRuleset.newest(name)
  let explainer = Explainer(ruleset)
  var before: (size: Int, work: Int, asked: Int)?
  for count in [10, 40] {
    let plan = try halfFilled(count, ruleset.model.vocabulary)
    let found = try explainer.questions(
      ruleset.facts(from: plan.root).facts, at: moment,
      within: ExplanationBudget(evaluations: 5_000)
    )
    let size = plan.source.bytes.count
    if let before {
      #expect(
        found.work * before.size <= before.work * size * 5 / 4, "\(before) \(size) \(found.work)")
      // All items are asked what the first ones are.
      #expect(found.questions.count > 3 * before.asked)
    }
    before = (size, found.work, found.questions.count)
  }
}

@Test(
  "assessing half-filled lists takes no more steps than the plan is longer",
  arguments: ["plan", "snelle-toets"])
func assessmentGrowth(name: String) throws {
  let (ruleset, moment) = try ShippedRuleset.newest(name)
  let taken = try [50, 200].map { count in
    let plan = try halfFilled(count, ruleset.model.vocabulary)
    let run = ruleset.run(
      ruleset.facts(from: plan.root).facts, [:], moment, keepingRemarks: true)
    #expect(run.execution.failure == nil)
    return (
      size: plan.source.bytes.count, steps: run.execution.limits.steps - run.execution.stepsLeft
    )
  }
  #expect(taken[1].steps * taken[0].size <= taken[0].steps * taken[1].size * 5 / 4, "\(taken)")
}

@Test("a search that nobody waits for any more ends with what it knows, and says so")
func brokenOffSearch() async throws {
  func read(_ name: String) throws -> (Explainer, Facts, DateAndTime) {
    let (ruleset, moment) = try ShippedRuleset.newest(name)
    let plan = try halfFilled(4, ruleset.model.vocabulary)
    return (Explainer(ruleset), ruleset.facts(from: plan.root).facts, moment)
  }
  let (explainer, facts, moment) = try read("snelle-toets")
  let whole = try explainer.questions(facts, at: moment)
  #expect(!whole.isCutShort)
  let brokenOff = try await Task {
    withUnsafeCurrentTask { $0?.cancel() }
    return try explainer.questions(facts, at: moment)
  }.value
  #expect(brokenOff.isCutShort && brokenOff.work < whole.work / 2)
  let (other, others, day) = try read("plan")
  let suggestions = try await Task {
    withUnsafeCurrentTask { $0?.cancel() }
    return try other.suggestions(for: .plan, others, at: day)
  }.value
  #expect(suggestions.isCutShort)
}
