package import Rules

extension AssessedPlan {
  /// The verdicts with the sentences that authors wrote.
  package func report(in language: Language) -> Report { report(nil, in: language) }

  /// The same with what the verdicts rest on, and perhaps what would change them.
  ///
  /// - Parameters:
  ///   - explainer: of the rules that it was assessed by.
  ///   - only: the checks to explain; all where `nil`.
  ///   - processors: how many may work for it at once.
  package func explainedReport(
    by explainer: Explainer, suggests: Bool, only chosen: Set<String>? = nil, processors: Int,
    in language: Language
  ) throws(Failure) -> Report {
    let explained: Explained
    do {
      explained = try Explained(
        by: explainer, read, assessment, suggests: suggests, only: chosen,
        processors: processors)
    } catch {
      throw Failure(error, about: plan.name)
    }
    return report(explained, in: language)
  }

  private func report(_ explained: Explained?, in language: Language) -> Report {
    var report = Report(
      assessment, by: edition,
      of: Report.Plan(title: plan.title(by: edition.ruleset.model), file: plan.name),
      explained: explained, in: language)
    report.warnings = warnings.map { PlanWarning($0, in: plan.root) }
    return report
  }
}
