import Assess
import Rules

/// What it means to hand something in on a day, as far as the rules say so of the day alone.
///
/// Nothing of any ruleset is known here: a plan without answers is assessed as if it were handed in that
/// day. What is decided then and is not without the day, stands whatever the answers will be.
struct Desk: Sendable {
  struct Finding: Sendable {
    /// Of the condition.
    let title: LocalizedText
    let holds: Bool
    let reasons: [LocalizedText]
  }

  let day: CalendarDate
  /// The version that counts; `nil` while there is none.
  let rules: RulesetFolder.Version?
  /// That it only indicates what the version of the day says; `nil` where it is that.
  let note: LocalizedText?
  let findings: [Finding]

  /// - Throws: where the rules can't be read, or ask for more than the limits allow.
  init(
    _ folder: RulesetFolder, on day: CalendarDate, at moment: DateAndTime, _ editions: SiteEditions
  ) throws(Failure) {
    self.day = day
    rules = folder.rules(on: day)?.version
    guard rules != nil else {
      self.note = nil
      findings = []
      return
    }
    let edition = try editions.edition(of: folder.ruleset, on: day)
    let model = edition.ruleset.model
    note = Casework.note(on: edition)
    let empty = ReadPlan(
      try PlanFile.draft([], name: folder.ruleset), by: edition, recordingCauses: false)
    let dated = empty.answering(folder.submissionField, of: model.vocabulary, with: .date(day))
    do {
      let before = try edition.ruleset.assess(empty.facts, judgements: [:], at: moment)
      let after = try edition.ruleset.assess(dated.facts, judgements: [:], at: moment)
      findings = zip(before.criteria, after.criteria).compactMap { old, new in
        let isByDay = old.verdict != new.verdict
        guard isByDay, new.verdict == .passes || new.verdict == .fails else { return nil }
        return Finding(
          title: new.criterion.title, holds: new.verdict == .passes,
          reasons: new.checks.filter { $0.verdict == new.verdict }.flatMap(\.reasons))
      }
    } catch {
      throw Failure(error, about: folder.ruleset)
    }
  }
}

extension Casework {
  /// What handing in today means under a ruleset.
  func desk(of folder: RulesetFolder) async throws -> Desk {
    try await services.desks.value("\(folder.ruleset) \(today)") {
      try await services.lightWork.run {
        try Desk(folder, on: today, at: moment, editions)
      }
    }
  }
}
