package import Rules

/// A plan read by a ruleset's vocabulary: its answers, its judgements and what is wrong with them.
package struct ReadPlan: Sendable {
  package let facts: Facts
  package let judgements: [String: JudgementAnswer]
  /// In text order.
  package let problems: [Diagnostic]

  package init(_ plan: PlanFile, by edition: Edition, recordingCauses: Bool) {
    let read = edition.ruleset.facts(from: plan.root, recordingCauses: recordingCauses)
    let judged = edition.judgements.judgements(in: plan.root)
    facts = read.facts
    judgements = judged.judgements
    problems =
      judged.problems.isEmpty
      ? read.problems
      : (read.problems + judged.problems).sorted { $0.range.start < $1.range.start }
  }

  private init(
    _ facts: Facts, _ judgements: [String: JudgementAnswer], _ problems: [Diagnostic]
  ) {
    self.facts = facts
    self.judgements = judgements
    self.problems = problems
  }

  /// The same plan with judgements that do not stand in it; they go before those that do.
  package func adding(_ more: [String: JudgementAnswer]) -> ReadPlan {
    ReadPlan(facts, judgements.merging(more) { $1 }, problems)
  }

  /// What whoever wrote the plan may want to know, though it was read: what every door for files tells.
  package func warnings(in plan: PlanFile, by assessment: Assessment) -> [Diagnostic] {
    problems.filter { $0.severity == .warning }
      + JudgementReader.unasked(in: plan.root, by: assessment)
  }

  /// The same plan with a given answer to one question, whatever it says itself.
  package func answering(_ field: String, of vocabulary: Vocabulary, with value: Value) -> ReadPlan
  {
    ReadPlan(facts.answering(field, of: vocabulary, with: value), judgements, problems)
  }

  package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}
