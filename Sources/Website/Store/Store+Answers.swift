import Foundation
import GRDB
import Rules

extension Store {
  /// What becomes of a draft, all at once or not at all.
  struct DraftUpdate: Sendable {
    let text: [UInt8]
    let title: String
    let items: ItemIdentities
    let changes: [DraftChange.Draft]
    /// Texts that wait from then on.
    var opened: [OpenText] = []
    /// The numbers of those that no longer do.
    var closed: Set<Int64> = []
    /// Files that go with it.
    var files: [Attachment] = []
    let action: String
    let detail: String
  }

  /// Puts a draft in place of the revision that it was made from.
  ///
  /// - Returns: the dossier as it is then; `nil` where somebody else was first, and nothing is changed.
  /// - Throws: ``Conflict/gone`` and ``Conflict/closed``.
  func update(
    _ id: String, from revision: Int, by actor: String, at moment: Moment, _ update: DraftUpdate
  ) async throws -> Dossier? {
    try await write { database in
      guard var dossier = try Dossier.fetchOne(database, key: id) else { throw Conflict.gone }
      guard dossier.stage.isWritten else { throw Conflict.closed }
      guard dossier.number == revision else { return nil }
      dossier.number += 1
      dossier.text = Data(update.text)
      dossier.title = update.title
      dossier.items = update.items
      dossier.updated = moment
      dossier.warned = nil
      try dossier.update(database)
      for change in update.changes {
        var made = DraftChange(
          change, of: id, revision: dossier.number, by: actor, at: moment)
        try made.insert(database)
      }
      for number in update.closed {
        try database.execute(
          sql: "DELETE FROM openText WHERE number = ? AND dossier = ?", arguments: [number, id])
      }
      for text in update.opened {
        var text = text
        try text.insert(database)
      }
      try database.insert(update.files, of: dossier)
      try database.log(
        LoggedAction(
          action: update.action, dossier: id, version: dossier.revision, ruleset: dossier.ruleset,
          detail: update.detail), by: actor, at: moment)
      return dossier
    }
  }

  /// The texts that wait beside a draft, with the dossier that they wait at.
  func draft(_ id: String) async throws -> (dossier: Dossier, open: [OpenText])? {
    try await read { database in
      guard let dossier = try Dossier.fetchOne(database, key: id) else { return nil }
      return (dossier, try OpenText.of(id, database))
    }
  }

  /// In the order in which they were typed.
  func openTexts(of dossier: String) async throws -> [OpenText] {
    try await read { try OpenText.of(dossier, $0) }
  }

  /// What was changed of a draft, in order.
  func history(of dossier: String) async throws -> [DraftChange] {
    try await read { database in
      try DraftChange.fetchAll(
        database, sql: "SELECT * FROM history WHERE dossier = ? ORDER BY id",
        arguments: [dossier])
    }
  }

  /// The number of the change that removed an item last.
  func lastRemoval(of place: AnswerPlace, in dossier: String) async throws -> Int64? {
    try await read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT id FROM history WHERE dossier = ? AND kind = ? AND place = ?
          ORDER BY id DESC LIMIT 1
          """, arguments: [dossier, DraftChange.Kind.remove.rawValue, place.description])
    }
  }

  func change(_ id: Int64, of dossier: String) async throws -> DraftChange? {
    try await read { database in
      try DraftChange.fetchOne(
        database, sql: "SELECT * FROM history WHERE id = ? AND dossier = ?",
        arguments: [id, dossier])
    }
  }
}

extension OpenText {
  fileprivate static func of(_ dossier: String, _ database: Database) throws -> [OpenText] {
    try OpenText.fetchAll(
      database, sql: "SELECT * FROM openText WHERE dossier = ? ORDER BY number",
      arguments: [dossier])
  }
}
