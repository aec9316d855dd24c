import Rules

/// What the work on dossiers is done with, whoever does it.
struct Services: Sendable {
  let store: Store
  let editions: SiteEditions
  let clock: Procedure.Clock
  /// Whose days count, wherever the server stands.
  let zone: ZoneDesignator
  var mail: MailDelivery
  let views = Recent<PlanView>(bytes: 128 << 20) { $0.weight }
  /// What handing in on a day means, by ruleset and day.
  let desks = Recent<Desk>(bytes: 1 << 20) { _ in 1 << 12 }
  /// Assessments with all reasons: half a second each.
  let heavyWork: WorkerPool
  /// What a page of one plan needs: a tenth of a second each.
  let lightWork: WorkerPool

  /// Bytes of a text of which reading and changing takes no time that anybody notices.
  static let small = 1 << 16

  /// Reads or changes a text: at once where it is small, else where no page waits for it. What assesses a text,
  /// however small, is work for ``lightWork``: how long that takes is up to whoever wrote the text.
  func apart<Value: Sendable>(
    _ bytes: Int, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    bytes <= Services.small ? try work() : try await lightWork.run(work)
  }
}
