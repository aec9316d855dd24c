import Assess
import Rules

extension Visit {
  /// The report on a text, with what its verdicts rest on.
  func report(_ view: PlanView, _ dossier: Dossier, suggests: Bool) throws -> Report {
    let explained: Explained
    do {
      explained = try Explained(
        by: site.editions.explainer(view.edition), view.read, view.assessment, suggests: suggests,
        processors: 1)
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
}
