import Assess
import Rules

extension Visit {
  /// The report on a text.
  ///
  /// - Parameter only: the checks to tell of what they rest on; all where `nil`.
  func report(
    _ view: PlanView, _ dossier: Dossier, suggests: Bool, only: Set<String>? = nil
  ) throws -> Report {
    let explained: Explained
    do {
      explained = try Explained(
        by: site.editions.explainer(view.edition), view.read, view.assessment, suggests: suggests,
        only: only, processors: 1)
    } catch {
      throw Failure(error, about: dossier.title)
    }
    var report = Report(
      view.assessment, by: view.edition,
      of: Report.Plan(title: dossier.title, file: dossier.id), explained: explained, in: language)
    report.pages = site.editions.pages(of: view.edition)
    report.warnings = view.read.warnings(in: view.plan, by: view.assessment)
      .map { PlanWarning($0, in: view.plan.root) }
    return report
  }

  /// One check as the report shows it, with what it rests on; `nil` where the ruleset has none with that id.
  func explainedCheck(
    _ id: String, _ view: PlanView, _ dossier: Dossier,
    answers: (@Sendable (InputPath, String?) -> String?)? = nil
  ) async throws -> HTMLPage.Check? {
    guard view.assessment.checks.contains(where: { $0.check.id == id }) else { return nil }
    return try await site.services.heavyWork.run {
      let report = try report(view, dossier, suggests: false, only: [id])
      let check = report.conditions.flatMap(\.checks).first { $0.id == id }
      return check.map {
        HTMLPage.Check(
          $0, anchor: HTMLPage.Check.anchor(condition: 1, check: 1), ReportWords(language),
          Report.Links(rules: report.places, answer: answers))
      }
    }
  }
}
