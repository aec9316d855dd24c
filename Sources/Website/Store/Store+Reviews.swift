import Foundation
import GRDB
import Rules

extension Store {
  func judgements(of id: String, version: Int) async throws -> [GivenJudgement] {
    try await read { try Self.judgements($0, of: id, version: version) }
  }

  static func judgements(
    _ database: Database, of id: String, version: Int
  ) throws -> [GivenJudgement] {
    try GivenJudgement.fetchAll(
      database, sql: "SELECT * FROM judgement WHERE dossier = ? AND version = ?",
      arguments: [id, version])
  }

  /// A judgement of another reviewer that came in between.
  struct StaleJudgement: Error {
    let now: GivenJudgement
  }

  /// Puts a judgement of one insurer.
  ///
  /// - Parameter basis: the number of the judgement that the person saw; zero where there was none.
  /// - Throws: ``StaleJudgement``, ``Conflict`` or a `Proceeding.Refusal`.
  func judge(_ judgement: GivenJudgement, basis: Int, by actor: String, at moment: Moment)
    async throws
  {
    try await write { database in
      guard let dossier = try Dossier.fetchOne(database, key: judgement.dossier) else {
        throw Conflict.gone
      }
      guard dossier.stage == .assessing || dossier.stage == .intended,
        dossier.version == judgement.version
      else { throw Proceeding.Refusal.notNow(.handIn, dossier.stage) }
      guard dossier.proceeding.mayJudge(judgement.insurer) else {
        throw dossier.proceeding.proposal == nil
          ? Proceeding.Refusal.alreadyHandedIn : .proposalOpen
      }
      let now = try GivenJudgement.fetchOne(
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

  func attachments(of id: String) async throws -> [Attachment] {
    try await read { database in
      try Attachment.fetchAll(
        database,
        sql: """
          SELECT \(Store.attachmentColumns) FROM attachment WHERE dossier = ? ORDER BY made, id
          """, arguments: [id])
    }
  }

  func attachment(_ id: String, of dossier: String) async throws -> Attachment? {
    try await read { database in
      try Attachment.fetchOne(
        database, sql: "SELECT * FROM attachment WHERE id = ? AND dossier = ?",
        arguments: [id, dossier])
    }
  }

  /// Takes an attachment away that did not go with anything that was handed in.
  ///
  /// - Throws: ``Conflict``.
  func removeAttachment(
    _ id: String, of dossier: String, by actor: String, at moment: Moment
  ) async throws {
    try await write { database in
      guard let found = try Dossier.fetchOne(database, key: dossier) else { throw Conflict.gone }
      guard found.stage.isWritten else { throw Conflict.closed }
      let attachment = try Attachment.fetchOne(
        database,
        sql: "SELECT \(Store.attachmentColumns) FROM attachment WHERE id = ? AND dossier = ?",
        arguments: [id, dossier])
      guard let attachment else { throw Conflict.gone }
      if let last = try database.handedIn(dossier), attachment.made <= last {
        throw Conflict.closed
      }
      try database.execute(sql: "DELETE FROM attachment WHERE id = ?", arguments: [id])
      try database.log(
        LoggedAction(
          action: "removeAttachment", dossier: dossier, detail: id),
        by: actor, at: moment)
    }
  }

  /// When a text of a dossier was handed in last; `nil` where none was.
  func handedIn(_ dossier: String) async throws -> Moment? {
    try await read { try $0.handedIn(dossier) }
  }

  /// All but the bytes.
  private static let attachmentColumns =
    "id, dossier, name, kind, x'' AS bytes, hash, made, isFormer"

  /// A dossier has as many attachments as it may have.
  struct AttachmentsFull: Error {}

  static let attachmentsKept = 100
  /// Bytes of the attachments of one dossier, and of all that are of nobody with an account.
  static let attachmentRoom = 50 << 20
  static let strangersRoom = 2 << 30

  /// Adds an attachment to a text that is still written.
  ///
  /// - Throws: `Conflict.closed` after it was handed in, or ``AttachmentsFull``.
  func add(_ attachment: Attachment, by actor: String) async throws {
    try await write { database in
      guard let dossier = try Dossier.fetchOne(database, key: attachment.dossier) else {
        throw Conflict.gone
      }
      guard dossier.stage.isWritten else { throw Conflict.closed }
      try database.insert([attachment], of: dossier)
      try database.log(
        LoggedAction(
          action: "attach", dossier: attachment.dossier, detail: attachment.id), by: actor,
        at: attachment.made)
    }
  }
}

extension Database {
  fileprivate func handedIn(_ dossier: String) throws -> Moment? {
    try Moment.fetchOne(
      self, sql: "SELECT max(made) FROM version WHERE dossier = ?", arguments: [dossier])
  }

  /// Adds files to a dossier.
  ///
  /// - Throws: `Store.AttachmentsFull`.
  func insert(_ attachments: [Attachment], of dossier: Dossier) throws {
    guard !attachments.isEmpty else { return }
    let more = attachments.reduce(0) { $0 + $1.bytes.count }
    let own = try Row.fetchOne(
      self,
      sql: "SELECT count(*), coalesce(sum(length(bytes)), 0) FROM attachment WHERE dossier = ?",
      arguments: [dossier.id])
    let (count, bytes): (Int, Int) = (own?[0] ?? 0, own?[1] ?? 0)
    guard count + attachments.count <= Store.attachmentsKept, bytes + more <= Store.attachmentRoom
    else { throw Store.AttachmentsFull() }
    if dossier.owner == nil {
      let all = try Int.fetchOne(
        self,
        sql: """
          SELECT coalesce(sum(length(bytes)), 0) FROM attachment
          WHERE dossier IN (SELECT id FROM dossier WHERE owner IS NULL)
          """)
      guard (all ?? 0) + more <= Store.strangersRoom else { throw Store.AttachmentsFull() }
    }
    for attachment in attachments { try attachment.insert(self) }
  }
}
