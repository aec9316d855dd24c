import Foundation
import GRDB
import Rules

/// An account that somebody asked for, while nobody has shown that the address is theirs. Until then it is no
/// account: several people may ask for one with the same address, and whoever reads its messages gets theirs.
struct Registration: Codable, Hashable, Sendable, FetchableRecord, MutablePersistableRecord {
  static let databaseTableName = "registration"

  private(set) var id: Int64?
  let email: String
  let name: String
  /// The name of their organisation.
  let organisation: String
  /// As ``PasswordKeeper`` spells it.
  let password: String
  /// The hash of the link in the message; `nil` until it goes out.
  var token: Data?
  let expires: Moment

  /// Seconds that it waits for its owner.
  static let length = 7 * 86_400

  init(
    email: String, name: String, organisation: String, password: String, at moment: Moment
  ) {
    self.email = email
    self.name = name
    self.organisation = organisation
    self.password = password
    expires = moment.adding(seconds: Registration.length)
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

extension Store {
  /// Has a message sent to whoever reads an address: with the link that makes the account, or that there is one
  /// already. Whoever asks learns nothing of which it is.
  func ask(for registration: Registration, in language: Language, at moment: Moment) async throws {
    try await write { database in
      try database.execute(
        sql:
          "DELETE FROM outbox WHERE registration IN (SELECT id FROM registration WHERE expires < ?)",
        arguments: [moment])
      try database.execute(sql: "DELETE FROM registration WHERE expires < ?", arguments: [moment])
      let known = try Int64.fetchOne(
        database, sql: "SELECT id FROM account WHERE email = ?", arguments: [registration.email])
      if let known {
        _ = try OutgoingMessage(.accountKnown, to: known, in: language, at: moment)
          .inserted(database)
        return
      }
      let made = try registration.inserted(database)
      var message = OutgoingMessage(.newAccount, to: nil, in: language, at: moment)
      message.registration = made.id
      try message.insert(database)
    }
  }

  func registration(_ id: Int64) async throws -> Registration? {
    try await read { try Registration.fetchOne($0, key: id) }
  }

  /// What a link makes; `nil` where it is spent, old or unknown.
  func registration(with link: Secret, at moment: Moment) async throws -> Registration? {
    try await read { database in
      try Registration.fetchOne(
        database, sql: "SELECT * FROM registration WHERE token = ? AND expires >= ?",
        arguments: [link.hash, moment])
    }
  }

  /// Gives a registration the link of the message that goes out now.
  func setLink(_ link: Secret, of registration: Int64) async throws {
    try await write { database in
      try database.execute(
        sql: "UPDATE registration SET token = ? WHERE id = ?",
        arguments: [link.hash, registration])
    }
  }

  /// Makes the account that a registration asked for; its link is spent.
  ///
  /// - Returns: `nil` where it is spent already, or the address has an account meanwhile.
  func complete(_ registration: Registration, at moment: Moment) async throws -> Account? {
    try await erasing { database in
      let id = registration.id
      guard try Registration.fetchOne(database, key: id) != nil else { return nil }
      try database.execute(sql: "DELETE FROM outbox WHERE registration = ?", arguments: [id])
      try database.execute(sql: "DELETE FROM registration WHERE id = ?", arguments: [id])
      let code = Secret.identifier()
      return try database.add(
        Account(
          email: registration.email, name: registration.name, role: .applicant,
          organisation: code, password: registration.password, confirmation: .message),
        of: Organisation(code: code, name: registration.organisation, kind: .applicant),
        by: LogActor.visitor.spelled, at: moment)
    }
  }
}
