import Foundation
import GRDB
import Rules

extension Store {
  func judgements(of id: String, version: Int) async throws -> [DraftJudgement] {
    try await pool.read { database in
      try DraftJudgement.fetchAll(
        database, sql: "SELECT * FROM judgement WHERE dossier = ? AND version = ?",
        arguments: [id, version])
    }
  }

  func overrides(of id: String, version: Int) async throws -> [Override] {
    try await pool.read { database in
      try Override.fetchAll(
        database, sql: "SELECT * FROM override WHERE dossier = ? AND version = ?",
        arguments: [id, version])
    }
  }

  /// A judgement of another reviewer that came in between.
  struct StaleJudgement: Error {
    let now: DraftJudgement
  }

  /// Puts a judgement of one insurer.
  ///
  /// - Parameter basis: the number of the judgement that the person saw; zero where there was none.
  /// - Throws: ``StaleJudgement``, ``Conflict`` or a `Proceeding.Refusal`.
  func judge(_ judgement: DraftJudgement, basis: Int, by actor: String, at moment: Moment)
    async throws
  {
    try await pool.write { database in
      guard let dossier = try Dossier.fetchOne(database, key: judgement.dossier) else {
        throw Conflict.gone
      }
      guard dossier.proceeding.allows(.handIn, by: .insurer(judgement.insurer)),
        dossier.version == judgement.version
      else { throw Proceeding.Refusal.notNow(.handIn, dossier.stage) }
      if dossier.proceeding.opinions[judgement.insurer] != nil {
        throw Proceeding.Refusal.alreadyHandedIn
      }
      let now = try DraftJudgement.fetchOne(
        database,
        key: [
          "dossier": judgement.dossier, "version": judgement.version,
          "insurer": judgement.insurer, "checkId": judgement.checkId,
        ])
      if let now, now.number != basis { throw StaleJudgement(now: now) }
      try judgement.save(database)
      try database.log(
        LoggedAction(
          action: "judge", dossier: judgement.dossier, version: "version \(judgement.version)",
          ruleset: dossier.ruleset,
          detail: "\(judgement.checkId): \(judgement.holds ? "holds" : "fails")"),
        by: actor, at: moment)
    }
  }

  /// Proposes another verdict than a rule's, or confirms what the other insurer proposed.
  func override(_ override: Override, by actor: String, at moment: Moment) async throws {
    try await pool.write { database in
      guard let dossier = try Dossier.fetchOne(database, key: override.dossier) else {
        throw Conflict.gone
      }
      guard dossier.proceeding.allows(.handIn, by: .insurer(override.proposedBy)),
        dossier.version == override.version
      else { throw Proceeding.Refusal.notNow(.handIn, dossier.stage) }
      let key: [String: any DatabaseValueConvertible] = [
        "dossier": override.dossier, "version": override.version, "checkId": override.checkId,
      ]
      let action: String
      if var known = try Override.fetchOne(database, key: key),
        known.proposedBy != override.proposedBy, known.holds == override.holds
      {
        known.confirmedBy = override.proposedBy
        try known.update(database)
        action = "confirmOverride"
      } else {
        try override.save(database)
        action = "override"
      }
      try database.log(
        LoggedAction(
          action: action, dossier: override.dossier, version: "version \(override.version)",
          ruleset: dossier.ruleset,
          detail: "\(override.checkId): \(override.holds ? "holds" : "fails")"),
        by: actor, at: moment)
    }
  }

  func attachments(of id: String) async throws -> [Attachment] {
    try await pool.read { database in
      try Attachment.fetchAll(
        database,
        sql: """
          SELECT id, dossier, name, kind, x'' AS bytes, hash, made FROM attachment
          WHERE dossier = ? ORDER BY made, id
          """, arguments: [id])
    }
  }

  func attachment(_ id: String, of dossier: String) async throws -> Attachment? {
    try await pool.read { database in
      try Attachment.fetchOne(
        database, sql: "SELECT * FROM attachment WHERE id = ? AND dossier = ?",
        arguments: [id, dossier])
    }
  }

  func add(_ attachment: Attachment, by actor: String) async throws {
    try await pool.write { database in
      try attachment.insert(database)
      try database.log(
        LoggedAction(
          action: "attach", dossier: attachment.dossier, version: attachment.hash,
          detail: attachment.id), by: actor, at: attachment.made)
    }
  }
}
