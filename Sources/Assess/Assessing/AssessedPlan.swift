package import Rules

/// A plan that was read and assessed by one edition of a ruleset, ready to be told of.
package struct AssessedPlan: Sendable {
  package let plan: PlanFile
  package let edition: Edition
  package let read: ReadPlan
  package let assessment: Assessment

  /// - Throws: everything that is wrong with the plan; or that a rule asks for too much.
  package init(
    _ plan: PlanFile, by edition: Edition, at moment: DateAndTime
  ) throws(Failure) {
    self.plan = plan
    self.edition = edition
    read = ReadPlan(plan, by: edition, recordingCauses: true)
    if read.hasErrors { throw Failure(.badInput, read.problems) }
    do {
      assessment = try edition.ruleset.assess(
        read.facts, judgements: read.judgements, at: moment)
    } catch {
      throw Failure(error, about: plan.name)
    }
  }

  /// What whoever wrote the plan may want to know, though it was assessed.
  package var warnings: [Diagnostic] { read.warnings(in: plan, by: assessment) }
}

extension PlanFile {
  /// What the plan calls itself; `nil` where it says nothing.
  package func title(by model: RulesetModel) -> String? {
    let root = named(by: model.vocabulary).root
    guard root.kind == .mapping, let node = root[model.identity.titleField], node.kind == .text
    else { return nil }
    let text = node.text
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }
}
