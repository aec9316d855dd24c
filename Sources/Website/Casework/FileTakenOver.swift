import Assess
import Rules

/// A file that somebody puts in place of all answers of a draft: what is taken over of it, and what they should know.
struct FileTakenOver: Sendable {
  let text: PlanDraft
  /// What was read, but perhaps not as it was meant.
  let warnings: [PlanWarning]
  /// The day of submission that it gives, and that is not taken over.
  let day: CalendarDate?
  /// How many judgements of a reviewer it held: they count as the opinion of the applicant.
  let judged: Int

  /// - Parameters:
  ///   - folder: the ruleset of the draft, with all its versions.
  ///   - edition: the version that the draft is read by.
  /// - Throws: everything that is wrong with it.
  init(
    _ file: PlanFile, of dossier: Dossier, by edition: RulesetShelf.Edition,
    in folder: RulesetFolder?, at moment: DateAndTime
  ) throws(Failure) {
    if let named = try file.reference()?.ruleset, named != dossier.ruleset,
      let node = file.root[PlanKey.ruleset]
    {
      throw Failure(.badInput, [.otherRuleset(named, belongs: dossier.ruleset, at: node)])
    }
    let read = ReadPlan(file, by: edition, recordingCauses: false)
    guard !read.hasErrors else { throw Failure(.badInput, read.problems) }
    var draft = PlanDraft(file.document)
    draft.set(
      InputPath([.member(PlanKey.ruleset)]), to: .scalar(dossier.ruleset, isPlain: false))
    judged = draft.takeOverReviewers().count
    // The day of submission is the day on which the site receives it.
    draft.set(
      InputPath([.member(edition.ruleset.model.identity.submissionField)]), to: nil)
    text = draft
    warnings = try AssessedPlan(file, by: edition, at: moment).warnings
      .map { PlanWarning($0, in: file.root) }
    day = try folder.flatMap { folder throws(Failure) in
      try VersionChoice.submissionDay(of: file.root, by: folder)
    }
  }
}

extension Diagnostic {
  fileprivate static func otherRuleset(
    _ named: String, belongs: String, at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .error,
      LocalizedText(
        nl: "dit is gemaakt voor '\(named.shortened)'; hier hoort een plan voor '\(belongs)'",
        en: "this was made for '\(named.shortened)'; a plan for '\(belongs)' belongs here"),
      at: node.range, in: node.source)
  }
}
