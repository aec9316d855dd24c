import Assess
import Foundation
import Rules

/// Changing the answers of a draft: what pages and programs do alike.
struct Answering: Sendable {
  let store: Store
  /// The rules that a draft is read by.
  let rules: @Sendable (Dossier) async throws -> Edition
  /// Where what takes long of a large text is done; at once where there is none.
  var services: Services?

  private func apart<Value: Sendable>(
    _ dossier: Dossier, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    guard let services else { return try work() }
    return try await services.apart(dossier.text.count, work)
  }

  /// Who changes something.
  struct Writer: Sendable {
    /// As the log names whoever acts.
    let actor: String
    let moment: Moment
  }

  /// What became of what somebody sent.
  struct Outcome: Sendable {
    let dossier: Dossier
    let answers: DraftAnswers
    let fates: [AnswerPlace: DraftAnswers.Fate]
    let step: DraftAnswers.StepFate?
    /// The number of the removal that was made, by which it can be undone.
    var removal: Int64?
  }

  /// So many others came in between that it makes sense to tell.
  struct Busy: Error {}

  private static let tries = 50

  /// A draft with what waits beside it, read by its rules.
  func read(
    _ dossier: Dossier, _ open: [OpenText]
  ) async throws -> (answers: DraftAnswers, edition: Edition) {
    let edition = try await rules(dossier)
    return (try await apart(dossier) { try read(dossier, open, by: edition) }, edition)
  }

  private func read(
    _ dossier: Dossier, _ open: [OpenText], by edition: Edition
  ) throws(Failure) -> DraftAnswers {
    let file = try PlanFile.draft(Array(dossier.text), name: dossier.title)
    return DraftAnswers(file.document, dossier, open, edition.ruleset.model.vocabulary)
  }

  /// Saves what somebody changed.
  ///
  /// - Throws: a `Failure` where the draft can't be read, ``Store/Conflict``, ``Busy``.
  func save(_ id: String, _ edit: DraftEdit, by writer: Writer) async throws -> Outcome {
    var removal: DraftChange?
    if case .restore(let number)? = edit.step, let change = try await store.change(number, of: id),
      let place = AnswerPlace(change.place),
      // What was removed again since is put back as it was then.
      try await store.lastRemoval(of: place, in: id) == number
    {
      removal = change
    }
    for _ in 0..<Answering.tries {
      guard let (dossier, open) = try await store.draft(id) else { throw Store.Conflict.gone }
      let edition = try await rules(dossier)
      let undone = removal
      let change = try await apart(dossier) { () throws -> Change in
        try changed(dossier, open, edit, undoing: undone, by: writer, by: edition)
      }
      guard let update = change.update else {
        return Outcome(
          dossier: dossier, answers: change.answers, fates: change.fates, step: change.step)
      }
      guard
        let after = try await store.update(
          id, from: dossier.number, by: writer.actor, at: writer.moment, update)
      else { continue }
      let now = try await store.openTexts(of: id)
      var outcome = Outcome(
        dossier: after, answers: try await apart(after) { try read(after, now, by: edition) },
        fates: change.fates, step: change.step)
      if case .removed(let place)? = change.step {
        outcome.removal = try await store.lastRemoval(of: place, in: id)
      }
      return outcome
    }
    throw Busy()
  }

  /// What an edit makes of a draft.
  private struct Change: Sendable {
    let answers: DraftAnswers
    let fates: [AnswerPlace: DraftAnswers.Fate]
    let step: DraftAnswers.StepFate?
    /// `nil` where nothing changes.
    var update: Store.DraftUpdate?
  }

  private func changed(
    _ dossier: Dossier, _ open: [OpenText], _ edit: DraftEdit, undoing removal: DraftChange?,
    by writer: Writer, by edition: Edition
  ) throws(Failure) -> Change {
    let before = try read(dossier, open, by: edition)
    var (answers, fates) = taken(edit, before, [], by: writer)
    let refused = try self.refused(answers, edit, fates, by: edition)
    if !refused.isEmpty { (answers, fates) = taken(edit, before, refused, by: writer) }
    for number in edit.dismissed { answers.dismiss(number) }
    let step = edit.step.map { answers.take($0, undoing: removal) }
    var change = Change(answers: answers, fates: fates, step: step)
    guard !answers.changes.isEmpty || !answers.closed.isEmpty else { return change }
    change.update = try update(
      answers, dossier, by: edition, action: "answer",
      detail: answers.changes.map(\.place.description).joined(separator: ", "))
    return change
  }

  private func taken(
    _ edit: DraftEdit, _ before: DraftAnswers, _ refused: Set<AnswerPlace>, by writer: Writer
  ) -> (DraftAnswers, [AnswerPlace: DraftAnswers.Fate]) {
    var answers = before
    var fates: [AnswerPlace: DraftAnswers.Fate] = [:]
    for answer in edit.answers {
      fates[answer.place] = answers.take(
        answer, in: edit.language, isRefused: refused.contains(answer.place), seen: edit.seen,
        by: writer.actor, at: writer.moment)
    }
    return (answers, fates)
  }

  /// Answers that read well and that the vocabulary refuses, such as a percentage above 100.
  private func refused(
    _ answers: DraftAnswers, _ edit: DraftEdit, _ fates: [AnswerPlace: DraftAnswers.Fate],
    by edition: Edition
  ) throws(Failure) -> Set<AnswerPlace> {
    let given = edit.answers.map(\.place).filter { fates[$0] == .kept }
    guard !given.isEmpty else { return [] }
    let file = try PlanFile.draft(Array(answers.draft.yaml.utf8), name: "plan")
    let faults = AnswerFaults(file, ReadPlan(file, by: edition, recordingCauses: false))
    return Set(
      given.filter { place in
        answers.items.path(of: place).map { faults[$0.description] != nil } ?? false
      })
  }

  /// Puts a whole text in place of a draft.
  ///
  /// - Parameters:
  ///   - basis: the revision that the person saw.
  ///   - files: what is kept with it.
  func replace(
    _ id: String, basis: Int, by text: PlanDraft, keeping files: [Attachment], by writer: Writer
  ) async throws -> Dossier {
    guard let (dossier, open) = try await store.draft(id) else { throw Store.Conflict.gone }
    guard dossier.number == basis else { throw Store.Conflict.stale(dossier) }
    let edition = try await rules(dossier)
    let update = try await apart(dossier) {
      var answers = try read(dossier, open, by: edition)
      answers.replace(by: text)
      var update = try self.update(
        answers, dossier, by: edition, action: "upload",
        detail: files.map(\.id).joined(separator: ", "))
      update.files = files
      return update
    }
    let after = try await store.update(
      id, from: basis, by: writer.actor, at: writer.moment, update)
    if let after { return after }
    guard let now = try await store.dossier(id) else { throw Store.Conflict.gone }
    throw Store.Conflict.stale(now)
  }

  private func update(
    _ answers: DraftAnswers, _ dossier: Dossier, by edition: Edition, action: String,
    detail: String
  ) throws(Failure) -> Store.DraftUpdate {
    let text = Array(answers.draft.yaml.utf8)
    let file = try PlanFile.draft(text, name: "plan")
    return Store.DraftUpdate(
      text: text, title: file.title(by: edition.ruleset.model) ?? dossier.title,
      items: answers.items, changes: answers.changes,
      opened: answers.open.filter { $0.number == nil }, closed: answers.closed, action: action,
      detail: detail)
  }
}

extension Casework {
  /// What changes the answers of drafts.
  var answering: Answering {
    Answering(store: store, rules: { try await edition(of: $0) }, services: services)
  }

  /// A draft with the texts that wait beside it.
  func answers(of dossier: Dossier) async throws -> DraftAnswers {
    try await answering.read(dossier, try await store.openTexts(of: dossier.id)).answers
  }

  var writer: Answering.Writer {
    Answering.Writer(actor: actor, moment: now)
  }
}
