import Assess
import Rules

extension Visit {
  /// The verdict so far, for the `standing` template.
  func standing(_ view: PlanView) -> PageModel {
    let report = Report(
      view.assessment, by: view.edition, of: Report.Plan(title: nil, file: ""), explained: nil,
      in: language)
    let verdict = report.outcome.kind.verdict
    let open = view.questions.count
    let left =
      open == 0
      ? say("Er zijn geen vragen meer die nog uitmaken.", "No question is left that still matters.")
      : open == 1
        ? say("Er is nog één vraag die uitmaakt.", "One question is left that matters.")
        : view.questions.isCutShort
          ? say(
            "Er zijn nog hoogstens \(open) vragen die uitmaken.",
            "At most \(open) questions are left that matter.")
          : say(
            "Er zijn nog \(open) vragen die uitmaken.", "\(open) questions are left that matter.")
    return [
      "tone": HTMLText(verdict.rawValue), "symbol": HTMLText(verdict.symbol),
      "outcome": HTMLText(report.outcome.title),
      "tally": HTMLPage.Tally(report.tally, report.words.conditionsMet, report.words),
      "left": HTMLText(left),
      "rules": HTMLText(
        say(
          "Volgens: \(report.ruleset.title), \(report.ruleset.versionTitle)",
          "By: \(report.ruleset.title), \(report.ruleset.versionTitle)")),
      "older": Casework.note(on: view.edition).map { words($0) as Any } ?? false,
    ]
  }
}
