import Logging
import Rules

/// How long a draft is kept that nobody changes: its owner is told in time, and then it goes.
///
/// What was handed in is never taken away.
struct DraftTerm: Sendable {
  let store: Store
  let days: Int
  let logger: Logger

  static let (shortest, longest) = (60, 3_650)
  /// Days before its end that the owner is told.
  static let notice = 30

  /// The last day of a draft that was changed last at some moment.
  func end(of updated: Moment) -> Moment { updated.adding(seconds: days * 86_400) }

  /// Whether its owner should be told of it.
  func endsSoon(_ updated: Moment, at now: Moment) -> Bool {
    end(of: updated).adding(seconds: -DraftTerm.notice * 86_400) <= now
  }

  /// Goes on until its task is cancelled.
  func work(_ now: @Sendable () -> DateAndTime) async {
    var next = Moment(seconds: 0)
    for await _ in Postman.seconds {
      let moment = Moment(now())
      guard moment >= next else { continue }
      next = moment.adding(seconds: 3_600)
      do {
        try await keep(at: moment)
      } catch {
        logger.error("drafts", metadata: ["error": "\(Store.kind(of: error))"])
      }
    }
  }

  /// Tells the owners of drafts that are about to end, and takes away those that were told in time.
  func keep(at now: Moment) async throws {
    let (term, notice) = (days * 86_400, DraftTerm.notice * 86_400)
    for id in try await store.draftsToWarn(unchangedSince: now.adding(seconds: notice - term)) {
      try await store.warn(id, at: now)
    }
    let ended = try await store.draftsToEnd(
      unchangedSince: now.adding(seconds: -term), warnedBefore: now.adding(seconds: -notice))
    for id in ended {
      do {
        try await store.erase(draft: id, by: LogActor.site.spelled, at: now)
      } catch is Store.Conflict {
        // Somebody used it after all.
      }
    }
  }
}
