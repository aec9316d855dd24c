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
    _ file: PlanFile, of dossier: Dossier, by edition: Edition,
    in folder: RulesetFolder?, at moment: DateAndTime
  ) throws(Failure) {
    if let named = try file.reference()?.ruleset, named != dossier.ruleset,
      let node = file.root[PlanKey.ruleset]
    {
      throw Failure(.badInput, [.otherRuleset(named, belongs: dossier.ruleset, at: node)])
    }
    let read = ReadPlan(file, by: edition, recordingCauses: false)
    guard !read.hasErrors else { throw Failure(.badInput, read.problems) }
    var draft = PlanDraft(file.named(by: edition.ruleset.model.vocabulary).document)
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
      nil, at: node,
      nl: "dit is gemaakt voor '\(named.shortened)'; hier hoort een plan voor '\(belongs)'",
      en: "this was made for '\(named.shortened)'; a plan for '\(belongs)' belongs here")
  }
}

extension Casework {
  /// What comes of a file, with what its owner is told of it.
  enum FileReading: Sendable {
    case taken(FileTakenOver, [String])
    case refused([String])
  }

  func reading(_ source: SourceText, of dossier: Dossier) async throws -> FileReading {
    let edition = try await edition(of: dossier)
    let folder = try editions.folders()[dossier.ruleset]
    return try await services.lightWork.run {
      var plan: PlanFile?
      do {
        let read = try PlanFile(reading: source)
        plan = read
        let over = try FileTakenOver(read, of: dossier, by: edition, in: folder, at: moment)
        return .taken(over, faults(of: read, edition).texts(over.warnings))
      } catch let failure as Failure {
        return .refused(faults(of: plan, edition).texts(failure, in: plan?.root))
      }
    }
  }

  /// What people are told of a file that they put in place of the answers.
  private func faults(of plan: PlanFile?, _ edition: Edition) -> UploadFaults {
    guard let plan else { return UploadFaults(language: language) { _ in nil } }
    let facts = ReadPlan(plan, by: edition, recordingCauses: false).facts
    let explainer = editions.explainer(edition)
    let vocabulary = edition.ruleset.model.vocabulary
    return UploadFaults(language: language) { path in
      vocabulary.field(at: path.field).map { _ in explainer.label(path, of: facts) }
    }
  }
}
