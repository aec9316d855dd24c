import Rules

/// A plan that was read and assessed by one edition of a ruleset, ready to be told of.
struct AssessedPlan: Sendable {
  let plan: PlanFile
  let edition: RulesetShelf.Edition
  let read: ReadPlan
  let assessment: Assessment

  /// - Throws: everything that is wrong with the plan; or that a rule asks for too much.
  init(
    _ plan: PlanFile, by edition: RulesetShelf.Edition, at moment: DateAndTime
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
  var warnings: [Diagnostic] { read.warnings(in: plan, by: assessment) }

  /// The verdicts with the sentences that authors wrote.
  func report(in language: Language) -> Report { report(nil, in: language) }

  /// The same with what the verdicts rest on, and perhaps what would change them.
  ///
  /// - Parameter only: the checks to explain; all where `nil`.
  func explainedReport(
    suggests: Bool, only chosen: Set<String>? = nil, in language: Language
  ) throws(Failure) -> Report {
    let explained: Explained
    do {
      explained = try Explained(
        edition.ruleset, read, assessment, suggests: suggests, only: chosen)
    } catch {
      throw Failure(error, about: plan.name)
    }
    return report(explained, in: language)
  }

  private func report(_ explained: Explained?, in language: Language) -> Report {
    let model = edition.ruleset.model
    var report = Report(
      assessment, by: model, of: Report.Plan(title: plan.title(by: model), file: plan.name),
      explained: explained, in: language)
    report.warnings = warnings.map { PlanWarning($0, in: plan.root) }
    return report
  }
}

extension PlanFile {
  /// What the plan calls itself; `nil` where it says nothing.
  func title(by model: RulesetModel) -> String? {
    guard root.kind == .mapping, let node = root[model.identity.titleField], node.kind == .text
    else { return nil }
    let text = node.text
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }
}
