import Foundation
import GRDB
import Rules

/// What a program of somebody uses the site with, in that person's name.
struct AccessKey: Codable, Hashable, Sendable, FetchableRecord {
  let id: Int64
  let account: Int64
  /// What its owner calls it.
  let name: String
  let made: Moment
  /// Until when it works.
  let expires: Moment
  /// Whether it changes anything, or only reads.
  let mayWrite: Bool
  /// The day, by its first request; `nil` while it was not used.
  let used: Moment?

  /// All but the secret.
  fileprivate static let columns = "id, account, name, made, expires, mayWrite, used"

  /// Days that a key may work, from which its owner chooses.
  static let terms = [30, 90, 365]

  /// Stands before the secret, so that programs that look for secrets in files know one.
  private static let mark = "toets_"

  /// The text that is shown once and sent with every request.
  static func spelled(_ secret: Secret) -> String { mark + secret.text }

  /// - Returns: `nil` for a text that can't be one.
  static func secret(of text: some StringProtocol) -> Secret? {
    text.hasPrefix(mark) ? Secret(String(text.dropFirst(mark.count))) : nil
  }
}

extension Store {
  /// Keys that one account may have.
  static let mostKeys = 20

  /// - Returns: `false` where the account has as many as it may have.
  func addKey(
    _ secret: Secret, named name: String, for account: Account, mayWrite: Bool, days: Int,
    at moment: Moment
  ) async throws -> Bool {
    guard let id = account.id else { return false }
    return try await write { database in
      let count = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM accessKey WHERE account = ?", arguments: [id])
      guard count ?? 0 < Store.mostKeys else { return false }
      try database.execute(
        sql: """
          INSERT INTO accessKey (secret, account, name, made, expires, mayWrite)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          secret.hash, id, name, moment, moment.adding(seconds: days * 86_400), mayWrite,
        ])
      try database.log(
        LoggedAction(action: "addKey", detail: "key \(database.lastInsertedRowID)"),
        by: account.inLog, at: moment)
      return true
    }
  }

  func keys(of account: Account) async throws -> [AccessKey] {
    try await read { database in
      try AccessKey.fetchAll(
        database,
        sql: "SELECT \(AccessKey.columns) FROM accessKey WHERE account = ? ORDER BY id",
        arguments: [account.id])
    }
  }

  /// - Returns: `false` where the account has no such key.
  func endKey(_ key: Int64, of account: Account, at moment: Moment) async throws -> Bool {
    try await write { database in
      try database.execute(
        sql: "DELETE FROM accessKey WHERE id = ? AND account = ?", arguments: [key, account.id])
      guard database.changesCount > 0 else { return false }
      try database.log(
        LoggedAction(action: "endKey", detail: "key \(key)"), by: account.inLog, at: moment)
      return true
    }
  }

  /// Who a key belongs to; `nil` where it is ended or unknown. Its first use on a day is logged, as
  /// signing in is.
  func holder(
    of secret: Secret, at moment: Moment
  ) async throws -> (account: Account, key: AccessKey)? {
    let found = try await read { database -> (account: Account, key: AccessKey)? in
      let key = try AccessKey.fetchOne(
        database,
        sql: "SELECT \(AccessKey.columns) FROM accessKey WHERE secret = ? AND expires >= ?",
        arguments: [secret.hash, moment])
      guard let key, let account = try Account.fetchOne(database, key: key.account),
        account.isActive
      else { return nil }
      return (account, key)
    }
    guard let found else { return nil }
    let day = 86_400
    if found.key.used.map({ $0.seconds / day != moment.seconds / day }) ?? true {
      try await write { database in
        try database.execute(
          sql: "UPDATE accessKey SET used = ? WHERE id = ?", arguments: [moment, found.key.id])
        try database.log(
          LoggedAction(action: "useKey", detail: "key \(found.key.id)"), by: found.account.inLog,
          at: moment)
      }
    }
    return found
  }
}
