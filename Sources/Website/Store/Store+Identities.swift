import GRDB
import Rules

/// Somebody as a provider vouches for them. Only issuer and subject together stay the same: an address can
/// change, and can be given to somebody else. Source: OpenID Connect Core 1.0, section 5.7.
struct VouchedPerson: Hashable, Sendable {
  let issuer: String
  let subject: String
  let email: String?
  let isEmailVerified: Bool
}

/// That somebody of a provider is the owner of an account.
struct Identity: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "identity"

  let issuer: String
  let subject: String
  let account: Int64
}

extension Store {
  /// What comes of somebody at the door.
  enum Entrance: Sendable {
    case known(Account)
    /// For the first time; from now on the provider's word is enough.
    case linked(Account, lostPassword: Bool)
    case refused(Refusal)
  }

  enum Refusal: String, Sendable {
    /// The provider does not say that the address is theirs.
    case unverified
    /// Nobody has an account with that address.
    case unknown
    case closed
    /// The account is of somebody else of the same provider: the address may have a new owner.
    case taken
  }

  func knows(_ person: VouchedPerson) async throws -> Bool {
    try await read { try Store.account(of: person, $0) != nil }
  }

  private static func account(of person: VouchedPerson, _ database: Database) throws -> Account? {
    try Account.fetchOne(
      database,
      sql: """
        SELECT account.* FROM identity JOIN account ON account.id = identity.account
        WHERE identity.issuer = ? AND identity.subject = ?
        """, arguments: [person.issuer, person.subject])
  }

  /// Lets somebody in whom a provider vouches for, and logs what came of it. No account is made: the first
  /// time, the account with the same address becomes theirs.
  func enter(
    _ person: VouchedPerson, token: Secret, at moment: Moment
  ) async throws -> Entrance {
    try await write { database in
      let entrance = try Store.entrance(of: person, database, at: moment)
      let way = "OpenID, \(person.issuer)"
      switch entrance {
      case .known(let account), .linked(let account, _):
        try database.signIn(account, token: token, at: moment, detail: way)
      case .refused(let refusal):
        try database.log(
          LoggedAction(action: "refuseSignIn", detail: "\(way): \(refusal.rawValue)"),
          by: LogActor.visitor.spelled, at: moment)
      }
      return entrance
    }
  }

  private static func entrance(
    of person: VouchedPerson, _ database: Database, at moment: Moment
  ) throws -> Entrance {
    if let account = try account(of: person, database) {
      return account.isActive ? .known(account) : .refused(.closed)
    }
    guard person.isEmailVerified, let email = person.email else { return .refused(.unverified) }
    // The column compares the letters A to Z without regard to case, and no others: signs that merely look
    // alike are different addresses.
    let found = try Account.fetchOne(
      database, sql: "SELECT * FROM account WHERE email = ?", arguments: [email])
    guard let account = found, let id = account.id else { return .refused(.unknown) }
    guard account.isActive else { return .refused(.closed) }
    let isTaken = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM identity WHERE issuer = ? AND account = ?)",
      arguments: [person.issuer, id])
    if isTaken ?? false { return .refused(.taken) }
    try Identity(issuer: person.issuer, subject: person.subject, account: id).insert(database)
    try database.log(
      LoggedAction(action: "linkIdentity", detail: "OpenID, \(person.issuer)"),
      by: account.inLog, at: moment)
    try database.confirm(id, by: .provider, actor: account.inLog, at: moment)
    // An applicant makes an account without showing that the address is theirs. Whoever made this one may
    // have done so to read along with its real owner.
    guard account.role == .applicant else { return .linked(account, lostPassword: false) }
    try database.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [id])
    guard account.password != nil else { return .linked(account, lostPassword: false) }
    try database.execute(sql: "UPDATE account SET password = NULL WHERE id = ?", arguments: [id])
    try database.log(LoggedAction(action: "dropPassword"), by: account.inLog, at: moment)
    return .linked(account, lostPassword: true)
  }

  /// Logs that what a provider sent proved nothing.
  func logUnproven(_ issuer: String, _ reason: String, at moment: Moment) async throws {
    try await write { database in
      try database.log(
        LoggedAction(action: "refuseSignIn", detail: "OpenID, \(issuer): \(reason)"),
        by: LogActor.visitor.spelled, at: moment)
    }
  }
}
