import Assess
import Rules

/// A text of a plan with all that the pages ask of it. Whoever asks the same of the same text gets the
/// same.
struct PlanView: Sendable {
  let edition: Edition
  let plan: PlanFile
  let draft: PlanDraft
  let read: ReadPlan
  let assessment: Assessment
  let moment: DateAndTime
  /// What it was made of: views with the same key say the same.
  let key: String
  /// The open questions that can still matter; none where nobody asked.
  let questions: PlanQuestions

  var model: RulesetModel { edition.ruleset.model }

  /// About how many bytes it takes: the text, its parts, its answers and what was found of them. Measured on half-filled
  /// plans of 0.8 MB, which took 17 each.
  var weight: Int { (1 << 14) + 20 * plan.document.source.bytes.count }
  var vocabulary: Vocabulary { model.vocabulary }

  /// - Parameters:
  ///   - day: of a text that was not handed in, the day as of which it is looked at; a day that stands in it
  ///     itself does not count. `nil` for a text that was handed in: that holds its day.
  ///   - explainer: what finds the questions; `nil` where they are not asked for.
  init(
    _ key: String, _ plan: PlanFile, by edition: Edition,
    judgements: [String: JudgementAnswer] = [:], asIfHandedInOn day: CalendarDate? = nil,
    at moment: DateAndTime, questionsBy explainer: Explainer?
  ) throws(Failure) {
    self.key = key
    self.plan = plan
    self.edition = edition
    self.moment = moment
    var draft = PlanDraft(plan.named(by: edition.ruleset.model.vocabulary).document)
    // What a reviewer said goes before what the plan says.
    var read = ReadPlan(plan, by: edition, recordingCauses: true).adding(judgements)
    if let day {
      let model = edition.ruleset.model
      let field = model.identity.submissionField
      draft.set(InputPath([.member(field)]), to: nil)
      read = read.answering(field, of: model.vocabulary, with: .date(day))
    }
    self.draft = draft
    self.read = read
    let all = read.judgements
    do {
      assessment = try edition.ruleset.assess(read.facts, judgements: all, at: moment)
      var questions = PlanQuestions.none
      if let explainer {
        questions = PlanQuestions(
          try explainer.questions(read.facts, judgements: all, at: moment, within: .interview))
      }
      self.questions = questions
    } catch {
      throw Failure(error, about: plan.name)
    }
  }
}
