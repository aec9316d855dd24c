import Foundation
import GRDB

extension Store {
  /// Drafts that nobody changed since a moment, and whose owners were not told yet that they end.
  func draftsToWarn(unchangedSince moment: Moment) async throws -> [String] {
    try await read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT id FROM dossier WHERE stage = ? AND version = 0 AND updated <= ? AND warned IS NULL
          ORDER BY updated LIMIT 500
          """, arguments: [Stage.draft.rawValue, moment])
    }
  }

  /// Of those, the ones whose owners were told long enough ago.
  func draftsToEnd(
    unchangedSince moment: Moment, warnedBefore warned: Moment
  ) async throws -> [String] {
    try await read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT id FROM dossier WHERE stage = ? AND version = 0 AND updated <= ? AND warned <= ?
          ORDER BY updated LIMIT 500
          """, arguments: [Stage.draft.rawValue, moment, warned])
    }
  }

  /// Takes down that a draft is about to end, and has those told who can go on with it.
  func warn(_ id: String, at moment: Moment) async throws {
    try await write { database in
      guard var dossier = try Dossier.fetchOne(database, key: id), dossier.stage == .draft,
        dossier.warned == nil
      else { return }
      dossier.warned = moment
      try dossier.update(database)
      let accounts = try Int64.fetchAll(
        database,
        sql: """
          SELECT id FROM account WHERE organisation = ? AND role = ? AND isActive
          AND confirmation IS NOT NULL ORDER BY id LIMIT 20
          """, arguments: [dossier.owner, Role.applicant.rawValue])
      for account in accounts {
        _ = try OutgoingMessage(.draftEnds, to: account, about: id, in: .nl, at: moment)
          .inserted(database)
      }
      try database.log(
        LoggedAction(action: "warnDraft", dossier: id), by: LogActor.site.spelled, at: moment)
    }
  }

  /// Keeps a draft for a whole term more.
  ///
  /// - Throws: ``Conflict`` where it is no draft any more.
  func keep(draft id: String, by actor: String, at moment: Moment) async throws {
    try await write { database in
      guard var dossier = try Dossier.fetchOne(database, key: id) else { throw Conflict.gone }
      guard dossier.stage == .draft else { throw Conflict.closed }
      dossier.updated = moment
      dossier.warned = nil
      try dossier.update(database)
      try database.log(
        LoggedAction(action: "keepDraft", dossier: id), by: actor, at: moment)
    }
  }

  /// Takes away a draft that was never handed in, with all that belongs to it.
  ///
  /// - Throws: ``Conflict/closed`` of anything else.
  func erase(draft id: String, by actor: String, at moment: Moment) async throws {
    try await erasing { try $0.erase(draft: id, by: actor, at: moment) }
  }

  /// Why an account stays.
  enum Indispensable: Error {
    /// Nobody else can manage the site.
    case lastAdministrator
  }

  /// Takes the name and the address of somebody out of the site, with all ways into the account.
  ///
  /// What was handed in stays, of an account without a name. Drafts that nobody else can reach go.
  func erase(_ account: Account, at moment: Moment) async throws {
    guard let id = account.id else { return }
    try await erasing { database in
      try database.requireAdministrator(besides: id)
      for table in ["session", "accessKey", "identity", "mailedLink", "signInLink", "outbox"] {
        try database.execute(sql: "DELETE FROM \(table) WHERE account = ?", arguments: [id])
      }
      try database.execute(
        sql: """
          UPDATE account SET email = 'account ' || id, name = '', password = NULL, isActive = 0,
            confirmation = NULL, salt = randomblob(16) WHERE id = ?
          """, arguments: [id])
      try database.log(LoggedAction(action: "eraseAccount"), by: account.inLog, at: moment)
      let isAlone = try Bool.fetchOne(
        database,
        sql: "SELECT NOT EXISTS (SELECT 1 FROM account WHERE organisation = ? AND isActive)",
        arguments: [account.organisation])
      guard isAlone ?? false, account.role == .applicant else { return }
      let drafts = try String.fetchAll(
        database, sql: "SELECT id FROM dossier WHERE owner = ? AND stage = ? AND version = 0",
        arguments: [account.organisation, Stage.draft.rawValue])
      for draft in drafts { try database.erase(draft: draft, by: account.inLog, at: moment) }
    }
  }
}

extension Database {
  /// Looks whether the site can still be managed without an account; one of another role is not missed.
  ///
  /// - Throws: ``Store/Indispensable``.
  func requireAdministrator(besides account: Int64) throws {
    let active = try Int64.fetchAll(
      self, sql: "SELECT id FROM account WHERE role = ? AND isActive LIMIT 2",
      arguments: [Role.administrator.rawValue])
    if active == [account] { throw Store.Indispensable.lastAdministrator }
  }

  fileprivate func erase(draft id: String, by actor: String, at moment: Moment) throws {
    guard let dossier = try Dossier.fetchOne(self, key: id) else { throw Store.Conflict.gone }
    guard dossier.stage == .draft, dossier.version == 0 else { throw Store.Conflict.closed }
    for table in ["openText", "history", "attachment", "outbox"] {
      try execute(sql: "DELETE FROM \(table) WHERE dossier = ?", arguments: [id])
    }
    try dossier.delete(self)
    try log(LoggedAction(action: "eraseDraft", dossier: id), by: actor, at: moment)
  }
}
