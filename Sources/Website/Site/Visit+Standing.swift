import Assess
import Rules

extension Visit {
  /// The verdict so far, for the `standing` template: what is merely not typed yet is open, never a fault.
  ///
  /// - Parameter isBeside: beside questions, where why it is only an indication was told before.
  func standing(_ view: PlanView, isBeside: Bool = false) -> PageModel {
    let (model, reportWords) = (view.model, ReportWords(language))
    let outcome = Report.Outcome(
      view.assessment.outcome, indication: view.edition.indication, in: language)
    var tally = Tally()
    for finding in view.assessment.criteria {
      tally.count(finding.verdictSoFar, mayNotApply: finding.tally.asked.lowerBound == 0)
    }
    let isPremature = outcome.kind == .negative && tally.failed == 0
    let verdict = isPremature ? .undetermined : outcome.kind.verdict
    let topics = Questionnaire(model).topics
    let done = topics.count { view.isDone($0) }
    return [
      "tone": HTMLText(verdict.rawValue), "symbol": HTMLText(verdict.symbol),
      "outcome": HTMLText(
        isPremature ? model.outcome.answersMissing.title[language] : outcome.title),
      "tally": HTMLPage.Tally(tally, reportWords.conditionsMet, reportWords),
      "left": HTMLText(
        say(
          "Klaar: \(done) van de \(topics.count) onderwerpen.",
          "Done: \(done) of \(topics.count) topics.")),
      "rules": HTMLText(
        say(
          "Volgens: \(model.identity.title.nl), \(model.identity.versionTitle.nl)",
          "By: \(model.identity.title.en), \(model.identity.versionTitle.en)")),
      "older": Casework.note(on: view.edition).map { note -> Any in
        isBeside
          ? words("Wat hier uitkomt, is indicatief.", "What comes of it here is indicative.")
          : words(note)
      } ?? false,
    ]
  }
}

extension CriterionFinding {
  /// Not met only on answers that are complete for it: while one of its conditions waits for an answer, so does it.
  fileprivate var verdictSoFar: Verdict {
    guard verdict == .fails else { return verdict }
    let waits = checks.contains { $0.check.force == .condition && $0.verdict == .undetermined }
    return waits ? .undetermined : .fails
  }
}

extension PlanTree {
  /// Whether anything stands in it that somebody answered.
  fileprivate var holdsAnswers: Bool {
    switch self {
    case .mapping(let entries): entries.contains { $0.value.holdsAnswers }
    case .sequence(let items): items.contains(where: \.holdsAnswers)
    case .scalar(let text, _): !text.isEmpty
    }
  }
}

extension PlanView {
  /// Whether no question is open in a topic that still matters. An item of a list in which nothing stands yet asks
  /// nothing: whoever opens one has not less done than before.
  func isDone(_ topic: Questionnaire.Topic) -> Bool {
    let names = Set(topic.fields.map(\.name))
    return !questions.paths.contains { path in
      guard case .member(let name)? = path.steps.first, names.contains(name) else { return false }
      let item = path.steps.lastIndex { if case .item = $0 { true } else { false } }
      guard let item else { return true }
      return draft[InputPath(Array(path.steps.prefix(item + 1)))]?.holdsAnswers ?? false
    }
  }
}
