import Foundation
import GRDB
import Rules

/// What somebody may do on the site.
enum Role: String, Codable, CaseIterable, Sendable {
  /// Writes plans, for an organisation.
  case applicant
  /// Judges plans, for an insurer.
  case reviewer
  /// Keeps the rules.
  case author
  /// Sees where plans stand, not what is in them.
  case monitor
  /// Keeps accounts, organisations and regions.
  case administrator

  var title: LocalizedText {
    switch self {
    case .applicant: LocalizedText(nl: "indiener", en: "applicant")
    case .reviewer: LocalizedText(nl: "beoordelaar", en: "reviewer")
    case .author: LocalizedText(nl: "regelmaker", en: "rule author")
    case .monitor: LocalizedText(nl: "monitor", en: "monitor")
    case .administrator: LocalizedText(nl: "beheerder", en: "administrator")
    }
  }

  /// The kind of organisation that somebody with this role belongs to.
  var organisation: Organisation.Kind {
    switch self {
    case .applicant: .applicant
    case .reviewer: .insurer
    case .author, .monitor, .administrator: .office
    }
  }
}

struct Organisation: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "organisation"

  enum Kind: String, Codable, Sendable, CaseIterable {
    case applicant
    case insurer
    /// Whoever keeps the site, the rules or the figures.
    case office
  }

  let code: String
  let name: String
  let kind: Kind
  /// The organisation that its name is much like, while the office has not looked at it: `nil` of most.
  var alike: String?
}

/// By whom an address was found to be that of its account.
enum Confirmation: String, Codable, Sendable {
  /// Its owner followed a link that only a message to the address held.
  case message
  /// A provider of identities said so, of the address with which it vouched for the account first.
  case provider
  /// An administrator made the account, or said so.
  case administrator

  var title: LocalizedText {
    switch self {
    case .message: LocalizedText(nl: "met een bericht", en: "by a message")
    case .provider: LocalizedText(nl: "door de inlogdienst", en: "by the sign-in provider")
    case .administrator: LocalizedText(nl: "door de beheerder", en: "by the administrator")
    }
  }
}

struct Account: Codable, Hashable, Sendable, FetchableRecord, MutablePersistableRecord {
  static let databaseTableName = "account"

  private(set) var id: Int64?
  let email: String
  let name: String
  let role: Role
  let organisation: String
  /// As ``Password`` spells it; `nil` where somebody only signs in by a link.
  var password: String?
  var isActive: Bool
  /// How the address was confirmed; `nil` while it was not.
  var confirmation: Confirmation?
  /// With it the log's hash of the account tells nothing of a name or address that was taken out.
  private(set) var salt: Data

  init(
    email: String, name: String, role: Role, organisation: String, password: String? = nil,
    isActive: Bool = true, confirmation: Confirmation? = nil
  ) {
    self.confirmation = confirmation
    self.email = email
    self.name = name
    self.role = role
    self.organisation = organisation
    self.password = password
    self.isActive = isActive
    salt = Data(Secret.randomBytes(16))
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

/// The two market leaders of a region.
struct Region: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "region"

  let code: String
  let name: String
  let first: InsurerCode
  let second: InsurerCode

  var leaders: Leaders? { Leaders(first: first, second: second) }
}

extension Database {
  /// Sets a password, and ends what the one before let in; keys too, where their owner says so.
  func setPassword(_ spelled: String, of account: Int64, endingKeys endsKeys: Bool) throws {
    try execute(
      sql: "UPDATE account SET password = ? WHERE id = ?", arguments: [spelled, account])
    try endWays(into: account)
    if endsKeys {
      try execute(sql: "DELETE FROM accessKey WHERE account = ?", arguments: [account])
    }
  }

  /// Ends all that lets somebody into an account besides its password: sessions, and links that are on their way.
  func endWays(into account: Int64) throws {
    for table in ["session", "signInLink"] {
      try execute(sql: "DELETE FROM \(table) WHERE account = ?", arguments: [account])
    }
    try execute(
      sql: "DELETE FROM mailedLink WHERE account = ? AND purpose = ?",
      arguments: [account, LinkPurpose.newPassword.rawValue])
  }
}

extension Store {
  /// How long somebody stays signed in, and how long a link works.
  static let sessionLength = 12 * 3600
  static let linkLength = 24 * 3600
  /// How long after signing in it is sure who sits there.
  static let freshness = 900

  func account(withEmail email: String) async throws -> Account? {
    try await read { database in
      try Account.fetchOne(
        database, sql: "SELECT * FROM account WHERE email = ?", arguments: [email])
    }
  }

  /// Begins a session, and logs that somebody came in.
  func signIn(_ account: Account, token: Secret, at moment: Moment) async throws {
    try await write { try $0.signIn(account, token: token, at: moment) }
  }

  /// Whether a session began a moment ago.
  func isFresh(_ session: Secret, at moment: Moment) async throws -> Bool {
    let expiry = moment.adding(seconds: Store.sessionLength - Store.freshness)
    return try await read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM session WHERE token = ? AND expires >= ?)",
        arguments: [session.hash, expiry]) ?? false
    }
  }

  /// Ends every session of an account, and the links that let somebody in.
  func signOutEverywhere(_ account: Account, at moment: Moment) async throws {
    guard let id = account.id else { return }
    try await write { database in
      try database.endWays(into: id)
      try database.log(LoggedAction(action: "signOutEverywhere"), by: account.inLog, at: moment)
    }
  }

  func signOut(_ token: Secret) async throws {
    try await write { database in
      try database.execute(sql: "DELETE FROM session WHERE token = ?", arguments: [token.hash])
    }
  }

  /// Who a session belongs to; `nil` once it is over.
  func account(of token: Secret, at moment: Moment) async throws -> Account? {
    try await read { database in
      try Account.fetchOne(
        database,
        sql: """
          SELECT account.* FROM session JOIN account ON account.id = session.account
          WHERE session.token = ? AND session.expires >= ? AND account.isActive
          """, arguments: [token.hash, moment])
    }
  }

  /// Adds a link that lets somebody in once. Those that there were for the account end.
  func addSignInLink(_ token: Secret, for account: Int64, at moment: Moment) async throws {
    try await write { try $0.addSignInLink(token, for: account, at: moment) }
  }

  /// Who a sign-in link is for; `nil` where it is spent, old or unknown. It works once.
  func useSignInLink(_ token: Secret, at moment: Moment) async throws -> Account? {
    try await write { database in
      let account = try Account.fetchOne(
        database,
        sql: """
          SELECT account.* FROM signInLink JOIN account ON account.id = signInLink.account
          WHERE signInLink.token = ? AND signInLink.expires >= ? AND account.isActive
          """, arguments: [token.hash, moment])
      try database.execute(sql: "DELETE FROM signInLink WHERE token = ?", arguments: [token.hash])
      return account
    }
  }

  /// Sets a password, and ends the account's sessions and the links to sign in with: whoever had them may have had
  /// the old one.
  ///
  /// - Parameters:
  ///   - next: the session in which the person goes on; its identifier is new too.
  ///   - endsKeys: whether programs of theirs need new keys too.
  func setPassword(
    _ spelled: String, of account: Account, next: Secret, endingKeys endsKeys: Bool,
    at moment: Moment
  ) async throws {
    guard let id = account.id else { return }
    try await write { database in
      try database.setPassword(spelled, of: id, endingKeys: endsKeys)
      try database.log(LoggedAction(action: "setPassword"), by: account.inLog, at: moment)
      try database.signIn(account, token: next, at: moment)
    }
  }

  /// Adds an account, and its organisation where that is new.
  ///
  /// - Returns: `nil` where the address has an account already.
  func add(
    _ account: Account, of organisation: Organisation, by actor: String, at moment: Moment
  ) async throws -> Account? {
    try await write { try $0.add(account, of: organisation, by: actor, at: moment) }
  }

  /// Takes down that an address is that of its account; nothing changes where that was known.
  func confirm(
    _ account: Int64, by way: Confirmation, actor: String, at moment: Moment
  ) async throws {
    try await write { try $0.confirm(account, by: way, actor: actor, at: moment) }
  }

  /// - Throws: ``Indispensable`` where nobody could manage the site any more.
  func setActive(_ isActive: Bool, account: Int64, by actor: String, at moment: Moment) async throws
  {
    try await write { database in
      if !isActive { try database.requireAdministrator(besides: account) }
      try database.execute(
        sql: "UPDATE account SET isActive = ? WHERE id = ?", arguments: [isActive, account])
      if !isActive {
        // When it opens again, whoever it is for shows anew who they are.
        for table in ["session", "accessKey", "identity", "mailedLink", "signInLink"] {
          try database.execute(
            sql: "DELETE FROM \(table) WHERE account = ?", arguments: [account])
        }
      }
      try database.log(
        LoggedAction(
          action: isActive ? "openAccount" : "closeAccount", detail: "account \(account)"),
        by: actor, at: moment)
    }
  }

  func put(_ region: Region, by actor: String, at moment: Moment) async throws {
    try await write { database in
      try region.save(database)
      try database.log(
        LoggedAction(
          action: "setRegion", detail: "\(region.code): \(region.first), \(region.second)"),
        by: actor, at: moment)
    }
  }

  /// Takes down that the office looked at an organisation whose name is much like that of another.
  func verify(organisation code: String, by actor: String, at moment: Moment) async throws {
    try await write { database in
      try database.execute(
        sql: "UPDATE organisation SET alike = NULL WHERE code = ? AND alike IS NOT NULL",
        arguments: [code])
      guard database.changesCount > 0 else { return }
      try database.log(
        LoggedAction(action: "verifyOrganisation", detail: code), by: actor, at: moment)
    }
  }

  func put(_ organisation: Organisation, by actor: String, at moment: Moment) async throws {
    try await write { database in
      try organisation.save(database)
      try database.log(
        LoggedAction(
          action: "setOrganisation", detail: "\(organisation.code), \(organisation.kind.rawValue)"),
        by: actor, at: moment)
    }
  }

  func accounts() async throws -> [Account] {
    try await read { try Account.fetchAll($0, sql: "SELECT * FROM account ORDER BY email") }
  }

  func accounts(_ numbers: Set<Int64>) async throws -> [Account] {
    try await read { try Account.fetchAll($0, keys: numbers) }
  }

  func organisations() async throws -> [Organisation] {
    try await read {
      try Organisation.fetchAll($0, sql: "SELECT * FROM organisation ORDER BY name")
    }
  }

  func regions() async throws -> [Region] {
    try await read { try Region.fetchAll($0, sql: "SELECT * FROM region ORDER BY name") }
  }
}

extension Database {
  func addSignInLink(_ token: Secret, for account: Int64, at moment: Moment) throws {
    try execute(sql: "DELETE FROM signInLink WHERE account = ?", arguments: [account])
    try execute(
      sql: "INSERT INTO signInLink (token, account, expires) VALUES (?, ?, ?)",
      arguments: [token.hash, account, moment.adding(seconds: Store.linkLength)])
  }

  /// Adds an account, and its organisation where that is new.
  ///
  /// - Returns: `nil` where the address has an account already.
  func add(
    _ account: Account, of organisation: Organisation, by actor: String, at moment: Moment
  ) throws -> Account? {
    let isKnown = try Bool.fetchOne(
      self, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE email = ?)",
      arguments: [account.email])
    if isKnown ?? false { return nil }
    if try !organisation.exists(self) {
      var organisation = organisation
      let name = NameLikeness(organisation.name)
      let others = try Organisation.fetchAll(self, sql: "SELECT * FROM organisation ORDER BY code")
      organisation.alike = others.first { NameLikeness($0.name).isLike(name) }?.code
      try organisation.insert(self)
    }
    let added = try account.inserted(self)
    try log(
      LoggedAction(action: "addAccount", detail: "\(added.inLog), \(account.role.rawValue)"),
      by: actor, at: moment)
    return added
  }

  func confirm(
    _ account: Int64, by way: Confirmation, actor: String, at moment: Moment
  ) throws {
    try execute(
      sql: "UPDATE account SET confirmation = ? WHERE id = ? AND confirmation IS NULL",
      arguments: [way.rawValue, account])
    guard changesCount > 0 else { return }
    try log(
      LoggedAction(action: "confirmAddress", detail: "account \(account), \(way.rawValue)"),
      by: actor, at: moment)
  }

  /// Begins a session, and logs that somebody came in.
  ///
  /// - Parameter detail: by which way, where it is not a password or a link.
  func signIn(_ account: Account, token: Secret, at moment: Moment, detail: String = "") throws {
    guard let id = account.id else { return }
    try execute(
      sql: "INSERT INTO session (token, account, expires) VALUES (?, ?, ?)",
      arguments: [token.hash, id, moment.adding(seconds: Store.sessionLength)])
    try execute(sql: "DELETE FROM session WHERE expires < ?", arguments: [moment])
    try log(LoggedAction(action: "signIn", detail: detail), by: account.inLog, at: moment)
  }
}

extension Account {
  /// As the log names somebody.
  var inLog: String {
    LogActor.account(id ?? 0, organisation: organisation, key: nil).spelled
  }

  /// The same of a program of theirs.
  func inLog(with key: AccessKey) -> String {
    LogActor.account(id ?? 0, organisation: organisation, key: key.id).spelled
  }
}
